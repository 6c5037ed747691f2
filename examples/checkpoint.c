/*
 * Checkpoint and restart: heat spreads in a rod, and what a run needs to go on stands in one archive, which is the old
 * one or the new one whenever the program is killed.
 *
 *     checkpoint FILE.npz STEPS [EVERY]
 *
 * goes on from FILE.npz if it is there, and writes it every so many steps (100) and at the end: heat f8 (200,), step i8,
 * history f8 (n,), the mean heat after each step.
 */
#include <npyrw.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 200 };

typedef struct {
    double heat[CELLS];
    int64_t step;
    double *history; /* `step` of them */
} state;

static npy_status take(const npz_reader *archive, const char *name, const char *dtype, int32_t ndim, void *to, size_t size,
                       npy_error *err)
{
    npy_reader *member;
    npy_status status = npz_get(archive, name, &member, err);
    if (status != NPY_OK) return status;
    status = npy_expect(member, dtype, ndim, err);
    /* The size has to be the member's, too, and the CRC-32 is compared. */
    if (status == NPY_OK) status = npy_read_into(member, to, size, err);
    npy_close(member);
    return status;
}

static npy_status restart(const char *path, state *now, long steps, npy_error *err)
{
    npz_reader *archive = NULL;
    npy_status status = npz_open(path, &archive, err);

    /* No checkpoint: the beginning. Anything else that is wrong must not become one. */
    if (status == NPY_ERR_NOT_FOUND) now->heat[CELLS / 2] = 1000;
    else if (status != NPY_OK) return status;
    if (archive != NULL && ((status = take(archive, "step", "i8", 0, &now->step, sizeof now->step, err)) ||
                            (status = take(archive, "heat", "f8", 1, now->heat, sizeof now->heat, err)))) {
        npz_close(archive);
        return status;
    }
    now->history = malloc((size_t)(now->step + steps + 1) * sizeof *now->history);
    if (now->history == NULL) abort();
    status = NPY_OK;
    if (archive != NULL) status = take(archive, "history", "f8", 1, now->history, (size_t)now->step * sizeof *now->history, err);
    npz_close(archive);
    return status;
}

static npy_status checkpoint(const char *path, const state *now, npy_error *err)
{
    const int64_t cells = CELLS;
    npz_options options = { .sync = 1 };
    npz_writer *archive;
    npy_status status = npz_create(path, &options, &archive, err);
    if (status != NPY_OK) return status;
    if ((status = npz_save(archive, "heat", "f8", 1, &cells, now->heat, err)) ||
        (status = npz_save(archive, "step", "i8", 0, NULL, &now->step, err)) ||
        (status = npz_save(archive, "history", "f8", 1, &now->step, now->history, err))) {
        npz_discard(archive);
        return status;
    }
    return npz_finish(archive, err);
}

static void step(state *now)
{
    double old[CELLS], sum = 0;
    int i;
    memcpy(old, now->heat, sizeof old);
    for (i = 0; i < CELLS; i++) {
        now->heat[i] = old[i] + 0.25 * (old[(i + CELLS - 1) % CELLS] - 2 * old[i] + old[(i + 1) % CELLS]);
        sum += now->heat[i];
    }
    now->history[now->step++] = sum / CELLS;
}

int main(int argc, char **argv)
{
    state now = { .step = 0 };
    long steps, every, i;
    npy_error err;

    if (argc < 3) {
        fputs("usage: checkpoint FILE.npz STEPS [EVERY]\n", stderr);
        return 2;
    }
    steps = atol(argv[2]);
    every = argc > 3 ? atol(argv[3]) : 100;
    if (steps < 0 || every < 1) return 2;
    if (restart(argv[1], &now, steps, &err)) goto failed;
    printf("from step %lld\n", (long long)now.step);
    fflush(stdout);
    for (i = 1; i <= steps; i++) {
        step(&now);
        if ((i % every == 0 || i == steps) && checkpoint(argv[1], &now, &err)) goto failed;
    }
    free(now.history);
    return 0;

failed:
    free(now.history);
    fprintf(stderr, "checkpoint: %s: %s\n", argv[1], err.message);
    return 1;
}

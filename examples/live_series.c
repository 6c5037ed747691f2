/*
 * Lorenz' weather, a row (t, x, y, z) a step, added to a file that others read meanwhile.
 * Started again, it goes on where the file ends, also after it was killed.
 *
 *     live_series SERIES.npy [--steps N] [--pause MILLISECONDS]
 *     python watch_series.py SERIES.npy
 */
#define _POSIX_C_SOURCE 199309L
#include <npyrw.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    double t, x, y, z;
} state;

static state slope(state s)
{
    return (state){ 1, 10 * (s.y - s.x), s.x * (28 - s.z) - s.y, s.x * s.y - 8.0 / 3 * s.z };
}

static state ahead(state s, state slope, double h)
{
    return (state){ s.t + h * slope.t, s.x + h * slope.x, s.y + h * slope.y, s.z + h * slope.z };
}

/* Runge and Kutta's fourth order. */
static state step(state s)
{
    const double h = 1.0 / 128;
    state a = slope(s), b = slope(ahead(s, a, h / 2)), c = slope(ahead(s, b, h / 2)), d = slope(ahead(s, c, h));
    s = ahead(ahead(ahead(ahead(s, a, h / 6), b, h / 3), c, h / 3), d, h / 6);
    return s;
}

/* The last row of what is there. */
static npy_status resume(const char *path, int64_t rows, state *last, npy_error *err)
{
    npy_slice row = { rows - 1, rows, 1 };
    npy_request request = { .slices = &row, .nslices = 1 };
    npy_reader *file;
    npy_status status = npy_open(path, &file, err);

    if (status) return status;
    status = npy_read(file, &request, last, sizeof *last, err);
    npy_close(file);
    return status;
}

int main(int argc, char **argv)
{
    const int64_t shape[2] = { -1, 4 };
    npy_spec spec = { .dtype = "f8", .ndim = 2, .shape = shape };
    state now = { 0, 1, 1, 20 };
    long steps = 3000, pause = 0;
    npy_writer *series;
    npy_info info;
    npy_error err;

    for (int i = 2; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--steps") == 0) steps = atol(argv[i + 1]);
        if (strcmp(argv[i], "--pause") == 0) pause = atol(argv[i + 1]);
    }
    if (argc < 2) {
        fputs("usage: live_series SERIES.npy [--steps N] [--pause MILLISECONDS]\n", stderr);
        return 2;
    }
    if (npy_append(argv[1], &spec, &series, &err)) goto failed;
    if (npy_writer_info(series, &info, &err)) goto discard;
    if (info.shape[0] > 0 && resume(argv[1], info.shape[0], &now, &err)) goto discard;
    printf("%lld rows are there, %ld more to come\n", (long long)info.shape[0], steps);
    fflush(stdout);
    for (long i = 0; i < steps; i++) {
        if (i > 0 || info.shape[0] > 0) now = step(now);
        if (npy_write(series, &now, sizeof now, &err) || npy_flush(series, &err)) goto discard;
        if (pause > 0) nanosleep(&(struct timespec){ pause / 1000, pause % 1000 * 1000000 }, NULL);
    }
    if (npy_finish(series, &err)) goto failed;
    return 0;

discard:
    npy_discard(series);
failed:
    fprintf(stderr, "live_series: %s: %s\n", argv[1], err.message);
    return 1;
}

/* Eight threads use one const npz_reader at once, from the first call on: they find members by name, open, read,
 * verify; stored and packed ones, in blocks, in an archive in which some seem to share bytes. */
#include "check.h"

#include <pthread.h>

#define THREADS 8
#define MEMBERS 40
#define COUNT 3000
#ifdef __SANITIZE_THREAD__
/* Each access is looked at: what is packed takes that long that one round is what a test can wait for. */
#define ROUNDS 1
#else
#define ROUNDS 6
#endif

static uint32_t values[MEMBERS][COUNT];
static const npz_reader *archive;
static pthread_barrier_t start;
static const unsigned char *bytes;
static size_t size;

static int64_t read_at(void *context, void *dst, size_t wanted, int64_t offset)
{
    size_t left = (size_t)offset < size ? size - (size_t)offset : 0;
    (void)context;
    if (wanted > left) wanted = left;
    memcpy(dst, bytes + offset, wanted);
    return (int64_t)wanted;
}

static void name_of(char name[16], int i)
{
    snprintf(name, 16, "member %d", i);
}

/* Reads members in an order of its own; returns how many things went wrong. */
static void *work(void *argument)
{
    int thread = *(int *)argument, round, i;
    intptr_t wrong = 0;
    uint32_t *room = (uint32_t *)malloc(sizeof values[0]);
    unsigned char *whole = (unsigned char *)malloc(sizeof values[0] + 128);
    npy_error error;
    pthread_barrier_wait(&start);
    for (round = 0; round < ROUNDS; round++) {
        for (i = 0; i < MEMBERS; i++) {
            int wanted = (i * 7 + thread * 11 + round) % MEMBERS;
            npy_reader *r = NULL;
            npz_member_info info;
            npy_slice part = ZERO;
            npy_request request = ZERO;
            npy_error *e = thread % 2 ? &error : NULL;
            char name[16];
            int64_t offset;
            name_of(name, wanted);
            wrong += npz_member(archive, name, &info, e) != NPY_OK || info.index != wanted;
            wrong += npz_get(archive, name, &r, e) != NPY_OK;
            memset(room, 0, sizeof values[0]);
            wrong += npy_read_into(r, room, sizeof values[0], e) != NPY_OK;
            wrong += memcmp(room, values[wanted], sizeof values[0]) != 0;
            part.start = 100 * thread, part.stop = 100 * thread + 50, part.step = 1;
            request.slices = &part, request.nslices = 1;
            wrong += npy_read(r, &request, room, 200, e) != NPY_OK;
            wrong += memcmp(room, values[wanted] + 100 * thread, 200) != 0;
            npy_close(r);
            wrong += npz_data_offset(archive, wanted, &offset, e) != NPY_OK;
            wrong += npz_bytes_at(archive, wanted, whole, sizeof values[0] + 128, e) != NPY_OK;
            wrong += memcmp(whole + 128, values[wanted], sizeof values[0]) != 0;
            wrong += npz_get(archive, "nobody", &r, e) != NPY_ERR_MEMBER;
        }
        wrong += npz_verify(archive, NULL) != NPY_OK;
    }
    free(whole);
    free(room);
    return (void *)wrong;
}

/* All threads on one archive, which is opened anew so that the first call is one of theirs. */
static void together(const npz_reader *z, void *(*of)(void *))
{
    pthread_t ids[THREADS];
    int numbers[THREADS], i;
    archive = z;
    if (pthread_barrier_init(&start, NULL, THREADS) != 0) check_need(NULL, "a barrier");
    for (i = 0; i < THREADS; i++) {
        numbers[i] = i;
        if (pthread_create(&ids[i], NULL, of, &numbers[i]) != 0) check_need(NULL, "a thread");
    }
    for (i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        pthread_join(ids[i], &wrong);
        INT((intptr_t)wrong, 0);
    }
    pthread_barrier_destroy(&start);
}

static void written(const npz_options *options)
{
    npz_writer *w = NULL;
    int64_t shape[1] = { COUNT };
    char name[16];
    int i;
    OK(npz_create("a.npz", options, &w, &err));
    for (i = 0; i < MEMBERS; i++) {
        name_of(name, i);
        OK(npz_save(w, name, "u4", 1, shape, values[i], &err));
    }
    OK(npz_finish(w, &err));
}

static void every_source(void)
{
    npy_source source = ZERO;
    npz_reader *z = NULL;
    unsigned char *block = check_read("a.npz", &size);
    bytes = block;
    source.read_at = read_at, source.length = (int64_t)size;
    OK(npz_open("a.npz", &z, &err));
    together(z, work);
    npz_close(z);
    OK(npz_open_memory(bytes, size, NULL, &z, &err));
    together(z, work);
    npz_close(z);
    OK(npz_open_source(&source, NULL, &z, &err));
    together(z, work);
    npz_close(z);
    free(block);
}

/* Who looks first at which members share bytes is one of eight. */
static void *good_ones(void *argument)
{
    intptr_t wrong = 0;
    unsigned char whole[128 + 96];
    int i;
    (void)argument;
    pthread_barrier_wait(&start);
    for (i = 0; i < 100; i++) {
        wrong += npz_bytes_at(archive, 0, whole, sizeof whole, NULL) != NPY_ERR_ARCHIVE;
        wrong += npz_bytes_at(archive, 1, whole, sizeof whole, NULL) != NPY_OK;
    }
    return (void *)wrong;
}

static void seem_to_share(void)
{
    npz_writer *w = NULL;
    npz_reader *z = NULL;
    int64_t shape[1] = { 96 };
    unsigned char *block;
    size_t at;
    int round;
    OK(npz_create("b.npz", NULL, &w, &err));
    OK(npz_save(w, "a", "u1", 1, shape, values, &err));
    OK(npz_save(w, "b", "u1", 1, shape, values, &err));
    OK(npz_finish(w, &err));
    block = check_read("b.npz", &size);
    /* The first entry says that its member begins within the second one. */
    for (at = 0; memcmp(block + at, "PK\1\2", 4) != 0;) at++;
    block[at + 42] = 0x50, block[at + 43] = 0x01;
    for (round = 0; round < 50; round++) {
        OK(npz_open_memory(block, size, NULL, &z, &err));
        together(z, good_ones);
        npz_close(z);
    }
    free(block);
}

int main(void)
{
    npz_options options = ZERO;
    int i, j;
    for (i = 0; i < MEMBERS; i++) {
        for (j = 0; j < COUNT; j++) values[i][j] = (uint32_t)(i * 1000003 + j * j % 511);
    }
    written(&options);
    every_source();
    options.method = NPZ_DEFLATED;
    written(&options);
    every_source();
    options.block = 4096;
    written(&options);
    every_source();
    seem_to_share();
    return check_end();
}

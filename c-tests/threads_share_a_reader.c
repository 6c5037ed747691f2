/* Two to eight threads read through one const reader, from every kind of source
 * that can be read at any place, and all get the same; threads write the slabs of
 * one const writer, and the file is the one that NumPy would have written.
 *
 *   threads_share_a_reader          bytes compared here
 *   threads_share_a_reader numpy    files left to NumPy */
#include "check.h"

#include <pthread.h>

#define ROWS 96
#define COLUMNS 1024
#define MOST 8
#define ROUNDS 12

static float values[ROWS][COLUMNS];

/* One thread's work: its number of all, and what went wrong. */
struct job {
    const npy_reader *reader;
    const npy_writer *writer;
    int number, threads, wrong;
};

static int bits(float a, float b)
{
    return memcmp(&a, &b, sizeof a) != 0;
}

/* Everything as stored; a transposed slice as f8; what it is. */
static void *reads(void *argument)
{
    struct job *job = (struct job *)argument;
    float *all = (float *)malloc(sizeof values);
    double *part = (double *)malloc(sizeof(double) * ROWS * COLUMNS);
    npy_error error;
    int round, i, j;
    for (round = 0; round < ROUNDS; round++) {
        npy_slice slices[2] = ZERO;
        npy_request request = ZERO;
        npy_info info;
        int first = (job->number + round) % 7;
        slices[0].start = first, slices[0].stop = NPY_NONE, slices[0].step = 3;
        slices[1].start = NPY_NONE, slices[1].stop = NPY_NONE, slices[1].step = -2;
        request.dtype = "f8", request.order = 'F', request.slices = slices, request.nslices = 2;
        memset(all, 0, sizeof values);
        job->wrong += npy_read_into(job->reader, all, sizeof values, &error) != NPY_OK;
        job->wrong += memcmp(all, values, sizeof values) != 0;
        /* The dtype of the result hangs on the reader, which all threads share. */
        job->wrong += npy_plan(job->reader, &request, &info, &error) != NPY_OK || strcmp(info.descr, "<f8") != 0;
        job->wrong += npy_read(job->reader, &request, part, (size_t)info.nbytes, &error) != NPY_OK;
        for (i = 0; i < info.shape[0]; i++) {
            for (j = 0; j < info.shape[1]; j++) {
                float expected = values[first + 3 * i][COLUMNS - 1 - 2 * j];
                job->wrong += bits((float)part[j * info.shape[0] + i], expected);
            }
        }
    }
    free(part);
    free(all);
    return NULL;
}

/* Every threads-th row, in pieces of a quarter. */
static void *writes(void *argument)
{
    struct job *job = (struct job *)argument;
    npy_error error;
    int row, quarter;
    for (row = job->number; row < ROWS; row += job->threads) {
        for (quarter = 3; quarter >= 0; quarter--) {
            npy_slice slab[2] = ZERO;
            slab[0].start = row, slab[0].stop = row + 1, slab[0].step = 1;
            slab[1].start = quarter * (COLUMNS / 4), slab[1].stop = (quarter + 1) * (COLUMNS / 4), slab[1].step = 1;
            job->wrong += npy_write_slab(job->writer, slab, 2, &values[row][slab[1].start], NULL, &error) != NPY_OK;
        }
    }
    return NULL;
}

static void run(void *(*work)(void *), const npy_reader *reader, const npy_writer *writer, int threads)
{
    struct job jobs[MOST];
    pthread_t ids[MOST];
    int i;
    for (i = 0; i < threads; i++) {
        struct job job = { reader, writer, i, threads, 0 };
        jobs[i] = job;
        if (pthread_create(&ids[i], NULL, work, &jobs[i]) != 0) check_need(NULL, "pthread_create");
    }
    for (i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        INT(jobs[i].wrong, 0);
    }
}

/* Callbacks that all threads call at once, on a block that nobody changes. */
struct block {
    const unsigned char *bytes;
    size_t size;
};

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    const struct block *block = (const struct block *)context;
    size_t left = (size_t)offset < block->size ? block->size - (size_t)offset : 0;
    if (size > left) size = left;
    if (size > 1000) size = 1000;
    memcpy(dst, block->bytes + offset, size);
    return (int64_t)size;
}

static int64_t write_at(void *context, const void *data, size_t size, int64_t offset)
{
    memcpy((char *)context + offset, data, size);
    return (int64_t)size;
}

static void shared_readers(void)
{
    npy_source source = ZERO;
    struct block block;
    npy_reader *r[5];
    int fd = open("big.npy", O_RDONLY), threads, i;
    size_t size = 0;
    block.bytes = check_read("little.npy", &size);
    block.size = size;
    source.context = &block, source.read_at = read_at, source.length = (int64_t)size;
    OK(npy_open("little.npy", &r[0], &err));
    OK(npy_open("big.npy", &r[1], &err));
    OK(npy_open_fd(fd, NULL, &r[2], &err));
    OK(npy_open_memory(block.bytes, block.size, NULL, &r[3], &err));
    OK(npy_open_source(&source, NULL, &r[4], &err));
    for (threads = 2; threads <= MOST; threads += 3) {
        for (i = 0; i < 5; i++) run(reads, r[i], NULL, threads);
    }
    for (i = 0; i < 5; i++) npy_close(r[i]);
    INT(lseek(fd, 0, SEEK_CUR), 0);
    close(fd);
    free((void *)(uintptr_t)block.bytes);
}

/* The same array in slabs: to a file, a descriptor, memory, a callback. */
static void shared_writers(void)
{
    int64_t shape[2] = { ROWS, COLUMNS };
    npy_spec spec = ZERO;
    npy_sink sink = ZERO;
    npy_memory *memory = NULL;
    npy_writer *w[4];
    unsigned char *expected, *found;
    const void *bytes;
    size_t size, length;
    int threads, i, fd;
    char *mirror = (char *)calloc(1, 128 + sizeof values);
    expected = check_read("big.npy", &size);
    spec.dtype = ">f4", spec.ndim = 2, spec.shape = shape;
    sink.context = mirror, sink.write_at = write_at;
    for (threads = 2; threads <= MOST; threads += 3) {
        fd = open("fd.npy", O_RDWR | O_CREAT | O_TRUNC, 0600);
        OK(npy_memory_new(&memory, &err));
        OK(npy_create("slabs.npy", &spec, &w[0], &err));
        OK(npy_create_fd(fd, &spec, &w[1], &err));
        OK(npy_create_memory(memory, &spec, &w[2], &err));
        OK(npy_create_sink(&sink, &spec, &w[3], &err));
        for (i = 0; i < 4; i++) {
            run(writes, NULL, w[i], threads);
            OK(npy_finish(w[i], &err));
        }
        INT(lseek(fd, 0, SEEK_CUR), (int64_t)size);
        close(fd);
        found = check_read("slabs.npy", &length);
        BYTES(found, length, expected, size);
        free(found);
        found = check_read("fd.npy", &length);
        BYTES(found, length, expected, size);
        free(found);
        bytes = npy_memory_data(memory, &length);
        BYTES(bytes, length, expected, size);
        npy_memory_free(memory);
        BYTES(mirror, size, expected, size);
    }
    free(mirror);
    free(expected);
}

int main(int argc, char **argv)
{
    int64_t shape[2] = { ROWS, COLUMNS };
    npy_spec spec = ZERO;
    int i, j;
    for (i = 0; i < ROWS; i++) {
        for (j = 0; j < COLUMNS; j++) values[i][j] = (float)(i * COLUMNS + j) / 7.0f;
    }
    if (check_part(argc, argv, "numpy") && !check_has_numpy()) return check_skip("no Python with NumPy");
    spec.dtype = ">f4", spec.ndim = 2, spec.shape = shape;
    OK(npy_save("little.npy", "<f4", 2, shape, values, &err));
    OK(npy_save_with("big.npy", &spec, values, NULL, &err));
    shared_readers();
    shared_writers();
    if (check_part(argc, argv, "numpy")) {
        INT(check_python("import numpy as np\n"
                         "v = (np.arange(96 * 1024, dtype='f4') / np.float32(7)).reshape(96, 1024)\n"
                         "for name in 'little', 'big', 'slabs', 'fd':\n"
                         "    a = np.load(name + '.npy')\n"
                         "    assert a.dtype == ('<f4' if name == 'little' else '>f4'), name\n"
                         "    assert np.array_equal(a, v), name\n"),
            0);
    }
    return check_end();
}

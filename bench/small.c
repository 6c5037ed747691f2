/* What is counted: small things, done as often as it is told. What one costs is the difference between two runs
 * under an instruction counter (instructions.py).
 *
 *     small JOB TIMES
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "do.h"

enum { N = 496 };

static const int64_t shape[1] = { N };
static double data[N];

/* A header in memory, as NumPy writes it. */
static void header(void)
{
    static unsigned char bytes[128];
    static const char text[] = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000, 1000), }";
    const npy_open_options options = { .flags = NPY_OPEN_HEADER_ONLY };
    npy_reader *reader;
    npy_info info;
    memset(bytes, ' ', sizeof bytes);
    memcpy(bytes, "\x93NUMPY\x01\x00\x76\x00", 10);
    memcpy(bytes + 10, text, sizeof text - 1);
    bytes[127] = '\n';
    DO(npy_open_memory(bytes, sizeof bytes, &options, &reader, &err));
    DO(npy_header(reader, &info, &err));
    npy_close(reader);
}

static void read_file(void)
{
    npy_reader *reader;
    npy_info info;
    DO(npy_open("small.npy", &reader, &err));
    DO(npy_header(reader, &info, &err));
    DO(npy_read_into(reader, data, sizeof data, &err));
    npy_close(reader);
}

static void read_member(void)
{
    npz_reader *archive;
    npy_reader *member;
    DO(npz_open("small.npz", &archive, &err));
    DO(npz_get(archive, "b", &member, &err));
    DO(npy_read_into(member, data, sizeof data, &err));
    npy_close(member);
    npz_close(archive);
}

/* Into memory: what a file system does is not ours to count. */
static void save_member(void)
{
    npy_memory *memory;
    npz_writer *archive;
    DO(npy_memory_new(&memory, &err));
    DO(npz_create_memory(memory, NULL, &archive, &err));
    DO(npz_save(archive, "u", "f8", 1, shape, data, &err));
    DO(npz_finish(archive, &err));
    npy_memory_free(memory);
}

static void save_file(void)
{
    DO(npy_save("saved.npy", "f8", 1, shape, data, &err));
}

static void make(void)
{
    npz_writer *archive;
    DO(npy_save("small.npy", "f8", 1, shape, data, &err));
    DO(npz_create("small.npz", NULL, &archive, &err));
    DO(npz_save(archive, "a", "f8", 1, shape, data, &err));
    DO(npz_save(archive, "b", "f8", 1, shape, data, &err));
    DO(npz_save(archive, "c", "f8", 1, shape, data, &err));
    DO(npz_finish(archive, &err));
}

int main(int argc, char **argv)
{
    static const struct { const char *name; void (*run)(void); } jobs[] = {
        { "header", header }, { "read_file", read_file }, { "read_member", read_member }, { "save_file", save_file },
        { "save_member", save_member },
    };
    if (argc != 3) return 2;
    if (access("small.npz", R_OK) != 0) make();
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        if (strcmp(jobs[i].name, argv[1]) != 0) continue;
        for (long n = strtol(argv[2], NULL, 10); n > 0; n--) jobs[i].run();
        return 0;
    }
    return 2;
}

/* The most memory that a job takes beside the array: by the kernel's own account of this process, whose high water
 * mark is set back before each job. Prints a line for each: the job, its payload and what was beside it, in bytes;
 * fails if one takes more than it may.
 *
 *     memory [BYTES]     of the arrays; 64 MiB if nothing is said
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "do.h"

enum { MIB = 1 << 20, SKIPPED = 77 };

static int64_t count;
static double *data;

/* A line of /proc/self/status, in bytes. */
static long status_of(const char *name)
{
    char line[256];
    long kib = -1;
    FILE *f = fopen("/proc/self/status", "r");
    if (f == NULL) return -1;
    while (fgets(line, sizeof line, f) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0) kib = strtol(line + strlen(name), NULL, 10);
    }
    fclose(f);
    return kib < 0 ? -1 : kib * 1024;
}

/* The high water mark is where the water is; 0 where the kernel does not do that. */
static int set_back(void)
{
    int fd = open("/proc/self/clear_refs", O_WRONLY);
    if (fd < 0) return 0;
    int well = write(fd, "5", 1) == 1;
    close(fd);
    return well;
}

static void read_npy(const char *path, uint32_t flags, char order, int64_t elements)
{
    const npy_open_options options = { .flags = flags };
    const npy_request request = { .order = order };
    npy_reader *reader;
    DO(npy_open_with(path, &options, &reader, &err));
    DO(npy_read(reader, &request, data, (size_t)elements * sizeof *data, &err));
    npy_close(reader);
}

static void read_(const char *path, int64_t n)
{
    read_npy(path, 0, 0, n);
}

static void read_steady(const char *path, int64_t n)
{
    read_npy(path, NPY_OPEN_STEADY, 0, n);
}

static void read_c(const char *path, int64_t n)
{
    read_npy(path, 0, 'C', n);
}

static void read_member(const char *path, int64_t n, int32_t threads)
{
    const npy_request request = { .threads = threads };
    npz_reader *archive;
    npy_reader *member;
    DO(npz_open(path, &archive, &err));
    DO(npz_get(archive, "u", &member, &err));
    DO(npy_read(member, &request, data, (size_t)n * sizeof *data, &err));
    npy_close(member);
    npz_close(archive);
}

static void npz_read(const char *path, int64_t n)
{
    read_member(path, n, 1);
}

static void npz_read2(const char *path, int64_t n)
{
    read_member(path, n, 2);
}

static void load(const char *path, int64_t n)
{
    npy_array *array;
    (void)n;
    DO(npy_load(path, &array, &err));
    npy_array_free(array);
}

static void write_spec(const char *path, int64_t n, char order)
{
    int64_t side = 1;
    while (side * side < n) side *= 2;
    const int64_t shape[2] = { side, n / side };
    const npy_spec spec = { .dtype = "f8", .shape = shape, .ndim = 2, .order = order };
    /* As C has them, whatever the file's order. */
    const int64_t strides[2] = { shape[1] * 8, 8 };
    DO(npy_save_with(path, &spec, data, strides, &err));
}

static void write_(const char *path, int64_t n)
{
    write_spec(path, n, 'C');
}

static void write_fortran(const char *path, int64_t n)
{
    write_spec(path, n, 'F');
}

static void write_big(const char *path, int64_t n)
{
    const npy_spec spec = { .dtype = ">f8", .data_dtype = "f8", .shape = &n, .ndim = 1 };
    DO(npy_save_with(path, &spec, data, NULL, &err));
}

static void write_member(const char *path, int64_t n, const npz_options *options)
{
    npz_writer *archive;
    DO(npz_create(path, options, &archive, &err));
    DO(npz_save(archive, "u", "f8", 1, &n, data, &err));
    DO(npz_finish(archive, &err));
}

static void npz_write(const char *path, int64_t n)
{
    write_member(path, n, NULL);
}

static void npz_deflate(const char *path, int64_t n)
{
    const npz_options options = { .method = NPZ_DEFLATED };
    write_member(path, n, &options);
}

static void npz_blocks(const char *path, int64_t n)
{
    const npz_options options = { .method = NPZ_DEFLATED, .block = 256 * 1024 };
    write_member(path, n, &options);
}

static void npz_blocks2(const char *path, int64_t n)
{
    const npz_options options = { .method = NPZ_DEFLATED, .block = 256 * 1024, .threads = 2 };
    write_member(path, n, &options);
}

/* A job and what it reads or writes; `made` writes what is read. The payload is what it makes itself, times; beside
 * that, so many bytes are allowed, 0 for what is only told. */
typedef struct row {
    const char *text;
    void (*made)(const char *path, int64_t n);
    void (*run)(const char *path, int64_t n);
    int payload;
    long most;
} row;

static const row rows[] = {
    { "read into your memory", write_, read_, 0, MIB },
    { "the same, steady: pages of the page cache, which are not ours", write_, read_steady, 0, 0 },
    { "read big-endian elements", write_big, read_, 0, MIB },
    { "read Fortran order in C order", write_fortran, read_c, 0, 4 * MIB },
    { "load into the library's memory", write_, load, 1, 4 * MIB },
    { "read a stored member", npz_write, npz_read, 0, MIB },
    { "read a deflated member", npz_deflate, npz_read, 0, MIB },
    { "read a member in blocks, one thread", npz_blocks, npz_read, 0, MIB },
    { "read a member in blocks, two threads", npz_blocks, npz_read2, 0, 4 * MIB },
    { "write a file", NULL, write_, 0, MIB },
    { "write C order as Fortran order", NULL, write_fortran, 0, 4 * MIB },
    { "write a stored member", NULL, npz_write, 0, MIB },
    { "write a deflated member", NULL, npz_deflate, 0, 2 * MIB },
    { "write a member in blocks, one thread", NULL, npz_blocks, 0, 4 * MIB },
    { "write a member in blocks, two threads", NULL, npz_blocks2, 0, 6 * MIB },
};

/* In a process of its own, so that no job finds what another left; the code and the allocator's first pages are there
 * after the same on 1 MiB. */
static int measured(const row *r)
{
    char path[64], little[64];
    snprintf(path, sizeof path, "memory_%d.tmp", (int)getpid());
    snprintf(little, sizeof little, "little_%d.tmp", (int)getpid());
    if (r->made != NULL) r->made(path, count), r->made(little, 131072);
    pid_t child = fork();
    if (child == 0) {
        r->run(little, 131072);
#ifdef __GLIBC__
        /* What the little one has given back to the allocator counts again. */
        malloc_trim(0);
#endif
        long before = status_of("VmRSS:");
        if (before < 0 || !set_back()) _exit(SKIPPED);
        r->run(path, count);
        long beside = status_of("VmHWM:") - before - r->payload * (long)(count * 8);
        if (beside < 0) beside = 0;
        int over = r->most > 0 && beside > r->most;
        printf("%s\t%ld\t%ld\t%ld\t%s\n", r->text, (long)(count * 8), beside, r->most, over ? "OVER" : "met");
        fflush(stdout);
        _exit(over ? 2 : 0);
    }
    int status = 1;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return 1;
    unlink(path), unlink(little);
    return WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
    count = (argc > 1 ? strtol(argv[1], NULL, 10) : 64L * MIB) / 8;
    data = malloc((size_t)count * sizeof *data);
    if (data == NULL) return 1;
    /* Numbers that deflate makes smaller, but not much. */
    uint64_t x = 88172645463325252u;
    for (int64_t i = 0; i < count; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        data[i] = (double)(x % 1000003) / 1000.0;
    }
    int worst = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int status = measured(&rows[i]);
        if (status == SKIPPED) {
            printf("skipped: this kernel does not set back what /proc/self/status says\n");
            return SKIPPED;
        }
        if (status > worst) worst = status;
    }
    free(data);
    return worst;
}

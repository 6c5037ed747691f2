/* What is short, as a C program has it: through Python every call would cost more than what is measured. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "npyrw.h"

/* Opens the archive and asks for every member; the bytes of all, or -1. */
int64_t list_members(const char *path)
{
    npz_reader *archive;
    int64_t total = 0;
    if (npz_open(path, &archive, NULL)) return -1;
    for (int64_t i = 0; i < npz_count(archive); i++) {
        npz_member_info member;
        if (npz_member_at(archive, i, &member, NULL)) total = -1;
        else total += member.size;
    }
    npz_close(archive);
    return total;
}

/* Reads every member into `dst`, one behind the other, `each` bytes of elements; how many, or -1. */
int64_t read_members(const char *path, char *dst, size_t each)
{
    npz_reader *archive;
    int64_t done = 0;
    if (npz_open(path, &archive, NULL)) return -1;
    for (int64_t i = 0; i < npz_count(archive) && done == i; i++) {
        npy_reader *member;
        if (npz_get_at(archive, i, &member, NULL)) break;
        if (!npy_read_into(member, dst + (size_t)i * each, each, NULL)) done++;
        npy_close(member);
    }
    npz_close(archive);
    return done;
}

/* Writes `count` members called array_0 and so on, `n` doubles each; 0, or the code. */
int32_t write_members(const char *path, int64_t count, const double *data, int64_t n)
{
    npz_writer *archive;
    npy_status status = npz_create(path, NULL, &archive, NULL);
    if (status) return status;
    for (int64_t i = 0; i < count && !status; i++) {
        char name[32];
        snprintf(name, sizeof name, "array_%d", (int)i);
        status = npz_save(archive, name, "f8", 1, &n, data + i * n, NULL);
    }
    if (status) npz_discard(archive);
    else status = npz_finish(archive, NULL);
    return status;
}

/* Maps a file of doubles and takes its first element; the code. */
int32_t map_first(const char *path, npy_array **array, double *first)
{
    int32_t status = npy_map(path, NPY_MAP_READ, array, NULL);
    if (status == 0) *first = *(const double *)npy_array_data(*array);
    return status;
}

/* Reads `rows` rows of `size` bytes each, `stride` bytes apart from `offset` on, into `dst`: 0, or -1. */
int32_t pread_rows(const char *path, char *dst, int64_t offset, int64_t stride, int64_t rows, size_t size)
{
    int32_t status = 0;
    int fd = open(path, O_RDONLY);
    if (fd < 0) return -1;
    for (int64_t i = 0; i < rows && status == 0; i++) {
        if (pread(fd, dst + (size_t)i * size, size, (off_t)(offset + i * stride)) != (ssize_t)size) status = -1;
    }
    close(fd);
    return status;
}

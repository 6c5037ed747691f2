/* Loops over the members of an archive, as a C program has them: through Python every call would cost
 * more than what is measured. */
#include <stdio.h>

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

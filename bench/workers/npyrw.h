/* What the two files of npyrw's worker share. */
#ifndef NPYRW_BENCH_NPYRW_H
#define NPYRW_BENCH_NPYRW_H

#include "../do.h"
#include "worker.h"

/* The array that a job writes, read before its clock starts. */
static inline const npy_array *source(const char *path)
{
    static char last[4096];
    static npy_array *array;
    if (strcmp(last, path) != 0) {
        npy_array_free(array);
        array = NULL;
        DO(npy_load(path, &array, &err));
        snprintf(last, sizeof last, "%s", path);
    }
    return array;
}

double npz_read(const char *path, int64_t times);
double npz_steady(const char *path, int64_t times);
double npz_load(const char *path, int64_t times);
double npz_read2(const char *path, int64_t times);
double npz_threads(const char *path, int64_t threads);
double npz_part8(const char *path, int64_t times);
double npz_part64k(const char *path, int64_t times);
double npz_one(const char *path, int64_t times);
double npz_list(const char *path, int64_t times);
double npz_all(const char *path, int64_t times);
double npz_all2(const char *path, int64_t times);
double npz_write(const char *path, int64_t times);
double npz_deflate(const char *path, int64_t times);
double npz_blocks(const char *path, int64_t times);
double npz_blocks2(const char *path, int64_t times);
double npz_many(const char *path, int64_t times);

#endif

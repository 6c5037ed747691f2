/* The protocol of bench/README.md, and the memory that a worker owns. */
#ifndef NPYRW_BENCH_WORKER_H
#define NPYRW_BENCH_WORKER_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

/* Does it `times` times; the seconds of all. */
typedef struct job {
    const char *name;
    double (*run)(const char *path, int64_t times);
} job;

static inline double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Whatever goes wrong ends the worker, and its driver says what it was asked. */
static inline void check(int well, const char *what)
{
    if (well) return;
    fprintf(stderr, "failed: %s\n", what);
    exit(1);
}

/* Memory in large pages that is there already; which: 0 or 1, each as large as the largest that was asked for. */
static inline char *warm(int which, size_t size)
{
    static char *memory[2];
    static size_t sizes[2];
    const size_t page = (size_t)2 << 20;
    if (sizes[which] < size) {
        void *made = NULL;
        free(memory[which]);
        check(posix_memalign(&made, page, (size + page) / page * page) == 0, "memory");
#ifdef MADV_HUGEPAGE
        madvise(made, (size + page) / page * page, MADV_HUGEPAGE);
#endif
        memset(made, 1, size);
        memory[which] = made;
        sizes[which] = size;
    }
    return memory[which];
}

/* PATH with another end: where a job writes, and what is not there before it does. */
static inline const char *fresh(const char *path, const char *end)
{
    static char out[4096];
    check(snprintf(out, sizeof out, "%s%s", path, end) < (int)sizeof out, "a path");
    remove(out);
    return out;
}

static inline int serve(const job *jobs, size_t count)
{
    char line[4200], name[64], path[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        long times = 1;
        size_t i = 0;
        check(sscanf(line, "%63s %4095s %ld", name, path, &times) >= 2, line);
        while (i < count && strcmp(jobs[i].name, name) != 0) i++;
        if (i < count) printf("%.9f\n", jobs[i].run(path, times));
        else printf("unknown\n");
        fflush(stdout);
    }
    return 0;
}

#endif

/* Counts what the whole program holds of memory, the library included, by taking the
 * place of malloc() and its kin. Where that cannot be done (another C library, a
 * sanitizer that does it already) COUNTS_MEMORY is 0 and nothing is counted. */
#ifndef NPYRW_TESTS_COUNT_MEMORY_H
#define NPYRW_TESTS_COUNT_MEMORY_H

#include "check.h"

static long memory_live, memory_peak;

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define COUNTS_MEMORY 1

#include <malloc.h>

#ifdef __cplusplus
#define THROWS_NOT noexcept
extern "C" {
#else
#define THROWS_NOT
#endif

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *memory);

static void *memory_took(void *memory)
{
    if (memory != NULL) {
        memory_live += (long)malloc_usable_size(memory);
        if (memory_live > memory_peak) memory_peak = memory_live;
    }
    return memory;
}

static void memory_gave(void *memory)
{
    if (memory != NULL) memory_live -= (long)malloc_usable_size(memory);
}

void *malloc(size_t size) THROWS_NOT
{
    return memory_took(__libc_malloc(size));
}

void *calloc(size_t count, size_t size) THROWS_NOT
{
    return memory_took(__libc_calloc(count, size));
}

/* While it moves, both places may be there. */
void *realloc(void *memory, size_t size) THROWS_NOT
{
    size_t before = memory != NULL ? malloc_usable_size(memory) : 0;
    void *moved = __libc_realloc(memory, size);
    if (moved == NULL) return NULL;
    memory_took(moved);
    memory_live -= (long)before;
    return moved;
}

void *memalign(size_t alignment, size_t size) THROWS_NOT
{
    return memory_took(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size) THROWS_NOT
{
    return memory_took(__libc_memalign(alignment, size));
}

int posix_memalign(void **memory, size_t alignment, size_t size) THROWS_NOT
{
    void *made = memory_took(__libc_memalign(alignment, size));
    if (made == NULL) return ENOMEM;
    *memory = made;
    return 0;
}

void free(void *memory) THROWS_NOT
{
    memory_gave(memory);
    __libc_free(memory);
}

#ifdef __cplusplus
}
#endif
#else
#define COUNTS_MEMORY 0
#endif

/* From here on: how much more than now is the most that was held at once. */
static inline long memory_start(void)
{
    memory_peak = memory_live;
    return memory_live;
}

#endif

/* The functions that give memory, in the place of the C library's: they count what is out, and refuse on order. */
#define _GNU_SOURCE
#include "faults.h"
#include "operations.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *memory);

static long live;

long memory_live(void)
{
    return __atomic_load_n(&live, __ATOMIC_SEQ_CST);
}

static void *took(void *memory)
{
    if (memory != NULL) __atomic_add_fetch(&live, (long)malloc_usable_size(memory), __ATOMIC_SEQ_CST);
    return memory;
}

static void gave(void *memory)
{
    if (memory != NULL) __atomic_sub_fetch(&live, (long)malloc_usable_size(memory), __ATOMIC_SEQ_CST);
}

static int refused(void)
{
    if (!faults_strike(FAULTS_ALLOCATION)) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return refused() ? NULL : took(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return refused() ? NULL : took(__libc_calloc(count, size));
}

void *realloc(void *memory, size_t size)
{
    size_t before = memory != NULL ? malloc_usable_size(memory) : 0;
    void *moved = refused() ? NULL : __libc_realloc(memory, size);
    if (moved == NULL) return NULL;
    took(moved);
    __atomic_sub_fetch(&live, (long)before, __ATOMIC_SEQ_CST);
    return moved;
}

void *memalign(size_t alignment, size_t size)
{
    return refused() ? NULL : took(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    void *made = memalign(alignment, size);
    if (made == NULL) return ENOMEM;
    *memory = made;
    return 0;
}

void free(void *memory)
{
    gave(memory);
    __libc_free(memory);
}

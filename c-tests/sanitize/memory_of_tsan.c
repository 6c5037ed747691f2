/* What a newer compiler calls instead of memcpy() and the others, so that the runtime of an older one, which
 * stands in the place of those, sees what is copied. */
#include <string.h>

void *__tsan_memcpy(void *dst, const void *src, size_t size);
void *__tsan_memmove(void *dst, const void *src, size_t size);
void *__tsan_memset(void *dst, int byte, size_t size);

__attribute__((weak)) void *__tsan_memcpy(void *dst, const void *src, size_t size)
{
    return memcpy(dst, src, size);
}

__attribute__((weak)) void *__tsan_memmove(void *dst, const void *src, size_t size)
{
    return memmove(dst, src, size);
}

__attribute__((weak)) void *__tsan_memset(void *dst, int byte, size_t size)
{
    return memset(dst, byte, size);
}

/* A small file is opened, looked at and read with one open, one pread and one close;
 * reading it again costs nothing. The calls are counted by standing in their place. */
#include "check.h"

#if defined(__linux__) && defined(__GLIBC__)

#include <stdarg.h>
#include <sys/syscall.h>

static int opens, reads, others;

#ifdef __cplusplus
extern "C" {
#endif

int open64(const char *path, int flags, ...)
{
    va_list more;
    int mode;
    va_start(more, flags);
    mode = va_arg(more, int);
    va_end(more);
    opens++;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t pread64(int fd, void *dst, size_t size, off64_t offset)
{
    reads++;
    return (ssize_t)syscall(SYS_pread64, fd, dst, size, offset);
}

ssize_t read(int fd, void *dst, size_t size)
{
    others++;
    return (ssize_t)syscall(SYS_read, fd, dst, size);
}

int fstat64(int fd, struct stat64 *status)
#ifdef __cplusplus
    noexcept
#endif
{
    others++;
    return (int)syscall(SYS_fstat, fd, status);
}

off64_t lseek64(int fd, off64_t offset, int whence)
#ifdef __cplusplus
    noexcept
#endif
{
    others++;
    return (off64_t)syscall(SYS_lseek, fd, offset, whence);
}

#ifdef __cplusplus
}
#endif

static void forget(void)
{
    opens = reads = others = 0;
}

int main(void)
{
    static double values[16384], found[16384];
    const int64_t little[1] = { 400 }, much[1] = { 16384 };
    npy_reader *r = NULL;
    npy_info info;
    int i;
    OK(npy_save("little.npy", "f8", 1, little, values, &err));
    OK(npy_save("much.npy", ">f8", 1, much, values, &err));
    forget();
    OK(npy_open("little.npy", &r, &err));
    OK(npy_header(r, &info, &err));
    for (i = 0; i < 3; i++) OK(npy_read_into(r, found, 3200, &err));
    npy_close(r);
    INT(opens, 1);
    INT(reads, 1);
    INT(others, 0);
    /* A larger one is measured, and its elements come in pieces of at most 1 MiB. */
    forget();
    OK(npy_open("much.npy", &r, &err));
    INT(opens, 1);
    INT(reads, 1);
    INT(others, 1);
    OK(npy_read_into(r, found, sizeof found, &err));
    CHECK(reads <= 3);
    npy_close(r);
    INT(opens, 1);
    return check_end();
}

#else

int main(void)
{
    return check_skip("the calls are counted on Linux with glibc");
}

#endif

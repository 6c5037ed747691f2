/* What the machine does without any library: the system calls and the copies that no reader can do without. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "worker.h"

enum { HEADER = 128 };

static size_t size_of(const char *path)
{
    struct stat file;
    check(stat(path, &file) == 0, path);
    return (size_t)file.st_size;
}

static void pread_all(int fd, char *dst, size_t size, size_t at)
{
    while (size > 0) {
        ssize_t n = pread(fd, dst, size, (off_t)at);
        check(n > 0, "pread");
        dst += n, at += (size_t)n, size -= (size_t)n;
    }
}

/* Stores that go past the caches, so that what is overwritten is not read first. */
static void copy_streaming(char *dst, const char *src, size_t size)
{
#if defined(__SSE2__)
    size_t i = 0;
    for (; i + 64 <= size; i += 64) {
        __m128i a = _mm_loadu_si128((const __m128i *)(const void *)(src + i));
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(src + i + 16));
        __m128i c = _mm_loadu_si128((const __m128i *)(const void *)(src + i + 32));
        __m128i d = _mm_loadu_si128((const __m128i *)(const void *)(src + i + 48));
        _mm_stream_si128((__m128i *)(void *)(dst + i), a);
        _mm_stream_si128((__m128i *)(void *)(dst + i + 16), b);
        _mm_stream_si128((__m128i *)(void *)(dst + i + 32), c);
        _mm_stream_si128((__m128i *)(void *)(dst + i + 48), d);
    }
    _mm_sfence();
    memcpy(dst + i, src + i, size - i);
#else
    memcpy(dst, src, size);
#endif
}

/* The folder's files 00000.npy and so on: open, read, close. */
static double headers(const char *folder, int64_t files)
{
    char name[4200], page[4096];
    double start = now();
    for (int64_t i = 0; i < files; i++) {
        snprintf(name, sizeof name, "%s/%05d.npy", folder, (int)i);
        int fd = open(name, O_RDONLY | O_CLOEXEC);
        check(fd >= 0 && pread(fd, page, sizeof page, 0) > 0, name);
        close(fd);
    }
    return now() - start;
}

static double read_(const char *path, int64_t times)
{
    size_t size = size_of(path) - HEADER;
    char *dst = warm(0, size + HEADER);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        check(fd >= 0, path);
        /* What is small is read with its header. */
        if (size <= 4096) pread_all(fd, dst, size + HEADER, 0);
        else pread_all(fd, dst, size, HEADER);
        close(fd);
    }
    return now() - start;
}

static double read_steady(const char *path, int64_t times)
{
    size_t size = size_of(path);
    char *dst = warm(0, size);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        check(fd >= 0, path);
        char *src = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
        check(src != MAP_FAILED, "mmap");
        copy_streaming(dst, src + HEADER, size - HEADER);
        munmap(src, size);
        close(fd);
    }
    return now() - start;
}

/* Into memory that nobody had yet, in large pages. */
static double load(const char *path, int64_t times)
{
    const size_t page = (size_t)2 << 20;
    size_t size = size_of(path) - HEADER;
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        check(fd >= 0, path);
        if (size < 2 * page) {
            char *dst = malloc(size);
            pread_all(fd, dst, size, HEADER);
            free(dst);
        } else {
            size_t room = size + page;
            char *memory = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            check(memory != MAP_FAILED, "memory");
            char *dst = memory + (page - (uintptr_t)memory % page) % page;
#ifdef MADV_HUGEPAGE
            madvise(dst, size, MADV_HUGEPAGE);
#endif
            pread_all(fd, dst, size, HEADER);
            munmap(memory, room);
        }
        close(fd);
    }
    return now() - start;
}

static double map(const char *path, int64_t times)
{
    double taken = 0, sum = 0;
    for (int64_t i = 0; i < times; i++) {
        struct stat file;
        double start = now();
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        check(fd >= 0 && fstat(fd, &file) == 0, path);
        char *src = mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_SHARED, fd, 0);
        check(src != MAP_FAILED, "mmap");
        close(fd);
        sum += *(const double *)(const void *)(src + HEADER);
        taken += now() - start;
        munmap(src, (size_t)file.st_size);
    }
    check(sum == sum, "a number");
    return taken;
}

/* A file that nobody sees before it is whole: without a name where the system can, else renamed. */
static int begin_unseen(const char *out, const char *folder, const char *other)
{
    int fd = -1;
    (void)folder;
#ifdef O_TMPFILE
    fd = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (fd >= 0) return fd;
#endif
    fd = open(other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    check(fd >= 0, out);
    return fd;
}

static void show_unseen(int fd, const char *other, const char *out)
{
#ifdef AT_EMPTY_PATH
    char link[64];
    if (linkat(fd, "", AT_FDCWD, out, AT_EMPTY_PATH) == 0) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (linkat(AT_FDCWD, link, AT_FDCWD, out, AT_SYMLINK_FOLLOW) == 0) return;
#endif
    check(rename(other, out) == 0, out);
}

/* A new file of the bytes of PATH: room for all, then header and data in one call. */
static double written(const char *path, int64_t times, int unseen)
{
    char folder[4096], other[4200];
    size_t size = size_of(path);
    char *src = warm(0, size);
    double taken = 0;
    int from = open(path, O_RDONLY | O_CLOEXEC);
    check(from >= 0, path);
    pread_all(from, src, size, 0);
    close(from);
    for (int64_t i = 0; i < times; i++) {
        const char *out = fresh(path, ".out.npy");
        char *name = strrchr(strcpy(folder, out), '/');
        if (name != NULL) *name = 0;
        snprintf(other, sizeof other, "%s.new", out);
        double start = now();
        int fd = unseen ? begin_unseen(out, name != NULL ? folder : ".", other) : open(out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        check(fd >= 0, out);
#ifdef __linux__
        if (size >= 256 * 1024) check(fallocate(fd, 0, 0, (off_t)size) == 0, "fallocate");
#endif
        for (size_t done = 0; done < size;) {
            ssize_t n = write(fd, src + done, size - done);
            check(n > 0, "write");
            done += (size_t)n;
        }
        if (unseen) show_unseen(fd, other, out);
        close(fd);
        taken += now() - start;
    }
    return taken;
}

static double write_(const char *path, int64_t times)
{
    return written(path, times, 0);
}

static double write_unseen(const char *path, int64_t times)
{
    return written(path, times, 1);
}

/* As many bytes as PATH has, from memory to memory. */
static double copied(const char *path, int64_t times, void *copy(void *, const void *, size_t))
{
    size_t size = size_of(path);
    char *src = warm(0, size), *dst = warm(1, size);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        copy(dst, src, size);
        /* Each copy is wanted. */
        __asm__ volatile("" : : "r"(dst) : "memory");
    }
    return now() - start;
}

static void *streaming(void *dst, const void *src, size_t size)
{
    copy_streaming(dst, src, size);
    return dst;
}

static double copy(const char *path, int64_t times)
{
    return copied(path, times, memcpy);
}

static double copy_stream(const char *path, int64_t times)
{
    return copied(path, times, streaming);
}

static volatile uint64_t spun;

static void *spin_once(void *unused)
{
    uint64_t x = 88172645463325252u;
    (void)unused;
    for (int i = 0; i < 40000000; i++) x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    spun = x;
    return NULL;
}

/* The same work twice, by one thread and by two: whether there are two processors. */
static double spin(const char *path, int64_t times)
{
    double start = now();
    (void)path;
    for (int64_t i = 0; i < 2 * times; i++) spin_once(NULL);
    return now() - start;
}

static double spin2(const char *path, int64_t times)
{
    double start = now();
    (void)path;
    for (int64_t i = 0; i < times; i++) {
        pthread_t other;
        check(pthread_create(&other, NULL, spin_once, NULL) == 0, "a thread");
        spin_once(NULL);
        pthread_join(other, NULL);
    }
    return now() - start;
}

int main(void)
{
    const job jobs[] = {
        { "headers", headers }, { "read", read_ }, { "read_steady", read_steady }, { "load", load }, { "map", map },
        { "write", write_ }, { "write_unseen", write_unseen },
        { "copy", copy }, { "copy_stream", copy_stream }, { "spin", spin }, { "spin2", spin2 },
    };
    return serve(jobs, sizeof jobs / sizeof *jobs);
}

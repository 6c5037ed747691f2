/* The functions of the C library that the library calls, defined in the program itself, so that
 * the dynamic linker finds these first. Each counts, perhaps fails, and calls the real one. */
#define _GNU_SOURCE
#include "faults.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* What a call can answer besides success. */
enum { SPACE = 1, IO = 2, INTERRUPTED = 4, SHORT = 8, MEMORY = 16, LACKING = 32, RIGHTS = 64, FILES = 128, LONG = 256,
       UNSUPPORTED = 512 };

static long count, target;
static const char *met_in = "";
static int counting, tracing, met, keeps_on, sparing, error_number, error_class, kills;

static long (*real_syscall)(long, ...);

static void *real(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        static const char text[] = "a function of the C library is missing\n";
        if (write(2, text, sizeof text - 1) < 0) _exit(99);
        _exit(99);
    }
    return found;
}

/* A pointer to the real function, looked up once. */
#define REAL(type, name) \
    static type; \
    if (real_##name == NULL) *(void **)&real_##name = real(#name)

void faults_begin(long at, const char *kind)
{
    static const struct {
        const char *name;
        int number, class;
    } errors[] = {
        { "ENOSPC", ENOSPC, SPACE }, { "EDQUOT", EDQUOT, SPACE }, { "EIO", EIO, IO },
        { "EINTR", EINTR, INTERRUPTED }, { "ENOMEM", ENOMEM, MEMORY }, { "short", 0, SHORT },
        /* What an old kernel says, or a file system that has no such thing. */
        { "EINVAL", EINVAL, LACKING }, { "ENOSYS", ENOSYS, LACKING }, { "EOPNOTSUPP", EOPNOTSUPP, UNSUPPORTED },
        { "ESTALE", ESTALE, IO }, { "EACCES", EACCES, RIGHTS }, { "EPERM", EPERM, RIGHTS }, { "EROFS", EROFS, RIGHTS },
        { "EMFILE", EMFILE, FILES }, { "ENFILE", ENFILE, FILES }, { "EFBIG", EFBIG, LONG },
        { "allocation", 0, FAULTS_ALLOCATION }, { "callback", 0, FAULTS_CALLBACK },
    };
    size_t i;
    target = at;
    kills = strcmp(kind, "kill") == 0;
    keeps_on = strncmp(kind, "from-", 5) == 0;
    if (keeps_on) kind += 5;
    error_class = 0;
    for (i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (strcmp(kind, errors[i].name) == 0) {
            error_number = errors[i].number;
            error_class = errors[i].class;
        }
    }
    if (!kills && error_class == 0 && at > 0) _exit(98);
    if (real_syscall == NULL) *(void **)&real_syscall = real("syscall");
    count = met = 0, met_in = "";
    counting = 1;
}

static int strikes(const char *name, int can);

void faults_spare(void)
{
    sparing = 1;
}

void faults_pause(void)
{
    counting = 0;
}

void faults_resume(void)
{
    counting = 1;
}

int faults_strike(int class)
{
    return error_class == class && strikes(class == FAULTS_CALLBACK ? "a callback" : "an allocation", class);
}

long faults_end(void)
{
    counting = 0;
    return count;
}

int faults_met(void)
{
    return met;
}

const char *faults_met_in(void)
{
    return met_in;
}

void faults_trace(void)
{
    tracing = 1;
}

void faults_tell(const char *format, ...)
{
    char line[512];
    va_list list;
    int n;
    va_start(list, format);
    n = vsnprintf(line, sizeof line - 1, format, list);
    va_end(list);
    if (n < 0 || n >= (int)sizeof line - 1) n = (int)sizeof line - 2;
    line[n++] = '\n';
    if (real_syscall == NULL) *(void **)&real_syscall = real("syscall");
    if (real_syscall(SYS_write, 1, line, (size_t)n) != n) _exit(97);
}

/* Whether the call that is about to be made is the one; `can` is what it can answer. */
static int strikes(const char *name, int can)
{
    long number;
    if (!counting || (sparing && !kills && (can & error_class) == 0)) return 0;
    number = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (tracing) faults_tell("call %ld %s", number, name);
    if (target == 0 || number < target || (number > target && !keeps_on)) return 0;
    if (kills) {
        real_syscall(SYS_kill, (long)getpid(), SIGKILL);
        for (;;) pause();
    }
    if ((can & error_class) == 0) return 0;
    met = 1, met_in = name;
    errno = error_number;
    return 1;
}

/* A fault that is no shortness fails the call. */
#define FAILS(name, can, result) \
    if (strikes(name, (can) & ~SHORT)) return (result)

int open64(const char *path, int flags, ...)
{
    REAL(int (*real_open64)(const char *, int, ...), open64);
    va_list list;
    int mode;
    va_start(list, flags);
    mode = va_arg(list, int);
    va_end(list);
    FAILS("open", (flags & O_CREAT ? SPACE : 0) | IO | INTERRUPTED | RIGHTS | FILES | MEMORY, -1);
    return real_open64(path, flags, mode);
}

int close(int fd)
{
    REAL(int (*real_close)(int), close);
    /* The descriptor is gone, whatever close says. */
    int fails = strikes("close", SPACE | IO | INTERRUPTED);
    int number = errno, result = real_close(fd);
    if (!fails) return result;
    errno = number;
    return -1;
}

#define MOVES(name, result, arguments, call, size, shorter)          \
    {                                                                \
        if (!counting) return call;                                  \
        if (error_class == SHORT && strikes(name, SHORT)) {          \
            if ((size) < 2) return call;                             \
            return shorter;                                          \
        }                                                            \
        if (error_class != SHORT) FAILS(name, arguments, -1);        \
        return call;                                                 \
    }

ssize_t pread64(int fd, void *dst, size_t size, off64_t at)
{
    REAL(ssize_t (*real_pread64)(int, void *, size_t, off64_t), pread64);
    MOVES("pread", ssize_t, IO | INTERRUPTED, real_pread64(fd, dst, size, at), size,
          real_pread64(fd, dst, size / 2, at))
}

ssize_t pwrite64(int fd, const void *src, size_t size, off64_t at)
{
    REAL(ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t), pwrite64);
    MOVES("pwrite", ssize_t, SPACE | IO | INTERRUPTED | LONG, real_pwrite64(fd, src, size, at), size,
          real_pwrite64(fd, src, size / 2, at))
}

ssize_t writev(int fd, const struct iovec *parts, int n)
{
    REAL(ssize_t (*real_writev)(int, const struct iovec *, int), writev);
    struct iovec first = parts[0];
    first.iov_len /= 2;
    MOVES("writev", ssize_t, SPACE | IO | INTERRUPTED | LONG, real_writev(fd, parts, n), parts[0].iov_len,
          real_writev(fd, &first, 1))
}

int fsync(int fd)
{
    REAL(int (*real_fsync)(int), fsync);
    FAILS("fsync", SPACE | IO | INTERRUPTED, -1);
    return real_fsync(fd);
}

int fdatasync(int fd)
{
    REAL(int (*real_fdatasync)(int), fdatasync);
    FAILS("fdatasync", SPACE | IO | INTERRUPTED, -1);
    return real_fdatasync(fd);
}

int ftruncate64(int fd, off64_t size)
{
    REAL(int (*real_ftruncate64)(int, off64_t), ftruncate64);
    FAILS("ftruncate", SPACE | IO | INTERRUPTED | LONG, -1);
    return real_ftruncate64(fd, size);
}

int fallocate64(int fd, int mode, off64_t at, off64_t size)
{
    REAL(int (*real_fallocate64)(int, int, off64_t, off64_t), fallocate64);
    FAILS("fallocate", SPACE | IO | INTERRUPTED | LACKING | UNSUPPORTED | LONG, -1);
    return real_fallocate64(fd, mode, at, size);
}

void *mmap64(void *where, size_t size, int protection, int flags, int fd, off64_t at)
{
    REAL(void *(*real_mmap64)(void *, size_t, int, int, int, off64_t), mmap64);
    /* Memory that malloc asks for is none of the library's calls. */
    if (fd >= 0) FAILS("mmap", MEMORY | IO | RIGHTS, MAP_FAILED);
    return real_mmap64(where, size, protection, flags, fd, at);
}

int msync(void *where, size_t size, int flags)
{
    REAL(int (*real_msync)(void *, size_t, int), msync);
    FAILS("msync", SPACE | IO, -1);
    return real_msync(where, size, flags);
}

int madvise(void *where, size_t size, int advice)
{
    REAL(int (*real_madvise)(void *, size_t, int), madvise);
    FAILS("madvise", MEMORY | IO | LACKING, -1);
    return real_madvise(where, size, advice);
}

int rename(const char *from, const char *to)
{
    REAL(int (*real_rename)(const char *, const char *), rename);
    FAILS("rename", SPACE | IO | RIGHTS | MEMORY, -1);
    return real_rename(from, to);
}

int link(const char *from, const char *to)
{
    REAL(int (*real_link)(const char *, const char *), link);
    FAILS("link", SPACE | IO | RIGHTS | MEMORY, -1);
    return real_link(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    REAL(int (*real_linkat)(int, const char *, int, const char *, int), linkat);
    FAILS("linkat", SPACE | IO | LACKING, -1);
    return real_linkat(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path)
{
    REAL(int (*real_unlink)(const char *), unlink);
    FAILS("unlink", IO | RIGHTS, -1);
    return real_unlink(path);
}

int fchmod(int fd, mode_t mode)
{
    REAL(int (*real_fchmod)(int, mode_t), fchmod);
    FAILS("fchmod", SPACE | IO | RIGHTS, -1);
    return real_fchmod(fd, mode);
}

int flock(int fd, int operation)
{
    REAL(int (*real_flock)(int, int), flock);
    FAILS("flock", operation & LOCK_UN ? 0 : IO | INTERRUPTED | MEMORY | LACKING | UNSUPPORTED, -1);
    return real_flock(fd, operation);
}

int fcntl(int fd, int command, ...)
{
    REAL(int (*real_fcntl)(int, int, ...), fcntl);
    va_list list;
    void *argument;
    va_start(list, command);
    argument = va_arg(list, void *);
    va_end(list);
    FAILS(command == F_SETLEASE ? "fcntl(F_SETLEASE)" : "fcntl",
          command == F_DUPFD_CLOEXEC ? MEMORY | FILES : command == F_SETLEASE ? LACKING | UNSUPPORTED : 0, -1);
    return real_fcntl(fd, command, argument);
}

int fstat64(int fd, struct stat64 *status)
{
    REAL(int (*real_fstat64)(int, struct stat64 *), fstat64);
    FAILS("fstat", IO, -1);
    return real_fstat64(fd, status);
}

int stat64(const char *path, struct stat64 *status)
{
    REAL(int (*real_stat64)(const char *, struct stat64 *), stat64);
    FAILS("stat", IO | RIGHTS | MEMORY, -1);
    return real_stat64(path, status);
}

int lstat64(const char *path, struct stat64 *status)
{
    REAL(int (*real_lstat64)(const char *, struct stat64 *), lstat64);
    FAILS("lstat", IO, -1);
    return real_lstat64(path, status);
}

ssize_t readlink(const char *path, char *target_text, size_t size)
{
    REAL(ssize_t (*real_readlink)(const char *, char *, size_t), readlink);
    FAILS("readlink", IO, -1);
    return real_readlink(path, target_text, size);
}

off64_t lseek64(int fd, off64_t offset, int whence)
{
    REAL(off64_t (*real_lseek64)(int, off64_t, int), lseek64);
    FAILS("lseek", 0, -1);
    return real_lseek64(fd, offset, whence);
}

DIR *opendir(const char *path)
{
    REAL(DIR *(*real_opendir)(const char *), opendir);
    FAILS("opendir", IO | MEMORY | RIGHTS | FILES, NULL);
    return real_opendir(path);
}

struct dirent64 *readdir64(DIR *dir)
{
    REAL(struct dirent64 *(*real_readdir64)(DIR *), readdir64);
    FAILS("readdir", IO, NULL);
    return real_readdir64(dir);
}

ssize_t read(int fd, void *dst, size_t size)
{
    REAL(ssize_t (*real_read)(int, void *, size_t), read);
    MOVES("read", ssize_t, IO | INTERRUPTED, real_read(fd, dst, size), size, real_read(fd, dst, size / 2))
}

ssize_t write(int fd, const void *src, size_t size)
{
    REAL(ssize_t (*real_write)(int, const void *, size_t), write);
    MOVES("write", ssize_t, SPACE | IO | INTERRUPTED | LONG, real_write(fd, src, size), size, real_write(fd, src, size / 2))
}

int poll(struct pollfd *of, nfds_t n, int timeout)
{
    REAL(int (*real_poll)(struct pollfd *, nfds_t, int), poll);
    FAILS("poll", INTERRUPTED | MEMORY, -1);
    return real_poll(of, n, timeout);
}

char *realpath(const char *path, char *resolved)
{
    REAL(char *(*real_realpath)(const char *, char *), realpath);
    FAILS("realpath", IO | RIGHTS | MEMORY, NULL);
    return real_realpath(path, resolved);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    REAL(int (*real_pthread_create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *), pthread_create);
    if (strikes("pthread_create", MEMORY)) return EAGAIN;
    return real_pthread_create(thread, attributes, run, argument);
}

long syscall(long number, ...)
{
    va_list list;
    long a[6];
    int i;
    if (real_syscall == NULL) *(void **)&real_syscall = real("syscall");
    va_start(list, number);
    for (i = 0; i < 6; i++) a[i] = va_arg(list, long);
    va_end(list);
    if (number == SYS_renameat2) FAILS("renameat2", SPACE | IO | LACKING | UNSUPPORTED | RIGHTS | MEMORY, -1);
    return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

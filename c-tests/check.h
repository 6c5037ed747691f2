/* What the C tests share: checks that say where and what was found, files, a
 * Python to judge. Include it first: it asks for more than C99's own functions. */
#ifndef NPYRW_TESTS_CHECK_H
#define NPYRW_TESTS_CHECK_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <npyrw.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* A struct that is all zero, as each language spells it. */
#ifdef __cplusplus
#define ZERO {}
#else
#define ZERO {0}
#endif

/* What a test returns that could not run. */
#define SKIPPED 77

static npy_error err; /* what the call in OK() or FAILS() said */
static int check_failed;
static long check_count;

/* All of these say what is wrong and let the test go on; they are 1 if all is well. */
#define CHECK(condition) check_that((condition) ? 1 : 0, #condition, __FILE__, __LINE__)
#define INT(found, expected) check_int((int64_t)(found), (int64_t)(expected), #found, __FILE__, __LINE__)
#define TEXT(found, expected) check_text((found), (expected), #found, __FILE__, __LINE__)
#define BYTES(found, size, expected, wanted) \
    check_bytes((found), (size), (expected), (wanted), #found, __FILE__, __LINE__)
/* A call that hands over `&err`: it succeeds, or fails with that code, and `err` is as promised. */
#define OK(call) (check_fill(&err, sizeof err), check_status((call), NPY_OK, #call, __FILE__, __LINE__))
#define FAILS(code, call) (check_fill(&err, sizeof err), check_status((call), (code), #call, __FILE__, __LINE__))
/* The last message has this in it. */
#define SAYS(part) check_says((part), __FILE__, __LINE__)

static inline int check_that(int right, const char *what, const char *file, int line)
{
    check_count++;
    if (!right) {
        check_failed++;
        printf("%s:%d: not so: %s\n", file, line, what);
    }
    return right;
}

static inline int check_int(int64_t found, int64_t expected, const char *what, const char *file, int line)
{
    check_count++;
    if (found == expected) return 1;
    check_failed++;
    printf("%s:%d: %s is %lld, expected %lld\n", file, line, what, (long long)found, (long long)expected);
    return 0;
}

static inline int check_text(const char *found, const char *expected, const char *what, const char *file, int line)
{
    check_count++;
    if (found != NULL && strcmp(found, expected) == 0) return 1;
    check_failed++;
    printf("%s:%d: %s is \"%s\", expected \"%s\"\n", file, line, what, found != NULL ? found : "NULL", expected);
    return 0;
}

static inline int check_bytes(const void *found, size_t size, const void *expected, size_t wanted,
                              const char *what, const char *file, int line)
{
    size_t at = 0;
    check_count++;
    while (at < size && at < wanted && ((const char *)found)[at] == ((const char *)expected)[at]) at++;
    if (size == wanted && at == size) return 1;
    check_failed++;
    printf("%s:%d: %s: %zu bytes, expected %zu, the first that differs is byte %zu\n", file, line, what, size,
           wanted, at);
    return 0;
}

/* A pattern, so that it shows what was written to. */
static inline void check_fill(void *memory, size_t size)
{
    memset(memory, 0xA5, size);
}

static inline int check_untouched(const void *memory, size_t size)
{
    size_t i;
    for (i = 0; i < size; i++) {
        if (((const unsigned char *)memory)[i] != 0xA5) return 0;
    }
    return 1;
}

static inline int check_status(npy_status found, npy_status expected, const char *what, const char *file, int line)
{
    size_t i, length;
    int written = !check_untouched(&err, sizeof err);
    check_count++;
    if (found != expected) {
        check_failed++;
        printf("%s:%d: %s: %s, expected %s: %.240s\n", file, line, what, npy_status_name(found),
               npy_status_name(expected), written ? err.message : "(no message)");
        return 0;
    }
    if (found == NPY_OK) return written ? check_that(0, "err is untouched by a success", file, line) : 1;
    if (!written) return check_that(0, "err is written by a failure", file, line);
    length = strnlen(err.message, sizeof err.message);
    if (err.code != found || err.os_error < 0 || err.offset < -1 || length == 0 || length == sizeof err.message) {
        return check_that(0, "err has code, os_error, offset and a message", file, line);
    }
    for (i = 0; i < length; i++) {
        unsigned char c = (unsigned char)err.message[i];
        if (c < 0x20 || c == 0x7f || (i == 0 && c >= 'A' && c <= 'Z')) {
            printf("%s:%d: %s: \"%s\"\n", file, line, what, err.message);
            return check_that(0, "the message is one line in lower case", file, line);
        }
    }
    return 1;
}

static inline int check_says(const char *part, const char *file, int line)
{
    const char *message = check_untouched(&err, sizeof err) ? "" : err.message;
    check_count++;
    if (strstr(message, part) != NULL) return 1;
    check_failed++;
    printf("%s:%d: the message is \"%.240s\", expected \"%s\" in it\n", file, line, message, part);
    return 0;
}

/* The end of a test: its exit code. */
static inline int check_end(void)
{
    printf("%ld checks, %d failed\n", check_count, check_failed);
    return check_failed != 0 || check_count == 0;
}

/* Whether the test was asked for that part of it. */
static inline int check_part(int argc, char **argv, const char *part)
{
    return argc > 1 && strcmp(argv[1], part) == 0;
}

static inline int check_skip(const char *reason)
{
    printf("skipped: %s\n", reason);
    return SKIPPED;
}

/* What a test cannot do without; ends the test. */
static inline void *check_need(void *thing, const char *what)
{
    if (thing == NULL) {
        printf("cannot go on: %s: %s\n", what, strerror(errno));
        exit(2);
    }
    return thing;
}

static inline void check_write(const char *path, const void *data, size_t size)
{
    FILE *file = (FILE *)check_need(fopen(path, "wb"), path);
    if (fwrite(data, 1, size, file) != size || fclose(file) != 0) check_need(NULL, path);
}

/* The file's bytes and a NUL behind them; free() them. */
static inline unsigned char *check_read(const char *path, size_t *size)
{
    struct stat status;
    FILE *file = (FILE *)check_need(fopen(path, "rb"), path);
    unsigned char *bytes = NULL;
    if (fstat(fileno(file), &status) == 0) bytes = (unsigned char *)malloc((size_t)status.st_size + 1);
    check_need(bytes, path);
    *size = fread(bytes, 1, (size_t)status.st_size, file);
    bytes[*size] = 0;
    fclose(file);
    return bytes;
}

/* How many names stand in a folder. */
static inline int check_names(const char *folder)
{
    int count = 0;
    struct dirent *entry;
    DIR *dir = (DIR *)check_need(opendir(folder), folder);
    while ((entry = readdir(dir)) != NULL) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(dir);
    return count;
}

/* Does something as a user who may not do everything; the exit code of `part`, or
 * SKIPPED if this one cannot become such a user. */
static inline int check_unprivileged(int (*part)(void))
{
    int status = -1;
    pid_t child;
    if (geteuid() != 0) return part();
    if (chmod(".", 0777) != 0) check_need(NULL, "chmod");
    fflush(stdout);
    child = fork();
    if (child == 0) {
        if (setgid(65534) != 0 || setuid(65534) != 0) _exit(check_skip("root cannot become nobody"));
        status = part();
        fflush(stdout);
        _exit(status);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) check_need(NULL, "waitpid");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Runs Python code; its exit code, or SKIPPED if there is no Python with NumPy. */
static inline int check_python(const char *code)
{
    const char *python = getenv("NPYRW_PYTHON");
    int status = -1;
    pid_t child;
    if (python == NULL || *python == '\0') return SKIPPED;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        execl(python, python, "-B", "-c", code, (char *)NULL);
        _exit(SKIPPED);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) check_need(NULL, "waitpid");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static inline int check_has_numpy(void)
{
    return check_python("try:\n import numpy\nexcept ImportError:\n raise SystemExit(77)") == 0;
}

#endif

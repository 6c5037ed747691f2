/* How the programs null_arguments*.c try a call: BAD, FINE, NOTHING and GIVES name the
 * function and the argument, which is what tests/c_programs.rs reads. */
#ifndef NPYRW_TESTS_ARGUMENTS_H
#define NPYRW_TESTS_ARGUMENTS_H

#include "check.h"

/* The call fails with that code, with an npy_error and without, and fills nothing. */
#define BAD(function, argument, code, arguments)                                                    \
    do {                                                                                            \
        check_fill(&out, sizeof out);                                                               \
        check_fill(&err, sizeof err);                                                               \
        E = &err;                                                                                   \
        check_status(function arguments, code, #function ", " #argument, __FILE__, __LINE__);       \
        E = NULL;                                                                                   \
        check_int(function arguments, code, #function ", " #argument ", no err", __FILE__, __LINE__); \
        check_that(check_untouched(&out, sizeof out), #function ", " #argument ": outputs untouched", \
                   __FILE__, __LINE__);                                                             \
    } while (0)
/* The call succeeds, with an npy_error and without. */
#define FINE(function, argument, arguments)                                                         \
    do {                                                                                            \
        check_fill(&err, sizeof err);                                                               \
        E = &err;                                                                                   \
        check_status(function arguments, NPY_OK, #function ", " #argument, __FILE__, __LINE__);     \
        E = NULL;                                                                                   \
        check_int(function arguments, NPY_OK, #function ", " #argument ", no err", __FILE__, __LINE__); \
    } while (0)
/* The call returns nothing and does nothing. */
#define NOTHING(function, argument, arguments) function arguments
/* The call returns that pointer. */
#define GIVES(function, argument, pointer, arguments) \
    check_that(function arguments == (pointer), #function ", " #argument, __FILE__, __LINE__)
/* A struct that differs from the good one in one thing. */
#define BUT(variable, good, change) ((variable) = (good), (void)(change), &(variable))
/* An address that is right for bytes and wrong for what the function takes. */
#define CROOKED(type) ((type *)(void *)((char *)crooked + 1))

static npy_error *E;
static struct {
    npy_reader *reader;
    npy_writer *writer;
    npy_array *array;
    npy_memory *memory;
    npy_dtype *dtype;
    size_t size;
    npy_info info;
    npy_field_info field;
    npz_reader *archive;
    npz_writer *archive_writer;
    npz_member_info member;
    npy_recovery recovery;
    int64_t offset;
    char dst[512];
} out; /* what a call could fill */

static int64_t crooked[8];
static const char *const many_names[] = { "nonsense", "<f3", "", "[('a', '<f8'", "f8\xff" };
static int64_t shape[2] = { 2, 3 };
static double values[6] = { 0, 1, 2, 3, 4, 5 };

static inline int64_t some_bytes(void *context, void *dst, size_t size, int64_t offset)
{
    (void)context, (void)dst, (void)size, (void)offset;
    return 0;
}

static inline int64_t takes_all(void *context, const void *data, size_t size)
{
    (void)context, (void)data;
    return (int64_t)size;
}

#endif

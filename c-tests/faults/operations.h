/* What is done with the library, so that something fails in the middle of it. */
#ifndef NPYRW_TESTS_OPERATIONS_H
#define NPYRW_TESTS_OPERATIONS_H

#include <npyrw.h>

#include <string.h>

/* What may become of the file that an operation finds at TARGET. */
enum {
    KEPT,     /* nobody writes there */
    REPLACED, /* it is the old one whole, or the new one whole */
    CHANGED   /* it is written where it stands: the operation looks itself */
};

#define TARGET "out/a"

struct operation {
    const char *name;
    /* Does it, and ends all that it began; 1 if every call succeeded. */
    int (*run)(void);
    /* The file of `in` that is copied to TARGET before; NULL: none. */
    const char *old;
    int fate;
    /* FAULTS_ALLOCATION where memory is a named exception of the promise; else 0. */
    int without;
    /* For CHANGED: whether what is left is right after a failure; may be NULL. */
    int (*right)(void);
};

extern const struct operation reading[], writing[], archives[], objects[];

/* Bytes that this program has from malloc(). */
long memory_live(void);

extern npy_error err;

/* A call that hands over `&err`, such as TRY(npy_open, (path, &r, &err)): 1 if it succeeded. It may fail only for what was made
 * to fail; if that was one fault alone it is made again, and has to succeed. */
#define TRY(f, arguments)                                        \
    (operation_calls(#f), operation_ended(f arguments, 0)        \
        || (operation_repeats() && (operation_calls(#f), operation_ended(f arguments, 1))))
/* The same for one that is not promised to succeed the second time. */
#define ONCE(f, arguments) (operation_calls(#f), operation_ended(f arguments, 0))
/* One that cannot fail, and one that gives something. */
#define DO(f, arguments) (operation_calls(#f), f arguments, operation_ended(NPY_OK, 0))
#define GIVES(into, f, arguments) (operation_calls(#f), (into) = f arguments, operation_ended(NPY_OK, 0))
/* What has to be so; says if not. */
#define RIGHT(condition) operation_right((condition) ? 1 : 0, #condition, __FILE__, __LINE__)

void operation_calls(const char *function);
int operation_ended(npy_status status, int again);
int operation_repeats(void);
int operation_right(int right, const char *what, const char *file, int line);

/* What a callback that was asked to move `size` bytes has to answer: `size`, or what it is made to. */
int64_t operation_moves(size_t size);
/* Whether a callback that only says yes or no has to say no. */
int operation_refuses(void);

/* Opens a file of the test's own, and reads one whole; both end the program if that fails. */
int test_open(const char *path, int flags);
unsigned char *test_read(const char *path, size_t *size);

#endif

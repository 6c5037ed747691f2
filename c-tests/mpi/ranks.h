/* What the MPI tests share. All ranks run a case together; each check counts on the rank that
 * makes it, and the program fails if one did anywhere. */
#ifndef NPYRW_TESTS_RANKS_H
#define NPYRW_TESTS_RANKS_H

#include "../check.h"

#include <npyrw_mpi.h>

#include <inttypes.h>
#include <signal.h>
#include <sys/resource.h>

#define AXES 4

extern int rank, ranks;

/* A call of all ranks: it succeeds, or fails with that code on every one of them, with one text. */
#define ALL_OK(call) OK(call)
#define ALL_FAIL(code, call) (FAILS((code), (call)) & same_error(__LINE__))

/* Whether every rank has the error that rank 0 has. */
int same_error(int line);

/* This rank's part of `length`: uneven, and nothing left out. */
void part(int64_t length, int parts, int which, int64_t *start, int64_t *count);

/* This rank's block of an array, when the ranks stand in a grid; `turn` gives it that of another rank. */
void block(int ndim, const int64_t *shape, int turn, int64_t *start, int64_t *count);

int64_t product(int ndim, const int64_t *lengths);

/* Calls work(index of the element in C order, its place in the block in C order). */
typedef void (*each_element)(void *context, int64_t index, int64_t place, const int64_t *at);
void each(int ndim, const int64_t *shape, const int64_t *start, const int64_t *count, each_element work, void *context);

npyrw_mpi_options mode_of(int collective);

/* The cases, one a function. */
void blocks(void);
void empty(void);
void memory(void);
void append(void);
void restart(void);
void arguments(void);
void overlaps(void);
void bad_files(void);
void places(void);
void given_up(void);
void write_fails(void);
void full_disk(void);
void killed(void);
void large(void);

#endif

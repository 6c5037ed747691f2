/* What the commands of npyrw share. They stand on npyrw.h alone: what they can do, any program can. */
#ifndef NPYRW_TOOL_H
#define NPYRW_TOOL_H

#define _POSIX_C_SOURCE 200809L

#include <npyrw.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* How npyrw ends. Of several files the worst counts, and the larger number is the worse. */
enum { FINE = 0, DIFFERENT = 1, USAGE = 2, UNREADABLE = 3, UNWRITABLE = 4 };

/* --- a command and its options (options.c) --------------------------------------------------- */

enum { OPTION_FLAG, OPTION_TEXT, OPTION_COUNT, OPTION_REAL };

/* The table of options ends with one whose `name` is NULL. `to` is an int, const char *, int64_t or double. */
struct option {
    char letter; /* 0: none */
    const char *name;
    int kind;
    void *to;
};

/* Reads the options and leaves in argv what is none. Below 0: go on with `*count` arguments; else: end so. */
int options(int argc, char **argv, const struct option *table, const char *help, int *count);
/* Says what is wrong with the command line. Returns USAGE. */
int usage(const char *format, ...);
int worse(int one, int other);

struct command {
    const char *name;
    const char *what;
    int (*run)(int argc, char **argv);
};

int run_cat(int argc, char **argv);
int run_check(int argc, char **argv);
int run_convert(int argc, char **argv);
int run_diff(int argc, char **argv);
int run_info(int argc, char **argv);
int run_plot(int argc, char **argv);
int run_recover(int argc, char **argv);
int run_stats(int argc, char **argv);

/* --- text (text.c) --------------------------------------------------------------------------- */

/* A character of UTF-8 at `*at`, which moves on; below 0 for a byte that belongs to none. */
int32_t next_character(const char *text, size_t size, size_t *at);
/* What a name may be on a terminal: control characters and bytes that are no UTF-8 are escaped. */
void put_name(FILE *to, const char *text, size_t size);
/* A string of JSON; a byte that is no UTF-8 becomes \udcXX, as in Python's file names. */
void put_json(FILE *to, const char *text, size_t size);
void put_path(FILE *to, const char *path);
void put_integer(FILE *to, int64_t value);
void put_unsigned(FILE *to, uint64_t value);
/* NumPy's tuple, or JSON's list. */
void put_shape(FILE *to, int32_t ndim, const int64_t *shape, char open, char close);
/* On standard error: npyrw: path: member: message. */
void complain(const char *path, const char *member, int64_t length, const char *message);

/* --- elements as text (real.c, date.c, element.c) ------------------------------------------- */

enum { REAL_SIZE = 64, DATE_SIZE = 96 };

/* The shortest digits that are this number alone, as NumPy prints them: `size` 2, 4, 8 or that of long double
 * says among which. `point`: with .0 where nothing follows it. */
void real_text(char *to, long double value, size_t size, int point);
/* As NumPy prints it; NaT for INT64_MIN. */
void date_text(char *to, int64_t value, const char *unit, int32_t multiple);
float half_value(uint16_t bits);
uint16_t half_bits(double value);

/* A field of a struct, at any depth, each struct in front of its own. */
struct printer_field {
    char kind;
    char unit[4];
    int is_struct;
    int32_t multiple, ndim, parent;
    int32_t behind; /* the field behind this one and all in it */
    int64_t offset; /* from the element's start, for the first of each shape that it is in */
    int64_t itemsize; /* of one of its own elements */
    int64_t *shape; /* NULL without axes */
};

/* What is in the elements of a dtype. */
struct printer {
    char kind;
    int is_struct;
    int64_t itemsize;
    char unit[4];
    int32_t multiple;
    int32_t nfields;
    struct printer_field *fields;
};

/* From a description of elements in this machine's byte order. */
npy_status printer_make(struct printer *to, const npy_info *info, npy_error *err);
void printer_free(struct printer *printer);
long double real_value(const void *at, int64_t size);
void put_scalar(FILE *to, char kind, int64_t size, const char *unit, int32_t multiple, const void *element);
void put_element(FILE *to, const struct printer *printer, const void *element);

/* --- slices (slice.c) ------------------------------------------------------------------------ */

/* A slice of each axis, made definite: `count` elements from `start` on, `step` apart. */
struct cut {
    int32_t ndim;
    int64_t start[NPY_MAX_NDIM], step[NPY_MAX_NDIM], count[NPY_MAX_NDIM];
    char dropped[NPY_MAX_NDIM]; /* an integer took this axis away */
};

void cut_whole(struct cut *cut, int32_t ndim, const int64_t *shape);
/* NumPy's syntax, such as `0, ::-1, ..., 2:5`. Says on failure what is wrong; 0 on success. */
int cut_parse(struct cut *cut, const char *text, int32_t ndim, const int64_t *shape, char *why, size_t size);
/* The part of an axis from its element `from` on, `count` long, as the library wants it. */
npy_slice cut_part(const struct cut *cut, int32_t axis, int64_t from, int64_t count);

/* --- arrays of files (source.c) -------------------------------------------------------------- */

/* One array that a path leads to. Without a reader `err` says why. */
struct array {
    const char *path;
    npy_reader *reader;
    const npz_reader *archive;   /* NULL: a .npy */
    const npz_member_info *member;
    int packed; /* a compressed member, or standard input that is a pipe */
    npy_error *err;
};

struct selection {
    const char *member; /* NULL: all of an archive */
    int64_t nth;        /* of arrays one behind the other in a .npy; 0 is the first */
    int arrays;         /* members that are none are passed over, unless one is asked for */
};

typedef int (*visitor)(void *context, struct array *array);

/* Calls `visit` for each array; the worst of what that returned. An archive or file that cannot be read is said. */
int visit_arrays(const char *path, const struct selection *selection, visitor visit, void *context);
/* Whether only the whole can be read at a good price: a compressed member, a pipe. */
int is_stream(const struct array *array);
/* Whether a member without a reader is something else than an array, which an archive may hold. */
int is_no_array(const struct array *array);
/* Says why an array cannot be read. Returns UNREADABLE. */
int unreadable(const struct array *array, const npy_error *err);

/* A path opened: as an array, or as an archive, or neither with `err` set. */
struct opened {
    npy_reader *reader;
    npz_reader *archive;
    void *memory; /* standard input that could not be gone back in */
    int stream;
};

npy_status open_path(const char *path, struct opened *opened, npy_error *err);
void close_path(struct opened *opened);

/* --- elements in pieces (feed.c) ------------------------------------------------------------- */

/* The elements of an array, or of a part, in blocks that follow in `order`. */
struct feed {
    const npy_reader *reader;
    npy_array *whole; /* what cannot be read in parts was loaded, what may be was mapped */
    npy_info info;    /* of what is delivered; its shape that of the cut */
    struct cut cut;
    const char *dtype, *field;
    int32_t casting;
    char order;
    int32_t split;               /* the axis that is cut into blocks, counted from the slowest */
    int64_t rows, ranges, steps; /* of that axis in a block; blocks along it; blocks in all */
    int64_t inner;               /* elements of one row */
    int64_t block;               /* elements of the largest block */
};

struct wanted {
    const char *slice, *field, *dtype;
    int32_t casting;
    char order;    /* 0: the file's */
    int64_t bytes; /* about as large is a block */
    int map;       /* a file may be mapped instead of being read: if it is cut meanwhile, npyrw ends */
};

/* USAGE, UNREADABLE (both said), or FINE. */
int feed_open(struct feed *feed, const struct array *array, const struct wanted *wanted);
/* The block `step`: in `buffer`, which holds `feed.block` elements, or where it is in memory already. Many threads
 * may call it. */
npy_status feed_block(const struct feed *feed, int64_t step, void *buffer, const void **data, int64_t *count, npy_error *err);
/* How many elements the block has. */
int64_t feed_count(const struct feed *feed, int64_t step);
void feed_close(struct feed *feed);

/* --- numbers of elements (summary.c, compare.c) ---------------------------------------------- */

/* What is told of many elements. NaN and NaT are counted, and left out of the rest. */
struct summary {
    int64_t count, nan;
    long double sum[2], rest[2];   /* of complex numbers two; `rest` is what rounding took from `sum` */
    int64_t least, most;           /* of integers with a sign, dates and times */
    uint64_t least_u, most_u;      /* of others */
    long double low[2], high[2];   /* of floats and complex numbers */
};

/* The dtype in which the elements of this one are to be read to be summed; NULL: as they are. */
const char *summary_dtype(const npy_info *info);
/* Whether its elements are numbers or times at all. */
int summary_can(char kind);
/* `kind` and `size` are those of what was read. */
void summary_start(struct summary *summary);
void summary_add(struct summary *summary, char kind, int64_t size, const void *data, int64_t count);
void summary_join(struct summary *summary, const struct summary *other);

struct tolerance {
    double relative, absolute;
};

/* Whether two elements are the same, or near enough; NaN is the same as NaN. */
int elements_agree(const struct printer *printer, const void *one, const void *other, const struct tolerance *tolerance);
/* How far two numbers are apart; below 0 if they are none. */
long double elements_apart(const struct printer *printer, const void *one, const void *other);

/* The widest numbers of this machine that the library reads: of floats, of complex ones. */
#define WIDE_REAL (sizeof(long double) == 16 ? "f16" : "f8")
#define WIDE_COMPLEX (sizeof(long double) == 16 ? "c32" : "c16")

/* --- progress (progress.c) ------------------------------------------------------------------- */

/* On a terminal, and only if it takes a while. */
void progress_start(const char *what, const char *path);
void progress_at(int64_t done, int64_t total);
/* In front of what is said meanwhile. */
void progress_clear(void);
void progress_end(void);
/* For the library's calls. */
int32_t progress_call(void *context, int64_t done, int64_t total);

#endif

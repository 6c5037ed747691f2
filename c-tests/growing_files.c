/* Rows are added where the file stands: it is made, grows, is valid after each flush and np.save's in the
 * end; it is what the spec says or nothing happens; what fails can be tried again, what is discarded is gone. */
#include "check.h"

#include <stdint.h>

#define ROWS 205

static double values[ROWS * 12];
static npy_writer *w;
static npy_array *a;

static npy_spec spec_of(const char *dtype, int32_t ndim, const int64_t *shape, char order)
{
    npy_spec spec = ZERO;
    spec.dtype = dtype, spec.ndim = ndim, spec.shape = shape, spec.order = order;
    return spec;
}

/* The file as any reader finds it. */
static void holds(const char *path, int32_t axis, int64_t rows, int64_t bytes_of_row)
{
    const npy_info *info;
    OK(npy_load(path, &a, &err));
    info = npy_array_info(a);
    INT(info->shape[axis], rows);
    BYTES(npy_array_data(a), (size_t)info->nbytes, values, (size_t)(rows * bytes_of_row));
    npy_array_free(a);
}

/* Byte for byte what npy_save() writes, which is what np.save() writes. */
static void is_saved(const char *path, const npy_spec *spec, int64_t rows)
{
    npy_spec whole = *spec;
    int64_t shape[4];
    size_t size, wanted;
    unsigned char *found, *saved;
    memcpy(shape, spec->shape, (size_t)spec->ndim * sizeof *shape);
    shape[spec->order == 'F' ? spec->ndim - 1 : 0] = rows;
    whole.shape = shape;
    OK(npy_save_with("saved.npy", &whole, values, NULL, &err));
    saved = check_read("saved.npy", &wanted);
    found = check_read(path, &size);
    BYTES(found, size, saved, wanted);
    free(found), free(saved);
    unlink("saved.npy");
}

/* Grows in every batch from one row to many, past each length of the count. */
static void grows(const char *dtype, int32_t ndim, const int64_t *shape, char order, int64_t row)
{
    static const int batches[] = { 1, 1, 7, 1, 1, 80, 8, 1, 100, 5 };
    npy_spec spec = spec_of(dtype, ndim, shape, order);
    int32_t axis = order == 'F' ? ndim - 1 : 0;
    npy_info info;
    int64_t rows = 0;
    size_t i;
    unlink("g.npy");
    OK(npy_append("g.npy", &spec, &w, &err));
    holds("g.npy", axis, 0, row);
    for (i = 0; i < sizeof batches / sizeof *batches; i++) {
        OK(npy_write_rows(w, batches[i], (const char *)values + rows * row, NULL, &err));
        holds("g.npy", axis, rows, row);
        rows += batches[i];
        OK(npy_writer_info(w, &info, &err));
        INT(info.shape[axis], rows);
        INT(info.nbytes, rows * row);
        OK(npy_flush(w, &err));
        OK(npy_flush(w, &err));
        holds("g.npy", axis, rows, row);
        if (i % 3 == 2) {
            /* Another writer goes on with it. */
            OK(npy_finish(w, &err));
            is_saved("g.npy", &spec, rows);
            if (i == 5) spec = spec_of(dtype, ndim, shape, order);
            OK(npy_append("g.npy", i == 2 && order == 'C' ? NULL : &spec, &w, &err));
            holds("g.npy", axis, rows, row);
        }
    }
    OK(npy_finish(w, &err));
    holds("g.npy", axis, rows, row);
    is_saved("g.npy", &spec, rows);
}

static void every_order(void)
{
    static const int64_t one[] = { -1 }, two[] = { -1, 12 }, three[] = { -1, 3, 4 }, flat[] = { -1, 1 };
    static const int64_t last[] = { 12, -1 }, deep[] = { 3, 4, -1 }, bare[] = { 1, -1 };
    grows("f8", 1, one, 'C', 8);
    grows("f8", 1, one, 'F', 8);
    grows("f8", 2, two, 'C', 96);
    grows("f8", 3, three, 'C', 96);
    grows("f8", 2, flat, 'C', 8);
    /* These begin as arrays of no column and of one, which are C's for NumPy. */
    grows("f8", 2, last, 'F', 96);
    grows("f8", 3, deep, 'F', 96);
    grows("f8", 2, bare, 'F', 8);
    grows("[('id', '<u4'), ('x', '<f8', (2,)), ('\xc3\xa9', '<i4')]", 1, one, 'C', 24);
}

/* The same bytes lie in both orders as long as there is one column. */
static void one_column_is_of_both_orders(void)
{
    static const int64_t column[] = { 12, 1 }, columns[] = { 12, -1 }, rows[] = { -1, 1 };
    npy_spec f = spec_of("f8", 2, columns, 'F'), c = spec_of("f8", 2, rows, 'C');
    npy_info info;
    OK(npy_save("n1.npy", "f8", 2, column, values, &err));
    OK(npy_append("n1.npy", &f, &w, &err));
    OK(npy_write(w, values + 12, 96, &err));
    OK(npy_flush(w, &err));
    holds("n1.npy", 1, 2, 96);
    OK(npy_finish(w, &err));
    FAILS(NPY_ERR_SHAPE, npy_append("n1.npy", &c, &w, &err));
    SAYS("Fortran order");
    OK(npy_append("n1.npy", NULL, &w, &err));
    OK(npy_writer_info(w, &info, &err));
    INT(info.order, 'F');
    npy_discard(w);
    OK(npy_save("n1.npy", "f8", 2, column, values, &err));
    OK(npy_append("n1.npy", NULL, &w, &err));
    OK(npy_writer_info(w, &info, &err));
    INT(info.order, 'C');
    OK(npy_write(w, values + 12, 8, &err));
    OK(npy_finish(w, &err));
    holds("n1.npy", 0, 13, 8);
    FAILS(NPY_ERR_SHAPE, npy_append("n1.npy", &f, &w, &err));
}

/* Foreign byte order, other dtypes in memory and other layouts are written like everywhere. */
static void any_memory(void)
{
    static const int64_t shape[] = { -1, 3 };
    static const int32_t ints[] = { 1, 2, 3, 4, 5, 6 };
    static const int64_t across[] = { 4, 8 };
    npy_spec spec = spec_of(">f8", 2, shape, 'C');
    const double *d;
    spec.data_dtype = "i4";
    OK(npy_append("m.npy", &spec, &w, &err));
    OK(npy_write(w, ints, 12, &err));
    OK(npy_write_rows(w, 2, ints, across, &err));
    OK(npy_finish(w, &err));
    OK(npy_load("m.npy", &a, &err));
    d = (const double *)npy_array_data(a);
    CHECK(d[0] == 1 && d[2] == 3 && d[3] == 1 && d[4] == 3 && d[5] == 5 && d[6] == 2 && d[8] == 6);
    npy_array_free(a);
}

static void is_what_the_spec_says(void)
{
    static const int64_t rows[] = { -1, 12 }, other[] = { -1, 11 }, more[] = { -1, 12, 1 }, fixed[] = { 5, 12 };
    static const int64_t inner[] = { 5, -1 }, nothing[] = { -1, 0 }, four[] = { 4, 12 };
    npy_spec spec = spec_of("f8", 2, rows, 'C');
    size_t size, after;
    unsigned char *before, *now;
    OK(npy_save("e.npy", "f8", 2, four, values, &err));
    before = check_read("e.npy", &size);
    spec.dtype = "f4";
    FAILS(NPY_ERR_DTYPE, npy_append("e.npy", &spec, &w, &err));
    SAYS("the file has <f8, expected <f4");
    spec.dtype = ">f8";
    FAILS(NPY_ERR_DTYPE, npy_append("e.npy", &spec, &w, &err));
    spec.dtype = "f8", spec.shape = other;
    FAILS(NPY_ERR_SHAPE, npy_append("e.npy", &spec, &w, &err));
    SAYS("[4, 12], expected [4, 11]");
    spec.shape = more, spec.ndim = 3;
    FAILS(NPY_ERR_SHAPE, npy_append("e.npy", &spec, &w, &err));
    spec.shape = fixed, spec.ndim = 2;
    FAILS(NPY_ERR_SHAPE, npy_append("e.npy", &spec, &w, &err));
    SAYS("-1");
    spec.shape = inner;
    FAILS(NPY_ERR_SHAPE, npy_append("e.npy", &spec, &w, &err));
    spec.shape = rows, spec.order = 'F';
    FAILS(NPY_ERR_SHAPE, npy_append("e.npy", &spec, &w, &err));
    spec.order = 'C', spec.version = 2;
    FAILS(NPY_ERR_VERSION, npy_append("e.npy", &spec, &w, &err));
    spec.version = 1;
    OK(npy_append("e.npy", &spec, &w, &err));
    npy_discard(w);
    now = check_read("e.npy", &after);
    BYTES(now, after, before, size);
    free(before), free(now);

    spec.version = 0, spec.shape = nothing;
    FAILS(NPY_ERR_SHAPE, npy_append("new.npy", &spec, &w, &err));
    SAYS("no bytes");
    spec.shape = rows, spec.dtype = "O";
    FAILS(NPY_ERR_OBJECT, npy_append("new.npy", &spec, &w, &err));
    spec.dtype = "f8", spec.data_dtype = "c16";
    FAILS(NPY_ERR_CAST, npy_append("new.npy", &spec, &w, &err));
    CHECK(access("new.npy", F_OK) != 0);
    spec.data_dtype = NULL, spec.ndim = 0;
    FAILS(NPY_ERR_SHAPE, npy_append("new.npy", &spec, &w, &err));
    OK(npy_save("zero.npy", "f8", 0, NULL, values, &err));
    FAILS(NPY_ERR_SHAPE, npy_append("zero.npy", NULL, &w, &err));
    FAILS(NPY_ERR_NOT_FOUND, npy_append("new.npy", NULL, &w, &err));
    spec.ndim = 2;
    FAILS(NPY_ERR_NOT_FOUND, npy_append("no/new.npy", &spec, &w, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_append(NULL, NULL, &w, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_append("e.npy", NULL, NULL, &err));
    INT(npy_append("new.npy", NULL, &w, NULL), NPY_ERR_NOT_FOUND);
    FAILS(NPY_ERR_ARGUMENT, npy_flush(NULL, &err));
    CHECK(mkfifo("pipe", 0600) == 0);
    FAILS(NPY_ERR_UNSUPPORTED, npy_append("pipe", NULL, &w, &err));
    check_write("junk.npy", "junk, and no array", 18);
    FAILS(NPY_ERR_MAGIC, npy_append("junk.npy", NULL, &w, &err));
    CHECK(symlink("e.npy", "link.npy") == 0);
    OK(npy_append("link.npy", NULL, &w, &err));
    OK(npy_write(w, values + 48, 96, &err));
    OK(npy_finish(w, &err));
    holds("e.npy", 0, 5, 96);
}

static int32_t stops(void *context, int64_t done, int64_t total)
{
    (void)done, (void)total;
    return *(int *)context;
}

static void what_fails_can_be_tried_again(void)
{
    static const int64_t shape[] = { -1, 12 };
    npy_spec spec = spec_of("f8", 2, shape, 'C');
    int stop = 1;
    npy_info info;
    spec.progress = stops, spec.context = &stop;
    OK(npy_append("t.npy", &spec, &w, &err));
    FAILS(NPY_ERR_CANCELLED, npy_write(w, values, 960, &err));
    OK(npy_writer_info(w, &info, &err));
    INT(info.shape[0], 0);
    stop = 0;
    FAILS(NPY_ERR_SIZE, npy_write(w, values, 13, &err));
    OK(npy_write(w, values, 960, &err));
    OK(npy_flush(w, &err));
    holds("t.npy", 0, 10, 96);
    /* Half a row is not shown, and the end does not take it. */
    OK(npy_write(w, values + 120, 48, &err));
    FAILS(NPY_ERR_STATE, npy_write_rows(w, 1, values, NULL, &err));
    OK(npy_flush(w, &err));
    holds("t.npy", 0, 10, 96);
    OK(npy_write(w, values + 126, 48, &err));
    OK(npy_write(w, values + 132, 40, &err));
    FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
    holds("t.npy", 0, 10, 96);
    is_saved("t.npy", &spec, 10);
}

static void discarded_is_the_last_flush(void)
{
    static const int64_t shape[] = { -1, 12 };
    npy_spec spec = spec_of("f8", 2, shape, 'C');
    OK(npy_append("d.npy", &spec, &w, &err));
    npy_discard(w);
    is_saved("d.npy", &spec, 0);
    OK(npy_append("d.npy", &spec, &w, &err));
    OK(npy_write_rows(w, 99, values, NULL, &err));
    OK(npy_flush(w, &err));
    OK(npy_write_rows(w, 50, values, NULL, &err));
    npy_discard(w);
    is_saved("d.npy", &spec, 99);
}

static void only_an_append_is_flushed(void)
{
    static const int64_t shape[] = { -1, 12 };
    npy_spec spec = spec_of("f8", 2, shape, 'C');
    npy_slice slice = ZERO;
    OK(npy_create("c.npy", &spec, &w, &err));
    OK(npy_write_rows(w, 3, values, NULL, &err));
    FAILS(NPY_ERR_UNSUPPORTED, npy_flush(w, &err));
    OK(npy_finish(w, &err));
    is_saved("c.npy", &spec, 3);
    OK(npy_append("c.npy", &spec, &w, &err));
    FAILS(NPY_ERR_UNSUPPORTED, npy_write_slab(w, &slice, 1, values, NULL, &err));
    OK(npy_finish(w, &err));
}

/* A header that others may be reading is not rewritten where it stands. */
static void others_have_it_open(void)
{
    static const int64_t shape[] = { -1, 12 }, four[] = { 4, 12 };
    npy_spec spec = spec_of("f8", 2, shape, 'C');
    struct stat before, after;
    npy_array *old = NULL;
    OK(npy_save("o.npy", "f8", 2, four, values, &err));
    CHECK(chmod("o.npy", 0640) == 0 && stat("o.npy", &before) == 0);
    OK(npy_map("o.npy", NPY_MAP_READ, &old, &err));
    spec.replace = NPY_REPLACE_NEVER;
#ifdef __linux__
    FAILS(NPY_ERR_BUSY, npy_append("o.npy", &spec, &w, &err));
    SAYS("others have the file open");
#endif
    spec.replace = NPY_REPLACE_ATOMIC;
    OK(npy_append("o.npy", &spec, &w, &err));
    OK(npy_write_rows(w, 6, values + 48, NULL, &err));
    OK(npy_flush(w, &err));
    holds("o.npy", 0, 10, 96);
    CHECK(stat("o.npy", &after) == 0 && after.st_ino != before.st_ino && after.st_mode == before.st_mode);
    CHECK(memcmp(npy_array_data(old), values, 4 * 96) == 0);
    OK(npy_finish(w, &err));
    npy_array_free(old);
#ifdef __linux__
    is_saved("o.npy", &spec, 10);
#endif
    /* Who has opened it once it grows does no harm, only the last header waits. */
    OK(npy_append("o.npy", &spec, &w, &err));
    OK(npy_map("o.npy", NPY_MAP_READ, &old, &err));
    OK(npy_write_rows(w, 90, values + 120, NULL, &err));
    OK(npy_finish(w, &err));
    holds("o.npy", 0, 100, 96);
    npy_array_free(old);
    OK(npy_append("o.npy", &spec, &w, &err));
    OK(npy_finish(w, &err));
#ifdef __linux__
    is_saved("o.npy", &spec, 100);
#endif
    /* By choice it is rewritten all the same. */
    OK(npy_map("o.npy", NPY_MAP_READ, &old, &err));
    CHECK(stat("o.npy", &before) == 0);
    spec.replace = NPY_REPLACE_IN_PLACE;
    OK(npy_append("o.npy", &spec, &w, &err));
    OK(npy_write_rows(w, 1, values + 1200, NULL, &err));
    OK(npy_finish(w, &err));
    CHECK(stat("o.npy", &after) == 0 && after.st_ino == before.st_ino);
    holds("o.npy", 0, 101, 96);
    npy_array_free(old);
    INT(check_names("."), 1);
}

/* A file as NumPy wrote it before 1.14, with blanks to the next multiple of 16 only. */
static void a_header_without_room(void)
{
    static const int64_t shape[] = { -1, 12 };
    static const char text[] = "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 12), }";
    npy_spec spec = spec_of("f8", 2, shape, 'C');
    unsigned char file[80 + 4 * 96];
    struct stat before, after;
    memset(file, ' ', 80);
    memcpy(file, "\x93NUMPY\1\0\106\0", 10);
    memcpy(file + 10, text, sizeof text - 1);
    file[79] = '\n';
    memcpy(file + 80, values, 4 * 96);
    check_write("old.npy", file, sizeof file);
    holds("old.npy", 0, 4, 96);
    spec.replace = NPY_REPLACE_NEVER;
    FAILS(NPY_ERR_UNSUPPORTED, npy_append("old.npy", &spec, &w, &err));
    SAYS("no room");
    spec.replace = NPY_REPLACE_IN_PLACE;
    FAILS(NPY_ERR_UNSUPPORTED, npy_append("old.npy", &spec, &w, &err));
    CHECK(stat("old.npy", &before) == 0);
    OK(npy_append("old.npy", NULL, &w, &err));
    CHECK(stat("old.npy", &after) == 0 && after.st_ino != before.st_ino);
    OK(npy_write_rows(w, 200, values + 48, NULL, &err));
    OK(npy_finish(w, &err));
    holds("old.npy", 0, 204, 96);
    /* Once is enough. */
    OK(npy_append("old.npy", NULL, &w, &err));
    CHECK(stat("old.npy", &before) == 0 && after.st_ino == before.st_ino);
    OK(npy_finish(w, &err));
    is_saved("old.npy", &spec, 204);
}

static void somebody_else_touches_it(void)
{
    static const int64_t shape[] = { -1, 12 };
    npy_spec spec = spec_of("f8", 2, shape, 'C');
    OK(npy_append("s.npy", &spec, &w, &err));
    OK(npy_write_rows(w, 10, values, NULL, &err));
    OK(npy_flush(w, &err));
    CHECK(truncate("s.npy", 128 + 5 * 96) == 0);
    FAILS(NPY_ERR_TRUNCATED, npy_write_rows(w, 1, values, NULL, &err));
    SAYS("cut");
    FAILS(NPY_ERR_TRUNCATED, npy_flush(w, &err));
    FAILS(NPY_ERR_TRUNCATED, npy_finish(w, &err));
    unlink("s.npy");
    OK(npy_append("s.npy", &spec, &w, &err));
    OK(npy_write_rows(w, 10, values, NULL, &err));
    OK(npy_flush(w, &err));
    OK(npy_save("s.npy", "f8", 1, &shape[1], values, &err));
    FAILS(NPY_ERR_STATE, npy_write_rows(w, 1, values, NULL, &err));
    SAYS("replaced");
    FAILS(NPY_ERR_STATE, npy_finish(w, &err));
    holds("s.npy", 0, 12, 8);
}

/* What is refused stays as it is, in whichever spelling. */
static void nothing_is_touched(void)
{
    static const char text[] = "{\"shape\": (4,12), 'fortran_order': False, 'descr': '<f8'}";
    unsigned char file[128 + 4 * 96 + 5];
    unsigned char *found;
    size_t size;
    memset(file, ' ', 128);
    memcpy(file, "\x93NUMPY\1\0\166\0", 10);
    memcpy(file + 10, text, sizeof text - 1);
    file[127] = '\n';
    memcpy(file + 128, values, 4 * 96);
    memcpy(file + 128 + 4 * 96, "extra", 5);
    check_write("odd.npy", file, sizeof file);
    FAILS(NPY_ERR_UNSUPPORTED, npy_append("odd.npy", NULL, &w, &err));
    found = check_read("odd.npy", &size);
    BYTES(found, size, file, sizeof file);
    free(found);
    /* What is taken is written as NumPy writes it. */
    check_write("odd.npy", file, sizeof file - 5);
    OK(npy_append("odd.npy", NULL, &w, &err));
    OK(npy_write_rows(w, 1, values + 48, NULL, &err));
    OK(npy_finish(w, &err));
    {
        static const int64_t shape[] = { -1, 12 };
        npy_spec spec = spec_of("f8", 2, shape, 'C');
        is_saved("odd.npy", &spec, 5);
    }
}

static void what_stands_behind_it(void)
{
    static const int64_t four[] = { 4, 12 };
    size_t size;
    unsigned char *bytes;
    FILE *file;
    OK(npy_save("two.npy", "f8", 2, four, values, &err));
    bytes = check_read("two.npy", &size);
    file = (FILE *)check_need(fopen("two.npy", "ab"), "two.npy");
    CHECK(fwrite(bytes, 1, size, file) == size);
    fclose(file);
    FAILS(NPY_ERR_UNSUPPORTED, npy_append("two.npy", NULL, &w, &err));
    SAYS("another array");
    INT(err.offset, (int64_t)size);
    check_write("behind.npy", bytes, size);
    file = (FILE *)check_need(fopen("behind.npy", "ab"), "behind.npy");
    CHECK(fwrite("tail", 1, 4, file) == 4);
    fclose(file);
    FAILS(NPY_ERR_UNSUPPORTED, npy_append("behind.npy", NULL, &w, &err));
    SAYS("npy_recover");
    check_write("short.npy", bytes, size - 1);
    FAILS(NPY_ERR_TRUNCATED, npy_append("short.npy", NULL, &w, &err));
    SAYS("npy_recover");
    free(bytes);
}

/* A header that is seen half written, some times. */
typedef struct {
    const unsigned char *bytes;
    size_t size;
    int torn, calls;
} changing;

static int64_t changes(void *context, void *dst, size_t size, int64_t offset)
{
    changing *file = (changing *)context;
    size_t left = (size_t)offset < file->size ? file->size - (size_t)offset : 0, n = size < left ? size : left, i;
    memcpy(dst, file->bytes + offset, n);
    if (offset == 0 && file->calls++ < file->torn) {
        for (i = 60; i < 64 + (size_t)file->calls; i++) ((char *)dst)[i] = '(';
    }
    return (int64_t)n;
}

static void a_header_is_seen_half_written(void)
{
    static const int64_t four[] = { 4, 12 };
    npy_source source = ZERO;
    npy_reader *r = NULL;
    changing file = ZERO;
    double found[48];
    OK(npy_save("half.npy", "f8", 2, four, values, &err));
    file.bytes = check_read("half.npy", &file.size);
    source.context = &file, source.read_at = changes, source.length = (int64_t)file.size;
    for (file.torn = 0; file.torn < 4; file.torn++) {
        file.calls = 0;
        OK(npy_open_source(&source, NULL, &r, &err));
        INT(file.calls, file.torn + 1);
        OK(npy_read_into(r, found, sizeof found, &err));
        CHECK(memcmp(found, values, sizeof found) == 0);
        npy_close(r);
    }
    /* Not for ever, and not if it stays as it is. */
    file.torn = 1000, file.calls = 0;
    FAILS(NPY_ERR_HEADER, npy_open_source(&source, NULL, &r, &err));
    CHECK(file.calls < 20);
    free((void *)(uintptr_t)file.bytes);
    check_write("bad.npy", "\x93NUMPY\1\0\6\0{'a':\n", 16);
    FAILS(NPY_ERR_HEADER, npy_open("bad.npy", &r, &err));
}

int main(void)
{
    size_t i;
    for (i = 0; i < sizeof values / sizeof *values; i++) values[i] = (double)i * 0.75;
    others_have_it_open();
    every_order();
    one_column_is_of_both_orders();
    any_memory();
    is_what_the_spec_says();
    what_fails_can_be_tried_again();
    discarded_is_the_last_flush();
    only_an_append_is_flushed();
    a_header_without_room();
    somebody_else_touches_it();
    nothing_is_touched();
    a_header_is_seen_half_written();
    what_stands_behind_it();
    return check_end();
}

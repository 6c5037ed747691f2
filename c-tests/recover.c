/* A file whose writer died is made whole, and says what was done: rows that the header did not know are
 * counted in, a part of a row is cut, a claim of more is taken back, and what is whole stays. */
#include "check.h"

static double values[300 * 3];
static const int64_t rows_of[] = { -1, 3 };
static npy_recovery what;

/* a.npy with `rows` rows in its header, `there` in the file, and `part` bytes of another. */
static void make(int64_t rows, int64_t there, size_t part, int growing)
{
    static const char blanks[] = "                     ";
    int64_t shape[2] = { 0, 3 };
    char count[32], wide[32];
    size_t size, length;
    unsigned char *bytes;
    char *at;
    shape[0] = rows;
    OK(npy_save("a.npy", "f8", 2, shape, values, &err));
    bytes = check_read("a.npy", &size);
    if (growing) {
        /* The blanks behind the text stand before the count. */
        length = (size_t)snprintf(count, sizeof count, "(%lld, 3), }", (long long)rows);
        snprintf(wide, sizeof wide, "%s", blanks);
        at = strstr((char *)bytes + 10, count);
        check_need(at, "the shape");
        memmove(at + 1 + (21 - (length - 8)), at + 1, length - 1);
        memset(at + 1, ' ', 21 - (length - 8));
    }
    bytes = (unsigned char *)check_need(realloc(bytes, 128 + sizeof values + 24), "memory");
    memcpy(bytes + 128, values, sizeof values);
    check_write("a.npy", bytes, 128 + (size_t)there * 24 + part);
    free(bytes);
}

static void becomes(int64_t rows, uint32_t actions, const char *message)
{
    int64_t shape[2] = { 0, 3 };
    size_t size, wanted;
    unsigned char *found, *saved;
    check_fill(&what, sizeof what);
    OK(npy_recover("a.npy", &what, &err));
    INT(what.rows_after, rows);
    INT(what.actions, actions);
    TEXT(what.message, message);
    CHECK(what.reserved[0] == 0 && what.reserved[1] == 0);
    INT(what.temporaries, 0);
    shape[0] = rows;
    OK(npy_save("saved.npy", "f8", 2, shape, values, &err));
    found = check_read("a.npy", &size);
    saved = check_read("saved.npy", &wanted);
    BYTES(found, size, saved, wanted);
    free(found), free(saved);
    unlink("saved.npy");
    /* Once is enough. */
    OK(npy_recover("a.npy", &what, &err));
    INT(what.actions, 0);
    INT(what.rows_before, rows);
}

static void rows_and_parts(void)
{
    make(10, 10, 0, 0);
    becomes(10, 0, "10 rows");
    make(10, 10, 0, 1);
    becomes(10, NPY_RECOVERED_HEADER, "10 rows, header rewritten");
    make(10, 10, 7, 0);
    becomes(10, NPY_RECOVERED_CUT, "10 rows, 7 bytes cut off");
    make(10, 12, 0, 1);
    becomes(12, NPY_RECOVERED_ROWS | NPY_RECOVERED_HEADER, "12 rows (the header claimed 10), header rewritten");
    make(9, 120, 23, 0);
    becomes(120, NPY_RECOVERED_ROWS | NPY_RECOVERED_CUT | NPY_RECOVERED_HEADER,
            "120 rows (the header claimed 9), 23 bytes cut off, header rewritten");
    make(120, 99, 0, 1);
    becomes(99, NPY_RECOVERED_LOSS | NPY_RECOVERED_HEADER,
            "99 rows (the header claimed 120), 504 bytes missing, header rewritten");
    make(120, 9, 1, 0);
    becomes(9, NPY_RECOVERED_LOSS | NPY_RECOVERED_CUT | NPY_RECOVERED_HEADER,
            "9 rows (the header claimed 120), 2663 bytes missing, 1 bytes cut off, header rewritten");
    make(3, 0, 0, 0);
    becomes(0, NPY_RECOVERED_LOSS | NPY_RECOVERED_HEADER,
            "0 rows (the header claimed 3), 72 bytes missing, header rewritten");
}

/* npy_append() counts in what a dead writer left, where it knows that it was one. */
static void an_append_goes_on(void)
{
    npy_spec spec = ZERO;
    npy_writer *w = NULL;
    npy_info info;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = rows_of;
    make(10, 12, 5, 1);
    OK(npy_append("a.npy", &spec, &w, &err));
    OK(npy_writer_info(w, &info, &err));
    INT(info.shape[0], 12);
    OK(npy_write_rows(w, 1, values + 36, NULL, &err));
    OK(npy_finish(w, &err));
    becomes(13, 0, "13 rows");
    make(10, 12, 5, 0);
    FAILS(NPY_ERR_UNSUPPORTED, npy_append("a.npy", &spec, &w, &err));
    INT(err.offset, 128 + 240);
    becomes(12, NPY_RECOVERED_ROWS | NPY_RECOVERED_CUT | NPY_RECOVERED_HEADER,
            "12 rows (the header claimed 10), 5 bytes cut off, header rewritten");
}

static void what_is_no_series_stays(void)
{
    static const int64_t four[] = { 4, 3 }, none[] = { 4, 0 };
    size_t size, after;
    unsigned char *bytes, *now;
    FILE *file;
    /* Two arrays in one file. */
    OK(npy_save("two.npy", "f8", 2, four, values, &err));
    bytes = check_read("two.npy", &size);
    file = (FILE *)check_need(fopen("two.npy", "ab"), "two.npy");
    CHECK(fwrite(bytes, 1, size, file) == size);
    fclose(file);
    free(bytes);
    bytes = check_read("two.npy", &size);
    OK(npy_recover("two.npy", &what, &err));
    INT(what.actions, 0);
    INT(what.rows_after, 4);
    now = check_read("two.npy", &after);
    BYTES(now, after, bytes, size);
    free(bytes), free(now);
    /* No rows to count. */
    OK(npy_save("one.npy", "f8", 0, NULL, values, &err));
    OK(npy_recover("one.npy", &what, &err));
    INT(what.actions, 0);
    OK(npy_save("none.npy", "f8", 2, none, NULL, &err));
    OK(npy_recover("none.npy", NULL, &err));
    CHECK(truncate("one.npy", 130) == 0);
    FAILS(NPY_ERR_TRUNCATED, npy_recover("one.npy", &what, &err));
    check_write("junk.npy", "junk, and no array", 18);
    check_fill(&what, sizeof what);
    FAILS(NPY_ERR_MAGIC, npy_recover("junk.npy", &what, &err));
    FAILS(NPY_ERR_NOT_FOUND, npy_recover("no.npy", &what, &err));
    FAILS(NPY_ERR_NOT_FOUND, npy_recover("no/no.npy", &what, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_recover(NULL, &what, &err));
    CHECK(check_untouched(&what, sizeof what));
    INT(npy_recover("no.npy", NULL, NULL), NPY_ERR_NOT_FOUND);
}

/* Others read it: they find what they have found, and the next one finds it whole. */
static void while_others_read(void)
{
    npy_array *a = NULL;
    make(9, 120, 3, 0);
    OK(npy_map("a.npy", NPY_MAP_READ, &a, &err));
    OK(npy_recover("a.npy", &what, &err));
    INT(what.rows_after, 120);
#ifdef __linux__
    INT(what.actions, NPY_RECOVERED_ROWS | NPY_RECOVERED_CUT | NPY_RECOVERED_HEADER | NPY_RECOVERED_COPY);
#endif
    CHECK(npy_array_info(a)->shape[0] == 9 && memcmp(npy_array_data(a), values, 9 * 24) == 0);
    OK(npy_array_flush(a, &err));
    npy_array_free(a);
    OK(npy_recover("a.npy", &what, &err));
    INT(what.rows_after, 120);
}

static void not_from_the_living(void)
{
    npy_spec spec = ZERO;
    npy_writer *w = NULL;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = rows_of;
    OK(npy_append("live.npy", &spec, &w, &err));
    FAILS(NPY_ERR_BUSY, npy_recover("live.npy", &what, &err));
    OK(npy_finish(w, &err));
    OK(npy_recover("live.npy", &what, &err));
    INT(what.actions, 0);
}

int main(void)
{
    size_t i;
    for (i = 0; i < sizeof values / sizeof *values; i++) values[i] = (double)i + 0.25;
    INT(sizeof(npy_recovery), 256);
    rows_and_parts();
    an_append_goes_on();
    what_is_no_series_stays();
    while_others_read();
    not_from_the_living();
    return check_end();
}

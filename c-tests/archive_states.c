/* Calls in the wrong order: while a member is open, after its archive has ended, after a stream failed. Each is
 * NPY_ERR_STATE, and what was right before is there at the end. */
#include "check.h"

static double values[20000];
static int64_t shape[1] = { 20000 }, small[1] = { 4 };

static npy_spec spec_of(const int64_t *of)
{
    npy_spec spec = ZERO;
    spec.dtype = "f8", spec.ndim = 1, spec.shape = of;
    return spec;
}

/* What a sink was told. */
struct told {
    long written, ended[2];
};

static int64_t takes(void *context, const void *data, size_t size)
{
    (void)data;
    ((struct told *)context)->written += (long)size;
    return (int64_t)size;
}

static int32_t ends(void *context, int32_t commit)
{
    ((struct told *)context)->ended[commit]++;
    return 0;
}

/* Every call on an archive that has a member open, or cannot be used any more. */
static void all_refuse(npz_writer *z, const char *why)
{
    npy_spec spec = spec_of(small);
    npy_writer *w = NULL;
    FAILS(NPY_ERR_STATE, npz_add(z, "x", &spec, &w, &err));
    SAYS(why);
    CHECK(w == NULL);
    FAILS(NPY_ERR_STATE, npz_save(z, "x", "f8", 1, small, values, &err));
    SAYS(why);
    FAILS(NPY_ERR_STATE, npz_save_with(z, "x", &spec, values, NULL, &err));
    SAYS(why);
    FAILS(NPY_ERR_STATE, npz_remove(z, "x", &err));
    SAYS(why);
    FAILS(NPY_ERR_STATE, npz_remove(z, "first", &err));
}

/* Every call on a member whose archive is gone. */
static void member_refuses(npy_writer *w, const char *why)
{
    npy_slice all = ZERO;
    npy_info info;
    FAILS(NPY_ERR_STATE, npy_write(w, values, 8, &err));
    SAYS(why);
    FAILS(NPY_ERR_STATE, npy_write_rows(w, 1, values, NULL, &err));
    CHECK(npy_write_slab(w, &all, 1, values, NULL, &err) != NPY_OK);
    OK(npy_writer_info(w, &info, &err));
    INT(info.itemsize, 8);
}

/* The archive in `a.npz` has these members, separated by spaces, and all are right. */
static void holds(const char *names)
{
    npz_reader *z = NULL;
    npz_member_info info;
    char found[200] = "";
    int64_t i;
    OK(npz_open("a.npz", &z, &err));
    for (i = 0; i < npz_count(z); i++) {
        OK(npz_member_at(z, i, &info, &err));
        if (i > 0) strcat(found, " ");
        strncat(found, info.name, 50);
    }
    TEXT(found, names);
    OK(npz_verify(z, &err));
    npz_close(z);
}

static npz_writer *begun(const npz_options *options)
{
    npz_writer *z = NULL;
    OK(npz_create("a.npz", options, &z, &err));
    OK(npz_save(z, "first", "f8", 1, small, values, &err));
    return z;
}

static npy_writer *with_member(npz_writer *z)
{
    npy_spec spec = spec_of(shape);
    npy_writer *w = NULL;
    OK(npz_add(z, "open", &spec, &w, &err));
    return w;
}

static void while_a_member_is_open(void)
{
    npz_writer *z = begun(NULL);
    npy_writer *w = with_member(z);
    all_refuse(z, "a member is open");
    OK(npy_write(w, values, 800, &err));
    all_refuse(z, "a member is open");
    OK(npy_write(w, values, sizeof values - 800, &err));
    all_refuse(z, "a member is open");
    OK(npy_finish(w, &err));
    OK(npz_save(z, "last", "f8", 1, small, values, &err));
    OK(npz_finish(z, &err));
    holds("first open last");
}

static void the_archive_ends_first(void)
{
    static const int written[] = { 0, 1, 10000, 20000 };
    size_t i, how;
    for (i = 0; i < sizeof written / sizeof *written; i++) {
        for (how = 0; how < 4; how++) {
            npz_writer *z = begun(NULL);
            npy_writer *w = with_member(z);
            OK(npy_write(w, values, (size_t)written[i] * 8, &err));
            if (how < 2) {
                FAILS(NPY_ERR_STATE, npz_finish(z, &err));
                SAYS("a member is open");
            } else {
                npz_discard(z);
            }
            if (written[i] < 20000) member_refuses(w, "archive has ended");
            if (how % 2) {
                npy_discard(w);
            } else {
                npy_status status = npy_finish(w, &err);
                CHECK(status == NPY_ERR_STATE || (status == NPY_ERR_SIZE && written[i] < 20000));
            }
            holds("first open last"); /* the old one */
            INT(check_names("."), 1);
        }
    }
}

static void members_that_fail(void)
{
    npz_writer *z = begun(NULL);
    npy_writer *w;
    npy_spec spec = spec_of(shape);
    FAILS(NPY_ERR_EXISTS, npz_save(z, "first", "f8", 1, small, values, &err));
    SAYS("member 'first.npy'");
    FAILS(NPY_ERR_EXISTS, npz_add(z, "first", &spec, &w, &err));
    FAILS(NPY_ERR_DTYPE, npz_save(z, "b", "f9", 1, small, values, &err));
    FAILS(NPY_ERR_ARGUMENT, npz_save(z, "b", "f8", 1, small, NULL, &err));
    FAILS(NPY_ERR_ARGUMENT, npz_save(z, "b\xff", "f8", 1, small, values, &err));
    FAILS(NPY_ERR_MEMBER, npz_remove(z, "b", &err));
    /* Too few elements, taken back, written again. */
    w = with_member(z);
    OK(npy_write(w, values, sizeof values / 2, &err));
    FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
    w = with_member(z);
    OK(npy_write(w, values, sizeof values, &err));
    npy_discard(w);
    w = with_member(z);
    OK(npy_write(w, values, sizeof values, &err));
    OK(npy_finish(w, &err));
    /* Removed and written again. */
    OK(npz_remove(z, "first", &err));
    FAILS(NPY_ERR_MEMBER, npz_remove(z, "first.npy", &err));
    OK(npz_save(z, "first", "f8", 1, small, values, &err));
    OK(npz_finish(z, &err));
    holds("open first");
}

static void a_stream_takes_nothing_back(void)
{
    struct told told;
    npy_sink sink = ZERO;
    npz_writer *z = NULL;
    npy_writer *w = NULL;
    npy_spec spec = spec_of(shape), growing = spec_of(shape);
    int64_t open_end[1] = { -1 };
    int finish;
    growing.shape = open_end;
    sink.context = &told, sink.write = takes, sink.end = ends;
    for (finish = 0; finish < 2; finish++) {
        memset(&told, 0, sizeof told);
        OK(npz_create_sink(&sink, NULL, &z, &err));
        OK(npz_save(z, "first", "f8", 1, small, values, &err));
        FAILS(NPY_ERR_UNSUPPORTED, npz_add(z, "grows", &growing, &w, &err));
        /* As long as nothing of it has left, a member can be taken back. */
        OK(npz_add(z, "little", &spec, &w, &err));
        OK(npy_write(w, values, 800, &err));
        npy_discard(w);
        OK(npz_save(z, "second", "f8", 1, small, values, &err));
        OK(npz_add(z, "much", &spec, &w, &err));
        OK(npy_write(w, values, sizeof values, &err));
        npy_discard(w);
        all_refuse(z, "can only be discarded");
        if (finish) {
            FAILS(NPY_ERR_STATE, npz_finish(z, &err));
        } else {
            npz_discard(z);
        }
        INT(told.ended[0], 1);
        INT(told.ended[1], 0);
    }
    memset(&told, 0, sizeof told);
    OK(npz_create_sink(&sink, NULL, &z, &err));
    OK(npz_save(z, "first", "f8", 1, shape, values, &err));
    OK(npz_finish(z, &err));
    INT(told.ended[1], 1);
    CHECK(told.written > (long)sizeof values);
}

static void packed_members(void)
{
    npz_options options = ZERO;
    npy_slice all = ZERO;
    npz_writer *z;
    npy_writer *w;
    options.method = NPZ_DEFLATED;
    z = begun(&options);
    w = with_member(z);
    FAILS(NPY_ERR_UNSUPPORTED, npy_write_slab(w, &all, 1, values, NULL, &err));
    OK(npy_write(w, values, sizeof values, &err));
    FAILS(NPY_ERR_SIZE, npy_write(w, values, 8, &err));
    OK(npy_finish(w, &err));
    OK(npz_finish(z, &err));
    holds("first open");
}

static long closed;

static void closes(void *context)
{
    (void)context;
    closed++;
}

static int64_t reads(void *context, void *dst, size_t size, int64_t offset)
{
    ssize_t n = pread(*(int *)context, dst, size, (off_t)offset);
    return n < 0 ? -errno : (int64_t)n;
}

/* A reader's archive and its members are closed in any order. */
static void readers(void)
{
    npz_reader *z = NULL;
    npy_reader *r[2] = { NULL, NULL };
    npy_source source = ZERO;
    struct stat status;
    double back[4];
    int fd = open("a.npz", O_RDONLY), first;
    if (fd < 0 || fstat(fd, &status) != 0) check_need(NULL, "a.npz");
    source.context = &fd, source.read_at = reads, source.close = closes, source.length = status.st_size;
    for (first = 0; first < 2; first++) {
        closed = 0;
        OK(npz_open_source(&source, NULL, &z, &err));
        OK(npz_get(z, "first", &r[0], &err));
        OK(npz_get(z, "first", &r[1], &err));
        FAILS(NPY_ERR_MEMBER, npz_get(z, "second", &r[0], &err));
        SAYS("second");
        if (first == 0) npz_close(z);
        npy_close(r[0]);
        INT(closed, 0);
        OK(npy_read_into(r[1], back, sizeof back, &err));
        npy_close(r[1]);
        INT(closed, first == 0);
        if (first == 1) npz_close(z);
        INT(closed, 1);
    }
    close(fd);
    npz_close(NULL);
    npz_discard(NULL);
}

int main(void)
{
    size_t i;
    for (i = 0; i < sizeof values / sizeof *values; i++) values[i] = (double)(i * 7 % 1000);
    while_a_member_is_open();
    the_archive_ends_first();
    members_that_fail();
    a_stream_takes_nothing_back();
    packed_members();
    readers();
    return check_end();
}

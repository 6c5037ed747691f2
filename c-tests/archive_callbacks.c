/* Archives behind callbacks that give and take little, fail at any call, or lie: each is an error that says so, what
 * was done before is not lost, `close` and `end` are called once or never. */
#include "check.h"

#define MEMBERS 3

static uint16_t values[MEMBERS][40000];
static const int64_t lengths[MEMBERS] = { 50, 40000, 300 };
static unsigned char *file; /* the archive as it should be */
static size_t file_size;

enum wrong { FAILS_ONCE, SAYS_MORE, SAYS_NOTHING, SAYS_NEGATIVE, WRONGS };

/* What the callbacks do, and what was done with them. */
static struct {
    size_t most;    /* bytes moved by a call, at most */
    long wrong_at;  /* the call that goes wrong, from 0 on; -1 for none */
    enum wrong wrong;
    long calls, closed, committed, forgotten;
    int32_t end_says;
    unsigned char stored[200000];
    size_t length;
} s;

static void script(size_t most, long wrong_at, enum wrong wrong)
{
    memset(&s, 0, sizeof s);
    s.most = most, s.wrong_at = wrong_at, s.wrong = wrong;
}

/* How much of it a call moves, or what it returns instead; 1 if it moves. */
static int moves(size_t *size, int64_t *instead)
{
    size_t asked = *size;
    if (*size > s.most) *size = s.most;
    if (s.calls++ != s.wrong_at) return 1;
    *instead = s.wrong == FAILS_ONCE ? -EIO : s.wrong == SAYS_MORE ? (int64_t)asked + 1
             : s.wrong == SAYS_NEGATIVE ? INT64_MIN : 0;
    return 0;
}

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    size_t left = (size_t)offset < file_size ? file_size - (size_t)offset : 0;
    int64_t instead;
    (void)context;
    if (!moves(&size, &instead)) return instead;
    if (size > left) size = left;
    memcpy(dst, file + offset, size);
    return (int64_t)size;
}

static int64_t store(const void *data, size_t size, size_t offset)
{
    int64_t instead;
    if (!moves(&size, &instead)) return instead;
    if (offset + size > sizeof s.stored) return -ENOSPC;
    memcpy(s.stored + offset, data, size);
    if (offset + size > s.length) s.length = offset + size;
    return (int64_t)size;
}

static int64_t write_at(void *context, const void *data, size_t size, int64_t offset)
{
    (void)context;
    return store(data, size, (size_t)offset);
}

static int64_t write_next(void *context, const void *data, size_t size)
{
    (void)context;
    return store(data, size, s.length);
}

static void closes(void *context)
{
    (void)context;
    s.closed++;
}

static int32_t ends(void *context, int32_t commit)
{
    (void)context;
    if (commit) s.committed++;
    else s.forgotten++;
    return s.end_says;
}

static void name_of(char name[16], int i)
{
    snprintf(name, 16, "m%d", i);
}

/* A call that may meet the callback that goes wrong: then it says so, and succeeds the second time. */
#define MET(call)                                                                       \
    do {                                                                                \
        npy_status status_;                                                             \
        check_fill(&err, sizeof err);                                                   \
        status_ = (call);                                                               \
        if (status_ != NPY_OK) {                                                        \
            check_status(status_, blame(), #call, __FILE__, __LINE__);                  \
            if (s.wrong == FAILS_ONCE) INT(err.os_error, EIO);                          \
            met++;                                                                      \
            OK(call);                                                                   \
        }                                                                               \
    } while (0)

static long met;

/* Whose fault it is: a source that ends before its length is too short. */
static npy_status blame(void)
{
    if (s.wrong == SAYS_NOTHING) return err.code == NPY_ERR_TRUNCATED ? NPY_ERR_TRUNCATED : NPY_ERR_ARCHIVE;
    return NPY_ERR_CALLBACK;
}

/* Opens, reads, verifies; the calls that were made. */
static long read_all(void)
{
    npy_source source = ZERO;
    npz_reader *z = NULL;
    static uint16_t room[40000 + 64];
    char name[16];
    int i;
    npy_status status;
    source.read_at = read_at, source.length = (int64_t)file_size, source.close = closes;
    met = 0;
    check_fill(&err, sizeof err);
    status = npz_open_source(&source, NULL, &z, &err);
    if (status != NPY_OK) {
        check_status(status, blame(), "npz_open_source", __FILE__, __LINE__);
        INT(s.closed, 0);
        met++;
        OK(npz_open_source(&source, NULL, &z, &err));
    }
    for (i = 0; i < MEMBERS; i++) {
        npy_reader *r = NULL;
        npz_member_info info;
        int64_t offset;
        name_of(name, i);
        OK(npz_member(z, name, &info, &err)); /* asks nobody */
        MET(npz_data_offset(z, i, &offset, &err));
        MET(npz_get(z, name, &r, &err));
        MET(npy_read_into(r, room, (size_t)lengths[i] * 2, &err));
        CHECK(memcmp(room, values[i], (size_t)lengths[i] * 2) == 0);
        npy_close(r);
        MET(npz_bytes_at(z, i, room, (size_t)lengths[i] * 2 + 128, &err));
        CHECK(memcmp((char *)room + 128, values[i], (size_t)lengths[i] * 2) == 0);
    }
    MET(npz_verify(z, &err));
    INT(s.closed, 0);
    npz_close(z);
    INT(s.closed, 1);
    return s.calls;
}

static void sources(void)
{
    static const size_t mosts[] = { SIZE_MAX, 5000, 97 };
    size_t i;
    int wrong;
    long k, calls, step;
    for (i = 0; i < sizeof mosts / sizeof *mosts; i++) {
        script(mosts[i], -1, FAILS_ONCE);
        calls = read_all();
        INT(met, 0);
        step = calls > 300 ? calls / 150 : 1;
        for (wrong = 0; wrong < WRONGS; wrong++) {
            for (k = 0; k < calls; k += step) {
                script(mosts[i], k, (enum wrong)wrong);
                read_all();
                /* A call that says that nothing is left where it gave little is believed. */
                if (wrong != SAYS_NOTHING) INT(met, 1);
            }
        }
    }
}

static void sources_that_lack_something(void)
{
    npy_source source = ZERO;
    npz_reader *z = NULL;
    script(SIZE_MAX, -1, FAILS_ONCE);
    source.close = closes;
    FAILS(NPY_ERR_ARGUMENT, npz_open_source(&source, NULL, &z, &err));
    source.read_at = read_at;
    FAILS(NPY_ERR_UNSUPPORTED, npz_open_source(&source, NULL, &z, &err));
    source.length = (int64_t)file_size + 1; /* longer than it is */
    CHECK(npz_open_source(&source, NULL, &z, &err) == NPY_ERR_TRUNCATED);
    source.length = (int64_t)file_size - 1;
    FAILS(NPY_ERR_ARCHIVE, npz_open_source(&source, NULL, &z, &err));
    source.length = INT64_MAX;
    CHECK(npz_open_source(&source, NULL, &z, &err) == NPY_ERR_TRUNCATED);
    INT(s.closed, 0);
}

/* Saves all members, each again if it failed; 1 if all are there. A stream that failed takes nothing more. */
static int save_all(npz_writer *z, int positional)
{
    int i, all = 1;
    char name[16];
    for (i = 0; i < MEMBERS; i++) {
        npy_status status;
        name_of(name, i);
        check_fill(&err, sizeof err);
        status = npz_save(z, name, "u2", 1, &lengths[i], values[i], &err);
        if (status != NPY_OK) {
            check_status(status, met && !positional ? NPY_ERR_STATE : NPY_ERR_CALLBACK, "npz_save", __FILE__, __LINE__);
            met++;
            status = npz_save(z, name, "u2", 1, &lengths[i], values[i], &err);
        }
        all &= status == NPY_OK;
    }
    return all;
}

static void sinks(int positional)
{
    static const size_t mosts[] = { SIZE_MAX, 3000 };
    size_t i;
    int wrong;
    long k, calls;
    npy_sink sink = ZERO;
    npz_writer *z = NULL;
    npy_status status;
    if (positional) sink.write_at = write_at;
    else sink.write = write_next;
    sink.end = ends;
    for (i = 0; i < sizeof mosts / sizeof *mosts; i++) {
        script(mosts[i], -1, FAILS_ONCE);
        OK(npz_create_sink(&sink, NULL, &z, &err));
        CHECK(save_all(z, positional));
        OK(npz_finish(z, &err));
        INT(s.committed, 1);
        if (positional) BYTES(s.stored, s.length, file, file_size);
        calls = s.calls;
        for (wrong = 0; wrong < WRONGS; wrong++) {
            for (k = 0; k < calls; k++) {
                int all;
                script(mosts[i], k, (enum wrong)wrong);
                met = 0;
                OK(npz_create_sink(&sink, NULL, &z, &err));
                all = save_all(z, positional);
                check_fill(&err, sizeof err);
                status = npz_finish(z, &err);
                if (positional) {
                    /* What was written elsewhere can be written again; only the end cannot. */
                    CHECK(all && (status == NPY_OK || (status == NPY_ERR_CALLBACK && met == 0)));
                } else {
                    CHECK(status == (met ? NPY_ERR_STATE : NPY_ERR_CALLBACK));
                    CHECK(all == (met == 0));
                }
                if (status == NPY_OK) BYTES(s.stored, s.length, file, file_size);
                INT(s.committed, status == NPY_OK);
                INT(s.forgotten, status != NPY_OK);
            }
        }
        script(mosts[i], -1, FAILS_ONCE);
        s.end_says = 7;
        OK(npz_create_sink(&sink, NULL, &z, &err));
        CHECK(save_all(z, positional));
        FAILS(NPY_ERR_CALLBACK, npz_finish(z, &err));
        SAYS("returned 7");
        INT(s.committed, 1);
        INT(s.forgotten, 0);
        script(mosts[i], -1, FAILS_ONCE);
        OK(npz_create_sink(&sink, NULL, &z, &err));
        CHECK(save_all(z, positional));
        npz_discard(z);
        INT(s.committed, 0);
        INT(s.forgotten, 1);
    }
}

static int32_t stops(void *context, int64_t done, int64_t total)
{
    long *left = (long *)context;
    CHECK(done >= 0 && done <= total);
    return --*left < 0;
}

/* Progress that asks to stop: of npz_verify, and of npz_finish with members that are taken over. */
static void cancelled(void)
{
    npz_open_options open_options = ZERO;
    npz_options options = ZERO;
    npz_reader *z = NULL;
    npz_writer *w = NULL;
    long left;
    check_write("a.npz", file, file_size);
    open_options.progress = stops, open_options.context = &left;
    options.progress = stops, options.context = &left;
    left = 0;
    OK(npz_open_with("a.npz", &open_options, &z, &err));
    FAILS(NPY_ERR_CANCELLED, npz_verify(z, &err));
    left = 1000;
    OK(npz_verify(z, &err));
    CHECK(left < 1000);
    npz_close(z);
    left = 0;
    OK(npz_update("a.npz", &options, &w, &err));
    FAILS(NPY_ERR_CANCELLED, npz_finish(w, &err));
    INT(check_names("."), 1);
    left = 1000;
    OK(npz_update("a.npz", &options, &w, &err));
    OK(npz_finish(w, &err));
    CHECK(left < 1000);
}

int main(void)
{
    npz_writer *z = NULL;
    int i, j;
    for (i = 0; i < MEMBERS; i++) {
        for (j = 0; j < 40000; j++) values[i][j] = (uint16_t)(i * 999 + j * j);
    }
    OK(npz_create("a.npz", NULL, &z, &err));
    CHECK(save_all(z, 1));
    OK(npz_finish(z, &err));
    file = check_read("a.npz", &file_size);
    sources();
    sources_that_lack_something();
    sinks(1);
    sinks(0);
    cancelled();
    free(file);
    return check_end();
}

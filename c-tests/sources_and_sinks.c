/* Callbacks that give and take little, fail at any call, lie about what they moved:
 * each is an error that says so, `close` and `end` are called once or never, and what
 * comes through is what a file would have given. */
#include "check.h"

#define ROWS 60
#define COLUMNS 250

static double values[ROWS][COLUMNS];
static unsigned char *file; /* the array as numpy.save has it, in the other byte order */
static size_t file_size;

/* What the callbacks do, and what was done with them. */
struct script {
    size_t most;      /* bytes moved by a call, at most */
    long fail_at;     /* the call that goes wrong, from 0 on; -1 for none */
    int64_t instead;  /* what it returns then */
    int lie;          /* 1: more than it was asked for; 2: nothing, then and ever after */
    size_t position;  /* of those that move */
    long calls, closed, committed, forgotten;
    size_t asked;     /* bytes that it was asked to move */
    int32_t end_says;
    unsigned char stored[2 * ROWS * COLUMNS * sizeof(double)];
    size_t length;
};
static struct script s;

static void start(size_t most, long fail_at, int64_t instead)
{
    memset(&s, 0, sizeof s);
    s.most = most, s.fail_at = fail_at, s.instead = instead;
}

static int64_t move(struct script *script, void *dst, const void *src, size_t size, size_t there)
{
    size_t n = size < there ? size : there;
    long call = script->calls++;
    script->asked += size;
    if (call == script->fail_at && script->lie == 0) return script->instead;
    if (call == script->fail_at && script->lie == 1) return (int64_t)size + 1;
    if (call >= script->fail_at && script->lie == 2) return 0;
    if (n > script->most) n = script->most;
    memcpy(dst, src, n);
    return (int64_t)n;
}

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    size_t at = (size_t)offset < file_size ? (size_t)offset : file_size;
    return move((struct script *)context, dst, file + at, size, file_size - at);
}

static int64_t read_next(void *context, void *dst, size_t size)
{
    struct script *script = (struct script *)context;
    int64_t n = move(script, dst, file + script->position, size, file_size - script->position);
    if (n > 0 && (size_t)n <= size) script->position += (size_t)n;
    return n;
}

static void closes(void *context)
{
    ((struct script *)context)->closed++;
}

static int64_t write_at(void *context, const void *data, size_t size, int64_t offset)
{
    struct script *script = (struct script *)context;
    int64_t n = move(script, script->stored + offset, data, size, sizeof script->stored - (size_t)offset);
    if (n > 0 && (size_t)n <= size && (size_t)(offset + n) > script->length) script->length = (size_t)(offset + n);
    return n;
}

static int64_t write_next(void *context, const void *data, size_t size)
{
    struct script *script = (struct script *)context;
    int64_t n = write_at(context, data, size, (int64_t)script->position);
    if (n > 0 && (size_t)n <= size) script->position += (size_t)n;
    return n;
}

static int32_t ends(void *context, int32_t commit)
{
    struct script *script = (struct script *)context;
    CHECK(commit == 0 || commit == 1);
    script->committed += commit == 1;
    script->forgotten += commit == 0;
    return script->end_says;
}

/* --- sources --- */

static npy_source source_of(int stream)
{
    npy_source source = ZERO;
    source.context = &s;
    source.close = closes;
    if (stream) source.read = read_next;
    else source.read_at = read_at;
    return source;
}

/* Everything, swapped on its way; or a slice, turned round and turned over. */
static npy_status read_as(npy_reader *r, int how, npy_error *error)
{
    static double found[ROWS * COLUMNS];
    npy_slice slices[2] = { { NPY_NONE, NPY_NONE, -7 }, { 3, 200, 11 } };
    npy_request request = ZERO;
    npy_status status;
    int i, j, wrong = 0;
    if (how == 0) {
        status = npy_read_into(r, found, sizeof values, error);
        if (status == NPY_OK) CHECK(memcmp(found, values, sizeof values) == 0);
        return status;
    }
    request.slices = slices, request.nslices = 2, request.order = 'F';
    status = npy_read(r, &request, found, 9 * 18 * sizeof *found, error);
    if (status != NPY_OK) return status;
    for (i = 0; i < 9; i++) {
        for (j = 0; j < 18; j++) wrong += found[j * 9 + i] != values[ROWS - 1 - 7 * i][3 + 11 * j];
    }
    INT(wrong, 0);
    return status;
}

static void short_reads(void)
{
    const size_t most[] = { 1, 7, 8, 1000, 4096, SIZE_MAX };
    size_t i;
    int stream, how;
    for (i = 0; i < sizeof most / sizeof *most; i++) {
        for (stream = 0; stream < 2; stream++) {
            for (how = 0; how < 2; how++) {
                npy_source source = source_of(stream);
                npy_reader *r = NULL;
                start(most[i], -1, 0);
                OK(npy_open_source(&source, NULL, &r, &err));
                OK(read_as(r, how, &err));
                if (stream) FAILS(NPY_ERR_STATE, read_as(r, how, &err));
                else OK(read_as(r, how, &err));
                INT(s.closed, 0);
                npy_close(r);
                INT(s.closed, 1);
            }
        }
    }
}

/* The k-th call goes wrong, for every k there is. */
static long failing_reads(int stream, int how, int lie, int64_t instead, npy_status expected, int number,
                          const char *says)
{
    long k;
    for (k = 0;; k++) {
        npy_source source = source_of(stream);
        npy_reader *r = NULL;
        npy_status status;
        start(3000, k, instead);
        s.lie = lie;
        check_fill(&err, sizeof err);
        status = npy_open_source(&source, NULL, &r, &err);
        if (status == NPY_OK) {
            status = read_as(r, how, &err);
            if (status != NPY_OK && lie < 2) {
                /* What can be read at any place can be read again; what comes once has lost something. */
                npy_status again = read_as(r, how, NULL);
                INT(again, stream ? NPY_ERR_STATE : NPY_OK);
            }
            INT(s.closed, 0);
            npy_close(r);
            INT(s.closed, 1);
        } else {
            CHECK(r == NULL);
            INT(s.closed, 0);
        }
        if (k >= s.calls) {
            INT(status, NPY_OK);
            return k;
        }
        check_status(status, expected, "a call that fails", __FILE__, __LINE__);
        INT(err.os_error, number);
        SAYS(says);
    }
}

static void failing_sources(void)
{
    int stream, how;
    for (stream = 0; stream < 2; stream++) {
        for (how = 0; how < 2; how++) {
            CHECK(failing_reads(stream, how, 0, -EIO, NPY_ERR_CALLBACK, EIO, "(it returned -5)") > 5);
            failing_reads(stream, how, 0, -EINTR, NPY_ERR_CALLBACK, EINTR, "(it returned -4)");
            failing_reads(stream, how, 0, -EAGAIN, NPY_ERR_CALLBACK, EAGAIN, "the source's callback: ");
            failing_reads(stream, how, 0, -1, NPY_ERR_CALLBACK, 1, "(it returned -1)");
            failing_reads(stream, how, 0, INT64_MIN, NPY_ERR_CALLBACK, 0, "no error number");
            failing_reads(stream, how, 0, INT64_MAX, NPY_ERR_CALLBACK, 0, "asked for at most");
            failing_reads(stream, how, 1, 0, NPY_ERR_CALLBACK, 0, "asked for at most");
            failing_reads(stream, how, 2, 0, NPY_ERR_TRUNCATED, 0, "expected");
        }
    }
}

/* A length that is not the one there is. */
static void wrong_lengths(void)
{
    int stream;
    for (stream = 0; stream < 2; stream++) {
        npy_source source = source_of(stream);
        npy_reader *r = NULL;
        start(SIZE_MAX, -1, 0);
        source.length = (int64_t)file_size;
        OK(npy_open_source(&source, NULL, &r, &err));
        OK(read_as(r, 0, &err));
        npy_close(r);
        start(SIZE_MAX, -1, 0);
        source.length = (int64_t)file_size - 1;
        FAILS(NPY_ERR_TRUNCATED, npy_open_source(&source, NULL, &r, &err));
        INT(s.closed, 0);
        start(SIZE_MAX, -1, 0);
        source.length = INT64_MAX;
        file_size -= 8;
        OK(npy_open_source(&source, NULL, &r, &err));
        FAILS(NPY_ERR_TRUNCATED, read_as(r, 0, &err));
        file_size += 8;
        npy_close(r);
    }
}

/* Of any slice no more than 1.2 times its bytes are asked for, and none in more calls than it has elements in a row;
 * where the gaps are small beside what is wanted, in one. */
static void little_more(void)
{
    static double found[ROWS * COLUMNS];
    npy_source source = source_of(0);
    npy_reader *r = NULL;
    uint32_t random = 1;
    int i, row, column;
    source.length = (int64_t)file_size;
    start(SIZE_MAX, -1, 0);
    OK(npy_open_source(&source, NULL, &r, &err));
    for (i = 0; i < 400; i++) {
        npy_slice slices[2];
        npy_request request = ZERO;
        int64_t ends[2] = { ROWS, COLUMNS }, counts[2];
        size_t needed, k = 0;
        int wrong = 0;
        for (row = 0; row < 2; row++) {
            npy_slice *slice = &slices[row];
            random = random * 1664525 + 1013904223;
            slice->start = random >> 8 & 31;
            slice->stop = slice->start + 1 + (int64_t)((random >> 13) % (uint32_t)(ends[row] - slice->start));
            slice->step = random >> 30 == 0 ? 2 : 1;
            counts[row] = (slice->stop - slice->start + slice->step - 1) / slice->step;
        }
        request.slices = slices, request.nslices = 2;
        request.order = i % 2 == 0 ? 'C' : 'F';
        /* The other byte order, another dtype, or as it is: each has a way of its own. */
        request.dtype = i % 3 == 0 ? ">f8" : i % 3 == 1 ? "c16" : NULL;
        needed = (size_t)(counts[0] * counts[1]) * sizeof(double);
        start(SIZE_MAX, -1, 0);
        if (i % 3 == 1) {
            npy_array *array = NULL;
            OK(npy_load_from(r, &request, &array, &err));
            npy_array_free(array);
        } else {
            OK(npy_read(r, &request, found, needed, &err));
            for (row = 0; i % 3 == 2 && row < counts[0]; row++) {
                for (column = 0; column < counts[1]; column++, k++) {
                    size_t at = i % 2 == 0 ? k : (size_t)(column * counts[0] + row);
                    wrong += found[at] != values[slices[0].start + row * slices[0].step][slices[1].start + column * slices[1].step];
                }
            }
            INT(wrong, 0);
        }
        CHECK(s.asked * 5 <= needed * 6);
        CHECK(s.calls <= counts[0] * (slices[1].step == 1 ? 1 : counts[1]));
        /* What opening has read already is not asked for again. */
        if (slices[1].step * slices[0].step == 1 && counts[1] * 6 > COLUMNS * 5) CHECK(s.calls <= 1);
    }
    npy_close(r);
}

/* --- sinks --- */

enum way { WRITE, WRITE_AT, BOTH, GROWING, WAYS };

static npy_status create(enum way way, npy_writer **w, npy_error *error)
{
    static const int64_t shape[2] = { ROWS, COLUMNS }, growing[2] = { -1, COLUMNS };
    npy_sink sink = ZERO;
    npy_spec spec = ZERO;
    sink.context = &s;
    if (way == WRITE || way == BOTH) sink.write = write_next;
    if (way != WRITE) sink.write_at = write_at;
    sink.end = ends;
    spec.dtype = ">f8", spec.ndim = 2, spec.shape = way == GROWING ? growing : shape;
    return npy_create_sink(&sink, &spec, w, error);
}

static npy_status write_all(npy_writer *w, npy_error *error)
{
    npy_status status = npy_write_rows(w, 20, values, NULL, error);
    return status != NPY_OK ? status : npy_write(w, values[20], sizeof values - sizeof *values * 20, error);
}

static void is_file(enum way way)
{
    /* A growing header may be longer, and is never another one. */
    npy_reader *r = NULL;
    if (way != GROWING) {
        BYTES(s.stored, s.length, file, file_size);
        return;
    }
    OK(npy_open_memory(s.stored, s.length, NULL, &r, &err));
    OK(read_as(r, 0, &err));
    npy_close(r);
}

static void short_writes(void)
{
    const size_t most[] = { 1, 7, 1000, SIZE_MAX };
    npy_writer *w = NULL;
    size_t i;
    int way;
    for (i = 0; i < sizeof most / sizeof *most; i++) {
        for (way = 0; way < WAYS; way++) {
            start(most[i], -1, 0);
            OK(create((enum way)way, &w, &err));
            INT(s.calls, 0);
            OK(write_all(w, &err));
            INT(s.committed + s.forgotten, 0);
            OK(npy_finish(w, &err));
            INT(s.committed, 1);
            INT(s.forgotten, 0);
            is_file((enum way)way);
        }
    }
}

static void failing_writes(int way, int lie, int64_t instead, int number)
{
    long k;
    for (k = 0;; k++) {
        npy_writer *w = NULL;
        npy_status status, finish;
        start(50000, k, instead);
        s.lie = lie;
        OK(create((enum way)way, &w, &err));
        check_fill(&err, sizeof err);
        status = write_all(w, &err);
        if (status == NPY_OK) {
            status = npy_finish(w, &err);
        } else {
            finish = npy_finish(w, NULL);
            INT(finish, NPY_ERR_STATE);
        }
        if (k >= s.calls) {
            INT(status, NPY_OK);
            INT(s.committed, 1);
            INT(s.forgotten, 0);
            CHECK(k >= 2);
            return;
        }
        check_status(status, NPY_ERR_CALLBACK, "a call that fails", __FILE__, __LINE__);
        INT(err.os_error, number);
        INT(s.committed, 0);
        INT(s.forgotten, 1);
    }
}

static void ends_of_sinks(void)
{
    npy_writer *w = NULL;
    int way;
    for (way = 0; way < WAYS; way++) {
        failing_writes(way, 0, -ENOSPC, ENOSPC);
        failing_writes(way, 0, -EINTR, EINTR);
        failing_writes(way, 0, INT64_MIN, 0);
        failing_writes(way, 1, 0, 0);
        failing_writes(way, 2, 0, 0);

        start(SIZE_MAX, -1, 0);
        OK(create((enum way)way, &w, &err));
        npy_discard(w);
        INT(s.committed, 0);
        INT(s.forgotten, 1);

        start(SIZE_MAX, -1, 0);
        OK(create((enum way)way, &w, &err));
        OK(npy_write(w, values, 8 * (COLUMNS + 1), &err));
        FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
        INT(s.committed, 0);
        INT(s.forgotten, 1);

        start(SIZE_MAX, -1, 0);
        s.end_says = 7;
        OK(create((enum way)way, &w, &err));
        OK(write_all(w, &err));
        FAILS(NPY_ERR_CALLBACK, npy_finish(w, &err));
        SAYS("it returned 7");
        INT(s.committed, 1);
        INT(s.forgotten, 0);
    }
    /* Nothing was created, so nothing ends. */
    start(SIZE_MAX, -1, 0);
    FAILS(NPY_ERR_ARGUMENT, create(WRITE, NULL, &err));
    INT(s.calls + s.committed + s.forgotten, 0);
}

/* Memory may go before what is written into it. */
static void orphans(void)
{
    static const int64_t shape[2] = { ROWS, COLUMNS };
    npy_memory *memory = NULL;
    npy_writer *w = NULL;
    npy_spec spec = ZERO;
    npy_info info;
    spec.dtype = ">f8", spec.ndim = 2, spec.shape = shape;
    OK(npy_memory_new(&memory, &err));
    OK(npy_create_memory(memory, &spec, &w, &err));
    npy_memory_free(memory);
    OK(write_all(w, &err));
    OK(npy_writer_info(w, &info, &err));
    INT(info.count, ROWS * COLUMNS);
    OK(npy_finish(w, &err));
}

int main(void)
{
    const int64_t shape[2] = { ROWS, COLUMNS };
    int i, j;
    for (i = 0; i < ROWS; i++) {
        for (j = 0; j < COLUMNS; j++) values[i][j] = i + j / 1000.0;
    }
    OK(npy_save("file.npy", ">f8", 2, shape, values, &err));
    file = check_read("file.npy", &file_size);
    short_reads();
    failing_sources();
    wrong_lengths();
    little_more();
    short_writes();
    ends_of_sinks();
    orphans();
    free(file);
    return check_end();
}

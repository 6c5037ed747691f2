/* What is asked of an array: slices, orders, strides and conversions give what
 * npy_plan() says, and what cannot be given is refused before a byte is read. Sizes
 * beyond 2^31 and 2^32, in files that are mostly holes.
 *
 *   requests          arrays that memory holds
 *   requests sparse   arrays of up to 32 GiB, of which the disk holds some kilobytes */
#include "check.h"

#define PLANES 9
#define ROWS 40
#define COLUMNS 30

static double values[PLANES][ROWS][COLUMNS];
static unsigned char *file; /* of values, in the other byte order */
static size_t file_size;
static long calls;

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    size_t left = (size_t)offset < file_size ? file_size - (size_t)offset : 0;
    (void)context;
    calls++;
    if (size > left) size = left;
    memcpy(dst, file + offset, size);
    return (int64_t)size;
}

static npy_reader *counted(void)
{
    npy_source source = ZERO;
    npy_reader *r = NULL;
    source.read_at = read_at;
    OK(npy_open_source(&source, NULL, &r, &err));
    calls = 0;
    return r;
}

/* --- what is refused, before the first byte --- */

static void refused(void)
{
    static double dst[PLANES * ROWS * COLUMNS];
    const npy_slice no_step = { 1, 5, 0 }, half[3] = { { 0, 4, 1 }, { 0, 0, 0 }, { 0, 0, 0 } };
    const npy_slice four[4] = { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } };
    const int64_t same[3] = { 8, 8, 8 }, close_[3] = { 9600, 240, 4 }, rows[3] = { 9600, 120, 8 }, none[3] = { 9600, 240, 0 };
    const int64_t backwards[3] = { 9600, -236, 8 }, far[3] = { INT64_MAX, 240, 8 }, least[3] = { INT64_MIN, 240, 8 };
    const int64_t packed[3] = { 9600, 240, 8 };
    npy_reader *r = counted();
    npy_request q = ZERO, good = ZERO;
    npy_info info;
    int i;
#define REFUSED(code, change, size)                                     \
    do {                                                                \
        q = good;                                                       \
        change;                                                         \
        FAILS(code, npy_read(r, &q, dst, size, &err));                  \
        INT(calls, 0);                                                  \
    } while (0)
#define PLANNED(code, change)                                           \
    do {                                                                \
        REFUSED(code, change, sizeof dst);                              \
        FAILS(code, npy_plan(r, &q, &info, &err));                      \
    } while (0)
    check_fill(dst, sizeof dst);
    PLANNED(NPY_ERR_ARGUMENT, (q.slices = &no_step, q.nslices = 1));
    SAYS("axis 0: the step is 0");
    PLANNED(NPY_ERR_SHAPE, (q.slices = four, q.nslices = 4));
    SAYS("4 slices for an array of 3 axes");
    for (i = 0; i < 4; i++) {
        const int64_t *const overlapping[] = { same, close_, rows, none };
        PLANNED(NPY_ERR_ARGUMENT, q.strides = overlapping[i]);
        SAYS("overlap");
    }
    PLANNED(NPY_ERR_ARGUMENT, q.strides = backwards);
    PLANNED(NPY_ERR_SHAPE, q.strides = far);
    PLANNED(NPY_ERR_SHAPE, q.strides = least);
    PLANNED(NPY_ERR_DTYPE, q.field = "x");
    PLANNED(NPY_ERR_DTYPE, q.dtype = "f9");
    PLANNED(NPY_ERR_CAST, q.dtype = "f4");
    SAYS("cannot cast >f8 to <f4 under the rule 'safe'");
    PLANNED(NPY_ERR_CAST, q.dtype = "i8");
    PLANNED(NPY_ERR_CAST, (q.dtype = "i8", q.casting = NPY_CAST_SAME_KIND));
    PLANNED(NPY_ERR_CAST, (q.dtype = "c8", q.casting = NPY_CAST_SAFE));
    PLANNED(NPY_ERR_CAST, (q.dtype = "c16", q.casting = NPY_CAST_EQUIV));
    PLANNED(NPY_ERR_CAST, (q.dtype = "f8", q.casting = NPY_CAST_NO));
    PLANNED(NPY_ERR_CAST, q.casting = NPY_CAST_NO);
    PLANNED(NPY_ERR_CAST, (q.dtype = "S8", q.casting = NPY_CAST_UNSAFE));
    PLANNED(NPY_ERR_CAST, q.dtype = "M8[s]");
    PLANNED(NPY_ERR_OBJECT, (q.dtype = "O", q.casting = NPY_CAST_UNSAFE));
    REFUSED(NPY_ERR_SIZE, q.strides = packed, sizeof dst - 8);
    REFUSED(NPY_ERR_SIZE, (void)0, sizeof dst - 1);
    REFUSED(NPY_ERR_SIZE, (void)0, 0);
    REFUSED(NPY_ERR_SIZE, (q.slices = half, q.nslices = 3), sizeof dst);
    SAYS("the buffer has 86400 bytes, the result has 38400");
    REFUSED(NPY_ERR_SIZE, (q.dtype = "c16"), sizeof dst);
    CHECK(check_untouched(dst, sizeof dst));
    npy_close(r);
}

/* --- what is given --- */

/* One request on the three axes, and what Python's range() makes of its slices. */
static void given(npy_reader *r, const npy_slice *slices, char order, const char *dtype, int32_t casting)
{
    static unsigned char dst[2 * sizeof values];
    const int64_t lengths[3] = { PLANES, ROWS, COLUMNS };
    int64_t first[3], step[3], count[3], i, j, k, wrong = 0;
    npy_request q = ZERO;
    npy_array *array = NULL;
    npy_info plan;
    int axis;
    for (axis = 0; axis < 3; axis++) {
        int64_t n = lengths[axis], s = slices[axis].step == NPY_NONE ? 1 : slices[axis].step, low, high, at;
        if (slices[axis].start == 0 && slices[axis].stop == 0 && slices[axis].step == 0) {
            first[axis] = 0, step[axis] = 1, count[axis] = n;
            continue;
        }
        low = slices[axis].start, high = slices[axis].stop;
        if (low == NPY_NONE) low = s > 0 ? 0 : n - 1;
        else if (low < 0) low = low + n < 0 ? (s > 0 ? 0 : -1) : low + n;
        else if (low >= n) low = s > 0 ? n : n - 1;
        if (high == NPY_NONE) high = s > 0 ? n : -1;
        else if (high < 0) high = high + n < 0 ? (s > 0 ? 0 : -1) : high + n;
        else if (high >= n) high = s > 0 ? n : n - 1;
        first[axis] = low, step[axis] = s, count[axis] = 0;
        for (at = low; s > 0 ? at < high : at > high; at += s) count[axis]++;
    }
    q.slices = slices, q.nslices = 3, q.order = order, q.dtype = dtype, q.casting = casting;
    if (!OK(npy_plan(r, &q, &plan, &err))) return;
    for (axis = 0; axis < 3; axis++) INT(plan.shape[axis], count[axis]);
    INT(plan.ndim, 3);
    INT(plan.order, order == 'F' ? 'F' : 'C');
    INT(plan.count, count[0] * count[1] * count[2]);
    INT(plan.nbytes, plan.count * plan.itemsize);
    FAILS(NPY_ERR_SIZE, npy_read(r, &q, dst, (size_t)plan.nbytes + 1, &err));
    check_fill(dst, sizeof dst);
    if (!OK(npy_read(r, &q, dst, (size_t)plan.nbytes, &err))) return;
    for (i = 0; i < count[0]; i++) {
        for (j = 0; j < count[1]; j++) {
            for (k = 0; k < count[2]; k++) {
                double expected = values[first[0] + i * step[0]][first[1] + j * step[1]][first[2] + k * step[2]], found = 0;
                const unsigned char *at = dst + i * plan.strides[0] + j * plan.strides[1] + k * plan.strides[2];
                float single;
                int32_t whole;
                if (strcmp(plan.descr, "<f4") == 0) memcpy(&single, at, 4), found = single, expected = (float)expected;
                else if (strcmp(plan.descr, "<i4") == 0) memcpy(&whole, at, 4), found = whole, expected = (double)(int32_t)expected;
                else memcpy(&found, at, 8);
                wrong += found != expected;
            }
        }
    }
    INT(wrong, 0);
    CHECK(check_untouched(dst + plan.nbytes, sizeof dst - (size_t)plan.nbytes));
    OK(npy_load_from(r, &q, &array, &err));
    BYTES(npy_array_data(array), (size_t)npy_array_info(array)->nbytes, dst, (size_t)plan.nbytes);
    BYTES(npy_array_info(array)->strides, sizeof plan.strides, plan.strides, sizeof plan.strides);
    npy_array_free(array);
}

static void all_given(void)
{
    const npy_slice of_an_axis[] = {
        { 0, 0, 0 }, { NPY_NONE, NPY_NONE, NPY_NONE }, { NPY_NONE, NPY_NONE, -1 }, { 2, -2, 3 }, { -3, 2, -2 },
        { -100, 100, 1 }, { 100, -100, -7 }, { 5, 5, 1 }, { 5, 4, 1 }, { 4, 5, 1 }, { 100, 200, 1 },
        { INT64_MIN + 1, INT64_MAX, INT64_MAX }, { INT64_MAX, INT64_MIN + 1, INT64_MIN + 1 },
    };
    const int n = sizeof of_an_axis / sizeof *of_an_axis;
    npy_reader *r = counted();
    int i;
    for (i = 0; i < n * n; i++) {
        const npy_slice slices[3] = { of_an_axis[i % n], of_an_axis[i / n], of_an_axis[(3 * i + 1) % n] };
        given(r, slices, "\0CF"[i % 3], NULL, 0);
        given(r, slices, "\0CF"[i % 2], "f8", 0);
        given(r, slices, "\0CF"[(i + 1) % 3], "f4", NPY_CAST_SAME_KIND);
        given(r, slices, "\0CF"[(i + 2) % 3], "i4", NPY_CAST_UNSAFE);
    }
    npy_close(r);
}

/* Into the middle of a larger block: what lies around it stays as it is. */
static void strided(void)
{
    static double block[PLANES][ROWS + 2][COLUMNS + 2];
    int64_t steps[3] = { sizeof block[0], sizeof block[0][0], sizeof block[0][0][0] };
    npy_reader *r = counted();
    npy_request q = ZERO;
    int i, j, k, flip, wrong = 0;
    for (flip = 0; flip < 2; flip++) {
        check_fill(block, sizeof block);
        q.strides = steps;
        OK(npy_read(r, &q, flip ? &block[0][ROWS][1] : &block[0][1][1], sizeof values, &err));
        for (i = 0; i < PLANES; i++) {
            for (j = 0; j < ROWS + 2; j++) {
                for (k = 0; k < COLUMNS + 2; k++) {
                    if (j == 0 || j > ROWS || k == 0 || k > COLUMNS) wrong += !check_untouched(&block[i][j][k], 8);
                    else wrong += block[i][j][k] != values[i][flip ? ROWS - j : j - 1][k - 1];
                }
            }
        }
        steps[1] = -steps[1];
    }
    INT(wrong, 0);
    npy_close(r);
}

/* The file's own dtype, spelled as it is there: the bytes as stored. */
static void as_stored(void)
{
    static unsigned char dst[sizeof values];
    npy_reader *r = counted();
    npy_request q = ZERO;
    npy_info info;
    OK(npy_header(r, &info, &err));
    TEXT(info.descr, ">f8");
    q.dtype = info.descr, q.casting = NPY_CAST_NO;
    OK(npy_read(r, &q, dst, sizeof dst, &err));
    BYTES(dst, sizeof dst, file + 128, sizeof values);
    OK(npy_plan(r, &q, &info, &err));
    INT(info.byteorder, '>');
    npy_close(r);
}

/* Stopped at the n-th time that it is told. */
static int32_t stops(void *context, int64_t done, int64_t total)
{
    int64_t *left = (int64_t *)context;
    CHECK(done > 0 && done <= total);
    return --*left == 0;
}

static void stopped(void)
{
    const int64_t shape[1] = { 5 << 20 };
    char *data = (char *)check_need(calloc(1, 5 << 20), "memory"), *found = (char *)check_need(calloc(1, 5 << 20), "memory");
    npy_reader *r = NULL;
    npy_request q = ZERO;
    int64_t left, stop;
    memset(data, 'x', 5 << 20);
    OK(npy_save("long.npy", "S1", 1, shape, data, &err));
    OK(npy_open("long.npy", &r, &err));
    q.progress = stops, q.context = &left;
    for (stop = 1; stop <= 5; stop++) {
        left = stop;
        FAILS(NPY_ERR_CANCELLED, npy_read(r, &q, found, 5 << 20, &err));
        SAYS("of 5242880 bytes");
    }
    left = 100;
    OK(npy_read(r, &q, found, 5 << 20, &err));
    CHECK(left <= 95 && left > 80);
    CHECK(memcmp(found, data, 5 << 20) == 0);
    npy_close(r);
    free(found);
    free(data);
}

/* --- what is too large --- */

static void too_large(void)
{
    const int64_t half[1] = { (int64_t)1 << 62 }, most[1] = { INT64_MAX }, square[2] = { (int64_t)1 << 31, (int64_t)1 << 32 };
    const int64_t none[3] = { (int64_t)1 << 62, 0, (int64_t)1 << 62 };
    npy_spec spec = ZERO;
    npy_memory *memory = NULL;
    npy_writer *w = NULL;
    char header[256];
    size_t size;
    spec.dtype = "f8", spec.ndim = 1, spec.shape = half;
    FAILS(NPY_ERR_SHAPE, npy_create("large.npy", &spec, &w, &err));
    FAILS(NPY_ERR_SHAPE, npy_encode_header(&spec, header, sizeof header, &size, &err));
    spec.ndim = 2, spec.shape = square;
    FAILS(NPY_ERR_SHAPE, npy_create("large.npy", &spec, &w, &err));
    spec.ndim = 3, spec.shape = none;
    FAILS(NPY_ERR_SHAPE, npy_create("large.npy", &spec, &w, &err));
    /* As large as numbers go: no file and no memory is. */
    spec.dtype = "u1", spec.ndim = 1, spec.shape = most;
    OK(npy_encode_header(&spec, header, sizeof header, &size, &err));
    OK(npy_memory_new(&memory, &err));
    FAILS(NPY_ERR_MEMORY, npy_create_memory(memory, &spec, &w, &err));
    npy_memory_free(memory);
    check_fill(&err, sizeof err);
    CHECK(npy_create("large.npy", &spec, &w, &err) != NPY_OK);
    CHECK(err.code == NPY_ERR_IO || err.code == NPY_ERR_NO_SPACE || err.code == NPY_ERR_LIMIT);
    CHECK(access("large.npy", F_OK) != 0);
}

/* A file of `shape`, all holes but for the numbers of the elements around `places`. */
static int sparse(void)
{
    const int64_t n = ((int64_t)1 << 32) + 5, m = ((int64_t)1 << 16) + 1;
    const int64_t shapes[3][2] = { { n, 0 }, { m, m }, { n, 0 } };
    int kind;
    for (kind = 0; kind < 3; kind++) {
        const int64_t item = kind == 2 ? 8 : 1, count = kind == 1 ? m * m : n;
        const int64_t places[] = { 0, ((int64_t)1 << 31) - 1, (int64_t)1 << 31, ((int64_t)1 << 32) - 1, (int64_t)1 << 32, count - 1 };
        npy_spec spec = ZERO;
        npy_reader *r = NULL;
        npy_info info;
        char header[256];
        size_t size, i;
        int fd = open("sparse.npy", O_RDWR | O_CREAT | O_TRUNC, 0600);
        spec.dtype = kind == 2 ? "u8" : "u1", spec.ndim = kind == 1 ? 2 : 1, spec.shape = shapes[kind];
        OK(npy_encode_header(&spec, header, sizeof header, &size, &err));
        if (pwrite(fd, header, size, 0) != (ssize_t)size || ftruncate(fd, (off_t)((int64_t)size + count * item)) != 0) {
            return check_skip("this file system has no files of 32 GiB");
        }
        for (i = 0; i < 6; i++) {
            const uint64_t mark = 0x1122334455667701u + i;
            CHECK(pwrite(fd, &mark, (size_t)item, (off_t)((int64_t)size + places[i] * item)) == (ssize_t)item);
        }
        close(fd);
        OK(npy_open("sparse.npy", &r, &err));
        OK(npy_header(r, &info, &err));
        INT(info.count, count);
        INT(info.nbytes, count * item);
        for (i = 0; i < 6; i++) {
            const uint64_t mark = 0x1122334455667701u + i;
            npy_slice slices[2] = ZERO;
            npy_request q = ZERO;
            uint64_t found = 0;
            if (kind == 1) {
                slices[0].start = places[i] / m, slices[0].stop = places[i] / m + 1, slices[0].step = 1;
                slices[1].start = places[i] % m - m, slices[1].stop = NPY_NONE, slices[1].step = m;
            } else {
                slices[0].start = places[i] - count, slices[0].stop = NPY_NONE, slices[0].step = count;
            }
            q.slices = slices, q.nslices = kind == 1 ? 2 : 1;
            OK(npy_read(r, &q, &found, (size_t)item, &err));
            CHECK(memcmp(&found, &mark, (size_t)item) == 0);
        }
        npy_close(r);
    }
    CHECK(unlink("sparse.npy") == 0);
    return check_end();
}

int main(int argc, char **argv)
{
    const int64_t shape[3] = { PLANES, ROWS, COLUMNS };
    int i;
    if (check_part(argc, argv, "sparse")) return sparse();
    for (i = 0; i < PLANES * ROWS * COLUMNS; i++) values[i / (ROWS * COLUMNS)][i / COLUMNS % ROWS][i % COLUMNS] = i / 8.0;
    OK(npy_save("file.npy", ">f8", 3, shape, values, &err));
    file = check_read("file.npy", &file_size);
    refused();
    all_given();
    strided();
    as_stored();
    stopped();
    too_large();
    free(file);
    return check_end();
}

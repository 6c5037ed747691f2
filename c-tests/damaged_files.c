/* Files that end early, have a bit turned round, or claim what is not there: each is
 * read right or is a clean error with a code of the file's block, through every kind
 * of source, with memory that what was shown accounts for, on a stack of 64 KiB.
 *
 *   damaged_files valgrind   some of the bits and bytes, and memory is counted by somebody else */
#include "count_memory.h"
#include "fixtures.h"

#include <pthread.h>

/* Unoptimised Rust wants more of it; then CMake says so. */
#ifndef NPYRW_SMALL_STACK
#define NPYRW_SMALL_STACK (64 * 1024)
#endif
/* 64 KiB, the 4 KiB that opening reads first, and what the handles are. */
#define ALLOWANCE (80 * 1024)

enum way { MEMORY, PATH, PIPE, READ_AT, READ, WAYS };
static const char *const way_names[] = { "memory", "path", "pipe", "read_at", "read" };

static const unsigned char *bytes;
static size_t size, position;
static unsigned char data[8192];
static long attempts;
static int counting = COUNTS_MEMORY;
static size_t bits = 1; /* from one that is turned round to the next */

static int64_t read_at(void *context, void *dst, size_t wanted, int64_t offset)
{
    size_t left = (size_t)offset < size ? size - (size_t)offset : 0;
    (void)context;
    if (wanted > left) wanted = left;
    memcpy(dst, bytes + offset, wanted);
    return (int64_t)wanted;
}

static int64_t read_next(void *context, void *dst, size_t wanted)
{
    int64_t n = read_at(context, dst, wanted, (int64_t)position);
    position += (size_t)n;
    return n;
}

static npy_status opened(enum way way, const npy_open_options *options, int *fd, npy_reader **r)
{
    npy_source source = ZERO;
    int ends[2];
    switch (way) {
    case PATH: /* the file has been cut to size */
        return npy_open_with("cut.npy", options, r, &err);
    case PIPE:
        if (pipe(ends) != 0 || write(ends[1], bytes, size) != (ssize_t)size) check_need(NULL, "pipe");
        close(ends[1]);
        *fd = ends[0];
        return npy_open_fd(*fd, options, r, &err);
    case READ_AT:
        source.read_at = read_at;
        return npy_open_source(&source, options, r, &err);
    case READ:
        source.read = read_next;
        position = 0;
        return npy_open_source(&source, options, r, &err);
    default:
        return npy_open_memory(bytes, size, options, r, &err);
    }
}

/* Opens, reads the first array into `data` and into memory of the library's, goes on to
 * the next one. The first failure, which is a clean one. */
static npy_status attempt(enum way way, const npy_open_options *options, int64_t *nbytes)
{
    npy_reader *r = NULL;
    npy_array *array = NULL;
    npy_info info;
    npy_status status, next;
    int fd = -1;
    long start = memory_start();
    attempts++;
    *nbytes = -1;
    check_fill(&err, sizeof err);
    status = opened(way, options, &fd, &r);
    if (status == NPY_OK) {
        status = npy_header(r, &info, &err);
        *nbytes = info.nbytes;
        /* A stream gives its elements once. */
        if (way != PIPE && way != READ && status == NPY_OK && info.nbytes <= (int64_t)sizeof data) {
            status = npy_read_into(r, data, (size_t)info.nbytes, &err);
        }
        if (status == NPY_OK) {
            status = npy_load_from(r, NULL, &array, &err);
            if (status == NPY_OK && info.nbytes <= (int64_t)sizeof data) {
                memcpy(data, npy_array_data(array), (size_t)info.nbytes);
            }
        }
        if (status == NPY_OK) {
            next = npy_next(r, &err);
            check_status(next, next, "npy_next", __FILE__, __LINE__);
            CHECK(next == NPY_OK || (next <= -20 && next > -40) || next == NPY_ERR_LIMIT);
            check_fill(&err, sizeof err);
        }
        npy_array_free(array);
        npy_close(r);
    }
    if (fd >= 0) close(fd);
    check_status(status, status, way_names[way], __FILE__, __LINE__);
    /* A stream that does not know its length is read into memory that grows by doubling. */
    if (counting && memory_peak - start > (long)((way == MEMORY || way == PATH ? 2 : 3) * size) + ALLOWANCE) {
        printf("%s: %zu bytes took %ld bytes of memory\n", way_names[way], size, memory_peak - start);
        CHECK(!"memory is accounted for by what was shown");
    }
    return status;
}

static int of_file(npy_status status)
{
    return (status <= -20 && status > -40) || status == NPY_ERR_LIMIT;
}

/* Every file, cut at every byte. */
static void cuts(const struct fixture *f, size_t whole)
{
    npy_open_options options = ZERO;
    unsigned char first[4096];
    int64_t nbytes;
    size_t end = whole;
    npy_reader *r = NULL;
    npy_info info;
    int way;
    size = whole;
    OK(npy_open_memory(bytes, size, &options, &r, &err));
    OK(npy_header(r, &info, &err));
    /* Objects are not measured: nobody knows how long a pickle is. */
    end = (size_t)info.data_offset + (info.kind == 'O' ? 0 : (size_t)info.nbytes);
    memset(first, 0, sizeof first);
    if (info.kind != 'O') OK(npy_read_into(r, first, (size_t)info.nbytes, &err));
    npy_close(r);
    check_write("cut.npy", bytes, whole);
    for (size = whole + 1; size-- > 0;) {
        if (bits > 1 && size % 7 != 0 && size != end && size + 1 != end) continue;
        CHECK(truncate("cut.npy", (off_t)size) == 0);
        for (way = 0; way < WAYS; way++) {
            npy_status status = attempt((enum way)way, &options, &nbytes);
            if (size >= end && info.kind == 'O') {
                INT(status, NPY_ERR_OBJECT);
            } else if (size >= end) {
                if (!INT(status, NPY_OK)) printf("    %s cut at %zu, %s\n", f->file, size, way_names[way]);
                BYTES(data, (size_t)nbytes, first, (size_t)info.nbytes);
            } else if (!INT(status, NPY_ERR_TRUNCATED)) {
                printf("    %s cut at %zu, %s\n", f->file, size, way_names[way]);
            }
        }
    }
}

/* Every file with every bit turned round. */
static void flips(const struct fixture *f, unsigned char *file, size_t whole)
{
    npy_open_options options = ZERO;
    int64_t nbytes;
    size_t bit;
    int strict;
    size = whole;
    for (bit = 0; bit < 8 * whole; bit += bits) {
        file[bit / 8] ^= (unsigned char)(1u << bit % 8);
        for (strict = 0; strict < 2; strict++) {
            npy_status status;
            options.flags = strict ? NPY_OPEN_STRICT : 0;
            status = attempt(MEMORY, &options, &nbytes);
            if (status != NPY_OK && !of_file(status)) {
                printf("    %s, bit %zu: %s: %s\n", f->file, bit, npy_status_name(status), err.message);
                CHECK(!"a clean error of the file's block");
            }
        }
        file[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
}

/* --- headers that lie, each by name --- */

static char text[400000];

/* `text` as a header of that version, `there` bytes of it and of zeros behind it, through
 * every kind of source. */
static void lie(const char *name, int version, uint32_t length, size_t there, npy_status expected)
{
    static unsigned char file[1 << 20];
    npy_open_options options = ZERO;
    int64_t nbytes;
    size_t start = version == 1 ? 10 : 12;
    int way;
    memset(file, 0, sizeof file);
    memcpy(file, "\x93NUMPY", 6);
    file[6] = (unsigned char)version;
    file[8] = (unsigned char)length, file[9] = (unsigned char)(length >> 8);
    if (version > 1) file[10] = (unsigned char)(length >> 16), file[11] = (unsigned char)(length >> 24);
    memcpy(file + start, text, strlen(text));
    bytes = file;
    size = start + there;
    options.max_header = (int64_t)1 << 33;
    check_write("cut.npy", bytes, size);
    for (way = 0; way < WAYS; way++) {
        if (way == PIPE && size > 60000) continue;
        if (!INT(attempt((enum way)way, &options, &nbytes), expected)) {
            printf("    %s, %s: %s\n", name, way_names[way], err.message);
        }
    }
}

/* A whole header, `data` bytes behind it. */
static void claim(const char *name, const char *descr, const char *shape, size_t there, npy_status expected)
{
    int n = snprintf(text, sizeof text, "{'descr': %s, 'fortran_order': False, 'shape': %s}\n", descr, shape);
    lie(name, 2, (uint32_t)n, (size_t)n + there, expected);
}

/* The same bracket `count` times, between two texts. */
static void nest(const char *head, const char *bracket, const char *core, int count, npy_status expected)
{
    char *at = text + snprintf(text, sizeof text, "%s", head);
    for (; count > 0; count--) at += snprintf(at, 16, "%s", bracket);
    snprintf(at, 64, "%s", core);
    lie(head, 2, (uint32_t)strlen(text), strlen(text), expected);
}

static void lies(void)
{
    char many[300];
    int i;
    text[0] = 0;
    lie("nothing at all", 1, 0, 0, NPY_ERR_HEADER);
    lie("a header of 4 GiB in a file of 12 bytes", 2, UINT32_MAX, 0, NPY_ERR_TRUNCATED);
    lie("a header of 4 GiB in a file of 1 MB", 3, UINT32_MAX, 1000000, NPY_ERR_TRUNCATED);
    lie("a header of 64 KiB in a file of 10 bytes", 1, 65535, 0, NPY_ERR_TRUNCATED);
    lie("a header of NULs", 1, 100, 100, NPY_ERR_HEADER);
    lie("version 0", 0, 100, 100, NPY_ERR_VERSION);
    lie("version 4", 4, 100, 100, NPY_ERR_VERSION);
    claim("10^15 elements in 200 bytes", "'<f8'", "(1000000000000000,)", 130, NPY_ERR_TRUNCATED);
    claim("10^15 foreign elements", "'>f8'", "(1000, 1000000000000)", 130, NPY_ERR_TRUNCATED);
    claim("10^15 elements and 1 MB", "'|u1'", "(1000000000000000,)", 1000000, NPY_ERR_TRUNCATED);
    claim("2^63 - 1 bytes", "'|u1'", "(9223372036854775807,)", 130, NPY_ERR_TRUNCATED);
    claim("2^63 bytes", "'<i2'", "(4611686018427387904,)", 130, NPY_ERR_HEADER);
    claim("2^64 elements", "'|u1'", "(4294967296, 4294967296)", 130, NPY_ERR_HEADER);
    claim("2^64 elements and none", "'|u1'", "(4294967296, 0, 4294967296)", 130, NPY_ERR_HEADER);
    claim("2^62 elements of nothing", "'|V0'", "(4611686018427387904,)", 130, NPY_OK);
    claim("a length below 0", "'<f8'", "(2, -1)", 130, NPY_ERR_HEADER);
    claim("a length beyond 2^63", "'<f8'", "(99999999999999999999,)", 130, NPY_ERR_HEADER);
    claim("one element of 2 GiB", "'|S2147483647'", "(1,)", 130, NPY_ERR_TRUNCATED);
    claim("one foreign element of 2 GiB", "'>U536870911'", "(1,)", 130, NPY_ERR_TRUNCATED);
    claim("an element beyond 2 GiB", "'|S2147483648'", "(1,)", 130, NPY_ERR_DESCR);
    claim("a text of 2 GiB", "'<U536870911'", "(1,)", 130, NPY_ERR_TRUNCATED);
    claim("a text beyond 2 GiB", "'<U536870912'", "(1,)", 130, NPY_ERR_DESCR);
    claim("a size that wraps", "'<f18446744073709551624'", "(1,)", 130, NPY_ERR_DESCR);
    claim("a struct that wraps", "[('a', '<f8', (2147483647, 2147483647))]", "(1,)", 130, NPY_ERR_DESCR);
    claim("a million structs in one", "[('a', [('x', '>f8'), ('y', 'i1')], (1000000,))]", "(1,)", 130, NPY_ERR_TRUNCATED);
    claim("no element of a million structs", "[('a', [('x', '>f8'), ('y', 'i1')], (1000000,))]", "(0,)", 130, NPY_OK);
    claim("no element of structs in structs", "[('a', [('b', [('c', [('d', '>i2')], (1000,))], (1000,))], (1000,))]", "(0,)", 130, NPY_OK);
    claim("a name twice", "[('a', '<f8'), ('a', '<f8')]", "(1,)", 130, NPY_ERR_DESCR);
    claim("half a character", "[('\\ud800', '<f8')]", "(1,)", 130, NPY_ERR_DESCR);
    claim("no character", "[('\xff', '<f8')]", "(1,)", 130, NPY_OK);
    lie("no UTF-8", 3, (uint32_t)strlen(text), strlen(text) + 130, NPY_ERR_HEADER);
    claim("a call", "__import__('os')", "(1,)", 130, NPY_ERR_DESCR);
    many[0] = '(';
    for (i = 0; i < 65; i++) memcpy(many + 1 + 3 * i, "1, ", 3);
    strcpy(many + 1 + 3 * 65, ")");
    claim("65 axes", "'<f8'", many, 130, NPY_ERR_HEADER);

    nest("", "{", "", 100000, NPY_ERR_HEADER);
    nest("", "(", "{}", 100000, NPY_ERR_LIMIT);
    nest("{'descr': ", "[", "", 100000, NPY_ERR_DESCR);
    nest("{'descr': ", "(", "'<f8'", 100000, NPY_ERR_LIMIT);
    nest("{'descr': ", "[('a',", "'<f8'", 50000, NPY_ERR_LIMIT);
    nest("{'descr': [(", "(", "'a'", 100000, NPY_ERR_LIMIT);
    nest("{'descr': [('a', '<f8', ", "(", "2", 100000, NPY_ERR_LIMIT);
    nest("{'shape': ", "(", "2", 100000, NPY_ERR_LIMIT);
    nest("{'shape': (", "(2,", "", 100000, NPY_ERR_HEADER);
    nest("{'fortran_order': ", "(", "True", 100000, NPY_ERR_LIMIT);
}

static void *all(void *nothing)
{
    int i;
    lies();
    for (i = 0; i < fixture_count; i++) {
        const struct fixture *f = &fixtures[i];
        unsigned char *file;
        size_t whole;
        if (f->number > 0) continue;
        bytes = file = fixture_bytes(f, &whole);
        cuts(f, whole);
        flips(f, file, whole);
        free(file);
    }
    return nothing;
}

int main(int argc, char **argv)
{
    pthread_attr_t small;
    pthread_t id;
    long start;
    fixtures_load();
    printf("%d arrays\n", fixture_count);
    if (check_part(argc, argv, "valgrind")) counting = 0, bits = 37;
    if (counting) {
        /* The library's memory is counted, not only this program's. */
        npy_array *array = NULL;
        int64_t shape[1] = { 100000 };
        char *block = (char *)calloc(1, 100000);
        OK(npy_save("big.npy", "u1", 1, shape, block, &err));
        free(block);
        start = memory_start();
        OK(npy_load("big.npy", &array, &err));
        CHECK(memory_peak - start >= 100000);
        npy_array_free(array);
        INT(memory_live, start);
    }
    start = memory_live;
    if (pthread_attr_init(&small) != 0 || pthread_attr_setstacksize(&small, NPYRW_SMALL_STACK) != 0
        || pthread_create(&id, &small, all, NULL) != 0) {
        check_need(NULL, "a thread with a small stack");
    }
    pthread_join(id, NULL);
    if (counting) CHECK(memory_live - start < 4096);
    CHECK(attempts > (bits > 1 ? 10000 : 100000));
    printf("%ld attempts\n", attempts);
    return check_end();
}

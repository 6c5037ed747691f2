/* Pipes, FIFOs, standard input and callbacks without positions: what is read is taken
 * and not a byte more, the elements come once, the next array stands behind them, and
 * what is loaded from them is what memory would have given. */
#include "check.h"

#include <pthread.h>
#include <signal.h>

#define ROWS 150
#define COLUMNS 220

static const int64_t shape[2] = { ROWS, COLUMNS };
static float values[ROWS][COLUMNS];
static unsigned char *big;      /* one array of 132,000 bytes */
static unsigned char *several;  /* four arrays, and then something else */
static size_t big_size, several_size;

/* A pipe into which somebody writes `bytes`. */
struct pipe_of {
    pthread_t id;
    const unsigned char *bytes;
    size_t size, piece;
    int ends[2];
};

static void *feed(void *argument)
{
    struct pipe_of *p = (struct pipe_of *)argument;
    size_t done = 0;
    while (done < p->size) {
        size_t piece = p->size - done < p->piece ? p->size - done : p->piece;
        ssize_t n = write(p->ends[1], p->bytes + done, piece);
        if (n < 0) break;
        done += (size_t)n;
    }
    close(p->ends[1]);
    return NULL;
}

static int filled(struct pipe_of *p, const unsigned char *bytes, size_t size, size_t piece)
{
    p->bytes = bytes, p->size = size, p->piece = piece;
    if (pipe(p->ends) != 0 || pthread_create(&p->id, NULL, feed, p) != 0) check_need(NULL, "a pipe");
    return p->ends[0];
}

/* What the pipe still holds comes next. */
static void emptied(struct pipe_of *p, const char *expected, size_t size)
{
    char rest[64];
    size_t n = 0;
    ssize_t got;
    while (n < sizeof rest && (got = read(p->ends[0], rest + n, sizeof rest - n)) > 0) n += (size_t)got;
    BYTES(rest, n, expected, size);
    close(p->ends[0]);
    pthread_join(p->id, NULL);
}

/* --- one array, and what stands behind it --- */

static void not_a_byte_more(void)
{
    unsigned char stream[128 + 24 + 4];
    double found[3], three[3] = { 1, 2, 3 };
    int64_t n = 3;
    npy_reader *r = NULL;
    npy_array *array = NULL;
    npy_open_options options = ZERO;
    npy_slice slice = { 0, 2, 1 };
    npy_request request = ZERO;
    struct pipe_of p;
    size_t size;
    unsigned char *file;
    OK(npy_save("three.npy", "f8", 1, &n, three, &err));
    file = check_read("three.npy", &size);
    memcpy(stream, file, size);
    memcpy(stream + size, "tail", 4);
    free(file);

    OK(npy_open_fd(filled(&p, stream, size + 4, 9), NULL, &r, &err));
    OK(npy_read_into(r, found, sizeof found, &err));
    BYTES(found, sizeof found, three, sizeof three);
    FAILS(NPY_ERR_STATE, npy_read_into(r, found, sizeof found, &err));
    FAILS(NPY_ERR_STATE, npy_load_from(r, NULL, &array, &err));
    npy_close(r);
    emptied(&p, "tail", 4);

    OK(npy_open_fd(filled(&p, stream, size + 4, 1), NULL, &r, &err));
    npy_close(r);
    emptied(&p, (const char *)stream + 128, 28);

    /* The size is wrong before the first byte is taken. */
    OK(npy_open_fd(filled(&p, stream, size + 4, 100), NULL, &r, &err));
    FAILS(NPY_ERR_SIZE, npy_read_into(r, found, 16, &err));
    request.slices = &slice, request.nslices = 1;
    OK(npy_read(r, &request, found, 16, &err));
    npy_close(r);
    emptied(&p, (const char *)stream + 128 + 16, 12);

    options.offset = 1;
    FAILS(NPY_ERR_UNSUPPORTED, npy_open_fd(filled(&p, stream, 1, 100), &options, &r, &err));
    emptied(&p, (const char *)stream, 1);
    FAILS(NPY_ERR_TRUNCATED, npy_open_fd(filled(&p, stream, 100, 100), NULL, &r, &err));
    emptied(&p, "", 0);
    OK(npy_open_fd(filled(&p, stream, 150, 100), NULL, &r, &err));
    FAILS(NPY_ERR_TRUNCATED, npy_read_into(r, found, sizeof found, &err));
    npy_close(r);
    emptied(&p, "", 0);
}

/* --- one array after the other --- */

static void one_by_one(npy_reader *r, int seekable, int skip)
{
    float found[6];
    npy_info info;
    int i;
    for (i = 0; i < 4; i++) {
        OK(npy_header(r, &info, &err));
        INT(info.ndim, 1);
        INT(info.count, i);
        /* Read, read in part, or not at all: the next one is found all the same. */
        if (skip % 3 == 0 || i == 3) OK(npy_read_into(r, found, (size_t)info.nbytes, &err));
        if (skip % 3 == 1 && i == 2) {
            npy_slice first = { 0, 1, 1 };
            npy_request request = ZERO;
            request.slices = &first, request.nslices = 1;
            OK(npy_read(r, &request, found, 4, &err));
        }
        if (i < 3) OK(npy_next(r, &err));
    }
    BYTES(found, 12, values, 12);
    FAILS(NPY_ERR_MAGIC, npy_next(r, &err));
    /* It stands where it stood. */
    OK(npy_header(r, &info, &err));
    INT(info.count, 3);
    if (seekable) OK(npy_read_into(r, found, 12, &err));
    else FAILS(NPY_ERR_STATE, npy_read_into(r, found, 12, &err));
    npy_close(r);
}

static void next_ones(void)
{
    npy_open_options options = ZERO;
    npy_reader *r = NULL;
    struct pipe_of p;
    int skip, fd, times;
    check_write("several.npy", several, several_size);
    for (skip = 0; skip < 3; skip++) {
        OK(npy_open("several.npy", &r, &err));
        one_by_one(r, 1, skip);
        OK(npy_open_memory(several, several_size, NULL, &r, &err));
        one_by_one(r, 1, skip);
        OK(npy_open_fd(filled(&p, several, several_size, 50), NULL, &r, &err));
        one_by_one(r, 0, skip);
        emptied(&p, "omething else", 13);
    }
    /* A descriptor that stands at the second array, and stays there. */
    fd = open("several.npy", O_RDONLY);
    CHECK(lseek(fd, 128, SEEK_SET) == 128);
    OK(npy_open_fd(fd, NULL, &r, &err));
    OK(npy_next(r, &err));
    OK(npy_next(r, &err));
    npy_close(r);
    INT(lseek(fd, 0, SEEK_CUR), 128);
    close(fd);
    /* The end, again and again. */
    options.offset = 128 + 128 + 4 + 128 + 8;
    OK(npy_open_memory(several, several_size - 14, &options, &r, &err));
    for (times = 0; times < 3; times++) FAILS(NPY_ERR_END, npy_next(r, &err));
    npy_close(r);
    OK(npy_open_fd(filled(&p, several + options.offset, 128 + 12, 50), NULL, &r, &err));
    for (times = 0; times < 3; times++) FAILS(NPY_ERR_END, npy_next(r, &err));
    npy_close(r);
    emptied(&p, "", 0);
    /* Objects end where only their pickle knows. */
    OK(npy_open_memory("\x93NUMPY\1\0\x36\0{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", 64, NULL, &r, &err));
    FAILS(NPY_ERR_OBJECT, npy_next(r, &err));
    npy_close(r);
}

/* --- loading what no one has measured --- */

static int64_t read_next(void *context, void *dst, size_t size)
{
    size_t *at = (size_t *)context;
    size_t n = big_size - *at < size ? big_size - *at : size;
    memcpy(dst, big + *at, n);
    *at += n;
    return (int64_t)n;
}

static void loads(void)
{
    const char *const dtypes[] = { NULL, "f8", "<f4", ">f4", "c16" };
    const npy_slice slices[][2] = {
        { { 0, 0, 0 }, { 0, 0, 0 } },
        { { NPY_NONE, NPY_NONE, -1 }, { 0, 0, 0 } },
        { { 5, 140, 3 }, { NPY_NONE, NPY_NONE, -2 } },
        { { 0, 0, 0 }, { 7, 8, 1 } },
        { { 0, 0, 1 }, { 0, 0, 0 } },
    };
    const char orders[] = { 0, 'C', 'F' };
    size_t d, s, o, at;
    for (d = 0; d < 5; d++) {
        for (s = 0; s < 5; s++) {
            for (o = 0; o < 3; o++) {
                npy_source source = ZERO;
                npy_request request = ZERO;
                npy_reader *stream = NULL, *memory = NULL;
                npy_array *found = NULL, *expected = NULL;
                source.context = &at, source.read = read_next;
                at = 0;
                request.dtype = dtypes[d], request.slices = slices[s], request.nslices = 2, request.order = orders[o];
                OK(npy_open_source(&source, NULL, &stream, &err));
                OK(npy_open_memory(big, big_size, NULL, &memory, &err));
                OK(npy_load_from(stream, &request, &found, &err));
                OK(npy_load_from(memory, &request, &expected, &err));
                if (found != NULL && expected != NULL) {
                    BYTES(npy_array_data(found), (size_t)npy_array_info(found)->nbytes, npy_array_data(expected),
                          (size_t)npy_array_info(expected)->nbytes);
                    TEXT(npy_array_info(found)->descr, npy_array_info(expected)->descr);
                }
                npy_array_free(found);
                npy_array_free(expected);
                npy_close(stream);
                npy_close(memory);
            }
        }
    }
}

/* --- the header alone --- */

static void header_only(void)
{
    npy_open_options options = ZERO;
    npy_reader *r = NULL;
    npy_array *array = NULL;
    npy_info info;
    float found[ROWS * COLUMNS];
    FAILS(NPY_ERR_TRUNCATED, npy_open_memory(big, 128, NULL, &r, &err));
    options.flags = NPY_OPEN_HEADER_ONLY;
    OK(npy_open_memory(big, 128, &options, &r, &err));
    OK(npy_header(r, &info, &err));
    INT(info.nbytes, sizeof values);
    INT(info.data_offset, 128);
    FAILS(NPY_ERR_TRUNCATED, npy_read_into(r, found, sizeof found, &err));
    FAILS(NPY_ERR_TRUNCATED, npy_load_from(r, NULL, &array, &err));
    npy_close(r);
    FAILS(NPY_ERR_TRUNCATED, npy_open_memory(big, 127, &options, &r, &err));
    OK(npy_open_memory(big, big_size, &options, &r, &err));
    OK(npy_read_into(r, found, sizeof found, &err));
    npy_close(r);
}

/* --- who else gives bytes in order --- */

static void fifo(void)
{
    npy_reader *r = NULL;
    float found[ROWS][COLUMNS];
    pid_t child;
    int status;
    CHECK(mkfifo("fifo", 0600) == 0);
    fflush(stdout);
    child = fork();
    if (child == 0) {
        int fd = open("fifo", O_WRONLY);
        struct pipe_of p = { 0, big, big_size, 4096, { -1, fd } };
        feed(&p);
        _exit(0);
    }
    OK(npy_open("fifo", &r, &err));
    OK(npy_read_into(r, found, sizeof found, &err));
    CHECK(memcmp(found, values, sizeof values) == 0);
    FAILS(NPY_ERR_END, npy_next(r, &err));
    npy_close(r);
    CHECK(waitpid(child, &status, 0) == child && status == 0);
}

/* Standard input, by its number and by its name. */
static void standard_input(void)
{
    int way;
    for (way = 0; way < 2; way++) {
        struct pipe_of p;
        npy_reader *r = NULL;
        float found[ROWS][COLUMNS];
        int kept = dup(STDIN_FILENO);
        filled(&p, big, big_size, 5000);
        dup2(p.ends[0], STDIN_FILENO);
        if (way == 0) OK(npy_open_fd(STDIN_FILENO, NULL, &r, &err));
        else OK(npy_open("/dev/stdin", &r, &err));
        OK(npy_read_into(r, found, sizeof found, &err));
        CHECK(memcmp(found, values, sizeof values) == 0);
        npy_close(r);
        CHECK(fcntl(STDIN_FILENO, F_GETFD) >= 0);
        dup2(kept, STDIN_FILENO);
        close(kept);
        emptied(&p, "", 0);
    }
}

/* A descriptor that would rather not wait is waited for. */
static void impatient(void)
{
    struct pipe_of p;
    npy_reader *r = NULL;
    float found[ROWS][COLUMNS];
    int fd = filled(&p, big, big_size, 100);
    CHECK(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
    OK(npy_open_fd(fd, NULL, &r, &err));
    OK(npy_read_into(r, found, sizeof found, &err));
    CHECK(memcmp(found, values, sizeof values) == 0);
    npy_close(r);
    emptied(&p, "", 0);
}

/* Of several threads one gets the elements. */
static npy_reader *shared;
static int given;
static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;

static void *wants(void *nothing)
{
    float found[ROWS][COLUMNS];
    npy_status status = npy_read_into(shared, found, sizeof found, NULL);
    pthread_mutex_lock(&counting);
    given += status == NPY_OK && memcmp(found, values, sizeof values) == 0;
    given += status == NPY_ERR_STATE ? 100 : 0;
    pthread_mutex_unlock(&counting);
    return nothing;
}

static int32_t asks_again(void *context, int64_t done, int64_t total)
{
    float found[ROWS][COLUMNS];
    (void)done, (void)total;
    /* From within a read of the same stream: it must not wait for itself. */
    *(npy_status *)context = npy_read_into(shared, found, sizeof found, NULL);
    return 0;
}

static void one_at_a_time(void)
{
    pthread_t ids[4];
    struct pipe_of p;
    npy_request request = ZERO;
    npy_status inside = NPY_OK;
    float found[ROWS][COLUMNS];
    int i;
    OK(npy_open_fd(filled(&p, big, big_size, 3000), NULL, &shared, &err));
    for (i = 0; i < 4; i++) {
        if (pthread_create(&ids[i], NULL, wants, NULL) != 0) check_need(NULL, "pthread_create");
    }
    for (i = 0; i < 4; i++) pthread_join(ids[i], NULL);
    INT(given, 301);
    npy_close(shared);
    emptied(&p, "", 0);

    OK(npy_open_fd(filled(&p, big, big_size, 3000), NULL, &shared, &err));
    request.progress = asks_again, request.context = &inside;
    OK(npy_read(shared, &request, found, sizeof found, &err));
    CHECK(memcmp(found, values, sizeof values) == 0);
    INT(inside, NPY_ERR_STATE);
    npy_close(shared);
    emptied(&p, "", 0);
}

int main(void)
{
    npy_memory *memory = NULL;
    npy_writer *w = NULL;
    npy_spec spec = ZERO;
    int64_t i, j;
    size_t size;
    signal(SIGPIPE, SIG_IGN);
    for (i = 0; i < ROWS; i++) {
        for (j = 0; j < COLUMNS; j++) values[i][j] = (float)(i * COLUMNS + j);
    }
    OK(npy_save("big.npy", ">f4", 2, shape, values, &err));
    big = check_read("big.npy", &big_size);
    OK(npy_memory_new(&memory, &err));
    spec.dtype = "f4", spec.ndim = 1, spec.shape = &i;
    for (i = 0; i < 4; i++) {
        OK(npy_create_memory(memory, &spec, &w, &err));
        OK(npy_write(w, values, (size_t)i * sizeof(float), &err));
        OK(npy_finish(w, &err));
    }
    npy_memory_data(memory, &size);
    several_size = size + 14;
    several = (unsigned char *)check_need(malloc(several_size), "memory");
    memcpy(several, npy_memory_data(memory, NULL), size);
    memcpy(several + size, "something else", 14);
    npy_memory_free(memory);

    not_a_byte_more();
    next_ones();
    loads();
    header_only();
    fifo();
    standard_input();
    impatient();
    one_at_a_time();
    free(several);
    free(big);
    return check_end();
}

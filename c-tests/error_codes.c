/* Every code, reached from a real cause: the number, the system's number, the
 * place in the file, and a message that says what was found and what was expected.
 * tests/c_programs.rs sees to it that no code of npyrw.h is left out here.
 *
 *   error_codes          all that every machine can reach
 *   error_codes access   as a user who may not do everything
 *   error_codes busy     a program that is running, as the target
 *   error_codes no_space a device that is always full */
#include "check.h"

#include <signal.h>

static int64_t shape[2] = { 2, 3 };
static double values[6] = { 0, 1, 2, 3, 4, 5 };
static npy_reader *r;
static npy_writer *w;

#define FAILS_IN(code, number, place, call)     \
    do {                                        \
        FAILS(code, call);                      \
        INT(err.os_error, number);              \
        INT(err.offset, place);                 \
    } while (0)

/* A file of version 1 with that header and `zeros` zeros behind it. */
static npy_status opened(const char *header, size_t zeros, const npy_open_options *options)
{
    static char file[1024];
    size_t length = strlen(header);
    memset(file, 0, sizeof file);
    memcpy(file, "\x93NUMPY\1\0", 8);
    file[8] = (char)(length & 255);
    file[9] = (char)(length >> 8);
    memcpy(file + 10, header, length);
    return npy_open_memory(file, 10 + length + zeros, options, &r, &err);
}

/* A source of one 2^62 bytes long array, and one whose callback fails. */
static int64_t read_huge(void *context, void *dst, size_t size, int64_t offset)
{
    static char file[128];
    (void)context;
    memset(file, ' ', sizeof file);
    memcpy(file, "\x93NUMPY\1\0\x76\0", 10);
    memcpy(file + 10, "{'descr': '|u1', 'fortran_order': False, 'shape': (4611686018427387904,), }", 75);
    file[127] = '\n';
    if (offset >= 128) return 0;
    if (size > (size_t)(128 - offset)) size = (size_t)(128 - offset);
    memcpy(dst, file + offset, size);
    return (int64_t)size;
}

static int64_t read_fails(void *context, void *dst, size_t size, int64_t offset)
{
    (void)context, (void)dst, (void)size, (void)offset;
    return -EIO;
}

static int64_t takes_all(void *context, const void *data, size_t size)
{
    (void)context, (void)data;
    return (int64_t)size;
}

static int32_t stop(void *context, int64_t done, int64_t total)
{
    (void)context, (void)done, (void)total;
    return 1;
}

static void argument(void)
{
    FAILS_IN(NPY_ERR_ARGUMENT, 0, -1, npy_open(NULL, &r, &err));
    SAYS("path is NULL, expected a pointer");
    FAILS_IN(NPY_ERR_ARGUMENT, EBADF, -1, npy_open_fd(-7, NULL, &r, &err));
    SAYS("-7");
}

static void size(void)
{
    OK(npy_open("a.npy", &r, &err));
    FAILS_IN(NPY_ERR_SIZE, 0, -1, npy_read_into(r, values, 40, &err));
    SAYS("40");
    SAYS("48");
    npy_close(r);
}

static void state(void)
{
    int ends[2];
    double found[6];
    if (!CHECK(pipe(ends) == 0)) return;
    size_t length;
    unsigned char *bytes = check_read("a.npy", &length);
    CHECK(write(ends[1], bytes, length) == (ssize_t)length);
    free(bytes);
    OK(npy_open_fd(ends[0], NULL, &r, &err));
    OK(npy_read_into(r, found, sizeof found, &err));
    FAILS_IN(NPY_ERR_STATE, 0, -1, npy_read_into(r, found, sizeof found, &err));
    SAYS("once");
    npy_close(r);
    close(ends[0]);
    close(ends[1]);
}

static void expectations(void)
{
    OK(npy_open("a.npy", &r, &err));
    FAILS_IN(NPY_ERR_DTYPE, 0, -1, npy_expect(r, "i4", 2, &err));
    SAYS("wanted <i4, 2 axes; found <f8, 2 axes");
    FAILS_IN(NPY_ERR_SHAPE, 0, -1, npy_expect(r, "f8", 3, &err));
    SAYS("wanted <f8, 3 axes; found <f8, 2 axes");
    npy_close(r);
}

static void cast(void)
{
    npy_request request = ZERO;
    float found[6];
    OK(npy_open("a.npy", &r, &err));
    request.dtype = "f4";
    FAILS_IN(NPY_ERR_CAST, 0, -1, npy_read(r, &request, found, sizeof found, &err));
    SAYS("cannot cast <f8 to <f4 under the rule 'safe'");
    npy_close(r);
}

static void unsupported(void)
{
    const int64_t growing[1] = { -1 };
    npy_spec spec = ZERO;
    npy_sink sink = ZERO;
    spec.dtype = "f8", spec.ndim = 1, spec.shape = growing;
    sink.write = takes_all;
    FAILS_IN(NPY_ERR_UNSUPPORTED, 0, -1, npy_create_sink(&sink, &spec, &w, &err));
    SAYS("stream");
}

static void cancelled(void)
{
    npy_request request = ZERO;
    double found[6];
    request.progress = stop;
    OK(npy_open("a.npy", &r, &err));
    FAILS_IN(NPY_ERR_CANCELLED, 0, -1, npy_read(r, &request, found, sizeof found, &err));
    SAYS("48 of 48 bytes");
    npy_close(r);
}

static void system_errors(void)
{
    npy_spec spec = ZERO;
    npy_source source = ZERO;
    npy_array *array = NULL;
    char name[300];
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = 0;

    FAILS_IN(NPY_ERR_IO, EISDIR, 0, npy_open(".", &r, &err));
    FAILS_IN(NPY_ERR_IO, EISDIR, -1, npy_create(".", &spec, &w, &err));
    SAYS("directory, expected a file");
    FAILS_IN(NPY_ERR_IO, ENAMETOOLONG, -1, npy_open(name, &r, &err));
    FAILS_IN(NPY_ERR_IO, ENAMETOOLONG, -1, npy_create(name, &spec, &w, &err));
    CHECK(symlink("loop", "loop") == 0);
    FAILS_IN(NPY_ERR_IO, ELOOP, -1, npy_open("loop", &r, &err));
    FAILS_IN(NPY_ERR_IO, ELOOP, -1, npy_create("loop", &spec, &w, &err));
    FAILS_IN(NPY_ERR_NOT_FOUND, ENOENT, -1, npy_open("none.npy", &r, &err));
    FAILS_IN(NPY_ERR_NOT_FOUND, ENOENT, -1, npy_create("none/a.npy", &spec, &w, &err));
    FAILS_IN(NPY_ERR_NOT_FOUND, ENOTDIR, -1, npy_open("a.npy/a.npy", &r, &err));
    spec.replace = NPY_REPLACE_NEVER;
    FAILS_IN(NPY_ERR_EXISTS, EEXIST, -1, npy_create("a.npy", &spec, &w, &err));
    SAYS("exists, expected none");
    source.read_at = read_huge;
    source.length = INT64_MAX;
    OK(npy_open_source(&source, NULL, &r, &err));
    FAILS_IN(NPY_ERR_MEMORY, 0, -1, npy_load_from(r, NULL, &array, &err));
    SAYS("4611686018427387904 bytes");
    npy_close(r);
    source.read_at = read_fails;
    FAILS_IN(NPY_ERR_CALLBACK, EIO, -1, npy_open_source(&source, NULL, &r, &err));
    SAYS("returned -5");
}


static void file_errors(void)
{
    npy_open_options options = ZERO;
    char seven[10] = "\x93NUMPY\7\2";
    double found[6];

    FAILS_IN(NPY_ERR_MAGIC, 0, 3, npy_open_memory("\x93NUXPY\1\0\0\0", 10, NULL, &r, &err));
    SAYS("NUXPY', expected");
    FAILS_IN(NPY_ERR_MAGIC, 0, 0, npy_open_memory("PK\3\4", 4, NULL, &r, &err));
    options.offset = 4;
    FAILS_IN(NPY_ERR_MAGIC, 0, 7, npy_open_memory("abcd\x93NUXPY\1\0\0\0", 14, &options, &r, &err));
    options.offset = 0;
    FAILS_IN(NPY_ERR_VERSION, 0, 6, npy_open_memory(seven, sizeof seven, NULL, &r, &err));
    SAYS("found version 7.2, expected 1.0, 2.0 or 3.0");
    FAILS_IN(NPY_ERR_HEADER, 0, 61, opened("{'descr': '<f8', 'fortran_order': False, 'shape': (-2,)}", 8, NULL));
    SAYS("found the length -2 for axis 0");
    FAILS_IN(NPY_ERR_HEADER, 0, 61, opened("{'descr': '|u1', 'fortran_order': False, 'shape': (9223372036854775808,)}", 8, NULL));
    SAYS("beyond 2^63");
    FAILS_IN(NPY_ERR_HEADER, 0, 60, opened("{'descr': '<f8', 'fortran_order': False, 'shape': (2305843009213693952,)}", 8, NULL));
    FAILS_IN(NPY_ERR_DESCR, 0, 20, opened("{'descr': '<f3', 'fortran_order': False, 'shape': (2,)}", 8, NULL));
    SAYS("found the type '<f3', expected one such as <f8");
    FAILS_IN(NPY_ERR_TRUNCATED, 0, 73, opened("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}", 8, NULL));
    SAYS("8 bytes of data, its header promises 16");
    FAILS_IN(NPY_ERR_TRUNCATED, 0, 6, npy_open_memory("\x93NUMPY", 6, NULL, &r, &err));
    SAYS("ends after 6 bytes, expected");
    options.max_nesting = 2;
    FAILS_IN(NPY_ERR_LIMIT, 0, 22, opened("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}", 8, &options));
    SAYS("3 deep, the limit max_nesting is 2");
    options.max_header = 50;
    FAILS_IN(NPY_ERR_LIMIT, 0, 8, opened("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}", 8, &options));
    SAYS("a header of 55 bytes, the limit max_header is 50");

    OK(opened("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", 8, NULL));
    FAILS_IN(NPY_ERR_OBJECT, 0, -1, npy_read_into(r, found, 16, &err));
    SAYS("|O holds Python objects, expected elements of fixed size");
    FAILS_IN(NPY_ERR_OBJECT, 0, -1, npy_next(r, &err));
    npy_close(r);
    OK(npy_open("a.npy", &r, &err));
    FAILS_IN(NPY_ERR_END, 0, 128 + 48, npy_next(r, &err));
    SAYS("no further array");
    npy_close(r);
}

/* An archive of one member, in which bytes are changed: where the local record and the
 * directory have flags and method (APPNOTE 4.3.7, 4.3.12), and in the elements. */
static void archive_errors(void)
{
    npy_memory *memory = NULL;
    npz_writer *z = NULL;
    npz_reader *archive = NULL;
    npz_member_info member;
    unsigned char bytes[1024], *directory;
    double found[6];
    size_t length;
    OK(npy_memory_new(&memory, &err));
    OK(npz_create_memory(memory, NULL, &z, &err));
    OK(npz_save(z, "a", "f8", 2, shape, values, &err));
    OK(npz_finish(z, &err));
    memcpy(bytes, npy_memory_data(memory, &length), 10);
    if (!CHECK(length < sizeof bytes)) return;
    memcpy(bytes, npy_memory_data(memory, &length), length);
    npy_memory_free(memory);
    directory = bytes + length - 22 - 51;
    CHECK(memcmp(directory, "PK\1\2", 4) == 0);

    FAILS_IN(NPY_ERR_ARCHIVE, 0, (int64_t)length - 30, npz_open_memory(bytes, length - 30, NULL, &archive, &err));
    SAYS("expected");
    OK(npz_open_memory(bytes, length, NULL, &archive, &err));
    FAILS_IN(NPY_ERR_MEMBER, 0, -1, npz_member(archive, "b", &member, &err));
    SAYS("'b'");
    bytes[30 + 5 + 20 + 128] ^= 1;
    FAILS_IN(NPY_ERR_CRC, 0, -1, npz_verify(archive, &err));
    SAYS("the directory says");
    OK(npz_get(archive, "a", &r, &err));
    FAILS_IN(NPY_ERR_CRC, 0, -1, npy_read_into(r, found, sizeof found, &err));
    npy_close(r);
    npz_close(archive);
    bytes[8] = directory[10] = 1;
    OK(npz_open_memory(bytes, length, NULL, &archive, &err));
    FAILS_IN(NPY_ERR_METHOD, 0, 0, npz_get(archive, "a", &r, &err));
    SAYS("expected");
    npz_close(archive);
    bytes[8] = directory[10] = 0;
    bytes[6] = directory[8] = 1;
    OK(npz_open_memory(bytes, length, NULL, &archive, &err));
    FAILS_IN(NPY_ERR_ENCRYPTED, 0, 0, npz_get(archive, "a", &r, &err));
    npz_close(archive);
}

/* --- the parts --- */

static int no_access(void)
{
    CHECK(mkdir("closed", 0500) == 0);
    check_write("secret.npy", "x", 1);
    CHECK(chmod("secret.npy", 0) == 0);
    FAILS_IN(NPY_ERR_ACCESS, EACCES, -1, npy_open("secret.npy", &r, &err));
    FAILS_IN(NPY_ERR_ACCESS, EACCES, -1, npy_save("closed/a.npy", "f8", 2, shape, values, &err));
    return check_end();
}

static int no_space(void)
{
    if (access("/dev/full", W_OK) != 0) return check_skip("no /dev/full here");
    FAILS_IN(NPY_ERR_NO_SPACE, ENOSPC, -1, npy_save("/dev/full", "f8", 2, shape, values, &err));
    return check_end();
}

/* A copy of this program that runs until it is told to stop. */
static int busy(const char *self)
{
    npy_spec spec = ZERO;
    size_t length;
    unsigned char *bytes = check_read(self, &length);
    int fd, ends[2];
    char byte;
    pid_t child;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape, spec.replace = NPY_REPLACE_IN_PLACE;
    check_write("running", bytes, length);
    free(bytes);
    if (chmod("running", 0700) != 0 || pipe(ends) != 0) check_need(NULL, "running");
    fflush(stdout);
    child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execl("running", "running", "wait", (char *)NULL);
        _exit(1);
    }
    if (read(ends[0], &byte, 1) != 1) check_need(NULL, "running");
    fd = open("running", O_WRONLY);
    if (fd >= 0) {
        kill(child, SIGKILL);
        return check_skip("this system lets a program be overwritten while it runs");
    }
    FAILS_IN(NPY_ERR_BUSY, ETXTBSY, -1, npy_create("running", &spec, &w, &err));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return check_end();
}

#define REACHED(code, cause) { code, #code, cause }
static const struct {
    npy_status code;
    const char *name;
    void (*cause)(void); /* NULL: only by the part of that name, or not at all yet */
} codes[] = {
    REACHED(NPY_ERR_ARGUMENT, argument),
    REACHED(NPY_ERR_SIZE, size),
    REACHED(NPY_ERR_STATE, state),
    REACHED(NPY_ERR_DTYPE, expectations),
    REACHED(NPY_ERR_SHAPE, expectations),
    REACHED(NPY_ERR_CAST, cast),
    REACHED(NPY_ERR_UNSUPPORTED, unsupported),
    REACHED(NPY_ERR_CANCELLED, cancelled),
    REACHED(NPY_ERR_IO, system_errors),
    REACHED(NPY_ERR_NOT_FOUND, system_errors),
    REACHED(NPY_ERR_ACCESS, NULL),
    REACHED(NPY_ERR_EXISTS, system_errors),
    REACHED(NPY_ERR_NO_SPACE, NULL),
    REACHED(NPY_ERR_MEMORY, system_errors),
    REACHED(NPY_ERR_BUSY, NULL),
    REACHED(NPY_ERR_CALLBACK, system_errors),
    REACHED(NPY_ERR_MAGIC, file_errors),
    REACHED(NPY_ERR_VERSION, file_errors),
    REACHED(NPY_ERR_HEADER, file_errors),
    REACHED(NPY_ERR_DESCR, file_errors),
    REACHED(NPY_ERR_TRUNCATED, file_errors),
    REACHED(NPY_ERR_OBJECT, file_errors),
    REACHED(NPY_ERR_END, file_errors),
    REACHED(NPY_ERR_ARCHIVE, archive_errors),
    REACHED(NPY_ERR_MEMBER, archive_errors),
    REACHED(NPY_ERR_CRC, archive_errors),
    REACHED(NPY_ERR_METHOD, archive_errors),
    REACHED(NPY_ERR_ENCRYPTED, archive_errors),
    REACHED(NPY_ERR_LIMIT, file_errors),
    REACHED(NPY_ERR_INTERNAL, NULL),
};

int main(int argc, char **argv)
{
    size_t i, j;
    if (check_part(argc, argv, "wait")) {
        CHECK(write(STDOUT_FILENO, "!", 1) == 1);
        pause();
    }
    if (check_part(argc, argv, "access")) return check_unprivileged(no_access);
    if (check_part(argc, argv, "no_space")) return no_space();
    if (check_part(argc, argv, "busy")) return busy(argv[0]);
    OK(npy_save("a.npy", "f8", 2, shape, values, &err));
    for (i = 0; i < sizeof codes / sizeof *codes; i++) {
        int again = 0;
        TEXT(npy_status_name(codes[i].code), codes[i].name);
        CHECK(strlen(npy_status_text(codes[i].code)) > 3);
        for (j = 0; j < i; j++) {
            CHECK(codes[j].code > codes[i].code);
            CHECK(strcmp(npy_status_text(codes[j].code), npy_status_text(codes[i].code)) != 0);
            again |= codes[j].cause == codes[i].cause;
        }
        if (codes[i].cause != NULL && !again) codes[i].cause();
    }
    TEXT(npy_status_name(NPY_OK), "NPY_OK");
    TEXT(npy_status_name(1), "unknown");
    TEXT(npy_status_name(INT32_MIN), "unknown");
    TEXT(npy_status_text(INT32_MAX), "unknown status");
    return check_end();
}

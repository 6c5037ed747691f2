/* Files as memory: read, written, private, made at full size; what cannot be mapped says so; what happens
 * when the file is cut. With an argument, what cannot be done everywhere:
 *   mapped_arrays no_space   a file system that is full */
#include "check.h"

#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#ifdef __linux__
#include <sys/mount.h>
#endif

static int64_t shape[2] = { 40, 30 };
static double values[40 * 30];

static npy_array *mapped(const char *path, int32_t mode)
{
    npy_array *array = NULL;
    OK(npy_map(path, mode, &array, &err));
    check_need(array, path);
    return array;
}

/* What npy_open() and npy_read() find at [0, 0]. */
static double first(const char *path)
{
    double all[40 * 30];
    npy_reader *r = NULL;
    OK(npy_open(path, &r, &err));
    OK(npy_read_into(r, all, sizeof all, &err));
    npy_close(r);
    return all[0];
}

static void three_modes(void)
{
    npy_array *a;
    const npy_info *info;
    double *data;
    OK(npy_save("a.npy", "f8", 2, shape, values, &err));
    a = mapped("a.npy", NPY_MAP_READ);
    info = npy_array_info(a);
    INT(info->ndim, 2);
    INT(info->shape[1], 30);
    INT(info->nbytes, (int64_t)sizeof values);
    INT(info->strides[0], 240);
    INT(info->data_offset, 128);
    INT(info->version, 1);
    TEXT(info->descr, "<f8");
    CHECK(memcmp(npy_array_data(a), values, sizeof values) == 0);
    CHECK((uintptr_t)npy_array_data(a) % 64 == 0);
    CHECK(npy_array_data_mut(a) == NULL);
    OK(npy_array_flush(a, &err));
    npy_array_free(a);

    a = mapped("a.npy", NPY_MAP_PRIVATE);
    data = (double *)npy_array_data_mut(a);
    data[0] = -1;
    OK(npy_array_flush(a, &err));
    CHECK(first("a.npy") == values[0] && ((const double *)npy_array_data(a))[0] == -1);
    npy_array_free(a);
    CHECK(first("a.npy") == values[0]);

    a = mapped("a.npy", NPY_MAP_WRITE | NPY_MAP_PREFAULT);
    data = (double *)npy_array_data_mut(a);
    data[0] = -2;
    CHECK(first("a.npy") == -2);
    OK(npy_array_flush(a, &err));
    npy_array_free(a);
    CHECK(first("a.npy") == -2);
}

static void files_without_elements(void)
{
    static const int64_t none[2] = { 0, 7 };
    static const double pi = 3.14159;
    static const int32_t modes[] = { NPY_MAP_READ, NPY_MAP_WRITE, NPY_MAP_PRIVATE };
    npy_spec spec = ZERO;
    npy_array *a = NULL;
    size_t i;
    OK(npy_save("none.npy", "f8", 2, none, NULL, &err));
    OK(npy_save("one.npy", "f8", 0, NULL, &pi, &err));
    for (i = 0; i < sizeof modes / sizeof *modes; i++) {
        a = mapped("none.npy", modes[i] | NPY_MAP_PREFAULT);
        INT(npy_array_info(a)->nbytes, 0);
        INT(npy_array_info(a)->shape[1], 7);
        CHECK(npy_array_data(a) != NULL && (uintptr_t)npy_array_data(a) % 64 == 0);
        CHECK((npy_array_data_mut(a) != NULL) == (modes[i] != NPY_MAP_READ));
        OK(npy_array_flush(a, &err));
        npy_array_free(a);
        a = mapped("one.npy", modes[i] | NPY_MAP_PREFAULT);
        INT(npy_array_info(a)->ndim, 0);
        CHECK(*(const double *)npy_array_data(a) == pi);
        npy_array_free(a);
    }
    spec.dtype = "i2", spec.ndim = 2, spec.shape = none;
    OK(npy_map_create("made.npy", &spec, &a, &err));
    INT(npy_array_info(a)->nbytes, 0);
    OK(npy_array_flush(a, &err));
    npy_array_free(a);
    npy_array_free(mapped("made.npy", NPY_MAP_WRITE));
}

static void made_at_full_size(void)
{
    npy_spec spec = ZERO;
    npy_array *a = NULL;
    double *data;
    struct stat status;
    size_t size, i;
    unsigned char *bytes, *saved;
    OK(npy_save("m.npy", "f8", 2, shape, values, &err));
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;
    spec.replace = NPY_REPLACE_NEVER;
    FAILS(NPY_ERR_EXISTS, npy_map_create("m.npy", &spec, &a, &err));
    spec.replace = NPY_REPLACE_ATOMIC, spec.sync = 1;
    OK(npy_map_create("m.npy", &spec, &a, &err));
    /* It is there at once, whole, and everybody sees what is stored. */
    CHECK(first("m.npy") == 0);
    CHECK(stat("m.npy", &status) == 0 && status.st_size == 128 + (off_t)sizeof values);
    CHECK((int64_t)status.st_blocks * 512 >= (int64_t)sizeof values);
    data = (double *)npy_array_data_mut(a);
    for (i = 0; i < 40 * 30; i++) CHECK(data[i] == 0);
    memcpy(data, values, sizeof values);
    CHECK(first("m.npy") == values[0]);
    OK(npy_array_flush(a, &err));
    npy_array_free(a);
    OK(npy_save("s.npy", "f8", 2, shape, values, &err));
    saved = check_read("s.npy", &size);
    bytes = check_read("m.npy", &i);
    BYTES(bytes, i, saved, size);
    free(bytes), free(saved);

    spec.replace = NPY_REPLACE_IN_PLACE;
    OK(npy_map_create("m.npy", &spec, &a, &err));
    CHECK(first("m.npy") == 0);
    npy_array_free(a);
    spec.replace = NPY_REPLACE_ATOMIC;
    spec.order = 'F';
    OK(npy_map_create("f.npy", &spec, &a, &err));
    INT(npy_array_info(a)->strides[0], 8);
    INT(npy_array_info(a)->strides[1], 320);
    npy_array_free(a);
    INT(check_names("."), 7);

    spec.dtype = ">f8";
    FAILS(NPY_ERR_UNSUPPORTED, npy_map_create("x.npy", &spec, &a, &err));
    SAYS("foreign byte order");
    spec.dtype = "f8", spec.data_dtype = "f4";
    FAILS(NPY_ERR_UNSUPPORTED, npy_map_create("x.npy", &spec, &a, &err));
    spec.data_dtype = "f8";
    OK(npy_map_create("x.npy", &spec, &a, &err));
    npy_array_free(a);
    spec.data_dtype = NULL;
    shape[0] = -1;
    FAILS(NPY_ERR_SHAPE, npy_map_create("x.npy", &spec, &a, &err));
    /* More than any disk has, or than any file may have. */
    shape[0] = INT64_MAX / 240 - 1;
    CHECK(npy_map_create("y.npy", &spec, &a, &err) != NPY_OK);
    CHECK(err.code == NPY_ERR_NO_SPACE || err.code == NPY_ERR_IO || err.code == NPY_ERR_MEMORY);
    shape[0] = 40;
    CHECK(access("y.npy", F_OK) != 0);
    FAILS(NPY_ERR_NOT_FOUND, npy_map_create("no/where.npy", &spec, &a, &err));
    CHECK(mkfifo("pipe", 0600) == 0);
    FAILS(NPY_ERR_IO, npy_map_create(".", &spec, &a, &err));
    unlink("pipe");
}

/* A file of one array behind `offset` bytes, which is at no multiple of 64. */
static npy_reader *behind(size_t offset, const char *dtype)
{
    npy_open_options options = ZERO;
    npy_reader *r = NULL;
    char junk[64] = "junk";
    int64_t six[1] = { 6 };
    size_t size;
    unsigned char *bytes;
    FILE *file;
    OK(npy_save("six.npy", dtype, 1, six, values, &err));
    bytes = check_read("six.npy", &size);
    file = (FILE *)check_need(fopen("behind.npy", "wb"), "behind.npy");
    CHECK(fwrite(junk, 1, offset, file) == offset && fwrite(bytes, 1, size, file) == size);
    fclose(file);
    free(bytes);
    options.offset = (int64_t)offset;
    OK(npy_open_with("behind.npy", &options, &r, &err));
    return (npy_reader *)check_need(r, "behind.npy");
}

static void only_as_memory_has_it(void)
{
    npy_array *a = NULL;
    npy_reader *r = behind(4, "f8");
    FAILS(NPY_ERR_UNSUPPORTED, npy_map_from(r, NPY_MAP_READ, &a, &err));
    SAYS("misaligned");
    INT(err.offset, 132);
    OK(npy_map_from(r, NPY_MAP_READ | NPY_MAP_FOREIGN, &a, &err));
    npy_close(r);
    /* The array outlives its reader. */
    CHECK(memcmp(npy_array_data(a), values, 48) == 0);
    CHECK((uintptr_t)npy_array_data(a) % 8 == 4);
    npy_array_free(a);
    r = behind(4, "i4");
    OK(npy_map_from(r, NPY_MAP_PRIVATE, &a, &err));
    npy_array_free(a);
    npy_close(r);
    r = behind(5, "[('a', 'u1'), ('b', '<f8')]");
    OK(npy_map_from(r, NPY_MAP_READ, &a, &err));
    npy_array_free(a);
    npy_close(r);
    r = behind(4, "[('b', '<f8'), ('a', 'u1'), ('', 'V7')]");
    FAILS(NPY_ERR_UNSUPPORTED, npy_map_from(r, NPY_MAP_READ, &a, &err));
    npy_close(r);

    OK(npy_save("big.npy", ">f8", 2, shape, values, &err));
    FAILS(NPY_ERR_UNSUPPORTED, npy_map("big.npy", NPY_MAP_READ, &a, &err));
    SAYS("foreign byte order");
    SAYS(">f8");
    a = mapped("big.npy", NPY_MAP_READ | NPY_MAP_FOREIGN);
    TEXT(npy_array_info(a)->descr, ">f8");
    CHECK(((const char *)npy_array_data(a))[8] == 0x3f);
    npy_array_free(a);
}

static int64_t no_bytes(void *context, void *dst, size_t size, int64_t offset)
{
    npy_array *a = (npy_array *)context;
    const char *bytes = (const char *)npy_array_data(a);
    int64_t all = npy_array_info(a)->nbytes;
    if (offset >= all) return 0;
    if ((int64_t)size > all - offset) size = (size_t)(all - offset);
    memcpy(dst, bytes + offset, size);
    return (int64_t)size;
}

static void only_what_lies_in_a_file(void)
{
    npy_array *a = NULL, *bytes_of = NULL;
    npy_reader *r = NULL;
    npy_source source = ZERO;
    int64_t length[1];
    size_t size;
    int fd;
    unsigned char *bytes = check_read("a.npy", &size);
    OK(npy_open_memory(bytes, size, NULL, &r, &err));
    FAILS(NPY_ERR_UNSUPPORTED, npy_map_from(r, NPY_MAP_READ, &a, &err));
    SAYS("a source that can be mapped");
    npy_close(r);
    length[0] = (int64_t)size;
    OK(npy_save("bytes.npy", "u1", 1, length, bytes, &err));
    bytes_of = mapped("bytes.npy", NPY_MAP_READ);
    source.context = bytes_of, source.read_at = no_bytes;
    OK(npy_open_source(&source, NULL, &r, &err));
    FAILS(NPY_ERR_UNSUPPORTED, npy_map_from(r, NPY_MAP_READ, &a, &err));
    npy_close(r);
    npy_array_free(bytes_of);
    free(bytes);
    /* A descriptor stays the caller's, who may close it. */
    fd = open("a.npy", O_RDONLY);
    OK(npy_open_fd(fd, NULL, &r, &err));
    OK(npy_map_from(r, NPY_MAP_READ, &a, &err));
    npy_close(r);
    close(fd);
    CHECK(memcmp((const char *)npy_array_data(a) + 8, values + 1, sizeof values - 8) == 0);
    npy_array_free(a);
    OK(npy_open("a.npy", &r, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_map_from(r, NPY_MAP_WRITE, &a, &err));
    npy_close(r);
    FAILS(NPY_ERR_ARGUMENT, npy_map("a.npy", 3, &a, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_map("a.npy", 64, &a, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_map("a.npy", -1, &a, &err));
    FAILS(NPY_ERR_NOT_FOUND, npy_map("no.npy", NPY_MAP_READ, &a, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_map(NULL, NPY_MAP_READ, &a, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_map("a.npy", NPY_MAP_READ, NULL, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_map_from(NULL, NPY_MAP_READ, &a, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_array_flush(NULL, &err));
    INT(npy_map("no.npy", NPY_MAP_READ, &a, NULL), NPY_ERR_NOT_FOUND);
    CHECK(chmod("a.npy", 0400) == 0);
    if (geteuid() != 0) FAILS(NPY_ERR_ACCESS, npy_map("a.npy", NPY_MAP_WRITE, &a, &err));
    CHECK(chmod("a.npy", 0600) == 0);
}

/* Whether a process that touches the byte dies, and how. */
static int signal_of_touching(const volatile char *byte)
{
    int status = 0;
    pid_t child;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        char read;
        /* Sanitizers have one of their own. */
        signal(SIGBUS, SIG_DFL);
        read = *byte;
        _exit(read == 0 ? 0 : 1);
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void the_file_is_cut(void)
{
    npy_array *a, *b = NULL;
    npy_reader *r = NULL;
    static double all[40 * 30];
    int64_t large[1] = { 1 << 20 };
    char *megabytes = (char *)check_need(malloc(1 << 20), "memory");
    memset(megabytes, 1, 1 << 20);
    OK(npy_save("cut.npy", "u1", 1, large, megabytes, &err));
    OK(npy_open("cut.npy", &r, &err));
    a = mapped("cut.npy", NPY_MAP_READ | NPY_MAP_PREFAULT);
    OK(npy_array_flush(a, &err));
    CHECK(truncate("cut.npy", 100 * 1000) == 0);
    /* Nobody can give an error here; but nothing is hidden from whoever asks. */
    INT(signal_of_touching((const char *)npy_array_data(a) + (1 << 19)), SIGBUS);
    INT(signal_of_touching((const char *)npy_array_data(a) + 100 * 1000), 0);
    FAILS(NPY_ERR_TRUNCATED, npy_array_flush(a, &err));
    INT(err.offset, 100 * 1000);
    npy_array_free(a);
    /* The guarded ways: to read, and to prefault. */
    FAILS(NPY_ERR_TRUNCATED, npy_read_into(r, megabytes, 1 << 20, &err));
    FAILS(NPY_ERR_TRUNCATED, npy_map_from(r, NPY_MAP_READ, &b, &err));
    FAILS(NPY_ERR_TRUNCATED, npy_map_from(r, NPY_MAP_READ | NPY_MAP_PREFAULT, &b, &err));
    npy_close(r);
    FAILS(NPY_ERR_TRUNCATED, npy_map("cut.npy", NPY_MAP_WRITE, &b, &err));
    free(megabytes);
    /* Replacing the file is nothing of the kind. */
    OK(npy_save("b.npy", "f8", 2, shape, values, &err));
    a = mapped("b.npy", NPY_MAP_READ);
    OK(npy_save("b.npy", "f8", 2, shape, all, &err));
    CHECK(memcmp(npy_array_data(a), values, sizeof values) == 0);
    OK(npy_array_flush(a, &err));
    npy_array_free(a);
    CHECK(first("b.npy") == 0);
}

/* Who promises that nobody shortens the file may be read to from a mapping: the same bytes. */
static void steady_files(void)
{
    enum { LINES = 1200, COLUMNS = 1000 };
    static const int64_t large[2] = { LINES, COLUMNS };
    static const npy_slice part[2] = { { 1100, 100, -7 }, { 5, 900, 3 } };
    static const char *const dtypes[] = { "<f8", ">f8" };
    npy_open_options steady = ZERO;
    npy_request request = ZERO;
    npy_reader *r = NULL, *plain = NULL;
    npy_info info;
    size_t i, size = LINES * COLUMNS * sizeof(double);
    double *all = (double *)check_need(malloc(size), "memory"), *found = (double *)check_need(malloc(size), "memory");
    double *wanted = (double *)check_need(malloc(size), "memory");
    for (i = 0; i < LINES * COLUMNS; i++) all[i] = (double)i * 0.5;
    steady.flags = NPY_OPEN_STEADY;
    for (i = 0; i < 2; i++) {
        npy_spec spec = ZERO;
        spec.dtype = dtypes[i], spec.ndim = 2, spec.shape = large;
        OK(npy_save_with("steady.npy", &spec, all, NULL, &err));
        OK(npy_open_with("steady.npy", &steady, &r, &err));
        OK(npy_open("steady.npy", &plain, &err));
        check_fill(found, size);
        OK(npy_read_into(r, found, size, &err));
        CHECK(memcmp(found, all, size) == 0);
        request.slices = part, request.nslices = 2;
        OK(npy_plan(r, &request, &info, &err));
        OK(npy_read(r, &request, found, (size_t)info.nbytes, &err));
        OK(npy_read(plain, &request, wanted, (size_t)info.nbytes, &err));
        CHECK(memcmp(found, wanted, (size_t)info.nbytes) == 0);
        FAILS(NPY_ERR_END, npy_next(r, &err));
        npy_close(r);
        npy_close(plain);
    }
    free(all), free(found), free(wanted);
    unlink("steady.npy");
}

/* A file with holes is given its space when it is mapped for writing. */
static void holes_are_filled(void)
{
    struct stat status;
    npy_array *a;
    OK(npy_save("holes.npy", "f8", 2, shape, values, &err));
    CHECK(truncate("holes.npy", 128) == 0 && truncate("holes.npy", 128 + (off_t)sizeof values) == 0);
    a = mapped("holes.npy", NPY_MAP_WRITE);
    CHECK(stat("holes.npy", &status) == 0 && (int64_t)status.st_blocks * 512 >= (int64_t)sizeof values);
    INT(status.st_size, 128 + (int64_t)sizeof values);
    npy_array_free(a);
}

static void parent_and_child_share(void)
{
    npy_spec spec = ZERO;
    npy_array *a = NULL;
    double *data;
    int status = -1;
    pid_t child;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;
    OK(npy_map_create("shared.npy", &spec, &a, &err));
    data = (double *)npy_array_data_mut(a);
    data[0] = 1;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        int well = data[0] == 1;
        data[1] = 2;
        npy_array_free(a);
        _exit(well ? 0 : 1);
    }
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(data[1] == 2);
    data[2] = 3;
    OK(npy_array_flush(a, &err));
    npy_array_free(a);
}

#ifdef __linux__
static int no_space(void)
{
    npy_spec spec = ZERO;
    npy_array *a = NULL;
    npy_writer *w = NULL;
    npy_info info;
    static int64_t rows[2] = { -1, 30 };
    static const int64_t much[1] = { 4 << 20 };
    int tries = 0;
    if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
        return check_skip("no mount of one's own is allowed here");
    }
    if (mkdir("small", 0700) != 0 || mount("tmpfs", "small", "tmpfs", 0, "size=256k") != 0) {
        return check_skip("no small file system can be mounted here");
    }
    spec.dtype = "u1", spec.ndim = 1, spec.shape = much;
    FAILS(NPY_ERR_NO_SPACE, npy_map_create("small/a.npy", &spec, &a, &err));
    INT(check_names("small"), 0);
    FAILS(NPY_ERR_NO_SPACE, npy_create("small/a.npy", &spec, &w, &err));
    INT(check_names("small"), 0);
    /* Rows as long as there is room; then what was flushed is there, and with room again it goes on. */
    spec.dtype = "f8", spec.ndim = 2, spec.shape = rows;
    OK(npy_append("small/r.npy", &spec, &w, &err));
    while (npy_write_rows(w, 40, values, NULL, &err) == NPY_OK && tries++ < 1000) OK(npy_flush(w, &err));
    INT(err.code, NPY_ERR_NO_SPACE);
    OK(npy_writer_info(w, &info, &err));
    INT(info.shape[0], 40 * tries);
    OK(npy_flush(w, &err));
    OK(npy_map("small/r.npy", NPY_MAP_READ, &a, &err));
    INT(npy_array_info(a)->shape[0], 40 * tries);
    npy_array_free(a);
    CHECK(mount("tmpfs", "small", "tmpfs", MS_REMOUNT, "size=1m") == 0);
    OK(npy_write_rows(w, 40, values, NULL, &err));
    OK(npy_finish(w, &err));
    a = mapped("small/r.npy", NPY_MAP_READ);
    INT(npy_array_info(a)->shape[0], 40 * (tries + 1));
    CHECK(memcmp((const char *)npy_array_data(a) + tries * sizeof values, values, sizeof values) == 0);
    npy_array_free(a);
    CHECK(umount("small") == 0);
    return check_end();
}
#else
static int no_space(void)
{
    return check_skip("only Linux mounts a small file system for this");
}
#endif

int main(int argc, char **argv)
{
    struct sigaction before, after;
    size_t i;
    CHECK(sigaction(SIGBUS, NULL, &before) == 0);
    for (i = 0; i < 40 * 30; i++) values[i] = (double)i + 0.5;
    if (check_part(argc, argv, "no_space")) return no_space();
    three_modes();
    files_without_elements();
    made_at_full_size();
    only_as_memory_has_it();
    only_what_lies_in_a_file();
    the_file_is_cut();
    steady_files();
    holes_are_filled();
    parent_and_child_share();
    /* No signal handler of the library's. */
    CHECK(sigaction(SIGBUS, NULL, &after) == 0 && after.sa_handler == before.sa_handler);
    if (check_has_numpy()) {
        INT(check_python("import numpy as np\n"
                         "a = np.load('shared.npy')\n"
                         "assert a.shape == (40, 30) and a.flat[:4].tolist() == [1, 2, 3, 0]\n"
                         "f = np.load('f.npy')\n"
                         "assert f.flags.f_contiguous and not f.any()\n"
                         "assert np.load('made.npy').shape == (0, 7)"),
            0);
    }
    return check_end();
}

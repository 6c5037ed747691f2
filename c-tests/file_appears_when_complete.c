/* A file is there under its name when it is complete, and not before: after any
 * failure the old one is byte for byte what it was, and no other file stands in
 * the folder. What else a path can lead to: links, folders, pipes, devices.
 *
 *   file_appears_when_complete              all that needs no particular user
 *   file_appears_when_complete read_only    a folder that may not be written
 *   file_appears_when_complete devices      /dev/full and /dev/null
 *   file_appears_when_complete numpy        NumPy reads what was made */
#include "check.h"

#include <pthread.h>

static int64_t shape[2] = { 3, 4 };
static double values[12] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
static unsigned char *old_bytes, *new_bytes;
static size_t old_size, new_size;
static npy_writer *w;

static npy_spec plain(void)
{
    npy_spec spec = ZERO;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;
    return spec;
}

static void is(const char *path, const unsigned char *bytes, size_t size, int line)
{
    size_t length;
    unsigned char *found = check_read(path, &length);
    check_bytes(found, length, bytes, size, path, __FILE__, line);
    free(found);
}
#define OLD(path) is(path, old_bytes, old_size, __LINE__)
#define NEW(path) is(path, new_bytes, new_size, __LINE__)

static void put_old(const char *path)
{
    check_write(path, old_bytes, old_size);
}

static unsigned mode_of(const char *path)
{
    struct stat status;
    memset(&status, 0, sizeof status);
    if (stat(path, &status) != 0) return 0;
    return (unsigned)status.st_mode & 07777;
}

/* Writes the array in pieces; the file under the name is the old one all the while. */
static void whole(npy_spec *spec, const char *path)
{
    int i;
    if (!OK(npy_create(path, spec, &w, &err))) return;
    for (i = 0; i < 12; i++) {
        OK(npy_write(w, values + i, sizeof *values, &err));
        if (spec->replace == NPY_REPLACE_ATOMIC) OLD(path);
    }
    OK(npy_finish(w, &err));
    NEW(path);
}

static int32_t stop(void *context, int64_t done, int64_t total)
{
    (void)context, (void)done, (void)total;
    return 1;
}

/* Everything that can go wrong between creating and finishing. */
static void failures(void)
{
    npy_spec spec = plain(), bad;
    int names;
    put_old("a.npy");
    names = check_names(".");

    OK(npy_create("a.npy", &spec, &w, &err));
    INT(check_names("."), names + 1);
    npy_discard(w);
    OK(npy_create("a.npy", &spec, &w, &err));
    OK(npy_write(w, values, sizeof values, &err));
    npy_discard(w);
    OLD("a.npy");
    INT(check_names("."), names);

    OK(npy_create("a.npy", &spec, &w, &err));
    OK(npy_write(w, values, sizeof values - 8, &err));
    FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
    SAYS("11 elements were written, expected 12");
    OK(npy_create("a.npy", &spec, &w, &err));
    FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
    OK(npy_create("a.npy", &spec, &w, &err));
    FAILS(NPY_ERR_SIZE, npy_write(w, values, sizeof values + 8, &err));
    FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
    OLD("a.npy");

    /* A write that failed on its way can only be discarded. */
    bad = spec;
    bad.progress = stop;
    OK(npy_create("a.npy", &bad, &w, &err));
    FAILS(NPY_ERR_CANCELLED, npy_write(w, values, sizeof values, &err));
    FAILS(NPY_ERR_STATE, npy_write(w, values, 8, &err));
    FAILS(NPY_ERR_STATE, npy_finish(w, &err));
    FAILS(NPY_ERR_CANCELLED, npy_save_with("a.npy", &bad, values, NULL, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_save("a.npy", "f8", 2, shape, NULL, &err));
    FAILS(NPY_ERR_DTYPE, npy_save("a.npy", "f9", 2, shape, values, &err));
    FAILS(NPY_ERR_OBJECT, npy_save("a.npy", "O", 2, shape, values, &err));
    OLD("a.npy");
    INT(check_names("."), names);
    /* So are the files that are to be new. */
    OK(npy_create("b.npy", &spec, &w, &err));
    CHECK(access("b.npy", F_OK) != 0);
    npy_discard(w);
    FAILS(NPY_ERR_CANCELLED, npy_save_with("b.npy", &bad, values, NULL, &err));
    INT(check_names("."), names);
}

/* The name is taken between creating and finishing. */
static void never(void)
{
    npy_spec spec = plain();
    int names = check_names(".");
    spec.replace = NPY_REPLACE_NEVER;
    FAILS(NPY_ERR_EXISTS, npy_create("a.npy", &spec, &w, &err));
    FAILS(NPY_ERR_EXISTS, npy_save_with("a.npy", &spec, values, NULL, &err));
    OLD("a.npy");
    whole(&spec, "never.npy");
    CHECK(unlink("never.npy") == 0);
    OK(npy_create("never.npy", &spec, &w, &err));
    put_old("never.npy");
    OK(npy_write(w, values, sizeof values, &err));
    FAILS(NPY_ERR_EXISTS, npy_finish(w, &err));
    OLD("never.npy");
    CHECK(unlink("never.npy") == 0);
    INT(check_names("."), names);
}

/* In place the old file is gone once writing starts, but not for a spec that was never right. */
static void in_place(void)
{
    npy_spec spec = plain(), bad;
    npz_options options = ZERO;
    npz_writer *archive = NULL;
    const int64_t negative[2] = { 3, -4 };
    struct stat before, after;
    spec.replace = NPY_REPLACE_IN_PLACE;
    put_old("in.npy");
    CHECK(stat("in.npy", &before) == 0);
    bad = spec, bad.dtype = "O";
    FAILS(NPY_ERR_OBJECT, npy_create("in.npy", &bad, &w, &err));
    OLD("in.npy");
    bad = spec, bad.data_dtype = "c16";
    FAILS(NPY_ERR_CAST, npy_create("in.npy", &bad, &w, &err));
    OLD("in.npy");
    bad = spec, bad.shape = negative;
    FAILS(NPY_ERR_SHAPE, npy_create("in.npy", &bad, &w, &err));
    OLD("in.npy");
    FAILS(NPY_ERR_ARGUMENT, npy_save_with("in.npy", &spec, NULL, NULL, &err));
    OLD("in.npy");
    FAILS(NPY_ERR_ARGUMENT, npy_create("in.npy", &spec, NULL, &err));
    OLD("in.npy");
    options.replace = NPY_REPLACE_IN_PLACE, options.level = 10;
    FAILS(NPY_ERR_ARGUMENT, npz_create("in.npy", &options, &archive, &err));
    OLD("in.npy");
    whole(&spec, "in.npy");
    CHECK(stat("in.npy", &after) == 0 && before.st_ino == after.st_ino);
    /* A longer file leaves no tail. */
    check_write("in.npy", old_bytes, old_size);
    OK(npy_save_with("in.npy", &spec, values, NULL, &err));
    NEW("in.npy");
    CHECK(unlink("in.npy") == 0);
    whole(&spec, "in.npy");
    CHECK(unlink("in.npy") == 0);
}

static void links(void)
{
    npy_spec spec = plain();
    struct stat status;
    int names;
    CHECK(mkdir("far", 0700) == 0);
    put_old("far/target.npy");
    CHECK(symlink("far/target.npy", "link.npy") == 0 && symlink("link.npy", "link2.npy") == 0);
    CHECK(symlink("far/dangling.npy", "dangling.npy") == 0 && symlink("nowhere/x.npy", "lost.npy") == 0);
    CHECK(link("far/target.npy", "hard.npy") == 0);
    names = check_names(".");

    whole(&spec, "link2.npy");
    NEW("far/target.npy");
    OLD("hard.npy");
    CHECK(lstat("link2.npy", &status) == 0 && S_ISLNK(status.st_mode));
    CHECK(lstat("link.npy", &status) == 0 && S_ISLNK(status.st_mode));
    put_old("far/target.npy");
    OK(npy_create("link.npy", &spec, &w, &err));
    FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
    OLD("far/target.npy");
    INT(check_names("far"), 1);

    OK(npy_save_with("dangling.npy", &spec, values, NULL, &err));
    NEW("far/dangling.npy");
    CHECK(lstat("dangling.npy", &status) == 0 && S_ISLNK(status.st_mode));
    FAILS(NPY_ERR_NOT_FOUND, npy_save_with("lost.npy", &spec, values, NULL, &err));
    INT(check_names("far"), 2);
    INT(check_names("."), names);
}

/* Folders, names that are too long, and the longest that is not. */
static void places(void)
{
    npy_spec spec = plain();
    char name[5000];
    int names = check_names(".");
    FAILS(NPY_ERR_IO, npy_save_with("far", &spec, values, NULL, &err));
    FAILS(NPY_ERR_IO, npy_save_with("far/", &spec, values, NULL, &err));
    FAILS(NPY_ERR_IO, npy_save_with(".", &spec, values, NULL, &err));
    FAILS(NPY_ERR_NOT_FOUND, npy_save_with("none/a.npy", &spec, values, NULL, &err));
    FAILS(NPY_ERR_NOT_FOUND, npy_save_with("a.npy/a.npy", &spec, values, NULL, &err));
    spec.replace = NPY_REPLACE_IN_PLACE;
    FAILS(NPY_ERR_IO, npy_save_with("far", &spec, values, NULL, &err));
    FAILS(NPY_ERR_NOT_FOUND, npy_save_with("none/a.npy", &spec, values, NULL, &err));
    spec.replace = NPY_REPLACE_NEVER;
    FAILS(NPY_ERR_EXISTS, npy_save_with("far", &spec, values, NULL, &err));
    spec.replace = NPY_REPLACE_ATOMIC;
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = 0;
    FAILS(NPY_ERR_IO, npy_save_with(name, &spec, values, NULL, &err));
    name[256] = 0;
    FAILS(NPY_ERR_IO, npy_save_with(name, &spec, values, NULL, &err));
    INT(check_names("."), names);
    name[255] = 0;
    OK(npy_save_with(name, &spec, values, NULL, &err));
    NEW(name);
    CHECK(unlink(name) == 0);
}

/* A descriptor stands behind what was finished, or where it stood. */
static void descriptors(void)
{
    npy_spec spec = plain();
    int fd = open("fd.npy", O_RDWR | O_CREAT | O_TRUNC, 0600);
    put_old("fd.npy");
    CHECK(lseek(fd, 0, SEEK_END) == (off_t)old_size);
    OK(npy_create_fd(fd, &spec, &w, &err));
    OK(npy_write(w, values, sizeof values - 8, &err));
    FAILS(NPY_ERR_SIZE, npy_finish(w, &err));
    INT(lseek(fd, 0, SEEK_CUR), (int64_t)old_size);
    OLD("fd.npy");
    OK(npy_create_fd(fd, &spec, &w, &err));
    OK(npy_write(w, values, 40, &err));
    npy_discard(w);
    INT(lseek(fd, 0, SEEK_CUR), (int64_t)old_size);
    OLD("fd.npy");
    CHECK(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
    OK(npy_create_fd(fd, &spec, &w, &err));
    OK(npy_write(w, values, sizeof values, &err));
    OK(npy_finish(w, &err));
    INT(lseek(fd, 0, SEEK_CUR), (int64_t)new_size);
    NEW("fd.npy");
    CHECK(close(fd) == 0 && unlink("fd.npy") == 0);
}

/* A new file has the mode that open() gives; an old one keeps its own. */
static void modes(void)
{
    const unsigned each[] = { 0600, 0644, 0755, 0400, 0666, 02750 };
    npy_spec spec = plain();
    size_t i;
    mode_t mask = umask(027);
    OK(npy_save_with("mode.npy", &spec, values, NULL, &err));
    INT(mode_of("mode.npy"), 0640);
    for (i = 0; i < sizeof each / sizeof *each; i++) {
        CHECK(chmod("mode.npy", each[i]) == 0);
        OK(npy_save_with("mode.npy", &spec, values, NULL, &err));
        INT(mode_of("mode.npy"), each[i]);
    }
    umask(mask);
    CHECK(unlink("mode.npy") == 0);
}

/* What comes out of a pipe. */
static unsigned char drained[4096];

static void *drain(void *argument)
{
    int fd = open((const char *)argument, O_RDONLY);
    size_t done = 0;
    ssize_t n;
    while ((n = read(fd, drained + done, sizeof drained - done)) > 0) done += (size_t)n;
    close(fd);
    return (void *)(uintptr_t)done;
}

static void pipes(void)
{
    npy_spec spec = plain();
    const int ways[] = { NPY_REPLACE_ATOMIC, NPY_REPLACE_IN_PLACE };
    struct stat status;
    pthread_t id;
    void *done;
    char fifo[] = "fifo";
    size_t i;
    CHECK(mkfifo(fifo, 0600) == 0);
    for (i = 0; i < 2; i++) {
        spec.replace = ways[i];
        if (pthread_create(&id, NULL, drain, fifo) != 0) check_need(NULL, "pthread_create");
        OK(npy_save_with(fifo, &spec, values, NULL, &err));
        pthread_join(id, &done);
        BYTES(drained, (size_t)(uintptr_t)done, new_bytes, new_size);
        CHECK(stat(fifo, &status) == 0 && S_ISFIFO(status.st_mode));
    }
    spec.replace = NPY_REPLACE_NEVER;
    FAILS(NPY_ERR_EXISTS, npy_save_with(fifo, &spec, values, NULL, &err));
    CHECK(unlink(fifo) == 0);
}

/* --- the parts --- */

static int devices(void)
{
    npy_spec spec = plain();
    struct stat status;
    if (access("/dev/full", W_OK) != 0) return check_skip("no /dev/full here");
    FAILS(NPY_ERR_NO_SPACE, npy_save_with("/dev/full", &spec, values, NULL, &err));
    INT(err.os_error, ENOSPC);
    OK(npy_create("/dev/full", &spec, &w, &err));
    FAILS(NPY_ERR_NO_SPACE, npy_write(w, values, sizeof values, &err));
    FAILS(NPY_ERR_STATE, npy_finish(w, &err));
    OK(npy_save_with("/dev/null", &spec, values, NULL, &err));
    CHECK(stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode));
    return check_end();
}

static int read_only(void)
{
    npy_spec spec = plain();
    if (mkdir("closed", 0700) != 0) check_need(NULL, "mkdir");
    put_old("closed/a.npy");
    CHECK(chmod("closed", 0500) == 0);
    FAILS(NPY_ERR_ACCESS, npy_save_with("closed/a.npy", &spec, values, NULL, &err));
    FAILS(NPY_ERR_ACCESS, npy_save_with("closed/b.npy", &spec, values, NULL, &err));
    OLD("closed/a.npy");
    INT(check_names("closed"), 1);
    spec.replace = NPY_REPLACE_IN_PLACE;
    OK(npy_save_with("closed/a.npy", &spec, values, NULL, &err));
    NEW("closed/a.npy");
    CHECK(chmod("closed", 0700) == 0);
    return check_end();
}

int main(int argc, char **argv)
{
    int end;
    old_size = 1000;
    old_bytes = (unsigned char *)check_need(malloc(old_size), "memory");
    memset(old_bytes, 'o', old_size);
    OK(npy_save("new.npy", "f8", 2, shape, values, &err));
    new_bytes = check_read("new.npy", &new_size);
    INT(new_size, 128 + sizeof values);
    if (check_part(argc, argv, "devices")) return devices();
    if (check_part(argc, argv, "read_only")) return check_unprivileged(read_only);
    if (check_part(argc, argv, "numpy")) {
        if (!check_has_numpy()) return check_skip("no Python with NumPy");
        INT(check_python("import numpy as np\n"
                         "assert np.array_equal(np.load('new.npy'), np.arange(12.0).reshape(3, 4))\n"
                         "np.save('numpy.npy', np.arange(12.0).reshape(3, 4))\n"
                         "assert open('numpy.npy', 'rb').read() == open('new.npy', 'rb').read()\n"),
            0);
        return check_end();
    }
    failures();
    never();
    in_place();
    links();
    places();
    descriptors();
    modes();
    pipes();
    end = check_end();
    free(old_bytes);
    free(new_bytes);
    return end;
}

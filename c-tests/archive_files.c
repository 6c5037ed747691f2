/* An archive appears under its name when it is complete, in one step. Until then, and after every failure, the old
 * file is there, byte for byte, and nothing lies beside it.
 *
 *   archive_files devices     /dev/full and a pipe
 *   archive_files read_only   as somebody who may not write everywhere */
#include "check.h"

static double values[30000];
static int64_t many[1] = { 30000 }, few[1] = { 4 };
static unsigned char *old;
static size_t old_size;

static void put_old(void)
{
    npz_writer *z = NULL;
    OK(npz_create("a.npz", NULL, &z, &err));
    OK(npz_save(z, "old", "f8", 1, few, values, &err));
    OK(npz_finish(z, &err));
    free(old);
    old = check_read("a.npz", &old_size);
}

/* The old file, and only that. */
static void is_old(void)
{
    size_t size;
    unsigned char *now = check_read("a.npz", &size);
    BYTES(now, size, old, old_size);
    free(now);
    INT(check_names("."), 1);
}

static void has(const char *path, int64_t count)
{
    npz_reader *z = NULL;
    if (!OK(npz_open(path, &z, &err))) return;
    INT(npz_count(z), count);
    OK(npz_verify(z, &err));
    npz_close(z);
}

typedef npy_status begins(const char *path, const npz_options *options, npz_writer **out, npy_error *err);

/* Both ways to begin, a little and a lot, ended in every way. */
static void appears_when_complete(begins *begin, int64_t count)
{
    int64_t *const sizes[] = { few, many };
    int i, way;
    for (i = 0; i < 2; i++) {
        for (way = 0; way < 5; way++) {
            npz_options options = ZERO;
            npz_writer *z = NULL;
            npy_writer *w = NULL;
            npy_spec spec = ZERO;
            spec.dtype = "f8", spec.ndim = 1, spec.shape = sizes[i];
            options.sync = way == 0, options.align = way == 1 ? 64 : 0;
            put_old();
            OK(begin("a.npz", &options, &z, &err));
            OK(npz_save(z, "new", "f8", 1, sizes[i], values, &err));
            OK(npz_add(z, "newer", &spec, &w, &err));
            OK(npy_write(w, values, (size_t)sizes[i][0] * 8, &err));
            if (way == 3) {
                FAILS(NPY_ERR_STATE, npz_finish(z, &err));
                npy_discard(w);
                is_old();
                continue;
            }
            OK(npy_finish(w, &err));
            {
                size_t size;
                unsigned char *now = check_read("a.npz", &size);
                BYTES(now, size, old, old_size);
                free(now);
            }
            if (way == 4) {
                npz_discard(z);
                is_old();
                continue;
            }
            OK(npz_finish(z, &err));
            has("a.npz", count + 2);
            INT(check_names("."), 1);
        }
    }
}

/* What is wrong with the call is said before anything is touched, also where the old file would be overwritten. */
static void arguments(void)
{
    npz_options options = ZERO;
    npz_writer *z = NULL;
    int i;
    put_old();
    for (i = 0; i < 3; i++) {
        memset(&options, 0, sizeof options);
        options.replace = i;
        options.level = 10;
        FAILS(NPY_ERR_ARGUMENT, npz_create("a.npz", &options, &z, &err));
        is_old();
        options.level = 0, options.align = 48;
        FAILS(NPY_ERR_ARGUMENT, npz_create("a.npz", &options, &z, &err));
        is_old();
        options.align = 0, options.reserved[2] = 1;
        FAILS(NPY_ERR_ARGUMENT, npz_create("a.npz", &options, &z, &err));
        is_old();
    }
    memset(&options, 0, sizeof options);
    for (i = 1; i < 3; i++) {
        options.replace = i;
        FAILS(NPY_ERR_ARGUMENT, npz_update("a.npz", &options, &z, &err));
        SAYS("NPY_REPLACE_ATOMIC");
        is_old();
    }
    options.replace = NPY_REPLACE_NEVER;
    FAILS(NPY_ERR_EXISTS, npz_create("a.npz", &options, &z, &err));
    is_old();
    FAILS(NPY_ERR_NOT_FOUND, npz_create("missing/a.npz", NULL, &z, &err));
    FAILS(NPY_ERR_NOT_FOUND, npz_update("missing/a.npz", NULL, &z, &err));
    FAILS(NPY_ERR_IO, npz_create(".", NULL, &z, &err));
    CHECK(npz_update(".", NULL, &z, &err) != NPY_OK);
    is_old();
}

/* Somebody else makes a file of that name meanwhile. */
static void exists_meanwhile(void)
{
    npz_options options = ZERO;
    npz_writer *z = NULL;
    unlink("a.npz");
    options.replace = NPY_REPLACE_NEVER;
    OK(npz_create("a.npz", &options, &z, &err));
    OK(npz_save(z, "new", "f8", 1, many, values, &err));
    put_old();
    FAILS(NPY_ERR_EXISTS, npz_finish(z, &err));
    is_old();
    unlink("a.npz");
    OK(npz_create("a.npz", &options, &z, &err));
    OK(npz_save(z, "new", "f8", 1, many, values, &err));
    OK(npz_finish(z, &err));
    has("a.npz", 1);
    INT(check_names("."), 1);
}

static void links(void)
{
    npz_writer *z = NULL;
    struct stat status;
    put_old();
    CHECK(mkdir("folder", 0777) == 0 && symlink("folder/b.npz", "link.npz") == 0 && symlink("a.npz", "other.npz") == 0);
    OK(npz_create("link.npz", NULL, &z, &err)); /* a link that leads nowhere yet */
    OK(npz_save(z, "new", "f8", 1, few, values, &err));
    OK(npz_finish(z, &err));
    has("folder/b.npz", 1);
    CHECK(chmod("a.npz", 0640) == 0);
    OK(npz_update("other.npz", NULL, &z, &err));
    OK(npz_save(z, "new", "f8", 1, few, values, &err));
    OK(npz_finish(z, &err));
    has("a.npz", 2);
    CHECK(lstat("other.npz", &status) == 0 && S_ISLNK(status.st_mode));
    CHECK(stat("a.npz", &status) == 0 && (status.st_mode & 07777) == 0640);
    CHECK(unlink("link.npz") == 0 && unlink("other.npz") == 0 && unlink("folder/b.npz") == 0 && rmdir("folder") == 0);
}

/* What cannot be taken over is told, and the old file stays, whatever it is. */
static void updates_that_fail(void)
{
    static const char *const kinds[] = { "no archive at all", "PK\3\4 but no more" };
    npz_writer *z = NULL;
    size_t i;
    for (i = 0; i < 2; i++) {
        check_write("a.npz", kinds[i], strlen(kinds[i]));
        free(old);
        old = check_read("a.npz", &old_size);
        FAILS(NPY_ERR_ARCHIVE, npz_update("a.npz", NULL, &z, &err));
        is_old();
    }
    check_write("a.npz", "", 0);
    FAILS(NPY_ERR_TRUNCATED, npz_update("a.npz", NULL, &z, &err));
    /* A local header that is gone shows when the member is taken over; unless it is taken out. */
    put_old();
    old[0] = 'X', old[1] = 'X';
    check_write("a.npz", old, old_size);
    OK(npz_update("a.npz", NULL, &z, &err));
    FAILS(NPY_ERR_ARCHIVE, npz_finish(z, &err));
    SAYS("member 'old.npy'");
    is_old();
    put_old();
    OK(npz_update("a.npz", NULL, &z, &err));
    OK(npz_save(z, "new", "f8", 1, few, values, &err));
    OK(npz_finish(z, &err));
    free(old);
    old = check_read("a.npz", &old_size);
    for (i = 0; memcmp(old + i, "new.npy", 7) != 0;) i++;
    old[i] = 'x';
    check_write("a.npz", old, old_size);
    OK(npz_update("a.npz", NULL, &z, &err));
    OK(npz_save(z, "third", "f8", 1, few, values, &err));
    FAILS(NPY_ERR_ARCHIVE, npz_finish(z, &err));
    SAYS("member 'new.npy'");
    is_old();
    OK(npz_update("a.npz", NULL, &z, &err));
    OK(npz_save(z, "new", "f8", 1, few, values, &err));
    OK(npz_finish(z, &err));
    has("a.npz", 2);
    /* Made if it is missing. */
    unlink("a.npz");
    OK(npz_update("a.npz", NULL, &z, &err));
    CHECK(access("a.npz", F_OK) != 0);
    OK(npz_save(z, "new", "f8", 1, few, values, &err));
    OK(npz_finish(z, &err));
    has("a.npz", 1);
    INT(check_names("."), 1);
}

/* A descriptor of a file: after a failure its end is where it was. */
static void descriptors(void)
{
    npz_writer *z = NULL;
    int fd, how;
    put_old();
    for (how = 0; how < 2; how++) {
        fd = open("a.npz", O_RDWR);
        if (fd < 0 || lseek(fd, 0, SEEK_END) < 0) check_need(NULL, "a.npz");
        OK(npz_create_fd(fd, NULL, &z, &err));
        OK(npz_save(z, "new", "f8", 1, many, values, &err));
        if (how == 0) {
            npz_discard(z);
            is_old();
            INT(lseek(fd, 0, SEEK_CUR), (int64_t)old_size);
        } else {
            npz_reader *r = NULL;
            OK(npz_finish(z, &err));
            CHECK(lseek(fd, (off_t)old_size, SEEK_SET) >= 0);
            OK(npz_open_fd(fd, NULL, &r, &err));
            INT(npz_count(r), 1);
            OK(npz_verify(r, &err));
            npz_close(r);
        }
        close(fd);
    }
}

static int devices(void)
{
    npz_writer *z = NULL;
    npy_status status;
    int64_t *const sizes[] = { few, many };
    int i, fd = open("/dev/full", O_WRONLY);
    if (fd < 0) return check_skip("there is no /dev/full");
    for (i = 0; i < 2; i++) {
        OK(npz_create("/dev/full", NULL, &z, &err));
        check_fill(&err, sizeof err);
        status = npz_save(z, "new", "f8", 1, sizes[i], values, &err);
        /* A little is gathered first, and fails at the end. */
        check_status(status, i == 0 ? NPY_OK : NPY_ERR_NO_SPACE, "npz_save", __FILE__, __LINE__);
        if (i == 0) FAILS(NPY_ERR_NO_SPACE, npz_finish(z, &err));
        if (i == 1) FAILS(NPY_ERR_STATE, npz_finish(z, &err));
        OK(npz_create_fd(fd, NULL, &z, &err));
        status = npz_save(z, "new", "f8", 1, sizes[i], values, NULL);
        INT(status, i == 0 ? NPY_OK : NPY_ERR_NO_SPACE);
        npz_discard(z);
    }
    close(fd);
    INT(check_names("."), 0);
    return check_end();
}

static int read_only(void)
{
    npz_writer *z = NULL;
    size_t size;
    unsigned char *now;
    put_old();
    CHECK(chmod("a.npz", 0444) == 0 && mkdir("locked", 0777) == 0 && chmod("locked", 0555) == 0);
    FAILS(NPY_ERR_ACCESS, npz_create("locked/b.npz", NULL, &z, &err));
    FAILS(NPY_ERR_ACCESS, npz_update("locked/b.npz", NULL, &z, &err));
    CHECK(chmod("a.npz", 0) == 0);
    FAILS(NPY_ERR_ACCESS, npz_update("a.npz", NULL, &z, &err));
    CHECK(chmod("a.npz", 0444) == 0 && rmdir("locked") == 0);
    now = check_read("a.npz", &size);
    BYTES(now, size, old, old_size);
    free(now);
    INT(check_names("."), 1);
    return check_end();
}

int main(int argc, char **argv)
{
    size_t i;
    for (i = 0; i < sizeof values / sizeof *values; i++) values[i] = (double)(i * 7 % 1000);
    if (check_part(argc, argv, "devices")) return devices();
    if (check_part(argc, argv, "read_only")) return check_unprivileged(read_only);
    appears_when_complete(npz_create, 0);
    appears_when_complete(npz_update, 1);
    arguments();
    exists_meanwhile();
    links();
    updates_that_fail();
    descriptors();
    return check_end();
}

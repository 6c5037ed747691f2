/* operations KIND…: does each operation again and again, and lets each allocation, system call or callback in turn fail
 * in that way; "callback:fails", "callback:nothing", "callback:lies", "callback:least" and "callback:short" are what a
 * callback answers. After each: a status that fits, a text, no memory, descriptor, map or file left over, and the
 * old file or the new one. Prints what was met in which function; operations.py looks at that. */
#define _GNU_SOURCE
#include "operations.h"
#include "faults.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

npy_error err;

static const struct operation *now;
static const char *kind, *answer; /* `answer` is what a callback does */
static long at, runs, wrong, at_first;
static int in_kind, was_met, failed, in_its_place;

/* What was called, and what was met in it. */
static struct function {
    const char *name;
    long calls, allocations, system, callbacks;
} functions[160], *function;

static void put(int fd, const void *data, size_t size)
{
    if (write(fd, data, size) != (ssize_t)size) exit(4);
}

int operation_right(int right, const char *what, const char *file, int line)
{
    if (right) return 1;
    wrong++;
    faults_tell("wrong: %s, %s at %ld, %s: %s (%s:%d) %s: %.150s", now->name, kind, at,
                function != NULL ? function->name : "", what, file, line, npy_status_name(err.code),
                (unsigned char)err.message[0] == 0xA5 ? "" : err.message);
    return 0;
}

void operation_calls(const char *name)
{
    for (function = functions; function->name != NULL && strcmp(function->name, name) != 0;) function++;
    function->name = name;
    function->calls++;
    memset(&err, 0xA5, sizeof err);
    was_met = faults_met();
    if (in_kind) faults_resume();
}

/* Whether a status is what the fault may lead to. */
static int fits(npy_status status)
{
    static const struct {
        const char *kind;
        npy_status may[3];
    } answers[] = {
        { "allocation", { NPY_ERR_MEMORY } }, { "ENOMEM", { NPY_ERR_MEMORY, NPY_ERR_IO, NPY_ERR_BUSY } },
        { "ENOSPC", { NPY_ERR_NO_SPACE } }, { "EDQUOT", { NPY_ERR_NO_SPACE } }, { "EIO", { NPY_ERR_IO } },
        { "ESTALE", { NPY_ERR_IO } }, { "EACCES", { NPY_ERR_ACCESS } }, { "EPERM", { NPY_ERR_ACCESS } },
        { "EROFS", { NPY_ERR_ACCESS } }, { "EMFILE", { NPY_ERR_IO } }, { "ENFILE", { NPY_ERR_IO } },
        { "EFBIG", { NPY_ERR_IO } },
        { "callback", { NPY_ERR_CALLBACK, NPY_ERR_CANCELLED, NPY_ERR_IO } },
    };
    const char *plain = strncmp(kind, "from-", 5) == 0 ? kind + 5 : kind;
    size_t i, j;
    /* A source that ends too early is a file that is too short. */
    if (answer != NULL && strcmp(answer, "nothing") == 0 && status == NPY_ERR_TRUNCATED) return 1;
    for (i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (strncmp(plain, answers[i].kind, strlen(answers[i].kind)) != 0) continue;
        for (j = 0; j < 3; j++) {
            if (answers[i].may[j] == status && status != NPY_OK) return 1;
        }
    }
    return 0;
}

int operation_ended(npy_status status, int again)
{
    const unsigned char *raw = (const unsigned char *)&err;
    size_t i, length;
    int met_here;
    faults_pause();
    met_here = faults_met() && !was_met;
    if (met_here) {
        *(strstr(kind, "allocation") ? &function->allocations : answer != NULL ? &function->callbacks : &function->system) += 1;
    }
    if (status == NPY_OK) {
        for (i = 0; i < sizeof err && raw[i] == 0xA5;) i++;
        return RIGHT(i == sizeof err);
    }
    /* What fails because of an earlier failure says so by its state. */
    RIGHT(faults_met() && !again);
    RIGHT(fits(status) || (failed && status == NPY_ERR_STATE));
    length = strnlen(err.message, sizeof err.message);
    RIGHT(err.code == status && length > 0 && length < sizeof err.message);
    for (i = 0; i < length; i++) RIGHT((unsigned char)err.message[i] >= 0x20);
    failed = 1;
    in_its_place |= strstr(err.message, "the new file is in its place") != NULL;
    return 0;
}

int operation_repeats(void)
{
    return strncmp(kind, "from-", 5) != 0;
}

int64_t operation_moves(size_t size)
{
    if (answer == NULL || !faults_strike(FAULTS_CALLBACK)) return (int64_t)size;
    if (strcmp(answer, "fails") == 0) return -EIO;
    if (strcmp(answer, "nothing") == 0) return 0;
    if (strcmp(answer, "lies") == 0) return (int64_t)size + 1;
    if (strcmp(answer, "least") == 0) return INT64_MIN;
    return (int64_t)(size + 1) / 2;
}

int operation_refuses(void)
{
    return answer != NULL && strcmp(answer, "short") != 0 && faults_strike(FAULTS_CALLBACK);
}

int test_open(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0644);
    if (fd >= 0) return fd;
    faults_tell("cannot open %s: %s", path, strerror(errno));
    exit(4);
}

unsigned char *test_read(const char *path, size_t *size)
{
    struct stat status;
    int fd = test_open(path, O_RDONLY);
    unsigned char *bytes = NULL;
    if (fstat(fd, &status) == 0) bytes = malloc((size_t)status.st_size + 1);
    if (bytes == NULL || read(fd, bytes, (size_t)status.st_size) != status.st_size) exit(4);
    close(fd);
    *size = (size_t)status.st_size;
    return bytes;
}

/* How many names stand beside the target. */
static int others(void)
{
    struct dirent *entry;
    int count = 0;
    DIR *folder = opendir("out");
    if (folder == NULL) exit(4);
    while ((entry = readdir(folder)) != NULL) {
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    }
    closedir(folder);
    return count - (access(TARGET, F_OK) == 0);
}

static void empty(void)
{
    struct dirent *entry;
    char path[512];
    DIR *folder = opendir("out");
    if (folder == NULL) exit(4);
    while ((entry = readdir(folder)) != NULL) {
        snprintf(path, sizeof path, "out/%.255s", entry->d_name);
        unlink(path);
    }
    closedir(folder);
}

static int descriptors(void)
{
    int fd, count = 0;
    for (fd = 0; fd < 64; fd++) count += fcntl(fd, F_GETFD) != -1;
    return count;
}

/* Maps of files of this test. */
static int maps(void)
{
    static char text[1 << 17];
    int count = 0, fd = test_open("/proc/self/maps", O_RDONLY);
    ssize_t n, size = 0;
    char *found;
    while ((n = read(fd, text + size, sizeof text - 1 - (size_t)size)) > 0) size += n;
    close(fd);
    text[size] = '\0';
    for (found = text; (found = strstr(found, "/out/a")) != NULL; found++) count++;
    for (found = text; (found = strstr(found, "/in/")) != NULL; found++) count++;
    return count;
}

struct bytes {
    unsigned char *data;
    size_t size;
};

static int is(const struct bytes *expected)
{
    struct bytes found;
    int same;
    if (access(TARGET, F_OK) != 0) return expected->data == NULL;
    if (expected->data == NULL) return 0;
    found.data = test_read(TARGET, &found.size);
    same = found.size == expected->size && memcmp(found.data, expected->data, found.size) == 0;
    free(found.data);
    return same;
}

/* One run with a fault at the `n`-th place, 0 for none. Whether there was such a place. */
static int run(long n, const struct bytes *old, const struct bytes *fresh)
{
    int lacking = strstr(kind, "EINVAL") != NULL || strstr(kind, "ENOSYS") != NULL || strstr(kind, "EOPNOTSUPP") != NULL;
    int well, i, files = descriptors(), mapped = maps();
    long memory, place;
    empty();
    if (old->data != NULL) {
        int fd = test_open(TARGET, O_WRONLY | O_CREAT | O_TRUNC);
        put(fd, old->data, old->size);
        close(fd);
    }
    at = n, failed = in_its_place = 0, function = NULL;
    memory = memory_live();
    faults_begin(n, strncmp(kind, "callback", 8) == 0 ? "callback" : strncmp(kind, "from-callback", 13) == 0 ? "from-callback" : kind);
    faults_spare();
    faults_pause();
    in_kind = 1;
    well = now->run();
    in_kind = 0;
    place = faults_end();
    runs++;
    RIGHT(well || n > 0);
    /* The C library keeps some bytes for each thread that ran at once, and a thread goes a moment after the call: what
     * leaked would grow from run to run. */
    for (i = 0; now->without && i < 2000 && memory_live() > at_first + 4096; i++) usleep(1000);
    if (fresh != NULL) RIGHT(now->without ? memory_live() <= at_first + 4096 : memory_live() == memory);
    RIGHT(descriptors() == files);
    RIGHT(maps() == mapped);
    if (fresh != NULL) {
        RIGHT(well || faults_met());
        if (now->fate == KEPT) RIGHT(is(old));
        else if (now->fate == REPLACED) RIGHT(well ? is(fresh) : is(old) || (in_its_place && is(fresh)));
        /* Where there are no leases a header that can grow stays one. */
        else RIGHT(well && !lacking ? is(fresh) : now->right == NULL || now->right());
        /* Where calls go on failing, or removing failed, what is left is for the next one that writes there. */
        if (operation_repeats() && strcmp(faults_met_in(), "unlink") != 0) RIGHT(others() == 0);
        else if (others() > 0) {
            static const int64_t one[1] = { 1 };
            static const double value = 1;
            RIGHT(npy_save(TARGET, "f8", 1, one, &value, &err) == NPY_OK && others() == 0);
        }
    }
    return place >= n && n > 0;
}

static void crashed(int number)
{
    faults_pause();
    faults_tell("wrong: %s, %s at %ld, %s: signal %d", now->name, kind, at, function != NULL ? function->name : "", number);
    _exit(5);
}

/* Every place of every kind. */
static void go(const struct operation *operation, int count, char **kinds)
{
    struct bytes old = { NULL, 0 }, fresh = { NULL, 0 };
    char path[256];
    long met = 0;
    int i;
    now = operation;
    if (now->old != NULL) {
        snprintf(path, sizeof path, "in/%s", now->old);
        old.data = test_read(path, &old.size);
    }
    kind = "EIO", answer = NULL;
    for (i = 0; i < 3; i++) {
        /* The first runs make what is made once, and the new file. */
        run(0, &old, NULL);
    }
    if (access(TARGET, F_OK) == 0) fresh.data = test_read(TARGET, &fresh.size);
    at_first = memory_live();
    for (i = 0; i < count; i++) {
        long n = 1;
        kind = kinds[i];
        answer = strchr(kind, ':') != NULL ? strchr(kind, ':') + 1 : NULL;
        if ((now->without & FAULTS_ALLOCATION) && strstr(kind, "allocation")) continue;
        while (run(n, &old, &fresh)) n++;
        met += n - 1;
    }
    /* For NumPy, the last one. */
    kind = "EIO", answer = NULL;
    run(0, &old, NULL);
    snprintf(path, sizeof path, "done/%s", now->name);
    if (rename(TARGET, path) != 0 && errno != ENOENT) exit(4);
    faults_tell("operation %-44s %6ld faults", now->name, met);
    free(old.data);
    free(fresh.data);
}

/* What NumPy cannot make: the members of another archive, in blocks. */
static int blocks(void)
{
    static const char *const names[2] = { "many", "few" };
    npz_options options = { 0 };
    npz_reader *from = NULL;
    npz_writer *to = NULL;
    npy_array *array = NULL;
    npy_reader *r = NULL;
    int i, well = 1;
    options.method = NPZ_DEFLATED, options.block = 16384;
    well = npz_open("in/deflated.npz", &from, &err) == NPY_OK && rename("in/text.npz", "in/blocks.npz") == 0
        && npz_update("in/blocks.npz", &options, &to, &err) == NPY_OK;
    for (i = 0; i < 2 && well; i++) {
        well = npz_get(from, names[i], &r, &err) == NPY_OK && npy_load_from(r, NULL, &array, &err) == NPY_OK
            && npz_save(to, names[i], "f8", 1, npy_array_info(array)->shape, npy_array_data(array), &err) == NPY_OK;
        npy_array_free(array);
        npy_close(r);
    }
    npz_close(from);
    if (well && npz_finish(to, &err) == NPY_OK) return 0;
    faults_tell("blocks: %.200s", err.message);
    return 4;
}

int main(int argc, char **argv)
{
    const struct operation *all[4];
    const char *only = getenv("OPERATION");
    int i;
    if (argc == 2 && strcmp(argv[1], "blocks") == 0) return blocks();
    all[0] = reading, all[1] = writing, all[2] = archives, all[3] = objects;
    signal(SIGABRT, crashed);
    signal(SIGSEGV, crashed);
    signal(SIGBUS, crashed);
    signal(SIGPIPE, SIG_IGN);
    for (i = 0; i < 4; i++) {
        const struct operation *operation;
        for (operation = all[i]; operation->name != NULL; operation++) {
            if (only == NULL || strcmp(only, operation->name) == 0) go(operation, argc - 1, argv + 1);
        }
    }
    for (function = functions; function->name != NULL; function++) {
        faults_tell("function %s %ld %ld %ld %ld", function->name, function->calls, function->allocations,
                    function->system, function->callbacks);
    }
    faults_tell("runs %ld wrong %ld", runs, wrong);
    return wrong != 0;
}

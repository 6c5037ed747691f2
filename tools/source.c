/* From a path to the arrays that it leads to. */
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Standard input that cannot go back: the bytes that were looked at come first again. */
static struct {
    char bytes[4];
    size_t count, given;
} head;

static int64_t read_input(void *context, void *to, size_t size)
{
    ssize_t taken;
    (void)context;
    if (head.given < head.count) {
        if (size > head.count - head.given) size = head.count - head.given;
        memcpy(to, head.bytes + head.given, size);
        head.given += size;
        return (int64_t)size;
    }
    do {
        taken = read(STDIN_FILENO, to, size);
    } while (taken < 0 && errno == EINTR);
    return taken < 0 ? -errno : taken;
}

static npy_status fail(npy_error *err, npy_status status, const char *message)
{
    memset(err, 0, sizeof *err);
    err->code = status;
    err->offset = -1;
    snprintf(err->message, sizeof err->message, "%s", message);
    return status;
}

/* All of it: the directory of an archive is at its end. */
static npy_status hold_input(void **memory, size_t *size, npy_error *err)
{
    size_t room = 1 << 16, held = 0;
    char *bytes = malloc(room), *more;
    int64_t taken;

    while (bytes != NULL) {
        taken = read_input(NULL, bytes + held, room - held);
        if (taken < 0) {
            free(bytes);
            return fail(err, NPY_ERR_IO, strerror((int)-taken));
        }
        if (taken == 0) {
            *memory = bytes;
            *size = held;
            return NPY_OK;
        }
        held += (size_t)taken;
        if (held == room) {
            room *= 2;
            more = realloc(bytes, room);
            if (more == NULL) free(bytes);
            bytes = more;
        }
    }
    return fail(err, NPY_ERR_MEMORY, "no memory to hold the archive");
}

static npy_status open_input(struct opened *opened, npy_error *err)
{
    static const npy_source source = { .read = read_input };
    npy_status status;
    size_t size;
    int64_t taken;

    if (lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0) {
        npy_error other;
        status = npy_open_fd(STDIN_FILENO, NULL, &opened->reader, err);
        if (status == NPY_ERR_MAGIC && npz_open_fd(STDIN_FILENO, NULL, &opened->archive, &other) == NPY_OK) return NPY_OK;
        if (status == NPY_ERR_MAGIC && pread(STDIN_FILENO, head.bytes, 2, lseek(STDIN_FILENO, 0, SEEK_CUR)) == 2 &&
            memcmp(head.bytes, "PK", 2) == 0) {
            *err = other;
            return err->code;
        }
        return status;
    }
    while (head.count < sizeof head.bytes) {
        head.given = head.count;
        taken = read_input(NULL, head.bytes + head.count, sizeof head.bytes - head.count);
        if (taken < 0) return fail(err, NPY_ERR_IO, strerror((int)-taken));
        if (taken == 0) break;
        head.count += (size_t)taken;
    }
    head.given = 0;
    if (head.count == 4 && (memcmp(head.bytes, "PK\3\4", 4) == 0 || memcmp(head.bytes, "PK\5\6", 4) == 0)) {
        status = hold_input(&opened->memory, &size, err);
        return status != NPY_OK ? status : npz_open_memory(opened->memory, size, NULL, &opened->archive, err);
    }
    opened->stream = 1;
    return npy_open_source(&source, NULL, &opened->reader, err);
}

npy_status open_path(const char *path, struct opened *opened, npy_error *err)
{
    npy_error other;
    npy_status status;
    struct stat found;
    char begin[2];
    int fd;

    memset(opened, 0, sizeof *opened);
    if (strcmp(path, "-") == 0) return open_input(opened, err);
    status = npy_open(path, &opened->reader, err);
    if (status != NPY_ERR_MAGIC) return status;
    /* A pipe has been read from, and cannot be an archive anyway. */
    if (stat(path, &found) != 0 || !S_ISREG(found.st_mode)) return status;
    if (npz_open(path, &opened->archive, &other) == NPY_OK) return NPY_OK;
    /* Which of the two it failed to be. */
    fd = open(path, O_RDONLY);
    if (fd >= 0) {
        if (read(fd, begin, 2) == 2 && memcmp(begin, "PK", 2) == 0) *err = other;
        close(fd);
    }
    return err->code;
}

void close_path(struct opened *opened)
{
    npy_close(opened->reader);
    npz_close(opened->archive);
    free(opened->memory);
    memset(opened, 0, sizeof *opened);
}

int is_stream(const struct array *array)
{
    struct stat found;
    if (array->archive != NULL || array->packed) return array->packed;
    return strcmp(array->path, "-") != 0 && stat(array->path, &found) == 0 && !S_ISREG(found.st_mode);
}

int is_no_array(const struct array *array)
{
    if (array->member == NULL) return 0;
    /* Too short for the first bytes of one: NumPy takes it for bytes, too. */
    return array->err->code == NPY_ERR_MAGIC || (array->err->code == NPY_ERR_TRUNCATED && array->member->size < 6);
}

int unreadable(const struct array *array, const npy_error *err)
{
    complain(array->path, array->member != NULL ? array->member->name : NULL,
             array->member != NULL ? array->member->name_length : 0, err->message);
    return UNREADABLE;
}

static int visit_member(struct array *array, const npz_reader *archive, int64_t index, int arrays, visitor visit, void *context)
{
    npz_member_info member;
    npy_error err;
    int status;

    if (npz_member_at(archive, index, &member, &err) != NPY_OK) return unreadable(array, &err);
    array->archive = archive;
    array->member = &member;
    array->packed = member.method != 0;
    array->reader = NULL;
    array->err = &err;
    npz_get_at(archive, index, &array->reader, &err);
    status = arrays && array->reader == NULL && is_no_array(array) ? FINE : visit(context, array);
    npy_close(array->reader);
    array->reader = NULL;
    array->member = NULL;
    return status;
}

int visit_arrays(const char *path, const struct selection *selection, visitor visit, void *context)
{
    struct opened opened;
    struct array array;
    npy_error err;
    int64_t i;
    int status = FINE;

    memset(&array, 0, sizeof array);
    array.path = path;
    if (open_path(path, &opened, &err) != NPY_OK) {
        close_path(&opened);
        array.err = &err;
        return visit(context, &array);
    }
    if (opened.archive == NULL) {
        array.reader = opened.reader;
        array.packed = opened.stream;
        for (i = 0; i < selection->nth && status == FINE; i++) {
            if (npy_next(opened.reader, &err) != NPY_OK) status = unreadable(&array, &err);
        }
        if (status == FINE) status = visit(context, &array);
    } else if (selection->member != NULL) {
        npz_member_info member;
        if (npz_member(opened.archive, selection->member, &member, &err) != NPY_OK) status = unreadable(&array, &err);
        else status = visit_member(&array, opened.archive, member.index, 0, visit, context);
    } else {
        for (i = 0; i < npz_count(opened.archive); i++) {
            status = worse(status, visit_member(&array, opened.archive, i, selection->arrays, visit, context));
        }
    }
    close_path(&opened);
    return status;
}

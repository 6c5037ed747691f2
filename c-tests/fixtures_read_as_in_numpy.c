/* Every file of c-tests/data is read to what NumPy reads from it: by path, from
 * memory, from a descriptor that stands elsewhere, from a pipe, and from callbacks
 * that give little at a time; whole, loaded, and one array after the other. */
#include "fixtures.h"

enum way { PATH, MEMORY, DESCRIPTOR, PIPE, READ_AT, READ, WAYS };

static const char *const way_names[] = { "path", "memory", "descriptor", "pipe", "read_at", "read" };
static const unsigned char *bytes;
static size_t size;
static size_t position; /* of READ */
static int closed;

static int64_t read_at(void *context, void *dst, size_t wanted, int64_t offset)
{
    size_t left = (size_t)offset < size ? size - (size_t)offset : 0;
    (void)context;
    if (wanted > left) wanted = left;
    if (wanted > 7) wanted = 7;
    memcpy(dst, bytes + offset, wanted);
    return (int64_t)wanted;
}

static int64_t read_next(void *context, void *dst, size_t wanted)
{
    int64_t n = read_at(context, dst, wanted, (int64_t)position);
    position += (size_t)n;
    return n;
}

static void count_close(void *context)
{
    (void)context;
    closed++;
}

static npy_reader *opened(enum way way, int fds[2], uint32_t flags)
{
    npy_open_options options = ZERO;
    npy_source source = ZERO;
    npy_reader *r = NULL;
    options.flags = flags;
    position = 0;
    source.close = count_close;
    switch (way) {
    case PATH:
        check_write("file.npy", bytes, size);
        OK(npy_open_with("file.npy", &options, &r, &err));
        break;
    case DESCRIPTOR: /* which stands at byte 3, and the array begins 4 further on */
        fds[0] = open("moved.npy", O_RDWR | O_CREAT | O_TRUNC, 0600);
        CHECK(write(fds[0], "xxxyyyy", 7) == 7 && write(fds[0], bytes, size) == (ssize_t)size);
        CHECK(lseek(fds[0], 3, SEEK_SET) == 3);
        options.offset = 4;
        OK(npy_open_fd(fds[0], &options, &r, &err));
        break;
    case PIPE:
        if (pipe(fds) != 0 || write(fds[1], bytes, size) != (ssize_t)size) check_need(NULL, "pipe");
        close(fds[1]);
        fds[1] = -1;
        OK(npy_open_fd(fds[0], &options, &r, &err));
        break;
    case READ_AT:
        source.read_at = read_at;
        OK(npy_open_source(&source, &options, &r, &err));
        break;
    case READ:
        source.read = read_next;
        OK(npy_open_source(&source, &options, &r, &err));
        break;
    default:
        OK(npy_open_memory(bytes, size, &options, &r, &err));
    }
    return r;
}

static void is(const struct fixture *f, enum way way, const char *how, const void *data, int64_t nbytes)
{
    char hex[65];
    INT(nbytes, f->nbytes);
    sha256(data, (size_t)nbytes, hex);
    if (!TEXT(hex, f->sha256)) printf("    %s, array %d, by %s, %s\n", f->file, f->number, way_names[way], how);
}

/* The array at which the reader stands. */
static void check_array(const struct fixture *f, enum way way, npy_reader *r, int load)
{
    static unsigned char data[4096];
    npy_request request = ZERO;
    npy_array *array = NULL;
    npy_info info, plan;
    if (!OK(npy_header(r, &info, &err))) return;
    if (f->nbytes < 0) {
        INT(info.kind, 'O');
        FAILS(NPY_ERR_OBJECT, npy_read_into(r, data, (size_t)info.nbytes, &err));
        return;
    }
    INT(info.nbytes, f->nbytes);
    request.dtype = f->dtype, request.order = 'C', request.casting = NPY_CAST_EQUIV;
    OK(npy_plan(r, &request, &plan, &err));
    TEXT(plan.descr, f->dtype);
    if (load) {
        OK(npy_load_from(r, &request, &array, &err));
        is(f, way, "loaded", npy_array_data(array), npy_array_info(array)->nbytes);
        CHECK(npy_array_info(array)->nbytes == 0 || (uintptr_t)npy_array_data(array) % 64 == 0);
        npy_array_free(array);
    } else {
        check_fill(data, sizeof data);
        OK(npy_read(r, &request, data, (size_t)plan.nbytes, &err));
        is(f, way, "read", data, plan.nbytes);
        CHECK(check_untouched(data + plan.nbytes, sizeof data - (size_t)plan.nbytes));
    }
}

/* What is in one file, from `f` on. */
static void check_file(const struct fixture *f, enum way way, int load, uint32_t flags)
{
    int fds[2] = { -1, -1 }, number = 0;
    npy_reader *r = opened(way, fds, flags);
    const struct fixture *last = &fixtures[fixture_count];
    while (r != NULL) {
        check_array(f, way, r, load);
        if (f + 1 == last || (f + 1)->number == 0) break;
        f++;
        number++;
        if (!OK(npy_next(r, &err))) break;
    }
    INT(f->number, number);
    if (f->nbytes < 0) {
        FAILS(NPY_ERR_OBJECT, npy_next(r, &err));
    } else if (strcmp(f->file, "trailing.npy") == 0) {
        FAILS(NPY_ERR_MAGIC, npy_next(r, &err));
    } else {
        FAILS(NPY_ERR_END, npy_next(r, &err));
    }
    closed = 0;
    npy_close(r);
    INT(closed, way == READ_AT || way == READ);
    if (way == DESCRIPTOR) INT(lseek(fds[0], 0, SEEK_CUR), 3);
    if (fds[0] >= 0) CHECK(close(fds[0]) == 0);
}

int main(void)
{
    char hex[65];
    int i, way, strict = 0;
    sha256("abc", 3, hex);
    TEXT(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    fixtures_load();
    for (i = 0; i < fixture_count; i++) {
        const struct fixture *f = &fixtures[i];
        unsigned char *file;
        int foreign = strncmp(f->file, "other_", 6) == 0 || strcmp(f->file, "old_python_2.npy") == 0
                   || strcmp(f->file, "trailing.npy") == 0;
        if (f->number > 0) continue;
        bytes = file = fixture_bytes(f, &size);
        for (way = 0; way < WAYS; way++) {
            check_file(f, (enum way)way, 0, 0);
            check_file(f, (enum way)way, 1, 0);
        }
        if (foreign) {
            npy_open_options options = ZERO;
            npy_reader *r = NULL;
            options.flags = NPY_OPEN_STRICT;
            FAILS(NPY_ERR_HEADER, npy_open_memory(bytes, size, &options, &r, &err));
            SAYS("expected");
        } else {
            check_file(f, MEMORY, 0, NPY_OPEN_STRICT);
            strict++;
        }
        free(file);
    }
    CHECK(strict > 70);
    return check_end();
}

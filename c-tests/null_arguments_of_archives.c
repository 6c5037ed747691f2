/* The same as null_arguments.c for the functions of archives. */
#include "arguments.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* Options that differ from the default in one thing, which is wrong. */
static npz_open_options bad_open[12];
static npz_options bad[18];

static void make_options(void)
{
    int i;
    memset(bad_open, 0, sizeof bad_open);
    memset(bad, 0, sizeof bad);
    bad_open[0].offset = -1;
    bad_open[1].max_members = -1;
    bad_open[2].max_member = -1;
    bad_open[3].max_total = INT64_MIN;
    bad_open[4].max_ratio = -1;
    bad_open[5].max_header = -1;
    bad_open[6].max_nesting = -1;
    bad_open[7].max_nesting = 201;
    bad_open[8].flags = 8;
    bad_open[9].flags = UINT32_MAX;
    bad_open[10].reserved[0] = 1;
    bad_open[11].reserved[3] = UINT64_MAX;
    bad[0].method = 1;
    bad[1].method = -1;
    bad[2].level = -1;
    bad[3].level = 10;
    bad[4].align = -64;
    bad[5].align = 48;
    bad[6].align = 8192;
    bad[7].threads = -1;
    bad[8].replace = 3;
    bad[9].replace = -1;
    for (i = 0; i < 4; i++) bad[10 + i].reserved[i] = 1;
    bad[14].unused = 1;
    bad[15].method = NPZ_DEFLATED, bad[15].block = -1;
    bad[16].method = NPZ_DEFLATED, bad[16].block = 4095;
    bad[17].method = NPZ_DEFLATED, bad[17].block = 16777217;
}

static void opening(const void *bytes, size_t size)
{
    npy_source s, good = ZERO, stream = ZERO;
    int fd = open("a.npz", O_RDONLY), i;
    good.read_at = some_bytes, good.length = 100;

    BAD(npz_open, path, NPY_ERR_ARGUMENT, (NULL, &out.archive, E));
    BAD(npz_open, out, NPY_ERR_ARGUMENT, ("a.npz", NULL, E));
    BAD(npz_open_with, path, NPY_ERR_ARGUMENT, (NULL, NULL, &out.archive, E));
    BAD(npz_open_with, out, NPY_ERR_ARGUMENT, ("a.npz", NULL, NULL, E));
    BAD(npz_open_fd, fd, NPY_ERR_ARGUMENT, (-1, NULL, &out.archive, E));
    BAD(npz_open_fd, out, NPY_ERR_ARGUMENT, (fd, NULL, NULL, E));
    BAD(npz_open_memory, data, NPY_ERR_ARGUMENT, (NULL, size, NULL, &out.archive, E));
    BAD(npz_open_memory, size, NPY_ERR_ARGUMENT, (bytes, SIZE_MAX, NULL, &out.archive, E));
    BAD(npz_open_memory, size, NPY_ERR_TRUNCATED, (bytes, 0, NULL, &out.archive, E));
    BAD(npz_open_memory, out, NPY_ERR_ARGUMENT, (bytes, size, NULL, NULL, E));
    BAD(npz_open_source, source, NPY_ERR_ARGUMENT, (NULL, NULL, &out.archive, E));
    BAD(npz_open_source, source, NPY_ERR_ARGUMENT, (&stream, NULL, &out.archive, E));
    BAD(npz_open_source, source, NPY_ERR_UNSUPPORTED, (BUT(s, good, s.length = 0), NULL, &out.archive, E));
    BAD(npz_open_source, source, NPY_ERR_ARGUMENT, (BUT(s, good, s.length = -1), NULL, &out.archive, E));
    BAD(npz_open_source, source, NPY_ERR_ARGUMENT, (BUT(s, good, s.reserved[2] = 1), NULL, &out.archive, E));
    BAD(npz_open_source, out, NPY_ERR_ARGUMENT, (&good, NULL, NULL, E));
    for (i = 0; i < COUNT(bad_open); i++) {
        BAD(npz_open_with, options, NPY_ERR_ARGUMENT, ("a.npz", &bad_open[i], &out.archive, E));
        BAD(npz_open_fd, options, NPY_ERR_ARGUMENT, (fd, &bad_open[i], &out.archive, E));
        BAD(npz_open_memory, options, NPY_ERR_ARGUMENT, (bytes, size, &bad_open[i], &out.archive, E));
        BAD(npz_open_source, options, NPY_ERR_ARGUMENT, (&good, &bad_open[i], &out.archive, E));
    }
    close(fd);
}

static void reading(const npz_reader *z)
{
    const int64_t outside[] = { -1, 1, INT64_MIN, INT64_MAX };
    char *dst = out.dst;
    int i;

    GIVES(npz_count, archive, 0, (NULL));
    BAD(npz_member, archive, NPY_ERR_ARGUMENT, (NULL, "a", &out.member, E));
    BAD(npz_member, name, NPY_ERR_ARGUMENT, (z, NULL, &out.member, E));
    BAD(npz_member, name, NPY_ERR_MEMBER, (z, "", &out.member, E));
    BAD(npz_member, name, NPY_ERR_MEMBER, (z, "a\xff", &out.member, E));
    BAD(npz_member, member, NPY_ERR_ARGUMENT, (z, "a", NULL, E));
    BAD(npz_member_at, archive, NPY_ERR_ARGUMENT, (NULL, 0, &out.member, E));
    BAD(npz_member_at, member, NPY_ERR_ARGUMENT, (z, 0, NULL, E));
    BAD(npz_get, archive, NPY_ERR_ARGUMENT, (NULL, "a", &out.reader, E));
    BAD(npz_get, name, NPY_ERR_ARGUMENT, (z, NULL, &out.reader, E));
    BAD(npz_get, name, NPY_ERR_MEMBER, (z, "b", &out.reader, E));
    BAD(npz_get, reader, NPY_ERR_ARGUMENT, (z, "a", NULL, E));
    BAD(npz_get_at, archive, NPY_ERR_ARGUMENT, (NULL, 0, &out.reader, E));
    BAD(npz_get_at, reader, NPY_ERR_ARGUMENT, (z, 0, NULL, E));
    BAD(npz_bytes_at, archive, NPY_ERR_ARGUMENT, (NULL, 0, dst, 176, E));
    BAD(npz_bytes_at, dst, NPY_ERR_ARGUMENT, (z, 0, NULL, 176, E));
    BAD(npz_bytes_at, size, NPY_ERR_SIZE, (z, 0, dst, 0, E));
    BAD(npz_bytes_at, size, NPY_ERR_SIZE, (z, 0, dst, 175, E));
    BAD(npz_bytes_at, size, NPY_ERR_SIZE, (z, 0, dst, SIZE_MAX, E));
    BAD(npz_data_offset, archive, NPY_ERR_ARGUMENT, (NULL, 0, &out.offset, E));
    BAD(npz_data_offset, offset, NPY_ERR_ARGUMENT, (z, 0, NULL, E));
    for (i = 0; i < COUNT(outside); i++) {
        BAD(npz_member_at, index, NPY_ERR_MEMBER, (z, outside[i], &out.member, E));
        BAD(npz_get_at, index, NPY_ERR_MEMBER, (z, outside[i], &out.reader, E));
        BAD(npz_bytes_at, index, NPY_ERR_MEMBER, (z, outside[i], dst, 176, E));
        BAD(npz_data_offset, index, NPY_ERR_MEMBER, (z, outside[i], &out.offset, E));
    }
    BAD(npz_verify, archive, NPY_ERR_ARGUMENT, (NULL, E));
    FINE(npz_verify, archive, (z, E));
    NOTHING(npz_close, archive, (NULL));
}

static void creating(npy_memory *memory, int fd)
{
    npy_sink k, good = ZERO;
    int i;
    good.write = takes_all;

    BAD(npz_create, path, NPY_ERR_ARGUMENT, (NULL, NULL, &out.archive_writer, E));
    BAD(npz_create, path, NPY_ERR_NOT_FOUND, ("none/a.npz", NULL, &out.archive_writer, E));
    BAD(npz_create, out, NPY_ERR_ARGUMENT, ("b.npz", NULL, NULL, E));
    BAD(npz_create_fd, fd, NPY_ERR_ARGUMENT, (-1, NULL, &out.archive_writer, E));
    BAD(npz_create_fd, out, NPY_ERR_ARGUMENT, (fd, NULL, NULL, E));
    BAD(npz_create_memory, memory, NPY_ERR_ARGUMENT, (NULL, NULL, &out.archive_writer, E));
    BAD(npz_create_memory, out, NPY_ERR_ARGUMENT, (memory, NULL, NULL, E));
    BAD(npz_create_sink, sink, NPY_ERR_ARGUMENT, (NULL, NULL, &out.archive_writer, E));
    BAD(npz_create_sink, sink, NPY_ERR_ARGUMENT, (BUT(k, good, k.write = NULL), NULL, &out.archive_writer, E));
    BAD(npz_create_sink, sink, NPY_ERR_ARGUMENT, (BUT(k, good, k.reserved[1] = 1), NULL, &out.archive_writer, E));
    BAD(npz_create_sink, out, NPY_ERR_ARGUMENT, (&good, NULL, NULL, E));
    BAD(npz_update, path, NPY_ERR_ARGUMENT, (NULL, NULL, &out.archive_writer, E));
    BAD(npz_update, out, NPY_ERR_ARGUMENT, ("a.npz", NULL, NULL, E));
    for (i = 0; i < COUNT(bad); i++) {
        BAD(npz_create, options, NPY_ERR_ARGUMENT, ("b.npz", &bad[i], &out.archive_writer, E));
        BAD(npz_create_fd, options, NPY_ERR_ARGUMENT, (fd, &bad[i], &out.archive_writer, E));
        BAD(npz_create_memory, options, NPY_ERR_ARGUMENT, (memory, &bad[i], &out.archive_writer, E));
        BAD(npz_create_sink, options, NPY_ERR_ARGUMENT, (&good, &bad[i], &out.archive_writer, E));
        BAD(npz_update, options, NPY_ERR_ARGUMENT, ("a.npz", &bad[i], &out.archive_writer, E));
    }
}

static void writing(npz_writer *z)
{
    static int64_t minus[2] = { 2, -2 }, growing[2] = { -1, 3 };
    npy_spec s, good = ZERO;
    good.dtype = "f8", good.ndim = 2, good.shape = shape;

    BAD(npz_add, archive, NPY_ERR_ARGUMENT, (NULL, "a", &good, &out.writer, E));
    BAD(npz_add, name, NPY_ERR_ARGUMENT, (z, NULL, &good, &out.writer, E));
    BAD(npz_add, spec, NPY_ERR_ARGUMENT, (z, "a", NULL, &out.writer, E));
    BAD(npz_add, writer, NPY_ERR_ARGUMENT, (z, "a", &good, NULL, E));
    BAD(npz_save, archive, NPY_ERR_ARGUMENT, (NULL, "a", "f8", 2, shape, values, E));
    BAD(npz_save, name, NPY_ERR_ARGUMENT, (z, NULL, "f8", 2, shape, values, E));
    BAD(npz_save, dtype, NPY_ERR_ARGUMENT, (z, "a", NULL, 2, shape, values, E));
    BAD(npz_save, ndim, NPY_ERR_ARGUMENT, (z, "a", "f8", -1, shape, values, E));
    BAD(npz_save, ndim, NPY_ERR_SHAPE, (z, "a", "f8", INT32_MAX, shape, values, E));
    BAD(npz_save, shape, NPY_ERR_ARGUMENT, (z, "a", "f8", 2, NULL, values, E));
    BAD(npz_save, data, NPY_ERR_ARGUMENT, (z, "a", "f8", 2, shape, NULL, E));
    BAD(npz_save_with, archive, NPY_ERR_ARGUMENT, (NULL, "a", &good, values, NULL, E));
    BAD(npz_save_with, name, NPY_ERR_ARGUMENT, (z, NULL, &good, values, NULL, E));
    BAD(npz_save_with, spec, NPY_ERR_ARGUMENT, (z, "a", NULL, values, NULL, E));
    BAD(npz_save_with, spec, NPY_ERR_SHAPE, (z, "a", BUT(s, good, s.shape = growing), values, NULL, E));
    BAD(npz_save_with, data, NPY_ERR_ARGUMENT, (z, "a", &good, NULL, NULL, E));
    BAD(npz_save_with, strides, NPY_ERR_ARGUMENT, (z, "a", &good, values, CROOKED(int64_t), E));
#define SPEC(code, change)                                                                     \
    do {                                                                                       \
        BAD(npz_add, spec, code, (z, "a", BUT(s, good, change), &out.writer, E));              \
        BAD(npz_save_with, spec, code, (z, "a", BUT(s, good, change), values, NULL, E));       \
    } while (0)
    SPEC(NPY_ERR_DTYPE, s.dtype = "nonsense");
    SPEC(NPY_ERR_OBJECT, s.dtype = "O");
    SPEC(NPY_ERR_CAST, s.data_dtype = "c16");
    SPEC(NPY_ERR_ARGUMENT, s.shape = CROOKED(int64_t));
    SPEC(NPY_ERR_SHAPE, s.shape = minus);
    SPEC(NPY_ERR_SHAPE, s.ndim = 65);
    SPEC(NPY_ERR_ARGUMENT, s.casting = 5);
    SPEC(NPY_ERR_ARGUMENT, s.version = 4);
    SPEC(NPY_ERR_ARGUMENT, s.order = 'A');
    SPEC(NPY_ERR_ARGUMENT, s.unused[6] = 1);
    SPEC(NPY_ERR_ARGUMENT, s.reserved[0] = 1);
    BAD(npz_remove, archive, NPY_ERR_ARGUMENT, (NULL, "a", E));
    BAD(npz_remove, name, NPY_ERR_ARGUMENT, (z, NULL, E));
    BAD(npz_remove, name, NPY_ERR_MEMBER, (z, "a", E));
    BAD(npz_finish, archive, NPY_ERR_ARGUMENT, (NULL, E));
    NOTHING(npz_discard, archive, (NULL));
    /* All these refusals left the archive as it was. */
    OK(npz_save(z, "a", "f8", 2, shape, values, &err));
    OK(npz_finish(z, &err));
}

int main(void)
{
    npz_reader *z = NULL;
    npz_writer *w = NULL;
    npy_memory *memory = NULL;
    size_t size = 0;
    unsigned char *bytes;
    int fd;

    make_options();
    OK(npz_create("a.npz", NULL, &w, &err));
    OK(npz_save(w, "a", "f8", 2, shape, values, &err));
    OK(npz_finish(w, &err));
    bytes = check_read("a.npz", &size);
    opening(bytes, size);
    OK(npz_open("a.npz", &z, &err));
    INT(npz_count(z), 1);
    reading(z);
    npz_close(z);
    fd = open("fd.npz", O_RDWR | O_CREAT, 0600);
    OK(npy_memory_new(&memory, &err));
    creating(memory, fd);
    INT(lseek(fd, 0, SEEK_END), 0);
    close(fd);
    OK(npz_create_memory(memory, NULL, &w, &err));
    writing(w);
    BYTES(npy_memory_data(memory, &size), size, bytes, size);
    npy_memory_free(memory);
    free(bytes);
    INT(check_names("."), 2);
    return check_end();
}

/* NULL, zero, misaligned, negative, unknown and huge: every argument of every
 * function is refused with an error or does the documented nothing, and what the
 * function would have filled is as it was. tests/c_programs.rs sees to it that no
 * argument of npyrw.h is left out here. */
#include "arguments.h"

static void texts(void)
{
    const int32_t odd[] = { 1, 77, -5000, -9, -18, -27, -45, -61, -98, -100, INT32_MIN, INT32_MAX };
    size_t i;
    for (i = 0; i < sizeof odd / sizeof *odd; i++) {
        TEXT(npy_status_name(odd[i]), "unknown");
        TEXT(npy_status_text(odd[i]), "unknown status");
    }
    GIVES(npy_status_name, status, npy_status_name(INT32_MIN), (INT32_MAX));
    GIVES(npy_status_text, status, npy_status_text(INT32_MIN), (INT32_MAX));
    TEXT(npy_version(), NPYRW_VERSION);
}

static void opening(const void *bytes, size_t size)
{
    npy_open_options o, good = ZERO;
    npy_source s, good_source = ZERO;
    int fd = open("a.npy", O_RDONLY);
    int i;
    good_source.read_at = some_bytes;

    BAD(npy_open, path, NPY_ERR_ARGUMENT, (NULL, &out.reader, E));
    BAD(npy_open, path, NPY_ERR_NOT_FOUND, ("", &out.reader, E));
    BAD(npy_open, out, NPY_ERR_ARGUMENT, ("a.npy", NULL, E));
    BAD(npy_open_with, path, NPY_ERR_ARGUMENT, (NULL, NULL, &out.reader, E));
    BAD(npy_open_with, out, NPY_ERR_ARGUMENT, ("a.npy", NULL, NULL, E));
    BAD(npy_open_with, options, NPY_ERR_ARGUMENT, ("a.npy", BUT(o, good, o.flags = 8), &out.reader, E));
    BAD(npy_open_with, options, NPY_ERR_ARGUMENT, ("a.npy", BUT(o, good, o.flags = UINT32_MAX), &out.reader, E));
    BAD(npy_open_with, options, NPY_ERR_ARGUMENT, ("a.npy", BUT(o, good, o.offset = -1), &out.reader, E));
    BAD(npy_open_with, options, NPY_ERR_ARGUMENT, ("a.npy", BUT(o, good, o.max_header = -1), &out.reader, E));
    BAD(npy_open_with, options, NPY_ERR_ARGUMENT, ("a.npy", BUT(o, good, o.max_nesting = -1), &out.reader, E));
    BAD(npy_open_with, options, NPY_ERR_ARGUMENT, ("a.npy", BUT(o, good, o.max_nesting = INT32_MAX), &out.reader, E));
    for (i = 0; i < 4; i++) {
        BAD(npy_open_with, options, NPY_ERR_ARGUMENT, ("a.npy", BUT(o, good, o.reserved[i] = 1), &out.reader, E));
    }
    BAD(npy_open_fd, fd, NPY_ERR_ARGUMENT, (-1, NULL, &out.reader, E));
    BAD(npy_open_fd, fd, NPY_ERR_ARGUMENT, (INT32_MAX, NULL, &out.reader, E));
    BAD(npy_open_fd, options, NPY_ERR_ARGUMENT, (fd, BUT(o, good, o.flags = 8), &out.reader, E));
    BAD(npy_open_fd, options, NPY_ERR_ARGUMENT, (fd, BUT(o, good, o.offset = INT64_MIN), &out.reader, E));
    BAD(npy_open_fd, out, NPY_ERR_ARGUMENT, (fd, NULL, NULL, E));
    BAD(npy_open_memory, data, NPY_ERR_ARGUMENT, (NULL, size, NULL, &out.reader, E));
    BAD(npy_open_memory, data, NPY_ERR_TRUNCATED, (NULL, 0, NULL, &out.reader, E));
    BAD(npy_open_memory, size, NPY_ERR_TRUNCATED, (bytes, 0, NULL, &out.reader, E));
    BAD(npy_open_memory, size, NPY_ERR_ARGUMENT, (bytes, SIZE_MAX, NULL, &out.reader, E));
    BAD(npy_open_memory, options, NPY_ERR_ARGUMENT, (bytes, size, BUT(o, good, o.offset = -1), &out.reader, E));
    BAD(npy_open_memory, options, NPY_ERR_TRUNCATED, (bytes, size, BUT(o, good, o.offset = INT64_MAX), &out.reader, E));
    BAD(npy_open_memory, out, NPY_ERR_ARGUMENT, (bytes, size, NULL, NULL, E));
    BAD(npy_open_source, source, NPY_ERR_ARGUMENT, (NULL, NULL, &out.reader, E));
    BAD(npy_open_source, source, NPY_ERR_ARGUMENT, (BUT(s, good_source, s.read_at = NULL), NULL, &out.reader, E));
    BAD(npy_open_source, source, NPY_ERR_ARGUMENT, (BUT(s, good_source, s.length = -1), NULL, &out.reader, E));
    for (i = 0; i < 4; i++) {
        BAD(npy_open_source, source, NPY_ERR_ARGUMENT,
            (BUT(s, good_source, s.reserved[i] = UINT64_MAX), NULL, &out.reader, E));
    }
    BAD(npy_open_source, options, NPY_ERR_ARGUMENT, (&good_source, BUT(o, good, o.flags = 8), &out.reader, E));
    BAD(npy_open_source, out, NPY_ERR_ARGUMENT, (&good_source, NULL, NULL, E));
    BAD(npy_next, reader, NPY_ERR_ARGUMENT, (NULL, E));
    NOTHING(npy_close, reader, (NULL));
    close(fd);
}

static void asking(npy_reader *r, const npy_dtype *point)
{
    npy_member m, good = { "a", "f8", 0 };
    size_t i;

    BAD(npy_header, reader, NPY_ERR_ARGUMENT, (NULL, &out.info, E));
    BAD(npy_header, info, NPY_ERR_ARGUMENT, (r, NULL, E));
    BAD(npy_expect, reader, NPY_ERR_ARGUMENT, (NULL, "f8", 2, E));
    FINE(npy_expect, dtype, (r, NULL, 2, E));
    BAD(npy_expect, ndim, NPY_ERR_ARGUMENT, (r, "f8", -2, E));
    BAD(npy_expect, ndim, NPY_ERR_ARGUMENT, (r, "f8", 65, E));
    BAD(npy_expect, ndim, NPY_ERR_ARGUMENT, (r, NULL, INT32_MIN, E));
    BAD(npy_field, dtype, NPY_ERR_ARGUMENT, (NULL, "x", &out.field, E));
    BAD(npy_field, path, NPY_ERR_ARGUMENT, (point, NULL, &out.field, E));
    BAD(npy_field, path, NPY_ERR_DTYPE, (point, "", &out.field, E));
    BAD(npy_field, path, NPY_ERR_DTYPE, (point, ".", &out.field, E));
    BAD(npy_field, path, NPY_ERR_DTYPE, (point, "x\xff", &out.field, E));
    BAD(npy_field, field, NPY_ERR_ARGUMENT, (point, "x", NULL, E));
    BAD(npy_field_at, dtype, NPY_ERR_ARGUMENT, (NULL, 0, &out.field, E));
    BAD(npy_field_at, index, NPY_ERR_DTYPE, (point, -1, &out.field, E));
    BAD(npy_field_at, index, NPY_ERR_DTYPE, (point, 2, &out.field, E));
    BAD(npy_field_at, index, NPY_ERR_DTYPE, (point, INT32_MAX, &out.field, E));
    BAD(npy_field_at, index, NPY_ERR_DTYPE, (point, INT32_MIN, &out.field, E));
    BAD(npy_field_at, field, NPY_ERR_ARGUMENT, (point, 0, NULL, E));
    BAD(npy_dtype_parse, text, NPY_ERR_ARGUMENT, (NULL, &out.dtype, E));
    for (i = 0; i < sizeof many_names / sizeof *many_names; i++) {
        BAD(npy_dtype_parse, text, NPY_ERR_DTYPE, (many_names[i], &out.dtype, E));
        BAD(npy_expect, dtype, NPY_ERR_DTYPE, (r, many_names[i], 2, E));
    }
    BAD(npy_dtype_parse, out, NPY_ERR_ARGUMENT, ("f8", NULL, E));
    BAD(npy_dtype_struct, members, NPY_ERR_ARGUMENT, (NULL, 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_ARGUMENT, (CROOKED(npy_member), 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_ARGUMENT, (BUT(m, good, m.name = NULL), 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_ARGUMENT, (BUT(m, good, m.dtype = NULL), 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_DTYPE, (BUT(m, good, m.name = "\xff"), 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_DTYPE, (BUT(m, good, m.dtype = "f7"), 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_DTYPE, (BUT(m, good, m.offset = -8), 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_DTYPE, (BUT(m, good, m.offset = 1), 1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, members, NPY_ERR_DTYPE, (BUT(m, good, m.offset = INT64_MAX), 1, INT64_MAX, &out.dtype, E));
    BAD(npy_dtype_struct, count, NPY_ERR_ARGUMENT, (&good, -1, 8, &out.dtype, E));
    BAD(npy_dtype_struct, count, NPY_ERR_ARGUMENT, (&good, INT32_MIN, 8, &out.dtype, E));
    BAD(npy_dtype_struct, itemsize, NPY_ERR_DTYPE, (&good, 1, 7, &out.dtype, E));
    BAD(npy_dtype_struct, itemsize, NPY_ERR_DTYPE, (&good, 1, -8, &out.dtype, E));
    BAD(npy_dtype_struct, itemsize, NPY_ERR_DTYPE, (&good, 1, (int64_t)1 << 31, &out.dtype, E));
    BAD(npy_dtype_struct, itemsize, NPY_ERR_DTYPE, (NULL, 0, INT64_MAX, &out.dtype, E));
    BAD(npy_dtype_struct, out, NPY_ERR_ARGUMENT, (&good, 1, 8, NULL, E));
    NOTHING(npy_dtype_free, dtype, (NULL));
    GIVES(npy_dtype_text, dtype, NULL, (NULL));
}

static void reading(const npy_reader *r, const npy_dtype *text, const npy_dtype *point)
{
    const npy_slice stop = { 0, 5, 0 }, whole[3] = { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } };
    const int64_t steps[2] = { 24, 8 }, overlap[2] = { 8, 8 }, far[2] = { INT64_MAX, 8 };
    npy_request q, good = ZERO;
    char *dst = out.dst, letters[8] = "abcdefg";
    int i;

    BAD(npy_read_into, reader, NPY_ERR_ARGUMENT, (NULL, dst, 48, E));
    BAD(npy_read_into, dst, NPY_ERR_ARGUMENT, (r, NULL, 48, E));
    BAD(npy_read_into, size, NPY_ERR_SIZE, (r, dst, 0, E));
    BAD(npy_read_into, size, NPY_ERR_SIZE, (r, NULL, 0, E));
    BAD(npy_read_into, size, NPY_ERR_SIZE, (r, dst, 47, E));
    BAD(npy_read_into, size, NPY_ERR_SIZE, (r, dst, 49, E));
    BAD(npy_read_into, size, NPY_ERR_SIZE, (r, dst, SIZE_MAX, E));
    FINE(npy_read_into, dst, (r, dst + 1, 48, E));
    BYTES(dst + 1, 48, values, sizeof values);
    BAD(npy_read, reader, NPY_ERR_ARGUMENT, (NULL, &good, dst, 48, E));
    FINE(npy_read, request, (r, NULL, dst, 48, E));
    BAD(npy_read, dst, NPY_ERR_ARGUMENT, (r, &good, NULL, 48, E));
    BAD(npy_read, size, NPY_ERR_SIZE, (r, &good, dst, SIZE_MAX, E));
    BAD(npy_plan, reader, NPY_ERR_ARGUMENT, (NULL, NULL, &out.info, E));
    FINE(npy_plan, request, (r, NULL, &out.info, E));
    BAD(npy_plan, result, NPY_ERR_ARGUMENT, (r, NULL, NULL, E));
    BAD(npy_load_from, reader, NPY_ERR_ARGUMENT, (NULL, NULL, &out.array, E));
    BAD(npy_load_from, out, NPY_ERR_ARGUMENT, (r, NULL, NULL, E));
#define REQUEST(code, change)                                                        \
    do {                                                                             \
        BAD(npy_read, request, code, (r, BUT(q, good, change), dst, 48, E));         \
        BAD(npy_plan, request, code, (r, BUT(q, good, change), &out.info, E));       \
        BAD(npy_load_from, request, code, (r, BUT(q, good, change), &out.array, E)); \
    } while (0)
    REQUEST(NPY_ERR_ARGUMENT, q.nslices = -1);
    REQUEST(NPY_ERR_ARGUMENT, q.nslices = 1);
    REQUEST(NPY_ERR_ARGUMENT, (q.slices = CROOKED(npy_slice), q.nslices = 1));
    REQUEST(NPY_ERR_ARGUMENT, (q.slices = &stop, q.nslices = 1));
    REQUEST(NPY_ERR_SHAPE, (q.slices = whole, q.nslices = 3));
    REQUEST(NPY_ERR_SHAPE, (q.slices = whole, q.nslices = INT32_MAX));
    REQUEST(NPY_ERR_ARGUMENT, q.strides = CROOKED(int64_t));
    REQUEST(NPY_ERR_ARGUMENT, q.strides = overlap);
    BAD(npy_read, request, NPY_ERR_SHAPE, (r, BUT(q, good, q.strides = far), dst, 48, E));
    BAD(npy_plan, request, NPY_ERR_SHAPE, (r, BUT(q, good, q.strides = far), &out.info, E));
    REQUEST(NPY_ERR_ARGUMENT, q.casting = -1);
    REQUEST(NPY_ERR_ARGUMENT, q.casting = 5);
    REQUEST(NPY_ERR_ARGUMENT, q.threads = -1);
    REQUEST(NPY_ERR_ARGUMENT, q.order = 'K');
    REQUEST(NPY_ERR_ARGUMENT, q.order = (char)-1);
    REQUEST(NPY_ERR_DTYPE, q.field = "x");
    REQUEST(NPY_ERR_CAST, q.dtype = "f4");
    for (i = 0; i < 3; i++) REQUEST(NPY_ERR_ARGUMENT, q.unused[i] = 1);
    for (i = 0; i < 4; i++) REQUEST(NPY_ERR_ARGUMENT, q.reserved[i] = (uint64_t)1 << 63);
    for (i = 0; i < (int)(sizeof many_names / sizeof *many_names); i++) REQUEST(NPY_ERR_DTYPE, q.dtype = many_names[i]);
    BAD(npy_load_from, request, NPY_ERR_ARGUMENT, (r, BUT(q, good, q.strides = steps), &out.array, E));

    BAD(npy_text_get, dtype, NPY_ERR_ARGUMENT, (NULL, letters, dst, 8, &out.size, E));
    BAD(npy_text_get, dtype, NPY_ERR_DTYPE, (point, values, dst, 8, &out.size, E));
    BAD(npy_text_get, element, NPY_ERR_ARGUMENT, (text, NULL, dst, 8, &out.size, E));
    FINE(npy_text_get, dst, (text, letters, NULL, 0, &out.size, E));
    FINE(npy_text_get, length, (text, letters, dst, 8, NULL, E));
    BAD(npy_text_get, capacity, NPY_ERR_SIZE, (text, letters, dst, 0, &out.size, E));
    BAD(npy_text_get, capacity, NPY_ERR_SIZE, (text, letters, dst, 4, &out.size, E));
    BAD(npy_text_get, element, NPY_ERR_CAST, (text, "\xff\xfe\0", dst, 8, &out.size, E));
    BAD(npy_text_set, dtype, NPY_ERR_ARGUMENT, (NULL, dst, "abc", E));
    BAD(npy_text_set, dtype, NPY_ERR_DTYPE, (point, dst, "abc", E));
    BAD(npy_text_set, element, NPY_ERR_ARGUMENT, (text, NULL, "abc", E));
    BAD(npy_text_set, text, NPY_ERR_ARGUMENT, (text, dst, NULL, E));
    BAD(npy_text_set, text, NPY_ERR_ARGUMENT, (text, dst, "\xff", E));
    BAD(npy_text_set, text, NPY_ERR_SIZE, (text, dst, "abcde", E));
    BAD(npy_load, path, NPY_ERR_ARGUMENT, (NULL, &out.array, E));
    BAD(npy_load, out, NPY_ERR_ARGUMENT, ("a.npy", NULL, E));
    BAD(npy_map, path, NPY_ERR_ARGUMENT, (NULL, NPY_MAP_READ, &out.array, E));
    BAD(npy_map, mode, NPY_ERR_ARGUMENT, ("a.npy", 3, &out.array, E));
    BAD(npy_map, mode, NPY_ERR_ARGUMENT, ("a.npy", -1, &out.array, E));
    BAD(npy_map, mode, NPY_ERR_ARGUMENT, ("a.npy", 64, &out.array, E));
    BAD(npy_map, out, NPY_ERR_ARGUMENT, ("a.npy", NPY_MAP_READ, NULL, E));
    BAD(npy_map_from, reader, NPY_ERR_ARGUMENT, (NULL, NPY_MAP_READ, &out.array, E));
    BAD(npy_map_from, mode, NPY_ERR_ARGUMENT, (r, NPY_MAP_WRITE | 4, &out.array, E));
    BAD(npy_map_from, out, NPY_ERR_ARGUMENT, (r, NPY_MAP_READ, NULL, E));
    BAD(npy_array_flush, array, NPY_ERR_ARGUMENT, (NULL, E));
    GIVES(npy_array_info, array, NULL, (NULL));
    GIVES(npy_array_data, array, NULL, (NULL));
    GIVES(npy_array_data_mut, array, NULL, (NULL));
    NOTHING(npy_array_free, array, (NULL));
}

static void creating(npy_memory *memory, int fd)
{
    static int64_t minus[2] = { 2, -2 }, growing[2] = { -1, 3 }, empty[2] = { 0, 3 }, huge[2] = { INT64_MAX, INT64_MAX };
    npy_spec s, good = ZERO;
    npy_sink k, good_sink = ZERO;
    char *dst = out.dst;
    int i;
    good.dtype = "f8", good.ndim = 2, good.shape = shape;
    good_sink.write = takes_all;

    BAD(npy_save, path, NPY_ERR_ARGUMENT, (NULL, "f8", 2, shape, values, E));
    BAD(npy_save, path, NPY_ERR_NOT_FOUND, ("", "f8", 2, shape, values, E));
    BAD(npy_save, dtype, NPY_ERR_ARGUMENT, ("b.npy", NULL, 2, shape, values, E));
    BAD(npy_save, ndim, NPY_ERR_ARGUMENT, ("b.npy", "f8", -1, shape, values, E));
    BAD(npy_save, ndim, NPY_ERR_SHAPE, ("b.npy", "f8", 65, shape, values, E));
    BAD(npy_save, ndim, NPY_ERR_SHAPE, ("b.npy", "f8", INT32_MAX, shape, values, E));
    BAD(npy_save, shape, NPY_ERR_ARGUMENT, ("b.npy", "f8", 2, NULL, values, E));
    BAD(npy_save, data, NPY_ERR_ARGUMENT, ("b.npy", "f8", 2, shape, NULL, E));
    FINE(npy_save, data, ("empty.npy", "f8", 2, empty, NULL, E));
    CHECK(unlink("empty.npy") == 0);
    BAD(npy_save_with, path, NPY_ERR_ARGUMENT, (NULL, &good, values, NULL, E));
    BAD(npy_save_with, spec, NPY_ERR_ARGUMENT, ("b.npy", NULL, values, NULL, E));
    BAD(npy_save_with, data, NPY_ERR_ARGUMENT, ("b.npy", &good, NULL, NULL, E));
    BAD(npy_save_with, strides, NPY_ERR_ARGUMENT, ("b.npy", &good, values, CROOKED(int64_t), E));
    BAD(npy_save_with, strides, NPY_ERR_SHAPE, ("b.npy", &good, values, huge, E));
    BAD(npy_create, path, NPY_ERR_ARGUMENT, (NULL, &good, &out.writer, E));
    BAD(npy_create, out, NPY_ERR_ARGUMENT, ("b.npy", &good, NULL, E));
    BAD(npy_create_fd, fd, NPY_ERR_ARGUMENT, (-1, &good, &out.writer, E));
    BAD(npy_create_fd, out, NPY_ERR_ARGUMENT, (fd, &good, NULL, E));
    BAD(npy_create_memory, memory, NPY_ERR_ARGUMENT, (NULL, &good, &out.writer, E));
    BAD(npy_create_memory, out, NPY_ERR_ARGUMENT, (memory, &good, NULL, E));
    BAD(npy_create_sink, sink, NPY_ERR_ARGUMENT, (NULL, &good, &out.writer, E));
    BAD(npy_create_sink, sink, NPY_ERR_ARGUMENT, (BUT(k, good_sink, k.write = NULL), &good, &out.writer, E));
    for (i = 0; i < 4; i++) {
        BAD(npy_create_sink, sink, NPY_ERR_ARGUMENT, (BUT(k, good_sink, k.reserved[i] = 1), &good, &out.writer, E));
    }
    BAD(npy_create_sink, out, NPY_ERR_ARGUMENT, (&good_sink, &good, NULL, E));
    BAD(npy_encode_header, spec, NPY_ERR_ARGUMENT, (NULL, dst, 512, &out.size, E));
    BAD(npy_encode_header, size, NPY_ERR_ARGUMENT, (&good, dst, 512, NULL, E));
    BAD(npy_encode_header, capacity, NPY_ERR_SIZE, (&good, dst, 0, &out.size, E));
    BAD(npy_encode_header, capacity, NPY_ERR_SIZE, (&good, dst, 127, &out.size, E));
    FINE(npy_encode_header, dst, (&good, NULL, 0, &out.size, E));
    INT(out.size, 128);
#define SPEC(code, change)                                                                      \
    do {                                                                                        \
        BAD(npy_encode_header, spec, code, (BUT(s, good, change), dst, 512, &out.size, E));     \
        STARTING(code, change);                                                                 \
    } while (0)
#define STARTING(code, change)                                                                  \
    do {                                                                                        \
        BAD(npy_save_with, spec, code, ("b.npy", BUT(s, good, change), values, NULL, E));       \
        BAD(npy_create, spec, code, ("b.npy", BUT(s, good, change), &out.writer, E));           \
        if (code != NPY_ERR_CAST) {                                                             \
            BAD(npy_map_create, spec, code, ("b.npy", BUT(s, good, change), &out.array, E));    \
        }                                                                                       \
        BAD(npy_append, spec, code, ("b.npy", BUT(s, good, change), &out.writer, E));           \
        BAD(npy_create_fd, spec, code, (fd, BUT(s, good, change), &out.writer, E));             \
        BAD(npy_create_memory, spec, code, (memory, BUT(s, good, change), &out.writer, E));     \
        BAD(npy_create_sink, spec, code, (&good_sink, BUT(s, good, change), &out.writer, E));   \
    } while (0)
    BAD(npy_create, spec, NPY_ERR_ARGUMENT, ("b.npy", NULL, &out.writer, E));
    BAD(npy_map_create, path, NPY_ERR_ARGUMENT, (NULL, &good, &out.array, E));
    BAD(npy_map_create, spec, NPY_ERR_ARGUMENT, ("b.npy", NULL, &out.array, E));
    BAD(npy_map_create, spec, NPY_ERR_SHAPE, ("b.npy", BUT(s, good, s.shape = growing), &out.array, E));
    BAD(npy_map_create, out, NPY_ERR_ARGUMENT, ("b.npy", &good, NULL, E));
    BAD(npy_append, path, NPY_ERR_ARGUMENT, (NULL, BUT(s, good, s.shape = growing), &out.writer, E));
    BAD(npy_append, spec, NPY_ERR_NOT_FOUND, ("b.npy", NULL, &out.writer, E));
    BAD(npy_append, spec, NPY_ERR_ARGUMENT, ("b.npy", BUT(s, good, (s.shape = growing, s.reserved[0] = 1)), &out.writer, E));
    BAD(npy_append, out, NPY_ERR_ARGUMENT, ("b.npy", BUT(s, good, s.shape = growing), NULL, E));
    BAD(npy_recover, path, NPY_ERR_ARGUMENT, (NULL, &out.recovery, E));
    BAD(npy_recover, path, NPY_ERR_NOT_FOUND, ("b.npy", &out.recovery, E));
    FINE(npy_recover, what, ("a.npy", NULL, E));
    BAD(npy_create_fd, spec, NPY_ERR_ARGUMENT, (fd, NULL, &out.writer, E));
    BAD(npy_create_memory, spec, NPY_ERR_ARGUMENT, (memory, NULL, &out.writer, E));
    BAD(npy_create_sink, spec, NPY_ERR_ARGUMENT, (&good_sink, NULL, &out.writer, E));
    SPEC(NPY_ERR_ARGUMENT, s.dtype = NULL);
    SPEC(NPY_ERR_DTYPE, s.dtype = "nonsense");
    SPEC(NPY_ERR_DTYPE, s.dtype = "('f8', (2,))");
    SPEC(NPY_ERR_OBJECT, s.dtype = "O");
    SPEC(NPY_ERR_DTYPE, s.data_dtype = "nonsense");
    STARTING(NPY_ERR_CAST, s.data_dtype = "c16");
    SPEC(NPY_ERR_ARGUMENT, s.shape = NULL);
    SPEC(NPY_ERR_ARGUMENT, s.shape = CROOKED(int64_t));
    SPEC(NPY_ERR_SHAPE, s.shape = minus);
    SPEC(NPY_ERR_SHAPE, s.shape = huge);
    SPEC(NPY_ERR_ARGUMENT, s.ndim = -1);
    SPEC(NPY_ERR_SHAPE, s.ndim = 65);
    SPEC(NPY_ERR_SHAPE, s.ndim = INT32_MAX);
    SPEC(NPY_ERR_ARGUMENT, s.casting = 5);
    SPEC(NPY_ERR_ARGUMENT, s.casting = -1);
    SPEC(NPY_ERR_ARGUMENT, s.version = 4);
    SPEC(NPY_ERR_ARGUMENT, s.version = -1);
    SPEC(NPY_ERR_ARGUMENT, s.replace = 3);
    SPEC(NPY_ERR_ARGUMENT, s.replace = -1);
    SPEC(NPY_ERR_ARGUMENT, s.threads = -1);
    SPEC(NPY_ERR_ARGUMENT, s.order = 'A');
    for (i = 0; i < 7; i++) SPEC(NPY_ERR_ARGUMENT, s.unused[i] = 1);
    for (i = 0; i < 4; i++) SPEC(NPY_ERR_ARGUMENT, s.reserved[i] = 1);
    BAD(npy_encode_header, spec, NPY_ERR_SHAPE, (BUT(s, good, s.shape = growing), dst, 512, &out.size, E));
    BAD(npy_save_with, spec, NPY_ERR_SHAPE, ("b.npy", BUT(s, good, s.shape = growing), values, NULL, E));
    BAD(npy_create_sink, spec, NPY_ERR_UNSUPPORTED, (&good_sink, BUT(s, good, s.shape = growing), &out.writer, E));
    BAD(npy_memory_new, out, NPY_ERR_ARGUMENT, (NULL, E));
    GIVES(npy_memory_data, memory, NULL, (NULL, &out.size));
    CHECK(npy_memory_data(memory, NULL) != NULL);
    GIVES(npy_memory_data, size, npy_memory_data(memory, &out.size), (memory, NULL));
    NOTHING(npy_memory_free, memory, (NULL));
}

static void writing(npy_writer *w)
{
    const npy_slice none = { 0, 5, 0 }, whole[3] = { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } };

    BAD(npy_write, writer, NPY_ERR_ARGUMENT, (NULL, values, 48, E));
    BAD(npy_write, data, NPY_ERR_ARGUMENT, (w, NULL, 48, E));
    BAD(npy_write, size, NPY_ERR_SIZE, (w, values, 7, E));
    BAD(npy_write, size, NPY_ERR_SIZE, (w, values, 56, E));
    BAD(npy_write, size, NPY_ERR_SIZE, (w, values, SIZE_MAX, E));
    BAD(npy_write, size, NPY_ERR_SIZE, (w, values, SIZE_MAX - 7, E));
    FINE(npy_write, data, (w, NULL, 0, E));
    BAD(npy_write_rows, writer, NPY_ERR_ARGUMENT, (NULL, 1, values, NULL, E));
    BAD(npy_write_rows, rows, NPY_ERR_ARGUMENT, (w, -1, values, NULL, E));
    BAD(npy_write_rows, rows, NPY_ERR_ARGUMENT, (w, INT64_MIN, values, NULL, E));
    BAD(npy_write_rows, rows, NPY_ERR_SIZE, (w, 3, values, NULL, E));
    BAD(npy_write_rows, rows, NPY_ERR_SIZE, (w, INT64_MAX, values, NULL, E));
    FINE(npy_write_rows, rows, (w, 0, NULL, NULL, E));
    BAD(npy_write_rows, data, NPY_ERR_ARGUMENT, (w, 1, NULL, NULL, E));
    BAD(npy_write_rows, strides, NPY_ERR_ARGUMENT, (w, 1, values, CROOKED(int64_t), E));
    BAD(npy_write_slab, writer, NPY_ERR_ARGUMENT, (NULL, whole, 2, values, NULL, E));
    BAD(npy_write_slab, slices, NPY_ERR_ARGUMENT, (w, NULL, 1, values, NULL, E));
    BAD(npy_write_slab, slices, NPY_ERR_ARGUMENT, (w, CROOKED(npy_slice), 1, values, NULL, E));
    BAD(npy_write_slab, slices, NPY_ERR_ARGUMENT, (w, &none, 1, values, NULL, E));
    BAD(npy_write_slab, nslices, NPY_ERR_ARGUMENT, (w, whole, -1, values, NULL, E));
    BAD(npy_write_slab, nslices, NPY_ERR_SHAPE, (w, whole, 3, values, NULL, E));
    BAD(npy_write_slab, nslices, NPY_ERR_SHAPE, (w, whole, INT32_MAX, values, NULL, E));
    BAD(npy_write_slab, data, NPY_ERR_ARGUMENT, (w, whole, 2, NULL, NULL, E));
    BAD(npy_write_slab, strides, NPY_ERR_ARGUMENT, (w, whole, 2, values, CROOKED(int64_t), E));
    BAD(npy_writer_info, writer, NPY_ERR_ARGUMENT, (NULL, &out.info, E));
    BAD(npy_writer_info, info, NPY_ERR_ARGUMENT, (w, NULL, E));
    BAD(npy_flush, writer, NPY_ERR_ARGUMENT, (NULL, E));
    BAD(npy_flush, writer, NPY_ERR_UNSUPPORTED, (w, E));
    BAD(npy_finish, writer, NPY_ERR_ARGUMENT, (NULL, E));
    NOTHING(npy_discard, writer, (NULL));
    /* All these refusals left the writer as it was. */
    OK(npy_write(w, values, sizeof values, &err));
    OK(npy_finish(w, &err));
}

int main(void)
{
    npy_reader *r = NULL;
    npy_dtype *text = NULL, *point = NULL;
    npy_memory *memory = NULL;
    npy_writer *w = NULL;
    npy_spec spec = ZERO;
    size_t size = 0;
    unsigned char *bytes, *after;
    int fd;

    texts();
    OK(npy_save("a.npy", "f8", 2, shape, values, &err));
    bytes = check_read("a.npy", &size);
    opening(bytes, size);
    OK(npy_open("a.npy", &r, &err));
    OK(npy_dtype_parse("S4", &text, &err));
    OK(npy_dtype_parse("[('x', 'f4'), ('y', 'f4')]", &point, &err));
    asking(r, point);
    reading(r, text, point);
    npy_close(r);

    fd = open("fd.npy", O_RDWR | O_CREAT, 0600);
    OK(npy_memory_new(&memory, &err));
    creating(memory, fd);
    INT(lseek(fd, 0, SEEK_END), 0);
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;
    OK(npy_create_memory(memory, &spec, &w, &err));
    writing(w);
    BYTES(npy_memory_data(memory, &size), size, bytes, 128 + sizeof values);
    npy_memory_free(memory);
    npy_dtype_free(text);
    npy_dtype_free(point);
    close(fd);

    after = check_read("a.npy", &size);
    BYTES(after, size, bytes, 128 + sizeof values);
    INT(check_names("."), 2);
    free(after);
    free(bytes);
    return check_end();
}

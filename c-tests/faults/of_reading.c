/* Reading one array, from everywhere, in every way; dtypes. */
#define _GNU_SOURCE
#include "operations.h"
#include "faults.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROWS = 20, COLUMNS = 30, COUNT = ROWS * COLUMNS };

static double room[COUNT];

static int counts_up(const double *values, int64_t n)
{
    int64_t i;
    for (i = 0; i < n && values[i] == (double)i;) i++;
    return i == n;
}

/* All of it, a part into a place with gaps in another dtype, and a plan. */
static int read_all(const npy_reader *r, int stream)
{
    static float few[3 * 40];
    static const npy_slice slices[2] = { { 18, 0, -8 }, { 1, 30, 2 } };
    static const int64_t strides[2] = { 160, 8 };
    npy_request request = { 0 };
    npy_info info;
    memset(room, 0, sizeof room);
    if (!TRY(npy_header, (r, &info, &err)) || !TRY(npy_expect, (r, "f8", 2, &err))) return 0;
    RIGHT(info.shape[0] == ROWS && info.shape[1] == COLUMNS);
    if (stream) return ONCE(npy_read_into, (r, room, sizeof room, &err)) && RIGHT(counts_up(room, COUNT));
    if (!TRY(npy_read_into, (r, room, sizeof room, &err))) return 0;
    RIGHT(counts_up(room, COUNT));
    request.dtype = "<f4", request.casting = NPY_CAST_SAME_KIND;
    request.slices = slices, request.nslices = 2, request.strides = strides;
    if (!TRY(npy_plan, (r, &request, &info, &err))) return 0;
    RIGHT(info.shape[0] == 3 && info.shape[1] == 15 && info.itemsize == 4);
    if (!TRY(npy_read, (r, &request, few, 3 * 15 * 4, &err))) return 0;
    RIGHT(few[0] == 18 * COLUMNS + 1 && few[40] == 10 * COLUMNS + 1 && few[80 + 28] == 2 * COLUMNS + 29);
    return 1;
}

static int from_a_path(void)
{
    npy_reader *r;
    int well = TRY(npy_open, ("in/a.npy", &r, &err));
    if (!well) return 0;
    well = read_all(r, 0);
    DO(npy_close, (r));
    return well;
}

static int from_an_offset(void)
{
    npy_open_options options = { 0 };
    npy_reader *r;
    int well;
    options.offset = 7, options.flags = NPY_OPEN_STEADY;
    if (!TRY(npy_open_with, ("in/at7.npy", &options, &r, &err))) return 0;
    well = read_all(r, 0);
    DO(npy_close, (r));
    return well;
}

static int several_from_a_descriptor(void)
{
    npy_reader *r;
    npy_info info;
    int well, fd = test_open("in/two.npy", O_RDONLY);
    if (TRY(npy_open_fd, (fd, NULL, &r, &err))) {
        well = read_all(r, 0) && TRY(npy_next, (r, &err)) && TRY(npy_header, (r, &info, &err))
            && RIGHT(info.kind == 'i' && info.count == 300) && TRY(npy_read_into, (r, room, 1200, &err));
        DO(npy_close, (r));
    } else {
        well = 0;
    }
    close(fd);
    return well;
}

static int from_a_pipe(void)
{
    int ends[2], well = 0;
    size_t size;
    unsigned char *bytes = test_read("in/a.npy", &size);
    npy_reader *r;
    if (pipe(ends) != 0 || write(ends[1], bytes, size) != (ssize_t)size) exit(4);
    close(ends[1]);
    free(bytes);
    if (ONCE(npy_open_fd, (ends[0], NULL, &r, &err))) {
        well = read_all(r, 1);
        DO(npy_close, (r));
    }
    close(ends[0]);
    return well;
}

static int from_memory(void)
{
    size_t size;
    unsigned char *bytes = test_read("in/a.npy", &size);
    npy_reader *r;
    int well = 0;
    if (TRY(npy_open_memory, (bytes, size, NULL, &r, &err))) {
        well = read_all(r, 0);
        DO(npy_close, (r));
    }
    free(bytes);
    return well;
}

/* Structs, and the other order of the elements. */
static int otherwise(void)
{
    static const char *dtype = "[('id', '<u4'), ('x', '<f8', (2,))]";
    npy_request request = { 0 };
    npy_reader *r;
    int well;
    if (!TRY(npy_open, ("in/s.npy", &r, &err))) return 0;
    request.field = "x";
    well = TRY(npy_expect, (r, dtype, 1, &err)) && TRY(npy_read, (r, &request, room, 160, &err)) && RIGHT(counts_up(room, 20));
    DO(npy_close, (r));
    if (!well || !TRY(npy_open, ("in/f.npy", &r, &err))) return 0;
    memset(&request, 0, sizeof request);
    request.order = 'C';
    well = TRY(npy_read, (r, &request, room, sizeof room, &err)) && RIGHT(counts_up(room, COUNT));
    DO(npy_close, (r));
    return well;
}

/* Bytes that callbacks give, in pieces as it comes. */
static struct given {
    unsigned char *bytes;
    size_t size, at;
    int closed;
} given;

static int64_t give(void *dst, size_t size, size_t from)
{
    size_t left = from < given.size ? given.size - from : 0;
    int64_t moved;
    if (size > left) size = left;
    moved = operation_moves(size);
    if (moved > 0 && moved <= (int64_t)size) memcpy(dst, given.bytes + from, (size_t)moved);
    return moved;
}

static int64_t give_at(void *context, void *dst, size_t size, int64_t offset)
{
    (void)context;
    return give(dst, size, (size_t)offset);
}

static int64_t give_next(void *context, void *dst, size_t size)
{
    int64_t moved = give(dst, size, given.at);
    (void)context;
    if (moved > 0) given.at += (size_t)moved;
    return moved;
}

static void is_closed(void *context)
{
    (void)context;
    given.closed++;
}

static int from_callbacks(int stream)
{
    npy_source source = { 0 };
    npy_reader *r;
    int well = 0, opened;
    given.bytes = test_read("in/a.npy", &given.size), given.at = 0, given.closed = 0;
    if (stream) source.read = give_next;
    else source.read_at = give_at, source.length = (int64_t)given.size;
    source.close = is_closed;
    opened = stream ? ONCE(npy_open_source, (&source, NULL, &r, &err)) : TRY(npy_open_source, (&source, NULL, &r, &err));
    if (opened) {
        well = read_all(r, stream);
        DO(npy_close, (r));
    }
    RIGHT(given.closed == opened);
    free(given.bytes);
    return well;
}

static int from_a_source(void)
{
    return from_callbacks(0);
}

static int from_a_stream(void)
{
    return from_callbacks(1);
}

static int32_t going_on(void *context, int64_t done, int64_t total)
{
    (void)context;
    RIGHT(done >= 0 && done <= total);
    return operation_refuses();
}

static int told_how_far(void)
{
    npy_request request = { 0 };
    npy_reader *r;
    int well;
    request.progress = going_on;
    if (!TRY(npy_open, ("in/a.npy", &r, &err))) return 0;
    well = TRY(npy_read, (r, &request, room, sizeof room, &err));
    DO(npy_close, (r));
    return well;
}

static int loaded(void)
{
    npy_array *array;
    const npy_info *info;
    const void *data;
    void *mine;
    if (!TRY(npy_load, ("in/a.npy", &array, &err))) return 0;
    GIVES(info, npy_array_info, (array));
    GIVES(data, npy_array_data, (array));
    GIVES(mine, npy_array_data_mut, (array));
    RIGHT(info->count == COUNT && counts_up(data, COUNT) && mine == data);
    DO(npy_array_free, (array));
    return 1;
}

static int loaded_in_part(void)
{
    static const npy_slice slices[1] = { { 0, 10, 2 } };
    npy_request request = { 0 };
    npy_reader *r;
    npy_array *array;
    int well;
    request.dtype = ">f4", request.casting = NPY_CAST_UNSAFE, request.slices = slices, request.nslices = 1;
    if (!TRY(npy_open, ("in/f.npy", &r, &err))) return 0;
    well = TRY(npy_load_from, (r, &request, &array, &err));
    DO(npy_close, (r));
    if (well) DO(npy_array_free, (array));
    return well;
}

static int mapped(void)
{
    npy_array *array;
    npy_reader *r;
    int well;
    if (!TRY(npy_map, ("in/a.npy", NPY_MAP_READ | NPY_MAP_PREFAULT, &array, &err))) return 0;
    RIGHT(counts_up(npy_array_data(array), COUNT));
    DO(npy_array_free, (array));
    if (!TRY(npy_open, ("in/a.npy", &r, &err))) return 0;
    well = TRY(npy_map_from, (r, NPY_MAP_PRIVATE, &array, &err));
    DO(npy_close, (r));
    if (!well) return 0;
    well = TRY(npy_array_flush, (array, &err));
    DO(npy_array_free, (array));
    return well;
}

static int mapped_to_write(void)
{
    npy_array *array;
    int well;
    if (!TRY(npy_map, (TARGET, NPY_MAP_WRITE, &array, &err))) return 0;
    memset(npy_array_data_mut(array), 1, sizeof room);
    well = TRY(npy_array_flush, (array, &err));
    DO(npy_array_free, (array));
    return well;
}

static int dtypes(void)
{
    static const npy_member members[3] = { { "id", "u4", 0 }, { "name", "U5", 4 }, { "x", "(2,)f8", 24 } };
    static const char *text = "[('id', '<u4'), ('p', [('x', '<f8'), ('y', '<f8', (2, 3))]), ('name', '<U4')]";
    npy_dtype *dtype, *one;
    npy_field_info field;
    const char *spelled;
    char name[16], element[64] = { 0 };
    size_t length;
    int well = 0;
    if (!TRY(npy_dtype_parse, (text, &dtype, &err))) return 0;
    GIVES(spelled, npy_dtype_text, (dtype));
    RIGHT(strcmp(spelled, text) == 0);
    if (TRY(npy_field, (dtype, "p.y", &field, &err)) && TRY(npy_field_at, (dtype, 0, &field, &err))
        && TRY(npy_dtype_parse, ("<U4", &one, &err))) {
        well = TRY(npy_text_set, (one, element, "h\303\251", &err))
            && TRY(npy_text_get, (one, element, name, sizeof name, &length, &err)) && RIGHT(length == 3);
        DO(npy_dtype_free, (one));
    }
    DO(npy_dtype_free, (dtype));
    if (!well || !TRY(npy_dtype_struct, (members, 3, 40, &dtype, &err))) return 0;
    DO(npy_dtype_free, (dtype));
    return 1;
}

static int headers(void)
{
    static const int64_t shape[4] = { 1, 2, 3, 4 };
    static char header[512];
    npy_spec spec = { 0 };
    size_t size = 0;
    spec.dtype = "[('a', '<i2'), ('b', '>c16', (2,))]", spec.shape = shape, spec.ndim = 4, spec.order = 'F';
    return TRY(npy_encode_header, (&spec, header, sizeof header, &size, &err)) && RIGHT(size == 192 || size == 128);
}

const struct operation reading[] = {
    { "read from a path", from_a_path, NULL, KEPT, 0, NULL },
    { "read from an offset", from_an_offset, NULL, KEPT, 0, NULL },
    { "read several from a descriptor", several_from_a_descriptor, NULL, KEPT, 0, NULL },
    { "read from a pipe", from_a_pipe, NULL, KEPT, 0, NULL },
    { "read from memory", from_memory, NULL, KEPT, 0, NULL },
    { "read a field, and in the other order", otherwise, NULL, KEPT, 0, NULL },
    { "read from a source", from_a_source, NULL, KEPT, 0, NULL },
    { "read from a stream", from_a_stream, NULL, KEPT, 0, NULL },
    { "read and be told how far", told_how_far, NULL, KEPT, 0, NULL },
    { "load", loaded, NULL, KEPT, 0, NULL },
    { "load a part", loaded_in_part, NULL, KEPT, 0, NULL },
    { "map", mapped, NULL, KEPT, 0, NULL },
    { "map to write", mapped_to_write, "a.npy", CHANGED, 0, NULL },
    { "dtypes", dtypes, NULL, KEPT, 0, NULL },
    { "headers", headers, NULL, KEPT, 0, NULL },
    { NULL, NULL, NULL, 0, 0, NULL },
};

/* The size and place of every member of every public struct, held when this is
 * compiled (src/ffi/layout.rs holds the same numbers on the other side); zeros
 * are the defaults; what is kept for later is zero both ways. tests/c_programs.rs
 * sees to it that no member is left out here. */
#include "check.h"

#include <stddef.h>

/* An array of negative size where a number is wrong. */
#define HELD(name, condition) typedef char name[(condition) ? 1 : -1]
#define SIZE(type, bytes) HELD(type##_in_all, sizeof(type) == (bytes))
#define LAYOUT(type, member, place, bytes) \
    HELD(type##_##member, offsetof(type, member) == (place) && sizeof(((type *)0)->member) == (bytes))

/* The same everywhere. */
SIZE(npy_error, 256);
LAYOUT(npy_error, code, 0, 4);
LAYOUT(npy_error, os_error, 4, 4);
LAYOUT(npy_error, offset, 8, 8);
LAYOUT(npy_error, message, 16, 240);

SIZE(npy_open_options, 56);
LAYOUT(npy_open_options, offset, 0, 8);
LAYOUT(npy_open_options, max_header, 8, 8);
LAYOUT(npy_open_options, max_nesting, 16, 4);
LAYOUT(npy_open_options, flags, 20, 4);
LAYOUT(npy_open_options, reserved, 24, 32);

SIZE(npy_slice, 24);
LAYOUT(npy_slice, start, 0, 8);
LAYOUT(npy_slice, stop, 8, 8);
LAYOUT(npy_slice, step, 16, 8);

SIZE(npy_object_options, 80);
LAYOUT(npy_object_options, max_bytes, 0, 8);
LAYOUT(npy_object_options, max_memory, 8, 8);
LAYOUT(npy_object_options, max_values, 16, 8);
LAYOUT(npy_object_options, max_memo, 24, 8);
LAYOUT(npy_object_options, max_visits, 32, 8);
LAYOUT(npy_object_options, max_depth, 40, 4);
LAYOUT(npy_object_options, encoding, 44, 4);
LAYOUT(npy_object_options, reserved, 48, 32);

/* Where a pointer has eight bytes. */
#if UINTPTR_MAX == UINT64_MAX
SIZE(npy_source, 72);
LAYOUT(npy_source, context, 0, 8);
LAYOUT(npy_source, read_at, 8, 8);
LAYOUT(npy_source, read, 16, 8);
LAYOUT(npy_source, length, 24, 8);
LAYOUT(npy_source, close, 32, 8);
LAYOUT(npy_source, reserved, 40, 32);

SIZE(npy_info, 1128);
LAYOUT(npy_info, count, 0, 8);
LAYOUT(npy_info, nbytes, 8, 8);
LAYOUT(npy_info, itemsize, 16, 8);
LAYOUT(npy_info, data_offset, 24, 8);
LAYOUT(npy_info, shape, 32, 512);
LAYOUT(npy_info, strides, 544, 512);
LAYOUT(npy_info, ndim, 1056, 4);
LAYOUT(npy_info, nfields, 1060, 4);
LAYOUT(npy_info, version, 1064, 4);
LAYOUT(npy_info, unit_multiple, 1068, 4);
LAYOUT(npy_info, kind, 1072, 1);
LAYOUT(npy_info, byteorder, 1073, 1);
LAYOUT(npy_info, order, 1074, 1);
LAYOUT(npy_info, unused, 1075, 1);
LAYOUT(npy_info, unit, 1076, 4);
LAYOUT(npy_info, dtype, 1080, 8);
LAYOUT(npy_info, descr, 1088, 8);
LAYOUT(npy_info, reserved, 1096, 32);

SIZE(npy_field_info, 624);
LAYOUT(npy_field_info, name, 0, 8);
LAYOUT(npy_field_info, name_length, 8, 8);
LAYOUT(npy_field_info, title, 16, 8);
LAYOUT(npy_field_info, title_length, 24, 8);
LAYOUT(npy_field_info, descr, 32, 8);
LAYOUT(npy_field_info, offset, 40, 8);
LAYOUT(npy_field_info, itemsize, 48, 8);
LAYOUT(npy_field_info, shape, 56, 512);
LAYOUT(npy_field_info, ndim, 568, 4);
LAYOUT(npy_field_info, index, 572, 4);
LAYOUT(npy_field_info, parent, 576, 4);
LAYOUT(npy_field_info, unit_multiple, 580, 4);
LAYOUT(npy_field_info, kind, 584, 1);
LAYOUT(npy_field_info, byteorder, 585, 1);
LAYOUT(npy_field_info, unused, 586, 2);
LAYOUT(npy_field_info, unit, 588, 4);
LAYOUT(npy_field_info, reserved, 592, 32);

SIZE(npy_member, 24);
LAYOUT(npy_member, name, 0, 8);
LAYOUT(npy_member, dtype, 8, 8);
LAYOUT(npy_member, offset, 16, 8);

SIZE(npy_request, 96);
LAYOUT(npy_request, dtype, 0, 8);
LAYOUT(npy_request, field, 8, 8);
LAYOUT(npy_request, slices, 16, 8);
LAYOUT(npy_request, strides, 24, 8);
LAYOUT(npy_request, progress, 32, 8);
LAYOUT(npy_request, context, 40, 8);
LAYOUT(npy_request, nslices, 48, 4);
LAYOUT(npy_request, casting, 52, 4);
LAYOUT(npy_request, threads, 56, 4);
LAYOUT(npy_request, order, 60, 1);
LAYOUT(npy_request, unused, 61, 3);
LAYOUT(npy_request, reserved, 64, 32);

SIZE(npy_spec, 104);
LAYOUT(npy_spec, dtype, 0, 8);
LAYOUT(npy_spec, data_dtype, 8, 8);
LAYOUT(npy_spec, shape, 16, 8);
LAYOUT(npy_spec, progress, 24, 8);
LAYOUT(npy_spec, context, 32, 8);
LAYOUT(npy_spec, ndim, 40, 4);
LAYOUT(npy_spec, casting, 44, 4);
LAYOUT(npy_spec, version, 48, 4);
LAYOUT(npy_spec, replace, 52, 4);
LAYOUT(npy_spec, sync, 56, 4);
LAYOUT(npy_spec, threads, 60, 4);
LAYOUT(npy_spec, order, 64, 1);
LAYOUT(npy_spec, unused, 65, 7);
LAYOUT(npy_spec, reserved, 72, 32);

SIZE(npy_sink, 64);
LAYOUT(npy_sink, context, 0, 8);
LAYOUT(npy_sink, write, 8, 8);
LAYOUT(npy_sink, write_at, 16, 8);
LAYOUT(npy_sink, end, 24, 8);
LAYOUT(npy_sink, reserved, 32, 32);

SIZE(npy_recovery, 256);
LAYOUT(npy_recovery, rows_before, 0, 8);
LAYOUT(npy_recovery, rows_after, 8, 8);
LAYOUT(npy_recovery, bytes_cut, 16, 8);
LAYOUT(npy_recovery, bytes_missing, 24, 8);
LAYOUT(npy_recovery, actions, 32, 4);
LAYOUT(npy_recovery, temporaries, 36, 4);
LAYOUT(npy_recovery, message, 40, 200);
LAYOUT(npy_recovery, reserved, 240, 16);

SIZE(npz_open_options, 104);
LAYOUT(npz_open_options, offset, 0, 8);
LAYOUT(npz_open_options, max_members, 8, 8);
LAYOUT(npz_open_options, max_member, 16, 8);
LAYOUT(npz_open_options, max_total, 24, 8);
LAYOUT(npz_open_options, max_ratio, 32, 8);
LAYOUT(npz_open_options, max_header, 40, 8);
LAYOUT(npz_open_options, progress, 48, 8);
LAYOUT(npz_open_options, context, 56, 8);
LAYOUT(npz_open_options, max_nesting, 64, 4);
LAYOUT(npz_open_options, flags, 68, 4);
LAYOUT(npz_open_options, reserved, 72, 32);

SIZE(npz_member_info, 96);
LAYOUT(npz_member_info, name, 0, 8);
LAYOUT(npz_member_info, name_length, 8, 8);
LAYOUT(npz_member_info, member, 16, 8);
LAYOUT(npz_member_info, member_length, 24, 8);
LAYOUT(npz_member_info, index, 32, 8);
LAYOUT(npz_member_info, size, 40, 8);
LAYOUT(npz_member_info, packed_size, 48, 8);
LAYOUT(npz_member_info, crc, 56, 4);
LAYOUT(npz_member_info, method, 60, 4);
LAYOUT(npz_member_info, reserved, 64, 32);

SIZE(npy_value, 120);
LAYOUT(npy_value, integer, 0, 8);
LAYOUT(npy_value, real, 8, 8);
LAYOUT(npy_value, imaginary, 16, 8);
LAYOUT(npy_value, zone, 24, 8);
LAYOUT(npy_value, data, 32, 8);
LAYOUT(npy_value, size, 40, 8);
LAYOUT(npy_value, count, 48, 8);
LAYOUT(npy_value, dtype, 56, 8);
LAYOUT(npy_value, mask, 64, 8);
LAYOUT(npy_value, fill, 72, 8);
LAYOUT(npy_value, kind, 80, 4);
LAYOUT(npy_value, flags, 84, 4);
LAYOUT(npy_value, reserved, 88, 32);

SIZE(npz_options, 80);
LAYOUT(npz_options, method, 0, 4);
LAYOUT(npz_options, level, 4, 4);
LAYOUT(npz_options, align, 8, 4);
LAYOUT(npz_options, threads, 12, 4);
LAYOUT(npz_options, block, 16, 4);
LAYOUT(npz_options, unused, 20, 4);
LAYOUT(npz_options, replace, 24, 4);
LAYOUT(npz_options, sync, 28, 4);
LAYOUT(npz_options, progress, 32, 8);
LAYOUT(npz_options, context, 40, 8);
LAYOUT(npz_options, reserved, 48, 32);
#endif

/* Every byte of `member`, one after the other, makes `call` an argument error. */
#define KEPT(variable, member, call)                            \
    do {                                                        \
        size_t i;                                               \
        for (i = 0; i < sizeof(variable).member; i++) {         \
            memset((char *)&(variable).member + i, 1, 1);       \
            FAILS(NPY_ERR_ARGUMENT, call);                      \
            SAYS("zero first");                                 \
            memset((char *)&(variable).member + i, 0, 1);       \
        }                                                       \
        CHECK(i > 0);                                           \
    } while (0)

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    const npy_memory *file = (const npy_memory *)context;
    size_t length = 0;
    const char *bytes = (const char *)npy_memory_data(file, &length);
    size_t left = (uint64_t)offset < length ? length - (size_t)offset : 0;
    if (size > left) size = left;
    memcpy(dst, bytes + offset, size);
    return (int64_t)size;
}

static int64_t takes_all(void *context, const void *data, size_t size)
{
    (void)context, (void)data;
    return (int64_t)size;
}

static int zeros(const void *bytes, size_t size)
{
    size_t i;
    for (i = 0; i < size; i++) {
        if (((const char *)bytes)[i] != 0) return 0;
    }
    return 1;
}

int main(void)
{
    npy_open_options options = ZERO;
    npy_request request = ZERO;
    npy_spec spec = ZERO;
    npy_source source = ZERO;
    npy_sink sink = ZERO;
    npy_memory *memory = NULL;
    npy_writer *w = NULL;
    npy_reader *r = NULL;
    npy_info info;
    npy_field_info field;
    npy_object_options objects = ZERO;
    npy_value value = ZERO;
    npy_tree *tree = NULL;
    int64_t number = 0;
    const double pi = 3.14159;
    double found = 0;
    const char point[16] = "abcdefghijklmno";

    /* All zero but the dtype: a single value. */
    OK(npy_memory_new(&memory, &err));
    spec.dtype = "f8";
    OK(npy_create_memory(memory, &spec, &w, &err));
    OK(npy_write(w, &pi, sizeof pi, &err));
    OK(npy_finish(w, &err));

    source.context = memory;
    source.read_at = read_at;
    OK(npy_open_source(&source, &options, &r, &err));
    OK(npy_read(r, &request, &found, sizeof found, &err));
    CHECK(found == pi);
    check_fill(&info, sizeof info);
    OK(npy_header(r, &info, &err));
    INT(info.ndim, 0);
    CHECK(zeros(info.shape, sizeof info.shape) && zeros(info.strides, sizeof info.strides));
    CHECK(zeros(info.unit, sizeof info.unit) && info.unused == 0 && zeros(info.reserved, sizeof info.reserved));

    KEPT(request, unused, npy_read(r, &request, &found, sizeof found, &err));
    KEPT(request, reserved, npy_read(r, &request, &found, sizeof found, &err));
    npy_close(r);
    KEPT(options, reserved, npy_open_source(&source, &options, &r, &err));
    KEPT(source, reserved, npy_open_source(&source, &options, &r, &err));
    KEPT(spec, unused, npy_create_memory(memory, &spec, &w, &err));
    KEPT(spec, reserved, npy_create_memory(memory, &spec, &w, &err));
    sink.write = takes_all;
    KEPT(sink, reserved, npy_create_sink(&sink, &spec, &w, &err));
    npy_memory_free(memory);

    KEPT(objects, reserved, npy_objects_memory("N.", 2, &objects, &tree, &err));
    OK(npy_objects_memory("N.", 2, &objects, &tree, &err));
    value.kind = NPY_VALUE_NONE;
    KEPT(value, reserved, npy_tree_add(tree, &value, &number, &err));
    check_fill(&value, sizeof value);
    OK(npy_tree_get(tree, npy_tree_root(tree), &value, &err));
    INT(value.kind, NPY_VALUE_NONE);
    value.kind = 0;
    CHECK(zeros(&value, sizeof value));
    npy_tree_free(tree);

    /* What the library fills, it fills to the end. */
    OK(npy_save("point.npy", "[('x', 'f8'), ('y', 'f8')]", 0, NULL, point, &err));
    OK(npy_open("point.npy", &r, &err));
    OK(npy_header(r, &info, &err));
    check_fill(&field, sizeof field);
    OK(npy_field(info.dtype, "y", &field, &err));
    CHECK(field.title == NULL && field.title_length == 0 && zeros(field.shape, sizeof field.shape));
    CHECK(zeros(field.unused, sizeof field.unused) && zeros(field.reserved, sizeof field.reserved));
    check_fill(&info, sizeof info);
    OK(npy_plan(r, NULL, &info, &err));
    CHECK(zeros(info.shape, sizeof info.shape) && zeros(info.reserved, sizeof info.reserved) && info.unused == 0);
    npy_close(r);
    return check_end();
}

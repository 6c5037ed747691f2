/* Writing one array: at once, in pieces, anywhere, growing; into files, descriptors, memory, callbacks. */
#define _GNU_SOURCE
#include "operations.h"
#include "faults.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROWS = 40, COLUMNS = 30, COUNT = ROWS * COLUMNS };

static double values[COUNT];
static const int64_t shape[2] = { ROWS, COLUMNS };

static npy_spec a_spec(void)
{
    npy_spec spec = { 0 };
    int i;
    for (i = 0; i < COUNT; i++) values[i] = i + 0.25;
    spec.dtype = "<f8", spec.ndim = 2, spec.shape = shape;
    return spec;
}

static int saved(void)
{
    a_spec();
    return TRY(npy_save, (TARGET, "f8", 2, shape, values, &err));
}

static int saved_otherwise(void)
{
    static const int64_t strides[2] = { -COLUMNS * 8, 8 };
    npy_spec spec = a_spec();
    spec.dtype = ">f4", spec.data_dtype = "f8", spec.casting = NPY_CAST_SAME_KIND, spec.order = 'F', spec.sync = 1;
    return TRY(npy_save_with, (TARGET, &spec, values + (ROWS - 1) * COLUMNS, strides, &err));
}

/* Once the file has its name, it is there. */
static int saved_for_the_first_time(void)
{
    npy_spec spec = a_spec();
    spec.replace = NPY_REPLACE_NEVER, spec.sync = 1;
    return ONCE(npy_save_with, (TARGET, &spec, values, NULL, &err));
}

static int saved_where_it_stands(void)
{
    npy_spec spec = a_spec();
    spec.replace = NPY_REPLACE_IN_PLACE;
    return TRY(npy_save_with, (TARGET, &spec, values, NULL, &err));
}

static int32_t going_on(void *context, int64_t done, int64_t total)
{
    (void)context;
    RIGHT(done >= 0 && done <= total);
    return operation_refuses();
}

static int saved_and_told(void)
{
    npy_spec spec = a_spec();
    spec.progress = going_on;
    return TRY(npy_save_with, (TARGET, &spec, values, NULL, &err));
}

/* Ends a writer, well or not. */
static int ended(npy_writer *w, int well)
{
    if (well) return ONCE(npy_finish, (w, &err));
    DO(npy_discard, (w));
    return 0;
}

static int pieces(npy_writer *w)
{
    static const int64_t strides[2] = { COLUMNS * 8, 8 };
    npy_info info;
    return ended(w, ONCE(npy_write, (w, values, COUNT * 4, &err)) && TRY(npy_writer_info, (w, &info, &err))
        && ONCE(npy_write_rows, (w, ROWS / 4, values + COUNT / 2, strides, &err))
        && ONCE(npy_write, (w, values + COUNT / 4 * 3, COUNT * 2, &err)));
}

static int in_pieces(void)
{
    npy_spec spec = a_spec();
    npy_writer *w;
    return TRY(npy_create, (TARGET, &spec, &w, &err)) && pieces(w);
}

static int in_slabs(void)
{
    npy_slice half[1] = { { 0, ROWS / 2, 1 } };
    npy_spec spec = a_spec();
    npy_writer *w;
    int well;
    if (!TRY(npy_create, (TARGET, &spec, &w, &err))) return 0;
    well = ONCE(npy_write_slab, (w, half, 1, values, NULL, &err));
    half[0].start = ROWS / 2, half[0].stop = ROWS;
    return ended(w, well && ONCE(npy_write_slab, (w, half, 1, values + COUNT / 2, NULL, &err)));
}

static int given_up(void)
{
    npy_spec spec = a_spec();
    npy_writer *w;
    int well;
    if (!TRY(npy_create, (TARGET, &spec, &w, &err))) return 0;
    well = ONCE(npy_write, (w, values, 800, &err));
    DO(npy_discard, (w));
    return well;
}

/* The position is behind the array, or where it was. */
static int into_a_descriptor(void)
{
    npy_spec spec = a_spec();
    npy_writer *w;
    int fd = test_open(TARGET, O_RDWR | O_CREAT), well = 0;
    off_t end;
    if (TRY(npy_create_fd, (fd, &spec, &w, &err))) well = pieces(w);
    end = lseek(fd, 0, SEEK_CUR);
    RIGHT(end == (well ? 128 + COUNT * 8 : 0));
    close(fd);
    return well;
}

static int into_a_pipe(void)
{
    npy_spec spec = a_spec();
    npy_writer *w;
    int ends[2], well = 0;
    if (pipe(ends) != 0) exit(4);
    if (TRY(npy_create_fd, (ends[1], &spec, &w, &err))) well = pieces(w);
    close(ends[0]);
    close(ends[1]);
    return well;
}

static int into_memory(void)
{
    npy_spec spec = a_spec();
    npy_memory *memory;
    npy_writer *w;
    const void *data;
    size_t size = 1;
    int well = 0;
    if (!TRY(npy_memory_new, (&memory, &err))) return 0;
    if (TRY(npy_create_memory, (memory, &spec, &w, &err))) well = pieces(w);
    GIVES(data, npy_memory_data, (memory, &size));
    RIGHT(size == (well ? 128 + COUNT * 8 : 0) && (!well || memcmp((const char *)data + 128, values, COUNT * 8) == 0));
    DO(npy_memory_free, (memory));
    return well;
}

/* What callbacks were given. */
static struct taken {
    char bytes[128 + COUNT * 8];
    size_t size;
    int ended, committed;
} taken;

static int64_t take_at(void *context, const void *data, size_t size, int64_t offset)
{
    int64_t moved = operation_moves(size);
    (void)context;
    if (moved > 0 && moved <= (int64_t)size) {
        RIGHT((size_t)offset + (size_t)moved <= sizeof taken.bytes);
        memcpy(taken.bytes + offset, data, (size_t)moved);
        if ((size_t)(offset + moved) > taken.size) taken.size = (size_t)(offset + moved);
    }
    return moved;
}

static int64_t take(void *context, const void *data, size_t size)
{
    return take_at(context, data, size, (int64_t)taken.size);
}

static int32_t is_ended(void *context, int32_t commit)
{
    (void)context;
    taken.ended++, taken.committed = commit;
    return operation_refuses();
}

static int into_callbacks(int anywhere)
{
    npy_spec spec = a_spec();
    npy_sink sink = { 0 };
    npy_writer *w;
    int well = 0, created;
    memset(&taken, 0, sizeof taken);
    if (anywhere) sink.write_at = take_at;
    else sink.write = take;
    sink.end = is_ended;
    created = anywhere ? TRY(npy_create_sink, (&sink, &spec, &w, &err)) : ONCE(npy_create_sink, (&sink, &spec, &w, &err));
    if (created) well = pieces(w);
    RIGHT(taken.ended == created && (!well || taken.committed));
    RIGHT(!well || memcmp(taken.bytes + 128, values, COUNT * 8) == 0);
    return well;
}

static int into_a_sink(void)
{
    return into_callbacks(1);
}

static int into_a_stream(void)
{
    return into_callbacks(0);
}

static int through_a_map(void)
{
    npy_spec spec = a_spec();
    npy_array *array;
    void *data;
    int well;
    if (!TRY(npy_map_create, (TARGET, &spec, &array, &err))) return 0;
    GIVES(data, npy_array_data_mut, (array));
    memcpy(data, values, sizeof values);
    well = TRY(npy_array_flush, (array, &err));
    DO(npy_array_free, (array));
    return well;
}

/* Where all else is as it was: a file of whole rows, of which the first are those that were there. */
static int whole_rows(void)
{
    npy_array *array;
    const npy_info *info;
    int64_t i;
    int right = 1;
    if (access(TARGET, F_OK) != 0) return 1;
    if (!RIGHT(npy_load(TARGET, &array, &err) == NPY_OK)) return 0;
    info = npy_array_info(array);
    for (i = 0; i < 20 * COLUMNS && right; i++) right = ((const double *)npy_array_data(array))[i] == (double)i;
    right = RIGHT(right && info->shape[0] >= 20 && info->shape[1] == COLUMNS);
    npy_array_free(array);
    return right;
}

static int growing(void)
{
    npy_spec spec = a_spec();
    npy_writer *w;
    static const int64_t any[2] = { -1, COLUMNS };
    int well, i;
    spec.shape = any;
    if (!TRY(npy_append, (TARGET, &spec, &w, &err))) return 0;
    for (i = 0, well = 1; i < 4 && well; i++) {
        well = TRY(npy_write, (w, values + i * COLUMNS, COLUMNS * 8, &err)) && TRY(npy_flush, (w, &err));
    }
    well = well && TRY(npy_write_rows, (w, 2, values, NULL, &err));
    return ended(w, well);
}

static int recovered(void)
{
    npy_recovery what;
    return TRY(npy_recover, (TARGET, &what, &err)) && RIGHT(what.rows_after >= 20 && what.rows_after <= 22);
}

const struct operation writing[] = {
    { "save", saved, "a.npy", REPLACED, 0, NULL },
    { "save in another layout and dtype, synced", saved_otherwise, "a.npy", REPLACED, 0, NULL },
    { "save where nothing was", saved_for_the_first_time, NULL, REPLACED, 0, NULL },
    { "save where it stands", saved_where_it_stands, "a.npy", CHANGED, 0, NULL },
    { "save and be told how far", saved_and_told, "a.npy", REPLACED, 0, NULL },
    { "write in pieces", in_pieces, "a.npy", REPLACED, 0, NULL },
    { "write in slabs", in_slabs, "a.npy", REPLACED, 0, NULL },
    { "write and give up", given_up, "a.npy", KEPT, 0, NULL },
    { "write into a descriptor", into_a_descriptor, NULL, CHANGED, 0, NULL },
    { "write into a pipe", into_a_pipe, NULL, KEPT, 0, NULL },
    { "write into memory", into_memory, NULL, KEPT, 0, NULL },
    { "write into a sink", into_a_sink, NULL, KEPT, 0, NULL },
    { "write into a stream", into_a_stream, NULL, KEPT, 0, NULL },
    { "write through a map", through_a_map, NULL, CHANGED, 0, NULL },
    { "append", growing, "a.npy", CHANGED, 0, whole_rows },
    { "recover", recovered, "torn.npy", CHANGED, 0, whole_rows },
    { NULL, NULL, NULL, 0, 0, NULL },
};

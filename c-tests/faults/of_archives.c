/* Archives: read from everywhere, made into everything, changed. */
#define _GNU_SOURCE
#include "operations.h"
#include "faults.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { MANY = 40000, MOST = MANY * 8 + 4096 };

static unsigned char room[MOST];
static double values[MANY];

static const double *numbers(void)
{
    int i;
    for (i = 0; i < MANY; i++) values[i] = i % 1000;
    return values;
}

/* Everything that is asked of an archive that has `many`, `few` and a text. */
static int read_all(const npz_reader *z)
{
    npz_member_info info, text;
    npy_slice part = { 30000, 30010, 1 };
    npy_request request = { 0 };
    npy_reader *r;
    int64_t count, offset;
    int well;
    GIVES(count, npz_count, (z));
    RIGHT(count == 3);
    if (!TRY(npz_member, (z, "notes.txt", &text, &err)) || !TRY(npz_member_at, (z, text.index, &info, &err))) return 0;
    RIGHT(strcmp(info.name, "notes.txt") == 0 && info.size == 5);
    if (!TRY(npz_bytes_at, (z, info.index, room, 5, &err)) || !TRY(npz_data_offset, (z, info.index, &offset, &err))) return 0;
    RIGHT(memcmp(room, "hello", 5) == 0);
    if (!TRY(npz_get, (z, "many", &r, &err))) return 0;
    request.slices = &part, request.nslices = 1;
    well = TRY(npy_read_into, (r, room, MANY * 8, &err)) && RIGHT(memcmp(room, numbers(), MANY * 8) == 0)
        && TRY(npy_read, (r, &request, room, 80, &err)) && RIGHT(memcmp(room, values + 30000, 80) == 0);
    DO(npy_close, (r));
    if (!well || !TRY(npz_member, (z, "few", &info, &err)) || !TRY(npz_get_at, (z, info.index, &r, &err))) return 0;
    well = TRY(npy_read_into, (r, room, 24, &err));
    DO(npy_close, (r));
    return well && TRY(npz_verify, (z, &err));
}

static int from(const char *path)
{
    npz_reader *z;
    int well;
    if (!TRY(npz_open, (path, &z, &err))) return 0;
    well = read_all(z);
    DO(npz_close, (z));
    return well;
}

static int stored(void)
{
    return from("in/stored.npz");
}

static int deflated(void)
{
    return from("in/deflated.npz");
}

static int in_blocks(void)
{
    return from("in/blocks.npz");
}

static int bzip2(void)
{
    return from("in/bzip2.npz");
}

static int lzma(void)
{
    return from("in/lzma.npz");
}

static int with_limits(void)
{
    npz_open_options options = { 0 };
    npz_reader *z;
    int well;
    options.max_members = 10, options.max_total = 1 << 20;
    if (!TRY(npz_open_with, ("in/deflated.npz", &options, &z, &err))) return 0;
    well = read_all(z);
    DO(npz_close, (z));
    return well;
}

static int from_a_descriptor(void)
{
    npz_reader *z;
    int well = 0, fd = test_open("in/stored.npz", O_RDONLY);
    if (TRY(npz_open_fd, (fd, NULL, &z, &err))) {
        well = read_all(z);
        DO(npz_close, (z));
    }
    close(fd);
    return well;
}

static int from_memory(void)
{
    npz_reader *z;
    size_t size;
    unsigned char *bytes = test_read("in/blocks.npz", &size);
    int well = 0;
    if (TRY(npz_open_memory, (bytes, size, NULL, &z, &err))) {
        well = read_all(z);
        DO(npz_close, (z));
    }
    free(bytes);
    return well;
}

static struct given {
    unsigned char *bytes;
    size_t size;
    int closed;
} given;

static int64_t give_at(void *context, void *dst, size_t size, int64_t offset)
{
    size_t left = (size_t)offset < given.size ? given.size - (size_t)offset : 0;
    int64_t moved;
    (void)context;
    if (size > left) size = left;
    moved = operation_moves(size);
    if (moved > 0 && moved <= (int64_t)size) memcpy(dst, given.bytes + offset, (size_t)moved);
    return moved;
}

static void is_closed(void *context)
{
    (void)context;
    given.closed++;
}

static int from_a_source(void)
{
    npy_source source = { 0 };
    npz_reader *z;
    int well = 0, opened;
    given.bytes = test_read("in/deflated.npz", &given.size), given.closed = 0;
    source.read_at = give_at, source.length = (int64_t)given.size, source.close = is_closed;
    opened = TRY(npz_open_source, (&source, NULL, &z, &err));
    if (opened) {
        well = read_all(z);
        DO(npz_close, (z));
    }
    RIGHT(given.closed == opened);
    free(given.bytes);
    return well;
}

/* Where a block is unpacked by a thread of the library's. */
static int by_threads(void)
{
    npy_request request = { 0 };
    npz_reader *z;
    npy_reader *r;
    int well = 0;
    if (!TRY(npz_open, ("in/blocks.npz", &z, &err))) return 0;
    if (TRY(npz_get, (z, "many", &r, &err))) {
        request.threads = 3;
        well = TRY(npy_read, (r, &request, room, MANY * 8, &err)) && RIGHT(memcmp(room, numbers(), MANY * 8) == 0);
        DO(npy_close, (r));
    }
    DO(npz_close, (z));
    return well;
}

static int ended(npz_writer *z, int well)
{
    if (well) return ONCE(npz_finish, (z, &err));
    DO(npz_discard, (z));
    return 0;
}

/* Three members, each in a way of its own. `anywhere`: what failed can be done again. */
static int members(npz_writer *z, int anywhere)
{
    static const int64_t shape[1] = { MANY }, little[2] = { 3, 1 };
    static const int64_t strides[2] = { 16, 8 };
    npy_spec spec = { 0 };
    npy_writer *w;
    const double *data = numbers();
    int well;
    spec.dtype = ">f8", spec.shape = little, spec.ndim = 2;
    well = anywhere ? TRY(npz_save, (z, "many", "f8", 1, shape, data, &err)) : ONCE(npz_save, (z, "many", "f8", 1, shape, data, &err));
    if (!well) return 0;
    well = anywhere ? TRY(npz_save_with, (z, "few", &spec, data, strides, &err)) : ONCE(npz_save_with, (z, "few", &spec, data, strides, &err));
    if (!well) return 0;
    well = anywhere ? TRY(npz_add, (z, "pieces", &spec, &w, &err)) : ONCE(npz_add, (z, "pieces", &spec, &w, &err));
    if (!well) return 0;
    if (!ONCE(npy_write, (w, data, 16, &err)) || !ONCE(npy_write, (w, data + 2, 8, &err))) {
        DO(npy_discard, (w));
        return 0;
    }
    return ONCE(npy_finish, (w, &err));
}

static int made_with(const npz_options *options)
{
    npz_writer *z;
    return TRY(npz_create, (TARGET, options, &z, &err)) && ended(z, members(z, 1));
}

static int made(void)
{
    npz_options options = { 0 };
    options.align = 64, options.sync = 1;
    return made_with(&options);
}

static int made_deflated(void)
{
    npz_options options = { 0 };
    options.method = NPZ_DEFLATED, options.level = 1;
    return made_with(&options);
}

static int made_in_blocks(void)
{
    npz_options options = { 0 };
    options.method = NPZ_DEFLATED, options.level = 1, options.block = 65536;
    return made_with(&options);
}

static int made_by_threads(void)
{
    npz_options options = { 0 };
    options.method = NPZ_DEFLATED, options.level = 1, options.block = 65536, options.threads = 3;
    return made_with(&options);
}

static int made_in_a_descriptor(void)
{
    npz_writer *z;
    int well = 0, fd = test_open(TARGET, O_RDWR | O_CREAT);
    if (TRY(npz_create_fd, (fd, NULL, &z, &err))) well = ended(z, members(z, 1));
    close(fd);
    return well;
}

static int made_in_memory(void)
{
    npy_memory *memory;
    npz_writer *z;
    const void *data;
    size_t size = 1;
    int well = 0;
    if (!TRY(npy_memory_new, (&memory, &err))) return 0;
    if (TRY(npz_create_memory, (memory, NULL, &z, &err))) well = ended(z, members(z, 1));
    GIVES(data, npy_memory_data, (memory, &size));
    RIGHT(well ? size > MANY * 8 && memcmp(data, "PK\3\4", 4) == 0 : size == 0);
    DO(npy_memory_free, (memory));
    return well;
}

static int sink_ended, sink_committed;

static int64_t take(void *context, const void *data, size_t size)
{
    (void)context;
    (void)data;
    return operation_moves(size);
}

static int64_t take_at(void *context, const void *data, size_t size, int64_t offset)
{
    RIGHT(offset >= 0);
    return take(context, data, size);
}

static int32_t is_ended(void *context, int32_t commit)
{
    (void)context;
    sink_ended++, sink_committed = commit;
    return operation_refuses();
}

static int made_in_callbacks(int anywhere)
{
    npy_sink sink = { 0 };
    npz_writer *z;
    int well = 0, created;
    sink_ended = sink_committed = 0;
    if (anywhere) sink.write_at = take_at;
    else sink.write = take;
    sink.end = is_ended;
    created = TRY(npz_create_sink, (&sink, NULL, &z, &err));
    if (created) well = ended(z, members(z, anywhere));
    RIGHT(sink_ended == created && (!well || sink_committed));
    return well;
}

static int made_in_a_sink(void)
{
    return made_in_callbacks(1);
}

static int made_in_a_stream(void)
{
    return made_in_callbacks(0);
}

static int32_t going_on(void *context, int64_t done, int64_t total)
{
    (void)context;
    RIGHT(done >= 0 && done <= total);
    return operation_refuses();
}

/* Takes one member away, puts another in its place, and adds some. */
static int changed(void)
{
    npz_options options = { 0 };
    npz_writer *z;
    options.progress = going_on;
    return TRY(npz_update, (TARGET, &options, &z, &err))
        && ended(z, TRY(npz_remove, (z, "notes.txt", &err)) && members(z, 1) && TRY(npz_remove, (z, "few", &err)));
}

static int taken_back(void)
{
    static const int64_t shape[1] = { 3 };
    npz_writer *z;
    int well;
    if (!TRY(npz_update, (TARGET, NULL, &z, &err))) return 0;
    well = TRY(npz_save, (z, "few", "f8", 1, shape, numbers(), &err));
    DO(npz_discard, (z));
    return well;
}

const struct operation archives[] = {
    { "read an archive", stored, NULL, KEPT, 0, NULL },
    { "read a deflated archive", deflated, NULL, KEPT, 0, NULL },
    { "read an archive in blocks", in_blocks, NULL, KEPT, 0, NULL },
    { "read an archive of bzip2", bzip2, NULL, KEPT, FAULTS_ALLOCATION, NULL },
    { "read an archive of LZMA", lzma, NULL, KEPT, FAULTS_ALLOCATION, NULL },
    { "read an archive within limits", with_limits, NULL, KEPT, 0, NULL },
    { "read an archive from a descriptor", from_a_descriptor, NULL, KEPT, 0, NULL },
    { "read an archive from memory", from_memory, NULL, KEPT, 0, NULL },
    { "read an archive from a source", from_a_source, NULL, KEPT, 0, NULL },
    { "read an archive by threads", by_threads, NULL, KEPT, FAULTS_ALLOCATION, NULL },
    { "make an archive", made, "stored.npz", REPLACED, 0, NULL },
    { "make a deflated archive", made_deflated, "stored.npz", REPLACED, 0, NULL },
    { "make an archive in blocks", made_in_blocks, NULL, REPLACED, 0, NULL },
    { "make an archive by threads", made_by_threads, NULL, REPLACED, FAULTS_ALLOCATION, NULL },
    { "make an archive in a descriptor", made_in_a_descriptor, NULL, CHANGED, 0, NULL },
    { "make an archive in memory", made_in_memory, NULL, KEPT, 0, NULL },
    { "make an archive in a sink", made_in_a_sink, NULL, KEPT, 0, NULL },
    { "make an archive in a stream", made_in_a_stream, NULL, KEPT, 0, NULL },
    { "change an archive", changed, "stored.npz", REPLACED, 0, NULL },
    { "change an archive and take it back", taken_back, "stored.npz", KEPT, 0, NULL },
    { NULL, NULL, NULL, 0, 0, NULL },
};

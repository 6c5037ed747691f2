/* Archives written to every kind of place and read from every kind of place: the same members come back; what is
 * stored is the same bytes wherever it went, twice over.
 *
 *   archives_roundtrip          compared here
 *   archives_roundtrip numpy    files left to NumPy
 *   archives_roundtrip valgrind one thread: what Rust keeps of a thread that starts others looks lost */
#include "check.h"

#include <pthread.h>

static double grid[30][40];
static int32_t wave[9000];
static unsigned char *memory_bytes;
static size_t memory_size;

/* What a member is, and how it is written. */
enum how { WHOLE, PIECES, ROWS, SLABS, GROWS, COLUMNS };
static const struct {
    const char *name, *dtype;
    int32_t ndim;
    int64_t shape[3];
    enum how how;
} members[] = {
    { "grid", "f8", 2, { 30, 40, 0 }, WHOLE },
    { "pieces", "<i4", 1, { 9000, 0, 0 }, PIECES },
    { "rows", "f8", 2, { 30, 40, 0 }, ROWS },
    { "slabs", "f8", 2, { 30, 40, 0 }, SLABS },
    { "grows", "f8", 2, { 30, 40, 0 }, GROWS },
    { "columns", "f8", 2, { 30, 40, 0 }, COLUMNS },
    { "nothing", "f8", 2, { 0, 5, 0 }, WHOLE },
    { "number", "i4", 0, { 0, 0, 0 }, WHOLE },
    { "swapped", ">i4", 3, { 3, 100, 30 }, WHOLE },
    { "gr\xc3\xb6\xc3\x9f" "e", "i4", 1, { 7, 0, 0 }, WHOLE },
};
#define MEMBERS ((int)(sizeof members / sizeof *members))

static const void *elements(int i)
{
    return strstr(members[i].dtype, "i4") != NULL ? (const void *)wave : (const void *)grid;
}

static int64_t bytes_of(int i)
{
    int64_t n = members[i].dtype[0] == 'f' ? 8 : 4;
    int32_t axis;
    for (axis = 0; axis < members[i].ndim; axis++) n *= members[i].shape[axis];
    return n;
}

/* Where an archive goes. */
enum place { PATH, DESCRIPTOR, BEHIND, MEMORY, CALLS, STREAM, PIPE, PLACES };
static const char *const place_names[] = { "path", "descriptor", "behind", "memory", "calls", "stream", "pipe" };

static struct {
    unsigned char bytes[400000];
    size_t size;
} stored;

static int64_t write_at(void *context, const void *data, size_t size, int64_t offset)
{
    (void)context;
    if ((size_t)offset + size > sizeof stored.bytes) return -ENOSPC;
    memcpy(stored.bytes + offset, data, size);
    if ((size_t)offset + size > stored.size) stored.size = (size_t)offset + size;
    return (int64_t)size;
}

static int64_t write_next(void *context, const void *data, size_t size)
{
    return write_at(context, data, size, (int64_t)stored.size);
}

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    size_t left = (size_t)offset < memory_size ? memory_size - (size_t)offset : 0;
    (void)context;
    if (size > left) size = left;
    memcpy(dst, memory_bytes + offset, size);
    return (int64_t)size;
}

/* Takes what comes through a pipe. */
static void *drains(void *argument)
{
    ssize_t n;
    stored.size = 0;
    while ((n = read(*(int *)argument, stored.bytes + stored.size, sizeof stored.bytes - stored.size)) > 0) {
        stored.size += (size_t)n;
    }
    return NULL;
}

static void save(npz_writer *z, int i, int positional, int slabs)
{
    npy_spec spec = ZERO;
    npy_writer *w = NULL;
    int64_t grows[2] = { -1, 40 };
    enum how how = members[i].how;
    int row, column;
    spec.dtype = members[i].dtype, spec.ndim = members[i].ndim, spec.shape = members[i].shape;
    if ((how == SLABS && !slabs) || (how == GROWS && !positional)) how = WHOLE;
    switch (how) {
    case WHOLE:
        OK(npz_save_with(z, members[i].name, &spec, elements(i), NULL, &err));
        return;
    case COLUMNS: {
        int64_t strides[2] = { (int64_t)sizeof grid[0], 8 };
        spec.order = 'F';
        OK(npz_save_with(z, members[i].name, &spec, grid, strides, &err));
        return;
    }
    case GROWS:
        spec.shape = grows;
        break;
    default:
        break;
    }
    OK(npz_add(z, members[i].name, &spec, &w, &err));
    if (how == PIECES) {
        OK(npy_write(w, wave, 4, &err));
        OK(npy_write(w, wave + 1, 0, &err));
        OK(npy_write(w, wave + 1, 4 * 7999, &err));
        OK(npy_write(w, wave + 8000, 4 * 1000, &err));
    } else if (how == SLABS) {
        for (column = 39; column >= 0; column--) {
            npy_slice slab[2] = ZERO;
            int64_t strides[2] = { (int64_t)sizeof grid[0], 8 };
            slab[0].start = NPY_NONE, slab[0].stop = NPY_NONE, slab[0].step = 1;
            slab[1].start = column, slab[1].stop = column + 1, slab[1].step = 1;
            OK(npy_write_slab(w, slab, 2, &grid[0][column], strides, &err));
        }
    } else {
        for (row = 0; row < 30; row += 10) OK(npy_write_rows(w, 10, grid[row], NULL, &err));
    }
    OK(npy_finish(w, &err));
}

/* Writes all members to that place; the archive's bytes, to be freed. */
static unsigned char *written(enum place place, const npz_options *options, size_t *size)
{
    npz_writer *z = NULL;
    npy_memory *memory = NULL;
    npy_sink sink = ZERO;
    pthread_t drain;
    unsigned char *bytes;
    int ends[2] = { -1, -1 }, fd = -1, i;
    stored.size = 0;
    switch (place) {
    case PATH:
        OK(npz_create("a.npz", options, &z, &err));
        break;
    case DESCRIPTOR:
    case BEHIND:
        fd = open("d.npz", O_RDWR | O_CREAT | O_TRUNC, 0666);
        if (fd < 0 || (place == BEHIND && write(fd, "in front", 8) != 8)) check_need(NULL, "d.npz");
        OK(npz_create_fd(fd, options, &z, &err));
        break;
    case MEMORY:
        OK(npy_memory_new(&memory, &err));
        OK(npz_create_memory(memory, options, &z, &err));
        break;
    case CALLS:
    case STREAM:
        if (place == CALLS) sink.write_at = write_at;
        else sink.write = write_next;
        OK(npz_create_sink(&sink, options, &z, &err));
        break;
    default:
        if (pipe(ends) != 0 || pthread_create(&drain, NULL, drains, &ends[0]) != 0) check_need(NULL, "a pipe");
        OK(npz_create_fd(ends[1], options, &z, &err));
    }
    for (i = 0; i < MEMBERS; i++) {
        int positional = place != STREAM && place != PIPE;
        /* Slabs are summed up at the end: they must be stored where they can be read back. */
        save(z, i, positional, positional && place != CALLS && options->method == NPZ_STORED);
    }
    OK(npz_finish(z, &err));
    if (place == PATH) return check_read("a.npz", size);
    if (place == DESCRIPTOR || place == BEHIND) {
        npz_reader *r = NULL;
        /* The descriptor stands behind the archive, and can be read as one from where it began. */
        bytes = check_read("d.npz", size);
        INT(lseek(fd, 0, SEEK_CUR), (int64_t)*size);
        CHECK(lseek(fd, place == BEHIND ? 8 : 0, SEEK_SET) >= 0);
        OK(npz_open_fd(fd, NULL, &r, &err));
        OK(npz_verify(r, &err));
        npz_close(r);
        close(fd);
        if (place == BEHIND) {
            INT(memcmp(bytes, "in front", 8), 0);
            *size -= 8;
            memmove(bytes, bytes + 8, *size);
        }
        return bytes;
    }
    if (place == PIPE) {
        close(ends[1]);
        pthread_join(drain, NULL);
        close(ends[0]);
    }
    if (place == MEMORY) {
        const void *found = npy_memory_data(memory, size);
        bytes = (unsigned char *)check_need(malloc(*size), "memory");
        memcpy(bytes, found, *size);
        npy_memory_free(memory);
        return bytes;
    }
    *size = stored.size;
    bytes = (unsigned char *)check_need(malloc(*size), "memory");
    memcpy(bytes, stored.bytes, *size);
    return bytes;
}

static void check_members(const npz_reader *z)
{
    static double room[9000];
    int i;
    INT(npz_count(z), MEMBERS);
    for (i = 0; i < MEMBERS; i++) {
        npy_reader *r = NULL;
        npz_member_info info, again;
        npy_info array;
        char name[64];
        OK(npz_member(z, members[i].name, &info, &err));
        TEXT(info.name, members[i].name);
        snprintf(name, sizeof name, "%s.npy", members[i].name);
        TEXT(info.member, name);
        OK(npz_member(z, name, &again, &err));
        INT(again.index, i);
        OK(npz_get(z, name, &r, &err));
        OK(npy_header(r, &array, &err));
        INT(array.nbytes, bytes_of(i));
        INT(array.data_offset + array.nbytes, info.size);
        if (members[i].how == COLUMNS) {
            npy_request request = ZERO;
            request.order = 'C';
            INT(array.order, 'F');
            OK(npy_read(r, &request, room, (size_t)bytes_of(i), &err));
        } else {
            OK(npy_read_into(r, room, (size_t)bytes_of(i), &err));
        }
        CHECK(memcmp(room, elements(i), (size_t)bytes_of(i)) == 0);
        npy_close(r);
    }
    OK(npz_verify(z, &err));
}

static void read_from_everywhere(void)
{
    npz_reader *z = NULL;
    npy_source source = ZERO;
    int fd;
    check_write("r.npz", memory_bytes, memory_size);
    OK(npz_open("r.npz", &z, &err));
    check_members(z);
    npz_close(z);
    fd = open("r.npz", O_RDONLY);
    OK(npz_open_fd(fd, NULL, &z, &err));
    check_members(z);
    npz_close(z);
    INT(lseek(fd, 0, SEEK_CUR), 0);
    close(fd);
    OK(npz_open_memory(memory_bytes, memory_size, NULL, &z, &err));
    check_members(z);
    npz_close(z);
    source.read_at = read_at, source.length = (int64_t)memory_size;
    OK(npz_open_source(&source, NULL, &z, &err));
    check_members(z);
    npz_close(z);
}

/* Members are replaced, taken out and put in; the others stay. */
static void update(void)
{
    npz_writer *z = NULL;
    npz_reader *r = NULL;
    npz_member_info info;
    int64_t shape[1] = { 3 };
    int32_t back[3];
    npy_reader *member = NULL;
    OK(npz_update("r.npz", NULL, &z, &err));
    OK(npz_save(z, "grid", "i4", 1, shape, wave + 5, &err));
    OK(npz_remove(z, "rows", &err));
    OK(npz_remove(z, "slabs.npy", &err));
    OK(npz_save(z, "added", "i4", 1, shape, wave, &err));
    OK(npz_finish(z, &err));
    OK(npz_open("r.npz", &r, &err));
    INT(npz_count(r), MEMBERS - 1);
    FAILS(NPY_ERR_MEMBER, npz_member(r, "rows", &info, &err));
    OK(npz_get(r, "grid", &member, &err));
    OK(npy_read_into(member, back, sizeof back, &err));
    CHECK(memcmp(back, wave + 5, sizeof back) == 0);
    npy_close(member);
    OK(npz_verify(r, &err));
    npz_close(r);
}

int main(int argc, char **argv)
{
    npz_options kinds[] = {
        { NPZ_STORED, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, { 0 } },
        { NPZ_STORED, 0, 64, 0, 0, 0, 0, 0, NULL, NULL, { 0 } },
        { NPZ_DEFLATED, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, { 0 } },
        { NPZ_DEFLATED, 1, 0, 0, 0, 0, 0, 0, NULL, NULL, { 0 } },
        { NPZ_DEFLATED, 9, 0, 2, 4096, 0, 0, 0, NULL, NULL, { 0 } },
    };
    size_t i, k;
    int place;
    if (check_part(argc, argv, "valgrind")) kinds[4].threads = 1;
    for (i = 0; i < 9000; i++) wave[i] = (int32_t)(i * i % 1013) - 500;
    for (i = 0; i < 30 * 40; i++) grid[i / 40][i % 40] = (double)i / 7 - 50;
    for (k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        unsigned char *first = NULL;
        size_t first_size = 0, length;
        for (place = 0; place < PLACES; place++) {
            memory_bytes = written((enum place)place, &kinds[k], &memory_size);
            printf("kind %zu, %s: %zu bytes\n", k, place_names[place], memory_size);
            if (first == NULL) {
                unsigned char *again = written((enum place)place, &kinds[k], &length);
                first = memory_bytes, first_size = memory_size;
                BYTES(again, length, first, first_size);
                free(again);
            }
            /* Offsets count from the beginning of the file, and a stream says sizes behind the data. */
            if (place != STREAM && place != PIPE && place != BEHIND) BYTES(memory_bytes, memory_size, first, first_size);
            if (place != BEHIND) read_from_everywhere();
            if (check_part(argc, argv, "numpy") && place != BEHIND) {
                int status = check_python(
                    "import numpy as np\n"
                    "z = np.load('r.npz')\n"
                    "grid = np.arange(1200).reshape(30, 40) / 7 - 50\n"
                    "i = np.arange(9000)\n"
                    "wave = ((i * i % 1013) - 500).astype('i4')\n"
                    "assert list(z) == 'grid pieces rows slabs grows columns nothing number swapped gr\\u00f6\\u00dfe'.split()\n"
                    "for name in 'grid rows slabs grows columns'.split():\n"
                    "    assert np.array_equal(z[name], grid), name\n"
                    "assert z['columns'].flags.f_contiguous and np.array_equal(z['pieces'], wave)\n"
                    "assert z['nothing'].shape == (0, 5) and z['number'] == -500 and z['number'].shape == ()\n"
                    "assert z['swapped'].dtype == '>i4' and np.array_equal(z['swapped'], wave.reshape(3, 100, 30))\n"
                    "assert np.array_equal(z['gr\\u00f6\\u00dfe'], wave[:7])\n");
                if (status == SKIPPED) return check_skip("there is no Python with NumPy");
                INT(status, 0);
            }
            if (memory_bytes != first) free(memory_bytes);
        }
        update();
        free(first);
    }
    return check_end();
}

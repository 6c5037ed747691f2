/* Stored members of several megabytes are summed up on their way into the caller's memory, from wherever they come: a file, one that
 * nobody shortens, memory. The same elements arrive, and one wrong byte anywhere is told. */
#include "check.h"

enum { ROWS = 1300, COLUMNS = 1000 };
static const int64_t shape[2] = { ROWS, COLUMNS }, few[1] = { 10 };
static const size_t size = (size_t)ROWS * COLUMNS * sizeof(double);
static double *all, *found;
static unsigned char *bytes;
static size_t length;

/* Where the archive is read from. */
enum from { A_FILE, STEADY, MEMORY, FROMS };

static npz_reader *opened(int from)
{
    npz_open_options options = ZERO;
    npz_reader *archive = NULL;
    if (from == MEMORY) {
        OK(npz_open_memory(bytes, length, NULL, &archive, &err));
        return archive;
    }
    options.flags = from == STEADY ? NPY_OPEN_STEADY : 0;
    OK(npz_open_with("large.npz", &options, &archive, &err));
    return archive;
}

/* All of a member, to a place that begins `at` bytes behind a line. */
static int32_t read_member(npz_reader *archive, const char *name, const npy_request *request, size_t at)
{
    npy_reader *member = NULL;
    int32_t status;
    OK(npz_get(archive, name, &member, &err));
    memset(found, 0xee, size + 128);
    status = npy_read(member, request, (char *)found + at, size, &err);
    npy_close(member);
    return status;
}

static void elements_arrive(int from)
{
    static const npy_slice rows[2] = { { 700, 3, -6 }, { 5, 900, 3 } };
    const size_t places[] = { 0, 8, 64, 56 };
    npz_reader *archive = opened(from);
    npy_reader *member = NULL;
    npy_request request = ZERO;
    npy_info info;
    double little[10];
    size_t i, j;
    for (i = 0; i < sizeof places / sizeof *places; i++) {
        char *behind = (char *)found + places[i] + size;
        OK(read_member(archive, "plain", NULL, places[i]));
        CHECK(memcmp((char *)found + places[i], all, size) == 0);
        for (j = 0; j < 128 - places[i]; j++) CHECK((unsigned char)behind[j] == 0xee);
    }
    OK(read_member(archive, "swapped", NULL, 0));
    CHECK(memcmp(found, all, size) == 0);
    request.order = 'F';
    OK(read_member(archive, "plain", &request, 0));
    for (i = 0; i < ROWS; i += 7) {
        for (j = 0; j < COLUMNS; j += 11) CHECK(found[j * ROWS + i] == all[i * COLUMNS + j]);
    }
    OK(npz_get(archive, "few", &member, &err));
    OK(npy_read_into(member, little, sizeof little, &err));
    CHECK(memcmp(little, all, sizeof little) == 0);
    npy_close(member);
    /* A part of a member, which no sum is held against. */
    memset(&request, 0, sizeof request);
    request.slices = rows, request.nslices = 2;
    OK(npz_get(archive, "plain", &member, &err));
    OK(npy_plan(member, &request, &info, &err));
    OK(npy_read(member, &request, found, (size_t)info.nbytes, &err));
    for (i = 0; i < (size_t)info.shape[0]; i++) {
        for (j = 0; j < (size_t)info.shape[1]; j++)
            CHECK(found[i * (size_t)info.shape[1] + j] == all[(700 - 6 * i) * COLUMNS + 5 + 3 * j]);
    }
    npy_close(member);
    npz_close(archive);
}

/* One byte is wrong: at the beginning of the elements, at their end, in between. */
static void a_wrong_byte_is_told(int from)
{
    static const char *const names[] = { "plain", "swapped" };
    npz_reader *archive = opened(A_FILE);
    size_t i, j;
    for (i = 0; i < 2; i++) {
        npy_reader *member = NULL;
        npz_member_info info;
        npy_info header;
        size_t places[5];
        int64_t data_at;
        OK(npz_member(archive, names[i], &info, &err));
        OK(npz_get(archive, names[i], &member, &err));
        OK(npy_header(member, &header, &err));
        OK(npz_data_offset(archive, info.index, &data_at, &err));
        npy_close(member);
        data_at += header.data_offset;
        places[0] = 0, places[1] = size - 1, places[2] = size / 2, places[3] = 131072, places[4] = 1048575;
        for (j = 0; j < 5; j++) {
            size_t at = (size_t)data_at + places[j];
            npz_reader *damaged;
            bytes[at] ^= 0x10;
            check_write("large.npz", bytes, length);
            damaged = opened(from);
            FAILS(NPY_ERR_CRC, read_member(damaged, names[i], NULL, 0));
            OK(read_member(damaged, names[1 - i], NULL, 0));
            npz_close(damaged);
            bytes[at] ^= 0x10;
        }
        check_write("large.npz", bytes, length);
    }
    npz_close(archive);
}

int main(void)
{
    npz_writer *writer = NULL;
    size_t i;
    int from;
    all = (double *)check_need(malloc(size), "memory");
    found = (double *)check_need(malloc(size + 128), "memory");
    for (i = 0; i < (size_t)ROWS * COLUMNS; i++) all[i] = (double)i * 0.37;
    OK(npz_create("large.npz", NULL, &writer, &err));
    OK(npz_save(writer, "plain", "<f8", 2, shape, all, &err));
    OK(npz_save(writer, "few", "<f8", 1, few, all, &err));
    OK(npz_save(writer, "swapped", ">f8", 2, shape, all, &err));
    OK(npz_finish(writer, &err));
    bytes = check_read("large.npz", &length);
    for (from = 0; from < FROMS; from++) {
        elements_arrive(from);
        a_wrong_byte_is_told(from);
    }
    free(all), free(found), free(bytes);
    return check_end();
}

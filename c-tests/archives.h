/* The committed archives, and everything that is done to read one: for tests that
 * change them. */
#ifndef NPYRW_TESTS_ARCHIVES_H
#define NPYRW_TESTS_ARCHIVES_H

#include "count_memory.h"

#define MOST_MEMBERS 16
#define MOST_BYTES (256 * 1024)

/* A whole archive, and what its members are. */
struct archive {
    char name[64];
    unsigned char *bytes;
    size_t size;
    int count;
    unsigned char *members[MOST_MEMBERS];
    int64_t sizes[MOST_MEMBERS];
};

static struct archive archives[64];
static int archive_count;

static inline uint32_t get32(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static inline unsigned get16(const unsigned char *at)
{
    return at[0] | (unsigned)at[1] << 8;
}

static inline void put32(unsigned char *at, uint32_t value)
{
    int i;
    for (i = 0; i < 4; i++) at[i] = (unsigned char)(value >> 8 * i);
}

static inline void put16(unsigned char *at, unsigned value)
{
    at[0] = (unsigned char)value, at[1] = (unsigned char)(value >> 8);
}

/* Where the fixtures are; `regress` those that were once read wrong. */
static inline void archives_folder(char path[1100], int regress)
{
    const char *data = getenv("NPYRW_TEST_DATA");
    snprintf(path, 1100, "%.900s/../archives%s", data != NULL ? data : ".", regress ? "/regress" : "");
}

/* Loads every file of the folder, in the order of their names. */
static inline void archives_load(int regress)
{
    char folder[1100], path[1400];
    struct dirent **names;
    int i, n;
    archives_folder(folder, regress);
    n = scandir(folder, &names, NULL, alphasort);
    if (n < 0) check_need(NULL, folder);
    for (i = 0; i < n; i++) {
        const char *end = strrchr(names[i]->d_name, '.');
        if (end != NULL && strcmp(end, ".npz") == 0) {
            struct archive *a = &archives[archive_count++];
            snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
            snprintf(a->name, sizeof a->name, "%.63s", names[i]->d_name);
            a->bytes = check_read(path, &a->size);
        }
        free(names[i]);
    }
    free(names);
}

/* Notes what the members of a whole archive are. */
static inline void archive_learn(struct archive *a)
{
    npz_reader *z = NULL;
    npz_member_info info;
    int i;
    if (!OK(npz_open_memory(a->bytes, a->size, NULL, &z, &err))) return;
    a->count = (int)npz_count(z);
    CHECK(a->count <= MOST_MEMBERS);
    for (i = 0; i < a->count; i++) {
        OK(npz_member_at(z, i, &info, &err));
        a->sizes[i] = info.size;
        a->members[i] = (unsigned char *)check_need(malloc((size_t)info.size + 1), "memory");
        OK(npz_bytes_at(z, i, a->members[i], (size_t)info.size, &err));
    }
    OK(npz_verify(z, &err));
    npz_close(z);
}

/* The code of a file or an archive that is wrong: nobody else's fault. */
static inline int blames_the_archive(npy_status status)
{
    return (status <= -20 && status > -50) || status == NPY_ERR_LIMIT;
}

/* What was met on the way through an archive. */
struct journey {
    npy_status opened; /* by npz_open_memory */
    npy_status verified;
    int64_t count;
    int read;    /* members whose bytes were read */
    int arrays;  /* members that were read as arrays, too */
    npy_status first; /* the first member's failure */
    char message[240];
};

static unsigned char journey_bytes[MOST_BYTES], journey_array[MOST_BYTES];

static inline void journey_clean(npy_status status, const char *what)
{
    check_status(status, status, what, __FILE__, __LINE__);
    if (status != NPY_OK && !blames_the_archive(status)) {
        printf("    %s: %s: %.240s\n", what, npy_status_name(status), err.message);
        CHECK(!"a clean error that blames the archive");
    }
}

/* Reads a member as an array: all of it, and the last element of each axis. What the whole of
 * it gives is what its bytes hold. */
static inline int journey_member(npz_reader *z, int64_t index, int64_t size, int was_read)
{
    npy_reader *r = NULL;
    npy_info info;
    npy_request request = ZERO;
    npy_slice slices[64];
    npy_status status;
    int i, whole = 0;
    check_fill(&err, sizeof err);
    status = npz_get_at(z, index, &r, &err);
    journey_clean(status, "npz_get_at");
    if (status != NPY_OK) return 0;
    OK(npy_header(r, &info, &err));
    if (info.nbytes <= MOST_BYTES) {
        check_fill(&err, sizeof err);
        status = npy_read_into(r, journey_array, (size_t)info.nbytes, &err);
        journey_clean(status, "npy_read_into");
        whole = status == NPY_OK;
        if (whole) {
            /* The sum covers the whole member, so its bytes are right, too. */
            CHECK(was_read);
            if (info.data_offset + info.nbytes > size || (info.itemsize == 1
                && memcmp(journey_array, journey_bytes + info.data_offset, (size_t)info.nbytes) != 0)) {
                CHECK(!"the elements are the member's bytes");
            }
        }
        memset(slices, 0, sizeof slices);
        for (i = 0; i < info.ndim; i++) {
            slices[i].start = -1, slices[i].stop = NPY_NONE, slices[i].step = 1;
        }
        request.slices = slices;
        request.nslices = info.ndim;
        request.dtype = info.descr;
        check_fill(&err, sizeof err);
        status = npy_plan(r, &request, &info, &err);
        if (status == NPY_OK && info.nbytes <= MOST_BYTES) {
            status = npy_read(r, &request, journey_array, (size_t)info.nbytes, &err);
        }
        journey_clean(status, "npy_read of a part");
    }
    npy_close(r);
    return whole;
}

/* Opens an archive in memory and reads everything, in every way. `whole`, if given, is what it was before it
 * was changed: nothing else may come out of it. */
static inline struct journey travel(const unsigned char *bytes, size_t size, const npz_open_options *options,
                                    const struct archive *whole)
{
    struct journey journey;
    npz_reader *z = NULL;
    npz_member_info info, again;
    npy_status status;
    int64_t i, offset;
    memset(&journey, 0, sizeof journey);
    check_fill(&err, sizeof err);
    journey.opened = npz_open_memory(bytes, size, options, &z, &err);
    journey_clean(journey.opened, "npz_open_memory");
    if (journey.opened != NPY_OK) {
        memcpy(journey.message, err.message, sizeof err.message);
        return journey;
    }
    journey.count = npz_count(z);
    if (whole != NULL) INT(journey.count, whole->count);
    for (i = 0; i < journey.count; i++) {
        int read = 0;
        OK(npz_member_at(z, i, &info, &err));
        INT(strlen(info.name) <= (size_t)info.name_length && info.name[info.name_length] == 0, 1);
        if (strlen(info.member) == (size_t)info.member_length) {
            /* Of several of a name the last. */
            OK(npz_member(z, info.member, &again, &err));
            CHECK(again.index >= i);
        }
        if (info.size <= MOST_BYTES) {
            check_fill(&err, sizeof err);
            status = npz_bytes_at(z, i, journey_bytes, (size_t)info.size, &err);
            journey_clean(status, "npz_bytes_at");
            read = status == NPY_OK;
            journey.read += read;
            if (read && whole != NULL) {
                BYTES(journey_bytes, (size_t)info.size, whole->members[i], (size_t)whole->sizes[i]);
            }
            if (!read && journey.first == NPY_OK) {
                journey.first = status;
                memcpy(journey.message, err.message, sizeof err.message);
            }
        }
        check_fill(&err, sizeof err);
        status = npz_data_offset(z, i, &offset, &err);
        journey_clean(status, "npz_data_offset");
        if (status == NPY_OK) CHECK(offset >= 30 && offset + info.packed_size <= (int64_t)size);
        journey.arrays += journey_member(z, i, info.size, read);
    }
    check_fill(&err, sizeof err);
    journey.verified = npz_verify(z, &err);
    journey_clean(journey.verified, "npz_verify");
    /* What is verified can be read. */
    if (journey.verified == NPY_OK && options == NULL) INT(journey.read, journey.count);
    npz_close(z);
    return journey;
}

#endif

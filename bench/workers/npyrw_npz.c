/* npyrw through its C API: jobs with archives. */
#include <pthread.h>

#include "npyrw.h"

/* The member u into memory that is there: open, get, read, close. */
static double read_u(const char *path, int64_t times, uint32_t flags, int32_t threads)
{
    const npz_open_options options = { .flags = flags };
    const npy_request request = { .threads = threads };
    npz_reader *archive;
    npy_reader *member;
    npy_info info;
    DO(npz_open(path, &archive, &err));
    DO(npz_get(archive, "u", &member, &err));
    DO(npy_header(member, &info, &err));
    npy_close(member);
    npz_close(archive);
    size_t size = (size_t)info.nbytes;
    char *dst = warm(0, size);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        DO(npz_open_with(path, &options, &archive, &err));
        DO(npz_get(archive, "u", &member, &err));
        DO(npy_read(member, &request, dst, size, &err));
        npy_close(member);
        npz_close(archive);
    }
    return now() - start;
}

double npz_read(const char *path, int64_t times)
{
    return read_u(path, times, 0, 1);
}

double npz_steady(const char *path, int64_t times)
{
    return read_u(path, times, NPY_OPEN_STEADY, 1);
}

double npz_read2(const char *path, int64_t times)
{
    return read_u(path, times, 0, 2);
}

double npz_threads(const char *path, int64_t threads)
{
    return read_u(path, 1, 0, (int32_t)threads);
}

double npz_load(const char *path, int64_t times)
{
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        npz_reader *archive;
        npy_reader *member;
        npy_array *array;
        DO(npz_open(path, &archive, &err));
        DO(npz_get(archive, "u", &member, &err));
        DO(npy_load_from(member, NULL, &array, &err));
        npy_array_free(array);
        npy_close(member);
        npz_close(archive);
    }
    return now() - start;
}

/* So many bytes of u, each time elsewhere: open, get, read, close. */
static double part(const char *path, int64_t times, int64_t bytes)
{
    static uint64_t place = 88172645463325252u;
    char *dst = warm(0, (size_t)bytes);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        npz_reader *archive;
        npy_reader *member;
        npy_info info;
        DO(npz_open(path, &archive, &err));
        DO(npz_get(archive, "u", &member, &err));
        DO(npy_header(member, &info, &err));
        place ^= place << 13, place ^= place >> 7, place ^= place << 17;
        int64_t length = bytes / info.itemsize, from = (int64_t)(place % (uint64_t)(info.count - length));
        const npy_slice slice = { .start = from, .stop = from + length, .step = 1 };
        const npy_request request = { .slices = &slice, .nslices = 1 };
        DO(npy_read(member, &request, dst, (size_t)bytes, &err));
        npy_close(member);
        npz_close(archive);
    }
    return now() - start;
}

double npz_part8(const char *path, int64_t times)
{
    return part(path, times, 8);
}

double npz_part64k(const char *path, int64_t times)
{
    return part(path, times, 65536);
}

/* One member of many, which lies at three quarters. */
double npz_one(const char *path, int64_t times)
{
    char name[32], *dst = warm(0, 1 << 20);
    npz_reader *archive;
    DO(npz_open(path, &archive, &err));
    snprintf(name, sizeof name, "array_%d", (int)(npz_count(archive) * 3 / 4));
    npz_close(archive);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        npy_reader *member;
        npy_info info;
        DO(npz_open(path, &archive, &err));
        DO(npz_get(archive, name, &member, &err));
        DO(npy_header(member, &info, &err));
        DO(npy_read_into(member, dst, (size_t)info.nbytes, &err));
        npy_close(member);
        npz_close(archive);
    }
    return now() - start;
}

/* Open, ask for every member, close. */
double npz_list(const char *path, int64_t times)
{
    int64_t total = 0;
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        npz_reader *archive;
        DO(npz_open(path, &archive, &err));
        for (int64_t at = 0; at < npz_count(archive); at++) {
            npz_member_info member;
            DO(npz_member_at(archive, at, &member, &err));
            total += member.size;
        }
        npz_close(archive);
    }
    check(total > 0, "members");
    return now() - start;
}

/* A thread's share: every `step`-th member, to the places that were made for them. */
typedef struct share {
    const npz_reader *archive;
    char *dst;
    const int64_t *at;
    int64_t first, step;
} share;

static void *read_share(void *context)
{
    const share *s = context;
    for (int64_t i = s->first; i < npz_count(s->archive); i += s->step) {
        npy_reader *member;
        npy_info info;
        DO(npz_get_at(s->archive, i, &member, &err));
        DO(npy_header(member, &info, &err));
        DO(npy_read_into(member, s->dst + s->at[i], (size_t)info.nbytes, &err));
        npy_close(member);
    }
    return NULL;
}

/* Every member into memory that is there. */
static double read_all(const char *path, int64_t times, int64_t threads)
{
    npz_reader *archive;
    DO(npz_open(path, &archive, &err));
    int64_t *at = calloc((size_t)npz_count(archive) + 1, sizeof *at);
    check(at != NULL, "memory");
    for (int64_t i = 0; i < npz_count(archive); i++) {
        npz_member_info member;
        DO(npz_member_at(archive, i, &member, &err));
        at[i + 1] = at[i] + member.size;
    }
    char *dst = warm(0, (size_t)at[npz_count(archive)]);
    npz_close(archive);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        pthread_t other;
        DO(npz_open(path, &archive, &err));
        share mine = { archive, dst, at, 0, threads }, theirs = { archive, dst, at, 1, threads };
        if (threads == 2) check(pthread_create(&other, NULL, read_share, &theirs) == 0, "a thread");
        read_share(&mine);
        if (threads == 2) pthread_join(other, NULL);
        npz_close(archive);
    }
    double taken = now() - start;
    free(at);
    return taken;
}

double npz_all(const char *path, int64_t times)
{
    return read_all(path, times, 1);
}

double npz_all2(const char *path, int64_t times)
{
    return read_all(path, times, 2);
}

/* A new archive with the array of PATH as u. */
static double write_u(const char *path, int64_t times, const npz_options *options)
{
    const npy_array *array = source(path);
    const npy_info *info = npy_array_info(array);
    double taken = 0;
    for (int64_t i = 0; i < times; i++) {
        npz_writer *archive;
        const char *out = fresh(path, ".out.npz");
        double start = now();
        DO(npz_create(out, options, &archive, &err));
        DO(npz_save(archive, "u", info->descr, info->ndim, info->shape, npy_array_data(array), &err));
        DO(npz_finish(archive, &err));
        taken += now() - start;
    }
    return taken;
}

double npz_write(const char *path, int64_t times)
{
    return write_u(path, times, NULL);
}

double npz_deflate(const char *path, int64_t times)
{
    const npz_options options = { .method = NPZ_DEFLATED };
    return write_u(path, times, &options);
}

double npz_blocks(const char *path, int64_t times)
{
    const npz_options options = { .method = NPZ_DEFLATED, .block = 256 * 1024 };
    return write_u(path, times, &options);
}

double npz_blocks2(const char *path, int64_t times)
{
    const npz_options options = { .method = NPZ_DEFLATED, .block = 256 * 1024, .threads = 2 };
    return write_u(path, times, &options);
}

/* A new archive with each row of PATH as a member array_0 and so on. */
double npz_many(const char *path, int64_t times)
{
    const npy_array *array = source(path);
    const npy_info *info = npy_array_info(array);
    double taken = 0;
    for (int64_t i = 0; i < times; i++) {
        npz_writer *archive;
        const char *out = fresh(path, ".out.npz"), *data = npy_array_data(array);
        double start = now();
        DO(npz_create(out, NULL, &archive, &err));
        for (int64_t row = 0; row < info->shape[0]; row++) {
            char name[32];
            snprintf(name, sizeof name, "array_%d", (int)row);
            DO(npz_save(archive, name, info->descr, 1, &info->shape[1], data + row * info->strides[0], &err));
        }
        DO(npz_finish(archive, &err));
        taken += now() - start;
    }
    return taken;
}

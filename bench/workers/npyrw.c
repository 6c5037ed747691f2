/* npyrw through its C API: jobs with one array in a file of its own. */
#include "npyrw.h"

/* The folder's files 00000.npy and so on: open, header, close. */
static double headers(const char *folder, int64_t files)
{
    char name[4200];
    double start = now();
    for (int64_t i = 0; i < files; i++) {
        npy_reader *reader;
        npy_info info;
        snprintf(name, sizeof name, "%s/%05d.npy", folder, (int)i);
        DO(npy_open(name, &reader, &err));
        DO(npy_header(reader, &info, &err));
        npy_close(reader);
    }
    return now() - start;
}

static size_t bytes_of(const char *path, const npy_request *request)
{
    npy_reader *reader;
    npy_info info;
    DO(npy_open(path, &reader, &err));
    DO(npy_plan(reader, request, &info, &err));
    npy_close(reader);
    return (size_t)info.nbytes;
}

/* Open, read into memory that is there, close. */
static double read_as(const char *path, int64_t times, uint32_t flags, const npy_request *request)
{
    const npy_open_options options = { .flags = flags };
    size_t size = bytes_of(path, request);
    char *dst = warm(0, size);
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        npy_reader *reader;
        DO(npy_open_with(path, &options, &reader, &err));
        DO(npy_read(reader, request, dst, size, &err));
        npy_close(reader);
    }
    return now() - start;
}

static double read_(const char *path, int64_t times)
{
    return read_as(path, times, 0, NULL);
}

static double read_steady(const char *path, int64_t times)
{
    return read_as(path, times, NPY_OPEN_STEADY, NULL);
}

static double read_c(const char *path, int64_t times)
{
    const npy_request request = { .order = 'C' };
    return read_as(path, times, 0, &request);
}

static double read_c2(const char *path, int64_t times)
{
    const npy_request request = { .order = 'C', .threads = 2 };
    return read_as(path, times, 0, &request);
}

/* The first `elements` of a file with one axis. */
static double first(const char *path, int64_t elements)
{
    const npy_slice slice = { .start = 0, .stop = elements, .step = 1 };
    const npy_request request = { .slices = &slice, .nslices = 1 };
    int64_t times = elements < 100000 ? 100 : 1;
    return read_as(path, times, 0, &request) / (double)times;
}

static double load(const char *path, int64_t times)
{
    double start = now();
    for (int64_t i = 0; i < times; i++) {
        npy_array *array;
        DO(npy_load(path, &array, &err));
        npy_array_free(array);
    }
    return now() - start;
}

/* Map and take the first element. */
static double map(const char *path, int64_t times)
{
    double taken = 0, sum = 0;
    for (int64_t i = 0; i < times; i++) {
        npy_array *array;
        double start = now();
        DO(npy_map(path, NPY_MAP_READ, &array, &err));
        sum += *(const double *)npy_array_data(array);
        taken += now() - start;
        npy_array_free(array);
    }
    check(sum == sum, "a number");
    return taken;
}

static double write_(const char *path, int64_t times)
{
    const npy_array *array = source(path);
    const npy_info *info = npy_array_info(array);
    double taken = 0;
    for (int64_t i = 0; i < times; i++) {
        const char *out = fresh(path, ".out.npy");
        double start = now();
        DO(npy_save(out, info->descr, info->ndim, info->shape, npy_array_data(array), &err));
        taken += now() - start;
    }
    return taken;
}

/* Under the name at once. */
static double write_in_place(const char *path, int64_t times)
{
    const npy_array *array = source(path);
    const npy_info *info = npy_array_info(array);
    const npy_spec spec = { .dtype = info->descr, .shape = info->shape, .ndim = info->ndim, .replace = NPY_REPLACE_IN_PLACE };
    double taken = 0;
    for (int64_t i = 0; i < times; i++) {
        const char *out = fresh(path, ".out.npy");
        double start = now();
        DO(npy_save_with(out, &spec, npy_array_data(array), NULL, &err));
        taken += now() - start;
    }
    return taken;
}

/* Every second column of a matrix. */
static double write_columns(const char *path, int64_t times)
{
    const npy_array *array = source(path);
    const npy_info *info = npy_array_info(array);
    const int64_t shape[2] = { info->shape[0], (info->shape[1] + 1) / 2 };
    const int64_t strides[2] = { info->strides[0], 2 * info->strides[1] };
    const npy_spec spec = { .dtype = info->descr, .shape = shape, .ndim = 2 };
    double taken = 0;
    for (int64_t i = 0; i < times; i++) {
        const char *out = fresh(path, ".out.npy");
        double start = now();
        DO(npy_save_with(out, &spec, npy_array_data(array), strides, &err));
        taken += now() - start;
    }
    return taken;
}

int main(void)
{
    const job jobs[] = {
        { "headers", headers }, { "read", read_ }, { "read_steady", read_steady }, { "read_native", read_ }, { "read_c", read_c },
        { "read_c2", read_c2 }, { "first", first }, { "load", load }, { "map", map }, { "write", write_ },
        { "write_in_place", write_in_place }, { "write_columns", write_columns }, { "npz_read", npz_read }, { "npz_steady", npz_steady }, { "npz_load", npz_load },
        { "npz_read2", npz_read2 }, { "npz_threads", npz_threads }, { "npz_part8", npz_part8 }, { "npz_part64k", npz_part64k }, { "npz_one", npz_one },
        { "npz_list", npz_list }, { "npz_all", npz_all }, { "npz_all2", npz_all2 }, { "npz_write", npz_write },
        { "npz_deflate", npz_deflate }, { "npz_blocks", npz_blocks }, { "npz_blocks2", npz_blocks2 }, { "npz_many", npz_many },
    };
    return serve(jobs, sizeof jobs / sizeof *jobs);
}

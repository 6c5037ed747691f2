/*
 * Describes .npy files: dtype, shape, order, and of numbers the least and the largest.
 *
 *     describe FILE.npy...
 */
#include <npyrw.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* As Python writes a tuple. */
static void print_shape(const npy_info *info)
{
    printf("  shape  (");
    for (int32_t i = 0; i < info->ndim; i++) printf("%s%" PRId64, i ? ", " : "", info->shape[i]);
    puts(info->ndim == 1 ? ",)" : ")");
}

static void print_range(const double *values, int64_t count)
{
    double least = values[0], largest = values[0];

    for (int64_t i = 1; i < count; i++) {
        /* One that is not a number stays, as in NumPy. */
        if (values[i] < least || values[i] != values[i]) least = values[i];
        if (values[i] > largest || values[i] != values[i]) largest = values[i];
    }
    printf("  min    %.17g\n  max    %.17g\n", least, largest);
}

static npy_status describe(const npy_reader *file, npy_error *err)
{
    npy_info info;
    npy_array *array;
    npy_status status = npy_header(file, &info, err);

    if (status) return status;
    printf("  dtype  %s\n", info.descr);
    print_shape(&info);
    printf("  order  %c\n", info.order);
    if (!strchr("biuf", info.kind) || info.count == 0) return NPY_OK;
    /* Whatever kind of real number it is in the file, it is a double here. */
    status = npy_load_from(file, &(npy_request){ .dtype = "f8", .casting = NPY_CAST_SAME_KIND }, &array, err);
    if (status) return status;
    print_range(npy_array_data(array), info.count);
    npy_array_free(array);
    return NPY_OK;
}

int main(int argc, char **argv)
{
    int status = argc > 1 ? 0 : 2;

    if (argc < 2) fputs("usage: describe FILE.npy...\n", stderr);
    for (int i = 1; i < argc; i++) {
        npy_error err;
        npy_reader *file = NULL;
        puts(argv[i]);
        if (npy_open(argv[i], &file, &err) || describe(file, &err)) {
            fflush(stdout);
            fprintf(stderr, "describe: %s: %s [%s]\n", argv[i], err.message, npy_status_name(err.code));
            status = 1;
        }
        npy_close(file);
    }
    return status;
}

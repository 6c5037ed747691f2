/*
 * A field that is larger than memory: read, smoothed and written slab by slab, in a block of memory whose size does not
 * depend on the field's.
 *
 *     large_field IN.npy OUT.npy [ROWS]
 *
 * IN.npy is of two axes, in either order and of any dtype that can become f8; OUT.npy is f8. Each element becomes the mean of
 * itself and those above and below it; the edges count twice. ROWS (64) are in memory at once, and a row above and below.
 */
#include <npyrw.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows from `first` on, with their neighbours, to `slab`; at the edges the edge once more. */
static npy_status read_rows(const npy_reader *in, int64_t first, int64_t rows, int64_t ny, int64_t nx, double *slab, npy_error *err)
{
    int64_t from = first > 0 ? first - 1 : 0, to = first + rows < ny ? first + rows + 1 : ny;
    npy_slice slice = { from, to, 1 };
    /* Whatever the file has, f8 in C order arrives. */
    npy_request request = { .dtype = "f8", .slices = &slice, .nslices = 1, .order = 'C' };
    size_t row = (size_t)nx * sizeof *slab;
    double *at = first > 0 ? slab : slab + nx;
    npy_status status = npy_read(in, &request, at, (size_t)(to - from) * row, err);

    if (status != NPY_OK) return status;
    if (first == 0) memcpy(slab, slab + nx, row);
    if (first + rows == ny) memcpy(slab + (rows + 1) * nx, slab + rows * nx, row);
    return NPY_OK;
}

static npy_status smooth(const npy_reader *in, const npy_writer *out, int64_t ny, int64_t nx, int64_t most, double *slab, npy_error *err)
{
    int64_t first, i;
    for (first = 0; first < ny; first += most) {
        int64_t rows = ny - first < most ? ny - first : most;
        npy_slice slice = { first, first + rows, 1 };
        npy_status status = read_rows(in, first, rows, ny, nx, slab, err);
        if (status != NPY_OK) return status;
        /* Into the place of the row above, which is not needed any more. */
        for (i = 0; i < rows * nx; i++) slab[i] = (slab[i] + slab[i + nx] + slab[i + 2 * nx]) / 3;
        status = npy_write_slab(out, &slice, 1, slab, NULL, err);
        if (status != NPY_OK) return status;
    }
    return NPY_OK;
}

int main(int argc, char **argv)
{
    npy_reader *in = NULL;
    npy_writer *out;
    npy_info info;
    npy_error err;
    npy_spec spec = { .dtype = "f8", .ndim = 2, .shape = info.shape };
    double *slab = NULL;
    int64_t most = argc > 3 ? atol(argv[3]) : 64;

    if (argc < 3 || most < 1) {
        fputs("usage: large_field IN.npy OUT.npy [ROWS]\n", stderr);
        return 2;
    }
    if (npy_open(argv[1], &in, &err) || npy_expect(in, NULL, 2, &err) || npy_header(in, &info, &err)) goto failed;
    if (most > info.shape[0]) most = info.shape[0];
    slab = malloc((size_t)(most + 2) * (size_t)info.shape[1] * sizeof *slab + 1);
    if (slab == NULL) {
        strcpy(err.message, "no memory for the rows");
        goto failed;
    }
    if (npy_create(argv[2], &spec, &out, &err)) goto failed;
    if (smooth(in, out, info.shape[0], info.shape[1], most, slab, &err)) {
        npy_discard(out);
        goto failed;
    }
    if (npy_finish(out, &err)) goto failed;
    free(slab);
    npy_close(in);
    return 0;

failed:
    fprintf(stderr, "large_field: %s\n", err.message);
    free(slab);
    npy_close(in);
    return 1;
}

/*
 * The same indices in C, Fortran and NumPy: a matrix is read in Fortran's order of axes, whatever order its file has, and
 * written in that order.
 *
 *     same_indices IN.npy OUT.npy
 *
 * IN.npy is of two axes and of any dtype that can become f8. To each element 1000 times its row and its column are added,
 * counted from 0 as NumPy does; OUT.npy is f8 in Fortran order, so that OUT[i, j] is IN[i, j] + 1000 * i + j.
 */
#include <npyrw.h>

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    /* Columns one behind the other, as a Fortran procedure that this is handed to expects them. */
    const npy_request columns = { .dtype = "f8", .order = 'F' };
    npy_spec spec = { .dtype = "f8", .ndim = 2, .order = 'F' };
    npy_reader *in = NULL;
    npy_error err;
    npy_info info;
    double *a = NULL;
    int64_t rows, i, j;

    if (argc != 3) {
        fputs("usage: same_indices IN.npy OUT.npy\n", stderr);
        return 2;
    }
    if (npy_open(argv[1], &in, &err) || npy_expect(in, NULL, 2, &err) || npy_header(in, &info, &err)) goto failed;
    printf("%lld x %lld, in the file in %c order\n", (long long)info.shape[0], (long long)info.shape[1], info.order);
    a = malloc((size_t)info.count * sizeof *a + 1);
    if (a == NULL) abort();
    if (npy_read(in, &columns, a, (size_t)info.count * sizeof *a, &err)) goto failed;

    rows = info.shape[0];
    for (j = 0; j < info.shape[1]; j++) {
        for (i = 0; i < rows; i++) a[i + rows * j] += (double)(1000 * i + j);
    }
    if (info.count > 0) {
        i = rows - 1;
        j = info.shape[1] - 1;
        printf("a[%lld, %lld] is a(%lld, %lld): %.6E\n", (long long)i, (long long)j, (long long)i + 1, (long long)j + 1, a[i + rows * j]);
    }
    spec.shape = info.shape;
    if (npy_save_with(argv[2], &spec, a, NULL, &err)) goto failed;
    free(a);
    npy_close(in);
    return 0;

failed:
    fprintf(stderr, "same_indices: %s\n", err.message);
    free(a);
    npy_close(in);
    return 1;
}

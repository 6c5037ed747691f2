/*
 * heat_mpi: a plate that cools down, in C with MPI. Its temperatures come from a .npy file and go into one, whatever the
 * number of processes:
 *
 *     python -c "import numpy as np; u = np.zeros((96, 128)); u[30:60, 20:70] = 100; np.save('hot.npy', u)"
 *     mpirun -n 4 heat_mpi hot.npy 500 warm.npy
 *     mpirun -n 2 heat_mpi warm.npy 500 cool.npy        # goes on, with another number of processes
 *     python heat.py hot.npy warm.npy cool.npy          # draws heat.png
 *
 * The plate is cut in two dimensions. Each process keeps its part with one ghost cell around it, and reads and writes
 * the inner part from where it lies. The edge of the plate stays at 0.
 */

#include <npyrw_mpi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The part of a length that is the `which`th of `parts`. */
static void part(int64_t length, int parts, int which, int64_t *start, int64_t *count)
{
    *start = length * which / parts;
    *count = length * (which + 1) / parts - *start;
}

int main(int argc, char **argv)
{
    int dims[2] = {0, 0}, periods[2] = {0, 0}, at[2], ranks, rank, up, down, left, right;
    int64_t start[2], count[2], strides[2], y, x, wide;
    double *u = NULL, *v = NULL;
    npyrw_mpi *file = NULL;
    npy_error err;
    npy_info info;
    npy_spec spec;
    MPI_Comm plate;
    MPI_Datatype column;
    long step, steps;

    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (argc != 4) {
        if (rank == 0) fprintf(stderr, "heat_mpi: wants IN.npy STEPS OUT.npy\n");
        MPI_Finalize();
        return 2;
    }
    steps = strtol(argv[2], NULL, 10);
    MPI_Dims_create(ranks, 2, dims);
    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 0, &plate);
    MPI_Cart_coords(plate, rank, 2, at);
    MPI_Cart_shift(plate, 0, 1, &up, &down);
    MPI_Cart_shift(plate, 1, 1, &left, &right);

    /* Every call is collective and ends alike everywhere, so all processes leave together. */
    if (npyrw_mpi_open(plate, argv[1], NULL, &file, &err) || npyrw_mpi_info(file, &info, &err)) goto failed;
    if (info.ndim != 2 || strcmp(info.descr, "<f8") != 0) {
        if (rank == 0) fprintf(stderr, "heat_mpi: wanted 2 axes of <f8, found %d of %s\n", info.ndim, info.descr);
        npyrw_mpi_abort(&file);
        MPI_Finalize();
        return 1;
    }
    part(info.shape[0], dims[0], at[0], &start[0], &count[0]);
    part(info.shape[1], dims[1], at[1], &start[1], &count[1]);
    wide = count[1] + 2;
    u = calloc((size_t)((count[0] + 2) * wide), sizeof *u);
    v = calloc((size_t)((count[0] + 2) * wide), sizeof *v);
    if (u == NULL || v == NULL) MPI_Abort(MPI_COMM_WORLD, 1);
    /* The inner part of the memory: from row 1, cell 1 on, with the rows' full width between them. */
    strides[0] = wide * (int64_t)sizeof *u;
    strides[1] = (int64_t)sizeof *u;
    if (npyrw_mpi_read(file, start, count, u + wide + 1, strides, &err) || npyrw_mpi_close(&file, &err)) goto failed;

    MPI_Type_vector((int)count[0], 1, (int)wide, MPI_DOUBLE, &column);
    MPI_Type_commit(&column);
    for (step = 0; step < steps; step++) {
        double *swap, *last = u + count[0] * wide;
        MPI_Sendrecv(u + wide + 1, (int)count[1], MPI_DOUBLE, up, 0, last + wide + 1, (int)count[1], MPI_DOUBLE, down, 0, plate,
                     MPI_STATUS_IGNORE);
        MPI_Sendrecv(last + 1, (int)count[1], MPI_DOUBLE, down, 1, u + 1, (int)count[1], MPI_DOUBLE, up, 1, plate,
                     MPI_STATUS_IGNORE);
        MPI_Sendrecv(u + wide + 1, 1, column, left, 2, u + wide + count[1] + 1, 1, column, right, 2, plate, MPI_STATUS_IGNORE);
        MPI_Sendrecv(u + wide + count[1], 1, column, right, 3, u + wide, 1, column, left, 3, plate, MPI_STATUS_IGNORE);
        for (y = 1; y <= count[0]; y++) {
            for (x = 1; x <= count[1]; x++) {
                const double *c = u + y * wide + x;
                v[y * wide + x] = c[0] + 0.2 * ((c[-wide] + c[wide]) + (c[-1] + c[1]) - 4 * c[0]);
            }
        }
        swap = u, u = v, v = swap;
    }
    MPI_Type_free(&column);

    memset(&spec, 0, sizeof spec);
    spec.dtype = "f8";
    spec.ndim = 2;
    spec.shape = info.shape;
    if (npyrw_mpi_create(plate, argv[3], &spec, NULL, &file, &err) ||
        npyrw_mpi_write(file, start, count, u + wide + 1, strides, &err) || npyrw_mpi_close(&file, &err)) goto failed;
    free(u);
    free(v);
    MPI_Comm_free(&plate);
    MPI_Finalize();
    return 0;

failed:
    npyrw_mpi_abort(&file);
    if (rank == 0) fprintf(stderr, "heat_mpi: %s\n", err.message);
    free(u);
    free(v);
    MPI_Finalize();
    return 1;
}

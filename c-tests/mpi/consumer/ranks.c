/* Each rank writes its own number: 0, 1, … as ranks.npy. */
#include <npyrw_mpi.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, ranks;
    int64_t shape[1], start[1], count[1] = {1};
    double value;
    npy_error err;
    npy_spec spec = {0};
    npyrw_mpi *file = NULL;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    shape[0] = ranks;
    start[0] = rank;
    value = rank;
    spec.dtype = "f8";
    spec.ndim = 1;
    spec.shape = shape;
    if (npyrw_mpi_create(MPI_COMM_WORLD, "ranks.npy", &spec, NULL, &file, &err) ||
        npyrw_mpi_write(file, start, count, &value, NULL, &err) || npyrw_mpi_close(&file, &err)) {
        fprintf(stderr, "%s\n", err.message);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
    return 0;
}

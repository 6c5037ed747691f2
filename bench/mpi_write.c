/* mpi_write ROUNDS: the same array written by npyrw_mpi and by bare MPI-IO with the same view, independent and collective, in
 * turn, into the current folder: create, write, close. Rank 0 prints a line a round: three times in seconds, that of the slowest rank. */

#include <npyrw_mpi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SIDE 4096 /* 134 MB */

static int rank;
static int64_t shape[2] = {SIDE, SIDE}, start[2], count[2];
static double *block;

static void stop(const char *why)
{
    fprintf(stderr, "mpi_write: %s\n", why);
    MPI_Abort(MPI_COMM_WORLD, 1);
}

static void ours(const char *path)
{
    npyrw_mpi *file = NULL;
    npy_error err;
    npy_spec spec;
    memset(&spec, 0, sizeof spec);
    spec.dtype = "f8";
    spec.ndim = 2;
    spec.shape = shape;
    if (npyrw_mpi_create(MPI_COMM_WORLD, path, &spec, NULL, &file, &err) ||
        npyrw_mpi_write(file, start, count, block, NULL, &err) || npyrw_mpi_close(&file, &err)) stop(err.message);
}

static void bare(const char *path, int collective)
{
    static char header[128];
    int sizes[2] = {SIDE, SIDE}, starts[2], counts[2], wrong;
    MPI_Datatype view;
    MPI_Status status;
    MPI_File file;
    starts[0] = (int)start[0], starts[1] = (int)start[1];
    counts[0] = (int)count[0], counts[1] = (int)count[1];
    wrong = MPI_File_open(MPI_COMM_WORLD, path, MPI_MODE_CREATE | MPI_MODE_WRONLY, MPI_INFO_NULL, &file);
    if (rank == 0) wrong |= MPI_File_write_at(file, 0, header, sizeof header, MPI_BYTE, &status);
    wrong |= MPI_Type_create_subarray(2, sizes, counts, starts, MPI_ORDER_C, MPI_DOUBLE, &view);
    wrong |= MPI_Type_commit(&view);
    wrong |= MPI_File_set_view(file, sizeof header, MPI_DOUBLE, view, "native", MPI_INFO_NULL);
    if (collective) wrong |= MPI_File_write_at_all(file, 0, block, counts[0] * counts[1], MPI_DOUBLE, &status);
    else wrong |= MPI_File_write_at(file, 0, block, counts[0] * counts[1], MPI_DOUBLE, &status);
    wrong |= MPI_File_close(&file);
    MPI_Type_free(&view);
    if (wrong) stop("bare MPI-IO failed");
}

static double measured(int which)
{
    double took, most;
    if (rank == 0) unlink("mpi.npy");
    MPI_Barrier(MPI_COMM_WORLD);
    took = MPI_Wtime();
    if (which == 0) ours("mpi.npy");
    else bare("mpi.npy", which == 2);
    took = MPI_Wtime() - took;
    MPI_Allreduce(&took, &most, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    return most;
}

int main(int argc, char **argv)
{
    int ranks, dims[2] = {0, 0}, i, round, rounds;
    int64_t n;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    rounds = argc > 1 ? atoi(argv[1]) : 5;
    MPI_Dims_create(ranks, 2, dims);
    count[0] = SIDE / dims[0], start[0] = rank / dims[1] * count[0];
    count[1] = SIDE / dims[1], start[1] = rank % dims[1] * count[1];
    block = malloc((size_t)(count[0] * count[1]) * sizeof *block);
    if (block == NULL || SIDE % dims[0] != 0 || SIDE % dims[1] != 0) stop("the array cannot be cut so");
    for (n = 0; n < count[0] * count[1]; n++) block[n] = (double)(rank + n);
    for (i = 0; i < 3; i++) measured(i);
    for (round = 0; round < rounds; round++) {
        double t[3];
        for (i = 0; i < 3; i++) t[(round + i) % 3] = measured((round + i) % 3);
        if (rank == 0) printf("%.6f %.6f %.6f\n", t[0], t[1], t[2]);
    }
    if (rank == 0) unlink("mpi.npy");
    free(block);
    MPI_Finalize();
    return 0;
}

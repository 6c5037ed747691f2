/* ranks CASE…: runs cases on all ranks, in the folder of the test. judge.py prepares and judges. */

/* One translation unit, because the counters of check.h are. */
#include "data.c"
#include "failures.c"

int rank, ranks;

int same_error(int line)
{
    npy_error first = err;
    MPI_Bcast(&first, (int)sizeof first, MPI_BYTE, 0, MPI_COMM_WORLD);
    if (memcmp(&first, &err, sizeof err) == 0) return check_that(1, "", __FILE__, line);
    printf("line %d: rank %d says \"%.240s\", rank 0 \"%.240s\"\n", line, rank, err.message, first.message);
    return check_that(0, "all ranks have the same error", __FILE__, line);
}

void part(int64_t length, int parts, int which, int64_t *start, int64_t *count)
{
    /* Not the usual even parts: the first get one element less, the last what is left. */
    int64_t each_ = length / parts, extra = length % parts;
    *start = which * each_ + (which > parts - extra ? which - (parts - extra) : 0);
    *count = each_ + (which >= parts - extra);
}

void block(int ndim, const int64_t *shape, int turn, int64_t *start, int64_t *count)
{
    int dims[AXES] = {0}, i, me = (rank + turn) % ranks;
    MPI_Dims_create(ranks, ndim, dims);
    for (i = 0; i < ndim; i++) {
        part(shape[i], dims[i], me % dims[i], &start[i], &count[i]);
        me /= dims[i];
    }
}

int64_t product(int ndim, const int64_t *lengths)
{
    int64_t all = 1;
    int i;
    for (i = 0; i < ndim; i++) all *= lengths[i];
    return all;
}

void each(int ndim, const int64_t *shape, const int64_t *start, const int64_t *count, each_element work, void *context)
{
    int64_t at[AXES] = {0}, place, index;
    int i;
    for (place = 0; place < product(ndim, count); place++) {
        index = 0;
        for (i = 0; i < ndim; i++) index = index * shape[i] + start[i] + at[i];
        work(context, index, place, at);
        for (i = ndim - 1; i >= 0; i--) {
            if (++at[i] < count[i]) break;
            at[i] = 0;
        }
    }
}

npyrw_mpi_options mode_of(int collective)
{
    npyrw_mpi_options options;
    memset(&options, 0, sizeof options);
    options.mode = collective ? NPYRW_MPI_COLLECTIVE : NPYRW_MPI_INDEPENDENT;
    return options;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } cases[] = {
        {"blocks", blocks}, {"empty", empty}, {"memory", memory}, {"append", append}, {"restart", restart},
        {"arguments", arguments}, {"overlaps", overlaps}, {"bad_files", bad_files}, {"places", places},
        {"given_up", given_up}, {"write_fails", write_fails}, {"full_disk", full_disk}, {"killed", killed},
        {"large", large},
    };
    long mine[2], all[2];
    size_t i;
    int k;
    npyrw_mpi *none = NULL;
    if (argc > 1 && strcmp(argv[1], "arguments") == 0) {
        FAILS(NPY_ERR_STATE, npyrw_mpi_open(MPI_COMM_WORLD, "u.npy", NULL, &none, &err));
        SAYS("MPI_Init");
    }
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    for (k = 1; k < argc; k++) {
        for (i = 0; i < sizeof cases / sizeof *cases && strcmp(argv[k], cases[i].name) != 0; i++) {}
        if (i < sizeof cases / sizeof *cases) cases[i].run();
        else printf("no such case\n"), check_failed = 1;
    }
    mine[0] = check_count, mine[1] = check_failed;
    MPI_Allreduce(mine, all, 2, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
    if (rank == 0) printf("%ld checks on %d ranks, %ld failed\n", all[0], ranks, all[1]);
    MPI_Finalize();
    return all[1] != 0 || all[0] == 0;
}

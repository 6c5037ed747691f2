/* The cases in which something is wrong: all ranks are told the same, none waits, and no file lies. */

#include "ranks.h"

static int64_t shape[2] = {6, 4};
static npyrw_mpi *f;
static double values[24];

static npy_spec spec_of_shape(void)
{
    npy_spec spec;
    memset(&spec, 0, sizeof spec);
    spec.dtype = "f8";
    spec.ndim = 2;
    spec.shape = shape;
    return spec;
}

static int bad(void) /* the one rank that does it wrong: the last */
{
    return rank == ranks - 1;
}

static void says_rank(int which)
{
    char text[32];
    snprintf(text, sizeof text, "rank %d: ", which);
    CHECK(strncmp(err.message, text, strlen(text)) == 0);
}

static int there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Nothing stands under that name, and nothing beside it. */
static void nothing_left(const char *path)
{
    char partial[256];
    MPI_Barrier(MPI_COMM_WORLD);
    snprintf(partial, sizeof partial, "%s.partial", path);
    CHECK(!there(path));
    CHECK(!there(partial));
    MPI_Barrier(MPI_COMM_WORLD);
}

/* A whole array by all ranks, into a file that may be there. */
static void save(const char *path, double first)
{
    npy_spec spec = spec_of_shape();
    int64_t start[2] = {0, 0}, count[2] = {0, 4};
    int i;
    for (i = 0; i < 24; i++) values[i] = first + i;
    part(6, ranks, rank, &start[0], &count[0]);
    ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, path, &spec, NULL, &f, &err));
    ALL_OK(npyrw_mpi_write(f, start, count, values + 4 * start[0], NULL, &err));
    ALL_OK(npyrw_mpi_close(&f, &err));
}

static void holds(const char *path, double first)
{
    npy_array *array = NULL;
    MPI_Barrier(MPI_COMM_WORLD);
    if (OK(npy_load(path, &array, &err))) {
        CHECK(npy_array_info(array)->count == 24);
        CHECK(((const double *)npy_array_data(array))[23] == first + 23);
    }
    npy_array_free(array);
    MPI_Barrier(MPI_COMM_WORLD);
}

/* create() with one argument wrong on one rank. */
static void arguments_of_create(int collective)
{
    npyrw_mpi_options options = mode_of(collective), wrong = mode_of(collective);
    npy_spec spec = spec_of_shape(), other;
    int64_t other_shape[2] = {6, 4};
    const char *path = "bad.npy";
#define CREATE(code, path_, spec_, options_) \
    ALL_FAIL(code, npyrw_mpi_create(MPI_COMM_WORLD, path_, spec_, options_, &f, &err)); \
    says_rank(ranks - 1); \
    CHECK(f == NULL)
    f = NULL;
    CREATE(NPY_ERR_ARGUMENT, bad() ? NULL : path, &spec, &options);
    CREATE(NPY_ERR_ARGUMENT, path, bad() ? NULL : &spec, &options);
    ALL_FAIL(NPY_ERR_ARGUMENT, npyrw_mpi_create(MPI_COMM_WORLD, path, &spec, &options, bad() ? NULL : &f, &err));
    wrong.mode = 7;
    CREATE(NPY_ERR_ARGUMENT, path, &spec, bad() ? &wrong : &options);
    wrong = options;
    wrong.reserved[3] = 1;
    CREATE(NPY_ERR_ARGUMENT, path, &spec, bad() ? &wrong : &options);
#define WRONG_SPEC(code, change) \
    other = spec; \
    if (bad()) other.change; \
    CREATE(code, path, &other, &options)
    WRONG_SPEC(NPY_ERR_DTYPE, dtype = "no dtype");
    WRONG_SPEC(NPY_ERR_OBJECT, dtype = "O");
    WRONG_SPEC(NPY_ERR_ARGUMENT, ndim = -1);
    WRONG_SPEC(NPY_ERR_ARGUMENT, ndim = 65);
    WRONG_SPEC(NPY_ERR_ARGUMENT, shape = NULL);
    WRONG_SPEC(NPY_ERR_ARGUMENT, data_dtype = "f4");
    WRONG_SPEC(NPY_ERR_ARGUMENT, threads = 2);
    WRONG_SPEC(NPY_ERR_ARGUMENT, replace = NPY_REPLACE_IN_PLACE);
    WRONG_SPEC(NPY_ERR_ARGUMENT, order = 'A');
    WRONG_SPEC(NPY_ERR_ARGUMENT, reserved[0] = 1);
    other_shape[1] = -1; /* only the slowest axis may grow */
    WRONG_SPEC(NPY_ERR_SHAPE, shape = other_shape);
    other_shape[1] = INT64_MAX / 2;
    WRONG_SPEC(NPY_ERR_SHAPE, shape = other_shape);
    other_shape[0] = INT64_MAX / 8 - 10, other_shape[1] = 1; /* fits without the header alone */
    WRONG_SPEC(NPY_ERR_SHAPE, shape = other_shape);
    if (ranks > 1) { /* what is right on each rank, and not the same */
        other_shape[0] = 7, other_shape[1] = 4;
        WRONG_SPEC(NPY_ERR_SHAPE, shape = other_shape);
        SAYS("axis 0: found length 7, on rank 0 it is 6");
        WRONG_SPEC(NPY_ERR_SHAPE, ndim = 1);
        SAYS("found 1 axes, on rank 0 there are 2");
        WRONG_SPEC(NPY_ERR_DTYPE, dtype = "f4");
        WRONG_SPEC(NPY_ERR_ARGUMENT, order = 'F');
        WRONG_SPEC(NPY_ERR_ARGUMENT, version = 2);
        WRONG_SPEC(NPY_ERR_ARGUMENT, sync = 1);
        CREATE(NPY_ERR_ARGUMENT, bad() ? "other.npy" : path, &spec, &options);
        wrong = mode_of(!collective);
        CREATE(NPY_ERR_ARGUMENT, path, &spec, bad() ? &wrong : &options);
    }
    nothing_left(path);
}

void arguments(void)
{
    npy_spec spec = spec_of_shape(), grows;
    int64_t start[2] = {0, 0}, count[2] = {0, 4}, far[2] = {INT64_MIN, 8}, minus_one[2] = {-1, 4}, two[2] = {2, 4};
    int collective;
    MPI_Comm none = MPI_COMM_NULL;
    f = NULL;
    FAILS(NPY_ERR_ARGUMENT, npyrw_mpi_create(none, "u.npy", &spec, NULL, &f, &err));
    FAILS(NPY_ERR_ARGUMENT, npyrw_mpi_open(none, "u.npy", NULL, &f, &err));
    FAILS(NPY_ERR_ARGUMENT, npyrw_mpi_write(NULL, start, count, values, NULL, &err));
    FAILS(NPY_ERR_ARGUMENT, npyrw_mpi_read(NULL, start, count, values, NULL, &err));
    FAILS(NPY_ERR_ARGUMENT, npyrw_mpi_append(NULL, 0, NULL, NULL, NULL, &err));
    FAILS(NPY_ERR_ARGUMENT, npyrw_mpi_info(NULL, NULL, &err));
    OK(npyrw_mpi_close(NULL, &err));
    OK(npyrw_mpi_close(&f, &err));
    npyrw_mpi_abort(NULL);
    npyrw_mpi_abort(&f);
    save("good.npy", 0);
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective), wrong = mode_of(collective);
        arguments_of_create(collective);
        wrong.mode = -1;
        ALL_FAIL(NPY_ERR_ARGUMENT, npyrw_mpi_open(MPI_COMM_WORLD, bad() ? NULL : "good.npy", &options, &f, &err));
        ALL_FAIL(NPY_ERR_ARGUMENT, npyrw_mpi_open(MPI_COMM_WORLD, "good.npy", bad() ? &wrong : &options, &f, &err));
        ALL_FAIL(NPY_ERR_ARGUMENT, npyrw_mpi_open(MPI_COMM_WORLD, "good.npy", &options, bad() ? NULL : &f, &err));

        part(6, ranks, rank, &start[0], &count[0]);
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "bad.npy", &spec, &options, &f, &err));
#define WRITE(code, start_, count_, data_, strides_) \
        ALL_FAIL(code, npyrw_mpi_write(f, bad() ? start_ : start, bad() ? count_ : count, bad() ? data_ : values, \
                                       bad() ? strides_ : NULL, &err)); \
        says_rank(ranks - 1)
        WRITE(NPY_ERR_ARGUMENT, NULL, count, values, NULL);
        WRITE(NPY_ERR_ARGUMENT, start, NULL, values, NULL);
        WRITE(NPY_ERR_ARGUMENT, start, count, NULL, NULL);
        far[0] = INT64_MIN, far[1] = 8;
        WRITE(NPY_ERR_ARGUMENT, start, two, values, far);
        far[0] = INT64_MAX, far[1] = INT64_MAX;
        WRITE(NPY_ERR_ARGUMENT, start, two, values, far);
        WRITE(NPY_ERR_SHAPE, minus_one, count, values, NULL);
        WRITE(NPY_ERR_SHAPE, start, minus_one, values, NULL);
        far[0] = 5, far[1] = 0;
        WRITE(NPY_ERR_SHAPE, far, two, values, NULL);
        SAYS("axis 0: start 5 + count 2 is beyond the length 6");
        far[0] = INT64_MAX;
        WRITE(NPY_ERR_SHAPE, far, two, values, NULL);
        far[0] = 1, far[1] = INT64_MAX; /* a count that overflows */
        WRITE(NPY_ERR_SHAPE, two, far, values, NULL);
        far[0] = 7, far[1] = 0;
        WRITE(NPY_ERR_SHAPE, far, far, NULL, NULL); /* an empty block outside */
        ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_read(f, start, count, values, NULL, &err));
        ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_append(f, 1, values, NULL, NULL, &err));
        /* After all that it can still be written. */
        ALL_OK(npyrw_mpi_write(f, start, count, values + 4 * start[0], NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        holds("bad.npy", 0);
        if (rank == 0) remove("bad.npy");

        ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, "good.npy", &options, &f, &err));
        ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_read(f, bad() ? minus_one : start, count, values, NULL, &err));
        ALL_FAIL(NPY_ERR_ARGUMENT, npyrw_mpi_read(f, start, two, bad() ? NULL : values, NULL, &err));
        ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_write(f, start, count, values, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));

        grows = spec;
        grows.shape = minus_one;
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "bad.npy", &grows, &options, &f, &err));
        ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_write(f, start, count, values, NULL, &err));
        ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_append(f, bad() ? -1 : 1, values, NULL, NULL, &err));
        ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_append(f, bad() ? INT64_MAX : 1, values, NULL, NULL, &err));
        ALL_FAIL(NPY_ERR_ARGUMENT, npyrw_mpi_append(f, 1, bad() ? NULL : values, NULL, NULL, &err));
        if (ranks > 1) { /* each fits, together they do not */
            ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_append(f, INT64_MAX / 32 - 100, values, NULL, NULL, &err));
        }
        npyrw_mpi_abort(&f);
        CHECK(f == NULL);
        nothing_left("bad.npy");
    }
}

void overlaps(void)
{
    npy_spec spec = spec_of_shape();
    int64_t start[2] = {0, 0}, count[2] = {0, 4}, cell[2] = {1, 1}, all[2] = {6, 4}, zero[2] = {0, 0}, middle[2] = {2, 1};
    int collective;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "overlaps.npy", &spec, &options, &f, &err));
        if (ranks > 1) {
            ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_write(f, zero, all, values, NULL, &err));
            SAYS("rank 1: the block overlaps that of rank 0");
            /* One cell in the middle of what rank 0 has; the others are empty. */
            ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_write(f, bad() ? middle : zero, rank == 0 ? all : bad() ? cell : zero, values,
                                                    NULL, &err));
            SAYS("the block overlaps that of rank 0");
            says_rank(ranks - 1);
        }
        ALL_OK(npyrw_mpi_write(f, middle, rank == 0 ? cell : zero, values, NULL, &err));
        part(6, ranks, rank, &start[0], &count[0]);
        ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_write(f, start, count, values, NULL, &err));
        SAYS("overlaps one that was written before");
        /* What is left around the cell, so that the boxes do not make one until the last. */
        {
            int64_t left[4][4] = {{0, 0, 2, 4}, {3, 0, 3, 4}, {2, 0, 1, 1}, {2, 2, 1, 2}};
            int i;
            for (i = 0; i < 4; i++) {
                int64_t *b = left[i];
                ALL_OK(npyrw_mpi_write(f, b, i % ranks == rank ? b + 2 : zero, values, NULL, &err));
            }
        }
        ALL_FAIL(NPY_ERR_SHAPE, npyrw_mpi_write(f, middle, bad() ? cell : zero, values, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        CHECK(there("overlaps.npy"));
    }
}

void bad_files(void)
{
    static const struct {
        const char *path;
        npy_status code;
    } files[] = {
        {"text.npy", NPY_ERR_MAGIC}, {"empty.npy", NPY_ERR_TRUNCATED}, {"cut.npy", NPY_ERR_TRUNCATED},
        {"header.npy", NPY_ERR_HEADER}, {"objects.npy", NPY_ERR_OBJECT}, {"version.npy", NPY_ERR_VERSION},
        {"missing.npy", NPY_ERR_NOT_FOUND}, {"no/folder.npy", NPY_ERR_NOT_FOUND}, {"folder.npy", NPY_ERR_IO},
        {"pipe.npy", NPY_ERR_UNSUPPORTED}, {"zeros.npy", NPY_ERR_MAGIC},
    };
    size_t i;
    int collective;
    f = NULL;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        for (i = 0; i < sizeof files / sizeof *files; i++) {
            if (!ALL_FAIL(files[i].code, npyrw_mpi_open(MPI_COMM_WORLD, files[i].path, &options, &f, &err))) {
                printf("that was %s\n", files[i].path);
            }
            says_rank(0);
            CHECK(f == NULL);
        }
        /* It shrinks while it is open: reading says so. */
        save("shrinks.npy", 0);
        ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, "shrinks.npy", &options, &f, &err));
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0 && truncate("shrinks.npy", 128 + 100) != 0) check_need(NULL, "truncate");
        MPI_Barrier(MPI_COMM_WORLD);
        {
            int64_t start[2] = {0, 0}, count[2] = {6, 4};
            double there_[24];
            ALL_FAIL(NPY_ERR_TRUNCATED, npyrw_mpi_read(f, start, count, there_, NULL, &err));
        }
        ALL_OK(npyrw_mpi_close(&f, &err));
    }
}

void places(void)
{
    npy_spec spec = spec_of_shape();
    struct stat status;
    int collective;
    f = NULL;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        ALL_FAIL(NPY_ERR_NOT_FOUND, npyrw_mpi_create(MPI_COMM_WORLD, "no/folder.npy", &spec, &options, &f, &err));
        says_rank(0);
        ALL_FAIL(NPY_ERR_IO, npyrw_mpi_create(MPI_COMM_WORLD, ".", &spec, &options, &f, &err));
        ALL_FAIL(NPY_ERR_UNSUPPORTED, npyrw_mpi_create(MPI_COMM_WORLD, "pipe.npy", &spec, &options, &f, &err));
        CHECK(f == NULL);
    }
    /* A file that is there: replaced with its permissions, also behind a link, and with `never` kept. */
    save("there.npy", 100);
    holds("there.npy", 100);
    if (rank == 0 && (chmod("there.npy", 0640) != 0 || symlink("there.npy", "link.npy") != 0)) check_need(NULL, "symlink");
    MPI_Barrier(MPI_COMM_WORLD);
    save("link.npy", 200);
    holds("there.npy", 200);
    CHECK(lstat("link.npy", &status) == 0 && S_ISLNK(status.st_mode));
    CHECK(stat("there.npy", &status) == 0 && (status.st_mode & 0777) == 0640);
    spec.replace = NPY_REPLACE_NEVER;
    ALL_FAIL(NPY_ERR_EXISTS, npyrw_mpi_create(MPI_COMM_WORLD, "there.npy", &spec, NULL, &f, &err));
    /* Somebody makes it meanwhile. */
    ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "meanwhile.npy", &spec, NULL, &f, &err));
    {
        int64_t start[2] = {0, 0}, count[2] = {0, 4};
        part(6, ranks, rank, &start[0], &count[0]);
        ALL_OK(npyrw_mpi_write(f, start, count, values, NULL, &err));
        if (rank == 0) check_write("meanwhile.npy", "theirs", 6);
        ALL_FAIL(NPY_ERR_EXISTS, npyrw_mpi_close(&f, &err));
        CHECK(!there("meanwhile.npy.partial"));
        CHECK(stat("meanwhile.npy", &status) == 0 && status.st_size == 6);
    }
    /* A job that lost its temporary file to another one does not give the other's a name. */
    spec.replace = NPY_REPLACE_ATOMIC;
    ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "twice.npy", &spec, NULL, &f, &err));
    {
        npyrw_mpi *late = f;
        int64_t start[2] = {0, 0}, count[2] = {0, 4};
        save("twice.npy", 300);
        part(6, ranks, rank, &start[0], &count[0]);
        ALL_OK(npyrw_mpi_write(late, start, count, values, NULL, &err));
        ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_close(&late, &err));
        holds("twice.npy", 300);
    }
    /* A colon is part of a name, whatever an MPI library makes of it; and what is safe on the disk. */
    save("at 12:30:00.npy", 400);
    holds("at 12:30:00.npy", 400);
    spec.sync = 1;
    {
        npyrw_mpi_options hints = mode_of(0);
        MPI_Info info;
        MPI_Info_create(&info);
        MPI_Info_set(info, "striping_factor", "2");
        hints.info = &info;
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "synced.npy", &spec, &hints, &f, &err));
        MPI_Info_free(&info);
    }
    {
        int64_t start[2] = {0, 0}, count[2] = {0, 4};
        part(6, ranks, rank, &start[0], &count[0]);
        ALL_OK(npyrw_mpi_write(f, start, count, values + 4 * start[0], NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        holds("synced.npy", 400);
    }
}

/* Aborted, and closed too early: the old file stays. */
void given_up(void)
{
    npy_spec spec = spec_of_shape();
    int64_t start[2] = {0, 0}, count[2] = {1, 4}, zero[2] = {0, 0};
    int collective;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "aborted.npy", &spec, &options, &f, &err));
        MPI_Barrier(MPI_COMM_WORLD);
        CHECK(!there("aborted.npy") && there("aborted.npy.partial"));
        MPI_Barrier(MPI_COMM_WORLD);
        ALL_OK(npyrw_mpi_write(f, start, rank == 0 ? count : zero, values, NULL, &err));
        npyrw_mpi_abort(&f);
        CHECK(f == NULL);
        nothing_left("aborted.npy");

        save("kept.npy", 7);
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "kept.npy", &spec, &options, &f, &err));
        ALL_OK(npyrw_mpi_write(f, start, rank == 0 ? count : zero, values, NULL, &err));
        ALL_FAIL(NPY_ERR_SIZE, npyrw_mpi_close(&f, &err));
        SAYS("4 of 24 elements were written");
        CHECK(f == NULL);
        holds("kept.npy", 7);
        CHECK(!there("kept.npy.partial"));
    }
}

/* A write fails on one rank: its limit on the size of files is in the middle of its block. Wants two ranks:
 * the limit of rank 0 would be met when the space is claimed. */
void write_fails(void)
{
    int64_t long_shape[1] = {4096 * ranks}, start[1] = {4096 * rank}, count[1] = {4096}, grows[1] = {-1};
    double *data = (double *)check_need(calloc(4096, 8), "memory");
    npy_spec spec = spec_of_shape();
    struct rlimit limit;
    spec.ndim = 1;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    save("kept.npy", 7);
    spec.shape = long_shape;
    ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "fails.npy", &spec, NULL, &f, &err));
    limit.rlim_cur = (rlim_t)(128 + start[0] * 8 + 10000);
    if (bad() && setrlimit(RLIMIT_FSIZE, &limit) != 0) check_need(NULL, "setrlimit");
    ALL_FAIL(NPY_ERR_IO, npyrw_mpi_write(f, start, count, data, NULL, &err));
    says_rank(ranks - 1);
    ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_write(f, start, count, data, NULL, &err));
    ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_close(&f, &err));
    nothing_left("fails.npy");
    spec.shape = grows;
    ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "fails.npy", &spec, NULL, &f, &err));
    ALL_FAIL(NPY_ERR_IO, npyrw_mpi_append(f, 4096, data, NULL, NULL, &err));
    says_rank(ranks - 1);
    ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_close(&f, &err));
    nothing_left("fails.npy");
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
    save("fails.npy", 0);
    holds("fails.npy", 0);
    holds("kept.npy", 7);
    free(data);
}

/* `full` is a file system of 8 MB. */
void full_disk(void)
{
    int64_t big[2] = {1024, 4096}, grows[2] = {-1, 4096};
    double *data = (double *)check_need(calloc(64 * 4096, 8), "memory");
    npy_spec spec = spec_of_shape();
    int collective;
    f = NULL;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        spec.shape = big;
        ALL_FAIL(NPY_ERR_NO_SPACE, npyrw_mpi_create(MPI_COMM_WORLD, "full/u.npy", &spec, &options, &f, &err));
        says_rank(0);
        nothing_left("full/u.npy");
        spec.shape = grows; /* 2 MB a rank and call */
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "full/u.npy", &spec, &options, &f, &err));
        {
            int call, calls = 0;
            for (call = 0; call < 5 && npyrw_mpi_append(f, 64, data, NULL, NULL, NULL) == NPY_OK; call++) calls++;
            CHECK(calls < 5);
        }
        ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_append(f, 0, data, NULL, NULL, &err));
        ALL_FAIL(NPY_ERR_STATE, npyrw_mpi_close(&f, &err));
        nothing_left("full/u.npy");
        save("full/u.npy", 0); /* and what fits is written */
        holds("full/u.npy", 0);
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0) remove("full/u.npy");
        MPI_Barrier(MPI_COMM_WORLD);
    }
    free(data);
}

/* The last rank dies when all bytes were written and the header was not. judge.py looks. */
void killed(void)
{
    npy_spec spec = spec_of_shape();
    int64_t start[2] = {0, 0}, count[2] = {0, 4};
    part(6, ranks, rank, &start[0], &count[0]);
    if (there("again")) { /* the run after that */
        save("killed.npy", 5);
        holds("killed.npy", 5);
        CHECK(!there("killed.npy.partial"));
        return;
    }
    ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "killed.npy", &spec, NULL, &f, &err));
    ALL_OK(npyrw_mpi_write(f, start, count, values, NULL, &err));
    if (rank == 0) check_write("written", "", 0);
    MPI_Barrier(MPI_COMM_WORLD);
    if (bad()) raise(SIGKILL);
    npyrw_mpi_close(&f, &err);
}

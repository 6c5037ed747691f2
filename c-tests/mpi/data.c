/* The cases in which all goes well: what is in the files and in the memory. */

#include "ranks.h"

/* What a block has in memory: packed in `order`, or strided; the value of element i is i. */
struct memory {
    char *bytes;
    const int64_t *strides;
    int ndim, wrong;
};

static int64_t *packed(int ndim, const int64_t *count, int64_t size, char order, int64_t *strides)
{
    int i;
    for (i = 0; i < ndim; i++) {
        int axis = order == 'F' ? i : ndim - 1 - i;
        strides[axis] = size;
        size *= count[axis];
    }
    return strides;
}

static double *element(struct memory *m, const int64_t *at)
{
    int64_t inside = 0;
    int i;
    for (i = 0; i < m->ndim; i++) inside += at[i] * m->strides[i];
    return (double *)(void *)(m->bytes + inside);
}

static void put(void *context, int64_t index, int64_t place, const int64_t *at)
{
    (void)place;
    *element((struct memory *)context, at) = (double)index;
}

static void look(void *context, int64_t index, int64_t place, const int64_t *at)
{
    struct memory *m = (struct memory *)context;
    (void)place;
    if (*element(m, at) != (double)index && m->wrong++ == 0) {
        printf("rank %d: element %" PRId64 " is %g\n", rank, index, *element(m, at));
    }
}

static npy_spec spec_of(const char *dtype, int ndim, const int64_t *shape, char order)
{
    npy_spec spec;
    memset(&spec, 0, sizeof spec);
    spec.dtype = dtype;
    spec.ndim = ndim;
    spec.shape = shape;
    spec.order = order;
    return spec;
}

/* Reads an array of doubles with the values of arange, as this many ranks, each the block of its neighbour. */
static void read_back(const char *path, int ndim, const int64_t *shape, char order, int collective)
{
    npyrw_mpi_options options = mode_of(collective);
    int64_t start[AXES], count[AXES], strides[AXES];
    struct memory m = {NULL, NULL, 0, 0};
    npyrw_mpi *f = NULL;
    npy_info info;
    int i;
    if (!ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, path, &options, &f, &err))) return;
    OK(npyrw_mpi_info(f, &info, &err));
    INT(info.ndim, ndim);
    for (i = 0; i < ndim; i++) INT(info.shape[i], shape[i]);
    block(ndim, shape, 1, start, count);
    m.ndim = ndim;
    m.strides = packed(ndim, count, 8, order, strides);
    m.bytes = (char *)check_need(calloc((size_t)product(ndim, count) + 1, 8), "memory");
    ALL_OK(npyrw_mpi_read(f, start, count, m.bytes, NULL, &err));
    each(ndim, shape, start, count, look, &m);
    /* And the whole array on every rank. */
    for (i = 0; i < ndim; i++) start[i] = 0, count[i] = shape[i];
    m.strides = packed(ndim, count, 8, 'C', strides);
    free(m.bytes);
    m.bytes = (char *)check_need(calloc((size_t)product(ndim, count) + 1, 8), "memory");
    ALL_OK(npyrw_mpi_read(f, start, count, m.bytes, strides, &err));
    each(ndim, shape, start, count, look, &m);
    INT(m.wrong, 0);
    free(m.bytes);
    ALL_OK(npyrw_mpi_close(&f, &err));
    CHECK(f == NULL);
}

/* Each order, mode and number of axes; written, read back, and left for NumPy. */
void blocks(void)
{
    static const int64_t shape[AXES] = {13, 7, 6, 9};
    int ndim, order, collective;
    for (ndim = 1; ndim <= AXES; ndim++) {
        for (order = 0; order < 2; order++) {
            for (collective = 0; collective < 2; collective++) {
                npyrw_mpi_options options = mode_of(collective);
                npy_spec spec = spec_of("f8", ndim, shape, "CF"[order]);
                int64_t start[AXES], count[AXES], strides[AXES];
                struct memory m = {NULL, NULL, 0, 0};
                npyrw_mpi *f = NULL;
                char path[64];
                snprintf(path, sizeof path, "blocks_%d%c%d.npy", ndim, "CF"[order], collective);
                block(ndim, shape, 0, start, count);
                m.ndim = ndim;
                m.strides = packed(ndim, count, 8, "CF"[order], strides);
                m.bytes = (char *)check_need(malloc((size_t)product(ndim, count) * 8), "memory");
                each(ndim, shape, start, count, put, &m);
                if (ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, path, &spec, &options, &f, &err))) {
                    ALL_OK(npyrw_mpi_write(f, start, count, m.bytes, NULL, &err));
                    ALL_OK(npyrw_mpi_close(&f, &err));
                    CHECK(f == NULL);
                    read_back(path, ndim, shape, "CF"[order], !collective);
                }
                free(m.bytes);
            }
        }
    }
}

/* Nothing on some ranks, nothing on all of them, a single value; and rows written in turn, call by call. */
void empty(void)
{
    int64_t shape[2] = {5, 3}, zero[2] = {0, 3}, start[2] = {0, 0}, count[2] = {5, 3};
    double values[15], value = 2.5;
    npyrw_mpi *f = NULL;
    npy_spec spec = spec_of("f8", 2, shape, 0), nothing = spec_of("f8", 2, zero, 0), scalar = spec_of("f8", 0, NULL, 0);
    int i, collective;
    for (i = 0; i < 15; i++) values[i] = i;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        /* The last rank has it all; the others are empty, each in another way. */
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, collective ? "one_rank_c.npy" : "one_rank.npy", &spec, &options, &f, &err));
        start[0] = rank == ranks - 1 ? 0 : rank;
        count[0] = rank == ranks - 1 ? 5 : rank % 2 ? 0 : 1;
        count[1] = rank == ranks - 1 ? 3 : rank % 2 ? 3 : 0;
        ALL_OK(npyrw_mpi_write(f, start, count, rank == ranks - 1 ? values : NULL, NULL, &err));
        start[0] = 5, count[0] = 0, count[1] = 3; /* and a call in which nobody has anything */
        ALL_OK(npyrw_mpi_write(f, start, count, NULL, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));

        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, collective ? "nothing_c.npy" : "nothing.npy", &nothing, &options, &f, &err));
        start[0] = 0, count[0] = 0;
        ALL_OK(npyrw_mpi_write(f, start, count, NULL, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, "nothing.npy", &options, &f, &err));
        ALL_OK(npyrw_mpi_read(f, start, count, NULL, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));

        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, collective ? "scalar_c.npy" : "scalar.npy", &scalar, &options, &f, &err));
        ALL_OK(npyrw_mpi_write(f, NULL, NULL, rank == 0 ? &value : NULL, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, "scalar.npy", &options, &f, &err));
        value = 0;
        ALL_OK(npyrw_mpi_read(f, NULL, NULL, &value, NULL, &err));
        CHECK(value == 2.5);
        ALL_OK(npyrw_mpi_close(&f, &err));
    }
    /* Five calls, of one row each, from ranks in turn, the last row first. */
    ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "in_turn.npy", &spec, NULL, &f, &err));
    for (i = 4; i >= 0; i--) {
        start[0] = i, start[1] = 0, count[0] = rank == i % ranks, count[1] = 3;
        ALL_OK(npyrw_mpi_write(f, start, count, values + 3 * i, NULL, &err));
    }
    ALL_OK(npyrw_mpi_close(&f, &err));
}

/* Memory that is not packed: ghost layers, backwards, transposed, in both modes; ghost cells stay as they are. */
void memory(void)
{
    static const int64_t shape[3] = {11, 8, 5};
    int collective, kind, order;
    for (collective = 0; collective < 2; collective++) {
        for (kind = 0; kind < 3; kind++) {
            for (order = 0; order < 2; order++) {
                npyrw_mpi_options options = mode_of(collective);
                npy_spec spec = spec_of("f8", 3, shape, "CF"[order]);
                int64_t start[3], count[3], whole[3], strides[3], all, i, kept = 0;
                struct memory m = {NULL, NULL, 3, 0};
                npyrw_mpi *f = NULL;
                double *cells;
                char path[64];
                snprintf(path, sizeof path, "memory_%d%d%c.npy", kind, collective, "CF"[order]);
                block(3, shape, 0, start, count);
                for (i = 0; i < 3; i++) whole[i] = count[i] + 4; /* two ghost layers on each side */
                packed(3, whole, 8, kind == 2 ? "FC"[order] : "CF"[order], strides);
                all = product(3, whole);
                cells = (double *)check_need(malloc((size_t)all * 8), "memory");
                for (i = 0; i < all; i++) cells[i] = -1;
                m.bytes = (char *)cells;
                for (i = 0; i < 3; i++) {
                    m.bytes += 2 * strides[i];
                    if (kind == 1 && i != 1) { /* backwards on two axes */
                        m.bytes += (count[i] - 1) * strides[i];
                        strides[i] = -strides[i];
                    }
                }
                m.strides = strides;
                each(3, shape, start, count, put, &m);
                ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, path, &spec, &options, &f, &err));
                ALL_OK(npyrw_mpi_write(f, start, count, m.bytes, strides, &err));
                ALL_OK(npyrw_mpi_close(&f, &err));
                for (i = 0; i < all; i++) cells[i] = -1;
                ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, path, &options, &f, &err));
                ALL_OK(npyrw_mpi_read(f, start, count, m.bytes, strides, &err));
                ALL_OK(npyrw_mpi_close(&f, &err));
                each(3, shape, start, count, look, &m);
                INT(m.wrong, 0);
                for (i = 0; i < all; i++) kept += cells[i] == -1;
                INT(kept, all - product(3, count));
                free(cells);
            }
        }
    }
}

/* Fortran arrays of one column look like C order, and their headers are longer or shorter: for dtypes of
 * all lengths, some of which are at a header's edge. */
static void append_few_columns(void)
{
    static const int kinds[3][2] = {{100, 1}, {100, 2}, {3, 1}};
    int64_t shape[2] = {0, -1};
    double column[200];
    char dtype[128], path[64];
    int length, kind;
    for (kind = 0; kind < 200; kind++) column[kind] = kind;
    for (length = 1; length <= 64; length++) {
        for (kind = 0; kind < 3; kind++) {
            int rows = kinds[kind][1];
            npy_spec spec = spec_of(dtype, 2, shape, 'F');
            npyrw_mpi *f = NULL;
            snprintf(dtype, sizeof dtype, "[('%.*s','<f8')]", length,
                     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
            snprintf(path, sizeof path, "grows_%d_%d_%d.npy", length, kinds[kind][0], rows);
            shape[0] = kinds[kind][0];
            ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, path, &spec, NULL, &f, &err));
            ALL_OK(npyrw_mpi_append(f, rank == 0 ? rows : 0, column, NULL, NULL, &err));
            ALL_OK(npyrw_mpi_close(&f, &err));
        }
    }
}

/* Particles: another number of rows on each rank and in each call. */
void append(void)
{
    struct particle {
        int32_t id;
        float x[3];
    } mine[16];
    int64_t grows[2] = {-1, 3}, grows_f[2] = {3, -1}, one[1] = {-1}, rows, first = 0, before = 0, i;
    npy_spec spec = spec_of("[('id','<i4'),('x','<f4',(3,))]", 1, one, 0);
    npy_spec matrix = spec_of("f8", 2, grows, 0), columns = spec_of("f8", 2, grows_f, 'F');
    double values[64];
    npyrw_mpi *f = NULL;
    npy_info info;
    int call, collective, r;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, collective ? "particles_c.npy" : "particles.npy", &spec, &options, &f, &err));
        before = 0;
        for (call = 0; call < 3; call++) {
            int64_t expected = before;
            rows = (rank * 3 + call) % 5;
            for (r = 0; r < ranks; r++) {
                if (r < rank) expected += (r * 3 + call) % 5;
                before += (r * 3 + call) % 5;
            }
            for (i = 0; i < rows; i++) {
                mine[i].id = (int32_t)(expected + i);
                mine[i].x[0] = (float)rank, mine[i].x[1] = (float)call, mine[i].x[2] = (float)i;
            }
            ALL_OK(npyrw_mpi_append(f, rows, rows ? mine : NULL, NULL, &first, &err));
            INT(first, expected);
        }
        OK(npyrw_mpi_info(f, &info, &err));
        INT(info.shape[0], before);
        INT(info.count, before);
        INT(info.nbytes, before * 16);
        ALL_OK(npyrw_mpi_close(&f, &err));

        for (i = 0; i < 64; i++) values[i] = rank * 1000 + (double)i;
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, collective ? "rows_c.npy" : "rows.npy", &matrix, &options, &f, &err));
        ALL_OK(npyrw_mpi_append(f, rank + 1, values, NULL, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, collective ? "columns_c.npy" : "columns.npy", &columns, &options, &f, &err));
        ALL_OK(npyrw_mpi_append(f, rank + 1, values, NULL, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        /* No rows at all, and never a call. */
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, collective ? "no_rows_c.npy" : "no_rows.npy", &matrix, &options, &f, &err));
        if (collective) ALL_OK(npyrw_mpi_append(f, 0, NULL, NULL, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
    }
    if (ranks < 3) append_few_columns();
}

/* What NumPy wrote, whoever wrote it, is read by this many ranks. */
void restart(void)
{
    static const int64_t shape[3] = {17, 10, 3};
    unsigned char big[8] = {0};
    int64_t start[1] = {7}, count[1] = {1};
    npyrw_mpi *f = NULL;
    npy_info info;
    int collective;
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        read_back("numpy_c.npy", 3, shape, 'C', collective);
        read_back("numpy_f.npy", 3, shape, 'F', collective);
        read_back("numpy_1.npy", 1, shape, 'C', collective);
        /* Elements come as they are in the file. */
        ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, "numpy_big.npy", &options, &f, &err));
        OK(npyrw_mpi_info(f, &info, &err));
        TEXT(info.descr, ">u8");
        ALL_OK(npyrw_mpi_read(f, start, count, big, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        INT(big[7], 7);
    }
}

/* Real gigabytes: more than 2 GiB on rank 0, in one call, and a little on the others. Run by `make large` only. */
void large(void)
{
    const int64_t most = 1200000000, few = 1000;
    int64_t shape[2] = {2, most + few * (ranks - 1)}, start[2] = {0, rank == 0 ? 0 : most + few * (rank - 1)};
    int64_t count[2] = {2, rank == 0 ? most : few}, n = count[0] * count[1], i, wrong = 0;
    npy_spec spec = spec_of("u1", 2, shape, 0);
    int collective;
    unsigned char *data = (unsigned char *)malloc((size_t)n);
    if (data == NULL) {
        CHECK(data != NULL);
        return;
    }
    for (collective = 0; collective < 2; collective++) {
        npyrw_mpi_options options = mode_of(collective);
        npyrw_mpi *f = NULL;
        for (i = 0; i < n; i++) data[i] = (unsigned char)((i + rank) % 251);
        ALL_OK(npyrw_mpi_create(MPI_COMM_WORLD, "large.npy", &spec, &options, &f, &err));
        ALL_OK(npyrw_mpi_write(f, start, count, data, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        memset(data, 0, (size_t)n);
        ALL_OK(npyrw_mpi_open(MPI_COMM_WORLD, "large.npy", &options, &f, &err));
        ALL_OK(npyrw_mpi_read(f, start, count, data, NULL, &err));
        ALL_OK(npyrw_mpi_close(&f, &err));
        for (i = 0; i < n; i++) wrong += data[i] != (unsigned char)((i + rank) % 251);
        INT(wrong, 0);
    }
    free(data);
}

/**
 * @file npyrw_mpi.h
 * One .npy file, written and read by all ranks of an MPI program.
 *
 * Writing, each rank its block. The file is the one that numpy.save would have written.
 *
 *     int64_t shape[2] = { ny, nx }, start[2] = { y0, x0 }, count[2] = { my, mx };
 *     npy_spec spec = { .dtype = "f8", .ndim = 2, .shape = shape };
 *     npy_error err;  npyrw_mpi *f;
 *     if (npyrw_mpi_create(MPI_COMM_WORLD, "u.npy", &spec, NULL, &f, &err)) goto failed;
 *     if (npyrw_mpi_write(f, start, count, u, NULL, &err)) { npyrw_mpi_abort(&f); goto failed; }
 *     if (npyrw_mpi_close(&f, &err)) goto failed;
 *
 * Reading is the same with npyrw_mpi_open() and npyrw_mpi_read(), with any number of ranks.
 *
 * The rules of npyrw.h hold, and four more:
 *
 *  1. Every call that is marked collective must be made by all ranks of the communicator, in the same
 *     order; a rank that has nothing to move calls with an empty block. It ends with an agreement:
 *     all ranks return the same status and the same text, which begins with the lowest rank that
 *     failed ("rank 3: axis 0: ..."). So no rank goes on where another stopped, and none waits.
 *     (That text is the one that npy_error holds; where `err` is NULL on a rank, that rank has the status.)
 *  2. Elements are not converted: in memory they are what the file's dtype says, byte order
 *     included. "f8" is this machine's.
 *  3. Shapes, starts, counts and rows are elements, in NumPy's order of axes, 64 bits wide; strides are
 *     bytes. A block may have any size; MPI calls with large counts (MPI-4) are not needed.
 *  4. It needs MPI 3.0, initialised with any level of threads, and starts no thread. Calls on handles of
 *     different communicators may be made by different threads at once if MPI_THREAD_MULTIPLE
 *     was given; calls on one handle by one thread at a time.
 *
 * The file is made beside its name, as PATH.partial. Its space is claimed first, its header is written
 * last, and then it takes its name. If a call fails or a rank is killed, no file stands under PATH that was
 * not there before, and what is left of PATH.partial is nothing that NumPy would load; the next
 * program that writes PATH replaces it.
 *
 * This file and npyrw_mpi.c are compiled with your program, because the ABIs of MPI libraries differ:
 *
 *     CMake       find_package(npyrw COMPONENTS mpi), then link npyrw::mpi
 *     Makefiles   mpicc -c $(pkg-config --cflags npyrw) $(pkg-config --variable=mpi_source npyrw)
 *
 * In C++ define OMPI_SKIP_MPICXX and MPICH_SKIP_MPICXX, or link the C++ library of your MPI as well: its mpi.h may still
 * have the C++ bindings that MPI gave up.
 *
 * For Fortran see npyrw_mpi.f90, which takes npyrw_mpi_fortran.c with it.
 */

#ifndef NPYRW_MPI_H
#define NPYRW_MPI_H

#include <mpi.h>
#include <npyrw.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Each rank moves its own block, as fast as it gets there. The default: no rank waits for another, and
 * every rank knows what became of its bytes.
 */
#define NPYRW_MPI_INDEPENDENT 0

/**
 * The ranks exchange their bytes first, so that few of them write long runs (MPI_File_write_at_all). For
 * blocks whose runs in the file are short, on a parallel file system. Writes are collective only where the
 * file's space could be claimed: some MPI libraries report success for what did not fit (docs/scale.md).
 */
#define NPYRW_MPI_COLLECTIVE 1

/**
 * A file that the ranks of a communicator have open together. Each rank has its own handle.
 *
 * Since 0.1.
 */
typedef struct npyrw_mpi npyrw_mpi;

/**
 * How the ranks work together. All zero is the default. The same on all ranks, but for `info`, about
 * which MPI has rules of its own.
 *
 * Since 0.1.
 */
typedef struct npyrw_mpi_options {
    /** Hints for MPI_File_open(), such as "striping_factor" or "cb_nodes"; NULL: none. Only used during the call;
     * all ranks give some or none. */
    const MPI_Info *info;
    /** `NPYRW_MPI_INDEPENDENT` or `NPYRW_MPI_COLLECTIVE`. */
    int32_t mode;
    /** Must be 0. */
    int32_t unused;
    /** Must be 0. */
    uint64_t reserved[4];
} npyrw_mpi_options;

/**
 * Starts the file `path`, to be written by all ranks of `comm`. Collective.
 *
 * Rank 0 makes PATH.partial and claims the space of all elements (by `fallocate`, where the
 * system has it), so that a full disk is an error before anything is written; then every rank opens it and
 * checks that it is the same file everywhere. The slowest axis (the first in C order, the last in Fortran order) may be -1: it
 * grows by npyrw_mpi_append(). The communicator is duplicated, so your messages and error handlers
 * are not touched; errors of MPI itself come back as NPY_ERR_IO.
 *
 * Two jobs must not write the same path at once; the one that closes last fails.
 *
 * @param comm an intracommunicator; the same on all ranks.
 * @param path the file; the same on all ranks, on a file system that all of them see.
 * @param spec dtype, shape, order, version, and `replace`: NPY_REPLACE_ATOMIC or NPY_REPLACE_NEVER. With
 *        `sync`, npyrw_mpi_close() returns when the bytes and the name are safe on the disk. `data_dtype`,
 *        `casting`, `threads` and `progress` have no meaning here and must be 0. The same on all ranks; copied.
 * @param options may be NULL, which is all zero; copied.
 * @param[out] out the handle, to be ended with npyrw_mpi_close() or npyrw_mpi_abort(); untouched on failure.
 * @param[out] err why it failed, on every rank; may be NULL.
 * @return 0, or on all ranks NPY_ERR_ARGUMENT (also if ranks differ in path or options), _DTYPE, _OBJECT, _SHAPE (also if the
 *         shapes of two ranks differ), _NOT_FOUND, _ACCESS, _EXISTS, _NO_SPACE, _IO, _LIMIT, _MEMORY, _UNSUPPORTED (the
 *         ranks see different files); on the calling rank alone NPY_ERR_ARGUMENT for MPI_COMM_NULL and NPY_ERR_STATE
 *         without MPI_Init().
 * @since 0.1
 */
npy_status npyrw_mpi_create(MPI_Comm comm, const char *path, const npy_spec *spec, const npyrw_mpi_options *options,
                            npyrw_mpi **out, npy_error *err);

/**
 * Opens the file `path` for reading by all ranks of `comm`. Collective.
 *
 * Rank 0 reads the header and sends it to the others, so ten thousand ranks cost one read; each then opens
 * the file and checks that it is the same one. The number of ranks that wrote it does not matter.
 *
 * @param comm an intracommunicator; the same on all ranks.
 * @param path a regular file; the same on all ranks.
 * @param options may be NULL, which is all zero; copied.
 * @param[out] out the handle, to be ended with npyrw_mpi_close() or npyrw_mpi_abort(); untouched on failure.
 * @param[out] err why it failed, on every rank; may be NULL.
 * @return 0, or on all ranks what npy_open() says of the file (NPY_ERR_MAGIC, _HEADER, _TRUNCATED and the others), NPY_ERR_OBJECT,
 *         _ARGUMENT, _UNSUPPORTED (a pipe; the ranks see different files), _IO, _MEMORY; on the calling rank alone
 *         as npyrw_mpi_create().
 * @since 0.1
 */
npy_status npyrw_mpi_open(MPI_Comm comm, const char *path, const npyrw_mpi_options *options, npyrw_mpi **out,
                          npy_error *err);

/**
 * Tells what the array is. Local: one rank may ask alone. An axis that grows has its length as of now.
 *
 * @param file the handle.
 * @param[out] info is filled; its pointers live as long as the handle; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0 or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npyrw_mpi_info(const npyrw_mpi *file, npy_info *info, npy_error *err);

/**
 * Ends a phase of your own the way each call here ends: tells all ranks whether one of them has failed, so that they
 * can give up together. Collective.
 *
 * @param file any handle.
 * @param mine this rank's error: `code` and `message`; NULL or a code of 0 if it has none.
 * @param[out] err the error of the lowest rank that has one, on every rank; may be NULL.
 * @return 0 if no rank has an error, else the code of that one; on the calling rank alone NPY_ERR_ARGUMENT for a NULL handle.
 * @since 0.1
 */
npy_status npyrw_mpi_agree(npyrw_mpi *file, const npy_error *mine, npy_error *err);

/**
 * Writes a block on each rank. Collective.
 *
 * The blocks of one call, and those of all calls, must not overlap; that is checked before anything is written (rank 0 gets
 * the corners of all blocks: 16 bytes for each axis and rank). A block that is empty (a count of 0) writes nothing. An array without axes
 * is written by rank 0. After a failure that is no fault of the arguments the file cannot be completed any more: abort or close.
 *
 * @param file a handle of npyrw_mpi_create() without a growing axis.
 * @param start the block's first index on each axis, from 0; may be NULL if the array has no axes.
 * @param count its length on each axis; `start + count` is at most the shape, also for an empty block.
 * @param data the block's first element; may be NULL for an empty block. Read only during the call.
 * @param strides bytes from one element to the next in memory, one number for each axis, also negative, so that
 *        the inner part of a block with ghost layers needs no packing; NULL: packed in the order of the file.
 * @param[out] err why it failed, on every rank; may be NULL.
 * @return 0, or on all ranks NPY_ERR_ARGUMENT, _SHAPE (a block leaves the array or overlaps another), _STATE (for reading, or after a
 *         failure), _NO_SPACE, _IO, _MEMORY; on the calling rank alone NPY_ERR_ARGUMENT for a NULL handle.
 * @since 0.1
 */
npy_status npyrw_mpi_write(npyrw_mpi *file, const int64_t *start, const int64_t *count, const void *data,
                           const int64_t *strides, npy_error *err);

/**
 * Reads a block on each rank. Collective. Blocks may overlap, and may be empty; of an array without axes every rank gets the value.
 *
 * @param file a handle of npyrw_mpi_open().
 * @param start as in npyrw_mpi_write().
 * @param count as there.
 * @param[out] data where the block's first element goes; may be NULL for an empty block. On failure the bytes of the block are unspecified,
 *        on all ranks; what lies between its elements stays as it was.
 * @param strides as in npyrw_mpi_write(); no two elements may fall on each other.
 * @param[out] err why it failed, on every rank; may be NULL.
 * @return 0, or on all ranks NPY_ERR_ARGUMENT, _SHAPE, _STATE (for writing), _TRUNCATED, _IO, _MEMORY; on the calling rank alone
 *         NPY_ERR_ARGUMENT for a NULL handle.
 * @since 0.1
 */
npy_status npyrw_mpi_read(npyrw_mpi *file, const int64_t *start, const int64_t *count, void *data,
                          const int64_t *strides, npy_error *err);

/**
 * Adds rows of the growing axis, as many on each rank as it has: particles, for instance. Collective.
 *
 * The rows of rank 0 come first, then those of rank 1, and so on; those of the next call come behind them. Their space is
 * claimed first. After a failure that is no fault of the arguments: abort or close.
 *
 * @param file a handle of npyrw_mpi_create() with a shape whose slowest axis is -1.
 * @param rows how many rows this rank adds; 0 is fine.
 * @param data the first element; may be NULL if there are none. Read only during the call.
 * @param strides as in npyrw_mpi_write(), one number for each axis.
 * @param[out] first the index that this rank's first row has now; may be NULL; untouched on failure.
 * @param[out] err why it failed, on every rank; may be NULL.
 * @return as npyrw_mpi_write().
 * @since 0.1
 */
npy_status npyrw_mpi_append(npyrw_mpi *file, int64_t rows, const void *data, const int64_t *strides, int64_t *first,
                            npy_error *err);

/**
 * Ends the file and frees the handle in every case. Collective.
 *
 * When all ranks have closed it, rank 0 writes the header and gives the file its name; it is there on return. If anything fails, or elements
 * are missing, PATH.partial is removed and what stood under PATH stays.
 *
 * @param file the address of the handle, which is NULL afterwards. NULL in it does nothing, and is 0.
 * @param[out] err why it failed, on every rank; may be NULL.
 * @return 0, or on all ranks NPY_ERR_SIZE (elements are missing), _STATE (after a failed write, or another job took the temporary file), _EXISTS,
 *         _NO_SPACE, _ACCESS, _NOT_FOUND, _IO, _MEMORY.
 * @since 0.1
 */
npy_status npyrw_mpi_close(npyrw_mpi **file, npy_error *err);

/**
 * Gives up the file and frees the handle. Collective. PATH.partial is removed, what stood under PATH stays. NULL does nothing.
 *
 * @param file the address of the handle, which is NULL afterwards.
 * @since 0.1
 */
void npyrw_mpi_abort(npyrw_mpi **file);

#ifdef __cplusplus
}
#endif

#endif

/*
 * npyrw_mpi_fortran.c: what npyrw_mpi.f90 calls. Compile it with your program, by the C compiler that goes with the
 * Fortran compiler: they share the descriptors of arrays (ISO_Fortran_binding.h), so that a section such as
 * u(1:nx, 1:ny) of an array with ghost cells is written from where it is.
 *
 * Indices mean the same on both sides: a(i, j) in Fortran is a[i - 1, j - 1] in NumPy, whatever the
 * file's order of elements is.
 */

#include "npyrw_mpi.h"

#include <ISO_Fortran_binding.h>
#include <stdio.h>
#include <string.h>

npy_status npyrw_mpi_f_create(MPI_Fint comm, const char *path, const char *dtype, int32_t ndim, const int64_t *shape,
                              char order, int32_t mode, int32_t replace, int32_t sync, npyrw_mpi **out, npy_error *err);
npy_status npyrw_mpi_f_open(MPI_Fint comm, const char *path, int32_t mode, npyrw_mpi **out, npy_error *err);
npy_status npyrw_mpi_f_shape(const npyrw_mpi *file, int32_t *ndim, int64_t *shape);
npy_status npyrw_mpi_f_write(npyrw_mpi *file, const CFI_cdesc_t *array, int32_t starts, const int64_t *start, npy_error *err);
npy_status npyrw_mpi_f_read(npyrw_mpi *file, const CFI_cdesc_t *array, int32_t starts, const int64_t *start, npy_error *err);
npy_status npyrw_mpi_f_append(npyrw_mpi *file, const CFI_cdesc_t *array, int64_t *first, npy_error *err);

npy_status npyrw_mpi_f_create(MPI_Fint comm, const char *path, const char *dtype, int32_t ndim, const int64_t *shape,
                              char order, int32_t mode, int32_t replace, int32_t sync, npyrw_mpi **out, npy_error *err)
{
    npyrw_mpi_options options;
    npy_spec spec;
    memset(&options, 0, sizeof options);
    memset(&spec, 0, sizeof spec);
    options.mode = mode;
    spec.dtype = dtype;
    spec.ndim = ndim;
    spec.shape = shape;
    spec.order = order;
    spec.replace = replace;
    spec.sync = sync;
    return npyrw_mpi_create(MPI_Comm_f2c(comm), path, &spec, &options, out, err);
}

npy_status npyrw_mpi_f_open(MPI_Fint comm, const char *path, int32_t mode, npyrw_mpi **out, npy_error *err)
{
    npyrw_mpi_options options;
    memset(&options, 0, sizeof options);
    options.mode = mode;
    return npyrw_mpi_open(MPI_Comm_f2c(comm), path, &options, out, err);
}

npy_status npyrw_mpi_f_shape(const npyrw_mpi *file, int32_t *ndim, int64_t *shape)
{
    npy_info info;
    npy_status code = npyrw_mpi_info(file, &info, NULL);
    if (code != NPY_OK) return code;
    *ndim = info.ndim;
    memcpy(shape, info.shape, sizeof info.shape);
    return NPY_OK;
}

/* The lengths and strides of an array, if it can hold what the file holds: all ranks agree on that first. */
static npy_status look(npyrw_mpi *file, const CFI_cdesc_t *array, int32_t starts, npy_info *info, int64_t *count,
                       int64_t *strides, npy_error *err)
{
    npy_error mine;
    int i;
    npy_status code = npyrw_mpi_info(file, info, err);
    if (code != NPY_OK) return code;
    memset(&mine, 0, sizeof mine);
    mine.offset = -1;
    if (array->rank != info->ndim) {
        mine.code = NPY_ERR_SHAPE;
        snprintf(mine.message, sizeof mine.message, "found an array of rank %d, in the file it has %d axes", (int)array->rank,
                 info->ndim);
    } else if (starts >= 0 && starts != info->ndim) {
        mine.code = NPY_ERR_ARGUMENT;
        snprintf(mine.message, sizeof mine.message, "found %d numbers in start, expected %d", starts, info->ndim);
    } else if ((int64_t)array->elem_len != info->itemsize) {
        mine.code = NPY_ERR_DTYPE;
        snprintf(mine.message, sizeof mine.message, "found elements of %lld bytes, in the file (%.100s) they have %lld",
                 (long long)array->elem_len, info->descr, (long long)info->itemsize);
    }
    for (i = 0; mine.code == 0 && i < info->ndim; i++) {
        count[i] = array->dim[i].extent > 0 ? (int64_t)array->dim[i].extent : 0;
        strides[i] = (int64_t)array->dim[i].sm;
    }
    return npyrw_mpi_agree(file, &mine, err);
}

npy_status npyrw_mpi_f_write(npyrw_mpi *file, const CFI_cdesc_t *array, int32_t starts, const int64_t *start, npy_error *err)
{
    int64_t count[NPY_MAX_NDIM], strides[NPY_MAX_NDIM];
    npy_info info;
    npy_status code = look(file, array, starts, &info, count, strides, err);
    return code != NPY_OK ? code : npyrw_mpi_write(file, start, count, array->base_addr, strides, err);
}

npy_status npyrw_mpi_f_read(npyrw_mpi *file, const CFI_cdesc_t *array, int32_t starts, const int64_t *start, npy_error *err)
{
    int64_t count[NPY_MAX_NDIM], strides[NPY_MAX_NDIM];
    npy_info info;
    npy_status code = look(file, array, starts, &info, count, strides, err);
    return code != NPY_OK ? code : npyrw_mpi_read(file, start, count, array->base_addr, strides, err);
}

npy_status npyrw_mpi_f_append(npyrw_mpi *file, const CFI_cdesc_t *array, int64_t *first, npy_error *err)
{
    int64_t count[NPY_MAX_NDIM], strides[NPY_MAX_NDIM];
    npy_info info;
    npy_error mine;
    int i, slow;
    npy_status code = look(file, array, -1, &info, count, strides, err);
    if (code != NPY_OK) return code;
    memset(&mine, 0, sizeof mine);
    mine.offset = -1;
    slow = info.order == 'F' ? info.ndim - 1 : 0;
    for (i = 0; mine.code == 0 && i < info.ndim; i++) {
        if (i == slow || count[i] == info.shape[i]) continue;
        mine.code = NPY_ERR_SHAPE;
        snprintf(mine.message, sizeof mine.message, "axis %d: found length %lld, in the file it is %lld", i, (long long)count[i],
                 (long long)info.shape[i]);
    }
    code = npyrw_mpi_agree(file, &mine, err);
    if (code != NPY_OK) return code;
    return npyrw_mpi_append(file, info.ndim > 0 ? count[slow] : 0, array->base_addr, strides, first, err);
}

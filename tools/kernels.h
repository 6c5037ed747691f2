/* The loops that stats spends its time in: sum, minimum and maximum of at most 4,096 elements. Where the sum is no finite
 * number, which every NaN and infinity sees to, the two others mean nothing. */
#ifndef NPYRW_TOOL_KERNELS_H
#define NPYRW_TOOL_KERNELS_H

#include <stdint.h>

#define KERNEL_OF(name, type, wide) void name(const type *x, int64_t n, wide *total, type *low, type *high);

KERNEL_OF(of_f4, float, double)
KERNEL_OF(of_f8, double, double)
KERNEL_OF(of_i1, int8_t, int32_t)
KERNEL_OF(of_i2, int16_t, int32_t)
KERNEL_OF(of_i4, int32_t, int64_t)
KERNEL_OF(of_u1, uint8_t, uint32_t)
KERNEL_OF(of_u2, uint16_t, uint32_t)
KERNEL_OF(of_u4, uint32_t, uint64_t)

#endif

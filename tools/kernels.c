/* Loops without a branch and straight ahead, as processors fetch memory best, of which a compiler makes vectors. It may
 * take all floats for numbers here and add them in any order (CMakeLists.txt says so to it): see kernels.h. */
#include "kernels.h"

#include <float.h>

/* `wide` is what they are summed in. */
#define LOOP(attribute, name, type, wide, first_least, first_most)                                 \
    attribute static void name(const type *x, int64_t n, wide *total, type *low, type *high)       \
    {                                                                                              \
        wide sum = 0;                                                                              \
        type least = (first_least), most = (first_most);                                           \
        int64_t i;                                                                                 \
        for (i = 0; i < n; i++) {                                                                  \
            sum += (wide)x[i];                                                                     \
            least = x[i] < least ? x[i] : least;                                                   \
            most = x[i] > most ? x[i] : most;                                                      \
        }                                                                                          \
        *total = sum;                                                                              \
        *low = least;                                                                              \
        *high = most;                                                                              \
    }

/* The same for vectors twice as long, where the processor can be asked whether it has them. */
#if defined(__GNUC__) && defined(__x86_64__)
#define KERNEL(name, type, wide, first_least, first_most)                                          \
    LOOP(, name##_short, type, wide, first_least, first_most)                                      \
    LOOP(__attribute__((target("avx2"))), name##_long, type, wide, first_least, first_most)        \
    void name(const type *x, int64_t n, wide *total, type *low, type *high)                        \
    {                                                                                              \
        if (__builtin_cpu_supports("avx2")) name##_long(x, n, total, low, high);                   \
        else name##_short(x, n, total, low, high);                                                 \
    }
#else
#define KERNEL(name, type, wide, first_least, first_most)                                          \
    LOOP(, name##_short, type, wide, first_least, first_most)                                      \
    void name(const type *x, int64_t n, wide *total, type *low, type *high)                        \
    {                                                                                              \
        name##_short(x, n, total, low, high);                                                      \
    }
#endif

KERNEL(of_f4, float, double, FLT_MAX, -FLT_MAX)
KERNEL(of_f8, double, double, DBL_MAX, -DBL_MAX)
KERNEL(of_i1, int8_t, int32_t, INT8_MAX, INT8_MIN)
KERNEL(of_i2, int16_t, int32_t, INT16_MAX, INT16_MIN)
KERNEL(of_i4, int32_t, int64_t, INT32_MAX, INT32_MIN)
KERNEL(of_u1, uint8_t, uint32_t, UINT8_MAX, 0)
KERNEL(of_u2, uint16_t, uint32_t, UINT16_MAX, 0)
KERNEL(of_u4, uint32_t, uint64_t, UINT32_MAX, 0)

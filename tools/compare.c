/* Whether two elements of one dtype are the same, or near enough. */
#include "tool.h"

#include <math.h>
#include <string.h>

/* As numpy.allclose, but that NaN agrees with NaN. */
static int near(long double apart, long double size, const struct tolerance *tolerance)
{
    return apart <= (long double)tolerance->absolute + (long double)tolerance->relative * size;
}

static int reals_agree(long double one, long double other, const struct tolerance *tolerance)
{
    if (isnan(one) || isnan(other)) return isnan(one) && isnan(other);
    if (one == other) return 1;
    if (isinf(one) || isinf(other)) return 0;
    return near(fabsl(one - other), fabsl(other), tolerance);
}

static int complex_agree(const char *one, const char *other, int64_t size, const struct tolerance *tolerance)
{
    int64_t part = size / 2;
    long double a = real_value(one, part), b = real_value(one + part, part);
    long double c = real_value(other, part), d = real_value(other + part, part);
    if (isnan(a) || isnan(b) || isnan(c) || isnan(d)) return (isnan(a) || isnan(b)) && (isnan(c) || isnan(d));
    if (a == c && b == d) return 1;
    if (isinf(a) || isinf(b) || isinf(c) || isinf(d)) return 0;
    return near(hypotl(a - c, b - d), hypotl(c, d), tolerance);
}

/* An integer as the number that it is; the widest float holds each where it has 64 bits of fraction. */
static long double integer_value(char kind, int64_t size, const char *at)
{
    uint64_t value = 0;
    int8_t one;
    int16_t two;
    int32_t four;
    int64_t eight;
    if (kind == 'u') {
        uint8_t u1;
        uint16_t u2;
        uint32_t u4;
        if (size == 1) value = (memcpy(&u1, at, 1), u1);
        else if (size == 2) value = (memcpy(&u2, at, 2), u2);
        else if (size == 4) value = (memcpy(&u4, at, 4), u4);
        else memcpy(&value, at, 8);
        return (long double)value;
    }
    switch (size) {
    case 1: memcpy(&one, at, 1); return one;
    case 2: memcpy(&two, at, 2); return two;
    case 4: memcpy(&four, at, 4); return four;
    default: memcpy(&eight, at, 8); return (long double)eight;
    }
}

static int scalars_agree(char kind, int64_t size, const char *one, const char *other, const struct tolerance *tolerance)
{
    if (kind == 'f') return reals_agree(real_value(one, size), real_value(other, size), tolerance);
    if (kind == 'c') return complex_agree(one, other, size, tolerance);
    if (kind == 'b') return (*one != 0) == (*other != 0);
    if (memcmp(one, other, (size_t)size) == 0) return 1;
    if (kind != 'i' && kind != 'u') return 0;
    if (tolerance->relative <= 0 && tolerance->absolute <= 0) return 0;
    return reals_agree(integer_value(kind, size, one), integer_value(kind, size, other), tolerance);
}

static int fields_agree(const struct printer *printer, int32_t parent, const char *one, const char *other,
                        const struct tolerance *tolerance)
{
    int32_t index, axis;
    for (index = parent + 1; index < printer->nfields && printer->fields[index].parent == parent;
         index = printer->fields[index].behind) {
        const struct printer_field *field = &printer->fields[index];
        int64_t count = 1, i;
        for (axis = 0; axis < field->ndim; axis++) count *= field->shape[axis];
        for (i = 0; i < count; i++) {
            int64_t at = i * field->itemsize;
            if (field->is_struct) {
                if (!fields_agree(printer, index, one + at, other + at, tolerance)) return 0;
            } else if (!scalars_agree(field->kind, field->itemsize, one + field->offset + at, other + field->offset + at,
                                      tolerance)) {
                return 0;
            }
        }
    }
    return 1;
}

int elements_agree(const struct printer *printer, const void *one, const void *other, const struct tolerance *tolerance)
{
    if (printer->is_struct) return fields_agree(printer, -1, one, other, tolerance);
    return scalars_agree(printer->kind, printer->itemsize, one, other, tolerance);
}

long double elements_apart(const struct printer *printer, const void *one, const void *other)
{
    int64_t size = printer->itemsize, part = size / 2;
    const char *a = one, *b = other;
    switch (printer->is_struct ? 0 : printer->kind) {
    case 'f': return fabsl(real_value(a, size) - real_value(b, size));
    case 'c':
        return hypotl(real_value(a, part) - real_value(b, part), real_value(a + part, part) - real_value(b + part, part));
    case 'i': case 'u': return fabsl(integer_value(printer->kind, size, a) - integer_value(printer->kind, size, b));
    default: return -1;
    }
}

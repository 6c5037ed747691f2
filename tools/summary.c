/* Minimum, maximum and sum of many elements: pieces by the loops of kernels.c, and one by one only where a sum is no
 * number. */
#include "kernels.h"
#include "tool.h"

#include <math.h>
#include <string.h>

enum { PIECE = 1024 };

const char *summary_dtype(const npy_info *info)
{
    if (info->kind == 'f' && info->itemsize == 2) return "f4";
    if (info->kind == 'f' && info->itemsize > 8) return WIDE_REAL;
    if (info->kind == 'c' && info->itemsize > 16) return WIDE_COMPLEX;
    return NULL;
}

int summary_can(char kind)
{
    return kind != '\0' && strchr("biufcmM", kind) != NULL;
}

void summary_start(struct summary *summary)
{
    memset(summary, 0, sizeof *summary);
    summary->least = INT64_MAX;
    summary->most = INT64_MIN;
    summary->least_u = UINT64_MAX;
    summary->low[0] = summary->low[1] = (long double)INFINITY;
    summary->high[0] = summary->high[1] = -(long double)INFINITY;
}

/* Neumaier's sum: what an addition rounds away is kept. */
static void add(struct summary *summary, int part, long double value)
{
    long double sum = summary->sum[part] + value;
    if (isfinite(sum)) {
        if (fabsl(summary->sum[part]) >= fabsl(value)) summary->rest[part] += summary->sum[part] - sum + value;
        else summary->rest[part] += value - sum + summary->sum[part];
    }
    summary->sum[part] = sum;
}

/* Floats one by one: with NaN among them, or so large that their sum is too large. */
#define CAREFUL(name, type)                                                      \
    static void name(struct summary *summary, const type *x, int64_t n)          \
    {                                                                            \
        int64_t i;                                                               \
        for (i = 0; i < n; i++) {                                                \
            if (isnan(x[i])) {                                                   \
                summary->nan++;                                                  \
                continue;                                                        \
            }                                                                    \
            if (x[i] < summary->low[0]) summary->low[0] = x[i];                  \
            if (x[i] > summary->high[0]) summary->high[0] = x[i];                \
            add(summary, 0, x[i]);                                               \
        }                                                                        \
    }

CAREFUL(careful_f4, float)
CAREFUL(careful_f8, double)
CAREFUL(careful_wide, long double)

#define FLOATS(kernel, careful, type)                                            \
    for (at = 0; at < count; at += PIECE) {                                      \
        const type *x = (const type *)data + at;                                 \
        int64_t n = count - at < PIECE ? count - at : PIECE;                     \
        type low, high;                                                          \
        double total;                                                            \
        kernel(x, n, &total, &low, &high);                                                                            \
        if (!isfinite(total)) {                                                  \
            careful(summary, x, n);                                              \
            continue;                                                            \
        }                                                                        \
        if (low < summary->low[0]) summary->low[0] = low;                        \
        if (high > summary->high[0]) summary->high[0] = high;                    \
        add(summary, 0, total);                                                  \
    }                                                                            \
    return;

#define INTEGERS(kernel, type, wide, low_of_all, high_of_all)                    \
    for (at = 0; at < count; at += PIECE) {                                      \
        type low, high;                                                          \
        wide total;                                                              \
        kernel((const type *)data + at, count - at < PIECE ? count - at : PIECE, &total, &low, &high); \
        if (low < summary->low_of_all) summary->low_of_all = low;                \
        if (high > summary->high_of_all) summary->high_of_all = high;            \
        add(summary, 0, (long double)total);                                     \
    }                                                                            \
    return;

/* 64 bits: summed in two halves, which cannot overflow. */
static void of_i8(struct summary *summary, const int64_t *x, int64_t n)
{
    int64_t low = summary->least, high = summary->most, upper = 0, lower = 0, i;
    for (i = 0; i < n; i++) {
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
        upper += x[i] >> 32;
        lower += x[i] & 0xffffffff;
    }
    summary->least = low;
    summary->most = high;
    add(summary, 0, (long double)upper * 4294967296.0L);
    add(summary, 0, (long double)lower);
}

static void of_u8(struct summary *summary, const uint64_t *x, int64_t n)
{
    uint64_t low = summary->least_u, high = summary->most_u, upper = 0, lower = 0;
    int64_t i;
    for (i = 0; i < n; i++) {
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
        upper += x[i] >> 32;
        lower += x[i] & 0xffffffff;
    }
    summary->least_u = low;
    summary->most_u = high;
    add(summary, 0, (long double)upper * 4294967296.0L);
    add(summary, 0, (long double)lower);
}

/* Dates and times: NaT is the smallest number. */
static void of_time(struct summary *summary, const int64_t *x, int64_t n)
{
    int64_t i;
    for (i = 0; i < n; i++) {
        if (x[i] == INT64_MIN) {
            summary->nan++;
        } else {
            of_i8(summary, &x[i], 1);
        }
    }
}

/* Whether a complex number comes before another, as NumPy sorts them. */
static int before(const long double *one, const long double *other)
{
    return one[0] < other[0] || (one[0] == other[0] && one[1] < other[1]);
}

static void of_complex(struct summary *summary, const char *x, int64_t size, int64_t n)
{
    long double value[2];
    int64_t i, part = size / 2;
    for (i = 0; i < n; i++) {
        value[0] = real_value(x + i * size, part);
        value[1] = real_value(x + i * size + part, part);
        if (isnan(value[0]) || isnan(value[1])) {
            summary->nan++;
            continue;
        }
        if (summary->count + i == summary->nan || before(value, summary->low)) memcpy(summary->low, value, sizeof value);
        if (summary->count + i == summary->nan || before(summary->high, value)) memcpy(summary->high, value, sizeof value);
        add(summary, 0, value[0]);
        add(summary, 1, value[1]);
    }
}

static void of_bool(struct summary *summary, const unsigned char *x, int64_t n)
{
    int64_t i, held = 0;
    for (i = 0; i < n; i++) held += x[i] != 0;
    if (held < n && n > 0) summary->least_u = 0;
    if (held > 0 && summary->least_u > 1) summary->least_u = 1;
    if (held > 0) summary->most_u = 1;
    add(summary, 0, (long double)held);
}

static void dispatch(struct summary *summary, char kind, int64_t size, const void *data, int64_t count)
{
    int64_t at;
    switch (kind) {
    case 'f':
        if (size == 4) { FLOATS(of_f4, careful_f4, float) }
        if (size == 8) { FLOATS(of_f8, careful_f8, double) }
        careful_wide(summary, data, count);
        return;
    case 'i':
        if (size == 1) { INTEGERS(of_i1, int8_t, int32_t, least, most) }
        if (size == 2) { INTEGERS(of_i2, int16_t, int32_t, least, most) }
        if (size == 4) { INTEGERS(of_i4, int32_t, int64_t, least, most) }
        for (at = 0; at < count; at += PIECE) of_i8(summary, (const int64_t *)data + at, count - at < PIECE ? count - at : PIECE);
        return;
    case 'u':
        if (size == 1) { INTEGERS(of_u1, uint8_t, uint32_t, least_u, most_u) }
        if (size == 2) { INTEGERS(of_u2, uint16_t, uint32_t, least_u, most_u) }
        if (size == 4) { INTEGERS(of_u4, uint32_t, uint64_t, least_u, most_u) }
        for (at = 0; at < count; at += PIECE) of_u8(summary, (const uint64_t *)data + at, count - at < PIECE ? count - at : PIECE);
        return;
    case 'c': of_complex(summary, data, size, count); return;
    case 'b': of_bool(summary, data, count); return;
    default: of_time(summary, data, count);
    }
}

void summary_add(struct summary *summary, char kind, int64_t size, const void *data, int64_t count)
{
    dispatch(summary, kind, size, data, count);
    summary->count += count;
}

void summary_join(struct summary *summary, const struct summary *other)
{
    int part;
    int none = summary->count == summary->nan, nothing = other->count == other->nan;
    for (part = 0; part < 2; part++) {
        add(summary, part, other->sum[part]);
        add(summary, part, other->rest[part]);
    }
    if (other->least < summary->least) summary->least = other->least;
    if (other->most > summary->most) summary->most = other->most;
    if (other->least_u < summary->least_u) summary->least_u = other->least_u;
    if (other->most_u > summary->most_u) summary->most_u = other->most_u;
    if (!nothing && (none || before(other->low, summary->low))) memcpy(summary->low, other->low, sizeof summary->low);
    if (!nothing && (none || before(summary->high, other->high))) memcpy(summary->high, other->high, sizeof summary->high);
    summary->count += other->count;
    summary->nan += other->nan;
}

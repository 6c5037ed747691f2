/* NumPy's basic slicing as text: integers, start:stop:step, and one ellipsis. */
#include "tool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void cut_whole(struct cut *cut, int32_t ndim, const int64_t *shape)
{
    int32_t i;
    memset(cut, 0, sizeof *cut);
    cut->ndim = ndim;
    for (i = 0; i < ndim; i++) {
        cut->step[i] = 1;
        cut->count[i] = shape[i];
    }
}

static void blanks(const char **at)
{
    while (**at == ' ' || **at == '\t') ++*at;
}

/* 1: a number; 0: none is there; -1: too large. */
static int number(const char **at, int64_t *value)
{
    char *end;
    long long found;
    const char *digits;
    blanks(at);
    digits = *at + (**at == '-' || **at == '+');
    if (*digits < '0' || *digits > '9') return 0;
    errno = 0;
    found = strtoll(*at, &end, 10);
    if (errno != 0 || found == INT64_MIN) return -1;
    *at = end;
    *value = found;
    blanks(at);
    return 1;
}

static int64_t clipped(int64_t index, int64_t length, int64_t least, int64_t most)
{
    if (index < 0) index += length;
    return index < least ? least : index > most ? most : index;
}

/* What Python makes of a slice of an axis of this length. */
static void settle(struct cut *cut, int32_t axis, int64_t length, const int64_t *start, const int64_t *stop, int64_t step)
{
    int64_t from, to;
    if (step > 0) {
        from = start != NULL ? clipped(*start, length, 0, length) : 0;
        to = stop != NULL ? clipped(*stop, length, 0, length) : length;
        cut->count[axis] = to > from ? (to - from - 1) / step + 1 : 0;
    } else {
        from = start != NULL ? clipped(*start, length, -1, length - 1) : length - 1;
        to = stop != NULL ? clipped(*stop, length, -1, length - 1) : -1;
        cut->count[axis] = from > to ? (from - to - 1) / -step + 1 : 0;
    }
    cut->start[axis] = cut->count[axis] > 0 ? from : 0;
    cut->step[axis] = cut->count[axis] > 0 ? step : 1;
}

/* One item between commas. */
static int item(struct cut *cut, int32_t axis, const int64_t *shape, const char **at, char *why, size_t size)
{
    int64_t part[3];
    int there[3] = { 0, 0, 0 }, which = 0, found;

    found = number(at, &part[0]);
    if (found < 0) goto large;
    there[0] = found;
    if (**at != ':') {
        if (!there[0]) {
            snprintf(why, size, "a number, a slice or ... is expected");
            return -1;
        }
        if (part[0] >= shape[axis] || part[0] < -shape[axis]) {
            snprintf(why, size, "index %lld is out of bounds for axis %d with size %lld", (long long)part[0], (int)axis,
                     (long long)shape[axis]);
            return -1;
        }
        cut->start[axis] = part[0] < 0 ? part[0] + shape[axis] : part[0];
        cut->step[axis] = cut->count[axis] = 1;
        cut->dropped[axis] = 1;
        return 0;
    }
    while (**at == ':' && which < 2) {
        ++*at;
        found = number(at, &part[++which]);
        if (found < 0) goto large;
        there[which] = found;
    }
    if (there[2] && part[2] == 0) {
        snprintf(why, size, "slice step cannot be zero");
        return -1;
    }
    settle(cut, axis, shape[axis], there[0] ? &part[0] : NULL, there[1] ? &part[1] : NULL, there[2] ? part[2] : 1);
    return 0;

large:
    snprintf(why, size, "a number is too large");
    return -1;
}

int cut_parse(struct cut *cut, const char *text, int32_t ndim, const int64_t *shape, char *why, size_t size)
{
    const char *at = text, *comma;
    int32_t items = 0, axis = 0, dots = 0;

    cut_whole(cut, ndim, shape);
    if (text[0] == '[' && strlen(text) > 1 && text[strlen(text) - 1] == ']') at++;
    for (comma = at; *comma != '\0'; comma++) {
        if (*comma == ',') items++;
        if (*comma == '.') dots++;
    }
    blanks(&at);
    /* A comma may stand behind the last item. */
    for (comma--; comma > at && (*comma == ' ' || *comma == ']'); comma--) continue;
    if (items == 0 || *comma != ',') items++;
    if (dots > 0) items--;
    while (*at != '\0' && *at != ']') {
        if (strncmp(at, "...", 3) == 0) {
            if (dots != 3) {
                snprintf(why, size, "there can be one ellipsis only");
                return -1;
            }
            at += 3;
            axis += ndim > items ? ndim - items : 0;
        } else {
            if (axis >= ndim) {
                snprintf(why, size, "too many indices: the array has %d axes", (int)ndim);
                return -1;
            }
            if (item(cut, axis++, shape, &at, why, size) != 0) return -1;
        }
        blanks(&at);
        if (*at == ',') {
            at++;
            blanks(&at);
        } else if (*at != '\0' && *at != ']') {
            snprintf(why, size, "byte %d of the slice is not understood", (int)(at - text) + 1);
            return -1;
        }
    }
    if (*at == ']' && (text[0] != '[' || at[1] != '\0')) {
        snprintf(why, size, "byte %d of the slice is not understood", (int)(at - text) + 1);
        return -1;
    }
    return 0;
}

npy_slice cut_part(const struct cut *cut, int32_t axis, int64_t from, int64_t count)
{
    npy_slice slice;
    int64_t start = cut->start[axis] + from * cut->step[axis], last = start + (count - 1) * cut->step[axis];
    slice.start = start;
    slice.step = cut->step[axis];
    if (count <= 0) {
        slice.stop = start;
    } else if (slice.step > 0) {
        slice.stop = last + 1;
    } else {
        slice.stop = last > 0 ? last - 1 : NPY_NONE;
    }
    if (slice.start == 0 && slice.stop == 0) slice.step = 1; /* all zero would be the whole axis */
    return slice;
}

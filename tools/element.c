/* Elements of every dtype as text: numbers and dates as NumPy prints them, the rest as Python would write it. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int64_t counted(int32_t ndim, const int64_t *shape)
{
    int64_t count = 1;
    while (ndim > 0) count *= shape[--ndim];
    return count;
}

npy_status printer_make(struct printer *to, const npy_info *info, npy_error *err)
{
    npy_field_info field;
    npy_status status;
    int32_t i;

    memset(to, 0, sizeof *to);
    to->kind = info->kind;
    to->is_struct = info->kind == 'V' && info->descr[0] == '[';
    to->itemsize = info->itemsize;
    to->multiple = info->unit_multiple;
    memcpy(to->unit, info->unit, sizeof to->unit);
    if (info->nfields == 0) return NPY_OK;
    to->fields = calloc((size_t)info->nfields, sizeof *to->fields);
    if (to->fields == NULL) goto memory;
    to->nfields = info->nfields;
    for (i = 0; i < info->nfields; i++) {
        struct printer_field *made = &to->fields[i];
        int64_t count;
        status = npy_field_at(info->dtype, i, &field, err);
        if (status != NPY_OK) {
            printer_free(to);
            return status;
        }
        count = counted(field.ndim, field.shape);
        made->kind = field.kind;
        made->is_struct = field.kind == 'V' && (field.descr[0] == '[' || strncmp(field.descr, "([", 2) == 0);
        made->multiple = field.unit_multiple;
        memcpy(made->unit, field.unit, sizeof made->unit);
        made->parent = field.parent;
        made->offset = field.offset;
        made->itemsize = count > 0 ? field.itemsize / count : 0;
        made->ndim = field.ndim;
        if (field.ndim > 0) {
            made->shape = malloc((size_t)field.ndim * sizeof *made->shape);
            if (made->shape == NULL) goto memory;
            memcpy(made->shape, field.shape, (size_t)field.ndim * sizeof *made->shape);
        }
    }
    for (i = to->nfields - 1; i >= 0; i--) {
        int32_t next = i + 1;
        while (next < to->nfields && to->fields[next].parent == i) next = to->fields[next].behind;
        to->fields[i].behind = next;
    }
    return NPY_OK;

memory:
    printer_free(to);
    err->code = NPY_ERR_MEMORY;
    err->os_error = 0;
    err->offset = -1;
    strcpy(err->message, "no memory for the fields");
    return NPY_ERR_MEMORY;
}

void printer_free(struct printer *printer)
{
    int32_t i;
    for (i = 0; i < printer->nfields; i++) free(printer->fields[i].shape);
    free(printer->fields);
    printer->fields = NULL;
    printer->nfields = 0;
}

/* An integer of this machine's byte order. */
static int64_t integer(const void *at, int64_t size)
{
    int8_t one;
    int16_t two;
    int32_t four;
    int64_t eight = 0;
    switch (size) {
    case 1: memcpy(&one, at, 1); return one;
    case 2: memcpy(&two, at, 2); return two;
    case 4: memcpy(&four, at, 4); return four;
    default: memcpy(&eight, at, 8); return eight;
    }
}

static uint64_t unsigned_integer(const void *at, int64_t size)
{
    uint64_t value = (uint64_t)integer(at, size);
    return size < 8 ? value & ((UINT64_C(1) << 8 * size) - 1) : value;
}

long double real_value(const void *at, int64_t size)
{
    uint16_t two;
    float four;
    double eight;
    long double most = 0;
    switch (size) {
    case 2: memcpy(&two, at, 2); return half_value(two);
    case 4: memcpy(&four, at, 4); return four;
    case 8: memcpy(&eight, at, 8); return eight;
    default: /* 12 or 16: the bytes behind the tenth mean nothing */
        memcpy(&most, at, (size_t)size < sizeof most ? (size_t)size : sizeof most);
        return most;
    }
}

static void put_real(FILE *to, const void *at, int64_t size)
{
    char text[REAL_SIZE];
    real_text(text, real_value(at, size), (size_t)size, 1);
    fputs(text, to);
}

/* As NumPy: without a real part that is 0, and its parentheses. */
static void put_complex(FILE *to, const char *at, int64_t size)
{
    char text[REAL_SIZE];
    int64_t part = size / 2;
    long double value = real_value(at, part);
    int alone = value == 0 && !signbit(value);
    if (!alone) {
        real_text(text, value, (size_t)part, 0);
        fprintf(to, "(%s", text);
    }
    real_text(text, real_value(at + part, part), (size_t)part, 0);
    if (!alone && text[0] != '-') putc('+', to);
    fprintf(to, alone ? "%sj" : "%sj)", text);
}

/* Python's b'...': trailing NULs are padding of an S, and bytes of a void. */
static void put_bytes(FILE *to, const unsigned char *at, int64_t size, int padded)
{
    int64_t i;
    while (padded && size > 0 && at[size - 1] == 0) size--;
    fputs("b'", to);
    for (i = 0; i < size; i++) {
        if (at[i] == '\'' || at[i] == '\\') fprintf(to, "\\%c", at[i]);
        else if (at[i] >= 0x20 && at[i] < 0x7f) putc(at[i], to);
        else fprintf(to, "\\x%02x", at[i]);
    }
    putc('\'', to);
}

static void put_character(FILE *to, uint32_t c)
{
    if (c == '\'' || c == '\\') fprintf(to, "\\%c", (char)c);
    else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) fprintf(to, "\\x%02x", c);
    else if (c < 0x80) putc((int)c, to);
    else if (c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
             (c >= 0xd800 && c < 0xe000)) fprintf(to, "\\u%04x", c);
    else if (c > 0x10ffff) fprintf(to, "\\U%08x", c);
    else if (c < 0x800) fprintf(to, "%c%c", (int)(0xc0 | c >> 6), (int)(0x80 | (c & 0x3f)));
    else if (c < 0x10000) fprintf(to, "%c%c%c", (int)(0xe0 | c >> 12), (int)(0x80 | (c >> 6 & 0x3f)), (int)(0x80 | (c & 0x3f)));
    else fprintf(to, "%c%c%c%c", (int)(0xf0 | c >> 18), (int)(0x80 | (c >> 12 & 0x3f)), (int)(0x80 | (c >> 6 & 0x3f)), (int)(0x80 | (c & 0x3f)));
}

static void put_text(FILE *to, const char *at, int64_t size)
{
    int64_t count = size / 4, i;
    uint32_t c;
    while (count > 0 && (memcpy(&c, at + 4 * (count - 1), 4), c == 0)) count--;
    putc('\'', to);
    for (i = 0; i < count; i++) {
        memcpy(&c, at + 4 * i, 4);
        put_character(to, c);
    }
    putc('\'', to);
}

void put_scalar(FILE *to, char kind, int64_t size, const char *unit, int32_t multiple, const void *element)
{
    const char *at = element;
    char text[DATE_SIZE];
    switch (kind) {
    case 'b': fputs(*at != 0 ? "True" : "False", to); return;
    case 'i': put_integer(to, integer(at, size)); return;
    case 'u': put_unsigned(to, unsigned_integer(at, size)); return;
    case 'f': put_real(to, at, size); return;
    case 'c': put_complex(to, at, size); return;
    case 'M':
        date_text(text, integer(at, 8), unit, multiple);
        fputs(text, to);
        return;
    case 'm':
        if (integer(at, 8) == INT64_MIN) fputs("NaT", to);
        else put_integer(to, integer(at, 8));
        return;
    case 'S': put_bytes(to, (const unsigned char *)at, size, 1); return;
    case 'U': put_text(to, at, size); return;
    default: put_bytes(to, (const unsigned char *)at, size, 0);
    }
}

static void put_fields(FILE *to, const struct printer *printer, int32_t parent, const char *at);

/* A field's own elements, as nested lists; `at` moves on. */
static void put_field(FILE *to, const struct printer *printer, int32_t index, int32_t axis, const char **at)
{
    const struct printer_field *field = &printer->fields[index];
    int64_t i;
    if (axis < field->ndim) {
        putc('[', to);
        for (i = 0; i < field->shape[axis]; i++) {
            if (i > 0) fputs(", ", to);
            put_field(to, printer, index, axis + 1, at);
        }
        putc(']', to);
        return;
    }
    if (field->is_struct) put_fields(to, printer, index, *at - field->offset);
    else put_scalar(to, field->kind, field->itemsize, field->unit, field->multiple, *at);
    *at += field->itemsize;
}

static void put_fields(FILE *to, const struct printer *printer, int32_t parent, const char *base)
{
    int32_t index = parent + 1, many = 0;
    putc('(', to);
    while (index < printer->nfields && printer->fields[index].parent == parent) {
        const char *at = base + printer->fields[index].offset;
        if (many++ > 0) fputs(", ", to);
        put_field(to, printer, index, 0, &at);
        index = printer->fields[index].behind;
    }
    fputs(many == 1 ? ",)" : ")", to);
}

void put_element(FILE *to, const struct printer *printer, const void *element)
{
    if (printer->is_struct) put_fields(to, printer, -1, element);
    else put_scalar(to, printer->kind, printer->itemsize, printer->unit, printer->multiple, element);
}

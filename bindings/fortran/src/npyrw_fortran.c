/* What Fortran cannot ask of its own arrays: where they are, and how far apart
 * their elements lie. `described` in npyrw_base.f90 is the same struct. */

#ifdef __linux__
#define _DEFAULT_SOURCE
#endif
/* The Fortran compiler's own: a C compiler may have one of another Fortran, whose descriptors are others. */
#ifdef NPYRW_FORTRAN_BINDING
#include NPYRW_FORTRAN_BINDING
#else
#include <ISO_Fortran_binding.h>
#endif
#include <float.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

typedef struct {
    void *base;
    int64_t elem_len;
    int64_t shape[15];
    int64_t strides[15];
    int32_t rank;
    /* 1: the elements lie side by side, in Fortran's order. */
    int32_t packed;
    /* The kind, and behind it the dtype in memory; all zero if only the caller can know it. */
    char kind;
    char dtype[23];
} described;

enum { INTEGER = 'i', REAL = 'f', COMPLEX = 'c', LOGICAL = '?', CHARACTER = 'S', OTHER = 0 };

static char kind_of(const CFI_cdesc_t *a) {
    CFI_type_t type = a->type;
    if (type == CFI_type_char) return CHARACTER;
    if (type == CFI_type_Bool) return LOGICAL;
    if (type == CFI_type_float || type == CFI_type_double) return REAL;
    if (type == CFI_type_float_Complex || type == CFI_type_double_Complex) return COMPLEX;
    if (type == CFI_type_int8_t || type == CFI_type_int16_t || type == CFI_type_int32_t || type == CFI_type_int64_t)
        return INTEGER;
#ifdef CFI_type_Logical
    /* gfortran has a code for each kind; other compilers have only that of logical(c_bool). */
    if ((type & CFI_type_mask) == CFI_type_Logical && a->elem_len <= 8) return LOGICAL;
#endif
    /* Of what takes 16 bytes a descriptor does not tell IEEE's quadruple from an 80-bit number. */
    return OTHER;
}

void npyrwf_describe(const CFI_cdesc_t *a, described *out) {
    memset(out, 0, sizeof *out);
    out->base = a->base_addr;
    out->elem_len = (int64_t)a->elem_len;
    out->rank = a->rank;
    out->packed = 1;
    int64_t next = out->elem_len;
    for (int i = 0; i < a->rank && i < 15; i++) {
        out->shape[i] = a->dim[i].extent < 0 ? 0 : a->dim[i].extent;
        out->strides[i] = a->dim[i].sm;
        if (out->shape[i] != 1 && out->strides[i] != next) out->packed = 0;
        next *= out->shape[i];
    }
    if (next == 0) out->packed = 1;
    out->kind = kind_of(a);
    switch (out->kind) {
    case INTEGER: case REAL: case COMPLEX: case CHARACTER:
        snprintf(out->dtype, sizeof out->dtype, "%c%lld", out->kind, (long long)out->elem_len);
        break;
    case LOGICAL:
        if (out->elem_len == 1) strcpy(out->dtype, "?");
        else snprintf(out->dtype, sizeof out->dtype, "i%lld", (long long)out->elem_len);
        break;
    default: break;
    }
}

/* Copies texts between an array and elements of `width` bytes side by side; what
 * is padding, blanks in the array and NULs in the elements, becomes the other's. */
void npyrwf_texts(const described *a, char *elements, int64_t width, int32_t to_array) {
    int64_t at[15] = {0}, count = 1, most = width < a->elem_len ? width : a->elem_len;
    for (int i = 0; i < a->rank; i++) count *= a->shape[i];
    char *text = a->base;
    for (int64_t n = 0; n < count; n++, elements += width) {
        int64_t length = most;
        if (to_array) {
            while (length > 0 && elements[length - 1] == 0) length--;
            memcpy(text, elements, (size_t)length);
            memset(text + length, ' ', (size_t)(a->elem_len - length));
        } else {
            while (length > 0 && text[length - 1] == ' ') length--;
            memcpy(elements, text, (size_t)length);
            memset(elements + length, 0, (size_t)(width - length));
        }
        for (int i = 0; i < a->rank; i++) {
            text += a->strides[i];
            if (++at[i] < a->shape[i]) break;
            text -= a->strides[i] * a->shape[i];
            at[i] = 0;
        }
    }
}

/* Memory that was just allocated and is about to be filled: in huge pages it is
 * filled about twice as fast, as the library's own memory is. */
void npyrwf_fresh(void *base, int64_t size) {
#ifdef MADV_HUGEPAGE
    const uintptr_t page = 2 << 20;
    uintptr_t first = ((uintptr_t)base + page - 1) & ~(page - 1), last = ((uintptr_t)base + (uintptr_t)size) & ~(page - 1);
    /* Advice only: what comes of it does not matter. */
    if (last > first) (void)madvise((void *)first, last - first, MADV_HUGEPAGE);
#else
    (void)base, (void)size;
#endif
}

int64_t npyrwf_length(const char *text) {
    return text ? (int64_t)strlen(text) : 0;
}

/* --- savez ----------------------------------------------------------------- */

/* `span` in npyrw_savez.f90. */
typedef struct {
    const void *at;
    int64_t length;
} span;

enum { MOST = 8, MESSAGE = 1024 };

int npyrwf_save_all(int32_t compressed, const span *filename, int32_t count, const span *names, const described *them,
                    const span *order, char *message);
void npyrwf_stop(const char *message);

static span span_of(const CFI_cdesc_t *text) {
    return text ? (span){text->base_addr, (int64_t)text->elem_len} : (span){NULL, 0};
}

static void save_all(int32_t compressed, const CFI_cdesc_t *filename, const CFI_cdesc_t **n, const CFI_cdesc_t **a,
                     const CFI_cdesc_t *order, int *iostat, CFI_cdesc_t *iomsg) {
    described them[MOST];
    span names[MOST], path = span_of(filename), way = span_of(order);
    char message[MESSAGE];
    int32_t count = 0;
    for (int i = 0; i < MOST; i++) {
        if (!n[i] || !a[i]) continue;
        names[count] = span_of(n[i]);
        npyrwf_describe(a[i], &them[count++]);
    }
    int stat = npyrwf_save_all(compressed, &path, count, names, them, &way, message);
    if (iomsg && iomsg->base_addr) CFI_deallocate(iomsg);
    if (stat && iomsg && CFI_allocate(iomsg, NULL, NULL, strlen(message)) == CFI_SUCCESS)
        memcpy(iomsg->base_addr, message, strlen(message));
    if (iostat) *iostat = stat;
    else if (stat) npyrwf_stop(message);
}

void npyrwf_savez(
    const CFI_cdesc_t *filename, const CFI_cdesc_t *n1, const CFI_cdesc_t *a1, const CFI_cdesc_t *n2,
    const CFI_cdesc_t *a2, const CFI_cdesc_t *n3, const CFI_cdesc_t *a3, const CFI_cdesc_t *n4, const CFI_cdesc_t *a4,
    const CFI_cdesc_t *n5, const CFI_cdesc_t *a5, const CFI_cdesc_t *n6, const CFI_cdesc_t *a6, const CFI_cdesc_t *n7,
    const CFI_cdesc_t *a7, const CFI_cdesc_t *n8, const CFI_cdesc_t *a8, const CFI_cdesc_t *order, int *iostat,
    CFI_cdesc_t *iomsg) {
    save_all(0, filename, (const CFI_cdesc_t *[]){n1, n2, n3, n4, n5, n6, n7, n8}, (const CFI_cdesc_t *[]){a1, a2, a3, a4, a5, a6, a7, a8},
             order, iostat, iomsg);
}

void npyrwf_savez_compressed(
    const CFI_cdesc_t *filename, const CFI_cdesc_t *n1, const CFI_cdesc_t *a1, const CFI_cdesc_t *n2,
    const CFI_cdesc_t *a2, const CFI_cdesc_t *n3, const CFI_cdesc_t *a3, const CFI_cdesc_t *n4, const CFI_cdesc_t *a4,
    const CFI_cdesc_t *n5, const CFI_cdesc_t *a5, const CFI_cdesc_t *n6, const CFI_cdesc_t *a6, const CFI_cdesc_t *n7,
    const CFI_cdesc_t *a7, const CFI_cdesc_t *n8, const CFI_cdesc_t *a8, const CFI_cdesc_t *order, int *iostat,
    CFI_cdesc_t *iomsg) {
    save_all(1, filename, (const CFI_cdesc_t *[]){n1, n2, n3, n4, n5, n6, n7, n8}, (const CFI_cdesc_t *[]){a1, a2, a3, a4, a5, a6, a7, a8},
             order, iostat, iomsg);
}

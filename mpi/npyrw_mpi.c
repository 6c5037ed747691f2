/*
 * npyrw_mpi.c: what npyrw_mpi.h promises, on MPI-IO. Compile it with your program.
 *
 * The order of the file: errors and agreements, the walk through a block, opening, moving
 * blocks, creating, ending. Two rules keep ranks from waiting for each other: no rank leaves a
 * phase before agree(), and an independent file is opened by each rank for itself
 * (MPI_COMM_SELF), so that MPI has nothing collective to hang in.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* fallocate, realpath */
#endif

#include "npyrw_mpi.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Bytes that are packed before they are moved; a piece of LARGE bytes is moved where it lies. */
#define BUFFER (MOST < 4 << 20 ? MOST : (int64_t)4 << 20)
#define LARGE (BUFFER / 16)
/* Bytes of one call of MPI, and elements of one level of a type: both are an int there. (Tests set it
 * low, to take all turns without gigabytes.) */
#ifndef NPYRW_MPI_MOST
#define NPYRW_MPI_MOST (1 << 30)
#endif
#define MOST ((int64_t)NPYRW_MPI_MOST)
#define PATHS 4096
#define SUFFIX ".partial"

struct edge {
    int64_t at, box;
};

struct npyrw_mpi {
    MPI_Comm comm;
    MPI_File file;
    int rank, ranks;
    int opened;     /* this rank has `file` open */
    int collective; /* `file` is one of `comm`, else of this rank alone */
    int together;   /* all ranks are about to open `file` together, or have done so */
    int writing, growing, failed, sync, replace, version;
    int fd; /* rank 0's, while writing */
    int slowest;
    npy_reader *reader; /* of `header` */
    npy_info info;
    void *header;
    int64_t written;       /* elements, known to rank 0 */
    int64_t *boxes;        /* rank 0: what was written, and behind it the blocks of the call */
    int64_t nboxes, room;  /* how many, and for how many there is room */
    struct edge *edges;    /* as many as there is room for */
    char path[PATHS], partial[PATHS + sizeof SUFFIX];
};

/* --- errors and agreements --------------------------------------------------------------- */

static npy_status fail(npy_error *e, npy_status code, const char *format, ...)
{
    va_list arguments;
    char *c;
    memset(e, 0, sizeof *e);
    e->code = code;
    e->offset = -1;
    va_start(arguments, format);
    vsnprintf(e->message, sizeof e->message, format, arguments);
    va_end(arguments);
    for (c = e->message; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f) *c = ' ';
    }
    return code;
}

static npy_status fail_os(npy_error *e, int number, const char *what)
{
    npy_status code = NPY_ERR_IO;
    switch (number) {
    case ENOENT: case ENOTDIR: code = NPY_ERR_NOT_FOUND; break;
    case EACCES: case EPERM: case EROFS: code = NPY_ERR_ACCESS; break;
    case EEXIST: code = NPY_ERR_EXISTS; break;
    case ENOSPC: case EDQUOT: code = NPY_ERR_NO_SPACE; break;
    case ENOMEM: code = NPY_ERR_MEMORY; break;
    default: break;
    }
    fail(e, code, "%s: %s", what, strerror(number));
    e->os_error = number;
    return code;
}

static npy_status fail_mpi(npy_error *e, int number, const char *what)
{
    npy_status code = NPY_ERR_IO;
    char text[MPI_MAX_ERROR_STRING];
    int length = 0, class_ = MPI_ERR_OTHER;
    MPI_Error_class(number, &class_);
    if (class_ == MPI_ERR_NO_SUCH_FILE) code = NPY_ERR_NOT_FOUND;
    else if (class_ == MPI_ERR_ACCESS || class_ == MPI_ERR_READ_ONLY) code = NPY_ERR_ACCESS;
    else if (class_ == MPI_ERR_NO_SPACE || class_ == MPI_ERR_QUOTA) code = NPY_ERR_NO_SPACE;
    else if (class_ == MPI_ERR_NO_MEM) code = NPY_ERR_MEMORY;
    if (MPI_Error_string(number, text, &length) != MPI_SUCCESS) length = 0;
    return fail(e, code, "%s: MPI says: %.*s", what, length, text);
}

/* Ends a call that failed before there was anybody to agree with. */
static npy_status alone(npy_error *err, npy_status code, const char *what)
{
    npy_error e;
    fail(&e, code, "%s", what);
    if (err != NULL) *err = e;
    return code;
}

/* The end of a phase. `mine` is this rank's error, its code 0 if all went well; the lowest rank
 * that failed tells all. */
static npy_status agree(MPI_Comm comm, int rank, npy_error *mine, npy_error *err)
{
    int in[2], out[2], number;
    in[0] = mine->code == NPY_OK;
    in[1] = rank;
    number = MPI_Allreduce(in, out, 1, MPI_2INT, MPI_MINLOC, comm);
    if (number == MPI_SUCCESS && out[0] == 1) return NPY_OK;
    if (number == MPI_SUCCESS) {
        if (out[1] == rank) {
            char text[sizeof mine->message];
            memcpy(text, mine->message, sizeof text);
            snprintf(mine->message, sizeof mine->message, "rank %d: %.220s", rank, text);
        }
        number = MPI_Bcast(mine, (int)sizeof *mine, MPI_BYTE, out[1], comm);
    }
    if (number != MPI_SUCCESS) fail_mpi(mine, number, "the ranks cannot be reached");
    if (err != NULL) *err = *mine;
    return mine->code;
}

static void no_error(npy_error *e)
{
    memset(e, 0, sizeof *e);
    e->offset = -1;
}

static int multiply(int64_t a, int64_t b, int64_t *product)
{
    if (a < 0 || b < 0 || (b != 0 && a > INT64_MAX / b)) return 0;
    *product = a * b;
    return 1;
}

static uint64_t digest(const void *data, size_t size) /* FNV-1a: to compare, not to protect */
{
    const unsigned char *bytes = (const unsigned char *)data;
    uint64_t sum = UINT64_C(14695981039346656037);
    size_t i;
    for (i = 0; i < size; i++) sum = (sum ^ bytes[i]) * UINT64_C(1099511628211);
    return sum;
}

/* --- the walk through a block ------------------------------------------------------------ */

/* The pieces of a block, each of which lies together both in the file and in memory, in the
 * order of the file. Copies are walks of their own. */
struct walk {
    int axes; /* that are left when the fastest were folded into a piece, the slowest first */
    int64_t count[NPY_MAX_NDIM], file[NPY_MAX_NDIM], memory[NPY_MAX_NDIM], at[NPY_MAX_NDIM];
    int64_t piece;          /* bytes of each */
    int64_t offset, inside; /* where it begins in the file, and in memory from the first element */
    int64_t left;           /* bytes of this piece and those behind it; 0: the end */
};

static void next(struct walk *w)
{
    int i;
    w->left -= w->piece;
    for (i = w->axes - 1; i >= 0; i--) {
        w->offset += w->file[i];
        w->inside += w->memory[i];
        if (++w->at[i] < w->count[i]) return;
        w->offset -= w->file[i] * w->count[i];
        w->inside -= w->memory[i] * w->count[i];
        w->at[i] = 0;
    }
}

/* The axis that stands at place `i` when the slowest comes first. */
static int axis(const npyrw_mpi *f, int i)
{
    return f->info.order == 'F' ? f->info.ndim - 1 - i : i;
}

/* Checks a block of an array of `shape` and makes its walk, from the array's first element on. */
static npy_status walk_block(const npyrw_mpi *f, const int64_t *shape, const int64_t *start, const int64_t *count,
                             const void *data, const int64_t *strides, struct walk *w, npy_error *e)
{
    int64_t in_file = f->info.itemsize, packed = f->info.itemsize, reach = 0, part;
    int ndim = f->info.ndim, i, axes = 0, empty = ndim == 0 && f->writing && f->rank != 0;
    memset(w, 0, sizeof *w);
    w->offset = f->info.data_offset;
    w->left = w->piece = f->info.itemsize;
    if (ndim > 0 && (start == NULL || count == NULL)) {
        return fail(e, NPY_ERR_ARGUMENT, "start or count is NULL, expected %d numbers", ndim);
    }
    for (i = 0; i < ndim; i++) {
        if (start[i] < 0 || count[i] < 0) {
            return fail(e, NPY_ERR_SHAPE, "axis %d: found start %lld and count %lld, expected no negative one", i,
                        (long long)start[i], (long long)count[i]);
        }
        if (start[i] > shape[i] - count[i]) {
            return fail(e, NPY_ERR_SHAPE, "axis %d: start %lld + count %lld is beyond the length %lld", i,
                        (long long)start[i], (long long)count[i], (long long)shape[i]);
        }
        if (count[i] == 0) empty = 1;
    }
    if (empty || f->info.itemsize == 0) {
        w->left = 0;
        return NPY_OK;
    }
    if (data == NULL) return fail(e, NPY_ERR_ARGUMENT, "data is NULL, expected the elements of a block that is not empty");
    for (i = ndim - 1; i >= 0; i--) {
        int a = axis(f, i);
        int64_t stride = strides != NULL ? strides[a] : packed;
        w->left *= count[a]; /* at most the array's bytes, which were checked */
        w->offset += start[a] * in_file;
        if (count[a] > 1) {
            if (stride == INT64_MIN || !multiply(count[a] - 1, stride < 0 ? -stride : stride, &part) ||
                part > PTRDIFF_MAX - reach) {
                return fail(e, NPY_ERR_ARGUMENT, "axis %d: stride %lld reaches beyond what this machine can address", a,
                            (long long)stride);
            }
            reach += part;
            if (axes == 0 && stride == w->piece && in_file == w->piece) {
                w->piece *= count[a];
            } else {
                w->count[axes] = count[a];
                w->file[axes] = in_file;
                w->memory[axes++] = stride;
            }
        }
        packed *= count[a];
        /* Beside an axis of length 0 there are no blocks; the axis that grows is the last one here. */
        if (i > 0) in_file *= shape[a];
    }
    w->axes = axes;
    for (i = 0; i < axes / 2; i++) { /* they came the fastest first */
        int j = axes - 1 - i;
        int64_t c = w->count[i], s = w->file[i], m = w->memory[i];
        w->count[i] = w->count[j], w->file[i] = w->file[j], w->memory[i] = w->memory[j];
        w->count[j] = c, w->file[j] = s, w->memory[j] = m;
    }
    return NPY_OK;
}

/* --- types of MPI ------------------------------------------------------------------------ */

/* Makes *type n of itself, `stride` bytes apart. Type constructors take int, hence the halves. */
static int repeat(MPI_Datatype *type, int64_t n, int64_t stride)
{
    MPI_Datatype part[2] = {MPI_DATATYPE_NULL, MPI_DATATYPE_NULL}, made = MPI_DATATYPE_NULL;
    int number, lengths[2] = {1, 1};
    MPI_Aint places[2] = {0, 0};
    if (n <= MOST) {
        if (*type == MPI_BYTE && stride == 1) number = MPI_Type_contiguous((int)n, MPI_BYTE, &made);
        else number = MPI_Type_create_hvector((int)n, 1, (MPI_Aint)stride, *type, &made);
    } else {
        number = MPI_Type_dup(*type, &part[0]);
        if (number == MPI_SUCCESS && *type == MPI_BYTE) {
            MPI_Type_free(&part[0]);
            part[0] = MPI_BYTE;
        }
        if (number == MPI_SUCCESS) number = repeat(&part[0], MOST, stride);
        if (number == MPI_SUCCESS) number = repeat(&part[0], n / MOST, stride * MOST);
        if (number == MPI_SUCCESS && n % MOST != 0) {
            part[1] = *type;
            *type = MPI_DATATYPE_NULL;
            number = repeat(&part[1], n % MOST, stride);
            places[1] = (MPI_Aint)(stride * (n / MOST) * MOST);
        }
        if (number == MPI_SUCCESS) number = MPI_Type_create_struct(n % MOST != 0 ? 2 : 1, lengths, places, part, &made);
        if (part[0] != MPI_DATATYPE_NULL && part[0] != MPI_BYTE) MPI_Type_free(&part[0]);
        if (part[1] != MPI_DATATYPE_NULL && part[1] != MPI_BYTE) MPI_Type_free(&part[1]);
    }
    if (*type != MPI_DATATYPE_NULL && *type != MPI_BYTE) MPI_Type_free(type);
    *type = made;
    return number;
}

static int make_type(const struct walk *w, const int64_t *strides, MPI_Datatype *type)
{
    int i, number;
    *type = MPI_BYTE;
    if (w->left == 0) return MPI_SUCCESS;
    number = repeat(type, w->piece, 1);
    for (i = w->axes - 1; i >= 0 && number == MPI_SUCCESS; i--) number = repeat(type, w->count[i], strides[i]);
    return number == MPI_SUCCESS ? MPI_Type_commit(type) : number;
}

static void free_type(MPI_Datatype *type)
{
    if (*type != MPI_BYTE && *type != MPI_DATATYPE_NULL) MPI_Type_free(type);
    *type = MPI_BYTE;
}

/* --- moving bytes ------------------------------------------------------------------------ */

static npy_status short_of(const npyrw_mpi *f, int64_t offset, int64_t missing, npy_error *e)
{
    struct statvfs disk;
    if (!f->writing) {
        fail(e, NPY_ERR_TRUNCATED, "the file ends before byte %lld, %lld bytes are missing", (long long)offset,
             (long long)missing);
    } else if (statvfs(f->partial, &disk) == 0 &&
               (uint64_t)disk.f_bavail * disk.f_frsize < (uint64_t)missing) {
        fail(e, NPY_ERR_NO_SPACE, "the disk is full, %lld bytes did not fit", (long long)missing);
    } else {
        fail(e, NPY_ERR_IO, "writing was cut short, %lld bytes are missing", (long long)missing);
    }
    e->offset = offset;
    return e->code;
}

static npy_status move(npyrw_mpi *f, int64_t offset, char *data, int64_t size, npy_error *e)
{
    while (size > 0) {
        int n = (int)(size < MOST ? size : MOST), got = 0, number;
        MPI_Status status;
        if (f->writing) number = MPI_File_write_at(f->file, (MPI_Offset)offset, data, n, MPI_BYTE, &status);
        else number = MPI_File_read_at(f->file, (MPI_Offset)offset, data, n, MPI_BYTE, &status);
        if (number != MPI_SUCCESS) {
            fail_mpi(e, number, f->writing ? "cannot write" : "cannot read");
            e->offset = offset;
            return e->code;
        }
        /* Some libraries call a write to a full disk a success and tell the truth in the count. */
        if (MPI_Get_count(&status, MPI_BYTE, &got) != MPI_SUCCESS || got == MPI_UNDEFINED || got <= 0) {
            return short_of(f, offset, size, e);
        }
        offset += got;
        data += got;
        size -= got;
    }
    return NPY_OK;
}

/* Moves a block: pieces that follow each other in the file go together, packed in `buffer`. */
static npy_status move_pieces(npyrw_mpi *f, struct walk w, char *data, char *buffer, npy_error *e)
{
    while (w.left > 0) {
        struct walk from;
        int64_t size = 0;
        if (w.axes == 0 || w.piece >= LARGE || w.file[w.axes - 1] != w.piece) {
            if (move(f, w.offset, data + w.inside, w.piece, e) != NPY_OK) return e->code;
            next(&w);
            continue;
        }
        from = w;
        do {
            if (f->writing) memcpy(buffer + size, data + w.inside, (size_t)w.piece);
            size += w.piece;
            next(&w);
        } while (w.left > 0 && w.offset == from.offset + size && size + w.piece <= BUFFER);
        if (move(f, from.offset, buffer, size, e) != NPY_OK) return e->code;
        for (size = 0; !f->writing && from.left > w.left; size += from.piece, next(&from)) {
            memcpy(data + from.inside, buffer + size, (size_t)from.piece);
        }
    }
    return NPY_OK;
}

static npy_status move_together(npyrw_mpi *f, const struct walk *w, char *data, MPI_Datatype in_file,
                                MPI_Datatype in_memory, npy_error *e, npy_error *err)
{
    char nothing = 0;
    MPI_Status status;
    MPI_Count got = 0;
    int number, one = w->left > 0;
    number = MPI_File_set_view(f->file, (MPI_Offset)w->offset, MPI_BYTE, in_file, "native", MPI_INFO_NULL);
    if (number != MPI_SUCCESS) fail_mpi(e, number, "cannot set the view");
    if (agree(f->comm, f->rank, e, err) != NPY_OK) return e->code;
    if (!one) data = &nothing;
    if (f->writing) number = MPI_File_write_at_all(f->file, 0, data, one, in_memory, &status);
    else number = MPI_File_read_at_all(f->file, 0, data, one, in_memory, &status);
    if (number != MPI_SUCCESS) fail_mpi(e, number, f->writing ? "cannot write" : "cannot read");
    else if (one && (MPI_Get_elements_x(&status, in_memory, &got) != MPI_SUCCESS || got != (MPI_Count)w->left)) {
        short_of(f, w->offset, w->left - (got > 0 ? (int64_t)got : 0), e);
    } else if (one && !f->writing) {
        /* ROMIO counts what lies behind the file's end as read. */
        MPI_Offset size = 0;
        int64_t end = w->offset + w->piece;
        int i;
        for (i = 0; i < w->axes; i++) end += (w->count[i] - 1) * w->file[i];
        number = MPI_File_get_size(f->file, &size);
        if (number != MPI_SUCCESS) fail_mpi(e, number, "cannot ask for the file's size");
        else if ((int64_t)size < end) short_of(f, (int64_t)size, end - (int64_t)size, e);
    }
    return agree(f->comm, f->rank, e, err);
}

/* What a block needs before it can be moved; to be ended with unprepare(). */
struct way {
    MPI_Datatype in_file, in_memory;
    char *buffer;
};

static void prepare(const npyrw_mpi *f, const struct walk *w, struct way *way, npy_error *e)
{
    if (e->code != NPY_OK || w->left == 0) return;
    if (f->collective) {
        int number = make_type(w, w->file, &way->in_file);
        if (number == MPI_SUCCESS) number = make_type(w, w->memory, &way->in_memory);
        if (number != MPI_SUCCESS) fail_mpi(e, number, "cannot describe the block");
    } else if (w->axes > 0 && w->piece < LARGE) {
        way->buffer = (char *)malloc((size_t)(w->left < BUFFER ? w->left : BUFFER));
        if (way->buffer == NULL) fail(e, NPY_ERR_MEMORY, "no memory to pack a block");
    }
}

static void unprepare(struct way *way)
{
    free_type(&way->in_file);
    free_type(&way->in_memory);
    free(way->buffer);
}

static npy_status move_block(npyrw_mpi *f, const struct walk *w, struct way *way, void *data, npy_error *err)
{
    npy_error e;
    no_error(&e);
    if (f->collective) return move_together(f, w, (char *)data, way->in_file, way->in_memory, &e, err);
    move_pieces(f, *w, (char *)data, way->buffer, &e);
    return agree(f->comm, f->rank, &e, err);
}

/* --- which blocks were written ----------------------------------------------------------- */

/* A box is the first indices of its axes and then those behind the last. */
static int sides(const npyrw_mpi *f)
{
    return f->info.ndim > 0 ? f->info.ndim : 1;
}

static int is_empty(const int64_t *box, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        if (box[i] >= box[n + i]) return 1;
    }
    return 0;
}

static int overlap(const int64_t *a, const int64_t *b, int n)
{
    int i;
    for (i = 0; i < n; i++) {
        if (a[i] >= b[n + i] || b[i] >= a[n + i]) return 0;
    }
    return 1;
}

static int64_t volume(const int64_t *box, int n)
{
    int64_t all = 1;
    int i;
    for (i = 0; i < n; i++) all *= box[n + i] - box[i];
    return all;
}

static int by_place(const void *a, const void *b)
{
    const struct edge *x = (const struct edge *)a, *y = (const struct edge *)b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->box < y->box ? -1 : x->box > y->box;
}

/* Sorts the boxes that are not empty by where they begin on an axis; how many, and how many places. */
static int64_t sort_edges(npyrw_mpi *f, int64_t boxes, int along, int64_t *places)
{
    int n = sides(f);
    int64_t i, count = 0;
    for (i = 0; i < boxes; i++) {
        const int64_t *box = f->boxes + i * 2 * n;
        if (is_empty(box, n)) continue;
        f->edges[count].at = box[along];
        f->edges[count++].box = i;
    }
    if (count > 0) qsort(f->edges, (size_t)count, sizeof *f->edges, by_place);
    *places = count > 0;
    for (i = 1; i < count; i++) *places += f->edges[i].at != f->edges[i - 1].at;
    return count;
}

/* Finds the lowest rank whose block overlaps that of a lower one, or (-1) what was written before.
 * The boxes are swept along the axis on which they begin at the most places, so that few are open
 * at once: for the usual decompositions the work grows little faster than the number of ranks. */
static int find_overlap(npyrw_mpi *f, int64_t *one, int64_t *other)
{
    int n = sides(f), along = 0, i, found = 0;
    int64_t boxes = f->nboxes + f->ranks, most = 0, places, count, open = 0, j, k;
    for (i = 0; i < n; i++) {
        sort_edges(f, boxes, i, &places);
        if (places > most) most = places, along = i;
    }
    count = sort_edges(f, boxes, along, &places);
    /* The front of the list is used again for those that are open: never more than were passed. */
    for (j = 0; j < count; j++) {
        struct edge here = f->edges[j];
        const int64_t *box = f->boxes + here.box * 2 * n;
        for (k = 0; k < open;) {
            const int64_t *earlier = f->boxes + f->edges[k].box * 2 * n;
            if (earlier[n + along] <= here.at) {
                f->edges[k] = f->edges[--open];
                continue;
            }
            if (overlap(box, earlier, n)) {
                int64_t high = here.box > f->edges[k].box ? here.box : f->edges[k].box;
                int64_t low = here.box > f->edges[k].box ? f->edges[k].box : here.box;
                low = low < f->nboxes ? -1 : low - f->nboxes;
                high -= f->nboxes;
                if (!found || high < *one || (high == *one && low < *other)) *one = high, *other = low;
                found = 1;
            }
            k++;
        }
        f->edges[open++] = here;
    }
    return found;
}

/* Whether two boxes make one; `a` is it then. */
static int join(int64_t *a, const int64_t *b, int n)
{
    int i, side = -1;
    for (i = 0; i < n; i++) {
        if (a[i] == b[i] && a[n + i] == b[n + i]) continue;
        if (side >= 0 || (a[n + i] != b[i] && b[n + i] != a[i])) return 0;
        side = i;
    }
    if (side < 0) return 0;
    if (b[side] < a[side]) a[side] = b[side];
    if (b[n + side] > a[n + side]) a[n + side] = b[n + side];
    return 1;
}

/* Notes what a call has written: one box if its blocks fill one, which they nearly always do. */
static void note_blocks(npyrw_mpi *f)
{
    int n = sides(f), i;
    int64_t *boxes = f->boxes, bounds[2 * NPY_MAX_NDIM], sum = 0, kept = f->nboxes, j;
    for (j = f->nboxes; j < f->nboxes + f->ranks; j++) {
        const int64_t *box = boxes + j * 2 * n;
        if (is_empty(box, n)) continue;
        for (i = 0; i < n; i++) {
            if (kept == f->nboxes || box[i] < bounds[i]) bounds[i] = box[i];
            if (kept == f->nboxes || box[n + i] > bounds[n + i]) bounds[n + i] = box[n + i];
        }
        sum += volume(box, n);
        memmove(boxes + kept++ * 2 * n, box, sizeof *boxes * 2 * (size_t)n);
    }
    f->written += sum;
    if (kept > f->nboxes && volume(bounds, n) == sum) {
        memcpy(boxes + f->nboxes * 2 * n, bounds, sizeof *boxes * 2 * (size_t)n);
        kept = f->nboxes + 1;
        for (j = 0; j < kept - 1;) { /* and with those of the calls before */
            if (join(boxes + (kept - 1) * 2 * n, boxes + j * 2 * n, n)) {
                memmove(boxes + j * 2 * n, boxes + (j + 1) * 2 * n, sizeof *boxes * 2 * (size_t)n * (size_t)(kept - 1 - j));
                kept--;
                j = 0;
            } else {
                j++;
            }
        }
    }
    f->nboxes = kept;
}

static void make_room(npyrw_mpi *f, npy_error *e)
{
    int64_t want = f->nboxes + f->ranks;
    void *boxes, *edges;
    if (e->code != NPY_OK || f->rank != 0 || want <= f->room) return;
    want += f->nboxes / 2; /* so that many calls do not mean as many copies */
    boxes = realloc(f->boxes, sizeof *f->boxes * 2 * (size_t)sides(f) * (size_t)want);
    if (boxes != NULL) f->boxes = (int64_t *)boxes;
    edges = boxes != NULL ? realloc(f->edges, sizeof *f->edges * (size_t)want) : NULL;
    if (edges != NULL) f->edges = (struct edge *)edges;
    if (edges == NULL) fail(e, NPY_ERR_MEMORY, "no memory to compare the blocks of %d ranks", f->ranks);
    else f->room = want;
}

/* Compares the blocks of all ranks. Every rank gets the verdict of rank 0, and makes the same error of it. */
static npy_status compare_blocks(npyrw_mpi *f, const int64_t *start, const int64_t *count, npy_error *err)
{
    int64_t box[2 * NPY_MAX_NDIM] = {0}, verdict[3] = {0, 0, 0};
    int n = sides(f), i, number;
    npy_error e;
    no_error(&e);
    box[n] = f->rank == 0;
    for (i = 0; i < f->info.ndim; i++) {
        box[i] = start[i];
        box[n + i] = start[i] + count[i];
    }
    number = MPI_Gather(box, 2 * n, MPI_INT64_T, f->rank == 0 ? f->boxes + f->nboxes * 2 * n : NULL, 2 * n, MPI_INT64_T,
                        0, f->comm);
    if (number == MPI_SUCCESS && f->rank == 0) verdict[0] = find_overlap(f, &verdict[1], &verdict[2]);
    if (number == MPI_SUCCESS) number = MPI_Bcast(verdict, 3, MPI_INT64_T, 0, f->comm);
    if (number != MPI_SUCCESS) fail_mpi(&e, number, "the ranks cannot be reached");
    else if (verdict[0] && verdict[2] < 0) {
        fail(&e, NPY_ERR_SHAPE, "rank %lld: the block overlaps one that was written before", (long long)verdict[1]);
    } else if (verdict[0]) {
        fail(&e, NPY_ERR_SHAPE, "rank %lld: the block overlaps that of rank %lld", (long long)verdict[1],
             (long long)verdict[2]);
    }
    if (e.code != NPY_OK && err != NULL) *err = e;
    return e.code;
}

/* --- opening ------------------------------------------------------------------------------ */

/* What all ranks must have asked for: rank 0's is sent to the others and compared. */
struct plan {
    uint64_t path, header, descr;
    int64_t shape[NPY_MAX_NDIM];
    int32_t valid, ndim, order, mode, replace, sync, growing;
};

static void compare_plans(const struct plan *mine, const struct plan *first, npy_error *e)
{
    int i;
    if (e->code != NPY_OK || !first->valid) return; /* rank 0 has an error of its own to tell */
    if (mine->path != first->path) {
        fail(e, NPY_ERR_ARGUMENT, "the path is another one than on rank 0");
    } else if (mine->mode != first->mode || mine->replace != first->replace || mine->sync != first->sync) {
        fail(e, NPY_ERR_ARGUMENT, "mode, replace or sync is another one than on rank 0");
    } else if (mine->ndim != first->ndim) {
        fail(e, NPY_ERR_SHAPE, "found %d axes, on rank 0 there are %d", mine->ndim, first->ndim);
    } else if (mine->order != first->order) {
        fail(e, NPY_ERR_ARGUMENT, "found order %c, on rank 0 it is %c", mine->order, first->order);
    } else if (mine->descr != first->descr) {
        fail(e, NPY_ERR_DTYPE, "the dtype is another one than on rank 0");
    }
    for (i = 0; e->code == NPY_OK && i < mine->ndim; i++) {
        if (mine->shape[i] == first->shape[i]) continue;
        fail(e, NPY_ERR_SHAPE, "axis %d: found length %lld, on rank 0 it is %lld", i, (long long)mine->shape[i],
             (long long)first->shape[i]);
    }
    if (e->code == NPY_OK && (mine->header != first->header || mine->growing != first->growing)) {
        fail(e, NPY_ERR_ARGUMENT, "the array is described otherwise than on rank 0");
    }
}

/* The communicator of the file: a copy, so that messages do not meet the user's, with errors that return. */
static npy_status copy_comm(MPI_Comm comm, MPI_Comm *copy, int *rank, int *ranks, npy_error *err)
{
    int there = 0, number;
    npy_error e;
    if (MPI_Initialized(&there) != MPI_SUCCESS || !there) return alone(err, NPY_ERR_STATE, "there was no MPI_Init()");
    if (MPI_Finalized(&there) == MPI_SUCCESS && there) return alone(err, NPY_ERR_STATE, "there was an MPI_Finalize()");
    if (comm == MPI_COMM_NULL) return alone(err, NPY_ERR_ARGUMENT, "the communicator is MPI_COMM_NULL");
    if (MPI_Comm_test_inter(comm, &there) == MPI_SUCCESS && there) {
        return alone(err, NPY_ERR_ARGUMENT, "found an intercommunicator, expected an intracommunicator");
    }
    number = MPI_Comm_dup(comm, copy);
    if (number == MPI_SUCCESS) {
        MPI_Comm_set_errhandler(*copy, MPI_ERRORS_RETURN);
        MPI_Comm_rank(*copy, rank);
        MPI_Comm_size(*copy, ranks);
        return NPY_OK;
    }
    fail_mpi(&e, number, "cannot copy the communicator");
    if (err != NULL) *err = e;
    return e.code;
}

static npyrw_mpi *new_file(MPI_Comm comm, int rank, int ranks, npy_error *e)
{
    npyrw_mpi *f = (npyrw_mpi *)calloc(1, sizeof *f);
    if (f == NULL) {
        fail(e, NPY_ERR_MEMORY, "no memory for a handle");
        return NULL;
    }
    f->comm = comm;
    f->rank = rank;
    f->ranks = ranks;
    f->fd = -1;
    return f;
}

static void check_options(const npyrw_mpi_options *options, const char *path, void *out, npy_error *e)
{
    static const npyrw_mpi_options zero;
    if (path == NULL) fail(e, NPY_ERR_ARGUMENT, "path is NULL");
    else if (strlen(path) >= PATHS) fail(e, NPY_ERR_LIMIT, "the path has more than %d bytes", PATHS - 1);
    else if (out == NULL) fail(e, NPY_ERR_ARGUMENT, "out is NULL");
    else if (options == NULL) return;
    else if (options->mode != NPYRW_MPI_INDEPENDENT && options->mode != NPYRW_MPI_COLLECTIVE) {
        fail(e, NPY_ERR_ARGUMENT, "found mode %d, expected NPYRW_MPI_INDEPENDENT or NPYRW_MPI_COLLECTIVE", options->mode);
    } else if (options->unused != 0 || memcmp(options->reserved, zero.reserved, sizeof zero.reserved) != 0) {
        fail(e, NPY_ERR_ARGUMENT, "the options' reserved words are not zero");
    }
}

/* The handle of a file that is to be opened or made, and what this rank's plan says of it whatever it is; NULL after a failure. */
static npyrw_mpi *begin(MPI_Comm comm, int rank, int ranks, const char *path, const npyrw_mpi_options *options, void *out,
                        struct plan *mine, npy_error *e)
{
    npyrw_mpi *f = NULL;
    no_error(e);
    memset(mine, 0, sizeof *mine);
    check_options(options, path, out, e);
    if (e->code == NPY_OK) f = new_file(comm, rank, ranks, e);
    if (f == NULL) return NULL;
    mine->path = digest(path, strlen(path));
    f->collective = options != NULL && options->mode == NPYRW_MPI_COLLECTIVE;
    mine->mode = f->collective;
    return f;
}

/* MPI's error handler for files that are not open yet is the user's; it must not end the program here. */
static int open_quietly(MPI_Comm comm, const char *path, int how, MPI_Info info, MPI_File *file)
{
    MPI_Errhandler users = MPI_ERRHANDLER_NULL;
    int number, kept = MPI_File_get_errhandler(MPI_FILE_NULL, &users) == MPI_SUCCESS;
    char prefixed[PATHS + sizeof SUFFIX + 4];
    MPI_File_set_errhandler(MPI_FILE_NULL, MPI_ERRORS_RETURN);
    if (strchr(path, ':') != NULL) {
        /* ROMIO takes what stands before a colon for the name of a file system. */
        snprintf(prefixed, sizeof prefixed, "ufs:%s", path);
        path = prefixed;
    }
    number = MPI_File_open(comm, path, how, info, file);
    if (number != MPI_SUCCESS && path == prefixed) number = MPI_File_open(comm, path + 4, how, info, file);
    if (kept) {
        MPI_File_set_errhandler(MPI_FILE_NULL, users);
        if (users != MPI_ERRHANDLER_NULL) MPI_Errhandler_free(&users);
    }
    if (number == MPI_SUCCESS) MPI_File_set_errhandler(*file, MPI_ERRORS_RETURN);
    return number;
}

/* Opens the file on every rank, and checks that it has the size that rank 0 knows. */
static npy_status open_everywhere(npyrw_mpi *f, const npyrw_mpi_options *options, int64_t size, npy_error *err)
{
    MPI_Info info = options != NULL && options->info != NULL ? *options->info : MPI_INFO_NULL;
    const char *path = f->writing ? f->partial : f->path;
    MPI_Offset found = 0;
    npy_error e;
    int number;
    no_error(&e);
    if (f->collective) {
        /* One rank that cannot open it must not leave the others in a collective call. */
        int fd = open(path, (f->writing ? O_WRONLY : O_RDONLY) | O_CLOEXEC);
        if (fd < 0) fail_os(&e, errno, "cannot open the file");
        else close(fd);
        if (agree(f->comm, f->rank, &e, err) != NPY_OK) return e.code;
    }
    f->together = f->collective;
    number = open_quietly(f->collective ? f->comm : MPI_COMM_SELF, path,
                          f->writing ? MPI_MODE_WRONLY : MPI_MODE_RDONLY, info, &f->file);
    f->opened = number == MPI_SUCCESS;
    if (f->opened) number = MPI_File_get_size(f->file, &found);
    if (number != MPI_SUCCESS) {
        fail_mpi(&e, number, "cannot open the file");
    } else if (found != (MPI_Offset)size) {
        fail(&e, NPY_ERR_UNSUPPORTED, "found a file of %lld bytes, on rank 0 it has %lld; the ranks must see the same file",
             (long long)found, (long long)size);
    }
    return agree(f->comm, f->rank, &e, err);
}

static int close_everywhere(npyrw_mpi *f)
{
    int all = f->opened, number = MPI_SUCCESS;
    if (f->together && MPI_Allreduce(&f->opened, &all, 1, MPI_INT, MPI_MIN, f->comm) != MPI_SUCCESS) all = 0;
    /* Where a rank has it not open, closing would wait for that rank: the handle is left to MPI_Finalize(). */
    if (all) number = MPI_File_close(&f->file);
    f->opened = 0;
    return number;
}

static int still_ours(const npyrw_mpi *f)
{
    struct stat open_, named;
    return fstat(f->fd, &open_) == 0 && lstat(f->partial, &named) == 0 && open_.st_ino == named.st_ino &&
           open_.st_dev == named.st_dev;
}

/* Frees all of it; what was not finished is removed. */
static int end_file(npyrw_mpi *f)
{
    int number = f->comm != MPI_COMM_NULL ? close_everywhere(f) : MPI_SUCCESS;
    if (f->fd >= 0) {
        if (f->writing && still_ours(f)) unlink(f->partial);
        close(f->fd);
    }
    npy_close(f->reader);
    free(f->header);
    free(f->boxes);
    free(f->edges);
    if (f->comm != MPI_COMM_NULL) MPI_Comm_free(&f->comm);
    free(f);
    return number;
}

static void read_header(npyrw_mpi *f, size_t size, npy_error *e)
{
    npy_open_options options;
    memset(&options, 0, sizeof options);
    options.flags = NPY_OPEN_HEADER_ONLY;
    if (npy_open_memory(f->header, size, &options, &f->reader, e) == NPY_OK) npy_header(f->reader, &f->info, e);
    f->slowest = f->info.order == 'F' ? f->info.ndim - 1 : 0;
}

npy_status npyrw_mpi_open(MPI_Comm comm, const char *path, const npyrw_mpi_options *options, npyrw_mpi **out,
                          npy_error *err)
{
    struct plan mine, first;
    int64_t sizes[2] = {0, 0}; /* header, file */
    npyrw_mpi *f;
    npy_reader *reader = NULL;
    npy_info info;
    npy_error e;
    struct stat status;
    int rank, ranks, number, fd = -1;
    MPI_Comm copy;
    if (copy_comm(comm, &copy, &rank, &ranks, &e) != NPY_OK) {
        if (err != NULL) *err = e;
        return e.code;
    }
    f = begin(copy, rank, ranks, path, options, out, &mine, &e);
    if (f != NULL) {
        memcpy(f->path, path, strlen(path) + 1);
        mine.valid = 1;
    }
    if (e.code == NPY_OK && rank == 0) {
        /* O_NONBLOCK: a pipe without a writer is refused, not waited for. */
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (fd < 0 || fstat(fd, &status) != 0) fail_os(&e, errno, "cannot open the file for reading");
        else if (S_ISDIR(status.st_mode)) fail_os(&e, EISDIR, "cannot open the file for reading");
        else if (!S_ISREG(status.st_mode)) fail(&e, NPY_ERR_UNSUPPORTED, "the path is no regular file");
        else if (npy_open_fd(fd, NULL, &reader, &e) == NPY_OK && npy_header(reader, &info, &e) == NPY_OK) {
            if (info.kind == 'O') fail(&e, NPY_ERR_OBJECT, "the elements are Python objects");
            sizes[0] = info.data_offset;
            sizes[1] = (int64_t)status.st_size;
        }
        npy_close(reader);
    }
    first = mine;
    number = MPI_Bcast(&first, (int)sizeof first, MPI_BYTE, 0, copy);
    if (number == MPI_SUCCESS) number = MPI_Bcast(sizes, 2, MPI_INT64_T, 0, copy);
    if (number != MPI_SUCCESS) fail_mpi(&e, number, "the ranks cannot be reached");
    else compare_plans(&mine, &first, &e);
    if (e.code == NPY_OK && (f->header = malloc((size_t)sizes[0] + 1)) == NULL) {
        fail(&e, NPY_ERR_MEMORY, "no memory for the header");
    }
    errno = 0;
    if (e.code == NPY_OK && rank == 0 && pread(fd, f->header, (size_t)sizes[0], 0) != (ssize_t)sizes[0]) {
        fail_os(&e, errno != 0 ? errno : EIO, "cannot read the header");
    }
    if (fd >= 0) close(fd);
    if (agree(copy, rank, &e, err) == NPY_OK) {
        number = MPI_Bcast(f->header, (int)sizes[0], MPI_BYTE, 0, copy);
        if (number != MPI_SUCCESS) fail_mpi(&e, number, "the ranks cannot be reached");
        else read_header(f, (size_t)sizes[0], &e);
        if (agree(copy, rank, &e, err) == NPY_OK) e.code = open_everywhere(f, options, sizes[1], err);
    }
    if (e.code == NPY_OK) {
        *out = f;
        return NPY_OK;
    }
    if (f != NULL) end_file(f);
    else MPI_Comm_free(&copy);
    return e.code;
}

/* --- creating ----------------------------------------------------------------------------- */

/* The header of an array, at f->header; its size is at least `room`. */
static npy_status encode(npyrw_mpi *f, const npy_spec *spec, size_t room, size_t *size, npy_error *e)
{
    unsigned char *header;
    size_t length;
    if (npy_encode_header(spec, NULL, 0, size, e) != NPY_OK) return e->code;
    length = *size > room ? *size : room;
    header = (unsigned char *)malloc(length);
    if (header == NULL) return fail(e, NPY_ERR_MEMORY, "no memory for the header");
    if (npy_encode_header(spec, header, length, size, e) != NPY_OK) {
        free(header);
        return e->code;
    }
    if (*size < length) { /* more blanks in front of the line's end, and the length that stands in front */
        int wide = header[6] > 1, i;
        size_t text = length - (wide ? 12 : 10);
        memset(header + *size - 1, ' ', length - *size);
        header[length - 1] = '\n';
        for (i = 0; i < (wide ? 4 : 2); i++) header[8 + i] = (unsigned char)(text >> 8 * i);
        *size = length;
    }
    free(f->header);
    f->header = header;
    return NPY_OK;
}

/* How large the header can become while the axis `slow` grows. NumPy keeps room for its digits, so this is
 * nearly always one size; but what looks like C order (in Fortran order, fewer than two rows) has
 * the room elsewhere. */
static npy_status room_to_grow(const npy_spec *spec, int slow, size_t *room, npy_error *e)
{
    int64_t shape[NPY_MAX_NDIM], rows[3] = {0, 2, INT64_MAX / 4}, bytes = 1 << 20;
    npy_spec s = *spec;
    int i;
    *room = 0;
    memcpy(shape, spec->shape, sizeof *shape * (size_t)s.ndim);
    for (i = 0; i < s.ndim; i++) {
        if (i != slow && shape[i] > 0 && !multiply(bytes, shape[i], &bytes)) bytes = INT64_MAX;
    }
    rows[2] /= bytes; /* with elements of up to a megabyte that many fit */
    s.shape = shape;
    for (i = 0; i < 3; i++) {
        size_t size = 0;
        shape[slow] = rows[i];
        if (npy_encode_header(&s, NULL, 0, &size, e) != NPY_OK) {
            if (i < 2) return e->code;
            no_error(e); /* elements so large that there are never so many */
        }
        if (size > *room) *room = size;
    }
    return NPY_OK;
}

/* Takes the user's description, with 0 rows on an axis that grows. */
static void take_spec(npyrw_mpi *f, const npy_spec *spec, struct plan *mine, npy_error *e)
{
    int64_t shape[NPY_MAX_NDIM] = {0};
    npy_spec s;
    size_t size = 0, room = 0;
    int64_t step;
    int i, slow;
    if (spec == NULL) fail(e, NPY_ERR_ARGUMENT, "spec is NULL");
    else if (spec->ndim < 0 || spec->ndim > NPY_MAX_NDIM) {
        fail(e, NPY_ERR_ARGUMENT, "found %d axes, expected 0 to %d", spec->ndim, NPY_MAX_NDIM);
    } else if (spec->ndim > 0 && spec->shape == NULL) fail(e, NPY_ERR_ARGUMENT, "shape is NULL");
    else if (spec->data_dtype != NULL || spec->casting != 0 || spec->threads != 0 || spec->progress != NULL) {
        fail(e, NPY_ERR_ARGUMENT, "data_dtype, casting, threads and progress must be 0 here");
    } else if (spec->replace != NPY_REPLACE_ATOMIC && spec->replace != NPY_REPLACE_NEVER) {
        fail(e, NPY_ERR_ARGUMENT, "found replace %d, expected NPY_REPLACE_ATOMIC or NPY_REPLACE_NEVER", spec->replace);
    }
    if (e->code != NPY_OK) return;
    s = *spec;
    slow = s.order == 'F' ? s.ndim - 1 : 0;
    for (i = 0; i < s.ndim; i++) shape[i] = spec->shape[i];
    s.shape = shape;
    if (s.ndim > 0 && shape[slow] == -1) {
        f->growing = 1;
        shape[slow] = 0;
        if (room_to_grow(&s, slow, &room, e) != NPY_OK) return;
    }
    f->writing = 1;
    f->sync = s.sync != 0;
    f->replace = s.replace;
    f->version = s.version;
    if (encode(f, &s, room, &size, e) != NPY_OK) return;
    read_header(f, size, e);
    if (e->code != NPY_OK) return;
    /* Where both orders are one, the header says C, as NumPy's does; an axis that grows must still know. */
    f->info.order = s.order == 'F' ? 'F' : 'C';
    f->slowest = slow;
    for (step = f->info.itemsize, i = s.ndim - 1; i >= 0; i--) {
        f->info.strides[axis(f, i)] = step;
        if (i > 0) step *= shape[axis(f, i)];
    }
    if (f->info.nbytes > INT64_MAX - f->info.data_offset) {
        fail(e, NPY_ERR_SHAPE, "found a shape whose bytes are more than 2^63, expected fewer");
        return;
    }
    mine->header = digest(f->header, size);
    mine->descr = digest(f->info.descr, strlen(f->info.descr));
    memcpy(mine->shape, f->info.shape, sizeof mine->shape);
    mine->ndim = f->info.ndim;
    mine->order = f->info.order;
    mine->replace = f->replace;
    mine->sync = f->sync;
    mine->growing = f->growing;
    mine->valid = 1;
}

/* Claims the space from `end` to `size`, and makes the file that long: 1 if it was claimed, 0 if the file system
 * knows no such thing, -1 if it failed. */
static int claim(const npyrw_mpi *f, int64_t end, int64_t size, npy_error *e)
{
#ifdef __linux__
    int number;
    do {
        number = fallocate(f->fd, 0, (off_t)end, (off_t)(size - end)) == 0 ? 0 : errno;
    } while (number == EINTR);
    if (number == 0) return 1;
    if (number != EOPNOTSUPP && number != ENOSYS && number != EINVAL) {
        fail_os(e, number, "cannot claim the file's space");
        return -1;
    }
#endif
    if (ftruncate(f->fd, (off_t)size) == 0) return 0;
    fail_os(e, errno, "cannot give the file its size");
    return -1;
}

/* Rank 0 alone: where the file will stand, and the temporary file beside it, at its full size. */
static void make_partial(npyrw_mpi *f, const char *path, const npyrw_mpi_options *options, npy_error *e)
{
    struct stat old;
    char *target;
    int there = stat(path, &old) == 0, claimed, number, made = O_CREAT | O_EXCL;
    MPI_File file;
    if (!there && errno != ENOENT) {
        fail_os(e, errno, "cannot create the file");
    } else if (there && f->replace == NPY_REPLACE_NEVER) {
        fail_os(e, EEXIST, "cannot create the file");
    } else if (there && S_ISDIR(old.st_mode)) {
        fail(e, NPY_ERR_IO, "the path is a directory, expected a file");
    } else if (there && !S_ISREG(old.st_mode)) {
        fail(e, NPY_ERR_UNSUPPORTED, "the path is no regular file");
    }
    if (e->code != NPY_OK) return;
    /* The file behind a symbolic link is replaced, not the link. */
    target = there ? realpath(path, NULL) : NULL;
    if (target != NULL && strlen(target) < PATHS) path = target;
    memcpy(f->path, path, strlen(path) + 1);
    free(target);
    memcpy(f->partial, f->path, strlen(f->path));
    memcpy(f->partial + strlen(f->path), SUFFIX, sizeof SUFFIX);
    unlink(f->partial);
    if (options != NULL && options->info != NULL && *options->info != MPI_INFO_NULL) {
        /* Stripes are chosen when a file is created, and MPI alone knows how to follow hints about them. */
        number = open_quietly(MPI_COMM_SELF, f->partial, MPI_MODE_CREATE | MPI_MODE_EXCL | MPI_MODE_WRONLY, *options->info, &file);
        if (number == MPI_SUCCESS) number = MPI_File_close(&file);
        if (number != MPI_SUCCESS) {
            fail_mpi(e, number, "cannot create the file");
            return;
        }
        made = 0;
    }
    f->fd = open(f->partial, O_RDWR | O_CLOEXEC | made, 0666);
    if (f->fd < 0) {
        fail_os(e, errno, "cannot create the file");
        return;
    }
    if (there && fchmod(f->fd, old.st_mode & 07777) != 0) {
        fail_os(e, errno, "cannot give the new file the old one's permissions");
        return;
    }
    claimed = claim(f, 0, f->info.data_offset + f->info.nbytes, e);
    if (claimed == 0) f->collective = 0;
}

npy_status npyrw_mpi_create(MPI_Comm comm, const char *path, const npy_spec *spec, const npyrw_mpi_options *options,
                            npyrw_mpi **out, npy_error *err)
{
    struct plan mine, first;
    npyrw_mpi *f;
    npy_error e;
    int rank, ranks, number;
    MPI_Comm copy;
    if (copy_comm(comm, &copy, &rank, &ranks, &e) != NPY_OK) {
        if (err != NULL) *err = e;
        return e.code;
    }
    f = begin(copy, rank, ranks, path, options, out, &mine, &e);
    if (f != NULL) take_spec(f, spec, &mine, &e);
    first = mine;
    number = MPI_Bcast(&first, (int)sizeof first, MPI_BYTE, 0, copy);
    if (number != MPI_SUCCESS) fail_mpi(&e, number, "the ranks cannot be reached");
    else compare_plans(&mine, &first, &e);
    if (agree(copy, rank, &e, err) == NPY_OK) {
        if (rank == 0) make_partial(f, path, options, &e);
        number = MPI_Bcast(f->path, PATHS, MPI_CHAR, 0, copy);
        if (number == MPI_SUCCESS) number = MPI_Bcast(f->partial, (int)sizeof f->partial, MPI_CHAR, 0, copy);
        if (number == MPI_SUCCESS) number = MPI_Bcast(&f->collective, 1, MPI_INT, 0, copy);
        if (number != MPI_SUCCESS) fail_mpi(&e, number, "the ranks cannot be reached");
        if (agree(copy, rank, &e, err) == NPY_OK) {
            e.code = open_everywhere(f, options, f->info.data_offset + f->info.nbytes, err);
        }
    }
    if (e.code == NPY_OK) {
        *out = f;
        return NPY_OK;
    }
    if (f != NULL) end_file(f);
    else MPI_Comm_free(&copy);
    return e.code;
}

/* --- blocks and rows ---------------------------------------------------------------------- */

npy_status npyrw_mpi_info(const npyrw_mpi *file, npy_info *info, npy_error *err)
{
    if (file == NULL || info == NULL) return alone(err, NPY_ERR_ARGUMENT, file == NULL ? "file is NULL" : "info is NULL");
    *info = file->info;
    return NPY_OK;
}

npy_status npyrw_mpi_agree(npyrw_mpi *file, const npy_error *mine, npy_error *err)
{
    npy_error e;
    if (file == NULL) return alone(err, NPY_ERR_ARGUMENT, "file is NULL");
    no_error(&e);
    if (mine != NULL) e = *mine;
    e.message[sizeof e.message - 1] = '\0';
    return agree(file->comm, file->rank, &e, err);
}

static void check_state(const npyrw_mpi *f, int growing, npy_error *e)
{
    if (!f->writing) fail(e, NPY_ERR_STATE, "the file was opened for reading");
    else if (f->failed) fail(e, NPY_ERR_STATE, "an earlier write failed; the file can only be given up");
    else if (growing && !f->growing) fail(e, NPY_ERR_STATE, "the file has no axis that grows");
    else if (!growing && f->growing) fail(e, NPY_ERR_STATE, "the file has an axis that grows; its rows are appended");
}

npy_status npyrw_mpi_write(npyrw_mpi *file, const int64_t *start, const int64_t *count, const void *data,
                           const int64_t *strides, npy_error *err)
{
    struct way way = {MPI_BYTE, MPI_BYTE, NULL};
    struct walk w;
    npy_status code;
    npy_error e;
    if (file == NULL) return alone(err, NPY_ERR_ARGUMENT, "file is NULL");
    no_error(&e);
    check_state(file, 0, &e);
    if (e.code == NPY_OK) walk_block(file, file->info.shape, start, count, data, strides, &w, &e);
    make_room(file, &e);
    prepare(file, &w, &way, &e);
    code = agree(file->comm, file->rank, &e, err);
    if (code == NPY_OK) code = compare_blocks(file, start, count, err);
    if (code == NPY_OK) {
        /* The elements are only read: the functions that move both ways share one signature. */
        code = move_block(file, &w, &way, (void *)(uintptr_t)data, err);
        if (code != NPY_OK) file->failed = 1;
        else if (file->rank == 0) note_blocks(file);
    }
    unprepare(&way);
    return code;
}

npy_status npyrw_mpi_read(npyrw_mpi *file, const int64_t *start, const int64_t *count, void *data,
                          const int64_t *strides, npy_error *err)
{
    struct way way = {MPI_BYTE, MPI_BYTE, NULL};
    struct walk w;
    npy_status code;
    npy_error e;
    if (file == NULL) return alone(err, NPY_ERR_ARGUMENT, "file is NULL");
    no_error(&e);
    if (file->writing) fail(&e, NPY_ERR_STATE, "the file is being written");
    else walk_block(file, file->info.shape, start, count, data, strides, &w, &e);
    prepare(file, &w, &way, &e);
    code = agree(file->comm, file->rank, &e, err);
    if (code == NPY_OK) code = move_block(file, &w, &way, data, err);
    unprepare(&way);
    return code;
}

/* The rows of all ranks and of those before this one. They are added in two halves, so that no sum overflows. */
static npy_status count_rows(const npyrw_mpi *f, int64_t rows, int64_t row_bytes, int64_t *before, int64_t *all,
                             npy_error *err)
{
    int64_t halves[2], sums[2], room = INT64_MAX - f->info.data_offset - f->info.nbytes, high;
    npy_error e;
    int number;
    no_error(&e);
    halves[0] = rows >> 31;
    halves[1] = rows & 0x7fffffff;
    *before = 0;
    number = MPI_Allreduce(halves, sums, 2, MPI_INT64_T, MPI_SUM, f->comm);
    if (number == MPI_SUCCESS) {
        high = sums[0] + (sums[1] >> 31);
        if (high >> 32 != 0 || !multiply(high * (INT64_C(1) << 31) + (sums[1] & 0x7fffffff), row_bytes > 0 ? row_bytes : 1, all) ||
            *all > room) {
            fail(&e, NPY_ERR_SHAPE, "found rows whose bytes are more than 2^63, expected fewer");
        } else {
            *all = high * (INT64_C(1) << 31) + (sums[1] & 0x7fffffff);
            number = MPI_Exscan(&rows, before, 1, MPI_INT64_T, MPI_SUM, f->comm);
            if (f->rank == 0) *before = 0;
        }
    }
    if (number != MPI_SUCCESS) fail_mpi(&e, number, "the ranks cannot be reached");
    return agree(f->comm, f->rank, &e, err);
}

npy_status npyrw_mpi_append(npyrw_mpi *file, int64_t rows, const void *data, const int64_t *strides, int64_t *first,
                            npy_error *err)
{
    struct way way = {MPI_BYTE, MPI_BYTE, NULL};
    int64_t start[NPY_MAX_NDIM] = {0}, count[NPY_MAX_NDIM], row_bytes, bytes, before = 0, all = 0;
    npyrw_mpi *f = file;
    struct walk w;
    npy_status code;
    npy_error e;
    int i;
    if (f == NULL) return alone(err, NPY_ERR_ARGUMENT, "file is NULL");
    no_error(&e);
    check_state(f, 1, &e);
    memcpy(count, f->info.shape, sizeof count);
    row_bytes = f->info.itemsize;
    for (i = 0; e.code == NPY_OK && i < f->info.ndim; i++) {
        if (i != f->slowest) row_bytes *= count[i]; /* checked when the header was made */
    }
    if (e.code == NPY_OK) count[f->slowest] = rows;
    if (e.code == NPY_OK && rows < 0) fail(&e, NPY_ERR_SHAPE, "found %lld rows, expected no negative number", (long long)rows);
    else if (e.code == NPY_OK && !multiply(rows, row_bytes, &bytes)) {
        fail(&e, NPY_ERR_SHAPE, "found rows whose bytes are more than 2^63, expected fewer");
    }
    if (e.code == NPY_OK) walk_block(f, count, start, count, data, strides, &w, &e);
    prepare(f, &w, &way, &e);
    code = agree(f->comm, f->rank, &e, err);
    if (code == NPY_OK) code = count_rows(f, rows, row_bytes, &before, &all, err);
    if (code == NPY_OK) {
        int64_t end = f->info.data_offset + f->info.nbytes;
        if (f->rank == 0 && all * row_bytes > 0) claim(f, end, end + all * row_bytes, &e);
        code = agree(f->comm, f->rank, &e, err);
        if (code == NPY_OK) {
            w.offset += f->info.nbytes + before * row_bytes;
            code = move_block(f, &w, &way, (void *)(uintptr_t)data, err);
        }
        if (code != NPY_OK) f->failed = 1;
    }
    if (code == NPY_OK) {
        if (first != NULL) *first = f->info.shape[f->slowest] + before;
        f->info.shape[f->slowest] += all;
        f->info.nbytes += all * row_bytes;
        f->info.count = f->info.itemsize > 0 ? f->info.nbytes / f->info.itemsize : f->info.count;
    }
    unprepare(&way);
    return code;
}

/* --- ending ------------------------------------------------------------------------------- */

/* Safe on the disk: the folder, so that the name is. */
static int sync_folder(const char *path)
{
    char folder[PATHS];
    const char *slash = strrchr(path, '/');
    int fd, number = 0;
    snprintf(folder, sizeof folder, "%.*s", slash == NULL ? 1 : slash == path ? 1 : (int)(slash - path),
             slash == NULL ? "." : path);
    fd = open(folder, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno;
    if (fsync(fd) != 0 && errno != EINVAL) number = errno;
    close(fd);
    return number;
}

/* Rank 0 alone, when all others have closed: the header, then the name. */
static void give_name(npyrw_mpi *f, npy_error *e)
{
    npy_spec spec;
    struct stat status;
    size_t size = 0, done = 0;
    int number;
    memset(&spec, 0, sizeof spec);
    spec.dtype = f->info.descr;
    spec.ndim = f->info.ndim;
    spec.shape = f->info.shape;
    spec.order = f->info.order;
    spec.version = f->version;
    if (encode(f, &spec, (size_t)f->info.data_offset, &size, e) != NPY_OK) return;
    if ((int64_t)size != f->info.data_offset) {
        fail(e, NPY_ERR_INTERNAL, "the header has %lld bytes, expected %lld", (long long)size, (long long)f->info.data_offset);
        return;
    }
    if (!still_ours(f)) {
        fail(e, NPY_ERR_STATE, "another program took the temporary file; two must not write one path at once");
        return;
    }
    if (fstat(f->fd, &status) != 0 || (int64_t)status.st_size != f->info.data_offset + f->info.nbytes) {
        fail(e, NPY_ERR_IO, "the file has not the size that was written, expected %lld bytes",
             (long long)(f->info.data_offset + f->info.nbytes));
        return;
    }
    while (done < size) {
        ssize_t n = pwrite(f->fd, (const char *)f->header + done, size - done, (off_t)done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            fail_os(e, n < 0 ? errno : EIO, "cannot write the header");
            return;
        }
        done += (size_t)n;
    }
    if (f->sync && fsync(f->fd) != 0) {
        fail_os(e, errno, "cannot sync the file");
        return;
    }
    if (f->replace == NPY_REPLACE_NEVER) {
        /* link() refuses a name that is taken; where there are no links, look first. */
        number = link(f->partial, f->path) == 0 ? 0 : errno;
        if (number == 0) unlink(f->partial);
        else if (number != EEXIST && access(f->path, F_OK) != 0) number = rename(f->partial, f->path) == 0 ? 0 : errno;
    } else {
        number = rename(f->partial, f->path) == 0 ? 0 : errno;
    }
    if (number == 0) f->writing = 0;
    if (number == 0 && f->sync) number = sync_folder(f->path);
    if (number != 0) fail_os(e, number, "cannot give the file its name");
}

static void finish(npyrw_mpi *f, npy_error *e, npy_error *err)
{
    int number;
    if (f->failed) {
        fail(e, NPY_ERR_STATE, "an earlier write failed; the file was given up");
    } else if (f->rank == 0 && !f->growing && f->written != f->info.count) {
        fail(e, NPY_ERR_SIZE, "%lld of %lld elements were written", (long long)f->written, (long long)f->info.count);
    } else if (f->sync && (number = MPI_File_sync(f->file)) != MPI_SUCCESS) {
        fail_mpi(e, number, "cannot sync the file");
    }
    if (agree(f->comm, f->rank, e, err) != NPY_OK) return;
    number = close_everywhere(f);
    if (number != MPI_SUCCESS) fail_mpi(e, number, "cannot close the file");
    if (agree(f->comm, f->rank, e, err) != NPY_OK) return;
    if (f->rank == 0) give_name(f, e);
    agree(f->comm, f->rank, e, err);
}

npy_status npyrw_mpi_close(npyrw_mpi **file, npy_error *err)
{
    npyrw_mpi *f = file != NULL ? *file : NULL;
    npy_error e;
    if (f == NULL) return NPY_OK;
    no_error(&e);
    *file = NULL;
    if (f->writing) finish(f, &e, err);
    end_file(f);
    return e.code;
}

void npyrw_mpi_abort(npyrw_mpi **file)
{
    npyrw_mpi *f = file != NULL ? *file : NULL;
    if (f == NULL) return;
    *file = NULL;
    end_file(f);
}

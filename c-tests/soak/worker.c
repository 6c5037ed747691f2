/* worker SEED SECONDS [recover]: threads that do at random what programs do with the files of the current folder:
 * add rows to files that grow, replace files, change archives, read and map all of them. Others do the same, and
 * any of them may be killed at any time (soak.py does). What is read is checked; what is wrong is told. */
#define _DEFAULT_SOURCE
#include <npyrw.h>

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 3, FILES = 4, THREADS = 3, MOST = 6000, OPERATIONS = 8 };

static const char *const names[OPERATIONS] = { "append", "load", "map", "save", "archive", "members", "slices", "recover" };
static pthread_mutex_t telling = PTHREAD_MUTEX_INITIALIZER;
static long done[OPERATIONS], refused[OPERATIONS], wrong;
static time_t end;

typedef struct worker {
    uint64_t random;
    long done[OPERATIONS], refused[OPERATIONS], wrong;
    double values[MOST];
} worker;

static unsigned below(worker *me, unsigned n)
{
    me->random ^= me->random << 13;
    me->random ^= me->random >> 7;
    me->random ^= me->random << 17;
    return (unsigned)((me->random >> 11) % n);
}

static void tell(worker *me, const char *format, ...)
{
    va_list more;
    me->wrong++;
    pthread_mutex_lock(&telling);
    va_start(more, format);
    printf("wrong: ");
    vprintf(format, more);
    printf("\n");
    fflush(stdout);
    va_end(more);
    pthread_mutex_unlock(&telling);
}

/* Whether a call ended as it may when others do the same. */
static int fine(worker *me, int what, const char *call, npy_status status, const npy_error *err)
{
    if (status == NPY_OK) return 1;
    if (status == NPY_ERR_BUSY || status == NPY_ERR_NOT_FOUND) me->refused[what]++;
    /* The file that grew was replaced by a copy, which its own writer is told; nothing is lost that it showed. */
    else if (status == NPY_ERR_STATE && strcmp(call, "flush") == 0) me->refused[what]++;
    else tell(me, "%s: %s %s", call, npy_status_name(status), err->message);
    return 0;
}

static void rows_are_right(worker *me, const char *call, const npy_info *info, const double *data)
{
    int64_t i;
    if (info->ndim != 2 || info->shape[1] != WIDTH) {
        tell(me, "%s: another shape", call);
        return;
    }
    for (i = 0; i < info->count; i++) {
        if (data[i] != (double)i) {
            tell(me, "%s: element %lld of %lld is %g", call, (long long)i, (long long)info->count, data[i]);
            return;
        }
    }
}

/* A file that is replaced as a whole has the same number everywhere: how many there are. */
static void all_are_their_number(worker *me, const char *call, int64_t count, const double *data)
{
    int64_t i;
    for (i = 0; i < count; i++) {
        if (data[i] != (double)count) {
            tell(me, "%s: element %lld of %lld is %g", call, (long long)i, (long long)count, data[i]);
            return;
        }
    }
}

static int append(worker *me, const char *path)
{
    static const int64_t shape[] = { -1, WIDTH };
    npy_spec spec = { 0 };
    npy_error err;
    npy_info info;
    npy_writer *w;
    unsigned batches = below(me, 8) + 1;
    int well = 1;
    spec.dtype = "<f8";
    spec.ndim = 2;
    spec.shape = shape;
    if (!fine(me, 0, "append", npy_append(path, &spec, &w, &err), &err)) return 0;
    if (!fine(me, 0, "info", npy_writer_info(w, &info, &err), &err)) well = 0;
    while (well && batches-- > 0) {
        int64_t rows = below(me, 40), i, from = info.shape[0] * WIDTH;
        for (i = 0; i < rows * WIDTH; i++) me->values[i] = (double)(from + i);
        well = fine(me, 0, "write", npy_write(w, me->values, (size_t)(rows * WIDTH) * sizeof(double), &err), &err)
            && (below(me, 2) || fine(me, 0, "flush", npy_flush(w, &err), &err));
        info.shape[0] += rows;
    }
    if (!well || below(me, 4) == 0) {
        npy_discard(w);
        return well;
    }
    return fine(me, 0, "finish", npy_finish(w, &err), &err);
}

static int load(worker *me, const char *path, int maps)
{
    npy_array *array;
    npy_error err;
    int what = maps ? 2 : 1;
    npy_status status = maps ? npy_map(path, NPY_MAP_READ, &array, &err) : npy_load(path, &array, &err);
    if (!fine(me, what, names[what], status, &err)) return 0;
    if (path[0] == 'g') {
        rows_are_right(me, names[what], npy_array_info(array), (const double *)npy_array_data(array));
    } else {
        all_are_their_number(me, names[what], npy_array_info(array)->count, (const double *)npy_array_data(array));
    }
    npy_array_free(array);
    return 1;
}

static int save(worker *me, const char *path)
{
    int64_t shape[1], i;
    npy_error err;
    shape[0] = below(me, MOST);
    for (i = 0; i < shape[0]; i++) me->values[i] = (double)shape[0];
    return fine(me, 3, "save", npy_save(path, "<f8", 1, shape, me->values, &err), &err);
}

static int archive(worker *me, const char *path)
{
    npz_options options = { 0 };
    npz_writer *z;
    npy_error err;
    unsigned many = below(me, 3) + 1;
    int well = 1;
    options.method = below(me, 2) ? NPZ_DEFLATED : NPZ_STORED;
    options.level = (int32_t)below(me, 4);
    if (!fine(me, 4, "update", npz_update(path, &options, &z, &err), &err)) return 0;
    while (well && many-- > 0) {
        char name[8];
        int64_t shape[1], i;
        npy_status status;
        shape[0] = below(me, MOST);
        for (i = 0; i < shape[0]; i++) me->values[i] = (double)shape[0];
        snprintf(name, sizeof name, "m%u", below(me, 9));
        status = npz_save(z, name, "<f8", 1, shape, me->values, &err);
        if (status != NPY_ERR_EXISTS) well = fine(me, 4, "add", status, &err);
    }
    if (!well || below(me, 6) == 0) {
        npz_discard(z);
        return well;
    }
    return fine(me, 4, "finish", npz_finish(z, &err), &err);
}

static int members(worker *me, const char *path)
{
    npz_reader *z;
    npy_error err;
    int64_t i;
    if (!fine(me, 5, "members", npz_open(path, &z, &err), &err)) return 0;
    if (below(me, 4) == 0 && npz_verify(z, &err)) tell(me, "verify: %s", err.message);
    for (i = 0; i < npz_count(z); i++) {
        npy_reader *r;
        npy_info info;
        if (npz_get_at(z, i, &r, &err)) {
            tell(me, "member: %s", err.message);
            continue;
        }
        if (npy_header(r, &info, &err) || info.count > MOST || npy_read_into(r, me->values, (size_t)info.nbytes, &err)) {
            tell(me, "read: %s", err.message);
        } else {
            all_are_their_number(me, "member", info.count, me->values);
        }
        npy_close(r);
    }
    npz_close(z);
    return 1;
}

static int slices(worker *me, const char *path)
{
    npy_reader *r;
    npy_info info;
    npy_error err;
    npy_request request = { 0 };
    npy_slice rows = { 0, 0, 1 };
    int64_t i;
    if (!fine(me, 6, "open", npy_open(path, &r, &err), &err)) return 0;
    if (npy_header(r, &info, &err) == 0 && info.ndim == 2 && info.shape[0] > 0) {
        rows.start = below(me, (unsigned)info.shape[0]);
        rows.stop = rows.start + 20;
        request.slices = &rows;
        request.nslices = 1;
        if (npy_plan(r, &request, &info, &err) || npy_read(r, &request, me->values, (size_t)info.nbytes, &err)) {
            tell(me, "slice: %s", err.message);
        }
        for (i = 0; i < info.count; i++) {
            if (me->values[i] != (double)(rows.start * WIDTH + i)) {
                tell(me, "slice from %lld: element %lld is %g", (long long)rows.start, (long long)i, me->values[i]);
                break;
            }
        }
    }
    npy_close(r);
    return 1;
}

static void *work(void *context)
{
    worker *me = (worker *)context;
    while (time(NULL) < end) {
        char path[16];
        int what = (int)below(me, OPERATIONS), well;
        const char *kind = what == 3 ? "s" : what == 4 || what == 5 ? "z" : what == 1 || what == 2 ? (below(me, 2) ? "g" : "s") : "g";
        npy_error err;
        snprintf(path, sizeof path, "%s%u.np%s", kind, below(me, FILES), *kind == 'z' ? "z" : "y");
        if (what == 0) well = append(me, path);
        else if (what <= 2) well = load(me, path, what == 2);
        else if (what == 3) well = save(me, path);
        else if (what == 4) well = archive(me, path);
        else if (what == 5) well = members(me, path);
        else if (what == 6) well = slices(me, path);
        else well = fine(me, 7, "recover", npy_recover(path, NULL, &err), &err);
        me->done[what] += well;
    }
    return NULL;
}

int main(int argc, char **argv)
{
    static worker workers[THREADS];
    pthread_t threads[THREADS];
    int i, j;
    uint64_t seed = argc > 2 ? strtoull(argv[1], NULL, 10) : 1;
    end = time(NULL) + (argc > 2 ? atol(argv[2]) : 5);
    for (i = 0; i < THREADS; i++) {
        workers[i].random = (seed * 97 + (uint64_t)i + 1) * 0x9e3779b97f4a7c15u;
        if (pthread_create(&threads[i], NULL, work, &workers[i])) return 2;
    }
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        for (j = 0; j < OPERATIONS; j++) {
            done[j] += workers[i].done[j];
            refused[j] += workers[i].refused[j];
        }
        wrong += workers[i].wrong;
    }
    for (j = 0; j < OPERATIONS; j++) printf("count %s %ld %ld\n", names[j], done[j], refused[j]);
    return wrong != 0;
}

/* worker SCENARIO AT KIND: writes in the current folder, as a program would that the system fails or
 * kills. What it knows it tells on standard output; faults.py judges what is left. */
#define _DEFAULT_SOURCE
#include "faults.h"

#include <npyrw.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 3, ELEMENTS = 1000, LARGE = 40000 };

static npy_error err;
/* Whether others have the file open: from before the start, or while it grows. */
static int shared, watched;
static double values[LARGE];

/* The same numbers as faults.py has. */
static const double *numbers(int64_t first, int64_t count)
{
    int64_t i;
    for (i = 0; i < count; i++) values[i] = (double)(first + i);
    return values;
}

/* Tells how a call ended; 1 if well. */
static int ended(const char *what, npy_status status)
{
    if (status == NPY_OK) return 1;
    faults_tell("failed %s %s %.200s", what, npy_status_name(status), err.message);
    return 0;
}

static npy_spec one_axis(const int64_t *shape)
{
    npy_spec spec = { 0 };
    spec.dtype = "<f8";
    spec.ndim = 1;
    spec.shape = shape;
    return spec;
}

static int save(int32_t replace, int32_t sync)
{
    static const int64_t shape[] = { ELEMENTS };
    npy_spec spec = one_axis(shape);
    spec.replace = replace;
    spec.sync = sync;
    return ended("save", npy_save_with("a.npy", &spec, numbers(7000, ELEMENTS), NULL, &err));
}

/* In four pieces, large enough for space to be reserved; or without saying how many there will be. */
static int create(int64_t length)
{
    const int64_t shape[1] = { length };
    npy_spec spec = one_axis(shape);
    npy_writer *w;
    int i;
    if (!ended("create", npy_create("a.npy", &spec, &w, &err))) return 0;
    for (i = 0; i < 4; i++) {
        const double *piece = numbers(7000 + i * (LARGE / 4), LARGE / 4);
        if (!ended("write", npy_write(w, piece, LARGE / 4 * sizeof *piece, &err))) {
            npy_discard(w);
            return 0;
        }
    }
    return ended("finish", npy_finish(w, &err));
}

static int map(int32_t replace, int32_t sync)
{
    static const int64_t shape[] = { ELEMENTS };
    npy_spec spec = one_axis(shape);
    npy_array *array;
    int well;
    spec.replace = replace;
    spec.sync = sync;
    if (!ended("map", npy_map_create("a.npy", &spec, &array, &err))) return 0;
    faults_tell("mapped");
    memcpy(npy_array_data_mut(array), numbers(7000, ELEMENTS), ELEMENTS * sizeof(double));
    well = ended("flush", npy_array_flush(array, &err));
    npy_array_free(array);
    return well;
}

/* Reads through a map; all of it is there or the call says why not. */
static int look(void)
{
    npy_array *array;
    const double *data;
    double sum = 0;
    int i;
    if (!ended("look", npy_map("a.npy", NPY_MAP_READ | NPY_MAP_PREFAULT, &array, &err))) return 0;
    data = (const double *)npy_array_data(array);
    for (i = 0; i < ELEMENTS; i++) sum += data[i];
    if (sum != ELEMENTS * (ELEMENTS - 1) / 2 + ELEMENTS * 0.5) faults_tell("failed look NPY_OK the sum is %g", sum);
    i = ended("flush", npy_array_flush(array, &err));
    npy_array_free(array);
    return i;
}

/* Adds rows and makes each batch visible. What fails is tried once more, because a writer that adds rows
 * survives that; or the writer is given up, because it need not be tried. */
static int append(int32_t sync, int discards, int again)
{
    static const int64_t shape[] = { -1, WIDTH };
    static const int batches[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7, 81, 1, 95, 2 };
    npy_spec spec = { 0 };
    npy_info info;
    npy_writer *w;
    size_t i;
    spec.dtype = "<f8";
    spec.ndim = 2;
    spec.shape = shape;
    spec.sync = sync;
    if (!ended("append", npy_append("a.npy", &spec, &w, &err))
        && !(again && ended("append again", npy_append("a.npy", &spec, &w, &err)))) {
        return 0;
    }
    if (npy_writer_info(w, &info, &err) != NPY_OK) return 0;
    if (watched && open("a.npy", O_RDONLY) < 0) faults_tell("failed watch NPY_OK nobody looks");
    faults_tell("rows %lld", (long long)info.shape[0]);
    for (i = 0; i < sizeof batches / sizeof *batches; i++) {
        int64_t count = (int64_t)batches[i] * WIDTH;
        const double *rows = numbers(info.shape[0] * WIDTH, count);
        info.shape[0] += batches[i];
        faults_tell("writing %lld", (long long)info.shape[0]);
        if ((!ended("write", npy_write(w, rows, (size_t)count * sizeof *rows, &err))
             && !(again && ended("write again", npy_write(w, rows, (size_t)count * sizeof *rows, &err))))
            || (discards && i == 12)
            || (!ended("flush", npy_flush(w, &err)) && !(again && ended("flush again", npy_flush(w, &err))))) {
            npy_discard(w);
            faults_tell("discarded");
            return 0;
        }
        faults_tell("flushed %lld", (long long)info.shape[0]);
    }
    return ended("finish", npy_finish(w, &err));
}

static int recover(void)
{
    npy_recovery what;
    if (!ended("recover", npy_recover("a.npy", &what, &err))
        && !ended("recover again", npy_recover("a.npy", &what, &err))) {
        return 0;
    }
    faults_tell("recovered %lld %u %s", (long long)what.rows_after, what.actions, what.message);
    return 1;
}

/* Until it is killed. */
static int append_on(void)
{
    for (;;) {
        if (!append(0, 0, 1)) return 0;
        faults_tell("finished");
    }
}

int main(int argc, char **argv)
{
    const char *name = argc > 3 ? argv[1] : "";
    int well = 0;
    long calls;
    shared = strncmp(name, "shared ", 7) == 0;
    watched = strncmp(name, "watched ", 8) == 0;
    name += shared ? 7 : watched ? 8 : 0;
    if (shared && open("a.npy", O_RDONLY) < 0) return 3;
    if (argc > 4) faults_trace();
    faults_begin(argc > 3 ? atol(argv[2]) : 0, argc > 3 ? argv[3] : "kill");
    if (strcmp(name, "save") == 0) well = save(NPY_REPLACE_ATOMIC, 0);
    else if (strcmp(name, "save sync") == 0) well = save(NPY_REPLACE_ATOMIC, 1);
    else if (strcmp(name, "save never") == 0) well = save(NPY_REPLACE_NEVER, 1);
    else if (strcmp(name, "create") == 0) well = create(LARGE);
    else if (strcmp(name, "create growing") == 0) well = create(-1);
    else if (strcmp(name, "map") == 0) well = map(NPY_REPLACE_ATOMIC, 0);
    else if (strcmp(name, "map sync") == 0) well = map(NPY_REPLACE_ATOMIC, 1);
    else if (strcmp(name, "look") == 0) well = look();
    else if (strcmp(name, "append") == 0) well = append(0, 0, 1);
    else if (strcmp(name, "append sync") == 0) well = append(1, 0, 1);
    else if (strcmp(name, "append discard") == 0) well = append(0, 1, 1);
    else if (strcmp(name, "append once") == 0) well = append(0, 0, 0);
    else if (strcmp(name, "append on") == 0) well = append_on();
    else if (strcmp(name, "recover") == 0) well = recover();
    else return 2;
    calls = faults_end();
    faults_tell("calls %ld met %d well %d", calls, faults_met(), well);
    return 0;
}

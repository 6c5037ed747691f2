/* npyrw stats: what numbers there are, in one pass and blocks that stay in the cache. */
#include "tool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "npyrw stats [-s SLICE] [-f FIELD] [-m NAME] [-n N] [-t N] [--json] FILE...\n\n"
    "How many elements, how many of them NaN (or NaT), and of the others minimum, maximum and\n"
    "mean, in one pass that holds a small part of the array in memory; compressed members and\n"
    "pipes are held whole. Complex numbers are ordered as NumPy does. Of structs each field of\n"
    "numbers has a line.\n\n"
    "  -s, --slice SLICE  as between NumPy's brackets\n"
    "  -f, --field FIELD  of structs this field only\n"
    "  -m, --member NAME  of archives this member only\n"
    "  -n, --nth N        of arrays one behind the other in a .npy that one; 0 is the first\n"
    "  -t, --threads N    so many threads; as many as there are processors, but at most 4\n"
    "      --json         a list of objects; `man npyrw` says what is in them\n";

enum { MOST_THREADS = 64 };

struct asked {
    struct wanted wanted;
    int json, many;
    int64_t threads;
};

/* What one thread does: every so-manieth block, so that the result does not depend on who is faster. */
struct worker {
    const struct feed *feed;
    int64_t first, stride;
    struct summary summary;
    npy_error err;
    npy_status status;
};

static void *work(void *context)
{
    struct worker *worker = context;
    const struct feed *feed = worker->feed;
    const void *data;
    int64_t step, count;
    void *buffer = malloc((size_t)(feed->whole != NULL ? 1 : feed->block * feed->info.itemsize + 1));

    summary_start(&worker->summary);
    worker->status = NPY_OK;
    if (buffer == NULL) {
        worker->status = NPY_ERR_MEMORY;
        strcpy(worker->err.message, "no memory for a block");
        return NULL;
    }
    for (step = worker->first; step < feed->steps; step += worker->stride) {
        worker->status = feed_block(feed, step, buffer, &data, &count, &worker->err);
        if (worker->status != NPY_OK) break;
        summary_add(&worker->summary, feed->info.kind, feed->info.itemsize, data, count);
        if (worker->first == 0) progress_at(step, feed->steps);
    }
    free(buffer);
    return NULL;
}

static int summarise(const struct array *array, const struct feed *feed, int64_t threads, struct summary *summary)
{
    struct worker workers[MOST_THREADS];
    pthread_t made[MOST_THREADS];
    int64_t count = threads > MOST_THREADS ? MOST_THREADS : threads, i, started;

    if (count > feed->steps) count = feed->steps;
    if (count < 1) count = 1;
    for (i = 0; i < count; i++) {
        workers[i].feed = feed;
        workers[i].first = i;
        workers[i].stride = count;
    }
    for (started = 1; started < count; started++) {
        if (pthread_create(&made[started], NULL, work, &workers[started]) != 0) break;
    }
    work(&workers[0]);
    /* Where there is no thread to be had, this one does its work. */
    for (i = started; i < count; i++) work(&workers[i]);
    for (i = 1; i < started; i++) pthread_join(made[i], NULL);
    summary_start(summary);
    for (i = 0; i < count; i++) {
        if (workers[i].status != NPY_OK) return unreadable(array, &workers[i].err);
        summary_join(summary, &workers[i].summary);
    }
    return FINE;
}

/* --- what is said ---------------------------------------------------------------------------- */

/* What kind of number is told, of the array and not of what it was read as. */
struct told {
    char kind;
    int64_t size;
    const char *unit;
    int32_t multiple;
};

static void put_real_value(long double value, int64_t size, int json, int point)
{
    char text[REAL_SIZE];
    real_text(text, value, (size_t)size, point);
    /* JSON has no such numbers. */
    if (json && strpbrk(text, "n") != NULL) printf("\"%s\"", text);
    else fputs(text, stdout);
}

static void put_complex_value(const long double *value, int64_t size, int json)
{
    char text[REAL_SIZE];
    if (json) {
        putchar('[');
        put_real_value(value[0], size, 1, 1);
        fputs(", ", stdout);
        put_real_value(value[1], size, 1, 1);
        putchar(']');
        return;
    }
    real_text(text, value[0], (size_t)size, 0);
    printf("(%s", text);
    real_text(text, value[1], (size_t)size, 0);
    printf(text[0] == '-' ? "%sj)" : "+%sj)", text);
}

static void put_extreme(const struct told *told, const struct summary *summary, int most, int json)
{
    char text[DATE_SIZE];
    switch (told->kind) {
    case 'b':
        fputs((most ? summary->most_u : summary->least_u) != 0 ? (json ? "true" : "True") : (json ? "false" : "False"), stdout);
        return;
    case 'i': case 'm': put_integer(stdout, most ? summary->most : summary->least); return;
    case 'u': put_unsigned(stdout, most ? summary->most_u : summary->least_u); return;
    case 'f': put_real_value(most ? summary->high[0] : summary->low[0], told->size, json, 1); return;
    case 'c': put_complex_value(most ? summary->high : summary->low, told->size / 2, json); return;
    default:
        date_text(text, most ? summary->most : summary->least, told->unit, told->multiple);
        printf(json ? "\"%s\"" : "%s", text);
    }
}

static void put_mean(const struct told *told, const struct summary *summary, int json)
{
    int64_t numbers = summary->count - summary->nan, size = told->kind == 'f' && told->size > 8 ? told->size : 8;
    long double mean[2];
    int part;
    for (part = 0; part < 2; part++) mean[part] = (summary->sum[part] + summary->rest[part]) / (long double)numbers;
    if (told->kind == 'c') put_complex_value(mean, told->size > 16 ? told->size / 2 : 8, json);
    else put_real_value(mean[0], size, json, 1);
}

static void put_what(const struct array *array, const char *field)
{
    put_path(stdout, array->path);
    if (array->member != NULL) {
        fputs(": ", stdout);
        put_name(stdout, array->member->name, (size_t)array->member->name_length);
    }
    if (field != NULL) {
        fputs(": field ", stdout);
        put_path(stdout, field);
    }
    fputs(": ", stdout);
}

static void tell(struct asked *asked, const struct array *array, const char *field, const struct told *told,
                 const struct summary *summary)
{
    int numbers = summary->count > summary->nan && summary_can(told->kind), i;
    static const char *const keys[] = { "min", "max", "mean" };

    if (asked->json) {
        fputs(asked->many++ > 0 ? ",\n {\"path\": " : "[{\"path\": ", stdout);
        put_json(stdout, array->path, strlen(array->path));
        fputs(", \"member\": ", stdout);
        if (array->member != NULL) put_json(stdout, array->member->name, (size_t)array->member->name_length);
        else fputs("null", stdout);
        fputs(", \"field\": ", stdout);
        if (field != NULL) put_json(stdout, field, strlen(field));
        else fputs("null", stdout);
        printf(", \"count\": %lld, \"nan\": %lld", (long long)summary->count, (long long)summary->nan);
    } else {
        put_what(array, field);
        printf("count %lld, nan %lld", (long long)summary->count, (long long)summary->nan);
    }
    for (i = 0; i < 3; i++) {
        printf(asked->json ? ", \"%s\": " : ", %s ", keys[i]);
        if (!numbers || (i == 2 && told->kind == 'M')) fputs(asked->json ? "null" : "-", stdout);
        else if (i < 2) put_extreme(told, summary, i, asked->json);
        else put_mean(told, summary, asked->json);
    }
    fputs(asked->json ? "}" : "\n", stdout);
}

/* --- which numbers --------------------------------------------------------------------------- */

static int64_t threads_of(const struct asked *asked, const struct feed *feed)
{
    long processors;
    if (asked->threads > 0) return asked->threads;
    /* To start one takes as long as to read a little. */
    if (feed->info.nbytes < 1 << 22) return 1;
    processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > 4 ? 4 : processors;
}

static int of_field(struct asked *asked, const struct array *array, const char *field, const npy_info *info)
{
    struct wanted wanted = asked->wanted;
    struct told told = { info->kind, info->itemsize, info->unit, info->unit_multiple };
    struct summary summary;
    struct feed feed;
    int status;

    wanted.field = field;
    wanted.dtype = summary_dtype(info);
    progress_start("stats", array->path);
    status = feed_open(&feed, array, &wanted);
    if (status == FINE) {
        summary_start(&summary);
        if (summary_can(info->kind)) status = summarise(array, &feed, threads_of(asked, &feed), &summary);
        else summary.count = feed.info.count;
        progress_end();
        if (status == FINE) tell(asked, array, field, &told, &summary);
    }
    feed_close(&feed);
    return status;
}

/* A field's name with those of the structs that it is in; NULL without memory. */
static char *field_path(const npy_dtype *dtype, int32_t index)
{
    char *path = NULL, *longer;
    npy_field_info field;
    while (index >= 0 && npy_field_at(dtype, index, &field, NULL) == NPY_OK) {
        size_t size = strlen(field.name) + (path != NULL ? strlen(path) + 1 : 0) + 1;
        longer = malloc(size);
        if (longer != NULL) snprintf(longer, size, path != NULL ? "%s.%s" : "%s", field.name, path);
        free(path);
        if (longer == NULL) return NULL;
        path = longer;
        index = field.parent;
    }
    return path;
}

static int show(void *context, struct array *array)
{
    struct asked *asked = context;
    npy_error err;
    npy_info info, part;
    npy_request request;
    int32_t i;
    int status = FINE;

    if (array->reader == NULL) return unreadable(array, array->err);
    if (npy_header(array->reader, &info, &err) != NPY_OK) return unreadable(array, &err);
    memset(&request, 0, sizeof request);
    request.field = asked->wanted.field;
    if (npy_plan(array->reader, &request, &part, &err) != NPY_OK) return unreadable(array, &err);
    if (part.nfields == 0) return of_field(asked, array, asked->wanted.field, &part);
    for (i = 0; i < part.nfields; i++) {
        npy_field_info field;
        char *path, *full;
        if (npy_field_at(part.dtype, i, &field, &err) != NPY_OK) return unreadable(array, &err);
        if (!summary_can(field.kind)) continue;
        path = full = field_path(part.dtype, i);
        if (path != NULL && asked->wanted.field != NULL) {
            size_t size = strlen(path) + strlen(asked->wanted.field) + 2;
            full = malloc(size);
            if (full != NULL) snprintf(full, size, "%s.%s", asked->wanted.field, path);
        }
        request.field = full;
        if (full == NULL) {
            complain(array->path, NULL, 0, "no memory for a name");
            status = UNREADABLE;
        } else {
            npy_info leaf;
            if (npy_plan(array->reader, &request, &leaf, &err) != NPY_OK) status = worse(status, unreadable(array, &err));
            else status = worse(status, of_field(asked, array, full, &leaf));
        }
        if (full != path) free(full);
        free(path);
    }
    return status;
}

int run_stats(int argc, char **argv)
{
    struct asked asked = { { .bytes = 1 << 18, .casting = NPY_CAST_UNSAFE, .map = 1 }, 0, 0, 0 };
    struct selection selection = { NULL, 0, 1 };
    const struct option table[] = {
        { 's', "slice", OPTION_TEXT, &asked.wanted.slice }, { 'f', "field", OPTION_TEXT, &asked.wanted.field },
        { 'm', "member", OPTION_TEXT, &selection.member }, { 'n', "nth", OPTION_COUNT, &selection.nth },
        { 't', "threads", OPTION_COUNT, &asked.threads }, { 0, "json", OPTION_FLAG, &asked.json },
        { 0, NULL, 0, NULL },
    };
    int count, i, status = options(argc, argv, table, help, &count);

    if (status >= 0) return status;
    if (count == 0) return usage("stats wants files");
    status = FINE;
    for (i = 0; i < count; i++) status = worse(status, visit_arrays(argv[i], &selection, show, &asked));
    if (asked.json) fputs(asked.many > 0 ? "]\n" : "[]\n", stdout);
    return status;
}

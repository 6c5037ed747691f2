/* npyrw info: what arrays files hold, from their headers alone. */
#include "tool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "npyrw info [-v | --json] [-m NAME] [-a] FILE...\n\n"
    "What arrays the files hold, one line for each: dtype, shape, order, bytes. Of an archive's\n"
    "members also the name, and how they are packed. Elements are not read.\n\n"
    "  -v, --verbose      also version, offset of the elements, fields, CRC-32\n"
    "      --json         a list of objects; `man npyrw` says what is in them\n"
    "  -m, --member NAME  of archives this member only\n"
    "  -a, --all          also the arrays that follow the first one in a .npy\n";

struct asked {
    int verbose, json, all;
    int64_t nth;
    FILE *out;
};

static const char *method_name(int32_t method)
{
    switch (method) {
    case 0: return "stored";
    case 8: return "deflate";
    case 12: return "bzip2";
    case 14: return "lzma";
    case 93: return "zstd";
    default: return "unknown";
    }
}

static void json_names(const struct asked *asked, const struct array *array)
{
    fputs("{\"path\": ", asked->out);
    put_json(asked->out, array->path, strlen(array->path));
    fputs(array->member != NULL ? ", \"member\": " : ", \"member\": null", asked->out);
    if (array->member != NULL) put_json(asked->out, array->member->name, (size_t)array->member->name_length);
    fputs(", \"index\": ", asked->out);
    put_integer(asked->out, array->member != NULL ? array->member->index : asked->nth);
}

static void json_packed(const struct asked *asked, const npz_member_info *member)
{
    if (member == NULL) {
        fputs(", \"packed\": null", asked->out);
        return;
    }
    fprintf(asked->out, ", \"packed\": {\"method\": \"%s\", \"number\": %d, \"crc32\": \"%08x\", \"size\": %lld, \"packed_size\": %lld}",
           method_name(member->method), (int)member->method, (unsigned)member->crc, (long long)member->size,
           (long long)member->packed_size);
}

static void json_error(const struct asked *asked, const struct array *array, const npy_error *err)
{
    json_names(asked, array);
    json_packed(asked, array->member);
    fprintf(asked->out, ", \"error\": {\"code\": \"%s\", \"message\": ", npy_status_name(err->code));
    put_json(asked->out, err->message, strlen(err->message));
    fputs("}}", asked->out);
}

static void json_unit(const struct asked *asked, const char *unit, int32_t multiple)
{
    if (unit[0] == '\0') {
        fputs(", \"unit\": null", asked->out);
        return;
    }
    fprintf(asked->out, ", \"unit\": {\"name\": \"%s\", \"multiple\": %d}", unit, (int)multiple);
}

static void json_fields(const struct asked *asked, const npy_info *info)
{
    npy_field_info field;
    int32_t i;
    fputs(", \"fields\": [", asked->out);
    for (i = 0; i < info->nfields && npy_field_at(info->dtype, i, &field, NULL) == NPY_OK; i++) {
        fputs(i > 0 ? ", {\"name\": " : "{\"name\": ", asked->out);
        put_json(asked->out, field.name, (size_t)field.name_length);
        fputs(field.title != NULL ? ", \"title\": " : ", \"title\": null", asked->out);
        if (field.title != NULL) put_json(asked->out, field.title, (size_t)field.title_length);
        fprintf(asked->out, ", \"parent\": %d, \"kind\": \"%c\", \"dtype\": ", (int)field.parent, field.kind);
        put_json(asked->out, field.descr, strlen(field.descr));
        fprintf(asked->out, ", \"offset\": %lld, \"itemsize\": %lld, \"shape\": ", (long long)field.offset, (long long)field.itemsize);
        put_shape(asked->out, field.ndim, field.shape, '[', ']');
        json_unit(asked, field.unit, field.unit_multiple);
        putc('}', asked->out);
    }
    putc(']', asked->out);
}

static void json_array(const struct asked *asked, const struct array *array, const npy_info *info)
{
    json_names(asked, array);
    fputs(", \"dtype\": ", asked->out);
    put_json(asked->out, info->descr, strlen(info->descr));
    fprintf(asked->out, ", \"kind\": \"%c\", \"byteorder\": \"%c\", \"itemsize\": ", info->kind, info->byteorder);
    put_integer(asked->out, info->itemsize);
    fputs(", \"shape\": ", asked->out);
    put_shape(asked->out, info->ndim, info->shape, '[', ']');
    fprintf(asked->out, ", \"order\": \"%c\", \"count\": ", info->order);
    put_integer(asked->out, info->count);
    fputs(", \"nbytes\": ", asked->out);
    put_integer(asked->out, info->nbytes);
    fprintf(asked->out, ", \"version\": %d, \"data_offset\": ", (int)info->version);
    put_integer(asked->out, info->data_offset);
    json_unit(asked, info->unit, info->unit_multiple);
    json_fields(asked, info);
    json_packed(asked, array->member);
    fputs(", \"error\": null}", asked->out);
}

static void text_names(const struct asked *asked, const struct array *array)
{
    put_path(asked->out, array->path);
    if (array->member != NULL) {
        fputs(": ", asked->out);
        put_name(asked->out, array->member->name, (size_t)array->member->name_length);
    } else if (asked->nth > 0) {
        fputs(": array ", asked->out);
        put_integer(asked->out, asked->nth + 1);
    }
    fputs(": ", asked->out);
}

static void text_more(const struct asked *asked, const struct array *array, const npy_info *info)
{
    npy_field_info field;
    int32_t i, parent;
    fprintf(asked->out, "    version %d, elements from byte %lld on, %lld elements of %lld bytes\n", (int)info->version,
           (long long)info->data_offset, (long long)info->count, (long long)info->itemsize);
    if (info->unit[0] != '\0') fprintf(asked->out, "    unit %d %s\n", (int)info->unit_multiple, info->unit);
    for (i = 0; i < info->nfields && npy_field_at(info->dtype, i, &field, NULL) == NPY_OK; i++) {
        npy_field_info above = field;
        fputs("    ", asked->out);
        for (parent = field.parent; parent >= 0 && npy_field_at(info->dtype, parent, &above, NULL) == NPY_OK;) {
            fputs("  ", asked->out);
            parent = above.parent;
        }
        fputs("field ", asked->out);
        put_name(asked->out, field.name, (size_t)field.name_length);
        if (field.title != NULL) {
            fputs(" (", asked->out);
            put_name(asked->out, field.title, (size_t)field.title_length);
            putc(')', asked->out);
        }
        fputs(": ", asked->out);
        put_name(asked->out, field.descr, strlen(field.descr));
        fprintf(asked->out, ", bytes %lld to %lld\n", (long long)field.offset, (long long)(field.offset + field.itemsize));
    }
    if (array->member != NULL) {
        fprintf(asked->out, "    %s, %lld bytes of %lld, CRC-32 %08x\n", method_name(array->member->method),
               (long long)array->member->packed_size, (long long)array->member->size, (unsigned)array->member->crc);
    }
}

static void text_array(const struct asked *asked, const struct array *array, const npy_info *info)
{
    text_names(asked, array);
    put_name(asked->out, info->descr, strlen(info->descr));
    putc(' ', asked->out);
    put_shape(asked->out, info->ndim, info->shape, '(', ')');
    if (info->order == 'F') fputs(" Fortran order", asked->out);
    if (info->kind == 'O') {
        fputs(", Python objects", asked->out);
    } else {
        fputs(", ", asked->out);
        put_integer(asked->out, info->nbytes);
        fputs(" bytes", asked->out);
    }
    if (array->member != NULL && array->member->method != 0) fprintf(asked->out, ", %s", method_name(array->member->method));
    putc('\n', asked->out);
    if (asked->verbose) text_more(asked, array, info);
}

/* In front of each object; of the first one it is taken away. */
static const char between[] = ",\n ";

static int show(void *context, struct array *array)
{
    struct asked *asked = context;
    npy_error err;
    npy_info info;

    asked->nth = 0;
    if (array->reader == NULL) {
        if (asked->json) {
            fputs(between, asked->out);
            json_error(asked, array, array->err);
            return is_no_array(array) ? FINE : UNREADABLE;
        }
        /* A member that is no array is allowed in an archive. */
        if (is_no_array(array)) {
            text_names(asked, array);
            fprintf(asked->out, "no array, %lld bytes\n", (long long)array->member->size);
            return FINE;
        }
        return unreadable(array, array->err);
    }
    for (;;) {
        if (npy_header(array->reader, &info, &err) != NPY_OK) return unreadable(array, &err);
        if (asked->json) {
            fputs(between, asked->out);
            json_array(asked, array, &info);
        } else {
            text_array(asked, array, &info);
        }
        if (!asked->all || array->member != NULL || info.kind == 'O') return FINE;
        if (npy_next(array->reader, &err) != NPY_OK) return err.code == NPY_ERR_END ? FINE : unreadable(array, &err);
        asked->nth++;
    }
}

/* --- many files ------------------------------------------------------------------------------ */

enum { PART = 64, MOST_THREADS = 4 };

/* What is said of some of the files, to be printed in their turn. */
struct part {
    char *text;
    size_t size;
    int status;
};

struct work {
    struct asked asked;
    const struct selection *selection;
    char **paths;
    int count, parts;
    struct part *part;
    int next;
    pthread_mutex_t lock;
};

static void do_part(struct work *work, int which)
{
    struct part *part = &work->part[which];
    struct asked asked = work->asked;
    int i, end = (which + 1) * PART < work->count ? (which + 1) * PART : work->count;

    part->status = FINE;
    asked.out = open_memstream(&part->text, &part->size);
    if (asked.out == NULL) {
        part->status = UNREADABLE;
        return;
    }
    for (i = which * PART; i < end; i++) {
        part->status = worse(part->status, visit_arrays(work->paths[i], work->selection, show, &asked));
    }
    if (fclose(asked.out) != 0) part->status = UNREADABLE;
}

static void *do_parts(void *context)
{
    struct work *work = context;
    int which;
    for (;;) {
        pthread_mutex_lock(&work->lock);
        which = work->next++;
        pthread_mutex_unlock(&work->lock);
        if (which >= work->parts) return NULL;
        do_part(work, which);
    }
}

/* Of many files the time goes into the system's calls, which several threads can make at once. */
static void in_threads(struct work *work)
{
    pthread_t made[MOST_THREADS];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int wanted = processors > MOST_THREADS ? MOST_THREADS : (int)processors, started;

    pthread_mutex_init(&work->lock, NULL);
    for (started = 0; started + 1 < wanted; started++) {
        if (pthread_create(&made[started], NULL, do_parts, work) != 0) break;
    }
    do_parts(work);
    while (started > 0) pthread_join(made[--started], NULL);
    pthread_mutex_destroy(&work->lock);
}

static int show_all(struct work *work)
{
    int which, said = 0, status = FINE, threads = work->parts > 1;

    for (which = 0; which < work->count; which++) {
        /* Standard input is one for all. */
        if (strcmp(work->paths[which], "-") == 0) threads = 0;
    }
    work->part = calloc((size_t)work->parts, sizeof *work->part);
    if (work->part == NULL) return usage("there is no memory for so many files");
    if (threads) in_threads(work);
    for (which = 0; which < work->parts; which++) {
        struct part *part = &work->part[which];
        if (!threads) do_part(work, which);
        if (part->size > 0) {
            size_t skipped = work->asked.json && !said ? strlen(between) : 0;
            if (work->asked.json && !said) putchar('[');
            fwrite(part->text + skipped, 1, part->size - skipped, stdout);
            said = 1;
        }
        status = worse(status, part->status);
        free(part->text);
    }
    if (work->asked.json) fputs(said ? "]\n" : "[]\n", stdout);
    free(work->part);
    return status;
}

int run_info(int argc, char **argv)
{
    struct work work = { { 0, 0, 0, 0, NULL }, NULL, argv, 0, 0, NULL, 0, PTHREAD_MUTEX_INITIALIZER };
    struct selection selection = { NULL, 0, 0 };
    const struct option table[] = {
        { 'v', "verbose", OPTION_FLAG, &work.asked.verbose }, { 0, "json", OPTION_FLAG, &work.asked.json },
        { 'm', "member", OPTION_TEXT, &selection.member }, { 'a', "all", OPTION_FLAG, &work.asked.all },
        { 0, NULL, 0, NULL },
    };
    int count, status = options(argc, argv, table, help, &count);

    if (status >= 0) return status;
    if (count == 0) return usage("info wants files");
    work.selection = &selection;
    work.count = count;
    work.parts = (count - 1) / PART + 1;
    return show_all(&work);
}

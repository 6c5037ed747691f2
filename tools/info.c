/* npyrw info: what arrays files hold, from their headers alone. */
#include "tool.h"

#include <string.h>

static const char help[] =
    "npyrw info [-v | --json] [-m NAME] [-a] FILE...\n\n"
    "What arrays the files hold, one line for each: dtype, shape, order, bytes. Of an archive's\n"
    "members also the name, and how they are packed. Elements are not read.\n\n"
    "  -v, --verbose      also version, offset of the elements, fields, CRC-32\n"
    "      --json         a list of objects; `man npyrw` says what is in them\n"
    "  -m, --member NAME  of archives this member only\n"
    "  -a, --all          also the arrays that follow the first one in a .npy\n";

struct asked {
    int verbose, json, many, all;
    int64_t nth;
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
    fputs("{\"path\": ", stdout);
    put_json(stdout, array->path, strlen(array->path));
    fputs(array->member != NULL ? ", \"member\": " : ", \"member\": null", stdout);
    if (array->member != NULL) put_json(stdout, array->member->name, (size_t)array->member->name_length);
    fputs(", \"index\": ", stdout);
    put_integer(stdout, array->member != NULL ? array->member->index : asked->nth);
}

static void json_packed(const npz_member_info *member)
{
    if (member == NULL) {
        fputs(", \"packed\": null", stdout);
        return;
    }
    printf(", \"packed\": {\"method\": \"%s\", \"number\": %d, \"crc32\": \"%08x\", \"size\": %lld, \"packed_size\": %lld}",
           method_name(member->method), (int)member->method, (unsigned)member->crc, (long long)member->size,
           (long long)member->packed_size);
}

static void json_error(const struct asked *asked, const struct array *array, const npy_error *err)
{
    json_names(asked, array);
    json_packed(array->member);
    printf(", \"error\": {\"code\": \"%s\", \"message\": ", npy_status_name(err->code));
    put_json(stdout, err->message, strlen(err->message));
    fputs("}}", stdout);
}

static void json_unit(const char *unit, int32_t multiple)
{
    if (unit[0] == '\0') {
        fputs(", \"unit\": null", stdout);
        return;
    }
    printf(", \"unit\": {\"name\": \"%s\", \"multiple\": %d}", unit, (int)multiple);
}

static void json_fields(const npy_info *info)
{
    npy_field_info field;
    int32_t i;
    fputs(", \"fields\": [", stdout);
    for (i = 0; i < info->nfields && npy_field_at(info->dtype, i, &field, NULL) == NPY_OK; i++) {
        fputs(i > 0 ? ", {\"name\": " : "{\"name\": ", stdout);
        put_json(stdout, field.name, (size_t)field.name_length);
        fputs(field.title != NULL ? ", \"title\": " : ", \"title\": null", stdout);
        if (field.title != NULL) put_json(stdout, field.title, (size_t)field.title_length);
        printf(", \"parent\": %d, \"kind\": \"%c\", \"dtype\": ", (int)field.parent, field.kind);
        put_json(stdout, field.descr, strlen(field.descr));
        printf(", \"offset\": %lld, \"itemsize\": %lld, \"shape\": ", (long long)field.offset, (long long)field.itemsize);
        put_shape(stdout, field.ndim, field.shape, '[', ']');
        json_unit(field.unit, field.unit_multiple);
        putchar('}');
    }
    putchar(']');
}

static void json_array(const struct asked *asked, const struct array *array, const npy_info *info)
{
    json_names(asked, array);
    fputs(", \"dtype\": ", stdout);
    put_json(stdout, info->descr, strlen(info->descr));
    printf(", \"kind\": \"%c\", \"byteorder\": \"%c\", \"itemsize\": ", info->kind, info->byteorder);
    put_integer(stdout, info->itemsize);
    fputs(", \"shape\": ", stdout);
    put_shape(stdout, info->ndim, info->shape, '[', ']');
    printf(", \"order\": \"%c\", \"count\": ", info->order);
    put_integer(stdout, info->count);
    fputs(", \"nbytes\": ", stdout);
    put_integer(stdout, info->nbytes);
    printf(", \"version\": %d, \"data_offset\": ", (int)info->version);
    put_integer(stdout, info->data_offset);
    json_unit(info->unit, info->unit_multiple);
    json_fields(info);
    json_packed(array->member);
    fputs(", \"error\": null}", stdout);
}

static void text_names(const struct asked *asked, const struct array *array)
{
    put_path(stdout, array->path);
    if (array->member != NULL) {
        fputs(": ", stdout);
        put_name(stdout, array->member->name, (size_t)array->member->name_length);
    } else if (asked->nth > 0) {
        fputs(": array ", stdout);
        put_integer(stdout, asked->nth + 1);
    }
    fputs(": ", stdout);
}

static void text_more(const struct array *array, const npy_info *info)
{
    npy_field_info field;
    int32_t i, parent;
    printf("    version %d, elements from byte %lld on, %lld elements of %lld bytes\n", (int)info->version,
           (long long)info->data_offset, (long long)info->count, (long long)info->itemsize);
    if (info->unit[0] != '\0') printf("    unit %d %s\n", (int)info->unit_multiple, info->unit);
    for (i = 0; i < info->nfields && npy_field_at(info->dtype, i, &field, NULL) == NPY_OK; i++) {
        npy_field_info above = field;
        fputs("    ", stdout);
        for (parent = field.parent; parent >= 0 && npy_field_at(info->dtype, parent, &above, NULL) == NPY_OK;) {
            fputs("  ", stdout);
            parent = above.parent;
        }
        fputs("field ", stdout);
        put_name(stdout, field.name, (size_t)field.name_length);
        if (field.title != NULL) {
            fputs(" (", stdout);
            put_name(stdout, field.title, (size_t)field.title_length);
            putchar(')');
        }
        fputs(": ", stdout);
        put_name(stdout, field.descr, strlen(field.descr));
        printf(", bytes %lld to %lld\n", (long long)field.offset, (long long)(field.offset + field.itemsize));
    }
    if (array->member != NULL) {
        printf("    %s, %lld bytes of %lld, CRC-32 %08x\n", method_name(array->member->method),
               (long long)array->member->packed_size, (long long)array->member->size, (unsigned)array->member->crc);
    }
}

static void text_array(const struct asked *asked, const struct array *array, const npy_info *info)
{
    text_names(asked, array);
    put_name(stdout, info->descr, strlen(info->descr));
    putchar(' ');
    put_shape(stdout, info->ndim, info->shape, '(', ')');
    if (info->order == 'F') fputs(" Fortran order", stdout);
    if (info->kind == 'O') {
        fputs(", Python objects", stdout);
    } else {
        fputs(", ", stdout);
        put_integer(stdout, info->nbytes);
        fputs(" bytes", stdout);
    }
    if (array->member != NULL && array->member->method != 0) printf(", %s", method_name(array->member->method));
    putchar('\n');
    if (asked->verbose) text_more(array, info);
}

static void json_between(struct asked *asked)
{
    fputs(asked->many++ > 0 ? ",\n " : "[", stdout);
}

static int show(void *context, struct array *array)
{
    struct asked *asked = context;
    npy_error err;
    npy_info info;

    asked->nth = 0;
    if (array->reader == NULL) {
        if (asked->json) {
            json_between(asked);
            json_error(asked, array, array->err);
            return UNREADABLE;
        }
        /* A member that is no array is allowed in an archive. */
        if (array->member != NULL && array->err->code == NPY_ERR_MAGIC) {
            text_names(asked, array);
            printf("no array, %lld bytes\n", (long long)array->member->size);
            return FINE;
        }
        return unreadable(array, array->err);
    }
    for (;;) {
        if (npy_header(array->reader, &info, &err) != NPY_OK) return unreadable(array, &err);
        if (asked->json) {
            json_between(asked);
            json_array(asked, array, &info);
        } else {
            text_array(asked, array, &info);
        }
        if (!asked->all || array->member != NULL || info.kind == 'O') return FINE;
        if (npy_next(array->reader, &err) != NPY_OK) return err.code == NPY_ERR_END ? FINE : unreadable(array, &err);
        asked->nth++;
    }
}

int run_info(int argc, char **argv)
{
    struct asked asked = { 0, 0, 0, 0, 0 };
    struct selection selection = { NULL, 0 };
    const struct option table[] = {
        { 'v', "verbose", OPTION_FLAG, &asked.verbose }, { 0, "json", OPTION_FLAG, &asked.json },
        { 'm', "member", OPTION_TEXT, &selection.member }, { 'a', "all", OPTION_FLAG, &asked.all },
        { 0, NULL, 0, NULL },
    };
    int count, i, status = options(argc, argv, table, help, &count);

    if (status >= 0) return status;
    if (count == 0) return usage("info wants files");
    status = FINE;
    for (i = 0; i < count; i++) status = worse(status, visit_arrays(argv[i], &selection, show, &asked));
    if (asked.json) fputs(asked.many > 0 ? "]\n" : "[]\n", stdout);
    return status;
}

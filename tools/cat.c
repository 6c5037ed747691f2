/* npyrw cat: elements as text, a row of the last axis on each line. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

static const char help[] =
    "npyrw cat [-s SLICE] [-f FIELD] [-m NAME] [-n N] [-d TEXT] FILE...\n\n"
    "Elements as text: each row of the last axis is a line, and an empty line stands where a\n"
    "slower axis goes on. Numbers have the fewest digits that tell them apart, dates are as\n"
    "NumPy prints them, texts and structs as Python would write them.\n\n"
    "  -s, --slice SLICE     as between NumPy's brackets, such as '0, ::-1, 2:5'\n"
    "  -f, --field FIELD     of structs this field only, such as pos or particle.pos\n"
    "  -m, --member NAME     of archives this member only\n"
    "  -n, --nth N           of arrays one behind the other in a .npy that one; 0 is the first\n"
    "  -d, --delimiter TEXT  between elements; a blank unless given\n";

struct asked {
    struct wanted wanted;
    const char *delimiter;
    int headings; /* 1: always, 0: in archives of several, -1: never */
    int many;
};

/* The shape that is printed: without the axes that an integer took away. */
static int32_t shown_shape(const struct feed *feed, int64_t *shape)
{
    int32_t i, ndim = 0;
    for (i = 0; i < feed->info.ndim; i++) {
        if (i >= feed->cut.ndim || !feed->cut.dropped[i]) shape[ndim++] = feed->info.shape[i];
    }
    return ndim;
}

static int put_blocks(const struct asked *asked, const struct array *array, const struct feed *feed,
                      const struct printer *printer, void *buffer)
{
    int64_t shape[NPY_MAX_NDIM], step, i, count, at = 0, row, plane;
    int32_t ndim = shown_shape(feed, shape);
    const char *data;
    const void *block;
    npy_error err;

    row = ndim > 0 ? shape[ndim - 1] : 1;
    plane = ndim > 1 ? row * shape[ndim - 2] : 0;
    for (step = 0; step < feed->steps; step++) {
        if (feed_block(feed, step, buffer, &block, &count, &err) != NPY_OK) return unreadable(array, &err);
        data = block;
        for (i = 0; i < count; i++, at++) {
            if (at % row != 0) fputs(asked->delimiter, stdout);
            else if (plane > 0 && at > 0 && at % plane == 0) putchar('\n');
            put_element(stdout, printer, data + i * feed->info.itemsize);
            if (at % row == row - 1) putchar('\n');
        }
        /* Nobody reads on: no more needs to be read here. */
        if (ferror(stdout)) break;
    }
    return FINE;
}

static int show(void *context, struct array *array)
{
    struct asked *asked = context;
    struct printer printer;
    struct feed feed;
    npy_error err;
    void *buffer = NULL;
    int status = feed_open(&feed, array, &asked->wanted);

    if (status != FINE) {
        feed_close(&feed);
        return status;
    }
    if (printer_make(&printer, &feed.info, &err) != NPY_OK) {
        feed_close(&feed);
        return unreadable(array, &err);
    }
    if (asked->headings > 0 || (asked->headings == 0 && array->member != NULL && npz_count(array->archive) > 1)) {
        if (asked->many++ > 0) putchar('\n');
        fputs("==> ", stdout);
        put_path(stdout, array->path);
        if (array->member != NULL) {
            fputs(": ", stdout);
            put_name(stdout, array->member->name, (size_t)array->member->name_length);
        }
        fputs(" <==\n", stdout);
    }
    buffer = malloc((size_t)(feed.block * feed.info.itemsize) + 1);
    if (buffer == NULL) {
        complain(array->path, NULL, 0, "no memory for a block");
        status = UNREADABLE;
    } else {
        status = put_blocks(asked, array, &feed, &printer, buffer);
    }
    free(buffer);
    printer_free(&printer);
    feed_close(&feed);
    return status;
}

int run_cat(int argc, char **argv)
{
    struct asked asked = { { .order = 'C', .bytes = 1 << 18 }, " ", 0, 0 };
    struct selection selection = { NULL, 0, 1 };
    const struct option table[] = {
        { 's', "slice", OPTION_TEXT, &asked.wanted.slice }, { 'f', "field", OPTION_TEXT, &asked.wanted.field },
        { 'm', "member", OPTION_TEXT, &selection.member }, { 'n', "nth", OPTION_COUNT, &selection.nth },
        { 'd', "delimiter", OPTION_TEXT, &asked.delimiter }, { 0, NULL, 0, NULL },
    };
    int count, i, status = options(argc, argv, table, help, &count);

    if (status >= 0) return status;
    if (count == 0) return usage("cat wants files");
    asked.headings = count > 1 ? 1 : selection.member != NULL ? -1 : 0;
    status = FINE;
    for (i = 0; i < count; i++) status = worse(status, visit_arrays(argv[i], &selection, show, &asked));
    return status;
}

/* npyrw diff: whether two arrays, or all arrays of two archives, are the same. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "npyrw diff [--rtol R] [--atol A] [--values] [-q] [-l N] [-m NAME] ONE OTHER\n\n"
    "Whether two arrays have the same dtype, shape and elements; of two archives all members, by\n"
    "name. An element agrees if |one - other| <= A + R * |other|, as in numpy.allclose; NaN agrees\n"
    "with NaN. The order of the file does not matter.\n\n"
    "      --rtol R       relative tolerance; 0 unless given\n"
    "      --atol A       absolute tolerance; 0 unless given\n"
    "      --values       numbers of other dtypes may be the same\n"
    "  -l, --list N       show the first N elements that differ; 3 unless given\n"
    "  -q, --quiet        say nothing, the exit code does\n"
    "  -m, --member NAME  of archives this member only\n\n"
    "Ends with 0 if they are the same, with 1 if they differ.\n";

struct asked {
    struct tolerance tolerance;
    int64_t list;
    int values, quiet;
    const char *member;
};

/* What is compared, as messages name it: the other file, and the member. */
struct pair {
    const struct asked *asked;
    struct array one, other;
};

static int differs(const struct pair *pair)
{
    if (pair->asked->quiet) return 0;
    progress_clear();
    put_path(stdout, pair->one.path);
    putchar(' ');
    put_path(stdout, pair->other.path);
    fputs(": ", stdout);
    if (pair->one.member != NULL && pair->asked->member == NULL) {
        put_name(stdout, pair->one.member->name, (size_t)pair->one.member->name_length);
        fputs(": ", stdout);
    }
    return 1;
}

static int is_number(char kind)
{
    return kind != '\0' && strchr("biufc", kind) != NULL;
}

/* The index of the element that comes as the `at`-th. */
static void put_index(const struct feed *feed, int64_t at)
{
    int64_t index[NPY_MAX_NDIM];
    int32_t i, place;
    for (place = feed->cut.ndim - 1; place >= 0; place--) {
        i = feed->order == 'F' ? feed->cut.ndim - 1 - place : place;
        index[i] = at % feed->cut.count[i];
        at /= feed->cut.count[i];
    }
    put_shape(stdout, feed->cut.ndim, index, '[', ']');
}

static int compare_blocks(const struct pair *pair, const struct feed *one, const struct feed *other,
                          const struct printer *printer, void *buffer, void *buffer_of_other)
{
    const char *a, *b;
    const void *data, *data_of_other;
    int64_t step, count, same, i, size = one->info.itemsize, at = 0, found = 0, farthest_at = -1;
    long double farthest = -1;
    npy_error err;

    for (step = 0; step < one->steps; step++, at += count) {
        if (feed_block(one, step, buffer, &data, &count, &err) != NPY_OK) return unreadable(&pair->one, &err);
        if (feed_block(other, step, buffer_of_other, &data_of_other, &same, &err) != NPY_OK) {
            return unreadable(&pair->other, &err);
        }
        progress_at(step, one->steps);
        if (memcmp(data, data_of_other, (size_t)(count * size)) == 0) continue;
        a = data;
        b = data_of_other;
        for (i = 0; i < count; i++, a += size, b += size) {
            long double apart;
            if (elements_agree(printer, a, b, &pair->asked->tolerance)) continue;
            if (pair->asked->quiet) return DIFFERENT;
            if (found++ < pair->asked->list && differs(pair)) {
                put_index(one, at + i);
                putchar(' ');
                put_element(stdout, printer, a);
                fputs(" and ", stdout);
                put_element(stdout, printer, b);
                putchar('\n');
            }
            apart = elements_apart(printer, a, b);
            if (apart > farthest) {
                farthest = apart;
                farthest_at = at + i;
            }
        }
    }
    if (found == 0) return FINE;
    if (differs(pair)) {
        printf("%lld of %lld elements differ", (long long)found, (long long)one->info.count);
        if (farthest_at >= 0) {
            char text[REAL_SIZE];
            real_text(text, (long double)(double)farthest, 8, 0);
            printf(", the most by %s at ", text);
            put_index(one, farthest_at);
        }
        putchar('\n');
    }
    return DIFFERENT;
}

static int compare_elements(const struct pair *pair, const struct wanted *wanted)
{
    struct feed one, other;
    struct printer printer = { 0 };
    void *buffer = NULL, *buffer_of_other = NULL;
    npy_error err;
    int status;

    memset(&other, 0, sizeof other);
    progress_start("diff", pair->one.path);
    status = feed_open(&one, &pair->one, wanted);
    if (status == FINE) status = feed_open(&other, &pair->other, wanted);
    if (status == FINE && strcmp(one.info.descr, other.info.descr) != 0) {
        /* What can be compared was made the same dtype. */
        if (differs(pair)) fputs("elements of these dtypes are not compared\n", stdout);
        status = DIFFERENT;
    } else if (status == FINE) {
        if (printer_make(&printer, &one.info, &err) != NPY_OK) {
            status = unreadable(&pair->one, &err);
        } else {
            buffer = malloc((size_t)(one.block * one.info.itemsize) + 1);
            buffer_of_other = malloc((size_t)(one.block * one.info.itemsize) + 1);
            if (buffer == NULL || buffer_of_other == NULL) {
                complain(pair->one.path, NULL, 0, "no memory for a block");
                status = UNREADABLE;
            } else {
                status = compare_blocks(pair, &one, &other, &printer, buffer, buffer_of_other);
            }
        }
    }
    progress_end();
    free(buffer);
    free(buffer_of_other);
    printer_free(&printer);
    feed_close(&one);
    feed_close(&other);
    return status;
}

/* Members that are no arrays: by size and checksum. */
static int compare_bytes(const struct pair *pair)
{
    if (pair->one.reader != NULL || pair->other.reader != NULL) {
        const struct array *none = pair->one.reader == NULL ? &pair->one : &pair->other;
        return unreadable(none, none->err);
    }
    if (!is_no_array(&pair->one)) return unreadable(&pair->one, pair->one.err);
    if (!is_no_array(&pair->other)) return unreadable(&pair->other, pair->other.err);
    if (pair->one.member->size == pair->other.member->size && pair->one.member->crc == pair->other.member->crc) return FINE;
    if (differs(pair)) fputs("no arrays, and other bytes\n", stdout);
    return DIFFERENT;
}

static int compare(const struct pair *pair)
{
    struct wanted wanted = { .bytes = 1 << 22, .casting = NPY_CAST_UNSAFE };
    npy_info one, other;
    npy_error err;
    int status = FINE, same;

    if (pair->one.reader == NULL || pair->other.reader == NULL) return compare_bytes(pair);
    if (npy_header(pair->one.reader, &one, &err) != NPY_OK) return unreadable(&pair->one, &err);
    if (npy_header(pair->other.reader, &other, &err) != NPY_OK) return unreadable(&pair->other, &err);
    same = strcmp(one.descr, other.descr) == 0;
    if (!same && !(pair->asked->values && is_number(one.kind) && is_number(other.kind))) {
        if (differs(pair)) {
            fputs("dtype ", stdout);
            put_name(stdout, one.descr, strlen(one.descr));
            fputs(" and ", stdout);
            put_name(stdout, other.descr, strlen(other.descr));
            putchar('\n');
        }
        status = DIFFERENT;
    }
    if (one.ndim != other.ndim || memcmp(one.shape, other.shape, sizeof one.shape) != 0) {
        if (differs(pair)) {
            fputs("shape ", stdout);
            put_shape(stdout, one.ndim, one.shape, '(', ')');
            fputs(" and ", stdout);
            put_shape(stdout, other.ndim, other.shape, '(', ')');
            putchar('\n');
        }
        return DIFFERENT;
    }
    if (status == DIFFERENT && (pair->asked->quiet || !is_number(one.kind) || !is_number(other.kind))) return status;
    wanted.order = one.order;
    if (!same) wanted.dtype = one.kind == 'c' || other.kind == 'c' ? WIDE_COMPLEX : WIDE_REAL;
    return worse(status, compare_elements(pair, &wanted));
}

/* --- two files ------------------------------------------------------------------------------- */

static void open_member(struct array *array, const npz_reader *archive, npz_member_info *member, npy_error *err)
{
    array->archive = archive;
    array->member = member;
    array->packed = member->method != 0;
    array->err = err;
    array->reader = NULL;
    npz_get_at(archive, member->index, &array->reader, err);
}

static int compare_member(struct pair *pair, const npz_reader *one, const npz_reader *other, const npz_member_info *of_one,
                          const npz_member_info *of_other)
{
    npz_member_info member = *of_one, member_of_other = *of_other;
    npy_error err, err_of_other;
    int status;
    open_member(&pair->one, one, &member, &err);
    open_member(&pair->other, other, &member_of_other, &err_of_other);
    status = compare(pair);
    npy_close(pair->one.reader);
    npy_close(pair->other.reader);
    pair->one.reader = pair->other.reader = NULL;
    pair->one.member = pair->other.member = NULL;
    return status;
}

static int only_in(const struct pair *pair, const char *path, const npz_member_info *member)
{
    if (differs(pair)) {
        fputs("only in ", stdout);
        put_path(stdout, path);
        fputs(": ", stdout);
        put_name(stdout, member->name, (size_t)member->name_length);
        putchar('\n');
    }
    return DIFFERENT;
}

static int compare_archives(struct pair *pair, const npz_reader *one, const npz_reader *other)
{
    npz_member_info member, of_other;
    npy_error err;
    int64_t i;
    int status = FINE;

    for (i = 0; i < npz_count(one); i++) {
        if (npz_member_at(one, i, &member, &err) != NPY_OK) return unreadable(&pair->one, &err);
        if (npz_member(other, member.member, &of_other, NULL) != NPY_OK) status = worse(status, only_in(pair, pair->one.path, &member));
        else status = worse(status, compare_member(pair, one, other, &member, &of_other));
    }
    for (i = 0; i < npz_count(other); i++) {
        if (npz_member_at(other, i, &of_other, &err) != NPY_OK) return unreadable(&pair->other, &err);
        if (npz_member(one, of_other.member, &member, NULL) != NPY_OK) status = worse(status, only_in(pair, pair->other.path, &of_other));
    }
    return status;
}

/* The one array that a file gives: itself, the member that was asked for, or the only one. */
static int take_one(struct array *array, const struct opened *opened, const char *name, npz_member_info *member, npy_error *err)
{
    npy_status status;
    if (opened->archive == NULL) {
        array->reader = opened->reader;
        array->packed = opened->stream;
        return FINE;
    }
    if (name == NULL && npz_count(opened->archive) != 1) {
        return usage("of an archive that is compared with an array, --member is wanted");
    }
    status = name != NULL ? npz_member(opened->archive, name, member, err) : npz_member_at(opened->archive, 0, member, err);
    if (status != NPY_OK) return unreadable(array, err);
    open_member(array, opened->archive, member, err);
    return FINE;
}

static int compare_files(struct pair *pair, const struct opened *one, const struct opened *other)
{
    npz_member_info member, member_of_other;
    npy_error err, err_of_other;
    int status;

    if (one->archive != NULL && other->archive != NULL && pair->asked->member == NULL) {
        return compare_archives(pair, one->archive, other->archive);
    }
    status = take_one(&pair->one, one, pair->asked->member, &member, &err);
    if (status == FINE) status = take_one(&pair->other, other, pair->asked->member, &member_of_other, &err_of_other);
    if (status == FINE) status = compare(pair);
    if (pair->one.archive != NULL) npy_close(pair->one.reader);
    if (pair->other.archive != NULL) npy_close(pair->other.reader);
    return status;
}

int run_diff(int argc, char **argv)
{
    struct asked asked = { { 0, 0 }, 3, 0, 0, NULL };
    const struct option table[] = {
        { 0, "rtol", OPTION_REAL, &asked.tolerance.relative }, { 0, "atol", OPTION_REAL, &asked.tolerance.absolute },
        { 0, "values", OPTION_FLAG, &asked.values }, { 'l', "list", OPTION_COUNT, &asked.list },
        { 'q', "quiet", OPTION_FLAG, &asked.quiet }, { 'm', "member", OPTION_TEXT, &asked.member }, { 0, NULL, 0, NULL },
    };
    struct opened one, other;
    struct pair pair;
    npy_error err;
    int count, status = options(argc, argv, table, help, &count);

    if (status >= 0) return status;
    if (count != 2) return usage("diff wants two files");
    memset(&pair, 0, sizeof pair);
    memset(&other, 0, sizeof other);
    pair.asked = &asked;
    pair.one.path = argv[0];
    pair.other.path = argv[1];
    if (open_path(argv[0], &one, &err) != NPY_OK) status = unreadable(&pair.one, &err);
    else if (open_path(argv[1], &other, &err) != NPY_OK) status = unreadable(&pair.other, &err);
    else status = compare_files(&pair, &one, &other);
    close_path(&one);
    close_path(&other);
    return status;
}

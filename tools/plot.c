/* npyrw plot: what an array looks like, in characters. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "npyrw plot [-s SLICE] [-f FIELD] [-m NAME] [-n N] [-W COLUMNS] [-H ROWS] FILE...\n\n"
    "A picture of one axis, whose height is the value (of many elements in a column all from the\n"
    "smallest to the largest), or of two, whose characters go from blank for the smallest mean to\n"
    "@ for the largest. NaN and infinities are left out; where there is nothing else stands ?.\n\n"
    "  -s, --slice SLICE   as between NumPy's brackets: what is left has one axis or two\n"
    "  -f, --field FIELD   of structs this field only\n"
    "  -m, --member NAME   of archives this member only\n"
    "  -n, --nth N         of arrays one behind the other in a .npy that one; 0 is the first\n"
    "  -W, --width N       columns of the picture; 64 unless given\n"
    "  -H, --height N      rows of the picture; 16 unless given\n";

enum { MOST_CELLS = 4000 };

struct asked {
    struct wanted wanted;
    int64_t width, height;
};

/* What falls into one cell of the picture. */
struct cell {
    double low, high, sum;
    int64_t count;
};

struct picture {
    int64_t width, height; /* of cells; the height of a curve is 1 */
    int64_t nx, ny;        /* of elements */
    struct cell *cells;
    double low, high;
};

static void put_element_in(struct picture *picture, int64_t at, double value)
{
    struct cell *cell;
    int64_t x = at % picture->nx, y = at / picture->nx;
    if (!isfinite(value)) return;
    /* Of long axes the place is a matter of proportion, of short ones exact. */
    x = picture->nx < INT64_MAX / MOST_CELLS ? x * picture->width / picture->nx : x / (picture->nx / picture->width + 1);
    y = picture->ny < INT64_MAX / MOST_CELLS ? y * picture->height / picture->ny : y / (picture->ny / picture->height + 1);
    cell = &picture->cells[y * picture->width + x];
    if (cell->count == 0 || value < cell->low) cell->low = value;
    if (cell->count == 0 || value > cell->high) cell->high = value;
    cell->sum += value;
    cell->count++;
}

static void put_label(const char *format, double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.4g", value);
    printf(format, text);
}

static double mean_of(const struct cell *cell)
{
    double mean = cell->sum / (double)cell->count;
    return isfinite(mean) ? mean : cell->low / 2 + cell->high / 2;
}

/* The range of what is drawn: of a curve the elements, of a map the cells' means. */
static int measure(struct picture *picture, int curve)
{
    int64_t i, found = 0;
    for (i = 0; i < picture->width * picture->height; i++) {
        const struct cell *cell = &picture->cells[i];
        double low, high;
        if (cell->count == 0) continue;
        low = curve ? cell->low : mean_of(cell);
        high = curve ? cell->high : low;
        if (found++ == 0) {
            picture->low = low;
            picture->high = high;
        }
        if (low < picture->low) picture->low = low;
        if (high > picture->high) picture->high = high;
    }
    return found > 0;
}

/* From 0 to steps - 1, evenly. */
static int64_t level(const struct picture *picture, double value, int64_t steps)
{
    double range = picture->high / 2 - picture->low / 2;
    if (!(range > 0)) return steps / 2;
    return (int64_t)floor((value / 2 - picture->low / 2) / range * (double)(steps - 1) + 0.5);
}

static void draw_curve(const struct picture *picture, int64_t height)
{
    int64_t row, x;
    for (row = height - 1; row >= 0; row--) {
        int64_t end = -1;
        if (row == height - 1) put_label("%10s |", picture->high);
        else if (row == 0) put_label("%10s |", picture->low);
        else printf("%10s |", "");
        for (x = 0; x < picture->width; x++) {
            const struct cell *cell = &picture->cells[x];
            if (cell->count == 0 || row < level(picture, cell->low, height) || row > level(picture, cell->high, height)) continue;
            printf("%*s*", (int)(x - end - 1), "");
            end = x;
        }
        putchar('\n');
    }
    printf("%10s +", "");
    for (x = 0; x < picture->width; x++) putchar('-');
    printf("\n%10s  0%*lld\n", "", (int)(picture->width > 1 ? picture->width - 1 : 1), (long long)(picture->nx - 1));
}

static void draw_map(const struct picture *picture)
{
    static const char shades[] = " .:-=+*#%@";
    int64_t x, y;
    for (y = 0; y < picture->height; y++) {
        putchar('|');
        for (x = 0; x < picture->width; x++) {
            const struct cell *cell = &picture->cells[y * picture->width + x];
            putchar(cell->count == 0 ? '?' : shades[level(picture, mean_of(cell), 10)]);
        }
        fputs("|\n", stdout);
    }
    put_label("' ' is %s, ", picture->low);
    put_label("'@' is %s\n", picture->high);
}

static int fill(const struct array *array, const struct feed *feed, struct picture *picture)
{
    const void *data;
    int64_t step, count, i, at = 0;
    npy_error err;
    double *buffer = malloc((size_t)(feed->whole != NULL ? 1 : feed->block * 8 + 1));

    picture->cells = calloc((size_t)(picture->width * picture->height), sizeof *picture->cells);
    if (buffer == NULL || picture->cells == NULL) {
        free(buffer);
        complain(array->path, NULL, 0, "no memory for the picture");
        return UNREADABLE;
    }
    for (step = 0; step < feed->steps; step++) {
        if (feed_block(feed, step, buffer, &data, &count, &err) != NPY_OK) {
            free(buffer);
            progress_end();
            return unreadable(array, &err);
        }
        for (i = 0; i < count; i++) put_element_in(picture, at++, ((const double *)data)[i]);
        progress_at(step, feed->steps);
    }
    free(buffer);
    progress_end();
    return FINE;
}

static int refuse(const struct array *array, const char *why)
{
    complain(array->path, array->member != NULL ? array->member->name : NULL,
             array->member != NULL ? array->member->name_length : 0, why);
    return USAGE;
}

static int draw(const struct asked *asked, const struct array *array, const struct feed *feed)
{
    struct picture picture = { 0 };
    int64_t shape[NPY_MAX_NDIM];
    int32_t i, ndim = 0;
    char why[100];
    int status;

    for (i = 0; i < feed->info.ndim; i++) {
        if (i >= feed->cut.ndim || !feed->cut.dropped[i]) shape[ndim++] = feed->info.shape[i];
    }
    if (ndim != 1 && ndim != 2) {
        snprintf(why, sizeof why, "%d axes cannot be drawn: --slice, so that one or two are left", (int)ndim);
        return refuse(array, why);
    }
    if (feed->info.count == 0) return refuse(array, "there is nothing to be drawn");
    picture.nx = shape[ndim - 1];
    picture.ny = ndim == 2 ? shape[0] : 1;
    picture.width = picture.nx < asked->width ? picture.nx : asked->width;
    picture.height = picture.ny < asked->height ? picture.ny : asked->height;
    status = fill(array, feed, &picture);
    if (status == FINE) {
        put_path(stdout, array->path);
        if (array->member != NULL) {
            fputs(": ", stdout);
            put_name(stdout, array->member->name, (size_t)array->member->name_length);
        }
        putchar(' ');
        put_shape(stdout, ndim, shape, '(', ')');
        putchar('\n');
        if (!measure(&picture, ndim == 1)) status = refuse(array, "all is NaN or infinite");
        else if (ndim == 1) draw_curve(&picture, asked->height);
        else draw_map(&picture);
    }
    free(picture.cells);
    return status;
}

static int show(void *context, struct array *array)
{
    struct asked *asked = context;
    struct feed feed;
    npy_request request;
    npy_error err;
    npy_info info;
    int status;

    if (array->reader == NULL) return unreadable(array, array->err);
    memset(&request, 0, sizeof request);
    request.field = asked->wanted.field;
    if (npy_plan(array->reader, &request, &info, &err) != NPY_OK) return unreadable(array, &err);
    if (info.kind == '\0' || strchr("biuf", info.kind) == NULL) {
        return refuse(array, "only booleans, integers and floats can be drawn");
    }
    progress_start("plot", array->path);
    status = feed_open(&feed, array, &asked->wanted);
    if (status == FINE) status = draw(asked, array, &feed);
    feed_close(&feed);
    return status;
}

int run_plot(int argc, char **argv)
{
    struct asked asked = { { .order = 'C', .bytes = 1 << 18, .dtype = "f8", .casting = NPY_CAST_UNSAFE }, 64, 16 };
    struct selection selection = { NULL, 0, 1 };
    const struct option table[] = {
        { 's', "slice", OPTION_TEXT, &asked.wanted.slice }, { 'f', "field", OPTION_TEXT, &asked.wanted.field },
        { 'm', "member", OPTION_TEXT, &selection.member }, { 'n', "nth", OPTION_COUNT, &selection.nth },
        { 'W', "width", OPTION_COUNT, &asked.width }, { 'H', "height", OPTION_COUNT, &asked.height }, { 0, NULL, 0, NULL },
    };
    int count, i, status = options(argc, argv, table, help, &count);

    if (status >= 0) return status;
    if (count == 0) return usage("plot wants files");
    if (asked.width < 1 || asked.width > MOST_CELLS || asked.height < 2 || asked.height > MOST_CELLS) {
        return usage("--width is 1 to %d and --height 2 to %d", MOST_CELLS, MOST_CELLS);
    }
    status = FINE;
    for (i = 0; i < count; i++) status = worse(status, visit_arrays(argv[i], &selection, show, &asked));
    return status;
}

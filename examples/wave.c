/*
 * Waves in a pond: a simulation that takes its start from NumPy and gives its results back.
 *
 *     wave POND.npy LAST.npy FILM.npy [--steps N] [--every N] [--courant R]
 *
 * POND is the height of the water at rest, an array of float64 with two axes (y, x). LAST is
 * the height after N steps, FILM the height at every so many steps, with time as its first axis.
 *
 * The equation is u_tt = c^2 (u_xx + u_yy), the walls reflect. The scheme is the leapfrog: of
 * second order, explicit, and it loses no energy. With h the size of a cell it is stable for a
 * Courant number R = c dt / h of up to 1/sqrt(2).
 */
#include <npyrw.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    const char *pond, *last, *film;
    int64_t steps, every;
    double courant;
};

struct pond {
    int64_t ny, nx;
    double *now;    /* heights at this step, row after row */
    double *before; /* and at the step before */
};

/* Says what went wrong with which file; npyrw's messages never name it. */
static int failed(const char *doing, const char *path, const npy_error *err)
{
    fprintf(stderr, "wave: cannot %s %s: %s", doing, path, err->message);
    if (err->offset >= 0) fprintf(stderr, " (at byte %" PRId64 ")", err->offset);
    fprintf(stderr, " [%s]\n", npy_status_name(err->code));
    return 1;
}

static int read_pond(struct pond *pond, const char *path)
{
    npy_error err;
    npy_info info;
    npy_reader *file = NULL;
    /* An array in Fortran order is turned on its way in, one of the other byte order swapped. */
    const npy_request rows = { .order = 'C' };

    if (npy_open(path, &file, &err) || npy_expect(file, "f8", 2, &err) || npy_header(file, &info, &err)) {
        goto failed;
    }
    if (info.count == 0) {
        fprintf(stderr, "wave: %s has no cells\n", path);
        npy_close(file);
        return 1;
    }
    pond->ny = info.shape[0];
    pond->nx = info.shape[1];
    pond->now = malloc((size_t)info.nbytes);
    pond->before = malloc((size_t)info.nbytes);
    if (!pond->now || !pond->before) {
        fprintf(stderr, "wave: no memory for two fields of %" PRId64 " bytes\n", info.nbytes);
        npy_close(file);
        return 1;
    }
    if (npy_read(file, &rows, pond->now, (size_t)info.nbytes, &err)) goto failed;
    npy_close(file);
    /* The water starts at rest. */
    memcpy(pond->before, pond->now, (size_t)info.nbytes);
    return 0;

failed:
    npy_close(file);
    return failed("read", path, &err);
}

/* The cells around (y, x) in a row; behind a wall lies the cell itself again. */
struct rows {
    const double *here, *above, *below;
};

static struct rows rows_at(const double *u, int64_t ny, int64_t nx, int64_t y)
{
    struct rows rows;
    rows.here = u + y * nx;
    rows.above = y > 0 ? rows.here - nx : rows.here;
    rows.below = y < ny - 1 ? rows.here + nx : rows.here;
    return rows;
}

/* One step: next = 2 now - before + k (neighbours - 4 now), with k = R^2. */
static void step(struct pond *pond, double k)
{
    const int64_t ny = pond->ny, nx = pond->nx;
    double *const swap = pond->before;

    for (int64_t y = 0; y < ny; y++) {
        const struct rows u = rows_at(pond->now, ny, nx, y);
        double *next = pond->before + y * nx;
        for (int64_t x = 0; x < nx; x++) {
            const double left = u.here[x > 0 ? x - 1 : x], right = u.here[x < nx - 1 ? x + 1 : x];
            /* Added in pairs, so that a symmetric pond stays symmetric to the last bit. */
            const double around = (left + right) + (u.above[x] + u.below[x]);
            next[x] = 2 * u.here[x] - next[x] + k * (around - 4 * u.here[x]);
        }
    }
    pond->before = pond->now;
    pond->now = swap;
}

/* What the leapfrog conserves between two steps: motion and slope, in units of cell and step. */
static double energy(const struct pond *pond, double k)
{
    const int64_t ny = pond->ny, nx = pond->nx;
    double motion = 0, slope = 0;

    for (int64_t y = 0; y < ny; y++) {
        const struct rows a = rows_at(pond->before, ny, nx, y), b = rows_at(pond->now, ny, nx, y);
        for (int64_t x = 0; x < nx; x++) {
            const double moved = b.here[x] - a.here[x];
            motion += moved * moved;
            slope += (a.below[x] - a.here[x]) * (b.below[x] - b.here[x]);
            if (x < nx - 1) slope += (a.here[x + 1] - a.here[x]) * (b.here[x + 1] - b.here[x]);
        }
    }
    return (motion + k * slope) / 2;
}

static int run(struct pond *pond, const struct options *options)
{
    const double k = options->courant * options->courant;
    const int64_t frames[3] = { -1, pond->ny, pond->nx }; /* as many as it will be */
    const npy_spec spec = { .dtype = "f8", .ndim = 3, .shape = frames };
    npy_error err;
    npy_writer *film = NULL;
    double first = 0, last = 0;

    if (npy_create(options->film, &spec, &film, &err)) goto no_film;
    if (npy_write_rows(film, 1, pond->now, NULL, &err)) goto no_film;
    for (int64_t n = 1; n <= options->steps; n++) {
        /* From rest: the step before the first is the same as the one after it. */
        step(pond, n == 1 ? k / 2 : k);
        if (n == 1) first = energy(pond, k);
        if (n % options->every == 0 && npy_write_rows(film, 1, pond->now, NULL, &err)) goto no_film;
    }
    if (options->steps > 0) last = energy(pond, k);
    /* The film appears under its name here, and not if anything failed. */
    if (npy_finish(film, &err)) return failed("write", options->film, &err);
    if (npy_save(options->last, "f8", 2, frames + 1, pond->now, &err)) {
        return failed("write", options->last, &err);
    }
    printf("%" PRId64 " steps of %" PRId64 " x %" PRId64 " cells; energy %.15g at first, %.15g at last\n",
           options->steps, pond->ny, pond->nx, first, last);
    return 0;

no_film:
    npy_discard(film);
    return failed("write", options->film, &err);
}

static int whole_number(const char *text, int64_t least, int64_t *number)
{
    char *end;
    errno = 0;
    const long long n = strtoll(text, &end, 10);
    if (end == text || *end || errno || n < least) return 0;
    *number = n;
    return 1;
}

static int real_number(const char *text, double *number)
{
    char *end;
    const double x = strtod(text, &end);
    if (end == text || *end) return 0;
    *number = x;
    return 1;
}

static int usage(void)
{
    fputs("usage: wave POND.npy LAST.npy FILM.npy [--steps N] [--every N] [--courant R]\n", stderr);
    return 2;
}

static int options_of(int argc, char **argv, struct options *options)
{
    const char *paths[3];
    int count = 0;

    for (int i = 1; i < argc; i++) {
        const char *name = argv[i], *value = argv[i + 1]; /* NULL behind the last */
        int good;
        if (strncmp(name, "--", 2) != 0) {
            if (count == 3) return usage();
            paths[count++] = name;
            continue;
        }
        if (!value) return usage();
        i++;
        if (strcmp(name, "--steps") == 0) {
            good = whole_number(value, 0, &options->steps);
        } else if (strcmp(name, "--every") == 0) {
            good = whole_number(value, 1, &options->every);
        } else if (strcmp(name, "--courant") == 0) {
            good = real_number(value, &options->courant);
        } else {
            return usage();
        }
        if (!good) {
            fprintf(stderr, "wave: %s cannot be \"%s\"\n", name, value);
            return 2;
        }
    }
    if (count < 3) return usage();
    options->pond = paths[0];
    options->last = paths[1];
    options->film = paths[2];
    /* Not (0 < R <= 1/sqrt(2)): also what is no number at all. */
    if (!(options->courant > 0 && 2 * options->courant * options->courant <= 1)) {
        fprintf(stderr, "wave: a Courant number of %g is unstable: it must be above 0 and at most 1/sqrt(2)\n",
                options->courant);
        return 2;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct options options = { .steps = 480, .every = 20, .courant = 0.7 };
    struct pond pond = { 0 };
    int status = options_of(argc, argv, &options);

    if (status == 0) status = read_pond(&pond, options.pond);
    if (status == 0) status = run(&pond, &options);
    free(pond.now);
    free(pond.before);
    return status;
}

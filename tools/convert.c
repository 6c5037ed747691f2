/* npyrw convert: another dtype, order or container, block by block. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "npyrw convert [OPTION...] FILE... OUTPUT\n\n"
    "Writes arrays anew. OUTPUT becomes an archive if it ends in .npz, else a .npy, of one array; the\n"
    "old file is there until the new one is complete. - is standard output, an archive if what only\n"
    "archives have is asked for. A .npy is the file that numpy.save writes, and an archive the one\n"
    "that numpy.savez writes, if it is not compressed.\n\n"
    "  -d, --dtype DTYPE     another dtype, such as f4, '>i2' or float16\n"
    "  -c, --casting RULE    what --dtype may do: safe, same_kind (unless given) or unsafe\n"
    "  -o, --order C|F       another order of the elements\n"
    "  -s, --slice SLICE     a part, as between NumPy's brackets\n"
    "  -f, --field FIELD     of structs this field only\n"
    "  -m, --member NAME     of archives this member only\n"
    "  -n, --nth N           of arrays one behind the other in a .npy that one; 0 is the first\n"
    "      --to npy|npz      whatever OUTPUT is called\n\n"
    "of archives:\n"
    "      --name NAME       the member's name; else the old one, or the file's without .npy\n"
    "  -u, --update          OUTPUT's other members stay\n"
    "  -z, --compress        deflate, as numpy.savez_compressed does\n"
    "      --level N         how hard: 1 to 9; 6 unless given\n"
    "      --block BYTES     deflate in blocks, of which any can be read alone; such as 262144\n"
    "      --align BYTES     members begin at a multiple of this, such as 64, and can be mapped\n"
    "  -t, --threads N       so many may compress blocks\n";

struct job {
    struct wanted wanted;
    const char *output, *name;
    char order;
    int written;
    npz_writer *archive; /* NULL: a .npy is made */
    npy_error err;
};

static int unwritable(const struct job *job, const npy_error *err)
{
    complain(strcmp(job->output, "-") == 0 ? "standard output" : job->output, NULL, 0, err->message);
    return UNWRITABLE;
}

static int transfer(const struct job *job, const struct array *array, const struct feed *feed, npy_writer *writer)
{
    const void *data;
    int64_t step, count;
    npy_error err;
    int status = FINE;
    void *buffer = malloc((size_t)(feed->whole != NULL ? 1 : feed->block * feed->info.itemsize + 1));

    if (buffer == NULL) {
        complain(array->path, NULL, 0, "no memory for a block");
        return UNREADABLE;
    }
    for (step = 0; step < feed->steps && status == FINE; step++) {
        if (feed_block(feed, step, buffer, &data, &count, &err) != NPY_OK) status = unreadable(array, &err);
        else if (npy_write(writer, data, (size_t)(count * feed->info.itemsize), &err) != NPY_OK) status = unwritable(job, &err);
        progress_at(step, feed->steps);
    }
    free(buffer);
    return status;
}

/* The key of a member: given, its own, or the file's name. Yours to free. */
static char *key_of(const struct job *job, const struct array *array)
{
    const char *name = job->name, *slash;
    char *key;
    size_t length;

    if (name == NULL && array->member != NULL) name = array->member->name;
    if (name == NULL && strcmp(array->path, "-") == 0) name = "arr_0";
    if (name != NULL) {
        length = strlen(name);
    } else {
        slash = strrchr(array->path, '/');
        name = slash != NULL ? slash + 1 : array->path;
        length = strlen(name);
        if (length > 4 && strcmp(name + length - 4, ".npy") == 0) length -= 4;
    }
    key = malloc(length + 1);
    if (key == NULL) return NULL;
    memcpy(key, name, length);
    key[length] = '\0';
    return key;
}

static npy_status begin(const struct job *job, const struct array *array, const npy_spec *spec, npy_writer **writer, npy_error *err)
{
    npy_status status;
    char *key;
    if (job->archive == NULL) {
        return strcmp(job->output, "-") == 0 ? npy_create_fd(STDOUT_FILENO, spec, writer, err)
                                             : npy_create(job->output, spec, writer, err);
    }
    key = key_of(job, array);
    if (key == NULL) {
        memset(err, 0, sizeof *err);
        err->code = NPY_ERR_MEMORY;
        strcpy(err->message, "no memory for a name");
        return NPY_ERR_MEMORY;
    }
    status = npz_add(job->archive, key, spec, writer, err);
    free(key);
    return status;
}

static int write_array(const struct job *job, const struct array *array, const struct feed *feed)
{
    int64_t shape[NPY_MAX_NDIM];
    npy_spec spec = { .dtype = feed->info.descr, .data_dtype = feed->info.descr, .shape = shape, .order = feed->order };
    npy_writer *writer;
    npy_error err;
    int32_t i;
    int status;

    for (i = 0; i < feed->info.ndim; i++) {
        if (i >= feed->cut.ndim || !feed->cut.dropped[i]) shape[spec.ndim++] = feed->info.shape[i];
    }
    if (begin(job, array, &spec, &writer, &err) != NPY_OK) return unwritable(job, &err);
    status = transfer(job, array, feed, writer);
    progress_end();
    if (status != FINE) {
        npy_discard(writer);
        return status;
    }
    return npy_finish(writer, &err) != NPY_OK ? unwritable(job, &err) : FINE;
}

static int convert(void *context, struct array *array)
{
    struct job *job = context;
    struct wanted wanted = job->wanted;
    struct feed feed;
    npy_error err;
    npy_info info;
    int status;

    if (array->reader == NULL) return unreadable(array, array->err);
    /* An archive from a pipe, of which the count was not known. */
    if (job->archive == NULL && job->written++ > 0) return usage("a .npy holds one array: --member, or an archive");
    if (npy_header(array->reader, &info, &err) != NPY_OK) return unreadable(array, &err);
    if (wanted.dtype == NULL && wanted.field == NULL) wanted.dtype = info.descr;
    wanted.order = job->order != 0 ? job->order : info.order;
    progress_start("convert", array->path);
    status = feed_open(&feed, array, &wanted);
    if (status == FINE) status = write_array(job, array, &feed);
    feed_close(&feed);
    return status;
}

static int casting_of(const char *name, int32_t *casting)
{
    if (name == NULL || strcmp(name, "same_kind") == 0) *casting = NPY_CAST_SAME_KIND;
    else if (strcmp(name, "safe") == 0) *casting = NPY_CAST_SAFE;
    else if (strcmp(name, "unsafe") == 0) *casting = NPY_CAST_UNSAFE;
    else return usage("--casting is safe, same_kind or unsafe");
    return FINE;
}

static int ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), of_end = strlen(end);
    return length >= of_end && strcmp(text + length - of_end, end) == 0;
}

/* 1: an archive, 0: a .npy, below: usage. */
static int is_archive(const char *to, const char *output)
{
    if (to == NULL) return ends_with(output, ".npz");
    if (strcmp(to, "npz") == 0) return 1;
    if (strcmp(to, "npy") == 0) return 0;
    usage("--to is npy or npz");
    return -1;
}

static int open_archive(struct job *job, const npz_options *settings, int update)
{
    npy_status status;
    if (strcmp(job->output, "-") == 0) status = npz_create_fd(STDOUT_FILENO, settings, &job->archive, &job->err);
    else if (update) status = npz_update(job->output, settings, &job->archive, &job->err);
    else status = npz_create(job->output, settings, &job->archive, &job->err);
    return status != NPY_OK ? unwritable(job, &job->err) : FINE;
}

/* A .npy has room for one array. */
static int one_array(const char *path, const struct selection *selection)
{
    struct opened opened;
    npy_error err;
    int64_t count = 1;
    if (strcmp(path, "-") == 0) return 1; /* told when it is opened, once */
    if (open_path(path, &opened, &err) == NPY_OK && opened.archive != NULL && selection->member == NULL) {
        count = npz_count(opened.archive);
    }
    close_path(&opened);
    return count == 1;
}

int run_convert(int argc, char **argv)
{
    struct job job = { { .bytes = 1 << 24 }, NULL, NULL, 0, 0, NULL, { 0 } };
    struct selection selection = { NULL, 0, 0 };
    const char *casting = NULL, *order = NULL, *to = NULL;
    int update = 0, compress = 0, archive, count, i, status;
    int64_t level = 0, block = 0, align = 0, threads = 0;
    npz_options settings;
    const struct option table[] = {
        { 'd', "dtype", OPTION_TEXT, &job.wanted.dtype }, { 'c', "casting", OPTION_TEXT, &casting },
        { 'o', "order", OPTION_TEXT, &order }, { 's', "slice", OPTION_TEXT, &job.wanted.slice },
        { 'f', "field", OPTION_TEXT, &job.wanted.field }, { 'm', "member", OPTION_TEXT, &selection.member },
        { 'n', "nth", OPTION_COUNT, &selection.nth }, { 0, "to", OPTION_TEXT, &to },
        { 0, "name", OPTION_TEXT, &job.name }, { 'u', "update", OPTION_FLAG, &update },
        { 'z', "compress", OPTION_FLAG, &compress }, { 0, "level", OPTION_COUNT, &level },
        { 0, "block", OPTION_COUNT, &block }, { 0, "align", OPTION_COUNT, &align },
        { 't', "threads", OPTION_COUNT, &threads }, { 0, NULL, 0, NULL },
    };

    status = options(argc, argv, table, help, &count);
    if (status >= 0) return status;
    if (count < 2) return usage("convert wants files and an output");
    if (casting_of(casting, &job.wanted.casting) != FINE) return USAGE;
    if (order != NULL && strcmp(order, "C") != 0 && strcmp(order, "F") != 0) return usage("--order is C or F");
    if (order != NULL) job.order = order[0];
    if (job.order == 'F' && job.wanted.field != NULL) return usage("a field is written in C order");
    if (level > 9 || block > INT32_MAX || align > INT32_MAX || threads > 1024) return usage("a number is too large");
    job.output = argv[count - 1];
    archive = is_archive(to, job.output);
    if (archive < 0) return USAGE;
    if (to == NULL && strcmp(job.output, "-") == 0) archive = compress || level || block || align || job.name != NULL || count > 2;
    if (!archive && (update || compress || level || block || align || job.name != NULL)) {
        return usage("what is asked for is for archives only");
    }
    if (!archive && (count > 2 || !one_array(argv[0], &selection))) return usage("a .npy holds one array: --member, or an archive");
    if (archive && job.name != NULL && count > 2) return usage("--name is for one array");
    if (archive) {
        memset(&settings, 0, sizeof settings);
        settings.method = compress || level > 0 || block > 0 ? NPZ_DEFLATED : NPZ_STORED;
        settings.level = (int32_t)level;
        settings.block = (int32_t)block;
        settings.align = (int32_t)align;
        settings.threads = (int32_t)threads;
        status = open_archive(&job, &settings, update);
        if (status != FINE) return status;
    }
    status = FINE;
    for (i = 0; i + 1 < count && status == FINE; i++) status = visit_arrays(argv[i], &selection, convert, &job);
    if (!archive) return status;
    if (status != FINE) {
        npz_discard(job.archive);
        return status;
    }
    return npz_finish(job.archive, &job.err) != NPY_OK ? unwritable(&job, &job.err) : FINE;
}

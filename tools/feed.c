/* The elements of an array block by block, in the order that is wanted, so that none has to be in memory whole. */
#include "tool.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The axes from the slowest to the fastest. */
static int32_t axis_of(const struct feed *feed, int32_t place)
{
    return feed->order == 'F' ? feed->cut.ndim - 1 - place : place;
}

static npy_request request_of(const struct feed *feed, const npy_slice *slices)
{
    npy_request request = { .dtype = feed->dtype, .field = feed->field, .casting = feed->casting, .order = feed->order,
                            .slices = slices, .nslices = feed->cut.ndim };
    return request;
}

static void plan_blocks(struct feed *feed, int64_t bytes)
{
    int32_t ndim = feed->cut.ndim, place;
    int64_t itemsize = feed->info.itemsize > 0 ? feed->info.itemsize : 1, most = bytes / itemsize, length;

    feed->inner = 1;
    for (place = ndim; place < feed->info.ndim; place++) feed->inner *= feed->info.shape[place];
    feed->split = ndim - 1;
    feed->steps = feed->ranges = feed->rows = feed->info.count > 0;
    if (feed->info.count == 0) return;
    if (ndim == 0) {
        feed->block = feed->inner;
        return;
    }
    while (feed->split > 0 && feed->inner <= most / feed->cut.count[axis_of(feed, feed->split)]) {
        feed->inner *= feed->cut.count[axis_of(feed, feed->split--)];
    }
    length = feed->cut.count[axis_of(feed, feed->split)];
    feed->rows = most / feed->inner;
    if (feed->rows < 1) feed->rows = 1;
    if (feed->rows > length) feed->rows = length;
    feed->ranges = (length - 1) / feed->rows + 1;
    feed->steps = feed->ranges;
    for (place = 0; place < feed->split; place++) feed->steps *= feed->cut.count[axis_of(feed, place)];
    feed->block = feed->rows * feed->inner;
}

/* Somebody cut the file that is mapped. This is a program, so it may say so in its own way. */
static void is_cut(int number)
{
    static const char message[] = "npyrw: the file was cut while it was read\n";
    (void)number;
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0) _exit(UNREADABLE);
    _exit(UNREADABLE);
}

/* Large arrays that lie in a file as they are wanted need not be copied. */
static void map(struct feed *feed, const npy_info *of_file)
{
    struct sigaction action;
    if (feed->info.nbytes < 1 << 24 || feed->order != of_file->order || feed->field != NULL || feed->dtype != NULL) return;
    if (npy_map_from(feed->reader, NPY_MAP_READ, &feed->whole, NULL) != NPY_OK) return;
    memset(&action, 0, sizeof action);
    action.sa_handler = is_cut;
    sigaction(SIGBUS, &action, NULL);
}

int feed_open(struct feed *feed, const struct array *array, const struct wanted *wanted)
{
    npy_slice slices[NPY_MAX_NDIM];
    npy_request request;
    npy_error err;
    npy_info info;
    char why[120];
    int32_t i;

    memset(feed, 0, sizeof *feed);
    if (array->reader == NULL) return unreadable(array, array->err);
    if (npy_header(array->reader, &info, &err) != NPY_OK) return unreadable(array, &err);
    if (wanted->slice != NULL) {
        if (cut_parse(&feed->cut, wanted->slice, info.ndim, info.shape, why, sizeof why) != 0) {
            complain(array->path, array->member != NULL ? array->member->name : NULL,
                     array->member != NULL ? array->member->name_length : 0, why);
            return USAGE;
        }
    } else {
        cut_whole(&feed->cut, info.ndim, info.shape);
    }
    feed->reader = array->reader;
    feed->dtype = wanted->dtype;
    feed->field = wanted->field;
    feed->casting = wanted->casting;
    feed->order = wanted->field != NULL ? 'C' : wanted->order != 0 ? wanted->order : info.order;
    for (i = 0; i < info.ndim; i++) slices[i] = cut_part(&feed->cut, i, 0, feed->cut.count[i]);
    request = request_of(feed, slices);
    if (npy_plan(feed->reader, &request, &feed->info, &err) != NPY_OK) {
        int found = unreadable(array, &err);
        return err.code == NPY_ERR_DTYPE || err.code == NPY_ERR_CAST ? USAGE : found;
    }
    plan_blocks(feed, wanted->bytes);
    if (feed->steps > 0 && is_stream(array)) {
        request.threads = 4;
        request.progress = progress_call;
        if (npy_load_from(feed->reader, &request, &feed->whole, &err) != NPY_OK) return unreadable(array, &err);
    } else if (wanted->map && wanted->slice == NULL) map(feed, &info);
    return FINE;
}

int64_t feed_count(const struct feed *feed, int64_t step)
{
    int64_t length, left;
    if (feed->split < 0 || feed->cut.ndim == 0) return feed->inner;
    length = feed->cut.count[axis_of(feed, feed->split)];
    left = length - step % feed->ranges * feed->rows;
    return (left < feed->rows ? left : feed->rows) * feed->inner;
}

npy_status feed_block(const struct feed *feed, int64_t step, void *buffer, const void **data, int64_t *count, npy_error *err)
{
    npy_slice slices[NPY_MAX_NDIM];
    npy_request request;
    int64_t range = step % feed->ranges, outer = step / feed->ranges;
    int32_t place;

    *count = feed_count(feed, step);
    if (feed->whole != NULL) {
        int64_t length = feed->cut.ndim > 0 ? feed->cut.count[axis_of(feed, feed->split)] : 1;
        *data = (const char *)npy_array_data(feed->whole) +
                (outer * length + range * feed->rows) * feed->inner * feed->info.itemsize;
        return NPY_OK;
    }
    for (place = feed->cut.ndim - 1; place >= 0; place--) {
        int32_t axis = axis_of(feed, place);
        int64_t length = feed->cut.count[axis];
        if (place > feed->split) {
            slices[axis] = cut_part(&feed->cut, axis, 0, length);
        } else if (place == feed->split) {
            slices[axis] = cut_part(&feed->cut, axis, range * feed->rows, *count / feed->inner);
        } else {
            slices[axis] = cut_part(&feed->cut, axis, outer % length, 1);
            outer /= length;
        }
    }
    request = request_of(feed, slices);
    *data = buffer;
    return npy_read(feed->reader, &request, buffer, (size_t)(*count * feed->info.itemsize), err);
}

void feed_close(struct feed *feed)
{
    npy_array_free(feed->whole);
    feed->whole = NULL;
}

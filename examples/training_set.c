/*
 * A training set that is made step by step: samples and their labels are added to two files that grow together, and a
 * program that trains on them may open both at any time. Started again, it goes on behind the last whole sample.
 *
 *     training_set FOLDER BATCHES
 *
 * leaves FOLDER/samples.npy, f4 of shape (n, 8, 8), and FOLDER/labels.npy, i8 of shape (n,): a disc or a square in noise.
 */
#include <npyrw.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 32, SIDE = 8 };

/* Numbers that depend on the sample alone, so that it does not matter how often the program was started. */
static uint32_t noise(uint64_t sample, uint32_t at)
{
    uint64_t x = (sample << 16 | at) * UINT64_C(0x9e3779b97f4a7c15) + 1;
    x = (x ^ x >> 31) * UINT64_C(0xbf58476d1ce4e5b9);
    return (uint32_t)(x >> 33);
}

static int64_t make_sample(uint64_t sample, float *pixels)
{
    int label = (int)(noise(sample, 1000) % 2), y, x;
    int cy = 3 + (int)(noise(sample, 1001) % 3), cx = 3 + (int)(noise(sample, 1002) % 3);
    for (y = 0; y < SIDE; y++) {
        for (x = 0; x < SIDE; x++) {
            int dy = abs(y - cy), dx = abs(x - cx), inside = label ? dy < 3 && dx < 3 : dy * dy + dx * dx < 8;
            pixels[y * SIDE + x] = (float)inside + (float)(noise(sample, (uint32_t)(y * SIDE + x)) % 1024) / 4096;
        }
    }
    return label;
}

static npy_status open_both(const char *folder, npy_writer **samples, npy_writer **labels, int64_t *count, npy_error *err)
{
    const int64_t of_samples[3] = { -1, SIDE, SIDE }, of_labels[1] = { -1 };
    npy_spec spec = { .dtype = "f4", .ndim = 3, .shape = of_samples };
    npy_spec label_spec = { .dtype = "i8", .ndim = 1, .shape = of_labels };
    char path[1024];
    npy_info info, of_label;
    npy_status status;

    snprintf(path, sizeof path, "%s/samples.npy", folder);
    if ((status = npy_append(path, &spec, samples, err)) != NPY_OK) return status;
    snprintf(path, sizeof path, "%s/labels.npy", folder);
    if ((status = npy_append(path, &label_spec, labels, err)) != NPY_OK) {
        npy_discard(*samples);
        return status;
    }
    npy_writer_info(*samples, &info, NULL);
    npy_writer_info(*labels, &of_label, NULL);
    /* Labels are flushed last: there are never more of them than samples. Who was killed between the two finds its
     * sample there, and only its label missing. */
    *count = of_label.shape[0];
    return info.shape[0] >= of_label.shape[0] ? NPY_OK : NPY_ERR_SHAPE;
}

int main(int argc, char **argv)
{
    float pixels[BATCH][SIDE][SIDE];
    int64_t label[BATCH], count, i;
    npy_writer *samples, *labels;
    npy_info info;
    npy_error err = { .message = "there are more labels than samples" };
    long batches, batch;

    if (argc != 3) {
        fputs("usage: training_set FOLDER BATCHES\n", stderr);
        return 2;
    }
    batches = atol(argv[2]);
    if (open_both(argv[1], &samples, &labels, &count, &err)) goto failed;
    npy_writer_info(samples, &info, NULL);
    printf("%lld samples are there\n", (long long)count);
    /* The labels that a killed run did not get to write. */
    for (; count < info.shape[0]; count++) {
        label[0] = make_sample((uint64_t)count, &pixels[0][0][0]);
        if (npy_write(labels, label, sizeof label[0], &err)) goto discard;
    }
    for (batch = 0; batch < batches; batch++) {
        for (i = 0; i < BATCH; i++) label[i] = make_sample((uint64_t)(count + i), &pixels[i][0][0]);
        if (npy_write(samples, pixels, sizeof pixels, &err) || npy_flush(samples, &err)) goto discard;
        if (npy_write(labels, label, sizeof label, &err) || npy_flush(labels, &err)) goto discard;
        count += BATCH;
    }
    if (npy_finish(samples, &err)) {
        npy_discard(labels);
        goto failed;
    }
    if (npy_finish(labels, &err)) goto failed;
    return 0;

discard:
    npy_discard(samples);
    npy_discard(labels);
failed:
    fprintf(stderr, "training_set: %s: %s\n", argv[1], err.message);
    return 1;
}

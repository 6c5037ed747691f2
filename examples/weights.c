/*
 * A network whose weights came from Python: reads them from an archive, whatever floats they are there, and runs it.
 *
 *     weights MODEL.npz X.npy Y.npy
 *
 * MODEL.npz holds w0 (n1, n0), b0 (n1,), w1 (n2, n1), b1 (n2,) and so on; X.npy is (samples, n0). Each layer is
 * w @ x + b, and between two layers what is below 0 becomes 0. Y.npy is f4 of shape (samples, of the last layer).
 */
#include <npyrw.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LAYERS = 100 };

typedef struct {
    npy_array *weights, *bias;
    int64_t outputs, inputs;
} layer;

/* As f4 in C order, rounded if it has to be. */
static const npy_request floats = { .dtype = "f4", .casting = NPY_CAST_SAME_KIND, .order = 'C' };

static npy_status load(const npz_reader *model, char letter, int which, int32_t ndim, npy_array **to, npy_error *err)
{
    char name[16];
    npy_reader *member;
    npy_status status;
    snprintf(name, sizeof name, "%c%d", letter, which);
    status = npz_get(model, name, &member, err);
    if (status != NPY_OK) return status;
    status = npy_expect(member, NULL, ndim, err);
    if (status == NPY_OK) status = npy_load_from(member, &floats, to, err);
    npy_close(member);
    return status;
}

static npy_status load_model(const char *path, layer *layers, int *count, npy_error *err)
{
    npz_reader *model;
    npy_status status = npz_open(path, &model, err);
    if (status != NPY_OK) return status;
    for (*count = 0; status == NPY_OK && *count < MOST_LAYERS;) {
        layer *next = &layers[*count];
        status = load(model, 'w', *count, 2, &next->weights, err);
        if (status == NPY_ERR_MEMBER && *count > 0) {
            status = NPY_OK; /* that was the last one */
            break;
        }
        if (status != NPY_OK) break;
        ++*count;
        next->outputs = npy_array_info(next->weights)->shape[0];
        next->inputs = npy_array_info(next->weights)->shape[1];
        status = load(model, 'b', *count - 1, 1, &next->bias, err);
        if (status == NPY_OK && (npy_array_info(next->bias)->shape[0] != next->outputs ||
                                 (*count > 1 && next->inputs != next[-1].outputs))) {
            snprintf(err->message, sizeof err->message, "layer %d does not fit", *count - 1);
            status = NPY_ERR_SHAPE;
        }
    }
    npz_close(model);
    return status;
}

static void apply(const layer *layer, const float *x, float *y, int last)
{
    const float *w = npy_array_data(layer->weights), *b = npy_array_data(layer->bias);
    int64_t i, j;
    for (i = 0; i < layer->outputs; i++) {
        float sum = b[i];
        for (j = 0; j < layer->inputs; j++) sum += w[i * layer->inputs + j] * x[j];
        y[i] = last || sum > 0 ? sum : 0;
    }
}

static npy_status run(const layer *layers, int count, const char *x_path, const char *y_path, npy_error *err)
{
    npy_reader *x = NULL;
    npy_writer *y;
    npy_info info;
    npy_status status;
    int64_t widest = layers[0].inputs, sample;
    float *value = NULL, *other, *swap;
    int i;

    for (i = 0; i < count; i++) {
        if (layers[i].outputs > widest) widest = layers[i].outputs;
    }
    if ((status = npy_open(x_path, &x, err)) || (status = npy_expect(x, NULL, 2, err)) || (status = npy_header(x, &info, err))) goto end;
    status = NPY_ERR_SHAPE;
    snprintf(err->message, sizeof err->message, "the samples do not fit the first layer");
    if (info.shape[1] != layers[0].inputs) goto end;
    value = malloc((size_t)widest * 2 * sizeof *value + 1);
    if (value == NULL) abort();
    other = value + widest;
    {
        int64_t shape[2] = { info.shape[0], layers[count - 1].outputs };
        npy_spec spec = { .dtype = "f4", .ndim = 2, .shape = shape };
        if ((status = npy_create(y_path, &spec, &y, err))) goto end;
    }
    for (sample = 0; sample < info.shape[0] && status == NPY_OK; sample++) {
        npy_slice row = { sample, sample + 1, 1 };
        npy_request request = floats;
        float *here = value, *there = other;
        request.slices = &row;
        request.nslices = 1;
        status = npy_read(x, &request, here, (size_t)layers[0].inputs * sizeof *here, err);
        for (i = 0; i < count; i++) {
            apply(&layers[i], here, there, i == count - 1);
            swap = here;
            here = there;
            there = swap;
        }
        if (status == NPY_OK) status = npy_write(y, here, (size_t)layers[count - 1].outputs * sizeof *here, err);
    }
    if (status == NPY_OK) status = npy_finish(y, err);
    else npy_discard(y);
end:
    free(value);
    npy_close(x);
    return status;
}

int main(int argc, char **argv)
{
    static layer layers[MOST_LAYERS];
    npy_error err;
    int count = 0, i, status;

    if (argc != 4) {
        fputs("usage: weights MODEL.npz X.npy Y.npy\n", stderr);
        return 2;
    }
    status = load_model(argv[1], layers, &count, &err) || run(layers, count, argv[2], argv[3], &err);
    if (status) fprintf(stderr, "weights: %s\n", err.message);
    else printf("%d layers, %lld inputs, %lld outputs\n", count, (long long)layers[0].inputs, (long long)layers[count - 1].outputs);
    for (i = 0; i < count; i++) {
        npy_array_free(layers[i].weights);
        npy_array_free(layers[i].bias);
    }
    return status;
}

/*
 * Particles as structs in C: saved as they lie in memory, padding and all, and read back, also a single member of them.
 *
 *     swarm OUT.npy [COUNT]       COUNT particles (1000)
 *     swarm --move IN.npy OUT.npy a step of them, whatever else a particle of IN.npy has
 */
#include <npyrw.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t id;
    double pos[3];
    float vel[3];
    char kind[8];
} particle;

static const npy_member members[] = {
    { "id", "u4", offsetof(particle, id) },
    { "pos", "(3,)f8", offsetof(particle, pos) },
    { "vel", "(3,)f4", offsetof(particle, vel) },
    { "kind", "S8", offsetof(particle, kind) },
};

static npy_status save(const char *path, const particle *particles, int64_t count, npy_error *err)
{
    npy_dtype *dtype;
    npy_status status = npy_dtype_struct(members, 4, sizeof(particle), &dtype, err);
    if (status != NPY_OK) return status;
    status = npy_save(path, npy_dtype_text(dtype), 1, &count, particles, err);
    npy_dtype_free(dtype);
    return status;
}

static particle *make(int64_t count)
{
    static const char *const kinds[] = { "electron", "muon", "tau" };
    particle *particles = calloc((size_t)count, sizeof *particles); /* padding is saved, too: let it be zeros */
    int64_t i;
    int axis;
    for (i = 0; particles != NULL && i < count; i++) {
        particles[i].id = (uint32_t)i;
        memcpy(particles[i].kind, kinds[i % 3], strlen(kinds[i % 3])); /* 8 letters need no NUL, as in NumPy */
        for (axis = 0; axis < 3; axis++) {
            particles[i].pos[axis] = (double)(i % (7 + axis)) / 8;
            particles[i].vel[axis] = (float)(i % (3 + axis)) - 1;
        }
    }
    return particles;
}

/* Each member by its name, to where it is in our struct: the file's may have others, another order, other numbers. */
static npy_status load(const char *path, particle **particles, int64_t *count, npy_error *err)
{
    static const char *const dtypes[] = { "u4", "f8", "f4", "S8" };
    npy_reader *file;
    npy_info info;
    npy_status status = npy_open(path, &file, err);
    int which;

    if (status != NPY_OK) return status;
    if ((status = npy_expect(file, NULL, 1, err)) || (status = npy_header(file, &info, err))) goto end;
    *count = info.shape[0];
    *particles = calloc((size_t)*count + 1, sizeof **particles);
    if (*particles == NULL) abort();
    for (which = 0; which < 4 && status == NPY_OK; which++) {
        const int64_t strides[2] = { sizeof(particle), which == 1 ? sizeof(double) : sizeof(float) };
        npy_request request = { .field = members[which].name, .dtype = dtypes[which], .strides = strides,
                                .casting = NPY_CAST_SAME_KIND };
        if ((status = npy_plan(file, &request, &info, err))) break;
        if ((which == 1 || which == 2) ? info.ndim != 2 || info.shape[1] != 3 : info.ndim != 1) {
            snprintf(err->message, sizeof err->message, "%s has another shape", members[which].name);
            status = NPY_ERR_SHAPE;
            break;
        }
        status = npy_read(file, &request, (char *)*particles + members[which].offset, (size_t)info.nbytes, err);
    }
end:
    npy_close(file);
    return status;
}

int main(int argc, char **argv)
{
    particle *particles = NULL;
    const char *out = argv[argc - 1];
    int64_t count = 1000, i;
    npy_error err;
    int axis;

    if (argc == 4 && strcmp(argv[1], "--move") == 0) {
        if (load(argv[2], &particles, &count, &err)) goto failed;
        for (i = 0; i < count; i++) {
            for (axis = 0; axis < 3; axis++) particles[i].pos[axis] += 0.5 * (double)particles[i].vel[axis];
        }
    } else if (argc == 2 || argc == 3) {
        out = argv[1];
        if (argc == 3) count = atol(argv[2]);
        particles = make(count);
        if (particles == NULL) abort();
    } else {
        fputs("usage: swarm OUT.npy [COUNT] | swarm --move IN.npy OUT.npy\n", stderr);
        return 2;
    }
    if (save(out, particles, count, &err)) goto failed;
    free(particles);
    return 0;

failed:
    fprintf(stderr, "swarm: %s\n", err.message);
    free(particles);
    return 1;
}

/* Does on purpose what a sanitizer is there to see, most of it inside of the library: if this ends well, the
 * sanitizer was not on. */
#include "check.h"

#include <pthread.h>

enum { COUNT = 1000 };

static npy_reader *a_reader(void)
{
    static char file[128 + COUNT * 8];
    static const int64_t shape[1] = { COUNT };
    npy_spec spec = ZERO;
    npy_reader *reader = NULL;
    size_t size;
    /* In the other byte order: each element goes through code of ours. */
    spec.dtype = ">f8";
    spec.ndim = 1;
    spec.shape = shape;
    if (npy_encode_header(&spec, file, sizeof file, &size, &err) || npy_open_memory(file, size + COUNT * 8, NULL, &reader, &err))
        exit(0);
    return reader;
}

static double shared[COUNT];

static void *reads(void *reader)
{
    int i;
    for (i = 0; i < 100; i++)
        npy_read_into((npy_reader *)reader, shared, sizeof shared, NULL);
    return NULL;
}

int main(int argc, char **argv)
{
    const char *fault = argc > 1 ? argv[1] : "";
    npy_reader *reader = a_reader();
    if (strcmp(fault, "overflow") == 0) {
        double *small = (double *)malloc(COUNT * 8 - 8);
        npy_read_into(reader, small, COUNT * 8, NULL);
        free(small);
    } else if (strcmp(fault, "freed") == 0) {
        double *volatile gone = (double *)malloc(COUNT * 8);
        free(gone);
        npy_read_into(reader, gone, COUNT * 8, NULL);
    } else if (strcmp(fault, "leaked") == 0) {
        return 0;
    } else if (strcmp(fault, "race") == 0) {
        pthread_t threads[2];
        int i;
        for (i = 0; i < 2; i++)
            if (pthread_create(&threads[i], NULL, reads, reader))
                return 0;
        for (i = 0; i < 2; i++)
            pthread_join(threads[i], NULL);
    } else if (strcmp(fault, "signed") == 0) {
        volatile int large = 0x7fffffff;
        volatile int more = large + argc;
        (void)more;
    }
    npy_close(reader);
    return 0;
}

/* Sources, sinks and progress are called on the thread that made the call, and on no
 * other, also where the library uses several: it makes none for what calls back. */
#include "check.h"

#include <pthread.h>

#define COUNT 300000

static double values[COUNT], found[COUNT];
static unsigned char stored[4 << 20];
static size_t length;
static pthread_t caller;
static long calls, elsewhere;

static void called(void)
{
    static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&counting);
    calls++;
    elsewhere += !pthread_equal(pthread_self(), caller);
    pthread_mutex_unlock(&counting);
}

static int64_t write_at(void *context, const void *data, size_t size, int64_t offset)
{
    (void)context;
    called();
    memcpy(stored + offset, data, size);
    if ((size_t)offset + size > length) length = (size_t)offset + size;
    return (int64_t)size;
}

static int64_t read_at(void *context, void *dst, size_t size, int64_t offset)
{
    size_t left = (size_t)offset < length ? length - (size_t)offset : 0;
    (void)context;
    called();
    if (size > left) size = left;
    memcpy(dst, stored + offset, size);
    return (int64_t)size;
}

static int32_t told(void *context, int64_t done, int64_t total)
{
    (void)context, (void)done, (void)total;
    called();
    return 0;
}

static void *all(void *nothing)
{
    const int64_t shape[1] = { COUNT };
    npz_options options = ZERO;
    npz_open_options open_options = ZERO;
    npy_request request = ZERO;
    npy_spec spec = ZERO;
    npy_sink sink = ZERO;
    npy_source source = ZERO;
    npz_writer *w = NULL;
    npz_reader *z = NULL;
    npy_reader *r = NULL;
    caller = pthread_self();

    /* An archive in blocks, which several threads pack. */
    options.method = NPZ_DEFLATED, options.block = 65536, options.threads = 4, options.progress = told;
    sink.write_at = write_at;
    spec.dtype = "f8", spec.ndim = 1, spec.shape = shape, spec.threads = 4, spec.progress = told;
    OK(npz_create_sink(&sink, &options, &w, &err));
    OK(npz_save_with(w, "a", &spec, values, NULL, &err));
    OK(npz_finish(w, &err));
    CHECK(calls > 0);
    INT(elsewhere, 0);

    /* Which several threads could unpack, if they need not be called back to. */
    source.read_at = read_at, source.length = (int64_t)length;
    open_options.progress = told;
    request.threads = 4, request.progress = told;
    calls = 0;
    OK(npz_open_source(&source, &open_options, &z, &err));
    OK(npz_get(z, "a", &r, &err));
    OK(npy_read(r, &request, found, sizeof found, &err));
    CHECK(memcmp(found, values, sizeof values) == 0);
    OK(npz_verify(z, &err));
    CHECK(calls > 10);
    INT(elsewhere, 0);
    npy_close(r);
    npz_close(z);

    /* And a plain array. */
    calls = 0, length = 0;
    OK(npy_create_sink(&sink, &spec, (npy_writer **)nothing, &err));
    OK(npy_write(*(npy_writer **)nothing, values, sizeof values, &err));
    OK(npy_finish(*(npy_writer **)nothing, &err));
    source.length = 0;
    OK(npy_open_source(&source, NULL, &r, &err));
    OK(npy_read(r, &request, found, sizeof found, &err));
    npy_close(r);
    CHECK(memcmp(found, values, sizeof values) == 0);
    CHECK(calls > 2);
    INT(elsewhere, 0);
    return NULL;
}

int main(void)
{
    npy_writer *w = NULL;
    pthread_t other;
    int i;
    for (i = 0; i < COUNT; i++) values[i] = (i * 7919L) % 10007;
    all(&w);
    /* From another thread than the first it is that one. */
    calls = length = 0;
    if (pthread_create(&other, NULL, all, &w) != 0) check_need(NULL, "pthread_create");
    pthread_join(other, NULL);
    return check_end();
}

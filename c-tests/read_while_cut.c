/* A file is cut and made longer again while it is read, ten thousand times: each read gives right data or an error,
 * never a signal. And rows are read by threads while another one adds them. */
#include "check.h"

#include <pthread.h>
#include <signal.h>

enum { LENGTH = 40000, TIMES = 10000, ROWS = 3000, WIDTH = 4, READERS = 3 };

static unsigned char bytes[LENGTH], found[LENGTH];
static int done; /* as all that threads share here, by atomic reads and writes */

/* Cuts the file at any place, and puts everything back. */
static void cut(const char *path)
{
    unsigned at = 7;
    int fd = open(path, O_RDWR);
    size_t size;
    unsigned char *all = check_read(path, &size);
    while (fd >= 0) {
        at = at * 1103515245u + 12345u;
        if (ftruncate(fd, 128 + (off_t)(at >> 8) % LENGTH) != 0) break;
        if (pwrite(fd, all, size, 0) != (ssize_t)size) break;
    }
    _exit(1);
}

static void cut_while_it_is_read(void)
{
    static const int64_t shape[1] = { LENGTH };
    npy_reader *r = NULL;
    int i, whole = 0, errors = 0, status = 0;
    size_t k;
    pid_t child;
    for (k = 0; k < LENGTH; k++) bytes[k] = (unsigned char)(k * 7 + 1);
    OK(npy_save("cut.npy", "u1", 1, shape, bytes, &err));
    OK(npy_open("cut.npy", &r, &err));
    fflush(stdout);
    child = fork();
    if (child == 0) cut("cut.npy");
    for (i = 0; i < TIMES; i++) {
        status = npy_read_into(r, found, LENGTH, &err);
        if (status == NPY_OK) {
            /* Bytes that were gone and come back in the middle of a read are zeros for a moment. */
            for (k = 0; k < LENGTH && (found[k] == bytes[k] || found[k] == 0); k++) {}
            whole += k == LENGTH;
        } else {
            errors += status == NPY_ERR_TRUNCATED;
        }
    }
    INT(whole + errors, TIMES);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    npy_close(r);
}

static void *reads_rows(void *opens)
{
    static const npy_slice last = { -1, NPY_NONE, 1 };
    npy_error e;
    int64_t before = 0;
    while (!__atomic_load_n(&done, __ATOMIC_ACQUIRE)) {
        npy_reader *r = NULL;
        npy_request request = ZERO;
        npy_info info;
        double row[WIDTH];
        int j;
        if (npy_open("rows.npy", &r, &e) != NPY_OK || npy_header(r, &info, &e) != NPY_OK) return NULL;
        request.slices = &last, request.nslices = 1;
        if (info.shape[0] > 0) {
            if (npy_read(r, &request, row, sizeof row, &e) != NPY_OK) return NULL;
            for (j = 0; j < WIDTH; j++) {
                if (row[j] != (double)((info.shape[0] - 1) * WIDTH + j)) return NULL;
            }
        }
        npy_close(r);
        if (info.shape[0] > before) before = info.shape[0];
        /* Who has found rows has been there while they came. */
        if (before > 0) __atomic_add_fetch((long *)opens, 1, __ATOMIC_RELEASE);
    }
    return before > 0 ? opens : NULL;
}

static long fewest(const long *opens)
{
    long least = __atomic_load_n(&opens[0], __ATOMIC_ACQUIRE);
    int i;
    for (i = 1; i < READERS; i++) {
        long n = __atomic_load_n(&opens[i], __ATOMIC_ACQUIRE);
        if (n < least) least = n;
    }
    return least;
}

static void read_while_it_grows(void)
{
    static const int64_t shape[2] = { -1, WIDTH };
    static long opens[READERS];
    npy_spec spec = ZERO;
    npy_writer *w = NULL;
    pthread_t threads[READERS];
    void *well;
    int64_t i, j;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;
    OK(npy_append("rows.npy", &spec, &w, &err));
    for (i = 0; i < READERS; i++) CHECK(pthread_create(&threads[i], NULL, reads_rows, &opens[i]) == 0);
    for (i = 0; i < ROWS || fewest(opens) < 10; i++) {
        double row[WIDTH];
        for (j = 0; j < WIDTH; j++) row[j] = (double)(i * WIDTH + j);
        OK(npy_write(w, row, sizeof row, &err));
        OK(npy_flush(w, &err));
    }
    __atomic_store_n(&done, 1, __ATOMIC_RELEASE);
    for (i = 0; i < READERS; i++) {
        pthread_join(threads[i], &well);
        CHECK(well != NULL);
    }
    OK(npy_finish(w, &err));
}

int main(void)
{
    cut_while_it_is_read();
    read_while_it_grows();
    return check_end();
}

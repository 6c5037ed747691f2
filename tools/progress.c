/* How far a long command is, for who looks at a terminal. */
#include "tool.h"

#include <time.h>
#include <unistd.h>

static const char *doing, *file;
static double began, said;
static int shown, watched;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void progress_start(const char *what, const char *path)
{
    doing = what;
    file = path;
    shown = 0;
    watched = isatty(STDERR_FILENO);
    if (watched) began = said = now();
}

void progress_at(int64_t done, int64_t total)
{
    double time;
    if (!watched || doing == NULL || total <= 0) return;
    time = now();
    if (time - began < 0.5 || time - said < 0.1) return;
    said = time;
    shown = 1;
    fprintf(stderr, "\r%s ", doing);
    put_path(stderr, file);
    fprintf(stderr, ": %3.0f %%", 100.0 * (double)done / (double)total);
    fflush(stderr);
}

void progress_clear(void)
{
    if (shown) fputs("\r\033[K", stderr);
    shown = 0;
}

void progress_end(void)
{
    progress_clear();
    doing = NULL;
}

int32_t progress_call(void *context, int64_t done, int64_t total)
{
    (void)context;
    progress_at(done, total);
    return 0;
}

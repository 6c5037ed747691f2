/* What is short, as a C program has it: through Python every call would cost more than what is measured. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

/* Reads `rows` rows of `size` bytes each, `stride` bytes apart from `offset` on, into `dst`: 0, or -1. */
int32_t pread_rows(const char *path, char *dst, int64_t offset, int64_t stride, int64_t rows, size_t size)
{
    int32_t status = 0;
    int fd = open(path, O_RDONLY);
    if (fd < 0) return -1;
    for (int64_t i = 0; i < rows && status == 0; i++) {
        if (pread(fd, dst + (size_t)i * size, size, (off_t)(offset + i * stride)) != (ssize_t)size) status = -1;
    }
    close(fd);
    return status;
}

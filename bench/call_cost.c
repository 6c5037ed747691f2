/* A small file opened, asked and read as often as is said; and one that stays open. Run under callgrind by
 * call_cost.sh, which takes the difference of two counts. */
#include <npyrw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double u[12];

int main(int argc, char **argv)
{
    long open = argc > 2 ? atol(argv[1]) : 0, header = argc > 2 ? atol(argv[2]) : 0, read = argc > 3 ? atol(argv[3]) : 0;
    int64_t shape[2] = { 3, 4 };
    npy_reader *r;
    npy_info info;
    if (npy_save("call_cost.npy", "f8", 2, shape, u, NULL) || npy_open("call_cost.npy", &r, NULL))
        return 1;
    while (header-- > 0)
        if (npy_header(r, &info, NULL))
            return 1;
    while (read-- > 0)
        if (npy_read_into(r, u, sizeof u, NULL))
            return 1;
    npy_close(r);
    while (open-- > 0) {
        if (npy_open("call_cost.npy", &r, NULL) || npy_header(r, &info, NULL) || npy_read_into(r, u, sizeof u, NULL))
            return 1;
        npy_close(r);
    }
    return 0;
}

/* Saves an array and reads it again. */
#include <npyrw.h>

#include <stdio.h>

int main(void)
{
    const double u[6] = { 1, 2, 3, 4, 5, 6 };
    const int64_t shape[2] = { 2, 3 };
    double v[6] = { 0 };
    npy_error err;
    npy_reader *r;
    if (npy_save("u.npy", "f8", 2, shape, u, &err) || npy_open("u.npy", &r, &err)) goto failed;
    if (npy_expect(r, "f8", 2, &err) || npy_read_into(r, v, sizeof v, &err)) goto failed;
    npy_close(r);
    printf("npyrw %s: %g\n", npy_version(), v[5]);
    return v[5] == 6 ? 0 : 1;
failed:
    fprintf(stderr, "%s\n", err.message);
    return 1;
}

/* Prints the version of the library and fails if the header is another one's. */
#include <npyrw.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    char header[64];
    sprintf(header, "%d.%d.%d", NPYRW_VERSION_MAJOR, NPYRW_VERSION_MINOR, NPYRW_VERSION_PATCH);
    puts(npy_version());
    if (strcmp(header, npy_version()) != 0) {
        fprintf(stderr, "the header says %s\n", header);
        return 1;
    }
    return 0;
}

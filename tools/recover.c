/* npyrw recover: makes files whole whose writers died. */
#include "tool.h"

static const char help[] =
    "npyrw recover FILE...\n\n"
    "Makes a .npy whole whose writer died: whole rows that its header does not claim are counted in,\n"
    "the part of a row is cut off, a claim of rows that are not there is taken back, and temporary\n"
    "files that dead writers left beside it are removed. Use it where you know that the writer is\n"
    "gone: bytes that something else put behind the array would become rows.\n\n"
    "Ends with 0 if the file is whole now, with 1 if rows that its header claimed are lost, with 3\n"
    "if it is no .npy or a writer has it.\n";

int run_recover(int argc, char **argv)
{
    const struct option table[] = { { 0, NULL, 0, NULL } };
    npy_recovery what;
    npy_error err;
    int count, i, status = options(argc, argv, table, help, &count);

    if (status >= 0) return status;
    if (count == 0) return usage("recover wants files");
    status = FINE;
    for (i = 0; i < count; i++) {
        if (npy_recover(argv[i], &what, &err) != NPY_OK) {
            complain(argv[i], NULL, 0, err.message);
            status = worse(status, err.code == NPY_ERR_NO_SPACE ? UNWRITABLE : UNREADABLE);
            continue;
        }
        put_path(stdout, argv[i]);
        printf(": %s\n", what.message);
        if (what.actions & NPY_RECOVERED_LOSS) status = worse(status, DIFFERENT);
    }
    return status;
}

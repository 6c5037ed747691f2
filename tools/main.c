/* npyrw: looks at, compares, mends and converts NumPy's files. One command a file. */
#include "tool.h"

#include <errno.h>
#include <string.h>

static const struct command commands[] = {
    { "info", "what arrays files hold", run_info },
    { "cat", "elements as text", run_cat },
    { "stats", "minimum, maximum, mean, how many NaN", run_stats },
    { "check", "whether files are whole", run_check },
    { "diff", "whether two files hold the same", run_diff },
    { "convert", "another dtype, order or container", run_convert },
    { "recover", "mend a file whose writer died", run_recover },
    { "plot", "a picture of characters", run_plot },
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void help(FILE *to)
{
    int i;
    fputs("npyrw: NumPy's .npy and .npz files on the command line\n\n"
          "  npyrw COMMAND [OPTION...] FILE...\n\n", to);
    for (i = 0; i < COMMANDS; i++) fprintf(to, "  %-8s  %s\n", commands[i].name, commands[i].what);
    fputs("\n"
          "`npyrw COMMAND --help` says more, and so does `man npyrw`. The file - is standard input.\n"
          "Ends with 0 if all is well, 1 if a difference or a damage was found, 2 for a wrong command\n"
          "line, 3 if something could not be read, 4 if something could not be written.\n", to);
}

static int run(int argc, char **argv)
{
    int i;
    if (argc < 2) {
        help(stderr);
        return USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        help(stdout);
        return FINE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        printf("npyrw %s\n", npy_version());
        return FINE;
    }
    for (i = 0; i < COMMANDS; i++) {
        if (strcmp(argv[1], commands[i].name) == 0) return commands[i].run(argc - 2, argv + 2);
    }
    fputs("npyrw: there is no command ", stderr);
    put_path(stderr, argv[1]);
    fputs(" (see npyrw --help)\n", stderr);
    return USAGE;
}

int main(int argc, char **argv)
{
    static char buffer[1 << 16];
    int status;

    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    status = run(argc, argv);
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "npyrw: standard output: %s\n", errno != 0 ? strerror(errno) : "cannot be written");
        status = UNWRITABLE;
    }
    return status;
}

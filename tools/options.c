/* The command line, by the usual rules: -v, -m NAME, -mNAME, --member NAME, --member=NAME, and -- ends them. */
#include "tool.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int worse(int one, int other)
{
    return one > other ? one : other;
}

int usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("npyrw: ", stderr);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputs(" (see npyrw --help)\n", stderr);
    return USAGE;
}

/* Says that the argument, whatever is in it, is not as it should be. */
static int wrong(const char *what, const char *argument, const char *why)
{
    fprintf(stderr, "npyrw: %s", what);
    put_path(stderr, argument);
    fprintf(stderr, "%s (see npyrw --help)\n", why);
    return USAGE;
}

static int take(const struct option *option, const char *value)
{
    char *end;
    errno = 0;
    switch (option->kind) {
    case OPTION_FLAG:
        *(int *)option->to += 1;
        return -1;
    case OPTION_TEXT:
        *(const char **)option->to = value;
        return -1;
    case OPTION_COUNT: {
        long long number = strtoll(value, &end, 10);
        if (errno != 0 || *end != '\0' || end == value || number < 0) {
            return usage("--%s wants a number that is not negative", option->name);
        }
        *(int64_t *)option->to = number;
        return -1;
    }
    default: {
        double number = strtod(value, &end);
        if (*end != '\0' || end == value || !(number >= 0)) {
            return usage("--%s wants a number that is not negative", option->name);
        }
        *(double *)option->to = number;
        return -1;
    }
    }
}

static const struct option *of_name(const struct option *table, const char *name, size_t length)
{
    for (; table->name != NULL; table++) {
        if (strlen(table->name) == length && memcmp(table->name, name, length) == 0) return table;
    }
    return NULL;
}

static const struct option *of_letter(const struct option *table, char letter)
{
    for (; table->name != NULL; table++) {
        if (letter != 0 && table->letter == letter) return table;
    }
    return NULL;
}

int options(int argc, char **argv, const struct option *table, const char *help, int *count)
{
    int left = 0, i, status;

    for (i = 0; i < argc; i++) {
        char *argument = argv[i];
        const struct option *option;
        if (strcmp(argument, "--") == 0) {
            for (i++; i < argc; i++) argv[left++] = argv[i];
            break;
        }
        if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
            fputs(help, stdout);
            return FINE;
        }
        if (strncmp(argument, "--", 2) == 0) {
            const char *name = argument + 2, *equals = strchr(name, '=');
            option = of_name(table, name, equals != NULL ? (size_t)(equals - name) : strlen(name));
            if (option == NULL) return wrong("there is no option ", argument, "");
            if (option->kind == OPTION_FLAG) {
                if (equals != NULL) return usage("--%s takes no value", option->name);
                status = take(option, NULL);
            } else if (equals != NULL) {
                status = take(option, equals + 1);
            } else {
                if (i + 1 >= argc) return usage("--%s wants a value", option->name);
                status = take(option, argv[++i]);
            }
            if (status >= 0) return status;
        } else if (argument[0] == '-' && argument[1] != '\0') {
            const char *letter;
            for (letter = argument + 1; *letter != '\0'; letter++) {
                option = of_letter(table, *letter);
                if (option == NULL) return wrong("there is no option ", argument, "");
                if (option->kind == OPTION_FLAG) {
                    status = take(option, NULL);
                } else if (letter[1] != '\0') {
                    status = take(option, letter + 1);
                } else {
                    if (i + 1 >= argc) return usage("-%c wants a value", *letter);
                    status = take(option, argv[++i]);
                }
                if (status >= 0) return status;
                if (option->kind != OPTION_FLAG) break;
            }
        } else {
            argv[left++] = argument;
        }
    }
    *count = left;
    return -1;
}

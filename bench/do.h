/* What every program here that calls npyrw does with a failure. */
#ifndef NPYRW_BENCH_DO_H
#define NPYRW_BENCH_DO_H

#include <stdio.h>
#include <stdlib.h>

#include "../include/npyrw.h"

/* Calls what ends in an npy_error `err`; the program ends if it fails. */
#define DO(call)                                                        \
    do {                                                                \
        npy_error err;                                                  \
        if (call) {                                                     \
            fprintf(stderr, "failed: %s: %s\n", #call, err.message);    \
            exit(1);                                                    \
        }                                                               \
    } while (0)

#endif

#!/bin/sh
# header_is_clean.sh CASE: compiles npyrw.h in ways in which somebody will.
#
#   alone STANDARD        nothing before it, and twice, under every warning worth having
#   numpy_first LANGUAGE  behind NumPy's own headers, which have names like ours
#   numpy_last LANGUAGE   in front of them
#   numpy_names           no name of ours is one of NumPy's, macro or not
#   example               the seven lines of its manual page, compiled and run
#
# CC, CXX, NPYRW_INCLUDE, NPYRW_LIBRARY and NPYRW_PYTHON are in the environment.
set -eu

clean() { # COMPILER LANGUAGE STANDARD SOURCE: no error, no warning
    strict="-Wall -Wextra -Werror -pedantic -pedantic-errors -Wconversion -Wsign-conversion -Wshadow -Wundef -Wcast-qual -Wredundant-decls"
    case $2 in
    c) strict="$strict -Wstrict-prototypes -Wmissing-prototypes" ;;
    c++) strict="$strict -Wold-style-cast -Wzero-as-null-pointer-constant" ;;
    esac
    # shellcheck disable=SC2086
    $1 -x "$2" -std="$3" $strict -I"$NPYRW_INCLUDE" ${include:-} -c -o source.o "$4"
}

numpy_include() { # sets $include to where Python's and NumPy's headers are, or skips
    [ -n "${NPYRW_PYTHON:-}" ] || { echo "skipped: no Python"; exit 77; }
    include=$("$NPYRW_PYTHON" -c '
import os, sys, sysconfig
try:
    import numpy
except ImportError:
    sys.exit("skipped: this Python has no NumPy")
python = sysconfig.get_paths()["include"]
if not os.path.exists(os.path.join(python, "Python.h")):
    sys.exit("skipped: no Python.h in " + python)
print("-isystem", python, "-isystem", numpy.get_include())' 2>&1) || { echo "$include"; exit 77; }
}

with_numpy() { # LANGUAGE FIRST LAST: both headers in that order, and something of each used
    numpy_include
    cat >both.c <<END
$2
$3
npy_status both(const char *path, PyObject *array, npy_intp *count);
npy_status both(const char *path, PyObject *array, npy_intp *count)
{
    npy_reader *reader;
    npy_error err;
    *count = PyArray_SIZE((PyArrayObject *)array) + NPY_VERSION + NPY_INT8;
    return npy_open(path, &reader, &err) == NPY_OK ? NPY_ERR_STATE : NPY_ERR_IO;
}
END
    # Their warnings, and those of their macros, are not ours.
    case $1 in
    # shellcheck disable=SC2086
    c) $CC -x c -std=c11 -Wall -Werror -I"$NPYRW_INCLUDE" $include -c -o both.o both.c ;;
    # shellcheck disable=SC2086
    c++) $CXX -x c++ -std=c++17 -Wall -Werror -I"$NPYRW_INCLUDE" $include -c -o both.o both.c ;;
    esac
}

ours='#include <npyrw.h>'
theirs='#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_API_VERSION
#include <Python.h>
#include <numpy/arrayobject.h>
#include <numpy/ndarrayobject.h>
#include <numpy/arrayscalars.h>
#include <numpy/npy_common.h>
#include <numpy/npy_math.h>
#include <numpy/ufuncobject.h>
#include <numpy/npy_2_compat.h>'

case $1 in
alone)
    cat >alone.c <<END
$ours
$ours
extern npy_status used[NPYRW_VERSION_MINOR + 1];
npy_status used[NPYRW_VERSION_MINOR + 1] = { NPY_ERR_STATE };
END
    case $2 in
    c++*) clean "$CXX" c++ "$2" alone.c ;;
    *) clean "$CC" c "$2" alone.c ;;
    esac
    ;;
numpy_first) with_numpy "$2" "$theirs" "$ours" ;;
numpy_last) with_numpy "$2" "$ours" "$theirs" ;;
numpy_names)
    numpy_include
    "$NPYRW_PYTHON" - "$NPYRW_INCLUDE" <<'END'
import glob, re, sys
import numpy

def names(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", file.read(), flags=re.S)
    return set(re.findall(r"\b(?:npy|NPY|npz|NPZ)\w+", text))

ours = names(sys.argv[1] + "/npyrw.h")
theirs = set().union(*(names(p) for p in glob.glob(numpy.get_include() + "/numpy/**/*.h", recursive=True)))
print(len(ours), "names of ours,", len(theirs), "of NumPy's; both have:", sorted(ours & theirs) or "none")
sys.exit(len(ours) < 100 or len(theirs) < 500 or bool(ours & theirs))
END
    ;;
example)
    # The lines that are indented by four more in the comment at the top.
    sed -n '1,/Six rules/s/^ \*     \([^ ].*\)/    \1/p' "$NPYRW_INCLUDE/npyrw.h" >lines
    [ "$(wc -l <lines)" -ge 7 ] || { echo "only $(wc -l <lines) lines of example found"; exit 1; }
    {
        printf '%s\n' "$ours" '#include <stdio.h>' '#include <stdlib.h>' 'int main(void)' '{' \
            '    const int64_t ny = 2, nx = 3; const double v[6] = { 1, 2, 3, 4, 5, 6 };' \
            '    { const int64_t made[2] = { 3, 2 }; if (npy_save("u.npy", ">f8", 2, made, v, NULL)) return 2; }'
        cat lines
        printf '%s\n' '    for (int64_t i = 0; i < info.count; i++) if (u[i] != v[i]) return 3;' '    free(u);' '    return 0;' \
            'failed:' '    fprintf(stderr, "%s\n", err.message);' '    return 1;' '}'
    } >example.c
    # shellcheck disable=SC2086
    $CC -std=c99 -Wall -Wextra -Werror -pedantic -I"$NPYRW_INCLUDE" -o example example.c "$NPYRW_LIBRARY" -Wl,-rpath,"$(dirname "$NPYRW_LIBRARY")"
    ./example
    ;;
esac

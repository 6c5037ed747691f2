#!/bin/sh
# headers.sh INCLUDE COMPILER OPTION...: each header of the C++ layer can be included alone, and twice. Those for another library
# are passed over where it is missing.
set -eu
include=$1
shift
looked=0 wrong=0
for header in "$include/npyrw.hpp" "$include"/npyrw/*.hpp; do
    name=${header#"$include/"}
    missing=
    for wanted in $(sed -n 's/^#include <\(Eigen\|unsupported\|xtensor\)\(.*\)>$/\1\2/p' "$header"); do
        echo "#include <$wanted>" | "$@" -fsyntax-only -w -x c++ - >/dev/null 2>&1 || missing=$wanted
    done
    if [ -n "$missing" ]; then
        echo "passed over: $name, this compiler has no <$missing>"
        continue
    fi
    looked=$((looked + 1))
    printf '#include <%s>\n#include <%s>\n' "$name" "$name" >alone.cpp
    "$@" -fsyntax-only alone.cpp || {
        echo "failed: $name"
        wrong=$((wrong + 1))
    }
done
echo "$looked headers, $wrong wrong"
[ "$looked" -gt 20 ] && [ "$wrong" = 0 ]

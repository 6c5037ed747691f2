#!/bin/sh
# clang.sh SOURCE LIBRARY COMPILER OPTION...: compiles a program with another compiler than the build's, and runs it. Skipped by name
# where that one has no standard library of its own.
set -eu
source=$1 library=$2
shift 2
if ! echo '#include <vector>' | "$1" "$2" "$3" -fsyntax-only -x c++ - 2>log; then
    echo "skipped: $1 has no libc++ for $3: $(head -n 1 log)"
    exit 77
fi
"$@" "$source" "$library" "-Wl,-rpath,${library%/*}" -o program
exec ./program

#!/bin/sh
# Builds what is measured and measures it, each row beside what it is compared with.
# Arguments go to bench.py: names of rows, --rounds N.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin

cargo build --release --locked --lib --example parse_header
NPYRW_LIBRARY=$(ls "$PWD"/target/release/libnpyrw.so "$PWD"/target/release/libnpyrw.dylib 2>/dev/null | head -n 1)
NPYRW_PARSE_HEADER=$PWD/target/release/examples/parse_header
NPYRW_BENCH_TMP=${NPYRW_BENCH_TMP:-$PWD/build/bench}
export NPYRW_LIBRARY NPYRW_PARSE_HEADER NPYRW_BENCH_TMP
mkdir -p "$NPYRW_BENCH_TMP"
NPYRW_BENCH_LOOPS=$NPYRW_BENCH_TMP/loops.so
export NPYRW_BENCH_LOOPS
${CC:-cc} -std=c99 -O2 -Wall -Wextra -Werror -fPIC -shared -Iinclude bench/loops.c "$NPYRW_LIBRARY" \
    -Wl,-rpath,"$(dirname "$NPYRW_LIBRARY")" -o "$NPYRW_BENCH_LOOPS"
# The command line, as tools/CMakeLists.txt builds it.
NPYRW_TOOL=$NPYRW_BENCH_TMP/npyrw
export NPYRW_TOOL
${CC:-cc} -std=c99 -O3 -funroll-loops -ffinite-math-only -fno-signed-zeros -fassociative-math -fno-trapping-math \
    -c tools/kernels.c -o "$NPYRW_BENCH_TMP/kernels.o"
# shellcheck disable=SC2046 # the names have no blanks
${CC:-cc} -std=c99 -O2 -Iinclude $(ls tools/*.c | grep -v kernels) "$NPYRW_BENCH_TMP/kernels.o" "$NPYRW_LIBRARY" \
    -Wl,-rpath,"$(dirname "$NPYRW_LIBRARY")" -lpthread -lm -o "$NPYRW_TOOL"
exec "$PWD/.venv/bin/python" -B bench/bench.py "$@"

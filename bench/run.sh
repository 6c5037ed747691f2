#!/bin/sh
# Builds what is measured and measures it, each row beside what it is compared with.
# Arguments go to bench.py: names of rows, --rounds N, --workers "NAME=/PATH …", --docs.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin

cargo build --release --locked --lib --example parse_header --example codec
NPYRW_LIBRARY=$(ls "$PWD"/target/release/libnpyrw.so "$PWD"/target/release/libnpyrw.dylib 2>/dev/null | head -n 1)
NPYRW_PARSE_HEADER=$PWD/target/release/examples/parse_header
NPYRW_BENCH_TMP=${NPYRW_BENCH_TMP:-$PWD/build/bench}
export NPYRW_LIBRARY NPYRW_PARSE_HEADER NPYRW_BENCH_TMP
workers=$NPYRW_BENCH_TMP/workers
mkdir -p "$workers" "$NPYRW_BENCH_TMP/lib"
# Programs look for the library by its SONAME.
soname=$(readelf -d "$NPYRW_LIBRARY" 2>/dev/null | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
ln -sf "$NPYRW_LIBRARY" "$NPYRW_BENCH_TMP/lib/${soname:-libnpyrw.dylib}"
cp target/release/examples/codec "$workers/codec"

c() { # OUTPUT SOURCE…
    out=$1
    shift
    ${CC:-cc} -std=gnu11 -O2 -Wall -Wextra -Werror "$@" "$NPYRW_LIBRARY" -Wl,-rpath,"$NPYRW_BENCH_TMP/lib" -lpthread -lm -o "$out"
}
c "$workers/npyrw" bench/workers/npyrw.c bench/workers/npyrw_npz.c
c "$workers/limit" bench/workers/limit.c
c "$NPYRW_BENCH_TMP/memory" bench/memory.c
NPYRW_BENCH_LOOPS=$NPYRW_BENCH_TMP/loops.so
c "$NPYRW_BENCH_LOOPS" -fPIC -shared bench/loops.c
# The command line, as tools/CMakeLists.txt builds it.
NPYRW_TOOL=$NPYRW_BENCH_TMP/npyrw
export NPYRW_BENCH_LOOPS NPYRW_TOOL
${CC:-cc} -std=c99 -O3 -funroll-loops -ffinite-math-only -fno-signed-zeros -fassociative-math -fno-trapping-math \
    -c tools/kernels.c -o "$NPYRW_BENCH_TMP/kernels.o"
# shellcheck disable=SC2046 # the names have no blanks
c "$NPYRW_TOOL" -Iinclude $(ls tools/*.c | grep -v kernels) "$NPYRW_BENCH_TMP/kernels.o"
# Other Rust libraries, a package of their own. Without the network that it may want they are skipped by name.
if cargo build --release --locked --manifest-path bench/peers/Cargo.toml --target-dir target/peers; then
    cp target/peers/release/ndarray-npy target/peers/release/npyz "$workers/"
else
    rm -f "$workers/ndarray-npy" "$workers/npyz"
fi
exec "$PWD/.venv/bin/python" -B bench/bench.py "$@"

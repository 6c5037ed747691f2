#!/bin/sh
# What a call costs in instructions, counted by callgrind: of the working copy, of it without the guard against
# panics, and of each revision that is named.
#
#   sh bench/call_cost.sh [REVISION…]
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
dir=$PWD/build/call-cost
mkdir -p "$dir"
command -v valgrind >/dev/null || { echo "skipped: no valgrind"; exit 77; }

count() { # PROGRAM OPEN HEADER READ
    rm -f "$dir/out"
    (cd "$dir" && valgrind --tool=callgrind --callgrind-out-file="$dir/out" "$@" >/dev/null 2>&1)
    sed -n 's/^\(summary\|totals\): \([0-9]*\).*/\2/p' "$dir/out" | head -n 1
}

measure() { # NAME SOURCES
    (cd "$2" && cargo build --quiet --release --locked --lib --target-dir "$2/target")
    ${CC:-cc} -O2 -I "$2/include" bench/call_cost.c -o "$dir/program-$1" "$2/target/release/libnpyrw.a" -lm -lpthread -ldl
    none=$(count "$dir/program-$1" 0 0 0)
    opened=$(count "$dir/program-$1" 1000 0 0)
    header=$(count "$dir/program-$1" 0 1000 0)
    read=$(count "$dir/program-$1" 0 0 1000)
    printf '%-24s %28s %12s %12s\n' "$1" "$(((opened - none) / 1000))" "$(((header - none) / 1000))" "$(((read - none) / 1000))"
}

printf '%-24s %28s %12s %12s\n' instructions "open, header, read, close" header read
copy() { # NAME
    mkdir -p "$dir/$1"
    rm -rf "$dir/$1/src"
    cp -R src include Cargo.toml Cargo.lock build.rs bench README.md "$dir/$1"
}
copy here
measure here "$dir/here"
copy without-guard
guard=$dir/without-guard/src/ffi/guard.rs
sed 's/match catch_unwind(AssertUnwindSafe(work)) {/match std::thread::Result::Ok(work()) {/' src/ffi/guard.rs >"$guard"
if cmp -s src/ffi/guard.rs "$guard"; then
    echo "the guard is not where it was"
    exit 1
fi
measure without-guard "$dir/without-guard"
for revision in "$@"; do
    mkdir -p "$dir/$revision"
    git archive "$revision" | tar -x -C "$dir/$revision"
    measure "$revision" "$dir/$revision"
done

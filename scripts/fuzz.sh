#!/bin/sh
# Fuzzes with libFuzzer, one target after the other, and prints for each what was done and found.
#
#   SECONDS_EACH=600    how long each target runs
#   TARGETS="npy zip"   some of them; none named: all
#   ROUNDS=1            how often all of them are gone through; 0 is until killed
#   FUZZ_DIR            where corpus, findings and logs are kept: build/fuzz
#   NPYRW_TOOLCHAIN     a nightly toolchain: nightly
#
# The corpus that grows is in $FUZZ_DIR/corpus, what fails in $FUZZ_DIR/findings. A finding is fixed, and its
# input goes into fuzz/corpus-min, which tests/fuzz_corpus.rs goes through.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
seconds=${SECONDS_EACH:-600}
rounds=${ROUNDS:-1}
dir=${FUZZ_DIR:-$PWD/build/fuzz}
toolchain=${NPYRW_TOOLCHAIN:-nightly}
targets=${TARGETS:-$(for file in fuzz/fuzz_targets/*.rs; do basename "$file" .rs; done)}

if ! cargo "+$toolchain" --version >/dev/null 2>&1; then
    echo "skipped: fuzzing needs a nightly toolchain (rustup toolchain install nightly)"
    exit 77
fi
host=$(rustc "+$toolchain" -vV | sed -n 's/^host: //p')
# Coverage of edges and of what is compared, the address sanitizer, and every check that a debug build has.
llvm="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
llvm="$llvm -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
llvm="$llvm -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS="$llvm -Zsanitizer=address -Cdebug-assertions -Coverflow-checks --cfg fuzzing" \
    CARGO_TARGET_DIR=$PWD/build/fuzz \
    cargo "+$toolchain" build --quiet --manifest-path fuzz/Cargo.toml --release --locked --target "$host"
bin=$PWD/build/fuzz/$host/release

mkdir -p "$dir/logs"
failed=0

# Headers with random edits, another seed each time: whatever NumPy and the library do not both read, or read
# otherwise, has to be a difference that was decided.
python=${NPYRW_PYTHON:-$PWD/.venv/bin/python}
against_numpy() {
    if ! "$python" -c 'import numpy' 2>/dev/null; then
        echo "headers against NumPy: skipped, there is no NumPy (make setup)"
        return 0
    fi
    [ "$round" -gt 1 ] || cargo build --quiet --release --locked --lib --target-dir build/fuzz/plain
    library=$(ls build/fuzz/plain/release/libnpyrw.so build/fuzz/plain/release/libnpyrw.dylib 2>/dev/null | head -n 1)
    seed=$(date +%s)
    # Some thousand of them take a second.
    if NPYRW_LIBRARY=$PWD/$library "$python" -B tests/judge/mutated_headers.py "$((seconds * 2000 + 24000))" "$seed" \
        >"$dir/logs/numpy.log" 2>&1; then
        printf 'headers against NumPy: %s of seed %s, no difference that was not decided\n' "$((seconds * 2000 + 24000))" "$seed"
    else
        echo "headers against NumPy: seed $seed, see $dir/logs/numpy.log"
        tail -n 5 "$dir/logs/numpy.log"
        failed=1
    fi
}
printf '%-9s %12s %8s %8s %9s %9s\n' target executions edges corpus seconds findings
round=0
while [ "$rounds" = 0 ] || [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    for target in $targets; do
        mkdir -p "$dir/corpus/$target" "$dir/findings/$target"
        log=$dir/logs/$target.log
        dict=
        [ ! -f "fuzz/dictionaries/$target.txt" ] || dict=-dict=fuzz/dictionaries/$target.txt
        # shellcheck disable=SC2086
        "$bin/$target" "$dir/corpus/$target" "fuzz/corpus-min/$target" $dict \
            -artifact_prefix="$dir/findings/$target/" -max_total_time="$seconds" -print_final_stats=1 \
            -timeout=60 -rss_limit_mb=3072 -max_len=8192 >"$log" 2>&1 || failed=1
        done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
        inputs=$(sed -n 's|.* corp: \([0-9]*\)/.*|\1|p' "$log" | tail -n 1)
        found=$(find "$dir/findings/$target" -type f | wc -l)
        line=$(printf '%-9s %12s %8s %8s %9s %9s' "$target" "${done:-0}" "${edges:-0}" "${inputs:-0}" "$seconds" "$found")
        echo "$line"
        echo "$line" >>"$dir/logs/all.txt"
    done
    against_numpy
done
# All rounds so far.
awk '{ executions[$1] += $2; if ($3 > edges[$1]) edges[$1] = $3; seconds += $5; all += $2; findings[$1] = $6 }
    END { for (target in executions) found += findings[target]
        printf "in all: %d executions in %d s, %d findings\n", all, seconds, found }' "$dir/logs/all.txt"
exit "$failed"

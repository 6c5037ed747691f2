#!/bin/sh
# Runs every test there is and ends with a summary: how many passed, and by
# name what failed and what was skipped. Fails if anything failed; a stage that
# fails does not keep the next from running.
#
#   NPYRW_CARGO_TEST_ARGS   further arguments of cargo test, for instance --release
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
# The summary reads these logs, and colours would be in the way.
CARGO_TERM_COLOR=never
export CARGO_TERM_COLOR

sh scripts/setup.sh core fortran go julia mpi packages zig
python=$PWD/.venv/bin/python
logs=$PWD/build/test-logs
jobs=$(getconf _NPROCESSORS_ONLN)
rm -rf "$logs"
mkdir -p "$logs"

stage() { # NAME COMMAND…: runs it, shows and keeps what it says, notes how it ended
    name=$1
    shift
    printf '\n== %s: %s\n' "$name" "$*"
    started=$(date +%s)
    { "$@" 2>&1 </dev/null && echo 0 >"$logs/$name.status" || echo "$?" >"$logs/$name.status"; } | tee "$logs/$name.log"
    echo "$(($(date +%s) - started))" >"$logs/$name.seconds"
    [ "$(cat "$logs/$name.status")" = 0 ]
}

skip() { # NAME REASON
    echo "$2" >"$logs/$1.skipped"
}

stage scripts sh scripts/syntax.sh || :

if cargo fmt --version >/dev/null 2>&1; then
    stage format cargo fmt --check || :
else
    skip format "this toolchain has no rustfmt"
fi

# shellcheck disable=SC2086
stage rust cargo test --locked --no-fail-fast ${NPYRW_CARGO_TEST_ARGS:-} || :

if cargo clippy --version >/dev/null 2>&1; then
    stage clippy cargo clippy --locked --lib -- -D warnings || :
else
    skip clippy "this toolchain has no clippy"
fi

if cargo deny --version >/dev/null 2>&1; then
    stage deny sh scripts/deny.sh || :
else
    skip deny "there is no cargo-deny (cargo install cargo-deny --locked)"
fi

if ! stage configure cmake --preset default -DNPYRW_PYTHON="$python"; then
    skip build "the C side was not configured"
    skip ctest "the C side was not configured"
elif ! stage build cmake --build --preset default; then
    skip ctest "the C side did not build"
else
    stage ctest ctest --preset default --parallel "$jobs" --output-junit "$logs/ctest.xml" || :
fi

printf '\n'
exec "$python" -B scripts/summary.py "$logs" build/setup.skipped

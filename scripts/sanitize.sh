#!/bin/sh
# Runs the C programs under sanitizers, with the Rust side instrumented too, and under valgrind; prints counts.
#
#   sh scripts/sanitize.sh [address|undefined|thread|valgrind…]     none named: all
#   NPYRW_TOOLCHAIN   a nightly toolchain: nightly
#   TESTS             a pattern of ctest's: only these tests
#
# Rust's own standard library comes compiled and is not instrumented: what it reads and writes by itself is seen
# by address only where it calls malloc, memcpy and the like; what is inlined into us is instrumented. For thread
# it is built anew from its sources (rustup component add rust-src), because how it orders what threads do counts.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
toolchain=${NPYRW_TOOLCHAIN:-nightly}
[ $# -gt 0 ] || set -- address undefined thread valgrind
python=${NPYRW_PYTHON:-$PWD/.venv/bin/python}
if ! cargo "+$toolchain" --version >/dev/null 2>&1; then
    echo "skipped: sanitizers of Rust need a nightly toolchain (rustup toolchain install nightly)"
    exit 77
fi
host=$(rustc "+$toolchain" -vV | sed -n 's/^host: //p')
names=$(sed -n '/^set(NPYRW_C_TESTS/,/^)/p' c-tests/CMakeLists.txt | sed '1d;$d')
status=0

run() { # NAME RUSTFLAGS CFLAGS [ARGUMENTS OF CARGO]
    dir=$PWD/build/sanitize/$1
    mkdir -p "$dir"
    # A toolchain of its own for this folder of cargo's; the runtime of the sanitizer is the C compiler's.
    export RUSTUP_TOOLCHAIN="$toolchain" RUSTFLAGS="$2 -Cdebug-assertions -Coverflow-checks -Cforce-frame-pointers=yes"
    cmake -S . -B "$dir" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DNPYRW_CARGO_PROFILE=release -DNPYRW_RUST_TARGET="$host" \
        -DNPYRW_PYTHON="$python" -DNPYRW_BUILD_TOOLS=OFF -DNPYRW_BUILD_EXAMPLES=OFF -DNPYRW_SANITIZED="$1" -DNPYRW_CARGO_ARGS="${4:-}" \
        -DCMAKE_C_FLAGS="$3" -DCMAKE_CXX_FLAGS="$3" >"$dir/configure.log" 2>&1 || {
        tail -n 20 "$dir/configure.log"
        return 1
    }
    targets=
    programs=
    for name in $names; do
        # Where nobody starts a thread there is nothing to be seen of threads.
        [ "$1" != thread ] || grep -Eq 'pthread|threads *=' "c-tests/$name.c" || continue
        targets="$targets $name.shared $name.static"
        programs="$programs${programs:+|}$name"
    done
    # shellcheck disable=SC2086
    cmake --build "$dir" --target npyrw_cargo sanitizer_is_on $targets >"$dir/build.log" 2>&1 || {
        tail -n 30 "$dir/build.log"
        return 1
    }
    for fault in overflow freed leaked race signed; do
        case $1:$fault in
        address:overflow | address:freed | address:leaked | thread:race | undefined:signed) ;;
        *) continue ;;
        esac
        if sh c-tests/run.sh "$dir/tmp/on" "$dir/c-tests/bin/sanitizer_is_on" "$fault" >"$dir/$fault.log" 2>&1; then
            echo "$1: a deliberate fault ($fault) was not noticed"
            return 1
        fi
        grep -q 'Sanitizer\|runtime error' "$dir/$fault.log" || { cat "$dir/$fault.log"; return 1; }
        echo "$1: a deliberate fault is noticed: $fault, $(grep -m 1 -o 'heap-buffer-overflow\|heap-use-after-free\|memory leaks\|data race\|signed integer overflow' "$dir/$fault.log")"
    done
    ctest --test-dir "$dir" -L '^c$' -R "${TESTS:-^($programs)\\.}" --output-on-failure >"$dir/ctest.log" 2>&1 || true
    tell "$1" "$dir/ctest.log"
}

under_valgrind() { # the library as it is shipped; some programs go through fewer files, which ctest knows
    if ! command -v valgrind >/dev/null; then
        echo "valgrind: skipped, it is not there"
        return 0
    fi
    dir=$PWD/build/sanitize/valgrind
    mkdir -p "$dir"
    unset RUSTUP_TOOLCHAIN RUSTFLAGS
    cmake -S . -B "$dir" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DNPYRW_CARGO_PROFILE=release -DNPYRW_PYTHON="$python" -DNPYRW_BUILD_TOOLS=OFF \
        -DNPYRW_BUILD_EXAMPLES=OFF -DNPYRW_BUILD_STATIC=OFF -DNPYRW_SANITIZED=valgrind >"$dir/configure.log" 2>&1 || {
        tail -n 20 "$dir/configure.log"
        return 1
    }
    targets=
    for name in $names; do targets="$targets $name.shared"; done
    # shellcheck disable=SC2086
    cmake --build "$dir" --target npyrw_cargo sanitizer_is_on $targets >"$dir/build.log" 2>&1 || {
        tail -n 30 "$dir/build.log"
        return 1
    }
    for fault in overflow freed leaked; do
        if valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible \
            "$dir/c-tests/bin/sanitizer_is_on" "$fault" >"$dir/$fault.log" 2>&1; then
            echo "valgrind: a deliberate fault ($fault) was not noticed"
            return 1
        fi
        echo "valgrind: a deliberate fault is noticed: $fault, $(grep -m 1 -o 'Invalid write of size [0-9]*\|definitely lost' "$dir/$fault.log")"
    done
    ctest --test-dir "$dir" -L '^valgrind$' ${TESTS:+-R "$TESTS"} --output-on-failure >"$dir/ctest.log" 2>&1 || true
    tell valgrind "$dir/ctest.log"
}

tell() { # NAME LOG
    passed=$(grep -c ' Passed ' "$2" || true)
    failed=$(grep -c '\*\*\*\(Failed\|Timeout\|Exception\)' "$2" || true)
    skipped=$(grep -c '\*\*\*Skipped' "$2" || true)
    found=$(grep -c 'ERROR: .*Sanitizer\|WARNING: ThreadSanitizer\|runtime error:\|==[0-9]*== Invalid\|definitely lost' "$2" || true)
    echo "$1: $passed programs passed, $failed failed, $skipped skipped, $found reports"
    grep '\*\*\*\(Failed\|Timeout\|Exception\)' "$2" || true
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ] && [ "$found" = 0 ]
}

for name in "$@"; do
    case $name in
    address)
        ASAN_OPTIONS=detect_leaks=1 run address "-Zsanitizer=address" \
            "-fsanitize=address -fno-omit-frame-pointer" || status=1
        ;;
    undefined)
        # Rust has no such sanitizer; its own checks of overflow and of what unsafe functions ask for are on.
        run undefined "-Zub-checks=yes" \
            "-fsanitize=undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer" || status=1
        ;;
    thread)
        if [ ! -f "$(rustc "+$toolchain" --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
            echo "thread: skipped, the sources of Rust's library are not there (rustup component add rust-src --toolchain $toolchain)"
            continue
        fi
        run thread "-Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer" "-fsanitize=thread -fno-omit-frame-pointer" \
            "-Zbuild-std=std,panic_unwind" || status=1
        ;;
    valgrind)
        under_valgrind || status=1
        ;;
    *)
        echo "unknown: $name, expected address, undefined, thread or valgrind"
        exit 2
        ;;
    esac
done
exit "$status"

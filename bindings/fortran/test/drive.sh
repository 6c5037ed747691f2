#!/bin/sh
# drive.sh CASE BUILT: the Fortran layer in other surroundings. BUILT is where build.sh built; the environment is that of
# bindings/CMakeLists.txt. Run in an empty folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
built=$2
lib=$(dirname "$NPYRW_LIBRARY")
FC=${FC:-gfortran}

fail() {
    echo "failed: $*"
    exit 1
}

skip() {
    echo "$*"
    exit 77
}

[ ! -e "$built/../skip" ] || skip "$(cat "$built/../skip")"

prepare() { # CASE: fills the folder of that name
    mkdir "$1"
    "$NPYRW_PYTHON" -B "$here/../../cases.py" prepare "$1" "$1"
}

project() { # WHAT: a project that uses npyrw::fortran, found as WHAT says
    {
        echo 'cmake_minimum_required(VERSION 3.22)'
        printf '%s\n' "$1"
        echo 'add_executable(main main.f90)'
        echo 'target_link_libraries(main PRIVATE npyrw::fortran)'
    } >CMakeLists.txt
    cp "$here/../example/first.f90" main.f90
}

first() { # PROGRAM: writes first.npy, which NumPy reads
    "$1"
    "$NPYRW_PYTHON" -c 'import numpy as np
a = np.load("first.npy")
assert a.shape == (3, 4) and (a == 10.0 * np.arange(3)[:, None] + np.arange(4)).all(), a'
}

case $1 in
stop)
    # Without iostat: the text, and an exit code that says so.
    if "$built/stop" >out 2>err; then fail "went on"; fi
    grep -q 'ERROR STOP.*missing.npy: .*No such file' err || fail "said $(cat out err)"
    if grep -q 'went on' out; then fail "went on"; fi
    ;;
writers)
    "$built/writers"
    "$NPYRW_PYTHON" -B "$here/writers.py"
    ;;
bench)
    "$NPYRW_PYTHON" -c 'import numpy as np
np.save("a b.npy", np.zeros((30, 40))); np.save("f.npy", np.zeros(5, "f4"))'
    printf 'load %s 3\nload f.npy 20\n' "a b.npy" | "$built/bench" >out
    [ "$(grep -c '^[0-9]*\.[0-9]*$' out)" = 2 ] && [ "$(wc -l <out)" = 2 ] || fail "said $(cat out)"
    ;;
memory)
    [ -n "$NPYRW_VALGRIND" ] && command -v "$NPYRW_VALGRIND" >/dev/null || skip "no valgrind"
    for name in errors structs archive_stored stream_read stream_write append no_leak; do
        prepare $name
        "$NPYRW_VALGRIND" --quiet --error-exitcode=9 --leak-check=full "$built/cases" $name $name || fail "$name under valgrind"
    done
    ;;
one_file)
    "$NPYRW_PYTHON" -B "$here/../generate.py" --one-file npyrw.f90
    ${CC:-gcc} -c "$here/../src/npyrw_fortran.c"
    "$FC" npyrw.f90 "$here/../example/first.f90" npyrw_fortran.o -L"$lib" -lnpyrw -Wl,-rpath,"$lib" -o first
    first ./first
    ;;
fpm)
    fpm=$(dirname "$NPYRW_PYTHON")/fpm
    [ -x "$fpm" ] || fpm=$(command -v fpm) || skip "no fpm"
    cp -R "$here/.." package
    cd package
    LIBRARY_PATH=$lib "$fpm" build --compiler "$FC" --c-compiler "${CC:-gcc}"
    LIBRARY_PATH=$lib "$fpm" run --example first --compiler "$FC" --c-compiler "${CC:-gcc}"
    first true
    ;;
clang)
    clang=$(command -v clang || command -v clang-19) || skip "no clang"
    project 'project(user LANGUAGES C Fortran)
find_package(npyrw CONFIG REQUIRED COMPONENTS fortran)'
    "$NPYRW_CMAKE" -G "$NPYRW_GENERATOR" -S . -B b -DCMAKE_C_COMPILER="$clang" -DCMAKE_Fortran_COMPILER="$FC" -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX"
    "$NPYRW_CMAKE" --build b
    first b/main
    ;;
not_enabled)
    project 'project(user LANGUAGES C)
find_package(npyrw CONFIG REQUIRED COMPONENTS fortran)'
    if "$NPYRW_CMAKE" -G "$NPYRW_GENERATOR" -S . -B b -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX" >log 2>&1; then fail "configured"; fi
    tr -s ' \n' '  ' <log | grep -q 'enable its languages Fortran and C first' || fail "$(cat log)"
    ;;
add_subdirectory)
    project 'project(user LANGUAGES C Fortran)
add_subdirectory("${NPYRW_SOURCE}" npyrw EXCLUDE_FROM_ALL)'
    "$NPYRW_CMAKE" -G "$NPYRW_GENERATOR" -S . -B b -DNPYRW_SOURCE="$NPYRW_SOURCE" -DCMAKE_Fortran_COMPILER="$FC" \
        -DNPYRW_CARGO_TARGET_DIR="$NPYRW_CARGO_TARGET_DIR" -DNPYRW_CARGO_PROFILE="$NPYRW_CARGO_PROFILE"
    "$NPYRW_CMAKE" --build b --target main
    first b/main
    ;;
*) fail "no such case: $1" ;;
esac

#!/bin/sh
# package.sh CASE: a project of its own uses npyrw with one of this machine's MPI libraries. Run in an empty
# folder. From the environment, beside what drive.sh of c-tests/package has:
#   NPYRW_MPICC, NPYRW_MPIFORT, NPYRW_MPIRUN
set -eu

consumer=$(cd "$(dirname "$0")" && pwd)/consumer
unset LD_LIBRARY_PATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH npyrw_DIR npyrw_ROOT 2>/dev/null || :
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1

fail() {
    echo "failed: $*"
    exit 1
}

runs() { # PROGRAM: two ranks, whose numbers NumPy finds
    rm -f ranks.npy
    timeout -k 5 60 "$NPYRW_MPIRUN" -n 2 "$1"
    "$NPYRW_PYTHON" -c 'import numpy as np; assert np.load("ranks.npy").tolist() == [0.0, 1.0]'
}

build() { # HOW ARGUMENT…
    how=$1
    shift
    "$NPYRW_CMAKE" -G "$NPYRW_GENERATOR" -S "$consumer" -B b -DHOW="$how" -DCMAKE_C_COMPILER="$NPYRW_CC" \
        -DMPI_C_COMPILER="$NPYRW_MPICC" -DNPYRW_SOURCE="$NPYRW_SOURCE" -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX" \
        -DNPYRW_CARGO_TARGET_DIR="$NPYRW_CARGO_TARGET_DIR" -DNPYRW_CARGO_PROFILE="$NPYRW_CARGO_PROFILE" "$@"
    "$NPYRW_CMAKE" --build b
}

case $1 in
find_package | add_subdirectory)
    build "$1"
    runs b/ranks
    ;;
fortran)
    build find_package -DFORTRAN=ON -DMPI_Fortran_COMPILER="$NPYRW_MPIFORT"
    runs b/ranks_f
    ;;
refused)
    if build find_package -DCMAKE_DISABLE_FIND_PACKAGE_MPI=ON >log 2>&1; then fail "not refused without MPI"; fi
    tr -s ' \n' '  ' <log | grep -qF 'npyrw'\''s component "mpi" wants an MPI library' || {
        cat log
        fail "refused for another reason"
    }
    ;;
pkg_config)
    export PKG_CONFIG_PATH="$NPYRW_PREFIX/$NPYRW_LIBDIR/pkgconfig"
    # pkg-config quotes for a shell: a prefix may have blanks in it.
    eval '"$NPYRW_MPICC"' "$(pkg-config --cflags npyrw)" '"$consumer/ranks.c"' "$(pkg-config --variable=mpi_source npyrw)" \
        "$(pkg-config --libs npyrw)" '"-Wl,-rpath,$NPYRW_PREFIX/$NPYRW_LIBDIR"' -o ranks
    runs ./ranks
    for file in $(pkg-config --variable=mpi_fortran_sources npyrw | sed 's,.*/,,;s/ /\n/g'); do
        [ -f "$NPYRW_PREFIX/share/npyrw/$file" ] || fail "there is no $file"
    done
    ;;
*)
    fail "no case $1"
    ;;
esac
echo "$1: well"

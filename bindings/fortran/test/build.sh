#!/bin/sh
# build.sh FOLDER: builds the test programs in it, with the npyrw that stands in NPYRW_PREFIX.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder"
rm -f "$folder/skip"
if ! command -v "${FC:-gfortran}" >/dev/null; then
    echo "no Fortran compiler (gfortran)" | tee "$folder/skip"
    exit 77
fi
mkdir -p "$folder/build"
"${NPYRW_PYTHON:-python3}" -B "$here/kinds.py" --program "$folder/build/kinds.f90"
"${NPYRW_CMAKE:-cmake}" -G "${NPYRW_GENERATOR:-Unix Makefiles}" -S "$here" -B "$folder/build" \
    -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX" -DCMAKE_BUILD_TYPE=Release -DCMAKE_Fortran_COMPILER="${FC:-gfortran}"
"${NPYRW_CMAKE:-cmake}" --build "$folder/build" --parallel 2

#!/bin/sh
# build.sh TARGET…: gets what is needed, configures, and builds these targets of CMake.
#
#   NPYRW_PYTHON   a Python with NumPy: .venv/bin/python
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
sh scripts/setup.sh core
mkdir -p build
cmake --preset default -DNPYRW_PYTHON="${NPYRW_PYTHON:-$PWD/.venv/bin/python}" >build/configure.log || {
    cat build/configure.log
    exit 1
}
exec cmake --build --preset default --target "$@"

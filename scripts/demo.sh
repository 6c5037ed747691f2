#!/bin/sh
# Builds the library and the programs of the demonstration, and runs it.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin

sh scripts/setup.sh core
cmake --preset default -DNPYRW_PYTHON="$PWD/.venv/bin/python" >build/configure.log || {
    cat build/configure.log
    exit 1
}
cmake --build --preset default --target wave describe
NPYRW_BUILD=$PWD/build NPYRW_PYTHON=$PWD/.venv/bin/python exec sh examples/demo.sh

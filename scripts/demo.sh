#!/bin/sh
# Builds the library and the programs of the demonstration, and runs it.
set -eu
cd "$(dirname "$0")/.."
NPYRW_PYTHON=$PWD/.venv/bin/python sh scripts/build.sh wave describe
NPYRW_BUILD=$PWD/build NPYRW_PYTHON=$PWD/.venv/bin/python exec sh examples/demo.sh

#!/bin/sh
# Fails and kills a writer at each of its system calls and at 10,000 random instants, and
# prints what was left, in counts. Takes some minutes.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin

sh scripts/setup.sh core
mkdir -p build
cmake --preset default -DNPYRW_PYTHON="$PWD/.venv/bin/python" >build/configure.log || {
    cat build/configure.log
    exit 1
}
cmake --build --preset default --target faults_worker
exec sh c-tests/run.sh "$PWD/build/tmp/faults-long" "$PWD/.venv/bin/python" -B "$PWD/c-tests/faults/faults.py" \
    "$PWD/build/c-tests/bin/faults_worker" --long

#!/bin/sh
# Fails each allocation, system call and callback of every public function, fails and kills a writer at each of its
# system calls and at 10,000 random instants, and opens a file a million times while it grows; prints what was found,
# in counts. Takes some minutes.
set -eu
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python

NPYRW_PYTHON=$python sh scripts/build.sh npyrw_cargo faults_worker faults_operations
status=0
NPYRW_LIBRARY=$(ls "$PWD"/build/lib/libnpyrw.so "$PWD"/build/lib/libnpyrw.dylib 2>/dev/null | head -n 1)
export NPYRW_LIBRARY
sh c-tests/run.sh "$PWD/build/tmp/operations-long" "$python" -B "$PWD/c-tests/faults/operations.py" \
    "$PWD/build/c-tests/bin/faults_operations" --long || status=1
printf '\n'
sh c-tests/run.sh "$PWD/build/tmp/faults-long" "$python" -B "$PWD/c-tests/faults/faults.py" \
    "$PWD/build/c-tests/bin/faults_worker" --long || status=1
printf '\n'
sh c-tests/run.sh "$PWD/build/tmp/readers-long" "$python" -B "$PWD/tests/judge/grows_under_readers.py" 1000000 || status=1
exit "$status"

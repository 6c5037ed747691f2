#!/bin/sh
# Threads and processes at random on files that grow, files that are replaced and archives, killed at random, and
# NumPy as the judge, for MINUTES=30; prints counts.
set -eu
cd "$(dirname "$0")/.."
python=${NPYRW_PYTHON:-$PWD/.venv/bin/python}
sh scripts/build.sh npyrw_cargo soak_worker
exec sh c-tests/run.sh "$PWD/build/tmp/soak-long" "$python" -B "$PWD/c-tests/soak/soak.py" \
    "$PWD/build/c-tests/bin/soak_worker" "$((${MINUTES:-30} * 60))"

#!/bin/sh
# Gives the library every crafted file, each by its name with the answer that is right and why, and counts them.
set -eu
cd "$(dirname "$0")/.."
python=${NPYRW_PYTHON:-$PWD/.venv/bin/python}
sh scripts/build.sh npyrw_cargo
NPYRW_LIBRARY=$(ls "$PWD"/build/lib/libnpyrw.so "$PWD"/build/lib/libnpyrw.dylib 2>/dev/null | head -n 1)
export NPYRW_LIBRARY
all=0
for kind in headers streams archives objects; do
    said=$(sh c-tests/run.sh "$PWD/build/tmp/hostile" "$python" -B "$PWD/tests/judge/hostile_$kind.py") || {
        echo "$said"
        exit 1
    }
    count=${said%% cases*}
    printf '%-9s %5d files, each with the right answer\n' "$kind" "$count"
    all=$((all + count))
done
echo "in all    $all"
[ "$all" -ge 900 ]

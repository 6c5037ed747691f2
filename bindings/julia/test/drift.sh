#!/bin/sh
# drift.sh DIR PYTHON HEADER CC: what Julia has declared, then drift.py.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sh "$here/../run.sh" "$1" "$here/declared.jl" >"$1/declared.json" || {
    status=$?
    cat "$1/declared.json"
    exit "$status"
}
exec "$2" -B "$here/drift.py" "$3" "$4" "$1/declared.json"

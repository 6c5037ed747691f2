#!/bin/sh
# build.sh DIR: looks for Julia, and has it compile the package into DIR. Where
# there is none, DIR/skip says why, and this ends with 77.
#
#   NPYRW_JULIA    the julia to take; else the one on the PATH, else .tools/julia/bin/julia
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
rm -f "$1/skip"
julia=
for candidate in ${NPYRW_JULIA:-julia "$here/../../.tools/julia/bin/julia"}; do
    if "$candidate" --startup-file=no -e 'exit(VERSION < v"1.5")' >/dev/null 2>&1; then
        julia=$candidate
        break
    fi
done
if [ -z "$julia" ]; then
    echo "there is no Julia 1.5 or newer (sh scripts/julia.sh gets one)" | tee "$1/skip"
    exit 77
fi
echo "$julia" >"$1/julia"
exec sh "$here/run.sh" "$1" -e 'using NPYRW; println("Julia ", VERSION, ", npyrw ", unsafe_string(NPYRW.npy_version()), " in ", NPYRW.library())'

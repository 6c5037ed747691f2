#!/bin/sh
# run.sh DIR ARGUMENT…: runs the Julia that build.sh found, with this package.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -e "$1/skip" ]; then
    cat "$1/skip"
    exit 77
fi
julia=$(cat "$1/julia")
# What Julia compiles stays in DIR; the registries and packages of this user are none of ours.
JULIA_DEPOT_PATH=$1/depot
JULIA_LOAD_PATH=@:@stdlib
export JULIA_DEPOT_PATH JULIA_LOAD_PATH
shift
exec "$julia" --startup-file=no --project="$here" "$@"

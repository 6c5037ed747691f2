#!/bin/sh
# run.sh FOLDER PROGRAM [ARGUMENT…]: runs PROGRAM in an empty FOLDER of its own,
# so that no test sees another's files or those of its own last run.
set -eu
folder=$1
shift
rm -rf -- "$folder"
mkdir -p -- "$folder"
cd -- "$folder"
NPYRW_TEST_TMP=$folder TMPDIR=$folder exec "$@"

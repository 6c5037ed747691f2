#!/bin/sh
# The man page is one for mandoc, without a remark. From the environment: NPYRW_SOURCE.
set -eu
if ! command -v mandoc > /dev/null; then
    echo "skipped: no mandoc"
    exit 77
fi
remarks=$(mandoc -Tlint -Wstyle "$NPYRW_SOURCE/tools/npyrw.1") || true
if [ -n "$remarks" ]; then
    echo "$remarks"
    exit 1
fi
mandoc -Tutf8 "$NPYRW_SOURCE/tools/npyrw.1" > page
grep -q 'npyrw' page

#!/bin/sh
# docs.sh [FOLDER]: makes the site of the README, the pages in docs/ and the headers: FOLDER/html (build/docs).
set -eu
folder=${1:-$(dirname "$0")/../build/docs}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
NPYRW_SOURCE=$(cd "$(dirname "$0")/.." && pwd)
NPYRW_VERSION=$(sed -n 's/^version *= *"\(.*\)"/\1/p' "$NPYRW_SOURCE/Cargo.toml" | head -n 1)
export NPYRW_SOURCE NPYRW_VERSION
command -v doxygen >/dev/null || {
    echo "doxygen is missing: sh scripts/setup.sh packages" >&2
    exit 1
}
{
    cat "$NPYRW_SOURCE/docs/Doxyfile"
    echo "OUTPUT_DIRECTORY = \"$folder\""
    # Missing comments are the tests' concern (c-tests/docs).
    echo "WARN_IF_UNDOCUMENTED = NO"
} | doxygen -
echo "$folder/html/index.html"

#!/bin/sh
# vendor.sh [FOLDER]: packs the sources with those of every crate into FOLDER/npyrw-VERSION-vendored.tar.xz
# (build/): what a machine without a network builds with `cargo build --offline`, or with CMake.
#
# The same sources make the same bytes. SOURCE_DATE_EPOCH is the time of the files in it, else that of the last commit.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
out=${1:-build}
mkdir -p "$out"
out=$(cd "$out" && pwd)
version=$(sed -n 's/^version *= *"\(.*\)"/\1/p' Cargo.toml | head -n 1)
name=npyrw-$version
work=$out/vendor.$$
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name"

if git rev-parse --git-dir >/dev/null 2>&1; then
    # What is committed or about to be; not what is ignored, and not what was deleted.
    git ls-files --cached --others --exclude-standard | while IFS= read -r file; do
        [ ! -e "$file" ] || printf '%s\n' "$file"
    done >"$work/list"
    time=$(git log -1 --format=%ct)
else
    find . \( -name .git -o -path ./build -o -path ./target -o -path ./.venv -o -path ./.tools -o -path ./vendor -o -path ./.cargo -o -name __pycache__ \) \
        -prune -o ! -type d -print >"$work/list"
    time=$(date -r Cargo.toml +%s)
fi
tar -c -f - -T "$work/list" | tar -x -f - -C "$work/$name"

(
    cd "$work/$name"
    mkdir .cargo
    # Prints the lines that lead cargo to these sources.
    cargo vendor --locked vendor >.cargo/config.toml 2>../log || {
        cat ../log >&2
        exit 1
    }
    [ -s .cargo/config.toml ] || printf '[source.crates-io]\nreplace-with = "vendored-sources"\n\n[source.vendored-sources]\ndirectory = "vendor"\n' >.cargo/config.toml
    printf '\n[net]\noffline = true\n' >>.cargo/config.toml
)
tar --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r-w --mtime="@${SOURCE_DATE_EPOCH:-$time}" \
    -c -f - -C "$work" "$name" | xz -T1 -6 >"$work/tar.xz"
mv "$work/tar.xz" "$out/$name-vendored.tar.xz"
echo "$out/$name-vendored.tar.xz"

#!/bin/sh
# Builds the libraries twice, in two folders of different names, and compares them byte by byte.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
dir=$PWD/build/reproducible
rm -rf "$dir"
for place in one another/place/further/down; do
    mkdir -p "$dir/$place"
    cp -R src include cmake Cargo.toml Cargo.lock build.rs CMakeLists.txt README.md "$dir/$place"
    # Cargo.toml names them.
    mkdir "$dir/$place/bench"
    cp bench/*.rs "$dir/$place/bench"
    cmake -S "$dir/$place" -B "$dir/$place/build" -DCMAKE_BUILD_TYPE=Release -DNPYRW_BUILD_TESTS=OFF \
        -DNPYRW_BUILD_EXAMPLES=OFF -DNPYRW_BUILD_TOOLS=OFF >"$dir/log" 2>&1 &&
        cmake --build "$dir/$place/build" --target npyrw_cargo >>"$dir/log" 2>&1 || {
        tail -n 20 "$dir/log"
        exit 1
    }
done
status=0
for library in "$dir"/one/build/lib/libnpyrw.*; do
    [ ! -L "$library" ] || continue
    name=$(basename "$library")
    other=$dir/another/place/further/down/build/lib/$name
    if cmp "$library" "$other"; then
        echo "$name: the same $(wc -c <"$library") bytes, $(cksum <"$library" | cut -d ' ' -f 1)"
    else
        status=1
    fi
    if grep -q -F "$dir" "$library"; then
        echo "$name: names the folder it was built in"
        status=1
    fi
done
exit "$status"

#!/bin/sh
# The vendored sources: made twice the same, and built with nothing but themselves.
set -eu
. "$NPYRW_SOURCE/packaging/checks/common.sh"
wants cargo xz cmake ninja

archive=$NPYRW_PACKAGES/npyrw-$NPYRW_VERSION-vendored.tar.xz
rm -f "$archive"
sh "$NPYRW_SOURCE/scripts/vendor.sh" "$NPYRW_PACKAGES"
sh "$NPYRW_SOURCE/scripts/vendor.sh" "$PWD"
cmp "$archive" "npyrw-$NPYRW_VERSION-vendored.tar.xz" || fail "the same sources make other bytes"
checked "the archive is the same when it is made again"

vendored
empty_cargo_home
[ -f "$tree/vendor/libc/Cargo.toml" ] || fail "no crates in it"
(cd "$tree" && env -u CARGO_NET_OFFLINE true && offline cargo build --offline --locked --lib)
[ -f "$tree/target/debug/libnpyrw.so" ] || fail "cargo made no shared library"
checked "cargo build --offline, $network and without crates of this machine"

offline cmake -G Ninja -S "$tree" -B b -DNPYRW_BUILD_TESTS=OFF -DNPYRW_BUILD_EXAMPLES=OFF -DNPYRW_CARGO_ARGS=--offline
offline cmake --build b
cmake --install b --prefix "$PWD/p"
libdir=$(cd p && find . -name libnpyrw.a | sed 's,^\./,,; s,/libnpyrw.a,,')
checked "CMake builds and installs it, $network"
with_cmake "$PWD/p" shared
with_cmake "$PWD/p" static
with_cmake "$PWD/p" shared -cxx
with_pkg_config "$PWD/p" "$libdir"
checked "programs in C and C++ find it (CMake: shared, static; pkg-config) and run"

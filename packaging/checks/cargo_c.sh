#!/bin/sh
# cargo-c: what `cargo cinstall` makes has the names that CMake's build gives.
set -eu
. "$NPYRW_SOURCE/packaging/checks/common.sh"
PATH=$NPYRW_SOURCE/.tools/cargo-c/bin:$PATH
command -v cargo-cinstall >/dev/null || skip "no cargo-c (scripts/setup.sh cargo_c says how it is built; that takes a quarter of an hour)"

(cd "$NPYRW_SOURCE" && cargo cinstall --locked --offline --release --target-dir "$OLDPWD/target" --destdir "$OLDPWD/root" --prefix /usr --libdir /usr/lib)
find root ! -type d
[ -f "root/usr/lib/libnpyrw.so.$NPYRW_VERSION" ] || fail "no libnpyrw.so.$NPYRW_VERSION"
[ "$(cd root/usr/lib && readlink -f "$soname")" = "$PWD/root/usr/lib/libnpyrw.so.$NPYRW_VERSION" ] || fail "$soname does not lead to it"
[ "$(readelf -d root/usr/lib/libnpyrw.so | grep -c "(SONAME).*\[$soname\]")" = 1 ] || fail "the SONAME is another one"
checked "the shared library is $soname"
for header in npyrw.h npyrw.hpp npyrw/view.hpp; do
    cmp "root/usr/include/$header" "$NPYRW_SOURCE/include/$header" || fail "$header is another one"
done
[ "$(find root/usr/include -type f | wc -l)" = "$(find "$NPYRW_SOURCE/include" -type f | wc -l)" ] || fail "there are other headers"
checked "the headers are ours"
# It writes a fixed prefix: here told otherwise.
said=$(PKG_CONFIG_PATH=root/usr/lib/pkgconfig pkg-config --modversion npyrw)
[ "$said" = "$NPYRW_VERSION" ] || fail "pkg-config says $said"
cc -o version "$consumer/consumer/version.c" -Iroot/usr/include -Lroot/usr/lib -lnpyrw "-Wl,-rpath,$PWD/root/usr/lib"
runs ./version shared
checked "pkg-config's name is npyrw, and a program runs with it"

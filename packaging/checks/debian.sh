#!/bin/sh
# The Debian packages: built from the vendored sources, looked over by lintian, unpacked, and used.
set -eu
. "$NPYRW_SOURCE/packaging/checks/common.sh"
wants dpkg-buildpackage dh lintian fakeroot cmake ninja cargo

vendored
cp "$archive" "npyrw_$NPYRW_VERSION.orig.tar.xz"
cp -R "$NPYRW_SOURCE/packaging/debian" "$tree/debian"
RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
export RUSTUP_HOME
# Without -d it wants Rust as a package; where it stands beside them (rustup), dpkg does not see it.
without=''
(cd "$tree" && dpkg-checkbuilddeps) || without=-d
(cd "$tree" && offline dpkg-buildpackage $without -us -uc -F)
checked "dpkg-buildpackage makes the source package and the binary packages, $network${without:+ (Rust is no package here: -d)}"

# Errors and warnings of both; nothing is overridden.
lintian --tag-display-limit 0 --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs ./*.changes || fail "lintian complains"
checked "lintian has no error and no warning"

for file in ./*.deb; do
    echo "$file"
    dpkg -c "$file"
done
[ -e "$(echo libnpyrw"$abi"_*.deb)" ] || fail "no package has the name that belongs to $soname"
dpkg-deb -I libnpyrw"$abi"_*.deb symbols | grep -q '^ npy_open@Base' || fail "the package of the library lists no symbols"
checked "libnpyrw$abi lists its symbols"

for package in "libnpyrw$abi" libnpyrw-dev npyrw-tools; do dpkg -x "$package"_*.deb root; done
libdir=$(cd root && dirname "$(find . -name libnpyrw.a)" | sed 's,^\./usr/,,')
[ "$(cd "root/usr/$libdir" && readlink -e libnpyrw.so)" = "$PWD/root/usr/$libdir/libnpyrw.so.$NPYRW_VERSION" ] || fail "libnpyrw.so leads elsewhere"
with_cmake "$PWD/root/usr" shared
with_cmake "$PWD/root/usr" static
with_cmake "$PWD/root/usr" shared -cxx
with_pkg_config "$PWD/root/usr" "$libdir"
checked "unpacked, programs in C and C++ find them (CMake: shared, static; pkg-config) and run"

"root/usr/bin/npyrw" --version >/dev/null 2>&1 && fail "the command line finds its library without being told where"
LD_LIBRARY_PATH=$PWD/root/usr/$libdir root/usr/bin/npyrw --version | grep -qF "$NPYRW_VERSION" || fail "the command line does not run"
checked "npyrw-tools has the command line, which uses the library of libnpyrw$abi"

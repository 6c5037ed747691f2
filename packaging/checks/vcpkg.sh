#!/bin/sh
# The vcpkg port, without vcpkg: its manifest is read, its portfile is run with stand-ins for vcpkg's functions,
# and what it leaves in the package is held to vcpkg's rules and used.
set -eu
. "$NPYRW_SOURCE/packaging/checks/common.sh"
wants cmake ninja cargo python3
port=$NPYRW_SOURCE/packaging/vcpkg/npyrw

python3 - "$port/vcpkg.json" "$NPYRW_VERSION" <<'END'
import json, re, sys
manifest = json.load(open(sys.argv[1], encoding="utf-8"))
known = {"name", "version", "description", "license", "supports", "dependencies"}
assert set(manifest) == known, set(manifest) ^ known
assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", manifest["name"]), manifest["name"]
assert manifest["version"] == sys.argv[2], manifest["version"]
assert manifest["license"] == "MIT OR Apache-2.0"
assert all(set(dependency) == {"name", "host"} for dependency in manifest["dependencies"])
END
checked "vcpkg.json has the members it should have, and this version"

# Both linkages from one build of cargo's.
for linkage in dynamic static; do
    cmake -DPORT_DIR="$port" -DWORK="$PWD/$linkage" -DLINKAGE="$linkage" -DCARGO_DIR="$PWD/cargo" -P "$NPYRW_SOURCE/packaging/checks/vcpkg.cmake"
    package=$PWD/$linkage/packages
    # What vcpkg asks of a package: a copyright, CMake files in share, none in lib, nothing double, no name of this machine.
    [ -s "$package/share/npyrw/copyright" ] || fail "no copyright"
    [ -s "$package/share/npyrw/usage" ] || fail "no usage"
    [ -e "$package/share/npyrw/npyrw-config.cmake" ] || fail "no CMake file in share"
    [ ! -e "$package/lib/cmake" ] || fail "CMake files in lib"
    [ ! -e "$package/debug" ] || fail "a debug folder"
    if grep -rIlF "$PWD" "$package"; then fail "these name this folder"; fi
    case $linkage in
    dynamic) [ ! -e "$package/lib/libnpyrw.a" ] || fail "a static library too" ;;
    static) [ -z "$(find "$package" -name '*.so*')" ] || fail "a shared library too" ;;
    esac
    # Installed where others are, not where it was made.
    mv "$package" "installed-$linkage"
done
with_cmake "$PWD/installed-dynamic" shared
with_cmake "$PWD/installed-static" static
with_cmake "$PWD/installed-dynamic" shared -cxx
with_pkg_config "$PWD/installed-dynamic" lib
# The Fortran layer is sources, which the moved CMake files have to lead to.
if command -v gfortran >/dev/null; then
    cmake -G Ninja -S "$NPYRW_SOURCE/packaging/conan/test_package" -B fortran -DCMAKE_PREFIX_PATH="$PWD/installed-dynamic"
    cmake --build fortran
    [ "$(cd fortran && ./saves_fortran)" = 'npyrw in Fortran: 6' ] || fail "the program in Fortran"
    checked "the Fortran layer is found, compiled and used"
fi
checked "portfile.cmake, run with stand-ins for vcpkg's functions, leaves packages in which programs find npyrw (dynamic, static)"

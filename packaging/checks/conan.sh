#!/bin/sh
# The Conan package: created from the vendored sources, static and shared, and tested by its test_package.
set -eu
. "$NPYRW_SOURCE/packaging/checks/common.sh"
PATH=$NPYRW_SOURCE/.venv/bin:$PATH
wants conan cmake ninja cargo

CONAN_HOME=$PWD/conan-home
export CONAN_HOME
conan profile detect
conan remote disable conancenter
# CMake's generator, and not the tool's guess.
printf '\n[conf]\ntools.cmake.cmaketoolchain:generator=Ninja\n' >>"$CONAN_HOME/profiles/default"

vendored
empty_cargo_home
cp -R "$NPYRW_SOURCE/packaging/conan" "$tree/packaging/" # as it is now, not as it was packed
for shared in False True; do
    offline conan create "$tree/packaging/conan" -o "npyrw/*:shared=$shared" >"create-$shared.log" 2>&1 || {
        cat "create-$shared.log"
        fail "conan create with shared=$shared"
    }
    said=$(grep -c "^npyrw $NPYRW_VERSION: 6\$" "create-$shared.log" || :)
    [ "$said" = 2 ] || {
        cat "create-$shared.log"
        fail "of two programs $said said that they work, shared=$shared"
    }
    languages='C and C++'
    if command -v gfortran >/dev/null; then
        grep -qx 'npyrw in Fortran: 6' "create-$shared.log" || {
            cat "create-$shared.log"
            fail "the program in Fortran did not run, shared=$shared"
        }
        languages='C, C++ and Fortran'
    fi
    checked "conan create, shared=$shared, $network: test_package built and run in $languages"
done
conan list "npyrw/$NPYRW_VERSION:*" --format=json >list.json
"$NPYRW_SOURCE/.venv/bin/python" - "$NPYRW_VERSION" <<'END'
import json, sys
revisions = json.load(open("list.json"))["Local Cache"][f"npyrw/{sys.argv[1]}"]["revisions"]
packages = [package for revision in revisions.values() for package in revision["packages"].values()]
assert len(packages) == 2, packages
for package in packages:
    assert sorted(package["info"]["settings"]) == ["arch", "os"], package
END
checked "two packages, which know of no compiler"

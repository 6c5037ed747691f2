#!/bin/sh
# drive.sh CASE: uses npyrw the way one kind of project does, and fails unless
# that ends as it should. Run in an empty folder. From the environment:
#   NPYRW_BUILD     the build tree whose library is used
#   NPYRW_SOURCE    the checkout
#   NPYRW_PREFIX    where the case `install` leaves the package for the others
#   NPYRW_VERSION   the version in Cargo.toml
#   NPYRW_LIBDIR    where below it libraries are: lib, lib64 …
#   NPYRW_SONAME    the shared library's name for the loader
#   NPYRW_GENERATOR, NPYRW_CC, NPYRW_CXX, NPYRW_CMAKE
#   NPYRW_CARGO_TARGET_DIR, NPYRW_CARGO_PROFILE
#   NPYRW_PYTHON    a Python that may have NumPy, or nothing
set -eu

here=$(cd "$(dirname "$0")" && pwd)
consumer=$here/consumer
libdir=$NPYRW_PREFIX/$NPYRW_LIBDIR
# A package elsewhere on this machine must not be what is found.
unset LD_LIBRARY_PATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH npyrw_DIR npyrw_ROOT DESTDIR 2>/dev/null || :

fail() {
    echo "failed: $*"
    exit 1
}

# runs PROGRAM LINKAGE: it prints our version, and is linked as said.
runs() {
    said=$("$1") || fail "$1 ended with $?"
    [ "$said" = "$NPYRW_VERSION" ] || fail "$1 said \"$said\", wanted $NPYRW_VERSION"
    case $(readelf -d "$1" | grep -F "[$NPYRW_SONAME]") in
    '') found=static ;;
    *) found=shared ;;
    esac
    [ "$found" = "$2" ] || fail "$1 is linked $found, wanted $2"
    echo "npyrw $said, $found"
}

configure() { # FOLDER ARGUMENT…
    folder=$1
    shift
    "$NPYRW_CMAKE" -G "$NPYRW_GENERATOR" -S "$consumer" -B "$folder" -DCMAKE_C_COMPILER="$NPYRW_CC" -DCMAKE_CXX_COMPILER="$NPYRW_CXX" "$@"
}

find_package() { # LINKAGE ARGUMENT…: configures, builds and runs
    linkage=$1
    shift
    configure b -DHOW=find_package -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX" "$@"
    "$NPYRW_CMAKE" --build b
    runs b/version "$linkage"
}

refused() { # REASON ARGUMENT…: configuring fails, and says so
    reason=$1
    shift
    if configure b -DHOW=find_package -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX" "$@" >log 2>&1; then
        cat log
        fail "not refused: $*"
    fi
    # CMake breaks lines where it likes.
    tr -s ' \n' '  ' <log | grep -qF -- "$reason" || {
        cat log
        fail "refused without saying \"$reason\""
    }
    echo "refused: $reason"
}

in_tree() { # HOW ARGUMENT…: the library is part of the consumer's own build
    # Cargo's folder is the outer build's, where the work is done already.
    how=$1
    shift
    configure b -DHOW="$how" -DNPYRW_SOURCE="$NPYRW_SOURCE" \
        -DNPYRW_CARGO_TARGET_DIR="$NPYRW_CARGO_TARGET_DIR" -DNPYRW_CARGO_PROFILE="$NPYRW_CARGO_PROFILE" "$@"
    "$NPYRW_CMAKE" --build b
}

pkg() { # ARGUMENT…: asks pkg-config, of the package in $prefix
    PKG_CONFIG_PATH=$prefix/$NPYRW_LIBDIR/pkgconfig pkg-config "$@" npyrw
}

pkg_cc() { # LINKAGE ARGUMENT… -- PKG-CONFIG-OPTION…: compiles, links and runs with what pkg-config says
    linkage=$1 options=''
    shift
    while [ "$1" != -- ]; do
        options="$options '$1'"
        shift
    done
    shift
    # pkg-config quotes for a shell: a prefix may have blanks in it.
    eval '"$NPYRW_CC"' "$(pkg "$@" --cflags)" -o version '"$consumer/version.c"' "$(pkg "$@" --libs)" "$options"
    runs ./version "$linkage"
}

static_only() { # a copy of the package without the shared library
    prefix=$PWD/static-only
    cp -R "$NPYRW_PREFIX" "$prefix"
    rm "$prefix/$NPYRW_LIBDIR"/libnpyrw.so*
}

list_files() { # COMPONENT: what it installs, one line each
    "$NPYRW_CMAKE" --install "$NPYRW_BUILD" --prefix "$PWD/only-$1" --component "$1" >/dev/null
    (cd "only-$1" && find . ! -type d | sed 's,^\./,,' | LC_ALL=C sort)
}

prefix=$NPYRW_PREFIX
case $1 in
install)
    # Installed in one place, used in another: a package that knows where it
    # was installed does not survive this.
    rm -rf -- "$NPYRW_PREFIX"
    "$NPYRW_CMAKE" --install "$NPYRW_BUILD" --prefix "$PWD/first"
    mv first "$NPYRW_PREFIX"
    ;;
moved)
    # No text file of the package knows a place of this machine.
    for place in "$NPYRW_BUILD" "$NPYRW_SOURCE" "${NPYRW_PREFIX%/*}"; do
        if grep -rIlF -- "$place" "$NPYRW_PREFIX"; then fail "these name $place"; fi
    done
    [ "$(grep -rIlF -- npyrw "$NPYRW_PREFIX" | wc -l)" -ge 3 ] || fail "the package has no text files to look at"
    ;;
components)
    list_files runtime >runtime.txt
    list_files development >development.txt
    sed 's,^.*/,,' runtime.txt | LC_ALL=C sort >found
    printf '%s\n' LICENSE-APACHE LICENSE-MIT "$NPYRW_SONAME" "libnpyrw.so.$NPYRW_VERSION" | LC_ALL=C sort >wanted
    diff wanted found || fail "the component runtime is not what it should be"
    for file in libnpyrw.so libnpyrw.a pkgconfig/npyrw.pc \
        cmake/npyrw/npyrw-config.cmake cmake/npyrw/npyrw-config-version.cmake; do
        grep -qxF "$NPYRW_LIBDIR/$file" development.txt || fail "the component development has no $file"
    done
    grep -qxF include/npyrw.h development.txt || fail "the component development has no header"
    if LC_ALL=C sort runtime.txt development.txt | uniq -d | grep .; then fail "these are in both components"; fi
    ;;

find_package) find_package shared ;;
find_package.version) find_package shared "-DWANTED=${NPYRW_VERSION%.*}" ;;
find_package.shared) find_package shared "-DWANTED=COMPONENTS;shared" ;;
find_package.static) find_package static "-DWANTED=COMPONENTS;static" ;;
find_package.component_wins) find_package static "-DWANTED=COMPONENTS;static" -DBUILD_SHARED_LIBS=ON ;;
find_package.both) find_package static "-DWANTED=COMPONENTS;shared;static" -DBUILD_SHARED_LIBS=OFF ;;
find_package.build_shared_libs_off) find_package static -DBUILD_SHARED_LIBS=OFF ;;
find_package.build_shared_libs_on) find_package shared -DBUILD_SHARED_LIBS=ON ;;
find_package.target_shared) find_package shared -DBUILD_SHARED_LIBS=OFF -DLINK=npyrw::shared ;;
find_package.target_static) find_package static -DLINK=npyrw::static ;;
find_package.only_static_there)
    static_only
    NPYRW_PREFIX=$prefix
    find_package static -DBUILD_SHARED_LIBS=ON
    ;;
find_package.optional_unknown) find_package shared "-DWANTED=OPTIONAL_COMPONENTS;nonesuch" ;;

cxx.find_package)
    consumer=$consumer-cxx
    find_package shared
    ;;
cxx.component)
    # It says nothing of how the library is linked.
    consumer=$consumer-cxx
    find_package static "-DWANTED=COMPONENTS;cxx" -DBUILD_SHARED_LIBS=OFF
    ;;
cxx.component_static)
    consumer=$consumer-cxx
    find_package static "-DWANTED=COMPONENTS;cxx;static"
    ;;
cxx.add_subdirectory)
    consumer=$consumer-cxx
    in_tree add_subdirectory
    runs b/version shared
    ;;
cxx.pkg_config)
    eval '"$NPYRW_CXX"' -std=c++17 "$(pkg --cflags)" -o version '"$consumer-cxx/version.cpp"' "$(pkg --libs)" "-Wl,-rpath,'$libdir'"
    runs ./version shared
    ;;
cxx.headers)
    # All of them are installed, and each as it is in the checkout.
    (cd "$NPYRW_SOURCE/include" && find . -name '*.hpp') | LC_ALL=C sort >wanted
    (cd "$NPYRW_PREFIX/include" && find . -name '*.hpp') | LC_ALL=C sort >found
    diff wanted found || fail "the installed headers are others"
    [ "$(wc -l <wanted)" -gt 20 ] || fail "there are only $(wc -l <wanted) headers"
    while IFS= read -r header; do
        cmp "$NPYRW_SOURCE/include/$header" "$NPYRW_PREFIX/include/$header" || fail "$header is another one"
    done <wanted
    ;;
refused.cxx_not_installed)
    prefix=$PWD/without
    cp -R "$NPYRW_PREFIX" "$prefix"
    rm -r "$prefix/include/npyrw.hpp" "$prefix/include/npyrw"
    NPYRW_PREFIX=$prefix
    refused 'component "cxx" is not installed' "-DWANTED=COMPONENTS;cxx"
    rm -r b
    find_package shared
    ;;

refused.component)
    refused 'no component "nonesuch"' "-DWANTED=COMPONENTS;nonesuch"
    ;;
refused.component_among_good)
    refused 'no component "nonesuch"' "-DWANTED=COMPONENTS;shared;nonesuch;static"
    ;;
refused.component_not_installed)
    static_only
    NPYRW_PREFIX=$prefix
    refused 'component "shared" is not installed' "-DWANTED=COMPONENTS;shared"
    ;;
refused.nothing_installed)
    static_only
    rm "$prefix/$NPYRW_LIBDIR"/libnpyrw.a
    NPYRW_PREFIX=$prefix
    refused 'neither the shared nor the static library'
    ;;
refused.version)
    # Too new, of another minor version, and the one before ours.
    major=${NPYRW_VERSION%%.*}
    minor=${NPYRW_VERSION#*.}
    minor=${minor%%.*}
    for version in "$((major + 9)).0" "$major.$((minor + 1))" "$NPYRW_VERSION.1" "$((major + 1))"; do
        refused 'not accepted' "-DWANTED=$version"
        rm -r b
    done
    if [ "$major" = 0 ] && [ "$minor" -gt 0 ]; then refused 'not accepted' "-DWANTED=0.$((minor - 1))"; fi
    ;;

add_subdirectory)
    in_tree add_subdirectory
    runs b/version shared
    ;;
add_subdirectory.static)
    in_tree add_subdirectory -DBUILD_SHARED_LIBS=OFF
    runs b/version static
    ;;
add_subdirectory.only_static)
    in_tree add_subdirectory -DNPYRW_BUILD_SHARED=OFF
    runs b/version static
    [ ! -e b/npyrw/lib/libnpyrw.so ] || fail "a shared library was made too"
    ;;
add_subdirectory.quiet)
    # A guest in another project adds no tests to it and installs nothing with it.
    in_tree add_subdirectory
    "$NPYRW_CMAKE" --install b --prefix "$PWD/p"
    if find p ! -type d | grep .; then fail "installed with the host"; fi
    [ ! -e b/npyrw/c-tests ] || fail "the tests were configured"
    ;;
FetchContent)
    in_tree FetchContent
    runs b/version shared
    ;;

examples)
    # The examples as somebody's own project, and the demonstration with it.
    "$NPYRW_PYTHON" -c 'import numpy' 2>/dev/null || {
        echo "skipped: no Python with NumPy"
        exit 77
    }
    consumer=$NPYRW_SOURCE/examples
    configure out/examples -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX" -DCMAKE_C_FLAGS=-Werror
    "$NPYRW_CMAKE" --build out/examples
    readelf -d out/examples/wave | grep -qF "[$NPYRW_SONAME]" || fail "wave is not linked to $NPYRW_SONAME"
    NPYRW_BUILD=$PWD/out NPYRW_DEMO=$PWD/demo sh "$consumer/demo.sh"
    ;;

pkg_config)
    pkg_cc shared -Wl,-rpath,"$libdir" --
    [ "$(pkg --modversion)" = "$NPYRW_VERSION" ] || fail "pkg-config says version $(pkg --modversion)"
    ;;
pkg_config.static)
    static_only
    pkg_cc static -- --static
    ;;
cc)
    "$NPYRW_CC" -I"$NPYRW_PREFIX/include" -o version "$consumer/version.c" \
        -L"$libdir" -lnpyrw -Wl,-rpath,"$libdir"
    runs ./version shared
    ;;
cc.archive)
    # The archive by its path, and what every Makefile has at hand.
    "$NPYRW_CC" -I"$NPYRW_PREFIX/include" -o version "$consumer/version.c" "$libdir/libnpyrw.a" -lpthread -ldl -lm
    runs ./version static
    ;;
*) fail "no case \"$1\"" ;;
esac

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
#   NPYRW_CMAKE_3_22, NPYRW_CMAKE_NEWEST, NPYRW_CLANG, NPYRW_CLANGXX, NPYRW_MESON
#                   further tools, or nothing; what wants one is skipped by its name
#   NPYRW_CARGO, NPYRW_RUST_HOST   cargo, and Rust's name of this machine
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

wants() { # WHAT COMMAND: is skipped where it does not run
    if [ -z "$2" ] || ! "$2" --version >/dev/null 2>&1; then
        echo "skipped: no $1"
        exit 77
    fi
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

matrix() { # CMAKE: the package and the checkout through another CMake than the build's
    NPYRW_CMAKE=$1
    echo "== $("$1" --version | head -n 1)"
    for linkage in shared static; do
        find_package "$linkage" "-DWANTED=COMPONENTS;$linkage"
        rm -r b
    done
    refused 'no component "nonesuch"' "-DWANTED=COMPONENTS;nonesuch"
    rm -r b
    multi_config
    rm -r b
    in_tree add_subdirectory
    runs b/version shared
    rm -r b
    consumer=$consumer-cxx
    find_package shared "-DWANTED=COMPONENTS;cxx"
}

multi_config() ( # one tree, several configurations: each of them finds the library
    NPYRW_GENERATOR='Ninja Multi-Config'
    configure b -DHOW=find_package -DCMAKE_PREFIX_PATH="$NPYRW_PREFIX"
    for configuration in Debug Release RelWithDebInfo; do
        "$NPYRW_CMAKE" --build b --config "$configuration"
        runs "b/$configuration/version" shared
    done
    rm -r b
    in_tree add_subdirectory
    for configuration in Release RelWithDebInfo; do
        "$NPYRW_CMAKE" --build b --config "$configuration"
        runs "b/$configuration/version" shared
    done
)

meson() { # LINKAGE ARGUMENT…: dependency('npyrw'), which asks pkg-config
    linkage=$1
    shift
    CC=$NPYRW_CC PKG_CONFIG_PATH=$prefix/$NPYRW_LIBDIR/pkgconfig \
        "$NPYRW_MESON" setup b "$here/consumer-meson" "-Dwanted=$NPYRW_VERSION" "$@"
    "$NPYRW_MESON" compile -C b
    runs b/version "$linkage"
    "$NPYRW_MESON" test -C b
}

triple() { # TRIPLE ARGUMENT…: the checkout, built for a named machine
    triple=$1
    shift
    "$NPYRW_CMAKE" -G "$NPYRW_GENERATOR" -S "$NPYRW_SOURCE" -B b -DCMAKE_C_COMPILER="$NPYRW_CC" -DNPYRW_RUST_TARGET="$triple" \
        -DNPYRW_BUILD_TESTS=OFF -DNPYRW_BUILD_EXAMPLES=OFF -DNPYRW_BUILD_TOOLS=OFF "$@"
    "$NPYRW_CMAKE" --build b
    "$NPYRW_CMAKE" --install b --prefix "$PWD/p"
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
tools)
    if [ ! -x "$NPYRW_BUILD/tools/npyrw" ]; then
        echo "skipped: NPYRW_BUILD_TOOLS is off"
        exit 77
    fi
    list_files tools >tools.txt
    sed 's,^.*/,,' tools.txt | LC_ALL=C sort >found
    printf '%s\n' npyrw npyrw.1 >wanted
    diff wanted found || fail "the component tools is not what it should be"
    # Moved with its library, it finds it.
    says=$(env -u LD_LIBRARY_PATH "$NPYRW_PREFIX/bin/npyrw" --version)
    [ "$says" = "npyrw $NPYRW_VERSION" ] || fail "the installed npyrw says: $says"
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

multi_config) multi_config ;;
cmake.3_22)
    wants "CMake 3.22 (scripts/setup.sh packages)" "$NPYRW_CMAKE_3_22"
    "$NPYRW_CMAKE_3_22" --version | grep -F ' 3.22.' || fail "it is another one"
    matrix "$NPYRW_CMAKE_3_22"
    ;;
cmake.newest)
    wants "newest CMake (scripts/setup.sh packages)" "$NPYRW_CMAKE_NEWEST"
    matrix "$NPYRW_CMAKE_NEWEST"
    ;;
clang)
    wants "clang" "$NPYRW_CLANG"
    NPYRW_CC=$NPYRW_CLANG
    for linkage in shared static; do
        find_package "$linkage" "-DWANTED=COMPONENTS;$linkage" -DCMAKE_C_FLAGS='-Wall -Wextra -Wpedantic -Wconversion -Werror'
        rm -r b
    done
    ;;
clang.cxx)
    wants "clang++" "$NPYRW_CLANGXX"
    NPYRW_CXX=$NPYRW_CLANGXX consumer=$consumer-cxx
    for linkage in shared static; do
        find_package "$linkage" "-DWANTED=COMPONENTS;cxx;$linkage"
        rm -r b
    done
    ;;
meson)
    wants "Meson" "$NPYRW_MESON"
    # The loader finds the library by the folder that Meson takes from the .pc file.
    meson shared
    ;;
meson.static)
    wants "Meson" "$NPYRW_MESON"
    meson static -Dstatic=true
    ;;
presets)
    # Each preset of the checkout, with the oldest CMake there is.
    if [ -n "$NPYRW_CMAKE_3_22" ]; then NPYRW_CMAKE=$NPYRW_CMAKE_3_22; fi
    "$NPYRW_CMAKE" --version | head -n 1
    (cd "$NPYRW_SOURCE" && "$NPYRW_CMAKE" --list-presets) | sed -n 's/^  "\([a-z]*\)".*/\1/p' >presets
    [ "$(tr '\n' ' ' <presets)" = "default install debug asan " ] || fail "the presets are $(tr '\n' ' ' <presets)"
    while read -r preset; do
        case $preset in
        debug | asan) profile=dev ;;
        *) profile=release ;;
        esac
        (cd "$NPYRW_SOURCE" && "$NPYRW_CMAKE" --preset "$preset" -B "$OLDPWD/$preset" -DNPYRW_CARGO_TARGET_DIR="$NPYRW_CARGO_TARGET_DIR" \
            -DNPYRW_BUILD_TESTS=OFF -DNPYRW_BUILD_EXAMPLES=OFF -DNPYRW_BUILD_TOOLS=OFF -DNPYRW_NATIVE_LIBS=-lc) >log 2>&1 || {
            cat log
            fail "preset $preset"
        }
        grep -qx "NPYRW_CARGO_PROFILE:STRING=$profile" "$preset/CMakeCache.txt" || fail "preset $preset is not $profile"
        grep -qF -- "--profile $profile" "$preset/build.ninja" || fail "preset $preset does not build $profile"
        echo "$preset: cargo's profile $profile"
    done <presets
    ;;

triple.here)
    # A triple that is given is a folder of its own below cargo's, and what is in it is what is installed.
    triple "$NPYRW_RUST_HOST" -DNPYRW_CARGO_PROFILE=dev -DNPYRW_CARGO_TARGET_DIR="$NPYRW_BUILD/native-libs"
    made=$NPYRW_BUILD/native-libs/$NPYRW_RUST_HOST/debug
    cmp "$made/libnpyrw.so" "p/$NPYRW_LIBDIR/libnpyrw.so" || fail "another library was installed"
    cmp "$made/libnpyrw.a" "p/$NPYRW_LIBDIR/libnpyrw.a" || fail "another static library was installed"
    rm -r b
    NPYRW_PREFIX=$PWD/p
    find_package shared
    ;;
triple.elsewhere)
    # Rust's libraries for another machine need not be here: a stand-in for cargo notes what it is asked.
    cat >cargo <<'EOF'
#!/bin/sh
set -eu
echo "$*" >>"$NOTES"
env | grep '^CARGO_TARGET_.*LINKER=' >>"$NOTES" || :
case " $* " in
*' rustc '*) echo 'note: native-static-libs: -lelsewhere -lc' >&2 ;;
*' build '*)
    folder=$(echo "$*" | sed 's/.*--target-dir \([^ ]*\).*/\1/')/aarch64-unknown-linux-gnu/release
    mkdir -p "$folder"
    echo shared >"$folder/libnpyrw.so"
    echo static >"$folder/libnpyrw.a"
    ;;
esac
EOF
    chmod +x cargo
    NOTES=$PWD/notes
    export NOTES
    printf 'set(CMAKE_SYSTEM_NAME Linux)\nset(CMAKE_SYSTEM_PROCESSOR aarch64)\n' >toolchain.cmake
    CARGO_BUILD_TARGET=wrong-machine triple aarch64-unknown-linux-gnu -DCMAKE_TOOLCHAIN_FILE="$PWD/toolchain.cmake" \
        -DNPYRW_CARGO="$PWD/cargo" -DNPYRW_CARGO_TARGET_DIR="$PWD/cargo-out"
    cat notes
    [ "$(grep -c -- '--target aarch64-unknown-linux-gnu' notes)" = 2 ] || fail "the triple did not reach cargo twice"
    grep -qxF "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=$NPYRW_CC" notes || fail "Rust would link with another linker"
    [ "$(cat "p/$NPYRW_LIBDIR/libnpyrw.so" "p/$NPYRW_LIBDIR/libnpyrw.a")" = "shared
static" ] || fail "other files were installed"
    grep -qxF 'Libs.private: -lelsewhere -lc' "p/$NPYRW_LIBDIR/pkgconfig/npyrw.pc" || fail "the .pc file has another machine's libraries"
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

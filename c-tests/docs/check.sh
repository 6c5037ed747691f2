#!/bin/sh
# check.sh CASE: the comments of the headers, held to Doxygen's warnings.
#
#   c         npyrw.h: no function, parameter, returned value, type, member or constant without a comment
#   cxx       npyrw.hpp and its parts: no public name without a comment, none that speaks of what is not there, and
#             each parameter, template parameter and returned value is documented (complete.py)
#   mpi       npyrw_mpi.h, as c
#   refusals  all of these fail where a comment is missing
#   site      `make docs` makes a page of the README, of each page in docs/, and of each function
#
# From the environment: NPYRW_SOURCE, NPYRW_VERSION, and for cxx NPYRW_PYTHON.
set -eu

if ! command -v doxygen >/dev/null; then
    echo "skipped: no doxygen"
    exit 77
fi

fail() {
    echo "failed: $*"
    exit 1
}

gate() { # LINE…: the checkout's Doxyfile with these lines. Pages are made, because comments are read only then
    {
        cat "$NPYRW_SOURCE/docs/Doxyfile"
        printf '%s\n' "OUTPUT_DIRECTORY = \"$PWD\"" "WARN_AS_ERROR = FAIL_ON_WARNINGS" "USE_MDFILE_AS_MAINPAGE =" "$@"
    } >Doxyfile
    doxygen Doxyfile
}

c_gate() { # HEADER
    gate "INPUT = \"$1\"" "OPTIMIZE_OUTPUT_FOR_C = YES" "WARN_NO_PARAMDOC = YES" "PREDEFINED ="
}

cxx_gate() { # FOLDER
    rm -rf xml
    gate "INPUT = \"$1\"" "FILE_PATTERNS = *.hpp" "GENERATE_XML = YES" "XML_PROGRAMLISTING = NO" || return 1
    # Doxygen knows no template parameter that is missing, and of one-line comments no returned value.
    "$NPYRW_PYTHON" -B "$NPYRW_SOURCE/c-tests/docs/complete.py" xml
}

broken() { # GATE FILE SED-EXPRESSION COMPLAINT: after that change of FILE the gate complains
    rm -rf include
    cp -R "$NPYRW_SOURCE/include" include
    cp "$NPYRW_SOURCE/mpi/npyrw_mpi.h" include
    sed -i "$3" "include/$2"
    [ "$2" = npyrw_mpi.h ] && from=mpi || from=include
    ! cmp -s "$NPYRW_SOURCE/$from/$2" "include/$2" || fail "\"$3\" changes nothing in $2"
    case $1 in
    c) set -- "$@" "include/$2" ;;
    cxx) set -- "$@" include ;;
    esac
    if "${1}_gate" "$5" >log 2>&1; then fail "accepted: $2 after $3"; fi
    grep -qF "$4" log || {
        cat log
        fail "$2 after $3 is refused without saying \"$4\""
    }
    echo "refused: $(grep -F "$4" log | head -n 1 | sed "s,$PWD/,,")"
}

case $1 in
cxx | refusals)
    [ -n "${NPYRW_PYTHON-}" ] || {
        echo "skipped: no Python"
        exit 77
    }
    ;;
esac

case $1 in
c)
    c_gate "$NPYRW_SOURCE/include/npyrw.h"
    echo "npyrw.h: no warning"
    ;;
cxx)
    cxx_gate "$NPYRW_SOURCE/include"
    echo "npyrw.hpp and its parts: no warning, no gap"
    ;;
mpi)
    c_gate "$NPYRW_SOURCE/mpi/npyrw_mpi.h"
    echo "npyrw_mpi.h: no warning"
    ;;
refusals)
    end='#endif .. NPYRW_H' # here something is added
    broken c npyrw.h '/@param status any number/d' "parameters of member npy_status_name are not documented"
    broken c npyrw.h 's/@param status any number/@param number any number/' "argument 'number' of command @param is not found"
    broken c npyrw.h '/@return a text ended by NUL/d' "return type of member npy_status_name is not documented"
    broken c npyrw.h '/@param path the file;/d' "parameter 'path'"
    broken c npyrw.h '/Handed to every call/d' "Member context (variable) of struct npy_sink is not documented"
    broken c npyrw.h '/Success\. \*\//d' "Member NPY_OK (macro definition)"
    broken c npyrw.h "/$end/i int npy_bare(int x);" "Member npy_bare(int x) (function)"
    broken c npyrw.h "/$end/i typedef struct npy_bare { int x; } npy_bare;" "Compound npy_bare is not documented"
    broken c npyrw.h "/$end/i typedef int npy_bare;" "Member npy_bare (typedef)"
    broken cxx npyrw/array.hpp '/\*\* How many elements/d' "Member size() const noexcept (function)"
    broken cxx npyrw/error.hpp '/^} \/\/ namespace NPYRW_INLINE_/i struct bare { int x; };' "Compound npyrw::v0::bare is not documented"
    broken cxx npyrw/view.hpp 's,/\*\*< The type\. \*/,,' "Member value_type (typedef)"
    broken cxx npyrw/view.hpp 's/@param data the first one/@param date the first one/' "argument 'date'"
    broken cxx npyrw/writer.hpp '/@param count how many\./d' "parameter 'count'"
    broken cxx npyrw/error.hpp 's/ @param code is cleared first\.//' "report(std::error_code &code) noexcept: parameter code is not documented"
    broken cxx npyrw/npz.hpp 's/ @return whether it is there\.//' "contains(text name) const noexcept: returned value is not documented"
    broken cxx npyrw/npz.hpp '/@return the array, which may outlive/d' "get(text name, report to) const"
    broken cxx npyrw/npz_writer.hpp '/@tparam T the type of the elements/d' "template parameter T is not documented"
    broken cxx npyrw/map.hpp '/@tparam T/d' "map: template parameter T is not documented"
    broken c npyrw_mpi.h '/@param path a regular file/d' "parameter 'path'"
    ;;
site)
    sh "$NPYRW_SOURCE/scripts/docs.sh" "$PWD"
    grep -q 'Five lines to read' html/index.html || fail "the main page is not the README"
    for page in "$NPYRW_SOURCE"/docs/*.md; do
        title=$(sed -n '1s/^# //p' "$page")
        [ -n "$title" ] || fail "$page has no title"
        grep -rqF "<div class=\"title\">$title </div>" html --include='md_*.html' || fail "no page of $page"
        echo "$title"
    done
    sed 's/ .*//' "$NPYRW_SOURCE/c-tests/abi/exported.txt" | while read -r name; do
        grep -q "$name" html/npyrw_8h.html || fail "no entry of $name"
    done
    [ "$(find html -name 'class*.html' ! -name '*-members.html' | wc -l)" -gt 10 ] || fail "the C++ classes have no pages"
    ;;
*) fail "no case \"$1\"" ;;
esac

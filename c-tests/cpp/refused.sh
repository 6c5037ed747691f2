#!/bin/sh
# refused.sh COMPILER OPTION...: the compiler takes CASE 0 of refused.cpp, and refuses each other one with what stands beside it;
# and without exceptions it refuses a call that leaves out who is told.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
compile() { # FILE OPTION...
    file=$1
    shift
    "$@" -fsyntax-only -x c++ "$file" >log 2>&1
}

compile "$here/refused.cpp" "$@" -DCASE=0 || {
    cat log
    echo "failed: CASE 0 is refused"
    exit 1
}
wrong=0 cases=0
while IFS= read -r line; do
    case $line in '#elif CASE == '*' // '*) ;; *) continue ;; esac
    case_=${line#'#elif CASE == '}
    reason=${case_#* // }
    case_=${case_%% *}
    cases=$((cases + 1))
    if compile "$here/refused.cpp" "$@" "-DCASE=$case_"; then
        echo "failed: CASE $case_ is taken"
        wrong=$((wrong + 1))
    elif ! grep -qF -- "$reason" log; then
        cat log
        echo "failed: CASE $case_ is refused without \"$reason\""
        wrong=$((wrong + 1))
    fi
done <"$here/refused.cpp"

for call in 'npyrw::load<double>("x.npy")' 'npyrw::file("x.npy")' 'npyrw::save("x.npy", 1.0)' 'npyrw::npz("x.npz")' 'npyrw::memory()' \
    'npyrw::map<const double>("x.npy")' 'npyrw::npz_writer("x.npz")' 'npyrw::recover("x.npy")'; do
    printf '#include <npyrw.hpp>\nvoid use(std::error_code &ec);\nvoid use(std::error_code &ec) { static_cast<void>(ec); static_cast<void>(%s); }\n' "$call" >call.cpp
    cases=$((cases + 1))
    if ! compile call.cpp "$@" || compile call.cpp "$@" -fno-exceptions; then
        echo "failed: $call: with exceptions it is right, without them it is not"
        wrong=$((wrong + 1))
    fi
done
echo "$cases cases, $wrong wrong"
[ "$cases" -gt 20 ] && [ "$wrong" = 0 ]

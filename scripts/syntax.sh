#!/bin/sh
# Looks over every shell script of this checkout without running it: its
# interpreter can parse it, and it stops at its first error (set -e).
set -eu
cd "$(dirname "$0")/.."

list=${TMPDIR:-/tmp}/npyrw-scripts.$$
trap 'rm -f "$list"' EXIT
find . \( -name .git -o -name build -o -name target -o -name .venv -o -name .tools \) -prune -o -type f -print >"$list"

looked=0 wrong=0
while IFS= read -r script; do
    case $(head -n 1 "$script" | tr -d '\0') in
    '#!/bin/sh') shell=sh ;;
    '#!/usr/bin/env bash') shell=bash ;;
    '#!'*sh*)
        echo "$script: its first line is neither #!/bin/sh nor #!/usr/bin/env bash"
        wrong=$((wrong + 1))
        continue
        ;;
    *) continue ;;
    esac
    if ! command -v "$shell" >/dev/null; then
        echo "$script: skipped, there is no $shell"
        continue
    fi
    looked=$((looked + 1))
    "$shell" -n "$script" || wrong=$((wrong + 1))
    if ! grep -q '^set -eu' "$script"; then
        echo "$script: does not stop at its first error: set -eu is missing"
        wrong=$((wrong + 1))
    fi
done <"$list"
echo "$looked shell scripts looked at, $wrong wrong"
[ "$looked" -gt 5 ] && [ "$wrong" = 0 ]

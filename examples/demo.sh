#!/bin/sh
# Runs the example simulation between two pieces of NumPy, and shows what
# npyrw and NumPy each say of the files. Fails where they disagree, or where the
# physics is wrong. From the environment:
#   NPYRW_BUILD    the build tree; the programs are in its folder examples
#   NPYRW_PYTHON   a Python with NumPy; with Matplotlib there is a picture
#   NPYRW_DEMO     where the files go; by default a folder of the build tree
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=${NPYRW_PYTHON:-python3}
folder=${NPYRW_DEMO:-$NPYRW_BUILD/demo}
files="pond.npy last.npy film.npy"
steps=480 every=20 courant=0.7

if ! "$python" -c 'import numpy' 2>/dev/null; then
    echo "skipped: no Python with NumPy"
    exit 77
fi

title() { printf '\n== %s\n' "$*"; }

script() { # NAME ARGUMENT…: one of the Python scripts here, shown and run
    name=$1
    shift
    printf '\n$ python examples/%s %s\n' "$name" "$*"
    "$python" -B "$here/$name" "$@"
}

program() { # NAME ARGUMENT…: one of the C programs
    printf '\n$ %s\n' "$*"
    "$NPYRW_BUILD/examples/$@"
}

mkdir -p -- "$folder"
cd -- "$folder"
# shellcheck disable=SC2086
rm -f -- $files described.txt pond.png
# Matplotlib keeps its list of fonts somewhere, and the home folder is none of our business.
MPLCONFIGDIR=${MPLCONFIGDIR:-$PWD/matplotlib}
export MPLCONFIGDIR

title "NumPy makes a pond, a C program moves the water"
script pond.py pond.npy
program wave $files --steps $steps --every $every --courant $courant

title "what npyrw and NumPy say of the files"
printf '\n$ describe %s >described.txt\n' "$files"
"$NPYRW_BUILD/examples/describe" $files >described.txt
script compare.py described.txt $files

title "NumPy judges the physics"
script check.py $files --every $every --courant $courant

title "how it looks"
script picture.py film.npy pond.png --every $every
printf '\nthe files are in %s\n' "$PWD"

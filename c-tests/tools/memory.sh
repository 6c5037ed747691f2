#!/bin/sh
# A few commands with each of their reads and writes looked at, and what they do not give back.
# From the environment: NPYRW_TOOL, NPYRW_TEST_DATA, NPYRW_VALGRIND.
set -eu
if [ -z "$NPYRW_VALGRIND" ]; then
    echo "skipped: no valgrind"
    exit 77
fi
archives=$NPYRW_TEST_DATA/../archives
ran=0

# Only what is lost for certain: Rust holds what it knows of a thread by a pointer into its middle.
# looked_at CODE COMMAND…: it ends so, without an error of memory.
looked_at() {
    wanted=$1
    shift
    code=0
    "$NPYRW_VALGRIND" -q --vgdb=no --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
        "$NPYRW_TOOL" "$@" > out 2> errors < /dev/null || code=$?
    if [ "$code" -ne "$wanted" ]; then
        echo "npyrw $*: ended with $code, expected $wanted"
        cat out errors
        exit 1
    fi
    ran=$((ran + 1))
}

looked_at 0 info -v "$NPYRW_TEST_DATA"/*.npy
looked_at 0 info --json "$archives"/*.npz "$NPYRW_TEST_DATA"/struct_*.npy
looked_at 3 cat "$NPYRW_TEST_DATA"/*.npy
looked_at 0 cat "$archives"/*.npz
looked_at 0 cat -s '::-1, 1, ...' "$NPYRW_TEST_DATA/shape_f.npy" "$NPYRW_TEST_DATA/shape_c.npy"
looked_at 2 cat -s '0, 0, 0, 0' "$NPYRW_TEST_DATA/shape_f.npy"
looked_at 0 stats "$NPYRW_TEST_DATA"/scalar_*.npy "$NPYRW_TEST_DATA"/struct_*.npy "$archives"/*.npz
looked_at 0 stats -t 3 "$NPYRW_TEST_DATA/shape_c.npy"
looked_at 1 check "$NPYRW_TEST_DATA"/*.npy "$archives"/*.npz
looked_at 0 diff "$archives/stored.npz" "$archives/deflated.npz"
looked_at 1 diff "$NPYRW_TEST_DATA/struct_plain.npy" "$NPYRW_TEST_DATA/struct_nested.npy"
looked_at 1 diff -l 9 "$NPYRW_TEST_DATA/scalar_f4_little.npy" "$NPYRW_TEST_DATA/scalar_f4_big.npy"
looked_at 0 convert "$NPYRW_TEST_DATA"/struct_*.npy "$NPYRW_TEST_DATA"/shape_*.npy all.npz
looked_at 0 convert -z --block 4096 -t 2 all.npz blocks.npz
looked_at 0 convert -o F -d f4 "$NPYRW_TEST_DATA/shape_column.npy" out.npy
looked_at 0 convert -u --name more "$NPYRW_TEST_DATA/shape_f.npy" all.npz
looked_at 3 convert "$NPYRW_TEST_DATA/objects.npy" refused.npy
looked_at 3 convert "$NPYRW_TEST_DATA/shape_c.npy" missing.npy refused.npz
looked_at 0 recover out.npy
looked_at 0 plot -s 0 "$NPYRW_TEST_DATA/shape_c.npy"
looked_at 3 info missing.npy
looked_at 2 stats --nonsense
echo "$ran commands"

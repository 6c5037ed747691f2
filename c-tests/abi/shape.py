"""shape.py HEADER SONAME CC REFERENCE: what a C program sees of npyrw.h is what REFERENCE describes.

REFERENCE is what abidw wrote; abidiff compares, and `make abi` writes it anew (NPYRW_BLESS=1).

Described is a library of empty functions with the header's prototypes: the debug
information of the real one is Rust's, and has types of Rust's standard library in it, which
change with the compiler. What ties the two together are exports.py (the names),
src/ffi/layout.rs with c-tests/struct_layout.c (the structs), and tests/header.rs (the prototypes).
"""

import os
import platform
import re
import shutil
import subprocess
import sys

from symbols import OURS, bare, declared, finish

header, soname, compiler, reference = sys.argv[1:]
for name in ("abidw", "abidiff"):
    if not shutil.which(name):
        print(f"skipped: no {name} (abigail-tools)")
        sys.exit(77)
if platform.machine() != "x86_64":
    print(f"skipped: the description is x86_64's, this is {platform.machine()}")
    sys.exit(77)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 4, 8, 12):
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


# Each prototype with a body instead of its semicolon.
functions = re.findall(r"[^;{}]*?\b" + OURS.pattern + r"\s*\([^;{}]*\)\s*;", re.sub(r"typedef[^;{]*(\{[^}]*\})?[^;]*;", "", bare(header)))
problems = []
if len(functions) != len(declared(header)):
    problems.append(f"{len(functions)} prototypes, but {len(declared(header))} functions")
with open("shape.c", "w", encoding="utf-8") as file:
    file.write(f'#include "{os.path.basename(header)}"\n')
    for function in functions:
        # What is left of the block for C++ may stand before the first.
        function = re.sub(r'^\s*extern "C"\s*', "", function)
        file.write(function.rstrip()[:-1] + " { __builtin_trap(); }\n")
include = os.path.dirname(os.path.abspath(header))
run(compiler, "-shared", "-fPIC", "-g", "-gdwarf-4", "-O0", "-w", f"-I{include}", f"-Wl,-soname,{soname}",
    "-o", "libshape.so", "shape.c")
run("abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--out-file", "found.abi", "libshape.so")
if os.environ.get("NPYRW_BLESS") and not problems:
    shutil.copyfile("found.abi", reference)
done = run("abidiff", "--no-show-locs", "--fail-no-debug-info", reference, "found.abi")
if done.returncode:
    problems.append(f"abidiff ends with {done.returncode} (`make abi` if that is meant):\n{done.stdout}{done.stderr}")
finish(f"{len(functions)} prototypes as {os.path.basename(reference)} has them", problems)

"""archive.py LIBRARY HEADER: the static library brings no C name but ours into a program.

A program may link its own zlib, libdeflate or zstd beside us: were a codec's
function global in our archive, theirs and ours would meet.
"""

import re
import sys

from symbols import OURS, declared, defined, finish

# Rust's own: mangled names (_ZN…, _R…), names reserved for the implementation
# of a language (two underscores), names no C program can spell, and one plain one.
RUST = re.compile(r"_ZN.*|_R.*|__.*|.*[^A-Za-z0-9_].*|rust_eh_personality")

library, header = sys.argv[1:]
names = defined(library, ".symtab")
problems = []
for name in sorted(names):
    if not OURS.fullmatch(name) and not RUST.fullmatch(name):
        problems.append(f"global C name: {name}")
for name in sorted(declared(header) - names):
    problems.append(f"declared but not defined: {name}")
finish(f"{len(names)} global names", problems)

"""compare.py DESCRIBED FILE.npy...: what npyrw says of the files beside what NumPy says; fails where they differ.

DESCRIBED is what the program `describe` printed of the same files.
"""

import pathlib
import sys

import numpy as np


def described(text):
    """{path: {name: value}} of what `describe` printed."""
    found = {}
    for line in text.splitlines():
        if line.startswith("  "):
            name, value = line.split(maxsplit=1)
            of_file[name] = value
        else:
            of_file = found[line] = {}
    return found


def seen(array):
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    said = {"dtype": str(np.lib.format.dtype_to_descr(array.dtype)), "shape": str(array.shape), "order": "CF"[fortran]}
    if array.dtype.kind in "biuf" and array.size:
        said["min"], said["max"] = f"{float(array.min()):.17g}", f"{float(array.max()):.17g}"
    return said


def main():
    npyrw, paths = described(pathlib.Path(sys.argv[1]).read_text()), sys.argv[2:]
    if sorted(npyrw) != sorted(paths):
        sys.exit(f"npyrw described {sorted(npyrw)}, expected {sorted(paths)}")
    differ = 0
    print(f"{'':24}{'npyrw':26}NumPy")
    for path in paths:
        numpy = seen(np.load(path))
        names = dict.fromkeys([*npyrw[path], *numpy])
        for name, title in zip(names, [pathlib.Path(path).name] + [""] * len(names)):
            ours, theirs = npyrw[path].get(name, "-"), numpy.get(name, "-")
            differ += ours != theirs
            print(f"{title:16}{name:8}{ours:26}{theirs:26}{'' if ours == theirs else 'DIFFERENT'}".rstrip())
    if differ:
        sys.exit(f"{differ} of these differ")
    print("npyrw and NumPy agree")


main()

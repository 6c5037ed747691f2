#!/usr/bin/env python3
"""Prints src/format/printable.rs: which characters Python's repr() escapes."""

import sys
import unicodedata

FIRST = 0x7F


def ranges():
    start = None
    for code in range(FIRST, sys.maxunicode + 2):
        hidden = code <= sys.maxunicode and not chr(code).isprintable()
        if hidden and start is None:
            start = code
        elif not hidden and start is not None:
            yield start, code - 1
            start = None


def main():
    print("//! Which characters Python's `str.isprintable` takes for printable, from Unicode")
    print(f"//! {unicodedata.unidata_version}. Written by `scripts/printable.py`.")
    print()
    print("/// Whether `repr` leaves a character outside of ASCII as it is.")
    print("pub(super) fn is_printable(c: char) -> bool {")
    print("    let code = u32::from(c);")
    print("    let place = HIDDEN.partition_point(|&(_, last)| last < code);")
    print("    HIDDEN.get(place).is_none_or(|&(first, _)| code < first)")
    print("}")
    print()
    print("/// The characters that are escaped, from DEL on: first and last of each range.")
    print("#[rustfmt::skip]")
    found = list(ranges())
    print(f"const HIDDEN: [(u32, u32); {len(found)}] = [")
    for i in range(0, len(found), 4):
        print("    " + " ".join(f"(0x{a:x}, 0x{b:x})," for a, b in found[i:i + 4]))
    print("];")


main()

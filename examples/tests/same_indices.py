"""C, C++, Fortran and NumPy mean the same element, in whichever order the file has the axes."""

import os
import pathlib
import sys

import run
import numpy as np

PROGRAM = sys.argv[1]  # in C, or its twin in C++ or Fortran

random = np.random.default_rng(10)
for shape in ((2, 3), (40, 7), (1, 5), (5, 1), (1, 1), (0, 3), (3, 0)):
    rows, columns = shape
    for dtype in ("f8", ">f8", "f4", "i2", "?"):
        for order in "CF":
            a = np.asarray(random.integers(0, 2 if dtype == "?" else 200, shape), dtype, order)
            np.save("in.npy", a)
            said = run.well(run.program(PROGRAM, "in.npy", "out.npy")).splitlines()
            with open("in.npy", "rb") as file:
                np.lib.format.read_magic(file)
                in_file = "F" if np.lib.format.read_array_header_1_0(file)[1] else "C"
            expected = a + 1000.0 * np.arange(rows)[:, None] + np.arange(columns)
            lines = [f"{rows} x {columns}, in the file in {in_file} order"]
            if a.size:
                lines.append(f"a[{rows - 1}, {columns - 1}] is a({rows}, {columns}): {expected[-1, -1]:.6E}")
            assert said == lines, (said, lines)
            b = np.load("out.npy")
            assert b.dtype == "f8" and np.array_equal(b, expected) and b.flags.f_contiguous, (shape, dtype, order)
            # To the letter what NumPy saves of an array in Fortran order.
            np.save("numpy.npy", np.asfortranarray(expected))
            assert pathlib.Path("out.npy").read_bytes() == pathlib.Path("numpy.npy").read_bytes(), (shape, dtype, order)

for array, words in ((np.zeros(3), "2 axes"), (np.zeros((2, 2), "c16"), "c16"), (np.zeros((2, 2), "S3"), "S3")):
    np.save("in.npy", array)
    ended = run.program(PROGRAM, "in.npy", "refused.npy")
    assert ended.returncode == 1 and words in ended.stderr and not os.path.exists("refused.npy"), ended

"""A field is smoothed slab by slab as NumPy does it at once, in either order and of any number type, in memory that stays small."""

import os
import resource
import sys

import run
import numpy as np

PROGRAM = sys.argv[1]  # in C, or its twin in C++ or Fortran


def smoothed(u):
    u = u.astype("f8")
    padded = np.vstack([u[:1], u, u[-1:]])
    return (padded[:-2] + padded[1:-1] + padded[2:]) / 3


random = np.random.default_rng(9)
for shape in ((1, 5), (2, 3), (63, 10), (64, 10), (65, 10), (129, 7), (200, 1)):
    for dtype in ("f8", ">f8", "f4", "i2", "u1"):
        for order in "CF":
            u = np.asarray(random.integers(0, 200, shape), dtype, order)
            np.save("in.npy", u)
            for rows in (1, 5, 64):
                run.well(run.program(PROGRAM, "in.npy", "out.npy", rows))
                v = np.load("out.npy")
                assert v.dtype == "f8" and np.array_equal(v, smoothed(u)), (shape, dtype, order, rows)

# 400 MB under a limit of 100 MB for all of its address space but the programs themselves.
u = np.lib.format.open_memmap("large.npy", "w+", "f8", (50_000, 1000))
for first in range(0, 50_000, 5000):
    u[first:first + 5000] = random.random((5000, 1000))
del u


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (100_000_000, 100_000_000))


# A sanitizer takes address space of its own.
if b"__asan_init" not in (run.PROGRAMS / PROGRAM).read_bytes():
    run.well(run.program(PROGRAM, "large.npy", "out.npy", limit=limit))
    u, v = np.load("large.npy", mmap_mode="r"), np.load("out.npy", mmap_mode="r")
    for first in range(1, 49_000, 7000):
        assert np.array_equal(v[first:first + 100], smoothed(u[first - 1:first + 101])[1:-1]), first
os.remove("large.npy"), os.remove("out.npy")

for array, words in ((np.zeros(3), "2 axes"), (np.zeros((2, 2), "c16"), "c16")):
    np.save("in.npy", array)
    ended = run.program(PROGRAM, "in.npy", "refused.npy")
    assert ended.returncode == 1 and words in ended.stderr and not os.path.exists("refused.npy"), ended

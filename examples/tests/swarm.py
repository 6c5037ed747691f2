"""Particles of C are NumPy's structs, padding included; NumPy's particles, in other dtypes and another order, are moved by C."""

import os
import sys

import run
import numpy as np

PROGRAM = sys.argv[1]  # in C, or its twin in C++

C = np.dtype([("id", "u4"), ("pos", "f8", (3,)), ("vel", "f4", (3,)), ("kind", "S8")], align=True)

run.well(run.program(PROGRAM, "out.npy", 500))
swarm = np.load("out.npy")
i = np.arange(500)
assert swarm.dtype == C, swarm.dtype
assert np.array_equal(swarm["id"], i) and np.array_equal(swarm["kind"], np.array([b"electron", b"muon", b"tau"])[i % 3])
for axis in range(3):
    assert np.array_equal(swarm["pos"][:, axis], i % (7 + axis) / 8) and np.array_equal(swarm["vel"][:, axis], i % (3 + axis) - 1)
run.well(run.program(PROGRAM, "again.npy", 500))
assert open("out.npy", "rb").read() == open("again.npy", "rb").read()

# Its own file, one of other fields in another order, and one that is packed and big-endian.
other = np.dtype([("mass", "f8"), ("vel", "f2", (3,)), ("id", "u2"), ("kind", "S8"), ("extra", "U5"), ("pos", ">f4", (3,))])
for dtype in (C, other, C.newbyteorder(">"), np.dtype([(name, C[name]) for name in C.names])):
    given = np.zeros(77, dtype)
    for name in C.names:
        given[name] = swarm[name][:77]
    np.save("in.npy", given)
    run.well(run.program(PROGRAM, "--move", "in.npy", "moved.npy"))
    moved = np.load("moved.npy")
    assert moved.dtype == C and np.array_equal(moved["pos"], given["pos"].astype("f8") + 0.5 * given["vel"].astype("f8"))
    for name in ("id", "vel", "kind"):
        assert np.array_equal(moved[name], swarm[name][:77]), name

for dtype, *words in (([("id", "u4")], "pos"), ([("id", "u4"), ("pos", "f8", (2,)), ("vel", "f4", (3,)), ("kind", "S8")], "pos", "shape"),
                      ([("id", "u4"), ("pos", "f8", (3,)), ("vel", "f4", (3,)), ("kind", "S9")], "S8"), ("f8", "id")):
    np.save("in.npy", np.zeros(3, dtype))
    ended = run.program(PROGRAM, "--move", "in.npy", "refused.npy")
    assert ended.returncode == 1 and all(word in ended.stderr for word in words) and not os.path.exists("refused.npy"), ended

"""A network's weights, of any float type and order, stored or compressed, give what NumPy computes with them."""

import os
import sys

import run
import numpy as np

PROGRAM = sys.argv[1]  # in C, or its twin in C++

random = np.random.default_rng(12)


def network(model, x):
    for i in range(len(model) // 2):
        x = x @ model[f"w{i}"].astype("f4").T + model[f"b{i}"].astype("f4")
        if i < len(model) // 2 - 1:
            x = np.maximum(x, 0)
    return x


for sizes in ((5, 3), (4, 16, 2), (10, 30, 20, 1), (2, 7, 7, 7, 3)):
    for dtype in ("f4", "f8", "f2", ">f4"):
        model = {}
        for i, (n, m) in enumerate(zip(sizes, sizes[1:])):
            w = random.standard_normal((m, n)).astype(dtype)
            model[f"w{i}"] = np.asfortranarray(w) if i % 2 else w
            model[f"b{i}"] = random.standard_normal(m).astype(dtype)
        x = random.standard_normal((50, sizes[0])).astype("f8" if dtype == "f8" else "f4")
        np.save("x.npy", x)
        for save in (np.savez, np.savez_compressed):
            save("model.npz", **model)
            said = run.well(run.program(PROGRAM, "model.npz", "x.npy", "y.npy"))
            assert said == f"{len(sizes) - 1} layers, {sizes[0]} inputs, {sizes[-1]} outputs\n", said
            y = np.load("y.npy")
            expected = network(model, x.astype("f4"))
            assert y.dtype == "f4" and y.shape == expected.shape and np.allclose(y, expected, rtol=1e-4, atol=1e-4)


def refused(words, x=np.zeros((2, 4), "f4"), **model):
    np.savez("bad.npz", **model)
    np.save("x.npy", x)
    ended = run.program(PROGRAM, "bad.npz", "x.npy", "refused.npy")
    assert ended.returncode == 1 and words in ended.stderr and not os.path.exists("refused.npy"), ended


refused("w0", b0=np.zeros(3, "f4"))
refused("b0", w0=np.zeros((3, 4), "f4"))
refused("layer 0 does not fit", w0=np.zeros((3, 4), "f4"), b0=np.zeros(2, "f4"))
refused("layer 1 does not fit", w0=np.zeros((3, 4), "f4"), b0=np.zeros(3, "f4"), w1=np.zeros((2, 4), "f4"), b1=np.zeros(2, "f4"))
refused("2 axes", w0=np.zeros(3, "f4"), b0=np.zeros(3, "f4"))
refused("first layer", x=np.zeros((2, 5)), w0=np.zeros((3, 4), "f4"), b0=np.zeros(3, "f4"))
refused("U1", w0=np.full((3, 4), "x"), b0=np.zeros(3, "f4"))

"""Arrays that stand for kinds of data, for sizes and speeds."""

import numpy as np


def five(n, seed=7):
    """Pairs of name and array of n elements: smooth, random and rounded numbers, integers, labels."""
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 60, n)
    yield "smooth", np.sin(x) * np.exp(-x / 40) + 0.25 * np.cos(7 * x)
    yield "random", rng.random(n)
    yield "rounded", np.round(np.sin(x) * 100 + rng.normal(0, .05, n), 3)
    yield "int32", rng.integers(0, 1000, n, "i4")
    yield "u8", labels(rng, n)


def labels(rng, n):
    """Runs of 16 equal ones, some with the low bit flipped."""
    out = np.repeat(rng.integers(0, 16, (n + 15) // 16, "u1"), 16)[:n]
    flipped = rng.random(n) < .05
    out[flipped] ^= 1
    return out


def others(seed=11):
    """Kinds that nothing was tuned for."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:400, 0:500] / 100
    yield "field f8", np.sin(x) * np.cos(2 * y) + 0.1 * np.sin(9 * x * y)
    yield "noisy field f4", (np.sin(x) * np.cos(2 * y) + rng.normal(0, 1e-3, x.shape)).astype("f4")
    yield "quantised f4", np.round(np.sin(3 * x) + y, 2).astype("f4")
    yield "complex c16", np.exp(1j * x * y)
    yield "mask", np.hypot(x - 2, y - 2) < 1.5
    yield "indices i8", np.cumsum(rng.integers(1, 9, 100_000))
    yield "image u2", (1000 * (2 + np.sin(5 * x) * np.sin(5 * y)) + rng.normal(0, 3, x.shape)).astype("u2")
    yield "zeros", np.zeros(200_000)


"""deflate_streams.py FOLDER: writes what NumPy's savez_compressed puts into an archive for
kinds of numbers that arrays are made of, one raw deflate stream a file, for inflate_speed.rs."""

import pathlib
import sys
import zlib

import numpy as np

N = 1_000_000


def arrays():
    rng = np.random.default_rng(7)
    x = np.linspace(0, 60, N)
    yield "smooth f64", np.sin(x) * np.exp(-x / 40) + 0.25 * np.cos(7 * x)
    yield "random f64", rng.random(N)
    yield "rounded f64", np.round(np.sin(x) * 100 + rng.normal(0, 0.05, N), 3)
    yield "int32", rng.integers(0, 1000, 2 * N).astype("<i4")
    labels = np.repeat(rng.integers(0, 16, N // 2), 16).astype("u1")
    yield "labels u8", labels ^ (rng.random(len(labels)) < 0.05).astype("u1")
    field = np.cumsum(np.cumsum(rng.normal(size=(1000, 1000)), 0), 1)
    yield "field f32", field.astype("<f4")
    yield "quantised field f64", np.round(field, 0)
    yield "sorted index i64", np.sort(rng.integers(0, 10**7, N))
    yield "mask u8", (rng.random(8 * N) < 0.1).astype("u1")
    yield "zeros f64", np.zeros(N)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays():
        compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
        raw = compressor.compress(array.tobytes()) + compressor.flush()
        (folder / f"{name}.raw").write_bytes(raw)


if __name__ == "__main__":
    main()

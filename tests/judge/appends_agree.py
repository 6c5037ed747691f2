"""Rows of every dtype, order and shape are added: after each flush NumPy loads them, in the end the file is np.save's."""

import ctypes as C
import io
import os
import random
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402

warnings.simplefilter("ignore")
# The other axes, from the slowest on.
OTHERS = ((), (1,), (4,), (3, 2), (1, 1), (2, 1, 3))


def saved(array, order):
    out = io.BytesIO()
    np.lib.format.write_array(out, np.asarray(array, order=order), allow_pickle=False)
    return out.getvalue()


def same(a, b):
    return a.dtype == b.dtype and a.shape == b.shape and cases.raw(a, "C") == cases.raw(b, "C")


def begin(path, spec):
    writer = C.c_void_p()
    npyrw.call("npy_append", os.fsencode(path), C.byref(spec) if spec else None, C.byref(writer))
    return writer


def add(rng, path, array, order, start):
    """Adds what `array` has behind `start` in two or three batches, and finishes or not."""
    rows = array.shape[0 if order == "C" else -1]
    shape = list(array.shape)
    shape[0 if order == "C" else -1] = -1
    spec = npyrw.spec(array.dtype, shape, order=order, data_dtype=array.dtype)
    writer = begin(path, spec)
    while start < rows:
        stop = rng.randint(start + 1, rows)
        part = array[start:stop] if order == "C" else array[..., start:stop]
        npyrw.call("npy_write_rows", writer, C.c_int64(stop - start), npyrw.address(part),
                   npyrw.int64s(part.strides))
        npyrw.call("npy_flush", writer)
        now = array[:stop] if order == "C" else array[..., :stop]
        assert same(np.load(path), now), (array.dtype, array.shape, order, stop)
        start = stop
    if rng.random() < 0.8:
        npyrw.call("npy_finish", writer)
    else:
        npyrw.LIB.npy_discard(writer)


def main():
    rng, done = random.Random(3), 0
    path = os.path.join(os.environ.get("NPYRW_TEST_TMP", "."), "rows.npy")
    for dtype in cases.dtypes():
        if dtype.itemsize == 0:
            continue
        for order in "CF":
            others = rng.choice(OTHERS)
            rows = rng.choice((1, 2, 9, 10, 11, 101))
            array = cases.fill(dtype, (rows, *others) if order == "C" else (*others, rows), order)
            begun = rng.choice((0, 0, 1, rows // 2, rows))
            if os.path.exists(path):
                os.remove(path)
            if begun:
                # NumPy begins.
                with open(path, "wb") as file:
                    file.write(saved(array[:begun] if order == "C" else array[..., :begun], order))
            add(rng, path, array, order, begun)
            with open(path, "rb") as file:
                found, wanted = file.read(), saved(array, order)
            # An array of one column is C's, and may have a header of another length then.
            assert found == wanted or order == "F" and rows < 2 and len(found) != len(wanted), (dtype, array.shape, order)
            assert same(np.load(path), array)
            done += 1
    npyrw.finish(done, 150)


main()

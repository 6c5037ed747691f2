"""An axis whose length is known at the end: the file is the one that np.save would have written."""

import ast
import io
import os
import random
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import places  # noqa: E402
import numpy as np  # noqa: E402

warnings.simplefilter("ignore")
PLACES = ("path", "fd", "memory", "sink")
DTYPES = ("f8", ">i2", "c16", "U3", "V5", "M8[us]", cases.PARTICLE, [("é", "<f8")], [("名", "<f8")], [])
# The other axes, in the order of the file from the slowest on.
OTHERS = ((), (1,), (4,), (3, 2), (1, 1), (2, 1, 3), (0,), (12345,))
ROWS = (0, 1, 2, 9, 10, 11, 100)


def saved(array, order):
    out = io.BytesIO()
    np.lib.format.write_array(out, np.asarray(array, order=order), allow_pickle=False)
    return out.getvalue()


def shape_of(rows, others, order):
    return (rows, *others) if order == "C" else (*others, rows)


def rows_of(array, start, stop, order):
    return array[start:stop] if order == "C" else array[..., start:stop]


def write(rng, writer, array, order):
    """Rows in batches, some of them as elements."""
    rows, done = array.shape[0 if order == "C" else -1], 0
    told = writer.info()
    assert told.shape[0 if order == "C" else array.ndim - 1] == 0 and told.nbytes == 0
    while done < rows:
        n = min(rng.choice((1, 2, 5, rows)), rows - done)
        part = rows_of(array, done, done + n, order)
        if rng.random() < 0.5 or not array.nbytes:
            writer.rows(n, part)
        else:
            raw = cases.raw(part, order)
            half = len(raw) // 2 // array.dtype.itemsize * array.dtype.itemsize if raw else 0
            writer.write(raw[:half])
            writer.write(raw[half:])
        done += n
        told = writer.info()
        assert told.shape[0 if order == "C" else array.ndim - 1] == done
        assert told.nbytes == rows_of(array, 0, done, order).nbytes and told.count == rows_of(array, 0, done, order).size
    assert rows > 0 or npyrw.refusal(writer.rows, 0, array) is None


def every_length():
    count, rng = 0, random.Random(9)
    for dtype in DTYPES:
        for others in OTHERS:
            for order in "CF":
                for rows in ROWS if others != (12345,) else (0, 1, 2, 11):
                    array = cases.fill(dtype, shape_of(rows, others, order), order, seed=count)
                    spec = npyrw.spec(dtype, shape_of(-1, others, order), order, data_dtype=array.dtype)
                    place = rng.choice(PLACES)
                    raw = places.written(place, spec, lambda w: write(rng, w, array, order))
                    assert not check(raw, array, order, (dtype, others, order, rows, place))
                    count += 1
    return count


def check(raw, array, order, what):
    """The same bytes; 1 if only the header's blanks are more or fewer than np.save's."""
    wanted = saved(array, order)
    if raw == wanted:
        return 0
    back = np.load(io.BytesIO(raw))
    assert back.dtype == array.dtype and back.shape == array.shape, what
    assert cases.raw(back) == cases.raw(array), what
    assert text_of(raw) == text_of(wanted) and abs(len(raw) - len(wanted)) == 64, what
    return 1


def text_of(raw):
    size = 10 if raw[6] == 1 else 12
    return ast.literal_eval(raw[size:raw.index(b"\n", size)].decode("latin-1" if raw[6] < 3 else "utf8"))


def other_blanks():
    """A Fortran array with no two axes of more than one element is C's as well, so that its growth blanks are
    for another axis than the one that grows: then the header may have 64 blanks more or fewer than NumPy's.
    All others, and those without rows, are the same bytes."""
    count, other = 0, set()
    for extra in range(64):
        dtype = np.dtype([("x" * (extra + 1), "<f8")])
        for others in ((), (1,), (1, 1), (7,), (12345,), (3, 4)):
            for order in "CF":
                for rows in (0, 1, 2, 12, 100_000) if np.prod(others) < 2 else (0, 1, 2, 12):
                    array = np.ones(shape_of(rows, others, order), dtype, order)
                    spec = npyrw.spec(dtype, shape_of(-1, others, order), order)
                    raw = places.written("memory", spec, lambda w: w.rows(rows, array))
                    if check(raw, array, order, (extra, others, order, rows)):
                        other.add((order, rows > 0, sum(n > 1 for n in array.shape) < 2, bool(others)))
                    count += 1
    assert other == {("F", True, True, True)}, other
    return count


def refused():
    """Where the header cannot be written at the end, and what is no growing axis."""
    count = 0
    for place in ("pipe", "stream"):
        spec = npyrw.spec("f8", (-1, 3))
        assert npyrw.refusal(places.written, place, spec, lambda w: w.rows(1, np.ones((1, 3)))) == "NPY_ERR_UNSUPPORTED"
        count += 1
    for shape, order in (((3, -1), "C"), ((-1, 3), "F"), ((-1, -1), "C"), ((-1, -1), "F"), ((-2, 3), "C"), ((3, -2), "F"), ((-1, -3), "C")):
        spec = npyrw.spec("f8", shape, order)
        assert npyrw.refusal(places.Writer, "g.npy", spec) == "NPY_ERR_SHAPE", shape
        assert npyrw.refusal(npyrw.encode_header, spec) == "NPY_ERR_SHAPE"
        count += 2
    for shape, order in (((-1, 3), "C"), ((3, -1), "F")):
        spec = npyrw.spec("f8", shape, order)
        assert npyrw.refusal(npyrw.encode_header, spec) == "NPY_ERR_SHAPE"
        assert npyrw.refusal(npyrw.save_with, "g.npy", spec, np.ones((2, 3), order=order)) == "NPY_ERR_SHAPE"
        writer = places.Writer("g.npy", spec)
        assert npyrw.refusal(writer.slab, (slice(0, 1),), np.ones((1, 3))) == "NPY_ERR_UNSUPPORTED"
        writer.write(np.ones(4))
        assert npyrw.refusal(writer.rows, 1, np.ones((2, 3), order=order)) == "NPY_ERR_STATE"
        assert npyrw.refusal(writer.finish) == "NPY_ERR_SIZE", "four elements are no whole rows"
        assert not os.path.exists("g.npy")
        count += 5
    return count


def appended_to():
    """A descriptor that always writes at the end cannot be written anywhere else: rows of unknown
    number and slabs are refused, what goes from front to back is not."""
    np.save("a.npy", np.arange(3))
    with open("a.npy", "ab", 0) as f:
        for shape in ((-1,), (2,)):
            spec = npyrw.spec("f8", shape)
            if shape == (-1,):
                assert npyrw.refusal(places.Writer, f.fileno(), spec) == "NPY_ERR_UNSUPPORTED"
                continue
            with places.Writer(f.fileno(), spec) as w:
                assert npyrw.refusal(w.slab, (), np.ones(2)) == "NPY_ERR_UNSUPPORTED"
                w.write(np.ones(2))
    with open("a.npy", "rb") as f:
        assert np.array_equal(np.load(f), np.arange(3)) and np.array_equal(np.load(f), np.ones(2)) and not f.read()
    # A failure cuts off what was written, but not what others have put there meanwhile.
    for others in (b"", b"x" * 1000):
        with open("a.npy", "ab", 0) as f:
            size = os.fstat(f.fileno()).st_size
            writer = places.Writer(f.fileno(), npyrw.spec("f8", (2,)))
            writer.write(np.ones(1))
            assert os.fstat(f.fileno()).st_size == size + 128 + 8
            f.write(others)
            writer.discard()
            assert os.fstat(f.fileno()).st_size == (size if not others else size + 136 + 1000)
    return 5


def versions():
    """The version is what the dtype needs, or what is asked for."""
    count = 0
    for dtype, least in (("f8", 1), ([("é", "<f8")], 1), ([("名", "<f8")], 3), ([("x" * 65_600, "<f8")], 2)):
        for version in (0, 1, 2, 3):
            spec = npyrw.spec(np.dtype(dtype), (-1,), version=version)
            array = np.zeros(3, dtype)
            if version and (version < least or (least == 3 and version == 2)):
                assert npyrw.refusal(places.written, "memory", spec, lambda w: w.rows(3, array)) == "NPY_ERR_ARGUMENT"
            else:
                told = []
                raw = places.written("memory", spec, lambda w: (told.append(w.info().version), w.rows(3, array)))
                out = io.BytesIO()
                np.lib.format.write_array(out, array, version=(version, 0) if version else None)
                assert raw == out.getvalue()
                assert told == [raw[6]], (dtype, version, told)
            count += 1
    return count


if __name__ == "__main__":
    npyrw.finish(every_length() + other_blanks() + refused() + appended_to() + versions(), 1500)

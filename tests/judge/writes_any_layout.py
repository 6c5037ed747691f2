"""Whatever the memory looks like and however it is handed over, the file is the one that np.save writes."""

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
POSITIONAL = ("path", "fd", "memory", "sink")
PLACES = (*POSITIONAL, "pipe", "stream")
DTYPES = ("f8", ">f8", "i2", ">u4", "c16", ">c8", "?", "u1", "f2", "g", "S5", "U3", ">U2", "V7", "M8[us]", ">m8[s]", cases.PARTICLE,
          cases.PARTICLE.newbyteorder(">"), [("a", "i1"), ("b", ">c8", (2,))])


def saved(array, order):
    """What np.save writes of the array, laid out in that order."""
    out = io.BytesIO()
    laid = np.empty(array.shape, array.dtype, order)
    # Padding is copied too, which an assignment of structs need not do.
    size = array.dtype.itemsize
    laid.view(f"V{size}")[...] = array.view(f"V{size}")
    np.lib.format.write_array(out, laid, allow_pickle=False)
    return out.getvalue()


def views(rng, base):
    """Strided, backward, transposed, broadcast memory; some of all that at once."""
    yield base
    yield base[::-1]
    yield base[..., ::-2]
    yield base.T
    yield base.transpose(rng.sample(range(base.ndim), base.ndim))[::-1, 1:]
    yield np.broadcast_to(base[0, 0], (3, 2, base.shape[2]))
    yield np.broadcast_to(base[:, :1], base.shape)
    yield np.broadcast_to(base[0, 0, 0], (2, 3))
    yield base[1:1]
    yield base[:, 2:2].T
    yield base[0, 0, 0, ...]
    yield base[:1, :1].T


def write_some(rng, writer, array, order):
    """All elements in odd pieces, or all rows in batches, or both in turn."""
    flat = array.reshape(-1, order=order) if array.size else array.reshape(0)
    rows = array.shape[0 if order == "C" else -1] if array.ndim else 1
    row = array.size // rows if rows else 0
    how, done = rng.choice(("pieces", "rows", "both")) if array.ndim else "pieces", 0
    while done < array.size:
        if how == "pieces" or (how == "both" and (done % row or rng.random() < 0.5)):
            n = rng.choice((1, 2, 3, 7, array.size))
            # Back to the edge of a row at some time.
            n = min(n, array.size - done, row - done % row if how == "both" else array.size)
            writer.write(cases.raw(flat[done:done + n]))
        else:
            at = done // row
            n = min(rng.choice((1, 2, rows)), rows - at)
            part = array[at:at + n] if order == "C" else array[..., at:at + n]
            writer.rows(n, part)
            n *= row
        done += n
    if array.ndim and rng.random() < 0.2:
        writer.write(b"")
        writer.rows(0, array)


def cut(rng, shape):
    """Slabs that cover the shape and do not overlap, in any order."""
    slabs = [()]
    for n in shape:
        parts = rng.choice(([slice(None)], [slice(0, n // 2), slice(n // 2, None)], [slice(None, None, 2), slice(1, None, 2)],
                            [slice(None, None, -1)], [slice(-1, None, -3), slice(-2, None, -3), slice(-3, None, -3)] if n >= 3 else [slice(0, n)]))
        slabs = [(*s, p) for s in slabs for p in parts]
    rng.shuffle(slabs)
    return slabs


def write_slabs(rng, writer, array):
    for slab in cut(rng, array.shape):
        part = array[slab + (...,)]
        writer.slab(slab[:len(slab) if rng.random() < 0.5 else max((i + 1 for i, s in enumerate(slab) if s != slice(None)), default=0)], part)


def layouts():
    """Every layout of memory, order and place, in one call, in pieces and as slabs."""
    count, rng = 0, random.Random(2)
    for dtype in DTYPES:
        base = cases.fill(dtype, (4, 3, 5), seed=count)
        for view in views(rng, base):
            for order in "CF":
                target = view.dtype if rng.random() < 0.5 else view.dtype.newbyteorder()
                wanted = saved(cases.clean(view, target), order)
                made = npyrw.spec(target, view.shape, order, data_dtype=view.dtype)
                what = (view.dtype, target, view.shape, view.strides, order)
                npyrw.save_with("x.npy", made, view)
                with open("x.npy", "rb") as f:
                    assert f.read() == wanted, what
                place = rng.choice(PLACES)
                assert places.written(place, made, lambda w: write_some(rng, w, view, order)) == wanted, (what, place)
                place = rng.choice(POSITIONAL)
                assert places.written(place, made, lambda w: write_slabs(rng, w, view)) == wanted, (what, place)
                count += 3
    return count


def conversions():
    """From what is in memory to what is in the file, by the same table as reading."""
    count, rng = 0, random.Random(3)
    numbers = ("?", "i1", "u2", "i8", "f2", "f4", "f8", "c8", "c16")
    for a in numbers:
        base = np.abs(cases.fill(a, (5, 4), seed=count)) if a != "?" else cases.fill(a, (5, 4))
        for b in numbers:
            for rule in ("safe", "same_kind", "unsafe"):
                source, target = base.astype(np.dtype(a).newbyteorder(rng.choice("<>"))), np.dtype(b).newbyteorder(rng.choice("<>"))
                view, order = rng.choice((source, source.T, source[::-1, ::2])), rng.choice("CF")
                made = npyrw.spec(target, view.shape, order, data_dtype=view.dtype, casting=rule)
                write = lambda: places.written(rng.choice(PLACES), made, lambda w: write_some(rng, w, view, order))  # noqa: E731
                if np.can_cast(view.dtype, target, rule):
                    assert write() == saved(view.astype(target), order), (source.dtype, target, rule)
                else:
                    assert npyrw.refusal(write) == "NPY_ERR_CAST", (source.dtype, target, rule)
                count += 1
    return count


def native_by_default():
    """Without a dtype for it, memory has this machine's byte order, whatever the file's is."""
    count = 0
    for dtype in DTYPES:
        array = cases.fill(np.dtype(dtype).newbyteorder("="), (3, 4))
        for target in cases.both_orders(dtype):
            made = npyrw.spec(target, array.shape)
            assert places.written("memory", made, lambda w: w.rows(3, array)) == saved(cases.clean(array, target), "C")
            npyrw.call("npy_save", b"y.npy", npyrw.descr_text(target), 2, npyrw.int64s((3, 4)), npyrw.address(array))
            with open("y.npy", "rb") as f:
                assert f.read() == saved(cases.clean(array, target), "C")
            count += 2
    return count


def large():
    """More than what is packed at a time, with and without turning on the way."""
    count, rng = 0, random.Random(4)
    base = cases.fill("f8", (700, 900))
    small = cases.fill("u1", (1200, 1100))
    for view in (base, base.T, base[::-1, ::-1], base[:, ::7], base.T[::3], base.reshape(70, 10, 900).transpose(2, 0, 1), small.T,
                 np.broadcast_to(base[:, 0], (500, 700)), base.view("V24"), base[:, :300].T):
        for order in "CF":
            for target in (view.dtype, view.dtype.newbyteorder()):
                wanted = saved(cases.clean(view, target), order)
                made = npyrw.spec(target, view.shape, order, data_dtype=view.dtype)
                n = view.shape[0 if order == "C" else -1]
                for place in ("path", "pipe", "memory"):
                    assert places.written(place, made, lambda w: w.rows(n, view)) == wanted, (view.strides, order, place)
                assert places.written("memory", made, lambda w: write_slabs(rng, w, view)) == wanted, (view.strides, order, "slabs")
                count += 4
    return count


def wrong_calls():
    """What cannot be right is refused, and most of it leaves the writer as it was."""
    array = np.arange(12.0).reshape(3, 4)
    writer = places.Writer("z.npy", npyrw.spec("f8", (3, 4)))
    for work, code in ((lambda: writer.write(b"1234567"), "NPY_ERR_SIZE"), (lambda: writer.write(bytes(8 * 13)), "NPY_ERR_SIZE"),
                       (lambda: writer.rows(4, array), "NPY_ERR_SIZE"), (lambda: writer.rows(-1, array), "NPY_ERR_ARGUMENT"),
                       (lambda: writer.slab((slice(0, 1),) * 3, array), "NPY_ERR_SHAPE"),
                       (lambda: writer.slab((slice(0, 1, 0),), array), "NPY_ERR_ARGUMENT")):
        assert npyrw.refusal(work) == code
    writer.write(array[0])
    assert npyrw.refusal(writer.slab, (slice(1, 3),), array[1:]) == "NPY_ERR_STATE"
    writer.write(array[1, :2])
    assert npyrw.refusal(writer.rows, 1, array[2:]) == "NPY_ERR_STATE"
    writer.write(array[1, 2:])
    assert npyrw.refusal(writer.rows, 2, array[:2]) == "NPY_ERR_SIZE"
    writer.rows(1, array[2:])
    writer.finish()
    assert np.array_equal(np.load("z.npy"), array)
    for written in (0, 1, 11):
        writer = places.Writer("z.npy", npyrw.spec("f8", (3, 4)))
        writer.write(np.zeros(written))
        assert npyrw.refusal(writer.finish) == "NPY_ERR_SIZE"
        assert np.array_equal(np.load("z.npy"), array), "the old file stays"
    writer = places.Writer("z.npy", npyrw.spec("f8", (3, 4)))
    writer.slab((slice(0, 2),), array[:2])
    assert npyrw.refusal(writer.write, array[2]) == "NPY_ERR_STATE"
    assert npyrw.refusal(writer.finish) == "NPY_ERR_SIZE"
    with places.drained(lambda raw: None) as fd:
        writer = places.Writer(fd, npyrw.spec("f8", (3, 4)))
        assert npyrw.refusal(writer.slab, (), array) == "NPY_ERR_UNSUPPORTED"
        writer.discard()
    value = places.Writer("z.npy", npyrw.spec("f8", ()))
    assert npyrw.refusal(value.rows, 1, array) == "NPY_ERR_SHAPE"
    value.write(array[0, :1])
    value.finish()
    assert np.load("z.npy").shape == ()
    return 20


def slabs_that_overlap():
    """Elements that nobody wrote are not made up: slabs on top of each other do not make an array."""
    array = np.arange(12.0).reshape(3, 4)
    for place in ("path", "memory", "sink", "fd"):
        def twice(writer):
            writer.slab((slice(0, 2),), array[:2])
            writer.slab((slice(0, 2),), array[:2])
        code = npyrw.refusal(places.written, place, npyrw.spec("f8", (3, 4)), twice)
        assert code == "NPY_ERR_SIZE", (place, code)
    return 4


def elements_of_no_bytes():
    """Nothing has to be written of them, and nothing is missing."""
    count = 0
    for dtype in (np.dtype([]), np.dtype("V0")):
        for shape in ((), (3,), (2, 0), (1 << 31, 1 << 31)):
            made = npyrw.spec(dtype, shape)
            for place in PLACES:
                raw = places.written(place, made, lambda w: w.write(b""))
                assert raw == npyrw.encode_header(made)
                count += 1
    return count


if __name__ == "__main__":
    npyrw.finish(layouts() + conversions() + native_by_default() + large() + wrong_calls() + slabs_that_overlap()
                 + elements_of_no_bytes(), 1500)

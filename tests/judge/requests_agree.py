"""What a request gives is what NumPy's indexing and astype give: generated from a fixed seed."""

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

SEED = 20260
COUNT = 3600
STEADY = 4  # NPY_OPEN_STEADY
NUMBERS = ("?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "g", "c8", "c16", "G")
OTHERS = ("S1", "S5", "U3", "V3", "V8", "M8[us]", "m8[7D]", "S300")
LENGTHS = (0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 9)
# Beyond the window, the tile and the step of progress; with rows of all lengths.
LARGE = ((70_001,), (260, 1030), (3, 91, 700), (700, 91, 3), (2, 40, 3, 50, 2, 20), (9000, 17), (17, 9000), (1, 1 << 17))


def saved(array):
    out = io.BytesIO()
    warnings.simplefilter("ignore", UserWarning)
    np.lib.format.write_array(out, array, allow_pickle=False)
    return out.getvalue()


def some_dtype(rng):
    pick = rng.random()
    if pick < 0.6:
        dtype = np.dtype(rng.choice(NUMBERS))
    elif pick < 0.8:
        dtype = np.dtype(rng.choice(OTHERS))
    else:
        dtype = np.dtype(rng.choice(cases.STRUCTS))
    return dtype.newbyteorder(rng.choice("<>"))


def some_shape(rng, large):
    if large:
        return rng.choice(LARGE)
    while True:
        shape = tuple(rng.choice(LENGTHS) for _ in range(rng.randrange(7)))
        if int(np.prod(shape)) <= 3000:
            return shape


def some_slice(rng, n):
    if rng.random() < 0.25:
        return slice(None)
    # Mostly inside of the axis, but also on both sides of it and far beyond.
    far = 10**rng.choice((1, 1, 18)) if rng.random() < 0.1 else n + 2
    bound = lambda: None if rng.random() < 0.3 else rng.randint(-far, far)  # noqa: E731
    step = rng.choice((None, 1, 1, 2, 3, -1, -1, -2, -3, n + 1, -n - 1, max(n // 2, 1)))
    return slice(bound(), bound(), step)


def some_target(rng, dtype):
    """A dtype in memory, or None for the file's in this machine's order."""
    pick = rng.random()
    if pick < 0.3:
        return None
    if pick < 0.45:
        return dtype
    if pick < 0.6 or dtype.kind not in "biufc":
        return dtype.newbyteorder()
    while True:
        target = np.dtype(rng.choice(NUMBERS)).newbyteorder(rng.choice("<>"))
        # Negative floats have no unsigned counterpart: conversions_agree has the edges.
        if dtype.kind not in "fc" or target.kind != "u":
            return target


def converted(array, dtype):
    """The array as another dtype, padding zero."""
    if dtype.names is None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return array.astype(dtype)
    return cases.clean(array, dtype)


def some_strides(rng, shape, itemsize):
    """Steps in memory that do not overlap, with gaps, in any order of axes, some backwards."""
    steps, extent = [0] * len(shape), itemsize
    for axis in rng.sample(range(len(shape)), len(shape)):
        step = extent + rng.choice((0, 0, 1, 3, 8, 64))
        steps[axis] = step * rng.choice((1, 1, -1))
        if shape[axis] > 1:
            extent += (shape[axis] - 1) * step
    return steps


def same(found, wanted, dtype):
    return cases.values(found, dtype) == cases.values(wanted, dtype)


def scattered(rng, reader, request, expected):
    """Reads into memory with gaps, and sees that the gaps stay as they were."""
    size = expected.dtype.itemsize
    if rng.random() < 0.1 and max(expected.shape, default=0) > 1 and expected.size and size:
        overlapping(rng, reader, request, expected)
        return
    steps = some_strides(rng, expected.shape, size)
    far = [(n - 1) * s for n, s in zip(expected.shape, steps)] if expected.size else []
    low, high = sum(f for f in far if f < 0), sum(f for f in far if f > 0)
    memory = np.full(high - low + size + 10, 0xA5, "u1")
    request.strides = npyrw.int64s(steps)
    assert list(reader.plan(request).strides[:expected.ndim]) == steps
    reader.read_to(request, memory.ctypes.data + 5 - low, expected.nbytes)
    if expected.nbytes:
        elements = np.ndarray(expected.shape + (size,), "u1", memory, 5 - low, (*steps, 1))
        assert same(elements.tobytes(), cases.raw(expected), expected.dtype), steps
        elements[...] = 0xA5
    assert (memory == 0xA5).all(), steps


def overlapping(rng, reader, request, expected):
    steps = some_strides(rng, expected.shape, expected.dtype.itemsize)
    axis = rng.choice([a for a, n in enumerate(expected.shape) if n > 1])
    steps[axis] = rng.choice((0, 1 - expected.dtype.itemsize, expected.dtype.itemsize - 1))
    request.strides = npyrw.int64s(steps)
    assert npyrw.refusal(reader.plan, request) == "NPY_ERR_ARGUMENT", steps


def check(rng, case, told):
    dtype = some_dtype(rng)
    shape = some_shape(rng, case % 16 == 0 and dtype.itemsize < 100)
    array = cases.fill(dtype, shape, rng.choice("CF"), seed=case)
    select = tuple(some_slice(rng, n) for n in array.shape[:rng.randint(0, array.ndim)])
    order, target = rng.choice((None, "C", "F")), some_target(rng, dtype)
    casting = rng.choice(("safe", "same_kind", "unsafe", "unsafe", "equiv", "no"))
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    place = rng.choice(places.READING)
    delivered = dtype.newbyteorder("=") if target is None else target
    text = None if target is None else npyrw.descr_text(target).decode()
    request = npyrw.request(text, None, select, order, casting)
    request.threads = rng.choice((0, 0, 1, 2, 4))
    told.append((array.dtype, array.shape, fortran, select, order, target, casting, place))
    with places.reader(place, saved(array)) as reader:
        if not np.can_cast(dtype, delivered, casting):
            assert npyrw.refusal(reader.plan, request) == "NPY_ERR_CAST"
            assert npyrw.refusal(reader.read_to, request, 0, 0) == "NPY_ERR_CAST"
            return
        expected = converted(array[select + (...,)], delivered)
        info = reader.plan(request)
        layout = order or ("F" if fortran else "C")
        assert tuple(info.shape[:info.ndim]) == expected.shape
        assert (info.count, info.nbytes) == (expected.size, expected.nbytes)
        assert npyrw.descr_dtype(info) == delivered and info.order.decode() == layout
        if rng.random() < 0.3:
            scattered(rng, reader, request, expected)
            return
        if expected.size:
            assert tuple(info.strides[:info.ndim]) == np.empty(expected.shape, delivered, layout).strides
        out = np.full(info.nbytes + 8, 0xA5, "u1")
        reader.read_to(request, out.ctypes.data + 3, info.nbytes)
        assert same(out[3:-5].tobytes(), cases.raw(expected, layout), delivered)
        assert set(out[:3]) == set(out[-5:]) == {0xA5}
        if place in places.STREAMS and expected.size and dtype.itemsize:
            again = npyrw.refusal(reader.read_to, request, out.ctypes.data, info.nbytes)
            assert again == "NPY_ERR_STATE", again


def refused():
    """What is no request at all."""
    array = np.arange(12.0).reshape(3, 4)
    with npyrw.Reader(saved(array)) as reader:
        whole = npyrw.request()
        for size in (0, 95, 97):
            assert npyrw.refusal(reader.read_to, whole, array.ctypes.data, size) == "NPY_ERR_SIZE"
        assert npyrw.refusal(reader.read_to, whole, 0, 96) == "NPY_ERR_ARGUMENT"
        for select, code in (((slice(0, 1, 0),), "NPY_ERR_ARGUMENT"), ((slice(None, None, 0),), "NPY_ERR_ARGUMENT"),
                             ((slice(None),) * 3, "NPY_ERR_SHAPE")):
            assert npyrw.refusal(reader.plan, npyrw.request(select=select)) == code
        assert npyrw.refusal(reader.plan, npyrw.request(field="a")) == "NPY_ERR_DTYPE"
        assert npyrw.refusal(reader.plan, npyrw.request("f3")) == "NPY_ERR_DTYPE"
        # All zero is the whole axis, though 0:0:1 is none of it.
        zero = npyrw.request(select=(slice(0, 0, 0), slice(0, 0, 1)))
        assert tuple(reader.plan(zero).shape[:2]) == (3, 0)
    return 9


def turned(rng):
    """Results of more than 8 MiB go past the cache where their lines allow it: transpositions of all sizes of elements,
    of rows that are whole lines and others, to places that lines begin at and others."""
    count = 0
    for dtype in ("u1", "i2", ">u2", "f4", ">f4", "f8", ">f8", ">c8", "c16", ">c16", "S3", "S16"):
        dtype = np.dtype(dtype)
        for shape in ((2048, 0), (1031, 67, 0), (4100, 33, 0), (70, 2, 0)):
            # The last axis as long as 9 MiB want it.
            size = dtype.itemsize * int(np.prod(shape[:-1]))
            shape = (*shape[:-1], max(-(-(9 << 20) // size), 1))
            raw = np.random.default_rng(count).integers(0, 256, (*shape, dtype.itemsize), "u1").tobytes()
            array = np.ndarray(shape, dtype, raw, order="F")
            expected = array.astype(dtype.newbyteorder("="), "C")
            content = saved(array)
            for place, options in (("path", {}), ("path", {"flags": STEADY}), ("source", {}), ("memory", {})):
                with places.reader(place, content, **options) as reader:
                    found = npyrw.request(order="C")
                    room = np.full(expected.nbytes + 256, 0xA5, "u1")
                    at = -room.ctypes.data % 64 + rng.choice((0, 0, 16, dtype.itemsize, 3))
                    reader.read_to(found, room.ctypes.data + at, expected.nbytes)
                    assert room[at:at + expected.nbytes].tobytes() == expected.tobytes(), (dtype, shape, place, options, at)
                    assert set(room[:at]) | set(room[at + expected.nbytes:]) == {0xA5}
                count += 1
    return count


def elements_of_no_bytes():
    """Any number of them is read at once: there is nothing to go through."""
    header = npyrw.encode_header(npyrw.spec(np.dtype([]), (1 << 31, 1 << 30)))
    steps = (slice(None, None, 2), slice(None, None, -3))
    for place in ("memory", "path", "stream"):
        with places.reader(place, header) as reader:
            found = npyrw.request(select=steps, strides=(8, 1 << 33))
            assert tuple(reader.plan(found).shape[:2]) == (1 << 30, (1 << 30) // 3 + 1)
            reader.read_to(found, 0, 0)
    return 3


def main():
    rng = random.Random(SEED)
    for case in range(COUNT):
        told = []
        try:
            check(rng, case, told)
        except BaseException:
            print("case", case, *told)
            raise
    npyrw.finish(COUNT + refused() + elements_of_no_bytes() + turned(rng), 3800)


if __name__ == "__main__":
    main()

"""Arrays of every dtype, shape and order that the tests go through."""

import numpy as np

SCALARS = (
    "?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "g", "c8", "c16", "G",
    "S1", "S5", "U1", "U3", "V1", "V2", "V8", "M8", "M8[Y]", "M8[M]", "M8[W]", "M8[D]", "M8[h]", "M8[m]",
    "M8[s]", "M8[ms]", "M8[10us]", "M8[ns]", "M8[ps]", "M8[fs]", "M8[25as]", "m8", "m8[7D]", "m8[ns]",
)

PARTICLE = np.dtype([("id", "<u4"), ("pos", "<f8", (3,)), ("tag", "S3")])

STRUCTS = (
    [],
    [("a", "<f8"), ("b", ">i4")],
    np.dtype([("a", "i1"), ("b", "f8"), ("c", "i2")], align=True),
    [(("A title", "a"), "<i4"), ("b", "?")],
    [("m", "<f4", (3, 2)), ("one", "<i2", (1,))],
    [("p", [("x", "<f4"), ("y", ">f4")]), ("q", [("z", "<c8")], (2,))],
    [("c", ("<f8", (5,)), (2,)), ("nest", (("<i2", (2,)), (3,)), (1, 2)), ("s", "<f8", ())],
    [("in", [(("t", "x"), ">f4"), ("y", [("z", "<U2", (2,))])], (2, 1)), ("raw", "V2")],
    {"names": ["late"], "formats": [">u2"], "offsets": [6], "itemsize": 13},
    {"names": ["a", "b"], "formats": ["<i2", ("<f4", (2,))], "offsets": [1, 8], "titles": [None, "B"], "itemsize": 24},
    [("é", "<f8")],
    [("名前", "<f8"), ("it's", "i4")],
    [('say "x"', "i4"), ("back\\slash", "i1"), ("tab\t", "i1"), ("nul\x00x", "i1"), ("nbsp\xa0", "i1")],
    [("\u200b", "i1"), ("\U000e0001", "i1"), ("\U0001f600", "i1"), ("both'\"", "i1")],
    [("when", "M8[us]"), ("span", ">m8[3D]"), ("z", "G"), ("raw", "V4")],
    PARTICLE,
    [("deep", [("er", [("est", ">f8", (2, 2))], (3,))])],
)

SHAPES = ((), (1,), (5,), (0,), (3, 4), (1, 7), (7, 1), (0, 3), (2, 3, 4), (2, 0, 4), (1, 2, 1, 3),
          (2, 1, 3, 2), (2, 2, 2, 2, 2), (1, 2, 1, 2, 1, 2))


def both_orders(dtype):
    """The dtype and, where it has one, its mirror image."""
    dtype = np.dtype(dtype)
    other = dtype.newbyteorder()
    return [dtype] if other == dtype else [dtype, other]


def dtypes():
    for name in SCALARS:
        yield from both_orders(name)
    for fields in STRUCTS:
        yield from both_orders(fields)


def fill(dtype, shape, order="C", seed=0):
    """An array whose bytes are all of the kind that the dtype allows."""
    dtype = np.dtype(dtype)
    # np.zeros takes a datetime without a unit to this machine's order.
    out = np.zeros(shape, f"V{dtype.itemsize}", order).view(dtype) if dtype.kind in "mM" else np.zeros(shape, dtype, order)
    if dtype.itemsize == 0 or out.size == 0:
        return out
    rng = np.random.default_rng(seed)
    put(out, rng)
    return out


def words(dtype, count, rng):
    """Texts of all lengths that the dtype has room for."""
    letters, unit = ("abcdefghij", "u1") if dtype.kind == "S" else ("aé名\U0001f600z", "u4")
    size = dtype.itemsize // np.dtype(unit).itemsize
    codes = np.array([ord(c) for c in letters], unit)[rng.integers(0, len(letters), (count, size))]
    codes[np.arange(size) >= rng.integers(0, size + 1, (count, 1))] = 0
    return codes.view(dtype.newbyteorder("="))[:, 0]


def raw(array, order="C"):
    """The elements' bytes, padding included: NumPy's own copies of structs may leave it out."""
    size = array.dtype.itemsize
    return array.view(f"V{size}").tobytes(order) if size else b""


def values(raw, dtype):
    """Bytes of numbers without those that stand for nothing: a long double's padding is 0 afterwards."""
    if dtype.kind not in "fc" or dtype.itemsize // (1 + (dtype.kind == "c")) != 16:
        return raw
    parts = np.array(np.frombuffer(raw, "u1")).reshape(-1, 16)
    parts[:, slice(0, 6) if dtype.str[0] == ">" else slice(10, 16)] = 0
    return parts.tobytes()


def assign(to, source):
    """Copies the values, and lets the padding be."""
    if to.dtype.names is None:
        to[...] = source
        return
    for name in to.dtype.names:
        assign(to[name], source[name])


def clean(array, dtype):
    """The values as another dtype, with padding of zeros."""
    out = np.zeros(array.shape, dtype)
    assign(out, array)
    return out


def put(out, rng):
    dtype = out.dtype
    if dtype.names is not None:
        for name in dtype.names:
            put(out[name], rng)
        return
    shape, kind = out.shape, dtype.kind if dtype.itemsize else ""
    if not kind:
        return
    if kind == "b":
        out[...] = rng.integers(0, 2, shape)
    elif kind in "iu":
        limits = np.iinfo(dtype)
        out[...] = rng.integers(limits.min, limits.max, shape, dtype.newbyteorder("="), endpoint=True)
    elif kind == "f":
        out[...] = rng.normal(size=shape)
    elif kind == "c":
        out[...] = rng.normal(size=shape) + 1j * rng.normal(size=shape)
    elif kind in "SU":
        out[...] = words(dtype, out.size, rng).reshape(shape)
    elif kind == "V":
        raw = rng.integers(0, 256, (out.size, dtype.itemsize), "u1")
        out[...] = raw.view(dtype).reshape(shape)
    elif kind in "mM":
        plain = rng.integers(-10**6, 10**6, shape).astype(dtype.str[0] + "i8")
        out[...] = plain.view(dtype) if plain.ndim else np.array(plain).view(dtype)
    else:
        raise AssertionError(dtype)

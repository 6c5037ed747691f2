"""Structs: every field is an array of its own, swapped or not, and padding is carried as it is."""

import ctypes as C
import io
import itertools
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

STRUCTS = [np.dtype(s) for s in cases.STRUCTS if np.dtype(s).names] + [
    # Padding in front, between, behind, and inside of an inner struct with a shape.
    np.dtype([("c", "i1"), ("in", np.dtype([("x", "i2"), ("y", "f8")], align=True), (2,)), ("z", "u1")], align=True),
    np.dtype({"names": ["a", "b"], "formats": [">f4", "c16"], "offsets": [3, 20], "itemsize": 50}),
    np.dtype([("deep", [("er", [("a", "<f2"), ("b", ">U2", (2,))], (2,)), ("flat", "?")], (3, 1)), ("end", "S2")]),
    np.dtype([(("outer title", "o"), [(("inner title", "i"), ">i4"), ("j", "i1")]), ("k", "i8")]),
    # A dot in a name: who is called so as a whole goes first.
    np.dtype([("a.b", "i2"), ("a", [("b", "i4"), ("c.d", [("e", "f4")])])]),
    np.dtype([("p", [("q.r", "i2"), ("q", [("r", "i4"), ("s", "i8")])])]),
    np.dtype([(f"f{n}", "<u4" if n % 2 else ">f8", (1 + n % 3,)) for n in range(60)]),
    np.dtype([("v", "V3"), ("w", "V0"), ("m", "<M8[s]", (2, 2)), ("t", ">m8[10us]")]),
]


class FieldInfo(C.Structure):
    _fields_ = [("name", C.POINTER(C.c_char)), ("name_length", C.c_int64), ("title", C.POINTER(C.c_char)),
                ("title_length", C.c_int64), ("descr", C.c_char_p), ("offset", C.c_int64), ("itemsize", C.c_int64),
                ("shape", C.c_int64 * 64), ("ndim", C.c_int32), ("index", C.c_int32), ("parent", C.c_int32),
                ("unit_multiple", C.c_int32), ("kind", C.c_char), ("byteorder", C.c_char), ("unused", C.c_char * 2),
                ("unit", C.c_char * 4), ("reserved", C.c_uint64 * 4)]


class Found:
    """A field as NumPy has it."""

    def __init__(self, names, dtype, offset, title, parent):
        self.names, self.dtype, self.offset, self.title, self.parent = names, dtype, offset, title, parent

    def of(self, array):
        for name in self.names:
            array = array[name]
        return array

    @property
    def path(self):
        return ".".join(self.names)

    @property
    def element(self):
        dtype = self.dtype
        while dtype.subdtype:
            dtype = dtype.subdtype[0]
        return dtype

    @property
    def shape(self):
        shape, dtype = (), self.dtype
        while dtype.subdtype:
            dtype, own = dtype.subdtype
            shape += own
        return shape


def fields(dtype, names=(), base=0, parent=-1, found=None):
    """All fields of all depths, each struct in front of its own."""
    found = [] if found is None else found
    while dtype.subdtype:
        dtype = dtype.subdtype[0]
    for name in dtype.names or ():
        field, offset, *title = dtype.fields[name]
        found.append(Found((*names, name), field, base + offset, title[0] if title else None, parent))
        fields(field, (*names, name), base + offset, len(found) - 1, found)
    return found


def leaves(dtype, base=0):
    """The numbers of an element: offset, bytes that turn as one, how many."""
    if dtype.subdtype:
        inner, shape = dtype.subdtype
        for i in range(int(np.prod(shape))):
            yield from leaves(inner, base + i * inner.itemsize)
    elif dtype.names is not None:
        for name in dtype.names:
            field, offset = dtype.fields[name][:2]
            yield from leaves(field, base + offset)
    elif dtype.kind not in "SVb" and dtype.itemsize > 1:
        unit = {"c": dtype.itemsize // 2, "U": 4}.get(dtype.kind, dtype.itemsize)
        yield base, unit, dtype.itemsize // unit, dtype.str[0]


def turned(raw, source, target):
    """The elements' bytes with the numbers whose order differs turned round, and nothing else."""
    rows = np.frombuffer(raw, "u1").reshape(-1, source.itemsize).copy()
    for (at, unit, count, order), (*_, other) in zip(leaves(source), leaves(target), strict=True):
        if order != other:
            part = rows[:, at:at + unit * count]
            part[...] = part.reshape(-1, count, unit)[:, :, ::-1].reshape(part.shape)
    return rows.tobytes()


def rubbish(dtype, shape, seed, order="C"):
    """An array whose padding is no zeros."""
    count = int(np.prod(shape))
    raw = np.random.default_rng(seed).integers(0, 256, count * dtype.itemsize, "u1")
    return raw.view(dtype).reshape(shape, order=order)


def saved(array, order="C"):
    """A file with the elements' bytes as they are."""
    file = io.BytesIO()
    np.lib.format.write_array(file, np.zeros(array.shape, array.dtype, order))
    data = cases.raw(array, "F" if b"'fortran_order': True" in file.getvalue() else "C")
    return file.getvalue()[:-len(data) or None] + data


def asked():
    """npy_field and npy_field_at say what NumPy's dtype says."""
    count = 0
    for dtype in (d for s in STRUCTS for d in cases.both_orders(s)):
        with npyrw.Reader(saved(np.zeros(1, dtype))) as reader:
            info, found = reader.header(), fields(dtype)
            assert info.nfields == len(found), dtype
            of = C.c_void_p(info.dtype)
            for index, wanted in enumerate(found):
                at, by_name = FieldInfo(), FieldInfo()
                npyrw.call("npy_field_at", of, index, C.byref(at))
                check_info(at, wanted, index)
                if "\0" not in wanted.path and first_of(wanted, found):
                    npyrw.call("npy_field", of, wanted.path.encode(), C.byref(by_name))
                    assert by_name.index == index, wanted.path
                count += 1
            none = FieldInfo()
            for index in (-1, len(found), 2**31 - 1):
                assert npyrw.refusal(npyrw.call, "npy_field_at", of, index, C.byref(none)) == "NPY_ERR_DTYPE"
            for path in ("no such", "", ".", f"{found[0].path}.", f".{found[0].path}", f"{found[0].path}.no"):
                assert npyrw.refusal(npyrw.call, "npy_field", of, path.encode(), C.byref(none)) == "NPY_ERR_DTYPE", path
    return count


def first_of(wanted, found):
    """Whether the field is the one that its path leads to: a name with dots in it goes first."""
    same = [f for f in found if f.path == wanted.path]
    return min(same, key=lambda f: len(f.names)) is wanted


def check_info(info, wanted, index):
    element = wanted.element
    assert info.name[:info.name_length] == wanted.names[-1].encode() and info.name[info.name_length] == b"\0"
    title = info.title[:info.title_length].decode() if info.title else None
    assert title == wanted.title
    assert (info.offset, info.itemsize, info.index, info.parent) == (wanted.offset, wanted.dtype.itemsize, index, wanted.parent)
    assert tuple(info.shape[:info.ndim]) == wanted.shape and not any(info.shape[info.ndim:])
    assert info.kind.decode() == element.kind
    assert info.byteorder.decode() == ("|" if element.names is not None else element.str[0])
    if element.kind in "mM":
        unit, multiple = np.datetime_data(element)
        assert (info.unit.decode(), info.unit_multiple) == (("", 0) if unit == "generic" else (unit, multiple))


def read():
    """Each field, with slices, orders and strides, as stored, native and foreign."""
    count, rng = 0, random.Random(11)
    shapes = itertools.cycle(((4,), (3, 2), (2, 3, 2), (), (0, 2), (1, 1)))
    for dtype in (d for s in STRUCTS for d in cases.both_orders(s)):
        shape, file_order = next(shapes), rng.choice("CF")
        array = cases.fill(dtype, shape, "C", seed=count)
        place = places.READING[count % len(places.READING)]
        found = fields(dtype)
        for wanted in found:
            if "\0" in wanted.path or not first_of(wanted, found):
                continue
            select = tuple(rng.choice((slice(None), slice(None, None, -1), slice(1, None), slice(0, 1, 2), slice(-1, None, -2)))
                           for _ in shape[:rng.randint(0, len(shape))])
            part = wanted.of(array[select + (...,)])
            native = wanted.element.newbyteorder("=")
            for target in (None, wanted.element, wanted.element.newbyteorder()):
                to = native if target is None else target
                expected = cases.clean(part, to)
                text = target and npyrw.descr_text(target).decode()
                order = rng.choice((None, "C", "F"))
                with places.reader(place, saved(array, file_order)) as reader:
                    request = npyrw.request(text, wanted.path, select, order)
                    info = reader.plan(request)
                    assert tuple(info.shape[:info.ndim]) == part.shape and info.nbytes == expected.nbytes, wanted.path
                    assert npyrw.descr_dtype(info) == to, wanted.path
                    layout = info.order.decode()
                    out = np.full(info.nbytes + 1, 0xA5, "u1")
                    reader.read_to(request, out.ctypes.data, info.nbytes)
                    what = (dtype, wanted.path, select, order, target, place)
                    assert out[:-1].tobytes() == cases.raw(expected, layout), what
                    assert out[-1] == 0xA5
                count += 1
            scattered(array, wanted, native)
    return count


def scattered(array, wanted, native):
    """A field between others in the caller's own struct: its bytes change, no others."""
    part = wanted.of(array)
    if part.size == 0 or native.itemsize == 0:
        return
    room = np.full(part.shape + (native.itemsize + 5,), 0xA5, "u1")
    request = npyrw.request(field=wanted.path, strides=room.strides[:-1])
    with npyrw.Reader(saved(array)) as reader:
        reader.read_to(request, room.ctypes.data + 2, part.size * native.itemsize)
    assert room[..., 2:-3].tobytes() == cases.raw(cases.clean(part, native))
    assert (room[..., :2] == 0xA5).all() and (room[..., -3:] == 0xA5).all()


def converted():
    """A number in a struct is converted as any other; a field that is none is not."""
    array = cases.fill(cases.PARTICLE.newbyteorder(">"), (50,))
    with npyrw.Reader(saved(array)) as reader:
        found = reader.read(npyrw.request("f4", "pos", (slice(None, None, -3),), casting="same_kind"))
        assert np.array_equal(found, array["pos"][::-3].astype("f4"))
        found = reader.read(npyrw.request(">c16", "id"))
        assert np.array_equal(found, array["id"]) and found.dtype == ">c16"
        for named, code in (({"dtype": "f4", "field": "pos"}, "NPY_ERR_CAST"), ({"dtype": "f8", "casting": "unsafe"}, "NPY_ERR_CAST"),
                            ({"field": "pos", "casting": "no"}, "NPY_ERR_CAST"), ({"field": "tag.x"}, "NPY_ERR_DTYPE"),
                            ({"field": "pos", "select": (slice(None), slice(0, 1))}, "NPY_ERR_SHAPE")):
            assert npyrw.refusal(reader.plan, npyrw.request(**named)) == code, named
    return 7


def objects_beside():
    """An object in one field makes a pickle of all: what can be asked of the others is not to be had."""
    array = np.zeros(3, [("a", "<f8"), ("b", "O"), ("c", [("d", "i4"), ("e", "O")])])
    file = io.BytesIO()
    np.lib.format.write_array(file, array, allow_pickle=True)
    with npyrw.Reader(file.getvalue()) as reader:
        assert reader.header().nfields == 5
        for field in (None, "a", "b", "c", "c.d", "c.e"):
            for select in ((), (slice(0, 0),)):
                request = npyrw.request(field=field, select=select)
                assert npyrw.refusal(reader.plan, request) == "NPY_ERR_OBJECT", field
                assert npyrw.refusal(reader.read_to, request, 0, 0) == "NPY_ERR_OBJECT", field
    return 12


def padding():
    """Bytes that belong to no field go through as they are, in both directions and any layout."""
    count = 0
    for dtype in (d for s in STRUCTS for d in cases.both_orders(s)):
        array = rubbish(dtype, (5, 4), count)
        other = dtype.newbyteorder()
        mixed = dtype.newbyteorder(">" if sys.byteorder == "little" else "<")
        with npyrw.Reader(saved(array)) as reader:
            for target in (dtype, other, mixed, dtype.newbyteorder("=")):
                text = npyrw.descr_text(target).decode()
                whole = reader.read(npyrw.request(text))
                assert cases.raw(whole) == turned(cases.raw(array), dtype, target), (dtype, target)
                part = reader.read(npyrw.request(text, select=(slice(None, None, -2), slice(1, 3)), order="F"))
                assert cases.raw(part) == turned(cases.raw(array[::-2, 1:3]), dtype, target), (dtype, target)
                count += 2
        for target in (dtype, other):
            for view in (array, array.T, array[::-1, ::2], array[:, :1], np.broadcast_to(array[0], (3, 4))):
                for order in "CF":
                    made = npyrw.spec(target, view.shape, order, data_dtype=dtype)
                    raw = places.written("memory", made, lambda w: w.rows(view.shape[0 if order == "C" else -1], view))
                    wanted = turned(cases.raw(view, order), dtype, target)
                    assert raw[-len(wanted):] == wanted, (dtype, target, order)
                    back = np.load(io.BytesIO(raw))
                    assert back.dtype == target and back.shape == view.shape
                    count += 1
    return count


if __name__ == "__main__":
    npyrw.finish(asked() + read() + converted() + objects_beside() + padding(), 2000)

"""What npyrw writes is what numpy.save writes, byte for byte."""

import ctypes as C
import io
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402

warnings.simplefilter("ignore")

def saved(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version or None, allow_pickle=False)
    return out.getvalue()


def check(array, spec_order, what):
    made = npyrw.spec(array.dtype, array.shape, spec_order, data_dtype=array.dtype)
    npyrw.save_with("x.npy", made, array)
    with open("x.npy", "rb") as f:
        found = f.read()
    assert found == saved(array), f"{what}\n{found[:200]}\n{saved(array)[:200]}"


def whole_table():
    count = 0
    for dtype in cases.dtypes():
        for shape in cases.SHAPES:
            for order in "CF":
                array = cases.fill(dtype, shape, order, seed=count)
                fortran = array.flags.f_contiguous and not array.flags.c_contiguous
                check(array, "F" if fortran else "C", (dtype, shape, order))
                count += 1
    return count


def layouts():
    """Any memory is written in C order, unless it is Fortran's."""
    count = 0
    for dtype in ("f8", ">i2", "c16", "S3", "U2", cases.PARTICLE, "g"):
        base = cases.fill(dtype, (6, 5, 4))
        for view in (base[::2], base[:, ::-1], base[..., 1], base.transpose(1, 0, 2), base.T, base[::-1, ::2, ::-3],
                     base[:1].T, base[2:2], np.broadcast_to(base[0], (3, 5, 4))):
            order = "F" if view.flags.f_contiguous and not view.flags.c_contiguous else "C"
            check(view, order, (dtype, view.shape, view.strides))
            count += 1
    return count


def versions():
    count = 0
    for dtype in ("f8", [("é", "<f8")], [("名", "<f8")]):
        for version in (1, 2, 3):
            made = npyrw.spec(dtype, (3,), version=version)
            try:
                expected = saved(np.zeros(3, dtype), (version, 0))
            except UnicodeEncodeError:
                expected = None
            try:
                found = npyrw.encode_header(made)
            except npyrw.Failed as failed:
                assert expected is None and failed.name == "NPY_ERR_ARGUMENT", failed
            else:
                assert found == expected[:len(found)] and len(found) % 64 == 0
            count += 1
    return count


def long_headers():
    """Around the length at which version 1 ends, and where the padding turns over."""
    count = 0
    for extra in [*range(0, 140), *range(65380, 65540)]:
        dtype = np.dtype([("x" * (extra + 1), "<f8")])
        array = np.zeros((1,), dtype)
        found = npyrw.encode_header(npyrw.spec(dtype, (1,)))
        out = saved(array)
        assert found == out[:len(found)] and len(out) == len(found) + 8, extra
        count += 1
    return count


def header_of(descr, shape, fortran=False):
    out = io.BytesIO()
    np.lib.format.write_array_header_1_0(out, {"descr": descr, "fortran_order": fortran, "shape": shape})
    return out.getvalue()


def any_shape():
    """The blanks for growth, and what they do to the padding, for lengths of every number of digits."""
    count = 0
    for digits in range(1, 19):
        for length in (10**(digits - 1), 10**digits - 1):
            for shape in ((length,), (length, 1), (1, length), (2, length // 2 + 1), (length // 2 + 1, 2), (length, 0), (0, length), (1, 1, length)):
                for order in "CF":
                    fortran = order == "F" and sum(n > 1 for n in shape) > 1 and 0 not in shape
                    found = npyrw.encode_header(npyrw.spec("?", shape, order))
                    assert found == header_of("|b1", shape, fortran), (shape, order)
                    count += 1
    for shape in ((1,) * 64, (2,) * 60, (1, 2) * 32, (0,) * 64, (3,) + (1,) * 63):
        assert npyrw.encode_header(npyrw.spec("<i2", shape)) == header_of("<i2", shape)
        count += 1
    return count


def every_character():
    """In a field's name, as it is or escaped. Which ones are printable is a matter of Unicode's version: all
    are looked at under ours, else those that have been there for long."""
    import unicodedata
    known = unicodedata.unidata_version == "14.0.0"
    letters = [c for c in map(chr, range(0x110000)) if not 0xD800 <= ord(c) < 0xE000
               and (known or unicodedata.ucd_3_2_0.category(c) != "Cn")]
    count = 0
    for at in range(0, len(letters), 1500):
        name = "".join(letters[at:at + 1500])
        for dtype in (np.dtype([(name + "'", "<f8")]), np.dtype([((name + "\"", name), "<f8")])):
            array = np.zeros((), dtype)
            assert npyrw.encode_header(npyrw.spec(dtype_text(dtype), ())) == saved(array)[:-8], hex(at)
            count += 1
    return count


def dtype_text(dtype):
    """The descr in ASCII without NUL, as it can be handed to C."""
    return ascii(dtype.descr).encode()


def encoded():
    """npy_encode_header: the size first, then the bytes; nothing if there is no room."""
    made = npyrw.spec("f8", (3, 4))
    wanted, size = saved(np.zeros((3, 4)))[:128], C.c_size_t(77)
    for capacity in (0, 1, 127):
        out = C.create_string_buffer(b"\xa5" * 130, 130)
        code = npyrw.refusal(npyrw.call, "npy_encode_header", C.byref(made), out, C.c_size_t(capacity), C.byref(size))
        assert code == "NPY_ERR_SIZE" and out.raw == b"\xa5" * 130 and size.value == 77
    npyrw.call("npy_encode_header", C.byref(made), None, C.c_size_t(0), C.byref(size))
    assert size.value == 128
    npyrw.call("npy_encode_header", C.byref(made), out, C.c_size_t(130), C.byref(size))
    assert out.raw == wanted + b"\xa5\xa5"
    for shape in ((-1,), (3, -1), (1 << 61, 1 << 61), (1 << 61, 1 << 61, 0), (1,) * 65):
        code = npyrw.refusal(npyrw.encode_header, npyrw.spec("f8", shape))
        assert code in ("NPY_ERR_SHAPE", "NPY_ERR_ARGUMENT"), (shape, code)
    for dtype in (b"O", b"[('a', 'O')]", b"[('a', [('b', '|O', (2,))])]"):
        assert npyrw.refusal(npyrw.encode_header, npyrw.spec(dtype, (3,))) == "NPY_ERR_OBJECT"
    return 12


class Member(C.Structure):
    _fields_ = [("name", C.c_char_p), ("dtype", C.c_char_p), ("offset", C.c_int64)]


def of_members(members, itemsize):
    """The descr that npy_dtype_struct makes."""
    made, handle = (Member * max(len(members), 1))(), C.c_void_p()
    for to, (name, dtype, offset) in zip(made, members):
        to.name, to.dtype, to.offset = name.encode(), dtype.encode(), offset
    npyrw.call("npy_dtype_struct", made, len(members), C.c_int64(itemsize), C.byref(handle))
    text = npyrw.LIB.npy_dtype_text(handle).decode()
    npyrw.LIB.npy_dtype_free(handle)
    return text


def structs():
    """A C struct as a table of offsets is the dtype that NumPy aligns."""
    count = 0
    for fields in ([("a", "i1"), ("b", "f8"), ("c", "i2")], [("a", "(3,)f4"), ("b", "?"), ("c", "(2,2)u2"), ("d", "g")],
                   [("x", "S3"), ("y", "U2"), ("z", "c8")], [("é", "i1"), ("t", "M8[us]")], []):
        dtype = np.dtype([(n, d) for n, d in fields], align=True)
        members = [(name, dict(fields)[name], dtype.fields[name][1]) for name in dtype.names or ()]
        assert of_members(members, dtype.itemsize) == repr(dtype.descr if dtype.names else []), dtype
        wider = of_members(members, dtype.itemsize + 5)
        assert np.lib.format.descr_to_dtype(eval(wider)).itemsize == dtype.itemsize + 5
        count += 2
    return count


def refused():
    """What NumPy cannot spell, it does not save, and neither do we."""
    count = 0
    for offsets, itemsize in (((0, 2), 6), ((4, 0), 8), ((0, 0), 4), ((-4, 0), 8), ((0, 4), 7), ((0, 1 << 62), 8)):
        members = [("a", "<i4", offsets[0]), ("b", "<i4", offsets[1])]
        assert npyrw.refusal(of_members, members, itemsize) == "NPY_ERR_DTYPE", offsets
        try:
            dtype = np.dtype({"names": ["a", "b"], "formats": ["<i4", "<i4"], "offsets": offsets, "itemsize": itemsize})
            saved(np.zeros(2, dtype))
        except (ValueError, OverflowError):
            count += 1
            continue
        raise AssertionError("NumPy saved it")
    for members in ([("a", "i4", 0), ("a", "i4", 4)], [("a", "O", 0)], [("", "V4", 0), ("b", "i4", 4)], [("a", "f3", 0)]):
        code = npyrw.refusal(of_members, members, 8)
        # Objects are a dtype, but no elements that can be saved.
        assert code == ("NPY_ERR_DTYPE" if members[0][1] != "O" else None), (members, code)
        count += 1
    return count


if __name__ == "__main__":
    npyrw.finish(whole_table() + layouts() + versions() + long_headers() + any_shape() + every_character() + encoded()
                 + structs() + refused(), 3500)

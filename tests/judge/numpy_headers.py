"""Headers in every spelling: what NumPy reads is read, what it refuses is refused."""

import io
import os
import struct
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402

STRICT = 2
PLAIN = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"


def plain(descr="'<f8'", order="False", shape="(3,)"):
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}"


# Texts; the second item of a pair is the version.
ACCEPTED = [
    PLAIN,
    "{'shape': (3,), 'descr': '<f8', 'fortran_order': False}",
    "{'fortran_order': False, 'shape': (3,), 'descr': '<f8', 'descr': '<f4'}",
    "{'shape': (2, 2), 'descr': '<f8', 'fortran_order': False, 'shape': (3,)}",
    '{"descr": "<f8", "fortran_order": False, "shape": (3,)}',
    "{'''descr''': '''<f8''', \"\"\"fortran_order\"\"\": False, 'shape': (3,)}",
    "{r'descr': u'<f8', U'fortran_order': False, R'shape': (3,)}",
    "{'de' 'scr': '<' 'f8', 'fortran_' \"order\": False, 'shape': (3,)}",
    "{'\\x64escr': '\\074f8', 'fortran_order': False, 'sh\\u0061pe': (3,)}",
    " \t{'descr': '<f8', 'fortran_order': False, 'shape': (3,)}",
    "\n\n{'descr': '<f8', 'fortran_order': False, 'shape': (3,)}\n\n",
    "# a comment\n{'descr': '<f8', # another\n 'fortran_order': False, 'shape': (3,)} # the last",
    "{\n'descr':\n'<f8',\r\n'fortran_order': False,\t'shape': (3,)\r\n}\r\n",
    "{'descr'\\\n: '<f8', 'fortran_order': False, 'shape': (3,)}",
    "({'descr': '<f8', 'fortran_order': False, 'shape': (3,)})",
    "((({'descr': '<f8', 'fortran_order': (False), 'shape': ((3,))})))",
    "{'descr': ('<f8'), 'fortran_order': False, 'shape': ((3),)}",
    "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3)}",
    plain(shape="(0x2,)"), plain(shape="(0o2,)"), plain(shape="(0b10,)"), plain(shape="(1_0,)"),
    plain(shape="(0X2, 0B1, 0O1)"), plain(shape="(+2,)"), plain(shape="(-0,)"), plain(shape="(00,)"), plain(shape="(0x_2,)"),
    plain(shape="()"), plain(shape="( )"), plain(shape="(2,3)"), plain(shape="(2 ,3 , )"), plain(shape="(2, # c\n3)"),
    plain(shape="(" + "1, " * 64 + ")"),
    (plain(shape="(2L, 3L)"), 1), (plain(shape="(2L,)"), 2),
    plain("[('a', '<f8'), ('b', '>i4')]"), plain("[]"), plain("[('a', '<f8'),]"),
    plain("[['a', '<f8'], ('b', '>i4')]"), plain("[('a', '<f8', 2)]"), plain("[('a', '<f8', (2,))]"),
    plain("[('a', '<f8', [2, 3])]"), plain("[('a', '<f8', ())]"), plain("[('a', '<f8', 1)]"), plain("[('a', '<f8', (2))]"),
    plain("[('', '<f8')]"), plain("[('a', '<f8'), ('', '|V4')]"), plain("[('', '|V4'), ('a', '<f8')]"),
    plain("[('', '<f8', (2,)), ('a', '<f8')]"), plain("[('a', '|V4')]"),
    plain("[(('A title', 'a'), '<i4')]"), plain("[(('', 'a'), '<i4')]"),
    plain("[('p', [('x', '<f4'), ('y', '<f4')], (2,))]"), plain("[('p', [('x', '<f4')])]"),
    plain("[('c', ('<f8', (5,)), (2,))]"), plain("[('c', ('<f8', (5,)))]"), plain("[('c', ('S', 5))]"),
    plain("[('c', 'S', 5), ('d', 'U', 2), ('e', 'V', 3)]"), plain("[('c', 'S3', 5)]"),
    plain("[('a', '3f8'), ('b', '(2, 3)<i4')]"), plain("[('a', '<f8'), ('b', 'i4,f8')]"),
    plain("'<i4,>f8'"), plain("'i4, f8'"), plain("'f8,'"), plain("'2f8,(2,3)i4'"), plain("'>i2 , S3'"), plain("'3S,M8[s]'"), plain("'(2)f8,i4'"), plain("'()f8'"),
    plain("[('é', '<f8')]"), ("{'descr': [('é', '<f8')], 'fortran_order': False, 'shape': (3,)}", 3),
    ("{'descr': [('名', '<f8')], 'fortran_order': False, 'shape': (3,)}", 3),
    plain("[('a\\n', '<f8'), ('\\N', '<f8')]".replace("\\N", "\\q")), plain("[(r'\\n', '<f8')]"),
    plain("[('\\a\\b\\f\\v\\r\\t\\'\\\"\\\\', '<f8')]"), plain("[('\\\n', '<f8')]"), plain("[('''a\nb''', '<f8')]"),
    plain("[('''a\r\nb''', '<f8')]"), plain("[('\\1234', '<f8')]"), plain("[('\\U0001f600', '<f8')]"),
]
ACCEPTED += [plain(f"'{t}'") for t in (
    "f8 =f8 |f8 <f8 >f8 float64 double d int ? b c S V <S5 |S5 >S5 |a5 a5 a >b1 |b1 b1 U U3 >U3 V8 |V8 float float32 float16 "
    "single half longdouble bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 intp uintp short long longlong ubyte "
    "ushort uint ulong ulonglong byte intc uintc complex complex64 complex128 csingle cdouble clongdouble str bytes void "
    "i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f16 c8 c16 c32 h H i I l L q Q p P e f g F D G n N B >h <d M8 m8 M8[s] m8[7D] M8[10us] "
    "M8[s/2] M8[Y/4] M8[M/30] M8[W/7] M8[h/60] M8[2ms/4] M8[generic] M8[μs] <M8[D] >m8[ns] datetime64 datetime64[ms] timedelta64[3h] "
    "M m float128 complex256 int_ bool_ str_ bytes_").split()]

REFUSED = [
    "", " ", "{}", "[]", "3", "None", "{", "{'descr'", "{'descr'}", "{'descr': '<f8'", "{'descr' '<f8'}",
    "{'descr': '<f8', 'fortran_order': False}", "{'shape': (3,), 'fortran_order': False}", "{'shape': (3,), 'descr': '<f8'}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'extra': 1}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), b'shape': (3,)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x", "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)}{}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)}\0\0\0", "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)},",
    "{'descr': '<f8' 'fortran_order': False, 'shape': (3,)}", "{,'descr': '<f8', 'fortran_order': False, 'shape': (3,)}",
    "{'descr': '<f8',, 'fortran_order': False, 'shape': (3,)}", "{descr: '<f8', 'fortran_order': False, 'shape': (3,)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)", "'descr': '<f8', 'fortran_order': False, 'shape': (3,)",
    "{'descr': '<f8, 'fortran_order': False, 'shape': (3,)}", "{'descr': '<f\n8', 'fortran_order': False, 'shape': (3,)}",
    plain(shape="[3]"), plain(shape="3"), plain(shape="(3)"), plain(shape="((3))"), plain(shape="(-1,)"), plain(shape="(3.0,)"),
    plain(shape="(3, -2)"), plain(shape="('3',)"), plain(shape="(None,)"), plain(shape="(3,,)"), plain(shape="(,)"),
    plain(shape="(3 4)"), plain(shape="(02,)"), plain(shape="(0_2,)"), plain(shape="(2_,)"), plain(shape="(_2,)"), plain(shape="(2__0,)"),
    plain(shape="(0x,)"), plain(shape="(0b2,)"), plain(shape="(0o8,)"), plain(shape="(1e3,)"), plain(shape="(2j,)"), plain(shape="{3}"),
    plain(shape="(9223372036854775808,)"), plain(shape="(4294967296, 4294967296)"), plain(shape="(4294967296, 4294967296, 0)"),
    plain(shape="(" + "1, " * 65 + ")"), (plain(shape="(2L,)"), 3), plain(shape="((2, 3),)"), plain(shape="(1+1,)"),
    plain(order="0"), plain(order="1"), plain(order="None"), plain(order="'False'"), plain(order="false"), plain(order="FalseTrue"),
    plain("'<f3'"), plain("'<i16'"), plain("'<f9'"), plain("''"), plain("' <f8'"), plain("'<f8 '"), plain("'f8;i4'"), plain("'<x8'"), plain("'<float64'"),
    plain("'<<f8'"), plain("'f-8'"), plain("'S-1'"), plain("'M4'"), plain("'M8[x]'"), plain("'M8[s'"), plain("'M8s]'"), plain("'M8[]'"),
    plain("'M8[D/7]'"), plain("'M8[-1s]'"), plain("'M8[2147483648s]'"), plain("'i4,,f8'"), plain("',i4'"), plain("'i4,x'"), plain("'(2)f8'"), plain("'M[s]'"), plain("'m[D]'"),
    plain("3"), plain("None"), plain("True"), plain("b'<f8'"), plain("{'a': '<f8'}"), plain("f8"), plain("['<f8']"),
    plain("('<f8', (2,))"), plain("('<f8', (2, 3))"), plain("('<f8',)"),
    plain("[('a', '<f8'), ('a', '<f8')]"), plain("[('a', '<f8'), ('', '<f8'), ('', '<f8')]"), plain("[(('a', 'a'), '<f8')]"),
    plain("[(('t', 'a'), '<f8'), (('t', 'b'), '<f8')]"), plain("[(('b', 'a'), '<f8'), ('b', '<f8')]"),
    plain("[('a',)]"), plain("[('a', '<f8', (2,), 3)]"), plain("[('a')]"), plain("[('a', '<f8') ('b', '<f8')]"), plain("[(3, '<f8')]"),
    plain("[('a', '<f8', -1)]"), plain("[('a', '<f8', (-1,))]"), plain("[('a', '<f8', 2.0)]"), plain("[('a', '<f8', '2')]"), plain("[('a', '<f8'"),
    plain("[('a', '<f8', (2147483648,))]"), plain("[('a', '<f8', (2, 2147483647))]"), plain("[('a', 'V2147483647'), ('b', 'V2147483647')]"),
    plain("[('\\x6', '<f8')]"), plain("[('\\u123', '<f8')]"), plain("[('\\U00110000', '<f8')]"), plain("[('\\", "[(u"), plain("[(f'a', '<f8')]"),
    (b"{'descr': [('\xe9', '<f8')], 'fortran_order': False, 'shape': (3,)}", 3),
    (b"{'descr': [('\xed\xa0\x80', '<f8')], 'fortran_order': False, 'shape': (3,)}", 3),
]

# What other writers put into files: read here, though not by every NumPy.
ONLY_HERE = [plain(shape="(np.int64(3),)"), plain(shape="(np.int64(2), 3)"), plain(shape="(np.uint32(2),np.intp(2))")]

# What NumPy takes by accident and the format does not have.
ONLY_NUMPY = [plain(shape="(True,)"), plain(shape="(False, 2)"), plain("'M8[0s]'"), plain("'f+8'")]


def encode(case, align=64, ending="\n"):
    text, version = case if isinstance(case, tuple) else (case, None)
    if isinstance(text, str):
        if version is None:
            version = 1 if all(ord(c) < 256 for c in text) else 3
        raw = text.encode("utf-8" if version == 3 else "latin-1")
    else:
        raw = text
    size = 10 if version == 1 else 12
    raw += b" " * (-(size + len(raw) + len(ending)) % align) + ending.encode()
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if version == 1 else "<I", len(raw)) + raw


def by_numpy(file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.load(io.BytesIO(file), allow_pickle=False)


DATA = bytes(range(256)) * 64


def check_accepted(case, **layout):
    file = encode(case, **layout) + DATA
    array = by_numpy(file)
    with npyrw.Reader(file) as reader:
        info = reader.header()
        assert tuple(info.shape[:info.ndim]) == array.shape, case
        dtype = npyrw.descr_dtype(info)
        assert dtype == array.dtype, (case, dtype, array.dtype)
        got = reader.read_into(info.nbytes)
        native = array.dtype.newbyteorder("=")
        order = "F" if info.order == b"F" else "C"
        if array.dtype.names is None and array.dtype.itemsize:
            assert got.tobytes() == array.astype(native).tobytes(order), case


def check_refused(case, numpy_too=True):
    file = encode(case) + DATA
    if numpy_too:
        try:
            array = by_numpy(file)
        except Exception:
            pass
        else:
            raise AssertionError(f"NumPy reads {case}: {array.dtype} {array.shape}")
    try:
        with npyrw.Reader(file):
            pass
    except npyrw.Failed as failed:
        assert failed.name in ("NPY_ERR_HEADER", "NPY_ERR_DESCR", "NPY_ERR_SHAPE", "NPY_ERR_LIMIT", "NPY_ERR_TRUNCATED"), (case, failed)
        assert 8 <= failed.offset <= len(file), (case, failed)
        assert "found" in failed.message or "promises" in failed.message, failed
    else:
        raise AssertionError(f"read: {case}")


def check_strict(text, taken, **layout):
    file = encode(text, **layout) + DATA
    for flags, expected in ((0, True), (STRICT, taken)):
        try:
            with npyrw.Reader(file, flags=flags):
                found = True
        except npyrw.Failed as failed:
            found = False
            assert failed.name == "NPY_ERR_HEADER" and "NumPy writes" in failed.message, failed
        assert found == expected, (text, flags, layout)


def main():
    count = 0
    for case in ACCEPTED:
        check_accepted(case)
        count += 1
    for case in REFUSED:
        check_refused(case)
        count += 1
    for case in ONLY_HERE:
        with npyrw.Reader(encode(case) + DATA) as reader:
            assert reader.header().ndim > 0
        count += 1
    for case in ONLY_NUMPY:
        check_refused(case, numpy_too=False)
        count += 1
    # Other alignments and endings.
    for layout in ({"align": 16}, {"align": 1}, {"align": 7}, {"ending": ""}, {"ending": "\r\n"}, {"align": 1, "ending": ""}):
        for case in (PLAIN, PLAIN.replace(", }", "}"), PLAIN.replace("'", '"')):
            check_accepted(case, **layout)
            count += 1
    growing = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }" + " " * 20
    for text, taken, layout in (
        (PLAIN, True, {}), (growing, True, {}), (PLAIN, True, {"align": 16}), (PLAIN, False, {"align": 1}), (PLAIN, False, {"ending": ""}),
        (PLAIN.replace(", }", "}"), False, {}), (PLAIN.replace("'", '"'), False, {}), (plain(order="True"), False, {}),
        (plain(shape="(3 ,)"), False, {}), (plain("'f8'"), False, {}), (plain(shape="(3L,)"), False, {}), (PLAIN + "\n", False, {}),
        (plain("[('a', '<f8'), ('', '|V4')]"), True, {}), (plain(order="True", shape="(2, 3)"), True, {}), (plain("[('a','<f8')]"), False, {}),
    ):
        check_strict(text, taken, **layout)
        count += 1
    npyrw.finish(count, 320)


if __name__ == "__main__":
    main()

"""Headers in every spelling: what NumPy reads is read, what it refuses is refused."""

import io
import os
import struct
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402

HEADER_ONLY, STRICT = 1, 2
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
    # Line ends of all kinds, and blanks where Python takes them.
    "{# c\r'descr': '<f8', # d\r\n'fortran_order': False,\r'shape': (3,)}", "{'descr'\\\r\n: '<f8', \\\r'fortran_order': False, 'shape': (3,)}",
    plain("[('a\\\r\nb', '<f8')]"), plain("[('a\\\rb', '<f8')]"), plain("[(r'a\\\r\nb', '<f8')]"), "\n\f" + PLAIN, "\n \f" + PLAIN, " \f" + PLAIN,
    " # c\n" + PLAIN, "   \n\n" + PLAIN, "\t " + PLAIN, PLAIN + "\n   # c", PLAIN + "\\\n ", "\\\n" + PLAIN, PLAIN.replace(" ", "\f"),
    # Parentheses around anything.
    "{('descr'): (('<f8')), ('fortran_order'): ((False)), ('shape'): ((3,))}", plain(shape="(-(0),)"), plain(shape="(+((3)),)"), plain(shape="((3), (4))"),
    plain("[(('a'), '<f8')]"), plain("[((('a')), ('<f8'))]"), plain("[(('a', '<f8'))]"), plain("[((('a', '<f8', (2,))))]"), plain("[(('t', 'a'), 'i4')]"),
    plain("[((('t', 'a')), 'i4')]"), plain("[(('t'), ('a')), ]"), plain("[(('T' 'n'), '<U2')]"), plain("[('a', '<f8', ((2)))]"), plain("[('a', '<f8', ((2, 3)))]"),
    plain("[('a', '<f8', ([2, 3]))]"), plain("[('a', '<f8', ((2), 3))]"),
    # A blank before Python 2's L, which NumPy drops behind any number.
    (plain(shape="(2 L, 3\tL)"), 1), (plain(shape="(0x2L, 1_0L)"), 2), (plain(shape="(2 L L,)"), 1), (plain("[('a', '<f8', (2L,))]"), 1),
    plain("[('', '|V4')]"), plain("[('', 'V0')]"), plain("[('', '|S4')]"), plain("[('a', '|O')]".replace("|O", "<i4")), plain("[('a', [], 2)]"),
    plain("[('a', 'S0', 2)]"), plain("[('a', '0f8')]"), plain("[('a', '<V2'), ('b', '<V1')]"), plain("'<V2'"),
    plain("[('a', '3,M8[s]')]"), plain("'f8,3,i4'"), plain("'2>f8,>2>f8,<2=f8,=3<i2'"), plain("'(2,3)5f8,( 2 , 3 ) i4'"), plain("' 2 f8,i4'"), plain("'()f8,(3,)f8'"),
    plain("'2S,2S3,0U'"), plain("'f8,<'"), plain("'f8,<='"), plain("'f8,||'"), plain("'f8,|| '"), plain("'f8,||,'"), plain("'f8,<= ,\\t'"), plain("'f8\\t,\\ni4 '"), plain("'f8,U,V'"), plain("'f8,2M8[10us]'"),
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
    "M m float128 complex256 int_ bool_ str_ bytes_ M8[W/1] m8[2ms/1] M8[6generic] M8[0generic] <datetime64[ms] >timedelta64 |datetime64 "
    "|S |U |V <c =b >? |M S0 U0 V0").split()]

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
    (plain(shape="(2l,)"), 1), (plain(shape="(2LL,)"), 1), (plain(shape="(2#c\nL,)"), 1), (plain(shape="(L,)"), 1), (plain(shape="(2L,)"), 3),
    plain(shape="(--2,)"), plain(shape="(+-2,)"), plain(shape="(-(-2),)"), plain(shape="((1, 2), 3)"), plain(shape="(((3)))"), plain(shape="(3)" + "L"),
    "\n " + PLAIN, "# c\n " + PLAIN, "\n\t" + PLAIN, ("\n \\\n" + PLAIN, 3), "\\\n " + PLAIN, "\v" + PLAIN, "\ufeff" + PLAIN, PLAIN + "\v", PLAIN + ";", PLAIN + ",",
    PLAIN.replace("(3,)", "(3,) # \0"), PLAIN.replace("'<f8'", "'<f8' 'x\r'"), plain("[('a\rb', '<f8')]"), plain("[('a\nb', '<f8')]"),
    plain("'|a'"), plain("'>a'"), plain("'c1'"), plain("'O2'"), plain("'<f1'"), plain("'f8 '"), plain("' f8'"), plain("'f8,,i4'"), plain("', f8'"), plain("' f8,i4'"),
    plain("'(,3)i4,f8'"), plain("'(2 3)f8,i4'"), plain("'(02)f8,i4'"), plain("'>2<f8,i4'"), plain("'|2<f8,i4'"), plain("'-1f8,i4'"), plain("'f8,2'"), plain("'f8,()'"), plain("'f8,<|'"), plain("'f8,|<'"), plain("'f8,><'"), plain("'f8,<,'"), plain("'||,'"), plain("'f8,||,||'"), plain("'f8,||,i4'"),
    plain("'M8[s]i4,f8'"), plain("'M8[s,2]'"), plain("'(2,3)S,i4'"), plain("'(0,)S,i4'"), plain("'()S,i4'"), plain("'2f8'"), plain("'(2,3)f8'"), plain("'3,f8'"),
    plain("[('a', 'S', ())]"), plain("[('a', 'S', (2,))]"), plain("[('a', '0f8', (1,))]"), plain("[('a', '0f8', ())]"), plain("[('a', ('<f8', (0,)), (2,))]"),
    plain("[('a', '<f8', [])]"), plain("[('a', [], (2147483648,))]"), plain("[('a', [], (2147483647, 2147483647))]"), plain("[('a', '<f8', True)]"),
    plain("[(('t', 'a', 'x'), '<f8')]"), plain("[(('a',), '<f8')]"), plain("[('a', ('f8',))]"),
    (b"{'descr': [('\xe9', '<f8')], 'fortran_order': False, 'shape': (3,)}", 3),
    (b"{'descr': [('\xed\xa0\x80', '<f8')], 'fortran_order': False, 'shape': (3,)}", 3),
]

# What other writers put into files: read here, though not by every NumPy.
ONLY_HERE = [plain(shape="(np.int64(3),)"), plain(shape="(np.int64(2), 3)"), plain(shape="(np.uint32(2),np.intp(2))")]

# What NumPy takes by accident and the format does not have; mutated_headers has one of each kind.
ONLY_NUMPY = [plain(shape="(True,)"), plain(shape="(False, 2)"), plain("'M8[0s]'"), plain("'f+8'")]

VERSIONS = ((0, 0), (0, 1), (1, 1), (2, 1), (3, 1), (4, 0), (9, 9), (255, 255))


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
        # Not `==`: a multiple of no unit is kept by NumPy, and shown by nothing.
        assert dtype == array.dtype or repr(dtype) == repr(array.dtype), (case, dtype, array.dtype)
        got = reader.read_into(info.nbytes)
        if array.dtype.kind in "mM":
            # NumPy's astype leaves a datetime without a unit in the order it has.
            array = array.view(array.dtype.str[0] + "i8")
        native = array.dtype.newbyteorder("=")
        order = "F" if info.order == b"F" else "C"
        if array.dtype.names is None and array.dtype.itemsize:
            assert got.tobytes() == array.astype(native).tobytes(order), case


def check_refused(case, numpy_too=True, **layout):
    file = encode(case, **layout) + DATA
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
    file = encode(text, **layout)
    with npyrw.Reader(file, flags=HEADER_ONLY) as reader:
        file += DATA[:reader.header().nbytes]
    for flags, expected in ((0, True), (STRICT, taken)):
        try:
            with npyrw.Reader(file, flags=flags):
                found = True
        except npyrw.Failed as failed:
            found = False
            assert failed.name == "NPY_ERR_HEADER" and "NumPy writes" in failed.message, failed
        assert found == expected, (text, flags, layout)


def other_versions():
    """Only 1.0, 2.0 and 3.0 are known."""
    for version in VERSIONS:
        file = bytearray(encode(PLAIN) + DATA)
        file[6:8] = version
        try:
            by_numpy(bytes(file))
        except ValueError:
            pass
        else:
            raise AssertionError(version)
        assert npyrw.refusal(npyrw.Reader, bytes(file)) == "NPY_ERR_VERSION", version
    return len(VERSIONS)


def too_short():
    """Fewer bytes than the header promises, of the header or of the elements."""
    file = encode(plain(shape="(5, 3)")) + DATA[:120]
    for length in range(len(file)):
        try:
            by_numpy(file[:length])
        except (ValueError, EOFError, OSError):
            pass
        else:
            raise AssertionError(length)
        code = npyrw.refusal(npyrw.Reader, file[:length])
        assert code == "NPY_ERR_TRUNCATED", (length, code)
    return len(file)


def long_headers():
    """NumPy's limit is 10,000 bytes, ours 1 MiB, and both have a knob."""
    for size, taken in ((10_000, True), (10_001, True), (100_000, True), ((1 << 20) - 1, True), (1 << 20, True), ((1 << 20) + 1, False)):
        text = PLAIN + " " * (size - len(PLAIN) - 1) + "\n"
        file = b"\x93NUMPY\x02\x00" + struct.pack("<I", size) + text.encode() + DATA
        try:
            by_numpy(file)
            assert size <= 10_000
        except ValueError:
            assert size > 10_000
        assert np.array_equal(np.load(io.BytesIO(file), max_header_size=1 << 30), np.frombuffer(DATA[:24]))
        try:
            npyrw.Reader(file).__exit__()
            assert taken
        except npyrw.Failed as failed:
            assert not taken and failed.name == "NPY_ERR_LIMIT" and "max_header" in failed.message
        with npyrw.Reader(file, max_header=size) as reader:
            assert reader.header().data_offset == 12 + size
        assert npyrw.refusal(npyrw.Reader, file, max_header=size - 1) == "NPY_ERR_LIMIT"
    deep = "(" * 40 + PLAIN + ")" * 40
    failed = npyrw.refusal(npyrw.Reader, encode(deep) + DATA)
    assert failed == "NPY_ERR_LIMIT"
    npyrw.Reader(encode(deep) + DATA, max_nesting=42).__exit__()
    return 8


def objects():
    """A header of objects is read by both, the pickle behind it by neither without being asked to."""
    for descr in ("'|O'", "'|O8'", "'O'", "'<O4'", "'object'", "[('a', '<f8'), ('b', '|O', (2,))]"):
        file = encode(plain(descr)) + DATA
        stream = io.BytesIO(file)
        version = np.lib.format.read_magic(stream)
        *_, dtype = np.lib.format.read_array_header_1_0(stream) if version == (1, 0) else (None,)
        with npyrw.Reader(file) as reader:
            assert npyrw.descr_dtype(reader.header()) == dtype
            assert npyrw.refusal(reader.read_into, 24) == "NPY_ERR_OBJECT"
    return 6


def behind():
    """Strictly, only further arrays may follow."""
    file = encode(PLAIN) + DATA[:24]
    for rest, taken in ((b"", True), (file, True), (b"\0", False), (DATA, False), (b"\x93NUM", False), (file[:6], True)):
        for source in (file + rest, "behind.npy"):
            with open("behind.npy", "wb") as f:
                f.write(file + rest)
            npyrw.Reader(source).__exit__()
            code = npyrw.refusal(lambda: npyrw.Reader(source, flags=STRICT).__exit__())
            assert code == (None if taken else "NPY_ERR_HEADER"), (rest[:9], code)
    return 12


def main():
    count = other_versions() + too_short() + long_headers() + objects() + behind()
    for case in ACCEPTED:
        check_accepted(case)
        count += 1
    for case in REFUSED:
        check_refused(case)
        count += 1
    for version in (1, 2, 3):
        for text in (PLAIN + "\\\n", PLAIN + " \\", PLAIN + "\\\r\n"):
            check_refused((text, version), align=1, ending="")
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
        (plain("'<V2'"), True, {}), (plain("[('a', '<V2'), ('b', '<V1')]"), True, {}), (plain("'>V2'"), False, {}), (plain("'|V2'"), True, {}),
        (plain("'<b1'"), False, {}), (plain("'=f8'"), False, {}), (plain("'|S5'"), True, {}), (plain("'>M8[25as]'"), True, {}),
        (PLAIN.replace("'descr': '<f8'", "'descr': '<f4', 'descr': '<f8'"), False, {}), ("\n" + PLAIN, False, {}), (plain(shape="(2,3)"), False, {}),
        (plain(order="True", shape="(2, 1)"), False, {}), (plain(order="True", shape="(0, 3)"), False, {}), (plain(order="True", shape="()"), False, {}),
        ((PLAIN, 2), True, {}), ((PLAIN, 3), True, {}), (plain("[('é', '<f8')]"), True, {}), (plain("[('\\xe9', '<f8')]"), False, {}),
        (plain('[("a", \'<f8\')]'), False, {}), (plain('[("it\'s", \'<f8\')]'), True, {}), (plain("[(('T', 'a'), '<i4', (2,))]"), True, {}),
    ):
        check_strict(text, taken, **layout)
        count += 1
    npyrw.finish(count, 800)


if __name__ == "__main__":
    main()

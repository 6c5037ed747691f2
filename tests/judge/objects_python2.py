"""What Python 2 pickled: texts that were bytes, names of modules that have moved, words that are long.

There is no Python 2 here, so the pickles are written by hand, as cPickle wrote them; NumPy says what they are."""

import io
import os
import pickle
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402
from objects import ENCODINGS, Tree, same  # noqa: E402

ALONE = "ASCII", "latin1", "bytes"


def u(raw):
    """A str of Python 2."""
    return (b"U" + bytes([len(raw)]) if len(raw) < 256 else b"T" + struct.pack("<I", len(raw))) + raw


def quoted(raw):
    """The same in protocol 0, as Python 2's repr spells it."""
    return b"S" + repr(raw)[1:].encode() + b"\n"


def dtype(name, order=b"|", size=b"J\xff\xff\xff\xff", align=b"J\xff\xff\xff\xff", flags=0, version=3, names=b"N", fields=b"N", rest=b""):
    return (b"cnumpy\ndtype\n" + u(name) + b"K\x00K\x01\x87R(K" + bytes([version]) + u(order) + b"N" + names + fields +
            size + align + b"K" + bytes([flags]) + rest + b"tb")


OBJECT = dtype(b"O8", flags=63)


def array(shape, dtype, data, fortran=b"\x89"):
    """An ndarray in protocol 2."""
    dims = b"(" + b"".join(b"K" + bytes([n]) for n in shape) + b"t"
    return b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + u(b"b") + b"\x87R(K\x01" + dims + dtype + fortran + data + b"tb"


def objects(*items):
    return array((len(items),), OBJECT, b"](" + b"".join(items) + b"e")


def scalar(dtype, data):
    return b"cnumpy.core.multiarray\nscalar\n" + dtype + u(data) + b"\x86R"


def text(s):
    raw = s.encode()
    return b"X" + struct.pack("<I", len(raw)) + raw


F8, I4 = dtype(b"f8", b"<"), dtype(b"i4", b"<")
NS = dtype(b"M8", b"<", version=4, rest=b"}(" + u(b"ns") + b"K\x01K\x01K\x01t\x86")
STRUCT = dtype(b"V12", b"|", b"K\x0c", b"K\x01", 16, names=u(b"a") + u(b"bc") + b"\x86",
               fields=b"}(" + u(b"a") + I4 + b"K\x00\x86" + u(b"bc") + F8 + b"K\x04\x86u")

CASES = {
    "names": objects(u(b"alpha"), u(b"beta"), text("gamma"), b"N"),
    "latin": objects(u(b"caf\xe9"), text("caf\xe9")),
    "utf8": objects(u("名".encode()), u(b"x")),
    "long strings": objects(u(b"x" * 300), u(b"")),
    "numbers": objects(b"K\x05", b"J\xff\xff\xff\xff", b"\x8a\x09" + b"\xff" * 8 + b"\0", b"\x8a\x00", b"G" + struct.pack(">d", 0.1), b"\x88"),
    "complex": objects(b"c__builtin__\ncomplex\nG" + struct.pack(">d", 1) + b"G" + struct.pack(">d", -2) + b"\x86R"),
    "set": objects(b"c__builtin__\nset\n](K\x01K\x02e\x85R", b"c__builtin__\nfrozenset\n]" + u(b"a") + b"a\x85R"),
    "bytearray": objects(b"c__builtin__\nbytearray\n" + text("ab\xff") + u(b"latin-1") + b"\x86R"),
    "dict": objects(b"}(" + u(b"k") + b"K\x01K\x02" + u(b"v") + b"u"),
    "floats": objects(array((3,), F8, u(struct.pack("<3d", 1, 2.5, -1e300)))),
    "big floats": objects(array((40,), F8, u(struct.pack("<40d", *range(40))))),
    "structs": objects(array((2,), STRUCT, u(struct.pack("<idid", 1, 2.5, 3, 4.5)))),
    "dates": objects(array((2,), NS, u(struct.pack("<2q", 10**18, -5)))),
    "texts": objects(array((2,), dtype(b"S3", b"|", b"K\x03", b"K\x01"), u(b"ab\0xyz")),
                     array((1,), dtype(b"U2", b"<", b"K\x08", b"K\x04"), u("h\xe9".encode("utf-32-le")))),
    "fortran": objects(array((2, 2), I4, u(struct.pack("<4i", 1, 2, 3, 4)), b"\x88")),
    "scalars": objects(scalar(F8, struct.pack("<d", 0.25)), scalar(I4, struct.pack("<i", -7)), scalar(NS, struct.pack("<q", 3))),
    "datetime": objects(b"cdatetime\ndatetime\n" + u(b"\x07\xe4\x01\x02\x03\x04\x05\x00\x00\x06") + b"\x85R",
                        b"cdatetime\ndate\n" + u(b"\x07\xe4\x01\x02") + b"\x85R", b"cdatetime\ntimedelta\nK\x01K\x02K\x03\x87R"),
    "nested": objects(b"]" + objects(u(b"in")) + b"a"),
    "old state": b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + u(b"b") + b"\x87R((K\x02t" + F8 + b"\x89" +
                 u(struct.pack("<2d", 1, 2)) + b"tb",
    "no metadata": objects(b"K\x01"),
}

#: Protocols 0 and 1, with marks, lines and the memo's numbers from 1 on.
LINES = {
    "protocol 0": b"cnumpy.core.multiarray\n_reconstruct\np1\n(cnumpy\nndarray\np2\n(I0\ntS'b'\ntRp3\n(I1\n(I3\ntcnumpy\ndtype\np4\n"
                  b"(S'O8'\nI0\nI1\ntRp5\n(I3\nS'|'\nNNNI-1\nI-1\nI63\ntbI00\n(lp6\nS'it\\'s \\x41\\n'\np7\naV\\u540d\\u00e9 \\\\u0041\np8\na"
                  b"(dp9\nS'k'\nL123456789012345678901234567890L\nsatb.",
    "lists": b"(lp1\nI1\naI01\naI00\naF0.1\naF-inf\naFnan\naL-5L\naNa(I1\nI2\nt" + b"a(S'a'\nI1\nda.",
    "protocol 1": b"]q\x01(K\x01M\x10\x27J\xff\xff\xff\xffU\x03abcq\x02h\x02)(K\x01t}q\x03(U\x01aK\x01uL99999999999L\ne.",
    "quotes": b"(lp1\n" + b"".join(b + b"a" for b in map(quoted, (b"a'b", b'a"b', b"\\", b"\t\r\n", b"tab\x07"))) + b".",
}


def wanted(raw, encoding):
    try:
        return np.load(io.BytesIO(raw), allow_pickle=True, encoding=encoding)
    except (UnicodeError, TypeError):
        return UnicodeError
    except pickle.UnpicklingError as failed:
        assert isinstance(failed.__cause__, (UnicodeError, TypeError)), failed.__cause__
        return UnicodeError


def check(name, body):
    """As a pickle alone, and behind a header, with each encoding that NumPy has."""
    header = b"\x93NUMPY\x01\x00F\x00{'descr': '|O', 'fortran_order': False, 'shape': (2,), }          \n"
    header = header[:8] + struct.pack("<H", len(header) - 10) + header[10:]
    count = 0
    for encoding in ALONE:
        for raw in (body, header + body):
            expected = wanted(raw, encoding)
            try:
                with Tree.of(raw, encoding=encoding) as tree:
                    found = tree.python()
            except npyrw.Failed as failed:
                assert failed.name == "NPY_ERR_OBJECT" and "Python 2" in failed.message, (name, failed)
                found = UnicodeError
            if found is UnicodeError:
                assert expected is UnicodeError, (name, encoding, expected)
            elif expected is not UnicodeError:
                assert same(found, expected), (name, encoding, found, expected)
            else:
                # Elements are bytes with any encoding: NumPy decodes them first, and fails.
                assert name in ("floats", "big floats", "structs", "dates", "texts", "scalars", "datetime", "old state",
                                "bytearray"), name
            count += 1
    return count


def main():
    total = sum(check(name, b"\x80\x02" + body + b".") for name, body in CASES.items())
    total += sum(check(name, body) for name, body in LINES.items())
    with Tree.of(b"\x80\x02" + CASES["utf8"] + b".", encoding="utf8") as tree:
        assert tree.python().tolist() == ["名", "x"]
    assert npyrw.refusal(Tree.of, b"\x80\x02" + CASES["latin"] + b".", encoding="utf8") == "NPY_ERR_OBJECT"
    assert set(ENCODINGS) > set(ALONE)
    npyrw.finish(total, 140)


if __name__ == "__main__":
    main()

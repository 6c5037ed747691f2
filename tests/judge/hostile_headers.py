"""One crafted file for each way in which a .npy can be wrong, by name: the code and the words that it is refused with. NumPy
refuses it, too, or is said to read it."""

import io
import os
import struct
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402
import watch  # noqa: E402
from callbacks import Source  # noqa: E402

DATA = bytes(range(64)) * 4
# NumPy is not asked: the process would end by a signal (2.4.6).
DIES = "it divides by zero"


class Case:
    """A file by its name, and how it is refused. `numpy`: what NumPy makes of it, if it is not an error, and why that is so."""

    def __init__(self, name, raw, code, words, numpy=None, **options):
        self.name, self.raw, self.code, self.words, self.numpy, self.options = name, bytes(raw), code, words, numpy, options

    def refused(self, source):
        try:
            with npyrw.Reader(source, **self.options) as reader:
                info = reader.header()
                if info.nbytes <= 1 << 20:
                    reader.read_into(info.nbytes)
        except npyrw.Failed as failed:
            assert failed.name == f"NPY_ERR_{self.code}", f"{self.name}: expected {self.code}, found {failed}"
            assert self.words in failed.message, f"{self.name}: expected '{self.words}', found {failed}"
            assert failed.message.isprintable(), f"{self.name}: {failed}"
            assert -1 <= failed.offset <= len(self.raw), f"{self.name}: {failed}"
            return
        raise AssertionError(f"{self.name}: it is read")

    def check(self):
        with watch.case(self.name):
            self.refused(self.raw)
            source = Source(self.raw)
            given = npyrw.Source(read_at=npyrw.READ_AT(source.read_at), length=len(self.raw))
            self.refused(given)
            watch.steps(source.taken(), len(self.raw), 3)
        if self.numpy == DIES:
            return
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                np.load(io.BytesIO(self.raw), allow_pickle=False, max_header_size=1 << 30)
        except Exception:
            assert not self.numpy, f"{self.name}: NumPy does not read it"
        else:
            assert self.numpy, f"{self.name}: NumPy reads it"


def file(text, version=1, data=DATA, length=None, minor=0):
    """A header of this text, which says that it is `length` long."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8" if version == 3 else "latin-1")
    size = len(raw) if length is None else length
    return b"\x93NUMPY" + bytes([version, minor]) + struct.pack("<H" if version == 1 else "<I", size) + raw + data


def plain(descr="'<f8'", order="False", shape="(3,)"):
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


def frames():
    """The first bytes: magic, version, length."""
    whole = file(plain())
    for n in range(10):
        yield Case(f"{n} bytes", whole[:n], "TRUNCATED", "ends" if n else "", numpy=None)
    for at in range(6):
        yield Case(f"byte {at} of the magic is another", whole[:at] + b"?" + whole[at + 1:], "MAGIC", "expected", None)
    for what, start in (("a text", b"hello, world, this is no array\n"), ("zeros", bytes(100)), ("a PNG", b"\x89PNG\r\n\x1a\n" + bytes(90)),
                        ("an HDF5 file", b"\x89HDF\r\n\x1a\n" + bytes(90)), ("gzip", b"\x1f\x8b\x08" + bytes(90)),
                        ("the magic in lower case", b"\x93numpy" + whole[6:]), ("a byte order mark", b"\xef\xbb\xbf" + whole),
                        ("the magic one byte later", b"\0" + whole), ("the magic's first byte missing", whole[1:])):
        yield Case(f"begins with {what}", start, "MAGIC", "expected", None)
    yield Case("begins as an archive", b"PK\3\4" + bytes(100), "MAGIC", "", None)
    for version in ((0, 0), (0, 1), (1, 1), (2, 1), (3, 1), (4, 0), (1, 255), (127, 0), (255, 255)):
        yield Case(f"version {version[0]}.{version[1]}", b"\x93NUMPY" + bytes(version) + whole[8:], "VERSION",
                   f"version {version[0]}.{version[1]}")
    yield Case("a version 1 header read as version 2", whole[:6] + b"\2" + whole[7:], "LIMIT", "max_header")
    yield Case("a version 2 header read as version 1", b"\x93NUMPY\1\0" + file(plain(), 2)[8:], "HEADER", "")


def lengths():
    """How long the header says that it is."""
    text = plain()
    for version in (1, 2, 3):
        yield Case(f"version {version}, a header of no bytes", file(text, version, length=0), "HEADER", "found the end, expected a dictionary")
        for length in (1, 20, len(text) - 4):
            yield Case(f"version {version}, a header of {length} bytes, which ends within the dictionary", file(text, version, length=length),
                       "HEADER" if length != 20 else "HEADER", "")
        yield Case(f"version {version}, a header that takes elements in", file(text, version, length=len(text) + 4), "HEADER", "NUL")
        yield Case(f"version {version}, a header one byte longer than the file", file(text, version, b"", len(text) + 1), "TRUNCATED", "")
        yield Case(f"version {version}, a header of 65,535 bytes", file(text, version, length=65535), "TRUNCATED", "")
    for length in (1 << 16, 1 << 20, (1 << 20) + 1, 1 << 31, (1 << 32) - 1):
        yield Case(f"a header of {length} bytes in a file of {len(text)}", file(text, 2, length=length),
                   "LIMIT" if length > 1 << 20 else "TRUNCATED", "max_header" if length > 1 << 20 else "")
    yield Case("a header longer than the caller allows", file(text), "LIMIT", "max_header", numpy="it has another limit", max_header=len(text) - 1)
    yield Case("a header of blanks", file(" " * 200), "HEADER", "found the end, expected a dictionary")
    yield Case("a header of line ends", file("\n" * 200), "HEADER", "found the end, expected a dictionary")
    yield Case("a header of NULs", file(bytes(200)), "HEADER", "NUL")
    yield Case("a header of 0xff", file(b"\xff" * 200), "HEADER", "")
    yield Case("a header of opening braces", file("{" * 5000), "HEADER", "expected a key")
    yield Case("a header of quotes", file("'" * 5001), "HEADER", "expected a dictionary")
    yield Case("a header that is a comment", file("# " + text), "HEADER", "found the end, expected a dictionary")
    yield Case("a string that nobody ends", file("{'" + "x" * 5000), "HEADER", "")
    yield Case("a string in three quotes that nobody ends", file("{'''" + "x\n" * 2500), "HEADER", "")


def dictionaries():
    """What the header is as a whole."""
    key = "found no key '{}'"
    for left_out in ("descr", "fortran_order", "shape"):
        parts = {"descr": "'<f8'", "fortran_order": "False", "shape": "(3,)"}
        del parts[left_out]
        yield Case(f"no {left_out}", file("{" + ", ".join(f"'{k}': {v}" for k, v in parts.items()) + "}\n"), "HEADER",
                   key.format(left_out))
    for what, text in (("a list", "[]"), ("a number", "3"), ("None", "None"), ("a text", "'descr'"), ("a tuple", "(1, 2)"),
                       ("a set", "{'descr', 'shape'}"), ("a call", "dict(descr='<f8')"), ("a name", "header"),
                       ("a sum of dictionaries", "{} | {}"), ("bytes", "b'descr'"), ("a lambda", "lambda: 0")):
        yield Case(f"not a dictionary but {what}", file(text + "\n"), "HEADER", "expected")
    yield Case("an empty dictionary", file("{}\n"), "HEADER", "found no key")
    for extra in ("'extra': 1", "'': 1", "'Descr': '<f8'", "'shape ': (3,)", "b'shape': (3,)", "3: 4", "None: None", "('shape',): (3,)",
                  "'__class__': 1"):
        yield Case(f"one key more: {extra}", file(plain()[:-2] + f"{extra}}}\n"), "HEADER", "expected")
    whole = plain().strip()
    for what, behind in (("a word", " x"), ("another dictionary", "{}"), ("a comma", ","), ("a semicolon", ";"), ("a brace", "}"),
                         ("a NUL", "\0"), ("a vertical tab", "\v"), ("an operator", " or 1"), ("an index", "['descr']"),
                         ("a method", ".items()"), ("code", "\nimport os")):
        yield Case(f"{what} behind the dictionary", file(whole + behind + "\n"), "HEADER", "NUL" if "\0" in behind else "expected nothing behind")
    for what, front in (("a word", "x "), ("a NUL", "\0"), ("a byte order mark", "\xef\xbb\xbf"), ("blanks on its second line", "\n  "),
                        ("a vertical tab", "\v"), ("a sign", "-"), ("a star", "**")):
        yield Case(f"{what} in front of the dictionary", file(front + whole + "\n"), "HEADER", "")
    for what, text in (("two commas", whole.replace(", 'f", ",, 'f")), ("no comma", whole.replace("False, ", "False ")),
                       ("no colon", whole.replace("'descr':", "'descr'")), ("two colons", whole.replace("'descr':", "'descr'::")),
                       ("an equals sign", whole.replace("'descr':", "'descr'=")), ("a comma first", whole.replace("{", "{,")),
                       ("no closing brace", whole[:-1]), ("no opening brace", whole[1:]), ("a bracket that closes it", whole[:-1] + "]"),
                       ("keys without quotes", whole.replace("'descr'", "descr")), ("curly quotes", whole.replace("'descr'", "\x91descr\x92")),
                       ("a star in front of a key", whole.replace("'descr'", "*'descr'")), ("two dictionaries", whole + whole)):
        yield Case(f"a dictionary with {what}", file(text + "\n"), "DESCR" if what == "two colons" else "HEADER", "")


def orders():
    for what in ("0", "1", "None", "'False'", "false", "TRUE", "FalseTrue", "not True", "(True,)", "[False]", "True or False", "1.0", "''",
                 "Tru", "True1", "bool(1)", "not False", "Ellipsis"):
        yield Case(f"fortran_order is {what}", file(plain(order=what)), "HEADER",
                   "" if what.startswith(("(", "True ", "True1")) else "expected True or False for fortran_order")


def shapes():
    tuple_, integer = "expected a tuple", "expected an integer"
    for what, words in (("3", tuple_), ("(3)", tuple_), ("[3]", tuple_), ("{3}", tuple_), ("None", tuple_), ("'3'", tuple_), ("((3))", tuple_),
                        ("3,", ""), ("(3.0,)", integer), ("('3',)", integer), ("(None,)", integer), ("(,)", integer), ("(3,,)", integer),
                        ("(3 4)", "expected a comma"), ("(1+1,)", "expected a comma"), ("(2**3,)", "expected a comma"), ("(3;)", "expected a comma"),
                        ("(02,)", integer), ("(2_,)", integer), ("(0x,)", integer), ("(0b2,)", integer), ("(1e3,)", integer), ("(2j,)", integer),
                        ("(~2,)", integer), ("(--2,)", integer), ("(*x,)", integer), ("(len,)", integer), ("(...,)", integer), ("(()),", ""),
                        ("(3,", ""), ("3,)", ""), ("([3],)", integer), ("((2, 3),)", ""), ("(3,)(4,)", ""), ("(3,)[0]", ""), ("(3,) * 2", ""),
                        ("range(3)", tuple_), ("tuple()", tuple_), ("(3 if 1 else 2,)", "expected a comma"), ("(\u00b2,)", integer)):
        yield Case(f"shape is {what}", file(plain(shape=what)), "HEADER", words)
    for what in ("(-1,)", "(3, -2)", "(-9223372036854775808,)"):
        yield Case(f"a negative length: {what}", file(plain(shape=what)), "HEADER", "expected no negative one" if "808" not in what else "")
    big = "more than 2^63"
    for what, words in (("(9223372036854775808,)", "2^63"), ("(18446744073709551616,)", "2^63"), ("(" + "9" * 400 + ",)", "2^63"),
                        ("(1152921504606846976,)", big), ("(4294967296, 4294967296)", big), ("(4294967296, 0, 4294967296)", big),
                        ("(2, 4611686018427387904)", big), ("(0, 9223372036854775807)", big), ("(3037000500, 3037000500)", big),
                        ("(2097152, 2097152, 2097152)", big), ("(18446744073709551617,)", "2^63"), ("(-18446744073709551613,)", "")):
        yield Case(f"a shape that wraps around: {what[:60]}", file(plain(shape=what)), "HEADER", words)
    yield Case("65 axes", file(plain(shape="(" + "1, " * 65 + ")")), "HEADER", "expected at most 64")
    yield Case("20,000 axes", file(plain(shape="(" + "1, " * 20000 + ")")), "HEADER", "expected at most 64")
    for what in ("(33,)", "(2, 17)", "(1000000,)", "(1152921504606846975,)", "(1, 33, 1)", "(4294967296,)"):
        yield Case(f"more elements than there are: {what}", file(plain(shape=what)), "TRUNCATED", "")
    yield Case("one byte fewer than the elements have", file(plain(shape="(32,)"), data=DATA[:-1]), "TRUNCATED", "")
    yield Case("no elements at all", file(plain(), data=b""), "TRUNCATED", "")


def types():
    one = "expected one such as <f8"
    for what in ("", " <f8", "<f8 ", "<f3", "<f9", "<i16", "<i0", "<x8", "<<f8", "f-8", "S-1", "M4", "M8[x]", "M8[s", "M8s]", "M8[]", "M8[D/7]",
                 "M8[-1s]", "M8[2147483648s]", "|a", "c1", "O2", "<f1", "<float64", "f8;i4", "f8\0", "\0", "<", "8", "f8f8", "<f08x",
                 "b2", "?8", "<c8[s]", "M[s]", "m[D]", "M8[ s]", "M8[s/]", "M8[s/0]", "complex64 ", "FLOAT", "np.float64", "object_", "<U-1", "E8"):
        # A single character is looked up by number in NumPy, and a unit is divided by what it says.
        numpy = {"\0": "the type whose number is 0", "M8[s/0]": DIES}.get(what)
        yield Case(f"the type {what!r}", file(plain(descr=repr(what))), "OBJECT" if what == "object_" else "DESCR", "" if what == "object_" else
                   "found the shape" if what == "f8;i4," else "found the type", numpy)
    for what, words in (("3", "expected a dtype"), ("None", "expected a dtype"), ("True", "expected a dtype"), ("b'<f8'", "expected a dtype"),
                        ("{'names': ['a'], 'formats': ['<f8']}", "expected a dtype"), ("f8", "expected a dtype"), ("['<f8']", "expected a field"),
                        ("('<f8', (2,))", "expected an array only as a field"), ("('<f8',)", "expected an integer"), ("numpy.float64", "expected a dtype"),
                        ("[3]", "expected a field"), ("[[]]", ""), ("[()]", ""), ("[('a')]", "expected a comma"), ("[('a',)]", "expected a dtype"),
                        ("[(3, '<f8')]", "expected a field's name"), ("[('a', '<f8', (2,), 3)]", "expected the end of the field"),
                        ("[('a', '<f8') ('b', '<f8')]", "expected a comma"), ("[('a', '<f8')", ""), ("('a', '<f8')]", ""), ("[('a', 3)]", "expected a dtype"),
                        ("[('a', None)]", "expected a dtype"), ("[('a', '<f8', -1)]", "no negative one"), ("[('a', '<f8', 2.0)]", "expected an integer"),
                        ("[('a', '<f8', '2')]", "expected an integer"), ("[('a', '<f8', (2, -2))]", "no negative one"), ("[('a', '<f8', None)]", "expected an integer"),
                        ("[('a', '<f8'), ('a', '<f8')]", "two fields called 'a'"), ("[(('a', 'a'), '<f8')]", "two fields called 'a'"),
                        ("[(('t', 'a'), '<f8'), (('t', 'b'), '<f8')]", "two fields called 't'"), ("[(('b', 'a'), '<f8'), ('b', '<f8')]", "two fields called 'b'"),
                        ("[(('t', 'a', 'x'), '<f8')]", "expected an integer"), ("[(('a',), '<f8')]", "expected a dtype"), ("[(b'a', '<f8')]", "expected a field's name"),
                        ("[(f'a', '<f8')]", "expected a field's name"), ("[('a', '<x8')]", "found the type '<x8'"), ("[('a', [('b', '<x8')])]", "found the type '<x8'"),
                        ("[('a', 'V2147483647'), ('b', 'V2147483647')]", "expected less than 2^31"), ("[('a', '<f8', (2147483648,))]", "expected less than 2^31"),
                        ("[('a', '<f8', (65536, 65536))]", "expected less than 2^31"), ("'V2147483648'", one), ("'<U536870912'", one), ("'S99999999999999999999'", one),
                        ("'<f18446744073709551624'", one), ("'2f8'", "expected an array only as a field"), ("'i4,,f8'", "expected an integer"),
                        ("',i4'", "expected an integer"), ("'i4,x'", "found the type 'x'"), ("'f8,<|'", "found the type '|'"), ("'f8,2<'", "found the type"), ("'(2,3)S,i4'", "which has no size"),
                        ("[('a', 'S', (2,))]", "which has no size"), ("[('a', '<f8', (" + "1," * 65 + "))]", "64"),
                        ("[('a', '<f8')] + []", "end of the dictionary"), ("__import__('os').system('id')", "expected a dtype"), ("'<f8' if 1 else 2", "end of the dictionary"), ("'<f8'.upper()", "end of the dictionary"),
                        ("'%s' % 'f8'", ""), ("eval('1')", "expected a dtype"), ("open", "expected a dtype"), ("(lambda: 'f8')()", "")):
        numpy = "None is a shape of none, by accident" if what.endswith("None)]") and "<f8" in what else None
        yield Case(f"descr is {what[:60]}", file(plain(descr=what)), "HEADER" if "dictionary" in words else "DESCR", words, numpy)
    for size in (33, 100, 1000, 20000):
        yield Case(f"{size} lists in each other", file(plain(descr="[('a', " * size + "'<f8'" + ")]" * size), 2), "LIMIT", "",
                   numpy="it reads what Python does" if size == 33 else None)
    yield Case("objects, which nobody allowed", file(plain(descr="'|O'")), "OBJECT", "")
    yield Case("objects in a struct", file(plain(descr="[('a', '<f8'), ('b', '|O')]")), "OBJECT", "")


def texts():
    """Strings and what is in them."""
    for what, words in (("'\\x6'", "expected a hexadecimal digit"), ("'\\u123'", "expected a hexadecimal digit"), ("'\\U00110000'", "expected a Unicode character"),
                        ("'\\ud800'", ""), ("'\\N{NO SUCH CHARACTER}'", ""), ("'a\nb'", "expected the string's end"), ("'a\rb'", "expected the string's end"),
                        ("'a", ""), ("a'", ""), ("'a\"", ""), ("'''a'", ""), ("'a' + 'b'", ""), ("'a' 3", ""), ("rb'a'", ""), ("ur'a'", ""), ("'a'.strip()", "")):
        numpy = "half a character is one in Python" if what == "'\\ud800'" else None
        yield Case(f"a name that is {what!r}", file(plain(descr=f"[({what}, '<f8')]")), "DESCR", words, numpy)
    for what, raw in (("a byte of Latin-1", b"\xe9"), ("half a pair of surrogates", b"\xed\xa0\x80"), ("a character cut off", b"\xe2\x82"),
                      ("a byte too many", b"\x80"), ("an overlong slash", b"\xc0\xaf"), ("beyond Unicode", b"\xf4\x90\x80\x80"), ("0xff", b"\xff")):
        text = plain(descr="[('?', '<f8')]").encode().replace(b"?", raw)
        yield Case(f"version 3, no UTF-8: {what}", file(text, 3), "HEADER", "expected UTF-8")


def strictly():
    """What is read, but not where only what NumPy writes is to be."""
    strict = dict(flags=2, numpy="it is no error to be odd")
    text = plain().strip()

    def padded(text, ending=b"\n"):
        raw = text.encode("latin-1")
        return file(raw + b" " * (-(len(raw) + len(ending) + 10) % 64) + ending, 1, DATA[:24])

    for what, raw in (("a key twice", padded(text.replace("{", "{'descr': '<f4', "))), ("no blank behind a comma", padded(text.replace(", ", ","))),
                      ("other quotes", padded(text.replace("'", '"'))), ("another order of the keys",
                      padded("{'shape': (3,), 'descr': '<f8', 'fortran_order': False, }")), ("a comment", padded(text + " # c")),
                      ("a number in hexadecimal", padded(text.replace("(3,)", "(0x3,)"))), ("a type in words", padded(text.replace("<f8", "float64"))),
                      ("this machine's order", padded(text.replace("<f8", "=f8"))), ("tabs for blanks", padded(text.replace(" ", "\t"))),
                      ("no line end", padded(text, ending=b"")), ("elements at an odd place", file(text + "\n", 1, DATA[:24])),
                      ("bytes behind the array", padded(text) + b"more")):
        yield Case(f"strictly: {what}", raw, "HEADER", "what NumPy writes" if "odd" not in what else "as NumPy writes", **strict)


if __name__ == "__main__":
    seen = set()
    for group in (frames, lengths, dictionaries, orders, shapes, types, texts, strictly):
        for case in group():
            assert case.name not in seen, f"two cases: {case.name}"
            seen.add(case.name)
            case.check()
    npyrw.finish(len(seen), 300)

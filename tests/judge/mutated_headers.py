"""Headers with random edits: whenever npyrw reads one, NumPy does, and says the same; and the other way round,
but for a short list of decided differences.

mutated_headers.py [COUNT [SEED]]: without, 24,000 of a fixed seed.
"""

import collections
import io
import os
import random
import re
import struct
import sys
import tokenize
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
sys.path.insert(0, os.path.dirname(__file__))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402
import numpy_headers  # noqa: E402
from numpy.lib import _format_impl as numpy_format  # noqa: E402

warnings.simplefilter("ignore")
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 24_000
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1964
HEADER_ONLY, STRICT = 1, 2

SPARE = ["{", "}", "(", ")", "[", "]", ",", ":", "'", '"', "'''", "\\", "#", "-", "+", "~", "*", ".", "=", "\n", "\r\n", "\r", "\t", "\f",
         "\v", " ", "  ", "\0", "\x1a", "\xa0", "\\\n", "# c\n", "# c\r", "True", "False", "None", "0", "1", "2", "00", "007", "0x1f", "0o7",
         "0b1", "1_0", "1__0", "_1", "1_", "1.0", "1e2", "2L", "2l", "3 L", "2j", "1+1j", "9999999999999999999", "9223372036854775807",
         "2147483648", "4294967296", "-1", "--1", "+-2", "~1", "...", "()", "(,)", "(1,)", "[1]", "{}", "set()", "'descr'", "'shape'", "'fortran_order'",
         "'<f8'", "b'<f8'", "u'a'", "r'a'", "f'a'", "rb'a'", "ur'a'", "'' 'a'", "''", "'\\x41'", "'\\u00e9'", "'\\N{DIGIT ONE}'", "'\\ud800'",
         "'\\400'", "'é'", "('a', '<f8')", "('', '|V2')", "(('t', 'n'), 'i4')", "('b', 'i4', 2)", "('c', 'f4', (2, 3))", "lambda", "x", "np.int64(3)"]
TYPES = "<>|=?bBhHiIlLqQpPnNefdgFDGSaUVOMmcT0123456789123()[],;: /.-+_sDhYWnumskplo64"


class Refused(Exception):
    pass


def by_numpy(file):
    """Shape, order and descr that np.load finds; the elements need not be there."""
    stream = io.BytesIO(file)
    version = numpy_format.read_magic(stream)
    shape, fortran, dtype = numpy_format._read_array_header(stream, version, max_header_size=1 << 30)
    # What making the array refuses.
    size = max(dtype.itemsize, 1)
    for n in shape:
        size *= max(n, 1)
    if len(shape) > 64 or min(shape, default=0) < 0 or size >= 1 << 63:
        raise Refused("no array has this shape")
    if dtype.subdtype:
        raise Refused("the array that was read cannot be given this shape")
    return shape, fortran, dtype, stream.tell()


def as_written(file, shape, fortran, dtype, at):
    """Whether it is a header of NumPy's, of any age: its text, blanks, a line end, and a multiple of 16."""
    two_orders = sum(n > 1 for n in shape) < 2 or 0 in shape
    out = io.BytesIO()
    said = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": fortran, "shape": shape}
    try:
        numpy_format._write_array_header(out, said, (file[6], 0))
    except UnicodeEncodeError:
        return False
    written = out.getvalue()
    start, end = 10 if file[6] == 1 else 12, written.rindex(b"}") + 1
    text, blanks = file[start:at][:end - start], file[start:at][end - start:]
    # The void types of others have a byte order.
    alike = text == written[start:end] or text.replace(b"<V", b"|V") == written[start:end]
    return alike and not (fortran and two_orders) and blanks.lstrip(b" ") == b"\n" and at % 16 == 0


def by_npyrw(file, flags=0):
    with npyrw.Reader(file, flags=HEADER_ONLY | flags) as reader:
        info = reader.header()
        return tuple(info.shape[:info.ndim]), info.order == b"F", info.descr.decode(), info.data_offset


def seeds():
    """Headers that both read."""
    texts = [c for c in numpy_headers.ACCEPTED]
    texts += [numpy_headers.plain(f"'{d}'", s, n) for d, s, n in (("<f8", "False", "(3, 4)"), (">c16", "True", "(2, 3, 4)"), ("|S5", "False", "()"),
              ("<M8[10us]", "False", "(7,)"), ("|b1", "True", "(1, 1)"), ("<U3", "False", "(12345,)"))] * 6
    texts += [numpy_headers.plain(d) for d in ("[('a', '<f8'), ('b', '>i4', (2,))]", "[(('T', 'n'), '<U2'), ('', '|V3'), ('m', [('x', '|b1')], (2, 2))]",
              "[('p', ('<f8', (5,)), (2,)), ('q', '<M8[us]')]", "'i4,(2,3)f8,>u2'", "[('é', '<f2'), ('o', '|V2')]")] * 6
    return texts


def pieces(text):
    """The tokens of a text, blanks between them included; its characters where Python finds no tokens."""
    found, at, lines = [], 0, text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            begin, end = (starts[row - 1] + column for row, column in (token.start, token.end))
            if token.string and begin >= at:
                found += [text[at:begin], token.string]
                at = end
    except (tokenize.TokenError, SyntaxError, IndexError):
        return list(text)
    return [p for p in [*found, text[at:]] if p]


# What may stand between two tokens inside of brackets, and changes nothing.
NOTHING = [" ", "  ", "\t", "\n", "\r\n", "\r", "\f", "\n    ", "# c\n", " # c\r\n", "#\r", "\\\n", " \\\r\n"]


def edit_blanks(rng, text):
    tokens = pieces(text)
    for _ in range(rng.choice((1, 2, 5))):
        # Mostly inside of the brackets, sometimes around them.
        edge = rng.random() < 0.1
        tokens.insert(rng.choice((0, len(tokens))) if edge else rng.randint(1, max(len(tokens) - 1, 1)), rng.choice(NOTHING))
    if rng.random() < 0.3 and len(tokens) > 8:
        at = rng.randrange(len(tokens))
        tokens[at] = f"({tokens[at]})"
    return "".join(tokens)


def edit_tokens(rng, text):
    tokens = pieces(text)
    for _ in range(rng.choice((1, 1, 1, 1, 2))):
        at = rng.randrange(len(tokens) + 1)
        how = rng.random()
        if how < 0.3:
            tokens.insert(at, rng.choice(SPARE))
        elif how < 0.65:
            tokens[at:at + 1] = [rng.choice(SPARE)]
        elif how < 0.75:
            del tokens[at:at + rng.choice((1, 1, 2, 3))]
        elif how < 0.85:
            tokens[at:at] = tokens[at:at + rng.choice((1, 2, 4))]
        elif len(tokens) > 1:
            # A token of another's kind: a number for a number, a string for a string.
            at = min(at, len(tokens) - 1)
            alike = [t for t in tokens + SPARE if t[:1].isdigit() == tokens[at][:1].isdigit() and t[-1:] == tokens[at][-1:]]
            tokens[at] = rng.choice(alike or SPARE)
    return "".join(tokens)


def edit_types(rng, text):
    """Edits inside of a string, most often that of a type."""
    strings = [m for m in re.finditer(r"'([^'\n]*)'", text) if m[1] not in ("descr", "fortran_order", "shape")]
    if not strings:
        return edit_tokens(rng, text)
    found = rng.choice(strings)
    inside = list(found[1])
    for _ in range(rng.choice((1, 1, 1, 2))):
        at, how = rng.randrange(len(inside) + 1), rng.random()
        if how < 0.4:
            inside.insert(at, rng.choice(TYPES))
        elif how < 0.8:
            inside[at:at + 1] = [rng.choice(TYPES)]
        else:
            del inside[at:at + 1]
    return text[:found.start(1)] + "".join(inside) + text[found.end(1):]


def edit_bytes(rng, raw):
    raw = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 4))):
        at, how = rng.randrange(len(raw)), rng.random()
        if how < 0.3:
            raw[at] ^= 1 << rng.randrange(8)
        elif how < 0.6:
            raw[at] = rng.choice(b"{}()[],:'\"\\# \n\r\t\0\x0c019_xLfFeE-+.\x7f\x80\xa0\xe9\xff\xc3")
        elif how < 0.8:
            raw.insert(at, rng.choice(b"{}()[],:'\"\\# \n\r\t\0\x0c019_xL"))
        else:
            del raw[at]
    return bytes(raw)


def mutant(rng, texts):
    """A file that begins with a header, mostly of the length that it says it has."""
    case = rng.choice(texts)
    text, version = case if isinstance(case, tuple) else (case, rng.choice((1, 1, 2, 3)))
    how = rng.random()
    if how < 0.2:
        text = edit_blanks(rng, text)
    elif how < 0.5:
        text = edit_tokens(rng, text)
    elif how < 0.8:
        text = edit_types(rng, text)
    raw = text.encode("utf-8" if version == 3 else "latin-1", "replace")
    if how >= 0.8:
        raw = edit_bytes(rng, raw)
    raw += rng.choice((b"", b" " * 30, b" " * (-(len(raw) + 1 + (10 if version == 1 else 12)) % 16)))
    raw += rng.choice((b"\n", b"\n", b"\n", b"", b"\r\n"))
    head = b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if version == 1 else "<I", len(raw))
    if rng.random() < 0.05:
        return edit_bytes(rng, head + raw)
    return head + raw


def kills_numpy(file):
    """NumPy divides by the 0 of M8[s/0], and dies of it."""
    divisors = re.findall(rb"/\s*([-+]?\d*)", file)
    return any(int(d or b"0") % (1 << 32) == 0 for d in divisors if d not in (b"-", b"+")) or b"/-" in file or b"/+" in file


def odd_titles(dtype):
    """Whether a title anywhere in the dtype is no string."""
    while dtype.subdtype:
        dtype = dtype.subdtype[0]
    return any(not isinstance(t, str) for f in (dtype.fields or {}).values() for t in f[2:]) or any(
        odd_titles(f[0]) for f in (dtype.fields or {}).values())


# The decided differences, each with what tells it. DESIGN.md says why.
ONLY_NUMPY = {
    # The value that does not count is looked at, too.
    "a key that stands twice": lambda text, dtype, shape, said: any(len(re.findall(k, text)) > 1 for k in KEYS),
    "a size as C reads numbers": lambda text, dtype, shape, said: re.search(r"found the type '.*[A-Za-z[/]([-+ ]|\\[tnr]|\\u\{[bc]\})+\d", said),
    "a type by its number": lambda text, dtype, shape, said: re.search(r"found the type '[<>=|]?\\(u\{|[tnr])", said),
    "a unit none of which makes a step": lambda text, dtype, shape, said: re.search(r"[mM]8\[-?0|timedelta64\[0|datetime64\[0", repr(dtype)),
    "strings of any length": lambda text, dtype, shape, said: "StringDType" in repr(dtype) or re.search("found the type '[<>=|]?T'", said),
    "a character by its name": lambda text, dtype, shape, said: "\\N{" in text and "by its name" in said,
    "half of a surrogate pair": lambda text, dtype, shape, said: "expected a Unicode character" in said,
    "fields in a set or dictionary": lambda text, dtype, shape, said: re.search(r"found `(\{|set\().*expected a (dtype|field)", said),
    "a field that is a string": lambda text, dtype, shape, said: re.search(r"found `(\)|[rRuU]?['\"]).*expected a (comma and the )?field", said),
    "a title that is no string": lambda text, dtype, shape, said: odd_titles(dtype),
    "a type where a shape belongs": lambda text, dtype, shape, said: re.search(r"found `([rRuUbB]*['\"(]|None).*expected an? (integer|comma)", said),
    "more behind type and shape": lambda text, dtype, shape, said: "expected the end of a tuple of two" in said,
    "a blank line that goes on in front": lambda text, dtype, shape, said: "expected no blanks in front" in said,
    "a truth value for a length": lambda text, dtype, shape, said: any(isinstance(n, bool) for n in shape),
    "an integer for the shape of nothing": lambda text, dtype, shape, said: "which has no size" in said,
}
ONLY_NPYRW = {
    "an integer as NumPy 2 shows it": lambda text, descr: re.search(r"n(p|umpy)\.u?int", text),
    "a long double of other machines": lambda text, descr: re.search(r"[<>](f12|c24)'|^[<>](f12|c24)$", descr),
    # Python takes them or not, depending on the version of header and interpreter.
    "blanks behind the last line end": lambda text, descr: re.search(r"[\r\n][ \t\f]+$", text),
    "a carriage return alone, and Python 2's 2L": lambda text, descr: re.search(r"\r(?!\n)", text) and "L" in text,
    "blanks and a form feed in front": lambda text, descr: re.search(r"^[ \t\f]*\f[ \t]+", text),
}
KEYS = ("descr", "fortran_order", "shape")


def text_of(file):
    return file[10 if file[6] == 1 else 12:].decode("utf8" if file[6] == 3 else "latin-1", "replace")


def reason(file, wanted, found):
    """Why only one of the two reads the header; None if nothing explains it."""
    text = text_of(file)
    if isinstance(found, Exception):
        shape, _, dtype, _ = wanted
        return next((name for name, tells in ONLY_NUMPY.items() if tells(text, dtype, shape, found.message)), None)
    if isinstance(wanted, Exception):
        return next((name for name, tells in ONLY_NPYRW.items() if tells(text, found[2])), None)
    return None


def judged(file):
    try:
        wanted = by_numpy(file)
    except Exception as error:  # noqa: BLE001: whatever NumPy throws, it has not read the file
        wanted = error
    try:
        found = by_npyrw(file)
    except npyrw.Failed as error:
        found = error
    if isinstance(wanted, Exception) and isinstance(found, Exception):
        return "neither reads"
    if not isinstance(wanted, Exception) and not isinstance(found, Exception):
        shape, fortran, dtype, at = wanted
        descr = npyrw.text_of(np.lib.format.dtype_to_descr(dtype))
        if (shape, fortran, descr, at) == found:
            strict = npyrw.refusal(by_npyrw, file, STRICT) is None
            assert strict == as_written(file, shape, fortran, dtype, at), (strict, file)
            return "both read strictly" if strict else "both read"
    why = reason(file, wanted, found)
    assert why, f"{file!r}\n  NumPy: {wanted!r}\n  npyrw: {found!r}"
    return why


# A header of each kind, so that no difference stands in the lists that is none any more.
EXAMPLES = {
    "a key that stands twice": "{'descr': 'f3', 'descr': '<f8', 'fortran_order': False, 'shape': (3,)}",
    "a size as C reads numbers": numpy_headers.plain("'f+8'"),
    "a type by its number": numpy_headers.plain("'<\\x04'"),
    "a unit none of which makes a step": numpy_headers.plain("'M8[0s]'"),
    "strings of any length": numpy_headers.plain("'T'"),
    "a character by its name": numpy_headers.plain("[('\\N{DIGIT ONE}', '<f8')]"),
    "half of a surrogate pair": numpy_headers.plain("[('\\ud800', '<f8')]"),
    "fields in a set or dictionary": numpy_headers.plain("{('a', '<f8')}"),
    "a field that is a string": numpy_headers.plain("['ai']"),
    "a title that is no string": numpy_headers.plain("[((3, 'a'), '<f8')]"),
    "a type where a shape belongs": numpy_headers.plain("[('a', 'a', '<f8')]"),
    "more behind type and shape": numpy_headers.plain("('<f8', (), 3)"),
    "a blank line that goes on in front": ("\n \\\n" + numpy_headers.PLAIN, 1),
    "a truth value for a length": numpy_headers.plain(shape="(True,)"),
    "an integer for the shape of nothing": numpy_headers.plain("[('a', '0f8', 1)]"),
    "an integer as NumPy 2 shows it": numpy_headers.plain(shape="(np.int64(3),)"),
    "a long double of other machines": numpy_headers.plain("'<f12'"),
    "blanks behind the last line end": (numpy_headers.PLAIN + "\n  ", 3),
    "a carriage return alone, and Python 2's 2L": ("\r" + numpy_headers.plain(shape="(2L,)"), 1),
    "blanks and a form feed in front": ("\f " + numpy_headers.PLAIN, 3),
}


def examples():
    assert set(EXAMPLES) == {*ONLY_NUMPY, *ONLY_NPYRW}
    for name, case in EXAMPLES.items():
        ends = {"align": 1, "ending": ""} if name.startswith("blanks behind") else {}
        found = judged(numpy_headers.encode(case, **ends))
        assert found == name, (name, found)
    return len(EXAMPLES)


def main():
    rng, texts = random.Random(SEED), seeds()
    tally = collections.Counter()
    for _ in range(COUNT):
        file = mutant(rng, texts)
        tally["not shown to NumPy" if kills_numpy(file) else judged(file)] += 1
    for name, count in tally.most_common():
        print(f"{count:6} {name}")
    enough = COUNT / 24_000
    assert tally["both read"] > 6000 * enough and tally["neither reads"] > 10_000 * enough, tally
    assert tally["both read strictly"] > 100 * enough, tally
    npyrw.finish(sum(tally.values()) + examples(), COUNT)


if __name__ == "__main__":
    main()

"""One crafted pickle for each way in which objects can be wrong, by name: the code and the words that it is refused with."""

import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
sys.path.insert(0, os.path.dirname(__file__))
import npyrw  # noqa: E402
import watch  # noqa: E402
from objects_refused import in_array, refusal  # noqa: E402


def text(s):
    raw = s.encode()
    return b"\x8c" + bytes([len(raw)]) + raw


RECON = b"cnumpy._core.multiarray\n_reconstruct\n"
NDARRAY, DTYPE = b"cnumpy\nndarray\n", b"cnumpy\ndtype\n"
# An array that has no elements yet, and two dtypes.
EMPTY = RECON + b"(" + NDARRAY + b"(K\x00tC\x01btR"
F8 = DTYPE + b"(" + text("f8") + b"\x89\x88tR(K\x03" + text("<") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
OBJ = DTYPE + b"(" + text("O8") + b"\x89\x88tR"

# Names that are known, where they would lead to others, or state would be set; what is damaged; what calls for something.
# Name, pickle, words of the refusal.
CASES = (
    ("a class of another kind", RECON + b"(" + DTYPE + b"(K\x00tC\x01btR.", "the pickle has dtype for ndarray"),
    ("an array without a state", EMPTY + b".", "numpy.ndarray stands by itself, expected a value"),
    ("a state that is a dict", EMPTY + b"}b.", "the pickle has a dict for the state of an array"),
    ("a state for a list", b"]}b.", "the pickle gives a state to a list (BUILD), which has none here"),
    ("a state for a dict", b"}}" + text("__class__") + b"Nsb.", "the pickle gives a state to a dict (BUILD), which has none here"),
    ("a state for a scalar", b"K\x01}b.", "the pickle gives a state to an int (BUILD), which has none here"),
    ("a state for a class", NDARRAY + b"}b.", "the pickle gives a state to ndarray (BUILD), which has none here"),
    ("a state twice",
     EMPTY + b"(K\x01(K\x00t" + F8 + b"\x89C\x00tb(K\x01(K\x00t" + F8 + b"\x89C\x00tb.",
     "the pickle gives a state to an array (BUILD), which has none here"),
    ("slots", EMPTY + b"N}\x86b.", "the state of an array has no 5 parts"),
    ("fewer bytes than elements",
     EMPTY + b"(K\x01(K\x02t" + F8 + b"\x89C\x08" + bytes(8) + b"tb.",
     "the elements have 8 bytes, expected 16 of that shape and dtype"),
    ("more bytes than elements",
     EMPTY + b"(K\x01(K\x02t" + F8 + b"\x89C\x18" + bytes(24) + b"tb.",
     "the elements have 24 bytes, expected 16 of that shape and dtype"),
    ("a shape of 2^62",
     EMPTY + b"(K\x01(\x8a\x08" + struct.pack("<q", 2**62) + b"K\x08t" + F8 + b"\x89C\x00tb.",
     "found a shape whose bytes are more than 2^63, expected fewer"),
    ("a negative shape",
     EMPTY + b"(K\x01(J\xff\xff\xff\xfft" + F8 + b"\x89C\x00tb.",
     "found length -1 for axis 0, expected no negative one"),
    ("65 axes", EMPTY + b"(K\x01(" + b"K\x01" * 65 + b"t" + F8 + b"\x89C\x08" + bytes(8) + b"tb.", "a shape of 65 axes"),
    ("bytes for objects",
     EMPTY + b"(K\x01(K\x01t" + OBJ + b"\x89C\x08" + bytes(8) + b"tb.",
     "the pickle has bytes for the list of an array's elements"),
    ("a list for floats", EMPTY + b"(K\x01(K\x01t" + F8 + b"\x89](K\x01etb.", "the pickle has a list for the bytes of elements"),
    ("fewer objects than elements",
     EMPTY + b"(K\x01(K\x03t" + OBJ + b"\x89](K\x01etb.",
     "the array has 1 elements, expected 3 of its shape"),
    ("objects in a buffer",
     b"cnumpy._core.numeric\n_frombuffer\n(C\x08" + bytes(8) + OBJ + b"(K\x01t" + text("C") + b"tR.",
     "objects in a buffer"),
    ("a scalar of an address",
     b"cnumpy._core.multiarray\nscalar\n(" + F8 + b"C\x04" + bytes(4) + b"tR.",
     "the elements have 4 bytes, expected 8 of that shape and dtype"),
    ("a dtype of nothing", DTYPE + b"(" + text("nonsense") + b"tR.", "found the type 'nonsense', expected one such as <f8"),
    ("a dtype by a class", DTYPE + b"(" + NDARRAY + b"tR.", "the pickle has ndarray for the name of a dtype"),
    ("a struct from a text", DTYPE + b"(" + text("i4,O") + b"tR.", "the state of a dtype has a text for a struct, expected its fields in"),
    ("overlapping fields",
     DTYPE + b"(" + text("V8") + b"tR(K\x03" + text("|") + b"N" + text("a") + text("b") + b"\x86}(" + text("a") + F8 + b"K\x00\x86" + text("b") + F8 + b"K\x00\x86uK\x08K\x01K\x10tb.",
     "field 'b' begins at byte 0, expected 8 or more: NumPy cannot spell"),
    ("a field that is not there",
     DTYPE + b"(" + text("V8") + b"tR(K\x03" + text("|") + b"N" + text("a") + b"\x85}K\x08K\x01K\x10tb.",
     "the state of a dtype has a name that no field has"),
    ("a huge size",
     DTYPE + b"(" + text("S1") + b"tR(K\x03" + text("|") + b"NNNJ\xff\xff\xff\x7fJ\xff\xff\xff\xffK\x00tb0" + DTYPE + b"(" + text("S1") + b"tR(K\x03" + text("|") + b"NNNJ\xff\xff\xff\xffK\x01K\x00tb.",
     "the state of a dtype has a size that no element has"),
    ("encoding by a codec",
     b"c_codecs\nencode\n(" + text("x") + text("zlib") + b"tR.",
     "_codecs.encode to 'zlib', expected latin1, as bytes are written"),
    ("encoding what is none", b"c_codecs\nencode\n(" + text("\u540d") + text("a text that stands for bytes has others") + b"tR.", "latin1"),
    ("a date that is none", b"cdatetime\ndatetime\n(C\x0a" + bytes(10) + b"tR.", "the bytes of a datetime are none"),
    ("a zone by a class",
     b"cdatetime\ndatetime\n(C\x0a\x07\xe4\x01\x01\0\0\0\0\0\0" + NDARRAY + b"tR.",
     "the pickle has ndarray for a timezone"),
    ("calling what is not callable", text("os.system") + b"(" + text("id") + b"tR.", "the pickle has a str for something to be called"),
    ("calling what was made", EMPTY + b"(K\x00tR.", "the pickle has ndarray for something to be called"),
    ("arguments in a list", b"cbuiltins\nset\n]R.", "the pickle has a list for arguments"),
    ("a set of lists", b"\x8f(]\x90.", "a member of a set is a list or another value that can change"),
    ("a list as a key", b"}]Ns.", "a key of a dict is a list or another value that can change"),
    ("an array as a key", b"}" + EMPTY + b"Ns.", "numpy.ndarray stands by itself, expected a value"),
    ("a name that is no text", b"K\x01K\x02\x93.", "the pickle has an int for the name of a module and one in it"),
    ("a module in bytes", b"C\x05numpyC\x05dtype\x93.", "the pickle has bytes for the name of a module and one in it"),
    ("appending to a tuple", b")K\x01a.", "APPEND into a tuple, which takes no such items"),
    ("appending to a text", text("x") + b"K\x01a.", "APPEND into a str, which takes no such items"),
    ("adding to a frozenset", b"(\x91(K\x01\x90.", "ADDITEMS into a frozenset, which takes no such items"),
    ("setting in a list", b"]K\x00K\x01s.", "SETITEM into a list, which takes no such items"),
    ("appending to an array", EMPTY + b"K\x01a.", "APPEND into ndarray, which takes no such items"),
    ("half a pair", b"}(K\x01u.", "a key without a value in a dict"),
    ("half a pair at once", b"(K\x01d.", "a key without a value in a dict"),
    ("a mark for a value", b"(.", "the pickle takes a value that it has not made"),
    ("two values", b"NN.", "the pickle ends with values left over"),
    ("nothing", b".", "the pickle takes a value that it has not made"),
    ("a value of the memo that is not there", b"h\x05.", "the pickle uses value 5, which it never kept"),
    ("a negative number in the memo", b"Np-1\n.", "no number of a value that was kept"),
    ("a persistent id", b"Pos.system\n.", "the pickle calls for an object by a name of its own (a persistent id)"),
    ("a persistent id from the stack", text("os.system") + b"Q.", "the pickle calls for an object by a name of its own (a persistent id)"),
    ("an extension", b"\x82\x01.", "the pickle calls for a number of Python's extension registry (EXT1),"),
    ("a large extension", b"\x83\x01\x00.", "the pickle calls for a number of Python's extension registry (EXT2),"),
    ("a larger one", b"\x84\x01\x00\x00\x00.", "the pickle calls for a number of Python's extension registry (EXT4),"),
    ("a buffer", b"\x97.", "the pickle calls for a buffer that is not in the file (NEXT_BUFFER),"),
    ("a buffer that is only read", b"N\x98.", "the pickle calls for a buffer that is not in the file"),
    ("protocol 6", b"\x80\x06N.", "the pickle is of protocol 6, expected at most 5"),
    ("protocol 255", b"\x80\xffN.", "the pickle is of protocol 255, expected at most 5"),
    ("text that is none", b"\x8c\x02\xff\xfe.", "byte 0 of a text that ends here is 0xff, which is no UTF-8 (half a"),
    ("half a pair of surrogates", b"\x8c\x03\xed\xa0\x80.", "byte 0 of a text that ends here is 0xed, which is no UTF-8 (half a"),
    ("an int that is none", b"I1x\n.", "the line of 2 bytes that ends here is no value of INT"),
    ("a float that is none", b"Fabc\n.", "the line of 3 bytes that ends here is no value of FLOAT"),
    ("a string without quotes", b"Sabc\n.", "the line of 3 bytes that ends here is no value of STRING"),
)


def more():
    """Damage in families: each number of arguments but the right one, each length that is too long, each name but the right one."""
    for n, given in enumerate((b"", NDARRAY, NDARRAY + b"K\x00", None, NDARRAY * 4)):
        if given is not None:
            yield f"_reconstruct of {n} things", RECON + b"(" + given + b"tR.", "OBJECT", f"comes with {n} arguments"
    for n in (0, 1, 2, 3, 6, 7):
        yield f"a state of {n} parts", EMPTY + b"(" + b"K\x01" * n + b"tb.", "OBJECT", "the state of an array has no 5 parts"
    for n in (0, 4, 8):
        yield f"a dtype of {n} things", DTYPE + b"(" + text("f8") * n + b"tR.", "OBJECT", f"comes with {n} arguments"
    for n in (1, 3, 5):
        yield (f"the state of a dtype of {n} parts", DTYPE + b"(" + text("f8") + b"\x89\x88tR(" + b"K\x03" * n + b"tb.", "OBJECT",
               "fewer than 6 parts")
    for what, code in (("a text", b"X"), ("bytes", b"B"), ("a string", b"T")):
        yield f"{what} longer than the file", code + struct.pack("<I", 1 << 20) + b"abc", "TRUNCATED", "expected 1048576 bytes more"
    for what, code in (("a text", b"\x8d"), ("bytes", b"\x8e"), ("a bytearray", b"\x96")):
        for length, answer, words in ((1 << 20, "TRUNCATED", "expected 1048576 bytes more"), (1 << 31, "TRUNCATED", "expected 2147483648 bytes more"),
                                      (1 << 40, "LIMIT", "max_bytes"), ((1 << 63) - 1, "LIMIT", "max_bytes"),
                                      ((1 << 64) - 1, "OBJECT", "a length of 18446744073709551615 bytes")):
            yield f"{what} of {length} bytes", code + struct.pack("<Q", length) + b"abc", answer, words
    yield "a negative length of an int", b"\x8b\xff\xff\xff\xff.", "TRUNCATED", "expected 4294967295 bytes more"
    yield "a negative length of bytes", b"B\xff\xff\xff\xff.", "TRUNCATED", "expected 4294967295 bytes more"
    yield "a frame of 2^64 - 1 bytes", b"\x95" + b"\xff" * 8 + b"N.", "OBJECT", "a length of 18446744073709551615 bytes"
    for n in (0x00, 0x01, 0x02, 0x05, 0x7f, 0xff) + tuple(b"!#$%&'*+,-/:;<=>?@ADEHOWYZ[_fkmnvwxyz{|~"):
        yield f"an instruction that is none: {n:#04x}", bytes([n]) + b"N.", "OBJECT", f"byte {n:#04x} is no instruction"
    for what in ("os.system", "nt.system", "builtins.eval", "builtins.getattr", "subprocess.Popen", "numpy.load", "numpy.fromfile", "numpy.memmap",
                 "shutil.rmtree", "importlib.import_module", "operator.attrgetter", "functools.partial", "codecs.encode", "pickle.loads"):
        module, name = what.rsplit(".", 1)
        yield f"a call of {what}", b"c" + module.encode() + b"\n" + name.encode() + b"\n(" + text("x") + b"tR.", "OBJECT", f"calls for {what}"
    for n, words in ((-1, "no number of a value"), (1 << 31, "which it never kept"), (10, "which it never kept")):
        yield f"value {n} of the memo, which is not there", b"g" + str(n).encode() + b"\n.", "OBJECT", words
    for what in (b"t", b"l", b"d", b"1", b"e", b"u", b"o", b"\x90", b"\x91"):
        yield f"instruction {what!r} without a mark", b"]" + what + b".", "OBJECT", "takes a value that it has not made"
    for what in (b"0", b"2", b"a", b"s", b"b", b"R", b"\x81", b"\x85", b"\x86", b"\x87", b"\x93", b"\x94", b"q\0"):
        yield f"instruction {what!r} without a value", what + b".", "OBJECT", "takes a value that it has not made"
    for what in (b"I", b"L", b"F", b"S", b"V", b"g", b"p", b"c", b"i"):
        yield f"instruction {what!r}, whose line has no end", what + b"x" * 100, "TRUNCATED", "the pickle ends here"


if __name__ == "__main__":
    seen = set()
    for name, body, answer, words in [(n, b, "OBJECT", w) for n, b, w in CASES] + list(more()):
        assert name not in seen, f"two cases: {name}"
        seen.add(name)
        for raw in (b"\x80\x04" + body, in_array(b"\x80\x04" + body)):
            with watch.case(name):
                code, message = refusal(raw)
            assert code == f"NPY_ERR_{answer}", (name, code, message)
            assert words in message and message.isprintable(), (name, message)
    assert os.listdir(".") == [], os.listdir(".")
    npyrw.finish(len(seen), 170)

"""Pickles that would run code in Python, and other bad ones: each refused by name, and nothing happens."""

import os
import pickle
import pickletools
import random
import resource
import struct
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402
from objects import Tree  # noqa: E402

HEADER = np.lib.format.magic(1, 0)


def in_array(body):
    """The pickle as the elements of an array of objects."""
    text = b"{'descr': '|O', 'fortran_order': False, 'shape': (), }"
    text += b" " * (117 - len(text)) + b"\n"
    return HEADER + struct.pack("<H", len(text)) + text + body


def refusal(raw, **given):
    """Name and message of the error."""
    try:
        with Tree.of(raw, **given):
            return None, ""
    except npyrw.Failed as failed:
        return failed.name, failed.message


def text(s):
    return b"\x8c" + bytes([len(s)]) + s.encode()


def call(module, name, *args, how="R"):
    """`module.name(*args)` in the ways that a pickle has."""
    given = b"".join(text(a) for a in args)
    old = b"c" + module.encode() + b"\n" + name.encode() + b"\n"
    new = text(module) + text(name) + b"\x93"
    yield b"\x80\x02" + old + b"(" + given + b"tR."
    yield b"\x80\x04" + new + b"(" + given + b"tR."
    yield b"\x80\x04" + new + b"(" + given + b"t\x81."
    yield b"\x80\x04" + new + b"(" + given + b"t}\x92."
    yield b"(" + given + b"i" + module.encode() + b"\n" + name.encode() + b"\n."
    yield b"(" + old + given + b"o."
    yield b"\x80\x04" + new + b"}b."
    yield b"\x80\x04" + new + b"."
    yield b"\x80\x04]" + new + b"a."
    yield b"\x80\x04" + new + b"0N."


EXPLOITS = (
    ("os", "system", "touch pwned"), ("posix", "system", "touch pwned"), ("nt", "system", "touch pwned"),
    ("os", "popen", "touch pwned"), ("os", "execv", "sh"), ("os", "remove", "x"), ("os", "putenv", "a", "b"),
    ("subprocess", "Popen", "touch pwned"), ("subprocess", "check_output", "id"), ("subprocess", "call", "id"),
    ("builtins", "eval", "1"), ("builtins", "exec", "x=1"), ("builtins", "compile", "1"), ("builtins", "open", "pwned", "w"),
    ("builtins", "getattr", "a", "b"), ("builtins", "setattr", "a", "b", "c"), ("builtins", "__import__", "os"),
    ("builtins", "globals"), ("builtins", "map", "a", "b"), ("builtins", "apply", "a"), ("builtins", "breakpoint"),
    ("builtins", "input"), ("builtins", "object"), ("builtins", "type", "x"), ("builtins", "slice"), ("builtins", "list", "a"),
    ("__builtin__", "eval", "1"), ("__builtin__", "execfile", "x"), ("__builtin__", "file", "pwned", "w"),
    ("__builtin__", "getattr", "a", "b"), ("__builtin__", "apply", "a"), ("__builtin__", "reduce", "a"),
    ("copyreg", "_reconstructor", "a", "b", "c"), ("copy_reg", "_reconstructor", "a", "b", "c"), ("copyreg", "__newobj__", "a"),
    ("copyreg", "add_extension", "a"), ("pickle", "loads", "x"), ("_pickle", "loads", "x"), ("cPickle", "loads", "x"),
    ("marshal", "loads", "x"), ("shelve", "open", "x"), ("codecs", "encode", "a"), ("_codecs", "decode", "a"),
    ("_codecs", "lookup", "a"), ("types", "FunctionType", "x"), ("types", "CodeType", "x"), ("types", "SimpleNamespace"),
    ("operator", "attrgetter", "a"), ("operator", "methodcaller", "a"), ("functools", "partial", "a"), ("functools", "reduce"),
    ("importlib", "import_module", "os"), ("runpy", "run_path", "x"), ("code", "interact"), ("pty", "spawn", "sh"),
    ("timeit", "timeit", "1"), ("ctypes", "CDLL", "x"), ("socket", "socket"), ("webbrowser", "open", "x"), ("sys", "exit"),
    ("asyncio.unix_events", "_UnixSubprocessTransport"), ("pip._internal", "main", "x"), ("distutils.file_util", "write_file"),
    ("bdb", "Bdb.run"), ("pdb", "run", "1"), ("idlelib.run", "Executive"), ("doctest", "debug_script"), ("trace", "Trace"),
    ("numpy.testing._private.utils", "runstring", "1"), ("numpy.f2py.crackfortran", "getlincoef", "1"),
    ("numpy.distutils.exec_command", "exec_command", "id"), ("numpy.load", "x"), ("numpy", "load", "x"),
    ("numpy", "fromfile", "x"), ("numpy", "memmap", "pwned"), ("numpy", "ctypeslib"), ("numpy", "matrix"), ("numpy", "save"),
    ("numpy.lib._npyio_impl", "NpzFile"), ("numpy.core.multiarray", "fromfile"), ("numpy._core.multiarray", "array"),
    ("numpy.core._multiarray_umath", "_reconstruct"), ("numpy.ma.core", "mvoid"), ("numpy.ma.core", "MaskedConstant"),
    ("numpy._core.multiarray", "_reconstruct.__globals__"), ("numpy", "ndarray.tofile"), ("numpy", "dtype.__class__"),
    ("numpy.random._pickle", "__randomstate_ctor"), ("torch", "load", "x"), ("torch._utils", "_rebuild_tensor_v2"),
    ("collections", "OrderedDict"), ("collections", "defaultdict"), ("decimal", "Decimal", "1"), ("fractions", "Fraction"),
    ("pathlib", "PosixPath", "x"), ("uuid", "UUID"), ("pandas", "DataFrame"), ("scipy.sparse", "csr_matrix"),
    ("datetime", "tzinfo"), ("datetime", "datetime.now"), ("zoneinfo", "ZoneInfo._unpickle"), ("__main__", "Thing"),
    ("", ""), ("os\0", "system"), ("numpy", "dtype\0"), ("NUMPY", "dtype"), ("numpy ", "dtype"), ("é", "ü"), ("a" * 200, "b" * 200),
)

KNOWN = (
    ("numpy", "ndarray"), ("numpy", "dtype"), ("numpy._core.multiarray", "_reconstruct"), ("numpy.core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"), ("numpy.ma", "MaskedArray"), ("_codecs", "encode"), ("builtins", "set"),
    ("__builtin__", "bytearray"), ("datetime", "datetime"), ("datetime", "timezone"), ("builtins", "complex"),
    ("numpy._core._internal", "_convert_to_stringdtype_kwargs"), ("numpy.ma.core", "_mareconstruct"),
)


def exploits():
    count = 0
    for module, name, *args in EXPLOITS:
        for body in call(module, name, *args):
            for raw in (body, in_array(body)):
                code, message = refusal(raw)
                assert code == "NPY_ERR_OBJECT", (module, name, raw, code, message)
                # What was called for is named, as far as it can be shown.
                if module.isascii() and module.isprintable() and name.isprintable():
                    assert f"{module[:80]}.{name[:80]}" in message, (module, name, message)
                count += 1
        assert os.listdir(".") == [], os.listdir(".")
    return count


def known_names_are_no_values():
    """The names that are known make values in one way only, and are none."""
    count = 0
    for module, name in KNOWN:
        for args in ((), ("a",), ("a", "b"), ("a",) * 7):
            for body in call(module, name, *args):
                harmless = body.endswith(b"0N.") or not args and name in ("set", "bytearray") and b"tR." in body
                code, message = refusal(body)
                assert code == (None if harmless else "NPY_ERR_OBJECT"), (body, code, message)
                count += 1
    return count


def loops():
    """Values that hold themselves."""
    shapes = (b"]q\x00h\x00a.", b"]q\x00(h\x00h\x00e.", b"]q\x00h\x00\x85a.", b"}q\x00K\x01h\x00s.", b"]q\x00}K\x01h\x00sa.",
              b"(]q\x00h\x00tq\x01h\x00h\x01a.")
    for body in shapes:
        code, message = refusal(b"\x80\x02" + body)
        assert code == "NPY_ERR_OBJECT" and ("itself" in message or "left over" in message), (body, code, message)
    loop = []
    loop.append({"x": (loop,)})
    for protocol in range(6):
        assert "itself" in refusal(pickle.dumps(loop, protocol))[1]
    array = np.empty(1, object)
    array[0] = array
    for protocol in range(6):
        assert "itself" in refusal(pickle.dumps(array, protocol))[1]
    return len(shapes) + 12


def laughs(levels, width):
    """A text in a list, so many times, which is in a list so many times, and so on."""
    body = b"\x80\x02" + text("ha") + b"q\x00"
    for level in range(levels):
        body += b"0](" + bytes([ord("h"), level]) * width + b"eq" + bytes([level + 1])
    return body + b"."


def limits():
    """What costs more than it shows, and what is more than was allowed."""
    code, message = refusal(laughs(20, 10))
    assert code == "NPY_ERR_LIMIT" and "max_visits" in message, (code, message)
    few = laughs(3, 10)
    assert refusal(few)[0] is None and refusal(few, max_visits=1110)[0] == "NPY_ERR_LIMIT"
    assert refusal(few, max_visits=1111)[0] is None
    deep = b"\x80\x02" + b"]" * 1000 + b"a" * 999 + b"."
    assert refusal(deep)[0] is None
    assert refusal(deep.replace(b"]" * 1000, b"]" * 1001).replace(b"a.", b"aa."))[0] == "NPY_ERR_LIMIT"
    assert refusal(deep, max_depth=999)[0] == "NPY_ERR_LIMIT" and refusal(deep, max_depth=1000)[0] is None
    deepest = b"\x80\x02" + b"]" * 10**6 + b"a" * (10**6 - 1) + b"."
    assert refusal(deepest)[0] == "NPY_ERR_LIMIT" and refusal(deepest, max_depth=10**6)[0] is None
    assert refusal(b"\x80\x02" + b"(" * 10**6 + b"t" * 10**6 + b".")[0] == "NPY_ERR_LIMIT"
    values = pickle.dumps([float(i) for i in range(1000)])
    assert refusal(values, max_values=1005)[0] is None and refusal(values, max_values=1004)[0] == "NPY_ERR_LIMIT"
    kept = pickle.dumps([str(i) for i in range(1000)])
    assert refusal(kept, max_memo=1001)[0] is None and "max_memo" in refusal(kept, max_memo=1000)[1]
    assert refusal(kept, max_bytes=len(kept))[0] is None and "max_bytes" in refusal(kept, max_bytes=len(kept) - 1)[1]
    assert "max_memory" in refusal(pickle.dumps(bytes(10**6)), max_memory=10**6)[1]
    # One text, encoded again and again.
    big = b"\x80\x02c_codecs\nencode\nq\x00X" + struct.pack("<I", 10**6) + b"x" * 10**6 + text("latin1") + b"\x86q\x010"
    big += b"0(" + b"h\x00h\x01R" * 10_000 + b"t."
    code, message = refusal(big)
    assert code == "NPY_ERR_LIMIT" and "times" in message, (code, message)
    # One list of fields, made into dtypes again and again.
    names = b"(" + b"".join(text(f"f{i}") for i in range(300)) + b"tq\x01"
    fields = b"}(" + b"".join(text(f"f{i}") + b"h\x00K\x00\x86" for i in range(300)) + b"uq\x02"
    dtype = b"cnumpy\ndtype\nq\x03" + text("V0") + b"\x85R"
    state = b"(K\x03" + text("|") + b"Nh\x01h\x02K\x00K\x01K\x10t"
    one = b"\x80\x02cnumpy\ndtype\n" + text("S0") + b"\x85Rq\x000" + names + b"0" + fields + b"0" + dtype + state + b"b0"
    assert refusal(one + b"N.")[0] is None
    assert refusal(one + (b"h\x03" + text("V0") + b"\x85R" + state + b"b0") * 3000 + b"N.")[0] == "NPY_ERR_LIMIT"
    # Fields of fields: as many as 2 to the power of the nesting.
    body = b"\x80\x02cnumpy\ndtype\nq\x03" + text("S0") + b"\x85Rq\x000"
    for level in range(25):
        body += b"h\x03" + text("V0") + b"\x85R(K\x03" + text("|") + b"N" + text("a") + text("b") + b"\x86}("
        body += text("a") + b"h\x00K\x00\x86" + text("b") + b"h\x00K\x00\x86uK\x00K\x01K\x10tbq\x000"
    assert refusal(body + b"N.")[0] == "NPY_ERR_LIMIT"
    for huge in (b"B\xff\xff\xff\x7f", b"\x8e" + struct.pack("<Q", 2**40), b"\x8d" + struct.pack("<Q", 2**62), b"\x96" +
                 struct.pack("<Q", 2**39), b"\x8b\xff\xff\xff\x7f", b"T\xff\xff\xff\x7f", b"X\xff\xff\xff\xff",
                 b"\x95" + struct.pack("<Q", 2**60) + b"(" * 100):
        assert refusal(b"\x80\x04" + huge)[0] in ("NPY_ERR_TRUNCATED", "NPY_ERR_LIMIT"), huge
    assert refusal(b"\x80\x02Nr\xff\xff\xff\xff0j\xff\xff\xff\xff.")[0] is None
    assert refusal(b"L" + b"9" * 5000 + b"L\n.")[0] == "NPY_ERR_OBJECT"
    return 40


def sample():
    """One of everything, in a pickle of each protocol."""
    import datetime
    thing = np.empty(3, object)
    thing[0] = {"k": [1, -2, 300, 70_000, 2**70, 1.5, 2j, None, True, "\u00e9", b"\xff", bytearray(b"x"), (1,), (1, 2, 3, 4)]}
    thing[1] = [np.arange(3.), np.float32(1), np.datetime64("2020-01-01", "s"), {1, 2}, frozenset({3}), np.array(["a", None], object),
                np.zeros(1, [("a", "i4"), ("b", "U1")]), np.ma.array([1, 2], mask=[0, 1]), np.array(["s"], np.dtypes.StringDType())]
    thing[2] = (datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), datetime.date(2020, 1, 1), datetime.timedelta(1))
    return [pickle.dumps(thing, protocol) for protocol in range(6)]


def cut_anywhere():
    count = 0
    for raw in sample():
        assert refusal(raw)[0] is None
        for end in range(len(raw)):
            code, message = refusal(raw[:end])
            assert code == "NPY_ERR_TRUNCATED", (end, code, message)
            count += 1
    return count


def changed_anywhere():
    """Every byte of the pickles becomes every instruction, and then several are changed: an answer comes each time."""
    opcodes = [ord(opcode.code) for opcode in pickletools.opcodes] + [0xff]
    rng, count = random.Random(7), 0
    for raw in sample():
        for at in range(len(raw)):
            for byte in opcodes:
                code, message = refusal(raw[:at] + bytes([byte]) + raw[at + 1:])
                assert code in (None, "NPY_ERR_OBJECT", "NPY_ERR_TRUNCATED", "NPY_ERR_LIMIT", "NPY_ERR_DTYPE", "NPY_ERR_MAGIC"), (
                    code, message)
                count += 1
        for _ in range(2000):
            bad = bytearray(raw)
            for _ in range(rng.randint(1, 4)):
                at, size = rng.randrange(len(bad)), rng.randint(0, 9)
                from_ = rng.randrange(len(raw))
                bad[at:at + rng.randint(0, 9)] = raw[from_:from_ + size]
            code, message = refusal(bytes(bad))
            assert code != "NPY_ERR_INTERNAL" and code != "NPY_ERR_MEMORY", (bytes(bad), message)
            count += 1
    return count


def noise():
    rng, count = random.Random(11), 0
    usual = b"(.012FIJKLMNPQRSTUVXabcdeghilopqrstu}])G\x80\x81\x85\x86\x87\x88\x89\x8a\x8c\x8e\x8f\x90\x91\x93\x94\x95\x96"
    for _ in range(30_000):
        raw = bytes(rng.choices(usual, k=rng.randint(1, 40)))
        code, message = refusal(raw + b".")
        assert code != "NPY_ERR_INTERNAL" and code != "NPY_ERR_MEMORY", (raw, message)
        count += 1
    return count


def main():
    # A pickle that asks for more than 4 GiB of addresses is told that there is no memory, which no test here expects.
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    start = time.process_time()
    total = exploits() + known_names_are_no_values() + loops() + limits()
    total += cut_anywhere() + changed_anywhere() + noise()
    print(f"{time.process_time() - start:.1f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB at most")
    npyrw.finish(total, 100_000)


if __name__ == "__main__":
    main()

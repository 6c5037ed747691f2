"""npyrw cat against NumPy: each element as NumPy prints it or Python writes it, and NumPy's slices, some thousand of them."""

import ast
import itertools
import warnings

import tool
from tool import DATA, np, run, same, well

warnings.simplefilter("ignore")
random = np.random.default_rng(11)
APART = "\x1f"


def element(value, dtype):
    """The text of one element."""
    if dtype.subdtype is not None:
        return "[" + ", ".join(nested(value, value.dtype)) + "]"
    if dtype.names is not None:
        parts = [element(value[name], dtype[name]) for name in dtype.names]
        return "(" + ", ".join(parts) + (",)" if len(parts) == 1 else ")")
    if dtype.kind in "biufcM":
        return str(value)
    if dtype.kind == "m":
        return "NaT" if np.isnat(value) else str(value.astype("i8"))
    if dtype.kind in "SU":
        return repr(value.item() if isinstance(value, np.generic) else value)
    return "b'" + "".join(f"\\{chr(b)}" if chr(b) in "'\\" else chr(b) if 32 <= b < 127 else f"\\x{b:02x}" for b in value.tobytes()) + "'"


def nested(value, dtype):
    if value.ndim == 1:
        return [element(value[i], dtype) for i in range(len(value))]
    return ["[" + ", ".join(nested(part, dtype)) + "]" for part in value]


def lines(array):
    """What cat prints of it."""
    array = np.asarray(array)
    if array.ndim == 0:
        return element(array[()], array.dtype) + "\n"
    if array.size == 0:
        return ""
    rows = array.reshape(-1, array.shape[-1])
    plane = array.shape[-2] if array.ndim > 1 else len(rows)
    out = ""
    for i, row in enumerate(rows):
        if i > 0 and i % plane == 0:
            out += "\n"
        out += APART.join(element(row[j], array.dtype) for j in range(len(row))) + "\n"
    return out


def judge(array, *arguments):
    same(well("cat", "-d", APART, *arguments), lines(array), arguments)


fixtures = 0
for path in sorted(DATA.glob("*.npy")):
    # Dates without a unit NumPy cannot print; and that noise is no extended numbers, which each printer takes otherwise.
    if path.name in ("objects.npy", "scalar_M8_big.npy", "scalar_M8_little.npy") or "_f16_" in path.name or "_c32_" in path.name:
        continue
    judge(np.load(path), path)
    fixtures += 1
assert fixtures > 65, fixtures
tool.ends(tool.UNREADABLE, "Python objects", "cat", DATA / "objects.npy")

# --- floats of every size: random bits, powers of two, what rounds badly -------------------------
for dtype, bits in (("f2", "u2"), ("f4", "u4"), ("f8", "u8")):
    size = np.dtype(dtype).itemsize
    powers = np.ldexp(1.0, np.arange(-1074, 1024)).astype(dtype)
    some = np.concatenate([np.frombuffer(random.bytes(4000 * size), dtype), powers, np.nextafter(powers, np.dtype(dtype).type(0)),
                           np.nextafter(powers, np.dtype(dtype).type(np.inf)), np.array([0.1, 1e16, 1e15, 9999999999999998, 1e-4, 9.9999e-5, 123456789, 1e22, 1e23, 5e-324,
                                                                   -0.0, 2.5, 1 / 3], dtype)])
    if dtype == "f2":
        some = np.arange(65536, dtype="u2").view("f2")
    some = np.concatenate([some, -some])
    np.save("floats.npy", some)
    judge(some, "floats.npy")
some = np.concatenate([random.standard_normal(3000).astype("f16") * np.longdouble(10) ** random.integers(-4000, 4000, 3000),
                       np.longdouble(2) ** np.arange(-16000, 16000, 37), np.longdouble([0.1, 1e16, 1e-5, np.nan, np.inf])])
np.save("floats.npy", some)
judge(some, "floats.npy")

parts = [0.0, -0.0, 1.0, -2.5, 1e-7, np.nan, np.inf, -np.inf, 1e20]
for dtype in ("c8", "c16", "c32"):
    some = np.array([complex(a, b) for a, b in itertools.product(parts, parts)], dtype)
    np.save("complex.npy", some)
    judge(some, "complex.npy")

# --- dates in every unit, before and after 1970 and the year 0 -----------------------------------
for unit in ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "10us", "7D", "25s"):
    limit = {"Y": 8000, "M": 90000, "W": 400000, "D": 3000000}.get(unit, 2**62 if unit not in ("h", "m", "s", "7D", "25s") else 10**10)
    some = np.concatenate([random.integers(-limit, limit, 500), [0, 1, -1, 59, -60, 86399, 86400, -86400, 11016, -719162, -2**63]]).astype("i8")
    for kind in "Mm":
        np.save("dates.npy", some.view(f"{kind}8[{unit}]"))
        judge(some.view(f"{kind}8[{unit}]"), "dates.npy")

# --- texts: whatever is in them, what is printed is one line of printable text, and Python reads it back ---
texts = np.array(["", "a b", "it's", "\\", "\n\r\t\0x", "\x1b[2J", "é名\U0001f600", "\u202e\u2028\ufeff", "\x7f\x9f", "'" * 5])
np.save("texts.npy", texts)
found = well("cat", "-d", APART, "texts.npy")
same([ast.literal_eval(token) for token in found.rstrip("\n").split(APART)], texts.tolist(), "texts")
assert all(c.isprintable() for c in found.replace(APART, "").replace("\n", "", 1)), found
raw = np.array([b"", b"a b", b"it's", b"\\", bytes(range(1, 128)), bytes(range(128, 256)), b"\0x"])
np.save("bytes.npy", raw)
found = well("cat", "-d", APART, "bytes.npy")
same([ast.literal_eval(token) for token in found.rstrip("\n").split(APART)], raw.tolist(), "bytes")
assert found.isascii()
np.save("wild.npy", np.array([0xd800, 0x110000, 0xffffffff, 0x41], "u4"))
with open("wild.npy", "r+b") as file:
    content = file.read()
    file.seek(0)
    file.write(content.replace(b"'<u4'", b"'<U1'"))
same(well("cat", "wild.npy"), "'\\ud800' '\\U00110000' '\\Uffffffff' 'A'\n", "no characters")

# --- slices --------------------------------------------------------------------------------------
array = random.integers(-99, 99, (4, 5, 6)).astype("i2")
np.save("c.npy", array), np.save("f.npy", np.asfortranarray(array)), np.savez_compressed("z.npz", a=array)
bounds = ["", "0", "1", "-1", "3", "-7", "99", "-99"]
items = [f"{a}:{b}" for a, b in itertools.product(bounds, bounds)]
items += [f"{a}:{b}:{c}" for a, b, c in itertools.product(bounds, bounds, ["", "1", "2", "-1", "-2", "99", "-99"])]
items += ["0", "-1", "2", "-4", " 1 ", ": :", "+1:"]


def sliced(text):
    return eval(f"np.s_[{text}]", {"np": np})


texts = items + [", ".join(random.choice(items, int(random.integers(2, 4)))) for _ in range(500)]
texts += ["...", "..., 0", "0, ...", "..., ::-1, 2", "1, ..., 1", "0, 0, 0", "0, 0, 0, ...", "::2,", ":, :, :", "1:3, ..., 4:5, 0", "..., 0, 0, 0"]
for i, text in enumerate(texts):
    name = ("c.npy", "f.npy", "z.npz")[i % 3]
    try:
        part = array[sliced(text)]
    except IndexError as error:
        tool.ends(tool.USAGE, str(error) if "out of bounds" in str(error) else "too many indices", "cat", "-s", text, name)
    else:
        judge(part, "-s", text if i % 2 else f"[{text}]", name)
for text, words in (("1:2:0", "step cannot be zero"), ("a", "is expected"), ("1 2", "not understood"), ("..., ...", "one ellipsis"),
                    ("None", "is expected"), ("1:2:3:4", "not understood"), ("99999999999999999999", "too large"), ("]", "not understood"),
                    ("[0", "is expected"), ("0]", "not understood"), (",", "is expected"), ("0,,0", "is expected"), (".", "is expected"),
                    ("0, 0, 0, 0", "too many indices"), ("4", "out of bounds")):
    tool.ends(tool.USAGE, words, "cat", f"--slice={text}", "c.npy")

# Parts of what is larger than a block.
large = random.integers(0, 9, (300, 4, 700)).astype("u1")
np.save("large.npy", np.asfortranarray(large))
judge(large[::-50, 1, ::9], "-s", "::-50, 1, ::9", "large.npy")
same(well("cat", "large.npy"), lines(large).replace(APART, " "), "all of it")
pipe = run("cat", "-s", "7, ::2, -3:", "-d", APART, "-", stdin=open("large.npy", "rb").read())
same(pipe.stdout.decode(), lines(large[7, ::2, -3:]), "from a pipe")

# --- fields, archives, several arrays ------------------------------------------------------------
struct = np.zeros((3, 2), [("id", "u4"), ("p", [("x", ">f4"), ("v", "f8", (2,))], (2,)), ("none", []), ("a.b", "i1")])
struct["id"], struct["p"]["v"], struct["a.b"] = np.arange(6).reshape(3, 2), random.random((3, 2, 2, 2)), 7
np.save("struct.npy", struct)
judge(struct, "struct.npy")
judge(struct["p"], "-f", "p", "struct.npy")
judge(struct["a.b"], "-f", "a.b", "struct.npy")
judge(struct["id"][1], "-f", "id", "-s", "1", "struct.npy")
np.savez("two.npz", a=np.arange(3), b=np.array([[1.5, 2]]))
same(well("cat", "two.npz"), "==> two.npz: a <==\n0 1 2\n\n==> two.npz: b <==\n1.5 2.0\n", "two members")
same(well("cat", "-m", "b", "two.npz"), "1.5 2.0\n", "one member")
same(well("cat", "-s", "0", "two.npz"), "==> two.npz: a <==\n0\n\n==> two.npz: b <==\n1.5 2.0\n", "sliced")
tool.ends(tool.UNREADABLE, "two.npz: ", "cat", "-m", "c", "two.npz")
with open(DATA / "several.npy", "rb") as file:
    every = []
    while file.peek(1):
        every.append(np.load(file))
for i, array in enumerate(every):
    judge(array, "-n", i, DATA / "several.npy")
tool.ends(tool.UNREADABLE, "no further array", "cat", "-n", len(every), DATA / "several.npy")
tool.done(900)

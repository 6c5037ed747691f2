"""npyrw stats against NumPy: every dtype, odd values, orders, slices, fields, several threads, pipes, archives."""

import fractions
import itertools
import math
import warnings

import tool
from tool import np, parsed, same, well

warnings.simplefilter("ignore")
random = np.random.default_rng(5)


def number(value):
    return float(value)


def near(found, expected, what, relative=1e-13):
    if math.isnan(expected) or math.isinf(expected):
        same(repr(float(found)), repr(float(expected)), what)
    else:
        assert abs(found - expected) <= relative * abs(expected), (what, found, expected)
        tool.checks += 1


def exact_mean(values):
    """Without any rounding but the last; infinities as they add up."""
    if values.dtype.kind != "f":
        return float(fractions.Fraction(sum(values.tolist()), len(values)))
    values = values.astype("f8")
    if not np.isfinite(values).all():
        return float(sum(values[~np.isfinite(values)]))
    try:
        return math.fsum(values.tolist()) / len(values)
    except OverflowError:
        return float(sum(map(fractions.Fraction, values.tolist())) / len(values))


def judge(array, told, what):
    flat = array.ravel()
    kind = array.dtype.kind
    same(told["count"], flat.size, what)
    if kind in "biu":
        same(told["nan"], 0, what)
        numbers = flat
    else:
        odd = np.isnat(flat) if kind in "mM" else np.isnan(flat)
        same(told["nan"], int(odd.sum()), what)
        numbers = flat[~odd]
    if numbers.size == 0:
        same((told["min"], told["max"], told["mean"]), (None, None, None), what)
        return
    low, high = numbers.min(), numbers.max()
    if kind == "b":
        same((told["min"], told["max"]), (bool(low), bool(high)), what)
        near(number(told["mean"]), float(numbers.mean()), what)
    elif kind in "iu":
        same((told["min"], told["max"]), (int(low), int(high)), what)
        near(number(told["mean"]), exact_mean(numbers), what, 4e-16)
    elif kind == "f":
        same(str(array.dtype.type(str(told["min"]))), str(low), what)
        same(str(array.dtype.type(str(told["max"]))), str(high), what)
        near(number(told["mean"]), float(numbers.mean()) if array.dtype.itemsize > 8 else exact_mean(numbers), what)
    elif kind == "c":
        for key, value in (("min", low), ("max", high)):
            part = value.real.dtype.type
            same([str(part(str(v))) for v in told[key]], [str(value.real), str(value.imag)], what)
        wide = numbers.astype("c32")
        for found, expected in zip(told["mean"], (wide.real.mean(), wide.imag.mean())):
            near(number(found), float(expected), what, 1e-12)
    elif kind == "m":
        same((told["min"], told["max"]), (int(low.astype("i8")), int(high.astype("i8"))), what)
        near(number(told["mean"]), exact_mean(numbers.astype("i8")), what, 4e-16)
    else:
        same((told["min"], told["max"], told["mean"]), (str(low), str(high), None), what)


def odd_values(dtype):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return [False, True]
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        return [info.min, info.max, 0, 1]
    if dtype.kind == "f":
        info = np.finfo(dtype)
        return [np.nan, np.inf, -np.inf, 0.0, -0.0, info.max, info.min, info.tiny, info.smallest_subnormal]
    if dtype.kind == "c":
        parts = [np.nan, np.inf, -np.inf, 0.0, -1.0]
        return [complex(a, b) for a, b in itertools.product(parts, parts)]
    return np.array(["NaT", 0, 1, -1, 86400 * 365, -12345678], dtype)


DTYPES = ["b1", "i1", "u1"] + [order + code for code in ("i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8", "f16", "c8", "c16", "c32",
                                                         "M8[D]", "M8[us]", "M8[ns]", "M8[Y]", "m8[s]", "m8[3D]") for order in "<>"]


def filled(dtype, shape):
    dtype = np.dtype(dtype)
    count = math.prod(shape)
    if dtype.kind == "b":
        array = random.integers(0, 2, count).astype(bool)
    elif dtype.kind in "iu":
        array = np.frombuffer(random.bytes(count * dtype.itemsize), dtype).copy()
    elif dtype.kind in "fc":
        array = (random.standard_normal(count) * 100 + (1j * random.standard_normal(count) if dtype.kind == "c" else 0)).astype(dtype)
    else:
        array = random.integers(-10**6, 10**6, count).astype("i8").view(dtype.newbyteorder("=")).astype(dtype)
    return array.reshape(shape)


for dtype in DTYPES:
    arrays = {
        "many": filled(dtype, (3, 2500)),
        "few": filled(dtype, (7,)),
        "fortran": np.asfortranarray(filled(dtype, (33, 5, 9))),
        "one": filled(dtype, ()),
        "none": filled(dtype, (0, 4)),
        "odd": np.array(odd_values(dtype), dtype),
        "only nan": np.array([{"M": "NaT", "m": "NaT", "f": np.nan, "c": np.nan}.get(np.dtype(dtype).kind, 0)] * 3, dtype),
    }
    # Odd values one by one among many, at the beginning, in the middle and at the end of a piece of 1,024.
    for i, value in enumerate(odd_values(dtype)[:9]):
        array = filled(dtype, (3000,))
        array[[0, 1023, 1024, 2999][i % 4]] = value
        arrays[f"with {value}"] = array
    names = []
    for i, (name, array) in enumerate(arrays.items()):
        np.save(f"{i}.npy", array)
        names.append(f"{i}.npy")
    for (name, array), told in zip(arrays.items(), parsed("stats", *names), strict=True):
        judge(array, told, f"{dtype} {name}")

# Larger than a block, also sliced, with one thread and with several: all read in parts.
big = random.standard_normal((500, 3, 700))
big[100, 1, 5], big[3] = np.nan, 7
np.save("big.npy", big)
np.save("swapped.npy", np.asfortranarray(big.astype(">f4")))
for name, array in (("big.npy", big), ("swapped.npy", big.astype(">f4"))):
    for threads in (1, 2, 3, 7):
        judge(array, parsed("stats", "-t", threads, name)[0], f"{name} {threads}")
        judge(array[::-3, 1, 5:], parsed("stats", "-t", threads, "-s", "::-3, 1, 5:", name)[0], f"{name} {threads} sliced")
huge = random.standard_normal(3_000_000)  # more than is read: mapped
huge[2_999_999] = np.inf
np.save("huge.npy", huge)
for threads in (1, 2, 5):
    judge(huge, parsed("stats", "-t", threads, "huge.npy")[0], f"huge {threads}")
same(well("stats", "-t2", "huge.npy"), well("stats", "--threads=2", "huge.npy"))

# NumPy's own sum would overflow.
np.save("top.npy", np.full(5000, 1.7e308))
near(number(parsed("stats", "top.npy")[0]["mean"]), 1.7e308, "top")

# Archives, standard input as a file and as a pipe, one array behind the other.
np.savez("a.npz", u=big, v=np.arange(5), s=np.array(["x"]))
np.savez_compressed("z.npz", u=big, v=np.arange(5), s=np.array(["x"]))
for name in ("a.npz", "z.npz"):
    u, v, s = parsed("stats", name)
    judge(big, u, name)
    judge(np.arange(5), v, name)
    same((s["member"], s["count"], s["min"]), ("s", 1, None))
    judge(big, parsed("stats", "-m", "u", name)[0], name)
    with open(name, "rb") as file:
        judge(big, parsed("stats", "-m", "u", "-", stdin=file)[0], name)
        file.seek(0)
        judge(big, parsed("stats", "-m", "u", "-", stdin=file.read())[0], name)
with open("big.npy", "rb") as file:
    judge(big, parsed("stats", "-", stdin=file)[0], "file")
    file.seek(0)
    judge(big, parsed("stats", "-", stdin=file.read())[0], "pipe")
with open("two.npy", "wb") as file:
    np.save(file, np.arange(3))
    np.save(file, np.arange(10, 14))
judge(np.arange(10, 14), parsed("stats", "-n", 1, "two.npy")[0], "second")

# Structs: a line for each field of numbers.
struct = np.zeros(1000, [("id", "u4"), ("p", [("x", "<f4"), ("v", ">f8", (3,))]), ("name", "U3"), ("when", "M8[s]")])
struct["id"], struct["p"]["x"], struct["when"] = np.arange(1000), random.random(1000), np.arange(1000)
struct["p"]["v"] = random.random((1000, 3))
np.save("struct.npy", struct)
lines = parsed("stats", "struct.npy")
same([line["field"] for line in lines], ["id", "p.x", "p.v", "when"])
for line, array in zip(lines, (struct["id"], struct["p"]["x"], struct["p"]["v"], struct["when"])):
    judge(array, line, line["field"])
judge(struct["p"]["v"][::2], parsed("stats", "-f", "p.v", "-s", "::2", "struct.npy")[0], "p.v")
same([line["field"] for line in parsed("stats", "-f", "p", "struct.npy")], ["p.x", "p.v"])

same(well("stats", "0.npy", "-s", "0, 0"), well("stats", "-s0,0", "--", "0.npy"))
tool.ends(tool.UNREADABLE, "Python objects", "stats", tool.DATA / "objects.npy")
tool.done(1500)

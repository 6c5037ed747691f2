"""npyrw diff against NumPy: what numpy.allclose and array_equal say, with NaN the same as NaN."""

import itertools

import tool
from tool import DATA, np, run, same, well

random = np.random.default_rng(2)
DIFFERENT, FINE, USAGE = tool.DIFFERENT, tool.FINE, tool.USAGE


def save(name, array):
    np.save(name, array)
    return name


def code(*arguments):
    ended = run("diff", *arguments)
    assert ended.returncode <= 1 and ended.stderr == b"", ended
    quiet = run("diff", "-q", *arguments)
    same((quiet.returncode, quiet.stdout), (ended.returncode, b""), arguments)
    assert bool(ended.stdout) == (ended.returncode == DIFFERENT), ended
    return ended.returncode


# Values that are near each other, under tolerances of all kinds.
values = [0.0, -0.0, 1.0, 1.0 + 1e-9, 1.1, -1.0, np.inf, -np.inf, np.nan, 1e300, 5e-324]
pairs = np.array(list(itertools.product(values, values)))
for rtol, atol in itertools.product((0, 1e-12, 1e-8, 0.2), (0, 1e-300, 1e-8, 3)):
    for dtype in ("f8", "f4", "f2", "f16", "c8", "c16", ">f8"):
        with np.errstate(over="ignore", invalid="ignore"):
            one, other = pairs[:, 0].astype(dtype), pairs[:, 1].astype(dtype)
            if one.dtype.kind == "c":
                one, other = one * 1j + 1, other * 1j + 1
            wide = "c32" if one.dtype.kind == "c" else "f16"
            close = np.isclose(one.astype(wide), other.astype(wide), rtol, atol, equal_nan=True)
        save("a.npy", one), save("b.npy", other)
        ended = run("diff", "--rtol", repr(float(rtol)), "--atol", repr(float(atol)), "-l", "0", "a.npy", "b.npy")
        expected = f"a.npy b.npy: {(~close).sum()} of {close.size} elements differ" if not close.all() else ""
        found = ended.stdout.decode().split(", ")[0].rstrip("\n")
        same((found, ended.returncode), (expected, DIFFERENT if expected else FINE), (dtype, rtol, atol))

# Every fixture is the same as itself, and as itself in the other order and byte order by value.
for path in sorted(DATA.glob("*.npy")):
    if path.name == "objects.npy":
        tool.ends(tool.UNREADABLE, "Python objects", "diff", path, path)
        continue
    same(code(path, path), FINE, path)

array = random.integers(-99, 99, (40, 50)).astype("i4")
save("a.npy", array), save("f.npy", np.asfortranarray(array)), save("big.npy", array.astype(">i4")), save("i8.npy", array.astype("i8"))
same(code("a.npy", "f.npy"), FINE)
same(well("diff", "--values", "a.npy", "big.npy"), "")
same(well("diff", "--values", "i8.npy", "big.npy"), "")
same(run("diff", "a.npy", "i8.npy").stdout.decode(), "a.npy i8.npy: dtype <i4 and <i8\n")
changed = array.copy()
changed[3, 7] += 2
changed[39, 49] -= 5
save("b.npy", changed), save("bf.npy", np.asfortranarray(changed))
said = "a.npy {0}: [3, 7] {1} and {2}\na.npy {0}: [39, 49] {3} and {4}\na.npy {0}: 2 of 2000 elements differ, the most by 5 at [39, 49]\n"
for name in ("b.npy", "bf.npy"):
    same(run("diff", "a.npy", name).stdout.decode(), said.format(name, array[3, 7], changed[3, 7], array[39, 49], changed[39, 49]), name)
same(code("--atol", "5", "a.npy", "b.npy"), FINE)
same(code("--atol", "4", "a.npy", "b.npy"), DIFFERENT)
save("s.npy", array[:39])
same(run("diff", "a.npy", "s.npy").stdout.decode(), "a.npy s.npy: shape (40, 50) and (39, 50)\n")

# 64 bits, which no double holds.
for dtype in ("i8", "u8"):
    top = np.iinfo(dtype).max
    save("a.npy", np.array([top], dtype)), save("b.npy", np.array([top - 1], dtype))
    same(code("a.npy", "b.npy"), DIFFERENT)
    same(code("--atol", "1", "a.npy", "b.npy"), FINE)
save("a.npy", np.array([2**63 - 1], "i8")), save("b.npy", np.array([2**63], "u8"))
same(code("--values", "a.npy", "b.npy"), DIFFERENT)

# Structs by their fields: padding is nobody's; text, dates, bytes by what they are.
struct = np.dtype([("a", "i1"), ("b", "f8"), ("t", "U3"), ("in", [("x", "f4"), ("y", "i2")], (2,))], align=True)
one = np.zeros(4, struct)
one["b"], one["t"], one["in"]["x"] = [1, np.nan, 3, -0.0], "abc", 2.5
other = np.frombuffer(bytes([255]) * one.nbytes, struct).copy()
for name in ("a", "b", "t"):
    other[name] = one[name]
for name in ("x", "y"):
    other["in"][name] = one["in"][name]
other["b"][3] = 0.0
save("a.npy", one), save("b.npy", other)
same(code("a.npy", "b.npy"), FINE, "padding")
other["in"]["y"][2, 1] = 1
save("b.npy", other)
same(code("a.npy", "b.npy"), DIFFERENT, "a field at the bottom")
for one, other in ((np.array(["a", "b"]), np.array(["a", "c"])), (np.array([b"a"]), np.array([b"b"])),
                   (np.array(["2020-01-01", "NaT"], "M8[D]"), np.array(["2020-01-02", "NaT"], "M8[D]")), (np.array([True]), np.array([False]))):
    save("a.npy", one), save("b.npy", other)
    same((code("a.npy", "a.npy"), code("a.npy", "b.npy")), (FINE, DIFFERENT), one)
save("b.npy", np.array(["ab", "c"]))
same(run("diff", "a.npy", "b.npy").returncode, DIFFERENT)

# Archives, by names.
np.savez("a.npz", u=array, v=np.arange(3), w=np.zeros(2))
np.savez_compressed("same.npz", w=np.zeros(2), v=np.arange(3), u=np.asfortranarray(array))
np.savez("b.npz", u=changed, v=np.arange(3), x=np.zeros(2))
same(code("a.npz", "same.npz"), FINE)
same(run("diff", "-l1", "a.npz", "b.npz").stdout.decode().splitlines(),
     [f"a.npz b.npz: u: [3, 7] {array[3, 7]} and {changed[3, 7]}", "a.npz b.npz: u: 2 of 2000 elements differ, the most by 5 at [39, 49]",
      "a.npz b.npz: only in a.npz: w", "a.npz b.npz: only in b.npz: x"])
same(code("-m", "v", "a.npz", "b.npz"), FINE)
save("u.npy", array)
same(code("-m", "u", "u.npy", "a.npz"), FINE)
same(run("diff", "u.npy", "-", stdin=open("u.npy", "rb").read()).returncode, FINE)
tool.ends(USAGE, "--member", "diff", "u.npy", "a.npz")
tool.ends(USAGE, "two files", "diff", "u.npy")
tool.ends(tool.UNREADABLE, "missing.npy", "diff", "u.npy", "missing.npy")
tool.done(250)

"""npyrw check, and every other command, on damaged files and hostile archives: a message and an exit code, never a crash."""

import io
import itertools
import os
import sys
import zipfile

import tool
from tool import ARCHIVES, DATA, SOURCE, np, run, same, well

READERS = (["info"], ["info", "--json"], ["cat"], ["stats"], ["check"], ["plot"], ["convert", "--to", "npz"])


def all_end(path):
    """Every command ends by itself, and prints text."""
    for command in READERS:
        ended = run(*command, path, *(["-"] if command[0] == "convert" else []))
        if command[0] != "convert":
            text = ended.stdout.decode("utf-8")
            assert all(c == "\n" or c.isprintable() for c in text), (command, path, text)
        errors = ended.stderr.decode("utf-8")
        assert all(c == "\n" or c.isprintable() for c in errors), (command, path, errors)
        # Who fails says why (in JSON in its own place), and who says something wrong fails.
        said = errors or (ended.stdout if "--json" in command and b"NPY_ERR_" in ended.stdout else b"")
        assert bool(said) if ended.returncode >= tool.USAGE else not errors, (command, path, ended)
        tool.checks += 1


def put(name, raw):
    with open(name, "wb") as file:
        file.write(raw)
    return name


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


# --- .npy ----------------------------------------------------------------------------------------
good = saved(np.arange(10.0))
same(well("check", put("good.npy", good)), "good.npy: whole\n")
same(well("check", "-q", "good.npy"), "")
same(well("check", put("two.npy", good + good)), "two.npy: whole, 2 arrays\n")
for cut in (0, 1, 5, 6, 8, 9, 60, 127, 128, 200, len(good) - 1):
    tool.ends(tool.DIFFERENT, "cut.npy: ", "check", put("cut.npy", good[:cut]))
    tool.ends(tool.DIFFERENT, "-: ", "check", "-", stdin=good[:cut])
    all_end("cut.npy")
for more in (b"x", b"\0" * 100, b"\x93NUMPY", good[:130], b"PK\3\4"):
    said = tool.ends(tool.DIFFERENT, "behind", "check", put("more.npy", good + more))
    assert f"{len(more)} bytes behind" in said, said
    tool.ends(tool.DIFFERENT, "ends after" if more[:1] == b"\x93" else "what follows array 1", "check", "-", stdin=good + more)
    all_end("more.npy")
tool.ends(tool.FINE, "objects", "check", DATA / "objects.npy")
tool.ends(tool.UNREADABLE, "missing.npy: ", "check", "missing.npy", "good.npy")
tool.ends(tool.UNREADABLE, "missing.npy: ", "check", "missing.npy", "cut.npy")
tool.ends(tool.UNREADABLE, ".: ", "check", ".")
for path in sorted(DATA.glob("*.npy")):
    expected = tool.DIFFERENT if path.name == "trailing.npy" else tool.FINE
    same(run("check", path).returncode, expected, path)
    all_end(path)
for junk in (b"", b"\n", b"hello, world\n" * 100, b"\x93NUMPX" + bytes(200), b"\x93NUMPY\x09\x00" + bytes(200), b"PK", b"PK\3\4", b"PK\3\4" + bytes(500),
             b"PK\5\6" + bytes(18), b"PK\5\6" + b"\xff" * 18, b"\x93NUMPY\x01\x00\xff\xff" + b" " * 70000, b"\x93NUMPY\x02\x00\xff\xff\xff\xff",
             b"\x93NUMPY\x01\x00\x76\x00" + b"(" * 118, os.urandom(1000)):
    all_end(put("junk", junk))
    # An empty archive is one; a header beyond a limit is refused, whatever would be in it.
    expected = tool.FINE if junk == b"PK\5\6" + bytes(18) else tool.UNREADABLE if junk.endswith((b"\2\0\xff\xff\xff\xff", b"((((")) else tool.DIFFERENT
    same(run("check", "junk").returncode, expected, junk[:20])
    for command in READERS:
        ended = run(*command, "-", *(["-"] if command[0] == "convert" else []), stdin=junk)
        tool.checks += 1
# A claim of more than there could be: nothing is allocated for it.
claim = good.replace(b"(10,)", b"(9" + b"9" * 15 + b",)")[:128 + 80]
all_end(put("claim.npy", claim))
tool.ends(tool.DIFFERENT, "claim.npy", "check", "claim.npy")

# Random edits of a header.
random = np.random.default_rng(1)
header = saved(np.zeros((2, 3), [("a", "<f8"), ("b", "M8[us]"), ("c", "U2", (2,))]))
for i in range(150):
    raw = bytearray(header)
    for _ in range(int(random.integers(1, 4))):
        raw[random.integers(0, 128)] = random.choice(list(b"(){}[],'\":<>|0123456789fiuUSVMO\xff\x00\n\x1b"))
    for command in (["info", "-v"], ["cat"], ["stats"], ["check"]):
        run(*command, put("edited.npy", bytes(raw)))
        tool.checks += 1

# --- archives ------------------------------------------------------------------------------------
np.savez("a.npz", u=np.arange(1000.0), v=np.zeros(3))
same(well("check", "a.npz"), "a.npz: whole, 2 members, 2 arrays\n")
whole = open("a.npz", "rb").read()
same(well("check", "-", stdin=whole), "-: whole, 2 members, 2 arrays\n")
flipped = bytearray(whole)
flipped[whole.index(np.float64(500.0).tobytes())] ^= 1
tool.ends(tool.DIFFERENT, "CRC-32", "check", put("flipped.npz", bytes(flipped)))
tool.ends(tool.UNREADABLE, "CRC-32", "convert", "flipped.npz", "out.npz")
assert not os.path.exists("out.npz")
for cut in (30, 500, len(whole) - 30, len(whole) - 1):
    tool.ends(tool.DIFFERENT, "cut.npz", "check", put("cut.npz", whole[:cut]))
    all_end("cut.npz")
with zipfile.ZipFile("more.npz", "w") as archive:
    archive.writestr("u.npy", good + b"more")
    archive.writestr("v.npy", good)
    archive.writestr("notes.txt", "no array")
    archive.writestr("cut.npy", good[:150])
said = tool.ends(tool.DIFFERENT, "more.npz: u: 4 bytes behind the array\n", "check", "more.npz")
assert "cut" in said and "notes" not in said, said
import warnings  # noqa: E402
with warnings.catch_warnings(), zipfile.ZipFile("twice.npz", "w") as archive:
    warnings.simplefilter("ignore")
    archive.writestr("u.npy", good)
    archive.writestr("u.npy", good)
tool.ends(tool.DIFFERENT, "twice.npz: u: a later member has the same name\n", "check", "twice.npz")
for path in [*ARCHIVES.glob("*.npz"), *(ARCHIVES / "regress").glob("*")]:
    all_end(path)

# The archives that the library is tried with, each of which contradicts itself.
sys.path[:0] = [str(SOURCE / "tests/judge"), str(SOURCE / "tests/judge/support")]
import hostile_archives  # noqa: E402

GROUPS = ("flags_and_methods", "disagreements", "large_fields", "places", "sizes", "sums", "descriptors", "ends", "names", "accepted", "many", "limits")
tried = found = 0
for case in itertools.chain.from_iterable(getattr(hostile_archives, group)() for group in GROUPS):
    path = put("hostile.npz", case.raw)
    ended = run("check", path)
    found += ended.returncode != tool.FINE
    for command in (["info", "--json"], ["info", "-v"], ["cat"], ["stats"]):
        ended = run(*command, path)
        assert all(c == "\n" or c.isprintable() for c in ended.stdout.decode("utf-8")), (case.name, ended.stdout)
    tried += 1
print(f"{tried} hostile archives, {found} found bad")
assert tried > 200 and found > tried * 0.8, (tried, found)
tool.done(1000)

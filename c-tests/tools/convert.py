"""npyrw convert: what it writes is what numpy.save and numpy.savez write, byte for byte, and np.load is the judge."""

import io
import os
import zipfile

import tool
from tool import ARCHIVES, DATA, np, run, same, well


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def read(name):
    with open(name, "rb") as file:
        return file.read()


def zipped(**arrays):
    # By path NumPy writes another flag than into a file object; both are archives of np.savez.
    with open("expected.npz", "wb") as file:
        np.savez(file, **arrays)
    return read("expected.npz")


random = np.random.default_rng(3)

# --- every fixture of ours becomes the file that NumPy of today writes -----------------------------
converted = 0
for path in sorted(DATA.glob("*.npy")):
    if path.name == "objects.npy":
        tool.ends(tool.UNREADABLE, "Python objects", "convert", path, "refused.npy")
        assert not os.path.exists("refused.npy")
        continue
    array = np.load(path)
    well("convert", path, "out.npy")
    found = np.load("out.npy")
    same((found.dtype, found.shape), (array.dtype, array.shape), path.name)
    if array.dtype.names is None and path.name != "bool_other_values.npy":
        same(read("out.npy"), saved(array), path.name)
    elif array.dtype.names is not None:
        same(read("out.npy")[:128], saved(array)[:128], path.name)
        for name in array.dtype.names:
            same(found[name].tobytes(), array[name].tobytes(), path.name)
    converted += 1
assert converted > 70, converted

# --- dtype, order, byte order, casting ------------------------------------------------------------
cases = [random.standard_normal((7, 5, 3)), np.asfortranarray(random.standard_normal((6, 4))), np.arange(10, dtype=">i4"),
         np.float64(3.5), np.zeros((0, 3)), random.standard_normal((1, 9)), np.asfortranarray(random.standard_normal((3, 1, 4)).astype(">f4"))]
for i, array in enumerate(cases):
    np.save("in.npy", array)
    for dtype in ("f4", ">f8", "f2", "c16", "<f4", ">i2"):
        for order in ("C", "F", None):
            if np.can_cast(array.dtype, dtype, "same_kind") is False:
                ended = run("convert", "--dtype", dtype, "in.npy", "refused.npy")
                same((ended.returncode, os.path.exists("refused.npy")), (tool.USAGE, False), f"{i} {dtype}")
            well("convert", "-d", dtype, "-c", "unsafe", *(["--order", order] if order else []), "in.npy", "out.npy")
            expected = array.astype(dtype, order=order or "K") if np.ndim(array) else np.array(array, dtype)
            same(read("out.npy"), saved(expected), f"{i} {dtype} {order}")

# Larger than a block of it, against the grain of the file.
large = random.standard_normal((1500, 2000))
np.save("large.npy", large)
well("convert", "-o", "F", "large.npy", "large_f.npy")
same(read("large_f.npy"), saved(np.asfortranarray(large)), "large, F")
well("convert", "-o", "C", "-d", "f4", "large_f.npy", "back.npy")
same(read("back.npy"), saved(large.astype("f4")), "large, back")
well("convert", "large_f.npy", "large_f.npy")
same(read("large_f.npy"), saved(np.asfortranarray(large)), "in its own place")

# --- parts ----------------------------------------------------------------------------------------
for text, part in (("::-1, 3", np.s_[::-1, 3]), ("5:900:7, ::300", np.s_[5:900:7, ::300]), ("-1", np.s_[-1]), ("..., 0:0", np.s_[..., 0:0])):
    well("convert", "-s", text, "large.npy", "part.npy")
    same(read("part.npy"), saved(np.ascontiguousarray(large[part])), text)
struct = np.zeros(5, [("id", "u4"), ("p", [("x", ">f4"), ("v", "f8", (3,))])])
struct["id"], struct["p"]["x"], struct["p"]["v"] = np.arange(5), np.arange(5) / 2, random.random((5, 3))
np.save("struct.npy", struct)
well("convert", "-f", "p.v", "struct.npy", "field.npy")
same(read("field.npy"), saved(struct["p"]["v"]), "p.v")
well("convert", "-f", "p.x", "-d", ">f4", "struct.npy", "field.npy")
same(read("field.npy"), saved(np.ascontiguousarray(struct["p"]["x"])), "p.x")
tool.ends(tool.USAGE, "no field", "convert", "-f", "p.z", "struct.npy", "none.npy")

# --- archives and back ----------------------------------------------------------------------------
u, v = random.random((30, 40)), np.array(["é", "name"])
np.save("u.npy", u), np.save("v.npy", v)
well("convert", "u.npy", "v.npy", "o.npz")
same(read("o.npz"), zipped(u=u, v=v), "o.npz")
for name, array in (("u", u), ("v", v)):
    well("convert", "-m", name, "o.npz", "back.npy")
    same(read("back.npy"), saved(array), name)
tool.ends(tool.USAGE, "--member", "convert", "o.npz", "back.npy")
well("convert", "o.npz", "again.npz")
same(read("again.npz"), zipped(u=u, v=v), "again.npz")
well("convert", "--name", "w", "u.npy", "w.npz")
same(read("w.npz"), zipped(w=u), "w.npz")
well("convert", "-u", "--name", "v", "-d", "f4", "u.npy", "o.npz")
with np.load("o.npz") as o:
    same(o.files, ["u", "v"], "updated")
    same(o["v"].tobytes(), u.astype("f4").tobytes(), "updated")
well("convert", "-z", "u.npy", "large.npy", "z.npz")
well("convert", "--level", "9", "--block", "65536", "-t", "2", "large.npy", "blocks.npz")
for name in ("z.npz", "blocks.npz"):
    with zipfile.ZipFile(name) as archive:
        assert all(info.compress_type == 8 for info in archive.infolist()) and archive.testzip() is None
    with np.load(name) as archive:
        same(archive["large"].tobytes(), large.tobytes(), name)
    well("convert", "-m", "large", name, "back.npy")
    same(read("back.npy"), saved(large), name)
same(b"Nz" in read("blocks.npz")[-3000:], True, "has a list of blocks")
well("convert", "--align", "4096", "u.npy", "v.npy", "aligned.npz")
with zipfile.ZipFile("aligned.npz") as archive:
    for info in archive.infolist():
        with open("aligned.npz", "rb") as file:
            file.seek(info.header_offset + 26)
            n, extra = np.frombuffer(file.read(4), "<u2")
            same((info.header_offset + 30 + int(n) + int(extra)) % 4096, 0, "aligned")

# --- standard input and output --------------------------------------------------------------------
with open("u.npy", "rb") as file:
    with open("piped.npy", "wb") as out:
        tool.subprocess.run([tool.TOOL, "convert", "-", "-"], stdin=file, stdout=out, check=True)
same(read("piped.npy"), saved(u), "through files")
same(run("convert", "-", "-", "-d", "f4", stdin=read("u.npy")).stdout, saved(u.astype("f4")), "through pipes")
with np.load(io.BytesIO(run("convert", "--to", "npz", "-", "-", stdin=read("u.npy")).stdout)) as archive:
    same(archive["arr_0"].tobytes(), u.tobytes(), "an archive into a pipe")
same(run("convert", "-m", "v", "-", "-", stdin=read("aligned.npz")).stdout, saved(v), "an archive from a pipe")

# --- what fails leaves what was there -------------------------------------------------------------
for arguments in (["cut.npy", "u.npy"], ["cut.npy", "o.npz"], ["u.npy", "cut.npy", "o.npz"]):
    with open("cut.npy", "wb") as file:
        file.write(saved(u)[:500])
    before = read(arguments[-1])
    tool.ends(tool.UNREADABLE, "cut.npy: ", "convert", *arguments)
    same(read(arguments[-1]), before, arguments)
tool.ends(tool.UNWRITABLE, "no/folder", "convert", "u.npy", "no/folder/x.npy")
tool.ends(tool.UNREADABLE, "found 'no arr'", "convert", ARCHIVES / "names.npz", "all.npz")
tool.ends(tool.USAGE, "--order", "convert", "-o", "K", "u.npy", "x.npy")
tool.ends(tool.USAGE, "archives only", "convert", "-z", "u.npy", "x.npy")
assert not [name for name in os.listdir(".") if ".npyrw" in name or "tmp" in name], os.listdir(".")
tool.done(250)

"""npyrw info: its JSON, key by key, against NumPy and zipfile over all fixtures; names of any kind; many files at once."""

import os
import warnings
import zipfile

import tool
from tool import ARCHIVES, DATA, np, parsed, run, same, well

warnings.simplefilter("ignore")
KEYS = ["path", "member", "index", "dtype", "kind", "byteorder", "itemsize", "shape", "order", "count", "nbytes", "version",
        "data_offset", "unit", "fields", "packed", "error"]
WITHOUT = ["path", "member", "index", "packed", "error"]
METHODS = {0: "stored", 8: "deflate", 12: "bzip2", 14: "lzma", 93: "zstd"}


def fields(dtype, parent=-1, offset=0, start=0):
    """All fields of all depths, each struct in front of its own: name, parent, kind, offset, itemsize, shape."""
    out = []
    for name in dtype.names or ():
        part, at = dtype.fields[name][:2]
        title = dtype.fields[name][2] if len(dtype.fields[name]) > 2 else None
        index = start + len(out)
        out.append((name, title, parent, part.base.kind, offset + at, part.itemsize, list(part.shape)))
        out += fields(part.base, index, offset + at, index + 1)
    return out


def base(dtype):
    """Past arrays in arrays."""
    while dtype.base is not dtype:
        dtype = dtype.base
    return dtype


def judge(told, array, raw):
    """`raw`: the bytes of the .npy."""
    what = (told["path"], told["member"])
    dtype = array.dtype
    same(list(told), KEYS, what)
    same(told["error"], None, what)
    same(told["shape"], list(array.shape), what)
    same((told["kind"], told["itemsize"], told["count"]), (dtype.kind, dtype.itemsize, array.size), what)
    described = eval(told["dtype"]) if told["dtype"][0] == "[" else told["dtype"]
    same(described, np.lib.format.dtype_to_descr(dtype), what)
    if dtype.kind != "O":
        same(told["nbytes"], array.nbytes, what)
    if array.ndim > 1 and array.size > 1 and array.flags.c_contiguous != array.flags.f_contiguous:
        same(told["order"], "F" if array.flags.f_contiguous else "C", what)
    same(told["version"], raw[6], what)
    header = int.from_bytes(raw[8:10 if raw[6] == 1 else 12], "little") + (10 if raw[6] == 1 else 12)
    same(told["data_offset"], header, what)
    if dtype.kind in "mM" and np.datetime_data(dtype)[0] != "generic":
        same(told["unit"], dict(zip(("name", "multiple"), np.datetime_data(dtype))), what)
    else:
        same(told["unit"], None, what)
    if "array_of_arrays" not in told["path"]:  # NumPy adds up their shapes
        same([tuple(f[key] for key in ("name", "title", "parent", "kind", "offset", "itemsize", "shape")) for f in told["fields"]],
             fields(dtype), what)


paths = sorted(DATA.glob("*.npy"))
for path, told in zip(paths, parsed("info", *paths), strict=True):
    with open(path, "rb") as file:
        raw = file.read()
    same((told["path"], told["member"], told["index"], told["packed"]), (str(path), None, 0, None))
    judge(told, np.load(path, allow_pickle=True), raw)

members = 0
for path in sorted(ARCHIVES.glob("*.npz")):
    all_told = parsed("info", path)
    with zipfile.ZipFile(path) as archive:
        same(len(all_told), len(archive.infolist()), path)
        for index, (entry, told) in enumerate(zip(archive.infolist(), all_told)):
            same((told["member"], told["index"]), (entry.filename.removesuffix(".npy"), index), path)
            same(told["packed"], {"method": METHODS[entry.compress_type], "number": entry.compress_type, "crc32": f"{entry.CRC:08x}",
                                  "size": entry.file_size, "packed_size": entry.compress_size}, path)
            if entry.compress_type == 93:  # which this Python may not unpack
                continue
            raw = archive.read(entry)
            if raw[:6] != b"\x93NUMPY":
                same(list(told), WITHOUT, path)
                continue
            with np.load(path) as arrays:
                judge(told, arrays[told["member"]], raw)
            members += 1
assert members > 30, members

# --- names of any kind ---------------------------------------------------------------------------
names = ["plain", "with blank", "new\nline", "\x1b[31mred", "tab\t", 'quote"', "back\\slash", "é名\U0001f600", "\u202eturned", "../../up", "/root", "a\0b", "\x7f\x85"]
with zipfile.ZipFile("names.npz", "w") as archive:
    for name in names:
        entry = zipfile.ZipInfo("x")
        entry.filename = name + ".npy"
        with archive.open(entry, "w") as file:
            np.save(file, np.arange(3))
same([told["member"] for told in parsed("info", "names.npz")], names, "names")
for command in ("info", "cat", "stats", "check"):
    ended = run(command, "names.npz")
    text = ended.stdout.decode("utf-8")
    assert all(c == "\n" or c.isprintable() for c in text), (command, text)
    same(ended.returncode, tool.FINE, command)
assert "names.npz: \\x1b[31mred: " in well("info", "names.npz")
same(sorted(os.listdir(".")), ["names.npz"], "nothing is made from a name")
for name in ("é.npy", "new\nline.npy", "-v.npy", b"\xff\xfe.npy"):
    np.save(open(name, "wb"), np.arange(3))
    told, = tool.json.loads(well("info", "--json", "--", name))
    same(os.fsencode(told["path"]), os.fsencode(name), name)
same(well("info", "new\nline.npy"), "new\\nline.npy: <i8 (3,), 24 bytes\n")
same(well("info", b"\xff\xfe.npy"), "\\xff\\xfe.npy: <i8 (3,), 24 bytes\n")
struct = np.zeros(1, [("new\nline", "i4"), ("\x1b", "i4")])
np.save("struct.npy", struct)
same([f["name"] for f in parsed("info", "struct.npy")[0]["fields"]], ["new\nline", "\x1b"], "fields")
assert "field \\x1b: " in well("info", "-v", "struct.npy")

# --- many files, in their order, whatever is among them ------------------------------------------
many = []
for i in range(1000):
    np.save(f"m{i}.npy", np.zeros(i % 50))
    many.append(f"m{i}.npy")
same([(told["path"], told["count"]) for told in parsed("info", *many)], [(name, i % 50) for i, name in enumerate(many)], "many")
same(well("info", *many), "".join(f"m{i}.npy: <f8 ({i % 50},), {i % 50 * 8} bytes\n" for i in range(1000)), "many")
many[500] = "missing.npy"
ended = run("info", *many)
same((ended.returncode, len(ended.stdout.splitlines()), len(ended.stderr.splitlines())), (tool.UNREADABLE, 999, 1), "one is missing")
same(tool.json.loads(run("info", "--json", "missing.npy", "m0.npy").stdout)[0]["error"]["code"], "NPY_ERR_NOT_FOUND")
same(tool.json.loads(run("info", "--json", ARCHIVES / "empty.npz").stdout), [], "an empty archive")

# --- from a pipe, several arrays, one member -----------------------------------------------------
for path in (DATA / "shape_c.npy", ARCHIVES / "deflated.npz"):
    told = parsed("info", path)
    for source in (open(path, "rb"), open(path, "rb").read()):
        piped = parsed("info", "-", stdin=source)
        same([dict(t, path="") for t in piped], [dict(t, path="") for t in told], path)
same([told["index"] for told in parsed("info", "-a", DATA / "several.npy")], list(range(len(parsed("info", "--all", DATA / "several.npy")))))
assert len(parsed("info", "-a", DATA / "several.npy")) > 1
same(len(parsed("info", "-m", "floats", ARCHIVES / "stored.npz")), 1)
assert well("info", DATA / "objects.npy").endswith("objects.npy: |O (3,), Python objects\n")
tool.done(900)

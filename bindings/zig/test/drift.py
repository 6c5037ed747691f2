"""drift.py HEADER: src/raw.zig declares what npyrw.h does: every function with its parameters, every struct with its
members, every handle and constant. A change of either side is noticed, and so it is in a try of it.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

import header  # noqa: E402

# What Zig calls C's types. Pointers are optional, since C takes NULL, but for outputs that have to be there.
ZIG = {
    "void": {"void"}, "char": {"u8"}, "int": {"c_int"}, "size_t": {"usize"}, "double": {"f64"}, "npy_status": {"npy_status"},
    "int32_t": {"i32"}, "int64_t": {"i64"}, "uint32_t": {"u32"}, "uint64_t": {"u64"},
    "const char *": {"?[*:0]const u8", "[*:0]const u8"}, "char *": {"?[*]u8"},
    "void *": {"?*anyopaque"}, "const void *": {"?*const anyopaque"},
    "const int64_t *": {"?[*]const i64"}, "int64_t *": {"*i64"}, "size_t *": {"?*usize"},
    "const npy_slice *": {"?[*]const npy_slice"}, "const npy_member *": {"?[*]const npy_member"},
    "npy_progress": {"?npy_progress"},
}
# Members that are functions: their types, as the header has them.
CALLS = {
    "int64_t (*read_at)(void *context, void *dst, size_t size, int64_t offset);":
        "?*const fn (context: ?*anyopaque, dst: ?*anyopaque, size: usize, offset: i64) callconv(.c) i64",
    "int64_t (*read)(void *context, void *dst, size_t size);":
        "?*const fn (context: ?*anyopaque, dst: ?*anyopaque, size: usize) callconv(.c) i64",
    "void (*close)(void *context);": "?*const fn (context: ?*anyopaque) callconv(.c) void",
    "int64_t (*write)(void *context, const void *data, size_t size);":
        "?*const fn (context: ?*anyopaque, data: ?*const anyopaque, size: usize) callconv(.c) i64",
    "int64_t (*write_at)(void *context, const void *data, size_t size, int64_t offset);":
        "?*const fn (context: ?*anyopaque, data: ?*const anyopaque, size: usize, offset: i64) callconv(.c) i64",
    "int32_t (*end)(void *context, int32_t commit);": "?*const fn (context: ?*anyopaque, commit: i32) callconv(.c) i32",
}
SPECIAL = {"NPY_NONE": '@import("std").math.minInt(i64)', "npy_status": "i32",
           "npy_progress": "*const fn (context: ?*anyopaque, done: i64, total: i64) callconv(.c) i32"}


def spellings(kind):
    """What a C type may be called."""
    if kind in ZIG:
        return ZIG[kind]
    array = re.fullmatch(r"(.*)\[(\w+)\]", kind)
    if array:
        return {f"[{array.group(2)}]{one}" for one in spellings(array.group(1))}
    pointer = re.fullmatch(r"(const )?(np[yz]_\w+|DL\w+) (\*+)", kind)
    assert pointer, f"what is {kind} in Zig?"
    const, name, stars = pointer.groups()
    return {f"*?*{name}"} if stars == "**" else {f"?*{const or ''}{name}"}


def declared(zig):
    """What raw.zig has, each as (kind, name) -> text in the order of the file."""
    out, duplicates = {}, []
    zig = re.sub(r"^//![^\n]*\n", "", zig, flags=re.M)
    rest = zig
    for pattern, kind in (
        (r"^pub extern fn (\w+)\((.*?)\) ([^;]+);\n", "function"),
        (r"^pub const (\w+) = extern struct \{\n(.*?)^\};\n", "struct"),
        (r"^pub const (\w+) = opaque \{\};\n", "opaque"),
        (r"^pub const (\w+) = ([^;]+);\n", "constant"),
    ):
        for found in re.finditer(pattern, rest, re.M | re.S):
            key = kind, found.group(1)
            duplicates += [key] if key in out else []
            out[key] = found.groups()[1:]
        rest = re.sub(pattern, "", rest, flags=re.M | re.S)
    assert not rest.strip(), f"not understood in raw.zig: {rest.strip()[:200]}"
    assert not duplicates, duplicates
    return out


def fields(text):
    """`a: T = x,` a line -> [(a, T)]."""
    return [(name.strip('@"'), kind) for name, kind in re.findall(r"^\s*([\w@\"]+): (.*?) = [^=]*,$", text, re.M)]


def arguments(text):
    return re.findall(r"(\w+): ([^,]+)", text)


def wrong(h_text, z_text):
    has, zig, out = header.parse(h_text), declared(z_text), []
    calls = " ".join(h_text.split())

    def compare(what, want, got):
        if [name for _, name in want] != [name for name, _ in got]:
            out.append(f"{what}: the header has {[name for _, name in want]}, Zig has {[name for name, _ in got]}")
            return
        for (kind, name), (_, mine) in zip(want, got):
            if kind == "function":
                right = [text for call, text in CALLS.items() if f"(*{name})" in call and call in calls]
                if mine not in right:
                    out.append(f"{what}.{name}: Zig has {mine}")
            elif mine not in spellings(kind):
                out.append(f"{what}.{name}: {kind} in the header, {mine} in Zig")

    wanted = set()
    for name, function in has["functions"].items():
        wanted.add(("function", name))
        got = zig.get(("function", name))
        if not got:
            out.append(f"function {name} is missing")
            continue
        compare(name, function["parameters"], arguments(got[0]))
        if got[1] not in spellings(function["returns"]):
            out.append(f"{name} gives {function['returns']} in the header, {got[1]} in Zig")
    for name, members in has["structs"].items():
        wanted.add(("struct", name))
        compare(name, members, fields(zig.get(("struct", name), ("",))[0]))
    wanted |= {("opaque", name) for name in has["opaque"]}
    out += [f"handle {name} is missing" for name in has["opaque"] if ("opaque", name) not in zig]
    for name, value in [*has["constants"].items(), *SPECIAL.items()]:
        wanted.add(("constant", name))
        spelled = SPECIAL.get(name) or (f'"{value}"' if isinstance(value, str) else str(value))
        if zig.get(("constant", name), ("nothing",))[0] != spelled:
            out.append(f"constant {name} is {spelled}, Zig has {zig.get(('constant', name), ('nothing',))[0]}")
    assert "#define NPY_NONE INT64_MIN" in h_text
    if "typedef int32_t (*npy_progress)(void *context, int64_t done, int64_t total);" not in calls:
        out.append("npy_progress is another one in the header")
    out += [f"{kind} {name} is not in the header" for kind, name in zig if (kind, name) not in wanted]
    package = re.search(r'\.version = "([^"]+)"', (HERE / "build.zig.zon").read_text()).group(1)
    if package != has["constants"]["NPYRW_VERSION"]:
        out.append(f"build.zig.zon has version {package}")
    assert len(wanted) > 150, "the header has become small"
    return out


TRIES = (
    ("const char *npy_version(void);", "const char *npy_version(void);\nvoid npy_frobnicate(npy_reader *reader);"),
    ("const char *npy_version(void);", "const char *npy_version(int32_t which);"),
    ("#define NPY_ERR_END (-26)", "#define NPY_ERR_END (-27)"),
    ('#define NPYRW_VERSION "', '#define NPYRW_VERSION "1'),
    ("#define NPY_ERR_END (-26)", "#define NPY_ERR_END (-26)\n#define NPY_ERR_FROBNICATED (-27)"),
    ("typedef struct npy_spec {", "typedef struct npy_spec {\n    int32_t frobnication;"),
    ("int64_t (*read)(void *context, void *dst, size_t size);", "int64_t (*read)(void *context, void *dst, int64_t size);"),
    ("typedef struct npz_writer npz_writer;", "typedef struct npz_writer npz_writer;\ntypedef struct npz_frob npz_frob;"),
    ("    int64_t data_offset;", "    int32_t data_offset;"),
    ("    char message[240];", "    char message[248];"),
)
OWN_TRIES = (
    ("pub extern fn npy_close(reader: ?*npy_reader) void;\n", ""),
    ("npy_flush(writer: ?*npy_writer", "npy_flush(writer: ?*const npy_writer"),
    ("ndim: i32, shape: ?[*]const i64, data: ?*const anyopaque, err: ?*npy_error) npy_status;\npub extern fn npy_save_with",
     "ndim: i64, shape: ?[*]const i64, data: ?*const anyopaque, err: ?*npy_error) npy_status;\npub extern fn npy_save_with"),
    ("pub const NPY_MAP_PRIVATE = 2;", "pub const NPY_MAP_PRIVATE = 1;"),
    ("pub const npy_memory = opaque {};\n", ""),
)


def main():
    h_text, z_text = pathlib.Path(sys.argv[1]).read_text(), (HERE / "src" / "raw.zig").read_text()
    found = wrong(h_text, z_text)
    print(*found, sep="\n")
    for old, new in TRIES:
        assert h_text.count(old) >= 1, old
        assert len(wrong(h_text.replace(old, new, 1), z_text)) > len(found), f"not noticed: {new}"
    for old, new in OWN_TRIES:
        assert z_text.count(old) == 1, old
        assert len(wrong(h_text, z_text.replace(old, new))) > len(found), f"not noticed: {new}"
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())

"""drift.py HEADER: the Go package uses all that npyrw.h has, but for what is listed here.

The cgo tool reads the header itself, so what is used cannot be declared wrongly; what can happen is
that the header gets something that Go does not. Then this fails, and so it does in a try of it: with
one function, one constant and one member more.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

import header  # noqa: E402

# Not bound, and why.
FUNCTIONS = {
    "npy_load": "what is loaded lies in Go's memory",
    "npy_load_from": "the same",
    "npy_array_data_mut": "npy_array_data has the same elements; the mode of a map says whether they can be stored to",
    "npy_save": "npy_save_with does all of it",
    "npz_save": "npz_save_with does",
    "npz_open": "npz_open_with does",
    "npy_memory_new": "a bytes.Buffer is Go's memory to write to",
    "npy_memory_data": "the same",
    "npy_memory_free": "the same",
    "npy_create_memory": "the same",
    "npz_create_memory": "the same",
}
CONSTANTS = {
    "NPY_OK": "nil is",
    "NPY_CAST_NO": "ReadBytes gives the bytes as they are",
    "NPY_MAP_FOREIGN": "elements of Go are in this machine's byte order, and aligned",
    "NPYRW_VERSION": "Version has the library's",
    "NPYRW_VERSION_MAJOR": "the same",
    "NPYRW_VERSION_MINOR": "the same",
    "NPYRW_VERSION_PATCH": "the same",
}
MEMBERS = {"reserved", "unused"}


def wrong(text):
    raw = "\n".join(path.read_text() for path in (HERE / "npy").glob("*.go") if not path.name.endswith("_test.go"))
    # Only code counts: a name in a comment is not used.
    code = re.sub(r"//[^\n]*", "", raw)
    used = set(re.findall(r"\bC\.(\w+)", code))
    words = set(re.findall(r"\w+", code))
    has = header.parse(text)
    out = []
    for kind, names, listed in ("function", has["functions"], FUNCTIONS), ("constant", has["constants"], CONSTANTS):
        assert len(names) > 40, f"the header has only {len(names)} {kind}s?"
        out += [f"{kind} {name} is neither used nor listed" for name in names if name not in used and name not in listed]
        out += [f"{kind} {name} is listed as not bound, and is used" for name in listed if name in used]
        out += [f"{kind} {name} is listed, and is not in the header" for name in listed if name not in names]
    for struct, members in has["structs"].items():
        out += [f"member {struct}.{name} is not used" for _, name in members if name not in words and name not in MEMBERS]
    return out


def main():
    text = pathlib.Path(sys.argv[1]).read_text()
    for old, new in (
        ("const char *npy_version(void);", "const char *npy_version(void);\nvoid npy_frobnicate(npy_reader *reader);"),
        ("#define NPY_ERR_END (-26)", "#define NPY_ERR_END (-26)\n#define NPY_ERR_FROBNICATED (-27)"),
        ("typedef struct npy_spec {", "typedef struct npy_spec {\n    int32_t frobnication;"),
    ):
        assert text.count(old) == 1, old
        found = wrong(text.replace(old, new))
        assert len(found) == len(wrong(text)) + 1, f"not noticed: {new}: {found}"
    found = wrong(text)
    print(*found, sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())

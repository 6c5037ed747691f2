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
    "npy_objects": "object arrays are not offered in Go",
    "npy_objects_load": "the same",
    "npy_objects_memory": "the same",
    "npy_tree_root": "the same",
    "npy_tree_get": "the same",
    "npy_tree_info": "the same",
    "npy_tree_item": "the same",
    "npy_tree_entry": "the same",
    "npy_tree_find": "the same",
    "npy_tree_free": "the same",
    "npy_tree_new": "the same",
    "npy_tree_add": "the same",
    "npy_tree_add_array": "the same",
    "npy_tree_set_mask": "the same",
    "npy_tree_set_strings": "the same",
    "npy_tree_append": "the same",
    "npy_tree_put": "the same",
    "npy_save_objects": "the same",
    "npy_save_objects_memory": "the same",
    "npz_save_objects": "the same",
    "npy_array_to_dlpack": "who speaks DLPack in Go does so through C",
    "npy_save_dlpack": "the same",
}
CONSTANTS = {
    "NPY_OK": "nil is",
    "NPY_CAST_NO": "ReadBytes gives the bytes as they are",
    "NPY_MAP_FOREIGN": "elements of Go are in this machine's byte order, and aligned",
    "NPYRW_VERSION": "Version has the library's",
    "NPYRW_VERSION_MAJOR": "the same",
    "NPYRW_VERSION_MINOR": "the same",
    "NPYRW_VERSION_PATCH": "the same",
    "NPY_ENCODING_ASCII": "object arrays are not offered",
    "NPY_ENCODING_LATIN1": "the same",
    "NPY_ENCODING_UTF8": "the same",
    "NPY_ENCODING_BYTES": "the same",
    "NPY_VALUE_NONE": "the same",
    "NPY_VALUE_BOOL": "the same",
    "NPY_VALUE_INT": "the same",
    "NPY_VALUE_FLOAT": "the same",
    "NPY_VALUE_COMPLEX": "the same",
    "NPY_VALUE_TEXT": "the same",
    "NPY_VALUE_BYTES": "the same",
    "NPY_VALUE_BYTEARRAY": "the same",
    "NPY_VALUE_LIST": "the same",
    "NPY_VALUE_TUPLE": "the same",
    "NPY_VALUE_DICT": "the same",
    "NPY_VALUE_SET": "the same",
    "NPY_VALUE_FROZENSET": "the same",
    "NPY_VALUE_ARRAY": "the same",
    "NPY_VALUE_SCALAR": "the same",
    "NPY_VALUE_DATETIME": "the same",
    "NPY_VALUE_DATE": "the same",
    "NPY_VALUE_TIME": "the same",
    "NPY_VALUE_TIMEDELTA": "the same",
    "NPY_VALUE_TIMEZONE": "the same",
    "NPY_VALUE_AWARE": "the same",
    "NPY_VALUE_FOLD": "the same",
    "NPY_VALUE_STRINGS": "the same",
    "NPY_VALUE_STRICT": "the same",
}
MEMBERS = {"reserved", "unused"}
STRUCTS = {"npy_object_options", "npy_value"}  # of object arrays


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
    version = has["constants"]["NPYRW_VERSION"]
    if f"npyrw@v{version} " not in (HERE / "README.md").read_text():
        out.append(f"README.md does not ask for version {version}")
    for struct, members in has["structs"].items():
        if struct in STRUCTS:
            continue
        out += [f"member {struct}.{name} is not used" for _, name in members if name not in words and name not in MEMBERS]
    return out


def main():
    text = pathlib.Path(sys.argv[1]).read_text()
    for old, new in (
        ("const char *npy_version(void);", "const char *npy_version(void);\nvoid npy_frobnicate(npy_reader *reader);"),
        ("#define NPY_ERR_END (-26)", "#define NPY_ERR_END (-26)\n#define NPY_ERR_FROBNICATED (-27)"),
        ('#define NPYRW_VERSION "', '#define NPYRW_VERSION "1'),
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

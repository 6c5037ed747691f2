"""drift.py HEADER CC DECLARED: src/libnpyrw.jl says what npyrw.h says.

DECLARED is what declared.jl printed. Functions with their parameters, structs with
their members, handles and constants are held against bindings/header.py; sizes and
offsets against the C compiler CC. Then the header is changed in ways that such a
header can change, and each must be noticed.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
import header  # noqa: E402

BASE = {"void": "Nothing", "npy_status": "Int32", "int": "Int32", "int32_t": "Int32", "uint32_t": "UInt32", "int64_t": "Int64",
        "uint64_t": "UInt64", "size_t": "UInt64", "double": "Float64", "char": "UInt8", "npy_progress": "Ptr{Nothing}", "function": "Ptr{Nothing}"}


def julia(kind):
    """A C type as Julia prints the one that stands for it."""
    array = re.fullmatch(r"(\w+)\[(\w+)\]", kind)
    if array:
        return f"NTuple{{{array.group(2)},{BASE[array.group(1)]}}}"
    if kind == "const char *":
        return "Cstring"
    name = kind.replace("const ", "").rstrip("* ")
    out = BASE.get(name, name)
    for _ in range(kind.count("*")):
        out = f"Ptr{{{out}}}"
    return out


def wanted(text):
    """What the header declares, as declared.jl says it; without sizes and offsets."""
    found = header.parse(text)
    none = re.search(r"#define NPY_NONE (\w+)", text)
    return {
        "functions": {name: {"returns": julia(f["returns"]),
                             "parameters": [[julia(kind), p] for kind, p in f["parameters"]]}
                      for name, f in found["functions"].items()},
        "structs": {name: [[julia(kind), m] for kind, m in members] for name, members in found["structs"].items()},
        "opaque": sorted(found["opaque"]),
        "constants": {**found["constants"], "NPY_NONE": -2**63 if none and none.group(1) == "INT64_MIN" else None},
    }


def differences(text, declared):
    want = wanted(text)
    have = {**declared, "opaque": sorted(declared["opaque"]),
            "structs": {name: [member[:2] for member in s["members"]] for name, s in declared["structs"].items()}}
    out = []
    for part in want:
        if part == "opaque":
            if want[part] != have[part]:
                out.append(f"handles: npyrw.h has {want[part]}, libnpyrw.jl has {have[part]}")
            continue
        for name in sorted({*want[part], *have[part]}):
            ours, theirs = have[part].get(name, "nothing"), want[part].get(name, "nothing")
            if ours != theirs:
                out.append(f"{part}: {name}: npyrw.h has {theirs}, libnpyrw.jl has {ours}")
    return out


def layout(path, compiler, declared):
    """What the C compiler says of sizes and offsets, where it is something else."""
    checks = []
    for name, s in declared["structs"].items():
        checks.append(f'SAME("{name}", sizeof({name}), {s["size"]})')
        checks += [f'SAME("{name}.{m}", offsetof({name}, {m}), {offset})' for _, m, offset in s["members"]]
    program = f"""#include "{path}"
#include <stdio.h>
#define SAME(what, c, julia) if ((c) != (julia)) {{ printf("%s: %d in C, %d in Julia\\n", what, (int)(c), julia); wrong = 1; }}
int main(void) {{ int wrong = 0; {" ".join(checks)} return wrong; }}
"""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "layout.c")
        source.write_text(program)
        subprocess.run([compiler, str(source), "-o", folder + "/layout"], check=True)
        ran = subprocess.run([folder + "/layout"], stdout=subprocess.PIPE, text=True)
    return ran.stdout.splitlines(), len(checks)


# What may happen to a header: each is a text in it, and what becomes of it.
CHANGES = {
    "a function goes": (r"npy_status npy_flush\(", "npy_status npy_flush_rows("),
    "a parameter's type": (r"int64_t npz_count\(const npz_reader \*archive\)", "int64_t npz_count(int64_t archive)"),
    "two parameters change places": (r"npy_expect\(const npy_reader \*reader, const char \*dtype, int32_t ndim,",
                                     "npy_expect(const npy_reader *reader, int32_t ndim, const char *dtype,"),
    "a parameter more": (r"npy_next\(npy_reader \*reader, ", "npy_next(npy_reader *reader, int32_t count, "),
    "what a function returns": (r"int64_t npz_count\(", "int32_t npz_count("),
    "a constant": (r"NPY_ERR_CRC \(-42\)", "NPY_ERR_CRC (-49)"),
    "a new constant": (r"#define NPZ_STORED 0", "#define NPZ_STORED 0\n#define NPZ_BZIP2 12"),
    "the constant that is no number": (r"NPY_NONE INT64_MIN", "NPY_NONE INT64_MAX"),
    "a member's type": (r"int32_t casting;", "int64_t casting;"),
    "a member's name": (r"int64_t bytes_cut;", "int64_t bytes_lost;"),
    "a member more": (r"int64_t step;", "int64_t step;\n    int64_t unused;"),
    "the length of an array": (r"char message\[240\]", "char message[232]"),
    "a callback becomes a number": (r"void \(\*close\)\(void \*context\);", "int64_t close;"),
    "a new handle": (r"typedef struct npz_reader npz_reader;", "typedef struct npz_reader npz_reader;\ntypedef struct npz_cursor npz_cursor;"),
}


def main(path, compiler, declared):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    declared = json.loads(pathlib.Path(declared).read_text(encoding="utf-8"))
    wrong = differences(text, declared)
    places, count = layout(path, compiler, declared)
    wrong += places
    for what, (found, becomes) in CHANGES.items():
        changed = re.sub(found, becomes, text)
        if changed == text:
            wrong.append(f"the header has nothing like {found!r} any more: say another way to try {what!r}")
        elif not differences(changed, declared):
            wrong.append(f"would not be noticed: {what}")
    for line in wrong:
        print(line)
    print(f"{len(declared['functions'])} functions, {len(declared['structs'])} structs, {len(declared['constants'])} constants,"
          f" {count} sizes and offsets, {len(CHANGES)} changes noticed" if not wrong else f"{len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

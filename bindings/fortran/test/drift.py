"""drift.py: src/npyrw_c.f90 declares what npyrw.h declares: every function, parameter, struct member and constant.

drift.py --self-test: and it notices when it does not. Each deliberate change of
the header or of the Fortran below must be found.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

import header  # noqa: E402

INTEGERS = {"int": "c_int", "int32_t": "c_int32_t", "uint32_t": "c_int32_t", "npy_status": "c_int32_t",
            "int64_t": "c_int64_t", "uint64_t": "c_int64_t", "size_t": "c_size_t"}


def parse(text):
    """What the module declares, in the form of header.parse(), with Fortran's types."""
    text = re.sub(r"!.*", "", text)
    text = re.sub(r"&\s*\n\s*&?", " ", text)
    out = {"functions": {}, "structs": {}, "constants": {}}
    for name, value in re.findall(r"parameter :: (\w+) = (.+)", text):
        out["constants"][name] = value.strip()
    for name, body in re.findall(r"type, bind\(c\) :: (\w+)\n(.*?)\n\s*end type", text, re.S):
        out["structs"][name] = [re.match(r"\s*(.+?) :: (\w+(?:\(\d+\))?) =", line).groups() for line in body.split("\n")]
    found = re.findall(r"(function|subroutine) (\w+)\s*\(([^)]*)\) bind\(c, name=\"(\w+)\"\)\n(.*?)\n\s*end \1", text, re.S)
    for what, name, names, bound, body in found:
        declared = {n: kind for kind, n in re.findall(r"^\s*(\S.*?) :: (\w+)$", body, re.M)}
        order = [n.strip() for n in names.split(",") if n.strip()]
        if name != bound or set(order) - set(declared):
            raise SystemExit(f"{name}: is bound to {bound}, declares {sorted(declared)}")
        returns = declared[name] if what == "function" else "void"
        out["functions"][name] = {"returns": returns, "parameters": [[declared[n], n] for n in order]}
    return out


def same_value(c, fortran):
    return fortran == (f'"{c}"' if isinstance(c, str) else str(c))


def same_member(api, c, name, kind, spelled):
    count = re.search(r"\[(\d+)\]$", c)
    if spelled != name + (f"({count.group(1)})" if count else ""):
        return False
    c = re.sub(r"\[\d+\]$", "", c)
    if c == "function" or c in api["callbacks"]:
        return kind == "type(c_funptr)"
    if c.endswith("*"):
        return kind == "type(c_ptr)"
    others = {"char": "character(kind=c_char)", "double": "real(c_double)"}
    return kind == (others.get(c) or f"integer({INTEGERS[c]})")


def same_parameter(api, c, kind):
    pointer, constant = c.endswith("*"), c.startswith("const ")
    base = c.removeprefix("const ").rstrip("* ")
    if not pointer:
        return kind == f"integer({INTEGERS[base]}), value"
    if kind == "type(c_ptr), value":
        return c.count("*") == 1 and base not in api["structs"]
    if c.count("*") == 2:
        return kind == "type(c_ptr), intent(inout)"
    if f"intent({'in' if constant else 'inout'})" not in kind:
        return False
    if base in api["structs"]:
        return kind.startswith(f"type({base}),")
    if base == "char":
        return constant and kind.startswith("character(kind=c_char), dimension(*)")
    return base in INTEGERS and kind.startswith(f"integer({INTEGERS[base]}),")


def same_result(c, kind):
    if c.endswith("*"):
        return kind == "type(c_ptr)"
    return kind == ("void" if c == "void" else f"integer({INTEGERS[c]})")


def differences(api, fortran):
    for what in "constants", "structs", "functions":
        ours = set(fortran[what]) - {"NPY_NONE"}
        for name in sorted(set(api[what]) ^ ours):
            yield f"{what}: {name} is only in {'npyrw.h' if name in api[what] else 'npyrw_c.f90'}"
    for name, value in api["constants"].items():
        if name in fortran["constants"] and not same_value(value, fortran["constants"][name]):
            yield f"{name} is {value}, in Fortran {fortran['constants'][name]}"
    for name, members in api["structs"].items():
        ours = fortran["structs"].get(name, members)
        if len(ours) != len(members):
            yield f"{name} has {len(members)} members, in Fortran {len(ours)}"
        for (c, member), (kind, spelled) in zip(members, ours):
            if ours is not members and not same_member(api, c, member, kind, spelled):
                yield f"{name}.{member} is {c}, in Fortran {kind} :: {spelled}"
    for name, declared in api["functions"].items():
        ours = fortran["functions"].get(name)
        if ours is None:
            continue
        if not same_result(declared["returns"], ours["returns"]):
            yield f"{name} returns {declared['returns']}, in Fortran {ours['returns']}"
        if [n for _, n in declared["parameters"]] != [n for _, n in ours["parameters"]]:
            yield f"{name}: the parameters are called differently, or are others"
        for (c, parameter), (kind, _) in zip(declared["parameters"], ours["parameters"]):
            if not same_parameter(api, c, kind):
                yield f"{name}: {parameter} is {c}, in Fortran {kind}"


CHANGES = [  # where, what, by what
    ("h", "#define NPY_ERR_CAST (-6)", "#define NPY_ERR_CAST (-9)"),
    ("h", "#define NPZ_DEFLATED 8", "#define NPZ_DEFLATED 8\n#define NPZ_OTHER 9"),
    ("h", "int32_t os_error;", "int64_t os_error;"),
    ("h", "int32_t unit_multiple;", ""),
    ("h", "char message[200];", "char message[208];"),
    ("h", "npy_status npy_flush(npy_writer *writer,", "npy_status npy_flush(npy_writer *writer, int32_t hard,"),
    ("h", "npy_status npy_next(npy_reader *reader, npy_error *err);", ""),
    ("h", "void npz_close(npz_reader *archive);", "npy_status npz_close(npz_reader *archive);"),
    ("h", "npy_status npz_remove(npz_writer *archive,", "npy_status npz_remove(const npz_options *archive,"),
    ("f", "integer(c_size_t), value :: capacity", "integer(c_int), value :: capacity"),
    ("f", "type(npy_slice), dimension(*), intent(in)", "type(npy_member), dimension(*), intent(in)"),
    ("f", "type(c_funptr) :: write_at = c_null_funptr", "type(c_ptr) :: write_at = c_null_ptr"),
    ("f", "integer(c_int32_t), parameter :: NPY_MAX_NDIM = 64", "integer(c_int32_t), parameter :: NPY_MAX_NDIM = 32"),
]


def main():
    c, f = (HERE.parents[2] / "include" / "npyrw.h").read_text(), (HERE.parent / "src" / "npyrw_c.f90").read_text()
    api = header.parse(c)
    assert len(api["functions"]) > 60 and len(api["structs"]) > 10 and len(api["constants"]) > 50
    found = list(differences(api, parse(f)))
    for where, old, new in CHANGES if "--self-test" in sys.argv else []:
        text = c if where == "h" else f
        assert old in text, old
        changed = text.replace(old, new, 1)
        pair = (header.parse(changed), parse(f)) if where == "h" else (api, parse(changed))
        if not list(differences(*pair)):
            found.append(f"not noticed: {old!r} became {new!r}")
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

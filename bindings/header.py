"""header.py HEADER: what npyrw.h declares, as JSON; for those who hold a binding's declarations against it.

    functions   name -> {"returns": type, "parameters": [[type, name]…]}
    structs     name -> [[type, name]…]; an array member's type ends in [N]; a
                member that is a function has the type "function"
    callbacks   name -> the same as a function, for typedefs of function types
    opaque      the handles: structs without members
    constants   name -> number, or text for a string
"""

import json
import re
import sys

WORD = re.compile(r"(.*?[\s*])(\w+)$", re.S)


def pointers(text):
    """Types with one spelling: `const char *`, `npy_reader **`."""
    text = re.sub(r"\bstruct\s+", "", text)
    return re.sub(r"\s*(\*+)", r" \1", re.sub(r"\*\s+(?=\*)", "*", " ".join(text.split())))


def declaration(text):
    """`const char *path` -> ("const char *", "path")."""
    array = re.search(r"\s*\[(\w+)\]$", text)
    if array:
        kind, name = declaration(text[: array.start()])
        return [f"{kind}[{array.group(1)}]", name]
    found = WORD.match(" ".join(text.split()))
    return [pointers(found.group(1)), found.group(2)]


def parameters(text):
    text = text.strip()
    return [] if text in ("", "void") else [declaration(part) for part in text.split(",")]


def members(body):
    out = []
    for part in filter(None, (part.strip() for part in body.split(";"))):
        call = re.search(r"\(\s*\*\s*(\w+)\s*\)\s*\(", part)
        out.append(["function", call.group(1)] if call else declaration(part))
    return out


def parse(text):
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    text = re.sub(r"//[^\n]*", " ", text)
    out = {"functions": {}, "structs": {}, "callbacks": {}, "opaque": [], "constants": {}}
    for name, value in re.findall(r"^#define[ \t]+(\w+)[ \t]+(\S[^\n]*)$", text, re.M):
        value = value.strip()
        if value.startswith('"'):
            out["constants"][name] = value.strip('"')
        elif re.fullmatch(r"\(?-?(0x[0-9a-fA-F]+|\d+)[uUlL]*\)?", value):
            out["constants"][name] = int(re.sub(r"[()uUlL]", "", value), 0)
    text = re.sub(r"^#[^\n]*(\\\n[^\n]*)*$", "", text, flags=re.M)
    for name, body in re.findall(r"typedef\s+struct\s+(\w+)\s*\{(.*?)\}\s*\w+\s*;", text, re.S):
        out["structs"][name] = members(body)
    text = re.sub(r"typedef\s+struct\s+\w+\s*\{.*?\}\s*\w+\s*;", "", text, flags=re.S)
    for names in re.findall(r"enum\s*\w*\s*\{(.*?)\}", text, re.S):
        for name, value in re.findall(r"(\w+)\s*=\s*(-?\w+)", names):
            out["constants"][name] = int(value, 0)
    text = re.sub(r"(typedef\s+)?enum\s*\w*\s*\{.*?\}\s*\w*\s*;", "", text, flags=re.S)
    for name in re.findall(r"(?:typedef\s+struct\s+\w+\s+|^struct\s+)(\w+)\s*;", text, re.M):
        out["opaque"].append(name)
    for returns, name, args in re.findall(r"typedef\s+([\w\s*]+?)\(\s*\*\s*(\w+)\s*\)\s*\((.*?)\)\s*;", text, re.S):
        out["callbacks"][name] = {"returns": " ".join(returns.split()), "parameters": parameters(args)}
    text = re.sub(r"typedef[^;]*;", "", text)
    for returns, name, args in re.findall(r"([\w\s*]+?[\s*])(np[yz]_\w+)\s*\(([^()]*)\)\s*;", text):
        out["functions"][name] = {"returns": pointers(returns), "parameters": parameters(args)}
    return out


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as header:
        json.dump(parse(header.read()), sys.stdout, indent=1)

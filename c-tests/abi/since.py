"""since.py HEADER VERSION LIST: each function and type of the header says which version brought it, and each constant keeps its value.

LIST is the committed list of constants; `make abi` writes it anew (NPYRW_BLESS=1).
"""

import os
import re
import sys

from symbols import declared, finish, since

header, version, committed = sys.argv[1:]
with open(header, encoding="utf-8") as file:
    text = file.read()
said = since(header)
types = set(re.findall(r"^typedef (?:struct )?\w+ (\w+);", text, re.M)) | set(re.findall(r"^typedef struct (\w+) \{", text, re.M))
problems = []
if not types:
    problems.append("the header has no type")
for name in sorted(declared(header) | types):
    if name not in said:
        problems.append(f"does not say since when: {name}")
    elif [int(part) for part in said[name].split(".")] > [int(part) for part in version.split(".")[:2]]:
        problems.append(f"{name} is said to be of {said[name]}, which is not out")

constants = re.findall(r"^#define (NP[YZ]_\w+) (.+)$", text, re.M)
lines = "".join(f"{name} {value}\n" for name, value in constants)
if os.environ.get("NPYRW_BLESS") and not problems:
    with open(committed, "w", encoding="utf-8") as file:
        file.write(lines)
with open(committed, encoding="utf-8") as file:
    listed = file.read()
for line in sorted(set(lines.splitlines()) ^ set(listed.splitlines())):
    problems.append(f"{os.path.basename(committed)} and the header do not agree on: {line} (`make abi` if that is meant)")
finish(f"{len(declared(header))} functions, {len(types)} types, {len(constants)} constants", problems)

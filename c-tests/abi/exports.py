"""exports.py LIBRARY HEADER LIST: the shared library exports what the header declares, and nothing else.

LIST is the committed list of these names, so that none goes and none comes by
chance; `make abi` writes it anew (NPYRW_BLESS=1). A line is a name and the version that brought it.
"""

import os
import sys

from symbols import declared, defined, finish, since

library, header, committed = sys.argv[1:]
exported, promised = defined(library, ".dynsym"), declared(header)
problems = []
if not promised:
    problems.append("the header declares no function")
for name in sorted(promised - exported):
    problems.append(f"declared but not exported: {name}")
for name in sorted(exported - promised):
    problems.append(f"exported but not declared: {name}")

said = since(header)
lines = "".join(f"{name} {said.get(name, '?')}\n" for name in sorted(promised))
if os.environ.get("NPYRW_BLESS") and not problems:
    with open(committed, "w", encoding="utf-8") as file:
        file.write(lines)
with open(committed, encoding="utf-8") as file:
    listed = file.read()
for line in sorted(set(lines.splitlines()) - set(listed.splitlines())):
    problems.append(f"not in {os.path.basename(committed)}: {line} (`make abi` if that is meant)")
for line in sorted(set(listed.splitlines()) - set(lines.splitlines())):
    problems.append(f"in {os.path.basename(committed)}, but no longer so: {line} (`make abi` if that is meant)")
if not problems and listed != lines:
    problems.append(f"{os.path.basename(committed)} is not in order")
finish(f"{len(exported)} exported names", problems)

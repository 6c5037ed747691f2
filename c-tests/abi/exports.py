"""exports.py LIBRARY HEADER: the shared library exports what the header declares, and nothing else."""

import sys

from symbols import declared, defined, finish

library, header = sys.argv[1:]
exported, promised = defined(library, ".dynsym"), declared(header)
problems = []
if not promised:
    problems.append("the header declares no function")
for name in sorted(promised - exported):
    problems.append(f"declared but not exported: {name}")
for name in sorted(exported - promised):
    problems.append(f"exported but not declared: {name}")
finish(f"{len(exported)} exported names", problems)

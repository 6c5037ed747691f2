"""dynamic.py LIBRARY SONAME: the shared library's own name, and the libraries it needs."""

import re
import sys

from symbols import finish, tool

# What every machine with a C library has. Some of them are part of libc by now.
SYSTEM = re.compile(r"(libc|libgcc_s|libm|libpthread|libdl|librt|ld-linux.*)\.so\.\d+")

library, wanted = sys.argv[1:]
entries = tool("readelf", "--dynamic", "--wide", library)
sonames = re.findall(r"\(SONAME\).*\[(.*)\]", entries)
needed = re.findall(r"\(NEEDED\).*\[(.*)\]", entries)
problems = []
if sonames != [wanted]:
    problems.append(f"SONAME is {sonames}, wanted {wanted}")
for name in needed:
    if not SYSTEM.fullmatch(name):
        problems.append(f"needs {name}")
for run_path in re.findall(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]", entries):
    problems.append(f"carries a run path: {run_path}")
# And with those that they need in turn, as the loader finds them here.
for line in tool("ldd", library).splitlines():
    name = line.split()[0].rpartition("/")[2]
    if "not found" in line or not (SYSTEM.fullmatch(name) or name.startswith("linux-vdso.so.") or name == "statically"):
        problems.append(f"loads {line.strip()}")
finish(f"{wanted}, needing {' '.join(needed)}", problems)

"""native_libs.py PC-FILE SHARED FOLDER CARGO [ARGUMENT…]: the .pc file names the libraries Rust names.

SHARED is 1 if there is a shared library too: then they belong to Libs.private.
CARGO and its arguments build the crate anew, in FOLDER, and are asked to tell.
"""

import re
import subprocess
import sys

from symbols import finish

pc_file, shared, folder, *cargo = sys.argv[1:]
done = subprocess.run(
    [cargo[0], "rustc", "--lib", "--crate-type", "staticlib", "--target-dir", folder, *cargo[1:],
     "--", "--print", "native-static-libs"],
    capture_output=True, text=True)
said = re.search(r"native-static-libs: (.*)", done.stderr)
if done.returncode != 0 or not said:
    sys.exit(f"cargo did not say: {done.stderr}")
with open(pc_file, encoding="utf-8") as file:
    fields = dict(line.split(":", 1) for line in file.read().splitlines() if ": " in line)
written = fields.get("Libs.private" if shared == "1" else "Libs", "").strip()
wanted = said.group(1).strip()
problems = []
if written.removeprefix("-L${libdir} -lnpyrw").strip() != wanted:
    problems.append(f"the .pc file says \"{written}\", Rust says \"{wanted}\"")
finish(f"native libraries {wanted}", problems)

"""size.py LIBRARY LIMIT RUSTC: the shared library, stripped, is not larger than LIMIT bytes. What other compilers than
RUSTC make of the same sources may be a twentieth larger."""

import os
import re
import sys

from symbols import finish, tool

library, limit, known = sys.argv[1], int(sys.argv[2]), sys.argv[3]
made_by = re.findall(r"rustc version (\S+)", tool("readelf", "-p", ".comment", library))
if made_by != [known]:
    print(f"note: made by rustc {' '.join(made_by) or 'of no name'}, not by {known}, so {limit} may be more by a twentieth")
    limit += limit // 20
tool("strip", "-o", "stripped.so", library)
size = os.path.getsize("stripped.so")
finish(f"{size} bytes without debug information", [f"more than {limit}"] if size > limit else [])

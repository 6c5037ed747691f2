"""size.py LIBRARY LIMIT: the shared library, stripped, is not larger than LIMIT bytes."""

import os
import sys

from symbols import finish, tool

library, limit = sys.argv[1], int(sys.argv[2])
tool("strip", "-o", "stripped.so", library)
size = os.path.getsize("stripped.so")
finish(f"{size} bytes without debug information", [f"more than {limit}"] if size > limit else [])

"""Runs the example programs, for the tests beside it."""

import os
import pathlib
import subprocess
import sys

try:
    import numpy  # noqa: F401
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = pathlib.Path(os.environ["NPYRW_BUILD"]) / "examples"


def program(name, *arguments, limit=None, cwd=None):
    """What a program wrote and how it ended; `limit` is called in its process before it starts."""
    return subprocess.run([PROGRAMS / name, *map(str, arguments)], capture_output=True, text=True, timeout=120,
                          preexec_fn=limit, cwd=cwd)


def script(name, *arguments, **environment):
    """The same of one of the Python scripts."""
    return subprocess.run([sys.executable, "-B", EXAMPLES / name, *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, env=os.environ | environment)


def well(ended):
    """What it printed, if it ended well."""
    assert ended.returncode == 0, (ended.args, ended.returncode, ended.stdout, ended.stderr)
    return ended.stdout

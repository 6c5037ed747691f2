"""Runs npyrw, for the tests beside it. From the environment: NPYRW_TOOL, NPYRW_SOURCE."""

import json
import os
import pathlib
import subprocess
import sys

try:
    import numpy as np
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

TOOL = os.environ["NPYRW_TOOL"]
SOURCE = pathlib.Path(os.environ["NPYRW_SOURCE"])
DATA = SOURCE / "c-tests/data"
ARCHIVES = SOURCE / "c-tests/archives"
FINE, DIFFERENT, USAGE, UNREADABLE, UNWRITABLE = range(5)
checks = 0


def run(*arguments, stdin=b"", **options):
    """Bytes in, bytes out; `stdin` may be a file. A signal is never an answer."""
    source = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    ended = subprocess.run([TOOL, *(os.fsencode(text(argument)) for argument in arguments)], capture_output=True, timeout=120,
                           **source, **options)
    assert 0 <= ended.returncode <= 4, (ended.args, ended.returncode, ended.stdout, ended.stderr)
    return ended


def text(argument):
    return argument if isinstance(argument, (str, bytes, os.PathLike)) else str(argument)


def well(*arguments, **options):
    """What it printed, if it ended well and complained of nothing."""
    ended = run(*arguments, **options)
    assert ended.returncode == FINE and ended.stderr == b"", (ended.args, ended.returncode, ended.stdout, ended.stderr)
    return ended.stdout.decode("utf-8")


def ends(code, words, *arguments, **options):
    """That it ends so, and says that, on either stream."""
    global checks
    ended = run(*arguments, **options)
    said = (ended.stdout + ended.stderr).decode("utf-8")
    assert ended.returncode == code and words in said, (ended.args, ended.returncode, said, "expected", code, words)
    if code >= USAGE:
        assert ended.stderr.startswith(b"npyrw: "), ended.stderr
    checks += 1
    return said


def parsed(*arguments, **options):
    """The JSON; what has a point stays the text that it is."""
    return json.loads(well(*arguments, "--json", **options), parse_float=str)


def same(found, expected, what=""):
    global checks
    assert found == expected, f"{what}: found {found!r}, expected {expected!r}"
    checks += 1


def done(least):
    print(f"{checks} checks")
    assert checks >= least, f"only {checks} checks, expected {least}"

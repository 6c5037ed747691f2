"""What the rows need that run in this process: ratios in turn, files and memory."""

import ctypes as C
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "judge", "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402
import results  # noqa: E402
from files import FOLDER as TMP  # noqa: E402

LOOPS = C.CDLL(os.environ["NPYRW_BENCH_LOOPS"])
ROWS = {}


def row(function):
    """A row; the first line of its documentation is its text."""
    ROWS[function.__name__] = function
    return function


def npyrw_version():
    npyrw.LIB.npy_version.restype = C.c_char_p
    return npyrw.LIB.npy_version().decode()


def path(name):
    return os.path.join(TMP, name)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def nothing():
    pass


def ratio(rounds, numerator, denominator, before=nothing, after=nothing):
    """The quartiles of time(numerator) / time(denominator), in turn, after one round unmeasured; `before` and
    `after` are called around each, unmeasured."""
    def measured(work):
        before()
        taken = seconds(work)
        after()
        return taken

    measured(numerator), measured(denominator)
    found = []
    for i in range(rounds):
        if i % 2:
            b, a = measured(denominator), measured(numerator)
        else:
            a, b = measured(numerator), measured(denominator)
        found.append(a / b)
    return statistics.quantiles(found, n=4)


def report(name, text, quartiles, goal, against=None, x="x "):
    """A row: at least `goal` times as fast as NumPy, or, against what is named, at most `goal` times its time."""
    result = results.Result(name, text)
    if against is None:
        result.against_numpy(quartiles, goal)
    else:
        result.against_limit(against, quartiles, goal, x)
    results.add(result)


def opened(name, flags=0):
    handle = C.c_void_p()
    options = npyrw.OpenOptions(flags=flags)
    npyrw.call("npy_open_with", os.fsencode(name), C.byref(options), C.byref(handle))
    return handle


def read_whole(name, out, request=None, flags=0):
    """Open, read, close."""
    handle = opened(name, flags)
    npyrw.call("npy_read", handle, C.byref(request) if request else None, npyrw.address(out), C.c_size_t(out.nbytes))
    npyrw.LIB.npy_close(handle)


def touched(shape, dtype):
    """Memory that is there already."""
    out = np.empty(shape, dtype)
    out.fill(1)
    return out

"""What every measurement needs: rows, ratios in turn, files and memory."""

import ctypes as C
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tests", "judge", "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402

TMP = os.environ["NPYRW_BENCH_TMP"]
LOOPS = C.CDLL(os.environ["NPYRW_BENCH_LOOPS"])
ROWS = []


def row(function):
    ROWS.append(function)
    return function


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


def report(name, quartiles, goal, least):
    low, median, high = quartiles
    met = median >= goal if least else median <= goal
    sign = ">=" if least else "<="
    print(f"{name:<66} {median:8.2f}  [{low:.2f} {high:.2f}]  goal {sign} {goal}  {'met' if met else 'MISSED'}", flush=True)
    return met


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


def bare_pread(name, out):
    fd = os.open(name, os.O_RDONLY)
    view, at = memoryview(out).cast("B"), 0
    while at < len(view):
        at += os.preadv(fd, [view[at:]], 128 + at)
    os.close(fd)


def make(name, dtype, shape, fortran=False):
    """A file of random numbers, made once."""
    if not os.path.exists(path(name)):
        array = np.random.default_rng(7).random(shape).astype(dtype)
        np.save(path(name), np.asfortranarray(array) if fortran else array)
    return path(name)

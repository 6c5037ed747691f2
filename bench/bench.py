"""Measures npyrw beside NumPy and beside the bare system calls.

What is compared runs in turn, in this process, on the same files and memory; a row
is the median of the rounds' ratios, with the quartiles. Nothing is compared across
runs, and no time is absolute.
"""

import argparse
import ctypes as C
import os
import re
import shutil
import subprocess
import sys

from measure import ROWS, bare_pread, make, opened, path, ratio, read_whole, report, row, touched
import npyrw
import numpy as np


@row
def header_instructions(rounds):
    """Instructions to parse a header of 118 bytes"""
    if not shutil.which("valgrind"):
        print("header_instructions: skipped, valgrind is not there")
        return True
    counts = []
    for times in (1000, 2000):
        out = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", os.environ["NPYRW_PARSE_HEADER"], str(times)],
            capture_output=True, text=True, check=True)
        counts.append(int(re.search(r"Collected : (\d+)", out.stderr).group(1)))
    return report(header_instructions.__doc__, [(counts[1] - counts[0]) / 1000] * 3, 1750, least=False)


@row
def read_100mb(rounds):
    """Read 100 MB into the caller's memory: time against a bare pread loop"""
    name, out = make("f8_100mb.npy", "<f8", 12_500_000), touched(12_500_000, "f8")
    return report(read_100mb.__doc__, ratio(rounds, lambda: read_whole(name, out), lambda: bare_pread(name, out)), 1.1, least=False)


@row
def read_100mb_numpy(rounds):
    """The same: NumPy's load and copy into that memory, against npyrw"""
    name, out = make("f8_100mb.npy", "<f8", 12_500_000), touched(12_500_000, "f8")

    def numpy():
        out[...] = np.load(name)

    return report(read_100mb_numpy.__doc__, ratio(rounds, numpy, lambda: read_whole(name, out)), 1.7, least=True)


@row
def load_100mb(rounds):
    """Load 100 MB into memory of the library's: np.load against npy_load"""
    name = make("f8_100mb.npy", "<f8", 12_500_000)

    def ours():
        handle = C.c_void_p()
        npyrw.call("npy_load", os.fsencode(name), C.byref(handle))
        npyrw.LIB.npy_array_free(handle)

    return report(load_100mb.__doc__, ratio(rounds, lambda: np.load(name), ours), 1.0, least=True)


@row
def swap_100mb(rounds):
    """Read 100 MB of big-endian f8: speed against the same read without a swap"""
    plain, foreign = make("f8_100mb.npy", "<f8", 12_500_000), make("be_100mb.npy", ">f8", 12_500_000)
    out = touched(12_500_000, "f8")
    return report(swap_100mb.__doc__, ratio(rounds, lambda: read_whole(plain, out), lambda: read_whole(foreign, out)), 0.9, least=True)


@row
def transpose(rounds):
    """Fortran 8192 x 8192 f8 to C order: NumPy's ascontiguousarray(load) against npyrw"""
    name, out = make("f_8192.npy", "<f8", (8192, 8192), fortran=True), touched((8192, 8192), "f8")
    request = npyrw.request(order="C")
    fortran = np.load(name, mmap_mode="r")
    read_whole(name, out, request)
    assert np.array_equal(out[::511], fortran[::511])
    del fortran
    return report(transpose.__doc__, ratio(min(rounds, 5), lambda: np.ascontiguousarray(np.load(name)), lambda: read_whole(name, out, request)), 3, least=True)


@row
def strided_write(rounds):
    """Write every second column of 4096 x 4096 f8: NumPy's save against npyrw"""
    view = np.random.default_rng(7).random((4096, 4096))[:, ::2]
    spec = npyrw.spec("f8", view.shape)

    def ours():
        npyrw.save_with(path("ours.npy"), spec, view)

    result = ratio(rounds, lambda: np.save(path("theirs.npy"), view), ours)
    with open(path("ours.npy"), "rb") as a, open(path("theirs.npy"), "rb") as b:
        assert a.read() == b.read()
    return report(strided_write.__doc__, result, 2, least=True)


SIDE, CUT = 11_200, slice(2_000, 3_120)


@row
def hyperslab(rounds):
    """A 1 % hyperslab of a 1 GB file: np.load(mmap_mode='r') sliced into a new array, against npy_load_from"""
    name = make("f8_1gb.npy", "<f8", (SIDE, SIDE))
    request = npyrw.request(select=(CUT, CUT))

    def numpy():
        return np.array(np.load(name, mmap_mode="r")[CUT, CUT])

    def ours():
        reader, handle = opened(name), C.c_void_p()
        npyrw.call("npy_load_from", reader, C.byref(request), C.byref(handle))
        npyrw.LIB.npy_array_free(handle)
        npyrw.LIB.npy_close(reader)

    result = ratio(rounds, numpy, ours)
    return report(hyperslab.__doc__, result, 1, least=True)


@row
def hyperslab_bytes(rounds):
    """The same hyperslab: per cent of the file's bytes that are asked for"""
    name = make("f8_1gb.npy", "<f8", (SIDE, SIDE))
    request = npyrw.request(select=(CUT, CUT))
    read, size = 0, os.path.getsize(name)
    fd = os.open(name, os.O_RDONLY)

    def read_at(_, dst, length, offset):
        nonlocal read
        piece = os.pread(fd, length, offset)
        C.memmove(dst, piece, len(piece))
        read += len(piece)
        return len(piece)

    kind = C.CFUNCTYPE(C.c_int64, C.c_void_p, C.c_void_p, C.c_size_t, C.c_int64)

    class Source(C.Structure):
        _fields_ = [("context", C.c_void_p), ("read_at", kind), ("read", C.c_void_p), ("length", C.c_void_p),
                    ("close", C.c_void_p), ("reserved", C.c_uint64 * 4)]

    source, handle = Source(read_at=kind(read_at)), C.c_void_p()
    npyrw.call("npy_open_source", C.byref(source), None, C.byref(handle))
    out = np.empty((1120, 1120))
    npyrw.call("npy_read", handle, C.byref(request), npyrw.address(out), C.c_size_t(out.nbytes))
    npyrw.LIB.npy_close(handle)
    os.close(fd)
    assert np.array_equal(out, np.load(name, mmap_mode="r")[CUT, CUT])
    return report(hyperslab_bytes.__doc__, [100 * read / size] * 3, 2, least=False)


import archives  # noqa: E402, F401: its rows follow ours
import tools  # noqa: E402, F401
import growing  # noqa: E402, F401: likewise
import mpi  # noqa: E402, F401: likewise


def main():
    parser = argparse.ArgumentParser(description="Measures npyrw; each row is a ratio.")
    parser.add_argument("rows", nargs="*", help="names of rows: " + ", ".join(r.__name__ for r in ROWS))
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    known = {r.__name__: r for r in ROWS}
    unknown = [name for name in options.rows if name not in known]
    if unknown:
        parser.error(f"no row {', '.join(unknown)}")
    chosen = [known[name] for name in options.rows] or ROWS
    missed = [r.__name__ for r in chosen if not r(options.rounds)]
    print(f"{len(chosen) - len(missed)} of {len(chosen)} goals met" + (f"; missed: {', '.join(missed)}" if missed else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

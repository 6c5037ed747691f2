"""Headers and parts of files: what is counted rather than timed, and what NumPy's maps are held against."""

import ctypes as C
import os
import re
import shutil
import subprocess
import sys

import files
from measure import opened, ratio, report, row
import npyrw
import numpy as np
import results

SIDE, CUT = 11_200, slice(2_000, 3_120)
NUMPY = """
import io, sys
import numpy as np
header = io.BytesIO()
np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (1000, 1000)})
for _ in range(int(sys.argv[1])):
    header.seek(0)
    np.lib.format.read_magic(header)
    np.lib.format.read_array_header_1_0(header)
"""


def counted(command, few, many):
    """Instructions of one time, which is the difference between many and few."""
    counts = []
    for times in (few, many):
        out = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command, str(times)],
                             capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
        counts.append(int(re.search(r"Collected : (\d+)", out.stderr).group(1)))
    return (counts[1] - counts[0]) / (many - few)


@row
def header_instructions(rounds):
    """Instructions to parse a header of 118 bytes"""
    if not shutil.which("valgrind"):
        return results.skip("header_instructions", "valgrind is not there")
    ours = counted([os.environ["NPYRW_PARSE_HEADER"]], 1000, 2000)
    theirs = counted([sys.executable, "-B", "-c", NUMPY], 50, 550)
    result = results.Result("header_instructions", f"Parse a header in memory: {ours:,.0f} instructions, NumPy {theirs:,.0f}")
    result.against_numpy([theirs / ours] * 3, 100)
    result.against_limit("instructions", [ours] * 3, 1750, x="")
    return results.add(result)


@row
def hyperslab(rounds):
    """A 1 % hyperslab of a 1 GB file into new memory, against a slice of np.load(mmap_mode='r')"""
    name = files.npy((SIDE, SIDE))
    request = npyrw.request(select=(CUT, CUT))

    def numpy():
        return np.array(np.load(name, mmap_mode="r")[CUT, CUT])

    def ours():
        reader, handle = opened(name), C.c_void_p()
        npyrw.call("npy_load_from", reader, C.byref(request), C.byref(handle))
        npyrw.LIB.npy_array_free(handle)
        npyrw.LIB.npy_close(reader)

    report("hyperslab", hyperslab.__doc__, ratio(rounds, numpy, ours), 1)


@row
def hyperslab_bytes(rounds):
    """Bytes that are asked for, for the same 1 %"""
    name = files.npy((SIDE, SIDE))
    request = npyrw.request(select=(CUT, CUT))
    read, size = 0, os.path.getsize(name)
    fd = os.open(name, os.O_RDONLY)

    def read_at(_, dst, length, offset):
        nonlocal read
        piece = os.pread(fd, length, offset)
        C.memmove(dst, piece, len(piece))
        read += len(piece)
        return len(piece)

    source, handle = npyrw.Source(read_at=npyrw.READ_AT(read_at)), C.c_void_p()
    npyrw.call("npy_open_source", C.byref(source), None, C.byref(handle))
    out = np.empty((1120, 1120))
    npyrw.call("npy_read", handle, C.byref(request), npyrw.address(out), C.c_size_t(out.nbytes))
    npyrw.LIB.npy_close(handle)
    os.close(fd)
    assert np.array_equal(out, np.load(name, mmap_mode="r")[CUT, CUT])
    report("hyperslab_bytes", hyperslab_bytes.__doc__, [100 * read / size] * 3, 2, "per cent of the file", x="")

"""Files that are mapped or grow, beside NumPy and the bare system calls."""

import ctypes as C
import os

import files
from measure import LOOPS, path, ratio, read_whole, report, row, touched
import npyrw
import numpy as np

SIDE, CUT = 11_200, slice(2_000, 3_120)


@row
def append_rows(rounds):
    """Append 1,000,000 rows of 1 KB, flushed in batches of 100"""
    # The same bytes: a header's length in front too, without which every piece of the bare one would fill whole pages.
    batch = np.frombuffer(np.random.default_rng(7).bytes(100 * 1024), "<f8").reshape(100, 128)
    spec = npyrw.spec("<f8", (-1, 128))
    pointer, size, data = C.c_void_p, C.c_size_t(batch.nbytes), npyrw.address(batch)
    # Both by calls of C from here, so that what such a call costs is in both.
    append = C.CFUNCTYPE(C.c_int, pointer, pointer, C.c_size_t, pointer)(("npy_write", npyrw.LIB))
    flush = C.CFUNCTYPE(C.c_int, pointer, pointer)(("npy_flush", npyrw.LIB))
    write = C.CFUNCTYPE(C.c_ssize_t, C.c_int, pointer, C.c_size_t)(("write", C.CDLL(None)))

    def ours():
        handle = C.c_void_p()
        npyrw.call("npy_append", os.fsencode(path("rows.npy")), C.byref(spec), C.byref(handle))
        for _ in range(10_000):
            if append(handle, data, size, None) or flush(handle, None):
                raise OSError
        npyrw.call("npy_finish", handle)
        os.remove(path("rows.npy"))

    def bare():
        fd = os.open(path("bare"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(fd, bytes(128))
        for _ in range(10_000):
            if write(fd, data, size) != batch.nbytes:
                raise OSError
        os.close(fd)
        os.remove(path("bare"))

    report("append_rows", append_rows.__doc__, ratio(min(rounds, 7), ours, bare), 1.25, "a bare write of the bytes")


def mapped(name):
    handle = C.c_void_p()
    npyrw.call("npy_map", os.fsencode(name), C.c_int32(0), C.byref(handle))
    return handle


def slab_through_a_map(name, out):
    handle = mapped(name)
    elements = C.cast(npyrw.LIB.npy_array_data(handle), C.POINTER(C.c_double))
    out[...] = np.ctypeslib.as_array(elements, (SIDE, SIDE))[CUT, CUT]
    npyrw.LIB.npy_array_free(handle)


@row
def hyperslab_steady(rounds):
    """Read the same 1 % of a file that nobody shortens, against a copy by NumPy out of npy_map"""
    name, request = files.npy((SIDE, SIDE)), npyrw.request(select=(CUT, CUT))
    out = touched((1120, 1120), "f8")
    report("hyperslab_steady", hyperslab_steady.__doc__, ratio(rounds, lambda: slab_through_a_map(name, out),
                                                              lambda: read_whole(name, out, request, flags=4)), 1)


@row
def hyperslab_pread(rounds):
    """The same from a file that may change, which is never mapped"""
    name, request = files.npy((SIDE, SIDE)), npyrw.request(select=(CUT, CUT))
    out = touched((1120, 1120), "f8")
    bare = LOOPS.pread_rows
    arguments = (os.fsencode(name), npyrw.address(out), C.c_int64(128 + 8 * (CUT.start * SIDE + CUT.start)), C.c_int64(8 * SIDE),
                 C.c_int64(1120), C.c_size_t(8 * 1120))

    def rows():
        assert bare(*arguments) == 0

    report("hyperslab_pread", hyperslab_pread.__doc__, ratio(rounds, lambda: read_whole(name, out, request), rows), 1.1, "a bare pread for each row")


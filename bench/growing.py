"""Files that are mapped or grow, beside NumPy and the bare system calls."""

import ctypes as C
import os

from measure import LOOPS, make, opened, path, ratio, read_whole, report, row, touched
import npyrw
import numpy as np

SIDE, CUT = 11_200, slice(2_000, 3_120)


@row
def append_rows(rounds):
    """Append 1,000,000 rows of 1 KB, flushed in batches of 100: speed against a bare write of the bytes"""
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

    return report(append_rows.__doc__, ratio(min(rounds, 7), bare, ours), 0.8, least=True)


def mapped(name):
    handle = C.c_void_p()
    npyrw.call("npy_map", os.fsencode(name), C.c_int32(0), C.byref(handle))
    return handle


@row
def map_first(rounds):
    """Map a 1 GB file and take its first element: np.load(mmap_mode='r') against npy_map"""
    name = make("f8_1gb.npy", "<f8", (SIDE, SIDE))

    # A loop of C holds both calls: from here each would cost as much as a system call.
    first, place = LOOPS.map_first, os.fsencode(name)
    handle, value, arrays = C.c_void_p(), C.c_double(), []
    arguments = C.c_char_p(place), C.byref(handle), C.byref(value)

    def ours():
        first(*arguments)

    def numpy():
        arrays.append(np.load(name, mmap_mode="r"))
        return arrays[0][0, 0]

    def free():
        npyrw.LIB.npy_array_free(handle)
        handle.value = None
        arrays.clear()

    ours()
    assert value.value == numpy()
    free()
    return report(map_first.__doc__, ratio(20 * rounds, numpy, ours, after=free), 8, least=True)


def slab_through_a_map(name, out):
    handle = mapped(name)
    elements = C.cast(npyrw.LIB.npy_array_data(handle), C.POINTER(C.c_double))
    out[...] = np.ctypeslib.as_array(elements, (SIDE, SIDE))[CUT, CUT]
    npyrw.LIB.npy_array_free(handle)


@row
def hyperslab_steady(rounds):
    """1,120 rows and columns of a 1 GB file that nobody shortens: npy_map and NumPy's copy out of it, against npy_read"""
    name, request = make("f8_1gb.npy", "<f8", (SIDE, SIDE)), npyrw.request(select=(CUT, CUT))
    out = touched((1120, 1120), "f8")
    return report(hyperslab_steady.__doc__, ratio(rounds, lambda: slab_through_a_map(name, out),
                                                  lambda: read_whole(name, out, request, flags=4)), 1, least=True)


@row
def hyperslab_pread(rounds):
    """The same from a file that may change, which is never mapped: npy_read's time against a bare pread for each row"""
    name, request = make("f8_1gb.npy", "<f8", (SIDE, SIDE)), npyrw.request(select=(CUT, CUT))
    out = touched((1120, 1120), "f8")
    bare = LOOPS.pread_rows
    arguments = (os.fsencode(name), npyrw.address(out), C.c_int64(128 + 8 * (CUT.start * SIDE + CUT.start)), C.c_int64(8 * SIDE),
                 C.c_int64(1120), C.c_size_t(8 * 1120))

    def rows():
        assert bare(*arguments) == 0
    return report(hyperslab_pread.__doc__, ratio(rounds, lambda: read_whole(name, out, request), rows), 1.1, least=False)


@row
def read_steady(rounds):
    """Read 1 GB that nobody shortens into the caller's memory: NumPy's load and copy, against npyrw"""
    name = make("f8_1gb.npy", "<f8", (SIDE, SIDE))
    out = touched((SIDE, SIDE), "f8")

    def ours():
        handle = opened(name, flags=4)
        npyrw.call("npy_read_into", handle, npyrw.address(out), C.c_size_t(out.nbytes))
        npyrw.LIB.npy_close(handle)

    def numpy():
        out[...] = np.load(name)

    return report(read_steady.__doc__, ratio(min(rounds, 7), numpy, ours), 2.2, least=True)

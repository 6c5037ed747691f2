"""Files that are mapped or grow, beside NumPy and the bare system calls."""

import ctypes as C
import os

from measure import make, opened, path, ratio, read_whole, report, row, touched
import npyrw
import numpy as np

SIDE, CUT = 11_200, slice(2_000, 3_120)


@row
def append_rows(rounds):
    """Append 1,000,000 rows of 1 KB, flushed in batches of 100: speed against a bare write of the bytes"""
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

    # What a call of C costs from here is none of its own time, and less with a prototype.
    map_ = C.CFUNCTYPE(C.c_int, C.c_char_p, C.c_int32, C.c_void_p, C.c_void_p)(("npy_map", npyrw.LIB))
    data = C.CFUNCTYPE(C.c_void_p, C.c_void_p)(("npy_array_data", npyrw.LIB))
    place, first_of = os.fsencode(name), C.c_double.from_address
    handle, arrays = C.c_void_p(), []
    at = C.byref(handle)

    def ours():
        map_(place, 0, at, None)
        return first_of(data(handle)).value

    def numpy():
        arrays.append(np.load(name, mmap_mode="r"))
        return arrays[0][0, 0]

    def free():
        npyrw.LIB.npy_array_free(handle)
        handle.value = None
        arrays.clear()

    assert ours() == numpy()
    free()
    return report(map_first.__doc__, ratio(20 * rounds, numpy, ours, after=free), 8, least=True)


@row
def hyperslab_mapped(rounds):
    """The same hyperslab: npy_map and a copy by NumPy out of it, against npy_read"""
    name = make("f8_1gb.npy", "<f8", (SIDE, SIDE))
    out = touched((1120, 1120), "f8")
    request = npyrw.request(select=(CUT, CUT))

    def through_a_map():
        handle = mapped(name)
        elements = C.cast(npyrw.LIB.npy_array_data(handle), C.POINTER(C.c_double))
        out[...] = np.ctypeslib.as_array(elements, (SIDE, SIDE))[CUT, CUT]
        npyrw.LIB.npy_array_free(handle)

    return report(hyperslab_mapped.__doc__, ratio(rounds, through_a_map, lambda: read_whole(name, out, request)), 1, least=True)


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

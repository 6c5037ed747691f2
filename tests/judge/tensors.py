"""DLPack: NumPy (and with an argument another library) takes arrays over without a copy, and tensors are saved.

tensors.py            NumPy
tensors.py tvm_ffi    apache-tvm-ffi, if it is there
"""

import contextlib
import ctypes as C
import gc
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402

DTYPES = ("?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16")
SHAPES = ((), (1,), (5,), (0,), (3, 4), (2, 0, 3), (2, 3, 4), (1, 2, 1, 3))
READ, WRITE, PRIVATE, FOREIGN = 0, 1, 2, 16
API = C.pythonapi
API.PyCapsule_New.restype, API.PyCapsule_New.argtypes = C.py_object, [C.c_void_p, C.c_char_p, C.c_void_p]
API.PyCapsule_GetPointer.restype, API.PyCapsule_GetPointer.argtypes = C.c_void_p, [C.py_object, C.c_char_p]
API.PyCapsule_IsValid.argtypes = [C.py_object, C.c_char_p]
NAME = b"dltensor_versioned"


class Tensor(C.Structure):
    pass


DELETER = C.CFUNCTYPE(None, C.POINTER(Tensor))
Tensor._fields_ = [
    ("major", C.c_uint32), ("minor", C.c_uint32), ("context", C.c_void_p), ("deleter", DELETER), ("flags", C.c_uint64),
    ("data", C.c_void_p), ("device_type", C.c_int32), ("device_id", C.c_int32), ("ndim", C.c_int32), ("code", C.c_uint8),
    ("bits", C.c_uint8), ("lanes", C.c_uint16), ("shape", C.POINTER(C.c_int64)), ("strides", C.POINTER(C.c_int64)),
    ("byte_offset", C.c_uint64)]


class Array:
    """An npy_array; freed by `with`."""

    def __init__(self, path, mode=None):
        self.handle = C.c_void_p()
        if mode is None:
            npyrw.call("npy_load", os.fsencode(path), C.byref(self.handle))
        else:
            npyrw.call("npy_map", os.fsencode(path), mode, C.byref(self.handle))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.free()

    def free(self):
        npyrw.LIB.npy_array_free(self.handle)
        self.handle = None

    def tensor(self):
        tensor = C.POINTER(Tensor)()
        npyrw.call("npy_array_to_dlpack", self.handle, C.byref(tensor))
        return tensor


class Handed:
    """What has a tensor to give, once, as the protocol of Python's arrays wants it."""

    def __init__(self, tensor):
        self.pointer = tensor

    def __dlpack_device__(self):
        return (1, 0)

    def __dlpack__(self, *, stream=None, max_version=None, dl_device=None, copy=None):
        assert max_version is None or max_version[0] >= 1
        return API.PyCapsule_New(C.cast(self.pointer, C.c_void_p), NAME, None)


def layouts(dtype, shape):
    array = (np.arange(np.prod(shape, dtype=int)) % 100).reshape(shape).astype(dtype)
    yield array
    if array.ndim > 1:
        yield np.asfortranarray(array)


def taken(take, to_numpy):
    """Arrays that were loaded and mapped are taken over, and live on when ours are freed."""
    count = 0
    for dtype in DTYPES:
        for shape in SHAPES:
            for array in layouts(dtype, shape):
                np.save("x.npy", array)
                for mode in (None, READ, WRITE, PRIVATE):
                    with Array("x.npy", mode) as ours:
                        where = npyrw.LIB.npy_array_data(ours.handle)
                        tensor = ours.tensor()
                        assert (tensor.contents.major, tensor.contents.device_type) == (1, 1)
                        assert tensor.contents.flags == (mode == READ)
                        strides = npyrw.LIB.npy_array_info(ours.handle).contents.strides
                        assert all(tensor.contents.strides[i] * array.itemsize == strides[i] for i in range(array.ndim))
                        theirs = take(Handed(tensor))
                    found = to_numpy(theirs)
                    assert found.dtype == array.dtype and found.shape == array.shape
                    assert found.tobytes() == array.tobytes(), (array, found)
                    if array.size:
                        assert found.__array_interface__["data"][0] == where, "a copy was made"
                    del theirs, found
                    count += 1
    return count


def numpy_sees_who_may_write():
    np.save("x.npy", np.arange(5))
    for mode, writes in ((None, True), (READ, False), (WRITE, True), (PRIVATE, True)):
        with Array("x.npy", mode) as ours:
            view = np.from_dlpack(Handed(ours.tensor()))
            assert view.flags.writeable == writes
            if writes:
                view[0] = 99
                assert C.c_int64.from_address(npyrw.LIB.npy_array_data(ours.handle)).value == 99
            del view
    assert np.load("x.npy")[0] == 99, "what goes into a map goes into the file"
    return 4


def maps():
    with open("/proc/self/maps") as f:
        return sum("kept.npy" in line for line in f)


def lives_as_long_as_it_must():
    """The array goes with the last of its owners, in any order and on any thread."""
    np.save("kept.npy", np.arange(4096.))
    for order in ("array first", "tensors first", "another thread"):
        array = Array("kept.npy", READ)
        tensors = [array.tensor() for _ in range(5)]
        assert maps() == 1
        if order == "array first":
            array.free()
        work = [threading.Thread(target=lambda t=t: t.contents.deleter(t)) for t in tensors]
        for t, thread in zip(tensors, work):
            assert maps() == 1
            assert C.cast(t.contents.data, C.POINTER(C.c_double))[4095] == 4095
            if order == "another thread":
                thread.start()
            else:
                t.contents.deleter(t)
        for thread in work if order == "another thread" else ():
            thread.join()
        if order != "array first":
            assert maps() == 1
            array.free()
        assert maps() == 0, order
    return 3


def not_handed_over():
    """What no tensor can be."""
    cases = {"NPY_ERR_DTYPE": ("g", "G", "S3", "U2", "M8[ns]", "m8[s]", "V4", [("a", "f8")]),
             "NPY_ERR_UNSUPPORTED": (">f8", ">i4", ">c16")}
    count = 0
    for name, dtypes in cases.items():
        for dtype in dtypes:
            np.save("x.npy", np.zeros(3, dtype))
            with Array("x.npy", READ | FOREIGN) as array:
                assert npyrw.refusal(array.tensor) == name, dtype
            count += 1
    # A file in the other byte order is loaded in this machine's.
    np.save("x.npy", np.arange(3, dtype=">f8"))
    with Array("x.npy") as array:
        assert np.from_dlpack(Handed(array.tensor())).tolist() == [0, 1, 2]
    return count + 1


@contextlib.contextmanager
def lent(array):
    """A tensor that somebody else has: as they hand it over, and what ends it."""
    capsule = array.__dlpack__(max_version=(1, 0))
    assert API.PyCapsule_IsValid(capsule, NAME)
    yield C.cast(API.PyCapsule_GetPointer(capsule, NAME), C.POINTER(Tensor))
    del capsule
    gc.collect()


def save(path, tensor):
    npyrw.call("npy_save_dlpack", os.fsencode(path), tensor)


def views(array):
    """Layouts of memory: packed, strided, backwards, repeated."""
    yield array
    if array.ndim:
        yield array[::2]
        yield array[::-1]
        yield array.T
        yield array[..., ::-1]
        yield np.broadcast_to(array, (3, *array.shape))
        yield np.broadcast_to(array[:1], array.shape) if array.size else array
    if array.ndim == 1 and array.size > 2:
        yield np.lib.stride_tricks.sliding_window_view(array, 2)


def saved(give):
    """Tensors of NumPy's and others in any layout are saved as numpy.save does."""
    count = 0
    for dtype in DTYPES:
        for shape in SHAPES:
            for array in layouts(dtype, shape):
                for view in views(array):
                    given = give(view)
                    if given is None:
                        continue
                    with lent(given) as tensor:
                        save("y.npy", tensor)
                    np.save("z.npy", view)
                    with open("y.npy", "rb") as a, open("z.npy", "rb") as b:
                        assert a.read() == b.read(), (view, view.strides)
                    count += 1
    return count


def changed(array, **parts):
    """A tensor of NumPy's with other contents."""
    with lent(array) as tensor:
        copy = Tensor.from_buffer_copy(tensor.contents)
        for name, value in parts.items():
            setattr(copy, name, value)
        return npyrw.refusal(save, "bad.npy", C.byref(copy))


def not_saved():
    array = np.arange(6.).reshape(2, 3)
    none = C.POINTER(C.c_int64)()
    refused = {
        "NPY_ERR_UNSUPPORTED": ({"major": 2}, {"major": 0}, {"device_type": 2}, {"device_type": 10}, {"code": 4, "bits": 16},
                                {"code": 2, "bits": 128}, {"code": 2, "bits": 8}, {"code": 3}, {"lanes": 2}, {"lanes": 0},
                                {"code": 0, "bits": 4}, {"code": 6, "bits": 1}, {"code": 99}),
        "NPY_ERR_SHAPE": ({"ndim": 65}, {"shape": (C.c_int64 * 2)(-1, 3)}, {"strides": (C.c_int64 * 2)(2**62, 1)}),
        "NPY_ERR_ARGUMENT": ({"ndim": -1}, {"shape": none}, {"data": None}),
    }
    count = 0
    for name, changes in refused.items():
        for parts in changes:
            assert changed(array, **parts) == name, (name, parts, changed(array, **parts))
            assert not os.path.exists("bad.npy")
            count += 1
    # Pinned memory is the host's; without strides the tensor is packed; an offset counts.
    for parts, wanted in (({"device_type": 3}, array), ({"device_type": 11}, array), ({"strides": none}, array),
                          ({"byte_offset": 8, "shape": (C.c_int64 * 2)(1, 3)}, array.reshape(-1)[None, 1:4])):
        assert changed(array, **parts) is None
        assert np.load("bad.npy").tolist() == wanted.tolist()
        os.remove("bad.npy")
    return count + 4


def with_numpy():
    handed = taken(np.from_dlpack, lambda a: a) + numpy_sees_who_may_write() + lives_as_long_as_it_must()
    return handed + not_handed_over() + saved(lambda view: view) + not_saved()


def with_tvm_ffi():
    try:
        import tvm_ffi
    except ImportError as failed:
        print(f"skipped: {failed}")
        sys.exit(77)
    # Of what has a method __dlpack__ it asks for a tensor of the old kind, so it gets the capsule. NumPy shows what it took.
    return taken(lambda handed: tvm_ffi.from_dlpack(handed.__dlpack__()), np.from_dlpack) + saved(
        lambda view: tvm_ffi.from_dlpack(view) if view.flags.writeable else None)


def main():
    if sys.argv[1:] == ["tvm_ffi"]:
        npyrw.finish(with_tvm_ffi(), 500)
    else:
        npyrw.finish(with_numpy(), 1200)


if __name__ == "__main__":
    main()

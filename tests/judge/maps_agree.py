"""Maps of every dtype, order and shape are what np.load(mmap_mode=...) shows; what is stored into one is seen by the other."""

import ctypes as C
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402

warnings.simplefilter("ignore")
READ, WRITE, PRIVATE, FOREIGN, PREFAULT = 0, 1, 2, 16, 32
npyrw.LIB.npy_array_data_mut.restype = C.c_void_p


class Map:
    def __init__(self, name, *args):
        self.handle = C.c_void_p()
        npyrw.call(name, *args, C.byref(self.handle))
        self.info = npyrw.LIB.npy_array_info(self.handle).contents

    def __enter__(self):
        return self

    def __exit__(self, *_):
        npyrw.LIB.npy_array_free(self.handle)

    def bytes(self):
        return C.string_at(npyrw.LIB.npy_array_data(self.handle), self.info.nbytes)

    def store(self, raw):
        C.memmove(npyrw.LIB.npy_array_data_mut(self.handle), raw, len(raw))

    def flush(self):
        npyrw.call("npy_array_flush", self.handle)


def mapped(path, mode):
    return Map("npy_map", os.fsencode(path), C.c_int32(mode))


def agrees(path, array, mode, order):
    with mapped(path, mode | FOREIGN) as found:
        info = found.info
        assert tuple(info.shape[:info.ndim]) == array.shape and info.nbytes == array.nbytes
        assert npyrw.descr_dtype(info) == array.dtype, (array.dtype, info.descr)
        assert found.bytes() == cases.raw(array, order), (array.dtype, array.shape, order)
        assert not array.size or tuple(info.strides[:info.ndim]) == np.zeros(array.shape, array.dtype, order).strides


def main():
    folder, done = os.environ.get("NPYRW_TEST_TMP", "."), 0
    path, made = os.path.join(folder, "m.npy"), os.path.join(folder, "c.npy")
    shapes = ((), (5,), (0,), (3, 4), (0, 3), (2, 3, 4))
    for number, dtype in enumerate(cases.dtypes()):
        for order in "CF":
            shape = shapes[(number + (order == "F")) % len(shapes)]
            array = cases.fill(dtype, shape, order)
            np.save(path, array)
            order = "F" if np.load(path).flags.f_contiguous and not np.load(path).flags.c_contiguous else "C"
            for mode in (READ, WRITE, PRIVATE, READ | PREFAULT, WRITE | PREFAULT):
                agrees(path, array, mode, order)
            other = cases.fill(dtype, shape, order, seed=1)
            with mapped(path, PRIVATE | FOREIGN) as private, mapped(path, WRITE | FOREIGN) as written:
                private.store(cases.raw(other, order))
                assert cases.raw(np.load(path), order) == cases.raw(array, order)
                written.store(cases.raw(other, order))
                written.flush()
                assert cases.raw(np.load(path), order) == cases.raw(other, order)
                if array.size and dtype.itemsize and array.ndim:
                    view = np.load(path, mmap_mode="r+")
                    view[...] = array
                    view.flush()
                    assert written.bytes() == cases.raw(np.load(path), order)
                    del view
            if dtype == dtype.newbyteorder("="):
                spec = npyrw.spec(dtype, shape, order=order)
                with Map("npy_map_create", os.fsencode(made), C.byref(spec)) as fresh:
                    assert cases.raw(np.load(made)) == bytes(array.nbytes)
                    fresh.store(cases.raw(array, order))
                np.save(path, array)
                with open(path, "rb") as a, open(made, "rb") as b:
                    assert a.read() == b.read(), (dtype, shape, order)
            done += 1
    npyrw.finish(done, 150)


main()

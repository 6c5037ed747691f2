"""What numpy.save writes comes back the same: from files, from memory, in pieces."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import ctypes as C  # noqa: E402
import numpy as np  # noqa: E402


STRICT = 2


def bits(array):
    """The elements in this machine's byte order, in C order, padding left out."""
    array = np.asarray(array)
    if array.dtype.kind in "mM":
        # NumPy's astype leaves a datetime without a unit in the order it has.
        array = array.view(array.dtype.str[0] + "i8")
    return array.astype(array.dtype.newbyteorder("="), order="C")


def same(found, array):
    wanted = bits(array)
    found = np.ascontiguousarray(found).reshape(wanted.shape)
    if wanted.dtype.kind == "V" and wanted.dtype.names is not None:
        return np.array_equal(found, wanted.astype(found.dtype))
    return found.tobytes() == wanted.tobytes()


def check(path, array):
    np.save(path, array)
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    with open(path, "rb") as f:
        raw = f.read()
    for source in (path, raw):
        with npyrw.Reader(source) as reader:
            info = reader.header()
            assert info.nbytes == array.nbytes and info.count == array.size
            assert tuple(info.shape[:info.ndim]) == array.shape
            assert info.order == (b"F" if fortran else b"C")
            assert info.itemsize == array.dtype.itemsize
            assert npyrw.descr_dtype(info) == array.dtype
            assert same(reader.read(), array), (source, array.dtype, array.shape)
            assert reader.read_into(info.nbytes).tobytes() == elements(array, fortran)
    with npyrw.Reader(path, flags=STRICT), npyrw.Reader(raw, flags=STRICT):
        pass
    loaded(path, array)


def elements(array, fortran):
    native = bits(array)
    if array.dtype.names is None:
        return native.tobytes("F" if fortran else "C")
    # astype need not carry the padding of a struct over; np.save has written zeros.
    clean = np.zeros(array.shape, native.dtype, "F" if fortran else "C")
    cases.assign(clean, array)
    return clean.tobytes("F" if fortran else "C")


def loaded(path, array):
    handle = C.c_void_p()
    npyrw.call("npy_load", os.fsencode(path), C.byref(handle))
    info = npyrw.LIB.npy_array_info(handle).contents
    address = npyrw.LIB.npy_array_data(handle)
    assert info.nbytes == 0 or address % 64 == 0
    raw = np.frombuffer(C.string_at(address, info.nbytes) if info.nbytes else b"", "u1")
    assert same(npyrw.view(raw, info), array)
    npyrw.LIB.npy_array_free(handle)


def main():
    count = 0
    for dtype in cases.dtypes():
        for shape in cases.SHAPES:
            for order in "CF":
                check("x.npy", cases.fill(dtype, shape, order, seed=count))
                count += 1
    # More than a window's worth, swapped on the way.
    for dtype in ("<f8", ">f8", ">c16", ">i2", ">U5", ">g", cases.PARTICLE.newbyteorder(">")):
        check("x.npy", cases.fill(dtype, (70_001,)))
        check("x.npy", cases.fill(dtype, (331, 211), "F"))
        count += 2
    npyrw.finish(count, 1500)


if __name__ == "__main__":
    main()

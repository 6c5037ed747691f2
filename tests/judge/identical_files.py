"""What npyrw writes is what numpy.save writes, byte for byte."""

import io
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402


def saved(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version or None, allow_pickle=False)
    return out.getvalue()


def check(array, spec_order, what):
    made = npyrw.spec(array.dtype, array.shape, spec_order, data_dtype=array.dtype)
    npyrw.save_with("x.npy", made, array)
    with open("x.npy", "rb") as f:
        found = f.read()
    assert found == saved(array), f"{what}\n{found[:200]}\n{saved(array)[:200]}"


def whole_table():
    count = 0
    for dtype in cases.dtypes():
        for shape in cases.SHAPES:
            for order in "CF":
                array = cases.fill(dtype, shape, order, seed=count)
                fortran = array.flags.f_contiguous and not array.flags.c_contiguous
                check(array, "F" if fortran else "C", (dtype, shape, order))
                count += 1
    return count


def layouts():
    """Any memory is written in C order, unless it is Fortran's."""
    count = 0
    for dtype in ("f8", ">i2", "c16", "S3", "U2", cases.PARTICLE, "g"):
        base = cases.fill(dtype, (6, 5, 4))
        for view in (base[::2], base[:, ::-1], base[..., 1], base.transpose(1, 0, 2), base.T, base[::-1, ::2, ::-3],
                     base[:1].T, base[2:2], np.broadcast_to(base[0], (3, 5, 4))):
            order = "F" if view.flags.f_contiguous and not view.flags.c_contiguous else "C"
            check(view, order, (dtype, view.shape, view.strides))
            count += 1
    return count


def versions():
    count = 0
    for dtype in ("f8", [("é", "<f8")], [("名", "<f8")]):
        for version in (1, 2, 3):
            made = npyrw.spec(dtype, (3,), version=version)
            try:
                expected = saved(np.zeros(3, dtype), (version, 0))
            except UnicodeEncodeError:
                expected = None
            try:
                found = npyrw.encode_header(made)
            except npyrw.Failed as failed:
                assert expected is None and failed.name == "NPY_ERR_ARGUMENT", failed
            else:
                assert found == expected[:len(found)] and len(found) % 64 == 0
            count += 1
    return count


def long_headers():
    """Around the length at which version 1 ends, and where the padding turns over."""
    count = 0
    for extra in [*range(0, 140), *range(65380, 65540)]:
        dtype = np.dtype([("x" * (extra + 1), "<f8")])
        array = np.zeros((1,), dtype)
        found = npyrw.encode_header(npyrw.spec(dtype, (1,)))
        out = saved(array)
        assert found == out[:len(found)] and len(out) == len(found) + 8, extra
        count += 1
    return count


def refused():
    """What NumPy cannot spell, it does not save, and neither do we."""
    overlapping = np.dtype({"names": ["a", "b"], "formats": ["<i4", "<i4"], "offsets": [0, 2]})
    backward = np.dtype({"names": ["a", "b"], "formats": ["<i4", "<i4"], "offsets": [4, 0]})
    for dtype in (overlapping, backward):
        try:
            saved(np.zeros(2, dtype))
        except ValueError:
            continue
        raise AssertionError("NumPy saved it")
    return 2


if __name__ == "__main__":
    npyrw.finish(whole_table() + layouts() + versions() + long_headers() + refused(), 1500)

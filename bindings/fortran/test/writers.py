"""writers.py: what writers.f90 left in the current folder, as NumPy sees it."""

import numpy as np

i, j = np.indices((4, 6))
a = 10.0 * i + j


def same(name, want, fortran=None):
    got = np.load(name)
    np.testing.assert_array_equal(got, want)
    assert got.dtype == np.asarray(want).dtype, (name, got.dtype)
    if fortran is not None:
        assert np.isfortran(got) == fortran, name


same("parts.npy", a, True)
same("parts_c.npy", a.T, False)
same("records.npy", a[:3], True)
same("grown.npy", np.array([[1.0, 1, 2, 2]] * 3), True)
same("swapped.npy", a.astype(">f8"))
same("narrow.npy", a.astype("f4"))
same("unsigned.npy", np.array([0, 1, 255], "u1"))
same("logical.npy", np.array([True, False]))
same("long.npy", np.array([1.5, -2.25], "longdouble"))
same("texts.npy", np.array([b"one", b"three"]))
same("unicode.npy", np.array(["maß", "ein"], "U4"))
with np.load("changed.npz") as z:
    assert z.files == ["stays", "other", "new"], z.files
    np.testing.assert_array_equal(z["stays"], a)
    np.testing.assert_array_equal(z["other"], np.array([3, 4, 5], "i4"), strict=True)
    np.testing.assert_array_equal(z["new"], a[::2, ::3].T)
with np.load("streamed.npz") as z:
    np.testing.assert_array_equal(z["a"], a)

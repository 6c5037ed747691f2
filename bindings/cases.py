"""cases.py list | prepare CASE DIR | judge CASE DIR: what every binding must be able to do, one table for all.

A binding's test program is called as `PROGRAM CASE DIR` with a DIR that `prepare`
filled: NumPy wrote what it reads there, and NumPy judges what it left. It ends
with 0; with 77 and a reason on its first line if its language has no such thing;
with anything else, and a reason, if the case failed. Each case says below what
the program does, and the formulas that the elements follow.

A case is a generator: up to its yield it writes the inputs, after it, if there
is more, it judges.
"""

import pathlib
import sys
import tempfile

CASES = {}


def case(function):
    CASES[function.__name__] = function
    return function


class Folder:
    """Where a case's files are: at / name."""

    def __init__(self, path):
        self.path = pathlib.Path(path).resolve()

    def __truediv__(self, name):
        return self.path / name


def records(np, count):
    out = np.zeros(count, dtype=np.dtype({"names": ["x", "y", "id"], "formats": ["<f8", "<f8", "<i4"],
                                          "offsets": [0, 8, 16], "itemsize": 24}))
    out["x"], out["y"], out["id"] = np.arange(count) * 0.5, -np.arange(count), np.arange(count) * 7
    return out


@case
def load_whole(np, at):
    """Loads each file whole, and holds shape and every element against the formula.

    c.npy   f8 (3, 4)    C order        [i, j] = 10 i + j
    f.npy   f8 (3, 4)    Fortran order  [i, j] = 10 i + j
    i4.npy  i4 (5,)      [i] = -i
    u1.npy  u1 (5,)      [i] = 250 + i
    b.npy   bool (5,)    [i] = i is odd
    c16.npy c16 (5,)     [i] = i - 2i j (imaginary part -2 i)
    f4.npy  f4 (2, 2, 2) [i, j, k] = 100 i + 10 j + k
    i8.npy  i8 ()        2**40
    empty.npy f8 (0, 3)  nothing
    """
    i, j = np.indices((3, 4))
    np.save(at / "c.npy", 10.0 * i + j)
    np.save(at / "f.npy", np.asfortranarray(10.0 * i + j))
    n = np.arange(5)
    np.save(at / "i4.npy", (-n).astype("i4"))
    np.save(at / "u1.npy", (250 + n).astype("u1"))
    np.save(at / "b.npy", n % 2 == 1)
    np.save(at / "c16.npy", n - 2j * n)
    i, j, k = np.indices((2, 2, 2))
    np.save(at / "f4.npy", (100 * i + 10 * j + k).astype("f4"))
    np.save(at / "i8.npy", np.int64(2**40))
    np.save(at / "empty.npy", np.zeros((0, 3)))


@case
def load_into(np, at):
    """Reads in.npy, f4 (5,) [i] = i + 0.25, into memory that is there already; then tries with room for 4 elements only, which is refused."""
    np.save(at / "in.npy", (np.arange(5) + 0.25).astype("f4"))


@case
def map(np, at):
    """Maps in.npy, f8 (100,) [i] = i, and checks it; maps it to be written, sets element 7 to -1, and leaves it so."""
    np.save(at / "in.npy", np.arange(100.0))
    yield
    want = np.arange(100.0)
    want[7] = -1
    np.testing.assert_array_equal(np.load(at / "in.npy"), want)


@case
def slice(np, at):
    """Reads of in.npy, f8 (20, 30) [i, j] = 100 i + j in C order, NumPy's [2:18:4, 29:3:-5] alone: shape (4, 6)."""
    i, j = np.indices((20, 30))
    np.save(at / "in.npy", 100.0 * i + j)


@case
def request(np, at):
    """Reads in.npy, >i2 (3, 4) in Fortran order, [i, j] = 10 i + j, as f8 in C order (a Fortran program: in Fortran order), with the library converting."""
    i, j = np.indices((3, 4))
    np.save(at / "in.npy", np.asfortranarray(10 * i + j).astype(">i2"))


@case
def save(np, at):
    """Writes out.npy, f8 (3, 4), [i, j] = 10 i + j, in C order, out_f.npy the same in Fortran order, and out_i4.npy, i4 (5,) [i] = -i."""
    yield
    i, j = np.indices((3, 4))
    want = 10.0 * i + j
    for name, array in ("out", want), ("out_f", np.asfortranarray(want)), ("out_i4", -np.arange(5, dtype="i4")):
        np.save(at / f"numpy_{name}.npy", array)
        wrote, numpy = (at / f"{name}.npy").read_bytes(), (at / f"numpy_{name}.npy").read_bytes()
        assert wrote == numpy, f"{name}.npy is not what numpy.save writes"


@case
def save_strided(np, at):
    """Writes out.npy, f8 (2, 3): every second row and column of a (4, 6) array [i, j] = 10 i + j, without packing it first."""
    yield
    i, j = np.indices((4, 6))
    np.testing.assert_array_equal(np.load(at / "out.npy"), (10.0 * i + j)[::2, ::2])


@case
def append(np, at):
    """Makes out.npy by appending 5 rows of 3 f8, one call each (a Fortran program: columns along the last axis): row r is [3 r, 3 r + 1, 3 r + 2]."""
    yield
    got = np.load(at / "out.npy")
    want = np.arange(15.0).reshape(5, 3)
    np.testing.assert_array_equal(got.T if np.isfortran(got) else got, want)


@case
def structs(np, at):
    """Reads in.npy, 10 records {x: f8, y: f8, id: i4} of 24 bytes (offsets 0, 8, 16), x = i / 2, y = -i, id = 7 i, as the language's own struct; writes them to out.npy."""
    np.save(at / "in.npy", records(np, 10))
    yield
    got = np.load(at / "out.npy")
    assert got.dtype.names == ("x", "y", "id"), got.dtype
    want = records(np, 10)
    for name in want.dtype.names:
        assert got.dtype[name] == want.dtype[name], (name, got.dtype)
        np.testing.assert_array_equal(got[name], want[name])


@case
def archive_read(np, at):
    """Lists in.npz (members u, v, in this order), loads v, f4 (6,) [i] = i / 2, then u, f8 (3, 4) [i, j] = 10 i + j. A member `w` is an error that says so."""
    i, j = np.indices((3, 4))
    np.savez_compressed(at / "in.npz", u=10.0 * i + j, v=(np.arange(6) / 2).astype("f4"))


def judge_archive(np, at, method):
    yield
    import zipfile
    i, j = np.indices((3, 4))
    with zipfile.ZipFile(at / "out.npz") as z:
        assert z.testzip() is None
        assert {entry.compress_type for entry in z.infolist()} == {method}, z.infolist()
    got = np.load(at / "out.npz")
    assert got.files == ["u", "v"], got.files
    np.testing.assert_array_equal(got["u"], 10.0 * i + j)
    np.testing.assert_array_equal(got["v"], (np.arange(6) / 2).astype("f4"), strict=True)


@case
def archive_stored(np, at):
    """Writes out.npz, stored: u, f8 (3, 4) [i, j] = 10 i + j, and v, f4 (6,) [i] = i / 2."""
    return judge_archive(np, at, 0)


@case
def archive_deflated(np, at):
    """Writes the same out.npz, deflated."""
    return judge_archive(np, at, 8)


@case
def stream_read(np, at):
    """Reads in.npy, f8 (1000,) [i] = i, from the language's own stream or reader (a memory one will do), through callbacks."""
    np.save(at / "in.npy", np.arange(1000.0))


@case
def stream_write(np, at):
    """Writes out.npy, f8 (1000,) [i] = i, to the language's own stream or writer, through callbacks."""
    yield
    np.testing.assert_array_equal(np.load(at / "out.npy"), np.arange(1000.0))


@case
def errors(np, at):
    """Each of these is an error as the language wants it, of the right kind, with the file's name in its text; the program goes on.

    missing.npy  is not there            (the language's own "not found", where it has one)
    cut.npy      f8 (100,), cut to 500 bytes
    text.npy     no .npy at all
    i4.npy       i4 (3,), asked for as f8 without permission to convert
    """
    np.save(at / "cut.npy", np.arange(100.0))
    whole = (at / "cut.npy").read_bytes()
    (at / "cut.npy").write_bytes(whole[:500])
    (at / "text.npy").write_bytes(b"this is no array\n" * 10)
    np.save(at / "i4.npy", np.arange(3, dtype="i4"))


@case
def no_leak(np, at):
    """Opens, reads and closes in.npy and in.npz (member u) 2,000 times, closing some twice and leaving some to the language's own clean-up;
    no more descriptors are open at the end than at the beginning, and the resident memory has grown by less than 8 MiB after the first 200 rounds."""
    np.save(at / "in.npy", np.arange(10000.0))
    np.savez(at / "in.npz", u=np.arange(10000.0))


@case
def parallel(np, at):
    """Eight of the language's own threads (64 goroutines) read each its own eighth of one in.npy, f8 (8000, 10) [i, j] = 10 i + j, through one shared reader,
    and write it to out_T.npy, T = 0…7. A language without threads of its own says so."""
    i, j = np.indices((8000, 10))
    np.save(at / "in.npy", 10.0 * i + j)
    yield
    whole = np.concatenate([np.load(at / f"out_{t}.npy") for t in range(8)])
    np.testing.assert_array_equal(whole, 10.0 * i + j)


def main(what, name=None, folder=None):
    if what == "list":
        print(*CASES, sep="\n")
        return
    import numpy
    at = Folder(folder)
    if what == "prepare":
        next(CASES[name](numpy, at) or iter(()), None)
        return
    # The inputs are written elsewhere, so that what the program left is what is judged.
    with tempfile.TemporaryDirectory() as scratch:
        left, at.path = at.path, pathlib.Path(scratch)
        running = CASES[name](numpy, at) or iter(())
        next(running, None)
        at.path = left
        next(running, None)


if __name__ == "__main__":
    main(*sys.argv[1:])

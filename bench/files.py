"""The files that are read, each made once by NumPy, and what is written from."""

import os
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "judge", "support"))
import datasets  # noqa: E402
import numpy as np  # noqa: E402

FOLDER = os.path.abspath(os.environ.get("NPYRW_BENCH_TMP", "build/bench"))


def rng():
    return np.random.default_rng(7)


def made(name, write):
    """The path of a file, which `write` makes if it is not there."""
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        new = path + ".new"
        with open(new, "wb") as f:
            write(f)
        os.rename(new, path)
    return path


def npy(count, dtype="<f8"):
    """Random numbers, `count` of them."""
    shape = "x".join(map(str, np.atleast_1d(count)))
    name = f"{np.dtype(dtype).str.replace('<', '').replace('>', 'be_')}_{shape}.npy"
    return made(name, lambda f: np.save(f, rng().random(count).astype(dtype)))


def bytes_npy(size):
    """A file of `size` bytes of random doubles beside its header, which is made without holding them."""
    def write(f):
        np.lib.format.write_array_header_1_0(f, {"descr": "<f8", "fortran_order": False, "shape": (size // 8,)})
        block, left = rng().random(1 << 20).tobytes(), size
        while left > 0:
            left -= f.write(block[:left])
    return made(f"bytes_{size}.npy", write)


def fortran(side):
    return made(f"fortran_{side}.npy", lambda f: np.save(f, np.asfortranarray(rng().random((side, side)))))


def tiny(count):
    """A folder of `count` files that are little more than a header."""
    folder = os.path.join(FOLDER, f"tiny_{count}")
    if not os.path.exists(folder):
        os.makedirs(folder + ".new", exist_ok=True)
        for i in range(count):
            np.save(os.path.join(folder + ".new", f"{i:05}.npy"), np.zeros((i % 7 + 1, 3)))
        os.rename(folder + ".new", folder)
    return folder


def stored(count):
    return made(f"stored_{count}.npz", lambda f: np.savez(f, u=rng().random(count)))


def dataset(kind, count):
    return next(array for name, array in datasets.five(count) if name == kind)


def deflated(kind, count):
    return made(f"deflated_{kind}_{count}.npz", lambda f: np.savez_compressed(f, u=dataset(kind, count)))


def plain(kind, count):
    return made(f"{kind}_{count}.npy", lambda f: np.save(f, dataset(kind, count)))


def raw(npz):
    """The deflate stream of the member u alone."""
    def write(f):
        with zipfile.ZipFile(npz) as archive, open(npz, "rb") as g:
            info = archive.getinfo("u.npy")
            g.seek(info.header_offset + 26)
            lengths = g.read(4)
            g.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), os.SEEK_CUR)
            f.write(g.read(info.compress_size))
    return made(os.path.basename(npz) + ".raw", write)


def eight(count):
    """An archive of eight members, deflated by NumPy."""
    def write(f):
        sets = [array for _, array in datasets.five(count) if array.dtype == "f8"]
        np.savez_compressed(f, **{f"m{i}": sets[i % len(sets)] for i in range(8)})
    return made(f"eight_{count}.npz", write)


def rows(count, each=100):
    return made(f"rows_{count}.npy", lambda f: np.save(f, np.arange(count * each, dtype="f8").reshape(count, each)))


def many(count, each=100):
    data = np.arange(count * each, dtype="f8").reshape(count, each)
    return made(f"many_{count}.npz", lambda f: np.savez(f, **{f"array_{i}": row for i, row in enumerate(data)}))


def by_npyrw(worker, job, path, name):
    """What a job of npyrw's worker writes from the file `path`, under another name."""
    def write(f):
        f.close()
        worker.ask(f"{job} {path}")
        os.replace(path + ".out.npz", f.name)
    return made(name, write)

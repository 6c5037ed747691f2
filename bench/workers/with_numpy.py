"""NumPy's worker: what a user of NumPy would write for each job."""

import os
import sys
import time

import numpy as np

MEMORY = {}


def warm(like):
    """Memory that is there already, of the shape of an array."""
    key = like.shape, like.dtype.newbyteorder("="), like.flags.f_contiguous and not like.flags.c_contiguous
    if key not in MEMORY:
        MEMORY.clear()
        MEMORY[key] = np.empty(like.shape, key[1], "F" if key[2] else "C")
        MEMORY[key].fill(1)
    return MEMORY[key]


def member(path, key="u"):
    with np.load(path) as archive:
        return archive[key]


def timed(work, times, before=lambda: None):
    taken = 0.0
    for _ in range(times):
        before()
        start = time.perf_counter()
        work()
        taken += time.perf_counter() - start
    return taken


def first_of_map(path, times):
    kept = []

    def work():
        kept.append(np.load(path, mmap_mode="r"))
        return kept[0][0, 0] if kept[0].ndim == 2 else kept[0][0]
    return timed(work, times, kept.clear)


def into(read):
    """A job that reads into memory that is there."""
    def job(path, times):
        out = warm(np.load(path, mmap_mode="r") if path.endswith(".npy") else read(path))

        def work():
            out[...] = read(path)
        return timed(work, times)
    return job


def headers(folder, files):
    names = [os.path.join(folder, f"{i:05}.npy") for i in range(files)]

    def work():
        for name in names:
            with open(name, "rb") as f:
                np.lib.format.read_array_header_1_0(f) if np.lib.format.read_magic(f) == (1, 0) else None
    return timed(work, 1)


def first(path, elements):
    out = np.ones(elements)

    def work():
        out[...] = np.load(path, mmap_mode="r")[:elements]
    return timed(work, 1)


def part(size):
    """A few bytes of a member, each time elsewhere."""
    def job(path, times):
        place = np.random.default_rng(len(path)).integers(0, 2**31, times)

        def work():
            u = member(path)
            at = int(place[0]) % (len(u) - size // u.itemsize)
            return u[at:at + size // u.itemsize].copy()
        return timed(work, times)
    return job


def npz_one(path, times):
    with np.load(path) as archive:
        name = f"array_{len(archive.files) * 3 // 4}"
    return timed(lambda: member(path, name), times)


def npz_list(path, times):
    def work():
        with np.load(path) as archive:
            return archive.files
    return timed(work, times)


def npz_all(path, times):
    with np.load(path) as archive:
        outs = {key: warm_copy(archive[key]) for key in archive.files}

    def work():
        with np.load(path) as archive:
            for key, out in outs.items():
                out[...] = archive[key]
    return timed(work, times)


def warm_copy(array):
    out = np.empty_like(array)
    out.fill(1)
    return out


SOURCE = {}


def source(path):
    if path not in SOURCE:
        SOURCE.clear()
        SOURCE[path] = np.load(path)
    return SOURCE[path]


def writer(end, write):
    """A job that writes a new file."""
    def job(path, times):
        array, out = source(path), path + end

        def before():
            if os.path.exists(out):
                os.remove(out)

        def work():
            with open(out, "wb") as f:
                write(f, array)
        return timed(work, times, before)
    return job


def many(f, array):
    np.savez(f, **{f"array_{i}": row for i, row in enumerate(array)})


JOBS = {
    "headers": headers,
    "read": into(np.load),
    "read_native": into(lambda path: np.load(path).astype("f8")),
    "read_c": into(lambda path: np.load(path)),
    "first": first,
    "load": lambda path, times: timed(lambda: np.load(path), times),
    "contiguous": lambda path, times: timed(lambda: np.ascontiguousarray(np.load(path)), times),
    "astype": lambda path, times: timed(lambda: np.load(path).astype("f8"), times),
    "map": first_of_map,
    "write": writer(".out.npy", np.save),
    "write_columns": writer(".out.npy", lambda f, array: np.save(f, array[:, ::2])),
    "npz_read": into(member),
    "npz_load": lambda path, times: timed(lambda: member(path), times),
    "npz_part8": part(8),
    "npz_part64k": part(65536),
    "npz_one": npz_one,
    "npz_list": npz_list,
    "npz_all": npz_all,
    "npz_write": writer(".out.npz", lambda f, array: np.savez(f, u=array)),
    "npz_deflate": writer(".out.npz", lambda f, array: np.savez_compressed(f, u=array)),
    "npz_many": writer(".out.npz", many),
}
# NumPy has one way for what others do in several.
JOBS |= {"read_steady": JOBS["read"], "npz_steady": JOBS["npz_read"]}
del JOBS["read_native"], JOBS["read_c"]


def main():
    for line in sys.stdin:
        words = line.split()
        job = JOBS.get(words[0])
        print(f"{job(words[1], int(words[2]) if len(words) > 2 else 1):.9f}" if job else "unknown", flush=True)


if __name__ == "__main__":
    main()

"""Archives beside NumPy's, beside the same array as a .npy, and by the thousand."""

import ctypes as C
import os
import threading
import zlib

from measure import LOOPS, path, ratio, read_whole, report, row, seconds, touched
import npyrw
import datasets
import numpy as np

LOOPS.list_members.restype = LOOPS.read_members.restype = C.c_int64
N = 12_500_000  # 100 MB of f8
FEW = 1_000_000


def made(name, write):
    """A file that is made once."""
    if not os.path.exists(path(name)):
        write(path(name + ".new"))
        os.rename(path(name + ".new"), path(name))
    return path(name)


def stored(n):
    def write(name):
        with open(name, "wb") as f:
            np.savez(f, u=np.random.default_rng(7).random(n))

    return made(f"stored_{n}.npz", write)


def read_member(name, key, out):
    """Open, get, read, close."""
    with npyrw.Archive(name) as archive, archive.get(key) as member:
        npyrw.call("npy_read_into", member.handle, npyrw.address(out), C.c_size_t(out.nbytes))


def numpy_member(name, key, out):
    with np.load(name) as archive:
        out[...] = archive[key]


@row
def npz_read_100mb(rounds):
    """Read a stored member of 100 MB: time against the same array as .npy"""
    name, out = stored(N), touched(N, "f8")
    plain = made("plain_100mb.npy", lambda new: np.save(open(new, "wb"), np.random.default_rng(7).random(N)))
    return report(npz_read_100mb.__doc__, ratio(rounds, lambda: read_member(name, "u", out), lambda: read_whole(plain, out)), 1.2, least=False)


@row
def npz_read_1mb_numpy(rounds):
    """Read a stored member of 1 MB: NumPy against npyrw"""
    name, out = stored(125_000), touched(125_000, "f8")
    return report(npz_read_1mb_numpy.__doc__, ratio(rounds, lambda: numpy_member(name, "u", out), lambda: read_member(name, "u", out)), 4, least=True)


@row
def npz_read_100mb_numpy(rounds):
    """The same, 100 MB"""
    name, out = stored(N), touched(N, "f8")
    return report(npz_read_100mb_numpy.__doc__, ratio(rounds, lambda: numpy_member(name, "u", out), lambda: read_member(name, "u", out)), 3, least=True)


def compressed():
    """np.savez_compressed's archive of the five data sets."""
    def write(name):
        with open(name, "wb") as f:
            np.savez_compressed(f, **dict(datasets.five(FEW)))

    return made("compressed.npz", write), {key: touched(array.shape, array.dtype) for key, array in datasets.five(FEW)}


@row
def deflated_read(rounds):
    """Read deflated members, five data sets, one thread: NumPy against npyrw"""
    name, outs = compressed()

    def all_by(read):
        for key, out in outs.items():
            read(name, key, out)

    result = ratio(min(rounds, 7), lambda: all_by(numpy_member), lambda: all_by(read_member))
    assert all(np.array_equal(outs[key], array) for key, array in datasets.five(FEW))
    return report(deflated_read.__doc__, result, 1.3, least=True)


def in_threads(works):
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@row
def deflated_read_two_threads(rounds):
    """Read eight deflated members with two threads: NumPy's one against npyrw"""
    def write(name):
        sets = [array[:400_000] for _, array in datasets.five(FEW) if array.dtype == "f8"]
        with open(name, "wb") as f:
            np.savez_compressed(f, **{f"m{i}": sets[i % len(sets)] for i in range(8)})

    name = made("eight.npz", write)
    outs = {f"m{i}": touched(400_000, "f8") for i in range(8)}

    def ours():
        with npyrw.Archive(name) as archive:
            def some(keys):
                for key in keys:
                    with archive.get(key) as member:
                        npyrw.call("npy_read_into", member.handle, npyrw.address(outs[key]), C.c_size_t(outs[key].nbytes))

            in_threads([lambda: some(list(outs)[::2]), lambda: some(list(outs)[1::2])])

    def theirs():
        for key, out in outs.items():
            numpy_member(name, key, out)

    if not two_processors():
        print("deflated_read_two_threads: skipped, two threads do not run 1.8 times as fast as one here")
        return True
    return report(deflated_read_two_threads.__doc__, ratio(min(rounds, 7), theirs, ours), 2.4, least=True)


def two_processors():
    """Whether two threads that only compute get two processors."""
    data = bytes(40_000_000)

    def compute():
        zlib.crc32(data)

    one = min(seconds(lambda: (compute(), compute())) for _ in range(5))
    return one / min(seconds(lambda: in_threads([compute, compute])) for _ in range(5)) >= 1.8


def deflate(key, goal, most, rounds, text):
    """Time of NumPy over ours, at least `goal`; size of ours over NumPy's, at most `most`."""
    array = dict(datasets.five(FEW))[key]

    def ours():
        writer = npyrw.ArchiveWriter(path("ours.npz"), method=8)
        writer.save("u", array)
        writer.finish()

    def theirs():
        with open(path("theirs.npz"), "wb") as f:
            np.savez_compressed(f, u=array)

    result = ratio(min(rounds, 3), theirs, ours)
    size = os.path.getsize(path("ours.npz")) / os.path.getsize(path("theirs.npz"))
    fast = report(f"{text} ({size:.3f} of its size, at most {most})", result, goal, least=True)
    return fast and size <= most


@row
def deflate_smooth(rounds):
    """Deflate smooth f8: NumPy against npyrw"""
    return deflate("smooth", 4, 1.02, rounds, deflate_smooth.__doc__)


@row
def deflate_random(rounds):
    """Deflate random f8: NumPy against npyrw"""
    return deflate("random", 4, 1.02, rounds, deflate_random.__doc__)


@row
def deflate_rounded(rounds):
    """Deflate rounded f8: NumPy against npyrw"""
    return deflate("rounded", 4, 1.02, rounds, deflate_rounded.__doc__)


@row
def deflate_int32(rounds):
    """Deflate int32: NumPy against npyrw"""
    return deflate("int32", 12, 1.02, rounds, deflate_int32.__doc__)


@row
def deflate_u8(rounds):
    """Deflate labels u1: NumPy against npyrw"""
    return deflate("u8", 3, 1.05, rounds, deflate_u8.__doc__)


MANY, EACH = 10_000, 100


def many():
    def write(name):
        data = np.arange(MANY * EACH, dtype="f8").reshape(MANY, EACH)
        with open(name, "wb") as f:
            np.savez(f, **{f"array_{i}": data[i] for i in range(MANY)})

    return made("many.npz", write)


@row
def npz_open_one_of_10000(rounds):
    """Open an archive of 10,000 members and read one: NumPy against npyrw"""
    name, out = many(), touched(EACH, "f8")
    result = ratio(rounds, lambda: numpy_member(name, "array_7777", out), lambda: read_member(name, "array_7777", out))
    return report(npz_open_one_of_10000.__doc__, result, 50, least=True)


@row
def npz_list_10000(rounds):
    """List 10,000 members: np.load(…).files against npz_member_at"""
    name = many()

    def theirs():
        with np.load(name) as archive:
            assert len(archive.files) == MANY

    def ours():
        assert LOOPS.list_members(os.fsencode(name)) == MANY * (128 + 8 * EACH)

    return report(npz_list_10000.__doc__, ratio(rounds, theirs, ours), 50, least=True)


@row
def npz_read_10000(rounds):
    """Read 10,000 members into the caller's memory: NumPy against npyrw"""
    name, out = many(), touched((MANY, EACH), "f8")

    def theirs():
        with np.load(name) as archive:
            for i in range(MANY):
                out[i] = archive[f"array_{i}"]

    def ours():
        assert LOOPS.read_members(os.fsencode(name), npyrw.address(out), C.c_size_t(8 * EACH)) == MANY

    result = ratio(min(rounds, 3), theirs, ours)
    assert np.array_equal(out, np.arange(MANY * EACH, dtype="f8").reshape(MANY, EACH))
    return report(npz_read_10000.__doc__, result, 80, least=True)


@row
def npz_write_10000(rounds):
    """Write 10,000 members: np.savez against npz_save"""
    data = np.arange(MANY * EACH, dtype="f8").reshape(MANY, EACH)
    arrays = {f"array_{i}": data[i] for i in range(MANY)}

    def theirs():
        with open(path("theirs.npz"), "wb") as f:
            np.savez(f, **arrays)

    def ours():
        assert LOOPS.write_members(os.fsencode(path("ours.npz")), C.c_int64(MANY), npyrw.address(data), C.c_int64(EACH)) == 0

    result = ratio(min(rounds, 3), theirs, ours, no_old_files)
    theirs(), ours()
    with open(path("ours.npz"), "rb") as f, open(path("theirs.npz"), "rb") as g:
        assert f.read() == g.read()
    return report(npz_write_10000.__doc__, result, 20, least=True)


def no_old_files():
    """What is measured is writing new files: taking an old one's place makes some file systems write to the disk at once."""
    for name in ("ours.npz", "theirs.npz", "ours.npy"):
        if os.path.exists(path(name)):
            os.remove(path(name))


def write_stored(n):
    array = np.random.default_rng(7).random(n)

    def archive():
        writer = npyrw.ArchiveWriter(path("ours.npz"))
        writer.save("u", array)
        writer.finish()

    def numpy():
        with open(path("theirs.npz"), "wb") as f:
            np.savez(f, u=array)

    def plain():
        npyrw.save_with(path("ours.npy"), npyrw.spec("f8", array.shape), array)

    return archive, numpy, plain


@row
def npz_write_1mb(rounds):
    """Write a stored member of 1 MB: np.savez against npyrw"""
    archive, numpy, _ = write_stored(125_000)
    return report(npz_write_1mb.__doc__, ratio(rounds, numpy, archive, no_old_files), 4, least=True)


@row
def npz_write_100mb(rounds):
    """The same, 100 MB"""
    archive, numpy, _ = write_stored(N)
    return report(npz_write_100mb.__doc__, ratio(min(rounds, 7), numpy, archive, no_old_files), 2.5, least=True)


@row
def npz_write_100mb_npy(rounds):
    """The same: time against the .npy write"""
    archive, _, plain = write_stored(N)
    return report(npz_write_100mb_npy.__doc__, ratio(min(rounds, 7), archive, plain, no_old_files), 1.35, least=False)

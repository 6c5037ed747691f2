"""A stored archive is what numpy.savez writes, byte for byte, wherever it is written to."""

import io
import os
import sys
import threading
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402
from archives_read import savez  # noqa: E402


def write(target, arrays, **options):
    writer = npyrw.ArchiveWriter(target, **options)
    for key, array in arrays.items():
        writer.save(key, array)
    return writer.finish()


def to_memory(arrays):
    return write(None, arrays)


def to_path(arrays):
    write("x.npz", arrays)
    with open("x.npz", "rb") as f:
        return f.read()


def to_path_in_place(arrays):
    with open("x.npz", "wb") as f:
        f.write(b"longer than before" * 50_000)
    write("x.npz", arrays, replace=2)
    with open("x.npz", "rb") as f:
        return f.read()


def to_callbacks(arrays, most=None):
    sink = callbacks.Sink(most=most)
    write(sink, arrays)
    assert sink.ended == [1]
    return bytes(sink.bytes)


def to_callbacks_in_pieces(arrays):
    return to_callbacks(arrays, most=1000)


def to_descriptor(arrays):
    fd = os.open("f.npz", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    write(fd, arrays)
    size = os.lseek(fd, 0, os.SEEK_CUR)
    raw = os.pread(fd, size + 1, 0)
    os.close(fd)
    assert len(raw) == size
    return raw


ANYWHERE = (to_memory, to_path, to_path_in_place, to_callbacks, to_callbacks_in_pieces, to_descriptor)


def to_stream(arrays, most=None):
    sink = callbacks.Sink(stream=True, most=most)
    write(sink, arrays)
    assert sink.ended == [1]
    return bytes(sink.bytes)


def to_stream_in_pieces(arrays):
    return to_stream(arrays, most=1000)


def drained(write_to):
    """What `write_to` writes to a pipe."""
    end, start = os.pipe()
    found = []

    def drain():
        with os.fdopen(end, "rb") as f:
            found.append(f.read())

    thread = threading.Thread(target=drain)
    thread.start()
    try:
        write_to(start)
    finally:
        os.close(start)
        thread.join()
    return found[0]


def to_pipe(arrays):
    return drained(lambda fd: write(fd, arrays))


def to_fifo(arrays):
    """A path that leads to a pipe."""
    if not os.path.exists("fifo"):
        os.mkfifo("fifo")
    found = []

    def drain():
        with open("fifo", "rb") as f:
            found.append(f.read())

    thread = threading.Thread(target=drain)
    thread.start()
    write("fifo", arrays)
    thread.join()
    return found[0]


def to_end_of_file(arrays):
    """A descriptor that can only append."""
    if os.path.exists("a.npz"):
        os.remove("a.npz")
    fd = os.open("a.npz", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    write(fd, arrays)
    os.close(fd)
    with open("a.npz", "rb") as f:
        return f.read()


STREAMS = (to_stream, to_stream_in_pieces, to_pipe, to_fifo, to_end_of_file)


def check(arrays, ways=ANYWHERE, streams=STREAMS):
    """One archive, through some ways."""
    for stream, among in ((False, ways), (True, streams)):
        wanted = savez(**arrays, stream=stream)
        for way in among:
            found = way(arrays)
            assert found == wanted, (way.__name__, list(arrays), differ(found, wanted))
    return len(ways) + len(streams)


def differ(found, wanted):
    at = next((i for i, (a, b) in enumerate(zip(found, wanted)) if a != b), min(len(found), len(wanted)))
    return at, found[max(0, at - 30):at + 30], wanted[max(0, at - 30):at + 30]


def whole_table():
    """All dtypes, shapes and orders."""
    count = 0
    for i, dtype in enumerate(cases.dtypes()):
        for order in "CF":
            arrays = {f"{order}{shape}": cases.fill(dtype, shape, order, seed=count) for shape in cases.SHAPES}
            # Every archive in two ways, every way now and then.
            ways = {to_memory, ANYWHERE[count % len(ANYWHERE)]}
            count += check(arrays, tuple(ways), (STREAMS[count % len(STREAMS)],))
    return count


def single():
    """One array, one archive."""
    count = 0
    for dtype in ("f8", ">i4", "?", "U3", cases.PARTICLE):
        for shape in cases.SHAPES:
            count += check({"u": cases.fill(dtype, shape)}, (to_memory, to_path), (to_stream,))
    return count


def names():
    count = 0
    for name in ("u", "é", "名前", "\U0001f600", "a b", "a/b", "../u", "/u", "", "u.npy", "x" * 1000, "x" * 65_531, "é" * 32_765,
                 "'\"\\", "%s", "\x7f", "a\nb", "CON", "arr_0"):
        count += check({name: np.arange(3.0), "after": np.arange(2)})
    return count


def counts():
    """Nothing, one, many."""
    count = 0
    for n in (0, 1, 2, 10, 1000):
        count += check({f"array_{i}": np.full(i % 7, i) for i in range(n)})
    return count


def positional_names():
    """np.savez's own names."""
    out = io.BytesIO()
    np.savez(out, np.arange(3), np.arange(4.0), z=np.arange(5))
    # Keywords first: so NumPy does.
    assert to_memory({"z": np.arange(5), "arr_0": np.arange(3), "arr_1": np.arange(4.0)}) == out.getvalue()
    return 1


def sizes():
    """Around the sizes at which pieces are gathered, copied and reserved for."""
    count = 0
    for size in (65_300, 65_535, 65_536, 65_537, 131_071, 262_144 - 128, 262_144, 262_145, 1_000_003, 9_000_001):
        array = np.random.default_rng(size).integers(0, 256, size, "u1")
        count += check({"before": array[:3], "u": array, "behind": array[:5]}, ANYWHERE if size < 2**20 else (to_memory, to_path))
    return count


def layouts():
    """Any memory; elements converted on their way."""
    count = 0
    base = cases.fill("f8", (12, 10, 8))
    for view in (base[::2], base[:, ::-1], base[..., 1], base.transpose(1, 0, 2), base.T, base[:1].T, np.broadcast_to(base[0], (3, 10, 8))):
        count += check({"u": view, "v": base}, (to_memory,), (to_stream,))
    for dtype, data_dtype in ((">f8", "<f8"), ("<i4", ">i4"), ("f8", "i2")):
        array = np.arange(1000).astype(data_dtype)
        writer = npyrw.ArchiveWriter()
        made = npyrw.spec(dtype, array.shape, data_dtype=data_dtype)
        npyrw.call("npz_save_with", writer.handle, b"u", npyrw.C.byref(made), npyrw.address(array), None)
        assert writer.finish() == savez(u=array.astype(dtype))
        count += 1
    return count


def plain():
    """npz_save: no spec, C order, this machine's byte order."""
    array = np.arange(60.0).reshape(3, 4, 5)
    writer = npyrw.ArchiveWriter()
    for key, given in (("u", array), ("s", np.array(2, "i4")), ("e", np.zeros((0, 3), "c8"))):
        npyrw.call("npz_save", writer.handle, key.encode(), given.dtype.str.encode(), npyrw.C.c_int32(given.ndim),
                   npyrw.int64s(given.shape), npyrw.address(given))
    assert writer.finish() == savez(u=array, s=np.array(2, "i4"), e=np.zeros((0, 3), "c8"))
    return 1


def at_a_position():
    """A descriptor that stands behind or within other bytes: as np.savez on a file object that stands there."""
    count = 0
    arrays = {"u": np.arange(20_000.0), "v": np.arange(3)}
    for front, behind in ((10, 0), (100_000, 0), (7, 1_000_000), (5, 30)):
        before = b"f" * front + b"b" * behind
        theirs = io.BytesIO(before)
        theirs.seek(front)
        np.savez(theirs, **arrays)
        fd = os.open("p.bin", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        os.write(fd, before)
        os.lseek(fd, front, os.SEEK_SET)
        write(fd, arrays)
        assert os.lseek(fd, 0, os.SEEK_CUR) == theirs.tell()
        found = os.pread(fd, 1 << 22, 0)
        os.close(fd)
        assert found == theirs.getvalue(), (front, behind, differ(found, theirs.getvalue()))
        count += 1
    return count


def behind_each_other():
    """Archives in one memory, and on one stream."""
    arrays = {"u": np.arange(10)}
    memory = npyrw.C.c_void_p()
    npyrw.call("npy_memory_new", npyrw.C.byref(memory))
    for _ in range(2):
        handle = npyrw.C.c_void_p()
        npyrw.call("npz_create_memory", memory, None, npyrw.C.byref(handle))
        writer = npyrw.ArchiveWriter.__new__(npyrw.ArchiveWriter)
        writer.handle, writer.memory = handle, None
        writer.save("u", arrays["u"])
        writer.finish()
    assert npyrw.memory_bytes(memory) == savez(**arrays) * 2

    def twice(fd):
        write(fd, arrays), write(fd, arrays)

    assert drained(twice) == savez(**arrays, stream=True) * 2
    return 2


def pieces():
    """A member that comes in pieces is the same as one that comes whole."""
    array = np.random.default_rng(7).random((300, 70))
    raw = array.tobytes()
    count = 0
    for step in (8, 8 * 13, 8 * 4096, 8 * 10_000):
        for stream in (False, True):
            sink = callbacks.Sink(stream=stream)
            writer = npyrw.ArchiveWriter(sink)
            member = writer.add("u", npyrw.spec("f8", array.shape))
            for at in range(0, len(raw), step):
                piece = raw[at:at + step]
                npyrw.call("npy_write", member, piece, npyrw.C.c_size_t(len(piece)))
            npyrw.call("npy_finish", member)
            writer.finish()
            assert bytes(sink.bytes) == savez(u=array, stream=stream), (step, stream)
            count += 1
    return count


if __name__ == "__main__":
    warnings.simplefilter("ignore", UserWarning)
    npyrw.finish(sum(case() for case in (
        whole_table, single, names, counts, positional_names, sizes, layouts, plain, at_a_position, behind_each_other, pieces)), 1000)

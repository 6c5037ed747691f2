"""What is written otherwise than by np.savez is an archive all the same: deflated, aligned, growing, in pieces."""

import io
import os
import sys
import threading
import warnings
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402
from archives_identical import ANYWHERE, STREAMS, write  # noqa: E402
from archives_read import failure, same, savez  # noqa: E402
from npyrw import C  # noqa: E402
from places import store  # noqa: E402
from reads_what_numpy_writes import bits  # noqa: E402

DEFLATED = 8
PROGRESS = C.CFUNCTYPE(C.c_int32, C.c_void_p, C.c_int64, C.c_int64)


def read_by_all(raw, arrays, method=0):
    """By NumPy, by zipfile, which compares every CRC, and by us."""
    with np.load(io.BytesIO(raw)) as found, zipfile.ZipFile(io.BytesIO(raw)) as z, npyrw.Archive(raw) as ours:
        assert z.testzip() is None
        assert found.files == list(arrays) == ours.keys(), (found.files, list(arrays))
        for i, (info, (key, array)) in enumerate(zip(z.infolist(), arrays.items())):
            assert found[key].dtype == array.dtype and same(bits(found[key]), array), key
            assert info.compress_type == ours.at(i).method == method
            assert z.read(info)[:128] == ours.bytes(i)[:128]
        ours.verify()
    return 1


def by(target, arrays, **options):
    """The bytes of an archive that was written to a kind of target."""
    if target == "stream":
        sink = callbacks.Sink(stream=True)
        write(sink, arrays, **options)
        return bytes(sink.bytes)
    return write(None, arrays, **options)


def levels():
    """Levels 1 to 9, and the default; more effort never costs much size."""
    rng = np.random.default_rng(3)
    arrays = {"smooth": np.sin(np.linspace(0, 9, 40_000)), "counts": rng.integers(0, 1000, (300, 70), "i4"),
              "labels": np.repeat(rng.integers(0, 16, 5000, "u1"), 16), "noise": rng.random(5000), "zeros": np.zeros(100_000),
              "text": cases.fill("U3", (500,)), "particles": cases.fill(cases.PARTICLE, (700,)), "scalar": np.array(1.5), "empty": np.zeros((0, 3))}
    count, sizes = 0, []
    for level in range(10):
        for target in ("memory", "stream"):
            raw = by(target, arrays, method=DEFLATED, level=level)
            count += read_by_all(raw, arrays, DEFLATED)
            assert raw == by(target, arrays, method=DEFLATED, level=level)
        sizes.append(len(raw))
    assert sizes[0] == sizes[6] and max(sizes[2:]) <= 1.1 * sizes[1] and sizes[9] <= 1.02 * min(sizes), sizes
    assert failure(npyrw.ArchiveWriter, None, level=10) == failure(npyrw.ArchiveWriter, None, level=-1) == "NPY_ERR_ARGUMENT"
    assert failure(npyrw.ArchiveWriter, None, method=12) == failure(npyrw.ArchiveWriter, None, align=3) == "NPY_ERR_ARGUMENT"
    return count + 4


def deflated_table():
    """All dtypes, shapes and orders, deflated."""
    count = 0
    for dtype in cases.dtypes():
        arrays = {f"{order}{shape}": cases.fill(dtype, shape, order, seed=count) for shape in cases.SHAPES for order in "CF"}
        target = ("memory", "stream")[count % 2]
        count += read_by_all(by(target, arrays, method=DEFLATED, level=count % 10), arrays, DEFLATED)
    return count


def everywhere():
    """Deflated to every kind of target: the same bytes wherever any place can be written, and the same on every stream."""
    arrays = {"u": np.arange(50_000) % 777, "v": np.arange(3.0), "é": np.ones((300, 40), "f4")}
    for ways in (ANYWHERE, STREAMS):
        found = {by_way(way, arrays, method=DEFLATED) for way in ways}
        assert len(found) == 1
        read_by_all(found.pop(), arrays, DEFLATED)
    return len(ANYWHERE) + len(STREAMS)


def by_way(way, arrays, **options):
    """A way of archives_identical, with options."""
    module = sys.modules[way.__module__]
    plain = module.write
    module.write = lambda target, given, **more: plain(target, given, **more, **options)
    try:
        return way(arrays)
    finally:
        module.write = plain


def aligned():
    """Members' data begins at multiples, which NumPy and others do not notice; elements can be used where they are."""
    count = 0
    arrays = {"a": np.arange(7.0), "bb": np.arange(3, dtype="u1"), "ccc": cases.fill(cases.PARTICLE, (9,)), "é" * 30: np.arange(9000.0).reshape(90, 100)}
    for align in (1, 2, 4, 64, 512, 4096):
        for way in (*ANYWHERE, *STREAMS):
            raw = by_way(way, arrays, align=align)
            count += read_by_all(raw, arrays)
            with npyrw.Archive(raw) as archive:
                for i in range(len(arrays)):
                    assert archive.data_offset(i) % align == 0
                at = archive.data_offset(3) + 128
        store("x.npz", raw)
        mapped = np.memmap("x.npz", "f8", "r", at, (90, 100))
        assert np.array_equal(mapped, arrays["é" * 30]) and (align < 64 or mapped.ctypes.data % 64 == 0)
        count += read_by_all(by("memory", arrays, align=align, method=DEFLATED), arrays, DEFLATED)
    # Not more than is needed: less than the alignment and the field's own four bytes.
    assert len(by("memory", arrays, align=64)) - len(savez(**arrays)) <= 4 * 67
    assert by("memory", arrays, align=1) == savez(**arrays)
    return count


def aligned_at_a_position():
    """Multiples count from the beginning of the file, which is what is mapped."""
    fd = os.open("p.bin", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.write(fd, bytes(1001))
    write(fd, {"u": np.arange(9.0), "v": np.arange(5)}, align=64)
    os.lseek(fd, 1001, os.SEEK_SET)
    with npyrw.Archive(fd) as archive:
        assert [(1001 + archive.data_offset(i)) % 64 for i in range(2)] == [0, 0]
    os.close(fd)
    return 1


def growing():
    """An axis whose length is known at the end, stored and deflated, in each order."""
    count = 0
    for method in (0, DEFLATED):
        for dtype in ("f8", ">i2", cases.PARTICLE):
            for rows in (0, 1, 2, 11, 5000):
                for order in "CF":
                    array = cases.fill(dtype, (rows, 3) if order == "C" else (3, rows), order)
                    writer = npyrw.ArchiveWriter(None, method=method)
                    shape = (-1, 3) if order == "C" else (3, -1)
                    made = npyrw.spec(dtype, shape, order, data_dtype=dtype)
                    member = writer.add("u", made)
                    raw = array.tobytes(order)
                    step = 3 * array.dtype.itemsize * 7
                    for at in range(0, len(raw), step):
                        npyrw.call("npy_write", member, raw[at:at + step], C.c_size_t(len(raw[at:at + step])))
                    npyrw.call("npy_finish", member)
                    writer.save("v", np.arange(3))
                    made = writer.finish()
                    if method == 0 and rows > 1:
                        assert made == savez(u=array, v=np.arange(3))
                    count += read_by_all(made, {"u": array, "v": np.arange(3)}, method)
    writer = npyrw.ArchiveWriter(callbacks.Sink(stream=True))
    assert failure(writer.add, "u", npyrw.spec("f8", (-1, 3))) == "NPY_ERR_UNSUPPORTED"
    writer.save("u", np.arange(4))
    writer.finish()
    assert np.array_equal(np.load(io.BytesIO(writer.kept.bytes))["u"], np.arange(4))
    return count + 1


def rows():
    """Rows of any layout, as many at a time as one likes."""
    count = 0
    array = np.random.default_rng(1).random((101, 6, 5))
    for method in (0, DEFLATED):
        for step in (1, 7, 101):
            for view in (array, array[:, ::-1, ::2], array.transpose(0, 2, 1)):
                writer = npyrw.ArchiveWriter(None, method=method)
                member = writer.add("u", npyrw.spec("f8", view.shape))
                for at in range(0, len(view), step):
                    part = view[at:at + step]
                    npyrw.call("npy_write_rows", member, C.c_int64(len(part)), npyrw.address(part), npyrw.int64s(part.strides))
                npyrw.call("npy_finish", member)
                count += read_by_all(writer.finish(), {"u": view}, method)
    return count


def slabs():
    """Slabs in any order and by many threads, where what was written can be read back."""
    count = 0
    array = np.random.default_rng(2).random((64, 50))
    for target in (None, "x.npz", "fd"):
        fd = os.open("s.npz", os.O_RDWR | os.O_CREAT | os.O_TRUNC) if target == "fd" else None
        writer = npyrw.ArchiveWriter(fd if fd is not None else target)
        writer.save("before", array)
        member = writer.add("u", npyrw.spec("f8", array.shape))

        def put(parity):
            for at in range(62 + parity, -1, -2):
                row = array[at:at + 1]
                npyrw.call("npy_write_slab", member, npyrw.slices((slice(at, at + 1),)), C.c_int32(1), npyrw.address(row), npyrw.int64s(row.strides))

        threads = [threading.Thread(target=put, args=(parity,)) for parity in (0, 1)]
        [t.start() for t in threads], [t.join() for t in threads]
        npyrw.call("npy_finish", member)
        writer.save("behind", array[:3])
        raw = writer.finish()
        if raw is None:
            with open("s.npz" if fd is not None else target, "rb") as f:
                raw = f.read()
        assert raw == savez(before=array, u=array, behind=array[:3])
        if fd is not None:
            os.close(fd)
        count += 1
    for target, options in ((None, dict(method=DEFLATED)), (callbacks.Sink(), {}), (callbacks.Sink(stream=True), {})):
        writer = npyrw.ArchiveWriter(target, **options)
        member = writer.add("u", npyrw.spec("f8", (4,)))
        row = np.arange(2.0)
        assert failure(npyrw.call, "npy_write_slab", member, npyrw.slices((slice(0, 2),)), C.c_int32(1), npyrw.address(row), None) == "NPY_ERR_UNSUPPORTED"
        npyrw.LIB.npy_discard(member)
        writer.discard()
        count += 1
    return count


def progress():
    """A member tells of itself; what stays of an archive is told of at the end. Both can be stopped."""
    array = np.random.default_rng(5).random(400_000)
    said = []
    note = PROGRESS(lambda _, done, total: said.append((done, total)) or 0)
    stop = PROGRESS(lambda _, done, total: 1)
    for method in (0, DEFLATED):
        writer = npyrw.ArchiveWriter("p.npz", method=method)
        made = npyrw.spec("f8", array.shape)
        made.progress = C.cast(note, C.c_void_p)
        save = ("npz_save_with", writer.handle, b"u", C.byref(made), npyrw.address(array), None)
        npyrw.call(*save)
        assert said[-1] == (array.nbytes, array.nbytes) and [d for d, _ in said] == sorted(d for d, _ in said)
        said.clear()
        made.progress = C.cast(stop, C.c_void_p)
        assert failure(npyrw.call, save[0], save[1], b"v", *save[3:]) == "NPY_ERR_CANCELLED"
        writer.finish()
        assert np.load("p.npz").files == ["u"]
        npyrw.ArchiveWriter("p.npz", update=True, progress=C.cast(note, C.c_void_p)).finish()
        packed = zipfile.ZipFile("p.npz").infolist()[0].compress_size
        assert said[-1] == (packed, packed), said[-3:]
        said.clear()
        with open("p.npz", "rb") as f:
            raw = f.read()
        writer = npyrw.ArchiveWriter("p.npz", update=True, progress=C.cast(stop, C.c_void_p))
        assert failure(writer.finish) == "NPY_ERR_CANCELLED"
        with open("p.npz", "rb") as f:
            assert f.read() == raw
        with npyrw.Archive("p.npz", progress=C.cast(note, C.c_void_p)) as archive:
            archive.verify()
        assert said[-1] == (array.nbytes + 128, array.nbytes + 128)
        said.clear()
        with npyrw.Archive("p.npz", progress=C.cast(stop, C.c_void_p)) as archive:
            assert failure(archive.verify) == "NPY_ERR_CANCELLED"
    return 10


if __name__ == "__main__":
    warnings.simplefilter("ignore", UserWarning)
    npyrw.finish(sum(case() for case in (
        levels, deflated_table, everywhere, aligned, aligned_at_a_position, growing, rows, slabs, progress)), 300)

"""Members and archives beyond 2 and 4 GiB, and more than 65,535 members, both ways. The files are mostly holes."""

import io
import os
import shutil
import sys
import warnings
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import numpy as np  # noqa: E402
from archives_identical import write  # noqa: E402
from archives_read import savez  # noqa: E402

GIB = 1 << 30


def marked(size):
    """Zeros, which cost no memory until they are written, with some other bytes in all the places that matter."""
    array = np.zeros(size, "u1")
    for at in (0, 5000, GIB, 2 * GIB - 200, 2 * GIB, 4 * GIB - 300, 4 * GIB - 1, 4 * GIB, 4 * GIB + 77, size - 1):
        if at < size:
            array[at] = 1 + at % 250
    return array


def arrays():
    return {"before": np.arange(1000.0), "large": marked(4 * GIB + 12_345), "between": np.arange(10), "middle": marked(2 * GIB - 128),
            "behind": np.arange(77.0)}


def extents(fd, size):
    """The stretches of a file that are no holes."""
    at, found = 0, []
    while at < size:
        try:
            start = os.lseek(fd, at, os.SEEK_DATA)
        except OSError:
            break
        at = os.lseek(fd, start, os.SEEK_HOLE)
        found.append((start, at))
    return found


def same_files(a, b):
    """Compares what is there of either."""
    with open(a, "rb") as f, open(b, "rb") as g:
        size = os.path.getsize(a)
        assert size == os.path.getsize(b), (size, os.path.getsize(b))
        for start, end in extents(f.fileno(), size) + extents(g.fileno(), size):
            for at in range(start, end, 1 << 24):
                n = min(1 << 24, end - at)
                assert os.pread(f.fileno(), n, at) == os.pread(g.fileno(), n, at), at
    return size


def beyond_4_gib():
    """np.savez's archive is ours, byte for byte; so each reads the other's."""
    given = arrays()
    theirs = callbacks.SparseFile("theirs.npz")
    np.savez(theirs, **given)
    theirs.close()
    write(callbacks.SparseSink("ours.npz"), given)
    size = same_files("ours.npz", "theirs.npz")
    assert size > 6 * GIB and os.stat("ours.npz").st_blocks * 512 < size / 20
    read_by_us("theirs.npz", given)
    read_by_numpy("ours.npz", given)
    return 2


def verify(path):
    """Every byte and every record, also the descriptors."""
    with open(path, "rb") as f, npyrw.Archive(callbacks.SparseSource(f.fileno())) as archive:
        archive.verify()


def read_by_us(path, given):
    verify(path)
    with npyrw.Archive(path) as archive:
        assert archive.keys() == list(given)
        large = given["large"]
        with archive.get("large") as reader:
            info = reader.header()
            assert info.nbytes == large.nbytes and info.shape[0] == len(large)
            for select in (slice(0, 6000), slice(2 * GIB - 300, 2 * GIB + 300), slice(4 * GIB - 400, 4 * GIB + 400), slice(None, None, GIB // 2),
                           slice(-10, None), slice(4 * GIB + 77, 4 * GIB - 400, -1)):
                assert np.array_equal(reader.read(npyrw.request(select=(select,))), large[select]), select
        for key in ("before", "between", "behind"):
            assert np.array_equal(archive.array(key), given[key])
        assert archive.data_offset(4) > 6 * GIB


def read_by_numpy(path, given):
    """np.load, whose reading of a member zipfile sums up."""
    with np.load(path) as found:
        for key in ("before", "between", "behind"):
            assert np.array_equal(found[key], given[key])
    with zipfile.ZipFile(path) as z, z.open("large.npy") as member:
        assert np.lib.format.read_magic(member) == (1, 0)
        assert np.lib.format.read_array_header_1_0(member) == ((len(given["large"]),), False, np.dtype("u1"))
        left = len(given["large"])
        while piece := member.read(1 << 24):
            left -= len(piece)
        assert left == 0


def streamed_beyond_4_gib():
    """Sizes that are known at the end, in the descriptor's large form; the archive is changed afterwards."""
    sink = callbacks.SparseSink("s.npz")
    place = [0]

    def forward(context, data, size):
        place[0] += sink.write_at(context, data, size, place[0])
        return size

    sink.struct.write, sink.struct.write_at = callbacks.WRITE(forward), callbacks.READ_AT()
    large = marked(4 * GIB + 5)
    write(sink, {"large": large, "behind": np.arange(9)})
    with zipfile.ZipFile("s.npz") as z:
        assert [info.file_size for info in z.infolist()] == [len(large) + 128, 200] and z.read("behind.npy")[128:] == np.arange(9).tobytes()
    verify("s.npz")
    with npyrw.Archive("s.npz") as archive:
        assert np.array_equal(archive.array("large", npyrw.request(select=(slice(-3000, None),))), large[-3000:])
        assert np.array_equal(archive.array("behind"), np.arange(9))
    # What stays of a changed archive is carried over, wherever it stood.
    writer = npyrw.ArchiveWriter("s.npz", update=True)
    writer.remove("large")
    writer.save("new", np.arange(5))
    writer.finish()
    assert os.path.getsize("s.npz") < 2000
    with np.load("s.npz") as found:
        assert found.files == ["behind", "new"] and np.array_equal(found["behind"], np.arange(9)) and np.array_equal(found["new"], np.arange(5))
    return 2


def many_members():
    """More than two bytes can count, and just as many as they can: np.savez's bytes, which both read."""
    count = 0
    for n in (65_535, 70_000):
        given = {f"m{i}": np.full(2, i, "i4") for i in range(n)}
        ours = write(None, given)
        assert ours == savez(**given)
        with npyrw.Archive(ours) as archive:
            assert len(archive) == n
            archive.verify()
            for i in range(0, n, 97):
                assert archive.find(f"m{i}").index == i
            for i in (0, 1, n // 2, 65_534, n - 1):
                assert archive.array(f"m{i}")[1] == i
        with np.load(io.BytesIO(ours)) as found:
            assert len(found.files) == n and all(found[f"m{i}"][0] == i for i in range(0, n, 997))
        count += 1
    with open("many.npz", "wb") as f:
        f.write(ours)
    writer = npyrw.ArchiveWriter("many.npz", update=True)
    for i in range(0, n, 7):
        writer.remove(f"m{i}")
    for i in range(0, n, 70):
        writer.save(f"m{i}", np.full(3, -i))
    writer.finish()
    with np.load("many.npz") as found:
        assert len(found.files) == n - n // 7 + n // 70 and found["m70"][2] == -70 and "m7" not in found.files
    return count + 1


def deflated_beyond_4_gib():
    """A member whose unpacked size is beyond 4 GiB; takes a minute."""
    if not os.environ.get("NPYRW_LARGE"):
        print("skipped: takes a minute, only with NPYRW_LARGE=1 (make large)")
        sys.exit(77)
    large = marked(4 * GIB + 5)
    sink = callbacks.Sink()
    write(sink, {"large": large, "behind": np.arange(9)}, method=8, level=1)
    with npyrw.Archive(bytes(sink.bytes)) as archive:
        archive.verify()
        assert np.array_equal(archive.array("large", npyrw.request(select=(slice(-3000, None),))), large[-3000:])
    with zipfile.ZipFile(io.BytesIO(sink.bytes)) as z:
        assert z.testzip() is None and z.getinfo("large.npy").file_size == len(large) + 128
    return 1


if __name__ == "__main__":
    warnings.simplefilter("ignore", UserWarning)
    free = shutil.disk_usage(".").free
    if free < 4 * GIB:
        print(f"skipped: {free >> 20} MiB are free, wants 4 GiB in case that this file system has no holes")
        sys.exit(77)
    if sys.argv[1:] == ["deflated"]:
        npyrw.finish(deflated_beyond_4_gib(), 1)
    else:
        npyrw.finish(beyond_4_gib() + streamed_beyond_4_gib() + many_members(), 7)

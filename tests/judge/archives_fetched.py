"""Through callbacks only the end, the directory and the wanted member are fetched, and with few calls."""

import io
import os
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import zips  # noqa: E402
import numpy as np  # noqa: E402
from archives_read import METHODS, S, npy, same, savez, zipped  # noqa: E402

TAIL = 22 + 65_535 + 20  # where an end record may begin
MORE = 64  # what a local header may have behind the name and is read with it
HEAD = 4096  # what is read of a stored member with its local header
WINDOW = 128 * 1024  # what is read ahead of small pieces
STEP = 128 * 1024  # what is summed up at a time


class Watched:
    """An archive behind callbacks."""

    def __init__(self, raw):
        self.raw = raw
        self.infos = zipfile.ZipFile(io.BytesIO(raw)).infolist()
        self.source = callbacks.Source(raw)
        self.archive = npyrw.Archive(self.source)
        self.opening = self.source.taken()

    def directory(self):
        """Where it begins, and its bytes."""
        at = zipfile.ZipFile(io.BytesIO(self.raw)).start_dir
        return at, sum(46 + len(i.orig_filename.encode()) + len(i.extra) + len(i.comment) for i in self.infos)

    def place(self, index):
        """Where the member's local header begins, where its data begins, and where that ends."""
        info = self.infos[index]
        names = self.raw[info.header_offset + 26:][:4]
        data = info.header_offset + 30 + int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
        return info.header_offset, data, data + info.compress_size

    def limit(self, index):
        """Where the next member begins, or the directory."""
        return self.infos[index + 1].header_offset if index + 1 < len(self.infos) else self.directory()[0]

    def get(self, index):
        """A reader, and what was fetched for it."""
        reader = self.archive.get(index)
        return reader, self.source.taken()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        npyrw.LIB.npz_close(self.archive.handle)


def opening():
    """One call for the end, as far as a comment may push it; one more for a directory that begins before that."""
    count = 0
    for members in (1, 5, 40, 1000):
        raw = savez(**{f"array_{i}": np.arange(100.0) for i in range(members)})
        for comment in (b"", b"x" * 3000, b"y" * 60_000):
            made = raw[:-2] + len(comment).to_bytes(2, "little") + comment
            with Watched(made) as w:
                at, size = w.directory()
                expected = [(max(0, len(made) - TAIL), min(len(made), TAIL))]
                if at < expected[-1][0]:
                    expected.append((at, size))
                assert w.opening == expected, (w.opening, expected)
                for i in range(members):
                    w.archive.at(i), w.archive.find(f"array_{i}")
                assert w.source.taken() == []
            count += 1
    return count


def large_records():
    """The records of a large archive stand at its end, too."""
    raw = zips.archive([zips.Member(b"u.npy", npy(np.arange(2000.0)))], wide={"count", "at"})
    with Watched(raw) as w:
        assert w.opening == [(max(0, len(raw) - TAIL), min(len(raw), TAIL))]
    return 1


ARRAYS = {f"a{i}": np.random.default_rng(i).integers(0, 9, shape).astype(dtype) for i, (shape, dtype) in enumerate((
    ((10,), "f8"), ((500, 100), "f8"), ((3,), "u1"), ((512, 64), "<i4"), ((), "f8"), ((200_000,), ">f8"), ((7, 7), "f2")))}


def stored():
    """One call for a local header and what follows it; the rest in pieces; each byte once, and none of any neighbour."""
    count = 0
    raw = savez(**ARRAYS)
    with Watched(raw) as w:
        for i, array in enumerate(ARRAYS.values()):
            start, data, end = w.place(i)
            reader, calls = w.get(i)
            name = len(w.infos[i].filename)
            assert calls == [(start, min(30 + name + MORE + HEAD, w.limit(i) - start))], calls
            with reader:
                assert same(reader.read(), array)
                calls = w.source.taken()
                # A small array came with its header; of a large one the rest is fetched, to the last byte.
                known = min(start + HEAD + 30 + name + MORE, end)
                assert adjoin(calls, known) == end, calls
                assert len(calls) <= 1 + (end - known) // STEP, calls
                if array.ndim:
                    one_row(w, reader, array, data)
            count += 1
    return count


def adjoin(calls, at):
    """Where calls end that begin at `at` and follow each other."""
    for offset, size in calls:
        assert offset == at, calls
        at += size
    return at


def one_row(w, reader, array, data):
    row = len(array) // 2
    found = reader.read(npyrw.request(select=(S(row, row + 1),)))
    assert np.array_equal(found, array[row:row + 1])
    calls = w.source.taken()
    size = array[row:row + 1].nbytes
    at = data + 128 + row * size
    known = at + size <= data + HEAD
    assert calls == ([] if known else [(at, size)]) or known and sum(n for _, n in calls) <= size, (calls, at, size)


def scattered():
    """A column of a stored member: no byte twice, none outside of the member's elements."""
    array = np.arange(1_000_000.0).reshape(1000, 1000)
    raw = savez(before=array[:10], u=array, behind=array[:10])
    with Watched(raw) as w:
        _, data, end = w.place(1)
        reader, _ = w.get(1)
        with reader:
            for select, column in (((S(None), S(3, 4)), array[:, 3:4]), ((S(100, 110), S(5, 10)), array[100:110, 5:10])):
                assert np.array_equal(reader.read(npyrw.request(select=select)), column)
                calls = w.source.taken()
                assert all(data + 128 <= at and at + n <= end for at, n in calls), calls
                assert sum(n for _, n in calls) <= end - data
    return 2


def packed():
    """A packed member is fetched from its beginning: once to be opened, as far as its header, and once to be read."""
    count = 0
    members = [(key + ".npy", npy(array)) for key, array in ARRAYS.items()]
    for method in METHODS[1:]:
        with Watched(zipped(members, method)) as w:
            for i, array in enumerate(ARRAYS.values()):
                start, data, end = w.place(i)
                name = len(w.infos[i].filename)
                reader, calls = w.get(i)
                assert calls[0] == (start, min(30 + name + MORE, w.limit(i) - start)), calls
                assert adjoin(calls[1:], data) <= end and 1 <= len(calls) - 1 <= 1 + (end - data) // 4096, calls
                with reader:
                    assert same(reader.read(), array)
                    calls = w.source.taken()
                    assert adjoin(calls, data) == end, calls
                    assert len(calls) <= 1 + (end - data) // 4096
                count += 1
            # A slice ends where it ends: the rest is not unpacked.
            reader, _ = w.get(5)
            with reader:
                assert np.array_equal(reader.read(npyrw.request(select=(S(0, 10),))), ARRAYS["a5"][:10])
                _, data, end = w.place(5)
                calls = w.source.taken()
                assert adjoin(calls, data) <= data + max(2 * WINDOW, 900_000 * (method == 12)), calls
    return count


def whole():
    """npz_bytes_at and npz_verify fetch each byte once."""
    raw = savez(**ARRAYS)
    with Watched(raw) as w:
        for i in range(len(ARRAYS)):
            start, data, end = w.place(i)
            w.archive.bytes(i)
            calls = w.source.taken()
            assert calls[0][0] == start and adjoin(calls[1:], data) == end, calls
        w.archive.verify()
        assert sum(n for _, n in w.source.taken()) <= len(raw) + MORE * len(ARRAYS)
    return len(ARRAYS) + 1


def far_away():
    """One small member of a thousand: 64 KiB at the end, the directory, and the member."""
    raw = savez(**{f"array_{i:04}": np.arange(1000.0) + i for i in range(1000)})
    source = callbacks.Source(raw)
    with npyrw.Archive(source) as archive:
        assert archive.array("array_0500")[7] == 507
    size = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    directory = sum(46 + len(info.filename) for info in size)
    fetched = sum(n for _, n in source.calls)
    assert fetched <= TAIL + directory + 30 + 14 + MORE + 8128, fetched
    assert len(source.calls) <= 4 and fetched < len(raw) / 50, (len(source.calls), fetched)
    print(f"one of 1,000: {fetched} of {len(raw)} bytes, {len(source.calls)} calls")
    return 1


if __name__ == "__main__":
    npyrw.finish(opening() + large_records() + stored() + scattered() + packed() + whole() + far_away(), 50)

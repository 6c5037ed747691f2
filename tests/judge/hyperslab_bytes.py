"""A hyperslab costs its own bytes: a hundredth of a large file asks for no more than two hundredths of it."""

import contextlib
import os
import re
import resource
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import places  # noqa: E402
import numpy as np  # noqa: E402

RECORD = np.dtype([("head", "<f4", (150,)), ("x", "<f8"), ("tail", "<f8", (24,))])
# What is read, and of which file. All files are about 100 MB and more, and all slabs a hundredth of them or less.
SLABS = (
    ("a square", "<f8", (3600, 3600), "C", (slice(100, 460), slice(700, 1060))),
    ("a square of a Fortran array", "<f8", (3600, 3600), "F", (slice(100, 460), slice(700, 1060))),
    ("a box", "<f8", (240, 240, 240), "C", (slice(50, 101), slice(0, 51), slice(150, 201))),
    ("a box, backwards", "<f4", (300, 300, 300), "F", (slice(80, 20, -1), slice(100, 40, -1), slice(200, 140, -1))),
    ("rows", "<f8", (10_000, 1300), "C", (slice(-100, None),)),
    ("every 100th row", "<f4", (10_000, 2600), "C", (slice(None, None, 100),)),
    ("a column of 100", "<f8", (130_000, 100), "C", (slice(None), slice(7, 8))),
    ("a column of a Fortran array", "<f8", (1300, 10_000), "F", (slice(None), slice(300, 400))),
    ("three fifths of nine axes", "<f8", (5,) * 9 + (80,), "C", (slice(2, 5),) * 9),
    ("two thirds of twelve axes", "<f4", (3,) * 12 + (200,), "C", (slice(0, 2),) * 12),
    ("one element", "<f8", (1 << 40,), "C", (slice(1 << 39, (1 << 39) + 1),)),
    ("a corner of a file of 8 TB", "<f8", (1 << 20, 1 << 20), "C", (slice(-3, None), slice(-5, None))),
)


class File:
    """A file whose bytes are worked out from their place when they are asked for."""

    def __init__(self, dtype, shape, order):
        self.header = npyrw.encode_header(npyrw.spec(np.dtype(dtype), shape, order))
        self.size = len(self.header) + int(np.prod([int(n) for n in shape], dtype=object)) * np.dtype(dtype).itemsize
        self.fetched = places.Fetched(at=self.at, length=self.size)

    def at(self, offset, size):
        size = min(size, self.size - offset)
        head = self.header[offset:offset + size]
        if len(head) == size:
            return head
        return head + pattern(offset + len(head) - len(self.header), size - len(head))


def pattern(start, size):
    """Byte i of the elements is i mod 251."""
    first = start % 251
    return (CYCLE * (size // 251 + 2))[first:first + size]


CYCLE = bytes(range(251))


def expected(dtype, shape, order, select):
    """The bytes of the slab in C order, from the places of its elements."""
    step, steps = np.dtype(dtype).itemsize, [0] * len(shape)
    for axis in (reversed(range(len(shape))) if order == "C" else range(len(shape))):
        steps[axis] = step
        step *= shape[axis]
    place = np.zeros((), "u8")
    for n, by, item in zip(shape, steps, (*select, *[slice(None)] * (len(shape) - len(select)))):
        start, stop, jump = item.indices(n)
        indices = np.arange(start, stop, jump, dtype="i8") if n < 1 << 32 else np.array(range(start, stop, jump), "i8")
        place = place[..., None] + (indices * by).astype("u8")
    return (place[..., None] + np.arange(np.dtype(dtype).itemsize, dtype="u8")).astype("u8") % 251


def peak(anew=False):
    """The most memory that this process has had, or has had since it was asked for it anew."""
    if anew:
        with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as f:
            f.write("5")
    with contextlib.suppress(OSError), open("/proc/self/status") as f:
        return 1024 * int(re.search(r"VmHWM:\s*(\d+)", f.read())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def check(what, dtype, shape, order, select):
    file = File(dtype, shape, order)
    with npyrw.Reader(file.fetched.source) as reader:
        request = npyrw.request(select=select, order="C")
        nbytes = reader.plan(request).nbytes
        assert nbytes <= file.size / 99, (what, nbytes / file.size)
        out = np.full(nbytes, 0xA5, "u1")
        before = peak(anew=True)
        reader.read_to(request, out.ctypes.data, nbytes)
        grown = peak() - before
    # Python's own pieces are in it; the library's window and tile are 128 and 280 KiB.
    assert grown <= 3 << 20, (what, grown)
    allowed = max(0.02 * file.size, nbytes + 8192)
    assert file.fetched.asked <= allowed, (what, file.fetched.asked / file.size)
    assert np.array_equal(out, expected(dtype, shape, order, select).ravel()), what
    print(f"{what}: {100 * file.fetched.asked / file.size:.3f} % of the bytes for {100 * nbytes / file.size:.3f} %, "
          f"{file.fetched.calls} calls, {grown >> 10} KiB more memory")


def field():
    """A field of a struct of 800 bytes."""
    file = File(RECORD, (130_000,), "C")
    with npyrw.Reader(file.fetched.source) as reader:
        found = reader.read(npyrw.request(field="x", dtype=">f8"))
    assert file.fetched.asked <= 0.02 * file.size
    start = np.arange(130_000) * RECORD.itemsize + 600
    wanted = ((start[:, None] + np.arange(8)) % 251).astype("u1")
    assert np.array_equal(found.view("u1").reshape(-1, 8)[:, ::-1], wanted)
    return 1


def gaps_read_over():
    """Gaps that are together no more than a fifth of what is wanted are read, because a call costs more than they do:
    nine tenths of each row of f4 are the whole file, and so are seven of eight rows of a kilobyte. Larger ones are
    not, whatever that costs in calls: one column of a hundred, every other row of a kilobyte."""
    for shape, select, wanted in (((20_000, 100), (slice(None), slice(7, 97)), 0.9),
                                  ((1000, 8, 256), (slice(None), slice(0, 7)), 7 / 8),
                                  ((20_000, 100), (slice(None), slice(7, 8)), 0.01), ((8000, 256), (slice(None, None, 2),), 0.5)):
        file = File("<f4", shape, "C")
        with npyrw.Reader(file.fetched.source) as reader:
            reader.read(npyrw.request(select=select))
        assert file.fetched.asked <= 1.2 * wanted * file.size + 8192, (shape, file.fetched.asked)
        assert wanted < 0.8 or file.fetched.calls <= file.size / 60_000, (shape, file.fetched.calls)
    return 4


def large_elements():
    """Large elements do not make the tile of a transposition larger."""
    dtype = np.dtype([("a", "<f8", (1 << 15,))])
    for to in (dtype, dtype.newbyteorder(">")):
        file = File(dtype, (40, 30), "C")
        with npyrw.Reader(file.fetched.source) as reader:
            out = np.ones((40, 4), dtype, "F")
            request = npyrw.request(npyrw.descr_text(to).decode(), select=(slice(None), slice(0, 4)), order="F")
            before = peak(anew=True)
            reader.read_to(request, out.ctypes.data, out.nbytes)
            grown = peak() - before
        assert grown <= 2 << 20, grown
        for i in range(0, 40, 13):
            for j in range(4):
                wanted = np.frombuffer(pattern((i * 30 + j) * dtype.itemsize, dtype.itemsize), "<f8")
                assert out[i, j].tobytes() == wanted.astype(to["a"].base).tobytes(), (i, j)
    return 2


def main():
    # First, while no memory that has been freed lies about to be taken again unseen.
    count = large_elements()
    for slab in SLABS:
        check(*slab)
    npyrw.finish(len(SLABS) + count + field() + gaps_read_over(), 17)


if __name__ == "__main__":
    main()

"""The places that arrays are read from and written to: all of them behave alike."""

import contextlib
import ctypes as C
import os
import threading

import npyrw

READING = ("path", "memory", "fd", "source", "pipe", "stream")
STREAMS = ("pipe", "stream")

WRITE = C.CFUNCTYPE(C.c_int64, C.c_void_p, C.c_void_p, C.c_size_t)
WRITE_AT = C.CFUNCTYPE(C.c_int64, C.c_void_p, C.c_void_p, C.c_size_t, C.c_int64)
END = C.CFUNCTYPE(C.c_int32, C.c_void_p, C.c_int32)


class SinkCalls(C.Structure):
    _fields_ = [("context", C.c_void_p), ("write", WRITE), ("write_at", WRITE_AT), ("end", END),
                ("reserved", C.c_uint64 * 4)]


class Fetched:
    """Callbacks on bytes (or on what `at(offset, size)` gives) that count what they are asked for."""

    def __init__(self, raw=None, at=None, length=0, streams=False, most=None):
        self.asked, self.calls, self.place, self.closed = 0, 0, 0, 0
        self.raw, self.at, self.most = raw, at or self.cut, most
        self.functions = (npyrw.READ_AT(self.read_at), npyrw.READ(self.read), npyrw.CLOSE(self.close))
        self.source = npyrw.Source(length=length, close=self.functions[2])
        if streams:
            self.source.read = self.functions[1]
        else:
            self.source.read_at = self.functions[0]

    def cut(self, offset, size):
        return self.raw[offset:offset + size]

    def read_at(self, _context, dst, size, offset):
        self.calls += 1
        self.asked += size
        piece = self.at(offset, min(size, self.most or size))
        C.memmove(dst, piece, len(piece))
        return len(piece)

    def read(self, context, dst, size):
        n = self.read_at(context, dst, size, self.place)
        self.place += n
        return n

    def close(self, _context):
        self.closed += 1


@contextlib.contextmanager
def piped(raw):
    """The end of a pipe from which `raw` can be read."""
    out, into = os.pipe()

    def feed():
        with contextlib.suppress(BrokenPipeError), os.fdopen(into, "wb", 0) as f:
            rest = memoryview(raw)
            while rest:
                rest = rest[f.write(rest):]

    thread = threading.Thread(target=feed)
    thread.start()
    try:
        yield out
    finally:
        os.close(out)
        thread.join()


@contextlib.contextmanager
def drained(take):
    """The end of a pipe into which can be written; `take` gets all of it at the end."""
    out, into = os.pipe()
    pieces = []

    def drain():
        with os.fdopen(out, "rb", 0) as f:
            while piece := f.read(1 << 16):
                pieces.append(piece)

    thread = threading.Thread(target=drain)
    thread.start()
    try:
        yield into
    finally:
        os.close(into)
        thread.join()
        take(b"".join(pieces))


def store(path, raw):
    """Makes a file anew: some file systems flush one that is cut and written again."""
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)
    with open(path, "wb") as f:
        f.write(raw)


@contextlib.contextmanager
def reader(place, raw, path="x.npy", **options):
    """A reader of the bytes `raw` in any place."""
    if place == "memory":
        with npyrw.Reader(raw, **options) as r:
            yield r
    elif place == "pipe":
        with piped(raw) as fd, npyrw.Reader(fd, **options) as r:
            yield r
    elif place in ("source", "stream"):
        fetched = Fetched(raw, streams=place == "stream", length=len(raw), most=70_000)
        with npyrw.Reader(fetched.source, **options) as r:
            yield r
        assert fetched.closed == 1
    else:
        store(path, raw)
        if place == "path":
            with npyrw.Reader(path, **options) as r:
                yield r
        else:
            with open(path, "rb", 0) as f, npyrw.Reader(f.fileno(), **options) as r:
                yield r
                assert f.tell() == 0


class Stored:
    """A sink of callbacks that stores what it gets, some bytes at a time."""

    def __init__(self, streams=False, most=100_000):
        self.bytes, self.most, self.ends = bytearray(), most, []
        self.functions = (WRITE(self.write), WRITE_AT(self.write_at), END(self.end))
        self.calls = SinkCalls(end=self.functions[2])
        if streams:
            self.calls.write = self.functions[0]
        else:
            self.calls.write_at = self.functions[1]

    def write(self, context, data, size):
        return self.write_at(context, data, size, len(self.bytes))

    def write_at(self, _context, data, size, offset):
        size = min(size, self.most)
        if len(self.bytes) < offset + size:
            self.bytes.extend(bytes(offset + size - len(self.bytes)))
        self.bytes[offset:offset + size] = C.string_at(data, size)
        return size

    def end(self, _context, commit):
        self.ends.append(commit)
        return 0


class Memory:
    """Memory of the library's."""

    def __init__(self):
        self.handle = C.c_void_p()
        npyrw.call("npy_memory_new", C.byref(self.handle))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        npyrw.LIB.npy_memory_free(self.handle)

    def bytes(self):
        size = C.c_size_t()
        data = npyrw.LIB.npy_memory_data(self.handle, C.byref(size))
        return C.string_at(data, size.value) if size.value else b""


class Writer:
    """An array that is being written; finishes by `with`, or is discarded by what is thrown."""

    def __init__(self, place, spec):
        self.handle = C.c_void_p()
        self.kept = (place, spec)
        names = {int: "npy_create_fd", Memory: "npy_create_memory", Stored: "npy_create_sink"}
        targets = {int: lambda: place, Memory: lambda: place.handle, Stored: lambda: C.byref(place.calls)}
        kind = type(place)
        target = targets.get(kind, lambda: os.fsencode(place))()
        npyrw.call(names.get(kind, "npy_create"), target, C.byref(spec), C.byref(self.handle))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.handle:
            self.discard() if kind else self.finish()

    def write(self, data):
        data = bytes(data)
        npyrw.call("npy_write", self.handle, data, C.c_size_t(len(data)))

    def rows(self, count, array, strides=True):
        steps = npyrw.int64s(array.strides) if strides else None
        npyrw.call("npy_write_rows", self.handle, C.c_int64(count), npyrw.address(array), steps)

    def slab(self, select, array, strides=True):
        steps = npyrw.int64s(array.strides) if strides else None
        npyrw.call("npy_write_slab", self.handle, npyrw.slices(select), len(select), npyrw.address(array), steps)

    def info(self):
        info = npyrw.Info()
        npyrw.call("npy_writer_info", self.handle, C.byref(info))
        return info

    def finish(self):
        handle, self.handle = self.handle, None
        npyrw.call("npy_finish", handle)

    def discard(self):
        handle, self.handle = self.handle, None
        npyrw.LIB.npy_discard(handle)


def written(place, spec, work, path="y.npy"):
    """The bytes that a writer leaves in a place, when `work` has been done with it."""
    if place == "path":
        with Writer(path, spec) as w:
            work(w)
        with open(path, "rb") as f:
            return f.read()
    if place == "fd":
        store(path, b"")
        with open(path, "r+b", 0) as f:
            with Writer(f.fileno(), spec) as w:
                work(w)
            size = f.tell()
            f.seek(0)
            raw = f.read()
            assert size == len(raw), "the descriptor stands behind the array"
            return raw
    if place == "pipe":
        got = []
        with drained(got.append) as fd, Writer(fd, spec) as w:
            work(w)
        return got[0]
    if place == "memory":
        with Memory() as memory:
            with Writer(memory, spec) as w:
                work(w)
            return memory.bytes()
    stored = Stored(streams=place == "stream")
    with Writer(stored, spec) as w:
        work(w)
    assert stored.ends == [1]
    return bytes(stored.bytes)

"""Sources and sinks behind callbacks, which note what they are asked for."""

import ctypes as C
import io
import os

READ_AT = C.CFUNCTYPE(C.c_int64, C.c_void_p, C.c_void_p, C.c_size_t, C.c_int64)
WRITE = C.CFUNCTYPE(C.c_int64, C.c_void_p, C.c_void_p, C.c_size_t)
CLOSE = C.CFUNCTYPE(None, C.c_void_p)
END = C.CFUNCTYPE(C.c_int32, C.c_void_p, C.c_int32)


class SourceCalls(C.Structure):
    _fields_ = [("context", C.c_void_p), ("read_at", READ_AT), ("read", C.c_void_p), ("length", C.c_int64),
                ("close", CLOSE), ("reserved", C.c_uint64 * 4)]


class SinkCalls(C.Structure):
    _fields_ = [("context", C.c_void_p), ("write", WRITE), ("write_at", READ_AT), ("end", END),
                ("reserved", C.c_uint64 * 4)]


class Source:
    """Bytes, or a descriptor's, read at any place. At most `most` bytes come at a time."""

    def __init__(self, bytes_, most=None):
        self.bytes, self.most = bytes_, most
        self.calls = []
        self.closed = 0
        length = os.fstat(bytes_).st_size if isinstance(bytes_, int) else len(bytes_)
        self.struct = SourceCalls(read_at=READ_AT(self.read_at), length=length, close=CLOSE(self.close))

    def read_at(self, _, dst, size, offset):
        self.calls.append((offset, size))
        size = min(size, self.most or size)
        if isinstance(self.bytes, int):
            piece = os.pread(self.bytes, size, offset)
        else:
            piece = self.bytes[offset:offset + size]
        C.memmove(dst, piece, len(piece))
        return len(piece)

    def close(self, _):
        self.closed += 1

    def taken(self):
        """What was asked for since the last time: pairs of offset and size."""
        calls, self.calls = self.calls, []
        return calls


class Sink:
    """Keeps what is written: at any place, or (`stream`) from front to back."""

    def __init__(self, stream=False, most=None):
        self.bytes, self.most = bytearray(), most
        self.ended = []
        self.struct = SinkCalls(end=END(self.end))
        if stream:
            self.struct.write = WRITE(self.write)
        else:
            self.struct.write_at = READ_AT(self.write_at)

    def write(self, _, data, size):
        size = min(size, self.most or size)
        self.bytes += C.string_at(data, size)
        return size

    def write_at(self, _, data, size, offset):
        size = min(size, self.most or size)
        if len(self.bytes) < offset:
            self.bytes += bytes(offset - len(self.bytes))
        self.bytes[offset:offset + size] = C.string_at(data, size)
        return size

    def end(self, _, commit):
        self.ended.append(commit)
        return 0


class SparseSink(Sink):
    """Writes to a file, and leaves holes where only zeros come."""

    def __init__(self, path):
        super().__init__()
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        self.size = 0

    def write_at(self, _, data, size, offset):
        piece = (C.c_char * size).from_address(data)
        put_sparse(self.file, memoryview(piece).cast("B"), offset)
        self.size = max(self.size, offset + size)
        return size

    def end(self, _, commit):
        os.ftruncate(self.file, self.size)
        os.close(self.file)
        return super().end(_, commit)


class SparseSource(Source):
    """A file, whose holes are not read."""

    def read_at(self, _, dst, size, offset):
        try:
            data = os.lseek(self.bytes, offset, os.SEEK_DATA)
        except OSError:
            data = os.fstat(self.bytes).st_size
        if data >= offset + size:
            C.memset(dst, 0, size)
            return size
        return super().read_at(_, dst, size, offset)


class SparseFile:
    """A file object for zipfile and NumPy that leaves holes where only zeros come."""

    def __init__(self, path):
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        self.at = self.size = 0

    def write(self, data):
        view = memoryview(data).cast("B")
        put_sparse(self.file, view, self.at)
        self.at += len(view)
        self.size = max(self.size, self.at)
        return len(view)

    def read(self, size=-1):
        piece = os.pread(self.file, size if size >= 0 else self.size - self.at, self.at)
        self.at += len(piece)
        return piece

    def seek(self, offset, whence=0):
        self.at = offset + (0, self.at, self.size)[whence]
        return self.at

    def tell(self):
        return self.at

    def seekable(self):
        return True

    def flush(self):
        pass

    def close(self):
        os.ftruncate(self.file, self.size)
        os.close(self.file)


ZEROS = bytes(1 << 20)


def put_sparse(file, view, offset):
    """Writes `view`, but for the stretches of zeros that fill a block."""
    for at in range(0, len(view), len(ZEROS)):
        piece = view[at:at + len(ZEROS)]
        # Bytes are compared at once, views one by one.
        if piece.tobytes() != (ZEROS if len(piece) == len(ZEROS) else bytes(len(piece))):
            done = 0
            while done < len(piece):
                done += os.pwrite(file, piece[done:], offset + at + done)


class Stream:
    """A file object that cannot seek, for zipfile and NumPy."""

    def __init__(self):
        self.bytes = bytearray()

    def write(self, data):
        self.bytes += data
        return len(data)

    def read(self, size=-1):
        raise io.UnsupportedOperation("read")  # NumPy wants it to be there

    def flush(self):
        pass

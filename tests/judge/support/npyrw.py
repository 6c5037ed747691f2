"""The C API through ctypes, for tests that NumPy judges."""

import ctypes as C
import os
import sys

try:
    import numpy as np
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

LIB = C.CDLL(os.environ["NPYRW_LIBRARY"])


class Error(C.Structure):
    _fields_ = [("code", C.c_int32), ("os_error", C.c_int32), ("offset", C.c_int64),
                ("message", C.c_char * 240)]


class Info(C.Structure):
    _fields_ = [(n, C.c_int64) for n in ("count", "nbytes", "itemsize", "data_offset")] + [
        ("shape", C.c_int64 * 64), ("strides", C.c_int64 * 64),
        ("ndim", C.c_int32), ("nfields", C.c_int32), ("version", C.c_int32),
        ("unit_multiple", C.c_int32), ("kind", C.c_char), ("byteorder", C.c_char),
        ("order", C.c_char), ("unused", C.c_char), ("unit", C.c_char * 4),
        ("dtype", C.c_void_p), ("descr", C.c_char_p), ("reserved", C.c_uint64 * 4)]


class OpenOptions(C.Structure):
    _fields_ = [("offset", C.c_int64), ("max_header", C.c_int64), ("max_nesting", C.c_int32),
                ("flags", C.c_uint32), ("reserved", C.c_uint64 * 4)]


class Slice(C.Structure):
    _fields_ = [("start", C.c_int64), ("stop", C.c_int64), ("step", C.c_int64)]


class Request(C.Structure):
    _fields_ = [("dtype", C.c_char_p), ("field", C.c_char_p), ("slices", C.POINTER(Slice)),
                ("strides", C.POINTER(C.c_int64)), ("progress", C.c_void_p),
                ("context", C.c_void_p), ("nslices", C.c_int32), ("casting", C.c_int32),
                ("threads", C.c_int32), ("order", C.c_char), ("unused", C.c_char * 3),
                ("reserved", C.c_uint64 * 4)]


class Spec(C.Structure):
    _fields_ = [("dtype", C.c_char_p), ("data_dtype", C.c_char_p), ("shape", C.POINTER(C.c_int64)),
                ("progress", C.c_void_p), ("context", C.c_void_p), ("ndim", C.c_int32),
                ("casting", C.c_int32), ("version", C.c_int32), ("replace", C.c_int32),
                ("sync", C.c_int32), ("threads", C.c_int32), ("order", C.c_char),
                ("unused", C.c_char * 7), ("reserved", C.c_uint64 * 4)]


READ_AT = C.CFUNCTYPE(C.c_int64, C.c_void_p, C.c_void_p, C.c_size_t, C.c_int64)
READ = C.CFUNCTYPE(C.c_int64, C.c_void_p, C.c_void_p, C.c_size_t)
CLOSE = C.CFUNCTYPE(None, C.c_void_p)
PROGRESS = C.CFUNCTYPE(C.c_int32, C.c_void_p, C.c_int64, C.c_int64)


class Source(C.Structure):
    _fields_ = [("context", C.c_void_p), ("read_at", READ_AT), ("read", READ), ("length", C.c_int64),
                ("close", CLOSE), ("reserved", C.c_uint64 * 4)]


class Failed(Exception):
    """A call that returned a code."""

    def __init__(self, error):
        super().__init__(f"{status_name(error.code)} at {error.offset}: {error.message.decode()}")
        self.code = error.code
        self.offset = error.offset
        self.message = error.message.decode()
        self.name = status_name(error.code)


LIB.npy_status_name.restype = C.c_char_p
LIB.npy_dtype_text.restype = C.c_char_p
LIB.npy_array_data.restype = C.c_void_p
LIB.npy_array_info.restype = C.POINTER(Info)
LIB.npy_memory_data.restype = C.c_void_p
NONE = -2**63
CASTING = {"safe": 0, "same_kind": 1, "unsafe": 2, "equiv": 3, "no": 4}


def status_name(code):
    return LIB.npy_status_name(code).decode()


def call(name, *args):
    """Calls a function whose last argument is the error."""
    error = Error()
    if getattr(LIB, name)(*args, C.byref(error)):
        raise Failed(error)


def int64s(values):
    values = list(values)
    return (C.c_int64 * max(len(values), 1))(*values)


def address(array):
    return C.c_void_p(array.__array_interface__["data"][0])


def slices(items):
    """C slices for Python's."""
    made = (Slice * max(len(items), 1))()
    for to, item in zip(made, items):
        to.start = NONE if item.start is None else item.start
        to.stop = NONE if item.stop is None else item.stop
        to.step = 1 if item.step is None else item.step
    return made


class Reader:
    """A reader of a path, a descriptor, bytes or callbacks; closes by `with`."""

    def __init__(self, source, flags=0, offset=0, max_header=0, max_nesting=0):
        self.handle = C.c_void_p()
        self.kept = source
        options = OpenOptions(offset=offset, flags=flags, max_header=max_header, max_nesting=max_nesting)
        if isinstance(source, (bytes, bytearray)):
            self.kept = C.create_string_buffer(bytes(source), len(source))
            call("npy_open_memory", self.kept, C.c_size_t(len(source)), C.byref(options),
                 C.byref(self.handle))
        elif isinstance(source, int):
            call("npy_open_fd", source, C.byref(options), C.byref(self.handle))
        elif isinstance(source, Source):
            call("npy_open_source", C.byref(source), C.byref(options), C.byref(self.handle))
        else:
            call("npy_open_with", os.fsencode(source), C.byref(options), C.byref(self.handle))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        LIB.npy_close(self.handle)

    def header(self):
        info = Info()
        call("npy_header", self.handle, C.byref(info))
        return info

    def plan(self, request=None):
        info = Info()
        call("npy_plan", self.handle, C.byref(request) if request else None, C.byref(info))
        return info

    def next(self):
        call("npy_next", self.handle)

    def read(self, request=None):
        """The result as an array of its own."""
        info = self.plan(request)
        out = np.empty(max(info.nbytes, 1), "u1")
        call("npy_read", self.handle, C.byref(request) if request else None, address(out),
             C.c_size_t(info.nbytes))
        return view(out, info)

    def read_to(self, request, first, nbytes):
        """Lets the first element delivered go to the address `first`."""
        call("npy_read", self.handle, C.byref(request), C.c_void_p(first), C.c_size_t(nbytes))

    def read_into(self, nbytes):
        out = np.empty(max(nbytes, 1), "u1")
        call("npy_read_into", self.handle, address(out), C.c_size_t(nbytes))
        return out[:nbytes]


def descr_dtype(info):
    """The dtype of an info, as NumPy reads its text."""
    text = info.descr.decode()
    return np.lib.format.descr_to_dtype(eval(text) if text.startswith(("[", "(")) else text)


def view(raw, info):
    dtype = descr_dtype(info)
    shape = tuple(info.shape[:info.ndim])
    order = info.order.decode()
    if info.nbytes == 0:
        return np.empty(shape, dtype, order)
    return np.frombuffer(raw[:info.nbytes].tobytes(), dtype).reshape(shape, order=order)


def request(dtype=None, field=None, select=(), order=None, casting="safe", strides=None):
    made = Request(dtype=dtype.encode() if dtype else None, field=field.encode() if field else None,
                   nslices=len(select), casting=CASTING[casting],
                   order=order.encode() if order else b"\0")
    if select:
        made.slices = slices(select)
    if strides is not None:
        made.strides = int64s(strides)
    return made


def descr_text(dtype):
    """A dtype as the C API takes it."""
    text = np.lib.format.dtype_to_descr(np.dtype(dtype))
    return (text if isinstance(text, str) else repr(text)).encode()


def spec(dtype, shape, order="C", data_dtype=None, version=0, casting="safe", replace=0, sync=0):
    kept = int64s(shape)
    made = Spec(dtype=dtype if isinstance(dtype, bytes) else descr_text(dtype), shape=kept,
                ndim=len(shape), order=order.encode(), version=version, casting=CASTING[casting],
                replace=replace, sync=sync)
    if data_dtype is not None:
        made.data_dtype = data_dtype if isinstance(data_dtype, bytes) else descr_text(data_dtype)
    return made


def encode_header(made):
    size = C.c_size_t()
    call("npy_encode_header", C.byref(made), None, C.c_size_t(0), C.byref(size))
    out = C.create_string_buffer(size.value)
    call("npy_encode_header", C.byref(made), out, size, C.byref(size))
    return out.raw


def save_with(path, made, array):
    call("npy_save_with", os.fsencode(path), C.byref(made), address(array),
         int64s(array.strides) if array.ndim else None)


def text_of(descr):
    """The dtype that a descr names, as a caller spells it."""
    return descr if isinstance(descr, str) else repr(descr)


def refusal(work, *args, **named):
    """The name of the error that a call fails with; None if it does not."""
    try:
        work(*args, **named)
    except Failed as failed:
        return failed.name
    return None


def finish(passed, least):
    """Ends a test that counted its cases."""
    print(f"{passed} cases")
    assert passed >= least, f"only {passed} cases, expected at least {least}"


class ZOptions(C.Structure):
    _fields_ = [(n, C.c_int64) for n in ("offset", "max_members", "max_member", "max_total", "max_ratio", "max_header")] + [
        ("progress", C.c_void_p), ("context", C.c_void_p), ("max_nesting", C.c_int32), ("flags", C.c_uint32),
        ("reserved", C.c_uint64 * 4)]


class Member(C.Structure):
    _fields_ = [("name", C.c_void_p), ("name_length", C.c_int64), ("member", C.c_void_p),
                ("member_length", C.c_int64), ("index", C.c_int64), ("size", C.c_int64),
                ("packed_size", C.c_int64), ("crc", C.c_uint32), ("method", C.c_int32),
                ("reserved", C.c_uint64 * 4)]


LIB.npz_count.restype = C.c_int64


class Archive:
    """An archive of a path, a descriptor, bytes or callbacks; closes by `with`."""

    def __init__(self, source, **options):
        self.handle = C.c_void_p()
        given = ZOptions(**options)
        if isinstance(source, (bytes, bytearray)):
            self.kept = C.create_string_buffer(bytes(source), max(len(source), 1))
            call("npz_open_memory", self.kept, C.c_size_t(len(source)), C.byref(given), C.byref(self.handle))
        elif isinstance(source, int):
            call("npz_open_fd", source, C.byref(given), C.byref(self.handle))
        elif hasattr(source, "struct"):
            self.kept = source
            call("npz_open_source", C.byref(source.struct), C.byref(given), C.byref(self.handle))
        else:
            call("npz_open_with", os.fsencode(source), C.byref(given), C.byref(self.handle))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        LIB.npz_close(self.handle)

    def __len__(self):
        return LIB.npz_count(self.handle)

    def at(self, index):
        member = Member()
        call("npz_member_at", self.handle, C.c_int64(index), C.byref(member))
        return member

    def find(self, name):
        member = Member()
        call("npz_member", self.handle, name.encode(), C.byref(member))
        return member

    def key(self, index):
        member = self.at(index)
        return C.string_at(member.name, member.name_length).decode()

    def member(self, index):
        member = self.at(index)
        return C.string_at(member.member, member.member_length).decode()

    def keys(self):
        return [self.key(i) for i in range(len(self))]

    def get(self, key):
        """A reader of the member with that key or index."""
        reader = Reader.__new__(Reader)
        reader.handle = C.c_void_p()
        if isinstance(key, int):
            call("npz_get_at", self.handle, C.c_int64(key), C.byref(reader.handle))
        else:
            call("npz_get", self.handle, key.encode(), C.byref(reader.handle))
        return reader

    def array(self, key, request=None):
        with self.get(key) as reader:
            return reader.read(request)

    def bytes(self, index):
        size = self.at(index).size
        out = C.create_string_buffer(max(size, 1))
        call("npz_bytes_at", self.handle, C.c_int64(index), out, C.c_size_t(size))
        return out.raw[:size]

    def data_offset(self, index):
        offset = C.c_int64()
        call("npz_data_offset", self.handle, C.c_int64(index), C.byref(offset))
        return offset.value

    def verify(self):
        call("npz_verify", self.handle)


class ZWriteOptions(C.Structure):
    _fields_ = [(n, C.c_int32) for n in ("method", "level", "align", "threads", "block", "unused", "replace", "sync")] + [
        ("progress", C.c_void_p), ("context", C.c_void_p), ("reserved", C.c_uint64 * 4)]


class ArchiveWriter:
    """An archive that is written to a path, a descriptor, callbacks or memory."""

    def __init__(self, target=None, update=False, **options):
        self.handle, self.memory = C.c_void_p(), None
        given = ZWriteOptions(**options)
        if target is None:
            self.memory = C.c_void_p()
            call("npy_memory_new", C.byref(self.memory))
            call("npz_create_memory", self.memory, C.byref(given), C.byref(self.handle))
        elif isinstance(target, int):
            call("npz_create_fd", target, C.byref(given), C.byref(self.handle))
        elif hasattr(target, "struct"):
            self.kept = target
            call("npz_create_sink", C.byref(target.struct), C.byref(given), C.byref(self.handle))
        else:
            name = "npz_update" if update else "npz_create"
            call(name, os.fsencode(target), C.byref(given), C.byref(self.handle))

    def save(self, name, array, **keys):
        """The whole array, from its layout in memory."""
        fortran = array.flags.f_contiguous and not array.flags.c_contiguous
        made = spec(array.dtype, array.shape, "F" if fortran else "C", data_dtype=array.dtype, **keys)
        call("npz_save_with", self.handle, name.encode(), C.byref(made), address(array),
             int64s(array.strides) if array.ndim else None)

    def add(self, name, made):
        handle = C.c_void_p()
        call("npz_add", self.handle, name.encode(), C.byref(made), C.byref(handle))
        return handle

    def remove(self, name):
        call("npz_remove", self.handle, name.encode())

    def finish(self):
        """Ends it; the bytes, if it was written to memory."""
        handle, self.handle = self.handle, None
        call("npz_finish", handle)
        return memory_bytes(self.memory) if self.memory else None

    def discard(self):
        LIB.npz_discard(self.handle)


def memory_bytes(memory):
    """What a memory holds; frees it."""
    size = C.c_size_t()
    start = LIB.npy_memory_data(memory, C.byref(size))
    found = C.string_at(start, size.value) if size.value else b""
    LIB.npy_memory_free(memory)
    return found

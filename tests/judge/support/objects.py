"""Trees of Python objects through the C API, to Python's own objects and back."""

import ctypes as C
import datetime
import os

import npyrw
import numpy as np

KINDS = ("none", "bool", "int", "float", "complex", "text", "bytes", "bytearray", "list", "tuple", "dict", "set",
         "frozenset", "array", "scalar", "datetime", "date", "time", "timedelta", "timezone")
KIND = {name: i + 1 for i, name in enumerate(KINDS)}
AWARE, FOLD, STRINGS, STRICT = 1, 2, 4, 8
ENCODINGS = {"ASCII": 0, "latin1": 1, "utf8": 2, "bytes": 3}
EPOCH, MICRO = datetime.datetime(1970, 1, 1), datetime.timedelta(microseconds=1)


class Value(C.Structure):
    _fields_ = [("integer", C.c_int64), ("real", C.c_double), ("imaginary", C.c_double), ("zone", C.c_int64),
                ("data", C.c_void_p), ("size", C.c_int64), ("count", C.c_int64), ("dtype", C.c_char_p),
                ("mask", C.c_int64), ("fill", C.c_int64), ("kind", C.c_int32), ("flags", C.c_uint32),
                ("reserved", C.c_uint64 * 4)]


class Options(C.Structure):
    _fields_ = [(n, C.c_int64) for n in ("max_bytes", "max_memory", "max_values", "max_memo", "max_visits")] + [
        ("max_depth", C.c_int32), ("encoding", C.c_int32), ("reserved", C.c_uint64 * 4)]


npyrw.LIB.npy_tree_root.restype = C.c_int64


def options(encoding="ASCII", **limits):
    return Options(encoding=ENCODINGS[encoding], **limits)


class Tree:
    """A tree; freed by `with`."""

    def __init__(self):
        self.handle = C.c_void_p()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        npyrw.LIB.npy_tree_free(self.handle)

    @classmethod
    def new(cls):
        tree = cls()
        npyrw.call("npy_tree_new", C.byref(tree.handle))
        return tree

    @classmethod
    def of(cls, source, **given):
        """Of a reader's elements, a file's or a block of memory's."""
        tree, limits = cls(), options(**given)
        if isinstance(source, npyrw.Reader):
            npyrw.call("npy_objects", source.handle, C.byref(limits), C.byref(tree.handle))
        elif isinstance(source, bytes):
            # What lies behind a block of its very size is seen by valgrind and the sanitizers.
            kept = (C.c_char * len(source)).from_buffer_copy(source) if source else None
            npyrw.call("npy_objects_memory", kept, C.c_size_t(len(source)), C.byref(limits), C.byref(tree.handle))
        else:
            npyrw.call("npy_objects_load", os.fsencode(source), C.byref(limits), C.byref(tree.handle))
        return tree

    @property
    def root(self):
        return npyrw.LIB.npy_tree_root(self.handle)

    def get(self, value):
        what = Value()
        npyrw.call("npy_tree_get", self.handle, C.c_int64(value), C.byref(what))
        return what

    def info(self, value):
        info = npyrw.Info()
        npyrw.call("npy_tree_info", self.handle, C.c_int64(value), C.byref(info))
        return info

    def item(self, value, index):
        item = C.c_int64()
        npyrw.call("npy_tree_item", self.handle, C.c_int64(value), C.c_int64(index), C.byref(item))
        return item.value

    def entry(self, value, index):
        key, item = C.c_int64(), C.c_int64()
        npyrw.call("npy_tree_entry", self.handle, C.c_int64(value), C.c_int64(index), C.byref(key), C.byref(item))
        return key.value, item.value

    def find(self, value, key):
        item = C.c_int64()
        npyrw.call("npy_tree_find", self.handle, C.c_int64(value), key.encode(), C.byref(item))
        return item.value

    def python(self, value=None, known=None):
        """The value as Python's; what stands in several places is one object there, too."""
        value = self.root if value is None else value
        known = {} if known is None else known
        if value not in known:
            known[value] = self.made(value, known)
        return known[value]

    def made(self, value, known):
        what = self.get(value)
        kind = KINDS[what.kind - 1]
        data = C.string_at(what.data, what.size) if what.size else b""
        items = lambda: [self.python(self.item(value, i), known) for i in range(what.count)]  # noqa: E731
        return {
            "none": lambda: None,
            "bool": lambda: bool(what.integer),
            "int": lambda: int.from_bytes(data, "little", signed=True) if what.data else what.integer,
            "float": lambda: what.real,
            "complex": lambda: complex(what.real, what.imaginary),
            "text": lambda: data.decode(),
            "bytes": lambda: data,
            "bytearray": lambda: bytearray(data),
            "list": items,
            "tuple": lambda: tuple(items()),
            "dict": lambda: self.dict(value, what.count, known),
            "set": lambda: set(items()),
            "frozenset": lambda: frozenset(items()),
            "array": lambda: self.array(value, what, data, items),
            "scalar": lambda: self.scalar(value, data),
            "datetime": lambda: (EPOCH + what.integer * MICRO).replace(**zoned(what)),
            "date": lambda: datetime.date.fromordinal(EPOCH.toordinal() + what.integer),
            "time": lambda: (EPOCH + what.integer * MICRO).time().replace(**zoned(what)),
            "timedelta": lambda: what.integer * MICRO,
            "timezone": lambda: datetime.timezone(what.integer * MICRO),
        }[kind]()

    def dict(self, value, count, known):
        entries = [self.entry(value, i) for i in range(count)]
        return {self.python(key, known): self.python(item, known) for key, item in entries}

    def scalar(self, value, data):
        info = self.info(value)
        assert info.ndim == 0 and info.nbytes == len(data)
        return np.frombuffer(data, npyrw.descr_dtype(info))[0] if data else npyrw.descr_dtype(info).type()

    def array(self, value, what, data, items):
        info = self.info(value)
        dtype, shape = npyrw.descr_dtype(info), tuple(info.shape[:info.ndim])
        order = info.order.decode()
        assert what.dtype == info.descr
        if what.flags & STRINGS:
            keys = {"coerce": not what.flags & STRICT} | ({"na_object": self.python(what.fill)} if what.fill else {})
            dtype = np.dtypes.StringDType(**keys)
        if dtype.hasobject or what.flags & STRINGS:
            found = np.empty(shape, dtype, order)
            for place, item in zip(np.ndindex(shape), items(), strict=True):
                found[place] = item
        else:
            assert info.nbytes == len(data)
            # A zero-sized dtype has nothing to be read from.
            found = np.frombuffer(data, dtype).reshape(shape, order=order) if data else np.empty(shape, dtype, order)
        if what.mask:
            fill = self.python(what.fill) if what.fill and not what.flags & STRINGS else None
            found = np.ma.array(found, mask=self.python(what.mask), fill_value=fill)
        return found

    def call(self, name, *args):
        npyrw.call(name, self.handle, *args)

    def value(self, kind, **parts):
        number, keep = C.c_int64(), parts.pop("bytes", None)
        what = Value(kind=KIND[kind], **parts)
        if keep is not None:
            what.data, what.size = C.cast(C.c_char_p(keep), C.c_void_p), len(keep)
        self.call("npy_tree_add", C.byref(what), C.byref(number))
        return number.value

    def filled(self, kind, items, known):
        number = self.value(kind)
        for item in items:
            self.call("npy_tree_append", C.c_int64(number), C.c_int64(self.add(item, known)))
        return number

    def add(self, thing, known=None):
        """Adds a Python object; what stands in several places is added once."""
        known = {} if known is None else known
        if id(thing) not in known:
            known[id(thing)] = (self.added(thing, known), thing)
        return known[id(thing)][0]

    def added(self, thing, known):
        kind = type(thing)
        if thing is None:
            return self.value("none")
        if kind is bool:
            return self.value("bool", integer=thing)
        if kind is int:
            if -2**63 <= thing < 2**63:
                return self.value("int", integer=thing)
            return self.value("int", bytes=thing.to_bytes(thing.bit_length() // 8 + 3, "little", signed=True))
        if kind is float:
            return self.value("float", real=thing)
        if kind is complex:
            return self.value("complex", real=thing.real, imaginary=thing.imag)
        if kind is str:
            return self.value("text", bytes=thing.encode())
        if kind in (bytes, bytearray):
            return self.value(kind.__name__, bytes=bytes(thing))
        if kind in (list, tuple, set, frozenset):
            return self.filled(kind.__name__, thing, known)
        if kind is dict:
            number = self.value("dict")
            for key, item in thing.items():
                self.call("npy_tree_put", *(C.c_int64(n) for n in (number, self.add(key, known), self.add(item, known))))
            return number
        if isinstance(thing, np.ndarray):
            return self.add_array(thing, known)
        if isinstance(thing, np.generic):
            return self.value("scalar", bytes=thing.tobytes()[:thing.dtype.itemsize], dtype=npyrw.descr_text(thing.dtype))
        return self.added_time(thing, kind)

    def added_time(self, thing, kind):
        if kind is datetime.timedelta:
            return self.value("timedelta", integer=thing // MICRO)
        if kind is datetime.timezone:
            return self.value("timezone", integer=thing.utcoffset(None) // MICRO)
        if kind is datetime.date:
            return self.value("date", integer=thing.toordinal() - EPOCH.toordinal())
        parts = {"flags": FOLD * thing.fold}
        if thing.tzinfo is not None:
            parts = {"flags": parts["flags"] | AWARE, "zone": thing.utcoffset() // MICRO}
        if kind is datetime.time:
            thing = datetime.datetime.combine(EPOCH, thing)
        return self.value(kind.__name__, integer=(thing.replace(tzinfo=None, fold=0) - EPOCH) // MICRO, **parts)

    def add_array(self, array, known):
        number, strings = C.c_int64(), array.dtype.char == "T"
        order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
        made = npyrw.spec("O" if strings else array.dtype, array.shape, order,
                          data_dtype=None if strings or array.dtype.hasobject else array.dtype)
        data = array.data if isinstance(array, np.ma.MaskedArray) else array
        data = np.asarray(data)
        self.call("npy_tree_add_array", C.byref(made), npyrw.address(data), npyrw.int64s(data.strides),
                  C.byref(number))
        if strings or array.dtype.hasobject:
            for item in data.reshape(-1).tolist() if not strings else [data[i] for i in np.ndindex(data.shape)]:
                self.call("npy_tree_append", number, C.c_int64(self.add(item, known)))
        if strings:
            missing = getattr(array.dtype, "na_object", Tree)
            missing = 0 if missing is Tree else self.add(missing, known)
            self.call("npy_tree_set_strings", number, 0 if array.dtype.coerce else STRICT, C.c_int64(missing))
        if isinstance(array, np.ma.MaskedArray):
            mask = np.array(np.ma.getmaskarray(array), order=order)
            fill = self.add(np.array(array._fill_value), known) if array._fill_value is not None else 0
            self.call("npy_tree_set_mask", number, C.c_int64(self.add(mask, known)), C.c_int64(fill))
        return number.value

    def save(self, path, value):
        npyrw.call("npy_save_objects", os.fsencode(path), self.handle, C.c_int64(value))


def zoned(what):
    zone = datetime.timezone(what.zone * MICRO) if what.flags & AWARE else None
    return {"tzinfo": zone, "fold": 1 if what.flags & FOLD else 0}


def same(a, b):
    """Whether two things are equal, of the same types, down to the last bit."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ma.MaskedArray):
        fills = [np.asarray(x.fill_value) for x in (a, b)]
        return same(np.asarray(a.data), np.asarray(b.data)) and same(np.ma.getmaskarray(a), np.ma.getmaskarray(b)) and (
            same(fills[0], fills[1]))
    if isinstance(a, np.ndarray):
        if a.dtype != b.dtype and a.dtype.char != "T" and a.dtype.newbyteorder("=") == b.dtype:
            # NumPy swaps the bytes of such arrays when it unpickles them; the tree has them as they are.
            a = a.astype(b.dtype)
        if a.dtype != b.dtype or a.shape != b.shape:
            return False
        if a.dtype.hasobject or a.dtype.char == "T":
            return all(same(a[i], b[i]) for i in np.ndindex(a.shape))
        return a.tobytes() == b.tobytes()
    if isinstance(a, np.generic):
        # A struct's padding is nobody's.
        return a.dtype == b.dtype and (a.tobytes() == b.tobytes() or a.dtype.names is not None and a.item() == b.item())
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(same(k, l) and same(a[k], b[l]) for k, l in zip(a, b))
    if isinstance(a, (set, frozenset)):
        return a == b and sorted(map(repr, a)) == sorted(map(repr, b))
    if isinstance(a, (float, complex)):
        return np.array(a).tobytes() == np.array(b).tobytes()
    if isinstance(a, (datetime.datetime, datetime.time)):
        return a == b and a.fold == b.fold and a.utcoffset() == b.utcoffset()
    return a == b

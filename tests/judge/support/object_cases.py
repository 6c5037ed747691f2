"""Python objects that people store in arrays."""

import datetime

import numpy as np

UTC, EAST = datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=5, minutes=45, microseconds=3))
STRING = np.dtypes.StringDType


def boxed(thing):
    """An object array without axes, whatever the thing is."""
    array = np.empty((), object)
    array[()] = thing
    return array


def listed(*things):
    array = np.empty(len(things), object)
    for i, thing in enumerate(things):
        array[i] = thing
    return array


def shared():
    """One list in three places."""
    inner = [1, "x"]
    return [inner, (inner,), {"k": inner}]


def deep(n):
    thing = []
    for _ in range(n):
        thing = [thing]
    return thing


NUMBERS = (0, 1, -1, 127, 128, 255, 256, 65535, 65536, -256, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**63 - 1, 2**63,
           -2**63, -2**63 - 1, 2**64, 10**40, -10**40, 2**2039, 2**2040, -2**2047, 3**4000, -255, -128, -129)

PLAIN = (
    None, True, False, *NUMBERS, 0.0, -0.0, 1.5, float("inf"), float("-inf"), float("nan"), 5e-324, 1.7976931348623157e308,
    0.1, 1 + 2j, complex(float("nan"), -0.0), complex(0, float("inf")),
    "", "a", "|", "<", "b", "numpy", "dtype", "é", "名前", "\U0001f600", "with\0nul", "a\nb\\u0041\\", "'\"", "x" * 255,
    "x" * 256, "é" * 200, "line\r\n", "\u2028\x85\x1a",
    b"", b"a", b"b", b"\0\xff\x80", b"y" * 255, b"y" * 256, b"z" * 70_000, "t" * 70_000, bytes(range(256)),
    bytearray(), bytearray(b"\xff\0abc"), bytearray(b"q" * 300),
    [], [None], [1, "a", [2.5, []]], list(range(2500)), list(range(1000)), list(range(1001)), deep(200),
    (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), ((), ((),)), tuple("abcde"),
    {}, {"a": 1}, {"a": {"b": {"c": None}}, 1: 2, (1, 2): "t", None: [], 1.5: b"x", True: False},
    {i: str(i) for i in range(2300)}, {"x" * i: i for i in range(1001)},
    set(), {1}, {1, "a", (2,)}, set(range(1500)), frozenset(), frozenset({1, 2}), frozenset({frozenset({1}), "x"}),
)

TIMES = (
    datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.date(2024, 2, 29), datetime.date(1969, 12, 31),
    datetime.datetime(1, 1, 1), datetime.datetime(9999, 12, 31, 23, 59, 59, 999_999),
    datetime.datetime(2020, 1, 2, 3, 4, 5, 678_901), datetime.datetime(2020, 1, 2, tzinfo=UTC),
    datetime.datetime(1900, 1, 2, 3, 4, 5, 6, tzinfo=EAST), datetime.datetime(2020, 10, 25, 2, 30, fold=1),
    datetime.time(), datetime.time(23, 59, 59, 999_999), datetime.time(1, 2, 3, 4, tzinfo=EAST), datetime.time(2, fold=1),
    datetime.timedelta(), datetime.timedelta(-1), datetime.timedelta(1, 2, 3), datetime.timedelta(-5, 86_399, 999_999),
    datetime.timedelta(microseconds=-1), datetime.timedelta(days=100_000_000), UTC, EAST,
)

SCALARS = tuple(np.array(5).astype(t)[()] for t in "?bBhHiIlLqQefdgFDG") + (
    np.float64("nan"), np.float32(-0.0), np.datetime64("2020-01-01"), np.datetime64("2020-01-01T00:00:00.123456789"),
    np.datetime64("NaT"), np.datetime64(25, "10us"), np.timedelta64(-5, "D"), np.timedelta64(7), np.str_("abc"), np.str_(""),
    np.str_("名\U0001f600"), np.bytes_(b"ab\xff"), np.bytes_(b""), np.void(b"\x01\x02\x03"),
    np.array([(1, b"x")], [("a", "i4"), ("b", "S2")])[0],
    np.array([(1, 2.5)], np.dtype([("a", "i1"), ("b", "f8")], align=True))[0],
)

STRUCT = np.dtype([(("A title", "a"), "<i4", (2,)), ("b", [("x", ">f8"), ("y", "U3")]), ("when", "M8[ms]")])

ARRAYS = tuple(np.arange(6).astype(t) for t in ("?", "i1", ">u2", "<i4", ">i8", "f2", ">f4", "f8", "g", "c8", ">c16", "S3", "U2",
                                               ">U2", "V3")) + (
    np.arange(6, dtype="i8").view("M8[ns]"), np.arange(6, dtype="i8").view("m8[3D]"),
    np.arange(6, dtype=">i8").view(">M8[us]"), np.arange(4, dtype="i8").view("M8"),
    np.array(1.5), np.zeros((0, 3)), np.zeros((2, 0, 3), "i2"), np.arange(24).reshape(2, 3, 4),
    np.asfortranarray(np.arange(6.).reshape(2, 3)), np.arange(24).reshape(2, 3, 4).transpose(1, 0, 2),
    np.arange(24).reshape(4, 6)[::2, ::-3], np.arange(2**5).reshape((2,) * 5), np.zeros(9000), np.zeros((1,) * 32),
    np.array([((1, 2), (3.5, "abc"), "2020-01-01")] * 3, STRUCT), np.zeros(3, []),
    np.zeros(2, {"names": ["a", "b"], "formats": ["<i2", ("<f4", (2,))], "offsets": [1, 8], "itemsize": 24}),
    np.zeros(2, [("é", "<f8"), ("名前", "<i4"), ("c", "i1"), ("d", "i1")]),
    np.array(["a", "bb" * 40, ""], STRING()), np.array(["a", None], STRING(na_object=None)),
    np.array([["x", "y"], ["z", "名"]], STRING(coerce=False)), np.array(["n", np.nan], STRING(na_object=np.nan)),
    np.array(["q"], STRING(na_object="missing")),
    np.ma.array([1., 2., 3.], mask=[0, 1, 0]), np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [1, 0]], fill_value=9),
    np.ma.array(["a", "b"], mask=[1, 0]), np.ma.array([1, None, "a"], mask=[0, 1, 0], dtype=object),
    np.ma.asarray(np.asfortranarray(np.arange(6.).reshape(2, 3))),
    np.array([(1, "x", [1]), (2, None, {})], [("a", "i4"), ("b", "O"), ("c", "O")]),
    np.asfortranarray(np.array([[1, "b"], [None, 2.5]], object)), np.zeros((0, 2), object), boxed({"k": 1}),
)

#: What people have in object arrays.
STORED = (
    np.array(["a", "list", "of", "names", None], object),
    np.array([["text", 1, 2.5], [None, True, b"x"]], object),
    listed(np.arange(3), np.arange(5.), np.zeros((2, 2), "f4")),
    listed([1, 2], [3], []),
    boxed({"weights": [np.ones((3, 4), "f4"), np.zeros(4, "f4")], "epochs": 10, "name": "net", "lr": 1e-3,
           "history": {"loss": [0.5, 0.25], "acc": np.array([0.1, 0.9])}, "done": True, "tags": ("a", "b")}),
    boxed([{"id": i, "x": np.float64(i), "box": (i, i + 1)} for i in range(50)]),
    listed({"a": 1}, {"a": 2}),
    np.array([datetime.datetime(2020, 1, 1), None, datetime.date(2021, 1, 1)], object),
    boxed(shared()), listed(*PLAIN[:60]),
)


def everything():
    for thing in (*PLAIN, *TIMES, *SCALARS):
        yield boxed(thing)
        yield listed(thing, [thing, thing], thing)
    for thing in ARRAYS:
        yield boxed(thing)
        yield listed(thing, thing, {"k": thing})
    yield from STORED
    for thing in ARRAYS:
        if thing.dtype.hasobject or thing.dtype.char == "T":
            yield thing

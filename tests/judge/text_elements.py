"""One element of S or U, to and from UTF-8: NumPy finds the same text in it."""

import ctypes as C
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402

TEXTS = ("", "a", "abc", "abcde", "é", "名前", "\U0001f600", "a\U0001f600é", "\x00a", "a\x00b", "\x00", " ", "\t\n\x7f",
         "\x80\xff", "\u07ff\u0800", "\ud7ff\ue000", "\ufeff", "\ufffd\uffff", "\U00010000\U0010ffff", "e\u0301")
SURROGATE, BEYOND = 0xD800, 0x110000


class Dtype:
    """A dtype of its own, by its text."""

    def __init__(self, text):
        self.handle = C.c_void_p()
        npyrw.call("npy_dtype_parse", text.encode(), C.byref(self.handle))

    def __enter__(self):
        return self.handle

    def __exit__(self, *_):
        npyrw.LIB.npy_dtype_free(self.handle)


def get(dtype, element, capacity=None):
    """The text, by asking for the length first."""
    length, raw = C.c_size_t(77), C.create_string_buffer(bytes(element) or b"\0")
    npyrw.call("npy_text_get", dtype, raw, None, C.c_size_t(0), C.byref(length), )
    capacity = length.value + 1 if capacity is None else capacity
    out = C.create_string_buffer(b"\xa5" * (capacity + 4), capacity + 4)
    npyrw.call("npy_text_get", dtype, raw, out, C.c_size_t(capacity), C.byref(length))
    assert out.raw[length.value:length.value + 1] == b"\0" and set(out.raw[max(length.value + 1, capacity):]) == {0xA5}
    return out.raw[:length.value].decode()


def set_(dtype, size, text):
    out = C.create_string_buffer(b"\xa5" * (size + 1), size + 1)
    npyrw.call("npy_text_set", dtype, out, text if isinstance(text, bytes) else text.encode())
    assert out.raw[size] == 0xA5
    return out.raw[:size]


def there_and_back():
    """Every text in every element that has room for it; trailing NULs are padding."""
    count = 0
    for order in "<>":
        for size in (0, 1, 2, 3, 5, 17):
            for kind in "SU":
                text = f"{order}{kind}{size}"
                np_dtype = np.dtype(text)
                with Dtype(text) as dtype:
                    for value in TEXTS:
                        stored = value.encode() if kind == "S" else value
                        if len(stored) > size:
                            if "\0" not in value:
                                assert npyrw.refusal(set_, dtype, np_dtype.itemsize, value) == "NPY_ERR_SIZE"
                            continue
                        element = np.array([stored], np_dtype)
                        wanted = element[0] if kind == "U" else element[0].decode()
                        # NumPy makes no array of texts without room: its S0 is an S1.
                        raw = element.tobytes()[:np_dtype.itemsize]
                        assert get(dtype, raw) == wanted, (text, value)
                        if "\0" not in value:
                            assert set_(dtype, np_dtype.itemsize, value) == raw, (text, value)
                        count += 1
    return count


def random_texts():
    count, rng = 0, random.Random(3)
    planes = ((1, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF))
    for order in "<>":
        with Dtype(f"{order}U9") as wide, Dtype("S40") as narrow:
            for _ in range(500):
                value = "".join(chr(rng.randint(*rng.choice(planes))) for _ in range(rng.randint(0, 9)))
                element = np.array([value], f"{order}U9")
                assert set_(wide, 36, value) == element.tobytes() and get(wide, element.tobytes()) == value
                raw = np.array([value.encode()], "S40")
                assert set_(narrow, 40, value) == raw.tobytes() and get(narrow, raw.tobytes()) == value
                count += 2
    return count


def of_a_file():
    """The dtype of a reader's array goes with the bytes that were read, in this machine's order."""
    array = np.array(["", "x", "é名", "\U0001f600ab"], ">U3")
    np.save("u.npy", array)
    with npyrw.Reader("u.npy") as reader:
        for request in (None, npyrw.request(">U3"), npyrw.request("<U3")):
            info = reader.plan(request)
            raw = reader.read(request).tobytes()
            assert [get(C.c_void_p(info.dtype), raw[i:i + 12]) for i in range(0, 48, 12)] == list(array)
    return 12


def not_characters():
    """What is no Unicode character, or no UTF-8, is told with its place, and nothing is written."""
    for order in "<>":
        with Dtype(f"{order}U3") as dtype:
            for unit in (SURROGATE, 0xDFFF, BEYOND, 0xFFFFFFFF):
                for at in range(3):
                    units = [0x61, 0x62, 0x63]
                    units[at] = unit
                    element = np.array(units, f"{order}u4").tobytes()
                    failed = fails(get, dtype, element)
                    assert failed.name == "NPY_ERR_CAST" and f"{unit:#x} at {at} " in failed.message, failed
    with Dtype("S4") as dtype:
        for raw, at in ((b"\xff", 0), (b"ab\xc3", 2), (b"\xed\xa0\x80", 0), (b"a\xc0\x80", 1), (b"\xf4\x90\x80\x80", 0)):
            failed = fails(get, dtype, raw.ljust(4, b"\0"))
            assert failed.name == "NPY_ERR_CAST" and f"at {at} " in failed.message, failed
            failed = fails(set_, dtype, 4, raw)
            assert failed.name == "NPY_ERR_ARGUMENT" and f"byte {at} " in failed.message, failed
    return 24 + 10


def fails(work, *args):
    try:
        work(*args)
    except npyrw.Failed as failed:
        return failed
    raise AssertionError("it did not fail")


def too_small():
    """One byte less than text and NUL is SIZE; buffer, length and element stay as they were."""
    with Dtype("<U3") as dtype:
        element = C.create_string_buffer(np.array(["aé名"], "<U3").tobytes(), 12)
        for capacity in range(7):
            out, length = C.create_string_buffer(b"\xa5" * 8, 8), C.c_size_t(77)
            code = npyrw.refusal(npyrw.call, "npy_text_get", dtype, element, out, C.c_size_t(capacity), C.byref(length))
            assert code == "NPY_ERR_SIZE" and out.raw == b"\xa5" * 8 and length.value == 77
        # The length is asked for by NULL, or not at all.
        npyrw.call("npy_text_get", dtype, element, None, C.c_size_t(0), C.byref(length))
        assert length.value == 6
        npyrw.call("npy_text_get", dtype, element, out, C.c_size_t(7), None)
        assert out.raw == "aé名".encode() + b"\0\xa5"
        kept = C.create_string_buffer(b"\xa5" * 12, 12)
        for text in ("abcd", "名" * 4, "\U0001f600" * 4):
            assert npyrw.refusal(npyrw.call, "npy_text_set", dtype, kept, text.encode()) == "NPY_ERR_SIZE"
        assert npyrw.refusal(npyrw.call, "npy_text_set", dtype, kept, b"a\xff") == "NPY_ERR_ARGUMENT"
        assert kept.raw == b"\xa5" * 12
    with Dtype("S3") as dtype:
        assert npyrw.refusal(npyrw.call, "npy_text_set", dtype, kept, "aé名".encode()) == "NPY_ERR_SIZE"
        # Characters do not count, bytes do; and none is cut in the middle.
        assert npyrw.refusal(npyrw.call, "npy_text_set", dtype, kept, "éé".encode()) == "NPY_ERR_SIZE"
    return 16


def other_dtypes():
    count = 0
    for text in ("f8", "u1", "V4", "M8[s]", "[('a', 'S3')]", "?"):
        with Dtype(text) as dtype:
            element, length = C.create_string_buffer(16), C.c_size_t()
            assert npyrw.refusal(npyrw.call, "npy_text_get", dtype, element, None, C.c_size_t(0), C.byref(length)) == "NPY_ERR_DTYPE"
            assert npyrw.refusal(npyrw.call, "npy_text_set", dtype, element, b"a") == "NPY_ERR_DTYPE"
            count += 2
    with Dtype("U2") as dtype:
        length = C.c_size_t()
        for args in ((None, element, None, C.c_size_t(0), C.byref(length)), (dtype, None, None, C.c_size_t(0), C.byref(length))):
            assert npyrw.refusal(npyrw.call, "npy_text_get", *args) == "NPY_ERR_ARGUMENT"
        for args in ((None, element, b"a"), (dtype, None, b"a"), (dtype, element, None)):
            assert npyrw.refusal(npyrw.call, "npy_text_set", *args) == "NPY_ERR_ARGUMENT"
    return count + 5


if __name__ == "__main__":
    npyrw.finish(there_and_back() + random_texts() + of_a_file() + not_characters() + too_small() + other_dtypes(), 2200)

"""What users of other libraries asked for, about headers, types, sizes and I/O: it works here, or it gives the clear
error that it should. Most wishes have their test elsewhere; these are the others, one function each."""

import ctypes as C
import io
import locale
import os
import struct
import subprocess
import sys
import threading
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
sys.path.insert(0, os.path.dirname(__file__))
import npyrw  # noqa: E402
import cases  # noqa: E402
import places  # noqa: E402
import numpy as np  # noqa: E402
from numpy_headers import HEADER_ONLY, STRICT, encode, plain  # noqa: E402

warnings.simplefilter("ignore")


def saved(array):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, allow_pickle=False)
    return out.getvalue()


def fails(work, *args):
    try:
        work(*args)
    except npyrw.Failed as failed:
        return failed
    raise AssertionError("it did not fail")


def expect(reader, dtype, ndim):
    npyrw.call("npy_expect", reader.handle, dtype and dtype.encode(), ndim)


def five_thousand_fields():
    """A header of any length: 256 bytes, 10,000, and version 2 where 65,535 do not hold it."""
    for count, version in ((8, 1), (400, 1), (5000, 2)):
        dtype = np.dtype([(f"field{n}", "<f4" if n % 3 else ">i8") for n in range(count)])
        array = cases.fill(dtype, (3,))
        raw = saved(array)
        assert raw[6] == version and (count < 300 or len(raw) > 10_000)
        npyrw.save_with("x.npy", npyrw.spec(dtype, (3,), data_dtype=dtype), array)
        assert all_of("x.npy") == raw
        with npyrw.Reader(raw) as reader:
            assert reader.header().nfields == count
            last = reader.read(npyrw.request(field=f"field{count - 1}"))
            assert np.array_equal(last, array[f"field{count - 1}"])
            assert cases.raw(reader.read(npyrw.request(npyrw.descr_text(dtype).decode()))) == cases.raw(array)


def metadata_of_a_dtype():
    """What np.save leaves out is not missed."""
    dtype = np.dtype([("a", np.dtype("<f8", metadata={"unit": "m"}))], metadata={"of": "all"})
    with npyrw.Reader(saved(np.ones(2, dtype))) as reader:
        assert reader.header().descr == b"[('a', '<f8')]"


def shapes_of_other_writers():
    """A blank before the bracket, none behind the comma; a length in brackets is told how it should be."""
    for shape, wanted in (("(2, 3, )", (2, 3)), ("(2,3)", (2, 3)), ("( 6 , )", (6,)), ("()", ()), ("(6,)", (6,))):
        for layout in ({}, {"align": 16}, {"align": 1, "ending": ""}, {"ending": " \n"}):
            file = encode(plain(shape=shape).replace(", }", "}"), **layout) + bytes(48)
            with npyrw.Reader(file) as reader:
                assert tuple(reader.header().shape[:reader.header().ndim]) == wanted == np.load(io.BytesIO(file)).shape
    failed = fails(npyrw.Reader, encode(plain(shape="(6)")) + bytes(48))
    assert failed.name == "NPY_ERR_HEADER" and "(6,)" in failed.message, failed


def a_locale_that_groups_digits():
    """2,621 elements are written as 2621 in any locale; a file that says 2,621 is one of 2 x 621, whose other elements
    nobody asked for: strict reading finds them."""
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split() if os.name == "posix" else []
    before, array = locale.setlocale(locale.LC_ALL), np.arange(2621.0)
    for name in ["C", *names]:
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        npyrw.save_with("x.npy", npyrw.spec("f8", array.shape), array)
        assert all_of("x.npy") == saved(array), name
        with npyrw.Reader("x.npy") as reader:
            assert reader.header().count == 2621
    locale.setlocale(locale.LC_ALL, before)
    file = encode(plain(shape="(2,621)")) + array.tobytes()
    with npyrw.Reader(file) as reader:
        assert tuple(reader.header().shape[:2]) == (2, 621)
    assert "expected what NumPy writes" in fails(lambda: npyrw.Reader(file, flags=STRICT)).message


def wanted_and_found():
    """The wrong file is an error that says both."""
    with npyrw.Reader(saved(np.ones((2, 3, 4), "<f4"))) as reader:
        expect(reader, "f4", 3)
        expect(reader, ">f4", -1)
        expect(reader, "float32", 3)
        expect(reader, None, 3)
        expect(reader, None, -1)
        for dtype, ndim, name, words in (("f8", 3, "DTYPE", ("<f8", "<f4")), ("i4", -1, "DTYPE", ("<i4", "<f4")), ("f4", 2, "SHAPE", ("2 axes", "3 axes")),
                                         ("f8", 2, "DTYPE", ("<f8", "2 axes", "<f4", "3 axes")), (None, 4, "SHAPE", ("4 axes", "3 axes"))):
            failed = fails(expect, reader, dtype, ndim)
            assert failed.name == f"NPY_ERR_{name}" and all(w in failed.message for w in ("wanted", "found", *words)), failed
        # Nothing is taken for what it is not: another dtype must be a cast that is allowed.
        for dtype, name in (("i4", "CAST"), ("f2", "CAST"), ("S4", "CAST"), ("V4", "CAST")):
            failed = fails(reader.read, npyrw.request(dtype))
            assert failed.name == f"NPY_ERR_{name}" and "<f4" in failed.message, failed
    with npyrw.Reader(saved(np.ones(3, cases.PARTICLE))) as reader:
        failed = fails(expect, reader, "[('id', '<u4'), ('pos', '<f4', (3,))]", 1)
        assert failed.name == "NPY_ERR_DTYPE"


def one_host_type_for_many_files():
    """A program that computes in f8 reads what can be one, whatever the file has."""
    for dtype in ("?", "i1", "u2", ">i4", "<u4", "f2", ">f4", "<f8", ">f8", "i8", ">u8"):
        array = cases.fill(dtype, (20, 3), "F")
        if array.dtype.kind == "f":
            array = array.astype("f2").astype(dtype)
        with npyrw.Reader(saved(array)) as reader:
            assert reader.read(npyrw.request("f8", order="C")).tobytes() == array.astype("f8").tobytes("C")
    with npyrw.Reader(saved(np.ones(3, "c8"))) as reader:
        assert fails(reader.read, npyrw.request("f8")).name == "NPY_ERR_CAST"


def bfloat16_is_two_bytes_of_void():
    """As ml_dtypes has it saved: the bytes come back, and a caller that knows them makes numbers of them."""
    values = np.array([1.0, -2.5, 3e38, 0.0], "<f4")
    halves = (values.view("<u4") >> 16).astype("<u2")
    for descr in ("'<V2'", "'|V2'"):
        with npyrw.Reader(encode(plain(descr, shape="(4,)")) + halves.tobytes()) as reader:
            info = reader.header()
            assert (info.kind, info.itemsize, info.byteorder, info.descr) == (b"V", 2, b"|", b"|V2")
            found = reader.read().view("<u2")
            assert np.array_equal((found.astype("<u4") << 16).view("<f4")[[0, 1, 3]], values[[0, 1, 3]])
            assert fails(reader.read, npyrw.request("f4", casting="unsafe")).name == "NPY_ERR_CAST"


def fortran_order_is_told_and_kept():
    """Neither reversed nor lost: the element i, j stands where the strides say."""
    array = np.arange(12, dtype="<i4").reshape(3, 4)
    for order in "CF":
        npyrw.save_with("x.npy", npyrw.spec("<i4", (3, 4), order, data_dtype="<i4"), array)
        assert np.load("x.npy").flags.f_contiguous == (order == "F")
        with npyrw.Reader("x.npy") as reader:
            info, raw = reader.header(), reader.read_into(48).view("<i4")
            assert info.order == order.encode() and tuple(info.shape[:2]) == (3, 4)
            for i in range(3):
                for j in range(4):
                    assert raw[(i * info.strides[0] + j * info.strides[1]) // 4] == array[i, j]


def objects_are_told():
    """And not read as pointers."""
    file = io.BytesIO()
    np.save(file, np.array([{"a": 1}, None], object), allow_pickle=True)
    for flags in (0, HEADER_ONLY):
        with npyrw.Reader(file.getvalue(), flags=flags) as reader:
            assert reader.header().kind == b"O"
            failed = fails(reader.read)
            assert failed.name == "NPY_ERR_OBJECT" and "objects" in failed.message, failed
    assert npyrw.refusal(places.Writer, "o.npy", npyrw.spec(b"O", (3,))) == "NPY_ERR_OBJECT" and not os.path.exists("o.npy")


def sparse(path, dtype, shape):
    """A file of any size that takes hardly any space; its last elements are 1, 2, 3."""
    header = npyrw.encode_header(npyrw.spec(np.dtype(dtype), shape))
    size = np.dtype(dtype).itemsize
    for n in shape:
        size *= n
    places.store(path, header)
    with open(path, "r+b") as f:
        f.truncate(len(header) + size)
        f.seek(-3 * np.dtype(dtype).itemsize, os.SEEK_END)
        f.write(np.array([1, 2, 3], dtype).tobytes())


def lengths_beyond_32_bits():
    """More than 2^31 elements on an axis, more than 2^32 bytes, and the file that is silently short."""
    for dtype, shape in (("u1", ((1 << 31) + 7,)), ("<f8", (3, (1 << 31) + 1)), (">i2", ((1 << 32) + 3, 2)), ("<f8", ((1 << 20) + 1, 1 << 10))):
        try:
            sparse("big.npy", dtype, shape)
        except OSError as error:
            print(f"no file of {shape} {dtype} here: {error}")
            continue
        with npyrw.Reader("big.npy") as reader:
            info = reader.header()
            assert tuple(info.shape[:info.ndim]) == shape and info.count == np.prod([float(n) for n in shape])
            tail = [slice(-1, None)] * (len(shape) - 1) + [slice(-2, None)]
            assert reader.read(npyrw.request("f8", select=tail)).ravel().tolist() == [2, 3]
            back = [slice(None, -2, -1)] * (len(shape) - 1) + [slice(None, -3, -1)]
            assert reader.read(npyrw.request(select=back)).ravel().tolist() == [3, 2]
        last = tuple(n - 1 for n in shape)
        assert np.load("big.npy", mmap_mode="r")[last] == 3
        size = os.path.getsize("big.npy")
        os.truncate("big.npy", size - 1)
        failed = fails(npyrw.Reader, "big.npy")
        assert failed.name == "NPY_ERR_TRUNCATED" and str(info.nbytes) in failed.message, failed
        os.remove("big.npy")


def writes_over_two_gibibytes():
    """In one call: to callbacks that count, and to the system, which takes less than that at a time."""
    count = (1 << 31) + (1 << 20) + 3
    array = np.zeros(count, "u1")
    taken = []

    sink = places.Stored(streams=True)
    keep = places.WRITE(lambda _context, _data, size: taken.append(size) or size)
    sink.calls.write = keep
    with places.Writer(sink, npyrw.spec("u1", array.shape)) as w:
        w.rows(count, array)
    assert sum(taken) == count + 128, sum(taken)
    null = os.open(os.devnull, os.O_WRONLY)
    with places.Writer(null, npyrw.spec("u1", array.shape)) as w:
        npyrw.call("npy_write", w.handle, npyrw.address(array), C.c_size_t(count))
    os.close(null)


def headers_alone():
    """Reading a header asks for little, however large the array, and none of its elements need be there."""
    header = npyrw.encode_header(npyrw.spec("<f8", (1 << 40, 16)))
    fetched = places.Fetched(header + bytes(100_000), length=len(header) + (1 << 47))
    with npyrw.Reader(fetched.source) as reader:
        assert reader.header().shape[0] == 1 << 40
    assert fetched.asked <= 4096 and fetched.calls == 1
    assert fails(npyrw.Reader, header).name == "NPY_ERR_TRUNCATED"
    with npyrw.Reader(header, flags=HEADER_ONLY) as reader:
        assert reader.header().nbytes == 1 << 47
        out = np.zeros(8, "u1")
        request = npyrw.request(select=(slice(0, 1), slice(0, 1)))
        assert npyrw.refusal(reader.read_to, request, out.ctypes.data, 8) == "NPY_ERR_TRUNCATED"


def put(path, raw):
    with open(path, "wb") as f:
        f.write(raw)


def all_of(path):
    with open(path, "rb") as f:
        return f.read()


def pipes_by_their_path():
    """Standard input, a named pipe, /dev/fd: what cannot seek is read once, from front to back."""
    array = np.arange(50_000.0)
    if os.path.isdir("/dev/fd"):
        with places.piped(saved(array)) as fd, npyrw.Reader(f"/dev/fd/{fd}") as reader:
            assert np.array_equal(reader.read(), array)
            assert npyrw.refusal(reader.read) == "NPY_ERR_STATE"
    os.mkfifo("fifo")
    # NumPy itself cannot save to one.
    thread = threading.Thread(target=put, args=("fifo", saved(array)))
    thread.start()
    with npyrw.Reader("fifo") as reader:
        assert np.array_equal(reader.read(npyrw.request(select=(slice(7, None, 3),))), array[7::3])
    thread.join()
    got = []
    thread = threading.Thread(target=lambda: got.append(all_of("fifo")))
    thread.start()
    npyrw.save_with("fifo", npyrw.spec("f8", array.shape), array)
    thread.join()
    assert got == [saved(array)]


def sizes_that_wrap():
    """Products are checked, whatever a zero in them would excuse; a claim costs no memory."""
    for shape in ((1 << 32, 1 << 32), (1 << 62, 4), (1 << 61, 8), ((1 << 63) - 1, 2), (1 << 32, 1 << 32, 0), ((1 << 63) - 1,)):
        text = plain(shape="(" + "".join(f"{n}, " for n in shape) + ")")
        assert fails(npyrw.Reader, encode(text) + bytes(100)).name in ("NPY_ERR_HEADER", "NPY_ERR_TRUNCATED")
        assert npyrw.refusal(npyrw.encode_header, npyrw.spec("<f8", shape)) == "NPY_ERR_SHAPE"
    for claim in (1 << 20, 1 << 40, 1 << 59):
        file = encode(plain(shape=f"({claim},)")) + bytes(64)
        for place in places.READING:
            if place != "pipe":
                assert npyrw.refusal(opened, place, file) == "NPY_ERR_TRUNCATED", (place, claim)
    claim = struct.pack("<I", 0xFFFFFFF0)
    assert fails(npyrw.Reader, b"\x93NUMPY\x02\x00" + claim + b"{").name == "NPY_ERR_LIMIT"


def opened(place, file):
    with places.reader(place, file):
        pass


WISHES = (five_thousand_fields, metadata_of_a_dtype, shapes_of_other_writers, a_locale_that_groups_digits, wanted_and_found,
          one_host_type_for_many_files, bfloat16_is_two_bytes_of_void, fortran_order_is_told_and_kept, objects_are_told, lengths_beyond_32_bits,
          writes_over_two_gibibytes, headers_alone, pipes_by_their_path, sizes_that_wrap)


if __name__ == "__main__":
    for wish in WISHES:
        wish()
        print("ok", wish.__name__.replace("_", " "))
    npyrw.finish(len(WISHES), 14)

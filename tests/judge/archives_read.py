"""Archives by NumPy and by zipfile: the same members, through every way to open them."""

import io
import os
import sys
import warnings
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402
from places import store  # noqa: E402
from reads_what_numpy_writes import same  # noqa: E402

METHODS = (0, 8, 12, 14)  # stored, deflate, bzip2, LZMA


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def zipped(members, method=0, stream=False, comment=b""):
    """An archive of pairs of name and bytes, by zipfile."""
    out = callbacks.Stream() if stream else io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # duplicate names
        with zipfile.ZipFile(out, "w", method) as made:
            for name, data in members:
                made.writestr(name, data)
            made.comment = comment
    return bytes(out.bytes) if stream else out.getvalue()


def savez(*args, compressed=False, stream=False, **kwargs):
    out = callbacks.Stream() if stream else io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(out, *args, **kwargs)
    return bytes(out.bytes) if stream else out.getvalue()


def failure(work, *args, **kwargs):
    """The name of the code that the call fails with."""
    try:
        work(*args, **kwargs)
    except npyrw.Failed as failed:
        return failed.name
    raise AssertionError("it did not fail")


def opened(raw):
    """The archive through a path, a descriptor, one in a larger file, memory, and callbacks, whole and in small pieces."""
    store("x.npz", raw)
    yield npyrw.Archive("x.npz")
    fd = os.open("x.npz", os.O_RDONLY)
    yield npyrw.Archive(fd)
    assert os.lseek(fd, 0, os.SEEK_CUR) == 0
    os.close(fd)
    store("y.bin", b"something in front" + raw)
    fd = os.open("y.bin", os.O_RDONLY)
    os.lseek(fd, 18, os.SEEK_SET)
    yield npyrw.Archive(fd)
    assert os.lseek(fd, 0, os.SEEK_CUR) == 18
    os.lseek(fd, 9, os.SEEK_SET)
    yield npyrw.Archive(fd, offset=9)
    os.close(fd)
    yield npyrw.Archive("y.bin", offset=18)
    yield npyrw.Archive(raw)
    for most in (None, 100):
        source = callbacks.Source(raw, most)
        yield npyrw.Archive(source)
        assert source.closed == 1, source.closed


def facts(archive, raw):
    """What the directory says, beside what zipfile says."""
    infos = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    assert len(archive) == len(infos)
    for i, info in enumerate(infos):
        member = archive.at(i)
        assert (member.index, member.size, member.packed_size) == (i, info.file_size, info.compress_size)
        assert (member.crc, member.method) == (info.CRC, info.compress_type)
        assert archive.member(i) == info.filename and archive.key(i) == info.filename.removesuffix(".npy")
        name, extra = raw[info.header_offset + 26:][:2], raw[info.header_offset + 28:][:2]
        at = info.header_offset + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
        assert archive.data_offset(i) == at


def check(raw, every=True):
    """All of an archive that NumPy made, or could have, by NumPy."""
    count = 0
    expected = np.load(io.BytesIO(raw))
    arrays = {key: expected[key] for key in expected.files}
    for archive in opened(raw) if every else [npyrw.Archive(raw)]:
        with archive:
            assert archive.keys() == expected.files
            facts(archive, raw)
            for i, (key, array) in enumerate(arrays.items()):
                for named in (key, key + ".npy", i):
                    with archive.get(named) as reader:
                        info = reader.header()
                        assert tuple(info.shape[:info.ndim]) == array.shape
                        assert npyrw.descr_dtype(info) == array.dtype
                        assert same(reader.read(), array), (key, array.dtype, array.shape)
                assert archive.find(key).index == archive.find(key + ".npy").index == i
                count += 1
            archive.verify()
    return count


def whole_table():
    count = 0
    for dtype in cases.dtypes():
        arrays = {}
        for shape in cases.SHAPES:
            for order in "CF":
                arrays[f"{order}{shape}"] = cases.fill(dtype, shape, order, seed=len(arrays))
        for compressed in (False, True):
            count += check(savez(**arrays, compressed=compressed), every=False)
    return count


SOME = {
    "u": cases.fill("<f8", (40, 30)), "swapped": cases.fill(">c16", (7, 9), "F"), "scalar": np.array(3.5),
    "empty": np.zeros((0, 4), "i2"), "text": cases.fill("U3", (11,)), "large": cases.fill("<i4", (301, 211)),
    "particles": cases.fill(cases.PARTICLE, (50,)),
}


def every_way():
    """Through every way to open, by every writer and method, also as a stream."""
    count = 0
    members = [(key + ".npy", npy(array)) for key, array in SOME.items()]
    for stream in (False, True):
        count += check(savez(*SOME.values(), stream=stream)) + check(savez(**SOME, compressed=True, stream=stream))
        for method in METHODS:
            count += check(zipped(members, method, stream))
    return count


def empty_archive():
    """The 22 bytes that np.savez writes without an array."""
    raw = savez()
    assert len(raw) == 22
    for archive in opened(raw):
        with archive:
            assert len(archive) == 0 and archive.keys() == []
            archive.verify()
            assert failure(archive.get, "u") == failure(archive.get, 0) == "NPY_ERR_MEMBER"
    return 1


def comments():
    """Of any length, also with what looks like a record in it."""
    count = 0
    members = [("u.npy", npy(SOME["u"]))]
    for comment in (b"c", b"x" * 100, b"x" * 4000, b"x" * 4074, b"x" * 4075, b"x" * 5000, b"x" * 65_535, b"PK\5", b"PK\1\2" * 9):
        count += check(zipped(members, comment=comment))
    with zipfile.ZipFile("c.npz", "w") as made:
        info = zipfile.ZipInfo("u.npy")
        info.comment, info.extra = b"a member's", b"\xfe\xca\3\0abc"
        made.writestr(info, npy(SOME["u"]))
    with open("c.npz", "rb") as f:
        return count + check(f.read())


def objects_and_others():
    """A member that cannot be read spoils only itself."""
    odd = npy(np.zeros(3)).replace(b"<f8", b"<f3")
    for raw in (savez(a=SOME["u"], o=np.array([None, {1: 2}]), z=SOME["text"]),
                zipped([("a.npy", npy(SOME["u"])), ("o.npy", odd), ("z.npy", npy(SOME["text"]))])):
        for archive in opened(raw):
            with archive:
                assert same(archive.array("a"), SOME["u"]) and same(archive.array("z"), SOME["text"])
                if odd in raw:
                    assert failure(archive.get, "o") == "NPY_ERR_DESCR"
                else:
                    with archive.get("o") as reader:
                        info = reader.header()
                        assert (info.kind, info.ndim, info.shape[0]) == (b"O", 1, 2)
                        assert failure(reader.read_into, info.nbytes) == "NPY_ERR_OBJECT"
                assert archive.bytes(1) == zipfile.ZipFile(io.BytesIO(raw)).read("o.npy")
                archive.verify()
    return 2


def no_arrays():
    """Members that are no arrays are bytes, as for NumPy."""
    members = [("readme.txt", b"hello\n" * 50), ("nothing", b""), ("short.npy", b"\x93NUM"), ("u.npy", npy(SOME["u"])),
               ("cut.npy", npy(SOME["u"])[:300]), ("dir/", b"")]
    for method in METHODS:
        raw = zipped(members, method)
        for archive in opened(raw):
            with archive, np.load(io.BytesIO(raw)) as expected:
                assert archive.keys() == expected.files
                for i, (_, data) in enumerate(members):
                    assert archive.bytes(i) == data
                    assert failure(npyrw.call, "npz_bytes_at", archive.handle, npyrw.C.c_int64(i), None,
                                   npyrw.C.c_size_t(len(data) + 1)) in ("NPY_ERR_SIZE", "NPY_ERR_ARGUMENT")
                assert expected["readme.txt"] == archive.bytes(0)
                assert same(archive.array("u"), SOME["u"])
                assert failure(archive.get, "readme.txt") == "NPY_ERR_MAGIC"
                assert failure(archive.get, "nothing") == failure(archive.get, "cut") == "NPY_ERR_TRUNCATED"
                archive.verify()
    return len(METHODS) * len(members)


def duplicates():
    """Of a name that comes twice the last is found, and all are listed; a name without .npy goes first."""
    a, b, c = (npy(np.full(4, i)) for i in (1, 2, 3))
    raw = zipped([("u.npy", a), ("v.npy", b), ("u.npy", c), ("v", a)])
    for archive in opened(raw):
        with archive, np.load(io.BytesIO(raw)) as expected:
            assert archive.keys() == ["u", "v", "u", "v"] == expected.files
            for key in ("u", "u.npy", "v", "v.npy"):
                assert archive.array(key)[0] == expected[key][0], key
            assert [archive.array(i)[0] for i in range(4)] == [1, 2, 3, 1]
            archive.verify()
    return 4


S = slice
REQUESTS = (
    (dict(), lambda a: a),
    (dict(select=(S(3, 9), S(2, 40, 7))), lambda a: a[3:9, 2:40:7]),
    (dict(select=(S(None, None, -1),)), lambda a: a[::-1]),
    (dict(select=(S(299, 300),)), lambda a: a[299:300]),
    (dict(select=(S(5, 5),)), lambda a: a[5:5]),
    (dict(dtype="f8"), lambda a: a.astype("f8")),
    (dict(dtype=">f8", select=(S(0, 300, 50),)), lambda a: a[0:300:50].astype(">f8")),
    (dict(dtype="i2", casting="unsafe", select=(S(7, 9),)), lambda a: a[7:9].astype("i2")),
    (dict(order="F"), np.asfortranarray),
    (dict(order="C", select=(S(None, None, -3), S(None, None, -2))), lambda a: np.ascontiguousarray(a[::-3, ::-2])),
)


def requests():
    """Slices, conversions, orders and fields of members, whatever packed them."""
    count = 0
    arrays = {"c": cases.fill("<i4", (301, 211)), "f": cases.fill(">i4", (301, 211), "F"),
              "p": cases.fill(cases.PARTICLE, (9000,))}
    members = [(key + ".npy", npy(array)) for key, array in arrays.items()]
    for method in METHODS:
        for archive in opened(zipped(members, method)):
            with archive:
                for key in "cf":
                    with archive.get(key) as reader:
                        for request, by_numpy in REQUESTS:
                            found, wanted = reader.read(npyrw.request(**request)), by_numpy(arrays[key])
                            assert found.shape == wanted.shape and np.array_equal(found, wanted), (method, key, request)
                            assert request.get("order") is None or found.flags[request["order"]]
                            count += 1
                for field, select in (("id", ()), ("pos", (S(100, 200, 3),)), ("tag", (S(None, None, -1),))):
                    found = archive.array("p", npyrw.request(field=field, select=select))
                    assert np.array_equal(found, arrays["p"][field][select[0] if select else S(None)])
                    count += 1
                target = np.zeros((301, 220), "i4")
                npyrw.call("npz_get", archive.handle, b"c", npyrw.C.byref(reader.handle))
                with reader:
                    strided = npyrw.request(strides=target.strides)
                    npyrw.call("npy_read", reader.handle, npyrw.C.byref(strided), npyrw.address(target),
                               npyrw.C.c_size_t(arrays["c"].nbytes))
                assert np.array_equal(target[:, :211], arrays["c"]) and not target[:, 211:].any()
                count += 1
    return count


def outlives():
    """A member lives on when its archive is closed, and ends what the archive was lent."""
    source = callbacks.Source(savez(**SOME, compressed=True))
    archive = npyrw.Archive(source)
    readers = {key: archive.get(key) for key in SOME}
    npyrw.LIB.npz_close(archive.handle)
    for key, reader in readers.items():
        assert source.closed == 0 and same(reader.read(), SOME[key])
        npyrw.LIB.npy_close(reader.handle)
    assert source.closed == 1
    return len(SOME)


def damaged():
    """Any changed byte of a member's data is seen by a whole read and by npz_verify, or has changed nothing."""
    count = unseen = 0
    for method in METHODS:
        raw = bytearray(zipped([("a.npy", npy(SOME["u"])), ("b.npy", npy(SOME["text"]))], method))
        with npyrw.Archive(bytes(raw)) as archive:
            start, size, whole = archive.data_offset(0), archive.at(0).packed_size, archive.bytes(0)
        for at in range(start, start + size, max(1, size // 60)):
            raw[at] ^= 0x10
            with npyrw.Archive(bytes(raw)) as archive:
                assert same(archive.array("b"), SOME["text"])
                try:
                    found = archive.bytes(0)
                except npyrw.Failed as failed:
                    assert failed.name in ("NPY_ERR_CRC", "NPY_ERR_ARCHIVE", "NPY_ERR_TRUNCATED"), (method, at, failed)
                    assert failure(archive.verify) == failed.name and failure(archive.array, "a").startswith("NPY_ERR_")
                else:
                    assert found == whole, (method, at)
                    unseen += 1
            raw[at] ^= 0x10
            count += 1
    # The version of the tool in front of LZMA's stream, padding bits at the end of others.
    assert unseen <= 8, unseen
    return count


if __name__ == "__main__":
    npyrw.finish(whole_table() + every_way() + empty_archive() + comments() + objects_and_others() + no_arrays() +
                 duplicates() + requests() + outlives() + damaged(), 7000)

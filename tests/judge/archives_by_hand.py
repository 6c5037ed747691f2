"""Archives that other writers make: every record the format has, by hand, with zipfile and NumPy beside us."""

import io
import itertools
import os
import sys
import warnings
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import zips  # noqa: E402
import numpy as np  # noqa: E402
from archives_read import check, failure, npy, same, zipped  # noqa: E402
from places import store  # noqa: E402
from zips import Member  # noqa: E402

DATA = npy(np.arange(5000.0) % 97)
METHODS = {0: DATA, 8: zips.deflated(DATA)}


def packed(method):
    """What zipfile packs DATA to."""
    raw = zipped([("u.npy", DATA)], method)
    info = zipfile.ZipFile(io.BytesIO(raw)).infolist()[0]
    return info.flag_bits, raw[35:35 + info.compress_size]


def descriptors():
    """All four kinds, with and without large sizes in the local header, whatever packed the member."""
    count = 0
    for method in (0, 8, 12, 14):
        flags, body = packed(method)
        for kind, wide in itertools.product(zips.DESCRIPTORS, ((), ("local",))):
            def made(name):
                return Member(name, DATA, method, body, flags, descriptor=kind, wide=set(wide))
            # NumPy reads them: zipfile goes by the directory.
            count += check(zips.archive([made(b"u.npy"), made(b"v.npy"), Member(b"w.npy", DATA)]))
    return count


def ambiguous_descriptors():
    """A CRC that looks like the signature, and sizes that look like each other."""
    count = 0
    # Four bytes behind any text give it any CRC.
    data = b"text" + forged(b"text", 0x08074b50)
    for kind in zips.DESCRIPTORS:
        with npyrw.Archive(zips.archive([Member(b"a", data, descriptor=kind), Member(b"b", b"", descriptor=kind)])) as archive:
            archive.verify()
            assert archive.at(0).crc == 0x08074b50 and archive.bytes(0) == data and archive.bytes(1) == b""
            count += 2
    return count


def forged(start, wanted):
    """Four bytes that give `start` the CRC that is wanted."""
    table = [0] * 256
    for i in range(256):
        c = i
        for _ in range(8):
            c = (c >> 1) ^ (0xedb88320 if c & 1 else 0)
        table[i] = c
    back = {c >> 24: i for i, c in enumerate(table)}
    state, steps = wanted ^ 0xffffffff, []
    for _ in range(4):
        i = back[state >> 24]
        state = ((state ^ table[i]) << 8) & 0xffffffff
        steps.append(i)
    now, out = zips.zlib.crc32(start) ^ 0xffffffff, b""
    for i in reversed(steps):
        out += bytes([(now ^ i) & 255])
        now = (now >> 8) ^ table[i]
    assert zips.zlib.crc32(start + out) == wanted
    return out


def wrong_descriptors():
    """npz_verify reads them; a read of the member goes by the directory, as zipfile does."""
    count = 0
    for kind, at in itertools.product(zips.DESCRIPTORS, (0, 5, -1)):
        member = Member(b"u.npy", DATA, descriptor=kind)
        raw = bytearray(zips.archive([member]))
        start = len(member.local()) - len(zips.descriptor(kind, 0, 0, 0))
        raw[start + at if at >= 0 else len(member.local()) - 1] ^= 0x40
        with npyrw.Archive(bytes(raw)) as archive:
            assert archive.bytes(0) == DATA
            assert failure(archive.verify) == "NPY_ERR_ARCHIVE", (kind, at)
            count += 1
    return count


def large_records():
    """Records for large archives in small ones: all of them, and each value alone."""
    count = 0
    parts = ("local", "size", "packed", "offset")
    for n in range(len(parts) + 1):
        for wide in itertools.combinations(parts, n):
            for method, body in METHODS.items():
                members = [Member(name, DATA, method, body, wide=set(wide), needs=45) for name in (b"u.npy", b"v.npy")]
                count += check(zips.archive(members), every=False)
    for n in range(4):
        for wide in itertools.combinations(("count", "size", "at"), n):
            members = [Member(b"u.npy", DATA), Member(b"v.npy", DATA)]
            for comment in (b"", b"a comment", b"c" * 60_000):
                count += check(zips.archive(members, wide=set(wide), comment=comment), every=n == 3)
    # Fields beside the large one, before and behind it; zeros that fill a header.
    for more in (zips.extra(0x5455, b"\1abcd"), zips.extra(0xcafe, b""), bytes(4), bytes(44), b"\0", b"\0\0\0"):
        members = [Member(b"u.npy", DATA, wide=set(parts), local_extra=more, central_extra=more, comment=b"a remark")]
        count += check(zips.archive(members), every=False)
    return count


def local_padding():
    """Whatever stands in a local header's extra field: zipfile does not look at it, and alignment tools put anything there."""
    count = 0
    for more in (b"\0", bytes(3), bytes(57), b"\x35\xd9\5\0\0\0abc", b"\xff" * 9, b"\1\0\x10\0abc"):
        for name in (b"u.npy", b"v.npy"):
            count += check(zips.archive([Member(name, DATA, local_extra=more), Member(b"w.npy", DATA)]), every=False)
    return count


def versions():
    """What a record says it needs or was made by matters as little as zipfile lets it."""
    count = 0
    for needs in (0, 10, 20, 45, 46, 51, 63):
        count += check(zips.archive([Member(b"u.npy", DATA, needs=needs)]), every=False)
    raw = zips.archive([Member(b"u.npy", DATA, needs=64), Member(b"v.npy", DATA)])
    with npyrw.Archive(raw) as archive:
        assert failure(archive.get, "u") == "NPY_ERR_METHOD" and archive.bytes(1) == DATA
    return count + 1


def names():
    """Odd names, as NumPy sees them; nothing is ever done with them but comparing."""
    count = 0
    for name in ("file", "/u", "/etc/passwd", "../u", "..", ".", "a/b/c", "a//b", "C:\\u", "a\\b", " ", "u ", "", ".npy", "u.npy",
                 "u.npy.npy", "NPY", "u.NPY", "é", "名前/é", "\U0001f600", "a\nb", "'", '"', "%s", "x" * 1000, "x" * 65_000, "*?[]"):
        raw = zipped([(name + ".npy", DATA), ("other.npy", DATA)])
        count += check(raw, every=False)
    for name in ("e\u0301", "\x80", "\ufeffu"):
        count += check(zipped([(name + ".npy", DATA)]), every=False)
    before = set(os.listdir("."))
    for key in ("/u", "../u", "a/b"):
        with npyrw.Archive(zipped([(key + ".npy", DATA)])) as archive:
            archive.verify()
            assert np.array_equal(archive.array(key), np.arange(5000.0) % 97)
    assert set(os.listdir(".")) == before
    return count


def names_with_nul():
    """No C string holds them: they are reached by index, and come with their length."""
    raw = zips.archive([Member(b"a\0b.npy", DATA), Member(b"a.npy", DATA[:-8] + bytes(8))])
    with npyrw.Archive(raw) as archive:
        assert archive.keys() == ["a\0b", "a"] and archive.at(0).name_length == 3
        assert archive.bytes(0) == DATA
        assert archive.find("a").index == 1
        archive.verify()
    return 2


def legacy_names():
    """Without the flag for UTF-8 a name is in the PC's old characters, for zipfile too; found by its bytes as well."""
    count = 0
    every = bytes(range(1, 128)) + bytes(range(128, 256))
    for raw_name in (b"\x81ber", b"gr\x94\xe1e", every, "é".encode(), "名前".encode()):
        raw = zips.archive([Member(raw_name + b".npy", DATA)])
        count += check(raw, every=False)
        with npyrw.Archive(raw) as archive:
            assert archive.key(0) == raw_name.decode("cp437")
            try:
                written = raw_name.decode()
            except UnicodeDecodeError:
                continue
            # Written as UTF-8 by those who forgot the flag.
            for key in (written, written + ".npy"):
                assert archive.find(key).index == 0
            count += 1
    return count


def unicode_paths():
    """Info-ZIP's field with the name in UTF-8, if it belongs to the name."""
    count = 0
    for raw_name, name in ((b"\x82.npy", "é.npy"), (b"__.npy", "名前.npy"), (b"same.npy", "same.npy")):
        good = zips.unicode_path(raw_name, name.encode())
        for more, right in ((good, True), (zips.unicode_path(b"another", name.encode()), False), (b"up\1\0\1", False),
                            (zips.extra(0x7075, b"\2" + good[5:]), False), (zips.unicode_path(raw_name, b"\xff.npy"), False)):
            raw = zips.archive([Member(raw_name, DATA, central_extra=more, local_extra=more)])
            with npyrw.Archive(raw) as archive:
                # A name that says nothing but ASCII is that name: NumPy finds it so.
                wanted = name if right and not raw_name.isascii() else raw_name.decode("cp437")
                assert archive.member(0) == wanted, (archive.member(0), wanted)
                assert archive.find(wanted).index == 0 and archive.bytes(0) == DATA
            count += 1
    return count


def flagged_names():
    """A name that is not the UTF-8 its flag says spoils only its member."""
    with npyrw.Archive(zips.archive([Member(b"\xff.npy", DATA, flags=zips.UTF8), Member(b"v.npy", DATA)])) as archive:
        assert failure(archive.get, 0) == "NPY_ERR_ARCHIVE" and archive.bytes(1) == DATA
    return 1


def unreadable():
    """Encrypted members, patches and unknown methods are told apart, and spoil only themselves."""
    count = 0
    for member, code in ((Member(b"u", DATA, flags=1), "NPY_ERR_ENCRYPTED"), (Member(b"u", DATA, flags=0x40), "NPY_ERR_ENCRYPTED"),
                         (Member(b"u", DATA, flags=0x2000), "NPY_ERR_ENCRYPTED"), (Member(b"u", DATA, flags=0x20), "NPY_ERR_METHOD"),
                         (Member(b"u", DATA, 1, DATA), "NPY_ERR_METHOD"), (Member(b"u", DATA, 9, DATA), "NPY_ERR_METHOD"),
                         (Member(b"u", DATA, 98, DATA), "NPY_ERR_METHOD"), (Member(b"u", DATA, 0xffff, DATA), "NPY_ERR_METHOD")):
        with npyrw.Archive(zips.archive([member, Member(b"v.npy", DATA)])) as archive:
            assert failure(archive.get, 0) == failure(archive.bytes, 0) == failure(archive.verify) == code
            assert archive.at(0).method == member.method and archive.bytes(1) == DATA
        count += 1
    return count


def zstandard():
    """Method 93, which NumPy reads from CPython 3.14 on: frames of every kind."""
    try:
        import zstandard as zstd
    except ImportError:
        print("skipped: this Python has no zstandard")
        sys.exit(77)
    count = 0
    for level, checksum, sized in itertools.product((-5, 1, 3, 12, 19), (False, True), (False, True)):
        packer = zstd.ZstdCompressor(level=level, write_checksum=checksum, write_content_size=sized)
        body = packer.compress(DATA)
        members = [Member(b"u.npy", DATA, 93, body, needs=63), Member(b"v.npy", DATA),
                   Member(b"w.npy", DATA, 93, body, needs=63, descriptor="signed64")]
        count += compare_zstd(members)
    halves = packer.compress(DATA[:9000]) + packer.compress(DATA[9000:])
    window = zstd.ZstdCompressionParameters.from_level(19, window_log=23)
    streamed = zstd.ZstdCompressor(compression_params=window).compressobj()
    for body in (streamed.compress(DATA) + streamed.flush(), halves, b"\x50\x2a\x4d\x18\3\0\0\0abc" + halves):
        count += compare_zstd([Member(b"u.npy", DATA, 93, body, needs=63)])
    empty = Member(b"e", b"", 93, packer.compress(b""), needs=63)
    return count + compare_zstd([empty])


def compare_zstd(members):
    with npyrw.Archive(zips.archive(members)) as archive:
        archive.verify()
        for i, member in enumerate(members):
            assert archive.at(i).method == member.method and archive.bytes(i) == member.data
            if member.data:
                found = archive.array(i, npyrw.request(select=(slice(10, 4990, 7),)))
                assert np.array_equal(found, (np.arange(5000.0) % 97)[10:4990:7])
    return 1


def trailing_bytes():
    """Bytes behind the end record, which zipfile lets pass."""
    count = 0
    for tail in (b"\n", bytes(512), b"x" * 5000):
        count += check(zips.archive([Member(b"u.npy", DATA)]) + tail, every=False)
    return count


def gaps():
    """Bytes between members, and between the last one and the directory, belong to nobody."""
    raw = zips.archive([Member(b"u.npy", DATA, descriptor="bare32"), Member(b"v.npy", DATA)])
    first = Member(b"u.npy", DATA)
    second = Member(b"v.npy", DATA)
    out = first.local() + b"gap" + second.local() + b"another"
    directory = second.central(len(first.local()) + 3) + first.central(0)
    return check(raw) + check(out + directory + zips.end(2, len(directory), len(out)))


def inside_of_files():
    """An archive behind other bytes, which its offsets count (as zipfile does where it writes to a file at a position) or not."""
    count = 0
    arrays = {"u": np.arange(5000.0) % 97, "v": np.arange(3)}
    members = [Member(key.encode() + b".npy", npy(array)) for key, array in arrays.items()]
    for front in (b"x", b"PK\3\4 and so on", bytes(5000), bytes(70_000)):
        behind_it = io.BytesIO(front)
        behind_it.seek(len(front))
        np.savez(behind_it, **arrays)
        made = [behind_it.getvalue()]
        for base in (0, len(front)):
            for wide in (None, set(), {"count", "at"}):
                made.append(front + zips.archive(members, base, wide=wide))
        for raw in made:
            store("inside.bin", raw)
            with open("inside.bin", "rb") as f:
                f.seek(len(front))
                by_numpy = np.load(f)
                assert all(np.array_equal(by_numpy[key], array) for key, array in arrays.items())
                f.seek(len(front))
                for source, offset in (("inside.bin", len(front)), (raw, len(front)), (callbacks.Source(raw), len(front)), (f.fileno(), 0)):
                    with npyrw.Archive(source, offset=offset) as archive:
                        archive.verify()
                        assert archive.keys() == ["u", "v"] and all(same(archive.array(k), a) for k, a in arrays.items())
                        assert archive.data_offset(0) in (35, 55)
                    count += 1
    return count


def no_archives():
    """What is none, by name."""
    count = 0
    for raw, code in ((b"", "NPY_ERR_TRUNCATED"), (b"PK", "NPY_ERR_TRUNCATED"), (DATA, "NPY_ERR_ARCHIVE"), (b"PK\3\4" * 99, "NPY_ERR_ARCHIVE"),
                      (zips.archive([Member(b"u.npy", DATA)])[:-1], "NPY_ERR_ARCHIVE"), (bytes(70_000), "NPY_ERR_ARCHIVE")):
        assert failure(npyrw.Archive, raw) == code, (raw[:20], failure(npyrw.Archive, raw))
        count += 1
    os.mkfifo("pipe")
    ends = os.open("pipe", os.O_RDWR)
    assert failure(npyrw.Archive, "pipe") == "NPY_ERR_UNSUPPORTED"
    assert failure(npyrw.Archive, ends) == "NPY_ERR_UNSUPPORTED"
    os.close(ends)
    assert failure(npyrw.Archive, ".") in ("NPY_ERR_IO", "NPY_ERR_UNSUPPORTED")
    assert failure(npyrw.Archive, "missing.npz") == "NPY_ERR_NOT_FOUND"
    return count + 4


CASES = (descriptors, ambiguous_descriptors, wrong_descriptors, large_records, local_padding, versions, names, names_with_nul, legacy_names,
         unicode_paths, flagged_names, unreadable, trailing_bytes, gaps, inside_of_files, no_archives)

if __name__ == "__main__":
    warnings.simplefilter("ignore", UserWarning)
    if sys.argv[1:] == ["zstandard"]:
        npyrw.finish(zstandard(), 24)
    else:
        npyrw.finish(sum(case() for case in CASES), 1200)

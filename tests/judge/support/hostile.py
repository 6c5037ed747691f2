"""What the hostile archives are made of, and what is expected of each."""

import bz2
import io
import lzma
import os
import struct
import zlib

import npyrw
import numpy as np
import watch
import zips
from callbacks import Source


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


DATA = npy(np.arange(300, dtype="<u2").reshape(3, 100))


def lzma_packed(data):
    filters = [{"id": lzma.FILTER_LZMA1}]
    properties = lzma._encode_filter_properties(filters[0])
    return struct.pack("<BBH", 9, 4, len(properties)) + properties + lzma.compress(data, lzma.FORMAT_RAW, filters=filters)


def zstd_packed(data):
    """A frame of two raw blocks: what a codec makes of it is not the point here."""
    half = len(data) // 2
    blocks = [(0, data[:half]), (1, data[half:])]
    return b"\x28\xb5\x2f\xfd\0\x50" + b"".join(struct.pack("<I", last | len(d) << 3)[:3] + d for last, d in blocks)


def packed():
    """DATA by every method that packs."""
    return [(8, zips.deflated(DATA)), (12, bz2.compress(DATA)), (14, lzma_packed(DATA)), (93, zstd_packed(DATA))]


class Part(zips.Member):
    """A member whose large fields may be anything, and of whose packed bytes some may be missing."""

    def __init__(self, name, data, method, stored, size, trim, large, large_local, **other):
        super().__init__(name, data, method, stored, **other)
        if method == 14:
            self.flags |= 2  # with an end marker
        self.trim, self.large, self.large_local = trim, large, large_local
        if size is not None:
            self.size = size

    def local(self):
        whole = super().local()
        if self.large_local is not None:
            usual = zips.extra(1, bytes(16))
            at = 30 + len(self.local_name)
            whole = bytearray(whole[:at] + self.large_local + whole[at + len(usual):])
            struct.pack_into("<H", whole, 28, len(self.large_local) + len(self.local_extra))
        return bytes(whole[:len(whole) - self.trim])

    def central(self, offset):
        whole = bytearray(super().central(offset))
        if self.large is not None:
            at = 46 + len(self.name)
            whole[at:at + 12] = self.large
            struct.pack_into("<H", whole, 30, len(self.large) + len(self.central_extra))
        return bytes(whole)


def MEMBER(name, data=DATA, method=0, packed=None, size=None, trim=0, large=None, large_local=None, **other):
    if isinstance(name, str):
        name = name.encode()
    return Part(name, data, method, packed, size, trim, large, large_local, **other)


class Archive:
    """The bytes of an archive, and where its records begin."""

    def __init__(self, members, **ending):
        self.raw, self.locals, self.centrals = bytearray(), [], []
        for member in members:
            self.locals.append(len(self.raw))
            self.raw += member.local()
        at = len(self.raw)
        for member, offset in zip(members, self.locals):
            self.centrals.append(len(self.raw))
            self.raw += member.central(offset)
        self.raw += zips.end(len(members) & 0xffff, len(self.raw) - at, at, **ending)
        self.end = len(self.raw) - 22

    def put(self, at, value, size="<H"):
        struct.pack_into(size, self.raw, at, value)

    def add(self, at, by):
        self.put(at, struct.unpack_from("<I", self.raw, at)[0] + by, "<I")


def good(data, as_array=None):
    """A member with these bytes; `as_array` is the code with which it is no array."""
    return ("good", data, as_array)


def bad(code, words):
    """A member that cannot be read; a code of None is any that blames the archive."""
    return ("bad", code, words)


def unopened(code, words):
    return ("unopened", code, words)


def fails(work, code, words):
    try:
        work()
    except npyrw.Failed as failed:
        blamed = failed.name == f"NPY_ERR_{code}" if code else -50 < failed.code <= -20
        assert blamed and words in failed.message, f"expected {code}: {words}; found {failed}"
        assert failed.message.isprintable(), failed
        return failed
    raise AssertionError(f"expected {code}: {words}; it did not fail")


class Case:
    """An archive by its name, and what is expected of it or of its members."""

    def __init__(self, name, raw, expected, holds=None, options={}, verify=None):
        self.name, self.raw, self.expected, self.holds = name, bytes(raw), expected, holds
        self.options, self.verify = options, verify

    def check(self):
        before = sorted(os.listdir("."))
        with open("case.zip", "wb") as f:
            f.write(self.raw)
        counted = Source(self.raw)
        try:
            # No length is an unknown one.
            for source in (self.raw, "case.zip", counted) if self.raw else (self.raw, "case.zip"):
                with watch.case(self.name):
                    self.check_one(source)
            watch.steps(counted.taken(), len(self.raw), 20)
        except (AssertionError, npyrw.Failed) as e:
            raise AssertionError(f"{self.name}: {e}") from e
        os.remove("case.zip")
        # A name is never used as a path.
        assert sorted(os.listdir(".")) == before, f"{self.name}: made {os.listdir('.')}"

    def check_one(self, source):
        if self.expected and self.expected[0] == "unopened":
            fails(lambda: npyrw.Archive(source, **self.options), *self.expected[1:])
            return
        with npyrw.Archive(source, **self.options) as archive:
            if self.holds:
                assert self.holds(archive), "does not hold"
                return
            assert len(archive) == len(self.expected), f"{len(archive)} members"
            for index, expected in enumerate(self.expected):
                self.check_member(archive, index, expected)
            wrong = [e for e in self.expected if e[0] == "bad"]
            if self.verify:
                fails(archive.verify, *self.verify)
            elif wrong:
                fails(archive.verify, None if wrong[0][1] not in ("LIMIT",) else "LIMIT", "")
            else:
                archive.verify()

    def check_member(self, archive, index, expected):
        if expected[0] == "bad":
            # What is claimed may be more than there is memory for.
            if archive.at(index).size < 1 << 24:
                fails(lambda: archive.bytes(index), *expected[1:])
            fails(lambda: archive.array(index), expected[1], "")
            return
        _, data, as_array = expected
        assert archive.bytes(index) == data, f"member {index} has other bytes"
        if as_array:
            fails(lambda: archive.get(index), as_array, "")
        else:
            found = archive.array(index)
            assert np.array_equal(found, np.load(io.BytesIO(data))), f"member {index} is another array"


def commented(comment):
    """Two members and a comment."""
    return Archive([MEMBER("a.npy"), MEMBER("b.npy")], comment=comment).raw


def with_gap():
    a, b = MEMBER("a.npy"), MEMBER("b.npy")
    out = a.local() + b"nobody's" * 10
    directory = a.central(0) + b.central(len(out))
    out += b.local() + b"nobody's, too"
    return out + directory + zips.end(2, len(directory), len(out))


def nested():
    """A member that holds another's header and data; both are in the directory, and a third one behind them."""
    inner = MEMBER("b.npy")
    outer = MEMBER("a", data=inner.local())
    out = outer.local()
    behind = MEMBER("c.npy")
    directory = outer.central(0) + inner.central(len(out) - len(inner.local())) + behind.central(len(out))
    out += behind.local()
    return out + directory + zips.end(3, len(directory), len(out))


def quoted(n):
    """Files 0 to n of which all share the last one's data: the others quote the headers between; and one beside them."""
    kernel = MEMBER(f"{n}.npy", method=8)
    files, body, data = [kernel], kernel.local(), DATA
    for i in reversed(range(n)):
        quote = body[:len(body) - len(kernel.packed)] if i == n - 1 else body[:30 + len(files[0].name)]
        # A stored block that is not the last: the next header becomes data, then the next one's blocks follow.
        block = struct.pack("<BHH", 0, len(quote), len(quote) ^ 0xffff)
        data = quote + data
        member = MEMBER(f"{i}.npy", data=data, method=8, packed=block + body)
        # Its packed bytes are its own block, then all that follows.
        files.insert(0, member)
        body = member.local()
    starts, at = [], 0
    for i, member in enumerate(files):
        starts.append(at)
        at += 30 + len(member.name) + (5 if i < n else 0)
    directory = b"".join(member.central(start) for member, start in zip(files, starts))
    beside = MEMBER("beside.npy")
    directory += beside.central(len(body))
    for member, start in zip(files, starts):
        packed = body[start + 30 + len(member.name):]
        assert zlib.decompress(packed, -15) == member.data and body[start:start + 4] == b"PK\3\4"
    body += beside.local()
    return body + directory + zips.end(len(files) + 1, len(directory), len(body))


def bomb():
    """What bzip2 makes of ten million zeros; the size is that of a thousand times as much."""
    squeezed = bz2.compress(bytes(10_000_000))
    member = MEMBER("bomb", data=b"", packed=squeezed, method=12)
    member.size, member.crc = 10_000_000, zlib.crc32(bytes(10_000_000))
    return member

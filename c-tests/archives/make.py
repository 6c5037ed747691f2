"""make.py: writes the archives of this folder anew: one of each kind that is read, and in regress/ those that were
once read wrong. They are committed, because other versions of the packers pack otherwise; Zstandard needs
the program zstd. What is in them the judge archive_fixtures asks NumPy.
"""

import bz2
import io
import lzma
import os
import struct
import subprocess
import sys
import zlib

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "tests", "judge", "support"))
import zips  # noqa: E402
from zips import Member  # noqa: E402

FLOATS = np.linspace(0, 1, 6).reshape(2, 3)
SHORTS = np.asfortranarray(np.arange(8, dtype=">i2").reshape(4, 2))
TEXT = np.array(["é", "ab"])


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def pack(method, data):
    """What other programs make of it."""
    if method == 8:
        return zips.deflated(data, 9)
    if method == 12:
        return bz2.compress(data)
    if method == 14:
        filters = [{"id": lzma.FILTER_LZMA1}]
        properties = lzma._encode_filter_properties(filters[0])
        return struct.pack("<BBH", 9, 4, len(properties)) + properties + lzma.compress(data, lzma.FORMAT_RAW, filters=filters)
    if method == 93:
        return subprocess.run(["zstd", "-q", "-19", "--no-check", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout
    return data


def member(name, array, method=0, **other):
    data = array if isinstance(array, bytes) else npy(array)
    flags = other.pop("flags", 0) | (2 if method == 14 else 0)
    return Member(name, data, method, pack(method, data), flags, **other)


def savez(*arrays, **named):
    out = io.BytesIO()
    np.savez(out, *arrays, **named)
    return out.getvalue()


class Stream(io.RawIOBase):
    """What cannot seek."""

    def __init__(self):
        self.bytes = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.bytes += data
        return len(data)


def streamed(**arrays):
    out = Stream()
    np.savez(out, **arrays)
    return bytes(out.bytes)


def in_blocks(array, size):
    """A member in blocks that can be unpacked alone, with the list of them (docs/blocks.md)."""
    data = npy(array)
    head = len(data) - array.nbytes
    parts = [data[:head]] + [data[i:i + size] for i in range(head, len(data), size)]
    packed, listed = b"", b"\1\0\0\0" + struct.pack("<II", size, head)
    for part in parts:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH)
        listed += struct.pack("<II", len(body), zlib.crc32(part))
        packed += body
    return Member(b"blocks.npy", data, 8, packed + b"\3\0", central_extra=zips.extra(0x7a4e, listed))


def kinds():
    two = {"floats": FLOATS, "shorts": SHORTS}
    yield "stored", savez(**two)
    yield "streamed", streamed(**two)
    yield "empty", savez()
    for method, name in ((8, "deflated"), (12, "bzip2"), (14, "lzma"), (93, "zstd")):
        yield name, zips.archive([member(b"floats.npy", FLOATS, method), member(b"shorts.npy", SHORTS, method)])
    yield "commented", zips.archive([member(b"floats.npy", FLOATS)], comment=b"a remark, PK and so on")
    yield "large", zips.archive([member(b"floats.npy", FLOATS, wide={"local", "size", "packed", "offset"}),
                                 member(b"shorts.npy", SHORTS, 8, wide={"local", "size", "packed", "offset"})],
                                wide={"count", "size", "at"})
    for kind in zips.DESCRIPTORS:
        yield f"descriptor_{kind}", zips.archive([member(b"floats.npy", FLOATS, 8, descriptor=kind), member(b"shorts.npy", SHORTS)])
    padding = zips.extra(0xd935, bytes(27))
    yield "aligned", zips.archive([member(b"a.npy", FLOATS, local_extra=padding),
                                   member(b"b.npy", SHORTS, comment=b"of a member", central_extra=zips.extra(0x5455, b"time"))])
    yield "names", zips.archive([member("名前.npy".encode(), TEXT, flags=zips.UTF8), member(b"\x82.npy", SHORTS),
                                 member(b"notes.txt", b"no array"), member(b"nothing", b"")])
    yield "five", savez(*[np.full(i, i, "u1") for i in range(5)])
    yield "blocks", zips.archive([in_blocks(np.arange(60, dtype="<u4"), 64)])
    yield "gaps", gaps()


def gaps():
    a, b = member(b"a.npy", FLOATS), member(b"b.npy", SHORTS)
    out = a.local() + b"nobody's"
    directory = b.central(len(out)) + a.central(0)
    out += b.local() + b"nobody's, too"
    return out + directory + zips.end(2, len(directory), len(out))


def changed(raw, at, value, size="<I"):
    out = bytearray(raw)
    struct.pack_into(size, out, at, value)
    return bytes(out)


def forge(data, wanted):
    """The data with four other bytes at the end, so that they have that CRC-32."""
    table = [0] * 256
    for i in range(256):
        c = i
        for _ in range(8):
            c = c >> 1 ^ (0xedb88320 if c & 1 else 0)
        table[i] = c
    back = {c >> 24: i for i, c in enumerate(table)}
    state, steps = wanted ^ 0xffffffff, []
    for _ in range(4):
        steps.append(back[state >> 24])
        state = (state ^ table[steps[-1]]) << 8 & 0xffffffff
    now, out = zlib.crc32(data[:-4]) ^ 0xffffffff, data[:-4]
    for i in reversed(steps):
        out += bytes([(now ^ i) & 255])
        now = now >> 8 ^ table[i]
    assert zlib.crc32(out) == wanted
    return out


def stored_block(data, last):
    return struct.pack("<BHH", last, len(data), len(data) ^ 0xffff) + data


def regress():
    """Archives that were once read wrong."""
    members = [member(b"a.npy", FLOATS), member(b"b.npy", SHORTS)]
    raw = zips.archive(members)
    first = sum(len(m.local()) for m in members)
    yield "a_size_beyond_the_directory_hid_others", changed(changed(raw, first + 20, 0xffffff00), first + 24, 0xffffff00)
    yield "an_offset_into_another_member_hid_it", changed(raw, first + 42, len(members[0].local()) + 40)
    yield "an_unreadable_member_used_up_max_total", changed(raw, first + 24, 0xfffffff0)
    yield "a_second_end_record_was_too_far_away", zips.archive(members, comment=bytes(6000) + raw)
    full = zips.extra(0x7a7a, bytes(65_500))
    yield "no_room_for_padding", zips.archive([member(b"a.npy", FLOATS, local_extra=full)])
    window = b"\x28\xb5\x2f\xfd\0\x68"
    blocks = b"".join(struct.pack("<I", (i == 199) | 2 | 131072 << 3)[:3] + b"z" for i in range(200))
    yield "a_zstd_window_of_8_mib", zips.archive([Member(b"a", b"z" * 1000, 93, window + blocks)])
    yield "an_lzma_stream_went_on", zips.archive([Member(b"a", b"z" * 500, 14, b"\x09\x14\5\0\x5d\0\0\1\0" + bytes(
        [0, 61, 111, 251, 191, 254, 163, 176, 185, 166, 86, 0]))])
    seen, hidden = npy(np.ones(500, "u1")), npy(np.full(500, 2, "u1"))
    rest = forge(hidden, zlib.crc32(seen))[128:]
    whole, other = stored_block(seen, 1), stored_block(rest, 0) + bytes.fromhex("000000ffff")
    listed = b"\1\0\0\0" + struct.pack("<IIIIII", len(rest), 128, len(whole), zlib.crc32(seen[:128]), len(other), zlib.crc32(rest))
    yield "a_list_of_blocks_led_to_other_data", zips.archive([Member(b"a.npy", seen, 8, whole + other + b"\3\0",
                                                                     central_extra=zips.extra(0x7a4e, listed))])


if __name__ == "__main__":
    for folder, made in (("", kinds()), ("regress", regress())):
        for name, raw in made:
            with open(os.path.join(here, folder, name + ".npz"), "wb") as f:
                f.write(raw)
            print(f"{len(raw):7} {os.path.join(folder, name)}.npz")

"""ZIP archives made by hand, for what no writer at hand writes (APPNOTE 6.3.10)."""

import struct
import zlib

FULL16, FULL32 = 0xffff, 0xffffffff
STREAMED, UTF8 = 8, 0x800

# What follows a streamed member: with or without a signature, sizes of four or eight bytes.
DESCRIPTORS = ("signed32", "signed64", "bare32", "bare64")


def extra(id_, body):
    return struct.pack("<HH", id_, len(body)) + body


def unicode_path(raw, name):
    """Info-ZIP's name in UTF-8 beside one in another character set (4.6.9)."""
    return extra(0x7075, b"\1" + struct.pack("<I", zlib.crc32(raw)) + name)


def descriptor(kind, crc, packed, size):
    sizes = "<II" if kind.endswith("32") else "<QQ"
    return (b"PK\7\x08" if kind.startswith("signed") else b"") + struct.pack("<I", crc) + struct.pack(sizes, packed, size)


def deflated(data, level=6):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


class Member:
    """What the records of a member say; every part may be set to something else."""

    def __init__(self, name, data, method=0, packed=None, flags=0, **other):
        self.name, self.data, self.method = name, data, method
        self.packed = packed if packed is not None else deflated(data) if method == 8 else data
        self.crc, self.size = zlib.crc32(data), len(data)
        self.flags = flags
        self.needs = 20
        self.descriptor = None
        self.local_name = name
        self.local_extra = self.central_extra = self.comment = b""
        self.wide = set()  # of "local", "size", "packed", "offset": what goes to the large extra field
        for key, value in other.items():
            assert hasattr(self, key), key
            setattr(self, key, value)
        if self.descriptor:
            self.flags |= STREAMED

    def local(self):
        crc, packed, size = (0, 0, 0) if self.descriptor else (self.crc, len(self.packed), self.size)
        more = self.local_extra
        if "local" in self.wide:
            more = extra(1, struct.pack("<QQ", size, packed)) + more
            packed = size = FULL32
        head = struct.pack("<IHHHHHIIIHH", 0x04034b50, self.needs, self.flags, self.method, 0, 33, crc, packed, size,
                           len(self.local_name), len(more))
        tail = descriptor(self.descriptor, self.crc, len(self.packed), self.size) if self.descriptor else b""
        return head + self.local_name + more + self.packed + tail

    def central(self, offset):
        size, packed, wide = self.size, len(self.packed), b""
        if "size" in self.wide:
            wide, size = wide + struct.pack("<Q", size), FULL32
        if "packed" in self.wide:
            wide, packed = wide + struct.pack("<Q", packed), FULL32
        if "offset" in self.wide:
            wide, offset = wide + struct.pack("<Q", offset), FULL32
        more = (extra(1, wide) if wide else b"") + self.central_extra
        return struct.pack("<IHHHHHHIIIHHHHHII", 0x02014b50, 0x314, self.needs, self.flags, self.method, 0, 33, self.crc,
                           packed, size, len(self.name), len(more), len(self.comment), 0, 0, 0o600 << 16,
                           offset) + self.name + more + self.comment


def end(count, size, at, comment=b"", wide=None, sector=b""):
    """The end records; `wide` is a set of "count", "size", "at" that the small one leaves to the large one."""
    out = b""
    if wide is not None:
        out = struct.pack("<IQHHIIQQQQ", 0x06064b50, 44 + len(sector), 45, 45, 0, 0, count, count, size, at) + sector
        out += struct.pack("<IIQI", 0x07064b50, 0, at + size, 1)
        count = FULL16 if "count" in wide else count
        size = FULL32 if "size" in wide else size
        at = FULL32 if "at" in wide else at
    return out + struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, count, count, size, at, len(comment)) + comment


def archive(members, base=0, **ending):
    """The bytes of an archive; `base` is what its offsets count in front of it."""
    out, directory = b"", b""
    for member in members:
        directory += member.central(base + len(out))
        out += member.local()
    return out + directory + end(len(members), len(directory), base + len(out), **ending)

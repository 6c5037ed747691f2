"""One crafted stream for each rule that a packed member can break, by name: deflate bit by bit (RFC 1951), bzip2, LZMA and Zstandard, and
lists of blocks that lie, which change no data. zlib and the other decoders of Python refuse what is refused here."""

import bz2
import lzma
import os
import struct
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import hostile  # noqa: E402
import npyrw  # noqa: E402
import numpy as np  # noqa: E402
import watch  # noqa: E402
from callbacks import Source  # noqa: E402
from hostile import DATA, MEMBER, Archive  # noqa: E402

ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)


class Bits:
    """Deflate, bit by bit, the lowest bit of a byte first; codes come with their highest bit first."""

    def __init__(self):
        self.value = self.count = 0

    def put(self, value, bits):
        self.value |= value << self.count
        self.count += bits
        return self

    def code(self, code, bits):
        return self.put(int(f"{code:0{bits}b}"[::-1], 2), bits) if bits else self

    def block(self, kind, last=True):
        return self.put(int(last), 1).put(kind, 2)

    def stored(self, data, last=True, length=None, check=None):
        self.block(0, last)
        self.count += -self.count % 8
        length = len(data) if length is None else length
        self.put(length, 16).put(0xffff ^ length if check is None else check, 16)
        return self.put(int.from_bytes(data, "little"), 8 * len(data))

    def fixed(self, *symbols):
        """Literals and lengths of the fixed code."""
        for s in symbols:
            if s < 144:
                self.code(0x30 + s, 8)
            elif s < 256:
                self.code(0x190 + s - 144, 9)
            elif s < 280:
                self.code(s - 256, 7)
            else:
                self.code(0xc0 + s - 280, 8)
        return self

    def lengths(self, literals, distances, counts=None, lens=None, raw=None):
        """The header of a dynamic block: the lengths of both codes, each spelled by itself, in a code of four bits or five."""
        hlit, hdist, hclen = counts or (len(literals) - 257, len(distances) - 1, 15)
        self.put(hlit, 5).put(hdist, 5).put(hclen, 4)
        lens = lens or {s: 4 for s in range(14)} | {14: 5, 15: 5, 16: 5, 17: 5}
        codes = canonical([lens.get(s, 0) for s in range(19)])
        for s in ORDER[:hclen + 4]:
            self.put(lens.get(s, 0), 3)
        for s in list(literals) + list(distances) if raw is None else raw:
            symbol, more, bits = s if isinstance(s, tuple) else (s, 0, 0)
            self.code(codes[symbol], lens.get(symbol, 0))
            self.put(more, bits)
        return self

    def bytes(self):
        return self.value.to_bytes((self.count + 7) // 8, "little")


def canonical(lens):
    """The codes of these lengths (3.2.2), whatever they are worth."""
    code, codes = 0, [0] * len(lens)
    for length in range(1, max(lens) + 1):
        code <<= 1
        for s, n in enumerate(lens):
            if n == length:
                codes[s] = code % (1 << length)
                code += 1
    return codes


def literals(*used, of=257, end=True):
    """Lengths for a code in which these have eight bits, and 256 has one."""
    lens = [0] * of
    for s in used:
        lens[s] = 8
    if end:
        lens[256] = 1
    return lens


def whole(of=257):
    """A complete code: 128 literals of eight bits, and the end of one."""
    return literals(*range(128), of=of)


def deflate():
    b = Bits
    bad = "ARCHIVE"
    yield "a block of the kind that is reserved", b().block(3).put(0, 60).bytes(), bad
    yield "a block of the reserved kind behind a good one", b().stored(DATA, False).block(3).put(0, 13).bytes(), bad
    for check in (0, 5, 0xffff):
        yield f"stored, the length and its complement are 5 and {check}", b().stored(b"12345", check=check).bytes(), bad
    for length in (6, 100, 0xffff):
        yield f"stored, {length} bytes of which 5 are there", b().stored(b"12345", length=length).bytes(), None
    yield "stored, in the middle of its length", b().block(0).put(0, 5).put(7, 8).bytes(), None
    for symbol in (286, 287):
        yield f"fixed, the length symbol {symbol}", b().block(1).fixed(65, symbol).code(0, 5).fixed(256).bytes(), bad
    for symbol in (30, 31):
        yield f"fixed, the distance symbol {symbol}", b().block(1).fixed(65, 257).code(symbol, 5).put(0, 13).fixed(256).bytes(), bad
    for distance, name in ((0, "1"), (1, "2"), (4, "5"), (29, "24577")):
        yield f"fixed, a distance of {name} before anything is there", b().block(1).fixed(257).code(distance, 5).put(0, 13).fixed(256).bytes(), bad
    yield "fixed, a distance one beyond what is there", b().block(1).fixed(65, 66, 257).code(2, 5).fixed(256).bytes(), bad
    yield "a distance beyond the beginning, in the second block", b().stored(b"abc", False).block(1).fixed(257).code(3, 5).fixed(256).bytes(), bad
    yield "fixed, no end", b().block(1).fixed(*DATA).bytes(), None
    yield "fixed, ends within a literal", b().block(1).fixed(65, 66).put(0b01, 2).bytes(), None
    yield "fixed, ends within a distance", b().block(1).fixed(65, 285).put(1, 1).bytes(), None
    yield "fixed, ends within the bits of a length", b().block(1).fixed(65, 284).put(1, 1).bytes(), None
    yield "no block is the last", b().stored(DATA, False).bytes(), None
    yield "a thousand empty blocks and no last", b"\0\0\0\xff\xff" * 1000, None
    yield "nothing but the first bit", b"\1", None
    for hlit in (30, 31):
        yield f"dynamic, {257 + hlit} literals", b().block(2).lengths(whole(287), [1, 1], counts=(hlit, 1, 15)).put(0, 99).bytes(), bad
    for hdist in (30, 31):
        yield f"dynamic, {1 + hdist} distances", b().block(2).lengths(whole(), [5] * 32, counts=(0, hdist, 15)).put(0, 99).bytes(), bad
    for name, lens in (("has too many", {s: 1 for s in range(3)}), ("has too few", {0: 2, 1: 2, 2: 2}), ("is one of one", {0: 1}), ("is of nothing", {}),
                       ("has far too many", {s: 1 for s in range(19)}), ("has one too many of seven bits", {0: 1, 1: 1, 2: 7})):
        yield f"dynamic, the code of the lengths {name}", b().block(2).lengths([], [], counts=(0, 0, 15), lens=lens or {0: 0}, raw=[]).put(0, 99).bytes(), bad
    yield "dynamic, a repetition of nothing", b().block(2).lengths([], [], counts=(0, 0, 15), raw=[(16, 3, 2)]).put(0, 200).bytes(), bad
    for symbol, bits in ((16, 2), (17, 3)):
        yield (f"dynamic, a repetition by {symbol} beyond all lengths", b().block(2).lengths(
            [], [], counts=(0, 0, 15), raw=whole()[:257] + [(symbol, (1 << bits) - 1, bits)]).put(0, 99).bytes(), bad)
    yield "dynamic, no end of the block", b().block(2).lengths([8] * 256 + [0], [1, 1]).put(0, 99).bytes(), bad
    yield "dynamic, literals: too many of a length", b().block(2).lengths(literals(*range(129)), [1, 1]).put(0, 99).bytes(), bad
    yield "dynamic, literals: too few", b().block(2).lengths(literals(*range(127)), [1, 1]).put(0, 99).bytes(), bad
    yield "dynamic, literals: two of one bit and more", b().block(2).lengths([1, 1] + literals()[2:], [1, 1]).put(0, 99).bytes(), bad
    yield "dynamic, distances: too many", b().block(2).lengths(whole(), [1, 1, 1]).put(0, 99).bytes(), bad
    yield "dynamic, distances: too few", b().block(2).lengths(whole(), [2, 2, 2]).put(0, 99).bytes(), bad
    yield "dynamic, distances: one of two bits", b().block(2).lengths(whole(), [2]).put(0, 99).bytes(), bad
    lens = literals(*range(126), of=258)
    lens[257] = 7
    codes = canonical(lens)
    yield "dynamic, a length where there are no distances", b().block(2).lengths(lens, [0]).code(codes[65], 8).code(codes[257], 7).put(0, 99).bytes(), bad
    yield ("dynamic, the distance that the only code does not have", b().block(2).lengths(lens, [1]).code(codes[65], 8).code(codes[257], 7)
           .put(1, 1).put(0, 99).bytes(), bad)
    for n in (1, 2, 3, 8, 12, 40, 100):
        yield f"dynamic, the header ends after {n} bytes", b().block(2).lengths(whole(), [1, 1]).bytes()[:n], None
    for what, front in (("zlib's header", b"\x78\x9c"), ("gzip's header", b"\x1f\x8b\x08\0\0\0\0\0\0\3")):
        yield f"{what} in front", front + zlib.compress(DATA)[2:], None
    for byte in (0x06, 0x07, 0xff):
        yield f"nothing but bytes {byte:#x}", bytes([byte]) * 300, None


def others():
    bz, (_, lz), (_, zs) = bz2.compress(DATA), hostile.packed()[2], hostile.packed()[3]

    def put(raw, at, new):
        return raw[:at] + new + raw[at + len(new):]

    for name, raw in (("another magic", put(bz, 0, b"BX")), ("version 0, not h", put(bz, 2, b"0")), ("a level of 0", put(bz, 3, b"0")),
                      ("a level that is a letter", put(bz, 3, b"a")), ("a block that begins otherwise", put(bz, 4, b"\x32")),
                      ("another CRC of the block", put(bz, 10, bytes([bz[10] ^ 1]))), ("a pointer beyond the block", put(bz, 14, b"\xff\xff\xff")),
                      ("another CRC of the whole", put(bz, len(bz) - 3, bytes([bz[-3] ^ 8]))), ("no last block", bz[:-10]), ("only its magic", bz[:4]),
                      ("tables of ones", bz[:18] + b"\xff" * 100), ("tables of zeros", bz[:18] + bytes(100))):
        yield f"bzip2: {name}", 12, raw
    for name, raw in (("no properties", lz[:4]), ("properties of 0 bytes", put(lz, 2, b"\0\0")), ("properties of 6 bytes", put(lz, 2, b"\6\0")),
                      ("properties of 65,535 bytes", put(lz, 2, b"\xff\xff")), ("lc, lp and pb beyond all", put(lz, 4, b"\xff")),
                      ("lc, lp and pb of 225", put(lz, 4, b"\xe1")), ("the first byte is not 0", put(lz, 9, b"\1")), ("ends early", lz[:40]),
                      ("only what is in front", lz[:9]), ("ones for data", lz[:10] + b"\xff" * 200)):
        yield f"LZMA: {name}", 14, raw
    for name, raw in (("another magic", put(zs, 0, b"\x29")), ("only its magic", zs[:4]), ("a bit that is reserved", put(zs, 4, b"\x08")),
("a dictionary that nobody has", put(zs, 4, b"\1\x50\7")[:7] + zs[6:]),
                      ("a block of the reserved kind", put(zs, 6, bytes([zs[6] | 6]))), ("a block larger than the window", put(zs, 6, b"\xf8\xff\xff")),
                      ("packed literals that are none", put(zs, 6, bytes([zs[6] | 4]))), ("ends in a block", zs[:100]), ("no last block", zs[:-len(DATA) // 2]),
                      ("nothing but what is to be skipped", struct.pack("<II", 0x184d2a50, 4) + b"skip"),
                      ("what is to be skipped is longer than all", struct.pack("<II", 0x184d2a50, 1 << 31) + b"skip")):
        yield f"Zstandard: {name}", 93, raw


def lists():
    """A member in blocks whose list says something else: what is read is what is in the stream."""
    array = np.arange(6000, dtype="<u4") % 1000
    writer = npyrw.ArchiveWriter(method=8, block=4096)
    writer.save("a", array)
    raw = writer.finish()
    at = raw.index(b"Nz", raw.index(b"PK\1\2"))
    blocks = (struct.unpack_from("<H", raw, at + 2)[0] - 12) // 8 - 1
    changes = [("its number", at, "<H", 1), ("its length", at + 2, "<H", 8), ("version 0", at + 4, "<B", 0), ("version 2", at + 4, "<B", 2),
               ("a byte that must be 0", at + 5, "<B", 1), ("blocks of 0 bytes", at + 8, "<I", 0), ("blocks of 1 byte", at + 8, "<I", 1),
               ("blocks of 2^32 - 1 bytes", at + 8, "<I", 0xffffffff), ("blocks of 8,192 bytes", at + 8, "<I", 8192),
               ("a lead of 0 bytes", at + 12, "<I", 0), ("a lead one byte longer", at + 12, "<I", 129), ("a lead of 2^32 - 1 bytes", at + 12, "<I", 0xffffffff),
               ("a lead packed in nothing", at + 16, "<I", 0), ("a lead packed in 2^32 - 1 bytes", at + 16, "<I", 0xffffffff), ("another CRC of the lead", at + 20, "<I", 7)]
    for i in range(blocks):
        changes += [(f"block {i} packed in nothing", at + 24 + 8 * i, "<I", 0), (f"block {i} packed in one byte", at + 24 + 8 * i, "<I", 1),
                    (f"block {i} packed in 2^32 - 1 bytes", at + 24 + 8 * i, "<I", 0xffffffff), (f"another CRC of block {i}", at + 28 + 8 * i, "<I", 7)]
    for name, where, size, value in changes:
        changed = bytearray(raw)
        struct.pack_into(size, changed, where, value)
        # A length that is another moves what follows it in the extra field, which is then cut off.
        yield f"list of blocks: {name}", bytes(changed), None if name == "its length" else array


def python_refuses(method, packed):
    try:
        if method == 8:
            decoder = zlib.decompressobj(-15)
            out = decoder.decompress(packed) + decoder.flush()
            return not decoder.eof or out != DATA
        if method == 12:
            return bz2.decompress(packed) != DATA
        filters = [lzma._decode_filter_properties(lzma.FILTER_LZMA1, packed[4:4 + int.from_bytes(packed[2:4], "little")])]
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(packed[4 + int.from_bytes(packed[2:4], "little"):]) != DATA
    except (zlib.error, OSError, ValueError, EOFError, lzma.LZMAError):
        return True


def streams():
    count = set()
    cases = [(f"deflate: {n}", 8, p, c) for n, p, c in deflate()] + [(n, m, p, None) for n, m, p in others()]
    # Of which no more is kept than the member has.
    frame = bytearray(hostile.packed()[3][1])
    frame[5] = 0xff
    cases.append(("Zstandard: a window of 2 TiB", 93, bytes(frame), "read"))
    for name, method, packed, code in cases:
        assert name not in count, f"two cases: {name}"
        count.add(name)
        raw = Archive([MEMBER("a.npy"), MEMBER("b.npy", method=method, packed=packed), MEMBER("c.npy")]).raw
        answer = hostile.good(DATA) if code == "read" else hostile.bad(code, "")
        case = hostile.Case(name, raw, [hostile.good(DATA), answer, hostile.good(DATA)])
        case.check()
        if method != 93:
            assert python_refuses(method, packed), f"{name}: Python reads it"
    return count


def hints():
    count = set()
    for name, raw, array in lists():
        count.add(name)
        with watch.case(name):
            source = Source(raw)
            try:
                with npyrw.Archive(source) as archive:
                    found = archive.array(0)
                    assert array is not None and np.array_equal(found, array), f"{name}: another array"
                    archive.verify()
            except npyrw.Failed as failed:
                assert array is None and failed.name == "NPY_ERR_ARCHIVE", f"{name}: {failed}"
            watch.steps(source.taken(), len(raw), 20)
    return count


if __name__ == "__main__":
    npyrw.finish(len(streams() | hints()), 130)

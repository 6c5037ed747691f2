"""One crafted archive for each inconsistency, by name: the code and the words that it is refused with; and what is
right beside it can be read. Nothing is ever made from a name."""

import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import hostile  # noqa: E402
import npyrw  # noqa: E402
import zips  # noqa: E402
from hostile import Archive, Case, DATA, MEMBER, bad, good, unopened  # noqa: E402


def one(name, code, words, change, **keys):
    """A good member, one that `change` spoils, and another good one."""
    made = Archive([MEMBER("a.npy"), MEMBER("b.npy", **keys), MEMBER("c.npy")])
    change(made)
    return Case(name, made.raw, [good(DATA), bad(code, words), good(DATA)])


def local(offset, value, size="<H"):
    return lambda made: made.put(made.locals[1] + offset, value, size)


def central(offset, value, size="<H"):
    return lambda made: made.put(made.centrals[1] + offset, value, size)


def both(at, value, size="<H"):
    def change(made):
        made.put(made.locals[1] + at, value, size)
        made.put(made.centrals[1] + at + 2, value, size)
    return change


def end(offset, value, size="<H"):
    return lambda made: made.put(made.end + offset, value, size)


def flags_and_methods():
    for bit, words in ((0x1, "encrypted"), (0x40, "encrypted"), (0x2000, "encrypted")):
        yield one(f"encrypted, bit {bit:#x}", "ENCRYPTED", words, both(6, bit))
    yield one("a patch of another member", "METHOD", "patch", both(6, 0x20))
    for method in (1, 2, 6, 7, 9, 10, 19, 20, 94, 95, 97, 98, 99, 0xffff):
        yield one(f"method {method}", "METHOD", f"found compression method {method}, expected 0, 8, 12, 14 or 93",
                  both(8, method))
    for needs in (64, 99, 255):
        yield one(f"needs version {needs}", "METHOD", f"needs version {needs // 10}.{needs % 10}", central(6, needs))
    yield one("begins on disk 1", "ARCHIVE", "another file", central(34, 1))


def disagreements():
    """What the two records of a member say, changed in one of them."""
    for at, what, words, value, size in (
            (6, "streamed", "local header says flags", 8, "<H"), (6, "name is UTF-8", "local header says flags", 0x800, "<H"),
            (8, "method", "local header says method", 8, "<H"), (14, "crc", "local header says CRC-32", 1, "<I"),
            (18, "packed size", "local header says packed size", len(DATA) - 1, "<I"),
            (22, "size", "local header says size", len(DATA) - 1, "<I")):
        yield one(f"local and central: {what} in the local header", "ARCHIVE", words, local(at, value, size))
    yield one("local and central: encrypted in the local header", "ARCHIVE", "local header says flags", local(6, 1))
    yield one("local and central: method in the directory", "ARCHIVE", "local header says method", central(10, 12))
    yield one("local and central: crc in the directory", "ARCHIVE", "local header says CRC-32", central(16, 1, "<I"))
    yield one("local and central: name in the local header", "ARCHIVE", "another name", local(30, ord("x"), "<B"))
    yield one("local and central: name in the directory", "ARCHIVE", "another name", central(46, ord("x"), "<B"))
    yield one("local and central: length of the name", "ARCHIVE", "another name", local(26, 4))
    yield one("local and central: a name that eats the data", "ARCHIVE", "packed bytes", local(26, 0xffff))
    yield one("local and central: an extra field that eats the data", "ARCHIVE", "packed bytes", local(28, 0xffff))
    yield one("no local header", "ARCHIVE", "expected a local header (04034b50)", local(0, 0, "<I"))
    yield one("begins within its own header", "ARCHIVE", "expected a local header",
              lambda made: made.put(made.centrals[1] + 42, made.locals[1] + 1, "<I"))
    both_sizes = zips.extra(1, struct.pack("<QQ", len(DATA), len(DATA)))
    for what, extra, words in (("size", zips.extra(1, struct.pack("<QQ", 5, len(DATA))), "says size"),
                               ("packed size", zips.extra(1, struct.pack("<QQ", len(DATA), 5)), "says packed size"),
                               ("cut off", both_sizes[:12], "local header says size"),
                               ("too short", zips.extra(1, bytes(8)), "cut off"),
                               ("missing", b"", "local header says size")):
        made = Archive([MEMBER("a.npy"), MEMBER("b.npy", wide={"local"}, large_local=extra), MEMBER("c.npy")])
        yield Case(f"large field of the local header: {what}", made.raw,
                   [good(DATA), bad("ARCHIVE", words), good(DATA)])


def large_fields():
    """The field for large sizes in the directory: missing, short, cut off; other fields that are cut off."""
    for what in ("size", "packed", "offset"):
        for name, extra, words in (("missing", b"", ""), ("empty", zips.extra(1, b""), "cut off"),
                                   ("short", zips.extra(1, bytes(7)), "cut off"),
                                   ("longer than the record", struct.pack("<HH", 1, 200) + bytes(8), "cut off")):
            made = Archive([MEMBER("a.npy"), MEMBER("b.npy", wide={what}, large=extra), MEMBER("c.npy")])
            yield Case(f"large field of the directory, {what}: {name}", made.raw,
                       [good(DATA), bad("ARCHIVE", words), good(DATA)])
    for extra in (b"zz\xff\xff", b"zz\1\0", b"zz\0\0zz\2\0x"):
        yield Case(f"an extra field that is cut off: {extra!r}",
                   Archive([MEMBER("a.npy"), MEMBER("b.npy", central_extra=extra), MEMBER("c.npy")]).raw,
                   [good(DATA), bad("ARCHIVE", "an extra field that is cut off"), good(DATA)])
    size = len(Archive([MEMBER("a.npy"), MEMBER("b.npy"), MEMBER("c.npy")]).raw)
    for offset in (size, 1 << 31, 1 << 62, (1 << 64) - 1):
        made = Archive([MEMBER("a.npy"), MEMBER("b.npy", wide={"offset"}, large=zips.extra(1, struct.pack("<Q", offset))),
                        MEMBER("c.npy")])
        yield Case(f"begins at byte {offset}", made.raw, [good(DATA), bad("ARCHIVE", "reaches beyond"), good(DATA)])


def places():
    for name, change in (("size", both(18, 0xffffff00, "<I")), ("offset", central(42, 0xffffff00, "<I"))):
        yield one(f"reaches beyond the directory by its {name}", "ARCHIVE", "reaches beyond", change)
    for by in (1, 10, 46):
        made = Archive([MEMBER("a.npy"), MEMBER("b.npy", packed=DATA + bytes(by), trim=by)])
        yield Case(f"reaches into the directory by {by} bytes", made.raw,
                   [good(DATA), bad("ARCHIVE", "reaches beyond")])
    # David Fifield's: each member's data begin with the next one's header, quoted by a stored block of deflate.
    yield Case("members that quote the headers of others", hostile.quoted(5),
               [bad("ARCHIVE", "shares bytes")] * 6 + [good(DATA)])
    made = Archive([MEMBER("a.npy"), MEMBER("a.npy"), MEMBER("c.npy")])
    made.put(made.centrals[1] + 42, made.locals[0], "<I")
    yield Case("two entries of one local header", made.raw,
               [bad("ARCHIVE", "shares bytes"), bad("ARCHIVE", "shares bytes"), good(DATA)])
    yield Case("one member inside another", hostile.nested(),
               [bad("ARCHIVE", "shares bytes"), bad("ARCHIVE", "shares bytes"), good(DATA)])
    made = Archive([MEMBER("a.npy", packed=DATA + bytes(20), trim=20, size=len(DATA) + 20), MEMBER("b.npy"), MEMBER("c.npy")])
    yield Case("a member that reaches into the next one's header", made.raw,
               [bad("ARCHIVE", "shares bytes"), bad("ARCHIVE", "shares bytes"), good(DATA)])


def sizes():
    deflated = zips.deflated(DATA)
    for by in (-1, 1, 100):
        yield one(f"stored, its size {by:+} of the packed one", "ARCHIVE", "cannot become", both(22, len(DATA) + by, "<I"))
    yield one("deflated beyond what is possible", "ARCHIVE", "cannot become",
              both(22, len(deflated) * 1032 + 9, "<I"), method=8)
    for method, most in ((14, 8192), (93, 32768)):
        yield one(f"method {method} beyond what is possible", "ARCHIVE", "cannot become", both(22, 100 * most + 9, "<I"),
                  method=method, packed=bytes(100))
    for by, code, words in ((-1, "ARCHIVE", "unpacks to more bytes"), (-200, "ARCHIVE", "unpacks to more bytes"),
                            (1, "TRUNCATED", "ends after"), (500, "TRUNCATED", "ends after")):
        for method, packed in hostile.packed():
            yield one(f"method {method}, size {by:+}", None, words if method == 8 else "", both(22, len(DATA) + by, "<I"),
                      method=method, packed=packed)
    for more in (b"\0", bytes(50), deflated):
        yield one(f"{len(more)} bytes behind the deflate stream", "ARCHIVE", "the deflate stream ends after", lambda made: None,
                  method=8, packed=deflated + more)
    for method, packed in hostile.packed():
        for n in (1, 2, len(packed) // 2, len(packed)):
            yield one(f"method {method}, {n} bytes short", None, "", lambda made: None, method=method, packed=packed[:-n])
    yield one("deflate of nothing", None, "", lambda made: None, method=8, packed=b"")
    yield one("deflate that is none", "ARCHIVE", "", lambda made: None, method=8, packed=b"\xff" * 100)


def sums():
    """Wrong CRCs: in the records, in the data, behind the array, in what a part does not read."""
    for method, packed in [(0, DATA)] + hostile.packed():
        yield one(f"method {method}, the CRC of something else", "CRC", "have CRC-32", both(14, 12345, "<I"), method=method,
                  packed=packed)
    for what, at in (("header", 70), ("data", 200), ("last byte", len(DATA) - 1)):
        def change(made, at=at):
            made.raw[made.locals[1] + 35 + at] ^= 1
        yield one(f"a bit of the {what}", None, "have CRC-32" if at > 127 else "", change)
    padded = DATA + bytes(300)
    made = Archive([MEMBER("a.npy"), MEMBER("b.npy", data=padded)])
    made.raw[made.locals[1] + 35 + len(DATA) + 200] ^= 1
    yield Case("a bit behind the array", made.raw, [good(DATA), bad("CRC", "have CRC-32")])


def descriptors():
    """Whoever reads a member goes by the directory; npz_verify looks at what follows it."""
    for kind in zips.DESCRIPTORS:
        for what in ("crc", "packed", "size", "missing"):
            member = MEMBER("b.npy", descriptor=kind)
            made = Archive([MEMBER("a.npy"), member, MEMBER("c.npy")])
            width = 4 if kind.endswith("32") else 8
            behind = made.locals[2] - 4 - 2 * width
            at = {"crc": behind, "packed": behind + 4, "size": behind + 4 + width}.get(what)
            if at is None:
                made.raw[made.locals[2] - len(zips.descriptor(kind, 0, 0, 0)):made.locals[2]] = \
                    bytes(len(zips.descriptor(kind, 0, 0, 0)))
            else:
                made.raw[at] ^= 1
            yield Case(f"descriptor {kind}: {what}", made.raw, [good(DATA)] * 3,
                       verify=("ARCHIVE", "no data descriptor that agrees"))


def ends():
    def members():
        return [MEMBER("a.npy"), MEMBER("b.npy")]

    def refused(name, code, words, change, **keys):
        made = Archive(members(), **keys)
        change(made)
        return Case(name, made.raw, unopened(code, words))

    yield refused("one member too few", "ARCHIVE", "found 2 members, the end record says 1",
                  lambda made: (end(8, 1)(made), end(10, 1)(made)))
    yield refused("one member too many", "ARCHIVE", "found 2 members, the end record says 3",
                  lambda made: (end(8, 3)(made), end(10, 3)(made)))
    yield refused("counts of this disk and of all differ", "ARCHIVE", "split over several files", end(8, 1))
    yield refused("this is disk 1", "ARCHIVE", "split over several files", end(4, 1))
    yield refused("the directory is on disk 1", "ARCHIVE", "split over several files", end(6, 1))
    for at, what in ((12, "size"), (16, "offset")):
        for by in (-1, 1, 46, -46):
            yield refused(f"directory's {what} {by:+}", "ARCHIVE", "a directory of",
                          lambda made: made.add(made.end + at, by))
        yield refused(f"directory's {what} is the largest there is", "ARCHIVE", "a directory of", end(at, 0xffffffff, "<I"))
    yield refused("directory moved as much as it is shorter", "ARCHIVE", "expected an entry of the directory",
                  lambda made: (made.add(made.end + 12, -1), made.add(made.end + 16, 1)))
    yield refused("an entry that is none", "ARCHIVE", "expected an entry of the directory (02014b50)",
                  lambda made: made.put(made.centrals[1], 0, "<I"))
    for at, what in ((28, "name"), (30, "extra field"), (32, "comment")):
        yield refused(f"an entry whose {what} is longer than the directory", "ARCHIVE", "the directory has",
                      lambda made: made.put(made.centrals[1] + at, 0xfff0))
    yield refused("a comment of one byte less than there is of an entry", "ARCHIVE", "expected an entry",
                  lambda made: made.put(made.centrals[0] + 32, 1))
    whole = Archive(members()).raw
    for n in range(1, 23):
        yield Case(f"end record cut by {n}", whole[:-n], unopened("ARCHIVE", "no end record"))
    yield Case("no directory", whole[:Archive(members()).centrals[0]], unopened("ARCHIVE", "no end record"))
    yield Case("two end records", whole + whole[-22:], unopened("ARCHIVE", ""))
    yield Case("an archive behind another", whole + whole, unopened("ARCHIVE", "a directory of"))
    yield Case("an archive in the comment of another", hostile.commented(whole), unopened("ARCHIVE", "two end records"))
    yield Case("an archive far away in the comment of another", hostile.commented(bytes(9000) + whole),
               unopened("ARCHIVE", "two end records"))
    yield Case("an end record in the comment that reaches the end", hostile.commented(zips.end(0, 0, 0)),
               unopened("ARCHIVE", "two end records"))
    wide = {"count", "size", "at"}

    def large(name, words, change, code="ARCHIVE"):
        return refused(f"large end record: {name}", code, words, change, wide=wide)

    yield large("no signature", "expected the large end record (06064b50)", lambda made: made.put(made.end - 76, 0, "<I"))
    yield large("its size", "does not end where its locator begins", lambda made: made.put(made.end - 72, 45, "<Q"))
    yield large("its size is the largest there is", "does not end where", lambda made: made.put(made.end - 72, 2**64 - 1, "<Q"))
    yield large("disk", "split", lambda made: made.put(made.end - 60, 1, "<I"))
    yield large("disk of the directory", "split", lambda made: made.put(made.end - 56, 1, "<I"))
    yield large("counts differ", "split", lambda made: made.put(made.end - 52, 1, "<Q"))
    for count in (0, 3, 65538, 2**63, 2**64 - 1):
        limit = count > 1 << 22
        yield large(f"{count} members", "max_members" if limit else f"found 2 members, the end record says {count}",
                    lambda made: (made.put(made.end - 52, count, "<Q"), made.put(made.end - 44, count, "<Q")),
                    "LIMIT" if limit else "ARCHIVE")
    for at, what in ((-36, "size"), (-28, "offset")):
        for value in (1, 2**32, 2**63, 2**64 - 1):
            yield large(f"directory's {what} is {value}", "a directory of", lambda made: made.put(made.end + at, value, "<Q"))
    yield large("locator leads behind the end", "outside of the archive", lambda made: made.put(made.end - 12, 2**40, "<Q"))
    yield large("locator leads to itself", "outside of the archive", lambda made: made.put(made.end - 12, made.end - 20, "<Q"))
    yield large("locator leads elsewhere", "expected the large end record", lambda made: made.put(made.end - 12, 5, "<Q"))
    yield large("locator on another disk", "split", lambda made: made.put(made.end - 16, 1, "<I"))
    yield large("locator of two disks", "split", lambda made: made.put(made.end - 4, 2, "<I"))
    yield large("no locator", "a directory of", lambda made: made.put(made.end - 20, 0, "<I"))
    yield refused("large end record: the small one says something else", "ARCHIVE", "the two end records disagree",
                  end(16, 7, "<I"), wide={"count"})
    for n in (10, 22 + 10, 42 + 30):
        raw = Archive(members(), wide=wide).raw
        yield Case(f"large end record: {n} bytes missing in front of the end", raw[:-n - 10] + raw[-n:], unopened("ARCHIVE", ""))
    made = Archive(members())
    for name, raw, code in (("nothing", b"", "TRUNCATED"), ("three bytes", b"PK\3", "TRUNCATED"), ("a .npy", DATA, "ARCHIVE"),
                            ("zeros", bytes(70_000), "ARCHIVE"), ("a prefix", b"#!/bin/sh\n" + made.raw, "ARCHIVE"),
                            ("signatures", b"PK\3\4PK\1\2PK\5\6" * 5000, "ARCHIVE")):
        yield Case(f"no archive: {name}", raw, unopened(code, ""))


def names():
    yield Case("a name that is no UTF-8 though it says so",
               Archive([MEMBER("a.npy"), MEMBER(b"\xff\xfe.npy", flags=0x800), MEMBER("c.npy")]).raw,
               [good(DATA), bad("ARCHIVE", "not the UTF-8"), good(DATA)])
    for name in ("../../out.npy", "/tmp/out.npy", "..", "a/../../b.npy", "C:\\out.npy", "\\\\host\\out.npy", "a\0b.npy", "\0",
                 "", ".npy", "/", "a\nb.npy", "\x1b[31m.npy", "CON.npy", "x" * 60_000 + ".npy"):
        yield Case(f"a name that is {name[:20]!r}", Archive([MEMBER("a.npy"), MEMBER(name), MEMBER("c.npy")]).raw,
                   [good(DATA)] * 3)
    made = Archive([MEMBER("\x1b[31m\n.npy", flags=1), MEMBER("c.npy")])
    yield Case("a name with control characters in an error", made.raw,
               [bad("ENCRYPTED", "member '\\u{1b}[31m\\n.npy'"), good(DATA)])


def accepted():
    """What is odd and no inconsistency, or what NumPy reads, too."""
    two = [MEMBER("a.npy"), MEMBER("b.npy")]
    whole = Archive(two).raw
    yield Case("bytes behind the end", whole + b"trailing" * 100, [good(DATA)] * 2)
    yield Case("a comment", hostile.commented(b"PK\5\6 is a signature"), [good(DATA)] * 2)
    cut = bytearray(whole)
    cut[-2:] = struct.pack("<H", 500)
    yield Case("a comment that is cut off", bytes(cut) + b"half of it", [good(DATA)] * 2)
    yield Case("a gap between members", hostile.with_gap(), [good(DATA)] * 2)
    empty = Archive([])
    yield Case("no members", empty.raw, [])
    yield Case("needs version 6.3", Archive([MEMBER("a.npy", needs=63)]).raw, [good(DATA)])
    for method, packed in hostile.packed():
        yield Case(f"method {method}", Archive([MEMBER("a.npy", method=method, packed=packed)]).raw, [good(DATA)])
    yield Case("members that are no arrays", Archive([MEMBER("readme.txt", data=b"text"), MEMBER("empty", data=b"")]).raw,
               [good(b"text", "MAGIC"), good(b"", "TRUNCATED")])


def many():
    """A count that two bytes cannot hold, as old writers leave it; and one that is not even that."""
    made = Archive([MEMBER("x", data=b"")] * 65_539)
    made.put(made.end + 8, 3)
    made.put(made.end + 10, 3)
    yield Case("a count modulo 65,536", bytes(made.raw), None, lambda archive: len(archive) == 65_539)
    made.put(made.end + 8, 4)
    made.put(made.end + 10, 4)
    yield Case("a count modulo 65,536 that is another", bytes(made.raw), unopened("ARCHIVE", "the end record says 4"))


def limits():
    raw = Archive([MEMBER("a.npy"), MEMBER("b.npy", method=8), MEMBER("c.npy")]).raw
    n = len(DATA)
    for name, options, code, words in (
            ("max_members", {"max_members": 2}, "LIMIT", "found 3, the limit max_members is 2"),
            ("max_total", {"max_total": 3 * n - 1}, "LIMIT", f"found {3 * n}, the limit max_total is {3 * n - 1}")):
        yield Case(f"limit {name}", raw, unopened(code, words), options=options)
    every = bad("LIMIT", f"found {n}, the limit max_member is {n - 1}")
    yield Case("limit max_member", raw, [every] * 3, options={"max_member": n - 1})
    zeros = bytes(100_000)
    squeezed = zips.deflated(zeros)
    raw = Archive([MEMBER("a.npy"), MEMBER("b", data=zeros, packed=squeezed, method=8)]).raw
    ratio = len(zeros) // len(squeezed)
    yield Case("limit max_ratio", raw, [good(DATA), bad("LIMIT", "the limit max_ratio is 10")], options={"max_ratio": 10})
    yield Case("just within all limits", raw, [good(DATA), good(zeros, "MAGIC")],
               options={"max_ratio": ratio + 1, "max_members": 2, "max_member": 100_000, "max_total": n + 100_000})
    # A bomb of bzip2, which reaches a million: refused by default, read if that is wanted.
    raw = Archive([MEMBER("a.npy"), hostile.bomb()]).raw
    yield Case("a bomb of bzip2", raw, [good(DATA), bad("LIMIT", "the limit max_ratio is 100000")])


def npy_and_npz():
    """Each taken for the other."""
    with open("x.npy", "wb") as f:
        f.write(DATA)
    raw = Archive([MEMBER("a.npy")]).raw
    with open("x.npz", "wb") as f:
        f.write(raw)
    for source in ("x.npz", bytes(raw)):
        hostile.fails(lambda: npyrw.Reader(source), "MAGIC", "")
    for source in ("x.npy", DATA):
        hostile.fails(lambda: npyrw.Archive(source), "ARCHIVE", "expected an archive to begin with a member")
    for name in ("x.npy", "x.npz"):
        os.remove(name)
    return 4


if __name__ == "__main__":
    count = npy_and_npz()
    seen = set()
    for group in (flags_and_methods, disagreements, large_fields, places, sizes, sums, descriptors, ends, names, accepted, many,
                  limits):
        for case in group():
            assert case.name not in seen, f"two cases: {case.name}"
            seen.add(case.name)
            case.check()
            count += 1
    npyrw.finish(count, 250)

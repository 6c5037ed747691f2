"""Archives are changed in one step: what stays is carried over packed as it is, and whatever happens, one whole archive is there."""

import io
import os
import random
import signal
import sys
import time
import warnings
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import zips  # noqa: E402
import numpy as np  # noqa: E402
from archives_by_hand import packed as packed_by  # noqa: E402
from archives_by_hand import DATA  # noqa: E402
from archives_read import failure, npy, savez, zipped  # noqa: E402
from places import store  # noqa: E402
from zips import Member  # noqa: E402

DEFLATED = 8


def update(path, add={}, remove=(), **options):
    writer = npyrw.ArchiveWriter(path, update=True, **options)
    for key in remove:
        writer.remove(key)
    for key, array in add.items():
        writer.save(key, array)
    writer.finish()
    return read(path)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def fields(extra, without):
    """The extra fields but one: padding, or sizes that may have room elsewhere."""
    found = []
    while len(extra) >= 4:
        size = 4 + int.from_bytes(extra[2:4], "little")
        if int.from_bytes(extra[:2], "little") != without:
            found.append(extra[:size])
        extra = extra[size:]
    return found


def kept(raw, info):
    """All that must stay of a member: its records but for places and padding, and its packed bytes with what follows them."""
    at = info.header_offset
    name, extra = (int.from_bytes(raw[at + i:at + i + 2], "little") for i in (26, 28))
    local_fields = fields(raw[at + 30 + name:at + 30 + name + extra], 0xd935)
    data = at + 30 + name + extra
    behind = 0
    if info.flag_bits & 8:
        sizes = zips.DESCRIPTORS
        behind = max(len(d) for d in (zips.descriptor(kind, info.CRC, info.compress_size, info.file_size) for kind in sizes)
                     if raw[data + info.compress_size:][:len(d)] == d)
    return (raw[at:at + 28], raw[at + 30:at + 30 + name], local_fields, raw[data:data + info.compress_size + behind],
            info.orig_filename, info.comment, fields(info.extra, 1), info.external_attr, info.create_version, info.create_system, info.internal_attr,
            info.extract_version, info.flag_bits, info.compress_type, info.CRC, info.date_time)


def facts(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as z:
        return [kept(raw, info) for info in z.infolist()], z.comment


def everything():
    """An archive with every kind of member; u and v are arrays."""
    bodies = {method: packed_by(method) for method in (12, 14)}
    members = [Member(b"u.npy", DATA), Member(b"v.npy", DATA, 8, comment=b"a remark", central_extra=zips.extra(0x5455, b"\1abcd"))]
    members += [Member(b"m%d.npy" % m, DATA, m, body, flags) for m, (flags, body) in bodies.items()]
    members += [Member(b"%s.npy" % kind.encode(), DATA, 8, descriptor=kind, wide={"local"} if "64" in kind else set()) for kind in zips.DESCRIPTORS]
    members += [Member(b"secret", DATA, flags=1), Member(b"unknown", DATA, 98, b"whatever"), Member(b"zstd", DATA, 93, b"no frame", needs=63),
                Member(b"readme.txt", b"hello"), Member(b"dir/", b""), Member(b"\x81ber.npy", DATA), Member("名.npy".encode(), DATA, flags=zips.UTF8),
                Member(b"twice.npy", DATA), Member(b"twice.npy", DATA, 8), Member(b"wide.npy", DATA, wide={"local", "size", "packed", "offset"}, needs=45),
                Member(b"filled.npy", DATA, local_extra=zips.extra(0xcafe, b"filling"), central_extra=zips.extra(0xbeef, b""))]
    return zips.archive(members, comment=b"what the archive is")


def names(raw):
    return [fact[4] for fact in facts(raw)[0]]


def nothing_changed():
    """Every member, the order and the archive's comment stay; done twice, the archive stays as it is."""
    count = 0
    for raw in (everything(), savez(u=np.arange(3.0), v=np.arange(9)), savez(u=np.arange(3.0), compressed=True), savez(), zipped([("u.npy", DATA)], 12, True)):
        store("x.npz", raw)
        once = update("x.npz")
        assert facts(once) == facts(raw)
        assert update("x.npz") == once
        count += 1
    store("x.npz", savez(u=np.arange(3.0), v=np.arange(9)))
    assert update("x.npz") == savez(u=np.arange(3.0), v=np.arange(9))
    return count + 1


def added():
    """New members come last, as in the order of the calls."""
    count = 0
    new = {"x": np.arange(10.0), "y": np.arange(70_000), "ü": np.ones((3, 4), "f4")}
    for method in (0, DEFLATED):
        raw = everything()
        store("x.npz", raw)
        made = update("x.npz", new, method=method)
        before, after = facts(raw), facts(made)
        assert after[0][:len(before[0])] == before[0] and after[1] == before[1]
        assert names(made)[len(before[0]):] == [key + ".npy" for key in new]
        with np.load(io.BytesIO(made)) as found:
            assert all(np.array_equal(found[key], array) for key, array in new.items())
        count += len(new)
    store("x.npz", savez(u=np.arange(3.0)))
    assert update("x.npz", {"v": np.arange(9)}) == relocated({"u": np.arange(3.0)}, {"v": np.arange(9)})
    return count + 1


def relocated(old, new):
    """np.savez's archive of `new` and `old`, with the entries of `old` first in the directory."""
    raw = savez(**new, **old)
    at = zipfile.ZipFile(io.BytesIO(raw)).start_dir
    size = sum(46 + len(key) + 4 for key in new)
    end = len(raw) - 22
    return raw[:at] + raw[at + size:end] + raw[at:at + size] + raw[end:]


def replaced_and_removed():
    """By key or by the whole name; of duplicates all; nothing else is touched."""
    count = 0
    raw = everything()
    before, comment = facts(raw)
    new = np.arange(12.0).reshape(3, 4)
    for key, gone in (("u", ("u.npy",)), ("v", ("v.npy",)), ("signed64", ("signed64.npy",)), ("m14", ("m14.npy",)), ("twice", ("twice.npy",)),
                      ("名", ("名.npy",)), ("über", ("über.npy",)), ("wide", ("wide.npy",))):
        store("x.npz", raw)
        made = update("x.npz", {key: new})
        after = facts(made)
        assert after[0][:-1] == [fact for fact in before if fact[4] not in gone] and after[1] == comment, key
        with np.load(io.BytesIO(made)) as found:
            assert np.array_equal(found[key], new)
        for name in (key, key + ".npy"):
            store("x.npz", raw)
            assert facts(update("x.npz", remove=(name,)))[0] == [fact for fact in before if fact[4] not in gone]
            count += 1
    for name in ("secret", "unknown", "readme.txt", "dir/"):
        store("x.npz", raw)
        assert facts(update("x.npz", remove=(name,)))[0] == [fact for fact in before if fact[4] != name]
        count += 1
    store("x.npz", raw)
    # A member called like the key itself is another one: np.savez adds .npy, too.
    assert names(update("x.npz", {"readme.txt": new})) == names(raw) + ["readme.txt.npy"]
    store("x.npz", savez(u=new, v=new))
    assert update("x.npz", {"u": new, "v": new}) == savez(u=new, v=new)
    assert update("x.npz", remove=("u", "v")) == savez()
    assert update("x.npz", {"w": new}) == savez(w=new)
    return count + 4


def in_turns():
    """Removed and added again, replaced twice, removed after it was replaced; each as the calls say."""
    old, new = np.arange(3.0), np.arange(4.0)
    store("x.npz", savez(u=old, v=old))
    writer = npyrw.ArchiveWriter("x.npz", update=True)
    writer.remove("u")
    assert failure(writer.remove, "u") == "NPY_ERR_MEMBER"
    writer.save("u", new)
    writer.save("v", new)
    assert failure(writer.save, "v", old) == "NPY_ERR_EXISTS"
    writer.remove("v")
    assert failure(writer.remove, "v") == "NPY_ERR_MEMBER"
    writer.save("w", new)
    npyrw.LIB.npy_discard(writer.add("x", npyrw.spec("f8", (3,))))
    writer.finish()
    with np.load("x.npz") as found:
        assert found.files == ["u", "w"] and np.array_equal(found["u"], new)
    # A member that is taken back has replaced nothing.
    writer = npyrw.ArchiveWriter("x.npz", update=True)
    npyrw.LIB.npy_discard(writer.add("u", npyrw.spec("f8", (3,))))
    writer.finish()
    with np.load("x.npz") as found:
        assert found.files == ["u", "w"] and np.array_equal(found["u"], new)
    return 3


def forgotten_flag():
    """A name in UTF-8 without its flag is the member that npz_get finds under it, and is replaced and removed under it."""
    for act in ("replace", "remove"):
        store("x.npz", zips.archive([Member("é.npy".encode(), DATA), Member(b"v.npy", DATA)]))
        made = update("x.npz", {"é": np.arange(3)} if act == "replace" else {}, ("é",) if act == "remove" else ())
        assert names(made) == (["v.npy", "é.npy"] if act == "replace" else ["v.npy"]), names(made)
    return 2


def alignment():
    """What was aligned stays so, by what the update says or by what it was; the rest is aligned if the update says so."""
    count = 0
    arrays = {"a": np.arange(7.0), "bb": np.arange(3, dtype="u1"), "c": np.arange(50.0)}
    new = {"a": np.arange(8.0), "d": np.arange(5)}
    for first, second, wanted in ((64, 0, 64), (64, 64, 64), (0, 64, 64), (64, 4096, 4096), (4096, 0, 64), (0, 0, 1)):
        writer = npyrw.ArchiveWriter("x.npz", align=first)
        for key, array in arrays.items():
            writer.save(key, array)
        writer.finish()
        before = read("x.npz")
        made = update("x.npz", new, align=second)
        assert facts(made)[0][:2] == facts(before)[0][1:]
        with npyrw.Archive(made) as archive, np.load(io.BytesIO(made)) as found:
            offsets = [archive.data_offset(i) % wanted for i in range(4)]
            assert not any(offsets[:2]) and (second == 0 or not any(offsets)), offsets
            assert found.files == ["bb", "c", "a", "d"] and all(np.array_equal(found[key], array) for key, array in {**arrays, **new}.items())
        count += 1
    # A local header that has no room left for padding stays as it is.
    full = Member(b"u.npy", DATA, local_extra=zips.extra(0xcafe, bytes(65_500)))
    store("x.npz", zips.archive([full, Member(b"v.npy", DATA)]))
    made = update("x.npz", {"w": np.arange(3)}, align=4096)
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None and len(facts(made)[0]) == 3
    with npyrw.Archive(made) as archive:
        archive.verify()
        assert archive.data_offset(1) % 4096 == archive.data_offset(2) % 4096 == 0
    return count + 1


def missing_file():
    made = update("new.npz", {"u": np.arange(3)})
    assert made == savez(u=np.arange(3))
    assert failure(npyrw.ArchiveWriter, os.path.join("nowhere", "x.npz"), update=True) == "NPY_ERR_NOT_FOUND"
    return 2


def given_up():
    """A discarded change, and one that failed, leave the old archive and nothing else."""
    count = 0
    os.mkdir("dir")
    path = os.path.join("dir", "x.npz")
    raw = everything()
    store(path, raw)
    os.chmod(path, 0o604)
    for step in range(4):
        writer = npyrw.ArchiveWriter(path, update=True)
        if step > 0:
            writer.save("u", np.arange(100_000))
        if step > 1:
            writer.remove("v")
        if step > 2:
            member = writer.add("y", npyrw.spec("f8", (9,)))
            assert failure(writer.finish) == "NPY_ERR_STATE"
            npyrw.LIB.npy_discard(member)
        else:
            writer.discard()
        assert read(path) == raw and os.listdir("dir") == ["x.npz"]
        count += 1
    for options in (dict(replace=1), dict(replace=2), dict(level=11), dict(align=-1)):
        assert failure(npyrw.ArchiveWriter, path, update=True, **options) == "NPY_ERR_ARGUMENT"
        count += 1
    os.symlink("x.npz", os.path.join("dir", "link"))
    update(os.path.join("dir", "link"), {"n": np.arange(2)}, sync=1)
    assert os.path.islink(os.path.join("dir", "link")) and os.stat(path).st_mode & 0o777 == 0o604
    assert sorted(os.listdir("dir")) == ["link", "x.npz"] and names(read(path))[-1] == "n.npy"
    return count + 1


def no_archive():
    """What is no archive is not made one."""
    count = 0
    for raw in (b"", npy(np.arange(3)), b"text\n" * 100, savez(u=np.arange(3))[:-1]):
        store("n.npz", raw)
        failure(npyrw.ArchiveWriter, "n.npz", update=True)
        assert read("n.npz") == raw
        count += 1
    return count


def damaged_members():
    """A damaged member that stays stops the change and is named; one that goes does not; damaged bytes stay as they are."""
    members = [Member(b"u.npy", DATA), Member(b"v.npy", DATA)]
    raw = bytearray(zips.archive(members))
    raw[3] = 9  # the signature of u's local header
    store("x.npz", bytes(raw))
    writer = npyrw.ArchiveWriter("x.npz", update=True)
    try:
        writer.finish()
        raise AssertionError("it did not fail")
    except npyrw.Failed as failed:
        assert failed.name == "NPY_ERR_ARCHIVE" and "u.npy" in failed.message
    assert read("x.npz") == bytes(raw)
    for how in (dict(remove=("u",)), dict(add={"u": np.arange(3)})):
        store("x.npz", bytes(raw))
        assert zipfile.ZipFile(io.BytesIO(update("x.npz", **how))).testzip() is None
    raw[3], raw[500] = 4, raw[500] ^ 1
    store("x.npz", bytes(raw))
    made = update("x.npz", {"w": np.arange(3)})
    assert facts(made)[0][:2] == facts(bytes(raw))[0] and zipfile.ZipFile(io.BytesIO(made)).testzip() == "u.npy"
    return 4


def while_it_is_read():
    """Who has the old archive open goes on reading it."""
    store("x.npz", savez(u=np.arange(100_000.0), v=np.arange(3)))
    with npyrw.Archive("x.npz") as archive, archive.get("u") as reader:
        update("x.npz", {"u": np.zeros(5)}, remove=("v",))
        assert np.array_equal(reader.read(), np.arange(100_000.0)) and np.array_equal(archive.array("v"), np.arange(3))
        archive.verify()
    return 1


def many():
    """A thousand members replaced one by one in each other's presence, and the rest kept, costs what it must."""
    arrays = {f"array_{i}": np.full(3, i) for i in range(3000)}
    store("x.npz", savez(**arrays))
    new = {f"array_{i}": np.full(4, -i) for i in range(0, 3000, 3)}
    made = update("x.npz", new)
    with np.load(io.BytesIO(made)) as found:
        assert found.files == [key for key in arrays if key not in new] + list(new)
        for key in list(arrays)[::50] + list(new)[::50]:
            assert np.array_equal(found[key], new.get(key, arrays[key]))
    return 1


KILLS = 60


def killed():
    """kill -9 at any instant leaves the old archive or the new one."""
    os.mkdir("kills")
    path = os.path.join("kills", "x.npz")
    sizes = [10, 3000, 100_000, 40_000]

    def version(n):
        return {f"m{i}": np.full(size, n, "i8") for i, size in enumerate(sizes)}

    store(path, savez(kept=np.arange(200_000.0), **version(0)))
    last, litter, kills, longest = 0, 0, 0, 0.03
    dice = random.Random(5)
    # A busy machine may have killed all before any was done: then it waits longer, until some were and some were not.
    while kills < KILLS or litter < 5 or last < 5:
        kills += 1
        child = os.fork()
        if child == 0:
            try:
                for n in range(last + 1, last + 1_000_000):
                    update(path, version(n), method=DEFLATED if n % 2 else 0)
            finally:
                os._exit(1)
        time.sleep(dice.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the child ended by itself"
        with np.load(path) as found, npyrw.Archive(path) as archive:
            archive.verify()
            assert np.array_equal(found["kept"], np.arange(200_000.0))
            numbers = {int(n) for i, size in enumerate(sizes) for n in np.unique(found[f"m{i}"]) if found[f"m{i}"].shape == (size,)}
            assert len(numbers) == 1 and len(found.files) == 1 + len(sizes), numbers
        (n,) = numbers
        assert n >= last
        longest, last = longest if n > last else min(longest * 1.1, 2), n
        left = [name for name in os.listdir("kills") if name != "x.npz"]
        litter += bool(left)
        for name in left:
            os.remove(os.path.join("kills", name))
    print(f"{kills} kills: {last} changes, {litter} within one")
    return KILLS


if __name__ == "__main__":
    warnings.simplefilter("ignore", UserWarning)
    npyrw.finish(sum(case() for case in (
        nothing_changed, added, replaced_and_removed, in_turns, forgotten_flag, alignment, missing_file, given_up, no_archive, damaged_members,
        while_it_is_read, many, killed)), 120)

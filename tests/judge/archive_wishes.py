"""What users of other libraries asked for, each as a case of its own. Over 4 GiB: archives_large."""

import io
import os
import subprocess
import sys
import threading
import time
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import archives_identical  # noqa: E402
import callbacks  # noqa: E402
import numpy as np  # noqa: E402
import zips  # noqa: E402
from archives_identical import write  # noqa: E402
from archives_read import failure, npy, savez, zipped  # noqa: E402

U, V = np.arange(5000.0), np.random.default_rng(1).random((70, 80))
DEFLATED = 8


def read_by_numpy(raw):
    with np.load(io.BytesIO(raw)) as found:
        return {key: found[key] for key in found.files}


def what_modern_savez_writes_is_read():
    """Local headers say 0xFFFFFFFF and have the sizes in the large extra field."""
    raw = savez(u=U, v=V)
    assert raw[18:26] == b"\xff" * 8
    with npyrw.Archive(raw) as archive:
        assert np.array_equal(archive.array("u"), U) and np.array_equal(archive.array("v"), V)


def every_name_is_found_in_any_order():
    """Names that begin or end like others, of every length, asked for in every order."""
    keys = ["a", "ab", "abc", "b", "bc", "a.npy", "npy", ".npy", "a" * 300, "A", "a ", "ä"]
    raw = savez(**{key: np.array([i]) for i, key in enumerate(keys)})
    by_numpy = np.load(io.BytesIO(raw))
    with npyrw.Archive(raw) as archive:
        for seed in range(20):
            for key in np.random.default_rng(seed).permutation(keys):
                assert archive.array(key)[0] == by_numpy[key][0], key
        for key in ("abcd", "", "a.np", "aa"):
            assert key not in by_numpy and failure(archive.get, key) == "NPY_ERR_MEMBER"


def a_name_written_again_replaces():
    with open("x.npz", "wb") as f:
        f.write(savez(u=U, v=V))
    writer = npyrw.ArchiveWriter("x.npz", update=True)
    writer.save("u", V)
    assert failure(writer.save, "u", U) == "NPY_ERR_EXISTS"
    writer.finish()
    with zipfile.ZipFile("x.npz") as z:
        assert sorted(z.namelist()) == ["u.npy", "v.npy"]
    assert np.array_equal(np.load("x.npz")["u"], V)


def duplicate_names():
    """The last is found, as NumPy finds it; all are listed and can be read."""
    raw = zipped([("u.npy", npy(U)), ("u.npy", npy(V))])
    with npyrw.Archive(raw) as archive:
        assert np.array_equal(archive.array("u"), read_by_numpy(raw)["u"]) and np.array_equal(archive.array(0), U)


def stored_members_can_be_mapped():
    """Where a stored member's elements are is told, and with `align` they may be used there."""
    write("x.npz", {"u": U, "v": V}, align=64)
    with npyrw.Archive("x.npz") as archive, archive.get("v") as reader:
        at = archive.data_offset(1) + reader.header().data_offset
    mapped = np.memmap("x.npz", "f8", "r", at, V.shape)
    assert at % 64 == 0 and mapped.flags.aligned and np.array_equal(mapped, V)


def typed_views_need_alignment():
    """Without `align` as np.savez, anywhere; with it every stored member's elements are aligned for any type."""
    arrays = {"x" * i: np.arange(i + 1.0) for i in range(1, 30)}
    raw = write(None, arrays, align=64)
    with npyrw.Archive(raw) as archive:
        assert all((archive.data_offset(i) + 128) % 64 == 0 for i in range(len(archive)))
    assert all(np.array_equal(array, arrays[key]) for key, array in read_by_numpy(raw).items())


def the_level_can_be_chosen():
    sizes = [len(write(None, {"u": np.sin(U), "v": V.round(2)}, method=DEFLATED, level=level)) for level in (1, 9)]
    assert sizes[1] <= sizes[0]


def threads_are_the_callers_choice():
    """`threads` may be said, and changes no byte; archives can be written in as many threads as there are writers."""
    wanted = write(None, {"u": U, "v": V}, method=DEFLATED)
    assert write(None, {"u": U, "v": V}, method=DEFLATED, threads=2) == wanted
    found = []
    threads = [threading.Thread(target=lambda: found.append(write(None, {"u": U, "v": V}, method=DEFLATED))) for _ in range(4)]
    [t.start() for t in threads], [t.join() for t in threads]
    assert found == [wanted] * 4


def members_are_read_in_parallel():
    """One archive, eight threads, each with members of its own."""
    arrays = {f"m{i}": np.random.default_rng(i).random(20_000) for i in range(16)}
    with npyrw.Archive(savez(**arrays, compressed=True)) as archive:
        wrong = []

        def read(keys):
            for key in keys:
                if not np.array_equal(archive.array(key), arrays[key]):
                    wrong.append(key)

        threads = [threading.Thread(target=read, args=(list(arrays)[i::8],)) for i in range(8)]
        [t.start() for t in threads], [t.join() for t in threads]
        assert not wrong


def zstandard_members_are_read():
    """Here two frames with a raw block each; archives_by_hand has what the real packer makes."""
    def frame(data):
        size = len(data).to_bytes(4, "little")
        return b"\x28\xb5\x2f\xfd\xa0" + size + (1 | len(data) << 3).to_bytes(3, "little") + data

    raw = zips.archive([zips.Member(b"u.npy", npy(U), 93, frame(npy(U)[:20_000]) + frame(npy(U)[20_000:]))])
    with npyrw.Archive(raw) as archive:
        assert np.array_equal(archive.array("u"), U)


def a_load_is_one_pass():
    """A stored member is read once, in large pieces, and goes straight to where it is wanted."""
    array = np.random.default_rng(3).random(1_000_000)
    source = callbacks.Source(savez(u=array))
    with npyrw.Archive(source) as archive:
        source.taken()
        reader, out = archive.get("u"), np.empty_like(array)
        npyrw.call("npy_read_into", reader.handle, npyrw.address(out), npyrw.C.c_size_t(out.nbytes))
        npyrw.LIB.npy_close(reader.handle)
        calls = source.taken()
    assert np.array_equal(out, array)
    # A local header of 55 bytes; then each byte once.
    assert sum(size for _, size in calls) == 55 + 128 + array.nbytes and len(calls) <= 3 + array.nbytes // (128 << 10), calls


def a_file_overwritten_while_open_gives_no_other_data():
    """Its old data, if it was replaced; if it was written over, an error or what is right."""
    old = {"u": U, "v": V}
    for new in ({"u": U + 1, "v": V}, {"u": V, "v": U}, {"u": U[:10]}, {"x": np.zeros(100_000)}, {}):
        for compressed in (False, True):
            np.savez("x.npz", **old)
            archive = npyrw.Archive("x.npz")
            readers = {key: archive.get(key) for key in old}
            (np.savez_compressed if compressed else np.savez)("x.npz", **new)
            for key, array in old.items():
                for reading in (readers[key].read, lambda key=key: archive.array(key)):
                    try:
                        found = reading()
                    except npyrw.Failed as failed:
                        assert failed.name in ("NPY_ERR_CRC", "NPY_ERR_ARCHIVE", "NPY_ERR_TRUNCATED", "NPY_ERR_MAGIC"), failed
                    else:
                        assert np.array_equal(found, array), key
                npyrw.LIB.npy_close(readers[key].handle)
            npyrw.LIB.npz_close(archive.handle)
    np.savez("x.npz", **old)
    with npyrw.Archive("x.npz") as archive:
        write("x.npz", {"u": V})
        assert all(np.array_equal(archive.array(key), array) for key, array in old.items())


def names_without_the_utf8_flag():
    raw = zips.archive([zips.Member("é.npy".encode(), npy(U))])
    with npyrw.Archive(raw) as archive:
        assert np.array_equal(archive.array("é"), U) and archive.keys() == list(read_by_numpy(raw))


def leading_slashes():
    for key in ("/u", "//u", "/a/u"):
        assert write(None, {key: U}) == savez(**{key: U})
        with npyrw.Archive(savez(**{key: U})) as archive:
            assert archive.keys() == list(read_by_numpy(savez(**{key: U}))) and np.array_equal(archive.array(key), U)


def arrays_called_file():
    """np.savez itself cannot: its own parameter has that name."""
    raw = write(None, {"file": U, "self": V, "args": U})
    found = read_by_numpy(raw)
    assert list(found) == ["file", "self", "args"] and np.array_equal(found["file"], U)
    with npyrw.Archive(raw) as archive:
        assert np.array_equal(archive.array("file"), U)


def empty_archives():
    assert write(None, {}) == savez()
    with npyrw.Archive(savez()) as archive:
        assert len(archive) == 0


CHILD = """
import sys
sys.path[:0] = sys.argv[1:3]
import numpy as np
from archives_identical import write
write(sys.argv[3], {"u": np.arange(5000.0), "v": np.ones((3, 4))}, method=int(sys.argv[4]))
"""


def archives_are_reproducible():
    """The same input gives the same bytes: at another time, in another time zone, locale, folder and with another umask."""
    here = os.path.dirname(os.path.abspath(__file__))
    for method in (0, DEFLATED):
        found = set()
        for i, environment in enumerate(({}, {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"}, {"SOURCE_DATE_EPOCH": "1"})):
            path = os.path.abspath(f"r{i}.npz")
            subprocess.run([sys.executable, "-B", "-c", CHILD, here, os.path.join(here, "support"), path, str(method)], check=True,
                           env={**os.environ, **environment}, umask=(0o22, 0o77, 0)[i])
            with open(path, "rb") as f:
                found.add(f.read())
            time.sleep(0.01)
        assert len(found) == 1
    assert found != {savez(u=U, v=np.ones((3, 4)))}


def members_that_are_no_arrays():
    raw = zipped([("notes.txt", b"some text"), ("u.npy", npy(U))])
    with npyrw.Archive(raw) as archive:
        assert archive.bytes(0) == read_by_numpy(raw)["notes.txt"] == b"some text" and np.array_equal(archive.array("u"), U)
        assert failure(archive.get, "notes.txt") == "NPY_ERR_MAGIC"


def in_memory_and_on_streams():
    arrays = {"u": U, "v": V}
    for way in (*archives_identical.ANYWHERE, *archives_identical.STREAMS):
        raw = way(arrays)
        with npyrw.Archive(raw) as archive:
            assert np.array_equal(archive.array("u"), U) and np.array_equal(read_by_numpy(raw)["v"], V)


def one_odd_member_spoils_only_itself():
    odd = npy(U).replace(b"<f8", b"<x8")
    raw = zipped([("odd.npy", odd), ("u.npy", npy(U)), ("cut.npy", npy(U)[:-1]), ("object.npy", npy(U).replace(b"'<f8'", b"'|O' "))])
    with npyrw.Archive(raw) as archive:
        assert len(archive) == 4 and np.array_equal(archive.array("u"), U)
        assert failure(archive.get, "odd") == "NPY_ERR_DESCR" and failure(archive.get, "cut") == "NPY_ERR_TRUNCATED"
        assert failure(archive.array, "object") == "NPY_ERR_OBJECT"


def streamed_zips_with_descriptors():
    """What pipes and web servers make: sizes and CRC come after the data, in all four ways."""
    for kind in zips.DESCRIPTORS:
        for method in (0, 8):
            with npyrw.Archive(zips.archive([zips.Member(b"u.npy", npy(U), method, descriptor=kind), zips.Member(b"v.npy", npy(V))])) as archive:
                archive.verify()
                assert np.array_equal(archive.array("u"), U) and np.array_equal(archive.array("v"), V)


WISHES = (
    what_modern_savez_writes_is_read, every_name_is_found_in_any_order, a_name_written_again_replaces, duplicate_names,
    stored_members_can_be_mapped, typed_views_need_alignment, the_level_can_be_chosen, threads_are_the_callers_choice,
    members_are_read_in_parallel, zstandard_members_are_read, a_load_is_one_pass, a_file_overwritten_while_open_gives_no_other_data,
    names_without_the_utf8_flag, leading_slashes, arrays_called_file, empty_archives, archives_are_reproducible,
    members_that_are_no_arrays, in_memory_and_on_streams, one_odd_member_spoils_only_itself, streamed_zips_with_descriptors)

if __name__ == "__main__":
    for wish in WISHES:
        wish()
        print(f"granted: {wish.__name__}")
    npyrw.finish(len(WISHES), 21)

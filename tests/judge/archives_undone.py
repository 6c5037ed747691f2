"""Members that are taken back, calls in the wrong order, failures: the archive is as if they had not been."""

import io
import os
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import numpy as np  # noqa: E402
from archives_read import failure, savez  # noqa: E402
from npyrw import C  # noqa: E402

SMALL, LARGE = np.arange(10.0), np.random.default_rng(1).random(100_000)
KEPT = {"u": SMALL, "v": LARGE, "w": SMALL}
DEFLATED = 8


def begin(writer, name, array, part):
    """A member of which a part is written."""
    member = writer.add(name, npyrw.spec(array.dtype, array.shape))
    raw = array[:int(len(array) * part)].tobytes()
    if raw:
        npyrw.call("npy_write", member, raw, C.c_size_t(len(raw)))
    return member


def discard(writer, array, part):
    npyrw.LIB.npy_discard(begin(writer, "x", array, part))


def cut_short(writer, array, part):
    member = begin(writer, "x", array, part)
    if part < 1:
        assert failure(npyrw.call, "npy_finish", member) == "NPY_ERR_SIZE"
    else:
        npyrw.LIB.npy_discard(member)


class Place:
    """A kind of target: a writer, and the bytes that it leaves."""

    def __init__(self, kind, **options):
        self.kind, self.target = kind, None
        if kind == "path":
            self.target = "x.npz"
        elif kind == "in place":
            self.target, options["replace"] = "x.npz", 2
        elif kind == "fd":
            self.target = os.open("f.npz", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        elif kind == "within":
            self.target = os.open("f.npz", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            os.write(self.target, b"x" * 3_000_000)
            os.lseek(self.target, 100, os.SEEK_SET)
        elif kind == "callbacks":
            self.target = callbacks.Sink()
        self.writer = npyrw.ArchiveWriter(self.target, **options)

    def finish(self):
        made = self.writer.finish()
        if self.kind in ("path", "in place"):
            with open("x.npz", "rb") as f:
                return f.read()
        if self.kind in ("fd", "within"):
            start = 100 * (self.kind == "within")
            end = os.lseek(self.target, 0, os.SEEK_CUR)
            raw = os.pread(self.target, end - start, start)
            assert self.kind == "within" or os.fstat(self.target).st_size == end
            os.close(self.target)
            return raw
        return bytes(self.target.bytes) if self.kind == "callbacks" else made


PLACES = ("memory", "path", "in place", "fd", "within", "callbacks")
# What cannot be cut leaves a gap where something was taken back; and offsets count from the file's beginning.
LEAVES_GAPS = ("callbacks", "within")


def taken_back():
    """First, in the middle, last; small and large; begun, half written, whole."""
    count = 0
    wanted = savez(**KEPT)
    for kind in PLACES:
        for undo in (discard, cut_short):
            for array in (SMALL, LARGE):
                for part in (0, 0.5, 1):
                    for place in (*range(len(KEPT) + 1), "all"):
                        at = Place(kind)
                        for i, (key, given) in enumerate(KEPT.items()):
                            if place in (i, "all"):
                                undo(at.writer, array, part)
                            at.writer.save(key, given)
                        if place in (len(KEPT), "all"):
                            undo(at.writer, array, part)
                        made = at.finish()
                        if kind not in LEAVES_GAPS:
                            assert made == wanted, (kind, undo, len(array), part, place)
                        check(made, KEPT, 100 * (kind == "within"))
                        count += 1
    return count


def check(raw, arrays, front=0):
    made = io.BytesIO(bytes(front) + raw)
    assert zipfile.ZipFile(made).testzip() is None
    made.seek(front)
    with np.load(made) as found:
        assert found.files == list(arrays) and all(np.array_equal(found[k], a) for k, a in arrays.items())
    with npyrw.Archive(made.getvalue(), offset=front) as ours:
        ours.verify()


def deflated_taken_back():
    count = 0
    for kind in PLACES:
        for undo in (discard, cut_short):
            for part in (0, 0.5, 1):
                at = Place(kind, method=DEFLATED)
                undo(at.writer, LARGE, part)
                at.writer.save("u", LARGE)
                undo(at.writer, LARGE, part)
                at.writer.save("v", SMALL)
                undo(at.writer, LARGE, part)
                check(at.finish(), {"u": LARGE, "v": SMALL}, 100 * (kind == "within"))
                count += 1
    return count


def reserved_space():
    """Room that was claimed for a member that was taken back is given back."""
    count = 0
    for kind in PLACES[:4]:
        at = Place(kind)
        npyrw.LIB.npy_discard(at.writer.add("x", npyrw.spec("f8", (5_000_000,))))
        at.writer.save("u", LARGE)
        assert at.finish() == savez(u=LARGE), kind
        count += 1
    return count


def on_a_stream():
    """What a stream has taken cannot be taken back; what waits to be written can."""
    sink = callbacks.Sink(stream=True)
    writer = npyrw.ArchiveWriter(sink)
    writer.save("u", SMALL)
    discard(writer, SMALL, 1)
    writer.save("v", SMALL)
    discard(writer, LARGE, 1)
    for call in ((writer.save, "w", SMALL), (writer.add, "w", npyrw.spec("f8", (3,))), (writer.remove, "u")):
        assert failure(*call) == "NPY_ERR_STATE"
    assert failure(writer.finish) == "NPY_ERR_STATE" and sink.ended == [0]
    return 4


def failing_sinks():
    """A sink that fails at any call makes an error, and is told that nothing came of it."""
    count = 0
    for stream in (False, True):
        calls = 0
        while True:
            sink = Failing(stream, calls)
            try:
                writer = npyrw.ArchiveWriter(sink)
                for key, array in KEPT.items():
                    writer.save(key, array)
                writer.finish()
            except npyrw.Failed as failed:
                assert failed.name == "NPY_ERR_CALLBACK", failed
                if writer.handle:
                    writer.discard()
                assert sink.ended == [0]
            else:
                assert bytes(sink.bytes) == savez(**KEPT, stream=stream)
                break
            calls += 1
        count += calls
    assert count >= 6
    return count


class Failing(callbacks.Sink):
    """Fails at its call number `at`, and from then on."""

    def __init__(self, stream, at):
        super().__init__(stream)
        self.left = at

    def fails(self):
        self.left -= 1
        return self.left < 0

    def write(self, *args):
        return -28 if self.fails() else super().write(*args)

    def write_at(self, *args):
        return -28 if self.fails() else super().write_at(*args)


def recovers():
    """A failed save leaves the archive as it was, and the name free."""
    count = 0
    for kind in PLACES:
        at = Place(kind)
        at.writer.save("u", SMALL)
        made = npyrw.spec("f8", (4,), data_dtype="U3")
        for bad in (made, npyrw.spec(b"f3", (4,)), npyrw.spec("f8", (-1, 4))):
            assert failure(npyrw.call, "npz_save_with", at.writer.handle, b"v", C.byref(bad), npyrw.address(LARGE), None)
        assert failure(at.writer.add, "x" * 65_532, npyrw.spec("f8", (1,))) == "NPY_ERR_ARGUMENT"
        at.writer.save("v", LARGE)
        at.writer.save("w", SMALL)
        made = at.finish()
        assert kind == "within" or made == savez(**KEPT)
        count += 1
    return count


def order_of_calls():
    """While a member is open the archive waits; names come once; ends come once."""
    count = 0
    for kind in PLACES:
        at = Place(kind)
        writer = at.writer
        member = begin(writer, "u", SMALL, 1)
        for call in ((writer.save, "v", SMALL), (writer.add, "v", npyrw.spec("f8", (3,))), (writer.remove, "u")):
            assert failure(*call) == "NPY_ERR_STATE"
        npyrw.call("npy_finish", member)
        for name in ("u",):
            assert failure(writer.save, name, SMALL) == failure(writer.add, name, npyrw.spec("f8", (3,))) == "NPY_ERR_EXISTS"
        # .npy is added in any case, as np.savez does.
        writer.save("u.npy", SMALL)
        assert failure(writer.remove, "nobody") == "NPY_ERR_MEMBER"
        check(at.finish(), {"u": SMALL, "u.npy": SMALL}, 100 * (kind == "within"))
        count += 1
    return count


def removed_again():
    """What was written may be removed; the name is free then."""
    count = 0
    for kind in PLACES:
        at = Place(kind)
        for key in ("u", "x", "v", "w", "y"):
            at.writer.save(key, KEPT.get(key, LARGE))
        at.writer.remove("x")
        at.writer.remove("y.npy")
        assert failure(at.writer.remove, "x") == "NPY_ERR_MEMBER"
        at.writer.save("x", SMALL)
        check(at.finish(), {**KEPT, "x": SMALL}, 100 * (kind == "within"))
        count += 1
    return count


def ended_early():
    """The archive ends before its member: finish refuses, nothing appears, and the member is only good for being closed."""
    count = 0
    for end in ("finish", "discard"):
        for close in ("npy_finish", "npy_discard"):
            writer = npyrw.ArchiveWriter("early.npz")
            member = begin(writer, "u", LARGE, 0.5)
            if end == "finish":
                assert failure(writer.finish) == "NPY_ERR_STATE"
            else:
                writer.discard()
            assert failure(npyrw.call, "npy_write", member, bytes(8), C.c_size_t(8)) == "NPY_ERR_STATE"
            if close == "npy_finish":
                assert failure(npyrw.call, "npy_finish", member).startswith("NPY_ERR_S")
            else:
                npyrw.LIB.npy_discard(member)
            assert not [name for name in os.listdir(".") if "early" in name or name.endswith(".tmp")]
            count += 1
    return count


def appears_when_complete():
    """Until npz_finish the old file is there, or none; its mode and a link to it stay."""
    os.mkdir("dir")
    path = os.path.join("dir", "a.npz")
    writer = npyrw.ArchiveWriter(path)
    writer.save("v", LARGE)
    assert not os.path.exists(path)
    writer.discard()
    assert os.listdir("dir") == []
    np.savez(path, old=SMALL)
    os.chmod(path, 0o640)
    os.symlink("a.npz", os.path.join("dir", "link"))
    for target in (path, os.path.join("dir", "link")):
        with open(path, "rb") as f:
            before = f.read()
        writer = npyrw.ArchiveWriter(target, sync=1)
        for key, array in KEPT.items():
            writer.save(key, array)
            with open(path, "rb") as f:
                assert f.read() == before
        writer.finish()
        check(open(path, "rb").read(), KEPT)
        assert os.stat(path).st_mode & 0o777 == 0o640 and os.path.islink(os.path.join("dir", "link"))
        assert sorted(os.listdir("dir")) == ["a.npz", "link"]
        np.savez(path, old=SMALL)
        os.chmod(path, 0o640)
    assert failure(npyrw.ArchiveWriter, path, replace=1) == "NPY_ERR_EXISTS"
    assert failure(npyrw.ArchiveWriter, os.path.join("nowhere", "a.npz")) == "NPY_ERR_NOT_FOUND"
    return 6


if __name__ == "__main__":
    npyrw.finish(sum(case() for case in (
        taken_back, deflated_taken_back, reserved_space, on_a_stream, failing_sinks, recovers, order_of_calls, removed_again,
        ended_early, appears_when_complete)), 430)

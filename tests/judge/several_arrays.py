"""Arrays one after another in a file, a descriptor, memory or a pipe: as np.save and np.load have them."""

import contextlib
import io
import os
import random
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import places  # noqa: E402
import numpy as np  # noqa: E402

warnings.simplefilter("ignore")
DTYPES = ("f8", ">i2", "c16", "S3", ">U2", "M8[ms]", "?", cases.PARTICLE, [("é", "<f8")], [("名", "<f8")], [])
SHAPES = ((), (3,), (0,), (2, 3), (3, 1, 2), (0, 4), (700, 30))


def some_arrays(rng):
    return [cases.fill(rng.choice(DTYPES), rng.choice(SHAPES), rng.choice("CF"), seed=rng.randrange(1000))
            for _ in range(rng.randint(1, 6))]


def saved(arrays):
    out = io.BytesIO()
    for array in arrays:
        np.lib.format.write_array(out, array, allow_pickle=False)
    return out.getvalue()


def order_of(array):
    return "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"


def spec_of(array):
    return npyrw.spec(array.dtype, array.shape, order_of(array), data_dtype=array.dtype)


def write_all(place, arrays):
    for array in arrays:
        with places.Writer(place, spec_of(array)) as w:
            w.write(cases.raw(array, order_of(array)))


def written():
    """The bytes of np.save, and np.load reads one after the other."""
    count, rng = 0, random.Random(6)
    for _ in range(60):
        arrays = some_arrays(rng)
        raw, found = saved(arrays), {}
        with places.Memory() as memory:
            write_all(memory, arrays)
            found["memory"] = memory.bytes()
        with open("s.npy", "w+b", 0) as f:
            write_all(f.fileno(), arrays)
            f.seek(0)
            found["fd"] = f.read()
        with places.drained(lambda got: found.update(pipe=got)) as fd:
            write_all(fd, arrays)
        with open("t.npy", "wb") as f:
            # np.save and this library in turn, into the same open file.
            for i, array in enumerate(arrays):
                if i % 2:
                    np.save(f, array)
                    f.flush()
                else:
                    write_all(f.fileno(), [array])
                    f.seek(0, os.SEEK_CUR)
        with open("t.npy", "rb") as f:
            found["in turn"] = f.read()
        for place, got in found.items():
            assert got == raw, (place, [(a.dtype, a.shape) for a in arrays])
            file = io.BytesIO(got)
            for array in arrays:
                back = np.load(file)
                assert back.dtype == array.dtype and cases.raw(back) == cases.raw(array)
            assert not file.read()
            count += 1
    return count


def expected(array):
    return cases.clean(array, array.dtype.newbyteorder("="))


def look(rng, reader, array):
    """Reads all of the array, some of it, or nothing."""
    info = reader.header()
    assert tuple(info.shape[:info.ndim]) == array.shape and npyrw.descr_dtype(info) == array.dtype
    how = rng.choice(("all", "some", "nothing", "nothing of it"))
    if how == "all":
        assert cases.raw(reader.read()) == cases.raw(expected(array))
    elif how == "some" and array.ndim:
        select = (slice(0, max(1, array.shape[0] // 3)),)
        assert cases.raw(reader.read(npyrw.request(select=select))) == cases.raw(expected(array[select]))
    elif how == "nothing of it" and array.ndim:
        reader.read(npyrw.request(select=(slice(0, 0),)))


def read():
    """From array to array by npy_next, whatever was read of each."""
    count, rng = 0, random.Random(7)
    for _ in range(60):
        arrays = some_arrays(rng)
        raw = saved(arrays)
        for place in places.READING:
            with places.reader(place, raw) as reader:
                for i, array in enumerate(arrays):
                    if i:
                        reader.next()
                    look(rng, reader, array)
                for _ in range(2):
                    assert npyrw.refusal(reader.next) == "NPY_ERR_END"
                # Behind the last one the reader still stands on it.
                assert tuple(reader.header().shape[:arrays[-1].ndim]) == arrays[-1].shape
            count += 1
    return count


def anywhere():
    """An array in the middle, by its offset or by where the descriptor stands."""
    count, rng = 0, random.Random(8)
    for _ in range(20):
        arrays = some_arrays(rng)
        starts = [len(saved(arrays[:i])) for i in range(len(arrays))]
        raw = saved(arrays)
        places.store("u.npy", raw)
        for array, start in zip(arrays, starts):
            for source in ("u.npy", raw):
                with npyrw.Reader(source, offset=start) as reader:
                    assert cases.raw(reader.read()) == cases.raw(expected(array))
            with open("u.npy", "rb", 0) as f:
                f.seek(start)
                with npyrw.Reader(f.fileno()) as reader:
                    assert cases.raw(reader.read()) == cases.raw(expected(array))
                assert f.tell() == start
            count += 3
    return count


def what_follows():
    """Behind an array may be anything: it is read only when it is asked for."""
    count, first, second = 0, np.arange(5.0), np.arange(6, dtype="i2")
    raw = saved([first])
    broken = (("END", b""), ("MAGIC", b"something else"), ("TRUNCATED", b"\x93NUM"), ("TRUNCATED", saved([second])[:100]),
              ("TRUNCATED", saved([second])[:-1]), ("VERSION", b"\x93NUMPY\x09\x00" + bytes(100)), ("MAGIC", bytes(200)))
    for place in places.READING:
        for name, rest in broken:
            with places.reader(place, raw + rest) as reader:
                assert np.array_equal(reader.read(), first)
                wanted = f"NPY_ERR_{name}"
                if rest == saved([second])[:-1] and place == "pipe":
                    # How long a pipe is shows only when it is read.
                    reader.next()
                    wanted = npyrw.refusal(reader.read)
                    assert wanted == "NPY_ERR_TRUNCATED"
                    continue
                found = npyrw.refusal(reader.next)
                assert found == wanted, (place, name, found)
                if place not in places.STREAMS:
                    assert npyrw.refusal(reader.next) == wanted
                    assert np.array_equal(reader.read(), first), "the reader stands where it stood"
            count += 1
    return count


def taken_from_a_pipe():
    """Exactly the bytes of what is read: what follows belongs to whoever reads next."""
    for shape in ((), (3,), (0, 2), (100, 100)):
        array = cases.fill("f8", shape)
        with places.piped(saved([array]) + b"the rest") as fd:
            with npyrw.Reader(fd) as reader:
                assert np.array_equal(reader.read(), array)
            assert os.read(fd, 100) == b"the rest"
    return 4


def objects_between():
    """Elements that are objects have no end that is known: the next array cannot be found."""
    file = io.BytesIO()
    np.save(file, np.array([1, "a"], object), allow_pickle=True)
    np.save(file, np.arange(3))
    for place in places.READING:
        with contextlib.ExitStack() as stack:
            reader = stack.enter_context(places.reader(place, file.getvalue()))
            assert reader.header().kind == b"O"
            assert npyrw.refusal(reader.read) == "NPY_ERR_OBJECT"
            assert npyrw.refusal(reader.next) == "NPY_ERR_OBJECT"
    return len(places.READING)


if __name__ == "__main__":
    npyrw.finish(written() + read() + anywhere() + what_follows() + taken_from_a_pipe() + objects_between(), 700)

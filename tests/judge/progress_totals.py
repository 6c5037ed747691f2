"""A progress callback hears rising numbers that end at the total, and stops a call when it says so."""

import io
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import places  # noqa: E402
import numpy as np  # noqa: E402

MEGABYTE = 1 << 20


class Listener:
    """Keeps what it is told; says stop at call number `stop`."""

    def __init__(self, stop=None):
        self.told, self.stop = [], stop
        self.function = npyrw.PROGRESS(self.hear)

    def hear(self, context, done, total):
        assert context == 4711
        self.told.append((done, total))
        return int(len(self.told) == self.stop)

    def on(self, made):
        """Hangs the callback on a request or a spec."""
        made.progress = npyrw.C.cast(self.function, npyrw.C.c_void_p)
        made.context = 4711
        return made

    def check(self, total, what):
        done = [d for d, _ in self.told]
        assert {t for _, t in self.told} <= {total}, (what, total, self.told)
        if total == 0:
            assert not done, what
            return
        assert done == sorted(set(done)), (what, done)
        assert done[-1] == total, (what, done[-3:], total)
        assert done[0] > 0 and len(done) <= total / MEGABYTE + 1, (what, len(done))
        # About once a megabyte: never much longer without a word.
        steps = [b - a for a, b in zip([0, *done], done)]
        assert max(steps) <= 9 * MEGABYTE, (what, max(steps))


def saved(array):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, allow_pickle=False)
    return out.getvalue()


# The array, and the requests that are made of it.
READS = (
    (("f4", (1500, 2500), "C"), ({}, {"dtype": "f8"}, {"dtype": "f2", "casting": "unsafe"}, {"order": "F"},
                                 {"dtype": "c16", "order": "F"}, {"select": (slice(None, None, -1),)},
                                 {"select": (slice(None), slice(None, None, 2))}, {"select": (slice(0, 0),)},
                                 {"select": (slice(None), slice(0, 2000))}, {"dtype": ">f4"})),
    ((">f8", (1100, 1300), "F"), ({}, {"dtype": "f4", "casting": "same_kind"}, {"order": "C"}, {"dtype": "?", "casting": "unsafe"},
                                  {"order": "C", "dtype": "i1", "casting": "unsafe"})),
    (("c16", (90, 80, 70), "C"), ({"dtype": "f4", "casting": "unsafe"}, {"order": "F"})),
    (("u1", (3000, 3001), "C"), ({}, {"dtype": "c16"}, {"order": "F"}, {"select": (slice(None), slice(1, 2))})),
    ((cases.PARTICLE.newbyteorder(">"), (200_000,), "C"), ({}, {"field": "pos"}, {"field": "id", "dtype": "f8"})),
    (("f8", (), "C"), ({}, {"dtype": "c16"})),
    (("f8", (0, 5), "C"), ({},)),
)


def reads():
    count = 0
    for (dtype, shape, order), requests in READS:
        array = cases.fill(dtype, shape, order)
        raw = saved(array)
        for named in requests:
            for place in ("memory", "path", "stream"):
                with places.reader(place, raw) as reader:
                    listener = Listener()
                    request = listener.on(npyrw.request(**named))
                    total = reader.plan(request).nbytes
                    reader.read(request)
                    listener.check(total, (dtype, shape, order, named, place))
                count += 1
    return count


def writes():
    count = 0
    for dtype, data, order in (("f8", "f8", "C"), (">f8", "f4", "C"), ("f4", "f8", "F"), ("c16", "u1", "F"), ("f8", ">f8", "C")):
        base = cases.fill(data, (1200, 1300))
        for array in (base, base.T, base[::-1, ::2], np.broadcast_to(base[0], (900, 1300)), base[:0]):
            for place in ("path", "memory", "pipe"):
                listener = Listener()
                spec = listener.on(npyrw.spec(dtype, array.shape, order, data, casting="same_kind"))
                places.written(place, spec, lambda w: w.rows(array.shape[0] if order == "C" else array.shape[1], array))
                listener.check(array.size * np.dtype(dtype).itemsize, (dtype, data, order, array.strides, place))
                count += 1
    return count


def pieces():
    """Each call has a total of its own: what it was given."""
    array = cases.fill("f8", (1000, 600))
    listener = Listener()
    with places.Writer("z.npy", listener.on(npyrw.spec(">f8", array.shape))) as w:
        w.write(array[:400])
        listener.check(400 * 600 * 8, "the first piece")
        listener.told.clear()
        w.rows(600, array[400:])
        listener.check(600 * 600 * 8, "the second piece")
    listener.told.clear()
    with places.Writer("z.npy", listener.on(npyrw.spec("f8", array.shape))) as w:
        w.slab((slice(None, None, 2), slice(0, 300)), array[::2, :300])
        listener.check(500 * 300 * 8, "a slab")
        w.slab((slice(1, None, 2), slice(0, 300)), array[1::2, :300])
        w.slab((slice(None), slice(300, None)), array[:, 300:])
    listener.told.clear()
    npyrw.save_with("z.npy", listener.on(npyrw.spec("f4", array.shape, data_dtype="f8", casting="same_kind")), array)
    listener.check(600_000 * 4, "a whole array")
    return 4


def stopped():
    """A call that is stopped is CANCELLED at once, and asks no more."""
    count = 0
    array = cases.fill("f8", (1000, 1000))
    raw = saved(array)
    for named in ({}, {"dtype": ">f4", "casting": "unsafe"}, {"order": "F"}, {"select": (slice(None), slice(None, None, 2))}):
        for place in ("memory", "path", "stream"):
            with places.reader(place, raw) as reader:
                listener = Listener(stop=2)
                assert npyrw.refusal(reader.read, listener.on(npyrw.request(**named))) == "NPY_ERR_CANCELLED"
                assert len(listener.told) == 2, named
                if place != "stream":
                    assert np.array_equal(reader.read(), array)
            count += 1
    np.save("kept.npy", array[0])
    for order in "CF":
        for dtype in ("f8", ">f4"):
            listener = Listener(stop=2)
            spec = listener.on(npyrw.spec(dtype, array.shape, order, "f8", casting="unsafe"))
            writer = places.Writer("kept.npy", spec)
            assert npyrw.refusal(writer.rows, 1000, array) == "NPY_ERR_CANCELLED"
            assert npyrw.refusal(writer.rows, 1, array[:1]) == "NPY_ERR_STATE"
            assert npyrw.refusal(writer.finish) == "NPY_ERR_STATE"
            assert np.array_equal(np.load("kept.npy"), array[0])
            count += 1
    return count


if __name__ == "__main__":
    npyrw.finish(reads() + writes() + pieces() + stopped(), 150)

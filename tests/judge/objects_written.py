"""What is written of objects NumPy loads as it would its own; made by hand, or read and written anew."""

import ctypes as C
import io
import os
import pickle
import pickletools
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import object_cases as cases  # noqa: E402
import places  # noqa: E402
import numpy as np  # noqa: E402
from objects import KIND, Tree, same  # noqa: E402

warnings.filterwarnings("ignore", "Custom dtypes are saved")


def loaded(raw):
    return np.load(io.BytesIO(raw), allow_pickle=True)


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def to_memory(tree, value):
    with places.Memory() as memory:
        npyrw.call("npy_save_objects_memory", memory.handle, tree.handle, C.c_int64(value))
        return memory.bytes()


def well_formed(raw):
    """The pickle is one of protocol 4, with its frames, for Python's own reader of instructions."""
    body = raw[raw.index(b"\n") + 1:]
    assert body[:2] == b"\x80\x04"
    pickletools.dis(body, out=io.StringIO())


def made():
    """Trees made value by value."""
    count = 0
    for array in cases.everything():
        with Tree.new() as tree:
            raw = to_memory(tree, tree.add(array))
        well_formed(raw)
        # NumPy swaps some arrays as it loads them, and knows one of two types of the same size.
        wanted = loaded(saved(array))
        assert same(loaded(raw), wanted), (array, loaded(raw))
        count += 1
    return count


def again():
    """Trees that were read from NumPy's files; most come out byte for byte."""
    count, identical = 0, 0
    for array in cases.everything():
        raw = saved(array)
        with Tree.of(raw) as tree:
            found = to_memory(tree, tree.root)
        well_formed(found)
        assert same(loaded(found), loaded(raw)), array
        count, identical = count + 1, identical + (found == raw)
    print(f"{identical} of {count} files are the same to the byte")
    assert identical > count // 2
    return count


def anything_is_saved():
    """What is no array of objects becomes the one element of one, as np.save makes it of a dict."""
    count = 0
    for thing in (*cases.PLAIN, *cases.TIMES, *cases.SCALARS, np.arange(3), {"a": [1, {"b": ()}]}):
        with Tree.new() as tree:
            tree.save("x.npy", tree.add(thing))
        with open("x.npy", "rb") as f:
            raw = f.read()
        well_formed(raw)
        found = np.load("x.npy", allow_pickle=True)
        assert found.shape == () and found.dtype == object
        assert same(found[()], pickle.loads(pickle.dumps(thing))), (found, thing)
        with Tree.of("x.npy") as tree, npyrw.Reader("x.npy") as reader:
            assert reader.header().ndim == 0
            assert same(tree.python()[()], found[()])
        if isinstance(thing, dict):
            assert raw == saved(thing), thing
        count += 1
    return count


def members():
    things = {f"k{i}": array for i, array in enumerate(cases.STORED)}
    for method in (0, 8):
        writer = npyrw.ArchiveWriter(method=method)
        for key, array in things.items():
            writer.save(f"numbers {key}", np.arange(3))
            with Tree.new() as tree:
                npyrw.call("npz_save_objects", writer.handle, key.encode(), tree.handle, C.c_int64(tree.add(array)))
                twice = npyrw.refusal(npyrw.call, "npz_save_objects", writer.handle, key.encode(), tree.handle,
                                      C.c_int64(1))
                assert twice == "NPY_ERR_EXISTS"
        with np.load(io.BytesIO(writer.finish()), allow_pickle=True) as archive:
            for key, array in things.items():
                assert same(archive[key], array)
                assert archive[f"numbers {key}"].tolist() == [0, 1, 2]
    return 2 * len(things)


def shared_values_stay_one():
    with Tree.new() as tree:
        raw = to_memory(tree, tree.add(cases.boxed(cases.shared())))
    found = loaded(raw)[()]
    assert found[0] is found[1][0] is found[2]["k"]
    return 1


def refused():
    """Trees that are none, and an old file that stays."""
    np.save("old.npy", np.arange(3))

    def bad(work, name="NPY_ERR_ARGUMENT"):
        with Tree.new() as tree:
            value = work(tree)
            assert npyrw.refusal(tree.save, "old.npy", value) == name, work
        assert np.load("old.npy").tolist() == [0, 1, 2]

    def loop(tree):
        a, b = tree.value("list"), tree.value("tuple")
        tree.call("npy_tree_append", C.c_int64(a), C.c_int64(b))
        tree.call("npy_tree_append", C.c_int64(b), C.c_int64(a))
        return a

    def short(tree):
        number, made = C.c_int64(), npyrw.spec("O", (3,))
        tree.call("npy_tree_add_array", C.byref(made), None, None, C.byref(number))
        tree.call("npy_tree_append", number, C.c_int64(tree.value("none")))
        return number.value

    def many(tree):
        value = tree.value("list")
        for _ in range(1500):
            outer = tree.value("list")
            tree.call("npy_tree_append", C.c_int64(outer), C.c_int64(value))
            value = outer
        return value

    bad(loop)
    bad(short)
    bad(many, "NPY_ERR_LIMIT")
    bad(lambda tree: tree.value("date", integer=3_000_000))
    bad(lambda tree: tree.value("time", integer=86_400_000_000))
    bad(lambda tree: tree.value("datetime", integer=2**62))
    bad(lambda tree: tree.value("timezone", integer=86_400_000_000))
    with Tree.new() as tree:
        number = C.c_int64(tree.value("list"))
        assert npyrw.refusal(tree.call, "npy_tree_put", number, C.c_int64(1), C.c_int64(1)) == "NPY_ERR_ARGUMENT"
        dictionary = C.c_int64(tree.value("dict"))
        assert npyrw.refusal(tree.call, "npy_tree_put", dictionary, number, number) == "NPY_ERR_ARGUMENT"
        assert npyrw.refusal(tree.value, "text", bytes=b"\xff") == "NPY_ERR_ARGUMENT"
        assert npyrw.refusal(tree.value, "scalar", bytes=b"abc", dtype=b"f8") == "NPY_ERR_SIZE"
        assert npyrw.refusal(tree.value, "scalar", bytes=b"abcdefgh", dtype=b"O") == "NPY_ERR_DTYPE"
        assert npyrw.refusal(tree.value, "array") == "NPY_ERR_ARGUMENT"
        assert npyrw.refusal(tree.value, "none", flags=4) == "NPY_ERR_ARGUMENT"
        assert npyrw.refusal(tree.get, 10**6) == npyrw.refusal(tree.get, 0) == npyrw.refusal(tree.get, -1)
        one = C.c_int64()
        tree.call("npy_tree_add_array", C.byref(npyrw.spec("O", (1,))), None, None, C.byref(one))
        tree.call("npy_tree_append", one, number)
        assert npyrw.refusal(tree.call, "npy_tree_append", one, number) == "NPY_ERR_SIZE"
    assert KIND["none"] == 1
    return 17


def main():
    npyrw.finish(made() + again() + anything_is_saved() + members() + shared_values_stay_one() + refused(), 1000)


if __name__ == "__main__":
    main()

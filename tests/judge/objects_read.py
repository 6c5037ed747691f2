"""Objects that NumPy and Python pickled come back equal, in every protocol and from every place."""

import io
import os
import pickle
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import object_cases as cases  # noqa: E402
import places  # noqa: E402
import numpy as np  # noqa: E402
from objects import Tree, same  # noqa: E402

warnings.filterwarnings("ignore", "Custom dtypes are saved")


def check(source, wanted, **given):
    with Tree.of(source, **given) as tree:
        found = tree.python()
    assert same(found, wanted), (found, wanted)


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def every_protocol():
    count = 0
    for array in cases.everything():
        for protocol in range(6):
            raw = pickle.dumps(array, protocol)
            # What NumPy reads is what we are to read: older protocols do not carry all of it.
            check(raw, pickle.loads(raw))
            count += 1
    return count


def files():
    """Arrays as np.save writes them, from all places that a reader reads from."""
    count = 0
    for array in cases.everything():
        raw = saved(array)
        wanted = np.load(io.BytesIO(raw), allow_pickle=True)
        check(raw, wanted)
        for place in places.READING if count % 10 == 0 else ("memory",):
            with places.reader(place, raw) as reader:
                assert reader.header().descr[:1] in b"|[(" and npyrw.refusal(reader.read) == "NPY_ERR_OBJECT"
                check(reader, wanted)
                again = npyrw.refusal(Tree.of, reader)
                assert again == ("NPY_ERR_STATE" if place in places.STREAMS else None), (place, again)
        count += 1
    return count


def a_pipe_keeps_what_is_behind():
    """Of a stream exactly the pickle is taken."""
    arrays = [a for a in cases.STORED]
    behind = b"what somebody else reads"
    for array in arrays:
        with places.piped(saved(array) + behind) as fd:
            with npyrw.Reader(fd) as reader:
                check(reader, array)
            assert os.read(fd, 100) == behind
    return len(arrays)


def archives():
    things = {f"k{i}": array for i, array in enumerate(cases.STORED)} | {"plain": np.arange(5)}
    for save in (np.savez, np.savez_compressed):
        out = io.BytesIO()
        save(out, **things)
        with npyrw.Archive(out.getvalue()) as archive:
            for key, array in things.items():
                with archive.get(key) as reader:
                    if array.dtype.hasobject:
                        check(reader, array)
                    else:
                        assert npyrw.refusal(Tree.of, reader) == "NPY_ERR_DTYPE"
    # A damaged member is told from a whole one by its checksum.
    out = io.BytesIO()
    np.savez(out, a=np.array(["a text that is long enough"], object))
    raw = bytearray(out.getvalue())
    raw[raw.index(b"long enough")] ^= 1
    with npyrw.Archive(bytes(raw)) as archive, archive.get("a") as reader:
        assert npyrw.refusal(Tree.of, reader) == "NPY_ERR_CRC"
    assert npyrw.refusal(Tree.of, out.getvalue()) == "NPY_ERR_MAGIC"
    return 2 * len(things) + 2


def shared_values_are_one():
    with Tree.of(pickle.dumps(cases.shared())) as tree:
        found = tree.python()
        assert found[0] is found[1][0] is found[2]["k"]
        assert tree.item(tree.root, 0) == tree.find(tree.item(tree.root, 2), "k")
        assert tree.find(tree.item(tree.root, 2), "none") == 0
    return 1


def main():
    total = every_protocol() + files() + a_pipe_keeps_what_is_behind() + archives() + shared_values_are_one()
    npyrw.finish(total, 3000)


if __name__ == "__main__":
    main()

"""How large deflated archives are beside np.savez_compressed's, on data of several kinds and at every level."""

import io
import os
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import datasets  # noqa: E402
import numpy as np  # noqa: E402
from archives_identical import write  # noqa: E402

MOST = {"smooth": 1.02, "random": 1.02, "rounded": 1.02, "int32": 1.02, "u8": 1.05}  # of np.savez_compressed's size
MOST_OF_OTHERS = 1.2  # the same for other kinds: fields of more axes, other types, other seeds
EVEN = 1.02  # what a level may take of the one below it: where neither finds more, chance decides


def ratio(array, level=0):
    """The size of our archive over that of NumPy's; both are read back."""
    theirs = io.BytesIO()
    np.savez_compressed(theirs, u=array)
    ours = write(None, {"u": array}, method=8, level=level)
    with np.load(io.BytesIO(ours)) as found, npyrw.Archive(theirs.getvalue()) as archive:
        assert zipfile.ZipFile(io.BytesIO(ours)).testzip() is None
        assert found["u"].tobytes() == array.tobytes() == archive.bytes(0)[-array.nbytes:]
    return len(ours) / theirs.tell()


def of_a_million_bytes():
    """The five of about a million bytes each."""
    sizes = {name: 1_000_000 // array.itemsize for name, array in datasets.five(1)}
    for name, n in sizes.items():
        yield name, dict(datasets.five(n))[name]


def default_level():
    count = 0
    kinds = [(name, array, MOST[name]) for name, array in (*datasets.five(250_000), *of_a_million_bytes())]
    for name, array, most in kinds + [(name, array, MOST_OF_OTHERS) for name, array in datasets.others()]:
        found = ratio(array)
        print(f"{name:<24} {array.nbytes:>9} bytes {found:6.3f} of np.savez_compressed's size, at most {most}")
        assert found <= most, (name, found)
        count += 1
    return count


def every_level():
    count = 0
    for name, array in of_a_million_bytes():
        sizes = [ratio(array, level) for level in range(1, 10)]
        print(f"{name:<24} levels 1 to 9: {' '.join(f'{size:.3f}' for size in sizes)}")
        assert all(later <= EVEN * size for size, later in zip(sizes, sizes[1:])), (name, sizes)
        assert sizes[8] <= sizes[5] <= 1.001 * sizes[0], (name, sizes)
        assert sizes[5] == ratio(array)
        count += 1
    return count


def main():
    npyrw.finish(default_level() + every_level(), 22)


if __name__ == "__main__":
    main()

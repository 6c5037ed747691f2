"""How large deflated archives are beside np.savez_compressed's, at the default level, on data of several kinds."""

import io
import os
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import datasets  # noqa: E402
import numpy as np  # noqa: E402
from archives_identical import write  # noqa: E402

MOST = 1.2  # of np.savez_compressed's size, for each of the five
MOST_OF_OTHERS = 1.3  # of other kinds: fields of more axes, other types, other seeds


def ratio(array):
    """The size of our archive over that of NumPy's; both are read back."""
    theirs = io.BytesIO()
    np.savez_compressed(theirs, u=array)
    ours = write(None, {"u": array}, method=8)
    with np.load(io.BytesIO(ours)) as found, npyrw.Archive(theirs.getvalue()) as archive:
        assert zipfile.ZipFile(io.BytesIO(ours)).testzip() is None
        assert found["u"].tobytes() == array.tobytes() == archive.bytes(0)[-array.nbytes:]
    return len(ours) / theirs.tell()


def main():
    count = 0
    for name, array, most in (*((n, a, MOST) for n, a in datasets.five(250_000)), *((n, a, MOST_OF_OTHERS) for n, a in datasets.others())):
        found = ratio(array)
        print(f"{name:<24} {found:6.3f} of np.savez_compressed's size, at most {most}")
        assert found <= most, (name, found)
        count += 1
    npyrw.finish(count, 12)


if __name__ == "__main__":
    main()

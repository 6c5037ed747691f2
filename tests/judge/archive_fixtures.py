"""The committed archives are what NumPy and zipfile read, member by member; those in regress/ are that or an error."""

import glob
import io
import os
import sys
import zipfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402

FOLDER = os.path.join(os.environ["NPYRW_TEST_DATA"], "..", "archives")


def by_zipfile(raw):
    """The bytes of each member, None where zipfile cannot read it (an overlap that it does not look for is one)."""
    try:
        infos = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except zipfile.BadZipFile:
        return None
    found = []
    for info in infos:
        try:
            found.append(zipfile.ZipFile(io.BytesIO(raw)).read(info))
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error):
            found.append(None)
    return found


def whole(path):
    with open(path, "rb") as f:
        raw = f.read()
    expected = by_zipfile(raw)
    with npyrw.Archive(raw) as archive:
        archive.verify()
        assert len(archive) == len(expected), path
        for i, data in enumerate(expected):
            # Zstandard is beyond this zipfile: the CRC-32 has to do.
            found = archive.bytes(i)
            assert found == data or (data is None and archive.at(i).method == 93), (path, i)
            if found.startswith(b"\x93NUMPY"):
                assert np.array_equal(archive.array(i), np.load(io.BytesIO(found))), (path, i)
    return len(expected)


def once_wrong(path):
    with open(path, "rb") as f:
        raw = f.read()
    expected = by_zipfile(raw)
    try:
        archive = npyrw.Archive(raw)
    except npyrw.Failed as failed:
        assert failed.name in ("NPY_ERR_ARCHIVE", "NPY_ERR_LIMIT"), failed
        return 1
    with archive:
        for i in range(len(archive)):
            try:
                found = archive.bytes(i) if archive.at(i).size < 1 << 24 else b""
            except npyrw.Failed as failed:
                assert -50 < failed.code <= -20, failed
                continue
            assert expected is None or expected[i] is None or found in (expected[i], b""), f"{path}, {i}: other data than zipfile's"
    return 1


if __name__ == "__main__":
    fixtures = sorted(glob.glob(os.path.join(FOLDER, "*.npz")))
    regress = sorted(glob.glob(os.path.join(FOLDER, "regress", "*.npz")))
    assert len(fixtures) >= 18 and len(regress) >= 8, (len(fixtures), len(regress))
    npyrw.finish(sum(map(whole, fixtures)) + sum(map(once_wrong, regress)), 40)

"""Writes the first inputs of each target into the folder that is named: what NumPy writes, and some decisions.

python fuzz/seeds.py FOLDER
"""

import datetime
import io
import os
import pickle
import random
import sys
import zipfile
import zlib

import numpy as np

RNG = random.Random(20250)
TEXTS = [
    "'<f8'",
    "'|b1'",
    "'>U7'",
    "'<M8[10us]'",
    "'|V12'",
    "[('a', '<f8'), ('b', '>i4', (2, 3)), (('title', 'c'), '|S5')]",
    "[('p', [('x', '<f4'), ('', '|V4'), ('y', '<f4')], (2,))]",
    "('<f8', (3, 2))",
    "[('\\u00e4', '<c16')]",
    "'f8,i4,(2,3)u1'",
    "{'names': ['a'], 'formats': ['<f8']}",
    "'|O'",
]


def save(array, **kwargs):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, **kwargs)
    return out.getvalue()


def arrays():
    yield np.arange(12.0).reshape(3, 4)
    yield np.asfortranarray(np.arange(6, dtype=">i2").reshape(2, 3))
    yield np.array(7, "u1")
    yield np.zeros((0, 3), "f4")
    yield np.zeros(3, [("id", "<u4"), ("pos", "<f8", (3,)), ("name", "U4")])
    yield np.array(["a", "bcd"])
    yield np.array(["2020-01-01"], "M8[D]")


def header(text, version=1):
    text = text.encode("utf-8" if version == 3 else "latin-1") + b"\n"
    length = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + length + text


def archives():
    for save_as in (np.savez, np.savez_compressed):
        out = io.BytesIO()
        save_as(out, a=np.arange(5), b=np.ones((2, 2), ">f4"))
        yield out.getvalue()
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.writestr("a.npy", save(np.arange(50)))
            archive.comment = b"comment"
        yield out.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", allowZip64=True) as archive:
        with archive.open("b.npy", "w", force_zip64=True) as member:
            member.write(save(np.arange(9, dtype="i1")))
    yield out.getvalue()


def decisions(count, longest=200):
    for _ in range(count):
        yield bytes(RNG.randrange(256) for _ in range(RNG.randrange(20, longest)))


def streams():
    datas = [b"", b"abc" * 100, bytes(range(256)) * 3, np.arange(300.0).tobytes(), RNG.randbytes(500)]
    for data in datas:
        for level, strategy in ((1, 0), (9, 0), (6, 4), (0, 0)):
            packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
            yield packer.compress(data) + packer.flush()


def pickles():
    values = [
        None, True, -3, 1 << 80, 2.5, 1j, "text \u00e4", b"bytes", [1, [2], ()], {"a": 1, 2: {3}}, frozenset([1]), np.float64(3),
        np.arange(4), np.array([1, "a", None], object), np.array(["2020"], "M8[Y]"), datetime.datetime(2020, 1, 2, 3, 4, 5, 6),
        datetime.timedelta(1, 2, 3), datetime.timezone.utc, bytearray(b"x"), np.ma.masked_array([1, 2], [True, False]),
    ]
    for number, value in enumerate(values):
        yield pickle.dumps(value, number % 6)
        yield pickle.dumps(value, 2)
    for array in (np.array([[1, "a"], [None, {"b": [2.0]}]], object), np.array([(1, None)], [("a", "i4"), ("b", object)])):
        yield save(array, allow_pickle=True)


def seeds():
    plain = [save(array) for array in arrays()]
    texts = ["{'descr': %s, 'fortran_order': False, 'shape': (2, 3)}" % text for text in TEXTS]
    headers = [header(text, 1 + i % 3) for i, text in enumerate(texts)] + [file[:256] for file in plain]
    packed = list(archives())
    return {
        "literal": [text.encode() for text in TEXTS] + [b"f8", b"float32", b"3f8,i4"],
        "descr": [text.encode() for text in TEXTS],
        "header": headers,
        "npy": [bytes([RNG.randrange(5), RNG.randrange(4)]) + file for file in plain + [plain[0] + plain[1]]],
        "zip": packed,
        "npz": [bytes([how, 0]) + file for file in packed for how in (1, 2)] + [b"\0" + d for d in decisions(10)],
        "inflate": [bytes([RNG.randrange(5), RNG.randrange(4)]) + stream for stream in streams()],
        "write": decisions(12),
        "request": decisions(20),
        "blocks": decisions(20),
        "deflate": decisions(12, 1000),
        "grow": decisions(20),
        "objects": list(pickles()),
    }


def main():
    for target, inputs in seeds().items():
        folder = os.path.join(sys.argv[1], target)
        os.makedirs(folder, exist_ok=True)
        for number, data in enumerate(inputs):
            with open(os.path.join(folder, f"seed-{number:02}"), "wb") as out:
                out.write(data)


if __name__ == "__main__":
    main()

"""make.py: writes the streams in this folder and `expected.txt`, with Python's zlib and NumPy.

Each line of `expected.txt` is a stream's name, the number of its bytes, and their CRC-32.
"""

import pathlib
import zlib

import numpy as np

HERE = pathlib.Path(__file__).parent
LINES = []


def write(name, raw, data):
    (HERE / f"{name}.raw").write_bytes(raw)
    assert zlib.decompress(raw, -15) == data
    LINES.append(f"{name} {len(data)} {zlib.crc32(data):08x}")


def deflate(data, level=6, wbits=-15, memory=8, strategy=zlib.Z_DEFAULT_STRATEGY):
    c = zlib.compressobj(level, zlib.DEFLATED, wbits, memory, strategy)
    return c.compress(data) + c.flush()


def in_parts(data, flush, part=997):
    c = zlib.compressobj(6, zlib.DEFLATED, -15)
    out = b""
    for i in range(0, len(data), part):
        out += c.compress(data[i:i + part]) + c.flush(flush)
    return out + c.flush()


def arrays(n):
    """The kinds of numbers that arrays are made of."""
    rng = np.random.default_rng(7)
    x = np.linspace(0, 60, n)
    labels = np.repeat(rng.integers(0, 16, n // 4), 16).astype("u1")
    return {
        "smooth": np.sin(x) * np.exp(-x / 40) + 0.25 * np.cos(7 * x),
        "random": rng.random(n),
        "rounded": np.round(np.sin(x) * 100 + rng.normal(0, 0.05, n), 3),
        "int32": rng.integers(0, 1000, 2 * n).astype("<i4"),
        "labels": labels ^ (rng.random(len(labels)) < 0.05).astype("u1"),
        "single": np.cumsum(rng.normal(size=2 * n)).astype("<f4"),
        "index": np.sort(rng.integers(0, 10**7, n)),
        "mask": (rng.random(8 * n) < 0.1).astype("u1"),
    }


def main():
    for kind, array in arrays(1500).items():
        data = array.tobytes()
        write(kind, deflate(data), data)
        write(f"{kind}_fast", deflate(data, 1, memory=9), data)

    mixed = b"".join(array.tobytes()[:3000] for array in arrays(400).values())
    for level in range(10):
        write(f"level_{level}", deflate(mixed[::2], level), mixed[::2])
    for bits in range(9, 16):
        write(f"window_{bits}", deflate(mixed[1::3], 9, -bits), mixed[1::3])
    for name in ("FIXED", "HUFFMAN_ONLY", "RLE", "FILTERED"):
        write(name.lower(), deflate(mixed[::3], strategy=getattr(zlib, "Z_" + name)), mixed[::3])
    write("small_blocks", deflate(mixed[1::2], 6, memory=1), mixed[1::2])
    for name in ("PARTIAL_FLUSH", "SYNC_FLUSH", "FULL_FLUSH", "BLOCK"):
        write(name.lower(), in_parts(mixed[::3], getattr(zlib, "Z_" + name)), mixed[::3])

    write("empty", deflate(b""), b"")
    write("empty_stored", deflate(b"", 0), b"")
    write("one_byte", deflate(b"\0"), b"\0")
    write("one_byte_stored", deflate(b"\xff", 0), b"\xff")
    write("stored_twice", deflate(mixed[:9] * 7500, 0), mixed[:9] * 7500)
    # Runs at every short distance, longer than the decoder's memory.
    for distance in (1, 2, 3, 4, 5, 7, 8, 12, 16, 17):
        data = mixed[9000:9000 + distance] * (300_000 // distance)
        write(f"run_{distance}", deflate(data), data)
    # A distance of 32768, the longest there is, and of 32506, the longest that zlib makes.
    noise = np.random.default_rng(1).integers(0, 256, 64, "u1").tobytes()
    far = noise + bytes(32506 - 64) + noise[:40] + bytes(300)
    write("far", deflate(far, 9), far)

    (HERE / "expected.txt").write_text("\n".join(LINES) + "\n")


if __name__ == "__main__":
    main()

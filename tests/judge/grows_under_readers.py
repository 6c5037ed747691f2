"""A file grows while NumPy and npyrw open it without a pause: each finds a valid file of right rows.

grows_under_readers.py [OPENS]: how often it is opened, by each of the readers. The writer is a process of its own:
it makes the file, adds rows in batches of all sizes and flushes each, ends, opens it again, and begins anew.
"""

import ctypes as C
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import numpy as np  # noqa: E402

WIDTH = 3
# NumPy opens a file that it maps twice, so that one is not replaced by a shorter one.
SHORT, LONG = 2_600, 3_000_000
# Files of so many lengths have to be seen.
LEAST = 100


def numbers(start, stop):
    return np.arange(start * WIDTH, stop * WIDTH, dtype="<f8").reshape(-1, WIDTH)


def write(path, most):
    """Until the parent has no more questions."""
    print("begun", flush=True)
    chance = random.Random(1)
    spec = npyrw.spec("<f8", (-1, WIDTH))
    while True:
        rows = chance.choice((0, 1, 8, 95))
        npyrw.save_with(path, npyrw.spec("<f8", (rows, WIDTH)), numbers(0, rows))
        while rows < most:
            writer = C.c_void_p()
            npyrw.call("npy_append", os.fsencode(path), C.byref(spec), C.byref(writer))
            for _ in range(chance.randrange(1, 40)):
                more = chance.choice((1, 1, 2, 7, 10, 100, 150))
                part = numbers(rows, rows + more)
                npyrw.call("npy_write", writer, npyrw.address(part), C.c_size_t(part.nbytes))
                npyrw.call("npy_flush", writer)
                rows += more
                if rows >= most:
                    break
            npyrw.call("npy_finish", writer)
        if most == LONG:
            time.sleep(3600)


def loaded(path):
    return np.load(path)


def mapped(path):
    return np.load(path, mmap_mode="r")


def ours(path):
    with npyrw.Reader(path) as reader:
        return reader.read()


def judge(read, opens, folder):
    """How many files of different length were seen."""
    path = os.path.join(folder, f"{read.__name__}.npy")
    most = LONG if read is mapped else SHORT
    npyrw.save_with(path, npyrw.spec("<f8", (0, WIDTH)), numbers(0, 0))
    writer = subprocess.Popen([sys.executable, "-B", __file__, "--write", path, str(most)], stdout=subprocess.PIPE)
    lengths, done = set(), 0
    try:
        assert writer.stdout.readline() == b"begun\n"
        # Where the writer gets little of the processor, some more.
        while done < opens or len(lengths) < LEAST and done < 100 * opens:
            done += 1
            array = read(path)
            rows = len(array)
            assert array.shape == (rows, WIDTH) and array.dtype == "<f8", (array.shape, array.dtype)
            first = 0 if read is not mapped else max(rows - 2, 0)
            assert np.array_equal(array[first:], numbers(first, rows)), rows
            lengths.add(rows)
        assert writer.poll() is None, "the writer died"
    finally:
        writer.kill()
        writer.wait()
    print(f"{read.__name__:<8} {done:>9,} opens, {len(lengths):>6,} lengths, 0 failures", flush=True)
    return len(lengths)


def main():
    opens = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    folder = os.environ.get("NPYRW_TEST_TMP", ".")
    npyrw.finish(min(judge(read, opens, folder) for read in (loaded, mapped, ours)), LEAST)


if len(sys.argv) > 2 and sys.argv[1] == "--write":
    write(sys.argv[2], int(sys.argv[3]))
else:
    main()

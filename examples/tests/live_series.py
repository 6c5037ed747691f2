"""A series is watched while it grows, goes on when its program is started again, and after it was killed."""

import os
import signal
import subprocess
import sys

import run
import numpy as np

PROGRAM = sys.argv[1]  # in C, or its twin in C++


def slope(s):
    _, x, y, z = s
    return np.array([1, 10 * (y - x), x * (28 - z) - y, x * y - 8 / 3 * z])


def weather(rows):
    """The same by NumPy."""
    h, s, out = 1 / 128, np.array([0.0, 1, 1, 20]), []
    for _ in range(rows):
        out.append(s)
        a = slope(s)
        b = slope(s + h / 2 * a)
        c = slope(s + h / 2 * b)
        d = slope(s + h * c)
        s = s + h / 6 * (a + 2 * b + 2 * c + d)
    return np.array(out)


assert "0 rows are there" in run.well(run.program(PROGRAM, "live.npy", "--steps", 200))
assert "200 rows are there" in run.well(run.program(PROGRAM, "live.npy", "--steps", 100))
series = np.load("live.npy")
assert series.shape == (300, 4)
# The weather is chaos: only the first days are the same to the last digits.
assert np.allclose(series, weather(300), rtol=1e-9)

for name in ("DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)
writer = subprocess.Popen([run.PROGRAMS / PROGRAM, "live.npy", "--steps", "10000000", "--pause", "1"])
watcher = subprocess.Popen([run.sys.executable, "-B", run.EXAMPLES / "watch_series.py", "live.npy"],
                           stdout=subprocess.PIPE, text=True)
lengths = [int(watcher.stdout.readline().split()[0]) for _ in range(6)]
assert lengths == sorted(set(lengths)) and lengths[0] >= 300, lengths
writer.send_signal(signal.SIGKILL)
writer.wait()
watcher.kill()
watcher.communicate()

there = np.load("live.npy")
assert len(there) >= lengths[-1]
rows = int(run.well(run.program(PROGRAM, "live.npy", "--steps", 10)).split()[0])
series = np.load("live.npy")
assert rows >= len(there) and series.shape == (rows + 10, 4), (rows, len(there), series.shape)
assert np.array_equal(series[:len(there)], there)
assert np.allclose(np.diff(series[:, 0]), 1 / 128), "no step is missing"
assert os.listdir(".") == ["live.npy"]

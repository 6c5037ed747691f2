"""A training set grows while NumPy trains on it, and goes on after its writer was killed, as if it had been made at once."""

import os
import signal
import subprocess
import sys

import run
import numpy as np

PROGRAM = sys.argv[1]  # in C, or its twin in C++


def both(folder):
    return np.load(f"{folder}/samples.npy"), np.load(f"{folder}/labels.npy")


def make(folder, batches):
    os.makedirs(folder, exist_ok=True)
    return run.well(run.program(PROGRAM, folder, batches))


assert make("once", 20) == "0 samples are there\n"
assert make("steps", 7) == "0 samples are there\n"
assert make("steps", 13) == f"{7 * 32} samples are there\n"
samples, labels = both("once")
assert samples.shape == (640, 8, 8) and samples.dtype == "f4" and labels.shape == (640,) and labels.dtype == "i8"
for one, other in zip(both("once"), both("steps")):
    assert np.array_equal(one, other)



def noise(sample, at):
    """The same numbers by NumPy."""
    with np.errstate(over="ignore"):
        x = (np.uint64(sample) << np.uint64(16) | np.uint64(at)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(1)
        x = (x ^ x >> np.uint64(31)) * np.uint64(0xBF58476D1CE4E5B9)
    return int(x >> np.uint64(33))


dy, dx = np.mgrid[0:8, 0:8]
for i in range(0, 640, 37):
    y, x = abs(dy - 3 - noise(i, 1001) % 3), abs(dx - 3 - noise(i, 1002) % 3)
    inside = (y < 3) & (x < 3) if noise(i, 1000) % 2 else y * y + x * x < 8
    grain = np.array([noise(i, at) % 1024 for at in range(64)]).reshape(8, 8)
    assert labels[i] == noise(i, 1000) % 2 and np.array_equal(samples[i], (inside + grain / 4096).astype("f4")), i

# It can be learnt: a linear judge tells discs from squares.
x, y = np.c_[samples.reshape(640, -1), np.ones(640)].astype("f8"), labels * 2 - 1
w = np.linalg.lstsq(x[:500], y[:500], rcond=None)[0]
assert (np.sign(x[500:] @ w) == y[500:]).mean() > 0.6 and 0.3 < labels.mean() < 0.7

# Killed at any instant: what is there is whole samples, the beginning of the same set, and it goes on from there.
os.makedirs("killed")
for i in range(5):
    writer = subprocess.Popen([run.PROGRAMS / PROGRAM, "killed", "1000000"], stdout=subprocess.PIPE)
    seen = 0
    while seen < 64 * (i + 1):  # as a training program would look
        if os.path.exists("killed/labels.npy"):
            seen = len(np.load("killed/labels.npy", mmap_mode="r"))
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    make("killed", 1)
    samples, labels = both("killed")
    assert len(samples) >= len(labels) >= seen, (len(samples), len(labels), seen)
    n = min(640, len(labels))
    assert np.array_equal(samples[:n], both("once")[0][:n]) and np.array_equal(labels[:n], both("once")[1][:n])
assert len(samples) == len(labels), (len(samples), len(labels))

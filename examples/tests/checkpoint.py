"""A run that goes on from its checkpoint ends in the bytes of one that did not stop, also after it was killed; NumPy judges the heat."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import run
import numpy as np

PROGRAM = sys.argv[1]  # in C, or its twin in C++ or Fortran


def steps(name, count, every=100):
    return run.well(run.program(PROGRAM, name, count, every))


assert steps("once.npz", 1000) == "from step 0\n"
assert steps("parts.npz", 300) == "from step 0\n"
assert steps("parts.npz", 1) == "from step 300\n"
assert steps("parts.npz", 699, 50) == "from step 301\n"
assert pathlib.Path("once.npz").read_bytes() == pathlib.Path("parts.npz").read_bytes()

heat = np.zeros(200)
heat[100] = 1000
for _ in range(1000):
    heat = heat + 0.25 * (np.roll(heat, 1) - 2 * heat + np.roll(heat, -1))
with np.load("once.npz") as archive:
    assert archive.files == ["heat", "step", "history"]
    assert np.allclose(archive["heat"], heat, rtol=1e-12, atol=0) and archive["step"] == 1000 and archive["step"].dtype == "i8"
    assert archive["history"].shape == (1000,) and np.allclose(archive["history"], 5, rtol=1e-12)

for i in range(4):
    before = int(np.load("killed.npz")["step"]) if i else -1
    writer = subprocess.Popen([run.PROGRAMS / PROGRAM, "killed.npz", "10000000", "1"], stdout=subprocess.PIPE)
    while not os.path.exists("killed.npz") or int(np.load("killed.npz")["step"]) <= before + 3:
        time.sleep(0.001)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    # Whatever it was doing, a whole checkpoint is there.
    with np.load("killed.npz") as archive:
        assert archive["history"].shape == (int(archive["step"]),) and int(archive["step"]) > before
left = int(np.load("killed.npz")["step"])
steps("killed.npz", 5)
steps("compare.npz", left + 5)
assert pathlib.Path("killed.npz").read_bytes() == pathlib.Path("compare.npz").read_bytes()
assert sorted(os.listdir(".")) == ["compare.npz", "killed.npz", "once.npz", "parts.npz"], os.listdir(".")

# What is no checkpoint is not taken for the beginning of a run.
before = pathlib.Path("once.npz").read_bytes()
for name, data in (("cut.npz", before[:-100]), ("other.npz", None)):
    if data is None:
        np.savez(name, heat=np.zeros(100), step=3, history=np.zeros(3))
    else:
        pathlib.Path(name).write_bytes(data)
    kept = pathlib.Path(name).read_bytes()
    ended = run.program(PROGRAM, name, 5)
    assert ended.returncode == 1 and name in ended.stderr and pathlib.Path(name).read_bytes() == kept, ended

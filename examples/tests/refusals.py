"""What cannot be right ends with a reason that names the file, and leaves the old results alone."""

import os
import pathlib
import resource
import signal

import run
import numpy as np

OLD = b"an old result"


def at_most(size):
    """What makes every file end at that size in the program that starts next."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def refused(reason, *arguments, status=1, limit=None):
    for name in ("last.npy", "film.npy"):
        pathlib.Path(name).write_bytes(OLD)
    ended = run.program("wave", *arguments, limit=limit)
    assert ended.returncode == status and reason in ended.stderr, (reason, ended)
    assert ended.stderr.count("\n") == 1 and not ended.stdout, ended
    for name in ("last.npy", "film.npy"):
        assert pathlib.Path(name).read_bytes() == OLD, (reason, name)
    left = {name for name in os.listdir() if name.endswith(".tmp")}
    assert not left, (reason, left)


results = ("last.npy", "film.npy")
pond = np.random.default_rng(7).random((20, 30))
np.save("good.npy", pond)
np.save("single.npy", pond.astype("f4"))
np.save("cube.npy", pond.reshape(4, 5, 30))
np.save("empty.npy", pond[:0])
pathlib.Path("cut.npy").write_bytes(pathlib.Path("good.npy").read_bytes()[:-8])
pathlib.Path("text.npy").write_text("nothing of NumPy's")

refused("cannot read missing.npy: ", "missing.npy", *results)
refused("cannot read single.npy: wanted <f8, 2 axes; found <f4, 2 axes [NPY_ERR_DTYPE]", "single.npy", *results)
refused("cannot read cube.npy: wanted <f8, 2 axes; found <f8, 3 axes [NPY_ERR_SHAPE]", "cube.npy", *results)
refused("cut.npy: the file has 4792 bytes of data, its header promises 4800 (at byte 4920) [NPY_ERR_TRUNCATED]",
        "cut.npy", *results)
refused("[NPY_ERR_MAGIC]", "text.npy", *results)
refused("empty.npy has no cells", "empty.npy", *results)
refused("cannot write nowhere/film.npy: ", "good.npy", "last.npy", "nowhere/film.npy")
if os.path.exists("/dev/full"):
    refused("cannot write /dev/full: cannot write: No space left on device", "good.npy", "/dev/full", "other.npy")
# In the middle of the film.
refused("cannot write film.npy: cannot write: File too large", "good.npy", *results, limit=at_most(50_000))
for wrong in (["--steps", "many"], ["--steps", "-1"], ["--steps", "1e3"], ["--every", "0"], ["--courant", "0.5x"],
              ["--steps", "9" * 30]):
    refused(f"{wrong[0]} cannot be \"{wrong[1]}\"", "good.npy", *results, *wrong, status=2)
for wrong in (["--steps"], ["one more"], ["--sleep", "5"]):
    refused("usage: ", "good.npy", *results, *wrong, status=2)
refused("usage: ", "good.npy", "last.npy", status=2)

# No steps at all are a film of one frame.
run.well(run.program("wave", "good.npy", *results, "--steps", 0))
assert np.array_equal(np.load("film.npy"), pond[None]) and np.array_equal(np.load("last.npy"), pond)

ended = run.program("describe", "text.npy", "good.npy", "missing.npy")
assert ended.returncode == 1 and "NPY_ERR_MAGIC" in ended.stderr and "NPY_ERR_NOT_FOUND" in ended.stderr, ended
assert "  shape  (20, 30)\n" in ended.stdout, ended
assert run.program("describe").returncode == 2

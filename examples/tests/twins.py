"""twins.py TWIN…: of the same start a program and its twins in other languages make the same files, byte for byte, and print the same lines."""

import pathlib
import re
import sys

import run
import numpy as np

random = np.random.default_rng(11)
C = np.dtype([("id", "u4"), ("pos", "f8", (3,)), ("vel", "f4", (3,)), ("kind", "S8")], align=True)


def field():
    return {"in.npy": np.asfortranarray(random.integers(0, 200, (150, 30)).astype("f4"))}


def network():
    model = {"w0": random.standard_normal((6, 4)), "b0": random.standard_normal(6), "w1": random.standard_normal((2, 6)), "b1": np.zeros(2)}
    return {"model.npz": model, "x.npy": random.standard_normal((20, 4)).astype("f4")}


def particles():
    made = np.zeros(50, C)
    made["id"], made["pos"], made["vel"], made["kind"] = np.arange(50), random.random((50, 3)), random.random((50, 3)), b"muon"
    return {"in.npy": made}


# What is there first, and the runs, one after the other.
WORKFLOWS = {
    "training_set": (dict, [(".", 3), (".", 2)]),
    "live_series": (dict, [("series.npy", "--steps", 300), ("series.npy", "--steps", 200)]),
    "checkpoint": (dict, [("rod.npz", 250), ("rod.npz", 130, 50)]),
    "large_field": (field, [("in.npy", "out.npy", 40), ("in.npy", "whole.npy", 1000)]),
    "same_indices": (lambda: {"in.npy": random.random((30, 20))}, [("in.npy", "out.npy"), ("out.npy", "again.npy")]),
    "weights": (network, [("model.npz", "x.npy", "y.npy")]),
    "swarm": (particles, [("made.npy", 100), ("--move", "in.npy", "moved.npy")]),
}
ELSEWHERE = {"fetch_slice": "example.far", "heat_mpi": "mpi.heat"}


def left(program, start, runs):
    """What a program prints and leaves in an empty folder."""
    folder = pathlib.Path(program)
    folder.mkdir()
    for name, array in start.items():
        if isinstance(array, dict):
            np.savez(folder / name, **array)
        else:
            np.save(folder / name, array)
    said = [run.well(run.program(program, *arguments, cwd=folder)) for arguments in runs]
    return said, {path.name: path.read_bytes() for path in folder.iterdir()}


twins = {}
for name in sys.argv[1:]:
    alone = re.fullmatch("(.*)_(?:cpp|f)", name).group(1)
    if alone not in ELSEWHERE:
        twins.setdefault(alone, []).append(name)
assert twins.keys() == WORKFLOWS.keys(), twins.keys() ^ WORKFLOWS.keys()
for alone, others in twins.items():
    make, runs = WORKFLOWS[alone]
    start = make()
    said, files = left(alone, start, runs)
    assert len(files) > len(start), files.keys()
    for name in others:
        its, theirs = left(name, start, runs)
        assert its == said, (name, its, said)
        assert theirs.keys() == files.keys(), (name, theirs.keys(), files.keys())
        for file, data in files.items():
            assert theirs[file] == data, f"{name}: {file} is another one"
    print(f"{alone}: {len(others)} twins, {len(runs)} runs, {len(files) - len(start)} files, alike")

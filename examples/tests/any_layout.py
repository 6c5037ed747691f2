"""However the pond lies in its file, the simulation gives the same bytes."""

import pathlib

import run
import numpy as np

pond = np.random.default_rng(7).random((23, 37))
layouts = {
    "c": pond,
    "fortran": np.asfortranarray(pond),
    "big": pond.astype(">f8"),
    "fortran_big": np.asfortranarray(pond.astype(">f8")),
}
for name, array in layouts.items():
    np.save(f"{name}.npy", array)
    run.well(run.program("wave", f"{name}.npy", f"{name}.last", f"{name}.film", "--steps", 50, "--every", 7))
for name in layouts:
    for what in ("last", "film"):
        made = pathlib.Path(f"{name}.{what}").read_bytes()
        assert made == pathlib.Path(f"c.{what}").read_bytes(), (name, what)

film = np.load("c.film")
assert film.shape == (8, 23, 37) and film.dtype == "<f8" and np.array_equal(film[0], pond)
# A small pond and a thin one have walls on all sides of each cell.
for shape in ((1, 1), (1, 9), (9, 1), (2, 2)):
    np.save("thin.npy", np.random.default_rng(8).random(shape))
    run.well(run.program("wave", "thin.npy", "last.npy", "film.npy", "--steps", 30, "--every", 3, "--courant", 0.7))
    run.well(run.script("check.py", "thin.npy", "last.npy", "film.npy", "--every", 3, "--courant", 0.7))

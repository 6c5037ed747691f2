"""The energy of the waves stays what it was, at every step; at the limit of stability too, and not beyond it."""

import re

import run
import numpy as np

np.save("pond.npy", np.random.default_rng(9).random((31, 47)))
LIMIT = 0.5**0.5
for courant in (0.05, 0.5, LIMIT * (1 - 1e-9)):
    said = run.well(run.program("wave", "pond.npy", "last.npy", "film.npy", "--steps", 300, "--every", 1,
                                "--courant", f"{courant:.17g}"))
    film, k = np.load("film.npy"), courant**2
    assert len(film) == 301
    before, now = film[:-1], film[1:]
    motion = ((now - before) ** 2).sum((1, 2))
    slope = sum((np.diff(before, axis=axis) * np.diff(now, axis=axis)).sum((1, 2)) for axis in (1, 2))
    energy = (motion + k * slope) / 2
    # At the limit the shortest waves nearly grow, and so do the rounding errors.
    assert np.ptp(energy) < 1e-9 * energy[0], (courant, np.ptp(energy) / energy[0])
    first, last = map(float, re.search(r"energy (\S+) at first, (\S+) at last", said).groups())
    assert abs(first / energy[0] - 1) < 1e-12 and abs(last / energy[-1] - 1) < 1e-12, (first, last, energy)

for courant in (LIMIT * (1 + 1e-9), 1, 0, -0.5, "nan", "inf"):
    ended = run.program("wave", "pond.npy", "no.npy", "no.npy", "--courant", courant)
    assert ended.returncode == 2 and "unstable" in ended.stderr, (courant, ended)

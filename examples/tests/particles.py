"""A run that goes on from its checkpoint gives the bytes of one that was never interrupted, and NumPy judges the physics."""

import os
import pathlib

import run
import numpy as np

DT, STIFFNESS = 1e-3, np.array([1.0, 2, 3])


def ended_in(folder, *parts, count=100):
    """What the last of the runs said, one after the other in a folder of their own."""
    pathlib.Path(folder).mkdir()
    os.chdir(folder)
    said = [run.well(run.program("particles", steps, count)) for steps in parts][-1]
    os.chdir("..")
    return said


ended_in("first", 1)
at_once = ended_in("at_once", 500)
assert ended_in("in_parts", 100, 399, 1) == at_once
for name in ("checkpoint.npz", "particles.npy"):
    assert pathlib.Path("at_once", name).read_bytes() == pathlib.Path("in_parts", name).read_bytes(), name

checkpoint = np.load("at_once/checkpoint.npz")
assert checkpoint.files == ["particles", "step", "energies"] and checkpoint["step"] == 500 and checkpoint["step"].dtype == "i8"
particles = np.load("at_once/particles.npy")
assert particles.dtype == np.dtype([("id", "u4"), ("mass", "f8"), ("pos", "f8", (3,)), ("vel", "f8", (3,))], align=True), particles.dtype
assert (checkpoint["particles"] == particles).all() and (particles["id"] == np.arange(100)).all()

energies = checkpoint["energies"]
mass, pos, vel = particles["mass"][:, None], particles["pos"], particles["vel"]
assert np.allclose(energies[-1], [(mass * vel**2).sum() / 2, (STIFFNESS * pos**2).sum() / 2], rtol=1e-12)
total = energies.sum(1)
assert energies.shape == (500, 2) and np.ptp(total) < 1e-6 * total[0] and np.ptp(energies[:, 0]) > 1e-3 * total[0]
assert f"energy {total[-1]:.15g}\n" in at_once and "100 particles after 500 steps" in at_once, at_once
# Each axis of each particle is a harmonic oscillator: from the first step to the last it turns by an angle that is known.
first = np.load("first/particles.npy")
omega = np.sqrt(STIFFNESS / mass)
angle = omega * DT * 499
assert np.allclose(pos, first["pos"] * np.cos(angle) + first["vel"] / omega * np.sin(angle), atol=1e-5)

pathlib.Path("checkpoint.npz").write_bytes(b"no archive")
ended = run.program("particles", 1)
assert ended.returncode == 1 and ended.stderr.startswith("particles: checkpoint.npz: "), ended
assert run.program("particles").returncode == 2 and not pathlib.Path("particles.npy").exists()

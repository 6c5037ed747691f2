"""check.py POND.npy LAST.npy FILM.npy --every N --courant R: NumPy judges the physics of a run of `wave`.

With walls that reflect, each cosine of the pond swings for itself, and the scheme makes it swing with a frequency
that can be worked out. So the height at any step is known without any stepping, and the film is held against it.
"""

import argparse
import sys

import numpy as np

TOLERANCE = 1e-11


def cosines(n):
    """The matrix of the discrete cosine transform, and what the scheme's second difference makes of each row."""
    k = np.arange(n)
    matrix = np.cos(np.pi * np.outer(k, 2 * k + 1) / (2 * n)) * np.sqrt(2 / n)
    matrix[0] /= np.sqrt(2)
    return matrix, 4 * np.sin(np.pi * k / (2 * n)) ** 2


def exact(pond, courant):
    """A function that gives the height at a step."""
    (along_y, of_y), (along_x, of_x) = map(cosines, pond.shape)
    modes = along_y @ pond @ along_x.T
    angle = np.arccos(1 - courant**2 * (of_y[:, None] + of_x) / 2)
    return lambda step: along_y.T @ (modes * np.cos(step * angle)) @ along_x


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs=3)
    parser.add_argument("--every", type=int, required=True)
    parser.add_argument("--courant", type=float, required=True)
    options = parser.parse_args()
    pond, last, film = map(np.load, options.files)
    scale = abs(pond).max()
    at = exact(pond, options.courant)
    errors = {
        "the first frame is the pond": abs(film[0] - pond).max(),
        "the last frame is the last height": abs(film[-1] - last).max(),
        "each frame is the exact solution": max(
            abs(frame - at(i * options.every)).max() / scale for i, frame in enumerate(film)),
        "no water is lost": np.ptp(film.mean(axis=(1, 2))) / scale,
        "what was symmetric still is": max(
            (abs(film - np.flip(film, 1 + axis)).max() for axis in (0, 1) if np.array_equal(pond, np.flip(pond, axis))),
            default=0) / scale,
    }
    print(f"{len(film)} frames of {' x '.join(map(str, pond.shape))} cells, differences relative to the highest water:")
    for claim, error in errors.items():
        print(f"  {claim:36}{max(error, 0):8.1e}{'' if error < TOLERANCE else '   WRONG'}")
    if not all(error < TOLERANCE for error in errors.values()):
        sys.exit("the physics is wrong")


main()

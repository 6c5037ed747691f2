"""picture.py FILM.npy PICTURE.png --every N: six frames of the film; drawn in characters where Matplotlib is missing."""

import argparse
import os

import numpy as np

SHADES = "#*=~- .:oO8"  # from the deepest trough to the highest crest; the middle is still water


def chosen(film):
    """Six frames, the early ones closer together: that is where the pattern is made."""
    part = np.array([0, 1 / 8, 1 / 4, 5 / 12, 2 / 3, 1])
    return (part * (len(film) - 1)).round().astype(int)


def highest(film, frames):
    """The end of the scale. The first drops are higher than all that follows, so they may leave it."""
    return float(np.quantile(abs(film[frames[1:]]), 0.998))


def draw(film, frames, every, path):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    ny, nx = film.shape[1:]
    high = highest(film, frames)
    figure, axes = plt.subplots(2, 3, figsize=(12, 5.6), sharex=True, sharey=True, layout="constrained")
    for number, (place, frame) in enumerate(zip(axes.flat, frames)):
        image = place.imshow(film[frame], cmap="RdBu_r", vmin=-high, vmax=high, origin="lower",
                             extent=(0, nx, 0, ny), interpolation="bilinear")
        place.set_title(f"step {frame * every}", fontsize=11)
        place.set_xticks(np.linspace(0, nx, 5))
        place.set_yticks(np.linspace(0, ny, 5))
        if number % 3 == 0:
            place.set_ylabel("y (cells)")
        if number >= 3:
            place.set_xlabel("x (cells)")
    figure.colorbar(image, ax=axes, label="height of the water", extend="both", shrink=0.9, pad=0.015)
    figure.suptitle("Six drops on a pond, computed in C, written by npyrw, read by NumPy", fontsize=13)
    figure.savefig(path, dpi=110)


def typed(field, high, columns=72):
    """A field as lines of characters, which are about twice as high as wide."""
    rows = max(1, round(columns * field.shape[0] / field.shape[1] / 2))
    y = np.linspace(0, field.shape[0], rows + 1).astype(int)
    x = np.linspace(0, field.shape[1], columns + 1).astype(int)
    means = np.add.reduceat(np.add.reduceat(field, y[:-1], 0), x[:-1], 1) / np.outer(np.diff(y), np.diff(x))
    most = len(SHADES) // 2
    shade = (means / high * most).round().clip(-most, most).astype(int) + most
    return ["".join(SHADES[i] for i in row) for row in shade[::-1]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("film")
    parser.add_argument("picture")
    parser.add_argument("--every", type=int, required=True)
    options = parser.parse_args()
    film = np.load(options.film, mmap_mode="r")
    frames = chosen(film)
    try:
        draw(film, frames, options.every, options.picture)
        print(f"picture: {os.path.abspath(options.picture)}")
    except ImportError:
        print("picture: Matplotlib is not there, so in characters")
        high = highest(film, frames)
        for frame in frames:
            print(f"step {frame * options.every} ".ljust(72, "-"), *typed(film[frame], high), sep="\n")


main()

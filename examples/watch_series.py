"""watch_series.py SERIES.npy [--rows N]: looks at a file that grows, as long as it grows or until it has N rows.

Each look is an np.load; nothing is known of the program that writes. With Matplotlib and a screen
there is a picture that moves, else a line of text for each look that found more rows.
"""

import argparse
import os
import time

import numpy as np

WIDTH = 61


def looks(path, rows, patience):
    """The array, each time that it has become longer."""
    seen, quiet = -1, 0
    while seen < rows and quiet < patience:
        try:
            series = np.load(path)
        except FileNotFoundError:
            series = None
        if series is not None and len(series) > seen:
            seen, quiet = len(series), 0
            yield series
        else:
            quiet += 1
        time.sleep(0.02)


def in_text(series):
    if len(series):
        t, x = series[-1, :2]
        place = int(round((x + 25) / 50 * (WIDTH - 1)))
        print(f"{len(series):>8} rows  t {t:9.3f}  |" + "*".rjust(min(max(place, 0), WIDTH - 1) + 1).ljust(WIDTH) + "|", flush=True)


def in_pictures():
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    (line,) = axes.plot([], [], lw=0.7)
    axes.set(xlim=(-25, 25), ylim=(0, 50), xlabel="x", ylabel="z")

    def draw(series):
        line.set_data(series[:, 1], series[:, 3])
        axes.set_title(f"{len(series)} rows")
        plt.pause(0.01)

    return draw


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("series")
    parser.add_argument("--rows", type=int, default=2**62, help="look until there are so many")
    parser.add_argument("--patience", type=int, default=250, help="so many looks in vain, one every 20 ms, are enough")
    options = parser.parse_args()
    show = in_text
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        try:
            show = in_pictures()
        except ImportError:
            pass
    for series in looks(options.series, options.rows, options.patience):
        show(series)


main()

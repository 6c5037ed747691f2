"""The film becomes a picture, drawn by Matplotlib or in characters; and a comparison that fails says where."""

import pathlib

import run
import numpy as np

run.well(run.script("pond.py", "pond.npy"))
run.well(run.program("wave", "pond.npy", "last.npy", "film.npy", "--steps", 60, "--every", 10))

pathlib.Path("without").mkdir()
pathlib.Path("without/matplotlib.py").write_text("raise ImportError('hidden')\n")
drawn = run.well(run.script("picture.py", "film.npy", "no.png", "--every", 10, PYTHONPATH="without")).splitlines()
assert not pathlib.Path("no.png").exists()
titles = [line for line in drawn if line.startswith("step ")]
assert titles[0].startswith("step 0 ") and titles[-1].startswith("step 60 ") and len(titles) == 6, titles
rows = drawn[drawn.index(titles[-1]) + 1:]
assert len(rows) == 24 and {len(row) for row in rows} == {72}, rows
# Crests and troughs, and as symmetric as the pond.
assert set("O~") <= set("".join(rows)) and rows == rows[::-1] and all(row == row[::-1] for row in rows), rows

run_describe = run.well(run.program("describe", "pond.npy", "film.npy"))
pathlib.Path("described.txt").write_text(run_describe)
assert "npyrw and NumPy agree" in run.well(run.script("compare.py", "described.txt", "pond.npy", "film.npy"))
for old, new in (("<f8", "<f4"), ("(7, 240, 360)", "(7, 360, 240)"), ("order  C", "order  F"), ("min    0", "min    1")):
    assert old in run_describe
    pathlib.Path("described.txt").write_text(run_describe.replace(old, new))
    ended = run.script("compare.py", "described.txt", "pond.npy", "film.npy")
    assert ended.returncode == 1 and "DIFFERENT" in ended.stdout, (old, ended)

film = np.load("film.npy")
film[3, 5, 5] += 1e-9
np.save("film.npy", film)
ended = run.script("check.py", "pond.npy", "last.npy", "film.npy", "--every", 10, "--courant", 0.7)
assert ended.returncode == 1 and "WRONG" in ended.stdout, ended

try:
    import matplotlib  # noqa: F401
except ImportError:
    print("in characters only: no Matplotlib")
else:
    said = run.well(run.script("picture.py", "film.npy", "yes.png", "--every", 10, MPLCONFIGDIR="fonts"))
    png = pathlib.Path("yes.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n") and str(pathlib.Path("yes.png").resolve()) in said, said
    width, height = (int.from_bytes(png[i:i + 4], "big") for i in (16, 20))
    assert width > 1000 and height > 500, (width, height)

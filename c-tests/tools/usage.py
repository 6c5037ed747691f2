"""What holds for all commands: help, wrong command lines, exit codes, an output that is full, and the man page's options. Then plot and recover."""

import os
import re
import subprocess

import tool
from tool import DATA, SOURCE, USAGE, np, run, same, well

COMMANDS = ["info", "cat", "stats", "check", "diff", "convert", "recover", "plot"]
np.save("a.npy", np.arange(12.0).reshape(3, 4))

# --- help and versions ---------------------------------------------------------------------------
top = well("--help")
same((well("help"), well("-h"), run().stderr.decode(), run().returncode), (top, top, top, USAGE))
version = re.search(r'^version *= *"(.*)"', (SOURCE / "Cargo.toml").read_text(), re.M)[1]
same((well("--version"), well("-V")), (f"npyrw {version}\n",) * 2)
page = (SOURCE / "tools/npyrw.1").read_text()
of_page = set(re.findall(r"^\.It Fl (?:\w , )?-(\w+)", page, re.M))
of_help = {"help", "version"}
for command in COMMANDS:
    assert f"\n  {command} " in top, command
    text = well(command, "--help")
    same(well(command, "-h"), text, command)
    assert text.startswith(f"npyrw {command} ") and all(len(line) <= 100 for line in text.splitlines()), text
    options = re.findall(r"^  (?:-(\w), |    )--(\w+)(?: ([A-Z|a-z]+))?", text, re.M)
    of_help |= {name for _, name, _ in options}
    for letter, name, value in options:
        assert re.search(rf"^\.It Fl {letter} , -{name}\b" if letter else rf"^\.It Fl -{name}\b", page, re.M), (command, name)
        # What takes a value wants it; what takes none refuses it.
        if value and not name == "help":
            tool.ends(USAGE, f"--{name} wants", command, f"--{name}")
            if letter:
                tool.ends(USAGE, f"-{letter} wants", command, f"-{letter}")
        else:
            tool.ends(USAGE, f"--{name} takes no value", command, f"--{name}=1")
    tool.ends(USAGE, "there is no option --nonsense", command, "--nonsense", "a.npy")
    tool.ends(USAGE, "there is no option -", command, "-X", "a.npy")
    tool.ends(USAGE, "wants", command)
same(of_page, of_help, "the man page's options are those of the commands")
tool.ends(USAGE, "there is no command \\x1bx", "\x1bx")
for wrong in (["cat", "-n", "x"], ["cat", "-n", "-1"], ["cat", "-n", "99999999999999999999"], ["diff", "--rtol", "x"], ["diff", "--atol", "-1"],
              ["diff", "--rtol", "nan"], ["stats", "-t", ""], ["plot", "-W", "0"], ["plot", "-H", "1"], ["plot", "-W", "99999"],
              ["convert", "--to", "zip"], ["convert", "-c", "no"]):
    tool.ends(USAGE, "npyrw: ", *wrong, "a.npy", "b.npy")

# --- an output that takes nothing ----------------------------------------------------------------
if os.path.exists("/dev/full"):
    for command in (["info"], ["cat"], ["stats"], ["check"], ["plot"], ["--help"]):
        with open("/dev/full", "wb") as full:
            ended = subprocess.run([tool.TOOL, *command, *(["a.npy"] if command != ["--help"] else [])], stdout=full, stderr=subprocess.PIPE)
        same((ended.returncode, ended.stderr), (tool.UNWRITABLE, b"npyrw: standard output: No space left on device\n"), command)
    with open("/dev/full", "wb") as full:
        ended = subprocess.run([tool.TOOL, "convert", "a.npy", "-"], stdout=full, stderr=subprocess.PIPE)
    same(ended.returncode, tool.UNWRITABLE, "convert")
# Progress is for terminals alone.
np.save("large.npy", np.zeros((3000, 3000)))
for command in (["stats", "large.npy"], ["convert", "-o", "F", "large.npy", "f.npy"], ["diff", "large.npy", "large.npy"]):
    same(run(*command).stderr, b"", command)

# --- plot ----------------------------------------------------------------------------------------
random = np.random.default_rng(4)
SHADES = " .:-=+*#%@"


def cells(array, height, width):
    """The mean of the finite elements of each cell."""
    ny, nx = array.shape
    y, x = np.indices(array.shape)
    place = (y * height // ny) * width + x * width // nx
    good = np.isfinite(array)
    count = np.bincount(place[good], minlength=height * width)
    total = np.bincount(place[good], array[good], minlength=height * width)
    with np.errstate(invalid="ignore"):
        return (total / count).reshape(height, width)


for shape in ((30, 100), (200, 70), (5, 7), (1, 64), (17, 1)):
    array = random.integers(0, 64, shape) / 4
    array[0, 0], array[-1, -1] = np.nan, np.inf
    np.save("map.npy", array)
    lines = well("plot", "-W", "40", "-H", "10", "map.npy").splitlines()
    means = cells(array, min(10, shape[0]), min(40, shape[1]))
    low, high = np.nanmin(means), np.nanmax(means)
    same(lines[0], f"map.npy {shape}")
    drawn = [[" .:-=+*#%@?".index(c) for c in line[1:-1]] for line in lines[1:-1]]
    for row, values in zip(drawn, means, strict=True):
        for shade, value in zip(row, values, strict=True):
            if np.isnan(value):
                same(shade, 10, "nothing")
            else:
                level = (value - low) / (high - low) * 9 if high > low else 4.5
                assert abs(shade - level) <= 0.5 + 1e-9, (shape, shade, level)
                tool.checks += 1
curve = np.cumsum(random.integers(-3, 4, 500)).astype("i2")
np.save("curve.npy", curve)
lines = well("plot", "-W", "50", "-H", "11", "curve.npy").splitlines()
low, high = int(curve.min()), int(curve.max())
same((lines[1].split("|")[0].strip(), lines[11].split("|")[0].strip()), (str(high), str(low)))
for x in range(50):
    column = curve[x * 10:(x + 1) * 10]
    rows = [10 - i for i in range(11) if lines[1 + i].split("|", 1)[1].ljust(50)[x] == "*"]
    wanted = [np.floor((v - low) / (high - low) * 10 + 0.5) for v in (column.min(), column.max())]
    same(sorted(rows), list(range(int(wanted[0]), int(wanted[1]) + 1)), f"column {x}")
tool.ends(USAGE, "3 axes", "plot", DATA / "shape_c.npy")
tool.ends(USAGE, "0 axes", "plot", DATA / "shape_single.npy")
tool.ends(USAGE, "nothing to be drawn", "plot", DATA / "shape_empty.npy")
tool.ends(USAGE, "only booleans", "plot", DATA / "scalar_c16_big.npy")
np.save("nan.npy", np.full(5, np.nan))
tool.ends(USAGE, "all is NaN", "plot", "nan.npy")
np.save("flat.npy", np.full((2, 3), 1e308))
assert "'@' is 1e+308" in well("plot", "flat.npy")

# --- recover -------------------------------------------------------------------------------------
np.save("whole.npy", np.arange(20.0).reshape(10, 2))
whole = open("whole.npy", "rb").read()
assert "whole.npy: " in well("recover", "whole.npy")
same(open("whole.npy", "rb").read(), whole)
with open("more.npy", "wb") as file:
    file.write(whole + np.array([20.0, 21, 22]).tobytes())
well("recover", "more.npy")
same(np.load("more.npy").tolist(), np.arange(22.0).reshape(11, 2).tolist())
same(os.path.getsize("more.npy"), len(whole) + 16)
with open("less.npy", "wb") as file:
    file.write(whole[:-20])
tool.ends(tool.DIFFERENT, "8 rows", "recover", "less.npy")
same(np.load("less.npy").tolist(), np.arange(16.0).reshape(8, 2).tolist())
well("recover", "less.npy")
tool.ends(tool.UNREADABLE, "missing.npy", "recover", "missing.npy", "whole.npy")

tool.done(400)

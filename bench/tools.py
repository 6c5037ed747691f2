"""The command line, its start and end included, beside NumPy in a Python that runs already."""

import json
import os
import subprocess

import files
from measure import ratio, report, row
import numpy as np

TOOL = os.environ["NPYRW_TOOL"]
MANY = 10_000


def run(*arguments):
    return subprocess.run([TOOL, *arguments], stdout=subprocess.PIPE, check=True).stdout


@row
def stats_1gb(rounds):
    """`npyrw stats` of a file of 1 GB, against min, max and mean of NumPy's map"""
    name = files.npy((11_200, 11_200))

    def theirs():
        u = np.load(name, mmap_mode="r")
        return u.min(), u.max(), u.mean()

    def ours():
        return json.loads(run("stats", "--json", name))[0]

    low, high, mean = theirs()
    told = ours()
    assert (told["min"], told["max"]) == (low, high) and abs(told["mean"] - mean) < 1e-12
    report("stats_1gb", stats_1gb.__doc__, ratio(min(rounds, 7), theirs, ours), 2)


@row
def info_10000(rounds):
    """`npyrw info` of 10,000 files, against a loop over np.load"""
    folder = files.tiny(MANY)
    names = [os.path.join(folder, f"{i:05}.npy") for i in range(MANY)]

    def theirs():
        for name in names:
            np.load(name)

    assert len(run("info", *names).splitlines()) == MANY
    report("info_10000", info_10000.__doc__, ratio(min(rounds, 5), theirs, lambda: run("info", *names)), 20)

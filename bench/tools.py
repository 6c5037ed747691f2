"""The command line, its start and end included, beside NumPy in a Python that runs already."""

import json
import os
import subprocess

from measure import path, ratio, report, row
import numpy as np

TOOL = os.environ["NPYRW_TOOL"]
GIGABYTE, MANY = 125_000_000, 10_000


def run(*arguments):
    return subprocess.run([TOOL, *arguments], stdout=subprocess.PIPE, check=True).stdout


@row
def stats_1gb(rounds):
    """stats of a file of 1 GB: min, max and mean of NumPy's map against npyrw"""
    name = path("stats_1gb.npy")
    if not os.path.exists(name):
        np.save(name, np.random.default_rng(7).random(GIGABYTE))

    def theirs():
        u = np.load(name, mmap_mode="r")
        return u.min(), u.max(), u.mean()

    def ours():
        return json.loads(run("stats", "--json", name))[0]

    low, high, mean = theirs()
    told = ours()
    assert (told["min"], told["max"]) == (low, high) and abs(told["mean"] - mean) < 1e-12
    result = report(stats_1gb.__doc__, ratio(min(rounds, 7), theirs, ours), 2, least=True)
    os.remove(name)
    return result


@row
def info_10000(rounds):
    """info of 10,000 files: a loop over np.load against npyrw"""
    folder = path("many_files")
    names = [os.path.join(folder, f"{i:05}.npy") for i in range(MANY)]
    if not os.path.exists(names[-1]):
        os.makedirs(folder, exist_ok=True)
        for i, name in enumerate(names):
            np.save(name, np.zeros((i % 7 + 1, 3)))

    def theirs():
        for name in names:
            np.load(name)

    assert len(run("info", *names).splitlines()) == MANY
    return report(info_10000.__doc__, ratio(min(rounds, 5), theirs, lambda: run("info", *names)), 20, least=True)

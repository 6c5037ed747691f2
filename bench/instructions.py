"""instructions.py PROGRAM COUNTS: counts what small jobs cost, in instructions, and holds them against COUNTS.

PROGRAM is small.c. A count that is more than 5 % above the committed one is a failure; with another compiler than the one
the counts are of, or another processor's code, 25 %. NPYRW_BLESS=1 writes down what is counted here.
"""

import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

JOBS = ("header", "read_file", "read_member", "save_file", "save_member")
FEW, MANY = 100, 600


def collected(program, job, times):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, job, str(times)],
                          capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def count(program, job):
    return (collected(program, job, MANY) - collected(program, job, FEW)) / (MANY - FEW)


def compiler():
    """What the counts depend on besides the sources."""
    rustc = subprocess.run([os.environ.get("NPYRW_RUSTC", "rustc"), "--version"], capture_output=True, text=True).stdout.split()
    return f"rustc {rustc[1] if len(rustc) > 1 else 'unknown'}, {platform.machine()}, {' '.join(platform.libc_ver())}"


def main():
    program, path = sys.argv[1], pathlib.Path(sys.argv[2])
    if not shutil.which("valgrind"):
        print("skipped: no valgrind")
        return 77
    subprocess.run([program, "header", "0"], check=True)
    found = {job: count(program, job) for job in JOBS}
    here = compiler()
    if os.environ.get("NPYRW_BLESS"):
        path.write_text(f"# Instructions of one time (bench/small.c), with {here}; written by\n"
                        "# NPYRW_BLESS=1 ctest --preset default -R bench.instructions\n" +
                        "".join(f"{job} {n:.0f}\n" for job, n in found.items()))
        print(f"blessed: {path}")
    text = path.read_text()
    same = f"with {here};" in text
    most = 1.05 if same else 1.25
    if not same:
        print(f"note: this is {here}, which the counts are not of, so {most:.0%} of them are allowed")
    committed = {job: int(n) for job, n in (line.split() for line in text.splitlines() if not line.startswith("#"))}
    assert list(committed) == list(JOBS), f"{path} has other jobs"
    wrong = []
    for job, n in found.items():
        above = n / committed[job]
        print(f"{job:<12} {n:>10,.0f} instructions, {committed[job]:,} committed: {above:.3f} of it, at most {most}")
        if above > most:
            wrong.append(job)
    if wrong:
        print(f"more instructions than before: {', '.join(wrong)}. If that is meant:")
        print("    NPYRW_BLESS=1 ctest --preset default -R bench.instructions")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())

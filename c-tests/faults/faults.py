"""faults.py WORKER [--long]: what is left of a file when the system fails or kills its writer.

The worker is run again and again: each of its system calls in turn fails, is cut short, or is its
last, and it is killed at random instants. NumPy judges the file, then a next writer goes on with it. Prints
counts; a file that is neither old nor new, a row that was flushed and is gone, a
temporary file that stays, each is a failure and ends the run with 1.
"""

import argparse
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

try:
    import numpy as np
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

WIDTH, ELEMENTS, LARGE = 3, 1000, 40000
TOTAL = 197  # the rows that the worker adds
KINDS = ("kill", "EIO", "ENOSPC", "EDQUOT", "EINTR", "short", "ENOMEM", "from-ENOSPC", "from-EIO")
counts = Counter()
wrong = []


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def rows(count):
    return np.arange(count * WIDTH, dtype="<f8").reshape(count, WIDTH)


def growing(count):
    """The file of a writer that adds rows, not finished."""
    return saved(rows(count)).replace(b"(%d, 3), }" % count + b" " * (21 - len(str(count))), b"(%21d, 3), }" % count)


def tight(count):
    """A header as NumPy wrote it before 1.14, with no room to grow."""
    text = b"{'descr': '<f8', 'fortran_order': False, 'shape': (%d, 3), }" % count
    text += b" " * (-(10 + len(text) + 1) % 16) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + rows(count).tobytes()


def with_more(file, count, more, part=0):
    """The same with rows behind it that its header does not know, and a part of one."""
    return file + rows(count + more)[count:].tobytes() + b"\1" * part


class Run:
    """What a worker told."""

    def __init__(self, name, at=0, kind="kill", after=None, trace=False):
        command = [options.worker, name, str(at), kind] + ["trace"] * trace
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder)
        if after is not None:
            time.sleep(after)
            worker.kill()
        self.lines = worker.communicate(timeout=60)[0].decode().splitlines()
        self.killed = worker.returncode == -signal.SIGKILL
        self.about = f"{name}, {kind} at call {at}"
        # Who is dead, or can do nothing any more, leaves what the next one removes.
        self.helpless = self.killed or kind == "from-EIO"
        if worker.returncode not in (0, -signal.SIGKILL):
            self.fail(f"the worker ended with {worker.returncode}")
        last = self.lines[-1].split() if self.lines else []
        ended = len(last) == 6 and last[0] == "calls"
        self.calls, self.met, self.well = (int(last[1]), last[3] == "1", last[5] == "1") if ended else (0, self.killed, False)

    def told(self, word, default=0):
        numbers = [int(line.split()[1]) for line in self.lines if line.startswith(word + " ")]
        return numbers[-1] if numbers else default

    def says(self, text):
        return any(text in line for line in self.lines)

    def fail(self, what):
        wrong.append(f"{self.about}: {what}")
        print(wrong[-1], *self.lines[-6:], sep="\n    ", flush=True)

    def check(self, right, what):
        if not right:
            self.fail(what)
        return right


def put(file):
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    if file is not None:
        with open(path, "wb") as out:
            out.write(file)


def found():
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def litter():
    return sorted(set(os.listdir(folder)) - {"a.npy"})


def swept(run):
    """Nothing lies beside the file; if the writer could not see to it, when the next one is done."""
    if not run.helpless:
        run.check(not litter(), f"left beside the file: {litter()}")
        return
    counts["left beside the file for the next writer"] += bool(litter())
    before = found()
    again = Run("save")
    run.check(again.well, "the next writer fails")
    run.check(not litter(), f"the next writer left {litter()}")
    put(before)


def judge_replaced(run, old, new):
    file = found()
    run.check(file in (old, new), "neither the old file nor the new one")
    counts["old file"] += file == old
    counts["new file"] += file == new
    if run.well:
        run.check(file == new, "success, and not the new file")
    elif not run.killed:
        run.check(file == old or run.says("new file is in its place"), "failure, and the new file")
    run.check(run.killed or run.well or not run.about.split(", ")[1].startswith(("EINTR", "short")), "not tried again")
    swept(run)


def judge_mapped(run, old, new):
    file = found()
    zeros = saved(np.zeros(ELEMENTS))
    if file != old:
        right = file is not None and len(file) == len(new) and file[:128] == new[:128]
        if run.check(right, "neither the old file nor a new one"):
            array = np.load(path)
            right = array == np.frombuffer(new[128:])
            run.check(np.all(right | (array == 0)), "other elements than were stored")
    counts["old file"] += file == old
    counts["new file"] += file != old
    run.check(file != old or not run.says("mapped"), "mapped, and the old file")
    run.check(not run.well or file == new, "success, and not what was stored")
    run.check(file in (old, zeros) or run.says("mapped"), "stored into before it was mapped")
    swept(run)


def judge_grown(run, start, there=0, whole=True):
    """As many rows as were flushed at least, as were written at most, each right. The file had `start`, or
    `there` with those that a dead writer had not flushed."""
    least, most = run.told("flushed", start), max(run.told("writing", start), there)
    kept = max(least, run.told("rows"))
    try:
        array = np.load(path)
    except (OSError, ValueError) as error:
        run.check(start == 0 and run.told("rows", -1) < 0 and found() is None, f"NumPy: {error}")
        swept(run)
        return
    count = len(array)
    run.check(np.array_equal(array, rows(count)), "wrong rows")
    run.check(count <= most, f"{count} rows, {most} were written")
    carried = count < least
    if carried:
        # The one state that shows less: between the writes of a count that is carried.
        run.check("watched" in run.about and (run.killed or run.met), f"{count} rows, {least} were flushed")
        counts["count too low while others had the file open, told by npy_recover()"] += 1
    else:
        counts["all rows that were flushed"] += 1
    if run.says("discarded") and not run.says("failed flush"):
        run.check(count == kept, f"{count} rows after a discard, {kept} were flushed")
    if run.well:
        # While others have it open the header stays one that can grow.
        finished = found() == (growing(count) if "watched" in run.about else saved(rows(count)))
        run.check(count == most == least and finished, "finished, and not the bytes that it should be")
    if not run.helpless:
        run.check(not litter(), f"left beside the file: {litter()}")
    else:
        counts["left beside the file for the next writer"] += bool(litter())
    if whole:
        go_on(run, least)


def go_on(run, least):
    """npy_recover() finds all that was flushed, and a next writer adds to it."""
    if not run.killed and run.well:
        return
    next_run = Run("recover")
    run.check(next_run.well, "npy_recover() fails")
    count = next_run.told("recovered")
    run.check(count >= least and found() == saved(rows(count)), f"recovered {count} rows, {least} were flushed")
    run.check(not litter(), f"npy_recover() left {litter()}")
    next_run = Run("append")
    run.check(next_run.well and found() == saved(rows(count + TOTAL)), "the next writer fails")


def judge_looked(run):
    """The file is as it was, and what was seen of it is what is in it."""
    run.check(found() == OLD and not run.says("the sum is"), "not the file that was there")
    swept(run)


def judge_recovered(run, count):
    if run.well:
        run.check(run.told("recovered") == count and found() == saved(rows(count)), "not made whole")
    elif run.killed or run.met:
        try:
            array = np.load(path)
            run.check(len(array) <= count and np.array_equal(array, rows(len(array))), "wrong rows")
        except ValueError:
            # A header that claimed too much claims it still.
            counts["not whole yet"] += 1
        again = Run("recover")
        run.check(again.well and again.told("recovered") == count, "not made whole the second time")
        run.check(len(found()) == len(saved(rows(count))) and np.array_equal(np.load(path), rows(count)), "wrong rows")
    if not run.helpless:
        run.check(not litter(), f"left beside the file: {litter()}")


def judge_rows_of_old_header(run, start):
    """A file whose header has no room is replaced by one that has."""
    if run.well:
        run.check(np.array_equal(np.load(path), rows(start + TOTAL)), "wrong rows")
    else:
        count = len(np.load(path))
        run.check(count >= run.told("flushed", start) or run.killed or "from-" in run.about, "rows are gone")
        run.check(np.array_equal(np.load(path), rows(count)), "wrong rows")
    if not run.helpless:
        run.check(not litter(), f"left beside the file: {litter()}")
    counts["all rows that were flushed"] += 1


OLD = saved(np.arange(ELEMENTS) + 0.5)
NEW = saved(np.arange(7000.0, 7000 + ELEMENTS))
NEW_LARGE = saved(np.arange(7000.0, 7000 + LARGE))
DEAD = with_more(growing(4), 4, 2, 5)

# What the worker does, on which file, how what is left is judged, and what of it the short form has.
MOST = ("kill", "EIO", "short", "from-ENOSPC")
SCENARIOS = (
    ("save", None, lambda run: judge_replaced(run, None, NEW), MOST),
    ("save", OLD, lambda run: judge_replaced(run, OLD, NEW), MOST),
    ("save sync", OLD, lambda run: judge_replaced(run, OLD, NEW), MOST),
    ("save never", None, lambda run: judge_replaced(run, None, NEW), MOST),
    ("create", OLD, lambda run: judge_replaced(run, OLD, NEW_LARGE), MOST),
    ("create growing", OLD, lambda run: judge_replaced(run, OLD, NEW_LARGE), ()),
    ("map", OLD, lambda run: judge_mapped(run, OLD, NEW), MOST),
    ("map sync", None, lambda run: judge_mapped(run, None, NEW), ()),
    ("look", OLD, judge_looked, ("EIO",)),
    ("append", None, lambda run: judge_grown(run, 0), ("kill", "from-ENOSPC")),
    ("append once", saved(rows(4)), lambda run: judge_grown(run, 4), ("EIO",)),
    ("append", saved(rows(4)), lambda run: judge_grown(run, 4), ()),
    ("append", DEAD, lambda run: judge_grown(run, 4, 6), ()),
    ("append", tight(4), lambda run: judge_rows_of_old_header(run, 4), ()),
    ("append sync", saved(rows(4)), lambda run: judge_grown(run, 4), ()),
    ("append discard", saved(rows(4)), lambda run: judge_grown(run, 4), ()),
    ("shared append", saved(rows(4)), lambda run: judge_grown(run, 4), ()),
    ("shared append once", saved(rows(4)), lambda run: judge_grown(run, 4), ()),
    ("watched append once", saved(rows(4)), lambda run: judge_grown(run, 4), ("kill",)),
    ("recover", DEAD, lambda run: judge_recovered(run, 6), MOST),
    ("recover", with_more(saved(rows(9)), 9, 100, 7), lambda run: judge_recovered(run, 109), ("kill",)),
    ("recover", saved(rows(9))[:-30], lambda run: judge_recovered(run, 7), ("kill",)),
    ("shared recover", with_more(saved(rows(9)), 9, 100), lambda run: judge_recovered(run, 109), ()),
)


def each_call(name, file, judge, kinds):
    for kind in kinds:
        at, met = 0, 0
        while True:
            at += 1
            put(file)
            run = Run(name, at, kind)
            if not run.killed and run.calls < at:
                break
            met += run.met
            counts["killed at a call" if run.killed else "with a fault"] += run.met
            if run.met:
                judge(run)
        print(f"{name:<20} {kind:<12} {at - 1:>4} calls, {met:>4} of them met", flush=True)


def at_random(times):
    """Kills a writer that does nothing but add rows; the next one goes on with what is left."""
    chance = random.Random(7)
    put(None)
    count = 0
    for _ in range(times):
        run = Run("append on", after=chance.random() * 0.02)
        run.check(run.killed, "not killed")
        counts["killed at a random instant"] += 1
        judge_grown(run, count, whole=False)
        fixed = Run("recover")
        if os.path.exists(path):
            count = fixed.told("recovered")
            run.check(fixed.well and count >= run.told("flushed", 0), f"{count} rows recovered")
            run.check(not litter(), f"npy_recover() left {litter()}")
        if count > 50_000:
            put(None)
            count = 0


def calls_of_a_flush(name, most):
    """A flush is a few calls of the system, and writes no more than the digits of a count."""
    put(saved(rows(4)))
    run = Run(name, trace=True)
    calls, largest = [], 0
    for line in run.lines:
        if line.startswith("writing"):
            calls = []
        elif line.startswith("call"):
            calls.append(line.split()[2])
        elif line.startswith("flushed"):
            # The first two belong to the row itself.
            largest = max(largest, len(calls) - 2)
            run.check(calls[:2] == ["fstat", "pwrite"] and "rename" not in calls, f"a flush of {calls}")
    run.check(0 < largest <= most, f"{largest} calls for a flush, expected {most} at most")
    print(f"{name:<20} {largest} system calls at most for a flush", flush=True)


def without():
    """Where there are no locks, no leases, no reserving, no renaming to a new name and no reading ahead of maps, all
    works as well; only a header that grows stays one, because nobody can say who reads it."""
    worked = 0
    for name, file, _, _ in SCENARIOS:
        put(file)
        run = Run(name, 1, "from-EINVAL")
        run.check(run.well or "discard" in name, "fails where something is missing")
        run.check(not litter(), f"left beside the file: {litter()}")
        if "append" in name or "recover" in name:
            array = np.load(path)
            run.check(np.array_equal(array, rows(len(array))), "wrong rows")
            run.check(len(array) == max(run.told("flushed"), run.told("recovered"), run.told("rows")), f"{len(array)} rows")
        elif name != "look":
            run.check(found() == (NEW_LARGE if "create" in name else NEW), "not the new file")
        worked += 1
    print(f"{worked} ways to write and to look without what a system may lack", flush=True)


def order_of_a_sync():
    """Bytes are on the disk before a name or a count says that they are there, and this one then, too."""
    put(OLD)
    names = [line.split()[2] for line in Run("save sync", trace=True).lines if line.startswith("call")]
    renamed = names.index("rename")
    wrong.extend([f"save sync: {names}"] * (not ("fsync" in names[:renamed] and "fsync" in names[renamed:])))
    put(saved(rows(4)))
    calls = []
    for line in Run("append sync", trace=True).lines:
        if line.startswith("writing"):
            calls = []
        elif line.startswith("call") and line.split()[2] in ("pwrite", "fdatasync"):
            calls.append(line.split()[2])
        elif line.startswith("flushed"):
            right = calls[:2] == ["pwrite", "fdatasync"] and calls[-1] == "fdatasync" and "pwrite" in calls[2:-1]
            wrong.extend([f"append sync: {calls}"] * (not right))
    print("save sync, append sync: synced before and after", flush=True)


parser = argparse.ArgumentParser(description="Fails or kills a writer at each of its system calls.")
parser.add_argument("worker")
parser.add_argument("--long", action="store_true", help="everything, and 10,000 kills at random instants")
options = parser.parse_args()
options.worker = os.path.abspath(options.worker)
folder = os.path.join(os.environ.get("NPYRW_TEST_TMP", "."), "files")
os.makedirs(folder, exist_ok=True)
path = os.path.join(folder, "a.npy")
for scenario, file, judge, short in SCENARIOS:
    each_call(scenario, file, judge, KINDS if options.long else short)
without()
order_of_a_sync()
calls_of_a_flush("append", 5)
calls_of_a_flush("append sync", 7)
calls_of_a_flush("watched append", 9)
at_random(10_000 if options.long else 200)
print()
for what, count in sorted(counts.items()):
    print(f"{count:>7,} {what}")
print(f"{len(wrong):>7,} wrong")
least = 10_000 if options.long else 300
sys.exit(1 if wrong or sum(counts.values()) < least else 0)

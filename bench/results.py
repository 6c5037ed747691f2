"""What was measured, and how it is shown while it is: a line a row."""

import os
import statistics
import subprocess

# The rows, what was skipped and why, curves by name, and what the program `memory` said.
ALL, SKIPPED, CURVES, MEMORY, ABOUT = [], {}, {}, [], {}
FAILED = []


class Result:
    """A row: what it is held against, and whether the goals are met."""

    def __init__(self, name, text, size_met=True):
        self.name, self.text, self.size_met = name, text, size_met
        self.seconds, self.numpy, self.limit, self.peers = {}, None, None, {}

    def took(self, sides):
        for side in sides:
            self.seconds.setdefault(side.title, statistics.median(side.seconds))

    def against_numpy(self, quartiles, least):
        """How many times as fast as NumPy."""
        self.numpy = {"quartiles": quartiles, "goal": least, "met": quartiles[1] >= least}

    def against_limit(self, title, quartiles, most, x="x "):
        """How many times the time of something; or, with x="", a number of its own."""
        self.limit = {"title": x + title, "quartiles": quartiles, "most": most, "met": quartiles[1] <= most}

    def against_peer(self, name, quartiles, least):
        self.peers[name] = {"quartiles": quartiles, "goal": least, "met": least is None or quartiles[1] >= least}

    def met(self):
        sides = [side for side in (self.numpy, self.limit, *self.peers.values()) if side]
        return self.size_met and all(side["met"] for side in sides)

    def cells(self):
        """Our time, and against NumPy, others, the limit."""
        ours = next(iter(self.seconds.values()), None)
        numpy = limit = ""
        if self.numpy:
            numpy = f"{number(self.numpy['quartiles'][1])} x (>= {self.numpy['goal']:g} {word(self.numpy)})"
        if self.limit:
            at = self.limit
            limit = f"{number(at['quartiles'][1])} {at['title']} (<= {at['most']:.4g} {word(at)})"
        peers = ", ".join(f"{name} {number(side['quartiles'][1])} x" + (f" (>= {side['goal']:g} {word(side)})" if side["goal"] else "")
                          for name, side in self.peers.items())
        return duration(ours), numpy, peers, limit

    def as_json(self):
        return {"name": self.name, "text": self.text, "seconds": self.seconds, "numpy": self.numpy, "peers": self.peers,
                "limit": self.limit, "met": self.met()}


def word(side):
    return "met" if side["met"] else "MISSED"


def number(x):
    return f"{x:.0f}" if x >= 100 else f"{x:.1f}" if x >= 10 else f"{x:.2f}"


def duration(seconds):
    if seconds is None:
        return ""
    for unit, size in (("s", 1), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def add(result):
    ALL.append(result)
    ours, numpy, peers, limit = result.cells()
    print(f"{result.name:<24} {ours:>8}  " + " | ".join(cell for cell in (numpy and "NumPy " + numpy, limit, peers) if cell), flush=True)


def skip(name, why):
    SKIPPED[name] = why
    print(f"{name}: skipped, {why}", flush=True)


def fail(name, why):
    """A row that could not be measured though everything for it is there: the others go on."""
    FAILED.append(name)
    SKIPPED[name] = f"failed: {why}"
    print(f"{name}: FAILED, {why}", flush=True)


def missed():
    return [result.name for result in ALL if not result.met()] + FAILED


def memory():
    """The row of the memory beside the array."""
    from files import FOLDER
    done = subprocess.run([os.path.join(FOLDER, "memory")], cwd=FOLDER, capture_output=True, text=True)
    if done.returncode == 77:
        return skip("memory", done.stdout.strip().removeprefix("skipped: "))
    if done.returncode not in (0, 2):
        raise SystemExit(f"memory: {done.stderr}")
    for line in done.stdout.splitlines():
        text, payload, beside, most, met = line.split("\t")
        MEMORY.append({"text": text, "payload": int(payload), "beside": int(beside), "most": int(most), "met": met == "met"})
        print(f"    {text:<64} {int(beside) / 1024:>8.0f} KiB beside {int(payload) >> 20} MiB")
    result = Result("memory", "Memory beside the array, in parts of what is allowed: the worst job")
    result.against_limit("what is allowed", [max(row["beside"] / row["most"] for row in MEMORY if row["most"])] * 3, 1)
    return add(result)

"""soak.py WORKER SECONDS: programs that write and read the same files at once, are killed at random, and are judged
by NumPy while they run and when they have ended. Prints counts; anything wrong ends it with 1.
"""

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

WORKERS, FILES, WIDTH = 3, 4, 3
ROUND = 4  # seconds that a worker lives if nobody kills it
counts, wrong = Counter(), []
rng = random.Random(20255)


class Worker:
    seed = 0

    def __init__(self, seconds):
        Worker.seed += 1
        self.process = subprocess.Popen([sys.argv[1], str(Worker.seed), str(seconds)], stdout=subprocess.PIPE, text=True)

    def ended(self, kill=False):
        if kill:
            self.process.send_signal(signal.SIGKILL)
        told = self.process.communicate(timeout=120)[0].splitlines()
        code = self.process.returncode
        counts["workers killed" if code == -signal.SIGKILL else "workers that ended by themselves"] += 1
        if code not in (0, -signal.SIGKILL):
            wrong.append(f"a worker ended with {code}")
        for line in told:
            if line.startswith("wrong: "):
                wrong.append(line)
            elif line.startswith("count "):
                _, name, done, refused = line.split()
                counts[f"{name}, well"] += int(done)
                counts[f"{name}, refused: busy or not there"] += int(refused)


def numpy_reads(path, mode=None):
    """Reads a file and holds it against what can be in it; None if it is not there yet."""
    try:
        found = np.load(path, mmap_mode=mode)
    except FileNotFoundError:
        return None
    if path[0] == "g":
        expected = np.arange(found.size, dtype="<f8").reshape(-1, WIDTH)
        return None if np.array_equal(found, expected) else f"{path} has other rows"
    if path[0] == "s":
        return None if (found == found.size).all() else f"{path} is mixed"
    with found:
        mixed = [name for name in found.files if not (found[name] == found[name].size).all()]
    return f"{path} has {mixed}" if mixed else None


def judge(path, mode=None):
    counts["files read by NumPy"] += 1
    for again in (False, True):
        try:
            problem = numpy_reads(path, mode)
        except Exception as error:  # noqa: BLE001: whatever it is, the file was not to be read
            problem = f"{path}: {error!r}"
            # A count that gets longer can be met half way, once; what is wrong with the file stays.
            if not again and path[0] == "g":
                counts["counts met half way, read again"] += 1
                continue
        break
    if problem:
        wrong.append(problem)


def main():
    end = time.time() + float(sys.argv[2])
    paths = [f"{kind}{i}.np{'z' if kind == 'z' else 'y'}" for kind in "gsz" for i in range(FILES)]
    workers = [Worker(ROUND) for _ in range(WORKERS)]
    while time.time() < end and len(wrong) < 20:
        time.sleep(rng.random() * 0.3)
        path = rng.choice(paths)
        # To map a file NumPy opens it twice: one that is replaced as a whole may be another one by then.
        judge(path, rng.choice((None, "r")) if path[0] == "g" else None)
        for i, worker in enumerate(workers):
            kill = rng.random() < 0.08
            if kill or worker.process.poll() is not None:
                worker.ended(kill)
                workers[i] = Worker(ROUND)
    for worker in workers:
        worker.ended()
    # Whoever comes last finds everything, and tidies up what the killed have left.
    last = Worker(ROUND)
    last.ended()
    for path in paths:
        judge(path)
    counts["rows in the files that grew"] = sum(len(np.load(p)) for p in paths if p[0] == "g" and os.path.exists(p))
    left = [name for name in os.listdir(".") if name not in paths]
    counts["temporary files that the killed have left"] = len(left)
    if any(not name.startswith(".npyrw-") for name in left) or len(left) > 3 * WORKERS * len(paths):
        wrong.append(f"left behind: {sorted(left)}")
    for name, count in sorted(counts.items()):
        print(f"{count:10,} {name}")
    print(f"{len(wrong):10,} wrong")
    for problem in wrong[:20]:
        print(problem)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

"""Programs that are kept alive and asked in turn; bench/README.md has the protocol."""

import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


class Worker:
    def __init__(self, name, command, environment=None):
        self.name, self.command, self.environment, self.process = name, command, environment, None

    def ask(self, line):
        """The seconds that a line took; None for a job that the worker does not know."""
        if self.process is None:
            environment = {**os.environ, **(self.environment or {})}
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        answer = self.process.stdout.readline().strip()
        if not answer:
            self.process.wait()
            self.process = None
            raise SystemExit(f"the worker {self.name} ended at: {line}")
        return None if answer == "unknown" else float(answer)

    def end(self):
        """Gives back what it holds; the next question starts it anew."""
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process.stdout.close()
            self.process = None


class Workers(dict):
    """By name. Those of `peers` are asked whatever npyrw is asked."""

    def __init__(self, folder, extra=()):
        made = [Worker("npyrw", [f"{folder}/workers/npyrw"]), Worker("limit", [f"{folder}/workers/limit"]),
                Worker("codec", [f"{folder}/workers/codec"]),
                Worker("NumPy", [sys.executable, "-B", f"{HERE}/workers/with_numpy.py"])]
        self.peers = []
        for name in ("ndarray-npy", "npyz"):
            program = f"{folder}/workers/{name}"
            if os.path.exists(program):
                self.peers.append(Worker(name, [program]))
            else:
                print(f"{name}: skipped, it could not be built")
        for word in extra:
            name, _, command = word.partition("=")
            if not command:
                raise SystemExit(f"a worker is NAME=/PATH, not {word}")
            self.peers.append(Worker(name, command.split()))
        super().__init__((worker.name, worker) for worker in made + self.peers)

    def end(self):
        for worker in self.values():
            worker.end()


# Their argument is not how often they are done.
ONCE = ("headers", "first", "npz_threads")


class Side:
    """What one worker is asked in each round, and what it took."""

    def __init__(self, worker, job, path, times=1, title=None):
        self.worker, self.job, self.path, self.times = worker, job, path, times
        self.title, self.seconds = title or worker.name, []

    def ask(self):
        taken = self.worker.ask(f"{self.job} {self.path} {self.times}")
        return None if taken is None else taken / (1 if self.job in ONCE else self.times)


def in_turn(sides, rounds, most_seconds, least_rounds=5):
    """Asks all sides in turn, first one unmeasured round; leaves out who does not know the job. At least `least_rounds`,
    then until `rounds` are done or `most_seconds` are over."""
    sides = [side for side in sides if side.ask() is not None]
    started = time.monotonic()
    for i in range(rounds):
        if i >= min(least_rounds, rounds) and time.monotonic() - started > most_seconds:
            break
        for side in sides if i % 2 == 0 else reversed(sides):
            side.seconds.append(side.ask())
    return sides


def quartiles(numerators, denominators):
    """Of the rounds' ratios."""
    found = [a / b for a, b in zip(numerators, denominators)]
    return statistics.quantiles(found, n=4) if len(found) > 1 else found * 3


def two_processors(workers):
    """How many times as fast two spinning threads are as one."""
    sides = [Side(workers["limit"], job, ".") for job in ("spin", "spin2")]
    in_turn(sides, 3, 10)
    return min(sides[0].seconds) / min(sides[1].seconds)

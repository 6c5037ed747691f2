"""How cost grows: with size, members, threads and selected elements. None may bend upwards."""

import math
import os

import files
import results
from workers import Side, in_turn

N, ALL = 12_500_000, 10_000_000
SIZES = [128 * 4**k for k in range(13)]
MEMBERS = [10**k for k in range(6)]
SELECTED = [10**k for k in range(8)]
# A step may be steeper than proportional by this exponent, and more where the bare machine is (caches end).
TOLERANCE = 0.5


def few(size):
    """How often: about 4 MB in all."""
    return max(1, min(2000, (1 << 22) // size))


def slope(xs, ys, i):
    """By which power of x the time grows from point i to the next."""
    return math.log(ys[i + 1] / ys[i]) / math.log(xs[i + 1] / xs[i])


def steepest(xs, curve, bare=None, most=1.0):
    """How far the steepest step is above what it may be, and where."""
    found = []
    for i in range(len(xs) - 1):
        allowed = max(most, slope(xs, bare, i) if bare else most) + TOLERANCE
        found.append((slope(xs, curve, i) - allowed, slope(xs, curve, i), xs[i], xs[i + 1]))
    return max(found)


def judge(name, text, unit, xs, curves, most=1.0):
    """Adds the row of a curve: npyrw's is the first, the bare machine's is called limit."""
    results.CURVES[name] = {"text": text, "unit": unit, "x": xs, "seconds": curves}
    for x, *times in zip(xs, *curves.values()):
        print(f"    {x:>12,} {unit:<10} " + "  ".join(f"{title} {results.duration(t)}" for title, t in zip(curves, times)))
    if len(xs) < 2:
        return results.skip(name, "there is one point only")
    for title, curve in curves.items():
        if title not in ("npyrw", "npyrw writes", "npyrw reads one"):
            continue
        above, found, low, high = steepest(xs, curve, curves.get("limit"), most)
        result = results.Result(name if title == "npyrw" else f"{name}_{title.split()[-1]}",
                                f"{text}{title[5:]}: steepest from {low:,} to {high:,}")
        result.against_limit("power of the size", [found] * 3, found - above, x="")
        results.add(result)
    return None


def curve(points, rounds, seconds=2):
    """The least time of each side at each point, as steps between medians would be steps of noise: `points` makes the
    sides for one."""
    curves = {}
    for sides in points:
        for side in in_turn(sides, rounds, seconds, 3):
            curves.setdefault(side.title, []).append(min(side.seconds))
        for side in sides:
            for end in (".out.npy", ".out.npz"):
                if os.path.exists(side.path + end):
                    os.remove(side.path + end)
    return curves


def growth_size(name, workers, rounds):
    """Reading, from 128 bytes to 2 GB"""
    def points():
        for size in SIZES:
            path = files.bytes_npy(size)
            yield [Side(workers[worker], "read", path, few(size)) for worker in ("npyrw", "limit", "NumPy")]
            if size >= 1 << 30:
                os.remove(path)
                workers.end()
    judge(name, growth_size.__doc__, "bytes", SIZES, curve(points(), rounds))


def growth_members(name, workers, rounds):
    """Archives of 1 to 100,000 members: all read"""
    def points():
        for count in MEMBERS:
            rows, times = files.rows(count), max(1, 1000 // count)
            archive = files.by_npyrw(workers["npyrw"], "npz_many", rows, f"grown_{count}.npz")
            yield [Side(workers["npyrw"], "npz_all", archive, times), Side(workers["npyrw"], "npz_many", rows, times, "npyrw writes"),
                   Side(workers["npyrw"], "npz_one", archive, max(times, 5), "npyrw reads one")]
    judge(name, growth_members.__doc__, "members", MEMBERS, curve(points(), rounds))


def growth_threads(name, workers, rounds):
    """A member of 100 MB in blocks, by 1 thread to as many as there are processors"""
    path = files.by_npyrw(workers["npyrw"], "npz_blocks", files.plain("smooth", N), "blocks_smooth.npz")
    threads = list(range(1, len(os.sched_getaffinity(0)) + 1))
    points = ([Side(workers["npyrw"], "npz_threads", path, n)] for n in threads)
    # More threads may cost no more.
    judge(name, growth_threads.__doc__, "threads", threads, curve(points, rounds, 4), most=0)


def growth_selected(name, workers, rounds):
    """The first elements of 80 MB, from one to all"""
    path = files.npy(ALL)
    points = ([Side(workers[worker], "first", path, n) for worker in ("npyrw", "NumPy")] for n in SELECTED)
    judge(name, growth_selected.__doc__, "elements", SELECTED, curve(points, rounds))


ROWS = {row.__name__: row for row in (growth_size, growth_members, growth_threads, growth_selected)}


def run(name, workers, rounds):
    ROWS[name](name, workers, min(rounds, 7))

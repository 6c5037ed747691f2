"""The goals: a job, what it must be against NumPy, against others, and against what the machine does without a library."""

import dataclasses
import os
import subprocess

import files
import numpy as np
import results
from workers import Side, in_turn, quartiles

N, FEW, GIGABYTE = 12_500_000, 1_000_000, (11_200, 11_200)
ROWS = {}
LEAST_TWO = 1.8


@dataclasses.dataclass
class Against:
    """A worker and its job that npyrw is held against: at most so many times its time."""
    worker: str
    job: str
    title: str
    most: float
    path: object = None
    times: int = 0


@dataclasses.dataclass
class Goal:
    """A row. `path` makes the file when the row is wanted; `numpy` is how many times as fast as NumPy it must be."""
    text: str
    job: str
    path: object
    numpy: float = None
    numpy_job: str = None
    numpy_path: object = None
    limit: Against = None
    times: int = 1
    numpy_times: int = 0
    peers: bool = True
    peer: float = None
    two: bool = False
    size: float = None
    same: str = None
    seconds: float = 5
    rounds: int = 15
    large: bool = False


def goal(name, *arguments, **more):
    ROWS[name] = Goal(*arguments, **more)


def resolve(path, workers):
    return path(workers) if callable(path) else path


def run(name, workers, rounds, processors):
    """Measures a row and adds it to the results."""
    row = ROWS[name]
    if row.two and processors() < LEAST_TWO:
        return results.skip(name, f"two threads run only {processors():.2f} times as fast as one here")
    path = resolve(row.path, workers)
    ours = Side(workers["npyrw"], row.job, path, row.times)
    sides, numpy, limit, peers = [ours], None, None, []
    if row.numpy is not None:
        numpy = Side(workers["NumPy"], row.numpy_job or row.job, resolve(row.numpy_path, workers) or path,
                     row.numpy_times or row.times)
        sides.append(numpy)
    if row.limit:
        at = row.limit
        limit = Side(workers[at.worker], at.job, resolve(at.path, workers) or path, at.times or row.times, at.title)
        sides.append(limit)
    if row.peers:
        peers = [Side(peer, row.job, path, row.numpy_times or row.times) for peer in workers.peers]
    text = row.text
    if row.size or row.same:
        text = written(row, ours, numpy)
    answered = in_turn(sides + peers, min(rounds, row.rounds), row.seconds)
    for side in sides:
        if side not in answered:
            raise SystemExit(f"{name}: the worker {side.worker.name} does not know {side.job}")
    result = results.Result(name, text, size_met=not (row.size and "MISSED" in text))
    result.took(answered)
    if numpy:
        result.against_numpy(quartiles(numpy.seconds, ours.seconds), row.numpy)
    if limit:
        result.against_limit(limit.title, quartiles(ours.seconds, limit.seconds), row.limit.most)
    for peer in peers:
        if peer in answered:
            result.against_peer(peer.worker.name, quartiles(peer.seconds, ours.seconds), row.peer)
    results.add(result)
    for end in (".out.npy", ".out.npz"):
        if os.path.exists(path + end):
            os.remove(path + end)
    if row.large:
        workers.end()
    return None


def written(row, ours, numpy):
    """The row's text, after a look at what both have written."""
    out = ours.path + (".out.npz" if "npz" in ours.job else ".out.npy")
    ours.worker.ask(f"{ours.job} {ours.path}")
    if row.same:
        os.replace(out, out + ".ours")
        numpy.worker.ask(f"{numpy.job} {numpy.path}")
        with open(out, "rb") as a, open(out + ".ours", "rb") as b:
            if a.read() != b.read():
                raise SystemExit(f"{ours.job}: another file than NumPy's")
        os.remove(out + ".ours")
        return row.text
    size = os.path.getsize(out)
    numpy.worker.ask(f"{numpy.job} {numpy.path}")
    size /= os.path.getsize(out)
    return f"{row.text}; {size:.3f} of NumPy's size, goal <= {row.size}: {'met' if size <= row.size else 'MISSED'}"


def kind_of_disk():
    os.makedirs(files.FOLDER, exist_ok=True)
    return subprocess.run(["stat", "-f", "-c", "%T", files.FOLDER], capture_output=True, text=True).stdout.strip()


def megabyte(_):
    return files.npy(125_000)


def hundred(_):
    return files.npy(N)


def gigabyte(_):
    return files.npy(GIGABYTE)


def small(_):
    return files.npy(496)


goal("headers_10000", "Open 10,000 tiny files and read their headers", "headers", lambda _: files.tiny(10_000), 10,
     limit=Against("limit", "headers", "open + pread + close", 1.3), times=10_000)

goal("read_4kb", "Read 4 KB", "read", small, 12, limit=Against("limit", "read", "open + pread + close", 1.3), times=1000)
goal("read_1mb", "Read 1 MB", "read", megabyte, 4, limit=Against("limit", "read", "a bare pread", 1.1), times=50)
goal("read_100mb", "Read 100 MB", "read", hundred, 1.7, limit=Against("limit", "read", "a bare pread", 1.1))
goal("read_1gb", "Read 1 GB", "read", gigabyte, 1.4, limit=Against("limit", "read", "a bare pread", 1.1), peers=False, seconds=15,
     large=True)
goal("read_1gb_steady", "Read 1 GB that nobody shortens", "read_steady", gigabyte, 2.2,
     limit=Against("limit", "read_steady", "a map and a streaming copy", 1.1), peers=False, seconds=15, large=True)
goal("load_100mb", "Load 100 MB into memory of the library's", "load", hundred, 1.0,
     limit=Against("limit", "load", "pread into new large pages", 1.15), peer=2.5)
goal("map_1gb", "Map 1 GB and take the first element", "map", gigabyte, 8,
     limit=Against("limit", "map", "open + fstat + mmap", 1.3), times=500)

for size, path, least, times in (("4kb", small, 5, 200), ("1mb", megabyte, 2.2, 20), ("100mb", hundred, 1.1, 1)):
    goal(f"write_{size}", f"Write {size[:-2]} {size[-2:].upper()}, a new file", "write", path, least,
         limit=Against("limit", "write", "fallocate + write", 1.1), times=times, same="npy")

goal("write_4kb_whole", "Write 4 KB, a new file, which nobody sees half done", "write", small,
     limit=Against("limit", "write_unseen", "a file without a name, write, link", 1.5), times=200, peers=False)
goal("write_4kb_in_place", "Write 4 KB, a new file, under its name at once (NPY_REPLACE_IN_PLACE)", "write_in_place", small,
     limit=Against("limit", "write", "write", 1.6), times=200, peers=False)

COPY = Against("limit", "copy", "a copy in memory", 1.4)
goal("npz_steady_1mb", "Read a stored member, 1 MB, that nobody shortens", "npz_steady", lambda _: files.stored(125_000), 6, limit=COPY, times=50)
goal("npz_steady_100mb", "The same, 100 MB", "npz_steady", lambda _: files.stored(N), 5, limit=COPY)
goal("npz_steady_1gb", "The same, 1 GB", "npz_steady", lambda _: files.stored(10 * N), 6, limit=COPY, peers=False, seconds=15, large=True)
goal("npz_read_100mb", "Read a stored member, 100 MB, by pread", "npz_read", lambda _: files.stored(N), 3,
     limit=Against("npyrw", "read", "the same array as .npy", 1.2, hundred))
goal("npz_write_1mb", "Write a stored member, 1 MB", "npz_write", megabyte, 4,
     limit=Against("npyrw", "write", "the .npy write", 1.35), times=20, same="npz")
goal("npz_write_100mb", "The same, 100 MB", "npz_write", hundred, 2.5,
     limit=Against("npyrw", "write", "the .npy write", 1.35), same="npz")


def inflate(kind, count):
    return Against("codec", "inflate", "the bare inflate", 1.1, lambda _: files.raw(files.deflated(kind, count)))


for size, count, read, load, load_random, times in (("1mb", 125_000, 2.5, 3.5, 2.5, 20), ("100mb", N, 1.4, 2.5, 1.7, 1)):
    words = f"{size[:-2]} MB"
    goal(f"deflated_read_{size}", f"Read a deflated member of NumPy's, {words}, smooth", "npz_read",
         lambda _, count=count: files.deflated("smooth", count), read, limit=inflate("smooth", count), times=times)
    goal(f"deflated_load_{size}", f"Load it, {words}, into memory of the library's", "npz_load",
         lambda _, count=count: files.deflated("smooth", count), load, limit=inflate("smooth", count), times=times)
    goal(f"deflated_load_random_{size}", f"The same, {words}, random", "npz_load",
         lambda _, count=count: files.deflated("random", count), load_random, limit=inflate("random", count), times=times)

ONE_THREAD = 1 / 1.7
goal("deflated_eight", "Read 8 deflated members, two threads", "npz_all2", lambda _: files.eight(400_000), 4, "npz_all",
     limit=Against("npyrw", "npz_all", "one thread", ONE_THREAD), two=True)

for kind, least, most in (("smooth", 4, 1.02), ("random", 4, 1.02), ("rounded", 4, 1.02), ("int32", 12, 1.02), ("u8", 3, 1.05)):
    goal(f"deflate_{kind}", f"Deflate {kind}", "npz_deflate", lambda _, kind=kind: files.plain(kind, FEW), least, size=most)
for kind, least, most in (("smooth", 6, 1.05), ("random", 15, 1.05), ("rounded", 20, 1.05), ("int32", 30, 1.05), ("u8", 5, 1.22)):
    goal(f"blocks_write_{kind}", f"Deflate {kind} in blocks, two threads", "npz_blocks2", lambda _, kind=kind: files.plain(kind, FEW), least,
         "npz_deflate", limit=Against("npyrw", "npz_blocks", "one thread", ONE_THREAD), size=most, two=True)


def blocks(workers):
    return files.by_npyrw(workers["npyrw"], "npz_blocks", files.plain("smooth", N), "blocks_smooth.npz")


def pieces(count):
    """The deflate stream of as much of the same data as `count` blocks hold."""
    def path(workers):
        name = f"blocks_{count}"
        elements = int(count * 32_768)
        piece = files.made(f"{name}.npy", lambda f: np.save(f, np.load(files.plain("smooth", N), mmap_mode="r")[N // 3:][:elements]))
        return files.raw(files.by_npyrw(workers["npyrw"], "npz_deflate", piece, f"{name}.npz"))
    return path


goal("blocks_read", "Read a member of 100 MB in blocks, two threads", "npz_read2", blocks, 3, "npz_read",
     limit=Against("npyrw", "npz_read", "one thread", ONE_THREAD), two=True)
# A block is checked as a whole, so it is unpacked as a whole; 64 KiB anywhere are in one and a quarter of them, on average.
for size, job, count, title in (("8 bytes", "npz_part8", 1, "the inflate of one block"),
                                ("64 KiB", "npz_part64k", 1.25, "the inflate of 1.25 blocks")):
    goal(f"blocks_{job[4:]}", f"Read {size} anywhere in it", job, blocks, 300,
         limit=Against("codec", "inflate", title, 1.2, pieces(count), 200), times=200, numpy_times=1, rounds=7)

goal("many_one", "Read one of 10,000 members", "npz_one", lambda _: files.many(10_000), 100, times=20, numpy_times=1)
goal("many_list", "List 10,000 members", "npz_list", lambda _: files.many(10_000), 50, times=20, numpy_times=1)
goal("many_all", "Read 10,000 members", "npz_all", lambda _: files.many(10_000), 80, rounds=7)
goal("many_write", "Write 10,000 members", "npz_many", lambda _: files.rows(10_000), 20, same="npz", rounds=7)

goal("swap_100mb", "Read 100 MB of big-endian doubles, against load + astype", "read_native", lambda _: files.npy(N, ">f8"), 6, "astype",
     limit=Against("npyrw", "read", "the same read without a swap", 1.15, hundred))
goal("transpose", "Read Fortran 8192 x 8192 in C order, against load + ascontiguousarray", "read_c", lambda _: files.fortran(8192), 15,
     "contiguous", limit=Against("limit", "copy", "a copy in memory", 2.5), seconds=10)
goal("columns", "Write every second column of 4096 x 4096", "write_columns", lambda _: files.npy((4096, 4096)),
     3 if kind_of_disk() == "tmpfs" else 5, same="npy",
     limit=Against("npyrw", "write", "the write of as much in one piece", 2, lambda _: files.npy((4096, 2048))))

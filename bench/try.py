"""try.py NPYRW LIMIT: asks the workers of npyrw, of the bare machine and of NumPy for every job that a row asks them
for, on tiny files: each answers with a time, and what is written is what NumPy writes. And a curve that bends upwards is
found."""

import os
import sys

try:
    import numpy as np
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

os.environ["NPYRW_BENCH_TMP"] = os.getcwd()
import files  # noqa: E402
import goals  # noqa: E402
import growth  # noqa: E402
import workers  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
NPYRW, LIMIT = (workers.Worker(*pair) for pair in zip(("npyrw", "limit"), ([sys.argv[1]], [sys.argv[2]])))
NUMPY = workers.Worker("NumPy", [sys.executable, "-B", f"{HERE}/workers/with_numpy.py"])


def file_for(job):
    """A tiny file that a job can be done on."""
    if job == "headers":
        return files.tiny(10)
    if job in ("read_c", "contiguous"):
        return files.fortran(20)
    if job in ("read_native", "astype"):
        return files.npy(500, ">f8")
    if job in ("write_columns", "npz_many"):
        return files.npy((20, 30))
    if job in ("npz_one", "npz_list", "npz_all", "npz_all2"):
        return files.many(10)
    if job.startswith("npz_") and "write" not in job and "deflate" not in job and "blocks" not in job:
        return files.deflated("smooth", 20_000)
    return files.npy(500)


def asked():
    """Who is asked for what by the rows."""
    for row in goals.ROWS.values():
        yield NPYRW, row.job
        if row.numpy is not None:
            yield NUMPY, row.numpy_job or row.job
        if row.limit and row.limit.worker in ("npyrw", "limit"):
            yield (NPYRW if row.limit.worker == "npyrw" else LIMIT), row.limit.job
    yield from ((LIMIT, "copy_stream"), (NPYRW, "first"), (NUMPY, "first"), (NPYRW, "npz_threads"), (LIMIT, "load"), (NPYRW, "load"))


def contents(path):
    loaded = np.load(path)
    return {"": loaded} if isinstance(loaded, np.ndarray) else {key: loaded[key] for key in loaded.files}


def main():
    written = {}
    for worker, job in dict.fromkeys(asked()):
        path = file_for(job)
        taken = worker.ask(f"{job} {path} 2")
        assert taken is not None and taken > 0, f"{worker.name}: {job}: {taken}"
        for end in (".out.npy", ".out.npz"):
            if os.path.exists(path + end):
                written[worker.name, job] = contents(path + end)
                os.remove(path + end)
    print(f"{len(written)} jobs have written")
    for (name, job), arrays in written.items():
        same = {"write_in_place": "write", "write_unseen": "write"}.get(job, "npz_deflate" if "blocks" in job else job)
        wanted = written["NumPy", same]
        assert arrays.keys() == wanted.keys() and all(np.array_equal(arrays[key], wanted[key]) for key in wanted), f"{name}: {job}"
    assert {"write", "write_columns", "npz_write", "npz_deflate", "npz_blocks2", "npz_many"} <= {job for _, job in written}
    for worker in (NPYRW, LIMIT, NUMPY):
        assert worker.ask(f"no_such_job {files.npy(500)}") is None, worker.name
        worker.end()
    sizes = [10**k for k in range(5)]
    assert growth.steepest(sizes, [1e-6 + 1e-9 * n for n in sizes])[0] <= 0
    assert growth.steepest(sizes, [1e-9 * n**1.6 for n in sizes])[0] > 0
    bent = [1e-9 * n * (30 if n > 1000 else 1) for n in sizes]
    assert growth.steepest(sizes, bent)[0] > 0 and growth.steepest(sizes, bent, bent)[0] <= 0


if __name__ == "__main__":
    main()

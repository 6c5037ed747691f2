"""Measures npyrw beside NumPy, other libraries and the bare machine, and prints one table of goals.

Whatever is compared is asked in turn in this run; nothing is compared across runs.
"""

import argparse
import functools
import os
import shutil
import sys

import files
import goals
import growth
import languages
import measure
import results
import show
import workers as workers_
import selections  # noqa: F401: its rows, and those of the next three
import growing  # noqa: F401
import mpi  # noqa: F401
import tools  # noqa: F401


def known():
    """All rows, in the order of the table."""
    return [*goals.ROWS, *measure.ROWS, *languages.ROWS, *growth.ROWS, "memory"]


def run(name, workers, rounds, processors):
    if name in goals.ROWS:
        goals.run(name, workers, rounds, processors)
    elif name in measure.ROWS:
        measure.ROWS[name](rounds)
    elif name in languages.ROWS:
        languages.run(name, workers, rounds)
    elif name in growth.ROWS:
        growth.run(name, workers, rounds)
    else:
        results.memory()


def main():
    parser = argparse.ArgumentParser(description="Measures npyrw; each row is held against something.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="some of: " + ", ".join(known()))
    parser.add_argument("--rounds", type=int, default=15, help="the most rounds of a row (15)")
    parser.add_argument("--workers", default="", help="more libraries to ask: 'NAME=/PATH …'")
    parser.add_argument("--docs", action="store_true", help="write docs/performance.md and its plots from this run, or, with "
                        "--rounds 0, from the last")
    options = parser.parse_args()
    unknown = [name for name in options.rows if name not in known()]
    if unknown:
        parser.error(f"no row {', '.join(unknown)}; there are: {', '.join(known())}")
    if options.rounds == 0:
        return show.docs()
    os.makedirs(files.FOLDER, exist_ok=True)
    # Smaller than a row's files or memory would be measured differently.
    if shutil.disk_usage(files.FOLDER).free < 12 << 30:
        print(f"note: less than 12 GB are free in {files.FOLDER}; all rows together want that")
    workers = workers_.Workers(files.FOLDER, options.workers.split())
    processors = functools.cache(lambda: workers_.two_processors(workers))
    results.ABOUT |= show.about(os.getloadavg()[0], measure.npyrw_version(), measure.np.__version__)
    for name in options.rows or known():
        try:
            run(name, workers, options.rounds, processors)
        except SystemExit as end:
            results.fail(name, end)
    workers.end()
    # What was measured of some rows alone does not take the place of a whole run, unless the page is to have it.
    show.write("results" if options.docs or not options.rows else "some", whole=not options.rows)
    if options.docs:
        show.docs()
    missed = results.missed()
    count = len(results.ALL) + len(results.FAILED)
    print(f"{count - len(missed)} of {count} rows meet their goals" + (f"; missed: {', '.join(missed)}" if missed else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

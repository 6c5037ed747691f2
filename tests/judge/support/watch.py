"""What a hostile file may cost: a minute of time, some memory, and a few looks at each of its bytes."""

import contextlib
import os
import resource
import threading

SECONDS = 60
# Beyond what the process has: the library's own tables, a window of 8 MiB, what malloc takes ahead.
MEMORY = 160 << 20
now = ""


def too_long():
    print(f"{now}: not done after {SECONDS} s", flush=True)
    os._exit(1)


def addresses():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


@contextlib.contextmanager
def case(name):
    """Ends the test if what is in it takes longer than a minute; what asks for more memory is told that there is none,
    which no case expects."""
    global now
    now = name
    # Calls of the library leave Python to its other threads.
    timer = threading.Timer(SECONDS, too_long)
    timer.daemon = True
    timer.start()
    limits = resource.getrlimit(resource.RLIMIT_AS)
    if os.path.exists("/proc/self/statm"):
        resource.setrlimit(resource.RLIMIT_AS, (addresses() + MEMORY, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)
        timer.cancel()
        timer.join()


def steps(calls, size, factor):
    """That these reads, pairs of offset and size, are few, and no more than `factor` times the file and 64 KiB."""
    asked = sum(n for _, n in calls)
    assert len(calls) <= 100 + size // 16, f"{now}: {len(calls)} reads of a file of {size} bytes"
    assert asked <= factor * size + (64 << 10) * max(factor, 1), f"{now}: {asked} bytes asked for, of {size}"

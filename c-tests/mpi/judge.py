"""judge.py GROUP RANKS: runs a group of cases of the MPI tests with one library, and NumPy judges what each left.

Cases that end well run one after the other in one start of mpirun, which costs more than most of them.

From the environment: NPYRW_MPIRUN, the library's mpirun; NPYRW_MPI_PROGRAM and NPYRW_MPI_SMALL, the program as it is
and with small steps in place of gigabytes; NPYRW_MPI_PRELOAD, a library to be loaded in front; NPYRW_MPI_FORTRAN,
NPYRW_MPI_HEAT, NPYRW_MPI_HEAT_CPP and NPYRW_MPI_HEAT_F, the Fortran test and the examples. No run is without a time limit.
"""

import io
import os
import re
import subprocess
import sys
import time

import numpy as np

GROUP, RANKS = sys.argv[1], int(sys.argv[2])
PARTICLE = np.dtype([("id", "<i4"), ("x", "<f4", (3,))])
GROUPS = {
    "data": ("blocks", "empty", "memory", "append", "restart"),
    # Where a call of MPI takes at most 1,000 bytes, so that the turns are taken that gigabytes take.
    "small_steps": ("blocks", "memory", "append", "overlaps"),
    "refusals": ("arguments", "overlaps", "bad_files", "places", "given_up"),
}
PREPARE, JUDGE, ALONE = {}, {}, {}


def into(table):
    def add(function):
        table[function.__name__] = function
        return function
    return add


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def environment():
    env = dict(os.environ)
    # Open MPI wants to be told that root means it, and both that there may be more ranks than cores.
    env.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMPI_MCA_rmaps_base_oversubscribe="1",
               OMPI_MCA_mpi_yield_when_idle="1", OMPI_MCA_btl_base_warn_component_unused="0",
               PRTE_MCA_rmaps_default_mapping_policy=":oversubscribe", OMP_NUM_THREADS="1")
    return env


def run(*command, ranks=RANKS, may_fail=False, limit=60):
    """mpirun, at most for `limit` seconds."""
    env, preload = environment(), os.environ.get("NPYRW_MPI_PRELOAD")
    launch = ["timeout", "-k", "5", str(limit), os.environ["NPYRW_MPIRUN"], "-n", str(ranks)]
    if preload:
        launch += ["env", f"LD_PRELOAD={preload}"]
    started = time.monotonic()
    done = subprocess.run([*launch, *command], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=limit + 30)
    print(done.stdout, end="", flush=True)
    if done.returncode == 124 or time.monotonic() - started > limit - 1:
        sys.exit("it hung")
    if not may_fail and done.returncode != 0:
        sys.exit(f"ended with {done.returncode}")
    return done


def saved(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def same(name, array):
    """The file is the one that numpy.save writes of that array, and np.load agrees."""
    loaded = np.load(name)
    assert loaded.dtype == array.dtype and loaded.shape == array.shape, (name, loaded.dtype, loaded.shape)
    assert np.array_equal(loaded, array), (name, loaded)
    with open(name, "rb") as file:
        assert file.read() == saved(array), f"{name} is not byte for byte what numpy.save writes"
    assert not os.path.exists(name + ".partial"), name


def values(shape, order="C"):
    return np.asarray(np.arange(int(np.prod(shape)), dtype="f8").reshape(shape), order=order)


# What is in the folder before a case, and what must be there afterwards.

@into(JUDGE)
def blocks():
    for ndim in range(1, 5):
        for order in "CF":
            for collective in "01":
                same(f"blocks_{ndim}{order}{collective}.npy", values((13, 7, 6, 9)[:ndim], order))


@into(JUDGE)
def empty():
    for tail in ("", "_c"):
        same(f"one_rank{tail}.npy", values((5, 3)))
        same(f"nothing{tail}.npy", np.zeros((0, 3)))
        same(f"scalar{tail}.npy", np.array(2.5))
    same("in_turn.npy", values((5, 3)))


@into(JUDGE)
def memory():
    for kind in "012":
        for collective in "01":
            for order in "CF":
                same(f"memory_{kind}{collective}{order}.npy", values((11, 8, 5), order))


@into(JUDGE)
def append():
    rows = [(call, rank, i) for call in range(3) for rank in range(RANKS) for i in range((rank * 3 + call) % 5)]
    particles = np.zeros(len(rows), PARTICLE)
    for n, (call, rank, i) in enumerate(rows):
        particles[n] = n, (rank, call, i)
    matrix = np.concatenate([rank * 1000 + values((rank + 1, 3)) for rank in range(RANKS)])
    for tail in ("", "_c"):
        same(f"particles{tail}.npy", particles)
        same(f"rows{tail}.npy", matrix)
        same(f"columns{tail}.npy", np.asarray(matrix.T, order="F"))
        same(f"no_rows{tail}.npy", np.zeros((0, 3)))
    # Headers whose size hangs on the number of rows: valid all, and nearly all of them NumPy's.
    others = 0
    for length in range(1, 65 if RANKS < 3 else 1):
        for tall, rows in ((100, 1), (100, 2), (3, 1)):
            name, field = f"grows_{length}_{tall}_{rows}.npy", "a" * length
            expected = np.zeros((tall, rows), [(field, "<f8")], order="F")
            expected[field] = np.arange(tall * rows).reshape((tall, rows), order="F")
            loaded = np.load(name)
            assert loaded.dtype == expected.dtype and np.array_equal(loaded, expected), name
            with open(name, "rb") as file:
                others += file.read() != saved(expected)
    assert RANKS > 2 or 0 < others < 10, others


@into(PREPARE)
def restart():
    np.save("numpy_c.npy", values((17, 10, 3)))
    np.save("numpy_f.npy", values((17, 10, 3), "F"))
    np.save("numpy_1.npy", values((17,)))
    np.save("numpy_big.npy", np.arange(20, dtype=">u8"))


@into(JUDGE)
def arguments():
    same("good.npy", values((6, 4)))


@into(PREPARE)
def bad_files():
    def write(name, data):
        with open(name, "wb") as file:
            file.write(data)

    whole = saved(np.arange(100.0))
    write("text.npy", b"no array\n" * 100)
    write("empty.npy", b"")
    write("zeros.npy", bytes(4096))
    write("cut.npy", whole[:-1])
    write("header.npy", whole[:10] + whole[10:128].replace(b"shape", b"shave") + whole[128:])
    write("version.npy", whole[:6] + b"\x09" + whole[7:])
    np.save("objects.npy", np.array([{}, None]), allow_pickle=True)
    os.mkdir("folder.npy")
    os.mkfifo("pipe.npy")


@into(JUDGE)
def places():
    same("there.npy", values((6, 4)) + 200)
    same("at 12:30:00.npy", values((6, 4)) + 400)
    same("synced.npy", values((6, 4)) + 400)
    left = [name for name in os.listdir() if name.endswith(".partial")]
    assert not left, left


@into(JUDGE)
def given_up():
    same("kept.npy", values((6, 4)) + 7)


@into(JUDGE)
def write_fails():
    same("kept.npy", values((6, 4)) + 7)
    same("fails.npy", values((6, 4)))


# What needs more than one start, or something around it.

@into(ALONE)
def full_disk():
    os.mkdir("full")
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "npyrw-test", "full"], capture_output=True, text=True) \
        if os.geteuid() == 0 else None
    if mount is None or mount.returncode != 0:
        skip("only root may mount a small file system, and not everywhere")
    try:
        run(os.environ["NPYRW_MPI_PROGRAM"], "full_disk")
    finally:
        subprocess.run(["umount", "-l", "full"], check=True)


@into(ALONE)
def killed():
    for before in (None, values((6, 4)) + 50):
        for name in ("written", "again"):
            if os.path.exists(name):
                os.remove(name)
        if before is not None:
            np.save("killed.npy", before)
        done = run(os.environ["NPYRW_MPI_PROGRAM"], "killed", may_fail=True)
        assert done.returncode != 0 and os.path.exists("written"), "it was not killed where it should"
        if before is None:
            assert not os.path.exists("killed.npy"), "a file stands under the name"
        else:
            same_bytes = open("killed.npy", "rb").read() == saved(before)
            assert same_bytes, "the old file has changed"
        for options in ({}, {"mmap_mode": "r"}, {"allow_pickle": True}):
            try:
                loaded = np.load("killed.npy.partial", **options)
            except Exception as error:  # whatever NumPy says, it does not load
                print(f"np.load of what is left: {type(error).__name__}: {error}")
            else:
                raise AssertionError(f"what is left loads: {loaded}")
        with open("again", "w"):
            pass
        run(os.environ["NPYRW_MPI_PROGRAM"], "killed")
        same("killed.npy", values((6, 4)) + 5)


@into(ALONE)
def fortran():
    run(os.environ["NPYRW_MPI_FORTRAN"])
    for step in "1234":
        same(f"f_{step}.npy", values((11, 7), "F" if step in "13" else "C"))
    same("f_strided.npy", np.concatenate([np.arange(rank * 11 // RANKS + 1, (rank + 1) * 11 // RANKS + 1) for rank in range(RANKS)])
         - 1.0 + 0.0)
    columns = np.repeat(np.arange(RANKS, dtype="i4"), np.arange(RANKS) + 1)
    same("f_columns.npy", np.asarray(np.tile(columns, (3, 1)), order="F"))
    same("f_scalar.npy", np.array(1.5 - 2.5j))
    left = [name for name in os.listdir() if name.endswith(".partial")]
    assert not left, left


def cool(u, steps):
    """What heat_mpi does, in NumPy, in the same order of operations."""
    u = np.pad(u, 1)
    for _ in range(steps):
        v = np.zeros_like(u)
        c = u[1:-1, 1:-1]
        v[1:-1, 1:-1] = c + 0.2 * ((u[:-2, 1:-1] + u[2:, 1:-1]) + (u[1:-1, :-2] + u[1:-1, 2:]) - 4 * c)
        u = v
    return u[1:-1, 1:-1]


@into(ALONE)
def heat():
    hot = np.zeros((48, 61))
    hot[10:30, 5:40] = 100
    np.save("hot.npy", hot)
    half, end = cool(hot, 20), cool(hot, 50)
    programs = [name for name in ("NPYRW_MPI_HEAT", "NPYRW_MPI_HEAT_CPP", "NPYRW_MPI_HEAT_F") if os.environ.get(name)]
    first = {}
    for name in programs:
        heat_mpi = os.environ[name]
        run(heat_mpi, "hot.npy", "20", "half.npy")
        # Goes on with another number of processes.
        run(heat_mpi, "half.npy", "30", "end.npy", ranks=RANKS % 4 + 1)
        for file, expected in (("half.npy", half), ("end.npy", end)):
            found = np.load(file)
            assert found.shape == expected.shape and np.allclose(found, expected, rtol=1e-13, atol=1e-13), file
            assert found.flags.c_contiguous == (name != "NPYRW_MPI_HEAT_F"), file
            # The twins agree to the last bit.
            assert np.array_equal(first.setdefault(file, found), found), (name, file)
        bad = run(heat_mpi, "missing.npy", "1", "no.npy", may_fail=True)
        assert bad.returncode != 0 and "rank 0: cannot open the file for reading" in bad.stdout, (name, bad.stdout)
    if RANKS > 1:
        return
    try:
        import matplotlib
    except ImportError:
        print("no picture: there is no Matplotlib")
        return
    draw = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "heat.py")
    env = dict(os.environ, MPLCONFIGDIR=os.getcwd())
    subprocess.run([sys.executable, "-B", draw, "hot.npy", "half.npy", "end.npy"], check=True, timeout=90, env=env)
    with open("heat.png", "rb") as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"


@into(ALONE)
def mpi4py():
    """Another program's ranks read the file as they read any: NumPy's header, then MPI-IO behind it."""
    try:
        import mpi4py
    except ImportError:
        skip("there is no mpi4py")
    run(os.environ["NPYRW_MPI_PROGRAM"], "blocks")
    # The same wheel serves both libraries, if told which; Debian's MPICH has a name of its own.
    needs = subprocess.run(["ldd", os.environ["NPYRW_MPI_PROGRAM"]], capture_output=True, text=True, check=True).stdout
    mpich = re.search(r"libmpich\.so\S* => (\S+)", needs)
    if mpich:
        os.environ.pop("NPYRW_MPI_PRELOAD", None)
        os.symlink(mpich.group(1), "libmpi.so.12")
        os.environ["LD_LIBRARY_PATH"] = os.getcwd()
    os.environ["MPI4PY_MPIABI"] = "openmpi" if "openmpi" in os.environ["NPYRW_MPIRUN"] else "mpich"
    run(sys.executable, "-B", os.path.join(os.path.dirname(os.path.abspath(__file__)), "reader.py"), "blocks_3C0.npy", "blocks_3C1.npy")


@into(ALONE)
def large():
    if os.environ.get("NPYRW_LARGE") != "1":
        skip("gigabytes are moved by `make large` only")
    run(os.environ["NPYRW_MPI_PROGRAM"], "large", limit=540)
    os.remove("large.npy")


if __name__ == "__main__":
    if GROUP in ALONE:
        ALONE[GROUP]()
        sys.exit()
    names = GROUPS.get(GROUP, (GROUP,))
    for name in names:
        PREPARE.get(name, bool)()
    run(os.environ["NPYRW_MPI_SMALL" if GROUP == "small_steps" else "NPYRW_MPI_PROGRAM"], *names)
    for name in names:
        JUDGE.get(name, bool)()
        print(f"{name:<12} {os.path.basename(os.environ['NPYRW_MPIRUN']):<16} {RANKS} ranks  ok")

"""Many ranks writing one file, beside bare MPI-IO. Each MPI library that is there is measured."""

import os
import shutil
import statistics
import subprocess

from measure import TMP, report, row
import results

HERE = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_mpi_yield_when_idle": "1",
}


def built(library):
    """The program with that library; None if it is not there."""
    cc, mpirun = shutil.which(f"mpicc.{library}"), shutil.which(f"mpirun.{library}")
    if not cc or not mpirun:
        results.skip(f"mpi_write_{library}", "it is not there")
        return None
    root, program = os.path.dirname(HERE), os.path.join(TMP, f"mpi_write.{library}")
    # The static one: cargo's shared library does not stand under the name that the loader looks for.
    archive = os.path.join(os.path.dirname(os.environ["NPYRW_LIBRARY"]), "libnpyrw.a")
    subprocess.run([cc, "-std=c99", "-O2", "-I", f"{root}/include", "-I", f"{root}/mpi", f"{root}/mpi/npyrw_mpi.c",
                    f"{HERE}/mpi_write.c", archive, "-lpthread", "-ldl", "-lm", "-o", program], check=True)
    return mpirun, program


def seconds(mpirun, program, ranks, rounds, folder):
    """npyrw's, the independent and the collective times of each round."""
    done = subprocess.run(["timeout", "-k", "5", "300", mpirun, "-n", str(ranks), program, str(rounds)], cwd=folder,
                          env={**os.environ, **ENVIRONMENT}, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"mpi_write with {ranks} ranks: {done.returncode}\n{done.stdout}{done.stderr}")
    return list(zip(*(map(float, line.split()) for line in done.stdout.splitlines() if line.count(".") == 3)))


@row
def mpi_write(rounds):
    """Create, write, close 134 MB by ranks, against the better of bare MPI-IO"""
    folder = os.environ.get("NPYRW_BENCH_MPI_FOLDER", TMP)
    for library in ("openmpi", "mpich"):
        found = built(library)
        for ranks in (1, 2, 4) if found else ():
            ours, independent, collective = seconds(*found, ranks, rounds, folder)
            bare = independent if statistics.median(independent) <= statistics.median(collective) else collective
            speed = 4096 * 4096 * 8 / statistics.median(ours) / 1e9
            text = f"Write 134 MB by {ranks} rank{'s' * (ranks > 1)}, {library}, at {speed:.1f} GB/s"
            # Ratios of medians: the quartiles are those of the rounds.
            low, _, high = statistics.quantiles([a / b for a, b in zip(ours, bare)], n=4)
            middle = statistics.median(ours) / statistics.median(bare)
            against = "independent" if bare is independent else "collective"
            report(f"mpi_write_{library}_{ranks}", text, [low, middle, high], 1.10, f"{against} MPI-IO")

"""Other languages beside C: what loading through them costs. Each has its worker in bindings/LANGUAGE/bench."""

import os
import pathlib
import subprocess
import sys

import files
import results
from workers import Side, Worker, in_turn, quartiles

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINDINGS = ROOT / "bindings"
SIZES = (("4 KB", 496, 500, 2), ("100 MB", 12_500_000, 1, 1.15))


def environment():
    prefix = pathlib.Path(files.FOLDER, "prefix")
    return {**os.environ, "NPYRW_PREFIX": str(prefix), "NPYRW_PYTHON": sys.executable, "LD_LIBRARY_PATH": str(prefix / "lib"),
            "NPYRW_LIBRARY": str(prefix / "lib" / "libnpyrw.so"), "PKG_CONFIG_PATH": str(prefix / "lib" / "pkgconfig")}


def installed():
    """Installs the library that is measured, as the bindings want to find it."""
    log = pathlib.Path(files.FOLDER, "install.log")
    prefix = pathlib.Path(files.FOLDER, "prefix")
    commands = (["cmake", "-G", "Ninja", "-S", ROOT, "-B", f"{files.FOLDER}/install", "-DNPYRW_BUILD_TESTS=OFF", "-DNPYRW_BUILD_EXAMPLES=OFF",
                 "-DNPYRW_BUILD_TOOLS=OFF", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_INSTALL_LIBDIR=lib",
                 f"-DNPYRW_CARGO_TARGET_DIR={ROOT}/target", f"-DCMAKE_INSTALL_PREFIX={prefix}"],
                ["cmake", "--build", f"{files.FOLDER}/install"], ["cmake", "--install", f"{files.FOLDER}/install"])
    with open(log, "w") as f:
        for command in commands:
            if subprocess.run(command, stdout=f, stderr=f, env={**os.environ, "PWD": str(ROOT)}).returncode:
                raise SystemExit(f"the library could not be installed, see {log}")


def built(language, command):
    """The folder in which a language's worker was built, or why there is none."""
    folder = pathlib.Path(files.FOLDER, "languages", language)
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.with_suffix(".log")
    with open(log, "w") as f:
        status = subprocess.run([*command, str(folder)], stdout=f, stderr=f, env=environment(), cwd=ROOT).returncode
    if status == 77 and (folder / "skip").exists():
        return None, (folder / "skip").read_text().strip()
    if status:
        raise SystemExit(f"the worker of {language} could not be built, see {log}")
    return folder, None


# How each is built, and what is then run.
LANGUAGES = {
    "fortran": (["sh", f"{BINDINGS}/fortran/test/build.sh"], lambda at: [f"{at}/build/bench"]),
    "go": ([sys.executable, "-B", f"{BINDINGS}/go/test/run.py", "build"], lambda at: [f"{at}/bench"]),
    "julia": (["sh", f"{BINDINGS}/julia/build.sh"],
              lambda at: ["sh", f"{BINDINGS}/julia/run.sh", str(at), f"{BINDINGS}/julia/bench/load.jl"]),
    "zig": ([sys.executable, "-B", f"{ROOT}/bench/zig.py"], lambda at: [f"{at}/bench"]),
}
ROWS = {f"language_{name}": name for name in LANGUAGES}
# Whose worker says what a call into C costs.
CALLS = {"go": "cgo", "julia": "ccall"}
prefix_is_there = []


def run(name, workers, rounds):
    language = ROWS[name]
    if not prefix_is_there:
        installed()
        prefix_is_there.append(True)
    command, program = LANGUAGES[language]
    folder, why = built(language, command)
    if folder is None:
        return results.skip(name, why)
    worker = Worker(language, program(folder), environment())
    overhead = ""
    if language in CALLS:
        worker.ask("call 1000")
        overhead = f", {CALLS[language]} {worker.ask('call 1000000') * 1000:.0f} ns a call"
    for size, count, times, most in SIZES:
        path = files.npy(count)
        theirs, ours = Side(worker, "load", path, times), Side(workers["npyrw"], "load", path, times)
        in_turn([theirs, ours], rounds, 5)
        result = results.Result(f"{name}_{size.replace(' ', '').lower()}", f"{language.capitalize()}: load {size}")
        result.took([theirs, ours])
        result.against_limit("C" + overhead, quartiles(theirs.seconds, ours.seconds), most)
        results.add(result)
    worker.end()
    return None

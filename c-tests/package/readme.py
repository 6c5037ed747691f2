"""readme.py CASE: what the README shows is what works.

A fenced block of it says behind its language what it is:
  c read, c write     the example: the lines at the head of npyrw.h
  cpp example         the same in C++
  sh checkout         commands for a fresh checkout
  sh project          commands for a user's project, which ends with its program's run
  LANGUAGE FILE       a file of that project
  console             the command line, which c-tests/tools/transcript.py runs
From the environment: NPYRW_SOURCE, NPYRW_CC, NPYRW_CXX, NPYRW_LIBRARY, NPYRW_LIBDIR, NPYRW_CARGO,
NPYRW_CARGO_TARGET_DIR.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

try:
    import numpy as np
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

SOURCE = pathlib.Path(os.environ["NPYRW_SOURCE"])
FENCE = re.compile(r"^```(\S*) ?(.*)\n((?:.*\n)*?)```$", re.M)
BLOCKS = [match.groups() for match in FENCE.finditer((SOURCE / "README.md").read_text(encoding="utf-8"))]

PROGRAM = """\
#include <npyrw.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    %s
    if (info.order != 'C') return 2;
    int64_t ny = info.shape[0], nx = info.shape[1];
    double *v = u;
    for (int64_t i = 0; i < info.count; i++) v[i] *= 2;
    %s
    free(u);
    return 0;
failed:
    fprintf(stderr, "%%s\\n", err.message);
    return 1;
}
"""


CPP = """\
#include <npyrw.hpp>
#include <cstdio>

int main()
try {
    %s
} catch (const npyrw::error &e) {
    std::fprintf(stderr, "%%s\\n", e.what());
    return 1;
}
"""


def block(language, what):
    found = [text for kind, name, text in BLOCKS if (kind, name) == (language, what)]
    assert len(found) == 1, f"{len(found)} blocks {language} {what} in the README, expected one"
    return found[0]


def program():
    """The two blocks of the example as a program that doubles u.npy."""
    return PROGRAM % tuple(block("c", what).rstrip().replace("\n", "\n    ") for what in ("read", "write"))


def run(command, **options):
    print("$", *command, flush=True)
    subprocess.run(command, check=True, **options)


def doubled(u, v):
    """That v.npy holds twice u.npy, and takes it away."""
    assert np.array_equal(np.load(v), 2 * np.load(u))
    v.unlink()


def example():
    """The lines are the header's, a strict compiler takes them, and they do what they say."""
    head = (SOURCE / "include/npyrw.h").read_text(encoding="utf-8").split("Six rules")[0]
    head = [line.removeprefix(" *     ") for line in head.splitlines() if line.startswith(" *     ")]
    shown = (block("c", "read") + block("c", "write")).splitlines()
    assert shown == head, f"README:\n{shown}\nnpyrw.h:\n{head}"

    pathlib.Path("program.c").write_text(program(), encoding="utf-8")
    library = pathlib.Path(os.environ["NPYRW_LIBRARY"])
    run([os.environ["NPYRW_CC"], "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", f"-I{SOURCE / 'include'}", "program.c",
         library, f"-Wl,-rpath,{library.parent}", "-o", "program"])
    u = pathlib.Path("u.npy")
    for array in (np.random.default_rng(7).random((3, 5)), np.random.default_rng(8).random((1000, 2000)), np.zeros((0, 4))):
        np.save(u, array)
        run(["./program"])
        doubled(u, pathlib.Path("v.npy"))
    for array, message in ((np.zeros((3, 5), "f4"), "wanted <f8, 2 axes; found <f4, 2 axes"),
                           (np.zeros(3), "wanted <f8, 2 axes; found <f8, 1 axes")):
        np.save(u, array)
        ended = subprocess.run(["./program"], capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (1, message + "\n"), ended
        assert not os.path.exists("v.npy")


def cpp():
    """Any strict C++17 compiler takes the lines, and they do what they say."""
    lines = block("cpp", "example").splitlines()
    assert len(lines) == 5, lines
    pathlib.Path("program.cpp").write_text(CPP % "\n    ".join(lines), encoding="utf-8")
    library = pathlib.Path(os.environ["NPYRW_LIBRARY"])
    run([os.environ["NPYRW_CXX"], "-std=c++17", "-Wall", "-Wextra", "-Werror", "-pedantic", f"-I{SOURCE / 'include'}", "program.cpp",
         library, f"-Wl,-rpath,{library.parent}", "-o", "program"])
    u = pathlib.Path("u.npy")
    for array in (np.random.default_rng(7).random((3, 5)), np.asfortranarray(np.random.default_rng(8).random((20, 30, 4))), np.zeros((0, 4))):
        np.save(u, array)
        run(["./program"])
        with np.load("o.npz") as archive:
            assert archive.files == ["u", "time"] and archive["time"] == 0.5 and np.array_equal(archive["u"], 2 * array)
        assert np.load("v.npy").flags.f_contiguous == array.flags.f_contiguous
        doubled(u, pathlib.Path("v.npy"))
    np.save(u, np.zeros((3, 5), "f4"))
    ended = subprocess.run(["./program"], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (1, "u.npy: wanted <f8; found <f4\n"), ended
    assert not os.path.exists("v.npy")


# Run by `make test`, so not able to run it: here it must only be there.
NOT_AGAIN = """make() {
    case $1 in
    test) command make -n test ;;
    *) command make "$@" ;;
    esac
}
"""


def commands():
    """Every command, in the order of the README: in a checkout of its own, a home of its own, and without the network."""
    known = {("sh", "checkout"), ("sh", "project"), ("c", "read"), ("c", "write"), ("cpp", "example"), ("console", "")}
    files = [name for kind, name, _ in BLOCKS if (kind, name) not in known]
    assert files == ["CMakeLists.txt"], f"blocks that are no files: {files}"
    assert BLOCKS[0] == ("sh", "checkout", "make demo\nmake test\n"), BLOCKS[0]

    checkout, home, project = (pathlib.Path(name).resolve() for name in ("checkout", "home", "project"))

    def left_out(folder, names):
        folder = pathlib.Path(folder)
        made = {".git", ".venv", ".tools", "build", "target"} if folder == SOURCE else {"__pycache__"}
        # A build tree of another name, in which we are.
        return made | {name for name in names if checkout.is_relative_to((folder / name).resolve())}

    shutil.copytree(SOURCE, checkout, ignore=left_out, symlinks=True)
    # What cargo has built of these sources is taken over: that cargo works has been seen.
    shutil.copytree(os.environ["NPYRW_CARGO_TARGET_DIR"], checkout / "build/cargo", symlinks=True)
    if (SOURCE / ".venv").exists():
        (checkout / ".venv").symlink_to(SOURCE / ".venv")
    home.mkdir()
    project.mkdir()

    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(("NPYRW_", "MAKE", "MFLAGS", "CMAKE_", "npyrw_"))
                   and name not in ("DESTDIR", "LD_LIBRARY_PATH", "PKG_CONFIG_PATH", "CARGO_TARGET_DIR")}
    real = pathlib.Path.home()
    environment.setdefault("CARGO_HOME", str(real / ".cargo"))
    environment.setdefault("RUSTUP_HOME", str(real / ".rustup"))
    environment["PATH"] += f":{pathlib.Path(os.environ['NPYRW_CARGO']).parent}"
    environment.update(HOME=str(home), NPYRW_NO_INSTALL="1", CARGO_NET_OFFLINE="true")
    ready = subprocess.run(["sh", "scripts/setup.sh", "core"], cwd=checkout, env=environment, capture_output=True, text=True)
    if ready.returncode:
        print("skipped: scripts/setup.sh misses something that it may not install here", ready.stdout, ready.stderr, sep="\n")
        sys.exit(77)

    (project / "program.c").write_text(program(), encoding="utf-8")
    np.save(project / "u.npy", np.random.default_rng(7).random((3, 5)))
    ran = 0
    for kind, where, text in BLOCKS:
        if kind == "sh":
            folder = {"checkout": checkout, "project": project}[where]
            text = text.replace("/.local/lib", "/.local/" + os.environ["NPYRW_LIBDIR"])  # as the README says: lib, or lib64
            print(f"\n== in the {where}:\n{text}", flush=True)
            subprocess.run(["sh", "-euc", NOT_AGAIN + text], cwd=folder, env=environment, check=True)
            ran += 1
            if where == "project":
                doubled(project / "u.npy", project / "v.npy")
                (project / "program").unlink(missing_ok=True)
        elif kind not in ("c", "cpp", "console"):
            (project / where).write_text(text, encoding="utf-8")
    assert ran >= 6, f"only {ran} blocks with commands"
    # What `make demo` is for.
    assert (checkout / "build/demo/film.npy").exists()


{"example": example, "cpp": cpp, "commands": commands}[sys.argv[1]]()

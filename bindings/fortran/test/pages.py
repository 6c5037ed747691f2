"""pages.py readme|order BUILT: runs the code of a page as it stands, in its order, in one folder.

Blocks marked `python` are run by Python, blocks marked `fortran` are compiled
against the library in BUILT and run. A block that ends with anything but 0 fails.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGES = {"readme": ROOT / "bindings" / "fortran" / "README.md", "order": ROOT / "docs" / "fortran-order.md"}
# What the README's examples read, and what they must have left.
BEFORE = {"readme": "import numpy as np\nnp.save('u.npy', np.arange(12.0).reshape(3, 4))\n"}
AFTER = {"readme": "import numpy as np\nnp.testing.assert_array_equal(np.load('v.npy'), 2 * np.load('u.npy'))\n"}


def run(*command, **how):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **how)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}")


def main(page, built):
    if (pathlib.Path(built).parent / "skip").exists():
        print((pathlib.Path(built).parent / "skip").read_text())
        return 77
    text = PAGES[page].read_text()
    blocks = re.findall(r"^```(python|fortran)\n(.*?)^```$", text, re.S | re.M)
    kinds = [kind for kind, _ in blocks]
    assert "fortran" in kinds and (page == "readme" or kinds.count("python") >= 2), "the page has lost its code"
    with tempfile.TemporaryDirectory() as folder:
        for kind, code in [("python", BEFORE.get(page, "")), *blocks, ("python", AFTER.get(page, ""))]:
            if kind == "python":
                run(sys.executable, "-B", "-c", code, cwd=folder)
                continue
            pathlib.Path(folder, "example.f90").write_text(code)
            lib = os.path.dirname(os.environ["NPYRW_LIBRARY"])
            run(os.environ.get("FC", "gfortran"), "-std=f2018", "-Wall", "-Werror", f"-I{built}/npyrw-fortran", "example.f90",
                f"{built}/libnpyrw_fortran.a", f"-L{lib}", "-lnpyrw", f"-Wl,-rpath,{lib}", "-o", "example", cwd=folder)
            run("./example", cwd=folder)
    print(f"{len(blocks)} blocks of {PAGES[page].name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

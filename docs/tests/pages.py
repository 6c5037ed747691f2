"""pages.py PAGE: runs what a page shows, from top to bottom, in one folder.

What a fenced block is stands behind its fence:
  c, cpp       a program; without a `main` the inside of one, with `npy_error err` and, in C, a label `failed`
  fortran      a program
  python       run by a Python with NumPy
  text         not run
A block that names a file behind that (```fortran examples/checkpoint.f90) is a part of it, which is run elsewhere.
From the environment: NPYRW_CC, NPYRW_CXX, NPYRW_LIBRARY, NPYRW_INCLUDE, and for Fortran NPYRW_FC and NPYRW_FORTRAN (sources).
"""

import os
import pathlib
import re
import subprocess
import sys

page = pathlib.Path(sys.argv[1])
library = pathlib.Path(os.environ["NPYRW_LIBRARY"])
FENCE = re.compile(r"^```(\S*)( \S+)?\n((?:.*\n)*?)```$", re.M)
STRICT = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-label"]

C = """\
#include <npyrw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    npy_error err = {0};
#line %d "%s"
%s
    return 0;
failed:
    fprintf(stderr, "%%s\\n", err.message);
    return 1;
}
"""
CPP = """\
#include <npyrw.hpp>
#include <cstdio>
#include <vector>

int main()
try {
#line %d "%s"
%s
} catch (const npyrw::error &e) {
    std::fprintf(stderr, "%%s\\n", e.what());
    return 1;
}
"""


def run(command):
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    print(ran.stdout.decode(errors="replace"), end="")
    return ran.returncode


def compiled(number, language, line, code):
    wrap = {"c": C, "cpp": CPP}.get(language)
    if wrap and not re.search(r"\bmain\(", code):
        code = wrap % (line, page.name, code)
    suffix = {"c": "c", "cpp": "cpp", "fortran": "f90"}[language]
    source, program = pathlib.Path(f"block{number}.{suffix}"), pathlib.Path(f"block{number}").absolute()
    source.write_text(code, encoding="utf-8")
    where = [f"-I{os.environ['NPYRW_INCLUDE']}"]
    end = [str(library), f"-Wl,-rpath,{library.parent}", "-o", str(program)]
    if language == "c":
        build = [os.environ["NPYRW_CC"], "-std=c99", "-D_POSIX_C_SOURCE=200809L", *STRICT, *where, str(source), *end]
    elif language == "cpp":
        build = [os.environ["NPYRW_CXX"], "-std=c++17", *STRICT, *where, str(source), *end]
    else:
        build = [*os.environ["NPYRW_FC"].split(";"), str(source), *end]
    return run(build) or run([str(program)])


def main():
    text = page.read_text(encoding="utf-8")
    assert text.count("\n```") % 2 == 0, "a fence is open"
    ran = skipped = 0
    for number, match in enumerate(FENCE.finditer(text)):
        language, file, code = match.groups()
        line = text.count("\n", 0, match.start()) + 2
        if language == "text" or file:
            continue
        if language == "fortran" and not os.environ.get("NPYRW_FC"):
            skipped += 1
            continue
        print(f"== {page.name}:{line}: {language}", flush=True)
        assert language in ("c", "cpp", "fortran", "python"), f"line {line}: what is {language!r}?"
        status = run([sys.executable, "-c", code]) if language == "python" else compiled(number, language, line, code)
        if status:
            print(f"{page.name}:{line} ended with {status}")
            return 1
        ran += 1
    print(f"{page.name}: {ran} blocks ran, {skipped} left out")
    return 0 if ran else 1


if __name__ == "__main__":
    sys.exit(main())

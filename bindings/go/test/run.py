"""run.py WHAT FOLDER: builds and tries the Go package; FOLDER is where things are built.

    build   the programs of cases/ and bench/; FOLDER/skip says why not, where there is no Go
    vet     go vet and gofmt have nothing to say
    race    the package's tests, under the race detector
    static  with the tag npyrw_static a program needs no libnpyrw.so
    readme  the example of README.md does what it says, in a module of its own
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
GO = {"GOTOOLCHAIN": "local", "GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTELEMETRY": "off", "GOWORK": "off", "CGO_ENABLED": "1"}


def skip(why):
    print(why)
    sys.exit(77)


def find():
    """The toolchain itself, of this Python's environment or of the path, or why there is none."""
    packaged = pathlib.Path(sys.prefix).glob("lib/python*/site-packages/go/bin/go")
    go = next((str(path) for path in packaged if os.access(path, os.X_OK)), None) or shutil.which("go")
    if not go:
        return None, "Go is not here (scripts/setup.sh go)"
    if not shutil.which("pkg-config"):
        return None, "pkg-config is not here"
    version = subprocess.run([go, "env", "GOVERSION"], env={**os.environ, **GO}, capture_output=True, text=True).stdout
    found = [int(n) for n in re.findall(r"\d+", version)[:2]]
    if found < [1, 24]:
        return None, f"Go is {version.strip() or 'broken'}, wanted is 1.24 or newer"
    return go, None


class Go:
    def __init__(self, folder):
        self.folder = folder
        self.go, self.why = find()
        self.env = {**os.environ, **GO, "GOCACHE": str(folder / "cache"), "GOPATH": str(folder / "path")}

    def __call__(self, *command, cwd=HERE, **more):
        return subprocess.run([self.go, *map(str, command)], cwd=cwd, env=self.env, check=True, **more)


def build(go):
    skipped = go.folder / "skip"
    skipped.unlink(missing_ok=True)
    if go.why:
        skipped.write_text(go.why + "\n")
        skip(go.why)
    go("build", "-o", f"{go.folder}{os.sep}", "./cases", "./bench")


def vet(go):
    go("vet", "./...")
    said = subprocess.run([pathlib.Path(go.go).with_name("gofmt"), "-l", HERE], check=True, capture_output=True, text=True).stdout
    assert not said, f"gofmt would change: {said}"


def race(go):
    go("test", "-race", "-count=1", "./npy")


def numpy_file(path):
    import numpy as np
    a = np.arange(12.0).reshape(3, 4)
    np.save(path, a)
    return np, a


def static(go):
    library = pathlib.Path(os.environ["NPYRW_PREFIX"]).glob("lib*/**/libnpyrw.a")
    if not list(library):
        skip("there is no libnpyrw.a")
    program = go.folder / "bench_static"
    go("build", "-tags", "npyrw_static", "-o", program, "./bench")
    needs = subprocess.run(["readelf", "-d", program], check=True, capture_output=True, text=True).stdout
    assert "NEEDED" in needs and "npyrw" not in needs, needs
    bare = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "a.npy")
        numpy_file(path)
        said = subprocess.run([program], input=f"load {path} 3\ncall 10\n", env=bare, check=True, capture_output=True, text=True).stdout
    assert len([float(line) for line in said.split()]) == 2, said


def readme(go):
    text = (HERE / "README.md").read_text()
    example = re.search(r"^```go example\n(.*?)^```", text, re.M | re.S).group(1)
    edit = re.search(r"^go mod edit (.*)$", text, re.M).group(1).replace("PATH-TO-NPYRW", str(HERE.parent.parent))
    assert len(example.splitlines()) <= 5, "the example has five lines"
    with tempfile.TemporaryDirectory() as scratch:
        at = pathlib.Path(scratch)
        (at / "main.go").write_text('package main\n\nimport (\n"fmt"\n"log"\n"npyrw/npy"\n)\n\nfunc main() {\n' + example + "}\n")
        (at / "go.mod").write_text("module example\n\ngo 1.24\n")
        go("mod", "edit", *edit.split(), cwd=at)
        np, a = numpy_file(at / "u.npy")
        said = go("run", ".", cwd=at, capture_output=True, text=True).stdout
        np.save(at / "want.npy", 2 * a)
        assert (at / "v.npy").read_bytes() == (at / "want.npy").read_bytes()
        assert said == "[3 4]\n", said


def main():
    what, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    go = Go(folder)
    if go.why and what != "build":
        skip(go.why)
    {"build": build, "vet": vet, "race": race, "static": static, "readme": readme}[what](go)


if __name__ == "__main__":
    main()

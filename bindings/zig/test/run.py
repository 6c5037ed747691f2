"""run.py WHAT VERSION FOLDER: builds and tries the Zig package with one version of Zig; FOLDER is where things are built.

    build    the program of test/cases.zig; FOLDER/skip says why not, where there is no such Zig
    test     test/tests.zig, under the testing allocator
    static   a program with libnpyrw.a needs no libnpyrw.so
    package  a package that depends on this one, by build.zig and build.zig.zon, with the README's example in it
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
ROOT = HERE.parent.parent
PREFIX = pathlib.Path(os.environ["NPYRW_PREFIX"])


def skip(why):
    print(why)
    sys.exit(77)


def find(wanted):
    """A Zig 0.15.x for "0.15": what scripts/setup.sh got, or the one on the path; or None."""
    packaged = sorted((ROOT / ".tools").glob(f"ziglang-{wanted}.*/ziglang/zig"))
    for zig in [*map(str, packaged), shutil.which("zig")]:
        if zig and subprocess.run([zig, "version"], capture_output=True, text=True).stdout.startswith(wanted + "."):
            return zig
    return None


class Zig:
    def __init__(self, wanted, folder):
        self.wanted, self.folder, self.zig = wanted, folder, find(wanted)
        self.env = {**os.environ, "ZIG_GLOBAL_CACHE_DIR": str(folder / "cache"), "ZIG_LOCAL_CACHE_DIR": str(folder / "cache")}

    def __call__(self, *command, cwd=HERE, **more):
        return subprocess.run([self.zig, *map(str, command)], cwd=cwd, env=self.env, check=True, **more)

    def compile(self, kind, source, program, *options, library=None):
        """What README.md says, for one source file."""
        library = library or ["-L", library_folder(), "-lnpyrw"]
        self(kind, *options, "--dep", "npyrw", f"-Mroot={HERE / source}", "-lc", *library, f"-Mnpyrw={HERE / 'src' / 'npyrw.zig'}",
             f"-femit-bin={program}")


def library_folder():
    return pathlib.Path(os.environ["NPYRW_LIBRARY"]).parent


def build(zig):
    skipped = zig.folder / "skip"
    skipped.unlink(missing_ok=True)
    if not zig.zig:
        skipped.write_text(f"Zig {zig.wanted} is not here (scripts/setup.sh zig)\n")
        skip(skipped.read_text().strip())
    zig.compile("build-exe", "test/cases.zig", zig.folder / "cases")


def test(zig):
    zig.compile("test", "test/tests.zig", zig.folder / "tests", "--test-no-exec")
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([zig.folder / "tests"], cwd=scratch, check=True)


def numpy_file(path):
    import numpy as np
    a = np.arange(12.0).reshape(3, 4)
    np.save(path, a)
    return np, a


def static(zig):
    archive = library_folder() / "libnpyrw.a"
    if not archive.exists():
        skip("there is no libnpyrw.a")
    program = zig.folder / "bench_static"
    zig.compile("build-exe", "bench/main.zig", program, library=[archive, "-lunwind"])
    needs = subprocess.run(["readelf", "-d", program], check=True, capture_output=True, text=True).stdout
    assert "NEEDED" in needs and "npyrw" not in needs, needs
    bare = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "a.npy")
        numpy_file(path)
        said = subprocess.run([program], input=f"load {path} 3\nload {path} 1\n", env=bare, check=True, capture_output=True, text=True).stdout
    assert len([float(line) for line in said.split()]) == 2, said


BUILD = """
const std = @import("std");
pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const npyrw = b.dependency("npyrw", .{ .target = target, .prefix = @as([]const u8, "PREFIX") });
    const exe = b.addExecutable(.{ .name = "example", .root_module = b.createModule(.{
        .root_source_file = b.path("main.zig"),
        .target = target,
        .imports = &.{.{ .name = "npyrw", .module = npyrw.module("npyrw") }},
    }) });
    b.installArtifact(exe);
}
"""
ZON = """.{
    .name = .example,
    .version = "0.0.0",
    .fingerprint = FINGERPRINT,
    .dependencies = .{ .npyrw = .{ .path = "npyrw" } },
    .paths = .{""},
}
"""


def package(zig):
    text = (HERE / "README.md").read_text()
    example = re.search(r"^```zig example\n(.*?)^```", text, re.M | re.S).group(1)
    assert len(example.splitlines()) <= 5, "the example has five lines"
    with tempfile.TemporaryDirectory() as scratch:
        at = pathlib.Path(scratch)
        # Only what build.zig.zon lists is in a package.
        listed = re.search(r"\.paths = \.\{(.*?)\}", (HERE / "build.zig.zon").read_text(), re.S).group(1)
        (at / "npyrw").mkdir()
        for name in re.findall(r'"([^"]+)"', listed):
            (shutil.copytree if (HERE / name).is_dir() else shutil.copy)(HERE / name, at / "npyrw" / name)
        (at / "main.zig").write_text(
            'const std = @import("std");\nconst npy = @import("npyrw");\nconst gpa = std.heap.c_allocator;\n\npub fn main() !void {\n' + example + "}\n")
        (at / "build.zig").write_text(BUILD.replace("PREFIX", str(PREFIX)))
        (at / "build.zig.zon").write_text(ZON.replace("FINGERPRINT", "0x0"))
        # Zig itself says what the number has to be.
        asked = subprocess.run([zig.zig, "build"], cwd=at, env=zig.env, capture_output=True, text=True).stderr
        (at / "build.zig.zon").write_text(ZON.replace("FINGERPRINT", re.search(r"use this value: (0x\w+)", asked).group(1)))
        zig("build", cwd=at)
        np, a = numpy_file(at / "u.npy")
        said = subprocess.run([at / "zig-out" / "bin" / "example"], cwd=at, check=True, capture_output=True, text=True).stderr
        np.save(at / "want.npy", 2 * a)
        assert (at / "v.npy").read_bytes() == (at / "want.npy").read_bytes()
        assert said == "{ 3, 4 }\n", said


def main():
    what, wanted, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    zig = Zig(wanted, folder)
    if not zig.zig and what != "build":
        skip(f"Zig {wanted} is not here (scripts/setup.sh zig)")
    {"build": build, "test": test, "static": static, "package": package}[what](zig)


if __name__ == "__main__":
    main()

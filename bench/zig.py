"""zig.py FOLDER: builds the worker of bindings/zig, optimised, with the newest Zig there is."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bindings" / "zig" / "test"))
import run  # noqa: E402

folder = pathlib.Path(sys.argv[1])
(folder / "skip").unlink(missing_ok=True)
for version in ("0.17", "0.16", "0.15"):
    zig = run.Zig(version, folder)
    if zig.zig:
        zig.compile("build-exe", "bench/main.zig", folder / "bench", "-O", "ReleaseFast")
        break
else:
    (folder / "skip").write_text("Zig is not here (scripts/setup.sh zig)\n")
    sys.exit(77)

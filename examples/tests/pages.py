"""Each block of code in a page of docs/ that names a file in front of it stands in that file, line by line, the tables of
docs/scale.md are what bench/scale.py prints, and every program that has twins is in the cookbook's table."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w+) (\S+\.\w+)\n(.*?)^```$", re.S | re.M)


def compare(text, files):
    """What is wrong, and how many blocks were looked at."""
    wrong, blocks = [], FENCE.findall(text)
    for _, file, code in blocks:
        source = files(file)
        for part in re.split(r"^ *(?:/\* \.\.\. \*/|! \.\.\.)\n", code, flags=re.M):
            if part.strip() and part not in source:
                wrong.append(f"this is not in {file}:\n{part}")
    return wrong, len(blocks)


def main():
    looked, wrong = 0, []
    for page in sorted((ROOT / "docs").glob("*.md")):
        bad, blocks = compare(page.read_text(encoding="utf-8"), lambda name: (ROOT / name).read_text(encoding="utf-8"))
        wrong += [f"{page.name}: {text}" for text in bad]
        looked += blocks
        print(f"{page.name}: {blocks} blocks")
    assert looked >= 3, "the pages have lost their code"
    scale = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    printed = subprocess.run([sys.executable, "-B", ROOT / "bench" / "scale.py"], capture_output=True, text=True, check=True).stdout
    tables = printed.strip().split("\n\n")
    assert len(tables) == 4 and scale.count("\n|---") == 4, len(tables)
    wrong += [f"scale.md: this is not in it:\n{table}" for table in tables if table not in scale]
    head = (ROOT / "mpi" / "npyrw_mpi.h").read_text(encoding="utf-8").split("*/")[0]
    lines = [line.strip() for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("    ") and "npyrw_mpi" in line]
    assert len(lines) == 3, lines
    wrong += [f"README.md: this is not at the head of npyrw_mpi.h: {line}" for line in lines if line not in head]
    table = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    programs = [path for end in ("c", "cpp", "f90") for path in (ROOT / "examples").glob(f"*.{end}")]
    twins = [path.name for path in programs if sum(path.stem == other.stem for other in programs) > 1]
    assert len(twins) > 20, twins
    wrong += [f"cookbook.md has no link to examples/{name}" for name in twins if f"](../examples/{name})" not in table]
    # It would notice.
    bad, _ = compare("```c a.c\nint x;\n/* ... */\nint y;\n```\n", lambda _: "int x;\nint z;\n")
    assert len(bad) == 1 and "int y" in bad[0], bad
    sys.exit("\n".join(wrong) or None)


if __name__ == "__main__":
    main()

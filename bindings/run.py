"""run.py LANGUAGE CASE RESULTS COMMAND…: one cell of the table of bindings. run.py --table RESULTS: the table.

COMMAND CASE DIR is the binding's test program. What became of it stands in
RESULTS/LANGUAGE/CASE: ok, skipped or failed, and why.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).with_name("cases.py")


def cell(language, name, results, command):
    built = pathlib.Path(results, language, "skip")
    if built.exists():
        return 77, built.read_text()
    with tempfile.TemporaryDirectory() as folder:
        python = [sys.executable, "-B", str(CASES)]
        subprocess.run([*python, "prepare", name, folder], check=True)
        ran = subprocess.run([*command, name, folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        said = ran.stdout.decode(errors="replace")
        if ran.returncode:
            return 77 if ran.returncode == 77 else 1, said or f"ended with {ran.returncode}"
        judged = subprocess.run([*python, "judge", name, folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return (1 if judged.returncode else 0), said + judged.stdout.decode(errors="replace")


def table(results):
    cases = subprocess.run([sys.executable, "-B", str(CASES), "list"], stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    languages = sorted(path.name for path in pathlib.Path(results).iterdir() if path.is_dir())
    wrong = []
    print("| case |", " | ".join(languages), "|")
    print("|---|" + "---|" * len(languages))
    for name in cases:
        row = []
        for language in languages:
            path = pathlib.Path(results, language, name)
            row.append(path.read_text().split("\n")[0] if path.exists() else "not run")
            if row[-1] not in ("ok", "skipped"):
                wrong.append(f"{language} {name}: {row[-1]}")
        print("|", name, "|", " | ".join(row), "|")
    print(*wrong, sep="\n")
    return bool(wrong) or not languages


def main():
    if sys.argv[1] == "--table":
        return table(sys.argv[2])
    language, name, results, *command = sys.argv[1:]
    os.makedirs(pathlib.Path(results, language), exist_ok=True)
    note = pathlib.Path(results, language, name)
    note.write_text("failed\ndied")
    status, said = cell(language, name, results, command)
    note.write_text({0: "ok", 77: "skipped"}.get(status, "failed") + "\n" + said)
    print(said)
    return status


if __name__ == "__main__":
    sys.exit(main())

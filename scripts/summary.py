"""summary.py LOGS SETUP-SKIPPED: what `make test` ran, counted, and by name what failed or was skipped.

LOGS holds, for each stage, NAME.status (its exit code), NAME.seconds and
NAME.log, or NAME.skipped (why not); and ctest.xml. Fails if a stage failed, or
if what the logs say does not add up to how the stages ended.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree

logs, setup_skipped = map(pathlib.Path, sys.argv[1:])
lines, failed, skipped = [], [], []


def read(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def rust(log):
    """Counts of cargo test by its own totals; names of what failed, was ignored or never ended."""
    where, open_, named = "", False, 0
    for line in log.splitlines() + ["Running the end "]:
        header = re.match(r"\s*(?:Running (?:unittests )?(\S+) |Doc-tests (\S+))", line)
        if header:
            # A test program that dies takes the names of its tests with it.
            if open_:
                failed.append(f"rust {where}: died before its end")
            where, open_ = header.group(1) or "doc " + header.group(2), True
        test = re.match(r"test (.+?) \.\.\. (ok|FAILED|ignored)(.*)", line)
        if test and test.group(2) == "ignored":
            skipped.append(f"rust {where}: {test.group(1)}{test.group(3)}")
        elif test and test.group(2) == "FAILED":
            failed.append(f"rust {where}: {test.group(1)}")
            named += 1
        open_ = open_ and not line.startswith("test result: ")
    totals = re.findall(r"^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored", log, re.M)
    sums = [sum(int(total[i]) for total in totals) for i in range(3)]
    if sums[1] > named:
        # A test that writes past the harness can split the line with its name.
        failed.append(f"rust: {sums[1] - named} more, whose names the log does not show")
    return sums


def ctest(path):
    passed = broken = ignored = 0
    if not path.exists():
        return [0, 0, 0]
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        name, status = case.get("name"), case.get("status")
        said = (case.findtext("system-out") or "").strip().splitlines()
        if status == "run":
            passed += 1
        elif status == "fail":
            broken += 1
            failed.append(f"ctest {name}")
        else:
            ignored += 1
            skipped.append(f"ctest {name}" + (f": {said[0]}" if said else f" ({status})"))
    return [passed, broken, ignored]


for name in ["scripts", "format", "rust", "clippy", "deny", "configure", "build", "ctest"]:
    status = read(logs / f"{name}.status").strip()
    reason = read(logs / f"{name}.skipped").strip()
    seconds = read(logs / f"{name}.seconds").strip() or "0"
    if not status:
        # A stage that left no word is a failure, unless it said why not.
        (skipped if reason else failed).append(f"{name}: {reason or 'did not run'}")
        lines.append(f"{name:10}{'skipped' if reason else 'DID NOT RUN'}")
        continue
    before = len(failed)
    text = f"{name:10}{'ok' if status == '0' else 'FAILED':8}{seconds:>5} s"
    if name in ("rust", "ctest"):
        counts = rust(read(logs / "rust.log")) if name == "rust" else ctest(logs / "ctest.xml")
        text += "   {} passed, {} failed, {} skipped".format(*counts)
        if status == "0" and (counts[1] or not counts[0]):
            failed.append(f"{name} ended well, but its log counts {counts[0]} passed, {counts[1]} failed")
    lines.append(text)
    if status != "0" and len(failed) == before:
        failed.append(f"{name} (exit code {status}; see {logs / name}.log)")

for line in read(setup_skipped).splitlines():
    skipped.append(f"setup: {line}")

print("== summary")
print("\n".join(lines))
for title, names in (("skipped", skipped), ("failed", failed)):
    print(f"{title}: {len(names) or 'nothing'}")
    for name in names:
        print(f"  {name}")
sys.exit(1 if failed else 0)

"""docs/command-line.md and the README show what is printed: every command is run, and its lines compared.

With --bless the page is written anew.
"""

import pathlib
import re
import subprocess
import sys

import tool

FENCE = re.compile(r"^```(\S*) ?(.*)\n((?:.*\n)*?)```$", re.M)
PAGE = tool.SOURCE / "docs/command-line.md"
README = tool.SOURCE / "README.md"
bless = sys.argv[1:] == ["--bless"]


def printed(command):
    """Both streams, as on a terminal."""
    path = f"{pathlib.Path(tool.TOOL).parent}:/usr/bin:/bin"
    ended = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           timeout=60, env={"PATH": path, "LC_ALL": "C"})
    assert ended.returncode in (0, 1), (command, ended)
    return ended.stdout.decode("utf-8")


def again(match):
    language, name, text = match.groups()
    if language != "console":
        return match[0]
    out = ""
    for command in re.findall(r"^\$ (.*)$", text, re.M):
        out += f"$ {command}\n" + printed(command)
        tool.checks += 1
    return f"```console\n{out}```"


text = PAGE.read_text(encoding="utf-8")
files = [block for language, name, block in FENCE.findall(text) if (language, name) == ("python", "files")]
assert len(files) == 1
exec(files[0], {})
new = FENCE.sub(again, text)
if bless:
    PAGE.write_text(new, encoding="utf-8")
else:
    tool.same(new.splitlines(), text.splitlines(), "docs/command-line.md")

# The README has a few lines of it.
readme = README.read_text(encoding="utf-8")
shown = [block for language, name, block in FENCE.findall(readme) if language == "console"]
assert len(shown) == 1, f"{len(shown)} console blocks in the README"
new = FENCE.sub(again, readme)
if bless:
    README.write_text(new, encoding="utf-8")
else:
    tool.same(new.splitlines(), readme.splitlines(), "README.md")
tool.done(20)

"""What a library defines, as readelf tells it; shared by the checks here."""

import re
import subprocess
import sys

# Every name we give the world begins like this.
OURS = re.compile(r"np[yz]_[a-z0-9_]+")


def tool(*command):
    """The output of a binutils tool, which must succeed."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def defined(library, table):
    """The names that `library` defines for others, in its symbol table `table`.

    Hidden ones too: they are not exported, but in a static link two of a name
    still meet. Not those both hidden and weak: these give way and are seen by
    nobody, as the mathematics that every Rust archive carries. By readelf, because nm asks whatever compiler plugins are
    installed, and one of those may claim Rust's objects and show none of their names.
    """
    names = set()
    inside = False
    for line in tool("readelf", "--symbols", "--wide", library).splitlines():
        if line.startswith("Symbol table"):
            inside = f"'{table}'" in line
            continue
        words = line.split()
        # Num: Value Size Type Bind Vis Ndx Name
        if not inside or len(words) < 8 or words[4] not in ("GLOBAL", "WEAK", "UNIQUE"):
            continue
        if words[6] != "UND" and words[4:6] != ["WEAK", "HIDDEN"]:
            names.add(words[7])
    return names


def bare(header):
    """A C header without comments and preprocessor lines."""
    with open(header, encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", " ", text, flags=re.M)


def declared(header):
    """The functions that a C header declares."""
    return set(re.findall(r"\b(" + OURS.pattern + r")\s*\(", bare(header)))


def since(header):
    """By name, the version in the comment before a function or type: `@since 0.1`, or `Since 0.1.`."""
    with open(header, encoding="utf-8") as file:
        text = file.read()
    said = {}
    for comment in re.finditer(r"/\*\*(.*?)\*/\n", text, re.S):
        after = re.match(r"[^;{]*", text[comment.end():]).group()
        version = re.search(r"\* (?:@since|Since) (\d+\.\d+)\.?$", comment.group(1), re.M)
        name = re.search(r"\b(" + OURS.pattern + r")\s*\(", after) or re.match(r"typedef (?:struct |\w+ )(\w+)", after)
        if version and name and not after.startswith("#"):
            said[name.group(1)] = version.group(1)
    return said


def finish(what, problems):
    """Ends the check: 0 if there are no problems, else 1 with all of them."""
    for problem in problems:
        print(f"{what}: {problem}")
    if not problems:
        print(f"{what}: as it should be")
    sys.exit(1 if problems else 0)

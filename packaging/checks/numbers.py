"""numbers.py CHECKOUT SONAME: every package has the version and the names of Cargo.toml, CMake and build.rs.

With `refusals` behind them: each of these fails where one differs.
"""

import json
import pathlib
import re
import sys
import tomllib


def problems_of(read, soname):
    """What does not agree; `read` gives the text of a file of the checkout."""
    cargo = tomllib.loads(read("Cargo.toml"))
    version = cargo["package"]["version"]
    abi = soname.removeprefix("libnpyrw.so.")
    capi = cargo["package"]["metadata"]["capi"]
    said = {
        "build.rs's rule for the ABI": ".".join(version.split(".")[: 2 if version.startswith("0.") else 1]),
        "Cargo.toml's suffix of the SONAME": ".".join(version.split(".")[: capi["library"]["version_suffix_components"]]),
    }
    wrong = [f"{what}: {found}, but the SONAME has {abi}" for what, found in said.items() if found != abi]

    names = {
        "Cargo.toml's name of the library": (capi["library"]["name"], "npyrw"),
        "Cargo.toml's name for pkg-config": (capi["pkg_config"]["name"], "npyrw"),
        "Cargo.toml's .pc file": (capi["pkg_config"]["filename"], "npyrw"),
        "Cargo.toml's version of the library": (capi["library"].get("version", version), version),
        "Debian's version": (re.match(r"npyrw \((.*)-\d+\)", read("packaging/debian/changelog")).group(1), version),
        "vcpkg's version": (json.loads(read("packaging/vcpkg/npyrw/vcpkg.json"))["version"], version),
        "the header's version": (re.search(r'NPYRW_VERSION "(.*)"', read("include/npyrw.h")).group(1), version),
        "the oldest Rust of Debian": (re.search(r"cargo \(>= (.*?)\)", read("packaging/debian/control")).group(1),
                                      cargo["package"]["rust-version"]),
        "Debian's packages": (sorted(re.findall(r"^Package: (.*)$", read("packaging/debian/control"), re.M)),
                              ["libnpyrw-dev", f"libnpyrw{abi}", "npyrw-tools"]),
    }
    wrong += [f"{what}: {found}, wanted {wanted}" for what, (found, wanted) in names.items() if found != wanted]
    # The library's licence; where it is said, it is the same.
    for file, pattern in (("packaging/vcpkg/npyrw/vcpkg.json", r'"license": "(.*)"'), ("packaging/conan/conanfile.py", r'license = "(.*)"')):
        found = re.search(pattern, read(file)).group(1)
        if found != cargo["package"]["license"]:
            wrong.append(f"{file}: licence {found}")
    return wrong


checkout, soname = pathlib.Path(sys.argv[1]), sys.argv[2]


def text(name):
    return (checkout / name).read_text(encoding="utf-8")


if "refusals" not in sys.argv:
    wrong = problems_of(text, soname)
    for line in wrong:
        print(line)
    print(f"versions and names of the packages: {'do not agree' if wrong else 'agree'}")
    sys.exit(bool(wrong))

changes = [
    ("Cargo.toml", 'version_suffix_components = 2', 'version_suffix_components = 1'),
    ("Cargo.toml", 'filename = "npyrw"', 'filename = "npy"'),
    ("Cargo.toml", 'name = "npyrw"\nversioning', 'name = "npy"\nversioning'),
    ("Cargo.toml", '\nrust-version = "', '\nrust-version = "1'),
    ("Cargo.toml", '\nversion = "', '\nversion = "1'),
    ("packaging/debian/changelog", "npyrw (", "npyrw (1"),
    ("packaging/debian/control", "Package: libnpyrw0", "Package: libnpyrw1"),
    ("packaging/vcpkg/npyrw/vcpkg.json", '"version": "', '"version": "1'),
    ("packaging/conan/conanfile.py", 'license = "', 'license = "Zlib OR '),
    ("include/npyrw.h", 'NPYRW_VERSION "', 'NPYRW_VERSION "1'),
]
accepted = []
for name, old, new in changes:
    assert old in text(name), (name, old)
    wrong = problems_of(lambda asked: text(asked).replace(old, new, 1) if asked == name else text(asked), soname)
    print(f"{name}: {new!r} is {'refused: ' + wrong[0] if wrong else 'ACCEPTED'}")
    if not wrong:
        accepted.append(name)
sys.exit(bool(accepted))

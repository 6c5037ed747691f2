"""operations.py WORKER [--long]: every public function, with each allocation, system call and callback in turn made to fail.

Makes the inputs with NumPy, runs the worker, and looks at what it met: each exported function in an operation, and each
that can fail with something that failed in it; each function of the system that the library calls either made to fail
or named here. NumPy reads what the operations leave. Prints counts; what is wrong ends it with 1.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

try:
    import numpy as np
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

SHORT = ("allocation", "from-allocation", "EIO", "ENOSPC", "EINTR", "short", "from-EIO", "EINVAL", "ENOSYS", "EOPNOTSUPP",
         "callback:fails", "callback:nothing", "callback:lies", "callback:least", "callback:short")
LONG = SHORT + ("EDQUOT", "ENOMEM", "ESTALE", "EACCES", "EPERM", "EROFS", "EMFILE", "ENFILE",
                "EFBIG", "from-ENOSPC", "from-EDQUOT", "from-ENOMEM", "from-EINVAL", "from-EOPNOTSUPP", "from-EACCES", "from-EMFILE",
                "from-short", "from-callback:fails", "from-callback:short")

# What no operation has, and why.
LEFT_OUT = {
    "npy_status_name": "gives a constant text",
    "npy_status_text": "gives a constant text",
    "npy_version": "gives a constant text",
}
# What is called in the midst of faults, and has nothing in it that can fail but its arguments.
NOTHING_FAILS = {
    "gives what is there already": "npy_array_info npy_array_data npy_array_data_mut npy_dtype_text npy_memory_data npy_tree_root"
                                   " npz_count npy_header npy_writer_info npy_tree_get npy_tree_item npy_tree_entry npy_tree_find"
                                   " npy_tree_info npy_field npy_field_at npz_member_at",
    "marks what is there already": "npy_tree_set_mask npy_tree_set_strings",
    "moves bytes of the caller's": "npy_text_get npy_text_set",
}
# What ends something, and cannot tell how that went.
ENDS = "npy_close npz_close npy_array_free npy_dtype_free npy_memory_free npy_tree_free npy_discard npz_discard".split()
# Functions of the system that the library has in it and that no fault is for, and why.
NO_FAULT = {
    "ends or gives back, and is not asked how it went": "closedir munmap pthread_attr_destroy pthread_detach pthread_key_delete",
    "cannot fail": "getpid gettid pthread_self sched_yield getenv getauxval abort pause",
    "Rust's own, for panics, threads and the keys of tables": "getcwd getrandom mprotect sigaltstack statx sysconf dl_iterate_phdr"
        " dlsym pthread_attr_getguardsize pthread_attr_getstack pthread_attr_init pthread_attr_setstacksize pthread_getattr_np"
        " pthread_key_create pthread_setname_np pthread_setspecific",
    "memory and text": "bcmp memcmp memcpy memmove memset strlen __errno_location __xpg_strerror_r strerror_r",
}


def words(table):
    return {word for text in table.values() for word in text.split()}


def inputs(folder):
    """What the operations read and replace, as NumPy writes it."""
    a = np.arange(600, dtype="<f8").reshape(20, 30)
    np.save(folder / "a.npy", a)
    np.save(folder / "f.npy", np.asfortranarray(a))
    (folder / "at7.npy").write_bytes(b"7 bytes" + (folder / "a.npy").read_bytes())
    with open(folder / "two.npy", "wb") as file:
        np.save(file, a)
        np.save(file, np.arange(300, dtype=">i4"))
    (folder / "torn.npy").write_bytes((folder / "a.npy").read_bytes() + a[:2].tobytes() + b"1234567")
    structs = np.zeros(10, dtype=[("id", "<u4"), ("x", "<f8", (2,))])
    structs["x"] = np.arange(20.0).reshape(10, 2)
    np.save(folder / "s.npy", structs)
    objects = np.empty(3, dtype=object)
    objects[:] = [None, {"a": [1, 2.5, 2**70, "text", b"bytes", (True, 2j)], "grid": np.arange(6.0).reshape(2, 3)}, {3}]
    np.save(folder / "o.npy", objects)
    members = {"many": np.arange(40000.0) % 1000, "few": np.arange(3.0)}
    methods = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}
    for name, method in methods.items():
        with zipfile.ZipFile(folder / f"{name}.npz", "w", method) as archive:
            for key, array in members.items():
                with archive.open(f"{key}.npy", "w") as member:
                    np.save(member, array)
            archive.writestr("notes.txt", b"hello")
    with zipfile.ZipFile(folder / "text.npz", "w") as archive:
        archive.writestr("notes.txt", b"hello")


def judged(folder):
    """NumPy reads what each operation left when nothing failed; how many there are."""
    values = np.arange(1200).reshape(40, 30) + 0.25
    many = np.arange(40000.0) % 1000
    count = 0
    for path in sorted(folder.iterdir()):
        found = np.load(path, allow_pickle=True)
        name = path.name
        if isinstance(found, np.lib.npyio.NpzFile):
            if name == "save objects in an archive":
                right = found["dict"].item()["list"] == ["list", "masked"]
            elif name == "change an archive and take it back":
                right = found["few"].tolist() == [0, 1, 2]
            else:
                right = np.array_equal(found["many"], many) and found["pieces"].tolist() == [[0], [1], [2]]
        elif name == "save objects":
            value = found.item()
            right = value["strings"].tolist() == ["list", "strings"] and value["masked"].mask.tolist() == [[False, True], [False, False]]
        elif name == "hand over and save a tensor" or "give up" in name:
            right = np.array_equal(found, np.arange(600.0).reshape(20, 30))
        elif name == "map to write":
            right = found.tobytes() == b"\1" * 4800
        elif name == "append":
            right = found.shape == (26, 30) and np.array_equal(found[24:], values[:2])
        elif name == "recover":
            right = found.shape == (22, 30)
        elif "layout" in name:
            right = np.array_equal(found, values[::-1].astype(">f4")) and found.flags.f_contiguous
        else:
            right = np.array_equal(found, values)
        count += 1
        if not right:
            print(f"wrong: NumPy reads something else of '{name}'")
            wrong.append(name)
    return count


def of_the_system(library):
    """The functions that the library takes from elsewhere."""
    text = subprocess.run(["nm", "-D", "--undefined-only", library], capture_output=True, text=True, check=True).stdout
    names = {line.split()[-1].split("@")[0] for line in text.splitlines() if line.strip()}
    return {name for name in names if not name.startswith(("_ITM", "_Unwind", "__cxa", "__gmon", "__tls"))}


parser = argparse.ArgumentParser(description="Every public function, with each thing in it made to fail in turn.")
parser.add_argument("worker")
parser.add_argument("--long", action="store_true", help="all errors that the system has for a call")
options = parser.parse_args()
source = Path(__file__).resolve().parent
folder = Path(os.environ.get("NPYRW_TEST_TMP", ".")).resolve() / "operations"
shutil.rmtree(folder, ignore_errors=True)
for name in ("in", "out", "done"):
    (folder / name).mkdir(parents=True)
inputs(folder / "in")
worker = [os.path.abspath(options.worker)]
subprocess.run(worker + ["blocks"], cwd=folder, check=True)
done = subprocess.run(worker + list(LONG if options.long else SHORT), cwd=folder, stdout=subprocess.PIPE, text=True, errors="replace")
wrong = [line for line in done.stdout.splitlines() if line.startswith("wrong")]
functions, runs = {}, 0
for line in done.stdout.splitlines():
    if line.startswith("function "):
        _, name, *numbers = line.split()
        functions[name] = [int(number) for number in numbers]
    elif line.startswith("runs "):
        runs = int(line.split()[1])
    else:
        print(line)
if done.returncode not in (0, 1) or runs == 0:
    wrong.append(f"the program ended with {done.returncode}")
    print(wrong[-1])
    sys.exit(1)

exported = {line.split()[0] for line in (source / "../abi/exported.txt").read_text().splitlines() if line.strip()}
quiet = words(NOTHING_FAILS)
for name in sorted(exported - functions.keys() - LEFT_OUT.keys()):
    wrong.append(f"{name} is in no operation")
for name in sorted((functions.keys() | LEFT_OUT.keys() | quiet) - exported):
    wrong.append(f"{name} is not exported")
for name in sorted(exported - quiet - LEFT_OUT.keys() - set(ENDS)):
    if name in functions and sum(functions[name][1:]) == 0:
        wrong.append(f"nothing failed in {name}")
for name in sorted(quiet & functions.keys()):
    if sum(functions[name][1:]):
        wrong.append(f"{name} is said to have nothing that fails, and something did")
intercepted = set(re.findall(r"^\w[\w \*]*?\*?(\w+)\([^;]*\)$", (source / "faults.c").read_text(), re.M))
intercepted |= set(re.findall(r"^\w[\w \*]*?\*?(\w+)\([^;]*\)$", (source / "memory.c").read_text(), re.M))
library = os.environ.get("NPYRW_LIBRARY")
if library and shutil.which("nm"):
    for name in sorted(of_the_system(library) - intercepted - words(NO_FAULT)):
        wrong.append(f"the library calls {name}, for which there is no fault")
read = judged(folder / "done")

print()
met = [sum(numbers[i] for numbers in functions.values()) for i in (1, 2, 3)]
print(f"{len(functions):>9,} functions in operations, of {len(exported)}; left out by name: {', '.join(sorted(LEFT_OUT))}")
print(f"{met[0]:>9,} allocations refused")
print(f"{met[1]:>9,} system calls failed, interrupted or cut short")
print(f"{met[2]:>9,} callbacks that failed, lied or moved less")
print(f"{runs:>9,} runs")
print(f"{read:>9,} files that NumPy read")
print(f"{len(wrong):>9,} wrong")
for line in wrong[:40]:
    print(line)
sys.exit(1 if wrong or min(met) < 100 else 0)

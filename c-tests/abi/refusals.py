"""refusals.py CC: each check of this folder fails on a library made wrong on purpose."""

import os
import platform
import shutil
import subprocess
import sys

from symbols import finish

here = os.path.dirname(os.path.abspath(__file__))
compiler = sys.argv[1]
problems = []


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
    return name


def build(name, source, *options):
    """A shared library of one C source; its SONAME is libgood.so.1 unless `options` say more."""
    write("source.c", source)
    done = run(compiler, "-shared", "-fPIC", "-o", name, "source.c", "-Wl,-soname,libgood.so.1", *options)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return name


def archive(name, source):
    write("source.c", source)
    for command in ([compiler, "-c", "-o", "source.o", "source.c"], ["ar", "rcs", name, "source.o"]):
        done = run(*command)
        if done.returncode != 0:
            sys.exit(done.stderr)
    return name


def expect(reason, script, *arguments):
    """Runs a check; `reason` is what it must complain of, None if nothing."""
    os.environ.pop("NPYRW_BLESS", None)
    done = run(sys.executable, os.path.join(here, script), *arguments)
    said = done.stdout + done.stderr
    if (done.returncode != 0) != (reason is not None) or (reason or "") not in said:
        problems.append(f"{script} {' '.join(arguments)}: wanted \"{reason}\", got {done.returncode}: {said.strip()}")


def bless(script, *arguments):
    """Has a check write its list."""
    done = subprocess.run([sys.executable, os.path.join(here, script), *arguments], capture_output=True, text=True,
                          env={**os.environ, "NPYRW_BLESS": "1"})
    if done.returncode not in (0, 77):
        problems.append(f"{script} does not write its list: {done.stdout}{done.stderr}")


header = write("good.h", "/* npy_gone() went. */\n#define X(a) npy_macro(a)\n/**\n * One.\n * @since 0.1\n */\nint npy_one(void);\n")
listed = write("good.txt", "npy_one 0.1\n")
empty = write("empty.h", "/* npy_one() */\n")
good = "int npy_one(void) { return 1; }\n"
codecs = ["inflate", "crc32", "adler32", "deflateInit_", "ZSTD_decompress", "BZ2_bzDecompress",
          "lzma_code", "libdeflate_alloc_decompressor", "XXH64"]

library = build("libgood.so", good)
expect(None, "exports.py", library, header, listed)
expect("exported but not declared: npy_one", "exports.py", library, empty, listed)
expect("declares no function", "exports.py", library, empty, listed)
expect("declared but not exported: npy_one", "exports.py", build("libnone.so", "static int x;"), header, listed)
expect("not in other.txt: npy_one 0.1", "exports.py", library, header, write("other.txt", "npy_one 0.2\n"))
expect("no longer so: npy_two 0.1", "exports.py", library, header, write("more.txt", "npy_one 0.1\nnpy_two 0.1\n"))
expect(None, "dynamic.py", library, "libgood.so.1")
expect("SONAME is", "dynamic.py", library, "libgood.so.2")
expect("SONAME is", "dynamic.py", build("libgood2.so", good, "-Wl,-soname,libgood.so"), "libgood.so.1")
expect("carries a run path", "dynamic.py", build("librun.so", good, "-Wl,-rpath,/x"), "libgood.so.1")
expect("loads libgood.so.1 => not found", "dynamic.py",
       build("libneeds.so", good, "-Wl,--no-as-needed", library, "-Wl,-soname,libneeds.so.1"), "libneeds.so.1")
expect("needs libgood.so.1", "dynamic.py",
       build("libneeds.so", good, "-Wl,--no-as-needed", library, "-Wl,-soname,libneeds.so.1"), "libneeds.so.1")
expect(None, "archive.py", archive("libgood.a", good), header)
expect("declared but not defined: npy_one", "archive.py", archive("libnone.a", "int npy_two(void) { return 2; }"), header)
for codec in codecs:
    source = good + f"int {codec}(void) {{ return 0; }}\n"
    expect(f"exported but not declared: {codec}", "exports.py", build("libbad.so", source), header, listed)
    expect(f"global C name: {codec}", "archive.py", archive("libbad.a", source), header)
    expect(None, "archive.py", archive("libhidden.a", source.replace(f"int {codec}", f"static int {codec}")), header)

expect(None, "size.py", library, "100000", "1.95.0")
expect("more than 105", "size.py", library, "100", "1.95.0")

# since.py and shape.py read headers.
typed = """\
#define NPY_ZERO 0
/** A number. Since 0.1. */
typedef int npy_number;
/**
 * A pair.
 *
 * Since 0.1.
 */
typedef struct npy_pair {
    /** One. */
    npy_number one;
    /** Two. */
    npy_number two;
} npy_pair;
/**
 * Adds.
 * @since 0.1
 */
npy_number npy_sum(const npy_pair *pair);
""".replace("number. Since", "number.\n *\n * Since").replace("0.1. */", "0.1.\n */")
os.mkdir("include")
types = write("include/types.h", typed)
constants, description = write("constants.txt", ""), write("types.abi", "")
bless("since.py", types, "0.1.0", constants)
bless("shape.py", types, "libtypes.so.1", compiler, description)
expect(None, "since.py", types, "0.1.0", constants)
expect("npy_sum is said to be of 0.1, which is not out", "since.py", types, "0.0.9", constants)
for name, line in (("npy_sum", " * @since 0.1\n"), ("npy_pair", " * Since 0.1.\n */\ntypedef struct"), ("npy_number", " * Since 0.1.\n */\ntypedef int")):
    without = line.replace(" * Since 0.1.\n", "").replace(" * @since 0.1\n", "")
    write(types, typed.replace(line, without))
    expect(f"does not say since when: {name}", "since.py", types, "0.1.0", constants)
write(types, typed.replace("ZERO 0", "ZERO 1"))
expect("do not agree on: NPY_ZERO 0", "since.py", types, "0.1.0", constants)

write(types, typed)
if shutil.which("abidw") and shutil.which("abidiff") and platform.machine() == "x86_64":
    expect(None, "shape.py", types, "libtypes.so.1", compiler, description)
    for old, new, complaint in (
            ("    npy_number two;\n", "    npy_number two;\n    npy_number three;\n", "type size changed"),
            ("typedef int", "typedef long", "type size changed"),
            ("npy_sum(", "npy_add(", "1 Removed, 0 Changed, 1 Added"),
            ("const npy_pair *pair", "const npy_pair *pair, int more", "parameter 2 of type 'int' was added")):
        write(types, typed.replace(old, new))
        expect(complaint, "shape.py", types, "libtypes.so.1", compiler, description)
    write(types, typed)
    expect("SONAME changed", "shape.py", types, "libtypes.so.2", compiler, description)

# native_libs.py asks cargo; here a stand-in answers.
fake = write("cargo", "#!/bin/sh\necho 'note: native-static-libs: -lgcc_s -lc' >&2\n")
os.chmod(fake, 0o755)
fake = os.path.abspath(fake)
both = write("both.pc", "Name: x\nLibs: -L${libdir} -lnpyrw\nLibs.private: -lgcc_s -lc\n")
alone = write("alone.pc", "Name: x\nLibs: -L${libdir} -lnpyrw -lgcc_s -lc\n")
stale = write("stale.pc", "Name: x\nLibs: -L${libdir} -lnpyrw\nLibs.private: -lgcc_s -lm -lc\n")
expect(None, "native_libs.py", both, "1", "t", fake)
expect(None, "native_libs.py", alone, "0", "t", fake)
expect("the .pc file says", "native_libs.py", stale, "1", "t", fake)
expect("the .pc file says", "native_libs.py", both, "0", "t", fake)
expect("cargo did not say", "native_libs.py", both, "1", "t", "true")

finish("refusals", problems)

"""refusals.py CC: each check of this folder fails on a library made wrong on purpose."""

import os
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
    done = run(sys.executable, os.path.join(here, script), *arguments)
    said = done.stdout + done.stderr
    if (done.returncode != 0) != (reason is not None) or (reason or "") not in said:
        problems.append(f"{script} {' '.join(arguments)}: wanted \"{reason}\", got {done.returncode}: {said.strip()}")


header = write("good.h", "/* npy_gone() went. */\n#define X(a) npy_macro(a)\nint npy_one(void);\n")
empty = write("empty.h", "/* npy_one() */\n")
good = "int npy_one(void) { return 1; }\n"
codecs = ["inflate", "crc32", "adler32", "deflateInit_", "ZSTD_decompress", "BZ2_bzDecompress",
          "lzma_code", "libdeflate_alloc_decompressor", "XXH64"]

library = build("libgood.so", good)
expect(None, "exports.py", library, header)
expect("exported but not declared: npy_one", "exports.py", library, empty)
expect("declares no function", "exports.py", library, empty)
expect("declared but not exported: npy_one", "exports.py", build("libnone.so", "static int x;"), header)
expect(None, "dynamic.py", library, "libgood.so.1")
expect("SONAME is", "dynamic.py", library, "libgood.so.2")
expect("SONAME is", "dynamic.py", build("libgood2.so", good, "-Wl,-soname,libgood.so"), "libgood.so.1")
expect("carries a run path", "dynamic.py", build("librun.so", good, "-Wl,-rpath,/x"), "libgood.so.1")
expect("needs libgood.so.1", "dynamic.py",
       build("libneeds.so", good, "-Wl,--no-as-needed", library, "-Wl,-soname,libneeds.so.1"), "libneeds.so.1")
expect(None, "archive.py", archive("libgood.a", good), header)
expect("declared but not defined: npy_one", "archive.py", archive("libnone.a", "int npy_two(void) { return 2; }"), header)
for codec in codecs:
    source = good + f"int {codec}(void) {{ return 0; }}\n"
    expect(f"exported but not declared: {codec}", "exports.py", build("libbad.so", source), header)
    expect(f"global C name: {codec}", "archive.py", archive("libbad.a", source), header)
    expect(None, "archive.py", archive("libhidden.a", source.replace(f"int {codec}", f"static int {codec}")), header)

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

"""NumPy, Info-ZIP and Go read what we write, and we read what they write. The argument says whose turn it is."""

import os
import shutil
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import callbacks  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402
from archives_identical import write  # noqa: E402
from archives_read import failure, same  # noqa: E402

DEFLATED = 8
ARRAYS = {"u": cases.fill("<f8", (40, 30)), "swapped": cases.fill(">c16", (7, 9), "F"), "scalar": np.array(3.5), "empty": np.zeros((0, 4), "i2"),
          "large": cases.fill("<i4", (301, 1211)), "particles": cases.fill(cases.PARTICLE, (50,)), "zeros": np.zeros(300_000), "é_名": np.arange(3.0)}
GO = {"GOTOOLCHAIN": "local", "GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTELEMETRY": "off", "GO111MODULE": "off"}


def made():
    """Archives of ours of every kind: their paths, and what is in them."""
    for method in (0, DEFLATED):
        for align in (0, 64):
            for stream in (False, True):
                path = f"m{method}_a{align}_{'stream' if stream else 'file'}.npz"
                if stream:
                    sink = callbacks.Sink(stream=True)
                    write(sink, ARRAYS, method=method, align=align)
                    with open(path, "wb") as f:
                        f.write(sink.bytes)
                else:
                    write(path, ARRAYS, method=method, align=align)
                yield path, ARRAYS, method
    write("none.npz", {})
    yield "none.npz", {}, 0
    many = {f"m{i}": np.full(3, i) for i in range(1000)}
    write("many.npz", many, method=DEFLATED)
    yield "many.npz", many, DEFLATED
    write("grown.npz", ARRAYS)
    writer = npyrw.ArchiveWriter("grown.npz", update=True)
    member = writer.add("growing", npyrw.spec("f8", (-1, 2)))
    npyrw.call("npy_write", member, np.arange(60.0).tobytes(), npyrw.C.c_size_t(480))
    npyrw.call("npy_finish", member)
    writer.remove("large")
    writer.finish()
    kept = {key: array for key, array in ARRAYS.items() if key != "large"}
    yield "grown.npz", {**kept, "growing": np.arange(60.0).reshape(30, 2)}, 0
    writer = npyrw.ArchiveWriter("again.npz", method=DEFLATED)
    member = writer.add("growing", npyrw.spec("f8", (-1, 2)))
    npyrw.call("npy_write", member, np.arange(60.0).tobytes(), npyrw.C.c_size_t(480))
    npyrw.call("npy_finish", member)
    writer.finish()
    yield "again.npz", {"growing": np.arange(60.0).reshape(30, 2)}, DEFLATED


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def need(found, what):
    if not found:
        print(f"skipped: there is no {what}")
        sys.exit(77)


def unzip_reads():
    """unzip -t inflates and sums up every member, and says nothing of the archive's records."""
    need(shutil.which("unzip"), "unzip")
    count = 0
    for path, arrays, _ in made():
        if arrays:
            said = run("unzip", "-t", path)
            assert f"No errors detected in compressed data of {path}" in said and "warning" not in said, said
        # It warns of an archive without members.
        count += 1
    return count


def zip_writes():
    """zip: stored, deflated, bzip2, to a file and to a pipe; encrypted members are told as such."""
    need(shutil.which("zip"), "zip")
    count = 0
    for key, array in ARRAYS.items():
        np.save(key + ".npy", array)
    names = [key + ".npy" for key in ARRAYS]
    for options in (("-0",), ("-6",), ("-9", "-X"), ("-Z", "bzip2"), ("-fz",), ("-fd",), ("-0", "-fd")):
        if os.path.exists("z.zip"):
            os.remove("z.zip")
        run("zip", "-q", *options, "z.zip", *names)
        count += check("z.zip")
    with open("pipe.zip", "wb") as f:
        subprocess.run(["zip", "-q", "-", *names], stdout=subprocess.PIPE, check=True)
        f.write(subprocess.run(["zip", "-q", "-", *names], stdout=subprocess.PIPE, check=True).stdout)
    count += check("pipe.zip")
    run("zip", "-q", "-P", "secret", "e.zip", "u.npy")
    run("zip", "-q", "e.zip", "scalar.npy")
    with npyrw.Archive("e.zip") as archive:
        assert failure(archive.get, "u") == "NPY_ERR_ENCRYPTED" and archive.array("scalar")[()] == 3.5
    # An update carries the encrypted member over.
    before = zipfile.ZipFile("e.zip").infolist()[0]
    writer = npyrw.ArchiveWriter("e.zip", update=True)
    writer.save("scalar", np.array(4.5))
    writer.finish()
    after = zipfile.ZipFile("e.zip")
    assert after.infolist()[0].CRC == before.CRC and after.read("u.npy", pwd=b"secret") == open("u.npy", "rb").read()
    return count + 1


def check(path):
    with npyrw.Archive(path) as archive, np.load(path) as by_numpy:
        archive.verify()
        assert archive.keys() == by_numpy.files or len(archive) == len(ARRAYS)
        for key, array in ARRAYS.items():
            assert same(archive.array(key), array), (path, key)
            assert same(archive.array(key, npyrw.request(select=(slice(1, 5),))) if array.ndim else array, array[1:5] if array.ndim else array)
    return 1


def go_tool():
    """ziptool, built with the Go that is in this Python's environment, or on the path."""
    here = os.path.join(os.path.dirname(sys.executable), "go")
    go = here if os.path.exists(here) else shutil.which("go")
    need(go, "Go")
    # What Go compiled of its own library is kept for the next time.
    cache = os.path.join(os.environ["NPYRW_TEST_TMP"], "..", "..", "go-cache")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "support", "ziptool", "main.go")
    run(go, "build", "-o", "ziptool", source, env={**os.environ, **GO, "GOCACHE": os.path.abspath(cache), "GOPATH": os.path.abspath("gopath")})
    return os.path.abspath("ziptool")


def go_reads(tool):
    count = 0
    for path, arrays, method in made():
        lines = run(tool, "list", path).splitlines()
        with zipfile.ZipFile(path) as z:
            infos = z.infolist()
        assert len(lines) == len(infos) == len(arrays), (path, lines)
        for line, info in zip(lines, infos):
            found_method, size, crc, name = line.split(" ", 3)
            assert (int(found_method), int(size), int(crc, 16)) == (method if path != "grown.npz" else 0, info.file_size, info.CRC)
            assert name == '"' + info.filename + '"'
        count += 1
    return count


def go_writes(tool):
    """Streamed, stored and deflated: what Go serves over the network."""
    count = 0
    for key, array in ARRAYS.items():
        np.save(key + ".npy", array)
    for method in ("0", "8"):
        run(tool, "write", "go.zip", method, *(key + ".npy" for key in ARRAYS))
        with zipfile.ZipFile("go.zip") as z:
            assert all(info.flag_bits & 8 for info in z.infolist())
        count += check("go.zip")
        before = zipfile.ZipFile("go.zip").infolist()
        writer = npyrw.ArchiveWriter("go.zip", update=True)
        writer.save("new", np.arange(4))
        writer.finish()
        run(tool, "list", "go.zip")
        assert [i.CRC for i in zipfile.ZipFile("go.zip").infolist()[:-1]] == [i.CRC for i in before]
        count += 1
    return count


def numpy_reads():
    count = 0
    for path, arrays, _ in made():
        with np.load(path) as found, zipfile.ZipFile(path) as z:
            assert z.testzip() is None and found.files == list(arrays)
            assert all(found[key].tobytes() == array.tobytes() and found[key].dtype == array.dtype for key, array in arrays.items())
        count += 1
    return count


def go():
    tool = go_tool()
    return go_reads(tool) + go_writes(tool)


TURNS = {"numpy": (numpy_reads, 12), "unzip": (unzip_reads, 12), "zip": (zip_writes, 9), "go": (go, 16)}

if __name__ == "__main__":
    work, least = TURNS[sys.argv[1] if len(sys.argv) > 1 else "numpy"]
    npyrw.finish(work(), least)

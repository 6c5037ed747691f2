"""make.py: writes the files of this folder anew, and `manifest` with what NumPy reads from them.

A line of the manifest is an array: file, number of the array in it, bytes, the
SHA-256 of its elements (in C order, little-endian, padding as it is in the file) and
its dtype with that byte order; a file of objects has -1 bytes. Run it with the NumPy
that scripts/setup.sh installs. With --check nothing is written: it fails if the
folder holds anything else than it would write.
"""

import hashlib
import io
import os
import sys
import tempfile
import warnings

try:
    import numpy as np
    from numpy.lib import format as npy_format
except ImportError:
    print("skipped: this Python has no NumPy")
    sys.exit(77)

# That it is an old or a new version is the point of some files.
warnings.simplefilter("ignore", UserWarning)
here = os.path.dirname(os.path.abspath(__file__))
files, manifest = {}, []


def noise(count, seed):
    """As many bytes that look like nothing, the same on every machine."""
    out = b""
    while len(out) < count:
        seed = hashlib.sha256(str(seed).encode()).hexdigest()
        out += bytes.fromhex(seed)
    return out[:count]


def fill(dtype, shape, order="C"):
    """An array of noise, as far as its kinds allow."""
    dtype = np.dtype(dtype)
    if dtype.names is not None:
        array = np.zeros(shape, dtype, order)
        for name in dtype.names:
            array[name] = fill(array[name].dtype, array[name].shape)
        return array
    count = int(np.prod(shape, dtype=int))
    if dtype.kind == "U":
        letters = "aé名\U0001f600z"
        texts = ["".join(letters[(i + j) % 5] for j in range(i % (dtype.itemsize // 4 + 1))) for i in range(count)]
        array = np.array(texts, dtype)
    elif dtype.kind == "b":
        array = np.frombuffer(noise(count, "b"), "u1") % 2 == 1
    else:
        array = np.frombuffer(noise(count * dtype.itemsize, dtype.kind), dtype)
    return np.array(array.reshape(shape), order=order)


def little(array):
    """The elements' bytes in C order, each part little-endian; padding stays what it is."""
    dtype = array.dtype.newbyteorder("<")
    raw = np.frombuffer(array.tobytes("C"), "u1").copy()
    out = raw.view(dtype).reshape(array.shape) if array.nbytes else np.zeros(array.shape, dtype)
    assign(out, array)
    return dtype, out.tobytes()


def assign(to, source):
    if to.dtype.names is None:
        to[...] = source
        return
    for name in to.dtype.names:
        assign(to[name], source[name])


def note(name, number, array):
    if array.dtype.hasobject:
        manifest.append(f"{name} {number} -1 - {npy_format.dtype_to_descr(array.dtype)}")
    else:
        dtype, raw = little(array)
        descr = npy_format.dtype_to_descr(dtype)
        manifest.append(f"{name} {number} {len(raw)} {hashlib.sha256(raw).hexdigest()} {descr}")


def add(name, raw):
    """A file; NumPy says what is in it."""
    name += ".npy"
    assert name not in files, name
    files[name] = raw
    # From a real file: from anything else NumPy leaves rubbish in the padding of structs.
    with tempfile.NamedTemporaryFile() as file:
        file.write(raw)
        file.flush()
        stream = open(file.name, "rb")
        for number in range(raw.count(b"\x93NUMPY")):
            note(name, number, np.lib.format.read_array(stream, allow_pickle=True))
        stream.close()


def saved(*arrays, version=None):
    stream = io.BytesIO()
    for array in arrays:
        npy_format.write_array(stream, np.asanyarray(array), version=version)
    return stream.getvalue()


def save(name, dtype, shape=(3,), order="C", version=None):
    add(name, saved(fill(dtype, shape, order), version=version))


def by_hand(name, text, data, align=1, version=1):
    """A file of another writer, or of an older NumPy: the data begins at a multiple of `align`."""
    text = text.encode()
    if align > 1:
        text = text[:-1] + b" " * (-(10 + len(text)) % align) + text[-1:]
    length = len(text).to_bytes(2 if version == 1 else 4, "little")
    add(name, b"\x93NUMPY" + bytes([version, 0]) + length + text + data)


# Every kind, and in both byte orders where it has one.
for dtype in "?", "i1", "u1", "S1", "S5", "V8":
    save("scalar_" + {"?": "b1"}.get(dtype, dtype), dtype)
for dtype in ("i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "f16", "c8", "c16", "c32", "U3",
              "M8", "M8[ns]", "m8[D]"):
    for order, name in ("<", "little"), (">", "big"):
        save(f"scalar_{dtype.replace('[', '_').replace(']', '')}_{name}", order + dtype)
save("scalar_M8_10us", "<M8[10us]")
save("scalar_M8_25as", ">M8[25as]")
by_hand("bool_other_values", "{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }\n", b"\0\1\2\xff", 64)

# Shapes and orders.
save("shape_single", "<f8", ())
save("shape_one", ">i4", (1,))
save("shape_c", "<f4", (2, 3, 4))
save("shape_f", "<f4", (2, 3, 4), "F")
save("shape_f_big", ">i2", (3, 5), "F")
save("shape_f_text", ">U2", (2, 2), "F")
save("shape_column", "<f8", (3, 1))
save("shape_empty", "<f8", (0,))
save("shape_empty_inside", ">c16", (2, 0, 3))
save("shape_64_axes", "|u1", (1,) * 62 + (2, 3))

# Structs.
save("struct_plain", [("a", "<f8"), ("b", ">i4")], (2,))
save("struct_big", [("a", ">f8"), ("b", ">i2"), ("c", ">c8")], (2, 2), "F")
save("struct_padded", np.dtype([("a", "i1"), ("b", "f8"), ("c", "i2")], align=True), (2,))
save("struct_title", [(("A title", "a"), "<i4"), ("b", "?")], (2,))
save("struct_arrays", [("m", ">f4", (3, 2)), ("one", "<i2", (1,))], (2,))
save("struct_nested", [("p", [("x", "<f4"), ("y", ">f4")]), ("q", [("z", "<c8")], (2,))], (2,))
save("struct_array_of_arrays", [("c", ("<f8", (2,)), (2,)), ("d", ">U2")])
save("struct_late", {"names": ["late"], "formats": [">u2"], "offsets": [6], "itemsize": 13})
save("struct_of_nothing", [], (3,))
save("struct_latin", [("é", "<f8"), ("it's", "i1")])
save("struct_unicode", [("名前", "<f8"), ("\U0001f600", ">i2")])
save("struct_dates", [("when", ">M8[us]"), ("span", "<m8[3D]"), ("raw", "V4")], (2,))
by_hand("struct_padding_kept", "{'descr': [('a', '<i2'), ('', '|V2'), ('b', '<f4')], 'fortran_order': False, 'shape': (2,), }\n",
        noise(16, "padding"), 64)

# Versions, ages, other writers.
save("version_2", "<f8", (2,), version=(2, 0))
save("version_3", ">f8", (2,), version=(3, 0))
by_hand("old_16_bytes", "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n", noise(16, "old"), 16)
by_hand("old_no_growth", "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }\n", noise(8, "growth"), 64)
by_hand("old_python_2", "{'descr': '<i4', 'fortran_order': False, 'shape': (2L, 1L), }\n", noise(8, "long"), 16)
by_hand("other_unaligned", "{'descr': '<i4', 'fortran_order': False, 'shape': (2,)}\n", noise(8, "unaligned"))
by_hand("other_no_newline", "{'descr':'<i4','fortran_order':False,'shape':(2,)}", noise(8, "newline"))
by_hand("other_spellings", '{"shape": (0x1,2 ,),"fortran_order":True , "descr":"=i2"}\r\n', noise(4, "spellings"))
by_hand("other_comma_string", "{'descr': '>i4, 2f4', 'fortran_order': False, 'shape': (1,)}\n", noise(12, "comma"))

# More than an array.
add("several", saved(fill("<f8", (2,)), fill(">i2", (2, 2), "F"), fill("S3", ()), fill("<f4", (0, 2)), fill("u1", (3,))))
add("trailing", saved(fill("<f8", (2,))) + b"and more")
add("objects", saved(np.array([None, {"a": 1}, "text"], dtype=object)))


def main():
    files["manifest"] = "".join(line + "\n" for line in manifest).encode()
    keep = {"make.py", *files}
    check = "--check" in sys.argv
    changed = [name for name in sorted(os.listdir(here)) if name not in keep]
    for name, raw in files.items():
        path = os.path.join(here, name)
        if not os.path.exists(path) or open(path, "rb").read() != raw:
            changed.append(name)
            if not check:
                with open(path, "wb") as file:
                    file.write(raw)
    print(f"{len(files) - 1} files, {len(manifest)} arrays; {'differ' if check else 'changed'}: {changed or 'none'}")
    return 1 if changed and check else 0


if __name__ == "__main__":
    sys.exit(main())

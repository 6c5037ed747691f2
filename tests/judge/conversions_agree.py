"""Which number is made which other one, under which rule, and with which value: as NumPy says."""

import io
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import npyrw  # noqa: E402
import cases  # noqa: E402
import numpy as np  # noqa: E402

warnings.simplefilter("ignore")
NUMBERS = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"]
# Long double as this library converts it: x87's, of 80 bits.
EXTENDED = np.finfo("g").nmant == 63
if EXTENDED:
    NUMBERS += ["g", "G"]
RULES = ("no", "equiv", "safe", "same_kind", "unsafe")


def saved(array):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, allow_pickle=False)
    return out.getvalue()


def integers():
    near = {0}
    for bits in (7, 8, 10, 11, 12, 15, 16, 23, 24, 25, 31, 32, 52, 53, 54, 62, 63, 64):
        for base in (1 << bits, 3 << bits >> 1, (1 << bits) + (1 << bits >> 11), (1 << bits) + (1 << bits >> 24)):
            near.update(sign * base + d for sign in (1, -1) for d in (-3, -2, -1, 0, 1, 2, 3))
    # Halfway between two singles, two halves, two doubles, and beside it.
    near.update((m << k) + d for m in (2049, 2051, (1 << 24) + 1, (1 << 24) + 3, (1 << 53) + 1, (1 << 53) + 3)
                for k in (0, 1, 5) for d in (-1, 0, 1))
    near.update((65503, 65504, 65505, 65519, 65520, 65521, 65535, 65536))
    return sorted(near)


def bit_patterns(rng, dtype, count):
    """Floats of any exponent."""
    width = np.dtype(dtype).itemsize
    if dtype != "g":
        return rng.integers(0, 256, (count, width), "u1").view(dtype)[:, 0]
    mantissa = rng.integers(1 << 63, 1 << 64, count, "u8", endpoint=False).astype("g")
    exponent = np.concatenate([rng.integers(-16400, 16300, count // 2), rng.integers(-1100, 1100, count - count // 2)])
    return np.ldexp(mantissa * rng.choice([-1, 1], count), exponent - 63)


def floats(dtype, rng):
    """Edges of this type and of those that it may be made."""
    wide = "g" if EXTENDED else "f8"
    # So little that a number in between would lose it.
    bit = np.array(2.0 ** (-60 if EXTENDED else -50), wide)
    found = [0.0, -0.0, 1.5, -1.5, 2.5, 0.1, np.inf, -np.inf, np.nan, -np.nan]
    for target in ("f2", "f4", "f8", wide):
        info = np.finfo(target)
        one, tiny, sub = (np.array(x, wide) for x in (1, info.tiny, info.smallest_subnormal))
        eps = np.array(info.eps, wide)
        steps = (one, 1 + eps / 2, 1 + eps * 3 / 2, 1 + eps / 4, 1 + eps * 3 / 4, 1 + eps / 2 + eps / 64, 1 + eps / 2 - eps / 64,
                 1 + eps / 2 + bit, 1 + eps / 2 - bit, 1 + eps * 3 / 2 - bit)
        found += [s * base for s in steps for base in (one, tiny, sub, sub / 2, sub * 3 / 2, sub * 33, tiny / 2)]
        most = np.array(info.max, wide)
        found += [most, most * (1 + eps / 8), most * (1 + eps / 4), most * (1 + eps), most / 2]
    found += [s * (2.0**k) for s in (1, -1) for k in (7, 8, 15, 16, 31, 32, 63, 64)]
    found += [np.nextafter(np.array(2.0**k, wide), np.array(0, wide)) for k in (7, 8, 15, 16, 31, 32, 53, 63, 64)]
    found += [n + h for n in (0, 1, 2, 126, 127, 254, 255, 32766, 65534) for h in (0.25, 0.5, 0.75)]
    found = np.array([np.array(x, wide) for x in found], wide)
    found = np.concatenate([found, -found, np.array(integers(), "g").astype(wide)]).astype(dtype)
    return np.concatenate([found, bit_patterns(rng, dtype, 300), rng.normal(size=100).astype(dtype)])


def numbers(dtype, rng):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, 600).astype("?")
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        near = [n for n in integers() if limits.min <= n <= limits.max]
        return np.concatenate([np.array(near, dtype), rng.integers(limits.min, limits.max, 300, dtype, endpoint=True)])
    if dtype.kind == "f":
        return floats(dtype.char, rng)
    part = floats({"F": "f4", "D": "f8", "G": "g"}[dtype.char], rng)
    out = np.zeros(part.size, dtype)
    out.real, out.imag = part, part[::-1]
    return out


def fits(array, target):
    """Where C says what comes of the conversion: not where a float does not fit an integer."""
    if array.dtype.kind not in "fc" or target.kind not in "iu":
        return np.ones(array.shape, bool)
    limits = np.iinfo(target)
    real = array.real.astype("g")
    low, high = np.trunc(real) >= np.array(limits.min, "g"), np.trunc(real) <= np.array(limits.max, "g")
    return low & high


def same_numbers(found, wanted, what):
    """Bit for bit, but any NaN is one. The padding of a new long double is zero."""
    dtype = wanted.dtype
    parts = {"c8": "f4", "c16": "f8", "c32": "g"}.get(dtype.str[1:])
    if parts:
        found, wanted = (x.view(np.dtype(parts).newbyteorder(dtype.str[0])) for x in (found, wanted))
    nan = np.isnan(wanted) if wanted.dtype.kind == "f" else np.zeros(wanted.shape, bool)
    raw = [np.frombuffer(cases.values(cases.raw(x), x.dtype), "u1").reshape(x.size, -1) for x in (found, wanted)]
    equal = (raw[0] == raw[1]).all(axis=1)
    if wanted.dtype.kind == "f":
        equal = np.where(nan, np.isnan(found), equal)
    bad = np.flatnonzero(~equal)
    assert bad.size == 0, (what, found[bad][:5], wanted[bad][:5])
    if what[0].char not in "gG":
        assert cases.values(cases.raw(found), found.dtype) == cases.raw(found), (what, "padding")


def rules():
    """Allowed is what can_cast allows."""
    count = 0
    everything = NUMBERS + ["S3", "U3", "V3", "M8[s]", "m8[s]", "M8"]
    for a in everything:
        for source in (np.dtype(a), np.dtype(a).newbyteorder()):
            # np.zeros takes a datetime without a unit to this machine's order.
            array = np.zeros(3 * source.itemsize, "u1").view(source)
            with npyrw.Reader(saved(array)) as reader:
                for b in everything:
                    for target in (np.dtype(b), np.dtype(b).newbyteorder()):
                        numeric = source.kind in "biufc" and target.kind in "biufc"
                        itself = np.can_cast(source, target, "equiv")
                        for rule in RULES:
                            wanted = np.can_cast(source, target, rule) and (numeric or itself)
                            text = npyrw.descr_text(target).decode()
                            code = npyrw.refusal(reader.plan, npyrw.request(text, casting=rule))
                            assert code == (None if wanted else "NPY_ERR_CAST"), (source, target, rule, code)
                            count += 1
    return count


def values():
    """Every pair in every byte order, aligned or not, read and written."""
    count = 0
    rng = np.random.default_rng(5)
    for a in NUMBERS:
        array = numbers(a, rng)
        for b in NUMBERS:
            for order in ("<<", "<>", ">>", "><"):
                target = np.dtype(b).newbyteorder(order[1])
                source = array[fits(array, target)].astype(np.dtype(a).newbyteorder(order[0]))
                wanted = as_numpy(source, target)
                check_read(source, target, wanted)
                check_written(source, target, wanted)
                count += 1
    return count


def as_numpy(source, target):
    """What NumPy's astype gives, by way of the machine's own order."""
    native = source.astype(source.dtype.newbyteorder("="))
    if EXTENDED and source.dtype.char in "gG" and target.char == "e":
        return rounded_once(native.real).astype(target)
    return native.astype(target)


def rounded_once(value):
    """NumPy makes a long double a half by way of a single, and rounds twice; here it is once.
    A double that is odd in its last place wherever something was cut off rounds like the original."""
    with np.errstate(all="ignore"):
        double = value.astype("f8")
        back = double.astype("g")
        towards_zero = np.where(np.abs(back) > np.abs(value), np.nextafter(double, 0), double)
        inexact = (towards_zero.astype("g") != value) & np.isfinite(value)
        bits = towards_zero.view("u8") | inexact.astype("u8")
        return bits.view("f8").astype("f2")


def check_read(source, target, wanted):
    raw = saved(source)
    text = npyrw.descr_text(target).decode()
    for shift, select in ((0, slice(None)), (1, slice(None)), (3, slice(None, None, -1)), (0, slice(1, None, 3))):
        expected = np.ascontiguousarray(wanted[select])
        with npyrw.Reader(b"?" * shift + raw, offset=shift) as reader:
            out = np.full(expected.nbytes + 8, 0xA5, "u1")
            request = npyrw.request(text, select=(select,), casting="unsafe")
            reader.read_to(request, out.ctypes.data + shift, expected.nbytes)
            found = np.frombuffer(out[shift:shift + expected.nbytes].tobytes(), target)
            same_numbers(found, expected, (source.dtype, target, shift, select))


def check_written(source, target, wanted):
    spec = npyrw.spec(target, source.shape, data_dtype=source.dtype, casting="unsafe")
    npyrw.save_with("x.npy", npyrw.spec(target, source[::-2].shape, data_dtype=source.dtype, casting="unsafe"), source[::-2])
    same_numbers(np.load("x.npy"), np.ascontiguousarray(wanted[::-2]), (source.dtype, target, "backwards"))
    npyrw.save_with("x.npy", spec, source)
    found = np.load("x.npy")
    assert found.dtype == target
    same_numbers(found, wanted, (source.dtype, target, "written"))


def convert(source, target):
    with npyrw.Reader(saved(source)) as reader:
        return reader.read(npyrw.request(target, casting="unsafe"))


def out_of_range():
    """Ours, where C and NumPy leave it open: the nearest end of the integer, and 0 for what is no number."""
    count = 0
    for a in (t for t in NUMBERS if np.dtype(t).kind in "fc"):
        edges = [np.inf, -np.inf, np.nan, 60000.0, -60000.0] + ([1e30, -1e30] if a != "f2" else [])
        array = np.array(edges, np.dtype(a).newbyteorder(">"))
        for b in ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"):
            limits = np.iinfo(b)
            exact = [0 if e != e else min(max(e, limits.min), limits.max) for e in map(float, array.real)]
            found = [int(n) for n in convert(array, b)]
            assert found == [int(n) for n in exact], (a, b, found)
            count += 1
    return count


def odd_bools():
    """Bytes of a bool other than 0 and 1: true when they are converted, as they are when not."""
    raw = np.arange(256, dtype="u1")
    array = raw.view("?")
    assert convert(array, "?").view("u1").tobytes() == raw.tobytes()
    for b in NUMBERS[1:]:
        assert convert(array, b).tobytes() == (raw != 0).astype(b).tobytes() or b in "gG"
        assert np.array_equal(convert(array, b), (raw != 0).astype(b))
    return len(NUMBERS)


def other_kinds():
    """Text, void and structs keep their size and fields, datetimes their unit: other ones are refused
    by name, whatever the rule, though NumPy casts some of them."""
    count = 0
    for source, target in (("S3", "S5"), ("S5", "S3"), ("S3", "U3"), ("U3", "U5"), ("U3", "S3"), ("V3", "V4"), ("i4", "S5"),
                           ("S3", "i4"), ("M8[s]", "M8[ms]"), ("M8[ms]", "M8[s]"), ("M8[D]", "M8[s]"), ("M8", "M8[s]"), ("M8[s]", "M8"),
                           ("m8[s]", "m8[ms]"), ("m8[W]", "m8[D]"), ("m8[s]", "i8"), ("i8", "m8[s]"), ("M8[s]", "i8"), ("M8[s]", "m8[s]"),
                           ([("a", "i4")], [("a", "i8")]), ([("a", "i4")], [("b", "i4")]), ([("a", "i4")], "i4"), ("i4", [("a", "i4")])):
        target = np.dtype(target)
        with npyrw.Reader(saved(np.zeros(3, source))) as reader:
            for rule in RULES:
                text = npyrw.descr_text(target).decode()
                assert npyrw.refusal(reader.plan, npyrw.request(text, casting=rule)) == "NPY_ERR_CAST", (source, target, rule)
                count += 1
        spec = npyrw.spec(target, (3,), data_dtype=np.dtype(source), casting="unsafe")
        assert npyrw.refusal(npyrw.save_with, "x.npy", spec, np.zeros(3, source)) == "NPY_ERR_CAST"
    # The same unit in another spelling is the same.
    array = np.arange(3).astype("M8[500ms]")
    with npyrw.Reader(saved(array)) as reader:
        assert reader.read(npyrw.request("M8[s/2]", casting="no")).tobytes() == array.tobytes()
    return count + 1


if __name__ == "__main__":
    npyrw.finish(rules() + values() + out_of_range() + odd_bools() + other_kinds(), 5000)

//! Type strings: `<f8`, `float64`, `M8[10us]` and the other spellings that NumPy reads.

use super::scalar::{ByteOrder, Kind, Scalar, Unit, UNITS};

/// Names of types, with kind and size. `long` is what NumPy 2 has on 64-bit Unix.
const NAMES: [(&str, Kind, i64); 48] = [
    ("bool", Kind::Bool, 1),
    ("bool_", Kind::Bool, 1),
    ("int8", Kind::Int, 1),
    ("byte", Kind::Int, 1),
    ("int16", Kind::Int, 2),
    ("short", Kind::Int, 2),
    ("int32", Kind::Int, 4),
    ("intc", Kind::Int, 4),
    ("int64", Kind::Int, 8),
    ("int", Kind::Int, 8),
    ("int_", Kind::Int, 8),
    ("intp", Kind::Int, 8),
    ("long", Kind::Int, 8),
    ("longlong", Kind::Int, 8),
    ("uint8", Kind::Uint, 1),
    ("ubyte", Kind::Uint, 1),
    ("uint16", Kind::Uint, 2),
    ("ushort", Kind::Uint, 2),
    ("uint32", Kind::Uint, 4),
    ("uintc", Kind::Uint, 4),
    ("uint64", Kind::Uint, 8),
    ("uint", Kind::Uint, 8),
    ("uintp", Kind::Uint, 8),
    ("ulong", Kind::Uint, 8),
    ("ulonglong", Kind::Uint, 8),
    ("float16", Kind::Float, 2),
    ("half", Kind::Float, 2),
    ("float32", Kind::Float, 4),
    ("single", Kind::Float, 4),
    ("float64", Kind::Float, 8),
    ("double", Kind::Float, 8),
    ("float", Kind::Float, 8),
    ("float128", Kind::Float, 16),
    ("longdouble", Kind::Float, 16),
    ("complex64", Kind::Complex, 8),
    ("csingle", Kind::Complex, 8),
    ("complex128", Kind::Complex, 16),
    ("cdouble", Kind::Complex, 16),
    ("complex", Kind::Complex, 16),
    ("complex256", Kind::Complex, 32),
    ("clongdouble", Kind::Complex, 32),
    ("bytes", Kind::Bytes, 0),
    ("bytes_", Kind::Bytes, 0),
    ("str", Kind::Text, 0),
    ("str_", Kind::Text, 0),
    ("void", Kind::Void, 0),
    ("object", Kind::Object, 8),
    ("object_", Kind::Object, 8),
];

/// Letters that stand alone.
const LETTERS: [(u8, Kind, i64); 28] = [
    (b'?', Kind::Bool, 1),
    (b'b', Kind::Int, 1),
    (b'B', Kind::Uint, 1),
    (b'h', Kind::Int, 2),
    (b'H', Kind::Uint, 2),
    (b'i', Kind::Int, 4),
    (b'I', Kind::Uint, 4),
    (b'l', Kind::Int, 8),
    (b'L', Kind::Uint, 8),
    (b'q', Kind::Int, 8),
    (b'Q', Kind::Uint, 8),
    (b'p', Kind::Int, 8),
    (b'P', Kind::Uint, 8),
    (b'n', Kind::Int, 8),
    (b'N', Kind::Uint, 8),
    (b'e', Kind::Float, 2),
    (b'f', Kind::Float, 4),
    (b'd', Kind::Float, 8),
    (b'g', Kind::Float, 16),
    (b'F', Kind::Complex, 8),
    (b'D', Kind::Complex, 16),
    (b'G', Kind::Complex, 32),
    (b'S', Kind::Bytes, 0),
    (b'a', Kind::Bytes, 0),
    (b'c', Kind::Bytes, 1),
    (b'U', Kind::Text, 0),
    (b'V', Kind::Void, 0),
    (b'O', Kind::Object, 8),
];

/// One type without commas or a shape.
#[inline]
pub(super) fn parse_scalar(text: &[u8]) -> Option<Scalar> {
    let (order, rest) = match text.first()? {
        b'<' => (ByteOrder::Little, &text[1..]),
        b'>' => (ByteOrder::Big, &text[1..]),
        b'=' | b'|' => (ByteOrder::NATIVE, &text[1..]),
        _ => (ByteOrder::NATIVE, text),
    };
    if let Some((&letter, digits)) = rest.split_first() {
        if let [b'0'..=b'9', ..] = digits {
            return match text_and_unit(letter, digits) {
                Some(unit) => dated(letter, unit, order),
                None => sized(letter, number(digits)?, order),
            };
        }
        if matches!(letter, b'M' | b'm') && digits.is_empty() {
            return dated(letter, digits, order);
        }
    }
    named(rest, text.len() == rest.len(), order)
}

/// `M8[ns]`: what stands behind the size.
fn text_and_unit(letter: u8, digits: &[u8]) -> Option<&[u8]> {
    let unit = digits.strip_prefix(b"8")?;
    (matches!(letter, b'M' | b'm') && unit.starts_with(b"[")).then_some(unit)
}

#[cold]
fn named(rest: &[u8], plain: bool, order: ByteOrder) -> Option<Scalar> {
    if let [letter] = rest {
        // An old name of S, which takes no byte order unless a size follows.
        let found = LETTERS.iter().find(|(l, ..)| l == letter).filter(|(l, ..)| plain || *l != b'a')?;
        return Some(scalar(found.1, found.2, order));
    }
    for (name, letter) in [(&b"datetime64"[..], b'M'), (b"timedelta64", b'm')] {
        if let Some(unit) = rest.strip_prefix(name) {
            return dated(letter, unit, order);
        }
    }
    if !plain {
        return None;
    }
    let found = NAMES.iter().find(|(name, ..)| name.as_bytes() == rest)?;
    Some(scalar(found.1, found.2, order))
}

fn scalar(kind: Kind, itemsize: i64, order: ByteOrder) -> Scalar {
    Scalar { kind, order, itemsize, unit: Unit::NONE }.settled()
}

/// A letter with its size.
fn sized(letter: u8, size: i64, order: ByteOrder) -> Option<Scalar> {
    let (kind, sizes): (Kind, &[i64]) = match letter {
        b'b' => (Kind::Bool, &[1]),
        b'i' => (Kind::Int, &[1, 2, 4, 8]),
        b'u' => (Kind::Uint, &[1, 2, 4, 8]),
        b'f' => (Kind::Float, &[2, 4, 8, 12, 16]),
        b'c' => (Kind::Complex, &[8, 16, 24, 32]),
        b'M' => (Kind::Datetime, &[8]),
        b'm' => (Kind::Timedelta, &[8]),
        b'O' => (Kind::Object, &[4, 8]),
        b'S' | b'a' => return Some(scalar(Kind::Bytes, size, order)),
        b'V' => return Some(scalar(Kind::Void, size, order)),
        b'U' => {
            let bytes = size.checked_mul(4).filter(|&n| n <= i64::from(i32::MAX))?;
            return Some(scalar(Kind::Text, bytes, order));
        }
        _ => return None,
    };
    sizes.contains(&size).then(|| scalar(kind, if kind == Kind::Object { 8 } else { size }, order))
}

/// A datetime, with its unit in brackets or none.
fn dated(letter: u8, unit: &[u8], order: ByteOrder) -> Option<Scalar> {
    let kind = if letter == b'M' { Kind::Datetime } else { Kind::Timedelta };
    let unit = match unit {
        [] => Unit::NONE,
        _ => parse_unit(unit.strip_prefix(b"[")?.strip_suffix(b"]")?)?,
    };
    Some(Scalar { kind, order, itemsize: 8, unit })
}

/// `ns`, `10us`, `s/2` (which is `500ms`).
fn parse_unit(text: &[u8]) -> Option<Unit> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    if &text[digits..] == b"generic" {
        return Some(Unit::NONE);
    }
    let multiple = if digits == 0 { 1 } else { number(&text[..digits])? };
    let multiple = i32::try_from(multiple).ok().filter(|&n| n > 0)?;
    let rest = &text[digits..];
    let end = rest.iter().position(|&b| b == b'/').unwrap_or(rest.len());
    let (name, divisor) = (&rest[..end], rest.get(end + 1..));
    let name: &[u8] = if name == "μs".as_bytes() { b"us" } else { name };
    let place = UNITS.iter().position(|u| u.as_bytes() == name)?;
    let Some(divisor) = divisor else {
        return Some(Unit { place: place as u8 + 1, multiple });
    };
    divided(place, multiple, number(divisor)?)
}

/// What a unit has of smaller ones, for the divisions that come out even.
fn divided(place: usize, multiple: i32, divisor: i64) -> Option<Unit> {
    /// For each unit the smaller ones in it, as NumPy tries them.
    const PARTS: [&[(usize, i64)]; 13] = [
        &[(1, 12), (2, 52), (3, 365)],
        &[(2, 4), (3, 30), (4, 720)],
        &[(3, 7), (4, 168), (5, 10080)],
        &[(4, 24), (5, 1440), (6, 86400)],
        &[(5, 60), (6, 3600)],
        &[(6, 60), (7, 60_000)],
        &[(7, 1000), (8, 1_000_000)],
        &[(8, 1000), (9, 1_000_000)],
        &[(9, 1000), (10, 1_000_000)],
        &[(10, 1000), (11, 1_000_000)],
        &[(11, 1000), (12, 1_000_000)],
        &[(12, 1000)],
        &[],
    ];
    match divisor {
        0 => return None,
        1 => return Some(Unit { place: place as u8 + 1, multiple }),
        _ => {}
    }
    let (place, times) = PARTS[place].iter().find(|(_, n)| n % divisor == 0)?;
    let multiple = i32::try_from(i64::from(multiple).checked_mul(times / divisor)?).ok()?;
    Some(Unit { place: *place as u8 + 1, multiple })
}

/// Decimal digits and nothing else, as much as C's `int` holds.
fn number(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() || digits.len() > 10 {
        return None;
    }
    let mut n = 0i64;
    for &b in digits {
        n = n * 10 + i64::from(b.is_ascii_digit().then(|| b - b'0')?);
    }
    (n <= i64::from(i32::MAX)).then_some(n)
}

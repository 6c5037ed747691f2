//! Texts in a pickle: escapes, and numbers in decimal.

use super::tree::Node;
use crate::error::Result;
use crate::fallible;

/// The most digits of a number in decimal, which Python has, too: to read more takes time that grows
/// with the square.
pub(super) const MOST_DIGITS: usize = 4300;

/// The number that stands in decimal; none if it is none.
pub(super) fn integer(text: &[u8]) -> Result<Option<Node>> {
    let text = text.trim_ascii();
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > MOST_DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return Ok(None);
    }
    let mut bytes: Vec<u8> = Vec::new();
    for &digit in digits {
        let mut carry = u32::from(digit - b'0');
        for byte in &mut bytes {
            carry += u32::from(*byte) * 10;
            (*byte, carry) = (carry as u8, carry >> 8);
        }
        if carry > 0 {
            fallible::push(&mut bytes, carry as u8)?;
        }
    }
    fallible::push(&mut bytes, 0)?;
    if negative {
        let mut carry = true;
        for byte in &mut bytes {
            (*byte, carry) = (!*byte).overflowing_add(carry.into());
        }
    }
    Ok(Some(whole(bytes)))
}

/// The integer that is so many bytes in two's complement, the lowest first.
#[inline(never)]
pub(super) fn whole(mut bytes: Vec<u8>) -> Node {
    shorten(&mut bytes);
    if bytes.len() > 8 {
        return Node::Big(bytes);
    }
    let sign = if bytes.last().is_some_and(|&b| b > 0x7f) { 0xff } else { 0 };
    let mut eight = [sign; 8];
    eight[..bytes.len()].copy_from_slice(&bytes);
    Node::Int(i64::from_le_bytes(eight))
}

/// Leaves as many bytes as the sign needs.
fn shorten(bytes: &mut Vec<u8>) {
    while let [.., below, last] = bytes[..] {
        let spare = if last == 0 { below < 0x80 } else { last == 0xff && below > 0x7f };
        if !spare {
            return;
        }
        bytes.pop();
    }
    if bytes[..] == [0] {
        bytes.clear();
    }
}

/// The bytes of a 64-bit integer, as few as the sign needs, and how many.
pub(super) fn short(n: i64) -> ([u8; 8], usize) {
    let bytes = n.to_le_bytes();
    let mut len = 8;
    while len > 1 {
        let (last, below) = (bytes[len - 1], bytes[len - 2]);
        if !(if last == 0 { below < 0x80 } else { last == 0xff && below > 0x7f }) {
            break;
        }
        len -= 1;
    }
    (bytes, len)
}

/// A string in quotes with the escapes of Python's `repr`; none if it is none.
pub(super) fn quoted(text: &[u8]) -> Result<Option<Vec<u8>>> {
    let text = text.trim_ascii();
    let inner = match text {
        [b'\'', inner @ .., b'\''] | [b'"', inner @ .., b'"'] => inner,
        _ => return Ok(None),
    };
    let mut bytes = fallible::vec_with_capacity(inner.len())?;
    let mut rest = inner;
    while let [first, after @ ..] = rest {
        let (byte, used) = match (first, after) {
            (b'\\', [b'x', a, b, ..]) => match (hex(*a), hex(*b)) {
                (Some(a), Some(b)) => ((a << 4 | b) as u8, 4),
                _ => return Ok(None),
            },
            (b'\\', [a @ b'0'..=b'7', ..]) => {
                let digits = after.iter().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
                let value = after[..digits].iter().fold(0, |n, b| n * 8 + u32::from(b - b'0'));
                debug_assert!(*a >= b'0');
                (value as u8, 1 + digits)
            }
            (b'\\', [c, ..]) => match simple(*c) {
                Some(byte) => (byte, 2),
                None => (b'\\', 1),
            },
            (b'\\', []) => return Ok(None),
            (byte, _) => (*byte, 1),
        };
        fallible::push(&mut bytes, byte)?;
        rest = &rest[used..];
    }
    Ok(Some(bytes))
}

fn simple(c: u8) -> Option<u8> {
    Some(match c {
        b'\\' | b'\'' | b'"' => c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'v' => 11,
        _ => return None,
    })
}

fn hex(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}

/// Latin-1 with `\u0000` and `\U00000000`, as UTF-8 with a NUL behind it; none if it names what is no
/// character.
pub(super) fn escaped(text: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut out = fallible::vec_with_capacity(text.len() + 1)?;
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let digits = match (first, after) {
            (b'\\', [b'u', ..]) => 4,
            (b'\\', [b'U', ..]) => 8,
            (b'\\', [b'\\', ..]) => {
                // Two of them do not escape what follows.
                fallible::extend(&mut out, b"\\\\")?;
                rest = &rest[2..];
                continue;
            }
            _ => 0,
        };
        let (code, used) = match digits {
            0 => (u32::from(*first), 1),
            _ => {
                let Some(digits) = after.get(1..=digits) else { return Ok(None) };
                let code = digits.iter().try_fold(0, |n: u32, &d| Some(n << 4 | hex(d)?));
                let Some(code) = code else { return Ok(None) };
                (code, 2 + digits.len())
            }
        };
        let Some(c) = char::from_u32(code) else { return Ok(None) };
        fallible::extend(&mut out, c.encode_utf8(&mut [0; 4]).as_bytes())?;
        rest = &rest[used..];
    }
    fallible::push(&mut out, 0)?;
    Ok(Some(out))
}

/// Latin-1 as UTF-8 with a NUL behind it.
pub(super) fn from_latin1(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = fallible::vec_with_capacity(bytes.len() + 1)?;
    for &byte in bytes {
        fallible::extend(&mut out, char::from(byte).encode_utf8(&mut [0; 4]).as_bytes())?;
    }
    fallible::push(&mut out, 0)?;
    Ok(out)
}

/// UTF-8 as Latin-1; none if a character is not in it.
pub(super) fn to_latin1(text: &[u8]) -> Result<Option<Vec<u8>>> {
    let Ok(text) = core::str::from_utf8(text) else { return Ok(None) };
    let mut out = fallible::vec_with_capacity(text.len())?;
    for c in text.chars() {
        let Ok(byte) = u8::try_from(u32::from(c)) else { return Ok(None) };
        fallible::push(&mut out, byte)?;
    }
    Ok(Some(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str) -> i64 {
        match integer(text.as_bytes()).unwrap() {
            Some(Node::Int(n)) => n,
            _ => panic!("{text}"),
        }
    }

    #[test]
    fn decimals_are_read_to_the_last_digit() {
        for n in [0, 1, -1, 127, 128, -128, -129, 255, 256, 65_535, i64::MAX, i64::MIN, 1 << 40] {
            assert_eq!(int(&n.to_string()), n);
            let (bytes, len) = short(n);
            assert!(matches!(whole(bytes[..len].to_vec()), Node::Int(m) if m == n));
        }
        for n in [i128::from(i64::MAX) + 1, i128::from(i64::MIN) - 1, i128::MAX, i128::MIN] {
            let Some(Node::Big(bytes)) = integer(n.to_string().as_bytes()).unwrap() else { panic!("{n}") };
            let mut all = [if n < 0 { 0xff } else { 0 }; 16];
            all[..bytes.len()].copy_from_slice(&bytes);
            assert_eq!(i128::from_le_bytes(all), n);
        }
        for text in ["", "-", "1x", "--1", "0x10", "1_0"] {
            assert!(integer(text.as_bytes()).unwrap().is_none(), "{text}");
        }
        assert!(integer("9".repeat(MOST_DIGITS).as_bytes()).unwrap().is_some());
        assert!(integer("9".repeat(MOST_DIGITS + 1).as_bytes()).unwrap().is_none());
    }

    #[test]
    fn escapes_are_those_of_python() {
        let q = |text: &str| quoted(text.as_bytes()).unwrap();
        assert_eq!(q(r"'a\n\x41\\\'\101\7\q'").unwrap(), b"a\nA\\'A\x07\\q");
        assert_eq!(q("\"it's\"").unwrap(), b"it's");
        for text in ["'", "a", "'a", r"'\'", r"'\xg0'", ""] {
            assert!(q(text).is_none() || text == "''", "{text}");
        }
        let u = |text: &[u8]| escaped(text).unwrap();
        assert_eq!(u(b"a\\u00e9\xe9\\U0001f600\\n").unwrap(), "aéé\u{1f600}\\n\0".as_bytes());
        assert_eq!(u(b"\\\\u0041\\u0041").unwrap(), b"\\\\u0041A\0");
        for text in [&b"\\u12"[..], b"\\ud800", b"\\U00110000", b"\\uzzzz"] {
            assert!(u(text).is_none());
        }
        assert_eq!(to_latin1("é".as_bytes()).unwrap().unwrap(), b"\xe9");
        assert!(to_latin1("名".as_bytes()).unwrap().is_none());
    }
}

//! Types in a string: one, or several with commas between, `<i4,>f8`, each perhaps with
//! a shape in front of it, `(2, 3)f8`.

use super::descr::Growing;
use super::dtype::{Dtype, Field, Struct};
use super::integer::lengths;
use super::literal::{Encoding, Scanner};
use super::parse::{array, utf8, within_limit};
use super::scalar::ByteOrder;
use super::shape::Shape;
use super::typestr::parse_scalar;
use crate::error::{Error, Result};
use crate::fallible;
use core::fmt::Write;

/// The longest type without commas or a shape, `<timedelta64[2147483647ms/2147483647]`, and room.
const LONGEST: usize = 64;

/// The content of a type's string.
#[cold]
pub(super) fn from_text(s: &Scanner<'_>, at: usize, text: &[u8]) -> Result<Dtype> {
    if let Some(scalar) = parse_scalar(text) {
        return Ok(Dtype::Scalar(scalar));
    }
    if !has_parts(text) {
        return Err(unknown(s, at, text));
    }
    let (mut fields, mut offset, mut list) = (Vec::new(), 0i64, false);
    let mut rest = text;
    loop {
        let (part, behind) = Part::split(rest);
        let next = trim_start(behind);
        if list && part.is_nothing() && trim_start(next.strip_prefix(b",").unwrap_or(next)).is_empty() {
            break;
        }
        let dtype = part.dtype(s, at)?;
        if next.is_empty() && !list {
            return Ok(dtype);
        }
        push_numbered(&mut fields, &mut offset, dtype)?;
        if next.is_empty() {
            break;
        }
        let Some(next) = next.strip_prefix(b",") else { return Err(unknown(s, at, behind)) };
        list = true;
        rest = trim_start(next);
        if rest.is_empty() {
            break;
        }
    }
    within_limit(s, at, offset)?;
    Ok(Dtype::Struct(Struct::new(fields, offset)?))
}

/// Whether NumPy looks for parts: a comma outside of brackets, or a digit or `()` first.
fn has_parts(text: &[u8]) -> bool {
    let first = match text.first() {
        Some(b'<' | b'>' | b'|' | b'=') => &text[1..],
        _ => text,
    };
    if first.first().is_some_and(u8::is_ascii_digit) || first.starts_with(b"()") {
        return true;
    }
    let mut depth = 0i32;
    text.iter().any(|b| {
        match b {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        *b == b',' && depth == 0
    })
}

fn unknown(s: &Scanner<'_>, at: usize, part: &[u8]) -> Error {
    let shown = core::str::from_utf8(part).unwrap_or("?").chars().take(40);
    let mut text = [0; 160];
    let mut len = 0;
    for c in shown {
        len += c.encode_utf8(&mut text[len..]).len();
    }
    s.error_at(at, format_args!("found the type '{}', expected one such as <f8", utf8(&text[..len])))
}

/// One type of a string, with the shape and the byte orders around it.
struct Part<'a> {
    first_order: &'a [u8],
    repeats: &'a [u8],
    second_order: &'a [u8],
    name: &'a [u8],
}

impl<'a> Part<'a> {
    /// What NumPy's pattern finds at the beginning, and what is behind that.
    fn split(text: &'a [u8]) -> (Part<'a>, &'a [u8]) {
        let mut rest = text;
        let first_order = take(&mut rest, 1, |b| b"<>|=".contains(&b));
        let shaped = rest;
        take(&mut rest, usize::MAX, |b| b == b' ');
        take(&mut rest, 1, |b| b == b'(');
        take(&mut rest, usize::MAX, |b| b == b' ' || b == b',' || b.is_ascii_digit());
        take(&mut rest, 1, |b| b == b')');
        take(&mut rest, usize::MAX, |b| b == b' ');
        let repeats = &shaped[..shaped.len() - rest.len()];
        let second_order = take(&mut rest, 1, |b| b"<>|=".contains(&b));
        let named = rest;
        take(&mut rest, usize::MAX, |b| b.is_ascii_alphanumeric() || b == b'.' || b == b'?');
        let mut unit = rest;
        take(&mut unit, 1, |b| b == b'[');
        let inside = take(&mut unit, usize::MAX, |b| b.is_ascii_alphanumeric() || b == b',' || b == b'.');
        if rest.first() == Some(&b'[') && !inside.is_empty() && unit.first() == Some(&b']') {
            rest = &unit[1..];
        }
        let name = &named[..named.len() - rest.len()];
        (Part { first_order, repeats, second_order, name }, rest)
    }

    /// Whether there is only this machine's byte order, which NumPy overlooks at the end, a comma behind it or not.
    fn is_nothing(&self) -> bool {
        self.name.is_empty()
            && self.repeats.is_empty()
            && self.order().is_some_and(|order| own(order).is_empty())
    }

    /// What the byte orders in front of the repeats and behind them say together; `None` if they contradict each other.
    fn order(&self) -> Option<&'a [u8]> {
        match (native(self.first_order), native(self.second_order)) {
            (order, b"") | (b"", order) => Some(order),
            (first, second) if first == second => Some(first),
            _ => None,
        }
    }

    fn dtype(&self, s: &Scanner<'_>, at: usize) -> Result<Dtype> {
        let Some(order) = self.order() else { return Err(unknown(s, at, self.second_order)) };
        let order = own(order);
        let mut joined = [0; LONGEST];
        let Some(room) = joined.get_mut(..order.len() + self.name.len()) else {
            return Err(unknown(s, at, self.name));
        };
        room[..order.len()].copy_from_slice(order);
        room[order.len()..].copy_from_slice(self.name);
        // The name may begin with a length of its own, behind one in parentheses.
        let base = match parse_scalar(room) {
            Some(scalar) => Dtype::Scalar(scalar),
            None if !self.repeats.is_empty() && has_parts(room) => from_text(s, at, room)?,
            None => return Err(unknown(s, at, room)),
        };
        match self.repeats {
            [] => Ok(base),
            repeats => {
                let mut shape = Shape::SCALAR;
                let plain = repeated(s, at, repeats, &mut shape)?;
                array(s, at, base, plain, &shape)
            }
        }
    }
}

/// What stands in front of a type: an integer, which is handed back, or a tuple, also one
/// without parentheses, which goes to `shape`.
fn repeated(s: &Scanner<'_>, at: usize, text: &[u8], shape: &mut Shape) -> Result<Option<i64>> {
    let mut inside = Scanner::new(text, 0, Encoding::Utf8, 2);
    match bare_tuple(&mut inside, shape) {
        Ok(plain) if inside.at_end() => Ok(plain),
        _ => Err(
            s.error_at(at, format_args!("found the shape '{}', expected an integer or a tuple", utf8(text)))
        ),
    }
}

fn bare_tuple(s: &mut Scanner<'_>, shape: &mut Shape) -> Result<Option<i64>> {
    let Some(first) = lengths(s, Scanner::integer, shape)? else { return Ok(None) };
    if s.peek() != b',' {
        return Ok(Some(first));
    }
    *shape = Shape::SCALAR;
    let mut next = first;
    loop {
        if !shape.push(next)? {
            return Err(s.expected("no more than 64 axes"));
        }
        if !s.take(b',') || s.at_end() {
            return Ok(None);
        }
        next = s.integer()?;
    }
}

const NATIVE: &[u8] = match ByteOrder::NATIVE {
    ByteOrder::Big => b">",
    _ => b"<",
};

fn native(order: &[u8]) -> &[u8] {
    if order == b"=" {
        NATIVE
    } else {
        order
    }
}

/// A byte order that says something: nothing is left of this machine's, nor of `|`.
fn own(order: &[u8]) -> &[u8] {
    if order == b"|" || native(order) == NATIVE {
        b""
    } else {
        order
    }
}

/// Takes up to `most` bytes that are `wanted`.
fn take<'a>(rest: &mut &'a [u8], most: usize, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
    let count = rest.iter().take(most).take_while(|&&b| wanted(b)).count();
    let (taken, behind) = rest.split_at(count);
    *rest = behind;
    taken
}

/// Without the characters in front that Python's patterns take for blanks.
fn trim_start(text: &[u8]) -> &[u8] {
    let blank = |c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c);
    utf8(text).trim_start_matches(blank).as_bytes()
}

/// Adds the field `f0`, `f1`, …
fn push_numbered(fields: &mut Vec<Field>, offset: &mut i64, dtype: Dtype) -> Result<()> {
    let mut name = Growing::new();
    // The only failure of this formatter is the buffer's, which it keeps.
    let _ = write!(name, "f{}", fields.len());
    let here = *offset;
    *offset = here.saturating_add(dtype.itemsize());
    fallible::push(fields, Field { name: name.finish()?, title: None, offset: here, dtype })
}

//! A dtype from its text: as it stands in a header, and as callers spell it.

use super::descr::check_spelling;
use super::dtype::{Dtype, Field, Struct};
use super::fields::{structure, twice};
use super::header::Limits;
use super::literal::{Encoding, Latin, Scanner};
use super::scalar::{Kind, Scalar};
use super::shape::{Shape, MOST_AXES};
use super::typestr::{parse_scalar, split_shape};
use crate::error::{Error, Result, Status};
use crate::fallible;
use core::fmt::Write;

/// A member of a C struct.
pub struct Member<'a> {
    /// Its name, UTF-8.
    pub name: &'a [u8],
    /// What it is.
    pub dtype: Dtype,
    /// Bytes from the struct's start.
    pub offset: i64,
}

impl Dtype {
    /// The dtype that `text` names, in any spelling that NumPy reads: `f8`, `<f8`,
    /// `float64`, `M8[ms]`, `<i4,>f8`, `[('x', '<f8'), ('y', '<f8', (3,))]`.
    pub fn parse(text: &[u8], limits: &Limits) -> Result<Dtype> {
        let dtype = Dtype::parse_member(text, limits)?;
        refuse_array(&dtype, Status::Dtype, None)?;
        Ok(dtype)
    }

    /// The same for a member of a struct, which may be an array: `3f8`, `(2, 3)f8`.
    pub fn parse_member(text: &[u8], limits: &Limits) -> Result<Dtype> {
        if core::str::from_utf8(text).is_err() {
            return Err(Error::new(
                Status::Dtype,
                format_args!("found a dtype that is no UTF-8: {}", Latin(&text[..text.len().min(40)])),
            ));
        }
        let mut scanner = Scanner::new(text, 0, Encoding::Utf8, limits.max_nesting);
        scanner.status = Status::Dtype;
        if !matches!(text.first(), Some(b'[' | b'\'' | b'"')) && !text.starts_with(b"('") {
            return from_text(&scanner, 0, text);
        }
        let dtype = dtype(&mut scanner)?;
        match scanner.at_end() {
            true => Ok(dtype),
            false => Err(scanner.expected("the end of the dtype")),
        }
    }

    /// The dtype of a C struct of `itemsize` bytes, whose members lie in the order of
    /// their offsets; what is between them is padding.
    pub fn structure(members: Vec<Member<'_>>, itemsize: i64) -> Result<Dtype> {
        let mut fields = fallible::vec_with_capacity(members.len())?;
        for member in members {
            let Member { name, dtype, offset } = member;
            if core::str::from_utf8(name).is_err() {
                return Err(Error::new(
                    Status::Dtype,
                    format_args!("found the name {}, expected UTF-8", Latin(&name[..name.len().min(40)])),
                ));
            }
            let name = fallible::copy(name)?;
            fallible::push(&mut fields, Field { name, title: None, offset, dtype })?;
        }
        if itemsize > i64::from(i32::MAX) {
            return Err(Error::new(
                Status::Dtype,
                format_args!("found a struct of {itemsize} bytes, expected less than 2^31"),
            ));
        }
        let last = fields.last().map_or(0, |f| f.offset.saturating_add(f.dtype.itemsize()));
        if last > itemsize {
            return Err(Error::new(
                Status::Dtype,
                format_args!("the last member ends at byte {last} of a struct of {itemsize} bytes"),
            ));
        }
        if let Some(name) = twice(&fields)? {
            return Err(Error::new(Status::Dtype, format_args!("two members are called '{}'", utf8(name))));
        }
        let dtype = Dtype::Struct(Struct::new(fields, itemsize)?);
        check_spelling(&dtype)?;
        Ok(dtype)
    }
}

impl Struct {
    pub(super) fn new(fields: Vec<Field>, itemsize: i64) -> Result<Struct> {
        let total = fields.iter().try_fold(0i32, |sum, f| sum.checked_add(1)?.checked_add(f.dtype.fields()));
        let total = total
            .ok_or_else(|| Error::new(Status::Limit, format_args!("a struct of more than 2^31 fields")))?;
        Ok(Struct { fields, itemsize, total })
    }
}

/// An array cannot stand where no field is.
pub(super) fn refuse_array(dtype: &Dtype, status: Status, at: Option<u64>) -> Result<()> {
    if !matches!(dtype, Dtype::Array(_)) {
        return Ok(());
    }
    let error = Error::new(status, format_args!("found {dtype}, expected an array only as a field"));
    Err(at.map_or(error.clone(), |at| error.or_at(at)))
}

/// A type in a header: a string, a list of fields, or a tuple of a type and a shape.
///
/// Structs in structs are the only recursion of this parser; what needs much of the
/// stack is done in functions of its own, outside of it.
pub(super) fn dtype(s: &mut Scanner<'_>) -> Result<Dtype> {
    let open = s.open()?;
    let mut found = match s.peek() {
        b'[' => structure(s)?,
        _ => from_string(s)?,
    };
    for _ in 0..open {
        if !s.take(b')') {
            found = with_shape(s, found)?;
            s.expect(b')', "the end of a tuple of two")?;
        }
        s.leave();
    }
    Ok(found)
}

#[inline(never)]
fn from_string(s: &mut Scanner<'_>) -> Result<Dtype> {
    if !s.at_string() {
        return Err(s.expected("a dtype: a string, a list of fields, or a tuple of dtype and shape"));
    }
    let at = s.at;
    let text = s.string()?;
    // The common case first, and without a vector.
    match parse_scalar(text.as_bytes()) {
        Some(scalar) => Ok(Dtype::Scalar(scalar)),
        None => from_text(s, at, text.as_bytes()),
    }
}

/// The shape behind a type, up to the end of the tuple.
#[inline(never)]
pub(super) fn with_shape(s: &mut Scanner<'_>, base: Dtype) -> Result<Dtype> {
    s.expect(b',', "a comma and the shape of an array")?;
    let at = s.at;
    let dims = dims(s)?;
    s.take(b',');
    array(s, at, base, dims)
}

/// A field's shape, and whether it was a plain integer.
struct Dims {
    shape: Shape,
    plain: bool,
}

fn dims(s: &mut Scanner<'_>) -> Result<Dims> {
    let at = s.at;
    let open = s.peek();
    let close = match open {
        b'(' => b')',
        b'[' => b']',
        _ => {
            let n = s.integer()?;
            return Ok(Dims { shape: shape(s, at, &[n])?, plain: true });
        }
    };
    s.at += 1;
    s.enter()?;
    let (mut dims, mut len, mut commas) = ([0; MOST_AXES], 0, 0);
    while !s.take(close) {
        if len > commas {
            return Err(s.expected("a comma between lengths"));
        }
        let n = s.integer()?;
        let Some(slot) = dims.get_mut(len) else {
            return Err(s.error_at(at, format_args!("found more than 64 axes, expected at most 64")));
        };
        *slot = n;
        len += 1;
        commas += usize::from(s.take(b','));
    }
    s.leave();
    let shape = shape(s, at, &dims[..len])?;
    Ok(Dims { shape, plain: open == b'(' && len == 1 && commas == 0 })
}

fn shape(s: &Scanner<'_>, at: usize, dims: &[i64]) -> Result<Shape> {
    Shape::new(dims).map_err(|e| s.error_at(at, format_args!("{}", e.message())))
}

/// `base` with a shape. Without axes it stays what it is, and a plain integer gives a
/// text without a length its length.
fn array(s: &Scanner<'_>, at: usize, base: Dtype, dims: Dims) -> Result<Dtype> {
    let lengths = dims.shape.as_slice();
    if let (Dtype::Scalar(scalar), true, [n]) = (&base, dims.plain, lengths) {
        if scalar.itemsize == 0 {
            let unit = if scalar.kind == Kind::Text { 4 } else { 1 };
            let itemsize = n.checked_mul(unit).filter(|&n| n <= i64::from(i32::MAX));
            let itemsize = itemsize.ok_or_else(|| {
                s.error_at(at, format_args!("found an element of {n}, expected less than 2^31 bytes"))
            })?;
            return Ok(Dtype::Scalar(Scalar { itemsize, ..*scalar }));
        }
    }
    if lengths.is_empty() {
        return Ok(base);
    }
    let made = Dtype::array(base, &dims.shape).map_err(|e| e.of_file(s.status).or_at(s.offset(at)))?;
    within_limit(s, at, made.itemsize())?;
    Ok(made)
}

/// NumPy's largest element: its size is a C `int`.
pub(super) fn within_limit(s: &Scanner<'_>, at: usize, itemsize: i64) -> Result<()> {
    if itemsize <= i64::from(i32::MAX) {
        return Ok(());
    }
    Err(s.error_at(at, format_args!("found an element of {itemsize} bytes, expected less than 2^31")))
}

pub(super) fn utf8(text: &[u8]) -> &str {
    core::str::from_utf8(text).unwrap_or("?")
}

/// The content of a type's string.
#[cold]
fn from_text(s: &Scanner<'_>, at: usize, text: &[u8]) -> Result<Dtype> {
    if let Some(scalar) = parse_scalar(text) {
        return Ok(Dtype::Scalar(scalar));
    }
    let unknown = |part: &[u8]| {
        let shown = &part[..part.len().min(40)];
        s.error_at(at, format_args!("found the type '{}', expected one such as <f8", utf8(shown)))
    };
    let mut fields = Vec::new();
    let (mut rest, mut offset) = (text, 0i64);
    loop {
        let (mut part, behind) = split_comma(rest);
        if behind.is_some() || !fields.is_empty() {
            part = part.trim_ascii();
        } else if part.starts_with(b"(") && !part.starts_with(b"()") && !part.contains(&b',') {
            // Without a comma anywhere NumPy does not look for a shape.
            return Err(unknown(part));
        }
        let dtype = part_dtype(s, at, part)?.ok_or_else(|| unknown(part))?;
        let Some(behind) = behind else {
            if fields.is_empty() {
                return Ok(dtype);
            }
            push_numbered(&mut fields, &mut offset, dtype)?;
            break;
        };
        push_numbered(&mut fields, &mut offset, dtype)?;
        if behind.trim_ascii().is_empty() {
            break;
        }
        rest = behind;
    }
    within_limit(s, at, offset)?;
    Ok(Dtype::Struct(Struct::new(fields, offset)?))
}

/// One part of a comma string: a byte order, a shape, a type.
fn part_dtype(s: &Scanner<'_>, at: usize, part: &[u8]) -> Result<Option<Dtype>> {
    if let Some(scalar) = parse_scalar(part) {
        return Ok(Some(Dtype::Scalar(scalar)));
    }
    let (order, rest) = match part.first() {
        Some(b'<' | b'>' | b'=' | b'|') => part.split_at(1),
        _ => (&part[..0], part),
    };
    let Some((Some((shape, plain)), rest)) = split_shape(rest) else { return Ok(None) };
    let mut joined = [0; 40];
    let Some(room) = joined.get_mut(..order.len() + rest.len()) else { return Ok(None) };
    room[..order.len()].copy_from_slice(order);
    room[order.len()..].copy_from_slice(rest);
    match parse_scalar(room) {
        None => Ok(None),
        Some(scalar) => array(s, at, Dtype::Scalar(scalar), Dims { shape, plain }).map(Some),
    }
}

/// What is in front of the first comma outside of brackets, and what is behind it.
fn split_comma(text: &[u8]) -> (&[u8], Option<&[u8]>) {
    let mut depth = 0i32;
    for (i, b) in text.iter().enumerate() {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b',' if depth == 0 => return (&text[..i], Some(&text[i + 1..])),
            _ => {}
        }
    }
    (text, None)
}

/// Adds the field `f0`, `f1`, …
fn push_numbered(fields: &mut Vec<Field>, offset: &mut i64, dtype: Dtype) -> Result<()> {
    let mut name = super::descr::Growing::new();
    // The only failure of this formatter is the buffer's, which it keeps.
    let _ = write!(name, "f{}", fields.len());
    let here = *offset;
    *offset = here.saturating_add(dtype.itemsize());
    fallible::push(fields, Field { name: name.finish()?, title: None, offset: here, dtype })
}

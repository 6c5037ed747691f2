//! A dtype from its text: as it stands in a header, and as callers spell it.

use super::commas::from_text;
use super::descr::check_spelling;
use super::dtype::{Dtype, Field, Struct};
use super::fields::{structure, twice};
use super::header::Limits;
use super::integer::{lengths, list_of_lengths};
use super::literal::{Encoding, Scanner};
use super::repr::Latin;
use super::scalar::{Kind, Scalar};
use super::shape::Shape;
use super::typestr::parse_scalar;
use crate::error::{Error, Result, Status};
use crate::fallible;

/// A member of a C struct.
pub struct Member<'a> {
    /// Its name, UTF-8.
    pub name: &'a [u8],
    /// Its title, UTF-8.
    pub title: Option<&'a [u8]>,
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
        // A shape in front of a type, `(2, 3)f8`, begins with a parenthesis as well.
        let literal = matches!(text, [b'[' | b'\'' | b'"', ..] | [b'(', b'[' | b'(' | b'\'' | b'"', ..]);
        if !literal {
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
            let Member { name, title, dtype, offset } = member;
            for text in [Some(name), title].into_iter().flatten() {
                if core::str::from_utf8(text).is_err() {
                    return Err(Error::new(
                        Status::Dtype,
                        format_args!("found the name {}, expected UTF-8", Latin(&text[..text.len().min(40)])),
                    ));
                }
            }
            let title = title.map(fallible::copy).transpose()?;
            let name = fallible::copy(name)?;
            fallible::push(&mut fields, Field { name, title, offset, dtype })?;
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
    let mut shape = Shape::SCALAR;
    let plain = dims(s, &mut shape)?;
    s.take(b',');
    array(s, at, base, plain, &shape)
}

/// A field's shape goes to `shape`; a plain integer is handed back.
fn dims(s: &mut Scanner<'_>, shape: &mut Shape) -> Result<Option<i64>> {
    let start = s.mark();
    let parentheses = s.open()?;
    if s.peek() != b'[' {
        s.back_to(start);
        return lengths(s, Scanner::integer, shape);
    }
    list_of_lengths(s, Scanner::integer, shape)?;
    s.close(parentheses)?;
    Ok(None)
}

/// `base` with a shape, or with a plain integer for one. Without axes it stays what it is;
/// what has no size yet takes it from a plain integer, and no shape.
pub(super) fn array(
    s: &Scanner<'_>,
    at: usize,
    base: Dtype,
    plain: Option<i64>,
    shape: &Shape,
) -> Result<Dtype> {
    if base.itemsize() == 0 && !matches!(base, Dtype::Struct(_)) {
        return match (base, plain) {
            (Dtype::Scalar(scalar), Some(n)) => sized(s, at, scalar, n),
            (base, _) => Err(s.error_at(at, format_args!("found a shape for {base}, which has no size"))),
        };
    }
    let shape = match plain {
        None => shape.try_clone()?,
        Some(n) => Shape::new(&[n]).map_err(|e| s.error_at(at, format_args!("{}", e.message())))?,
    };
    if shape.as_slice().is_empty() {
        return Ok(base);
    }
    let count = shape.count().map_err(|e| e.of_file(s.status).or_at(s.offset(at)))?;
    if let Some(n) = shape.as_slice().iter().chain([&count]).find(|&&n| n > i64::from(i32::MAX)) {
        return Err(s.error_at(at, format_args!("found an array of {n}, expected less than 2^31")));
    }
    let made = Dtype::array(base, &shape).map_err(|e| e.of_file(s.status).or_at(s.offset(at)))?;
    within_limit(s, at, made.itemsize())?;
    Ok(made)
}

/// A text or void with room for `n`.
fn sized(s: &Scanner<'_>, at: usize, scalar: Scalar, n: i64) -> Result<Dtype> {
    let unit = if scalar.kind == Kind::Text { 4 } else { 1 };
    let itemsize = n.checked_mul(unit).filter(|n| (0..=i64::from(i32::MAX)).contains(n));
    let itemsize = itemsize.ok_or_else(|| {
        s.error_at(
            at,
            format_args!("found an element of {n}, expected none negative and less than 2^31 bytes"),
        )
    })?;
    Ok(Dtype::Scalar(Scalar { itemsize, ..scalar }))
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

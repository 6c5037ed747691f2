//! Writing headers, byte for byte as NumPy does (`numpy.lib.format`).

use super::descr::{check_spelling, write_shape, write_type, write_wide_shape, Growing};
use super::dtype::Dtype;
use super::header::{start_of_text, Header, MAGIC};
use super::parse::refuse_array;
use super::repr::Latin;
use super::shape::{Order, Shape};
use crate::error::{Error, Result, Status};
use crate::fallible;
use core::fmt::Write;

/// Where the elements begin: at a multiple of this.
const ALIGNMENT: usize = 64;
/// Room for the largest length that an axis can grow to.
pub const GROWTH_DIGITS: usize = 21;
/// As many blanks.
const BLANKS: &str = "                     ";
/// As long as the text of a plain array is.
const USUAL: usize = 128;

/// The whole header, from the magic to the byte before the first element. `version`
/// is the oldest that fits, unless one is asked for.
pub fn encode_header(dtype: &Dtype, order: Order, shape: &[i64], version: Option<u8>) -> Result<Vec<u8>> {
    refuse_array(dtype, Status::Dtype, None)?;
    check_spelling(dtype)?;
    let shape = Shape::new(shape)?;
    shape.nbytes(dtype.itemsize())?;
    wrap_in(&text(dtype, order, &shape, true)?, version)
}

/// A header whose growing axis can be written anew where it stands.
pub struct GrowingHeader {
    /// The whole header.
    pub bytes: Vec<u8>,
    /// Where the [`GROWTH_DIGITS`] bytes of the length begin.
    pub digits: usize,
}

/// A header that says the same, but with the length of the slowest axis right-aligned in the
/// blanks that NumPy keeps behind the text for it to grow: the text is as long, and does not
/// move when the length changes. For that the order is told before it matters: an array
/// of one column, which NumPy calls C-contiguous, is called what it is going to be.
pub fn growing_header(
    dtype: &Dtype,
    order: Order,
    shape: &[i64],
    version: Option<u8>,
) -> Result<GrowingHeader> {
    refuse_array(dtype, Status::Dtype, None)?;
    check_spelling(dtype)?;
    let shape = Shape::new(shape)?;
    shape.nbytes(dtype.itemsize())?;
    let dims = shape.as_slice();
    let axis = match order {
        Order::C => 0,
        Order::Fortran => dims.len().saturating_sub(1),
    };
    if dims.is_empty() {
        return Err(Error::new(
            Status::Shape,
            format_args!("an array without axes has none that could grow"),
        ));
    }
    let fortran = order == Order::Fortran && dims[..axis].iter().any(|&n| n > 1);
    let text = text_of(dtype, fortran, |text| {
        write_wide_shape(text, dims, Some((axis, GROWTH_DIGITS)))?;
        text.write_str(", }")
    })?;
    let bytes = wrap_in(&text, version)?;
    // Behind the length all is ASCII: as many bytes in the file as in the text.
    let mut tuple = Growing::new();
    let _ = write_shape(&mut tuple, dims);
    let behind = if axis == 0 { tuple.finish()?.len() - "(".len() - digits_of(dims[0]) } else { ")".len() };
    let brace = bytes.iter().rposition(|&b| b == b'}').unwrap_or(0);
    let end = brace.saturating_sub(", ".len() + behind);
    Ok(GrowingHeader { digits: end.saturating_sub(GROWTH_DIGITS), bytes })
}

/// In `version`, or in the oldest that fits.
fn wrap_in(text: &[u8], version: Option<u8>) -> Result<Vec<u8>> {
    match version {
        Some(version) => wrap(text, version),
        None => match wrap(text, 1) {
            Err(e) if e.status() == Status::Argument => wrap(text, if latin(text) { 2 } else { 3 }),
            wrapped => wrapped,
        },
    }
}

/// `{'descr': …, 'fortran_order': …, 'shape': …, }` with the blanks that NumPy adds
/// since 1.24 for the axis that can grow.
fn text(dtype: &Dtype, order: Order, shape: &Shape, growth: bool) -> Result<Vec<u8>> {
    let dims = shape.as_slice();
    let fortran = order == Order::Fortran && only_fortran(dims);
    text_of(dtype, fortran, |text| {
        write_shape(text, dims)?;
        text.write_str(", }")?;
        let axis = if fortran { dims.last() } else { dims.first() };
        match axis {
            Some(&n) if growth => text.write_str(&BLANKS[..GROWTH_DIGITS - digits_of(n)]),
            _ => Ok(()),
        }
    })
}

/// The text up to the shape, which `shape` writes, with what follows.
fn text_of(
    dtype: &Dtype,
    fortran: bool,
    shape: impl FnOnce(&mut Growing) -> core::fmt::Result,
) -> Result<Vec<u8>> {
    let mut text = Growing::with_room(USUAL);
    // The only failure of this formatter is the buffer's, which it keeps.
    let _ = (|| {
        text.write_str("{'descr': ")?;
        write_type(&mut text, dtype)?;
        text.write_str(if fortran {
            ", 'fortran_order': True, 'shape': "
        } else {
            ", 'fortran_order': False, 'shape': "
        })?;
        shape(&mut text)
    })();
    text.finish()
}

fn digits_of(n: i64) -> usize {
    n.checked_ilog10().unwrap_or(0) as usize + 1
}

/// Whether an array in Fortran order is not one in C order at the same time.
fn only_fortran(dims: &[i64]) -> bool {
    dims.iter().filter(|&&n| n > 1).count() > 1 && !dims.contains(&0)
}

fn latin(text: &[u8]) -> bool {
    text.is_ascii() || core::str::from_utf8(text).is_ok_and(|text| text.chars().all(|c| u32::from(c) < 256))
}

/// `text` with magic, version, length and padding.
fn wrap(text: &[u8], version: u8) -> Result<Vec<u8>> {
    if !matches!(version, 1..=3) {
        return Err(Error::new(
            Status::Argument,
            format_args!("found version {version}, expected 1, 2 or 3"),
        ));
    }
    if version < 3 && !latin(text) {
        return Err(Error::new(
            Status::Argument,
            format_args!("a name with characters above U+00FF needs version 3, found version {version}"),
        ));
    }
    let start = start_of_text(version);
    let mut bytes = fallible::vec_with_capacity(start + text.len() + ALIGNMENT + 1)?;
    fallible::extend(&mut bytes, &MAGIC)?;
    fallible::extend(&mut bytes, &[version, 0, 0, 0, 0, 0][..start - MAGIC.len()])?;
    if version < 3 && !text.is_ascii() {
        let text = core::str::from_utf8(text).unwrap_or("");
        for c in text.chars() {
            fallible::push(&mut bytes, u32::from(c) as u8)?;
        }
    } else {
        fallible::extend(&mut bytes, text)?;
    }
    // Never no padding at all: a text that ends on the boundary gets 64 blanks.
    let padding = ALIGNMENT - (bytes.len() + 1) % ALIGNMENT;
    fallible::fill(&mut bytes, b' ', padding)?;
    fallible::push(&mut bytes, b'\n')?;
    set_length(&mut bytes, version)?;
    Ok(bytes)
}

fn set_length(bytes: &mut [u8], version: u8) -> Result<()> {
    let start = start_of_text(version);
    let length = bytes.len() - start;
    let most = if version == 1 { usize::from(u16::MAX) } else { u32::MAX as usize };
    if length > most {
        return Err(Error::new(
            Status::Argument,
            format_args!("a header of {length} bytes, version {version} has room for {most}"),
        ));
    }
    let length = (length as u32).to_le_bytes();
    bytes[8..start].copy_from_slice(&length[..start - 8]);
    Ok(())
}

/// The header with as many blanks behind its text as make it `len` bytes in all: more
/// than NumPy has there, or fewer of those that leave room for growth.
pub fn fit_header(mut bytes: Vec<u8>, len: usize) -> Result<Vec<u8>> {
    let text = bytes.iter().rposition(|&b| b == b'}').map_or(0, |last| last + 1);
    let blanks = len.checked_sub(text + 1).ok_or_else(|| {
        Error::new(Status::Internal, format_args!("a header of {text} bytes has no room in {len}"))
    })?;
    bytes.truncate(text);
    fallible::fill(&mut bytes, b' ', blanks)?;
    fallible::push(&mut bytes, b'\n')?;
    let version = bytes[6];
    set_length(&mut bytes, version)?;
    Ok(bytes)
}

/// That the header is one that NumPy writes, of any age: its text to the letter, then
/// blanks, then a line end, and the elements at a multiple of 16.
pub(super) fn check_strict(header: &Header, bytes: &[u8], start: usize, end: usize) -> Result<()> {
    check_spelling(&header.dtype)?;
    let text = text(&header.dtype, header.order, &header.shape, false)?;
    let written = wrap(&text, header.version)?;
    let written = &written[start..];
    let found = &bytes[start..end];
    let length = written.iter().rposition(|&b| b == b'}').map_or(0, |i| i + 1);
    // Types of others that NumPy writes as void, such as bfloat16, have a byte order.
    let void = |i: usize| found[i] == b'<' && written[i..].starts_with(b"|V");
    let differs = (0..length).find(|&i| found.get(i) != Some(&written[i]) && !(i < found.len() && void(i)));
    let padding = (length..found.len()).find(|&i| {
        let last = i + 1 == found.len();
        found[i] != if last { b'\n' } else { b' ' }
    });
    if let Some(at) = differs.or(padding) {
        let shown = &written[at.min(length)..(at + 24).min(length)];
        let rest = &found[at.min(found.len())..];
        let rest = &rest[..rest.len().min(24)];
        return Err(Error::at(
            Status::Header,
            (start + at) as u64,
            format_args!("found `{}`, expected what NumPy writes: `{}`", Latin(rest), Latin(shown)),
        ));
    }
    if found.len() <= length || !end.is_multiple_of(16) {
        return Err(Error::at(
            Status::Header,
            end as u64,
            format_args!(
                "the elements begin at byte {end}, expected a line end and a multiple of 16 as NumPy writes"
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Limits;

    #[test]
    fn a_growing_header_says_the_same_and_is_as_long() {
        for (dtype, order, shape) in [
            ("<f8", Order::C, &[0][..]),
            ("<f8", Order::C, &[1234567]),
            (">i4", Order::C, &[12, 3, 4]),
            ("<f8", Order::Fortran, &[3, 0]),
            ("<f8", Order::Fortran, &[3, 4, 1]),
            ("<f8", Order::Fortran, &[3, 4, 20]),
            ("<f8", Order::Fortran, &[1, 20]),
            ("<c16", Order::Fortran, &[20]),
            ("[('é', '<f8'), ('x', '<u4', (3,))]", Order::C, &[9, 3]),
            ("[('名', '<f8')]", Order::C, &[i64::MAX / 8]),
        ] {
            let dtype = Dtype::parse(dtype.as_bytes(), &Limits::default()).unwrap();
            let growing = growing_header(&dtype, order, shape, None).unwrap();
            let finished = encode_header(&dtype, order, shape, None).unwrap();
            let axis = if order == Order::C { 0 } else { shape.len() - 1 };
            let digits = &growing.bytes[growing.digits..][..GROWTH_DIGITS];
            assert_eq!(core::str::from_utf8(digits).unwrap(), format!("{:>21}", shape[axis]));
            assert_eq!(growing.bytes.len(), finished.len());
            let (a, b) = (
                Header::parse(&growing.bytes, &Limits::default()).unwrap(),
                Header::parse(&finished, &Limits::default()).unwrap(),
            );
            assert!(a.dtype.same(&b.dtype) && a.shape == b.shape && a.version == b.version);
            let ambiguous = order == Order::Fortran && a.order != b.order;
            assert!(!ambiguous || shape[axis] < 2, "{shape:?}");
        }
    }
}

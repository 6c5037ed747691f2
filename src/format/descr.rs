//! `descr` as NumPy writes it.

use super::dtype::{Dtype, Struct};
use super::repr::write_repr;
use super::scalar::Kind;
use crate::error::{Error, Result, Status};
use crate::fallible;
use core::fmt::{self, Write};

impl fmt::Display for Dtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Dtype::Scalar(scalar) => write!(f, "{scalar}"),
            _ => write_type(f, self),
        }
    }
}

impl Dtype {
    /// The text of `descr`, UTF-8; a single value's type string stands without quotes.
    pub fn descr(&self) -> Result<Vec<u8>> {
        let mut text = Growing::new();
        // The only failure of this formatter is the buffer's, which it keeps.
        let _ = write!(text, "{self}");
        text.finish()
    }
}

/// A text that grows, or remembers that it could not.
pub(super) struct Growing {
    bytes: Vec<u8>,
    failed: Option<Error>,
}

impl Growing {
    pub fn new() -> Growing {
        Growing { bytes: Vec::new(), failed: None }
    }

    /// With room for what most texts need, so that they need not grow.
    pub fn with_room(len: usize) -> Growing {
        match fallible::vec_with_capacity(len) {
            Ok(bytes) => Growing { bytes, failed: None },
            Err(error) => Growing { bytes: Vec::new(), failed: Some(error) },
        }
    }

    pub fn finish(self) -> Result<Vec<u8>> {
        match self.failed {
            None => Ok(self.bytes),
            Some(error) => Err(error),
        }
    }
}

impl Write for Growing {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        fallible::extend(&mut self.bytes, text.as_bytes()).map_err(|e| {
            self.failed = Some(e);
            fmt::Error
        })
    }
}

/// A type as it stands in a header: a quoted string, a list, or a tuple.
pub(super) fn write_type(f: &mut dyn Write, dtype: &Dtype) -> fmt::Result {
    match dtype {
        Dtype::Scalar(scalar) => {
            f.write_char('\'')?;
            scalar.write(f)?;
            f.write_char('\'')
        }
        Dtype::Struct(s) => write_struct(f, s),
        Dtype::Array(array) => {
            f.write_char('(')?;
            write_type(f, array.base())?;
            f.write_str(", ")?;
            write_shape(f, array.shape().as_slice())?;
            f.write_char(')')
        }
    }
}

/// A number as `{n}` writes it, without what else the formatter can do.
pub(super) fn write_number(f: &mut dyn Write, n: i64) -> fmt::Result {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = n.unsigned_abs();
    while at == digits.len() || rest > 0 {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    if n < 0 {
        f.write_char('-')?;
    }
    f.write_str(core::str::from_utf8(&digits[at..]).unwrap_or(""))
}

/// A shape as Python writes a tuple.
pub(super) fn write_shape(f: &mut dyn Write, dims: &[i64]) -> fmt::Result {
    write_wide_shape(f, dims, None)
}

/// The same, with one axis (and how wide) right-aligned behind blanks.
pub(super) fn write_wide_shape(f: &mut dyn Write, dims: &[i64], wide: Option<(usize, usize)>) -> fmt::Result {
    f.write_char('(')?;
    for (i, n) in dims.iter().enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        match wide {
            Some((axis, width)) if axis == i => write!(f, "{n:>width$}")?,
            _ => write_number(f, *n)?,
        }
    }
    f.write_str(if dims.len() == 1 { ",)" } else { ")" })
}

fn write_struct(f: &mut dyn Write, s: &Struct) -> fmt::Result {
    f.write_char('[')?;
    let (mut end, mut first) = (0, true);
    for field in &s.fields {
        write_padding(f, field.offset - end, &mut first)?;
        separate(f, &mut first)?;
        f.write_char('(')?;
        match &field.title {
            None => write_repr(f, &field.name)?,
            Some(title) => {
                f.write_char('(')?;
                write_repr(f, title)?;
                f.write_str(", ")?;
                write_repr(f, &field.name)?;
                f.write_char(')')?;
            }
        }
        f.write_str(", ")?;
        match &field.dtype {
            Dtype::Array(array) => {
                write_type(f, array.base())?;
                f.write_str(", ")?;
                write_shape(f, array.shape().as_slice())?;
            }
            dtype => write_type(f, dtype)?,
        }
        f.write_char(')')?;
        end = field.offset + field.dtype.itemsize();
    }
    write_padding(f, s.itemsize - end, &mut first)?;
    f.write_char(']')
}

fn write_padding(f: &mut dyn Write, bytes: i64, first: &mut bool) -> fmt::Result {
    if bytes == 0 {
        return Ok(());
    }
    separate(f, first)?;
    write!(f, "('', '|V{bytes}')")
}

fn separate(f: &mut dyn Write, first: &mut bool) -> fmt::Result {
    if !core::mem::replace(first, false) {
        f.write_str(", ")?;
    }
    Ok(())
}

/// That NumPy can spell the dtype: fields in order, none overlapping, and no field
/// that would be read back as padding.
pub(super) fn check_spelling(dtype: &Dtype) -> Result<()> {
    match dtype {
        Dtype::Scalar(_) => Ok(()),
        Dtype::Array(array) => check_spelling(array.base()),
        Dtype::Struct(s) => {
            let mut end = 0;
            for field in &s.fields {
                if field.offset < end {
                    return Err(Error::new(
                        Status::Dtype,
                        format_args!(
                            "field '{}' begins at byte {}, expected {end} or more: NumPy cannot spell overlapping fields",
                            core::str::from_utf8(&field.name).unwrap_or("?"),
                            field.offset
                        ),
                    ));
                }
                let void = matches!(field.dtype, Dtype::Scalar(s) if s.kind == Kind::Void);
                if field.name.is_empty() && void {
                    return Err(Error::new(
                        Status::Dtype,
                        format_args!("a void field without a name would be read as padding"),
                    ));
                }
                check_spelling(&field.dtype)?;
                end = field.offset + field.dtype.itemsize();
            }
            Ok(())
        }
    }
}

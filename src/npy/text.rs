//! Elements that are text: `S` and `U`, from and to UTF-8.
//!
//! Trailing NULs are not part of the value (NumPy's rule): they are padding.

use crate::error::{Error, Result, Status};
use crate::format::{ByteOrder, Dtype, Kind, Scalar};

/// A text dtype.
fn text_of(dtype: &Dtype) -> Result<&Scalar> {
    match dtype {
        Dtype::Scalar(scalar) if matches!(scalar.kind, Kind::Bytes | Kind::Text) => Ok(scalar),
        _ => Err(Error::new(Status::Dtype, format_args!("the dtype is {dtype}, expected S or U"))),
    }
}

/// Hands every piece of the UTF-8 of one element of `dtype` to `put`.
///
/// The bytes of an `S` must be UTF-8 already; every character of a `U` must be one.
pub fn get(dtype: &Dtype, element: &[u8], put: &mut dyn FnMut(&[u8])) -> Result<()> {
    let scalar = text_of(dtype)?;
    if scalar.kind == Kind::Bytes {
        let end = element.iter().rposition(|&b| b != 0).map_or(0, |last| last + 1);
        let text = core::str::from_utf8(&element[..end]).map_err(|e| {
            let at = e.valid_up_to();
            Error::new(
                Status::Cast,
                format_args!("byte {:#04x} at {at} of the element is not UTF-8", element[at]),
            )
        })?;
        put(text.as_bytes());
        return Ok(());
    }
    let unit = |bytes: &[u8]| {
        let four = [bytes[0], bytes[1], bytes[2], bytes[3]];
        match scalar.order {
            ByteOrder::Big => u32::from_be_bytes(four),
            _ => u32::from_le_bytes(four),
        }
    };
    let units = element.chunks_exact(4);
    let end = units.clone().rposition(|b| unit(b) != 0).map_or(0, |last| last + 1);
    for (at, bytes) in units.take(end).enumerate() {
        let c = char::from_u32(unit(bytes)).ok_or_else(|| {
            Error::new(
                Status::Cast,
                format_args!("{:#x} at {at} of the element is no Unicode character", unit(bytes)),
            )
        })?;
        put(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
    Ok(())
}

/// Makes `element` of `dtype` the text `text`, padded with NULs. It is left as it
/// was if the text does not fit.
pub fn set(dtype: &Dtype, element: &mut [u8], text: &[u8]) -> Result<()> {
    let scalar = text_of(dtype)?;
    let text = core::str::from_utf8(text).map_err(|e| {
        Error::new(Status::Argument, format_args!("byte {} of the text is not UTF-8", e.valid_up_to()))
    })?;
    let (needed, room, unit) = match scalar.kind {
        Kind::Bytes => (text.len(), element.len(), "bytes"),
        _ => (text.chars().count(), element.len() / 4, "characters"),
    };
    if needed > room {
        return Err(Error::new(
            Status::Size,
            format_args!("the text has {needed} {unit}, {dtype} has room for {room}"),
        ));
    }
    element.fill(0);
    if scalar.kind == Kind::Bytes {
        element[..text.len()].copy_from_slice(text.as_bytes());
        return Ok(());
    }
    for (to, c) in element.chunks_exact_mut(4).zip(text.chars()) {
        to.copy_from_slice(&match scalar.order {
            ByteOrder::Big => u32::from(c).to_be_bytes(),
            _ => u32::from(c).to_le_bytes(),
        });
    }
    Ok(())
}

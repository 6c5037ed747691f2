//! A dtype together with its texts, ready to be handed out: `descr` as NumPy
//! writes it, and the names of fields, each ended by NUL.

use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{Dtype, Order, Shape};
use crate::mem::alloc::try_box;
use core::fmt::{self, Write};
use std::sync::OnceLock;

/// A dtype and its texts.
pub struct Described {
    dtype: Dtype,
    texts: Texts,
}

enum Texts {
    /// Of a single value: put down when somebody asks, which few do.
    Value(OnceLock<Short>),
    Fields {
        /// All texts, each ended by NUL; the dtype's own `descr` comes first.
        texts: Vec<u8>,
        fields: Vec<FieldTexts>,
    },
}

/// The `descr` of a single value, ended by NUL: at most two letters and the longest number, or a unit with its
/// multiple.
struct Short {
    bytes: [u8; 31],
    len: u8,
}

impl Short {
    fn of(dtype: &Dtype) -> Short {
        let mut short = Short { bytes: [0; 31], len: 0 };
        // There is room for all of them.
        let _ = match dtype {
            Dtype::Scalar(scalar) => scalar.write(&mut short),
            _ => write!(short, "{dtype}"),
        };
        short
    }

    fn text(&self) -> Text<'_> {
        Text { bytes: &self.bytes[..=usize::from(self.len)] }
    }
}

impl Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let start = usize::from(self.len);
        let room = self.bytes[..30].get_mut(start..start + text.len()).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.len += text.len() as u8;
        Ok(())
    }
}

/// Where a text stands: its first byte and its length without the NUL.
type Place = (u32, u32);

#[derive(Clone, Copy)]
struct FieldTexts {
    name: Place,
    title: Option<Place>,
    descr: Place,
}

/// A text that can be handed to C: the bytes, ended by a NUL that does not count.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    bytes: &'a [u8],
}

impl<'a> Text<'a> {
    /// The text in `with_nul`, whose last byte is the NUL.
    pub fn new(with_nul: &'a [u8]) -> Text<'a> {
        Text { bytes: with_nul }
    }

    /// The bytes without the NUL.
    pub fn as_bytes(self) -> &'a [u8] {
        &self.bytes[..self.len()]
    }

    /// The bytes, with the NUL behind them.
    pub fn with_nul(self) -> &'a [u8] {
        self.bytes
    }

    /// How many bytes stand before the NUL.
    pub fn len(self) -> usize {
        self.bytes.len() - 1
    }

    /// Whether nothing stands before the NUL.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl Described {
    /// Writes down the texts of `dtype`.
    pub fn new(dtype: Dtype) -> Result<Described> {
        if let Dtype::Scalar(_) = dtype {
            return Ok(Described { dtype, texts: Texts::Value(OnceLock::new()) });
        }
        let mut texts = Vec::new();
        put(&mut texts, &dtype.descr()?)?;
        let mut fields = Vec::new();
        dtype.each_field(&mut |field| {
            let name = put(&mut texts, field.name)?;
            let title = match field.title {
                Some(title) => Some(put(&mut texts, title)?),
                None => None,
            };
            let descr = put(&mut texts, &field.dtype.descr()?)?;
            fallible::push(&mut fields, FieldTexts { name, title, descr })
        })?;
        Ok(Described { dtype, texts: Texts::Fields { texts, fields } })
    }

    /// The dtype itself.
    pub fn dtype(&self) -> &Dtype {
        &self.dtype
    }

    /// `descr` as NumPy writes it.
    pub fn descr(&self) -> Text<'_> {
        match &self.texts {
            Texts::Value(short) => short.get_or_init(|| Short::of(&self.dtype)).text(),
            Texts::Fields { texts, .. } => {
                let end = texts.iter().position(|&b| b == 0);
                Text { bytes: &texts[..=end.unwrap_or(texts.len() - 1)] }
            }
        }
    }

    /// How many fields there are, at all depths.
    pub fn fields(&self) -> usize {
        match &self.texts {
            Texts::Value(_) => 0,
            Texts::Fields { fields, .. } => fields.len(),
        }
    }

    /// The name, title and `descr` of a field.
    pub fn field_texts(&self, index: usize) -> Option<(Text<'_>, Option<Text<'_>>, Text<'_>)> {
        let Texts::Fields { texts, fields } = &self.texts else { return None };
        let field = fields.get(index)?;
        let text = |(at, len): Place| {
            let (at, len) = (at as usize, len as usize);
            Text { bytes: &texts[at..=at + len] }
        };
        Some((text(field.name), field.title.map(text), text(field.descr)))
    }
}

fn put(texts: &mut Vec<u8>, text: &[u8]) -> Result<Place> {
    let place = u32::try_from(texts.len()).ok().zip(u32::try_from(text.len()).ok());
    let place = place
        .ok_or_else(|| Error::new(Status::Limit, format_args!("the names of the fields have over 4 GiB")))?;
    fallible::extend(texts, text)?;
    fallible::push(texts, 0)?;
    Ok(place)
}

/// Dtypes that were worked out from another one and handed out: each stays where
/// it is as long as the list, to which any thread may add.
#[derive(Default)]
pub struct Derived {
    next: OnceLock<Box<Link>>,
}

struct Link {
    described: Described,
    rest: Derived,
}

impl Derived {
    /// The entry for `dtype`, which is added if it is not there.
    pub fn describe(&self, dtype: &Dtype) -> Result<&Described> {
        let mut list = self;
        loop {
            if let Some(link) = list.next.get() {
                if link.described.dtype.same(dtype) {
                    return Ok(&link.described);
                }
                list = &link.rest;
                continue;
            }
            let described = Described::new(dtype.try_clone()?)?;
            // If another thread was faster, its entry is looked at next.
            let _ = list.next.set(try_box(Link { described, rest: Derived::default() })?);
        }
    }
}

impl Drop for Derived {
    fn drop(&mut self) {
        // A long list must not be a deep recursion.
        let mut next = self.next.take();
        while let Some(mut link) = next {
            next = link.rest.next.take();
        }
    }
}

/// What is known of an array: everything but its elements.
pub struct Meta {
    /// The dtype and its texts.
    pub described: Described,
    /// The shape.
    pub shape: Shape,
    /// The order of the axes.
    pub order: Order,
    /// Bytes of all elements.
    pub nbytes: i64,
    /// The format version, or 0 for an array that is not in a file.
    pub version: u8,
    /// Bytes from the array's start in the file to its first element.
    pub data_offset: u64,
}

impl Meta {
    /// The dtype.
    pub fn dtype(&self) -> &Dtype {
        self.described.dtype()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Limits;

    #[test]
    fn the_longest_texts_of_single_values_are_whole() {
        for text in
            ["<M8[2147483647ns]", "<m8[2147483647as]", "|S2147483647", "|V2147483647", "<U536870911", "|O"]
        {
            let dtype = Dtype::parse(text.as_bytes(), &Limits::default()).unwrap();
            let (wanted, described) = (dtype.to_string(), Described::new(dtype).unwrap());
            assert_eq!(described.descr().with_nul(), format!("{wanted}\0").as_bytes(), "{text}");
            assert_eq!((described.fields(), described.field_texts(0).is_none()), (0, true));
        }
    }
}

//! Texts as Python shows them.

use super::printable::is_printable;
use core::fmt::{self, Write};

/// Bytes shown as Latin-1; what is not printable there is escaped as in Python.
pub(super) struct Latin<'a>(pub &'a [u8]);

impl fmt::Display for Latin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&b| match char::from(b) {
            c @ ' '..='~' => f.write_char(c),
            c if c > '~' && is_printable(c) => f.write_char(c),
            _ => write!(f, "\\x{b:02x}"),
        })
    }
}

/// A string as Python's `repr` writes it. `text` is UTF-8.
pub(super) fn write_repr(f: &mut dyn Write, text: &[u8]) -> fmt::Result {
    let text = core::str::from_utf8(text).unwrap_or("?");
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    f.write_char(quote)?;
    for c in text.chars() {
        match c {
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c == quote => write!(f, "\\{c}")?,
            ' '..='~' => f.write_char(c)?,
            c if c > '~' && is_printable(c) => f.write_char(c)?,
            c if u32::from(c) <= 0xff => write!(f, "\\x{:02x}", u32::from(c))?,
            c if u32::from(c) <= 0xffff => write!(f, "\\u{:04x}", u32::from(c))?,
            c => write!(f, "\\U{:08x}", u32::from(c))?,
        }
    }
    f.write_char(quote)
}

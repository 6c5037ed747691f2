//! Python's string literals, of all kinds but bytes and formatted ones.

use super::literal::{Encoding, Scanner};
use crate::error::Result;
use crate::fallible;

/// A string's value, UTF-8.
pub(super) enum Text<'a> {
    Plain(&'a [u8]),
    Made(Vec<u8>),
}

impl Text<'_> {
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Text::Plain(bytes) => bytes,
            Text::Made(bytes) => bytes,
        }
    }

    pub fn into_vec(self) -> Result<Vec<u8>> {
        match self {
            Text::Plain(bytes) => fallible::copy(bytes),
            Text::Made(bytes) => Ok(bytes),
        }
    }
}

impl<'a> Scanner<'a> {
    /// Whether a string begins here.
    #[inline(never)]
    pub fn at_string(&mut self) -> bool {
        match self.peek() {
            b'\'' | b'"' => true,
            b'r' | b'R' | b'u' | b'U' => matches!(self.bytes.get(self.at + 1), Some(b'\'' | b'"')),
            _ => false,
        }
    }

    /// One or several adjacent strings, perhaps in parentheses.
    pub fn text(&mut self) -> Result<Text<'a>> {
        let parentheses = self.open()?;
        let text = self.string()?;
        self.close(parentheses)?;
        Ok(text)
    }

    /// One or several adjacent strings.
    #[inline]
    pub fn string(&mut self) -> Result<Text<'a>> {
        let first = self.one_string()?;
        if !self.at_string() {
            return Ok(first);
        }
        let mut all = first.into_vec()?;
        while self.at_string() {
            fallible::extend(&mut all, self.one_string()?.as_bytes())?;
        }
        Ok(Text::Made(all))
    }

    #[inline]
    fn one_string(&mut self) -> Result<Text<'a>> {
        let quote = self.peek();
        if quote == b'\'' || quote == b'"' {
            // The common case: nothing but printable ASCII up to the same quote.
            let start = self.at + 1;
            let mut end = start;
            while let Some(&b) = self.bytes.get(end) {
                if b == quote {
                    if end == start && self.bytes.get(end + 1) == Some(&quote) {
                        break;
                    }
                    self.at = end + 1;
                    return Ok(Text::Plain(&self.bytes[start..end]));
                }
                if b == b'\\' || b >= 0x80 || b == b'\n' || b == b'\r' || b == 0 {
                    break;
                }
                end += 1;
            }
        }
        self.any_string()
    }

    #[cold]
    fn any_string(&mut self) -> Result<Text<'a>> {
        let start = self.at;
        let raw = matches!(self.bytes.get(self.at), Some(b'r' | b'R'));
        if raw || matches!(self.bytes.get(self.at), Some(b'u' | b'U')) {
            self.at += 1;
        }
        let quote = match self.bytes.get(self.at) {
            Some(&q @ (b'\'' | b'"')) => q,
            _ => return Err(self.expected("a string")),
        };
        let triple = self.bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if triple { 3 } else { 1 };
        let mut text = Vec::new();
        loop {
            let Some(&b) = self.bytes.get(self.at) else {
                return Err(
                    self.error_at(start, format_args!("found a string without end, expected its quote"))
                );
            };
            if triple && self.bytes[self.at..].starts_with(&[quote; 3]) {
                self.at += 3;
                return Ok(Text::Made(text));
            }
            match b {
                _ if b == quote && !triple => {
                    self.at += 1;
                    return Ok(Text::Made(text));
                }
                b'\n' | b'\r' if !triple => {
                    return Err(self.expected("the string's end on its line"));
                }
                0 => return Err(self.expected("no NUL byte in a string")),
                b'\\' if raw => {
                    fallible::push(&mut text, b)?;
                    self.at += 1;
                    self.character(&mut text)?;
                }
                b'\\' => self.escape(&mut text)?,
                _ => self.character(&mut text)?,
            }
        }
    }

    /// Takes one character as it stands.
    fn character(&mut self, text: &mut Vec<u8>) -> Result<()> {
        let Some(&b) = self.bytes.get(self.at) else {
            return Err(self.expected("the string's end"));
        };
        self.at += 1;
        if b == b'\r' {
            // Python reads every line end as one newline.
            if self.bytes.get(self.at) == Some(&b'\n') {
                self.at += 1;
            }
            return fallible::push(text, b'\n');
        }
        match self.encoding {
            Encoding::Latin1 if b >= 0x80 => push_char(text, char::from(b)),
            // The whole text was found to be UTF-8 before.
            _ => fallible::push(text, b),
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<()> {
        let start = self.at;
        let Some(&b) = self.bytes.get(self.at + 1) else {
            self.at += 1;
            return Err(self.expected("a character behind the backslash"));
        };
        self.at += 2;
        let code = match b {
            b'\n' => return Ok(()),
            b'\r' => {
                // A line end of two bytes is one.
                self.at += usize::from(self.byte(0) == Some(b'\n'));
                return Ok(());
            }
            b'\\' | b'\'' | b'"' => b.into(),
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'v' => 11,
            b'0'..=b'7' => {
                self.at -= 1;
                self.digits(1, 3, 8)?
            }
            b'x' => self.digits(2, 2, 16)?,
            b'u' => self.digits(4, 4, 16)?,
            b'U' => self.digits(8, 8, 16)?,
            b'N' => {
                return Err(self.error_at(start, format_args!("found \\N, expected no character by its name")))
            }
            _ => {
                self.at -= 1;
                return fallible::push(text, b'\\');
            }
        };
        match char::from_u32(code) {
            Some(c) => push_char(text, c),
            None => {
                Err(self.error_at(start, format_args!("found \\u{code:04x}, expected a Unicode character")))
            }
        }
    }

    #[inline(never)]
    fn digits(&mut self, least: usize, most: usize, radix: u32) -> Result<u32> {
        let (mut value, mut count) = (0u32, 0);
        while count < most {
            let digit = self.bytes.get(self.at).and_then(|&b| char::from(b).to_digit(radix));
            let Some(digit) = digit else { break };
            value = value.wrapping_mul(radix).wrapping_add(digit);
            self.at += 1;
            count += 1;
        }
        if count < least {
            return Err(self.expected("a hexadecimal digit"));
        }
        Ok(value)
    }
}

fn push_char(text: &mut Vec<u8>, c: char) -> Result<()> {
    fallible::extend(text, c.encode_utf8(&mut [0; 4]).as_bytes())
}

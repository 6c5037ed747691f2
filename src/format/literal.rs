//! Python literals: the tokens of a header, and strings as `repr` writes them.

use super::printable::is_printable;
use crate::error::{Error, Result, Status};
use crate::fallible;
use core::fmt::{self, Write};

/// How the bytes of a header stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Latin1,
    Utf8,
}

/// Reads tokens from the text of a header.
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    pub at: usize,
    /// Where the text begins in the file: errors count from there.
    base: usize,
    pub encoding: Encoding,
    /// Whether Python 2's `2L` is a number.
    pub longs: bool,
    depth: u32,
    max_depth: u32,
    pub status: Status,
}

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
    pub fn new(bytes: &'a [u8], base: usize, encoding: Encoding, max_depth: u32) -> Scanner<'a> {
        Scanner {
            bytes,
            at: 0,
            base,
            encoding,
            longs: encoding == Encoding::Latin1,
            depth: 0,
            max_depth,
            status: Status::Header,
        }
    }

    /// The place `at` of the text, in the file.
    pub fn offset(&self, at: usize) -> u64 {
        (self.base + at) as u64
    }

    /// The error that something else was expected here.
    #[cold]
    pub fn expected(&self, what: &str) -> Error {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let offset = (self.base + self.at) as u64;
        match rest.first() {
            None => Error::at(self.status, offset, format_args!("found the end, expected {what}")),
            Some(_) => {
                let shown = &rest[..rest.len().min(24)];
                Error::at(self.status, offset, format_args!("found `{}`, expected {what}", Latin(shown)))
            }
        }
    }

    /// An error at an earlier place.
    #[cold]
    pub fn error_at(&self, at: usize, text: fmt::Arguments<'_>) -> Error {
        Error::at(self.status, (self.base + at) as u64, text)
    }

    /// Goes past blanks, line ends and comments.
    #[inline]
    pub fn skip_blanks(&mut self) {
        while let Some(&b) = self.bytes.get(self.at) {
            match b {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0c => self.at += 1,
                b'#' => self.skip_comment(),
                b'\\' if matches!(self.bytes.get(self.at + 1), Some(b'\n')) => self.at += 2,
                _ => return,
            }
        }
    }

    #[cold]
    fn skip_comment(&mut self) {
        while self.bytes.get(self.at).is_some_and(|&b| b != b'\n') {
            self.at += 1;
        }
    }

    /// The next byte that is no blank; 0 at the end.
    #[inline]
    pub fn peek(&mut self) -> u8 {
        self.skip_blanks();
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Whether nothing but blanks is left.
    pub fn at_end(&mut self) -> bool {
        // A header's padding is mostly blanks, up to 63 of them.
        while self.bytes.get(self.at..self.at + 8) == Some(b"        ") {
            self.at += 8;
        }
        self.skip_blanks();
        self.at >= self.bytes.len()
    }

    /// Takes `byte` if it comes next.
    #[inline]
    pub fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == byte && self.at < self.bytes.len();
        self.at += usize::from(there);
        there
    }

    pub fn expect(&mut self, byte: u8, what: &str) -> Result<()> {
        if self.take(byte) {
            return Ok(());
        }
        Err(self.expected(what))
    }

    /// One bracket deeper.
    pub fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth <= self.max_depth {
            return Ok(());
        }
        Err(Error::at(
            Status::Limit,
            (self.base + self.at) as u64,
            format_args!("brackets nested {} deep, the limit max_nesting is {}", self.depth, self.max_depth),
        ))
    }

    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Takes the parentheses in front of a value and says how many they are.
    #[inline]
    pub fn open(&mut self) -> Result<u32> {
        let before = self.depth;
        while self.take(b'(') {
            self.enter()?;
        }
        Ok(self.depth - before)
    }

    /// Takes as many closing ones.
    #[inline]
    pub fn close(&mut self, parentheses: u32) -> Result<()> {
        for _ in 0..parentheses {
            self.expect(b')', "a closing parenthesis")?;
            self.leave();
        }
        Ok(())
    }

    /// A name such as `True`; empty if there is none.
    pub fn word(&mut self) -> &'a [u8] {
        self.skip_blanks();
        let start = self.at;
        let part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'.';
        while self.bytes.get(self.at).is_some_and(part) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    /// Whether a string begins here.
    pub fn at_string(&mut self) -> bool {
        match self.peek() {
            b'\'' | b'"' => true,
            b'r' | b'R' | b'u' | b'U' => matches!(self.bytes.get(self.at + 1), Some(b'\'' | b'"')),
            _ => false,
        }
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
                if b == b'\\' || b >= 0x80 || b == b'\n' || b == 0 {
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

    /// An integer that fits 64 bits.
    #[inline]
    pub fn integer(&mut self) -> Result<i64> {
        let mut negative = false;
        loop {
            match self.peek() {
                b'-' => negative = !negative,
                b'+' => {}
                _ => break,
            }
            self.at += 1;
            self.enter_sign()?;
        }
        let start = self.at;
        let value = self.magnitude()?;
        if self.longs && matches!(self.bytes.get(self.at), Some(b'L' | b'l')) {
            self.at += 1;
        }
        match self.bytes.get(self.at) {
            Some(b) if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | 0x80..) => {
                self.at = start;
                return Err(self.expected("an integer"));
            }
            _ => {}
        }
        if negative {
            return Ok(-value);
        }
        Ok(value)
    }

    /// Python allows `--1`, but not without end.
    fn enter_sign(&mut self) -> Result<()> {
        match self.peek() {
            b'-' | b'+' => Err(self.expected("a digit")),
            _ => Ok(()),
        }
    }

    fn magnitude(&mut self) -> Result<i64> {
        let start = self.at;
        let mut radix = 10;
        if self.bytes.get(self.at) == Some(&b'0') {
            radix = match self.bytes.get(self.at + 1) {
                Some(b'x' | b'X') => 16,
                Some(b'o' | b'O') => 8,
                Some(b'b' | b'B') => 2,
                _ => 10,
            };
        }
        if radix != 10 {
            self.at += 2;
            if self.bytes.get(self.at) == Some(&b'_') {
                self.at += 1;
            }
        }
        let mut value: Option<i64> = Some(0);
        let (mut digits, mut after_digit) = (0, false);
        while let Some(&b) = self.bytes.get(self.at) {
            if b == b'_' && after_digit {
                after_digit = false;
            } else if let Some(digit) = char::from(b).to_digit(radix) {
                value =
                    value.and_then(|v| v.checked_mul(radix.into())).and_then(|v| v.checked_add(digit.into()));
                digits += 1;
                after_digit = true;
            } else {
                break;
            }
            self.at += 1;
        }
        let zeros = self.bytes[start..self.at].iter().all(|&b| b == b'0' || b == b'_');
        let leading = radix == 10 && self.bytes.get(start) == Some(&b'0') && digits > 1 && !zeros;
        if digits == 0 || !after_digit || leading {
            self.at = start;
            return Err(self.expected("an integer"));
        }
        value.ok_or_else(|| {
            self.error_at(start, format_args!("found an integer beyond 2^63, expected a smaller one"))
        })
    }
}

fn push_char(text: &mut Vec<u8>, c: char) -> Result<()> {
    fallible::extend(text, c.encode_utf8(&mut [0; 4]).as_bytes())
}

/// Bytes shown as Latin-1.
pub(super) struct Latin<'a>(pub &'a [u8]);

impl fmt::Display for Latin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&b| f.write_char(char::from(b)))
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

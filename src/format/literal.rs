//! Python literals: the tokens of a header.

use super::repr::Latin;
use crate::error::{Error, Result, Status};
use core::fmt;

/// How the bytes of a header stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Latin1,
    Utf8,
}

const FORM_FEED: u8 = 0x0c;

/// Reads tokens from the text of a header.
pub(super) struct Scanner<'a> {
    pub(super) bytes: &'a [u8],
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
                b' ' | b'\t' | b'\n' | b'\r' | FORM_FEED => self.at += 1,
                b'#' => self.skip_comment(),
                b'\\' if self.continuation() > 0 => self.at += self.continuation(),
                _ => return,
            }
        }
    }

    /// Goes past blanks on the same line.
    pub fn skip_blanks_of_line(&mut self) {
        loop {
            match self.byte(0) {
                Some(b' ' | b'\t' | FORM_FEED) => self.at += 1,
                Some(b'\\') if self.continuation() > 0 => self.at += self.continuation(),
                _ => return,
            }
        }
    }

    /// Goes past blank lines, and the blanks in front of the first one that is not blank:
    /// Python takes none, except on the very first line.
    #[cold]
    pub fn skip_margin(&mut self) -> Result<()> {
        let (mut first, mut indent, mut held) = (true, 0, 0);
        loop {
            match self.byte(0) {
                Some(b' ' | b'\t') => indent += 1,
                Some(FORM_FEED) => indent = 0,
                Some(b'#') => {
                    self.skip_comment();
                    continue;
                }
                Some(b'\n' | b'\r') => (first, indent, held) = (false, 0, 0),
                Some(b'\\') if self.continuation() > 0 => {
                    // A line that goes on has the blanks of its beginning.
                    indent = if first { 0 } else { indent };
                    held = held.max(indent);
                    first = false;
                    self.at += self.continuation() - 1;
                }
                _ if first || indent.max(held) == 0 => return Ok(()),
                _ => return Err(self.expected("no blanks in front of it on its line")),
            }
            self.at += 1;
        }
    }

    /// The bytes of a backslash and a line end; 0 if there is none, or nothing behind it.
    #[inline(never)]
    fn continuation(&self) -> usize {
        let length = match (self.byte(0), self.byte(1), self.byte(2)) {
            (Some(b'\\'), Some(b'\r'), Some(b'\n')) => 3,
            (Some(b'\\'), Some(b'\r' | b'\n'), _) => 2,
            _ => return 0,
        };
        if self.byte(length).is_some() {
            length
        } else {
            0
        }
    }

    #[cold]
    #[inline(never)]
    fn skip_comment(&mut self) {
        while self.byte(0).is_some_and(|b| b != b'\n' && b != b'\r') {
            self.at += 1;
        }
    }

    /// The byte `ahead` of the next one.
    #[inline]
    pub fn byte(&self, ahead: usize) -> Option<u8> {
        self.byte_at(self.at + ahead)
    }

    /// The byte at a place.
    #[inline]
    pub fn byte_at(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The next byte that is no blank; 0 at the end.
    #[inline]
    pub fn peek(&mut self) -> u8 {
        self.skip_blanks();
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Whether nothing but blanks is left.
    #[inline(never)]
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

    #[inline(never)]
    pub fn expect(&mut self, byte: u8, what: &str) -> Result<()> {
        if self.take(byte) {
            return Ok(());
        }
        Err(self.expected(what))
    }

    /// One bracket deeper.
    #[inline(never)]
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

    /// Where the scanner stands, to come back to.
    pub fn mark(&self) -> (usize, u32) {
        (self.at, self.depth)
    }

    pub fn back_to(&mut self, (at, depth): (usize, u32)) {
        (self.at, self.depth) = (at, depth);
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
}

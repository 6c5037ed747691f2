//! What went wrong: whose fault it is, where, and one line that says what was
//! found and what was expected.
//!
//! The text is formatted straight into the 239 bytes that the C struct has for it,
//! with control characters (which may come from a hostile file) escaped. An
//! [`Error`] is one pointer to all this, so that results stay in registers; where
//! there is no memory even for that, it is the error that memory has run out.

use crate::boxed::boxed;
use core::fmt::{self, Write};

/// The result of everything in this library that can fail.
pub type Result<T> = core::result::Result<T, Error>;

/// Bytes of text that an error can carry, without the terminating NUL.
pub const MESSAGE_CAPACITY: usize = 239;

/// What kind of failure this is. The numbers are the codes of the C API
/// (`NPY_ERR_…`); they are never renumbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
#[non_exhaustive]
pub enum Status {
    /// An argument is NULL, unknown or contradicts another.
    Argument = -1,
    /// A buffer's size and the result's size disagree.
    Size = -2,
    /// The handle is poisoned, consumed, or the calls came in the wrong order.
    State = -3,
    /// A dtype is not the expected one, or no dtype at all.
    Dtype = -4,
    /// A shape is not the expected one, or something lies outside it.
    Shape = -5,
    /// The casting rule does not allow this conversion.
    Cast = -6,
    /// Not possible on this source, sink or platform.
    Unsupported = -7,
    /// A progress callback asked to stop.
    Cancelled = -8,
    /// The operating system reported an error.
    Io = -10,
    /// No such file or directory.
    NotFound = -11,
    /// Permission denied.
    Access = -12,
    /// The file exists and must not.
    Exists = -13,
    /// The disk or the quota is full.
    NoSpace = -14,
    /// Memory could not be allocated.
    Memory = -15,
    /// Somebody else holds the lock.
    Busy = -16,
    /// A callback failed or broke its contract.
    Callback = -17,
    /// The file does not begin with the magic bytes of a `.npy`.
    Magic = -20,
    /// A format version that this library does not know.
    Version = -21,
    /// The header is not what the format asks for.
    Header = -22,
    /// The header's `descr` names no dtype.
    Descr = -23,
    /// The file is shorter than its header says.
    Truncated = -24,
    /// The elements are Python objects.
    Object = -25,
    /// No further array follows.
    End = -26,
    /// The archive's records are damaged or contradict each other.
    Archive = -40,
    /// No such member, or a member that cannot be used in this way.
    Member = -41,
    /// A checksum does not match.
    Crc = -42,
    /// A compression method that this library does not know.
    Method = -43,
    /// The member is encrypted.
    Encrypted = -44,
    /// A limit of the caller or of this library was reached.
    Limit = -60,
    /// A bug in this library.
    Internal = -99,
}

impl Status {
    /// Every status, in the order of their codes.
    pub const ALL: [Status; 30] = [
        Status::Argument,
        Status::Size,
        Status::State,
        Status::Dtype,
        Status::Shape,
        Status::Cast,
        Status::Unsupported,
        Status::Cancelled,
        Status::Io,
        Status::NotFound,
        Status::Access,
        Status::Exists,
        Status::NoSpace,
        Status::Memory,
        Status::Busy,
        Status::Callback,
        Status::Magic,
        Status::Version,
        Status::Header,
        Status::Descr,
        Status::Truncated,
        Status::Object,
        Status::End,
        Status::Archive,
        Status::Member,
        Status::Crc,
        Status::Method,
        Status::Encrypted,
        Status::Limit,
        Status::Internal,
    ];

    /// The number of the C API.
    pub const fn code(self) -> i32 {
        self as i32
    }
}

/// An error: its status, the operating system's number if there was one, the
/// byte offset in the file if there is one, and one line of text.
#[derive(thiserror::Error)]
#[error("{}", self.message())]
pub struct Error(Option<Box<Body>>);

/// What an error tells. One without tells that there was no memory for it.
#[derive(Clone)]
struct Body {
    status: Status,
    os_error: i32,
    offset: i64,
    message: Message,
}

impl Error {
    /// An error that belongs to no place in a file.
    #[cold]
    #[inline(never)]
    pub fn new(status: Status, text: fmt::Arguments<'_>) -> Error {
        Error::told(status, -1, text)
    }

    /// An error at byte `offset`.
    #[cold]
    #[inline(never)]
    pub fn at(status: Status, offset: u64, text: fmt::Arguments<'_>) -> Error {
        Error::told(status, i64::try_from(offset).unwrap_or(i64::MAX), text)
    }

    fn told(status: Status, offset: i64, text: fmt::Arguments<'_>) -> Error {
        Error(boxed(Body { status, os_error: 0, offset, message: Message::new(text) }))
    }

    /// An allocation of `bytes` that failed.
    #[cold]
    #[inline(never)]
    pub fn memory(bytes: usize) -> Error {
        Error::new(Status::Memory, format_args!("out of memory: {bytes} bytes could not be allocated"))
    }

    /// The same error after `change`.
    #[inline]
    fn but(mut self, change: impl FnOnce(&mut Body)) -> Error {
        if let Some(body) = &mut self.0 {
            change(body);
        }
        self
    }

    /// The same error with the operating system's number.
    #[cold]
    pub fn with_os_error(self, os_error: i32) -> Error {
        self.but(|body| body.os_error = os_error)
    }

    /// The same error as a fault of the file: what would be the caller's mistake, had the
    /// caller said it, is `status` when a file says it.
    #[cold]
    pub fn of_file(self, status: Status) -> Error {
        self.but(|body| {
            if matches!(body.status, Status::Argument | Status::Dtype | Status::Shape) {
                body.status = status;
            }
        })
    }

    /// The same error, its offset counted from `base` bytes further ahead: for
    /// what was parsed out of the middle of a file.
    #[cold]
    pub fn moved_by(self, base: u64) -> Error {
        self.but(|body| {
            if body.offset >= 0 {
                let base = i64::try_from(base).unwrap_or(i64::MAX);
                body.offset = body.offset.saturating_add(base);
            }
        })
    }

    /// The same error at byte `offset`, unless it has a place already.
    #[cold]
    pub fn or_at(self, offset: u64) -> Error {
        self.but(|body| {
            if body.offset < 0 {
                body.offset = i64::try_from(offset).unwrap_or(i64::MAX);
            }
        })
    }

    /// The same error, its text led by what it happened to: `name` in quotes.
    #[cold]
    pub fn about(self, what: &str, name: &[u8]) -> Error {
        self.but(|body| {
            let name = core::str::from_utf8(name).unwrap_or("?");
            body.message = Message::new(format_args!("{what} '{name}': {}", body.message.as_str()));
        })
    }

    /// What kind of failure this is.
    pub fn status(&self) -> Status {
        self.0.as_ref().map_or(Status::Memory, |body| body.status)
    }

    /// The operating system's error number, or 0.
    pub fn os_error(&self) -> i32 {
        self.0.as_ref().map_or(0, |body| body.os_error)
    }

    /// The byte offset in the file, or -1.
    pub fn offset(&self) -> i64 {
        self.0.as_ref().map_or(-1, |body| body.offset)
    }

    /// One line: what was found and what was expected.
    pub fn message(&self) -> &str {
        self.0.as_ref().map_or("out of memory, even for the text of an error", |body| body.message.as_str())
    }
}

impl Clone for Error {
    fn clone(&self) -> Error {
        Error(self.0.as_deref().and_then(|body| boxed(body.clone())))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}: {}", self.status(), self.offset(), self.message())
    }
}

/// Text of bounded length. What does not fit is cut at a character boundary
/// and ends in `...`.
#[derive(Clone)]
struct Message {
    len: u8,
    bytes: [u8; MESSAGE_CAPACITY],
}

impl Message {
    fn new(text: fmt::Arguments<'_>) -> Message {
        let mut message = Message { len: 0, bytes: [0; MESSAGE_CAPACITY] };
        if message.write_fmt(text).is_err() {
            message.cut();
        }
        message
    }

    #[inline(never)]
    fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or("")
    }

    fn put(&mut self, text: &str) -> fmt::Result {
        let start = usize::from(self.len);
        let end = start + text.len();
        if end > MESSAGE_CAPACITY {
            return Err(fmt::Error);
        }
        self.bytes[start..end].copy_from_slice(text.as_bytes());
        self.len = end as u8;
        Ok(())
    }

    fn cut(&mut self) {
        let mut end = usize::from(self.len).min(MESSAGE_CAPACITY - 3);
        while !self.as_str().is_char_boundary(end) {
            end -= 1;
        }
        self.len = end as u8;
        let _ = self.put("...");
    }
}

impl Write for Message {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.write_char(c))
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        if c.is_control() {
            for escaped in c.escape_default() {
                self.put(escaped.encode_utf8(&mut [0; 4]))?;
            }
            return Ok(());
        }
        self.put(c.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped() {
        let e = Error::new(Status::Header, format_args!("found {}", "a\n\0\u{1b}b"));
        assert_eq!(e.message(), "found a\\n\\u{0}\\u{1b}b");
    }

    #[test]
    fn long_text_is_cut_at_a_character() {
        for shift in 0..4 {
            let pad = &"abc"[..shift % 4];
            let text = "ä".repeat(300);
            let e = Error::new(Status::Header, format_args!("{pad}{text}"));
            assert!(e.message().len() <= MESSAGE_CAPACITY);
            assert!(e.message().ends_with("ä..."), "{}", e.message());
        }
    }

    #[test]
    fn a_text_that_just_fits_is_whole() {
        let text = "x".repeat(MESSAGE_CAPACITY);
        assert_eq!(Error::new(Status::Io, format_args!("{text}")).message(), text);
    }

    #[test]
    fn codes_are_unique_and_negative() {
        for (i, a) in Status::ALL.iter().enumerate() {
            assert!(a.code() < 0);
            for b in &Status::ALL[i + 1..] {
                assert_ne!(a.code(), b.code());
            }
        }
    }

    #[test]
    fn moved_errors_keep_having_no_place() {
        let e = Error::new(Status::Io, format_args!("x")).moved_by(10);
        assert_eq!(e.offset(), -1);
        assert_eq!(Error::at(Status::Io, 5, format_args!("x")).moved_by(10).offset(), 15);
    }
}

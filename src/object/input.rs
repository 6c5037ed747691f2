//! The bytes of a pickle, from any source: asked for no earlier than they are needed from a stream,
//! whose further bytes are somebody else's, and in large pieces from everything else.

use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::{Source, Stream};
use crate::mem::MemMut;

/// What is read at a time.
const STEP: usize = 64 * 1024;

/// A cursor on the bytes of a pickle.
pub(super) struct Input<'s> {
    stream: Box<dyn Stream + 's>,
    /// Whether bytes behind the pickle must not be taken.
    exact: bool,
    buffer: Vec<u8>,
    /// The next byte in the buffer.
    at: usize,
    /// The place of the buffer's first byte.
    base: u64,
    /// Where the pickle begins, and the most bytes that it may have.
    start: u64,
    most: u64,
    /// Up to where a frame says that the pickle goes.
    framed: u64,
}

impl<'s> Input<'s> {
    /// Begins at byte `start` of `source`.
    pub fn open(source: &'s dyn Source, start: u64, most: u64) -> Result<Input<'s>> {
        let checked = source.sum().is_some();
        let base = if checked { 0 } else { start };
        let mut input = Input {
            stream: source.stream_by(base, 1)?,
            exact: source.once(),
            buffer: Vec::new(),
            at: 0,
            base,
            start: base,
            most: most.saturating_add(start - base),
            framed: 0,
        };
        // What is in front of the pickle belongs to what is checked.
        let mut skip = start - base;
        while skip > 0 {
            let step = skip.min(STEP as u64) as usize;
            input.take(step)?;
            skip -= step as u64;
        }
        (input.start, input.most) = (start, most);
        Ok(input)
    }

    /// The place of the next byte in the source.
    pub fn place(&self) -> u64 {
        self.base + self.at as u64
    }

    /// How many bytes of the pickle were taken.
    pub fn taken(&self) -> u64 {
        self.place() - self.start
    }

    /// Says that a frame of so many bytes follows.
    pub fn frame(&mut self, len: u64) {
        self.framed = self.place().saturating_add(len);
    }

    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Result<&[u8]> {
        self.need(n)?;
        self.at += n;
        Ok(&self.buffer[self.at - n..self.at])
    }

    /// The next bytes, as many as the array has.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(self.take(N)?);
        Ok(bytes)
    }

    /// The next `n` bytes in a vector of their own, with room for `more`.
    pub fn vec(&mut self, n: u64, more: usize) -> Result<Vec<u8>> {
        self.allow(n)?;
        let n = usize::try_from(n).map_err(|_| Error::memory(usize::MAX))?;
        let known = n.min(self.buffer.len() - self.at);
        let mut bytes = fallible::vec_with_capacity(known + more)?;
        fallible::extend(&mut bytes, self.take(known)?)?;
        while bytes.len() < n {
            // Never more than was shown to be there and as much again.
            let (have, step) = (bytes.len(), (n - bytes.len()).min(bytes.len().max(STEP)));
            fallible::fill(&mut bytes, 0, step)?;
            let got = self.stream.read(MemMut::from_slice(&mut bytes[have..]))?;
            self.base += got as u64;
            if got < step {
                return Err(self.ended(n));
            }
        }
        Ok(bytes)
    }

    /// The bytes up to the end of the line, which is taken as well.
    pub fn line(&mut self) -> Result<&[u8]> {
        let mut len = 0;
        loop {
            let rest = &self.buffer[self.at..];
            match rest[len..].iter().position(|&b| b == b'\n') {
                Some(more) => {
                    let from = self.at;
                    self.at += len + more + 1;
                    return Ok(&self.buffer[from..from + len + more]);
                }
                None => len = rest.len(),
            }
            self.need(len + 1)?;
        }
    }

    /// Says that the pickle is whole, and checks what the source can check.
    pub fn finish(mut self) -> Result<()> {
        self.stream.finish()
    }

    /// An error at the last byte that was taken.
    #[cold]
    pub fn error(&self, status: Status, text: core::fmt::Arguments<'_>) -> Error {
        Error::at(status, self.place().saturating_sub(1), text)
    }

    fn allow(&self, n: u64) -> Result<()> {
        if self.taken().saturating_add(n) <= self.most {
            return Ok(());
        }
        Err(self.error(
            Status::Limit,
            format_args!("the pickle has more than {} bytes, the limit max_bytes", self.most),
        ))
    }

    #[inline]
    fn need(&mut self, n: usize) -> Result<()> {
        if self.buffer.len() - self.at >= n {
            return Ok(());
        }
        self.fetch(n)
    }

    #[inline(never)]
    fn fetch(&mut self, n: usize) -> Result<()> {
        self.allow(n as u64)?;
        self.buffer.copy_within(self.at.., 0);
        self.buffer.truncate(self.buffer.len() - self.at);
        self.base += self.at as u64;
        self.at = 0;
        while self.buffer.len() < n {
            let have = self.buffer.len();
            let ahead = match self.exact {
                false => STEP as u64,
                true => self.framed.saturating_sub(self.base + have as u64).min(STEP as u64),
            };
            // Never more than was shown to be there and as much again.
            let step = (n - have).max(ahead as usize).min(have.max(STEP));
            // Bytes beyond the limit do not come into the buffer, where nobody would count them.
            let room = self.start.saturating_add(self.most) - (self.base + have as u64);
            let step = step.min(usize::try_from(room).unwrap_or(usize::MAX));
            fallible::fill(&mut self.buffer, 0, step)?;
            let got = self.stream.read(MemMut::from_slice(&mut self.buffer[have..]))?;
            self.buffer.truncate(have + got);
            if got < step && self.buffer.len() < n {
                return Err(self.ended(n));
            }
        }
        Ok(())
    }

    #[cold]
    fn ended(&self, n: usize) -> Error {
        Error::at(
            Status::Truncated,
            self.base + self.buffer.len() as u64,
            format_args!("the pickle ends here, expected {n} bytes more from byte {} on", self.place()),
        )
    }
}

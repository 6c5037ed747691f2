//! What is written of an archive, small pieces gathered.

use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::Sink;
use crate::mem::{Mem, MemMut};

/// Small pieces are gathered up to this.
const ROOM: usize = 64 * 1024;

/// An archive's sink. Bytes go behind the last ones, or (where the sink is positional, or they are still
/// here) to an earlier place. Places count from the beginning of the file that the sink is part of, as in
/// what `zipfile` writes.
pub(super) struct Out {
    sink: Box<dyn Sink>,
    /// Where the sink begins.
    base: u64,
    buffer: Vec<u8>,
    /// Where the buffer begins.
    at: u64,
    /// One past the last byte that the sink may have.
    high: u64,
    /// Whether a stream failed: what it has taken nobody knows.
    broken: bool,
}

impl Out {
    pub fn new(sink: Box<dyn Sink>) -> Out {
        let base = sink.base();
        Out { sink, base, buffer: Vec::new(), at: base, high: base, broken: false }
    }

    /// Whether any place can be written to.
    pub fn positional(&self) -> bool {
        self.sink.positional()
    }

    /// Where the next byte goes.
    pub fn end(&self) -> u64 {
        self.at + self.buffer.len() as u64
    }

    /// Writes behind the last byte.
    pub fn append(&mut self, bytes: Mem<'_>) -> Result<()> {
        if self.buffer.len() + bytes.len() > ROOM {
            self.flush()?;
        }
        if bytes.len() > ROOM {
            self.give(self.at, bytes)?;
            self.at += bytes.len() as u64;
            return Ok(());
        }
        let known = self.buffer.len();
        fallible::fill(&mut self.buffer, 0, bytes.len())?;
        MemMut::from_slice(&mut self.buffer[known..]).copy_from(bytes)
    }

    /// Leaves `len` bytes to be written later.
    pub fn skip(&mut self, len: usize) -> Result<()> {
        if self.buffer.len() + len > ROOM {
            self.flush()?;
        }
        fallible::fill(&mut self.buffer, 0, len)
    }

    /// Writes at an earlier place.
    pub fn put(&mut self, at: u64, bytes: Mem<'_>) -> Result<()> {
        let here = at.checked_sub(self.at).and_then(|from| usize::try_from(from).ok());
        if let Some(room) = here.and_then(|from| self.buffer.get_mut(from..from.checked_add(bytes.len())?)) {
            return MemMut::from_slice(room).copy_from(bytes);
        }
        self.flush()?;
        self.give(at, bytes)
    }

    /// Writes somewhere ahead, where nothing is gathered.
    pub fn put_ahead(&mut self, at: u64, bytes: Mem<'_>) -> Result<()> {
        self.flush()?;
        self.give(at, bytes)
    }

    /// Goes on from `at`, behind which bytes were written by [`put_ahead`](Out::put_ahead).
    pub fn seek(&mut self, at: u64) -> Result<()> {
        self.flush()?;
        self.at = at;
        Ok(())
    }

    /// Forgets what was written from `at` on; `false` if it is out of reach.
    pub fn rewind(&mut self, at: u64) -> bool {
        if self.broken {
            return false;
        }
        match at.checked_sub(self.at).and_then(|len| usize::try_from(len).ok()) {
            Some(len) => self.buffer.truncate(len),
            None if !self.positional() => return false,
            None => {
                self.buffer.clear();
                self.at = at;
            }
        }
        true
    }

    /// Fills `dst` with what was written at `at`.
    pub fn read_back(&mut self, at: u64, dst: MemMut<'_>) -> Result<()> {
        self.flush()?;
        let n = self.sink.read_back(at - self.base, dst)?;
        if n == dst.len() {
            return Ok(());
        }
        Err(Error::at(Status::Io, at + n as u64, format_args!("what was written cannot be read back")))
    }

    /// Claims space up to `size`.
    pub fn reserve(&mut self, size: u64) -> Result<()> {
        self.sink.reserve(size.saturating_sub(self.base))
    }

    fn give(&mut self, at: u64, bytes: Mem<'_>) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if self.sink.positional() {
            // Also of a write that fails something may be there.
            self.high = self.high.max(at + bytes.len() as u64);
            return self.sink.write_at(at - self.base, bytes);
        }
        let given = self.sink.write(Mem::EMPTY, bytes);
        self.broken |= given.is_err();
        given
    }

    /// Hands on what was gathered. If that fails it is still here: it may belong to members that are
    /// complete.
    fn flush(&mut self) -> Result<()> {
        let buffer = core::mem::take(&mut self.buffer);
        let given = self.give(self.at, Mem::from_slice(&buffer));
        self.buffer = buffer;
        given?;
        self.at += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    /// The sink, ready to be told.
    pub fn opened(&mut self) {
        self.sink.opened();
    }

    /// Drops what was forgotten at the end; where that cannot be, goes on behind it.
    pub fn settle(&mut self) -> Result<()> {
        self.flush()?;
        if self.high <= self.at {
            return Ok(());
        }
        match self.sink.cut(self.at - self.base) {
            Ok(()) => self.high = self.at,
            Err(e) if e.status() == Status::Unsupported => self.at = self.high,
            Err(e) => return Err(e),
        }
        Ok(())
    }

    /// Makes everything up to the last byte visible.
    pub fn commit(mut self) -> Result<()> {
        self.flush()?;
        self.sink.commit(self.at - self.base)
    }
}

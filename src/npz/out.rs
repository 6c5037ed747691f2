//! What is written of an archive, small pieces gathered.

use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::Sink;
use crate::mem::{Mem, MemMut};

/// Small pieces are gathered up to this.
const ROOM: usize = 256 * 1024;
/// Larger ones are not copied.
const SMALL: usize = 64 * 1024;
/// What was gathered goes out up to the end of a page: one that is written in two goes costs the system more.
const PAGE: u64 = 4096;
/// From this size on space is claimed for as much again as is there, up to so much.
const EXPECT_FROM: u64 = 256 * 1024;
const EXPECT_MOST: u64 = 8 << 20;

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
    /// Up to here space was claimed.
    expected: u64,
    /// Whether a stream failed: what it has taken nobody knows.
    broken: bool,
}

impl Out {
    pub fn new(sink: Box<dyn Sink>) -> Out {
        let base = sink.base();
        Out { sink, base, buffer: Vec::new(), at: base, high: base, expected: base, broken: false }
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
        if bytes.len() > SMALL {
            self.flush()?;
            self.give(self.at, bytes)?;
            self.at += bytes.len() as u64;
            return Ok(());
        }
        self.make_room(bytes.len())?;
        bytes.append_to(&mut self.buffer)
    }

    /// Leaves `len` bytes to be written later.
    pub fn skip(&mut self, len: usize) -> Result<()> {
        self.make_room(len)?;
        fallible::fill(&mut self.buffer, 0, len)
    }

    /// Writes at an earlier place.
    pub fn put(&mut self, at: u64, bytes: Mem<'_>) -> Result<()> {
        let here = at.checked_sub(self.at).and_then(|from| usize::try_from(from).ok());
        if let Some(room) = here.and_then(|from| self.buffer.get_mut(from..from.checked_add(bytes.len())?)) {
            return MemMut::from_slice(room).copy_from(bytes);
        }
        if at.saturating_add(bytes.len() as u64) > self.at {
            self.flush()?;
        }
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
        self.sink.reserve(size.saturating_sub(self.base))?;
        self.expected = self.expected.max(size);
        Ok(())
    }

    #[inline(never)]
    fn give(&mut self, at: u64, bytes: Mem<'_>) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if self.sink.positional() {
            let end = at + bytes.len() as u64;
            if end > self.expected && end - self.base >= EXPECT_FROM {
                self.expected = end + (end - self.base).min(EXPECT_MOST);
                self.sink.expect(self.expected - self.base);
            }
            // Also of a write that fails something may be there.
            self.high = self.high.max(end);
            return self.sink.write_at(at - self.base, bytes);
        }
        let given = self.sink.write(Mem::EMPTY, bytes);
        self.broken |= given.is_err();
        given
    }

    /// Hands on what was gathered, up to the end of a page, if `len` bytes more have no room.
    fn make_room(&mut self, len: usize) -> Result<()> {
        let known = self.buffer.len();
        if known + len <= ROOM {
            return Ok(());
        }
        let part = (self.end() % PAGE) as usize;
        self.hand_on(known - part.min(known))
    }

    /// Hands on all that was gathered.
    fn flush(&mut self) -> Result<()> {
        self.hand_on(self.buffer.len())
    }

    /// Hands on the first `len` bytes of what was gathered. If that fails they are still here: they may
    /// belong to members that are complete.
    fn hand_on(&mut self, len: usize) -> Result<()> {
        let buffer = core::mem::take(&mut self.buffer);
        let given = self.give(self.at, Mem::from_slice(&buffer[..len]));
        self.buffer = buffer;
        given?;
        self.at += len as u64;
        self.buffer.drain(..len);
        Ok(())
    }

    /// The sink, ready to be told.
    pub fn opened(&mut self) {
        self.sink.opened();
    }

    /// Drops what was forgotten at the end; where that cannot be, goes on behind it. Not much more will come.
    pub fn settle(&mut self) -> Result<()> {
        self.expected = u64::MAX;
        if self.high <= self.end() {
            return Ok(());
        }
        self.flush()?;
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

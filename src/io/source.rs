//! What every place that bytes come from can do.

use super::{Backing, Sum};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::{Mem, MemMut};

/// A place that bytes come from. Offsets count from its beginning.
///
/// A source is shared by all threads that read through a handle, so nothing
/// here moves a cursor that others see.
pub trait Source: Send + Sync {
    /// How many bytes there are, where that is known without reading them.
    fn size(&self) -> Result<Option<u64>>;

    /// Whether [`read_at`](Source::read_at) works. If not, only
    /// [`stream`](Source::stream) does.
    fn positional(&self) -> bool;

    /// Fills `dst` with the bytes from `offset` on and returns how many there
    /// were: fewer than asked for only where the source ends.
    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize>;

    /// All bytes in place, if they are in memory anyway.
    fn memory(&self) -> Option<Mem<'_>> {
        None
    }

    /// The open file that the bytes are in as they are, if there is one: what has it can
    /// be mapped.
    fn backing(&self) -> Option<Backing<'_>> {
        None
    }

    /// Whether each byte is given only once, so that no two cursors see the same.
    fn once(&self) -> bool {
        false
    }

    /// Whether reading calls the caller's functions: no other thread than the caller's may.
    fn calls_back(&self) -> bool {
        false
    }

    /// How many of the first bytes can be had without unpacking more, where those stand apart.
    fn lead(&self) -> Option<u64> {
        None
    }

    /// Where a source that can be read only once stands.
    fn position(&self) -> u64 {
        0
    }

    /// What a cursor from 0 holds all the bytes against when it is finished, if there is such a thing.
    fn sum(&self) -> Option<Sum> {
        None
    }

    /// A fresh cursor at `from`. A source that can be read only once gives one
    /// only from where it stands, else [`Status::State`].
    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>>;

    /// The same, for a reader that allows `threads` threads.
    fn stream_by(&self, from: u64, threads: usize) -> Result<Box<dyn Stream + '_>> {
        let _ = threads;
        self.stream(from)
    }

    /// The same from 0 on, for a reader that has the first bytes already: `head`.
    fn stream_behind<'s>(&'s self, head: Mem<'s>, threads: usize) -> Result<Box<dyn Stream + 's>> {
        let _ = head;
        self.stream_by(0, threads)
    }

    /// Says that opening succeeded: what the caller lent is now ours to close.
    fn opened(&self) {}
}

/// Appends to `bytes` the up to `len` bytes that stand at `offset` of a positional source, and returns how many there were.
/// They are not set to zero first, unless who gives them could say that there are more than there are.
pub fn read_behind(source: &dyn Source, offset: u64, bytes: &mut Vec<u8>, len: usize) -> Result<usize> {
    let known = bytes.len();
    if source.calls_back() {
        fallible::fill(bytes, 0, len)?;
        let n = source.read_at(offset, MemMut::from_slice(&mut bytes[known..]))?;
        bytes.truncate(known + n);
        return Ok(n);
    }
    if known == 0 {
        *bytes = fallible::vec_with_capacity(len)?;
    } else {
        fallible::reserve(bytes, len)?;
    }
    // SAFETY: there is room for so many bytes behind the known ones, and nobody else has it.
    let room = unsafe { MemMut::contiguous(bytes.as_mut_ptr().add(known), len) };
    let n = source.read_at(offset, room)?.min(len);
    // SAFETY: within the capacity, and the source has written them.
    unsafe { bytes.set_len(known + n) };
    Ok(n)
}

/// A private cursor on a source.
pub trait Stream {
    /// Fills `dst` with the next bytes and returns how many there were: fewer
    /// than asked for only at the end.
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize>;

    /// Hands out the next `len` bytes where they are at hand, without copying them: they count as read.
    fn lend(&mut self, len: usize) -> Option<Mem<'_>> {
        let _ = len;
        None
    }

    /// Goes on by so many bytes without a look at them, if it can.
    fn skip(&mut self, by: u64) -> bool {
        let _ = by;
        false
    }

    /// Says that the reader is done. A source with a checksum reads what is
    /// left and compares; the others do nothing.
    fn finish(&mut self) -> Result<()> {
        Ok(())
    }
}

/// The cursor of a source that is positional anyway.
pub(super) struct Positional<'s, S: ?Sized> {
    source: &'s S,
    offset: u64,
}

impl<'s, S: Source + ?Sized> Positional<'s, S> {
    pub(super) fn new(source: &'s S, offset: u64) -> Positional<'s, S> {
        Positional { source, offset }
    }
}

impl<S: Source + ?Sized> Stream for Positional<'_, S> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let n = self.source.read_at(self.offset, dst)?;
        self.offset += n as u64;
        Ok(n)
    }
}

/// The cursor of bytes that are in memory.
pub(super) struct AtHand<'s> {
    left: Mem<'s>,
}

impl<'s> AtHand<'s> {
    pub(super) fn new(bytes: Mem<'s>) -> AtHand<'s> {
        AtHand { left: bytes }
    }
}

impl Stream for AtHand<'_> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let n = dst.len().min(self.left.len());
        dst.sub(0, n)?.copy_from(self.left.sub(0, n)?)?;
        self.left = self.left.sub(n, self.left.len() - n)?;
        Ok(n)
    }

    fn lend(&mut self, len: usize) -> Option<Mem<'_>> {
        let lent = self.left.get(0, len)?;
        self.left = self.left.get(len, self.left.len() - len)?;
        Some(lent)
    }
}

/// The answer of a source without positions to a positional read.
pub(super) fn not_positional() -> Error {
    Error::new(
        Status::Unsupported,
        format_args!("this source is a stream: it can be read only from front to back"),
    )
}

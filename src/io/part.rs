//! A stretch of another source that stands for itself: a member of an archive.

use super::checked::{Checked, Sum};
use super::source::{AtHand, Positional};
use super::{Backing, Source, Stream};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::{try_box, Shared};
use crate::mem::{Mem, MemMut};

/// A source with several owners.
pub type SharedSource = Shared<Box<dyn Source>>;

/// The bytes of a stretch, as they stand.
pub struct Part {
    base: SharedSource,
    at: u64,
    sum: Sum,
}

impl Part {
    /// The `sum.size` bytes of `base` from `at` on.
    pub fn new(base: SharedSource, at: u64, sum: Sum) -> Part {
        Part { base, at, sum }
    }

    fn left(&self, offset: u64, len: usize) -> usize {
        let left = self.sum.size.saturating_sub(offset);
        usize::try_from(left).unwrap_or(usize::MAX).min(len)
    }
}

impl Source for Part {
    fn size(&self) -> Result<Option<u64>> {
        Ok(Some(self.sum.size))
    }

    fn positional(&self) -> bool {
        true
    }

    fn calls_back(&self) -> bool {
        self.base.calls_back()
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let n = self.left(offset, dst.len());
        let at = self.at.checked_add(offset).ok_or_else(beyond)?;
        self.base.read_at(at, dst.sub(0, n)?)
    }

    fn memory(&self) -> Option<Mem<'_>> {
        let (at, size) = (usize::try_from(self.at).ok()?, usize::try_from(self.sum.size).ok()?);
        self.base.memory()?.sub(at, size).ok()
    }

    fn backing(&self) -> Option<Backing<'_>> {
        let backing = self.base.backing()?;
        Some(Backing { offset: backing.offset.checked_add(self.at)?, ..backing })
    }

    fn sum(&self) -> Option<Sum> {
        Some(self.sum)
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        if from == 0 {
            return self.stream_behind(Mem::EMPTY, 1);
        }
        Ok(try_box(Positional::new(self, from))?)
    }

    fn stream_behind<'s>(&'s self, head: Mem<'s>, _threads: usize) -> Result<Box<dyn Stream + 's>> {
        if let Some(bytes) = self.memory() {
            return Ok(try_box(Checked::new(AtHand::new(bytes), self.sum))?);
        }
        let bytes = Behind { head, rest: Positional::new(self, head.len() as u64) };
        Ok(try_box(Checked::by_pieces(bytes, self.sum))?)
    }
}

/// A cursor whose first bytes are known.
struct Behind<'s> {
    head: Mem<'s>,
    rest: Positional<'s, Part>,
}

impl Stream for Behind<'_> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let known = self.head.len().min(dst.len());
        dst.sub(0, known)?.copy_from(self.head.sub(0, known)?)?;
        self.head = self.head.sub(known, self.head.len() - known)?;
        if known == dst.len() {
            return Ok(known);
        }
        Ok(known + self.rest.read(dst.sub(known, dst.len() - known)?)?)
    }

    fn lend(&mut self, len: usize) -> Option<Mem<'_>> {
        let lent = self.head.get(0, len)?;
        self.head = self.head.get(len, self.head.len() - len)?;
        Some(lent)
    }
}

fn beyond() -> Error {
    Error::new(Status::Limit, format_args!("an offset beyond any file"))
}

/// A source without its first bytes.
pub struct Shifted {
    base: Box<dyn Source>,
    by: u64,
}

impl Shifted {
    /// `base` from byte `by` on.
    pub fn new(base: Box<dyn Source>, by: u64) -> Shifted {
        Shifted { base, by }
    }
}

impl Source for Shifted {
    fn size(&self) -> Result<Option<u64>> {
        Ok(self.base.size()?.map(|size| size.saturating_sub(self.by)))
    }

    fn positional(&self) -> bool {
        self.base.positional()
    }

    fn calls_back(&self) -> bool {
        self.base.calls_back()
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        self.base.read_at(self.by.checked_add(offset).ok_or_else(beyond)?, dst)
    }

    fn memory(&self) -> Option<Mem<'_>> {
        let memory = self.base.memory()?;
        let by = usize::try_from(self.by).unwrap_or(usize::MAX).min(memory.len());
        memory.sub(by, memory.len() - by).ok()
    }

    fn backing(&self) -> Option<Backing<'_>> {
        let backing = self.base.backing()?;
        Some(Backing { offset: backing.offset.checked_add(self.by)?, ..backing })
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        self.base.stream(self.by.checked_add(from).ok_or_else(beyond)?)
    }

    fn opened(&self) {
        self.base.opened();
    }
}

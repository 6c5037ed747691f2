//! The bytes in work, and what went before them.

use super::symbols::HISTORY;
use crate::error::{Error, Result};
use crate::fallible;
use crate::mem::{Mem, MemMut};

/// Bytes that are parsed as one.
pub const UNIT: usize = 8 << 10;
/// How far behind the end of its unit a match may be looked for: the longest
/// match, and some.
pub const LOOK: usize = 264;
/// Bytes of the window: what may be referred to, and a good piece of work.
const ROOM: usize = HISTORY + (96 << 10);
/// Loads may go over the end.
const PAD: usize = 128;

/// The window's bytes. That their number is known, and positions are masked, spares a check for each load.
pub type Bytes = [u8; ROOM + PAD];

/// Eight bytes as a number.
#[inline(always)]
pub fn le64(bytes: &Bytes, at: usize) -> u64 {
    let at = at & (ROOM - 1);
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}

/// Memory for `N` items that begin as `item`.
pub fn boxed<T: Copy, const N: usize>(item: T) -> Result<Box<[T; N]>> {
    let mut items = fallible::vec_with_capacity(N)?;
    fallible::fill(&mut items, item, N)?;
    items.into_boxed_slice().try_into().map_err(|_| Error::memory(N))
}

/// A copy of the caller's bytes, because another thread may change those.
pub struct Window {
    pub bytes: Box<Bytes>,
    /// The next byte to be parsed.
    pub next: usize,
    /// Where the bytes end.
    pub end: usize,
}

impl Window {
    pub fn new() -> Result<Window> {
        Ok(Window { bytes: boxed(0)?, next: 0, end: 0 })
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        (self.next, self.end) = (0, 0);
    }

    /// Takes as many bytes from the front of `data` as there is room for.
    pub fn fill<'a>(&mut self, data: Mem<'a>) -> Result<Mem<'a>> {
        let taken = data.len().min(ROOM - self.end);
        let place = &mut self.bytes[self.end..self.end + taken];
        MemMut::from_slice(place).copy_from(data.sub(0, taken)?)?;
        self.end += taken;
        data.sub(taken, data.len() - taken)
    }

    pub fn is_full(&self) -> bool {
        self.end == ROOM
    }

    /// Whether a unit and all that its matches may reach is there.
    pub fn has_unit(&self) -> bool {
        self.end - self.next >= UNIT + LOOK
    }

    /// Makes room by forgetting what no match can reach any more. Returns by how many bytes the rest moved.
    pub fn slide(&mut self) -> usize {
        let by = self.next.saturating_sub(HISTORY);
        self.bytes.copy_within(by..self.end, 0);
        self.next -= by;
        self.end -= by;
        by
    }
}

//! Bytes whose number and CRC-32 were written down when they were stored.

use super::Stream;
use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::{Crc32, MemMut};

/// What is summed up while it is in the cache.
const STEP: usize = 128 * 1024;
/// From this size on bytes are copied past the caches, which they would only run through, and are summed on the way: those in
/// memory from where they lie, others from a piece that stays in the cache.
const LARGE: u64 = 4 << 20;

/// What is known of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How many they are.
    pub size: u64,
    /// Their CRC-32.
    pub crc: u32,
}

/// A cursor from the first byte on, whose [`finish`](Stream::finish) reads what is left and compares.
pub(super) struct Checked<S> {
    inner: S,
    sum: Sum,
    done: u64,
    crc: Crc32,
    /// Whether large ones are read into `piece`, to be summed on their way from there.
    by_pieces: bool,
    piece: Option<Buffer>,
}

impl<S: Stream> Checked<S> {
    /// `inner` must stand at the first byte.
    pub fn new(inner: S, sum: Sum) -> Checked<S> {
        Checked { inner, sum, done: 0, crc: Crc32::new(), by_pieces: false, piece: None }
    }

    /// The same of bytes that cost little to come by: a copy of them is worth a look less.
    pub fn by_pieces(inner: S, sum: Sum) -> Checked<S> {
        Checked { by_pieces: Crc32::sums_on_the_way(), ..Checked::new(inner, sum) }
    }

    fn ends_early(&self) -> Error {
        Error::at(
            Status::Truncated,
            self.done,
            format_args!("the member ends after {} bytes, the directory says {}", self.done, self.sum.size),
        )
    }
}

impl<S: Stream> Stream for Checked<S> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let left = usize::try_from(self.sum.size - self.done).unwrap_or(usize::MAX);
        let want = dst.len().min(left);
        // What comes in small steps is worked on in the cache.
        let large = self.sum.size >= LARGE && want > STEP;
        if large {
            if let Some(bytes) = self.inner.lend(want) {
                self.crc.copy(bytes, dst.sub(0, want)?)?;
                self.done += want as u64;
                return Ok(want);
            }
        }
        if large && self.by_pieces && self.piece.is_none() {
            // Without memory for it it is done as for a few bytes.
            self.piece = Buffer::new(STEP, 64).ok();
        }
        let mut filled = 0;
        while filled < want {
            let len = STEP.min(want - filled);
            let place = dst.sub(filled, len)?;
            let n = match &mut self.piece {
                Some(piece) if large => {
                    let n = self.inner.read(piece.as_mem_mut().sub(0, len)?)?;
                    self.crc.copy(piece.as_mem().sub(0, n)?, place.sub(0, n)?)?;
                    n
                }
                _ => {
                    let n = self.inner.read(place)?;
                    // SAFETY: the stream has just written these bytes.
                    self.crc.add(unsafe { place.sub(0, n)?.as_mem() });
                    n
                }
            };
            self.done += n as u64;
            filled += n;
            if n < len {
                return Err(self.ends_early());
            }
        }
        Ok(filled)
    }

    /// What is at hand is summed up where it lies.
    fn skip(&mut self, by: u64) -> bool {
        let left = self.sum.size - self.done;
        let Some(len) = usize::try_from(by).ok().filter(|_| by <= left) else { return false };
        let Some(bytes) = self.inner.lend(len) else { return false };
        self.crc.add(bytes);
        self.done += by;
        true
    }

    fn finish(&mut self) -> Result<()> {
        let left = usize::try_from(self.sum.size - self.done).unwrap_or(usize::MAX);
        if left > 0 {
            let mut scratch = Buffer::new(left.min(STEP), 64)?;
            while self.read(scratch.as_mem_mut())? > 0 {}
        }
        self.inner.finish()?;
        let found = self.crc.value();
        if found == self.sum.crc {
            return Ok(());
        }
        Err(Error::new(
            Status::Crc,
            format_args!(
                "the member's bytes have CRC-32 {found:08x}, the directory says {:08x}",
                self.sum.crc
            ),
        ))
    }
}

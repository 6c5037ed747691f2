//! Packed bytes made of blocks that can be unpacked alone, in any order and several at once.
//!
//! The list of blocks is a hint from the file. It is used where all its sums fit together, and a block counts
//! only if it unpacks to exactly its size and its CRC-32, and the stream goes on behind it as if there were no
//! list; at the first that does not, the bytes are unpacked from the beginning.

use super::packed::Stretch;
use super::{Inflater, Sum};
use crate::error::{Result, Status};
use crate::fallible;
use crate::mem::{Crc32, Mem, MemMut};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// One block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes that it has packed.
    pub packed: u32,
    /// The CRC-32 of its bytes unpacked.
    pub crc: u32,
}

/// A list of blocks: the first of a size of its own, the others (but for the last) all of one size.
pub struct Blocks {
    lead: u64,
    size: u64,
    blocks: Vec<Block>,
    /// Where each begins in the packed bytes, and where the last ends.
    starts: Vec<u64>,
    sum: Sum,
}

/// A last block of deflate, without bytes. Put behind any other block it ends the stream, and uses exactly
/// these bytes, only if that one ends where a block of the stream does and with a whole byte: then, and
/// only then, is the stream the blocks one behind the other.
const END: [u8; 2] = [0x03, 0x00];

/// Blocks larger than this are not unpacked into memory of ours.
const MOST: u32 = 64 << 20;

impl Blocks {
    /// The list for `packed` bytes that unpack to `sum`; `None` if it cannot be right.
    pub fn new(lead: u32, size: u32, blocks: Vec<Block>, packed: u64, sum: Sum) -> Result<Option<Blocks>> {
        let (lead, size) = (u64::from(lead), u64::from(size));
        let data = sum.size.checked_sub(lead);
        let right = |data: u64| blocks.len() as u64 == 1 + data.div_ceil(size);
        if size == 0 || size > MOST.into() || lead > MOST.into() || !data.is_some_and(right) {
            return Ok(None);
        }
        let mut starts = fallible::vec_with_capacity(blocks.len() + 1)?;
        let mut at = 0u64;
        for block in &blocks {
            fallible::push(&mut starts, at)?;
            at += u64::from(block.packed);
        }
        fallible::push(&mut starts, at)?;
        let list = Blocks { lead, size, blocks, starts, sum };
        Ok((at <= packed && list.crc() == sum.crc).then_some(list))
    }

    /// The sum of all blocks, put together.
    fn crc(&self) -> u32 {
        let mut all = Crc32::new();
        for (i, block) in self.blocks.iter().enumerate() {
            let (from, to) = self.range(i);
            all.append(&Crc32::known(block.crc, to - from));
        }
        all.value()
    }

    /// The bytes that block `index` unpacks to.
    pub(super) fn range(&self, index: usize) -> (u64, u64) {
        let start = |i: usize| match i {
            0 => 0,
            i => (self.lead + (i as u64 - 1).saturating_mul(self.size)).min(self.sum.size),
        };
        (start(index), start(index + 1))
    }

    /// The block that byte `at` is in.
    pub(super) fn find(&self, at: u64) -> usize {
        match at.checked_sub(self.lead) {
            None => 0,
            Some(behind) => 1 + (behind / self.size) as usize,
        }
    }

    fn stretch(&self, all: &Stretch, index: usize) -> Stretch {
        all.part(self.starts[index], self.starts[index + 1])
    }

    /// What the packed bytes have behind the last block.
    pub(super) fn rest(&self, all: &Stretch) -> Stretch {
        all.part(self.starts[self.blocks.len()], all.left())
    }

    /// Unpacks block `index` into `dst`, which has its size; `false` if it is not as the list says.
    pub(super) fn unpack(
        &self,
        all: &Stretch,
        index: usize,
        inflater: &mut Inflater,
        dst: MemMut<'_>,
    ) -> Result<bool> {
        let mut bytes = self.stretch(all, index);
        let len = bytes.left();
        inflater.reset();
        let mut end = Some(END);
        let mut fetch = |room: MemMut<'_>| match bytes.next(room)? {
            0 => end.take().map_or(Ok(0), |end| {
                room.sub(0, end.len())?.copy_from(Mem::from_slice(&end))?;
                Ok(end.len())
            }),
            n => Ok(n),
        };
        let mut more = [0];
        let read = inflater.read(dst, &mut fetch).and_then(|n| {
            Ok(n == dst.len() && inflater.read(MemMut::from_slice(&mut more), &mut fetch)? == 0)
        });
        match read {
            Ok(true) if inflater.ended() && inflater.consumed() == len + END.len() as u64 => {}
            Ok(_) => return Ok(false),
            Err(e) if matches!(e.status(), Status::Archive | Status::Truncated) => return Ok(false),
            Err(e) => return Err(e),
        }
        let mut crc = Crc32::new();
        // SAFETY: the decoder has filled all of it.
        crc.add(unsafe { dst.as_mem() });
        Ok(crc.value() == self.blocks[index].crc)
    }

    /// Unpacks blocks `first` to `last` (not included) into `dst`, by up to `threads` threads.
    pub(super) fn unpack_all(
        &self,
        all: &Stretch,
        (first, last): (usize, usize),
        dst: MemMut<'_>,
        threads: usize,
    ) -> Result<bool> {
        let next = AtomicUsize::new(first);
        let good = AtomicBool::new(true);
        let failure = Mutex::new(None);
        let (base, _) = self.range(first);
        let work = || {
            let done = (|| {
                let mut inflater = Inflater::new()?;
                while good.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= last {
                        break;
                    }
                    let (from, to) = self.range(index);
                    let part = dst.sub((from - base) as usize, (to - from) as usize)?;
                    if !self.unpack(all, index, &mut inflater, part)? {
                        good.store(false, Ordering::Relaxed);
                    }
                }
                Ok(())
            })();
            if let Err(e) = done {
                good.store(false, Ordering::Relaxed);
                failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(e);
            }
        };
        in_threads(threads.min(last - first), &work);
        match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(e) => Err(e),
            None => Ok(good.into_inner()),
        }
    }
}

/// Runs `work` on `threads` threads, this one among them; on fewer where no more can be had.
fn in_threads(threads: usize, work: &(dyn Fn() + Sync)) {
    beside_threads(threads.saturating_sub(1), work, work);
}

/// Runs `own` on this thread and `beside` on so many others; on fewer where no more can be had.
pub(crate) fn beside_threads<T>(threads: usize, beside: &(dyn Fn() + Sync), own: impl FnOnce() -> T) -> T {
    if threads == 0 {
        return own();
    }
    std::thread::scope(|scope| {
        for _ in 0..threads {
            if std::thread::Builder::new().spawn_scoped(scope, beside).is_err() {
                break;
            }
        }
        own()
    })
}

//! Members made of blocks that can be unpacked alone: packed so, and the list of them that stands in the
//! directory (`docs/blocks.md` has the layout).

use super::queue::Queue;
use super::records::{extras, Fields};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::{beside_threads, Block, Blocks, Deflater, Sum};
use crate::mem::{Crc32, Mem, MemMut};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The extra field that the list stands in: "Nz".
pub const LIST: u16 = 0x7a4e;
const VERSION: u8 = 1;
/// Bytes of the list in front of the blocks.
const HEAD: usize = 12;
/// Bytes of each block in the list.
const EACH: usize = 8;
/// As many blocks as an extra field holds, with the one for large sizes beside it.
const MOST: usize = (0xffff - 4 - 28 - HEAD) / EACH;
/// The least that is worth a block of its own.
pub const LEAST: usize = 4096;
/// The most.
pub const LARGEST: usize = 16 << 20;
/// What a stream ends with: a last block of fixed codes that is empty.
const END: [u8; 2] = [0x03, 0x00];

/// The list of blocks in an entry's extra fields; `None` if there is none that can be right.
pub fn parse(extra: &[u8], packed: u64, sum: Sum) -> Result<Option<Blocks>> {
    let Some((_, body)) = extras(extra).flatten().find(|&(id, _)| id == LIST) else { return Ok(None) };
    let fields = Fields(body);
    if body.len() < HEAD + EACH
        || !(body.len() - HEAD).is_multiple_of(EACH)
        || body[..4] != [VERSION, 0, 0, 0]
    {
        return Ok(None);
    }
    let count = (body.len() - HEAD) / EACH;
    let mut blocks = fallible::vec_with_capacity(count)?;
    for i in 0..count {
        let at = HEAD + i * EACH;
        fallible::push(&mut blocks, Block { packed: fields.u32(at), crc: fields.u32(at + 4) })?;
    }
    Blocks::new(fields.u32(8), fields.u32(4), blocks, packed, sum)
}

/// Packs a member in blocks.
pub(super) struct BlockPacker {
    level: u8,
    itemsize: usize,
    /// One for each thread; the others' are made by themselves.
    deflaters: Vec<Mutex<Option<Box<Deflater>>>>,
    /// What was packed and not handed on yet: some blocks, so that nobody waits for the one who hands them on.
    made: Vec<Mutex<Made>>,
    /// Bytes of a block.
    size: usize,
    /// What waits for more.
    pending: Vec<u8>,
    /// Bytes of the first block, unpacked.
    lead: u32,
    blocks: Vec<Block>,
    /// The sum of all but the first.
    sum: Crc32,
}

/// A block that was packed.
#[derive(Default)]
struct Made {
    bytes: Vec<u8>,
    size: u64,
    crc: u32,
}

impl BlockPacker {
    /// Blocks of `size` bytes, by up to `threads` threads at once.
    pub fn new(level: u8, size: usize, threads: usize) -> Result<BlockPacker> {
        let size = size.clamp(LEAST, LARGEST);
        let threads = threads.clamp(1, 256);
        let mut deflaters = fallible::vec_with_capacity(threads)?;
        fallible::push(&mut deflaters, Mutex::new(Some(Deflater::new(level, 0)?)))?;
        for _ in 1..threads {
            fallible::push(&mut deflaters, Mutex::new(None))?;
        }
        let slots = if threads > 1 { 2 * threads } else { 1 };
        let mut made = fallible::vec_with_capacity(slots)?;
        for _ in 0..slots {
            fallible::push(&mut made, Mutex::new(Made::default()))?;
        }
        Ok(BlockPacker {
            level,
            itemsize: 0,
            deflaters,
            made,
            size,
            pending: Vec::new(),
            lead: 0,
            blocks: Vec::new(),
            sum: Crc32::new(),
        })
    }

    /// Back to the beginning, for another member with elements of `itemsize` bytes.
    pub fn reset(&mut self, itemsize: usize) {
        self.itemsize = itemsize;
        for deflater in &self.deflaters {
            if let Some(deflater) = &mut *lock(deflater) {
                deflater.reset(itemsize);
            }
        }
        self.pending.clear();
        self.blocks.clear();
        self.lead = 0;
        self.sum = Crc32::new();
    }

    /// The array's header, a block of its own; `again` leaves its bytes, the last ones handed to `put`, to be
    /// replaced later.
    pub fn lead(&mut self, head: Mem<'_>, again: bool, put: Put<'_>) -> Result<()> {
        let mut first = self.deflaters.first().map(lock);
        let Some(Some(deflater)) = first.as_deref_mut() else { return Err(no_worker()) };
        let mut packed = 0;
        let count = &mut |piece: &[u8]| {
            packed += piece.len();
            put(piece)
        };
        if again {
            deflater.stored(head, count)?;
        } else {
            deflater.write(head, count)?;
            deflater.sync(count)?;
        }
        let mut crc = Crc32::new();
        crc.add(head);
        drop(first);
        self.lead = u32::try_from(head.len()).map_err(|_| no_worker())?;
        fallible::push(&mut self.blocks, Block { packed: packed as u32, crc: crc.value() })
    }

    /// Packs what fills blocks; the rest waits.
    pub fn write(&mut self, bytes: Mem<'_>, put: Put<'_>) -> Result<()> {
        let batch = self.size * self.deflaters.len();
        let mut done = 0;
        while done < bytes.len() {
            let left = bytes.len() - done;
            if self.pending.is_empty() && left >= batch {
                let whole = left - left % batch;
                self.pack(bytes.sub(done, whole)?, put)?;
                done += whole;
                continue;
            }
            let known = self.pending.len();
            let n = left.min(batch - known);
            fallible::fill(&mut self.pending, 0, n)?;
            MemMut::from_slice(&mut self.pending[known..]).copy_from(bytes.sub(done, n)?)?;
            done += n;
            if self.pending.len() == batch {
                self.pack_pending(put)?;
            }
        }
        Ok(())
    }

    /// Packs what waits, and ends the stream.
    pub fn finish(&mut self, put: Put<'_>) -> Result<()> {
        self.pack_pending(put)?;
        put(&END)
    }

    fn pack_pending(&mut self, put: Put<'_>) -> Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let pending = core::mem::take(&mut self.pending);
        let packed = self.pack(Mem::from_slice(&pending), put);
        self.pending = pending;
        self.pending.clear();
        packed
    }

    /// Packs blocks, the last of which may be a shorter one, and hands them on in their order while others are packed.
    fn pack(&mut self, bytes: Mem<'_>, put: Put<'_>) -> Result<()> {
        let BlockPacker { level, itemsize, deflaters, made, size, blocks, sum, .. } = self;
        let (level, itemsize, size) = (*level, *itemsize, *size);
        let (deflaters, made) = (&*deflaters, &*made);
        let queue = Queue::new(bytes.len().div_ceil(size), made.len())?;
        let pack = |index: usize, deflater: &mut Deflater| {
            let from = index * size;
            let part = bytes.sub(from, size.min(bytes.len() - from))?;
            lock(&made[index % made.len()]).pack(part, deflater)
        };
        let next = AtomicUsize::new(1);
        let beside = || {
            let Some(own) = deflaters.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
            let mut own = lock(own);
            queue.work(|index| {
                if own.is_none() {
                    let mut deflater = Deflater::new(level, 0)?;
                    deflater.reset(itemsize);
                    *own = Some(deflater);
                }
                own.as_mut().map_or(Err(no_worker()), |deflater| pack(index, deflater))
            });
        };
        let own = || {
            let mut first = deflaters.first().map(lock);
            let Some(Some(deflater)) = first.as_deref_mut() else { return Err(no_worker()) };
            let hand_on = |index: usize| {
                let made = lock(&made[index % made.len()]);
                put(&made.bytes)?;
                sum.append(&Crc32::known(made.crc, made.size));
                fallible::push(blocks, Block { packed: made.bytes.len() as u32, crc: made.crc })
            };
            queue.lead(|index| pack(index, deflater), hand_on)
        };
        beside_threads(deflaters.len().min(queue.count()).saturating_sub(1), &beside, own)
    }

    /// The sum of all bytes but the array's header.
    pub fn sum(&self) -> &Crc32 {
        &self.sum
    }

    /// The list as an extra field, for a member of `size` bytes whose first block has the sum `lead` now.
    pub fn list(&self, size: u64, lead: u32) -> Result<Vec<u8>> {
        let Some((first, rest)) = self.blocks.split_first() else { return Ok(Vec::new()) };
        // Neighbours are listed as one until all fit.
        let mut together = 1;
        while 1 + rest.len().div_ceil(together) > MOST {
            together *= 2;
        }
        let Ok(block) = u32::try_from(self.size * together) else { return Ok(Vec::new()) };
        let mut list = Vec::new();
        let count = 1 + rest.len().div_ceil(together);
        for bytes in
            [&LIST.to_le_bytes()[..], &((HEAD + EACH * count) as u16).to_le_bytes(), &[VERSION, 0, 0, 0]]
        {
            fallible::extend(&mut list, bytes)?;
        }
        for value in [block, self.lead, first.packed, lead] {
            fallible::extend(&mut list, &value.to_le_bytes())?;
        }
        let mut left = size.saturating_sub(self.lead.into());
        for chunk in rest.chunks(together) {
            let (mut packed, mut crc) = (0u64, Crc32::new());
            for part in chunk {
                let len = left.min(self.size as u64);
                left -= len;
                packed += u64::from(part.packed);
                crc.append(&Crc32::known(part.crc, len));
            }
            let Ok(packed) = u32::try_from(packed) else { return Ok(Vec::new()) };
            fallible::extend(&mut list, &packed.to_le_bytes())?;
            fallible::extend(&mut list, &crc.value().to_le_bytes())?;
        }
        Ok(list)
    }
}

/// Takes packed bytes.
type Put<'a> = &'a mut dyn FnMut(&[u8]) -> Result<()>;

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Made {
    fn pack(&mut self, bytes: Mem<'_>, deflater: &mut Deflater) -> Result<()> {
        self.bytes.clear();
        let made = &mut self.bytes;
        let mut put = |piece: &[u8]| fallible::extend(made, piece);
        deflater.write(bytes, &mut put)?;
        deflater.sync(&mut put)?;
        let mut crc = Crc32::new();
        crc.add(bytes);
        (self.size, self.crc) = (bytes.len() as u64, crc.value());
        Ok(())
    }
}

fn no_worker() -> Error {
    Error::new(Status::Internal, format_args!("a member in blocks without a packer"))
}

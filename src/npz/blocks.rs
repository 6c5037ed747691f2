//! Members made of blocks that can be unpacked alone: packed so, and the list of them that stands in the
//! directory (`docs/blocks.md` has the layout).

use super::records::{extras, Fields};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::{in_threads, Block, Blocks, Deflater, Sum};
use crate::mem::{Crc32, Mem, MemMut};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

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
    /// One for each thread, with what it has made.
    workers: Vec<Mutex<Worker>>,
    /// Bytes of a block.
    size: usize,
    /// What waits for more.
    pending: Vec<u8>,
    /// Bytes of the first block, unpacked.
    lead: u32,
    blocks: Vec<Block>,
}

struct Worker {
    deflater: Box<Deflater>,
    made: Vec<u8>,
    crc: u32,
}

impl BlockPacker {
    /// Blocks of `size` bytes, by up to `threads` threads at once.
    pub fn new(level: u8, size: usize, threads: usize) -> Result<BlockPacker> {
        let size = size.clamp(LEAST, LARGEST);
        let threads = threads.clamp(1, 256);
        let mut workers = fallible::vec_with_capacity(threads)?;
        for _ in 0..threads {
            let worker = Worker { deflater: Deflater::new(level, 0)?, made: Vec::new(), crc: 0 };
            fallible::push(&mut workers, Mutex::new(worker))?;
        }
        Ok(BlockPacker { workers, size, pending: Vec::new(), lead: 0, blocks: Vec::new() })
    }

    /// Back to the beginning, for another member with elements of `itemsize` bytes.
    pub fn reset(&mut self, itemsize: usize) {
        for worker in &mut self.workers {
            worker.get_mut().unwrap_or_else(PoisonError::into_inner).deflater.reset(itemsize);
        }
        self.pending.clear();
        self.blocks.clear();
        self.lead = 0;
    }

    /// The array's header, a block of its own; `again` leaves its bytes, the last ones handed to `put`, to be
    /// replaced later.
    pub fn lead(&mut self, head: Mem<'_>, again: bool, put: Put<'_>) -> Result<()> {
        let Some(worker) = self.workers.first_mut() else { return Err(no_worker()) };
        let worker = worker.get_mut().unwrap_or_else(PoisonError::into_inner);
        let mut packed = 0;
        let count = &mut |piece: &[u8]| {
            packed += piece.len();
            put(piece)
        };
        if again {
            worker.deflater.stored(head, count)?;
        } else {
            worker.deflater.write(head, count)?;
            worker.deflater.sync(count)?;
        }
        let mut crc = Crc32::new();
        crc.add(head);
        self.lead = u32::try_from(head.len()).map_err(|_| no_worker())?;
        fallible::push(&mut self.blocks, Block { packed: packed as u32, crc: crc.value() })
    }

    /// Packs what fills blocks; the rest waits.
    pub fn write(&mut self, bytes: Mem<'_>, put: Put<'_>) -> Result<()> {
        let batch = self.size * self.workers.len();
        let mut done = 0;
        while done < bytes.len() {
            let left = bytes.len() - done;
            if self.pending.is_empty() && left >= batch {
                self.pack(bytes.sub(done, batch)?, put)?;
                done += batch;
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
        let pending = core::mem::take(&mut self.pending);
        let packed = self.pack(Mem::from_slice(&pending), put);
        self.pending = pending;
        self.pending.clear();
        packed
    }

    /// Packs at most one block for each worker.
    fn pack(&mut self, bytes: Mem<'_>, put: Put<'_>) -> Result<()> {
        let count = bytes.len().div_ceil(self.size);
        let next = AtomicUsize::new(0);
        let failure = Mutex::new(None);
        let work = || loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return;
            }
            let from = index * self.size;
            let part = bytes.sub(from, self.size.min(bytes.len() - from));
            let made = part.and_then(|part| {
                self.workers[index].lock().unwrap_or_else(PoisonError::into_inner).pack(part)
            });
            if let Err(e) = made {
                failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(e);
                return;
            }
        };
        in_threads(count, &work);
        if let Some(e) = failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(e);
        }
        for worker in &mut self.workers[..count] {
            let worker = worker.get_mut().unwrap_or_else(PoisonError::into_inner);
            put(&worker.made)?;
            let block = Block { packed: worker.made.len() as u32, crc: worker.crc };
            fallible::push(&mut self.blocks, block)?;
        }
        Ok(())
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

impl Worker {
    fn pack(&mut self, bytes: Mem<'_>) -> Result<()> {
        self.made.clear();
        let made = &mut self.made;
        let mut put = |piece: &[u8]| fallible::extend(made, piece);
        self.deflater.write(bytes, &mut put)?;
        self.deflater.sync(&mut put)?;
        let mut crc = Crc32::new();
        crc.add(bytes);
        self.crc = crc.value();
        Ok(())
    }
}

fn no_worker() -> Error {
    Error::new(Status::Internal, format_args!("a member in blocks without a packer"))
}

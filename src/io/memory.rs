//! Bytes in memory: a block of the caller's to read from, a block of ours to
//! write into.

use super::source::Positional;
use super::{Sink, Source, Stream};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::{try_box, Shared};
use crate::mem::{Mem, MemMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A block of memory that stays where it is while it is read.
pub struct MemorySource {
    bytes: Mem<'static>,
}

impl MemorySource {
    /// Reads from `size` bytes at `data`.
    ///
    /// # Safety
    ///
    /// The bytes must stay readable and unchanged until the source is dropped.
    pub unsafe fn new(data: *const u8, size: usize) -> MemorySource {
        // SAFETY: passed on to the caller.
        let bytes = unsafe { Mem::contiguous(data, size) };
        MemorySource { bytes }
    }
}

impl Source for MemorySource {
    fn size(&self) -> Result<Option<u64>> {
        Ok(Some(self.bytes.len() as u64))
    }

    fn positional(&self) -> bool {
        true
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.bytes.len());
        let n = dst.len().min(self.bytes.len() - from);
        dst.sub(0, n)?.copy_from(self.bytes.sub(from, n)?)?;
        Ok(n)
    }

    fn memory(&self) -> Option<Mem<'_>> {
        Some(self.bytes)
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        Ok(try_box(Positional::new(self, from))?)
    }
}

/// Memory that files are written into, one behind the other, as into a file
/// that stays open.
#[derive(Clone)]
pub struct Memory {
    bytes: Shared<Mutex<Vec<u8>>>,
}

impl Memory {
    /// Memory that holds nothing yet.
    pub fn new() -> Result<Memory> {
        Ok(Memory { bytes: Shared::new(Mutex::new(Vec::new()))? })
    }

    /// What was written by writers that finished.
    pub fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        lock(&self.bytes)
    }
}

/// Writes into a [`Memory`]; what was written is there after the commit.
pub struct MemorySink {
    target: Memory,
    bytes: Mutex<Vec<u8>>,
}

impl MemorySink {
    /// Writes behind what `target` holds.
    pub fn new(target: &Memory) -> MemorySink {
        MemorySink { target: target.clone(), bytes: Mutex::new(Vec::new()) }
    }
}

impl Sink for MemorySink {
    fn positional(&self) -> bool {
        true
    }

    fn write(&mut self, head: Mem<'_>, body: Mem<'_>) -> Result<()> {
        let mut bytes = lock(&self.bytes);
        let end = bytes.len();
        put(&mut bytes, end, head)?;
        put(&mut bytes, end + head.len(), body)
    }

    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        let at = usize::try_from(offset).map_err(|_| Error::memory(usize::MAX))?;
        put(&mut lock(&self.bytes), at, src)
    }

    fn read_back(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let bytes = lock(&self.bytes);
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
        let n = dst.len().min(bytes.len() - from);
        dst.sub(0, n)?.copy_from(Mem::from_slice(&bytes[from..from + n]))?;
        Ok(n)
    }

    fn cut(&mut self, size: u64) -> Result<()> {
        lock(&self.bytes).truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(())
    }

    fn reserve(&mut self, size: u64) -> Result<()> {
        let mut bytes = lock(&self.bytes);
        let size = usize::try_from(size).map_err(|_| Error::memory(usize::MAX))?;
        let more = size.saturating_sub(bytes.len());
        bytes.try_reserve_exact(more).map_err(|_| Error::memory(more))
    }

    fn commit(&mut self, size: u64) -> Result<()> {
        let mut bytes = core::mem::take(&mut *lock(&self.bytes));
        if bytes.len() as u64 != size {
            return Err(Error::new(
                Status::Internal,
                format_args!("{} bytes in memory, expected {size}", bytes.len()),
            ));
        }
        let mut target = lock(&self.target.bytes);
        if target.is_empty() {
            core::mem::swap(&mut *target, &mut bytes);
            return Ok(());
        }
        crate::fallible::extend(&mut target, &bytes)
    }
}

#[inline(never)]
fn lock(bytes: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    bytes.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Copies `src` to `at`; a gap before it is filled with zeros.
fn put(bytes: &mut Vec<u8>, at: usize, src: Mem<'_>) -> Result<()> {
    let end = at.checked_add(src.len()).ok_or_else(|| Error::memory(usize::MAX))?;
    if end > bytes.len() {
        let more = end - bytes.len();
        bytes.try_reserve(more).map_err(|_| Error::memory(more))?;
        let start = bytes.len();
        if start < at {
            crate::fallible::fill(bytes, 0, at - start)?;
        }
    }
    // SAFETY: the capacity reaches `end`, every byte up to it is written
    // before the length covers it, and `src` is readable by its maker's promise.
    unsafe {
        core::ptr::copy_nonoverlapping(src.ptr(), bytes.as_mut_ptr().add(at), src.len());
        if end > bytes.len() {
            bytes.set_len(end);
        }
    }
    Ok(())
}

//! The decoder's memory in one block: the output with its history, the pool of
//! literals, the tables. One block, so that a match and a literal are both a distance
//! from one pointer.

use super::entry::{Entry, LITLEN_BITS};
use super::pair::{AHEAD, COPIES, MARKS};
use crate::error::Result;
use crate::mem::alloc::Buffer;
use crate::mem::{Mem, MemMut};

/// How far back a match can reach. Output begins so far into the block: whatever a
/// damaged stream says, copying from there reads the block's own memory.
pub(super) const HISTORY: usize = 32 * 1024;
/// Where output must stop to be delivered and moved down.
pub(super) const OUTPUT_END: usize = HISTORY + 64 * 1024;
/// The longest match.
const MATCH: usize = 258;
/// What may be written behind that: a match, and what copying in wide pieces writes too
/// much. See `fast`.
const SLACK: usize = 512;

/// Sequences of literals, four bytes each, then every single one.
const POOL_AT: usize = OUTPUT_END + SLACK;
const SEQUENCES: usize = 1024;
const SINGLES_AT: usize = POOL_AT + 4 * SEQUENCES;
/// The end of the pool, which offsets are counted from. Four bytes behind it, where the
/// rest of what is no copy is stored, 16 bytes lie on one line of the cache.
pub(super) const ORIGIN: usize = (SINGLES_AT + 256 + 64).next_multiple_of(64) + 12;
pub(super) const LITLEN_AT: usize = ORIGIN + 52;
/// The main table of 2^11 entries and at most 294 behind it, which is what 286 codes of
/// at most 15 bits need.
const LITLEN_LEN: usize = 2048 + 352;
pub(super) const DISTANCE_AT: usize = LITLEN_AT + LITLEN_LEN * size_of::<Entry>();
/// 2^8 and at most 146.
const DISTANCE_LEN: usize = 256 + 160;
/// The table of literals.
pub(super) const LITERALS_AT: usize = (DISTANCE_AT + DISTANCE_LEN * size_of::<Entry>()).next_multiple_of(64);
const LITERALS_LEN: usize = 1 << LITLEN_BITS;
const TABLES_END: usize = LITERALS_AT + LITERALS_LEN * size_of::<u32>();
/// What was decoded ahead, its matches, and where its tokens begin. See `pair`.
pub(super) const AHEAD_AT: usize = TABLES_END;
pub(super) const COPIES_AT: usize = (AHEAD_AT + AHEAD + SLACK).next_multiple_of(64);
pub(super) const MARKS_AT: usize = COPIES_AT + COPIES * size_of::<u64>();
const SIZE: usize = MARKS_AT + MARKS * size_of::<u16>();

/// Where a literal stands in the pool, below its end.
pub(super) const fn single(byte: u8) -> usize {
    ORIGIN - SINGLES_AT - byte as usize
}

/// Where the sequence number `k` stands.
pub(super) const fn sequence(k: usize) -> usize {
    ORIGIN - POOL_AT - 4 * k
}

/// The block.
pub(super) struct Arena {
    buffer: Buffer,
}

impl Arena {
    pub fn new() -> Result<Arena> {
        let mut arena = Arena { buffer: Buffer::new(SIZE, 64)? };
        // The output stays as it is: the pages of a short stream are never touched.
        // SAFETY: the rest of the block; tables are written as bytes, before anybody
        // has a reference to them.
        unsafe {
            let base = arena.base();
            base.add(POOL_AT).write_bytes(0, TABLES_END - POOL_AT);
            for byte in 0..=255 {
                base.add(ORIGIN - single(byte)).write(byte);
            }
        }
        Ok(arena)
    }

    /// The block's first byte. All of it may be read and written; output that was not
    /// written yet holds anything.
    pub fn base(&mut self) -> *mut u8 {
        self.buffer.as_mem_mut().ptr()
    }

    /// Output that was written.
    pub fn output(&self, from: usize, len: usize) -> Result<Mem<'_>> {
        self.buffer.as_mem().sub(from, len)
    }

    /// Output that is to be written.
    pub fn output_mut(&mut self, from: usize, len: usize) -> Result<MemMut<'_>> {
        self.buffer.as_mem_mut().sub(from, len)
    }

    /// Puts a byte at `out`.
    pub fn push(&mut self, out: usize, byte: u8) {
        assert!(out < OUTPUT_END + SLACK);
        // SAFETY: inside of the output.
        unsafe { self.base().add(out).write(byte) };
    }

    /// Repeats what stands `distance` before `out`, which must have been written, byte by
    /// byte: it may overlap with what it becomes.
    pub fn repeat(&mut self, out: usize, distance: usize, len: usize) {
        assert!((1..=out).contains(&distance) && len <= MATCH && out + len <= OUTPUT_END + SLACK);
        for to in out..out + len {
            // SAFETY: inside of the output, and written.
            unsafe { self.base().add(to).write(self.base().add(to - distance).read()) };
        }
    }

    /// Keeps the history of the output at `out` and makes room behind it.
    pub fn move_down(&mut self, out: usize) -> Result<()> {
        self.buffer.move_down(out - HISTORY, HISTORY)
    }

    /// The table of literals and lengths, and the pool's room for sequences.
    pub fn litlen(&mut self) -> (&mut [Entry], &mut [[u8; 4]]) {
        // SAFETY: two parts of the block that do not overlap, aligned, written in `new`.
        unsafe {
            let base = self.base();
            (
                core::slice::from_raw_parts_mut(base.add(LITLEN_AT).cast(), LITLEN_LEN),
                core::slice::from_raw_parts_mut(base.add(POOL_AT).cast(), SEQUENCES),
            )
        }
    }

    /// The table of literals.
    pub fn literals(&mut self) -> &mut [u32; LITERALS_LEN] {
        // SAFETY: a part of the block, aligned, written in `new`.
        unsafe { &mut *self.base().add(LITERALS_AT).cast() }
    }

    /// The table of distances.
    pub fn distances(&mut self) -> &mut [Entry] {
        // SAFETY: a part of the block, aligned, written in `new`.
        unsafe { core::slice::from_raw_parts_mut(self.base().add(DISTANCE_AT).cast(), DISTANCE_LEN) }
    }
}

const _: () =
    assert!(LITLEN_AT.is_multiple_of(align_of::<Entry>()) && DISTANCE_AT.is_multiple_of(align_of::<Entry>()));
// What is below the end of the pool is told apart from a distance by its sign alone.
const _: () = assert!(sequence(0) < 1 << 16 && single(255) > 8 + 16);

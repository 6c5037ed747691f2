//! The caller's memory, never as a Rust slice: two threads may fill interleaved
//! parts of one block, ghost cells may be written while the interior is read, and
//! what is to be written may be uninitialised.

use super::past;
use crate::error::{Error, Result, Status};
use crate::fallible;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

/// Bytes that may be read: those from `low` to `high` around a base pointer.
#[derive(Clone, Copy)]
pub struct Mem<'a> {
    base: *const u8,
    low: isize,
    high: isize,
    life: PhantomData<&'a [u8]>,
}

/// Bytes that may be written, initialised or not.
#[derive(Clone, Copy)]
pub struct MemMut<'a> {
    base: *mut u8,
    low: isize,
    high: isize,
    life: PhantomData<&'a [MaybeUninit<u8>]>,
}

// SAFETY: a view is an address and a promise of its maker that the bytes may be
// read while it lives; that holds on every thread.
unsafe impl Send for Mem<'_> {}
// SAFETY: as above.
unsafe impl Sync for Mem<'_> {}
// SAFETY: the maker promised that nobody else touches what is written through
// the view; threads that share one write to parts that do not overlap.
unsafe impl Send for MemMut<'_> {}
// SAFETY: as above.
unsafe impl Sync for MemMut<'_> {}

impl<'a> Mem<'a> {
    /// No bytes.
    pub const EMPTY: Mem<'static> = Mem { base: core::ptr::null(), low: 0, high: 0, life: PhantomData };

    /// The bytes from `base + low` to `base + high`.
    ///
    /// # Safety
    ///
    /// They must be readable while the view and its copies are used.
    pub unsafe fn new(base: *const u8, low: isize, high: isize) -> Mem<'a> {
        Mem { base, low, high: high.max(low), life: PhantomData }
    }

    /// `len` bytes from `base` on.
    ///
    /// # Safety
    ///
    /// As for [`new`](Mem::new). `base` may be NULL if `len` is 0.
    pub unsafe fn contiguous(base: *const u8, len: usize) -> Mem<'a> {
        // SAFETY: passed on to the caller; no object is larger than isize::MAX.
        unsafe { Mem::new(base, 0, isize::try_from(len).unwrap_or(isize::MAX)) }
    }

    /// The bytes of a slice.
    pub fn from_slice(bytes: &'a [u8]) -> Mem<'a> {
        // SAFETY: the borrow keeps them readable.
        unsafe { Mem::contiguous(bytes.as_ptr(), bytes.len()) }
    }

    /// How many bytes the view reaches over.
    pub fn len(self) -> usize {
        self.high.wrapping_sub(self.low) as usize
    }

    /// Whether it reaches over none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The first byte that may be read.
    pub fn ptr(self) -> *const u8 {
        self.base.wrapping_offset(self.low)
    }

    /// The base, from which [`at`](Mem::at) counts.
    pub fn base(self) -> *const u8 {
        self.base
    }

    /// Appends the bytes to `vec`.
    pub fn append_to(self, vec: &mut Vec<u8>) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        // SAFETY: the view's maker promised that the bytes may be read, and they are one run.
        fallible::extend(vec, unsafe { core::slice::from_raw_parts(self.ptr(), self.len()) })
    }

    /// The part of `len` bytes from byte `offset` of the view on.
    pub fn sub(self, offset: usize, len: usize) -> Result<Mem<'a>> {
        self.get(offset, len).ok_or_else(|| outside(offset as isize, len))
    }

    /// The same, for those who only want to know whether it is there.
    pub fn get(self, offset: usize, len: usize) -> Option<Mem<'a>> {
        let end = offset.checked_add(len).filter(|&end| end <= self.len())?;
        let low = self.low.wrapping_add(offset as isize);
        Some(Mem {
            base: self.base.wrapping_offset(low),
            low: 0,
            high: (end - offset) as isize,
            life: PhantomData,
        })
    }

    /// The part of `len` bytes that begins `offset` bytes from the base.
    pub fn at(self, offset: isize, len: usize) -> Result<Mem<'a>> {
        let from = offset.checked_sub(self.low).and_then(|n| usize::try_from(n).ok());
        self.sub(from.ok_or_else(|| outside(offset, len))?, len)
    }

    /// Whether all bytes from `low` to `high` around the base may be read.
    pub(super) fn covers(self, low: isize, high: isize) -> bool {
        self.low <= low && high <= self.high
    }
}

impl<'a> MemMut<'a> {
    /// The bytes from `base + low` to `base + high`.
    ///
    /// # Safety
    ///
    /// They must be writable while the view and its copies are used, and whoever
    /// else touches them must know.
    pub unsafe fn new(base: *mut u8, low: isize, high: isize) -> MemMut<'a> {
        MemMut { base, low, high: high.max(low), life: PhantomData }
    }

    /// `len` bytes from `base` on.
    ///
    /// # Safety
    ///
    /// As for [`new`](MemMut::new). `base` may be NULL if `len` is 0.
    pub unsafe fn contiguous(base: *mut u8, len: usize) -> MemMut<'a> {
        // SAFETY: passed on to the caller; no object is larger than isize::MAX.
        unsafe { MemMut::new(base, 0, isize::try_from(len).unwrap_or(isize::MAX)) }
    }

    /// The bytes of a slice of ours.
    pub fn from_slice(bytes: &'a mut [u8]) -> MemMut<'a> {
        // SAFETY: the borrow keeps them writable and to ourselves.
        unsafe { MemMut::contiguous(bytes.as_mut_ptr(), bytes.len()) }
    }

    /// How many bytes the view reaches over.
    pub fn len(self) -> usize {
        self.high.wrapping_sub(self.low) as usize
    }

    /// Whether it reaches over none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The first byte that may be written.
    pub fn ptr(self) -> *mut u8 {
        self.base.wrapping_offset(self.low)
    }

    /// The base, from which [`at`](MemMut::at) counts.
    pub fn base(self) -> *mut u8 {
        self.base
    }

    /// The part of `len` bytes from byte `offset` of the view on.
    pub fn sub(self, offset: usize, len: usize) -> Result<MemMut<'a>> {
        let end = offset.checked_add(len).filter(|&end| end <= self.len());
        let end = end.ok_or_else(|| outside(offset as isize, len))?;
        let low = self.low.wrapping_add(offset as isize);
        Ok(MemMut {
            base: self.base.wrapping_offset(low),
            low: 0,
            high: (end - offset) as isize,
            life: PhantomData,
        })
    }

    /// The part of `len` bytes that begins `offset` bytes from the base.
    pub fn at(self, offset: isize, len: usize) -> Result<MemMut<'a>> {
        let from = offset.checked_sub(self.low).and_then(|n| usize::try_from(n).ok());
        self.sub(from.ok_or_else(|| outside(offset, len))?, len)
    }

    /// Fills the view with the bytes of `src`, which must be as many.
    pub fn copy_from(self, src: Mem<'_>) -> Result<()> {
        if src.len() != self.len() {
            return Err(outside(0, src.len()));
        }
        if !src.is_empty() {
            // SAFETY: both views' makers promised these bytes; `copy` allows overlap.
            unsafe { core::ptr::copy(src.ptr(), self.ptr(), src.len()) };
        }
        Ok(())
    }

    /// The same for a piece of much, from other memory: past the caches.
    pub fn copy_past_from(self, src: Mem<'_>) -> Result<()> {
        if src.len() != self.len() {
            return Err(outside(0, src.len()));
        }
        let (from, to) = (src.ptr() as usize, self.ptr() as usize);
        if from.abs_diff(to) < src.len() {
            return self.copy_from(src);
        }
        // SAFETY: both views' makers promised these bytes, and none is in both.
        unsafe { past::streamed(src.ptr(), self.ptr(), src.len()) };
        Ok(())
    }

    /// The same bytes, to be read.
    ///
    /// # Safety
    ///
    /// They must have been written.
    pub unsafe fn as_mem(self) -> Mem<'a> {
        Mem { base: self.base, low: self.low, high: self.high, life: PhantomData }
    }

    /// Whether all bytes from `low` to `high` around the base may be written.
    pub(super) fn covers(self, low: isize, high: isize) -> bool {
        self.low <= low && high <= self.high
    }
}

#[cold]
fn outside(offset: isize, len: usize) -> Error {
    Error::new(
        Status::Internal,
        format_args!("{len} bytes at {offset} lie outside of the memory that was given"),
    )
}

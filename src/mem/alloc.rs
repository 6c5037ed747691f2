//! Memory that may not be had: boxes, shared values and aligned blocks whose
//! allocation can fail.

use super::{Mem, MemMut};
use crate::boxed::boxed;
use crate::error::{Error, Result};
use core::ops::Deref;
use core::ptr::NonNull;
use std::alloc::{alloc, dealloc, Layout};
use std::sync::atomic::{fence, AtomicUsize, Ordering};

/// A box, or the error that there is no memory for it.
pub fn try_box<T>(value: T) -> Result<Box<T>> {
    boxed(value).ok_or_else(|| Error::memory(size_of::<T>()))
}

/// A value with several owners, on any threads. What `std::sync::Arc` is, but for
/// an allocation that may fail.
pub struct Shared<T> {
    inner: NonNull<Inner<T>>,
}

struct Inner<T> {
    owners: AtomicUsize,
    value: T,
}

// SAFETY: as for `Arc`: all owners may read the value at once, and any of them
// may be the one that drops it.
unsafe impl<T: Send + Sync> Send for Shared<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for Shared<T> {}

impl<T> Shared<T> {
    /// A value with one owner.
    pub fn new(value: T) -> Result<Shared<T>> {
        let inner = try_box(Inner { owners: AtomicUsize::new(1), value })?;
        Ok(Shared { inner: NonNull::from(Box::leak(inner)) })
    }

    fn inner(&self) -> &Inner<T> {
        // SAFETY: the value lives as long as it has an owner, which `self` is.
        unsafe { self.inner.as_ref() }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        self.inner().owners.fetch_add(1, Ordering::Relaxed);
        Shared { inner: self.inner }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner().value
    }
}

impl<T> Drop for Shared<T> {
    fn drop(&mut self) {
        if self.inner().owners.fetch_sub(1, Ordering::Release) == 1 {
            // What other owners did happens before the value goes.
            fence(Ordering::Acquire);
            // SAFETY: the last owner; the box was leaked in `new`.
            drop(unsafe { Box::from_raw(self.inner.as_ptr()) });
        }
    }
}

/// Blocks from this size on get large pages.
const LARGE: usize = 4 << 20;
const LARGE_PAGE: usize = 2 << 20;

/// A block of bytes.
pub struct Buffer {
    start: NonNull<u8>,
    len: usize,
    layout: Option<Layout>,
}

// SAFETY: the block belongs to the buffer, as in a vector.
unsafe impl Send for Buffer {}
// SAFETY: as above.
unsafe impl Sync for Buffer {}

impl Buffer {
    /// `len` bytes, aligned to `align` (a power of two) at least. They hold anything
    /// until they are written: whoever reads from the view before reads rubbish.
    pub fn new(len: usize, align: usize) -> Result<Buffer> {
        // Large blocks begin on a large page: a page fault for every 4 KiB costs as
        // much as copying them.
        let large = len >= LARGE;
        let align = if large { align.max(LARGE_PAGE) } else { align };
        let layout = Layout::from_size_align(len, align).map_err(|_| Error::memory(len))?;
        if len == 0 {
            return Ok(Buffer { start: NonNull::dangling(), len, layout: None });
        }
        // SAFETY: the layout is not empty.
        let start = NonNull::new(unsafe { alloc(layout) }).ok_or_else(|| Error::memory(len))?;
        if large {
            super::pages::prefer_large(start.as_ptr(), len);
        }
        Ok(Buffer { start, len, layout: Some(layout) })
    }

    /// How many bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes, to be read.
    pub fn as_mem(&self) -> Mem<'_> {
        // SAFETY: the block lives as long as the borrow.
        unsafe { Mem::contiguous(self.start.as_ptr(), self.len) }
    }

    /// The bytes, to be written.
    pub fn as_mem_mut(&mut self) -> MemMut<'_> {
        // SAFETY: the block lives as long as the borrow, which is the only one.
        unsafe { MemMut::contiguous(self.start.as_ptr(), self.len) }
    }

    /// Moves the `len` bytes at `from` to the beginning.
    pub fn move_down(&mut self, from: usize, len: usize) -> Result<()> {
        let src = self.as_mem().sub(from, len)?;
        // SAFETY: the same block; `copy_from` allows overlap.
        let src = unsafe { Mem::contiguous(src.ptr(), src.len()) };
        self.as_mem_mut().sub(0, len)?.copy_from(src)
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if let Some(layout) = self.layout {
            // SAFETY: the block came from `alloc` with this layout.
            unsafe { dealloc(self.start.as_ptr(), layout) };
        }
    }
}

//! Files in the address space.

use super::file::File;
use super::{errno, last_error, mmap, offset};
use crate::error::{Error, Result};
use core::ffi::c_int;
use core::ptr::NonNull;

/// What may be done to mapped bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// They are read.
    Read,
    /// They are written, and so is the file.
    Write,
    /// They are written, and the file stays as it is.
    Private,
}

/// Whole pages of a file, mapped; at least one.
pub struct Region {
    start: NonNull<u8>,
    len: usize,
}

// SAFETY: a region is an address and a length; who may touch the bytes is its
// owner's affair, as with any block of memory.
unsafe impl Send for Region {}
// SAFETY: as above.
unsafe impl Sync for Region {}

impl Region {
    /// Maps `len` bytes (not 0) of `file` from `from` on, which is a multiple of [`page`].
    pub fn new(file: &File, from: u64, len: usize, access: Access) -> Result<Region> {
        let (protection, flags) = match access {
            Access::Read => (libc::PROT_READ, libc::MAP_SHARED),
            Access::Write => (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED),
            // Without a claim on swap for pages that may never be written to: the file may
            // be larger than all memory.
            Access::Private => (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_NORESERVE),
        };
        // SAFETY: a new mapping at a place of the system's choice touches none of ours.
        let start = unsafe { mmap(core::ptr::null_mut(), len, protection, flags, file.fd(), offset(from)?) };
        if start == libc::MAP_FAILED {
            return Err(last_error("cannot map the file"));
        }
        match NonNull::new(start.cast()) {
            Some(start) => Ok(Region { start, len }),
            None => Err(Error::memory(len)),
        }
    }

    /// The first byte.
    pub fn start(&self) -> *mut u8 {
        self.start.as_ptr()
    }

    /// Reads all pages in, so that what cannot be read is an error now and not a signal
    /// later. `false` if the system cannot do that.
    #[cfg(target_os = "linux")]
    pub fn populate(&self, access: Access) -> Result<bool> {
        let advice =
            if access == Access::Write { libc::MADV_POPULATE_WRITE } else { libc::MADV_POPULATE_READ };
        loop {
            // SAFETY: the region is mapped; its pages are brought in and no byte changes.
            if unsafe { libc::madvise(self.start().cast(), self.len, advice) } == 0 {
                return Ok(true);
            }
            match errno() {
                libc::EINTR | libc::EAGAIN => {}
                libc::EINVAL | libc::ENOSYS => return Ok(false),
                _ => return Err(last_error("cannot read the mapped file in")),
            }
        }
    }

    /// Other systems have no such thing.
    #[cfg(not(target_os = "linux"))]
    pub fn populate(&self, _access: Access) -> Result<bool> {
        Ok(false)
    }

    /// Waits until what was stored is on the disk.
    pub fn sync(&self) -> Result<()> {
        const WAIT: c_int = libc::MS_SYNC;
        // SAFETY: the region is mapped.
        if unsafe { libc::msync(self.start().cast(), self.len, WAIT) } < 0 {
            return Err(last_error("cannot write the mapped elements to the disk"));
        }
        Ok(())
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: the region is ours and nobody uses it after this.
        unsafe { libc::munmap(self.start().cast(), self.len) };
    }
}

/// The bytes of a page.
pub fn page() -> usize {
    // SAFETY: no memory is touched.
    let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(page).unwrap_or(1 << 16)
}

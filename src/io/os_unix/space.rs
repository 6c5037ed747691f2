//! Space on the disk, before anything is written to it.

use super::file::File;
use super::{errno, last_error, offset};
use crate::error::Result;
use crate::fallible;
use crate::mem::Mem;

impl File {
    /// Claims space for `size` bytes, so that a full disk is found before the
    /// first byte is written. A file system that cannot say so is no error.
    pub fn reserve(&self, size: u64) -> Result<()> {
        #[cfg(target_os = "linux")]
        self.allocate(size)?;
        #[cfg(not(target_os = "linux"))]
        offset(size)?;
        Ok(())
    }

    /// Makes an empty file `size` bytes long, zeros that have their space for sure: what is
    /// stored into a mapping later cannot be told that the disk is full.
    pub fn claim(&self, size: u64) -> Result<()> {
        if size == 0 || self.allocate(size)? {
            return self.set_size(size);
        }
        // Made when they are wanted: as a constant they would be bytes of the library.
        let mut zeros = Vec::new();
        fallible::fill(&mut zeros, 0, size.min(1 << 16) as usize)?;
        let mut done = 0;
        while done < size {
            let n = (size - done).min(zeros.len() as u64);
            self.write_at(done, Mem::from_slice(&zeros[..n as usize]))?;
            done += n;
        }
        Ok(())
    }

    /// `false` if the file system cannot allocate ahead.
    #[cfg(target_os = "linux")]
    fn allocate(&self, size: u64) -> Result<bool> {
        loop {
            // SAFETY: no memory is touched.
            if unsafe { libc::fallocate64(self.fd(), 0, 0, offset(size)?) } == 0 {
                return Ok(true);
            }
            match errno() {
                libc::EINTR => {}
                libc::EOPNOTSUPP | libc::ENOSYS | libc::EINVAL | libc::ENODEV | libc::ESPIPE => {
                    return Ok(false)
                }
                _ => return Err(last_error("cannot reserve the file's space")),
            }
        }
    }

    #[cfg(target_vendor = "apple")]
    fn allocate(&self, size: u64) -> Result<bool> {
        let mut store = libc::fstore_t {
            fst_flags: libc::F_ALLOCATEALL,
            fst_posmode: libc::F_PEOFPOSMODE,
            fst_offset: 0,
            fst_length: offset(size)?,
            fst_bytesalloc: 0,
        };
        // SAFETY: the struct lives through the call.
        if unsafe { libc::fcntl(self.fd(), libc::F_PREALLOCATE, &raw mut store) } == 0 {
            return Ok(true);
        }
        match errno() {
            libc::ENOTSUP | libc::EINVAL => Ok(false),
            _ => Err(last_error("cannot reserve the file's space")),
        }
    }

    /// Elsewhere only writing makes sure.
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn allocate(&self, size: u64) -> Result<bool> {
        offset(size).map(|_| false)
    }
}

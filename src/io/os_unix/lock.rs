//! Who else writes to a file.

use super::file::File;
use super::{errno, last_error};
use crate::error::Result;

/// What trying to lock a file gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Nobody else has it, as long as this descriptor and its copies are open.
    Held,
    /// Somebody else has it.
    Busy,
    /// This file system has no locks.
    Unknown,
}

impl File {
    /// Tries to lock the file against other writers. The lock is the open file's: a
    /// second descriptor meets it in the same process too, and a forked child shares it.
    pub fn lock(&self) -> Result<Lock> {
        loop {
            // SAFETY: no memory is touched.
            if unsafe { libc::flock(self.fd(), libc::LOCK_EX | libc::LOCK_NB) } == 0 {
                return Ok(Lock::Held);
            }
            match errno() {
                libc::EINTR => {}
                libc::EWOULDBLOCK => return Ok(Lock::Busy),
                // EBADF: some network file systems lock only what is open for writing.
                libc::ENOLCK | libc::ENOSYS | libc::ENOTSUP | libc::EINVAL | libc::EBADF => {
                    return Ok(Lock::Unknown)
                }
                _ => return Err(last_error("cannot lock the file")),
            }
        }
    }

    /// Gives the lock back, also where a forked child has the file open still.
    pub fn unlock(&self) {
        // SAFETY: no memory is touched. A failure leaves what closing ends anyway.
        unsafe { libc::flock(self.fd(), libc::LOCK_UN) };
    }
}

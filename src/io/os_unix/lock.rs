//! Who else uses a file: locks among writers, and being alone with a file.

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

/// Whether others have a file open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// Nobody has, and who opens it waits.
    None,
    /// Somebody has.
    Others,
    /// This system, or this file system, cannot say.
    Unknown,
}

impl File {
    /// Tries to lock the file against other writers. The lock is the open file's: a
    /// second descriptor meets it in the same process too, and a forked child shares it.
    #[inline(never)]
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

    /// Does `work` while nobody else has the file open or mapped; whoever opens it
    /// meanwhile waits until the work is done. Without being alone nothing is done. Readers come
    /// and go, so it may be tried a few times.
    #[cfg(target_os = "linux")]
    pub fn alone(&self, tries: usize, work: impl FnOnce() -> Result<()>) -> Result<Company> {
        match self.lease(tries) {
            Company::None => {}
            other => return Ok(other),
        }
        let done = work();
        // SAFETY: no memory is touched; it cannot fail for a lease that is held.
        unsafe { libc::fcntl(self.fd(), libc::F_SETLEASE, libc::F_UNLCK) };
        done.map(|()| Company::None)
    }

    /// Other systems have no such thing.
    #[cfg(not(target_os = "linux"))]
    pub fn alone(&self, _tries: usize, _work: impl FnOnce() -> Result<()>) -> Result<Company> {
        Ok(Company::Unknown)
    }

    /// A lease is refused while others have the file open; it is held for microseconds.
    #[cfg(target_os = "linux")]
    fn lease(&self, tries: usize) -> Company {
        for turn in 0..tries {
            if turn > 0 {
                // SAFETY: no arguments.
                unsafe { libc::sched_yield() };
            }
            // SAFETY: no memory is touched. The signal that tells of an opener is set
            // anew each time, because giving a lease back forgets it: SIGURG, which
            // is ignored unless somebody asked for it, and not SIGIO, which kills.
            let (signal, lease) = unsafe {
                let signal = libc::fcntl(self.fd(), F_SETSIG, libc::SIGURG);
                if signal < 0 {
                    return Company::Unknown;
                }
                (signal, libc::fcntl(self.fd(), libc::F_SETLEASE, libc::F_WRLCK))
            };
            if signal == 0 && lease == 0 {
                return Company::None;
            }
            if errno() != libc::EAGAIN {
                return Company::Unknown;
            }
        }
        Company::Others
    }
}

/// Which signal a descriptor sends; the same on all architectures of Linux.
#[cfg(target_os = "linux")]
const F_SETSIG: core::ffi::c_int = 10;

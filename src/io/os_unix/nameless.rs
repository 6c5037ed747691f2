//! Files that have no name until they are given one.

use super::file::File;
use super::path::Path;
#[cfg(target_os = "linux")]
use super::{errno, last_error};
use crate::error::Result;
#[cfg(not(target_os = "linux"))]
use crate::error::{Error, Status};

impl File {
    /// Makes a file in `directory` that has no name and is gone when it is closed, unless it is given one before; none if
    /// this file system has no such thing, or anything else is in the way.
    #[cfg(target_os = "linux")]
    pub fn create_nameless(directory: &Path) -> Option<File> {
        File::opened(directory, libc::O_RDWR | libc::O_TMPFILE, 0o666)
    }

    /// Other systems have no such thing.
    #[cfg(not(target_os = "linux"))]
    pub fn create_nameless(_directory: &Path) -> Option<File> {
        None
    }

    /// Gives a file without a name the name `to`, which nothing must have.
    #[cfg(target_os = "linux")]
    pub fn link_nameless(&self, to: &Path) -> Result<()> {
        const WHAT: &str = "cannot put the finished file in its place";
        let here = libc::AT_FDCWD;
        // SAFETY: both paths are NUL-terminated.
        if unsafe { libc::linkat(self.fd(), c"".as_ptr(), here, to.as_ptr(), libc::AT_EMPTY_PATH) } == 0 {
            return Ok(());
        }
        if errno() == libc::EEXIST {
            return Err(last_error(WHAT));
        }
        // Old kernels want a privilege for that, but not for the way through their list of what is open.
        let mut text = [0u8; 32];
        let mut rest = &mut text[..31];
        let _ = std::io::Write::write_fmt(&mut rest, format_args!("/proc/self/fd/{}", self.fd()));
        let from = text.as_ptr().cast();
        // SAFETY: as above; behind the text are zeros.
        if unsafe { libc::linkat(here, from, here, to.as_ptr(), libc::AT_SYMLINK_FOLLOW) } == 0 {
            return Ok(());
        }
        Err(last_error(WHAT))
    }

    /// Other systems have no files without names.
    #[cfg(not(target_os = "linux"))]
    pub fn link_nameless(&self, _to: &Path) -> Result<()> {
        Err(Error::new(Status::Internal, format_args!("this system has no files without names")))
    }
}

//! What is done to names.

use super::file::{File, FileKind};
use super::{errno, last_error};
use crate::error::Result;
use core::ffi::{c_char, CStr};
use core::mem::MaybeUninit;

/// A path as the platform has it: bytes, ended by NUL.
pub type Path = CStr;

/// What `stat` told of a path.
#[derive(Clone, Copy, Debug)]
pub struct PathStatus {
    /// What it is.
    pub kind: FileKind,
    /// Its permission bits.
    pub mode: u32,
}

/// What stands at `path`, links followed; `None` if nothing does.
pub fn status(path: &Path) -> Result<Option<PathStatus>> {
    let mut stat = MaybeUninit::<libc::stat>::uninit();
    // SAFETY: the path is NUL-terminated; `stat` is read only if filled.
    let stat = unsafe {
        if libc::stat(path.as_ptr(), stat.as_mut_ptr()) < 0 {
            return match errno() {
                libc::ENOENT => Ok(None),
                // A file too large for this call's fields is there all the same.
                libc::EOVERFLOW => Ok(Some(PathStatus { kind: FileKind::Regular(u64::MAX), mode: 0o644 })),
                _ => Err(last_error("cannot look at the path")),
            };
        }
        stat.assume_init()
    };
    let kind = match stat.st_mode & libc::S_IFMT {
        libc::S_IFREG => FileKind::Regular(stat.st_size as u64),
        libc::S_IFDIR => FileKind::Directory,
        _ => FileKind::Other,
    };
    Ok(Some(PathStatus { kind, mode: stat.st_mode as u32 & 0o7777 }))
}

/// Writes the target of the symbolic link `path` into `target` and returns its
/// length; `None` if it is no link.
pub fn read_link(path: &Path, target: &mut [u8]) -> Result<Option<usize>> {
    // SAFETY: the buffer is as long as the call is told.
    let n = unsafe { libc::readlink(path.as_ptr(), target.as_mut_ptr().cast::<c_char>(), target.len()) };
    match usize::try_from(n) {
        Ok(n) => Ok(Some(n)),
        Err(_) if matches!(errno(), libc::EINVAL | libc::ENOENT) => Ok(None),
        Err(_) => Err(last_error("cannot read the link")),
    }
}

/// Gives `from` the name `to`, replacing what stood there, in one step.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    // SAFETY: both paths are NUL-terminated.
    if unsafe { libc::rename(from.as_ptr(), to.as_ptr()) } < 0 {
        return Err(last_error("cannot put the finished file in its place"));
    }
    Ok(())
}

/// Gives `from` the name `to` unless something stands there.
pub fn rename_new(from: &Path, to: &Path) -> Result<()> {
    // SAFETY: both paths are NUL-terminated.
    unsafe {
        if libc::link(from.as_ptr(), to.as_ptr()) < 0 {
            return Err(last_error("cannot put the finished file in its place"));
        }
        libc::unlink(from.as_ptr());
    }
    Ok(())
}

/// Removes a file.
pub fn remove(path: &Path) -> Result<()> {
    // SAFETY: the path is NUL-terminated.
    if unsafe { libc::unlink(path.as_ptr()) } < 0 {
        return Err(last_error("cannot remove the file"));
    }
    Ok(())
}

/// Waits until a rename in `directory` is on the disk.
pub fn sync_directory(directory: &Path) -> Result<()> {
    let flags = libc::O_RDONLY | libc::O_DIRECTORY;
    File::open_flags(directory, flags, 0, "cannot open the directory to sync it")?.sync()
}

/// The bytes of a path, and the byte that parts its names.
pub fn path_bytes(path: &Path) -> &[u8] {
    path.to_bytes()
}

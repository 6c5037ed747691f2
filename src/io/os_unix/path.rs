//! What is done to names.

use super::file::{File, FileStatus};
use super::{errno, last_error, lstat_path, readdir, stat_path, stat_t};
use crate::error::Result;
use core::ffi::{c_char, c_int, CStr};
use core::mem::MaybeUninit;

/// A path as the platform has it: bytes, ended by NUL.
pub type Path = CStr;

/// What stands at `path`, links followed; `None` if nothing does.
pub fn status(path: &Path) -> Result<Option<FileStatus>> {
    Ok(looked(path, stat_path)?.map(|stat| FileStatus::of(&stat)))
}

/// The same, but a symbolic link at the path's end is not followed.
pub fn status_here(path: &Path) -> Result<Here> {
    Ok(match looked(path, lstat_path)? {
        None => Here::Nothing,
        Some(stat) if stat.st_mode & libc::S_IFMT == libc::S_IFLNK => Here::Link,
        Some(stat) => Here::Thing(FileStatus::of(&stat)),
    })
}

/// What a path leads to at once.
pub enum Here {
    /// Nothing.
    Nothing,
    /// A symbolic link.
    Link,
    /// Anything else.
    Thing(FileStatus),
}

fn looked(
    path: &Path,
    look: unsafe extern "C" fn(*const c_char, *mut stat_t) -> c_int,
) -> Result<Option<stat_t>> {
    let mut stat = MaybeUninit::<stat_t>::uninit();
    // SAFETY: the path is NUL-terminated; `stat` is read only if filled.
    unsafe {
        if look(path.as_ptr(), stat.as_mut_ptr()) < 0 {
            return match errno() {
                libc::ENOENT => Ok(None),
                _ => Err(last_error("cannot look at the path")),
            };
        }
        Ok(Some(stat.assume_init()))
    }
}

/// Whether `path` is a name of `file`, links followed.
pub fn leads_to(path: &Path, file: &File) -> Result<bool> {
    let here = file.status()?.id;
    Ok(status(path)?.is_some_and(|there| there.id == here))
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
    #[cfg(target_os = "linux")]
    {
        // In one step where the kernel and the file system know how. By number: the
        // C library's own function is younger than the systems we run on.
        // SAFETY: both paths are NUL-terminated.
        let renamed = unsafe {
            let here = libc::AT_FDCWD;
            libc::syscall(libc::SYS_renameat2, here, from.as_ptr(), here, to.as_ptr(), libc::RENAME_NOREPLACE)
        };
        if renamed == 0 {
            return Ok(());
        }
        if !matches!(errno(), libc::EINVAL | libc::ENOSYS | libc::ENOTSUP | libc::EPERM) {
            return Err(last_error("cannot put the finished file in its place"));
        }
    }
    // SAFETY: both paths are NUL-terminated.
    unsafe {
        if libc::link(from.as_ptr(), to.as_ptr()) < 0 {
            return Err(last_error("cannot put the finished file in its place"));
        }
        // The file is in its place; a second name that stays is the next writer's to remove.
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

/// A directory, to be synced: afterwards its names are on the disk.
pub fn open_directory(directory: &Path) -> Result<File> {
    let flags = libc::O_RDONLY | libc::O_DIRECTORY;
    File::open_flags(directory, flags, 0, "cannot open the directory to sync it")
}

/// Hands every name in `directory` to `visit`.
pub fn each_name(directory: &Path, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    struct Open(*mut libc::DIR);
    impl Drop for Open {
        fn drop(&mut self) {
            // SAFETY: the directory is open and nobody uses it after this.
            unsafe { libc::closedir(self.0) };
        }
    }
    // SAFETY: the path is NUL-terminated.
    let open = Open(unsafe { libc::opendir(directory.as_ptr()) });
    if open.0.is_null() {
        core::mem::forget(open);
        return Err(last_error("cannot open the directory"));
    }
    loop {
        // SAFETY: the directory is open, and this thread is the only one that reads it.
        let entry = unsafe { readdir(open.0) };
        if entry.is_null() {
            return Ok(());
        }
        // SAFETY: an entry's name ends in NUL and stays until the next call.
        let name = unsafe { CStr::from_ptr((&raw const (*entry).d_name).cast()) };
        visit(name.to_bytes())?;
    }
}

/// The bytes of a path, and the byte that parts its names.
pub fn path_bytes(path: &Path) -> &[u8] {
    path.to_bytes()
}

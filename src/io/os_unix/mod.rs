//! System calls of Unix.

mod file;
mod lock;
mod map;
mod nameless;
mod path;
mod space;

pub use file::{File, FileKind, FileStatus};
pub use lock::{Company, Lock};
pub use map::{page, Access, Region};
pub use path::{
    each_name, leads_to, open_directory, path_bytes, read_link, remove, rename, rename_new, status,
    status_here, Here, Path,
};

use crate::error::{Error, Result, Status};
use core::ffi::CStr;

#[cfg(not(target_os = "linux"))]
use libc::{
    fstat, ftruncate, lseek, lstat as lstat_path, mmap, off_t, open, pread, pwrite, readdir,
    stat as stat_path, stat as stat_t,
};
#[cfg(target_os = "linux")]
use libc::{
    fstat64 as fstat, ftruncate64 as ftruncate, lseek64 as lseek, lstat64 as lstat_path, mmap64 as mmap,
    off64_t as off_t, open64 as open, pread64 as pread, pwrite64 as pwrite, readdir64 as readdir,
    stat64 as stat_path, stat64 as stat_t,
};

/// The numbers of errors that are found without a system call's help.
pub const IS_DIRECTORY: i32 = libc::EISDIR;
/// As above.
pub const TOO_MANY_LINKS: i32 = libc::ELOOP;
/// As above.
pub const EXISTS: i32 = libc::EEXIST;

/// A number that tells this process from others on the machine.
pub fn process_id() -> u32 {
    // SAFETY: no arguments, no memory.
    unsafe { libc::getpid() as u32 }
}

fn offset(at: u64) -> Result<off_t> {
    off_t::try_from(at)
        .map_err(|_| Error::new(Status::Limit, format_args!("offset {at} is larger than a file can be here")))
}

fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

fn would_block() -> bool {
    let e = errno();
    e == libc::EAGAIN || e == libc::EWOULDBLOCK
}

#[inline(never)]
fn last_error(what: &str) -> Error {
    os_error(errno(), what)
}

/// The error for the system's number `code`, met while doing `what`.
pub fn os_error(code: i32, what: &str) -> Error {
    let status = match code {
        libc::ENOENT | libc::ENOTDIR => Status::NotFound,
        libc::EACCES | libc::EPERM | libc::EROFS => Status::Access,
        libc::EEXIST => Status::Exists,
        libc::ENOSPC | libc::EDQUOT => Status::NoSpace,
        libc::ENOMEM => Status::Memory,
        libc::EBUSY | libc::ETXTBSY | libc::EAGAIN => Status::Busy,
        _ => Status::Io,
    };
    let mut text = [0u8; 128];
    // SAFETY: the buffer is as long as the call is told, and stays terminated.
    let known = unsafe { libc::strerror_r(code, text.as_mut_ptr().cast(), text.len()) } == 0;
    let reason = CStr::from_bytes_until_nul(&text)
        .ok()
        .filter(|_| known)
        .and_then(|c| c.to_str().ok())
        .unwrap_or("unknown system error");
    Error::new(status, format_args!("{what}: {reason}")).with_os_error(code)
}

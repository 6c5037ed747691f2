//! System calls of Unix.

use crate::error::{Error, Result, Status};
use crate::mem::{Mem, MemMut};
use core::ffi::{c_char, c_int, CStr};
use core::mem::MaybeUninit;

#[cfg(not(target_os = "linux"))]
use libc::{fstat, ftruncate, lseek, off_t, open, pread, pwrite, stat as stat_t};
#[cfg(target_os = "linux")]
use libc::{
    fstat64 as fstat, ftruncate64 as ftruncate, lseek64 as lseek, off64_t as off_t, open64 as open,
    pread64 as pread, pwrite64 as pwrite, stat64 as stat_t,
};

/// A path as the platform has it: bytes, ended by NUL.
pub type Path = CStr;

/// The numbers of errors that are found without a system call's help.
pub const IS_DIRECTORY: i32 = libc::EISDIR;
/// As above.
pub const TOO_MANY_LINKS: i32 = libc::ELOOP;
/// As above.
pub const EXISTS: i32 = libc::EEXIST;

/// The most that one system call is asked to move. Linux stops at 2 GiB less
/// a page; smaller pieces keep a cancelled read short.
const MOST: usize = 1 << 30;

/// An open file descriptor that is closed when it goes, if it is ours.
pub struct File {
    fd: c_int,
    owned: bool,
}

/// What kind of thing stands behind a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file of that many bytes.
    Regular(u64),
    /// A directory.
    Directory,
    /// A pipe, socket, terminal or device.
    Other,
}

/// What `stat` told of a path.
#[derive(Clone, Copy, Debug)]
pub struct PathStatus {
    /// What it is.
    pub kind: FileKind,
    /// Its permission bits.
    pub mode: u32,
}

impl File {
    /// Opens for reading.
    pub fn open(path: &Path) -> Result<File> {
        File::open_flags(path, libc::O_RDONLY, 0, "cannot open the file for reading")
    }

    /// Opens for writing: a pipe or device, or a file that is overwritten.
    pub fn open_write(path: &Path, truncate: bool) -> Result<File> {
        let cut = if truncate { libc::O_TRUNC | libc::O_CREAT } else { 0 };
        File::open_flags(path, libc::O_WRONLY | cut, 0o666, "cannot open the file for writing")
    }

    /// Makes a file that did not exist.
    pub fn create_new(path: &Path) -> Result<File> {
        File::open_flags(path, libc::O_RDWR | libc::O_CREAT | libc::O_EXCL, 0o666, "cannot create the file")
    }

    fn open_flags(path: &Path, flags: c_int, mode: c_int, what: &str) -> Result<File> {
        loop {
            // SAFETY: the path is NUL-terminated; the other arguments are plain.
            let fd = unsafe { open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) };
            if fd >= 0 {
                return Ok(File { fd, owned: true });
            }
            if errno() != libc::EINTR {
                return Err(last_error(what));
            }
        }
    }

    /// Somebody else's descriptor, which stays theirs.
    pub fn borrowed(fd: c_int) -> Result<File> {
        // SAFETY: F_GETFD reads a flag and touches no memory.
        if unsafe { libc::fcntl(fd, libc::F_GETFD) } < 0 {
            return Err(Error::new(Status::Argument, format_args!("{fd} is not an open file descriptor"))
                .with_os_error(errno()));
        }
        Ok(File { fd, owned: false })
    }

    /// Whether all that is written goes to the file's end, whatever place is asked for.
    pub fn appends(&self) -> Result<bool> {
        // SAFETY: F_GETFL reads flags and touches no memory.
        match unsafe { libc::fcntl(self.fd, libc::F_GETFL) } {
            flags @ 0.. => Ok(flags & libc::O_APPEND != 0),
            _ => Err(last_error("cannot ask how the file was opened")),
        }
    }

    /// What it is, and how long.
    pub fn kind(&self) -> Result<FileKind> {
        let mut stat = MaybeUninit::<stat_t>::uninit();
        // SAFETY: `stat` has room for the result and is read only if filled.
        let stat = unsafe {
            if fstat(self.fd, stat.as_mut_ptr()) < 0 {
                return Err(last_error("cannot ask for the file's size"));
            }
            stat.assume_init()
        };
        Ok(kind_of(&stat))
    }

    /// Where the descriptor stands; `None` if it cannot seek.
    pub fn position(&self) -> Result<Option<u64>> {
        // SAFETY: no memory is touched.
        let at = unsafe { lseek(self.fd, 0, libc::SEEK_CUR) };
        match u64::try_from(at) {
            Ok(at) => Ok(Some(at)),
            Err(_) if matches!(errno(), libc::ESPIPE | libc::EINVAL) => Ok(None),
            Err(_) => Err(last_error("cannot ask for the file's position")),
        }
    }

    /// Moves the descriptor's position.
    pub fn seek(&self, to: u64) -> Result<()> {
        // SAFETY: no memory is touched.
        match unsafe { lseek(self.fd, offset(to)?, libc::SEEK_SET) } {
            0.. => Ok(()),
            _ => Err(last_error("cannot move the file's position")),
        }
    }

    /// Fills `dst` from `from` on; short only at the end of the file. `None` if
    /// the descriptor cannot seek.
    pub fn read_at(&self, from: u64, dst: MemMut<'_>) -> Result<Option<usize>> {
        let mut done = 0;
        while done < dst.len() {
            let rest = (dst.len() - done).min(MOST);
            // SAFETY: `done + rest` lies within the view, whose maker promised
            // writable memory.
            let n = unsafe { pread(self.fd, dst.ptr().add(done).cast(), rest, offset(from + done as u64)?) };
            match usize::try_from(n) {
                Ok(0) => break,
                Ok(n) => done += n,
                Err(_) if errno() == libc::EINTR => {}
                Err(_) if errno() == libc::ESPIPE => return Ok(None),
                Err(_) => return Err(last_error("cannot read").or_at(from + done as u64)),
            }
        }
        Ok(Some(done))
    }

    /// Fills `dst` with the next bytes; short only at the end.
    pub fn read(&self, dst: MemMut<'_>) -> Result<usize> {
        let mut done = 0;
        while done < dst.len() {
            let rest = (dst.len() - done).min(MOST);
            // SAFETY: as in `read_at`.
            let n = unsafe { libc::read(self.fd, dst.ptr().add(done).cast(), rest) };
            match usize::try_from(n) {
                Ok(0) => break,
                Ok(n) => done += n,
                Err(_) if errno() == libc::EINTR => {}
                Err(_) if would_block() => self.wait(libc::POLLIN)?,
                Err(_) => return Err(last_error("cannot read")),
            }
        }
        Ok(done)
    }

    /// Writes all of `src` at `to`.
    pub fn write_at(&self, to: u64, src: Mem<'_>) -> Result<()> {
        let mut done = 0;
        while done < src.len() {
            let rest = (src.len() - done).min(MOST);
            // SAFETY: `done + rest` lies within the view, whose maker promised
            // readable memory.
            let n = unsafe { pwrite(self.fd, src.ptr().add(done).cast(), rest, offset(to + done as u64)?) };
            match usize::try_from(n) {
                Ok(0) => return Err(wrote_nothing()),
                Ok(n) => done += n,
                Err(_) if errno() == libc::EINTR => {}
                Err(_) => return Err(last_error("cannot write").or_at(to + done as u64)),
            }
        }
        Ok(())
    }

    /// Writes `head` and then `body` where the descriptor stands.
    pub fn write(&self, head: Mem<'_>, body: Mem<'_>) -> Result<()> {
        let total = head.len() + body.len();
        let mut done = 0;
        while done < total {
            let (mut parts, mut count) = ([part(head, 0), part(head, 0)], 0);
            if done < head.len() {
                parts[count] = part(head, done);
                count += 1;
            }
            let from = done.saturating_sub(head.len());
            let head_whole = head.len().saturating_sub(done) <= MOST;
            if head_whole && from < body.len() {
                parts[count] = part(body, from);
                count += 1;
            }
            // SAFETY: each part lies within its view.
            let n = unsafe { libc::writev(self.fd, parts.as_ptr(), count as c_int) };
            match usize::try_from(n) {
                Ok(0) => return Err(wrote_nothing()),
                Ok(n) => done += n,
                Err(_) if errno() == libc::EINTR => {}
                Err(_) if would_block() => self.wait(libc::POLLOUT)?,
                Err(_) => return Err(last_error("cannot write")),
            }
        }
        Ok(())
    }

    /// Claims space for `size` bytes, so that a full disk is found before the
    /// first byte is written. A file system that cannot say so is no error.
    pub fn reserve(&self, size: u64) -> Result<()> {
        #[cfg(target_os = "linux")]
        loop {
            // SAFETY: no memory is touched.
            if unsafe { libc::fallocate64(self.fd, 0, 0, offset(size)?) } == 0 {
                return Ok(());
            }
            match errno() {
                libc::EINTR => {}
                libc::ENOSPC | libc::EDQUOT | libc::EFBIG => {
                    return Err(last_error("cannot reserve the file's space"))
                }
                _ => return Ok(()),
            }
        }
        #[cfg(not(target_os = "linux"))]
        offset(size).map(|_| ())
    }

    /// Makes the file that many bytes long.
    pub fn set_size(&self, size: u64) -> Result<()> {
        loop {
            // SAFETY: no memory is touched.
            if unsafe { ftruncate(self.fd, offset(size)?) } == 0 {
                return Ok(());
            }
            if errno() != libc::EINTR {
                return Err(last_error("cannot set the file's size"));
            }
        }
    }

    /// Waits until the file's bytes are on the disk.
    pub fn sync(&self) -> Result<()> {
        loop {
            // SAFETY: no memory is touched.
            if unsafe { libc::fsync(self.fd) } == 0 {
                return Ok(());
            }
            match errno() {
                libc::EINTR => {}
                // Pipes and some file systems have nothing to sync.
                libc::EINVAL | libc::ENOTSUP | libc::EROFS => return Ok(()),
                _ => return Err(last_error("cannot sync the file to the disk")),
            }
        }
    }

    /// Sets the permission bits.
    pub fn set_mode(&self, mode: u32) -> Result<()> {
        // SAFETY: no memory is touched.
        if unsafe { libc::fchmod(self.fd, mode as libc::mode_t) } < 0 {
            return Err(last_error("cannot give the new file the old one's permissions"));
        }
        Ok(())
    }

    /// Closes an owned descriptor and says if that failed, which on network
    /// file systems is where a full disk shows.
    pub fn close(mut self) -> Result<()> {
        if !self.owned {
            return Ok(());
        }
        self.owned = false;
        // SAFETY: the descriptor is ours and is forgotten with this call.
        if unsafe { libc::close(self.fd) } < 0 && errno() != libc::EINTR {
            return Err(last_error("cannot close the file"));
        }
        Ok(())
    }

    fn wait(&self, events: i16) -> Result<()> {
        let mut poll = libc::pollfd { fd: self.fd, events, revents: 0 };
        // SAFETY: one initialised entry.
        if unsafe { libc::poll(&mut poll, 1, -1) } < 0 && errno() != libc::EINTR {
            return Err(last_error("cannot wait for the descriptor"));
        }
        Ok(())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        if self.owned {
            // SAFETY: the descriptor is ours and nobody uses it after this.
            unsafe { libc::close(self.fd) };
        }
    }
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

/// A number that tells this process from others on the machine.
pub fn process_id() -> u32 {
    // SAFETY: no arguments, no memory.
    unsafe { libc::getpid() as u32 }
}

/// The bytes of a path, and the byte that parts its names.
pub fn path_bytes(path: &Path) -> &[u8] {
    path.to_bytes()
}

fn kind_of(stat: &stat_t) -> FileKind {
    match stat.st_mode & libc::S_IFMT {
        libc::S_IFREG => FileKind::Regular(stat.st_size as u64),
        libc::S_IFDIR => FileKind::Directory,
        _ => FileKind::Other,
    }
}

fn part(mem: Mem<'_>, from: usize) -> libc::iovec {
    let len = mem.len().saturating_sub(from).min(MOST);
    libc::iovec {
        // An empty part's address is never used.
        iov_base: mem.ptr().wrapping_add(from).cast_mut().cast(),
        iov_len: len,
    }
}

fn offset(at: u64) -> Result<off_t> {
    off_t::try_from(at)
        .map_err(|_| Error::new(Status::Limit, format_args!("offset {at} is larger than a file can be here")))
}

fn wrote_nothing() -> Error {
    Error::new(Status::Io, format_args!("cannot write: the system took no bytes and gave no reason"))
}

fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

fn would_block() -> bool {
    let e = errno();
    e == libc::EAGAIN || e == libc::EWOULDBLOCK
}

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

//! An open descriptor.

use super::path::Path;
use super::{errno, fstat, ftruncate, last_error, lseek, offset, open, pread, pwrite, stat_t, would_block};
use crate::error::{Error, Result, Status};
use crate::mem::{Mem, MemMut};
use core::ffi::c_int;
use core::mem::MaybeUninit;

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

/// What the system tells of a file.
#[derive(Clone, Copy, Debug)]
pub struct FileStatus {
    /// What it is.
    pub kind: FileKind,
    /// Its permission bits.
    pub mode: u32,
    /// Which file on the machine it is: equal for all its names and descriptors.
    pub id: (u64, u64),
    /// How many names it has.
    pub names: u64,
}

impl FileStatus {
    #[allow(clippy::unnecessary_cast)]
    pub(super) fn of(stat: &stat_t) -> FileStatus {
        let kind = match stat.st_mode & libc::S_IFMT {
            libc::S_IFREG => FileKind::Regular(stat.st_size as u64),
            libc::S_IFDIR => FileKind::Directory,
            _ => FileKind::Other,
        };
        FileStatus {
            kind,
            mode: stat.st_mode as u32 & 0o7777,
            id: (stat.st_dev as u64, stat.st_ino as u64),
            names: stat.st_nlink as u64,
        }
    }
}

impl File {
    /// Opens for reading.
    pub fn open(path: &Path) -> Result<File> {
        File::open_flags(path, libc::O_RDONLY, 0, "cannot open the file for reading")
    }

    /// Opens a pipe or device for writing.
    pub fn open_write(path: &Path) -> Result<File> {
        File::open_flags(path, libc::O_WRONLY, 0, "cannot open the file for writing")
    }

    /// Opens a file for writing, and for reading if `read`, or makes it; what it holds
    /// stays for now.
    pub fn open_or_create(path: &Path, read: bool) -> Result<File> {
        let access = if read { libc::O_RDWR } else { libc::O_WRONLY };
        File::open_flags(path, access | libc::O_CREAT, 0o666, "cannot open the file for writing")
    }

    /// Opens an existing file for reading and writing.
    pub fn open_both(path: &Path) -> Result<File> {
        File::open_flags(path, libc::O_RDWR, 0, "cannot open the file for reading and writing")
    }

    /// Opens a file that another process may have left, whatever it turns out to be: no
    /// link is followed, and no pipe waited for. Mostly there is none, which is worth no error.
    pub fn open_left(path: &Path) -> Option<File> {
        let flags = libc::O_RDWR | libc::O_NOFOLLOW | libc::O_NONBLOCK;
        File::opened(path, flags, 0)
    }

    /// Makes a file that did not exist.
    pub fn create_new(path: &Path) -> Result<File> {
        File::open_flags(path, libc::O_RDWR | libc::O_CREAT | libc::O_EXCL, 0o666, "cannot create the file")
    }

    #[inline(never)]
    pub(super) fn open_flags(path: &Path, flags: c_int, mode: c_int, what: &str) -> Result<File> {
        File::opened(path, flags, mode).ok_or_else(|| last_error(what))
    }

    /// Without an error's text, which stands in `errno`.
    pub(super) fn opened(path: &Path, flags: c_int, mode: c_int) -> Option<File> {
        loop {
            // SAFETY: the path is NUL-terminated; the other arguments are plain.
            let fd = unsafe { open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) };
            if fd >= 0 {
                return Some(File { fd, owned: true });
            }
            if errno() != libc::EINTR {
                return None;
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
        Ok(self.flags()? & libc::O_APPEND != 0)
    }

    /// Whether it can be read, too.
    pub fn reads(&self) -> Result<bool> {
        Ok(self.flags()? & libc::O_ACCMODE != libc::O_WRONLY)
    }

    fn flags(&self) -> Result<c_int> {
        // SAFETY: F_GETFL reads flags and touches no memory.
        match unsafe { libc::fcntl(self.fd, libc::F_GETFL) } {
            flags @ 0.. => Ok(flags),
            _ => Err(last_error("cannot ask how the file was opened")),
        }
    }

    /// What it is, and how long.
    pub fn kind(&self) -> Result<FileKind> {
        Ok(self.status()?.kind)
    }

    /// What the system knows of it.
    #[inline(never)]
    pub fn status(&self) -> Result<FileStatus> {
        let mut stat = MaybeUninit::<stat_t>::uninit();
        // SAFETY: `stat` has room for the result and is read only if filled.
        let stat = unsafe {
            if fstat(self.fd, stat.as_mut_ptr()) < 0 {
                return Err(last_error("cannot ask for the file's size"));
            }
            stat.assume_init()
        };
        Ok(FileStatus::of(&stat))
    }

    /// A descriptor of our own for the same open file.
    pub fn duplicate(&self) -> Result<File> {
        // SAFETY: no memory is touched.
        let fd = unsafe { libc::fcntl(self.fd, libc::F_DUPFD_CLOEXEC, 0) };
        if fd < 0 {
            return Err(last_error("cannot copy the file descriptor"));
        }
        Ok(File { fd, owned: true })
    }

    /// The descriptor's number.
    pub(super) fn fd(&self) -> c_int {
        self.fd
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
    #[inline(never)]
    pub fn read_at(&self, from: u64, dst: MemMut<'_>) -> Result<Option<usize>> {
        let mut done = 0;
        while done < dst.len() {
            match self.read_some_at(from + done as u64, dst.sub(done, dst.len() - done)?)? {
                None => return Ok(None),
                Some(0) => break,
                Some(n) => done += n,
            }
        }
        Ok(Some(done))
    }

    /// The same with one system call: it may be short anywhere, and has nothing only at
    /// the end.
    pub fn read_some_at(&self, from: u64, dst: MemMut<'_>) -> Result<Option<usize>> {
        loop {
            let len = dst.len().min(MOST);
            // SAFETY: `len` bytes lie within the view, whose maker promised writable memory.
            let n = unsafe { pread(self.fd, dst.ptr().cast(), len, offset(from)?) };
            match usize::try_from(n) {
                Ok(n) => return Ok(Some(n)),
                Err(_) if errno() == libc::EINTR => {}
                Err(_) if errno() == libc::ESPIPE => return Ok(None),
                Err(_) => return Err(last_error("cannot read").or_at(from)),
            }
        }
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
        // SAFETY: no memory is touched.
        File::synced(|| unsafe { libc::fsync(self.fd) })
    }

    /// The same, but not for what only `stat` shows.
    pub fn sync_data(&self) -> Result<()> {
        #[cfg(any(
            target_os = "linux",
            target_os = "freebsd",
            target_os = "netbsd",
            target_os = "openbsd"
        ))]
        // SAFETY: no memory is touched.
        return File::synced(|| unsafe { libc::fdatasync(self.fd) });
        #[cfg(not(any(
            target_os = "linux",
            target_os = "freebsd",
            target_os = "netbsd",
            target_os = "openbsd"
        )))]
        return self.sync();
    }

    fn synced(sync: impl Fn() -> c_int) -> Result<()> {
        loop {
            if sync() == 0 {
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

    /// Asks what closing would say, which on network file systems is where a full
    /// disk shows, and keeps the file open.
    pub fn settle(&self) -> Result<()> {
        self.duplicate()?.close()
    }

    /// Closes an owned descriptor and says if that failed.
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

fn part(mem: Mem<'_>, from: usize) -> libc::iovec {
    let len = mem.len().saturating_sub(from).min(MOST);
    libc::iovec {
        // An empty part's address is never used.
        iov_base: mem.ptr().wrapping_add(from).cast_mut().cast(),
        iov_len: len,
    }
}

fn wrote_nothing() -> Error {
    Error::new(Status::Io, format_args!("cannot write: the system took no bytes and gave no reason"))
}

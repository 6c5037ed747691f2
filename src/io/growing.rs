//! A file that one writer makes longer while others read it.

use super::atomic::{busy, ours, Names};
use super::names::{c_path, resolve};
use super::os::{self, Company, File, FileKind, Lock, Path};
use super::temporary::Temporary;
use super::{FileSource, Source};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::{try_box, Buffer};
use crate::mem::{Mem, MemMut};
use std::sync::atomic::{AtomicBool, Ordering};

/// What is copied at a time.
const PIECE: usize = 1 << 20;
/// A change that does not cross a multiple of this is one step for a process that is killed:
/// the smallest page there is.
const STEP: u64 = 4096;

/// A regular file, open and locked against other writers.
pub struct GrowingFile {
    file: File,
    /// Its path after following links, ended by NUL.
    target: Vec<u8>,
    /// Whether what is said to be there is to be on the disk.
    sync: bool,
    /// A sync has failed: the system may have dropped what it could not write, and says so once only.
    lost: AtomicBool,
    owner: u32,
}

/// Why a header was not rewritten in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Others have the file open and may be reading it.
    Others,
    /// The system cannot tell, or the change is too far apart to be one step.
    Unknown,
}

impl GrowingFile {
    fn new(file: File, target: Vec<u8>, sync: bool) -> GrowingFile {
        GrowingFile { file, target, sync, lost: AtomicBool::new(false), owner: os::process_id() }
    }

    /// Opens and locks the file at `path`; `None` if there is none.
    pub fn open(path: &Path, sync: bool) -> Result<Option<GrowingFile>> {
        let target = resolve(path)?;
        // A turn that does not end it met a writer that was just putting another file there.
        for _ in 0..16 {
            let file = match File::open_both(c_path(&target)?) {
                Ok(file) => file,
                Err(e) if e.status() == Status::NotFound => return Ok(None),
                Err(e) => return Err(e),
            };
            if !matches!(file.kind()?, FileKind::Regular(_)) {
                return Err(Error::new(
                    Status::Unsupported,
                    format_args!("the path is no regular file: only one of these can grow"),
                ));
            }
            if file.lock()? == Lock::Busy {
                return Err(busy());
            }
            if os::leads_to(c_path(&target)?, &file)? {
                return Ok(Some(GrowingFile::new(file, target, sync)));
            }
        }
        Err(busy())
    }

    /// Makes a file that holds `head`; `None` if there is one by now.
    pub fn create(path: &Path, head: &[u8], sync: bool) -> Result<Option<GrowingFile>> {
        let target = resolve(path)?;
        let names = Names::of(&target, sync)?;
        let mut temporary = Temporary::beside(&target)?;
        temporary.file().write_at(0, Mem::from_slice(head))?;
        if sync {
            temporary.file().sync()?;
        }
        let file = temporary.keep()?;
        match temporary.take_place(&target, false) {
            Err(e) if e.status() == Status::Exists => return Ok(None),
            taken => taken?,
        }
        names.sync()?;
        Ok(Some(GrowingFile::new(file, target, sync)))
    }

    /// The file as a source. It shares the open file, so whoever reads through it does not count as others.
    pub fn source(&self) -> Result<Box<dyn Source>> {
        Ok(try_box(FileSource::of(self.file.duplicate()?))?)
    }

    /// How long it is.
    pub fn size(&self) -> Result<u64> {
        match self.file.kind()? {
            FileKind::Regular(size) => Ok(size),
            FileKind::Directory | FileKind::Other => Ok(0),
        }
    }

    /// That this process opened it, that it still has a name, and at least `size` bytes.
    pub fn expect(&self, size: u64) -> Result<()> {
        ours(self.owner)?;
        let status = self.file.status()?;
        if status.names == 0 {
            return Err(Error::new(
                Status::State,
                format_args!("the file was removed or replaced while it grew: what is added has no name"),
            ));
        }
        match status.kind {
            FileKind::Regular(found) if found < size => Err(Error::at(
                Status::Truncated,
                found,
                format_args!("the file has {found} bytes, {size} were there: somebody cut it while it grew"),
            )),
            _ => Ok(()),
        }
    }

    /// Fills `dst` from `offset` on; short at the end.
    pub fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        Ok(self.file.read_at(offset, dst)?.unwrap_or(0))
    }

    /// Writes `src` at `offset`.
    pub fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        self.file.write_at(offset, src)
    }

    /// Takes away what is behind `size`.
    pub fn cut(&self, size: u64) -> Result<()> {
        ours(self.owner)?;
        if self.size()? > size {
            self.file.set_size(size)?;
        }
        Ok(())
    }

    /// If it was asked for: waits until what was written is on the disk.
    pub fn sync(&self) -> Result<()> {
        if !self.sync {
            return Ok(());
        }
        if self.lost.load(Ordering::Relaxed) {
            return Err(Error::new(
                Status::Io,
                format_args!("an earlier sync failed: what was written before it may never reach the disk"),
            ));
        }
        self.file.sync_data().inspect_err(|_| self.lost.store(true, Ordering::Relaxed))
    }

    /// Turns `old`, which stands at `at`, into `new`, which is as long, in one step that nobody sees
    /// half done; else says why not, and does nothing.
    pub fn rewrite(&self, at: u64, old: &[u8], new: &[u8], tries: usize) -> Result<Option<Hindrance>> {
        let differs = |i: &usize| old.get(*i) != new.get(*i);
        let (Some(first), Some(last)) = ((0..new.len()).find(differs), (0..new.len()).rfind(differs)) else {
            return Ok(None);
        };
        let (from, to) = (at + first as u64, at + last as u64);
        let change = Mem::from_slice(&new[first..=last]);
        if from == to {
            return self.file.write_at(from, change).map(|()| None);
        }
        if from / STEP != to / STEP {
            return Ok(Some(Hindrance::Unknown));
        }
        match self.file.alone(tries, || self.file.write_at(from, change))? {
            Company::None => Ok(None),
            Company::Others => Ok(Some(Hindrance::Others)),
            Company::Unknown => Ok(Some(Hindrance::Unknown)),
        }
    }

    /// Replaces the file by one that begins with `head` and goes on with the `len` bytes that are
    /// at `from` now. Safe on the disk before the old one goes; that the new one's name is, too, is the
    /// caller's to wait for.
    pub fn replace(&mut self, head: &[u8], from: u64, len: u64) -> Result<Names> {
        let names = Names::of(&self.target, true)?;
        let mut temporary = Temporary::beside(&self.target)?;
        let new = temporary.file();
        new.set_mode(self.file.status()?.mode)?;
        let start = head.len() as u64;
        new.reserve(start.saturating_add(len))?;
        new.write_at(0, Mem::from_slice(head))?;
        let mut piece = Buffer::new(len.min(PIECE as u64) as usize, 64)?;
        let mut done = 0;
        while done < len {
            let n = (len - done).min(piece.len() as u64) as usize;
            let read = self.read_at(from + done, piece.as_mem_mut().sub(0, n)?)?;
            if read < n {
                return Err(Error::at(
                    Status::Truncated,
                    from + done + read as u64,
                    format_args!("the file ends within its last rows: somebody cut it while it was copied"),
                ));
            }
            new.write_at(start + done, piece.as_mem().sub(0, n)?)?;
            done += n as u64;
        }
        new.sync()?;
        new.settle()?;
        let kept = temporary.keep()?;
        temporary.take_place(&self.target, true)?;
        core::mem::replace(&mut self.file, kept).unlock();
        Ok(names)
    }

    /// What closing it would say: on network file systems that is where a full disk shows.
    pub fn settle(&self) -> Result<()> {
        self.file.settle()
    }

    /// Whether this process opened it, and not one that it was forked from.
    pub fn is_ours(&self) -> bool {
        self.owner == os::process_id()
    }
}

impl Drop for GrowingFile {
    fn drop(&mut self) {
        // Said by name, because a forked child may have the file open still.
        if self.is_ours() {
            self.file.unlock();
        }
    }
}

//! A file that appears under its name only when it is complete.
//!
//! Everything is written to a temporary file beside the target, which then
//! takes the target's name in one step. Until then, and after any failure, the
//! old file is untouched.

use super::mmap::Mapping;
use super::names::{c_path, copied, parent, resolve};
use super::os::{self, Access, File, FileKind, FileStatus, Here, Lock, Path};
use super::sink::{read_back, FdSink};
use super::temporary::Temporary;
use super::Sink;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::alloc::try_box;
use crate::mem::{Mem, MemMut};

/// What happens to the file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Replace {
    /// The old file stays until the new one is complete.
    #[default]
    Atomic,
    /// There must be none.
    Never,
    /// It is overwritten where it stands: fastest, and lost if anything fails.
    InPlace,
}

/// A regular file that is being replaced (or made).
pub struct Replacement {
    place: Place,
    /// The target's path after following links, ended by NUL.
    target: Vec<u8>,
    replace: Replace,
    sync: bool,
    reserved: u64,
    owner: u32,
}

enum Place {
    Beside(Temporary),
    /// The target itself; `None` once it is closed.
    Target(Option<File>),
}

impl Replacement {
    /// Starts to replace what stands at `path`. A symbolic link is followed and
    /// its target replaced; a pipe or device is written to as it stands.
    pub fn begin(path: &Path, replace: Replace, sync: bool) -> Result<Box<dyn Sink>> {
        let (target, old) = look(path, replace)?;
        if old.is_some_and(|old| old.kind == FileKind::Other) {
            let file = File::open_write(c_path(&target)?)?;
            return Ok(try_box(FdSink::of(file, sync)?)?);
        }
        Ok(try_box(Replacement::open(target, old, replace, sync)?)?)
    }

    fn open(target: Vec<u8>, old: Option<FileStatus>, replace: Replace, sync: bool) -> Result<Replacement> {
        let place = if replace == Replace::InPlace {
            Place::Target(Some(emptied(&target, false)?))
        } else {
            Place::Beside(match old {
                Some(old) => beside(&target, Some(old))?,
                None => Temporary::of_new(&target)?,
            })
        };
        Ok(Replacement { place, target, replace, sync, reserved: 0, owner: os::process_id() })
    }

    #[inline(never)]
    fn file(&self) -> Result<&File> {
        ours(self.owner)?;
        match &self.place {
            Place::Beside(temporary) => Ok(temporary.file()),
            Place::Target(Some(file)) => Ok(file),
            Place::Target(None) => {
                Err(Error::new(Status::State, format_args!("the file has been finished already")))
            }
        }
    }
}

impl Sink for Replacement {
    fn positional(&self) -> bool {
        true
    }

    fn write(&mut self, head: Mem<'_>, body: Mem<'_>) -> Result<()> {
        self.file()?.write(head, body)
    }

    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        self.file()?.write_at(offset, src)
    }

    fn read_back(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        read_back(self.file()?, offset, dst)
    }

    fn cut(&mut self, size: u64) -> Result<()> {
        self.file()?.set_size(size)
    }

    fn reserve(&mut self, size: u64) -> Result<()> {
        self.file()?.reserve(size)?;
        self.reserved = self.reserved.max(size);
        Ok(())
    }

    fn expect(&mut self, size: u64) {
        // Where there is no space for what may come, there may be for what does come. What was claimed
        // is given back in either case.
        let _ = self.file().and_then(|file| file.reserve(size));
        self.reserved = self.reserved.max(size);
    }

    fn commit(&mut self, size: u64) -> Result<()> {
        let file = self.file()?;
        if self.reserved > size {
            file.set_size(size)?;
        }
        let names = Names::of(&self.target, self.sync)?;
        if self.sync {
            file.sync()?;
        }
        file.settle()?;
        match &mut self.place {
            Place::Beside(temporary) => {
                temporary.take_place(&self.target, self.replace != Replace::Never)?;
            }
            Place::Target(file) => {
                if let Some(file) = file.take() {
                    file.unlock();
                    file.close()?;
                }
            }
        }
        names.sync()
    }
}

/// Makes a file of `len` zeros behind `head`, whose space is claimed, and maps the zeros for
/// writing. It is there under its name, complete, when this returns.
pub fn map_new(path: &Path, replace: Replace, sync: bool, head: &[u8], len: usize) -> Result<Mapping> {
    let (target, old) = look(path, replace)?;
    if old.is_some_and(|old| old.kind == FileKind::Other) {
        return Err(Error::new(
            Status::Unsupported,
            format_args!("the path is a pipe or a device, only a regular file can be mapped"),
        ));
    }
    let from = head.len() as u64;
    let fill = |file: &File| {
        file.claim(from.saturating_add(len as u64))?;
        file.write_at(0, Mem::from_slice(head))?;
        let mapping = Mapping::new(file.duplicate()?, from, len, Access::Write)?;
        if sync {
            file.sync()?;
        }
        Ok(mapping)
    };
    let names = Names::of(&target, sync)?;
    let mapping = if replace == Replace::InPlace {
        let file = emptied(&target, true)?;
        let mapping = fill(&file);
        file.unlock();
        mapping?
    } else {
        let mut temporary = beside(&target, old)?;
        let mapping = fill(temporary.file())?;
        temporary.take_place(&target, replace != Replace::Never)?;
        mapping
    };
    names.sync()?;
    Ok(mapping)
}

/// Where `path` leads, ended by NUL, and what stands there, if it may be replaced.
fn look(path: &Path, replace: Replace) -> Result<(Vec<u8>, Option<FileStatus>)> {
    let (target, old) = match os::status_here(path)? {
        Here::Link => {
            let target = resolve(path)?;
            let old = os::status(c_path(&target)?)?;
            (target, old)
        }
        Here::Nothing => (copied(path)?, None),
        Here::Thing(old) => (copied(path)?, Some(old)),
    };
    match old {
        Some(_) if replace == Replace::Never => Err(exists()),
        Some(FileStatus { kind: FileKind::Directory, .. }) => {
            Err(Error::new(Status::Io, format_args!("the path is a directory, expected a file"))
                .with_os_error(os::IS_DIRECTORY))
        }
        _ => Ok((target, old)),
    }
}

/// The target itself, locked and empty.
fn emptied(target: &[u8], read: bool) -> Result<File> {
    // Slabs in an archive are read back to be summed up, where that is allowed.
    let file = match File::open_or_create(c_path(target)?, true) {
        Err(e) if !read && e.status() == Status::Access => File::open_or_create(c_path(target)?, false)?,
        opened => opened?,
    };
    if file.lock()? == Lock::Busy {
        return Err(busy());
    }
    // Ext4 writes a file out when it is closed if it was cut to nothing, even one that was empty.
    if !matches!(file.kind()?, FileKind::Regular(0)) {
        file.set_size(0)?;
    }
    Ok(file)
}

/// A temporary file with the old one's permissions.
fn beside(target: &[u8], old: Option<FileStatus>) -> Result<Temporary> {
    let temporary = Temporary::beside(target)?;
    if let Some(old) = old {
        temporary.file().set_mode(old.mode)?;
    }
    Ok(temporary)
}

/// The directory of a file that gets a name: opened before, so that not being able to open
/// it leaves everything as it was.
pub struct Names(Option<File>);

impl Names {
    /// The names beside `target` (ended by NUL), if they are to be synced.
    pub(super) fn of(target: &[u8], sync: bool) -> Result<Names> {
        if !sync {
            return Ok(Names(None));
        }
        let mut directory = parent(target)?;
        fallible::push(&mut directory, 0)?;
        Ok(Names(Some(os::open_directory(c_path(&directory)?)?)))
    }

    /// Waits until the names are on the disk.
    pub fn sync(self) -> Result<()> {
        let Some(directory) = self.0 else { return Ok(()) };
        directory.sync().map_err(|e| {
            Error::new(
                e.status(),
                format_args!("the new file is in its place, but its name: {}", e.message()),
            )
            .with_os_error(e.os_error())
        })
    }
}

/// The answer to a process that was forked from the one that began.
pub(super) fn ours(owner: u32) -> Result<()> {
    if owner == os::process_id() {
        return Ok(());
    }
    Err(Error::new(
        Status::State,
        format_args!("the file belongs to the process that opened it, and this one was forked from it"),
    ))
}

pub(super) fn busy() -> Error {
    Error::new(Status::Busy, format_args!("another writer has the file open"))
}

fn exists() -> Error {
    Error::new(Status::Exists, format_args!("a file of this name exists, expected none (NPY_REPLACE_NEVER)"))
        .with_os_error(os::EXISTS)
}

//! A file that appears under its name only when it is complete.
//!
//! Everything is written to a temporary file beside the target, which then
//! takes the target's name in one step. Until then, and after any failure, the
//! old file is untouched.

use super::os::{self, File, FileKind, Path};
use super::sink::FdSink;
use super::Sink;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::alloc::try_box;
use crate::mem::Mem;
use core::fmt::Write;
use std::sync::atomic::{AtomicU32, Ordering};

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

/// Links are followed so far.
const MOST_LINKS: usize = 40;

/// A regular file that is being replaced (or made).
pub struct Replacement {
    file: Option<File>,
    /// The temporary file's path, ended by NUL; none when writing in place.
    temporary: Option<Vec<u8>>,
    /// The target's path after following links, ended by NUL.
    target: Vec<u8>,
    replace: Replace,
    sync: bool,
    reserved: u64,
}

impl Replacement {
    /// Starts to replace what stands at `path`. A symbolic link is followed and
    /// its target replaced; a pipe or device is written to as it stands.
    pub fn begin(path: &Path, replace: Replace, sync: bool) -> Result<Box<dyn Sink>> {
        let target = resolve(path)?;
        let old = os::status(c_path(&target)?)?;
        match old.map(|old| old.kind) {
            Some(_) if replace == Replace::Never => Err(exists()),
            Some(FileKind::Directory) => {
                Err(Error::new(Status::Io, format_args!("the path is a directory, expected a file"))
                    .with_os_error(os::IS_DIRECTORY))
            }
            Some(FileKind::Other) => {
                let file = File::open_write(c_path(&target)?, false)?;
                Ok(try_box(FdSink::of(file, sync)?)?)
            }
            Some(FileKind::Regular(_)) | None => {
                let mode = old.map(|old| old.mode);
                Ok(try_box(Replacement::open(target, mode, replace, sync)?)?)
            }
        }
    }

    fn open(target: Vec<u8>, mode: Option<u32>, replace: Replace, sync: bool) -> Result<Replacement> {
        if replace == Replace::InPlace {
            let file = File::open_write(c_path(&target)?, true)?;
            return Ok(Replacement { file: Some(file), temporary: None, target, replace, sync, reserved: 0 });
        }
        let (file, temporary) = create_temporary(&target)?;
        let replacement =
            Replacement { file: Some(file), temporary: Some(temporary), target, replace, sync, reserved: 0 };
        if let Some(mode) = mode {
            replacement.file()?.set_mode(mode)?;
        }
        Ok(replacement)
    }

    fn file(&self) -> Result<&File> {
        self.file
            .as_ref()
            .ok_or_else(|| Error::new(Status::State, format_args!("the file has been finished already")))
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

    fn reserve(&mut self, size: u64) -> Result<()> {
        self.file()?.reserve(size)?;
        self.reserved = size;
        Ok(())
    }

    fn commit(&mut self, size: u64) -> Result<()> {
        let file = self.file()?;
        if self.reserved > size {
            file.set_size(size)?;
        }
        if self.sync {
            file.sync()?;
        }
        if let Some(file) = self.file.take() {
            file.close()?;
        }
        if let Some(temporary) = &self.temporary {
            let (from, to) = (c_path(temporary)?, c_path(&self.target)?);
            match self.replace {
                Replace::Never => os::rename_new(from, to)?,
                Replace::Atomic | Replace::InPlace => os::rename(from, to)?,
            }
            self.temporary = None;
        }
        if self.sync {
            let mut directory = parent(&self.target)?;
            fallible::push(&mut directory, 0)?;
            os::sync_directory(c_path(&directory)?)?;
        }
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            if let Ok(path) = c_path(temporary) {
                // The failure that led here has been reported already.
                let _ = os::remove(path);
            }
        }
    }
}

fn exists() -> Error {
    Error::new(Status::Exists, format_args!("a file of this name exists, expected none (NPY_REPLACE_NEVER)"))
        .with_os_error(os::EXISTS)
}

/// Makes a file beside `target` that did not exist.
fn create_temporary(target: &[u8]) -> Result<(File, Vec<u8>)> {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let directory = parent(target)?;
    for _ in 0..1000 {
        let count = COUNTER.fetch_add(1, Ordering::Relaxed);
        let mut name = Name::new();
        // The name does not grow with the target's, which may be as long as
        // the file system allows; the hash tells whose it is.
        let _ = write!(name, "/.npyrw-{:016x}-{}-{count}.tmp\0", hash(target), os::process_id());
        let mut path = fallible::vec_with_capacity(directory.len() + name.len)?;
        fallible::extend(&mut path, &directory)?;
        fallible::extend(&mut path, &name.bytes[..name.len])?;
        match File::create_new(c_path(&path)?) {
            Ok(file) => return Ok((file, path)),
            Err(e) if e.status() == Status::Exists => {}
            Err(e) => return Err(e),
        }
    }
    Err(Error::new(
        Status::Exists,
        format_args!("a thousand temporary files of our names stand beside the target"),
    ))
}

/// Follows symbolic links to the path that is to be replaced, ended by NUL. A
/// link that leads nowhere leads to the file that will be made.
fn resolve(path: &Path) -> Result<Vec<u8>> {
    let mut current = fallible::copy(os::path_bytes(path))?;
    fallible::push(&mut current, 0)?;
    let mut target = fallible::vec_with_capacity(4096)?;
    fallible::fill(&mut target, 0u8, 4096)?;
    for _ in 0..MOST_LINKS {
        let Some(n) = os::read_link(c_path(&current)?, &mut target)? else {
            return Ok(current);
        };
        let link = &target[..n];
        let mut next = if link.first() == Some(&b'/') {
            Vec::new()
        } else {
            let mut directory = parent(&current)?;
            fallible::push(&mut directory, b'/')?;
            directory
        };
        fallible::extend(&mut next, link)?;
        fallible::push(&mut next, 0)?;
        current = next;
    }
    Err(Error::new(Status::Io, format_args!("more than {MOST_LINKS} symbolic links lead to the file"))
        .with_os_error(os::TOO_MANY_LINKS))
}

/// The directory that `path` (ended by NUL) stands in, without a NUL.
fn parent(path: &[u8]) -> Result<Vec<u8>> {
    match path.iter().rposition(|&b| b == b'/') {
        Some(0) => fallible::copy(b"/."),
        Some(end) => fallible::copy(&path[..end]),
        None => fallible::copy(b"."),
    }
}

fn c_path(bytes: &[u8]) -> Result<&Path> {
    Path::from_bytes_with_nul(bytes)
        .map_err(|_| Error::new(Status::Argument, format_args!("the path has a NUL byte inside")))
}

/// FNV-1a: enough to tell targets in one directory apart.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

struct Name {
    bytes: [u8; 96],
    len: usize,
}

impl Name {
    fn new() -> Name {
        Name { bytes: [0; 96], len: 0 }
    }
}

impl Write for Name {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        let end = self.len + s.len();
        let room = self.bytes.get_mut(self.len..end).ok_or(core::fmt::Error)?;
        room.copy_from_slice(s.as_bytes());
        self.len = end;
        Ok(())
    }
}

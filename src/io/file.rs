//! Files, and whatever else a path or a descriptor turns out to be.

use super::os::{File, FileKind, Path};
use super::pipe::PipeSource;
use super::source::{not_positional, Positional};
use super::{Backing, Source, Stream};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::try_box;
use crate::mem::MemMut;

/// A file that can be read at any place.
pub struct FileSource {
    file: File,
}

/// What opening gave: the source, where its reader starts, and how many bytes
/// of the head were read on the way.
pub struct Opened {
    /// Where the bytes come from.
    pub source: Box<dyn Source>,
    /// The offset of the first byte to read.
    pub start: u64,
    /// How many bytes of the caller's `head` are filled.
    pub head: usize,
}

impl FileSource {
    pub(super) fn of(file: File) -> FileSource {
        FileSource { file }
    }
}

/// Opens what stands at `path` and fills `head` from byte `offset` on.
///
/// One `open` and one `pread` for a regular file: the head of a small file is
/// all of it. What cannot seek (a pipe) is a stream, of which nothing is read yet.
pub fn open(path: &Path, offset: u64, head: MemMut<'_>) -> Result<Opened> {
    opened(File::open(path)?, offset, head)
}

/// Opens the regular file at `path` for reading and writing.
pub fn open_both(path: &Path, head: MemMut<'_>) -> Result<Opened> {
    opened(File::open_both(path)?, 0, head)
}

/// The same for a descriptor of the caller's, from its current position on.
/// Its position moves only if it cannot seek.
pub fn open_fd(fd: i32, offset: u64, head: MemMut<'_>) -> Result<Opened> {
    let file = File::borrowed(fd)?;
    let position = file.position()?.unwrap_or(0);
    let start = position.checked_add(offset).ok_or_else(|| {
        Error::new(
            Status::Argument,
            format_args!("offset {offset} behind position {position} is beyond any file"),
        )
    })?;
    opened(file, start, head)
}

fn opened(file: File, start: u64, head: MemMut<'_>) -> Result<Opened> {
    // What is missing of it is asked for when it is needed.
    if let Some(head) = file.read_some_at(start, head)? {
        let source = try_box(FileSource { file })?;
        return Ok(Opened { source, start, head });
    }
    if start > 0 {
        return Err(Error::new(
            Status::Unsupported,
            format_args!("offset {start} in a stream: it can be read only from where it stands"),
        ));
    }
    Ok(Opened { source: try_box(PipeSource::new(file))?, start: 0, head: 0 })
}

impl Source for FileSource {
    fn size(&self) -> Result<Option<u64>> {
        match self.file.kind()? {
            FileKind::Regular(size) => Ok(Some(size)),
            FileKind::Directory => {
                Err(Error::new(Status::Io, format_args!("the path is a directory, expected a file")))
            }
            FileKind::Other => Ok(None),
        }
    }

    fn positional(&self) -> bool {
        true
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        self.file.read_at(offset, dst)?.ok_or_else(not_positional)
    }

    fn backing(&self) -> Option<Backing<'_>> {
        Some(Backing { file: &self.file, offset: 0 })
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        Ok(try_box(Positional::new(self, from))?)
    }
}

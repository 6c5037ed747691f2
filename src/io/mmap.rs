//! A part of a file in the address space.

use super::os::{self, Access, File, FileKind, Region};
use super::Source;
use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::{Mem, MemMut};

/// Where the bytes of a source are: from `offset` on in an open file.
pub struct Backing<'s> {
    pub(super) file: &'s File,
    /// The source's first byte.
    pub offset: u64,
}

/// Bytes of a file, mapped. Whoever cuts the file takes bytes away: touching them is then a
/// signal, and the rest of the last page reads as zeros. [`check`](Mapping::check) tells it.
pub struct Mapping {
    /// None for no bytes, which no system maps.
    region: Option<Region>,
    /// From the region's first byte to ours: a mapping begins with a page.
    skip: usize,
    len: usize,
    /// The offset in the file behind our last byte.
    end: u64,
    access: Access,
    /// What keeps the file open.
    holder: Holder,
}

/// A mapping has its file to itself, or the source that it was opened with.
enum Holder {
    File(File),
    Source(Box<dyn Source>),
}

/// What reading ahead takes at a time.
const PIECE: usize = 1 << 20;

/// An address for no bytes that is as aligned as that of any others.
const NOWHERE: usize = 64;

impl Mapping {
    /// Maps `len` bytes of `backing` from `offset` on.
    pub fn of(backing: &Backing<'_>, offset: u64, len: usize, access: Access) -> Result<Mapping> {
        let from = backing.offset.saturating_add(offset);
        Mapping::new(backing.file.duplicate()?, from, len, access)?.claimed()
    }

    /// Maps `len` bytes of `source`, which must have a backing, from `offset` on.
    pub fn over(source: Box<dyn Source>, offset: u64, len: usize, access: Access) -> Result<Mapping> {
        let from = source.backing().map_or(0, |backing| backing.offset).saturating_add(offset);
        Mapping::map(Holder::Source(source), from, len, access)?.claimed()
    }

    /// Maps `len` bytes of `file` from `from` on.
    pub(super) fn new(file: File, from: u64, len: usize, access: Access) -> Result<Mapping> {
        Mapping::map(Holder::File(file), from, len, access)
    }

    /// With space for what is to be written.
    fn claimed(self) -> Result<Mapping> {
        if self.access == Access::Write {
            self.file()?.reserve(self.end)?;
        }
        Ok(self)
    }

    fn map(holder: Holder, from: u64, len: usize, access: Access) -> Result<Mapping> {
        let skip = (from % os::page() as u64) as usize;
        let (whole, end) = match (len.checked_add(skip), from.checked_add(len as u64)) {
            (Some(whole), Some(end)) if isize::try_from(whole).is_ok() => (whole, end),
            _ => return Err(Error::memory(len)),
        };
        let mut mapping = Mapping { region: None, skip, len, end, access, holder };
        mapping.check()?;
        if len > 0 {
            mapping.region = Some(Region::new(mapping.file()?, from - skip as u64, whole, access)?);
        }
        Ok(mapping)
    }

    fn file(&self) -> Result<&File> {
        match &self.holder {
            Holder::File(file) => Ok(file),
            Holder::Source(source) => source.backing().map(|backing| backing.file).ok_or_else(|| {
                Error::new(
                    Status::Unsupported,
                    format_args!(
                        "the elements do not lie as they are in a file, expected a source that can be mapped"
                    ),
                )
            }),
        }
    }

    /// The bytes, to be read.
    pub fn as_mem(&self) -> Mem<'_> {
        // SAFETY: the bytes are mapped as long as the borrow. That the file keeps them is
        // what whoever asked for a mapping promised.
        unsafe { Mem::contiguous(self.first(), self.len) }
    }

    /// The bytes, to be written; none if they may only be read.
    pub fn as_mem_mut(&mut self) -> Option<MemMut<'_>> {
        if self.access == Access::Read {
            return None;
        }
        // SAFETY: as above, and the borrow is the only one in this process.
        Some(unsafe { MemMut::contiguous(self.first(), self.len) })
    }

    fn first(&self) -> *mut u8 {
        match &self.region {
            Some(region) => region.start().wrapping_add(self.skip),
            None => core::ptr::without_provenance_mut(NOWHERE),
        }
    }

    /// Reads all bytes in: what cannot be read is an error now.
    pub fn prefault(&self) -> Result<()> {
        let Some(region) = &self.region else { return Ok(()) };
        match region.populate(self.access) {
            Ok(true) => Ok(()),
            Ok(false) => self.read_through(),
            // The system says that an address is bad; the file's size says why.
            Err(e) => {
                self.check()?;
                Err(e)
            }
        }
    }

    /// The same by reading, on systems that cannot bring mapped pages in.
    fn read_through(&self) -> Result<()> {
        let mut piece = Buffer::new(self.len.min(PIECE), 64)?;
        let mut at = self.end - self.len as u64;
        while at < self.end {
            let n = (self.end - at).min(piece.len() as u64) as usize;
            let read = self.file()?.read_at(at, piece.as_mem_mut().sub(0, n)?)?.unwrap_or(0);
            if read < n {
                return self.check();
            }
            at += n as u64;
        }
        Ok(())
    }

    /// Waits until what was stored is on the disk, and tells if the file was cut.
    pub fn flush(&self) -> Result<()> {
        if let (Some(region), Access::Write) = (&self.region, self.access) {
            region.sync()?;
        }
        self.check()
    }

    /// That the file still has all bytes.
    pub fn check(&self) -> Result<()> {
        match self.file()?.kind()? {
            FileKind::Directory | FileKind::Other => {
                Err(Error::new(Status::Unsupported, format_args!("only a regular file can be mapped")))
            }
            FileKind::Regular(size) if size < self.end => Err(Error::at(
                Status::Truncated,
                size,
                format_args!("the file has {size} bytes, the mapped elements end at byte {}", self.end),
            )),
            FileKind::Regular(_) => Ok(()),
        }
    }
}

//! An archive, opened for reading.

use super::blocks;
use super::directory::Directory;
use super::entry::{limit, Entry, Problem};
use super::local::{descriptor_len, Local};
use super::places;
use super::records::{broken, END, LOCAL};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::{Ahead, Codec, Opened, Packed, Part, SharedSource, Shifted, Source};
use crate::mem::alloc::{try_box, Buffer, Shared};
use crate::mem::MemMut;
use crate::npy::{self, OpenOptions, Progress, Reader};
use std::sync::OnceLock;

/// What is read of a stored member together with its local header.
const HEAD: usize = 4096;
/// What is read at a time to be verified.
const VERIFY: usize = 128 * 1024;

/// What an archive may ask of us.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most members.
    pub members: u64,
    /// The most bytes of one member, unpacked.
    pub member: u64,
    /// The most bytes of all members, unpacked.
    pub total: u64,
    /// The most unpacked bytes for a packed one.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { members: 1 << 22, member: 1 << 44, total: 1 << 46, ratio: 100_000 }
    }
}

/// How an archive is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Limits on the archive.
    pub limits: Limits,
    /// How its members are opened.
    pub array: OpenOptions,
}

/// An archive. Everything may be called by many threads at once; what it gives out keeps the bytes alive.
pub struct Archive {
    source: SharedSource,
    directory: Directory,
    options: Options,
    /// The members once more, if some seem to share bytes: as their own headers tell.
    settled: OnceLock<Vec<Entry>>,
}

impl Archive {
    /// Opens the archive that fills `source` from byte `start` on.
    pub fn open(source: Box<dyn Source>, start: u64, options: Options) -> Result<Archive> {
        if !source.positional() {
            return Err(Error::new(
                Status::Unsupported,
                format_args!("the source is a stream, expected one that can be read at any place: an archive is read from its end"),
            ));
        }
        let source: Box<dyn Source> = if start == 0 { source } else { try_box(Shifted::new(source, start))? };
        let size = source.size()?.ok_or_else(|| {
            let text = "the source does not say how long it is: an archive is read from its end";
            Error::new(Status::Unsupported, format_args!("{text}"))
        })?;
        let directory = match Directory::read(&*source, size, start, options.limits.members) {
            Ok(directory) => directory,
            // What is no archive at all should be told so.
            Err(e) => return Err(no_archive(&*source, size).err().unwrap_or(e)),
        };
        if !directory.begins_archive() {
            no_archive(&*source, size)?;
        }
        check_total(&directory, &options.limits)?;
        // The caller's functions are asked for what is needed, and for nothing more.
        let gathers = source.memory().is_none() && !source.calls_back();
        let source: Box<dyn Source> = if gathers { try_box(Ahead::new(source))? } else { source };
        let source = Shared::new(source)?;
        source.opened();
        Ok(Archive { source, directory, options, settled: OnceLock::new() })
    }

    /// The members.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The bytes.
    pub(super) fn source(&self) -> &dyn Source {
        &**self.source
    }

    /// Opens a member as an array.
    pub fn get(&self, entry: &Entry) -> Result<Reader> {
        self.open_array(entry).map_err(|e| self.about(e, entry))
    }

    fn open_array(&self, entry: &Entry) -> Result<Reader> {
        // A codec fetches its bytes itself, from the first one on.
        let ahead = if entry.stored() { HEAD } else { 0 };
        let (local, _, source) = self.member(entry, ahead)?;
        if source.memory().is_some() || !entry.stored() {
            return Reader::open_source(source, 0, self.options.array);
        }
        let head = local.into_head(entry);
        Reader::open(Opened { source, start: 0, head: head.len() }, head, self.options.array)
    }

    /// The entry of a member that has its bytes for itself, as far as that is known before its header.
    pub(super) fn placed(&self, entry: &Entry) -> Result<Entry> {
        let entry = if entry.problem == Problem::Overlap { self.settled(entry)? } else { *entry };
        entry.check_place()?;
        Ok(entry)
    }

    /// The local header of a member that is [`placed`](Archive::placed), and its entry with the right limit.
    pub(super) fn local(&self, entry: &Entry, ahead: usize) -> Result<(Local, Entry)> {
        let (name, behind) = (self.directory.raw_name(entry), self.directory.at);
        let local = Local::read(self.source(), entry, name, ahead, behind)?;
        if local.end(entry) <= entry.limit {
            return Ok((local, *entry));
        }
        let entry = self.settled(entry)?;
        entry.check_place()?;
        Ok((local, entry))
    }

    /// The entry, measured against members whose own headers agree with the directory. A member that
    /// is damaged may claim the bytes of any other, so its claim counts for nothing.
    fn settled(&self, entry: &Entry) -> Result<Entry> {
        let entries = match self.settled.get() {
            Some(entries) => entries,
            None => {
                let mut entries = fallible::copy(self.directory.entries())?;
                places::settle(&mut entries, self.directory.at, |entry| self.true_end(entry))?;
                self.settled.get_or_init(|| entries)
            }
        };
        let index = entries.binary_search_by_key(&entry.record, |e| e.record).unwrap_or(usize::MAX);
        entries.get(index).copied().ok_or_else(|| {
            Error::new(Status::Internal, format_args!("an entry that is none of the archive's"))
        })
    }

    /// Where a member ends by its own header; `None` if that is not there or says something else.
    fn true_end(&self, entry: &Entry) -> Result<Option<u64>> {
        if !entry.has_place() {
            return Ok(None);
        }
        let (name, behind) = (self.directory.raw_name(entry), self.directory.at);
        let read = Local::read(self.source(), entry, name, 0, behind).and_then(|local| {
            let end = local.end(entry);
            let more =
                if entry.streamed() { descriptor_len(self.source(), entry, end - entry.packed)? } else { 0 };
            Ok(end + more)
        });
        match read {
            Ok(end) => Ok(Some(end)),
            Err(e) if matches!(e.status(), Status::Archive | Status::Truncated) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// A member's local header and entry, and its bytes as a source.
    fn member(&self, entry: &Entry, ahead: usize) -> Result<(Local, Entry, Box<dyn Source>)> {
        let limits = &self.options.limits;
        let entry = self.placed(entry)?;
        let codec = entry.check(limits.member, limits.ratio)?;
        let (local, entry) = self.local(&entry, ahead)?;
        let (base, at) = (self.source.clone(), local.data_at(&entry));
        let source: Box<dyn Source> = match codec {
            None => try_box(Part::new(base, at, entry.sum()))?,
            Some(codec) => {
                let list = match codec {
                    Codec::Deflate => blocks::parse(self.directory.extra(&entry), entry.packed, entry.sum())?,
                    _ => None,
                };
                try_box(Packed::new(base, at, entry.packed, codec, entry.sum())?.with_blocks(list))?
            }
        };
        Ok((local, entry, source))
    }

    /// Where a member's data begins, from the archive's start.
    pub fn data_at(&self, entry: &Entry) -> Result<u64> {
        let located = self.member(entry, 0).map(|(local, entry, _)| local.data_at(&entry));
        located.map_err(|e| self.about(e, entry))
    }

    /// Fills `dst` with a member's bytes, whatever they are, and checks them.
    pub fn bytes(&self, entry: &Entry, dst: MemMut<'_>) -> Result<()> {
        if dst.len() as u64 != entry.size {
            return Err(Error::new(
                Status::Size,
                format_args!("the buffer has {} bytes, the member has {}", dst.len(), entry.size),
            ));
        }
        let read = self.member(entry, 0).and_then(|(_, _, source)| {
            let mut stream = source.stream(0)?;
            stream.read(dst)?;
            stream.finish()
        });
        read.map_err(|e| self.about(e, entry))
    }

    /// Reads all of every member and compares: records, sizes, CRCs. The first that is wrong is the error.
    pub fn verify(&self, ask: Option<npy::Ask<'_>>) -> Result<()> {
        let total = self.directory.entries().iter().fold(0u64, |sum, e| sum.saturating_add(e.size));
        let mut progress = Progress::new(ask, total);
        let mut room = Buffer::new(VERIFY, 64)?;
        for entry in self.directory.entries() {
            self.verify_one(entry, &mut room, &mut progress).map_err(|e| match e.status() {
                Status::Cancelled => e,
                _ => self.about(e, entry),
            })?;
        }
        Ok(())
    }

    fn verify_one(&self, entry: &Entry, room: &mut Buffer, progress: &mut Progress<'_>) -> Result<()> {
        let (local, entry, source) = self.member(entry, 0)?;
        let mut stream = source.stream(0)?;
        loop {
            let n = stream.read(room.as_mem_mut())?;
            if n == 0 {
                break;
            }
            progress.tick(n as u64)?;
        }
        stream.finish()?;
        if entry.streamed() {
            descriptor_len(self.source(), &entry, local.data_at(&entry))?;
        }
        Ok(())
    }

    fn about(&self, error: Error, entry: &Entry) -> Error {
        error.about("member", self.directory.name(entry).as_bytes())
    }
}

/// That the first bytes are those of an archive, as NumPy wants them: a member, or an end.
fn no_archive(source: &dyn Source, size: u64) -> Result<()> {
    let mut first = [0; 4];
    let n = source.read_at(0, MemMut::from_slice(&mut first))?;
    let signature = u32::from_le_bytes(first);
    if n < 4 {
        return Err(Error::at(
            Status::Truncated,
            size,
            format_args!("found {size} bytes, expected an archive of at least 22"),
        ));
    }
    if signature == LOCAL || signature == END {
        return Ok(());
    }
    Err(broken(
        0,
        format_args!("found {signature:08x}, expected an archive to begin with a member ({LOCAL:08x})"),
    ))
}

/// Members that cannot be read anyway do not count: what they claim is nobody's burden.
fn check_total(directory: &Directory, limits: &Limits) -> Result<()> {
    let sum = |total: u64, entry: &Entry| total.saturating_add(entry.size);
    if directory.entries().iter().fold(0, sum) <= limits.total {
        return Ok(());
    }
    let counts = |entry: &&Entry| entry.has_place() && entry.check(limits.member, limits.ratio).is_ok();
    let total = directory.entries().iter().filter(counts).fold(0, sum);
    if total <= limits.total {
        return Ok(());
    }
    Err(limit(directory.at, "max_total", total, limits.total))
}

//! The directory: every member, found by index or by name.

use super::end::{self, read_exactly};
use super::entry::{limit, Entry, Problem};
use super::names;
use super::places;
use super::records::{
    broken, expect_signature, extras, Fields, Wide, CENTRAL, CENTRAL_SIZE, FLAG_UTF8, ZIP64,
};
use super::table::Table;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::Source;
use crate::npy::Text;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::OnceLock;

/// The members of an archive.
pub struct Directory {
    /// Where it begins.
    pub at: u64,
    /// What its offsets count in front of the archive's first byte.
    base: u64,
    /// What somebody has to say of the archive.
    pub(super) comment: Vec<u8>,
    /// The records as they stand.
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// For each entry its name and its key, each ended by NUL.
    texts: Vec<u8>,
    index: Index,
}

impl Directory {
    /// Reads the directory of an archive of `size` bytes, with at most `most` members and `before` bytes of
    /// its file in front of it.
    pub fn read(source: &dyn Source, size: u64, before: u64, most: u64) -> Result<Directory> {
        let (end, tail) = end::find(source, size, before)?;
        let len = usize::try_from(end.size).ok().filter(|&n| u32::try_from(n).is_ok());
        let len = len.ok_or_else(|| limit(end.at, "of a directory's bytes", end.size, u32::MAX.into()))?;
        // Where the count is not exact there are even more.
        if end.count > most {
            return Err(limit(end.at, "max_members", end.count, most));
        }
        let bytes = match tail.part(end.at, end.size) {
            Some(bytes) => fallible::copy(bytes)?,
            None => read_exactly(source, end.at, len)?,
        };
        let mut directory = Directory {
            at: end.at,
            base: end.base,
            comment: end.comment,
            bytes,
            entries: Vec::new(),
            texts: Vec::new(),
            index: Index::default(),
        };
        // As many as the bytes can hold, whatever the end record says.
        let room = (len / CENTRAL_SIZE).min(usize::try_from(end.count).unwrap_or(usize::MAX));
        directory.entries = fallible::vec_with_capacity(room)?;
        directory.parse(most)?;
        let found = directory.entries.len() as u64;
        if found != end.count && (end.counted || found & 0xffff != end.count) {
            return Err(broken(
                end.at,
                format_args!("found {found} members, the end record says {}", end.count),
            ));
        }
        directory.find_overlaps()?;
        Ok(directory)
    }

    fn parse(&mut self, most: u64) -> Result<()> {
        let mut at = 0;
        while at < self.bytes.len() {
            let place = self.at + at as u64;
            let rest = &self.bytes[at..];
            if rest.len() < CENTRAL_SIZE {
                return Err(broken(place, format_args!("the directory ends within an entry")));
            }
            let record = Fields(rest);
            expect_signature(record.u32(0), CENTRAL, place, "an entry of the directory")?;
            if self.entries.len() as u64 >= most {
                return Err(limit(place, "max_members", most + 1, most));
            }
            let (name, extra, comment) =
                (usize::from(record.u16(28)), usize::from(record.u16(30)), usize::from(record.u16(32)));
            let len = CENTRAL_SIZE + name + extra + comment;
            if rest.len() < len {
                return Err(broken(
                    place,
                    format_args!("an entry of {len} bytes, the directory has {} left", rest.len()),
                ));
            }
            let mut entry = entry_of(rest, name, extra, at as u32, &mut self.texts)?;
            // What begins in front of the archive is out of its range.
            entry.offset = entry.offset.checked_sub(self.base).unwrap_or(u64::MAX);
            fallible::push(&mut self.entries, entry)?;
            at += len;
        }
        Ok(())
    }

    /// Finds out where members must end, as far as the directory tells.
    fn find_overlaps(&mut self) -> Result<()> {
        let behind = self.at;
        for entry in self.entries.iter_mut().filter(|entry| entry.least_end() > behind) {
            entry.spoil(Problem::Range);
        }
        places::settle(&mut self.entries, behind, |entry| {
            Ok(Some(entry.least_end()).filter(|_| entry.has_place()))
        })
    }

    /// Every member, in the order of the directory.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The member at `index`.
    pub fn entry(&self, index: u64) -> Result<&Entry> {
        usize::try_from(index).ok().and_then(|i| self.entries.get(i)).ok_or_else(|| {
            Error::new(
                Status::Member,
                format_args!("no member {index}, the archive has {}", self.entries.len()),
            )
        })
    }

    /// Whether the first byte of the archive is a member's, or there is none.
    pub fn begins_archive(&self) -> bool {
        if self.entries.is_empty() {
            return self.at == 0;
        }
        self.entries.iter().any(|e| e.offset == 0)
    }

    /// The record of `entry` as it stands in the directory.
    pub fn record(&self, entry: &Entry) -> &[u8] {
        let rest = &self.bytes[entry.record as usize..];
        let record = Fields(rest);
        let len = CENTRAL_SIZE
            + usize::from(record.u16(28))
            + usize::from(record.u16(30))
            + usize::from(record.u16(32));
        &rest[..len]
    }

    /// The extra fields of `entry` in the directory.
    pub fn extra(&self, entry: &Entry) -> &[u8] {
        let record = self.record(entry);
        let from = CENTRAL_SIZE + usize::from(entry.raw_len);
        &record[from..from + usize::from(Fields(record).u16(30))]
    }

    /// The name of `entry` as its records spell it.
    pub fn raw_name(&self, entry: &Entry) -> &[u8] {
        let from = entry.record as usize + CENTRAL_SIZE;
        &self.bytes[from..from + usize::from(entry.raw_len)]
    }

    /// The name of `entry` as text.
    pub fn name(&self, entry: &Entry) -> Text<'_> {
        let (from, len) = (entry.name as usize, entry.name_len as usize);
        Text::new(&self.texts[from..=from + len])
    }

    /// The name under which NumPy finds `entry`: without `.npy`.
    pub fn key(&self, entry: &Entry) -> Text<'_> {
        let name = self.name(entry);
        let bytes = name.as_bytes();
        let key = names::key(bytes);
        if key.len() == bytes.len() {
            return name;
        }
        let from = entry.name as usize + bytes.len() + 1;
        Text::new(&self.texts[from..=from + key.len()])
    }

    /// The index of the member that is called `name`, or `name.npy`; of several the last.
    pub fn find(&self, name: &[u8]) -> Result<usize> {
        let mut with_suffix = fallible::copy(name)?;
        fallible::extend(&mut with_suffix, b".npy")?;
        // Whoever reads one member is served sooner by looking at all once.
        let first = !self.index.wanted.swap(true, Ordering::Relaxed);
        for wanted in [name, &with_suffix] {
            let found = if first { self.look_through(wanted) } else { self.lookup(wanted)? };
            if let Some(index) = found {
                return Ok(index);
            }
        }
        Err(Error::new(
            Status::Member,
            format_args!(
                "no member '{}', the archive has {}",
                core::str::from_utf8(name).unwrap_or("?"),
                self.entries.len()
            ),
        ))
    }

    fn look_through(&self, name: &[u8]) -> Option<usize> {
        self.entries.iter().rposition(|entry| self.is_called(entry, name))
    }

    fn lookup(&self, name: &[u8]) -> Result<Option<usize>> {
        Ok(self.names()?.table.find(name, |i| self.is_called(&self.entries[i], name)))
    }

    #[inline(never)]
    pub(super) fn names(&self) -> Result<&Names> {
        match self.index.names.get() {
            Some(names) => Ok(names),
            None => {
                let made = self.make_names()?;
                Ok(self.index.names.get_or_init(|| made))
            }
        }
    }

    /// Every member that is called `name`.
    pub(super) fn all_called<'a>(&'a self, name: &'a [u8]) -> Result<impl Iterator<Item = usize> + 'a> {
        let names = self.names()?;
        let last = names.table.find(name, |i| self.is_called(&self.entries[i], name));
        let others = last.filter(|_| !names.unique).unwrap_or(0);
        let others = (0..others).filter(move |&i| self.is_called(&self.entries[i], name));
        Ok(last.into_iter().chain(others))
    }

    /// Whether `entry` is called so: as text, or byte for byte (others write UTF-8 without its flag).
    fn is_called(&self, entry: &Entry, name: &[u8]) -> bool {
        self.name(entry).as_bytes() == name
            || (usize::from(entry.raw_len) == name.len() && self.raw_name(entry) == name)
    }

    fn make_names(&self) -> Result<Names> {
        // Two names an entry at most.
        let mut table = Table::new(self.entries.len().saturating_mul(2))?;
        let mut unique = true;
        for (i, entry) in self.entries.iter().enumerate().rev() {
            let (text, raw) = (self.name(entry).as_bytes(), self.raw_name(entry));
            for name in [text, raw].into_iter().take(if raw == text { 1 } else { 2 }) {
                // The last of a name came first here: the others are never asked for.
                match table.find(name, |j| self.is_called(&self.entries[j], name)) {
                    None => table.insert(name, i),
                    Some(j) => unique &= i == j,
                }
            }
        }
        Ok(Names { table, unique })
    }
}

/// One entry, whose name goes to `texts`.
fn entry_of(record: &[u8], name: usize, extra: usize, at: u32, texts: &mut Vec<u8>) -> Result<Entry> {
    let fields = Fields(record);
    let raw = &record[CENTRAL_SIZE..CENTRAL_SIZE + name];
    let extra = &record[CENTRAL_SIZE + name..CENTRAL_SIZE + name + extra];
    let flags = fields.u16(8);
    let start = texts.len();
    let mut problem = Problem::None;
    if !names::append(texts, raw, flags & FLAG_UTF8 != 0, extra)? {
        problem = Problem::Name;
    }
    let name_len = texts.len() - start;
    fallible::push(texts, 0)?;
    let key_len = names::key(&texts[start..start + name_len]).len();
    if key_len < name_len {
        fallible::repeat(texts, start..start + key_len)?;
        fallible::push(texts, 0)?;
    }
    let narrow =
        Wide { size: fields.u32(24).into(), packed: fields.u32(20).into(), offset: fields.u32(42).into() };
    let wide = large_field(extra).and_then(|field| narrow.resolve(field)).unwrap_or_else(|| {
        problem = Problem::Extra;
        narrow
    });
    if !matches!(fields.u16(34), 0 | 0xffff) {
        problem = Problem::Disk;
    }
    let place = |n: usize| {
        u32::try_from(n).map_err(|_| Error::new(Status::Limit, format_args!("the names have over 4 GiB")))
    };
    Ok(Entry {
        offset: wide.offset,
        limit: 0,
        packed: wide.packed,
        size: wide.size,
        crc: fields.u32(16),
        record: at,
        name: place(start)?,
        name_len: place(name_len)?,
        method: fields.u16(10),
        flags,
        raw_len: raw.len() as u16,
        needs: record[6],
        problem,
    })
}

/// The body of the field for large sizes, if there is one; `None` if any field is cut off.
fn large_field(extra: &[u8]) -> Option<Option<&[u8]>> {
    let mut found = None;
    for field in extras(extra) {
        let (id, body) = field?;
        if id == ZIP64 && found.is_none() {
            found = Some(body);
        }
    }
    Some(found)
}

/// The members by name.
pub(super) struct Names {
    table: Table,
    /// Whether no name comes twice.
    unique: bool,
}

/// The names, made when a second one is asked for.
#[derive(Default)]
struct Index {
    wanted: AtomicBool,
    names: OnceLock<Names>,
}

//! The members of an archive that is being changed: those that stay are taken over as they are.

use super::encode::{self, Facts, ALIGNMENT};
use super::entry::Entry;
use super::local::{descriptor_len, Local};
use super::out::Out;
use super::reader::Archive;
use super::records::{extras, LOCAL_SIZE};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::alloc::Buffer;
use crate::mem::Mem;
use crate::npy::{Ask, Progress};

/// What is copied at a time.
const STEP: usize = 1 << 20;

/// The archive as it was.
pub(super) struct Old {
    archive: Archive,
    removed: Vec<bool>,
}

impl Old {
    pub fn new(archive: Archive) -> Result<Old> {
        let mut removed = Vec::new();
        archive.directory().names()?;
        fallible::fill(&mut removed, false, archive.directory().entries().len())?;
        Ok(Old { archive, removed })
    }

    /// What somebody had to say of the archive.
    pub fn comment(&self) -> &[u8] {
        &self.archive.directory().comment
    }

    /// Leaves out every member of that name; `false` if there is none (any more).
    pub fn remove(&mut self, name: &[u8]) -> Result<bool> {
        let mut found = false;
        for index in self.archive.directory().all_called(name)? {
            found |= !core::mem::replace(&mut self.removed[index], true);
        }
        Ok(found)
    }

    /// Copies what stays, packed as it is, and appends its entries to `directory`; returns how many.
    pub fn copy(
        &self,
        out: &mut Out,
        directory: &mut Vec<u8>,
        align: u64,
        ask: Option<Ask<'_>>,
    ) -> Result<u64> {
        let mut room = Buffer::new(STEP, 64)?;
        let mut progress = Progress::new(ask, self.staying().fold(0, |sum, e| sum.saturating_add(e.packed)));
        let mut count = 0;
        for entry in self.staying() {
            self.copy_one(entry, out, directory, align, &mut room, &mut progress).map_err(|e| {
                match e.status() {
                    Status::Cancelled => e,
                    _ => e.about("member", self.archive.directory().name(entry).as_bytes()),
                }
            })?;
            count += 1;
        }
        Ok(count)
    }

    fn staying(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.archive.directory().entries().iter();
        entries.zip(&self.removed).filter(|(_, removed)| !**removed).map(|(entry, _)| entry)
    }

    fn copy_one(
        &self,
        entry: &Entry,
        out: &mut Out,
        directory: &mut Vec<u8>,
        align: u64,
        room: &mut Buffer,
        progress: &mut Progress<'_>,
    ) -> Result<()> {
        let (source, all) = (self.archive.source(), self.archive.directory());
        let (local, entry) = self.archive.local(&self.archive.placed(entry)?, 0)?;
        let entry = &entry;
        let data_at = local.data_at(entry);
        let behind = if entry.streamed() { descriptor_len(source, entry, data_at)? } else { 0 };
        let offset = out.end();
        out.append(Mem::from_slice(&header(&local, entry, offset, align)?))?;
        let (mut at, end) = (data_at, data_at + entry.packed + behind);
        while at < end {
            let n = (end - at).min(STEP as u64) as usize;
            let piece = room.as_mem_mut().sub(0, n)?;
            let found = source.read_at(at, piece)?;
            if found < n {
                return Err(cut(at + found as u64));
            }
            out.append(room.as_mem().sub(0, n)?)?;
            at += n as u64;
            progress.tick(n as u64)?;
        }
        let facts = Facts {
            flags: entry.flags,
            method: entry.method,
            crc: entry.crc,
            packed: entry.packed,
            size: entry.size,
            offset,
        };
        encode::moved(directory, all.record(entry), &facts)
    }
}

/// The member's own header; what pushed a stored member to an even place pushes it to one again.
fn header(local: &Local, entry: &Entry, at: u64, align: u64) -> Result<Vec<u8>> {
    let bytes = local.header();
    let extra_from = LOCAL_SIZE + usize::from(entry.raw_len);
    let mut header = fallible::copy(&bytes[..extra_from])?;
    let mut padded = false;
    for (id, body) in extras(&bytes[extra_from..]).flatten() {
        if id == ALIGNMENT {
            padded = true;
            continue;
        }
        fallible::extend(&mut header, &id.to_le_bytes())?;
        fallible::extend(&mut header, &(body.len() as u16).to_le_bytes())?;
        fallible::extend(&mut header, body)?;
    }
    if !entry.stored() || (!padded && align <= 1) {
        return fallible::copy(bytes);
    }
    let pad = encode::padding(at, header.len(), if align > 1 { align } else { 64 });
    let Ok(extra) = u16::try_from(header.len() - extra_from + pad) else {
        // The extra fields fill the header: there is no room to push with.
        return fallible::copy(bytes);
    };
    encode::put_padding(&mut header, pad)?;
    header[28..30].copy_from_slice(&extra.to_le_bytes());
    Ok(header)
}

fn cut(at: u64) -> Error {
    Error::at(Status::Truncated, at, format_args!("the archive ends here, within a member"))
}

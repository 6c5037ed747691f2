//! A member's own header, held against what the directory says of it.

use super::entry::Entry;
use super::records::{
    broken, expect_signature, extras, Fields, Wide, DESCRIPTOR, FLAG_ENCRYPTED, FLAG_STREAMED, FLAG_UTF8,
    LOCAL, LOCAL_SIZE, ZIP64,
};
use crate::error::{Error, Result, Status};
use crate::io::{read_behind, Source};
use crate::mem::MemMut;

/// The bytes of a local header, and as much behind it as came with them.
pub struct Local {
    bytes: Vec<u8>,
    /// Bytes of the header.
    len: usize,
}

impl Local {
    /// Reads the header of `entry` with one call, and up to `ahead` bytes behind it, in an archive whose
    /// members end before `behind`.
    pub fn read(
        source: &dyn Source,
        entry: &Entry,
        raw_name: &[u8],
        ahead: usize,
        behind: u64,
    ) -> Result<Local> {
        let at = entry.offset;
        let there = behind.saturating_sub(at);
        // What others add to a header is seldom longer than this.
        const SOME: usize = 64;
        let want = LOCAL_SIZE + raw_name.len() + SOME + ahead;
        // Nothing of a neighbour; but one that lies about its place takes no more than its share.
        let own = entry.limit.saturating_sub(at).max((LOCAL_SIZE + raw_name.len()) as u64).min(there);
        let mut local = Local { bytes: Vec::new(), len: LOCAL_SIZE };
        local.extend(source, at, want.min(usize::try_from(own).unwrap_or(usize::MAX)))?;
        if local.bytes.len() < LOCAL_SIZE {
            return Err(cut(at + local.bytes.len() as u64));
        }
        let record = Fields(&local.bytes);
        expect_signature(record.u32(0), LOCAL, at, "a local header")?;
        local.len = LOCAL_SIZE + usize::from(record.u16(26)) + usize::from(record.u16(28));
        if local.len as u64 > there || entry.packed > there - local.len as u64 {
            return Err(broken(
                at,
                format_args!(
                    "a header of {} and {} packed bytes, where the directory begins after {there}",
                    local.len, entry.packed
                ),
            ));
        }
        if local.bytes.len() < local.len {
            local.extend(source, at, local.len)?;
            if local.bytes.len() < local.len {
                return Err(cut(at + local.bytes.len() as u64));
            }
        }
        local.agree(entry, raw_name)?;
        Ok(local)
    }

    fn extend(&mut self, source: &dyn Source, at: u64, len: usize) -> Result<()> {
        let known = self.bytes.len();
        read_behind(source, at + known as u64, &mut self.bytes, len - known).map(|_| ())
    }

    /// The header as it stands.
    pub fn header(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Where the data begins, from the archive's start.
    pub fn data_at(&self, entry: &Entry) -> u64 {
        entry.offset + self.len as u64
    }

    /// Where the data ends.
    pub fn end(&self, entry: &Entry) -> u64 {
        self.data_at(entry) + entry.packed
    }

    /// The packed bytes that came with the header.
    pub fn into_head(mut self, entry: &Entry) -> Vec<u8> {
        let packed = usize::try_from(entry.packed).unwrap_or(usize::MAX);
        self.bytes.drain(..self.len);
        self.bytes.truncate(packed);
        self.bytes
    }

    fn agree(&self, entry: &Entry, raw_name: &[u8]) -> Result<()> {
        let at = entry.offset;
        let record = Fields(&self.bytes);
        let name_len = usize::from(record.u16(26));
        let name = &self.bytes[LOCAL_SIZE..LOCAL_SIZE + name_len];
        let differ = |what: &str, here: u64, there: u64| {
            broken(at, format_args!("the local header says {what} {here}, the directory says {there}"))
        };
        if name != raw_name {
            return Err(broken(at, format_args!("the local header has another name than the directory")));
        }
        let kinds = FLAG_ENCRYPTED | FLAG_STREAMED | FLAG_UTF8;
        let flags = record.u16(6);
        if flags & kinds != entry.flags & kinds {
            return Err(differ("flags", flags.into(), entry.flags.into()));
        }
        if record.u16(8) != entry.method {
            return Err(differ("method", record.u16(8).into(), entry.method.into()));
        }
        let narrow = Wide { size: record.u32(22).into(), packed: record.u32(18).into(), offset: 0 };
        let extra = &self.bytes[LOCAL_SIZE + name_len..self.len];
        // What else stands in this header is nobody's concern: tools that align members leave anything there.
        let large = extras(extra).map_while(|field| field).find(|&(id, _)| id == ZIP64);
        let wide = narrow
            .resolve(large.map(|(_, body)| body))
            .ok_or_else(|| broken(at, format_args!("found an extra field that is cut off")))?;
        // A streamed member did not know its sizes when its header was written.
        let unknown = |value: u64| entry.streamed() && (value == 0 || value == 0xffff_ffff);
        if record.u32(14) != entry.crc && !unknown(record.u32(14).into()) {
            return Err(differ("CRC-32", record.u32(14).into(), entry.crc.into()));
        }
        if wide.size != entry.size && !unknown(wide.size) {
            return Err(differ("size", wide.size, entry.size));
        }
        if wide.packed != entry.packed && !unknown(wide.packed) {
            return Err(differ("packed size", wide.packed, entry.packed));
        }
        Ok(())
    }
}

/// The bytes of what follows a streamed member, which must say the same as the directory: with or without a
/// signature, with sizes of four or eight bytes (APPNOTE 4.3.9).
pub fn descriptor_len(source: &dyn Source, entry: &Entry, data_at: u64) -> Result<u64> {
    let at = data_at + entry.packed;
    let mut bytes = [0; 24];
    let room = usize::try_from(entry.limit - at).unwrap_or(usize::MAX).min(24);
    let n = source.read_at(at, MemMut::from_slice(&mut bytes[..room]))?;
    let found = Fields(&bytes[..n]);
    let agrees = |from: usize, wide: bool| {
        let (len, sizes) = if wide {
            (20, (found.u64(from + 4), found.u64(from + 12)))
        } else {
            (12, (found.u32(from + 4).into(), found.u32(from + 8).into()))
        };
        let same = from + len <= n && found.u32(from) == entry.crc && sizes == (entry.packed, entry.size);
        same.then_some((from + len) as u64)
    };
    let signed = n >= 4 && found.u32(0) == DESCRIPTOR;
    let with = if signed { agrees(4, true).or_else(|| agrees(4, false)) } else { None };
    with.or_else(|| agrees(0, true))
        .or_else(|| agrees(0, false))
        .ok_or_else(|| broken(at, format_args!("found no data descriptor that agrees with the directory")))
}

fn cut(at: u64) -> Error {
    Error::at(Status::Truncated, at, format_args!("the archive ends here, expected a local header"))
}

//! One entry of the directory.

use super::records::{
    broken, FLAG_ENCRYPTED, FLAG_MARKER, FLAG_MASKED, FLAG_PATCH, FLAG_STREAMED, FLAG_STRONG, LOCAL_SIZE,
};
use crate::error::{Error, Result, Status};
use crate::io::{Codec, Sum};

/// What can be wrong with one member, while the others can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    None,
    /// The name is not the UTF-8 that its flag promises.
    Name,
    /// An extra field is cut off, or the one for large sizes is missing a value.
    Extra,
    /// It begins on another disk.
    Disk,
    /// It reaches into the directory, or beyond.
    Range,
    /// It shares bytes with another member.
    Overlap,
}

/// A member as the directory tells of it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Where its local header begins, from the archive's start.
    pub(super) offset: u64,
    /// Where the next member or the directory begins.
    pub(super) limit: u64,
    /// Bytes in the archive.
    pub packed: u64,
    /// Bytes unpacked.
    pub size: u64,
    /// CRC-32 of the unpacked bytes.
    pub crc: u32,
    /// Where the entry begins in the directory.
    pub(super) record: u32,
    /// Where its name stands in the texts, and how long it is; then its key.
    pub(super) name: u32,
    pub(super) name_len: u32,
    /// The compression method (APPNOTE 4.4.5).
    pub method: u16,
    pub(super) flags: u16,
    /// How long the name is in the records.
    pub(super) raw_len: u16,
    pub(super) needs: u8,
    pub(super) problem: Problem,
}

/// The newest version of the format that a member may need: 6.3, as `zipfile` has it.
const NEWEST: u8 = 63;

impl Entry {
    /// Size and CRC-32.
    pub(super) fn sum(&self) -> Sum {
        Sum { size: self.size, crc: self.crc }
    }

    /// Whether sizes and CRC stand behind the data.
    pub(super) fn streamed(&self) -> bool {
        self.flags & FLAG_STREAMED != 0
    }

    /// Whether the bytes stand as they are.
    pub fn stored(&self) -> bool {
        self.method == 0
    }

    /// The codec; `None` for stored bytes.
    pub(super) fn codec(&self) -> Result<Option<Codec>> {
        Ok(match self.method {
            0 => None,
            8 => Some(Codec::Deflate),
            12 => Some(Codec::Bzip2),
            14 => Some(Codec::Lzma(self.flags & FLAG_MARKER != 0)),
            93 => Some(Codec::Zstd),
            other => {
                return Err(Error::at(
                    Status::Method,
                    self.offset,
                    format_args!("found compression method {other}, expected 0, 8, 12, 14 or 93"),
                ))
            }
        })
    }

    /// Where it ends at the earliest: what its own header adds is not known yet.
    pub(super) fn least_end(&self) -> u64 {
        let header = LOCAL_SIZE as u64 + u64::from(self.raw_len);
        self.offset.saturating_add(header).saturating_add(self.packed)
    }

    /// Whether it is known where in the archive it would be.
    pub(super) fn has_place(&self) -> bool {
        matches!(self.problem, Problem::None | Problem::Name | Problem::Overlap)
    }

    /// Notes what is wrong; what was found first stays.
    pub(super) fn spoil(&mut self, problem: Problem) {
        if self.problem == Problem::None {
            self.problem = problem;
        }
    }

    /// That its records make sense, and that it has its bytes for itself.
    pub(super) fn check_place(&self) -> Result<()> {
        let problem = match self.problem {
            Problem::None => return Ok(()),
            Problem::Name => "found a name that is not the UTF-8 its flag says",
            Problem::Extra => "found an extra field that is cut off",
            Problem::Disk => "the member begins in another file, expected one file",
            Problem::Range => "the member reaches beyond where the directory begins",
            Problem::Overlap => "the member shares bytes with another one",
        };
        Err(broken(self.offset, format_args!("{problem}")))
    }

    /// That it can be unpacked; what is claimed of its size is held against its packed bytes.
    pub(super) fn check(&self, most: u64, ratio: u64) -> Result<Option<Codec>> {
        let at = self.offset;
        if self.flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED) != 0 {
            return Err(Error::at(Status::Encrypted, at, format_args!("the member is encrypted")));
        }
        if self.flags & FLAG_PATCH != 0 {
            return Err(Error::at(Status::Method, at, format_args!("the member is a patch of another one")));
        }
        if self.needs > NEWEST {
            return Err(Error::at(
                Status::Method,
                at,
                format_args!(
                    "the member needs version {}.{} of the format, expected at most 6.3",
                    self.needs / 10,
                    self.needs % 10
                ),
            ));
        }
        let codec = self.codec()?;
        if self.size > most {
            return Err(limit(at, "max_member", self.size, most));
        }
        let possible = match codec {
            None => self.size == self.packed,
            Some(codec) => self.size <= codec.most(self.packed),
        };
        if !possible {
            return Err(broken(
                at,
                format_args!(
                    "{} packed bytes cannot become {} by method {}",
                    self.packed, self.size, self.method
                ),
            ));
        }
        if codec.is_some() && self.size / ratio.max(1) > self.packed {
            return Err(limit(at, "max_ratio", self.size / self.packed.max(1), ratio));
        }
        Ok(codec)
    }
}

pub(super) fn limit(offset: u64, name: &str, found: u64, most: u64) -> Error {
    Error::at(Status::Limit, offset, format_args!("found {found}, the limit {name} is {most}"))
}

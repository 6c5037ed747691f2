//! Numbers in records: little-endian, at fixed places.

use crate::error::{Error, Result, Status};

/// Begins a member (APPNOTE 4.3.7).
pub const LOCAL: u32 = 0x0403_4b50;
/// Begins an entry of the directory (4.3.12).
pub const CENTRAL: u32 = 0x0201_4b50;
/// Begins the end record (4.3.16).
pub const END: u32 = 0x0605_4b50;
/// Begins the large end record (4.3.14).
pub const END64: u32 = 0x0606_4b50;
/// Begins the record that leads to it (4.3.15).
pub const LOCATOR: u32 = 0x0706_4b50;
/// Begins what follows a streamed member (4.3.9).
pub const DESCRIPTOR: u32 = 0x0807_4b50;

/// Bytes of each record without its variable part.
pub const LOCAL_SIZE: usize = 30;
/// As above.
pub const CENTRAL_SIZE: usize = 46;
/// As above.
pub const END_SIZE: usize = 22;
/// As above.
pub const END64_SIZE: usize = 56;
/// As above.
pub const LOCATOR_SIZE: usize = 20;

/// The extra field for sizes beyond 32 bits (4.5.3).
pub const ZIP64: u16 = 1;
/// The extra field for a name in UTF-8 (4.6.9).
pub const UNICODE_PATH: u16 = 0x7075;

/// The member is encrypted (4.4.4, bit 0).
pub const FLAG_ENCRYPTED: u16 = 1;
/// LZMA: the stream has an end marker (bit 1).
pub const FLAG_MARKER: u16 = 2;
/// Sizes and CRC follow the data (bit 3).
pub const FLAG_STREAMED: u16 = 8;
/// The data is a patch (bit 5).
pub const FLAG_PATCH: u16 = 0x20;
/// Strong encryption (bit 6).
pub const FLAG_STRONG: u16 = 0x40;
/// The name is UTF-8 (bit 11).
pub const FLAG_UTF8: u16 = 0x800;
/// The directory is encrypted (bit 13).
pub const FLAG_MASKED: u16 = 0x2000;

/// Takes numbers out of a record whose length was checked.
#[derive(Clone, Copy)]
pub struct Fields<'a>(pub &'a [u8]);

impl Fields<'_> {
    /// Two bytes.
    pub fn u16(self, at: usize) -> u16 {
        self.array(at).map_or(0, u16::from_le_bytes)
    }

    /// Four bytes.
    pub fn u32(self, at: usize) -> u32 {
        self.array(at).map_or(0, u32::from_le_bytes)
    }

    /// Eight bytes.
    pub fn u64(self, at: usize) -> u64 {
        self.array(at).map_or(0, u64::from_le_bytes)
    }

    fn array<const N: usize>(self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..at + N)?.try_into().ok()
    }
}

/// An extra field: its number and its bytes.
pub type Extra<'a> = (u16, &'a [u8]);

/// Goes through the extra fields of a record; `None` for one that is cut off.
pub fn extras(bytes: &[u8]) -> impl Iterator<Item = Option<Extra<'_>>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.len() < 4 {
            // Up to three bytes of padding: what `zipfile` and others let pass.
            return None;
        }
        let (id, len) = (Fields(rest).u16(0), usize::from(Fields(rest).u16(2)));
        match rest.get(4..4 + len) {
            Some(body) => {
                rest = &rest[4 + len..];
                Some(Some((id, body)))
            }
            None => {
                rest = &[];
                Some(None)
            }
        }
    })
}

/// Sizes and an offset that may stand in the large extra field instead of their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    /// Bytes unpacked.
    pub size: u64,
    /// Bytes packed.
    pub packed: u64,
    /// Where the member begins.
    pub offset: u64,
}

impl Wide {
    /// Takes from the body of the large field what has no room in its place (4.5.3); `None` if it is cut off.
    pub fn resolve(mut self, field: Option<&[u8]>) -> Option<Wide> {
        const FULL: u64 = 0xffff_ffff;
        let Some(body) = field else { return Some(self) };
        let mut at = 0;
        for value in [&mut self.size, &mut self.packed, &mut self.offset] {
            if *value == FULL {
                let bytes = body.get(at..at + 8)?;
                *value = Fields(bytes).u64(0);
                at += 8;
            }
        }
        Some(self)
    }
}

/// The error of an archive that is not as it should be, at `offset`.
#[cold]
pub fn broken(offset: u64, text: core::fmt::Arguments<'_>) -> Error {
    Error::at(Status::Archive, offset, text)
}

/// That a record begins as it should.
pub fn expect_signature(found: u32, wanted: u32, offset: u64, what: &str) -> Result<()> {
    if found == wanted {
        return Ok(());
    }
    Err(broken(offset, format_args!("found {found:08x}, expected {what} ({wanted:08x})")))
}

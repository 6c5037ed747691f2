//! CRC-32 as archives have it (APPNOTE 4.4.7).

use super::Mem;

/// The CRC-32 of bytes that come in pieces.
#[derive(Clone)]
pub struct Crc32 {
    hasher: crc32fast::Hasher,
}

impl Crc32 {
    /// Of no bytes yet.
    pub fn new() -> Crc32 {
        Crc32 { hasher: crc32fast::Hasher::new() }
    }

    /// Of `len` bytes whose sum is known.
    pub fn known(value: u32, len: u64) -> Crc32 {
        Crc32 { hasher: crc32fast::Hasher::new_with_initial_len(value, len) }
    }

    /// Goes on with `bytes`.
    pub fn add(&mut self, bytes: Mem<'_>) {
        if bytes.is_empty() {
            return;
        }
        // SAFETY: the view's maker promised that the bytes may be read. They are a run that the call
        // in progress has to itself: just read into, or lent to be written.
        self.hasher.update(unsafe { core::slice::from_raw_parts(bytes.ptr(), bytes.len()) });
    }

    /// Goes on with the bytes that `other` has seen.
    pub fn append(&mut self, other: &Crc32) {
        self.hasher.combine(&other.hasher);
    }

    /// The sum so far.
    pub fn value(&self) -> u32 {
        self.hasher.clone().finalize()
    }
}

impl Default for Crc32 {
    fn default() -> Crc32 {
        Crc32::new()
    }
}

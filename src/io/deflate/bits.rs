//! Bits into bytes, handed on in pieces.

use crate::error::Result;
use crate::fallible;

/// Where the compressed bytes go.
pub type Out<'a> = &'a mut dyn FnMut(&[u8]) -> Result<()>;

const ROOM: usize = 32 << 10;

/// Collects bits, least significant first, and hands them on as bytes.
pub struct Bits {
    bytes: Vec<u8>,
    used: usize,
    hold: u64,
    count: u32,
}

impl Bits {
    /// How many bytes may be written between two calls of [`room`](Bits::room).
    pub const MARGIN: usize = 4 << 10;

    pub fn new() -> Result<Bits> {
        let mut bytes = Vec::new();
        fallible::fill(&mut bytes, 0, ROOM + Bits::MARGIN + 8)?;
        Ok(Bits { bytes, used: 0, hold: 0, count: 0 })
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        (self.used, self.hold, self.count) = (0, 0, 0);
    }

    /// Adds the lowest `count` bits of `value`, which has no others. There is
    /// room for 56 bits between two spills.
    #[inline(always)]
    pub fn put(&mut self, value: u64, count: u32) {
        debug_assert!(self.count + count < 64 && value >> count == 0);
        self.hold |= value << self.count;
        self.count += count;
    }

    /// Moves whole bytes out of the way; at most 7 bits stay.
    #[inline(always)]
    pub fn spill(&mut self) {
        self.bytes[self.used..self.used + 8].copy_from_slice(&self.hold.to_le_bytes());
        self.used += (self.count / 8) as usize;
        self.hold >>= self.count & 56;
        self.count &= 7;
    }

    /// Sees to it that [`MARGIN`](Bits::MARGIN) bytes can follow.
    #[inline]
    pub fn room(&mut self, out: Out<'_>) -> Result<()> {
        if self.used >= ROOM {
            self.hand_on(out)?;
        }
        Ok(())
    }

    /// Fills the last byte with zeros.
    pub fn align(&mut self) {
        self.spill();
        self.count = self.count.next_multiple_of(8);
        self.spill();
    }

    /// Adds whole bytes; the last one before them must be full.
    pub fn bytes(&mut self, bytes: &[u8], out: Out<'_>) -> Result<()> {
        debug_assert!(self.count == 0);
        if bytes.len() <= Bits::MARGIN {
            self.room(out)?;
            self.bytes[self.used..self.used + bytes.len()].copy_from_slice(bytes);
            self.used += bytes.len();
            return Ok(());
        }
        self.hand_on(out)?;
        out(bytes)
    }

    /// Hands on every whole byte.
    pub fn hand_on(&mut self, out: Out<'_>) -> Result<()> {
        let used = core::mem::take(&mut self.used);
        if used > 0 {
            out(&self.bytes[..used])?;
        }
        Ok(())
    }
}

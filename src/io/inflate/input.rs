//! The compressed bytes: fetched in pieces, read in bits.

use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::MemMut;

/// Fills what it is given with the bytes that come next and says how many; 0: no more.
pub(super) type Fetch<'f> = dyn FnMut(MemMut<'_>) -> Result<usize> + 'f;

/// How much is fetched at a time.
const CAPACITY: usize = 64 * 1024;
/// Below this many bytes more are fetched: a symbol has at most 6, and the fast loop
/// loads 8 at once.
const FEW: usize = 16;

/// Bytes that were fetched and not used yet, and where they stand in the stream.
pub(super) struct Input {
    buffer: Buffer,
    /// The next bit, counted from the buffer's beginning.
    position: usize,
    /// How many bytes are there.
    end: usize,
    /// The stream's offset of the buffer's beginning.
    base: u64,
    /// Whether there are no more to be fetched.
    dry: bool,
}

impl Input {
    pub fn new() -> Result<Input> {
        Ok(Input { buffer: Buffer::new(CAPACITY, 64)?, position: 0, end: 0, base: 0, dry: false })
    }

    /// Back to the beginning of another stream.
    pub fn reset(&mut self) {
        (self.position, self.end, self.base, self.dry) = (0, 0, 0, false);
    }

    /// The bytes that were fetched.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `fetch` has filled them; the buffer is not written while they are lent.
        unsafe { core::slice::from_raw_parts(self.buffer.as_mem().ptr(), self.end) }
    }

    /// The next bit, counted from the beginning of `bytes`.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Goes to another bit.
    pub fn seek(&mut self, position: usize) {
        debug_assert!(position <= 8 * self.end);
        self.position = position;
    }

    /// The offset in the stream of the byte that the next bit is in.
    pub fn place(&self) -> u64 {
        self.base + (self.position / 8) as u64
    }

    /// How many bytes of the stream were used, the last begun one included.
    pub fn consumed(&self) -> u64 {
        self.base + self.position.div_ceil(8) as u64
    }

    /// How many bits are there.
    pub fn left(&self) -> usize {
        8 * self.end - self.position
    }

    /// Sees to it that the next symbols are there, if they come at all.
    pub fn prepare(&mut self, fetch: &mut Fetch<'_>) -> Result<()> {
        if self.left() >= 8 * FEW || self.dry {
            return Ok(());
        }
        let used = self.position / 8;
        if used > 0 {
            self.buffer.move_down(used, self.end - used)?;
            self.base += used as u64;
            self.position %= 8;
            self.end -= used;
        }
        while self.end < FEW && !self.dry {
            let room = CAPACITY - self.end;
            let fetched = fetch(self.buffer.as_mem_mut().sub(self.end, room)?)?;
            if fetched > room {
                return Err(Error::new(
                    Status::Internal,
                    format_args!("{fetched} bytes were fetched where at most {room} were asked for"),
                ));
            }
            self.dry = fetched == 0;
            self.end += fetched;
        }
        Ok(())
    }

    /// The next bits, the first one lowest: 57 at least, or all that are left, then zeros.
    #[inline(always)]
    pub fn peek(&self) -> u64 {
        let rest = &self.bytes()[self.position / 8..];
        let word = match rest.first_chunk() {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
        };
        word >> (self.position % 8)
    }

    /// Uses `bits` bits.
    #[inline(always)]
    pub fn skip(&mut self, bits: u32) -> Result<()> {
        if bits as usize > self.left() {
            return Err(self.truncated());
        }
        self.position += bits as usize;
        Ok(())
    }

    /// The next `bits` bits as a number.
    #[inline(always)]
    pub fn take(&mut self, bits: u32, fetch: &mut Fetch<'_>) -> Result<u32> {
        self.prepare(fetch)?;
        let number = self.peek() & ((1 << bits) - 1);
        self.skip(bits)?;
        Ok(number as u32)
    }

    /// Goes on to the next whole byte.
    pub fn align(&mut self) {
        self.position = self.position.next_multiple_of(8);
    }

    /// Whole bytes, at most `len` of those that are there: lends and uses them.
    pub fn take_bytes(&mut self, len: usize, fetch: &mut Fetch<'_>) -> Result<&[u8]> {
        self.prepare(fetch)?;
        let at = self.position / 8;
        let len = len.min(self.end - at);
        if len == 0 {
            return Err(self.truncated());
        }
        self.position += 8 * len;
        Ok(&self.bytes()[at..at + len])
    }

    #[cold]
    pub fn truncated(&self) -> Error {
        let end = self.base + self.end as u64;
        Error::at(Status::Truncated, end, format_args!("the compressed data end before the stream does"))
    }
}

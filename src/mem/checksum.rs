//! CRC-32 as archives have it (APPNOTE 4.4.7).

#[cfg(target_arch = "x86_64")]
use super::{folding, past};
use super::{Mem, MemMut};
use crate::error::Result;

/// What is copied and then summed up in the cache, where both cannot be done at once.
const STEP: usize = 32 * 1024;

/// The CRC-32 of bytes that come in pieces.
#[derive(Clone)]
pub struct Crc32 {
    hasher: crc32fast::Hasher,
    /// How many bytes those were.
    len: u64,
}

impl Crc32 {
    /// Of no bytes yet.
    pub fn new() -> Crc32 {
        Crc32 { hasher: crc32fast::Hasher::new(), len: 0 }
    }

    /// Of `len` bytes whose sum is known.
    pub fn known(value: u32, len: u64) -> Crc32 {
        Crc32 { hasher: crc32fast::Hasher::new_with_initial_len(value, len), len }
    }

    /// Goes on with `bytes`.
    pub fn add(&mut self, bytes: Mem<'_>) {
        if bytes.is_empty() {
            return;
        }
        // SAFETY: the view's maker promised that the bytes may be read. They are a run that the call
        // in progress has to itself: just read into, or lent to be written.
        self.hasher.update(unsafe { core::slice::from_raw_parts(bytes.ptr(), bytes.len()) });
        self.len = self.len.wrapping_add(bytes.len() as u64);
    }

    /// Whether [`copy`](Crc32::copy) looks at the bytes only once here.
    pub fn sums_on_the_way() -> bool {
        #[cfg(target_arch = "x86_64")]
        return folding::possible();
        #[cfg(not(target_arch = "x86_64"))]
        return false;
    }

    /// Goes on with `src` and copies it to `dst`, as many bytes, past the caches where the machine can. What is summed is
    /// what arrives there, also where somebody else changes the source meanwhile.
    pub fn copy(&mut self, src: Mem<'_>, dst: MemMut<'_>) -> Result<()> {
        let mut done = 0;
        #[cfg(target_arch = "x86_64")]
        if Crc32::sums_on_the_way() && src.len() == dst.len() {
            // Up to the beginning of a line.
            done = dst.ptr().align_offset(past::LINE).min(src.len());
            self.copy_in_steps(src.sub(0, done)?, dst.sub(0, done)?)?;
            let len = (src.len() - done) / folding::TURN * folding::TURN;
            if len > 0 {
                let (from, to) = (src.sub(done, len)?, dst.sub(done, len)?);
                // SAFETY: the machine can; both views have so many bytes, some whole turns, and `to` begins a line.
                let last = unsafe { folding::copy(self.value(), from.ptr(), to.ptr(), len) };
                // With a register of zeros, which is a sum of all ones.
                let mut hasher = crc32fast::Hasher::new_with_initial(!0);
                hasher.update(&last);
                *self = Crc32::known(hasher.finalize(), self.len.wrapping_add(len as u64));
                done += len;
            }
        }
        self.copy_in_steps(src.sub(done, src.len() - done)?, dst.sub(done, dst.len() - done)?)
    }

    fn copy_in_steps(&mut self, src: Mem<'_>, dst: MemMut<'_>) -> Result<()> {
        let mut done = 0;
        while done < src.len() {
            let len = STEP.min(src.len() - done);
            let piece = dst.sub(done, len)?;
            piece.copy_from(src.sub(done, len)?)?;
            // SAFETY: it was written just now.
            self.add(unsafe { piece.as_mem() });
            done += len;
        }
        Ok(())
    }

    /// Goes on with the bytes that `other` has seen.
    pub fn append(&mut self, other: &Crc32) {
        self.hasher.combine(&other.hasher);
        self.len = self.len.wrapping_add(other.len);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(len: usize) -> Vec<u8> {
        (0..len as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 21) as u8).collect()
    }

    /// Every length around the turns of the loop, from and to places of every kind.
    #[test]
    fn what_is_summed_on_its_way_is_summed_and_copied() {
        let bytes = noise(5000);
        for len in (0..900).chain([1023, 1024, 1025, 2047, 2048, 4095, 4096, 4900]) {
            for at in [0, 1, 7, 16, 63, 64, 65] {
                let piece = &bytes[at..at + len];
                for start in [0, 1, 0xdead_beef, !0] {
                    let mut room = vec![0xee; len + 200];
                    let mut crc = Crc32::known(start, 3);
                    let dst = MemMut::from_slice(&mut room[at..at + len]);
                    crc.copy(Mem::from_slice(piece), dst).unwrap();
                    let mut plain = crc32fast::Hasher::new_with_initial(start);
                    plain.update(piece);
                    assert_eq!(crc.value(), plain.finalize(), "{len} bytes at {at} after {start:x}");
                    assert!(room[at..at + len] == *piece, "{len} bytes at {at}");
                    let mut others = room[..at].iter().chain(&room[at + len..]);
                    assert!(others.all(|&b| b == 0xee), "{len} bytes at {at}: a neighbour");
                }
            }
        }
    }

    #[test]
    fn what_is_copied_can_be_joined_to_what_was_before() {
        let bytes = noise(200_000);
        for cut in [0, 1, 255, 256, 511, 512, 70_001, 199_999] {
            let (a, b) = bytes.split_at(cut);
            let mut room = vec![0; bytes.len()];
            let (mut first, mut second) = (Crc32::new(), Crc32::new());
            first.copy(Mem::from_slice(a), MemMut::from_slice(&mut room[..cut])).unwrap();
            second.copy(Mem::from_slice(b), MemMut::from_slice(&mut room[cut..])).unwrap();
            first.append(&second);
            assert_eq!(first.value(), crc32fast::hash(&bytes), "cut at {cut}");
            assert!(room == bytes);
        }
    }

    #[test]
    fn a_copy_to_as_many_bytes_only() {
        let (mut room, bytes) = ([0; 600], noise(700));
        assert!(Crc32::new().copy(Mem::from_slice(&bytes), MemMut::from_slice(&mut room)).is_err());
    }
}

//! Copies past the caches. A plain store reads its line first; where much is written, which leaves the caches anyway, that
//! is a third of what goes over the bus.

use core::ptr;

/// A line of the cache: what stores past it fill.
pub const LINE: usize = 64;

/// What a copy alone has to be. What is smaller may stay in the cache until somebody wants it.
pub(super) const LARGE: usize = 2 << 20;

/// Copies `len` bytes, from `large` on past the caches.
///
/// # Safety
///
/// They must be readable at `src` and writable at `dst`, and none may be both.
pub(super) unsafe fn copy(src: *const u8, dst: *mut u8, len: usize, large: usize) {
    // SAFETY: passed on to the caller.
    unsafe {
        if len >= large {
            streamed(src, dst, len);
        } else {
            ptr::copy_nonoverlapping(src, dst, len);
        }
    }
}

/// The same, of any size: a piece of much.
#[cfg(not(target_arch = "x86_64"))]
pub(super) unsafe fn streamed(src: *const u8, dst: *mut u8, len: usize) {
    // SAFETY: passed on to the caller.
    unsafe { ptr::copy_nonoverlapping(src, dst, len) };
}

/// The same, of any size: a piece of much. By stores that every x86-64 machine has.
#[cfg(target_arch = "x86_64")]
pub(super) unsafe fn streamed(src: *const u8, dst: *mut u8, len: usize) {
    use core::arch::x86_64::{__m128i, _mm_loadu_si128, _mm_sfence, _mm_stream_si128};
    let mut done = dst.align_offset(LINE).min(len);
    // SAFETY: all of it lies within the two blocks; a line begins where lines are stored.
    unsafe {
        ptr::copy_nonoverlapping(src, dst, done);
        while len - done >= LINE {
            let (from, to) = (src.add(done).cast::<__m128i>(), dst.add(done).cast::<__m128i>());
            let parts = [0, 1, 2, 3].map(|i| _mm_loadu_si128(from.add(i)));
            for (i, part) in parts.into_iter().enumerate() {
                _mm_stream_si128(to.add(i), part);
            }
            done += LINE;
        }
        // Other processors may see such stores in any order until then.
        _mm_sfence();
        ptr::copy_nonoverlapping(src.add(done), dst.add(done), len - done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_is_copied_from_and_to_any_place() {
        let bytes: Vec<u8> =
            (0..LARGE as u32 + 300).map(|i| (i.wrapping_mul(2_654_435_761) >> 21) as u8).collect();
        for (from, to) in [(0, 0), (1, 0), (0, 1), (7, 63), (64, 65), (128, 16)] {
            for (len, large) in [LARGE - 1, LARGE, LARGE + 1, LARGE + 63, LARGE + 100]
                .map(|len| (len, LARGE))
                .into_iter()
                .chain([0, 63, 64, 128, 10_001].map(|len| (len, 0)))
            {
                let mut room = vec![0xee; LARGE + 300];
                // SAFETY: both have room for so many bytes.
                unsafe { copy(bytes.as_ptr().add(from), room.as_mut_ptr().add(to), len, large) };
                assert!(room[to..to + len] == bytes[from..from + len], "{len} bytes from {from} to {to}");
                assert!(
                    room[..to].iter().chain(&room[to + len..]).all(|&b| b == 0xee),
                    "a neighbour of {to}"
                );
            }
        }
    }
}

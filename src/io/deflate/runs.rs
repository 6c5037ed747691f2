//! Bytes that equal the one a fixed distance before them.

/// Which of the 64 bytes from `at` on equal the one `distance` bytes before them; bit 0 is the first.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn equal64(bytes: &[u8], at: usize, distance: usize) -> u64 {
    use core::arch::x86_64::{__m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8};
    let (here, there) = (&bytes[at..at + 64], &bytes[at - distance..at - distance + 64]);
    let mut mask = 0;
    for quarter in 0..4 {
        let (a, b) = (&here[quarter * 16..][..16], &there[quarter * 16..][..16]);
        // SAFETY: every x86-64 has these instructions, and 16 bytes are there.
        let equal = unsafe {
            let a = _mm_loadu_si128(a.as_ptr().cast::<__m128i>());
            let b = _mm_loadu_si128(b.as_ptr().cast::<__m128i>());
            _mm_movemask_epi8(_mm_cmpeq_epi8(a, b))
        };
        mask |= u64::from(equal as u16) << (quarter * 16);
    }
    mask
}

#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
fn equal64(bytes: &[u8], at: usize, distance: usize) -> u64 {
    equal64_portable(bytes, at, distance)
}

/// The same without vector instructions.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn equal64_portable(bytes: &[u8], at: usize, distance: usize) -> u64 {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let mut mask = 0;
    for word in 0..8 {
        let from = at + word * 8;
        let differ = le64(bytes, from) ^ le64(bytes, from - distance);
        // The highest bit of every byte that is zero, then all of them side by side.
        let zero = !(((differ & LOW) + LOW) | differ | LOW);
        mask |= ((zero >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (word * 8);
    }
    mask
}

#[cfg(any(test, not(target_arch = "x86_64")))]
fn le64(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}

/// Calls `run(from, to)` for every run of at least three bytes within `from..to`
/// that equal the byte `distance` before them. 64 bytes must follow on `to`.
/// `masks` has room for a bit for each byte and for 64 bits more.
pub fn runs(
    bytes: &[u8],
    (from, to): (usize, usize),
    distance: usize,
    masks: &mut [u64],
    mut run: impl FnMut(usize, usize),
) {
    let words = (to - from).div_ceil(64);
    for (word, mask) in masks[..words].iter_mut().enumerate() {
        *mask = equal64(bytes, from + word * 64, distance);
    }
    masks[words] = 0;
    let over = (to - from) % 64;
    if over > 0 {
        masks[words - 1] &= (1 << over) - 1;
    }
    let mut word = 0;
    // Bits of the word that belong to a run that was told already.
    let mut done = 0;
    while word < words {
        let (here, next) = (masks[word], masks[word + 1]);
        let three = here & (here >> 1 | next << 63) & (here >> 2 | next << 62) & !0 << done;
        if three == 0 {
            word += 1;
            done = 0;
            continue;
        }
        let start = word * 64 + three.trailing_zeros() as usize;
        let mut end = start + (!(here >> (start % 64))).trailing_zeros() as usize;
        if end > word * 64 + 63 {
            end = word * 64 + 64;
            while masks[end / 64] == !0 {
                end += 64;
            }
            end += masks[end / 64].trailing_ones() as usize;
        }
        run(from + start, from + end);
        word = end / 64;
        done = (end % 64) as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_find_what_plain_code_finds() {
        let mut state = 1u64;
        for round in 0..200 {
            let bytes: Vec<u8> = (0..400)
                .map(|_| {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    (state >> 60) as u8 % if round % 2 == 0 { 2 } else { 7 }
                        + if round % 3 == 0 { 127 } else { 0 }
                })
                .collect();
            for distance in [1, 2, 3, 8, 40] {
                let at = 100 + round % 7;
                let plain = (0..64)
                    .fold(0, |mask, i| mask | u64::from(bytes[at + i] == bytes[at + i - distance]) << i);
                assert_eq!(equal64(&bytes, at, distance), plain);
                assert_eq!(equal64_portable(&bytes, at, distance), plain);
                every_run(&bytes, (at, at + round), distance);
            }
        }
    }

    fn every_run(bytes: &[u8], (from, to): (usize, usize), distance: usize) {
        let mut expected = Vec::new();
        let mut p = from;
        while p < to {
            let length = (p..to).take_while(|&q| bytes[q] == bytes[q - distance]).count();
            if length >= 3 {
                expected.push((p, p + length));
            }
            p += length + 1;
        }
        let mut found = Vec::new();
        runs(bytes, (from, to), distance, &mut [0; 8], |from, to| found.push((from, to)));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_run_over_many_words_is_one() {
        let bytes = vec![7; 2000];
        let mut found = Vec::new();
        runs(&bytes, (10, 1900), 8, &mut [0; 32], |from, to| found.push((from, to)));
        assert_eq!(found, [(10, 1900)]);
    }
}

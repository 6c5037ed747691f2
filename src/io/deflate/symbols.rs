//! The alphabets of RFC 1951, and logarithms in whole numbers.

/// The shortest and the longest match.
pub const MIN_MATCH: usize = 3;
pub const MAX_MATCH: usize = 258;
/// How far back a match may reach.
pub const HISTORY: usize = 32768;

/// Literals, the end of a block, 29 lengths, and two symbols that have codes in a
/// block without header but never occur.
pub const LITERALS: usize = 288;
pub const END: usize = 256;
pub const FIRST_LENGTH: usize = 257;
pub const LENGTHS: usize = 29;
pub const DISTANCES: usize = 30;
/// No code is longer, in the code of code lengths and in the others.
pub const LONGEST_PRECODE: u32 = 7;
pub const LONGEST_CODE: u32 = 15;

const LENGTH_BASE: [u16; LENGTHS] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
    227, 258,
];
/// Bits that follow the symbol of a length.
pub static LENGTH_EXTRA: [u8; LENGTHS] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/// Bits that follow the symbol of a distance.
pub static DISTANCE_EXTRA: [u8; DISTANCES] =
    [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

/// The slot of each length, counted from [`FIRST_LENGTH`].
pub static LENGTH_SLOT: [u8; MAX_MATCH + 1] = length_slots();

const fn length_slots() -> [u8; MAX_MATCH + 1] {
    let mut slots = [0; MAX_MATCH + 1];
    let mut length = MIN_MATCH;
    let mut slot = 0;
    while length <= MAX_MATCH {
        if slot + 1 < LENGTHS && LENGTH_BASE[slot + 1] as usize == length {
            slot += 1;
        }
        slots[length] = slot as u8;
        length += 1;
    }
    slots
}

/// What the extra bits of a length say.
pub fn length_rest(length: usize) -> u32 {
    length as u32 - u32::from(LENGTH_BASE[usize::from(LENGTH_SLOT[length])])
}

/// The slots of the distances up to 256, then those of every 128th.
static DISTANCE_SLOT: [u8; 512] = distance_slots();

const fn distance_slots() -> [u8; 512] {
    let mut slots = [0; 512];
    let mut index = 0;
    while index < 512 {
        let last: u32 = if index < 256 { index } else { (index - 256) * 128 };
        slots[index as usize] = if last < 4 {
            last as u8
        } else {
            let top = 31 - last.leading_zeros();
            (2 * top + (last >> (top - 1) & 1)) as u8
        };
        index += 1;
    }
    slots
}

/// The slot of a distance from 1 on.
#[inline(always)]
pub fn distance_slot(distance: u32) -> u32 {
    let last = distance.wrapping_sub(1);
    let index = if last < 256 { last } else { 256 + (last >> 7) };
    u32::from(DISTANCE_SLOT[index as usize & 511])
}

/// What the extra bits of a distance say.
#[inline(always)]
pub fn distance_rest(distance: u32, extra: u32) -> u32 {
    distance.wrapping_sub(1) & ((1 << extra) - 1)
}

/// A bit in the units of [`log2`].
pub const LOG_BIT: u32 = 1 << LOG_SHIFT;
const LOG_SHIFT: u32 = 12;
static LOG_MANTISSA: [u16; 256] = log_mantissas();

const fn log_mantissas() -> [u16; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        // Squaring a number of [1, 2) doubles its logarithm: the bit before the point is the next one.
        let mut x = (256 + i as u64) << 23;
        let mut bit = 0;
        while bit < LOG_SHIFT {
            x = (x * x) >> 31;
            table[i] <<= 1;
            if x >> 32 != 0 {
                x >>= 1;
                table[i] |= 1;
            }
            bit += 1;
        }
        i += 1;
    }
    table
}

/// The binary logarithm of `n`, which is not 0, in units of 1/4096.
#[inline(always)]
pub fn log2(n: u32) -> u32 {
    let top = 31 - (n | 1).leading_zeros();
    let mantissa = if top >= 8 { n >> (top - 8) } else { n << (8 - top) };
    (top << LOG_SHIFT) + u32::from(LOG_MANTISSA[(mantissa & 255) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_its_slots_base_and_rest() {
        for length in MIN_MATCH..=MAX_MATCH {
            let slot = usize::from(LENGTH_SLOT[length]);
            assert!(length_rest(length) < 1 << LENGTH_EXTRA[slot]);
            assert_eq!(usize::from(LENGTH_BASE[slot]) + length_rest(length) as usize, length);
        }
        // The one length with two spellings takes the short one.
        assert_eq!(LENGTH_SLOT[258], 28);
    }

    #[test]
    fn every_distance_is_its_slots_base_and_rest() {
        let mut base = 1;
        for (slot, &extra) in DISTANCE_EXTRA.iter().enumerate() {
            for rest in 0..1 << extra {
                assert_eq!(distance_slot(base + rest), slot as u32);
                assert_eq!(distance_rest(base + rest, u32::from(extra)), rest);
            }
            base += 1 << extra;
        }
        assert_eq!(base as usize, HISTORY + 1);
    }

    #[test]
    fn logarithms_are_right_to_a_256th_bit() {
        for n in (1..70_000).chain([1 << 20, u32::MAX / 2]) {
            let exact = f64::from(n).log2();
            let found = f64::from(log2(n)) / f64::from(LOG_BIT);
            assert!(found <= exact + 1e-9 && exact - found < 1.0 / 128.0, "{n}: {found} for {exact}");
        }
    }
}

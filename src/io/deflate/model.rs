//! How often each symbol occurs, and what it costs therefore.

use super::symbols::*;

/// Occurrences of the symbols of a stretch of data.
#[derive(Clone)]
pub struct Counts {
    pub literals: [u32; LITERALS],
    pub distances: [u32; DISTANCES],
}

impl Counts {
    pub const NONE: Counts = Counts { literals: [0; LITERALS], distances: [0; DISTANCES] };

    /// What may be expected of a unit of which nothing is known.
    pub fn guess(bytes: &[u8]) -> Counts {
        let mut counts = Counts::NONE;
        counts.add_literals(bytes);
        let size = bytes.len() as u32;
        counts.literals[FIRST_LENGTH..][..LENGTHS].fill(size / 8 + 1);
        counts.distances.fill(size / 64 + 1);
        counts
    }

    pub fn add(&mut self, other: &Counts) {
        self.each(other, |a, b| a + b);
    }

    /// Old occurrences count half.
    pub fn fade(&mut self, newer: &Counts) {
        self.each(newer, |a, b| a / 2 + b);
    }

    fn each(&mut self, other: &Counts, of: impl Fn(u32, u32) -> u32) {
        self.literals.iter_mut().zip(&other.literals).for_each(|(a, &b)| *a = of(*a, b));
        self.distances.iter_mut().zip(&other.distances).for_each(|(a, &b)| *a = of(*a, b));
    }

    /// The literals of `bytes`.
    pub fn add_literals(&mut self, bytes: &[u8]) {
        // Four tables: one would wait for itself where a byte repeats.
        let mut four = [[0u32; 256]; 4];
        let mut chunks = bytes.chunks_exact(4);
        for chunk in &mut chunks {
            for (table, &byte) in four.iter_mut().zip(chunk) {
                table[usize::from(byte)] += 1;
            }
        }
        for &byte in chunks.remainder() {
            four[0][usize::from(byte)] += 1;
        }
        for (byte, count) in self.literals[..256].iter_mut().enumerate() {
            *count += four.iter().map(|table| table[byte]).sum::<u32>();
        }
    }

    /// A match of this length and distance.
    #[inline(always)]
    pub fn add_match(&mut self, length: usize, slot: u32) {
        self.literals[FIRST_LENGTH + usize::from(LENGTH_SLOT[length])] += 1;
        self.distances[slot as usize] += 1;
    }

    /// The bits behind the symbols of lengths and distances.
    pub fn extra_bits(&self) -> u64 {
        let of = |counts: &[u32], extra: &[u8]| -> u64 {
            counts.iter().zip(extra).map(|(&count, &bits)| u64::from(count) * u64::from(bits)).sum()
        };
        of(&self.literals[FIRST_LENGTH..], &LENGTH_EXTRA) + of(&self.distances, &DISTANCE_EXTRA)
    }

    /// About how many bits a block of these symbols takes, with its header.
    pub fn estimate(&self) -> u64 {
        let (literals, literals_used) = entropy(&self.literals);
        let (distances, distances_used) = entropy(&self.distances);
        // A header spends about three and a half bits on each length that it lists.
        literals + distances + self.extra_bits() + 60 + (literals_used * 7 + distances_used * 6) / 2
    }
}

/// The bits that `counts` symbols take, at least one each, and how many different ones there are.
fn entropy(counts: &[u32]) -> (u64, u64) {
    let (mut all, mut sum, mut used) = (0u64, 0u64, 0u64);
    for &count in counts.iter().filter(|&&count| count > 0) {
        all += u64::from(count);
        sum += u64::from(count) * u64::from(log2(count));
        used += 1;
    }
    if used == 0 {
        return (0, 0);
    }
    let bits = (all * u64::from(log2(all as u32))).saturating_sub(sum) / u64::from(LOG_BIT);
    (bits.max(all), used)
}

/// A bit in the units of [`Costs`].
pub const BIT: u32 = 32;

/// What the parser thinks that symbols cost, extra bits included.
pub struct Costs {
    pub literal: [u32; 256],
    pub length: [u32; 512],
    distances: [u32; 128],
}

impl Costs {
    pub const NONE: Costs = Costs { literal: [0; 256], length: [0; 512], distances: [0; 128] };

    /// What they cost if they occur as often as in `counts`; what does not occur
    /// is taken to occur a quarter time.
    pub fn learn(&mut self, counts: &Counts) {
        let cost = Self::table(&counts.literals, BIT / 2);
        for (to, &count) in self.literal.iter_mut().zip(&counts.literals) {
            *to = cost(count);
        }
        let mut of_slot = [0; LENGTHS];
        for (slot, to) in of_slot.iter_mut().enumerate() {
            *to = cost(counts.literals[FIRST_LENGTH + slot]) + BIT * u32::from(LENGTH_EXTRA[slot]);
        }
        for (to, &slot) in self.length.iter_mut().zip(&LENGTH_SLOT) {
            *to = of_slot[usize::from(slot)];
        }
        // No length below the least one is ever the cheapest.
        self.length[..MIN_MATCH].fill(u32::MAX / 4);
        let cost = Self::table(&counts.distances, BIT);
        for (slot, to) in self.distances[..DISTANCES].iter_mut().enumerate() {
            *to = cost(counts.distances[slot]) + BIT * u32::from(DISTANCE_EXTRA[slot]);
        }
    }

    /// What a distance costs.
    #[inline(always)]
    pub fn distance(&self, distance: usize) -> u32 {
        self.distances[distance_slot(distance as u32) as usize & 127]
    }

    fn table(counts: &[u32], least: u32) -> impl Fn(u32) -> u32 {
        let smooth = |count: u32| count.saturating_mul(8) + 2;
        let all = counts.iter().fold(0u32, |all, &count| all.saturating_add(smooth(count)));
        let all = log2(all);
        let most = LONGEST_CODE * BIT;
        move |count| (all.saturating_sub(log2(smooth(count))) / (LOG_BIT / BIT)).clamp(least, most)
    }
}

//! The header of a block with codes of its own.

use super::bits::Bits;
use super::huffman::{self, Code};
use super::model::Counts;
use super::symbols::*;

/// Symbols of the code of code lengths: the lengths, and three sorts of repetition.
const PRECODE: usize = 19;
const REPEAT: u8 = 16;
const ZEROS: u8 = 17;
const MANY_ZEROS: u8 = 18;
/// The order in which their lengths are written.
const ORDER: [usize; PRECODE] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The two codes of a block, and how its header says them.
pub struct Trees {
    pub literals: [u8; LITERALS],
    pub distances: [u8; DISTANCES],
    literals_listed: usize,
    distances_listed: usize,
    /// The listed lengths as symbols of the precode, each with its extra bits.
    listed: [(u8, u8); LITERALS + DISTANCES],
    symbols: usize,
    precode: [u8; PRECODE],
    precode_listed: usize,
}

impl Trees {
    /// The best codes for `counts`.
    pub fn of(counts: &Counts) -> Trees {
        let mut trees = Trees {
            literals: [0; LITERALS],
            distances: [0; DISTANCES],
            literals_listed: 0,
            distances_listed: 0,
            listed: [(0, 0); LITERALS + DISTANCES],
            symbols: 0,
            precode: [0; PRECODE],
            precode_listed: 0,
        };
        huffman::lengths(&counts.literals, LONGEST_CODE, &mut trees.literals);
        huffman::lengths(&counts.distances, LONGEST_CODE, &mut trees.distances);
        // Some decoders refuse a code without symbols.
        if trees.distances.iter().all(|&length| length == 0) {
            trees.distances[0] = 1;
        }
        let listed =
            |lengths: &[u8]| lengths.iter().rposition(|&length| length > 0).map_or(0, |last| last + 1);
        trees.literals_listed = listed(&trees.literals).max(FIRST_LENGTH);
        trees.distances_listed = listed(&trees.distances).max(1);
        trees.list();
        let mut counts = [0; PRECODE];
        trees.listed[..trees.symbols].iter().for_each(|&(symbol, _)| counts[usize::from(symbol)] += 1);
        huffman::lengths(&counts, LONGEST_PRECODE, &mut trees.precode);
        let last = ORDER.iter().rposition(|&symbol| trees.precode[symbol] > 0).unwrap_or(0);
        trees.precode_listed = (last + 1).max(4);
        trees
    }

    /// The codes that a block without a header has.
    pub fn fixed() -> Trees {
        let mut trees = Trees::of(&Counts::NONE);
        trees.literals.fill(8);
        trees.literals[144..256].fill(9);
        trees.literals[256..280].fill(7);
        trees.distances.fill(5);
        trees
    }

    /// Spells the lengths of both codes, which count as one list.
    fn list(&mut self) {
        let mut all = [0; LITERALS + DISTANCES];
        let end = self.literals_listed + self.distances_listed;
        all[..self.literals_listed].copy_from_slice(&self.literals[..self.literals_listed]);
        all[self.literals_listed..end].copy_from_slice(&self.distances[..self.distances_listed]);
        for run in all[..end].chunk_by(|a, b| a == b) {
            let mut left = run.len();
            if run[0] == 0 {
                while left >= 11 {
                    let zeros = left.min(138);
                    self.push(MANY_ZEROS, zeros - 11);
                    left -= zeros;
                }
                if left >= 3 {
                    self.push(ZEROS, left - 3);
                    left = 0;
                }
            } else {
                self.push(run[0], 0);
                left -= 1;
                while left >= 3 {
                    // Seven and eight are better as two repetitions than as one and a rest.
                    let repeated = if left == 7 || left == 8 { left - 3 } else { left.min(6) };
                    self.push(REPEAT, repeated - 3);
                    left -= repeated;
                }
            }
            for _ in 0..left {
                self.push(run[0], 0);
            }
        }
    }

    fn push(&mut self, symbol: u8, extra: usize) {
        self.listed[self.symbols] = (symbol, extra as u8);
        self.symbols += 1;
    }

    /// How many bits the header takes, from the list's lengths on.
    pub fn header_bits(&self) -> u64 {
        let mut bits = 14 + 3 * self.precode_listed as u64;
        for &(symbol, _) in &self.listed[..self.symbols] {
            bits += u64::from(self.precode[usize::from(symbol)]) + u64::from(extra_bits(symbol));
        }
        bits
    }

    /// How many bits `counts` symbols take, with what follows them.
    pub fn body_bits(&self, counts: &Counts) -> u64 {
        let of = |counts: &[u32], lengths: &[u8]| -> u64 {
            counts.iter().zip(lengths).map(|(&count, &bits)| u64::from(count) * u64::from(bits)).sum()
        };
        of(&counts.literals, &self.literals) + of(&counts.distances, &self.distances) + counts.extra_bits()
    }

    /// Writes the header, from the list's lengths on. It takes at most 400 bytes.
    pub fn write_header(&self, bits: &mut Bits) {
        bits.put(self.literals_listed as u64 - 257, 5);
        bits.put(self.distances_listed as u64 - 1, 5);
        bits.put(self.precode_listed as u64 - 4, 4);
        bits.spill();
        for &symbol in &ORDER[..self.precode_listed] {
            bits.put(u64::from(self.precode[symbol]), 3);
            bits.spill();
        }
        let mut codes = [Code::default(); PRECODE];
        huffman::codes(&self.precode, &mut codes);
        for &(symbol, extra) in &self.listed[..self.symbols] {
            let code = codes[usize::from(symbol)];
            bits.put(u64::from(code.bits), u32::from(code.length));
            bits.put(u64::from(extra), extra_bits(symbol));
            bits.spill();
        }
    }
}

fn extra_bits(symbol: u8) -> u32 {
    match symbol {
        REPEAT => 2,
        ZEROS => 3,
        MANY_ZEROS => 7,
        _ => 0,
    }
}

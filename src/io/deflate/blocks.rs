//! Blocks: what belongs into one, and how it is written.

use super::bits::{Bits, Out};
use super::huffman::{self, Code};
use super::matches::{Found, Unit};
use super::model::Counts;
use super::parse::Parser;
use super::symbols::*;
use super::trees::Trees;
use super::window::{boxed, Bytes, UNIT};
use crate::error::Result;
use crate::fallible;

/// Literals and a match behind them; a length of 0 is no match.
#[derive(Clone, Copy)]
struct Step {
    literals: u32,
    length: u16,
    distance: u16,
}

const MOST_STEPS: usize = 16 << 10;
const MOST_LITERALS: usize = 128 << 10;
/// Literals are copied in pieces of so many bytes.
const COPY: usize = 16;
/// The longest stored block.
pub const MOST_STORED: usize = 65_535;

/// The block that is being collected: units that are alike, and the last one, of which that is not known yet.
pub struct Block {
    steps: Vec<Step>,
    literals: Box<[u8; MOST_LITERALS + 2 * COPY]>,
    used: usize,
    counts: Counts,
    /// About how many bits the block takes without its last unit, and how many bytes of data that are.
    estimate: u64,
    size: usize,
    /// Where the last unit begins, its symbols, and its bytes of data.
    unit_steps: usize,
    unit_literals: usize,
    unit: Counts,
    unit_size: usize,
}

impl Block {
    pub fn new() -> Result<Block> {
        Ok(Block {
            steps: fallible::vec_with_capacity(MOST_STEPS)?,
            literals: boxed(0)?,
            used: 0,
            counts: Counts::NONE,
            estimate: 0,
            size: 0,
            unit_steps: 0,
            unit_literals: 0,
            unit: Counts::NONE,
            unit_size: 0,
        })
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.steps.clear();
        (self.used, self.estimate, self.size) = (0, 0, 0);
        self.counts = Counts::NONE;
        (self.unit_steps, self.unit_literals, self.unit_size) = (0, 0, 0);
        self.unit = Counts::NONE;
    }

    /// Bytes of data in the block, without the last unit.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The last unit's symbols.
    pub fn unit(&self) -> &Counts {
        &self.unit
    }

    /// Whether a further unit may not fit.
    pub fn is_full(&self) -> bool {
        self.steps.len() + UNIT / MIN_MATCH + 2 > MOST_STEPS || self.used + UNIT > MOST_LITERALS
    }

    /// Whether it may turn out that the block is best stored.
    pub fn may_be_stored(&self) -> bool {
        self.estimate > self.size as u64 * 7
    }

    /// Adds a unit as it was parsed. Returns its bytes of data, which may be a few more than it had.
    pub fn add(&mut self, bytes: &Bytes, unit: Unit, found: Found<'_>, parser: &Parser) -> usize {
        let size = unit.to - unit.from;
        let mut at = 0;
        while at < size {
            let (begin, length, distance) = match parser.next_match(at, size) {
                None => (size, 0, 0),
                Some((begin, choice)) => {
                    let (length, distance) = (choice.length(), found.distance(choice));
                    let equal =
                        length == MAX_MATCH && all_equal(&bytes[unit.from + begin - distance..][..distance]);
                    // The same bytes, for the fewest bits.
                    (begin, length, if equal { 1 } else { distance })
                }
            };
            let literals = (begin - at) as u32;
            self.copy(bytes, unit.from + at, unit.from + begin);
            if length > 0 {
                self.unit.add_match(length, distance_slot(distance as u32));
            }
            // There is room: nothing is allocated.
            #[allow(clippy::disallowed_methods)]
            self.steps.push(Step { literals, length: length as u16, distance: distance as u16 });
            at = begin + length;
        }
        self.unit.add_literals(&self.literals[self.unit_literals..self.used]);
        self.unit_size = at;
        at
    }

    #[inline(always)]
    fn copy(&mut self, bytes: &Bytes, from: usize, to: usize) {
        let (used, count) = (self.used, to - from);
        self.used += count;
        if count <= COPY {
            // There is room behind both.
            self.literals[used..used + COPY].copy_from_slice(&bytes[from..from + COPY]);
        } else {
            self.literals[used..used + count].copy_from_slice(&bytes[from..to]);
        }
    }

    /// Takes the last unit back.
    pub fn undo(&mut self) {
        self.steps.truncate(self.unit_steps);
        self.used = self.unit_literals;
        self.unit = Counts::NONE;
        self.unit_size = 0;
    }

    /// Makes the last unit a part of the block; or says that it had better begin a block of its own.
    pub fn join(&mut self) -> bool {
        let mut both = self.counts.clone();
        both.add(&self.unit);
        let together = both.estimate();
        if self.size > 0 && self.estimate + self.unit.estimate() < together {
            return false;
        }
        self.counts = both;
        self.estimate = together;
        self.size += self.unit_size;
        self.unit = Counts::NONE;
        self.unit_size = 0;
        (self.unit_steps, self.unit_literals) = (self.steps.len(), self.used);
        true
    }

    /// Writes the block without its last unit, if that has not joined, which then is the last unit of
    /// the next one. `raw` is the block's data, if it is still there.
    pub fn write(&mut self, raw: Option<&[u8]>, last: bool, bits: &mut Bits, out: Out<'_>) -> Result<()> {
        self.counts.literals[END] += 1;
        let (trees, fixed) = (Trees::of(&self.counts), Trees::fixed());
        let own = trees.header_bits() + trees.body_bits(&self.counts);
        let shared = fixed.body_bits(&self.counts);
        let stored = (self.size as u64 + 5 * self.size.div_ceil(MOST_STORED).max(1) as u64) * 8;
        match raw {
            Some(raw) if stored < own.min(shared) => store(raw, last, bits, out)?,
            _ => {
                bits.room(out)?;
                if shared <= own {
                    bits.put(u64::from(last) | 1 << 1, 3);
                    self.write_steps(&fixed, bits, out)?;
                } else {
                    bits.put(u64::from(last) | 2 << 1, 3);
                    trees.write_header(bits);
                    self.write_steps(&trees, bits, out)?;
                }
            }
        }
        let steps = self.steps.len();
        self.steps.copy_within(self.unit_steps..steps, 0);
        self.steps.truncate(steps - self.unit_steps);
        self.literals.copy_within(self.unit_literals..self.used, 0);
        self.used -= self.unit_literals;
        self.counts = Counts::NONE;
        (self.unit_steps, self.unit_literals, self.size, self.estimate) = (0, 0, 0, 0);
        Ok(())
    }

    fn write_steps(&self, trees: &Trees, bits: &mut Bits, out: Out<'_>) -> Result<()> {
        let codes = Codes::new(trees);
        let mut literals = &self.literals[..self.unit_literals];
        for step in &self.steps[..self.unit_steps] {
            let (mut these, rest) = literals.split_at(step.literals as usize);
            literals = rest;
            while these.len() >= 4 {
                bits.room(out)?;
                let (piece, rest) = these.split_at(these.len().min(1024) / 4 * 4);
                codes.put_literals(piece, bits);
                these = rest;
            }
            bits.room(out)?;
            these.iter().for_each(|&byte| codes.put_literal(byte, bits));
            bits.spill();
            if step.length > 0 {
                codes.put_match(step.length, step.distance, bits);
            }
        }
        let end = codes.end;
        bits.put(u64::from(end.bits), u32::from(end.length));
        bits.spill();
        Ok(())
    }
}

/// The codes of a block as they are written. A code of up to 15 bits, and up to 5 bits behind it, stand in the
/// lower bits of a number, how many there are in its upper ones.
struct Codes {
    literals: [u32; 256],
    lengths: [u32; MAX_MATCH + 1],
    distances: [Code; DISTANCES],
    end: Code,
    /// Whether four literals fit in 56 bits.
    short: bool,
}

const COUNT_SHIFT: u32 = 24;

impl Codes {
    fn new(trees: &Trees) -> Codes {
        let (mut all, mut distances) = ([Code::default(); LITERALS], [Code::default(); DISTANCES]);
        huffman::codes(&trees.literals, &mut all);
        huffman::codes(&trees.distances, &mut distances);
        let mut literals = [0; 256];
        for (to, code) in literals.iter_mut().zip(&all) {
            *to = u32::from(code.bits) | u32::from(code.length) << COUNT_SHIFT;
        }
        let mut lengths = [0; MAX_MATCH + 1];
        for (length, to) in lengths.iter_mut().enumerate().skip(MIN_MATCH) {
            let slot = usize::from(LENGTH_SLOT[length]);
            let code = all[FIRST_LENGTH + slot];
            let count = u32::from(code.length) + u32::from(LENGTH_EXTRA[slot]);
            *to = u32::from(code.bits) | length_rest(length) << code.length | count << COUNT_SHIFT;
        }
        let short = trees.literals[..256].iter().all(|&length| length <= 14);
        Codes { literals, lengths, distances, end: all[END], short }
    }

    #[inline(always)]
    fn put_literal(&self, byte: u8, bits: &mut Bits) {
        put(self.literals[usize::from(byte)], bits);
    }

    /// Writes literals, a multiple of four.
    #[inline(always)]
    fn put_literals(&self, bytes: &[u8], bits: &mut Bits) {
        if self.short {
            for four in bytes.chunks_exact(4) {
                four.iter().for_each(|&byte| self.put_literal(byte, bits));
                bits.spill();
            }
        } else {
            for two in bytes.chunks_exact(2) {
                two.iter().for_each(|&byte| self.put_literal(byte, bits));
                bits.spill();
            }
        }
    }

    #[inline(always)]
    fn put_match(&self, length: u16, distance: u16, bits: &mut Bits) {
        put(self.lengths[usize::from(length)], bits);
        let slot = distance_slot(distance.into()) as usize;
        let (code, extra) = (self.distances[slot], u32::from(DISTANCE_EXTRA[slot]));
        bits.put(u64::from(code.bits), u32::from(code.length));
        bits.put(u64::from(distance_rest(distance.into(), extra)), extra);
        bits.spill();
    }
}

#[inline(always)]
fn put(code: u32, bits: &mut Bits) {
    bits.put(u64::from(code & ((1 << COUNT_SHIFT) - 1)), code >> COUNT_SHIFT);
}

fn all_equal(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == bytes[0])
}

/// Writes `raw` in stored blocks, one at least.
pub fn store(raw: &[u8], last: bool, bits: &mut Bits, out: Out<'_>) -> Result<()> {
    let mut left = raw;
    loop {
        let (part, rest) = left.split_at(left.len().min(MOST_STORED));
        begin_stored(part.len(), last && rest.is_empty(), bits, out)?;
        bits.bytes(part, out)?;
        left = rest;
        if left.is_empty() {
            return Ok(());
        }
    }
}

/// Writes what stands in front of `len` stored bytes, at most [`MOST_STORED`].
pub fn begin_stored(len: usize, last: bool, bits: &mut Bits, out: Out<'_>) -> Result<()> {
    bits.room(out)?;
    bits.put(u64::from(last), 3);
    bits.align();
    let len = len as u64;
    bits.put(len | (!len & 0xFFFF) << 16, 32);
    bits.spill();
    Ok(())
}

//! Entries for more than one symbol: sequences of literals whose codes are short, and
//! matches whose length and distance fit into one index.
//!
//! The time of decoding is the time from one lookup to the next, so an entry for two
//! symbols halves it; and where a match is one entry that is handled as literals are,
//! nobody has to guess which of them comes.

use super::arena::sequence;
use super::code::{Code, LONGEST};
use super::entry::{Entry, LITLEN_BITS};
use super::tables::{build_litlen, spread, DISTANCE, DISTANCES, END, LENGTH, LITLENS};
use core::ops::Range;

/// The longest match in one entry: what is copied without a question about its length.
pub(super) const LONGEST_COPY: u16 = 20;

/// Where less than one of so many symbols is a match, literals are expected.
const RARE: u32 = 8;

/// Shares of what may come are counted in parts of this.
const WHOLE: u32 = 1 << LONGEST;

/// How a block is decoded best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mix {
    /// Matches are so rare that literals are expected.
    Literals,
    /// Anything may come.
    Anything,
}

/// How a block in this code is decoded.
pub(super) fn mix(litlen: &Code<LITLENS>) -> Mix {
    if WHOLE - Literals::new(litlen).share() < WHOLE / RARE {
        Mix::Literals
    } else {
        Mix::Anything
    }
}

/// Builds the table of literals and lengths with entries for more than one symbol.
pub(super) fn build(
    litlen: &Code<LITLENS>,
    distances: &Code<DISTANCES>,
    table: &mut [Entry],
    pool: &mut [[u8; 4]],
) {
    build_litlen(litlen, table);
    let literals = Literals::new(litlen);
    let share = literals.share();
    literals.fuse(&mut table[..1 << LITLEN_BITS], pool);
    // A wrong guess costs about three lookups, and is made as often as the rarer of two
    // ways is taken; what is not one entry costs a second lookup.
    let cost = |twice: u32, odd: u32| twice + 3 * odd.min(WHOLE - odd);
    let fused = fuse_matches(litlen, distances, &mut table[..1 << LITLEN_BITS]);
    let others = WHOLE - share - fused;
    if fused > 0 && cost(others, others) > cost(WHOLE - share, share) {
        build_litlen(litlen, table);
        literals.fuse(&mut table[..1 << LITLEN_BITS], pool);
    }
}

/// Builds the table of literals alone, of one or two an entry: how many bits they take,
/// how many they are, then themselves, a byte each. 0 is anything else.
pub(super) fn build_literals(litlen: &Code<LITLENS>, table: &mut [u32; 1 << LITLEN_BITS]) {
    table[0] = 0;
    let mut size = 1;
    for len in 1..=LITLEN_BITS {
        table.copy_within(..size, size);
        size *= 2;
        for (symbol, code) in litlen.both(litlen.below(END, litlen.of_len(len))) {
            table[code & (table.len() - 1)] = len | 1 << 8 | symbol << 16;
        }
    }
    let literals = Literals::new(litlen);
    for one in literals.classes() {
        for two in literals.classes().iter().take_while(|two| one.len + two.len <= LITLEN_BITS) {
            let step = 1 << (one.len + two.len);
            for (first, code) in litlen.both(one.places.clone()) {
                let entry = (one.len + two.len) | 2 << 8 | first << 16;
                for (second, next) in litlen.both(two.places.clone()) {
                    let mut at = code | next << one.len;
                    while at < table.len() {
                        table[at] = entry | second << 24;
                        at += step;
                    }
                }
            }
        }
    }
}

/// The literals with codes of one length.
#[derive(Clone)]
struct Class {
    len: u32,
    places: Range<usize>,
}

/// The literals of a code, by the lengths of their codes; lengths without any left out.
struct Literals<'c> {
    code: &'c Code<LITLENS>,
    classes: [Class; LONGEST],
    used: usize,
}

/// Literals that come one after the other.
#[derive(Clone, Copy)]
struct Sequence {
    index: usize,
    bits: u32,
    bytes: u32,
    count: u8,
}

impl<'c> Literals<'c> {
    fn new(code: &'c Code<LITLENS>) -> Literals<'c> {
        let classes = [const { Class { len: 0, places: 0..0 } }; LONGEST];
        let mut literals = Literals { code, classes, used: 0 };
        for len in 1..=LONGEST as u32 {
            let places = code.below(END, code.of_len(len));
            if !places.is_empty() {
                literals.classes[literals.used] = Class { len, places };
                literals.used += 1;
            }
        }
        literals
    }

    fn classes(&self) -> &[Class] {
        &self.classes[..self.used]
    }

    /// How much of what comes are literals, by the code that was made for it.
    fn share(&self) -> u32 {
        self.classes().iter().map(|c| (c.places.len() as u32) << (LONGEST as u32 - c.len)).sum()
    }

    /// Makes entries of two to four literals.
    fn fuse(&self, table: &mut [Entry], pool: &mut [[u8; 4]]) {
        let mut slots = pool.iter_mut().enumerate();
        self.fuse_behind(Sequence { index: 0, bits: 0, bytes: 0, count: 0 }, table, &mut slots);
    }

    fn fuse_behind<'p>(
        &self,
        first: Sequence,
        table: &mut [Entry],
        slots: &mut impl Iterator<Item = (usize, &'p mut [u8; 4])>,
    ) {
        let shortest = self.classes().first().map_or(LITLEN_BITS, |c| c.len);
        let fits = |bits: u32| first.bits + bits <= LITLEN_BITS;
        for one in self.classes().iter().take_while(|c| fits(c.len + shortest)) {
            for place in one.places.clone() {
                let first = self.then(first, one.len, place);
                let room = LITLEN_BITS - first.bits;
                for two in self.classes().iter().take_while(|c| c.len <= room) {
                    for place in two.places.clone() {
                        let all = self.then(first, two.len, place);
                        // Where the pool is full the shorter sequence stays.
                        let Some((slot, bytes)) = slots.next() else { return };
                        *bytes = all.bytes.to_le_bytes();
                        spread(
                            table,
                            all.index,
                            all.bits,
                            Entry::literals(all.bits, all.count, sequence(slot)),
                        );
                    }
                }
            }
        }
        if first.count == 2 {
            return;
        }
        // Longer ones after the shorter ones that they begin with.
        for one in self.classes().iter().take_while(|c| fits(c.len + 2 * shortest)) {
            for place in one.places.clone() {
                self.fuse_behind(self.then(first, one.len, place), table, slots);
            }
        }
    }

    #[inline(always)]
    fn then(&self, first: Sequence, len: u32, place: usize) -> Sequence {
        Sequence {
            index: first.index | self.code.code(place) << first.bits,
            bits: first.bits + len,
            bytes: first.bytes | u32::from(self.code.symbol(place)) << (8 * first.count),
            count: first.count + 1,
        }
    }
}

/// Makes entries of matches that are short and whose codes are; says how much of what
/// comes they are.
fn fuse_matches(litlen: &Code<LITLENS>, distances: &Code<DISTANCES>, table: &mut [Entry]) -> u32 {
    let mut share = 0;
    for bits in 1..LITLEN_BITS {
        let places = litlen.of_len(bits);
        for place in litlen.below(END + 1, places.clone()).end..places.end {
            let Some(&(base, extra)) = LENGTH.get(usize::from(litlen.symbol(place) - END) - 1) else {
                continue;
            };
            let lens = 0..1 << extra;
            for x in lens.take_while(|x| base + x <= LONGEST_COPY) {
                let index = litlen.code(place) | usize::from(x) << bits;
                share += fuse_length(base + x, index, bits + u32::from(extra), distances, table);
            }
        }
    }
    share
}

/// The same for the matches of one length, with its index of so many bits.
fn fuse_length(len: u16, index: usize, bits: u32, distances: &Code<DISTANCES>, table: &mut [Entry]) -> u32 {
    let mut share = 0;
    let mut put = |index: usize, bits: u32, distance: u16, extra: u8| {
        spread(table, index, bits, Entry::copy(bits, len as u8, distance, extra));
        share += WHOLE >> bits;
    };
    for distance_bits in 1..=LITLEN_BITS.saturating_sub(bits) {
        for place in distances.of_len(distance_bits) {
            let Some(&(base, extra)) = DISTANCE.get(usize::from(distances.symbol(place))) else {
                continue;
            };
            let index = index | distances.code(place) << bits;
            let bits = bits + distance_bits;
            // A copy at once must not reach into what it writes. Short distances differ
            // in that by their extra bits, so these become part of the index.
            if base >= len {
                put(index, bits, base, extra);
            } else if base + (1 << extra) > len && bits + u32::from(extra) <= LITLEN_BITS {
                for x in len - base..1 << extra {
                    put(index | usize::from(x) << bits, bits + u32::from(extra), base + x, 0);
                }
            }
        }
    }
    share
}

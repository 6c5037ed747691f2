//! Chooses among literals and matches so that a unit costs least.

use super::lanes::Lanes;
use super::matches::{Find, Found, Unit};
use super::model::{Costs, BIT};
use super::symbols::*;
use super::window::{boxed, LOOK, UNIT};
use crate::error::Result;

/// What a way begins with: 0 is a literal, else a length in the low nine bits, and above them
/// 1 for a run and the number of a find plus 2 for that.
#[derive(Clone, Copy)]
pub struct Choice(u32);

const LITERAL: Choice = Choice(0);

impl Choice {
    #[inline(always)]
    pub fn length(self) -> usize {
        (self.0 & 511) as usize
    }

    /// The number of the find that it is, if it is no run.
    #[inline(always)]
    pub fn find(self) -> Option<usize> {
        (self.0 as usize >> 9).checked_sub(2)
    }
}

/// From shorter runs and matches no later start is of use.
const LONG: usize = 32;

/// Finds the cheapest way through a unit, from its end to its beginning.
pub struct Parser {
    /// What the way from each position on costs.
    cost: Box<[u32; UNIT + 512]>,
    choice: Box<[Choice; UNIT]>,
    /// A bit for each position whose way begins with a match.
    taken: [u64; UNIT / 64],
    /// A bit for each position with a find, in a run, and reached over by a long find.
    marks: [u64; UNIT / 64 + 1],
    running: [u64; UNIT / 64 + 1],
    reached: [u64; UNIT / 64 + 1],
    /// How long the run is from each position on; the choice of a long find that reaches over it.
    run: Box<[u16; UNIT]>,
    over: Box<[u32; UNIT]>,
}

impl Parser {
    pub fn new() -> Result<Parser> {
        Ok(Parser {
            cost: boxed(0)?,
            choice: boxed(LITERAL)?,
            taken: [0; UNIT / 64],
            marks: [0; UNIT / 64 + 1],
            running: [0; UNIT / 64 + 1],
            reached: [0; UNIT / 64 + 1],
            run: boxed(0)?,
            over: boxed(0)?,
        })
    }

    /// Writes where matches may begin.
    fn mark(&mut self, size: usize, finds: &[Find], runs: &[(u16, u16)]) {
        self.marks.fill(0);
        self.running.fill(0);
        self.reached.fill(0);
        for &(from, to) in runs {
            let (from, to) = (usize::from(from), usize::from(to));
            let end = if to - from < LONG { from + 1 } else { (to - 2).min(size) };
            for (at, run) in (from..end).zip(&mut self.run[from..end]) {
                *run = (to - at).min(MAX_MATCH) as u16;
            }
            set(&mut self.running, from, end);
        }
        for (number, find) in finds.iter().enumerate() {
            let (from, length) = (usize::from(find.at), usize::from(find.length));
            self.marks[from / 64] |= 1 << (from % 64);
            if length >= LONG {
                let end = (from + length - 2).min(size);
                let how = by_find(number);
                for (over, length) in self.over[from..end].iter_mut().zip((0..=length as u32).rev()) {
                    *over = how | length;
                }
                set(&mut self.reached, from, end);
            }
        }
    }

    /// Chooses. `shorter` is how many bytes shorter than found a match is also tried.
    pub fn parse(&mut self, bytes: &[u8], unit: Unit, found: Found<'_>, costs: &Costs, shorter: usize) {
        let Found { finds, runs, item } = found;
        let size = unit.to - unit.from;
        let bytes = &bytes[unit.from..unit.to];
        self.mark(size, finds, runs);
        // What a match takes of the next unit is worth a bit for each byte.
        for (over, cost) in self.cost[size..size + LOOK].iter_mut().enumerate() {
            *cost = (LOOK - over) as u32 * BIT;
        }
        let mut next = self.cost[size];
        let run_cost = costs.distance(item);
        let mut left = finds;
        for word in (0..size.div_ceil(64)).rev() {
            let (low, high) = (word * 64, (word * 64 + 64).min(size));
            let (finds_here, running, reached) = (self.marks[word], self.running[word], self.reached[word]);
            let marks = finds_here | running | reached;
            if marks == 0 {
                for (cost, &byte) in self.cost[low..high].iter_mut().zip(&bytes[low..high]).rev() {
                    next += costs.literal[usize::from(byte)];
                    *cost = next;
                }
                self.taken[word] = 0;
                continue;
            }
            let mut taken = 0;
            for at in (low..high).rev() {
                let (place, bit) = (at & (UNIT - 1), at % 64);
                next += costs.literal[usize::from(bytes[at])];
                if marks >> bit & 1 == 1 {
                    let mut best = Best { cost: next, choice: LITERAL };
                    if running >> bit & 1 == 1 {
                        let run = usize::from(self.run[place]);
                        best.try_lengths(&self.cost, costs, place, (run, run), run_cost, RUN);
                    }
                    if reached >> bit & 1 == 1 {
                        let over = Choice(self.over[place]);
                        let distance = usize::from(finds[over.find().unwrap_or(0)].distance);
                        let lengths = (over.length(), over.length());
                        best.try_lengths(
                            &self.cost,
                            costs,
                            place,
                            lengths,
                            costs.distance(distance),
                            over.0 & !511,
                        );
                    }
                    if finds_here >> bit & 1 == 1 {
                        let mut shorter = shorter;
                        while let Some((find, rest)) =
                            left.split_last().filter(|(find, _)| usize::from(find.at) == at)
                        {
                            let length = usize::from(find.length);
                            let least = length.saturating_sub(shorter).max(MIN_MATCH);
                            let distance = costs.distance(usize::from(find.distance));
                            best.try_lengths(
                                &self.cost,
                                costs,
                                place,
                                (least, length),
                                distance,
                                by_find(rest.len()),
                            );
                            left = rest;
                            // A second one is shorter anyway.
                            shorter = 0;
                        }
                    }
                    taken |= u64::from(best.choice.0 != 0) << bit;
                    self.choice[place] = best.choice;
                    next = best.cost;
                }
                self.cost[place] = next;
            }
            self.taken[word] = taken;
        }
    }

    /// The first chosen match from `at` on, counted from the unit's beginning, and where it begins.
    #[inline(always)]
    pub fn next_match(&self, at: usize, size: usize) -> Option<(usize, Choice)> {
        let mut word = at / 64;
        let mut taken = self.taken[word] & !0 << (at % 64);
        while taken == 0 {
            word += 1;
            if word * 64 >= size {
                return None;
            }
            taken = self.taken[word];
        }
        let at = word * 64 + taken.trailing_zeros() as usize;
        Some((at, self.choice[at]))
    }

    /// Tells the lanes what the chosen finds save.
    pub fn savings(&self, bytes: &[u8], size: usize, found: Found<'_>, costs: &Costs, lanes: &mut Lanes) {
        let mut next = 0;
        while next < size {
            let Some((at, choice)) = self.next_match(next, size) else { break };
            next = at + choice.length();
            let Some(number) = choice.find() else { continue };
            let find = found.finds[number];
            if usize::from(find.at) != at {
                continue;
            }
            // The other find at the same position, if there is one.
            let other = [number.wrapping_sub(1), number + 1].into_iter().filter_map(|i| found.finds.get(i));
            let other = other.into_iter().find(|other| other.at == find.at);
            lanes.saved(find.lane, find.table, self.saving(at, bytes[at], other, costs));
        }
    }

    /// What the match that begins the way from `at` saves: against the literal `byte`, and against another find there.
    fn saving(&self, at: usize, byte: u8, other: Option<&Find>, costs: &Costs) -> u32 {
        let mut without = costs.literal[usize::from(byte)] + self.cost[at + 1];
        if let Some(find) = other {
            let length = usize::from(find.length);
            let cost =
                costs.length[length] + costs.distance(usize::from(find.distance)) + self.cost[at + length];
            without = without.min(cost);
        }
        without.saturating_sub(self.cost[at])
    }
}

/// The choice of a run, and of the find of that number, without a length.
const RUN: u32 = 1 << 9;

#[inline(always)]
fn by_find(number: usize) -> u32 {
    (number as u32 + 2) << 9
}

/// The cheapest way so far.
struct Best {
    cost: u32,
    choice: Choice,
}

impl Best {
    /// Tries a match at `place` with every length of a range; `how` is the choice without its length.
    #[inline(always)]
    fn try_lengths(
        &mut self,
        cost: &[u32; UNIT + 512],
        costs: &Costs,
        place: usize,
        (least, longest): (usize, usize),
        distance: u32,
        how: u32,
    ) {
        let mut length = longest;
        loop {
            let way = costs.length[length & 511] + distance + cost[place + (length & 511)];
            self.choice.0 = if way < self.cost { how | length as u32 } else { self.choice.0 };
            self.cost = self.cost.min(way);
            if length <= least {
                break;
            }
            length -= 1;
        }
    }
}

/// Sets the bits from `from` to `to`.
fn set(bits: &mut [u64; UNIT / 64 + 1], from: usize, to: usize) {
    let (first, last) = (from / 64, (to - 1) / 64);
    let (low, high) = (!0 << (from % 64), !0 >> (63 - (to - 1) % 64));
    if first == last {
        bits[first] |= low & high;
    } else {
        bits[first] |= low;
        bits[first + 1..last].fill(!0);
        bits[last] |= high;
    }
}

//! Where the bytes of a unit stood before.

use super::lanes::Lanes;
use super::level::Level;
use super::parse::Choice;
use super::runs;
use super::symbols::*;
use super::tables::{common, Place, Tables};
use super::window::{boxed, Bytes, LOOK, UNIT};
use crate::error::Result;
use crate::fallible;

/// A match of `length` bytes at `at`, counted from the unit's beginning, with what
/// stands `distance` before.
#[derive(Clone, Copy)]
pub struct Find {
    pub at: u16,
    pub length: u16,
    pub distance: u16,
    /// The table that it was found with, and the lane that it begins in.
    pub table: u8,
    pub lane: u8,
}

/// The part of the window that is parsed: from `from` to `to`; matches may reach
/// back to `oldest` and end at `limit`.
#[derive(Clone, Copy)]
pub struct Unit {
    pub oldest: usize,
    pub from: usize,
    pub to: usize,
    pub limit: usize,
    /// What is added to a position to make its number in the tables.
    pub base: u32,
}

/// What was found in a unit.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// In order; the second one at a position is longer and further away.
    pub finds: &'a [Find],
    /// The stretches that repeat what stands one item before: from and to, counted
    /// from the unit's beginning.
    pub runs: &'a [(u16, u16)],
    /// Bytes of an item.
    pub item: usize,
}

impl Found<'_> {
    /// The distance of a choice that is a match.
    #[inline(always)]
    pub fn distance(&self, choice: Choice) -> usize {
        choice.find().map_or(self.item, |number| usize::from(self.finds[number].distance))
    }
}

/// The most finds of a unit: two at each position.
const FINDS: usize = 2 * UNIT;
/// In runs that go on for so many bytes nothing else is looked for …
const LONG_RUN: usize = 16;
/// … and of items of one byte, which have no lanes, only at the first byte of a run.
const ANY_RUN: usize = 1;
/// Behind all positions.
const NEVER: usize = usize::MAX / 2;
/// Positions whose first table is asked before anything is done with the answers.
const BATCH: usize = 128;

/// That the first table of the lane said `distance` at `here`, counted from the unit's beginning.
#[derive(Clone, Copy, Default)]
struct Answer {
    here: u16,
    distance: u16,
    lane: u8,
}

/// Looks for matches: at the distance of one item, and through hash tables.
pub struct Finder {
    level: &'static Level,
    tables: Tables,
    item: usize,
    masks: [u64; (UNIT + LOOK) / 64 + 3],
    finds: Box<[Find; FINDS]>,
    count: usize,
    runs: Vec<(u16, u16)>,
}

impl Finder {
    pub fn new(level: &'static Level) -> Result<Finder> {
        let none = Find { at: 0, length: 0, distance: 0, table: 0, lane: 0 };
        Ok(Finder {
            level,
            tables: Tables::new(level.lengths)?,
            item: 1,
            masks: [0; (UNIT + LOOK) / 64 + 3],
            finds: boxed(none)?,
            count: 0,
            // A run takes three bytes and one in front of it.
            runs: fallible::vec_with_capacity((UNIT + LOOK) / 4 + 1)?,
        })
    }

    /// Items of so many bytes from now on.
    pub fn set_item(&mut self, item: usize) {
        self.item = item;
    }

    /// What was found last.
    pub fn found(&self) -> Found<'_> {
        Found { finds: &self.finds[..self.count], runs: &self.runs, item: self.item }
    }

    /// Looks for the matches of a unit.
    pub fn find(&mut self, bytes: &Bytes, unit: Unit, lanes: &mut Lanes) {
        self.find_runs(bytes, unit);
        self.count = 0;
        if let Some(first) = lanes.first(unit.from) {
            self.search(bytes, unit, first, lanes);
        }
    }

    fn find_runs(&mut self, bytes: &Bytes, unit: Unit) {
        self.runs.clear();
        let from = unit.from.max(unit.oldest + self.item);
        let end = unit.limit.min(unit.to + MAX_MATCH);
        if from >= unit.to {
            return;
        }
        let (list, masks) = (&mut self.runs, &mut self.masks);
        runs::runs(&bytes[..], (from, end), self.item, masks, |start, end| {
            if start < unit.to && list.len() < list.capacity() {
                // There is room: nothing is allocated.
                #[allow(clippy::disallowed_methods)]
                list.push(((start - unit.from) as u16, (end - unit.from) as u16));
            }
        });
    }

    /// Asks the tables, from the position and lane `next` on. That is done in two steps for many positions each, so that
    /// the answers to the second question need not be awaited one by one: what each lane's first table says; and
    /// how long the matches are, and what the other tables say.
    #[inline(never)]
    fn search(&mut self, bytes: &Bytes, unit: Unit, next: (usize, usize), lanes: &mut Lanes) {
        let enough = self.level.enough;
        let (spared, long) = if self.item == 1 { (1, ANY_RUN) } else { (0, LONG_RUN) };
        let learn = lanes.learning();
        // Hashing reads eight bytes.
        let last = unit.to.min(unit.limit.saturating_sub(8));
        let mut runs = 0;
        let mut run = (0, 0);
        let mut reached = 0;
        let (mut next, mut lane) = next;
        let mut answers = [Answer::default(); BATCH];
        while next < last {
            let mut answered = 0;
            while answered < BATCH && next < last {
                let (at, this, stop) = (next, lane, lanes.stop(lane));
                (next, lane) = (at + stop.step, stop.next);
                let here = at - unit.from;
                while run.1 <= here {
                    run = self.runs.get(runs).map_or((NEVER, NEVER), |run| (run.0.into(), run.1.into()));
                    runs += 1;
                }
                let in_run = run.0 + spared <= here && run.1 >= here + long;
                if in_run || reached >= here + enough {
                    // Where there is one lane, the place to go on is known.
                    if stop.step == 1 && stop.next == this {
                        let end = if in_run { run.1 + 1 - long } else { reached + 1 - enough };
                        next = unit.from + end;
                    }
                    continue;
                }
                let table = self.tables.table(stop.first);
                let place = Place::new(at, unit.base, unit.oldest, unit.limit);
                if table.length > 8 && table.length > place.on {
                    continue;
                }
                if learn {
                    lanes.tried(this, stop.first);
                }
                let distance = self.tables.ask(table, bytes, place);
                answers[answered] = Answer { here: here as u16, distance: distance as u16, lane: this as u8 };
                answered += usize::from(distance != 0);
            }
            for &answer in &answers[..answered] {
                let longest = self.follow(bytes, unit, answer, lanes, learn);
                reached = reached.max(usize::from(answer.here) + longest);
            }
        }
    }

    /// Asks the tables for longer matches than the first one found. Returns the length of the longest.
    #[inline(always)]
    fn follow(&mut self, bytes: &Bytes, unit: Unit, answer: Answer, lanes: &mut Lanes, learn: bool) -> usize {
        let Answer { here, mut distance, lane } = answer;
        let at = unit.from + usize::from(here);
        let stop = lanes.stop(lane.into());
        let place = Place::new(at, unit.base, unit.oldest, unit.limit);
        let mut table = stop.first;
        let mut longest = common(bytes, at - usize::from(distance), at, place.on);
        if longest < MIN_MATCH {
            return 0;
        }
        let before = self.count;
        loop {
            if self.count == before + 2 {
                // Of three the shortest goes.
                self.finds[before & (FINDS - 1)] = self.finds[(before + 1) & (FINDS - 1)];
                self.count -= 1;
            }
            self.finds[self.count & (FINDS - 1)] =
                Find { at: here, length: longest as u16, distance, table: table as u8, lane };
            self.count += 1;
            let more = stop.tables & self.tables.longer(longest);
            if more == 0 {
                break;
            }
            table = more.trailing_zeros() as usize;
            let entry = self.tables.table(table);
            if entry.length > place.on {
                break;
            }
            if learn {
                lanes.tried(lane.into(), table);
            }
            distance = self.tables.ask(entry, bytes, place) as u16;
            if distance == 0 {
                break;
            }
            let length = common(bytes, at - usize::from(distance), at, place.on);
            if length <= longest {
                break;
            }
            longest = length;
        }
        if self.level.thorough {
            let mut rest = stop.tables & !self.tables.longer(longest) & !(1 << stop.first);
            while rest != 0 {
                self.tables.enter(self.tables.table(rest.trailing_zeros() as usize), bytes, place);
                rest &= rest - 1;
            }
        }
        longest
    }
}

//! In which lanes of the items it is worth to look for matches, and with which tables.
//!
//! The lane of a byte is its place in its item. The low bytes of measured
//! numbers are noise, and looking for what they repeat is time lost. So at
//! first everything is looked for, and then what saves too little is closed, until
//! nothing more can go. When the data change it all begins again.

use super::level::Level;
use super::model::BIT;
use super::tables::Tables;

/// The most lanes that are told apart.
const LANES: usize = 64;
/// How many units the learning goes on after something was closed.
const SETTLED: u32 = 3;
/// After so many units, and then twice as many each time, all is opened if the data have changed …
const PATIENCE: u32 = 8;
/// … and after so many in any case.
const TERM: u32 = 256;

/// A lane in which something is looked for.
#[derive(Clone, Copy)]
pub struct Stop {
    /// The tables that are asked, a bit for each, and the first of them.
    pub tables: u32,
    pub first: usize,
    /// How many bytes further the next such lane is, and its number.
    pub step: usize,
    pub next: usize,
}

/// That a table was closed, to see what comes of it.
#[derive(Clone, Copy)]
struct Trial {
    lane: usize,
    bit: u32,
    /// What a byte may take now, in 1/256 bits.
    most: u64,
}

/// What is looked for in each lane, and what it saved.
pub struct Lanes {
    count: usize,
    /// The lane of the window's first byte.
    phase: usize,
    all: u32,
    /// What a search has to save, in 1/100 of what a byte takes: as the level has it, and for these items.
    asked: u64,
    thrift: u64,
    stops: [Stop; LANES],
    trial: Option<Trial>,
    /// Tables that were closed, and missed.
    needed: [u32; LANES],
    /// How often each table was asked in each lane, and what its finds saved, since something was closed.
    tried: [[u32; Tables::MOST]; LANES],
    saved: [[u32; Tables::MOST]; LANES],
    /// Bits and bytes since then.
    bits: u64,
    size: u64,
    /// Units since everything was open, and since something was closed.
    units: u32,
    settled: u32,
    /// What a byte took when it was settled, and what it takes of late, in 1/256 bits.
    usual: u64,
    late: u64,
    patience: u32,
}

impl Lanes {
    pub fn new(level: &Level) -> Lanes {
        Lanes {
            count: 1,
            phase: 0,
            all: (1 << level.lengths.len()) - 1,
            asked: level.thrift,
            thrift: level.thrift,
            stops: [Stop { tables: 0, first: 0, step: 1, next: 0 }; LANES],
            trial: None,
            needed: [0; LANES],
            tried: [[0; Tables::MOST]; LANES],
            saved: [[0; Tables::MOST]; LANES],
            bits: 0,
            size: 0,
            units: 0,
            settled: 0,
            usual: 0,
            late: 0,
            patience: 0,
        }
    }

    /// Items of `item` bytes from now on, of which nothing is known.
    pub fn reset(&mut self, item: usize) {
        // Long items are mostly made of shorter ones.
        let part = [8, 4, 2].into_iter().find(|part| item.is_multiple_of(*part));
        self.count = if item <= LANES { item.max(1) } else { part.unwrap_or(1) };
        // Where there are no lanes to choose from, searches are many.
        self.thrift = if self.count == 1 { 2 * self.asked } else { self.asked };
        self.forget(0);
    }

    /// As if nothing were known, and an item began at the window's byte `at`.
    pub fn forget(&mut self, at: usize) {
        self.phase = (self.count - at % self.count) % self.count;
        self.patience = PATIENCE;
        self.open();
    }

    /// Everything is looked for.
    fn open(&mut self) {
        (self.units, self.settled, self.trial) = (0, 0, None);
        self.needed.fill(0);
        self.stops.iter_mut().for_each(|stop| stop.tables = self.all);
        self.changed();
    }

    fn changed(&mut self) {
        self.tried[..self.count].fill([0; Tables::MOST]);
        self.saved[..self.count].fill([0; Tables::MOST]);
        (self.bits, self.size) = (0, 0);
        for lane in 0..self.count {
            let closed = |step: &usize| self.stops[(lane + step) % self.count].tables == 0;
            let step = 1 + (1..self.count).take_while(closed).count();
            let tables = self.stops[lane].tables;
            let first = tables.trailing_zeros() as usize;
            self.stops[lane] = Stop { tables, first, step, next: (lane + step) % self.count };
        }
    }

    /// The window's first byte is now the one that was `by` bytes behind it.
    pub fn slide(&mut self, by: usize) {
        self.phase = (self.phase + by) % self.count;
    }

    /// Whether nothing is known yet.
    pub fn is_new(&self) -> bool {
        self.units == 0
    }

    /// Whether it is counted what searches save.
    pub fn learning(&self) -> bool {
        self.settled < SETTLED
    }

    /// The first position from `at` on that is in an open lane, and its lane, if there is one.
    pub fn first(&self, at: usize) -> Option<(usize, usize)> {
        let lane = (self.phase + at) % self.count;
        let (at, lane) = match self.stops[lane] {
            Stop { tables: 0, step, next, .. } => (at + step, next),
            _ => (at, lane),
        };
        (self.stops[lane].tables != 0).then_some((at, lane))
    }

    #[inline(always)]
    pub fn stop(&self, lane: usize) -> Stop {
        self.stops[lane & (LANES - 1)]
    }

    /// A table was asked.
    #[inline(always)]
    pub fn tried(&mut self, lane: usize, table: usize) {
        self.tried[lane & (LANES - 1)][table & (Tables::MOST - 1)] += 1;
    }

    /// What it found saved so much, in the units of costs.
    pub fn saved(&mut self, lane: u8, table: u8, cost: u32) {
        self.saved[usize::from(lane) & (LANES - 1)][usize::from(table) & (Tables::MOST - 1)] += cost;
    }

    /// At the end of a unit of `size` bytes that became `bits`: closes what is
    /// not worth its time, or opens everything if the data are not what they were.
    pub fn judge(&mut self, size: usize, bits: u64) {
        self.units += 1;
        let rate = bits * 256 / size.max(1) as u64;
        if !self.learning() {
            self.late = (self.late * 7 + rate) / 8;
            let changed = self.late.abs_diff(self.usual) > self.usual / 5 + 8;
            if self.units >= TERM || changed && self.units > self.patience {
                self.patience = (self.patience * 2).min(TERM);
                self.open();
            }
            return;
        }
        if let Some(trial) = self.trial.take().filter(|trial| rate > trial.most) {
            self.stops[trial.lane].tables |= trial.bit;
            self.needed[trial.lane] |= trial.bit;
            self.settled = 0;
            self.changed();
            return;
        }
        (self.bits, self.size) = (self.bits + bits, self.size + size as u64);
        // One unit says little.
        if self.units < 2 {
            return;
        }
        if self.close() {
            self.settled = 0;
            self.changed();
        } else {
            self.settled += 1;
            self.usual = self.bits * 256 / self.size.max(1);
            self.late = self.usual;
        }
    }

    /// Closes what is worth next to nothing, or else what is worth least, if that is too little.
    fn close(&mut self) -> bool {
        let mut closed = false;
        let mut least: Option<(u64, usize, usize)> = None;
        for lane in 0..self.count {
            let mut kept = false;
            for table in 0..Tables::MOST {
                let bit = 1 << table;
                if self.stops[lane].tables & bit == 0 {
                    continue;
                }
                let tried = u64::from(self.tried[lane][table]);
                // What was not asked costs nothing, unless it would become the first that is asked.
                if self.needed[lane] & bit != 0 || tried == 0 && kept {
                    kept = true;
                    continue;
                }
                // Of what a search has to save, in 1/256: a part of what a byte takes.
                let saved = u64::from(self.saved[lane][table]) / u64::from(BIT);
                let worth = saved * 256 * 100 * self.size / (self.bits * tried * self.thrift).max(1);
                if worth < 32 {
                    self.stops[lane].tables &= !bit;
                    closed = true;
                    continue;
                }
                kept = true;
                if worth < 256 && least.is_none_or(|(other, ..)| worth < other) {
                    least = Some((worth, lane, table));
                }
            }
        }
        if let (false, Some((_, lane, table))) = (closed, least) {
            let bit = 1 << table;
            self.stops[lane].tables &= !bit;
            // Matches that begin side by side stand in for each other, so what each saves is not what all
            // of them do. A fifth may be chance.
            let rate = self.bits * 256 / self.size.max(1);
            self.trial = Some(Trial { lane, bit, most: rate + rate / 5 });
            closed = true;
        }
        closed
    }
}

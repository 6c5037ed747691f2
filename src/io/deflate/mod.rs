//! Writing raw deflate (RFC 1951), made for arrays of numbers.
//!
//! Bytes go through a window in units of a few KiB. Of each unit the matches are found (`matches`),
//! only where they are worth looking for (`lanes`); the cheapest way through it is chosen (`parse`) by what symbols
//! cost of late (`model`); and it is added to the block (`blocks`), or begins a new one. Whatever the pieces are in that
//! bytes come, they become the same stream.

mod bits;
mod blocks;
mod huffman;
mod lanes;
mod level;
mod matches;
mod model;
mod parse;
mod runs;
mod symbols;
mod tables;
mod trees;
mod window;

use crate::error::{Error, Result, Status};
use crate::mem::alloc::{try_box, Buffer};
use crate::mem::Mem;
use bits::{Bits, Out};
use blocks::{begin_stored, Block, MOST_STORED};
use lanes::Lanes;
use level::{Level, LEVELS};
use matches::{Finder, Unit};
use model::{Costs, Counts};
use parse::Parser;
use symbols::HISTORY;
use window::{Window, LOOK, UNIT};

/// Compresses bytes into one raw deflate stream.
pub struct Deflater {
    level: &'static Level,
    window: Window,
    /// The first byte of the window that may be referred to.
    oldest: usize,
    /// The number of the window's first byte in the hash tables.
    base: u32,
    finder: Finder,
    lanes: Lanes,
    parser: Parser,
    costs: Costs,
    /// The symbols of the last units; the last one counts most.
    recent: Counts,
    block: Block,
    /// Where the block begins in the window, if that is still there.
    block_at: Option<usize>,
    bits: Bits,
}

impl Deflater {
    /// `level` 1 (fastest) to 9 (smallest). `itemsize` is the size of an element: a hint.
    pub fn new(level: u8, itemsize: usize) -> Result<Box<Deflater>> {
        let level = &LEVELS[usize::from(level.clamp(1, 9)) - 1];
        let mut deflater = try_box(Deflater {
            level,
            window: Window::new()?,
            oldest: 0,
            base: 0,
            finder: Finder::new(level)?,
            lanes: Lanes::new(level),
            parser: Parser::new()?,
            costs: Costs::NONE,
            recent: Counts::NONE,
            block: Block::new()?,
            block_at: Some(0),
            bits: Bits::new()?,
        })?;
        deflater.reset(itemsize);
        Ok(deflater)
    }

    /// Back to the beginning, for another stream.
    pub fn reset(&mut self, itemsize: usize) {
        // So what the tables know is of another place than any in the window.
        self.base = self.base.wrapping_add(self.window.end as u32).wrapping_add(1);
        self.window.clear();
        self.oldest = 0;
        self.block.clear();
        self.block_at = Some(0);
        self.bits.clear();
        // The bytes of an item that is out of reach are no better than any others.
        self.finder.set_item(if itemsize > HISTORY { 8 } else { itemsize.max(1) });
        self.lanes.reset(itemsize);
    }

    /// Compresses `data`; compressed bytes are handed to `out` in pieces, as they come.
    pub fn write(&mut self, mut data: Mem<'_>, out: Out<'_>) -> Result<()> {
        loop {
            data = self.window.fill(data)?;
            while self.window.has_unit() {
                self.unit(UNIT, out)?;
            }
            if !self.window.is_full() {
                return Ok(());
            }
            self.slide(out)?;
        }
    }

    /// Writes `data` (at most 65,535 bytes) as a stored block of its own, so that its bytes, the last ones
    /// handed to `out`, can be replaced in place later.
    pub fn stored(&mut self, data: Mem<'_>, out: Out<'_>) -> Result<()> {
        if data.len() > MOST_STORED {
            return Err(Error::new(Status::Limit, format_args!("a header of {} bytes", data.len())));
        }
        self.end_block(false, out)?;
        begin_stored(data.len(), false, &mut self.bits, out)?;
        self.bits.hand_on(out)?;
        let mut copy = Buffer::new(data.len(), 1)?;
        copy.as_mem_mut().copy_from(data)?;
        // SAFETY: all of it was written just now.
        out(unsafe { core::slice::from_raw_parts(copy.as_mem().ptr(), copy.len()) })
    }

    /// Ends the current block at a byte, and forgets what was before: what follows can be decoded alone.
    pub fn sync(&mut self, out: Out<'_>) -> Result<()> {
        self.end_block(false, out)?;
        begin_stored(0, false, &mut self.bits, out)?;
        self.bits.hand_on(out)
    }

    /// Ends the stream.
    pub fn finish(&mut self, out: Out<'_>) -> Result<()> {
        self.end_block(true, out)?;
        self.bits.align();
        self.bits.hand_on(out)
    }

    /// Writes everything that came so far, and forgets it.
    fn end_block(&mut self, last: bool, out: Out<'_>) -> Result<()> {
        while self.window.next < self.window.end {
            self.unit(self.window.end - self.window.next, out)?;
        }
        if last || self.block.size() > 0 {
            self.write_block(last, out)?;
        }
        self.oldest = self.window.next;
        // What follows is the same whatever was before.
        self.lanes.forget(self.oldest);
        Ok(())
    }

    /// Makes room in the window.
    fn slide(&mut self, out: Out<'_>) -> Result<()> {
        let lost = self.block_at.is_some_and(|at| at + HISTORY < self.window.next);
        if lost && self.block.may_be_stored() {
            self.write_block(false, out)?;
        }
        let by = self.window.slide();
        self.base = self.base.wrapping_add(by as u32);
        self.lanes.slide(by);
        self.oldest = self.oldest.saturating_sub(by);
        self.block_at = self.block_at.and_then(|at| at.checked_sub(by));
        Ok(())
    }

    /// Compresses the next `size` bytes, or [`UNIT`] if that is less, and perhaps a few more.
    fn unit(&mut self, size: usize, out: Out<'_>) -> Result<()> {
        if self.block.is_full() {
            self.write_block(false, out)?;
        }
        let from = self.window.next;
        let to = from + size.min(UNIT);
        let unit =
            Unit { oldest: self.oldest, from, to, limit: (to + LOOK).min(self.window.end), base: self.base };
        self.finder.find(&self.window.bytes, unit, &mut self.lanes);
        let size = self.choose(unit);
        self.window.next = from + size;
        self.lanes.judge(size, self.block.unit().estimate());
        self.recent.fade(self.block.unit());
        if !self.block.join() {
            self.write_block(false, out)?;
            self.block_at = Some(from);
            self.block.join();
        }
        Ok(())
    }

    /// Parses a unit, as often as it is worth, and adds it to the block. Returns its bytes.
    fn choose(&mut self, unit: Unit) -> usize {
        let bytes = &*self.window.bytes;
        let found = self.finder.found();
        let mut passes = self.level.passes;
        if self.lanes.is_new() {
            self.recent = Counts::guess(&bytes[unit.from..unit.to]);
            passes = passes.max(3);
        }
        self.costs.learn(&self.recent);
        self.parser.parse(&bytes[..], unit, found, &self.costs, self.level.shorter);
        let mut size = self.block.add(bytes, unit, found, &self.parser);
        for _ in 1..passes {
            self.costs.learn(self.block.unit());
            self.block.undo();
            self.parser.parse(&bytes[..], unit, found, &self.costs, self.level.shorter);
            size = self.block.add(bytes, unit, found, &self.parser);
        }
        if self.lanes.is_new() {
            self.recent = Counts::NONE;
        }
        if self.lanes.learning() {
            self.parser.savings(
                &bytes[unit.from..],
                unit.to - unit.from,
                found,
                &self.costs,
                &mut self.lanes,
            );
        }
        size
    }

    fn write_block(&mut self, last: bool, out: Out<'_>) -> Result<()> {
        let raw = self.block_at.map(|at| &self.window.bytes[at..at + self.block.size()]);
        self.block.write(raw, last, &mut self.bits, out)?;
        self.block_at = Some(self.window.next);
        Ok(())
    }
}

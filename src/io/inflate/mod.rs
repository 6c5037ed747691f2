//! Decoding deflate streams (RFC 1951).
//!
//! Output is decoded into memory of our own, which matches are copied within, and then
//! to the caller: what the caller has got is never read again, because another thread may
//! have changed it.
//!
//! * [`input`]: the compressed bytes, fetched in pieces, read in bits.
//! * [`code`], [`header`]: a block's prefix codes and how they are written.
//! * [`entry`], [`tables`], [`fuse`]: what the next bits mean, looked up.
//! * [`arena`]: the memory of output and tables.
//! * [`fast`]: the loop that decodes nearly everything, and is the only unsafe part but
//!   for the memory it works on.
//! * [`symbol`]: one symbol at a time, for the ends and for everything unusual.

mod arena;
mod code;
mod copy;
mod entry;
mod fast;
mod fuse;
mod header;
mod input;
mod pair;
mod symbol;
mod tables;
#[cfg(test)]
mod tests;

use crate::error::{Error, Result};
use crate::mem::alloc::try_box;
use crate::mem::{Mem, MemMut};
use arena::{Arena, HISTORY, OUTPUT_END};
use fast::Span;
use fuse::Mix;
use header::{Block, Codes};
use input::{Fetch, Input};
use symbol::Symbol;

/// Decodes one raw deflate stream, fetched in pieces, into memory of any size.
///
/// It may be moved between threads, and used by one at a time.
pub struct Inflater {
    input: Input,
    arena: Arena,
    boxed: Box<Boxed>,
    stage: Stage,
    /// Whether the block is the last one.
    last: bool,
    mix: Mix,
    /// Decoded bytes, as offsets in the arena: the first that a distance may reach, the
    /// first that was not delivered, and the end.
    floor: usize,
    start: usize,
    out: usize,
}

/// What is too large to be moved around.
struct Boxed {
    codes: Codes,
    failed: Option<Error>,
}

/// What comes next in the stream.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Header,
    /// So many bytes as they are.
    Stored(usize),
    Symbols,
    Nothing,
}

impl Inflater {
    /// A decoder at the beginning of a stream. Its memory, about 200 KiB, is allocated here.
    pub fn new() -> Result<Inflater> {
        Ok(Inflater {
            input: Input::new()?,
            arena: Arena::new()?,
            boxed: try_box(Boxed { codes: Codes::new(), failed: None })?,
            stage: Stage::Header,
            last: false,
            mix: Mix::Anything,
            floor: HISTORY,
            start: HISTORY,
            out: HISTORY,
        })
    }

    /// Fills `dst` with the next decoded bytes; fewer than asked only where the stream ends.
    /// `fetch` fills what it is given with the next compressed bytes and returns how many;
    /// 0: there are no more.
    ///
    /// Nothing is decoded that is not asked for, but for the rest of a match; so that a
    /// stream ends is seen only by a read that asks for more than it has.
    ///
    /// Data that are no deflate stream are [`Status::Archive`](crate::error::Status::Archive),
    /// data that end too early [`Status::Truncated`](crate::error::Status::Truncated), with the
    /// offset in the compressed bytes. After an error, also one of `fetch`, every read
    /// repeats it.
    pub fn read(
        &mut self,
        dst: MemMut<'_>,
        fetch: &mut dyn FnMut(MemMut<'_>) -> Result<usize>,
    ) -> Result<usize> {
        if let Some(error) = &self.boxed.failed {
            return Err(error.clone());
        }
        let result = self.fill(dst, fetch);
        if let Err(error) = &result {
            self.boxed.failed = Some(error.clone());
        }
        result
    }

    /// Whether the end of the final block was decoded.
    pub fn ended(&self) -> bool {
        self.stage == Stage::Nothing
    }

    /// Compressed bytes used so far, the last begun one included.
    pub fn consumed(&self) -> u64 {
        self.input.consumed()
    }

    /// Back to the beginning, for another stream, keeping the memory.
    pub fn reset(&mut self) {
        self.input.reset();
        self.boxed.failed = None;
        self.stage = Stage::Header;
        (self.floor, self.start, self.out) = (HISTORY, HISTORY, HISTORY);
    }

    fn fill(&mut self, dst: MemMut<'_>, fetch: &mut Fetch<'_>) -> Result<usize> {
        let mut done = 0;
        loop {
            let n = (self.out - self.start).min(dst.len() - done);
            dst.sub(done, n)?.copy_from(self.arena.output(self.start, n)?)?;
            self.start += n;
            done += n;
            if done == dst.len() || self.ended() {
                return Ok(done);
            }
            // Everything was delivered.
            let left = dst.len() - done;
            if self.out > HISTORY && self.out.saturating_add(left) > OUTPUT_END {
                self.arena.move_down(self.out)?;
                self.floor = (self.floor + HISTORY).saturating_sub(self.out);
                (self.start, self.out) = (HISTORY, HISTORY);
            }
            self.decode(self.out.saturating_add(left).min(OUTPUT_END), fetch)?;
        }
    }

    /// Decodes until the output reaches `limit`, or a match further, or the stream ends.
    fn decode(&mut self, limit: usize, fetch: &mut Fetch<'_>) -> Result<()> {
        while self.out < limit {
            match self.stage {
                Stage::Header => self.begin(fetch)?,
                Stage::Stored(0) => self.end(),
                Stage::Stored(len) => {
                    let bytes = self.input.take_bytes(len.min(limit - self.out), fetch)?;
                    self.arena.output_mut(self.out, bytes.len())?.copy_from(Mem::from_slice(bytes))?;
                    self.out += bytes.len();
                    self.stage = Stage::Stored(len - bytes.len());
                }
                Stage::Symbols => {
                    self.input.prepare(fetch)?;
                    let span = Span { out: self.out, limit, floor: self.floor };
                    self.out = fast::decode(&mut self.arena, &mut self.input, span, self.mix);
                    if self.out < limit {
                        self.symbol(fetch)?;
                    }
                }
                Stage::Nothing => break,
            }
        }
        Ok(())
    }

    fn begin(&mut self, fetch: &mut Fetch<'_>) -> Result<()> {
        let codes = &mut self.boxed.codes;
        let (block, last) = codes.read(&mut self.input, fetch)?;
        self.last = last;
        self.stage = match block {
            Block::Stored(len) => Stage::Stored(len),
            Block::Coded => {
                tables::build_distances(&codes.distances, self.arena.distances());
                self.mix = fuse::mix(&codes.litlen);
                let (table, pool) = self.arena.litlen();
                match self.mix {
                    Mix::Anything => fuse::build(&codes.litlen, &codes.distances, table, pool),
                    Mix::Literals => {
                        tables::build_litlen(&codes.litlen, table);
                        fuse::build_literals(&codes.litlen, self.arena.literals());
                    }
                }
                Stage::Symbols
            }
        };
        Ok(())
    }

    fn end(&mut self) {
        self.stage = if self.last { Stage::Nothing } else { Stage::Header };
    }

    fn symbol(&mut self, fetch: &mut Fetch<'_>) -> Result<()> {
        let before = self.out - self.floor;
        match symbol::read(&self.boxed.codes, before, &mut self.input, fetch)? {
            Symbol::Literal(byte) => {
                self.arena.push(self.out, byte);
                self.out += 1;
            }
            Symbol::Match { len, distance } => {
                self.arena.repeat(self.out, distance, len);
                self.out += len;
            }
            Symbol::End => self.end(),
        }
        Ok(())
    }
}

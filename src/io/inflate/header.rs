//! What a block begins with: its type, its size or its codes.

use super::code::{Code, Flaw};
use super::input::{Fetch, Input};
use super::tables::{DISTANCES, END, LITLENS};
use crate::error::{Error, Result, Status};

/// What follows a block's header.
pub(super) enum Block {
    /// So many bytes as they are.
    Stored(usize),
    /// Symbols in these codes.
    Coded,
}

/// The codes of a block.
pub(super) struct Codes {
    pub litlen: Code<LITLENS>,
    pub distances: Code<DISTANCES>,
    /// The code of the lengths of codes.
    lengths: Code<19>,
    lens: [u8; LITLENS + DISTANCES],
}

/// The order in which the lengths of the codes of lengths come.
const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Codes {
    pub const fn new() -> Codes {
        Codes {
            litlen: Code::new(),
            distances: Code::new(),
            lengths: Code::new(),
            lens: [0; LITLENS + DISTANCES],
        }
    }

    /// Reads a header: what follows, and whether it is the last block.
    pub fn read(&mut self, input: &mut Input, fetch: &mut Fetch<'_>) -> Result<(Block, bool)> {
        let at = input;
        let last = at.take(1, fetch)? == 1;
        let block = match at.take(2, fetch)? {
            0 => Block::Stored(stored(at, fetch)?),
            1 => self.fixed(at)?,
            2 => self.dynamic(at, fetch)?,
            other => {
                return Err(damaged(at, format_args!("a block of type {other}, expected 0, 1 or 2")));
            }
        };
        Ok((block, last))
    }

    fn fixed(&mut self, input: &Input) -> Result<Block> {
        self.lens[..144].fill(8);
        self.lens[144..256].fill(9);
        self.lens[256..280].fill(7);
        self.lens[280..LITLENS].fill(8);
        self.lens[LITLENS..].fill(5);
        self.set(LITLENS, DISTANCES, input)
    }

    fn dynamic(&mut self, input: &mut Input, fetch: &mut Fetch<'_>) -> Result<Block> {
        let litlens = input.take(5, fetch)? as usize + 257;
        let distances = input.take(5, fetch)? as usize + 1;
        let lengths = input.take(4, fetch)? as usize + 4;
        if litlens > 286 || distances > 30 {
            return Err(damaged(
                input,
                format_args!(
                    "{litlens} literals and lengths and {distances} distances, expected at most 286 and 30"
                ),
            ));
        }
        let mut lens = [0u8; 19];
        for &symbol in &ORDER[..lengths] {
            lens[usize::from(symbol)] = input.take(3, fetch)? as u8;
        }
        check(self.lengths.set(&lens), "lengths of codes", input)?;
        if self.lengths.len() < 2 {
            return Err(damaged(input, format_args!("fewer than 2 codes of lengths of codes")));
        }
        self.read_lens(litlens + distances, input, fetch)?;
        if self.lens[usize::from(END)] == 0 {
            return Err(damaged(input, format_args!("no code for the end of the block")));
        }
        self.set(litlens, distances, input)
    }

    /// Reads `count` lengths of codes, in their own code and with repetitions.
    fn read_lens(&mut self, count: usize, input: &mut Input, fetch: &mut Fetch<'_>) -> Result<()> {
        // Symbol and length of code for every 7 bits, the longest code there is.
        let mut table = [(0u8, 0u8); 128];
        for len in 1..8 {
            for place in self.lengths.of_len(len) {
                let entry = (self.lengths.symbol(place) as u8, len as u8);
                table.iter_mut().skip(self.lengths.code(place)).step_by(1 << len).for_each(|e| *e = entry);
            }
        }
        let mut done = 0;
        while done < count {
            input.prepare(fetch)?;
            let word = input.peek();
            let mut used = 0;
            // A length takes at most 14 bits, and 57 are there.
            while done < count && used <= 57 - 14 {
                let bits = word >> used;
                let (symbol, code_bits) = table[(bits & 127) as usize];
                used += u32::from(code_bits);
                if symbol < 16 {
                    self.lens[done] = symbol;
                    done += 1;
                    continue;
                }
                let (extra, least) = [(2, 3), (3, 3), (7, 11)][usize::from(symbol - 16)];
                let times = least + (bits >> code_bits & ((1 << extra) - 1)) as usize;
                used += extra;
                if symbol == 16 && done == 0 {
                    input.skip(used)?;
                    return Err(damaged(
                        input,
                        format_args!("the repetition of a length of code before the first"),
                    ));
                }
                if times > count - done {
                    input.skip(used)?;
                    return Err(damaged(
                        input,
                        format_args!("{} lengths of codes, expected {count}", done + times),
                    ));
                }
                let len = if symbol == 16 { self.lens[done - 1] } else { 0 };
                self.lens[done..done + times].fill(len);
                done += times;
            }
            input.skip(used)?;
        }
        Ok(())
    }

    fn set(&mut self, litlens: usize, distances: usize, input: &Input) -> Result<Block> {
        let (first, rest) = self.lens.split_at(litlens);
        check(self.litlen.set(first), "literals and lengths", input)?;
        check(self.distances.set(&rest[..distances]), "distances", input)?;
        Ok(Block::Coded)
    }
}

/// Reads the length of a stored block.
fn stored(input: &mut Input, fetch: &mut Fetch<'_>) -> Result<usize> {
    input.align();
    let len = input.take(16, fetch)?;
    let complement = input.take(16, fetch)?;
    if len ^ complement != 0xffff {
        return Err(damaged(
            input,
            format_args!(
                "a stored block's length {len:#06x} with the complement {complement:#06x}, expected {:#06x}",
                len ^ 0xffff
            ),
        ));
    }
    Ok(len as usize)
}

fn check(made: core::result::Result<(), Flaw>, of: &str, input: &Input) -> Result<()> {
    made.map_err(|flaw| {
        let flaw = match flaw {
            Flaw::Oversubscribed => "over-subscribed",
            Flaw::Incomplete => "incomplete",
        };
        damaged(input, format_args!("a code of {of} that is {flaw}"))
    })
}

/// The error of a stream that is no deflate stream, near the place where this was found.
#[cold]
pub(super) fn damaged(input: &Input, found: core::fmt::Arguments<'_>) -> Error {
    Error::at(Status::Archive, input.place(), format_args!("damaged compressed data: found {found}"))
}

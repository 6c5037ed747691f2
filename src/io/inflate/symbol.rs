//! One symbol, with care: where input or output ends, where a block does, and wherever
//! the fast loop found something that it leaves to this.

use super::header::{damaged, Codes};
use super::input::{Fetch, Input};
use super::tables::{DISTANCE, END, LENGTH};
use crate::error::{Error, Result};

/// What a symbol means.
pub(super) enum Symbol {
    Literal(u8),
    /// So many bytes from so far back; `before` says how many came before.
    Match {
        len: usize,
        distance: usize,
    },
    End,
}

/// Reads a symbol. `before` bytes have been decoded, as far back as a distance may reach.
pub(super) fn read(codes: &Codes, before: usize, input: &mut Input, fetch: &mut Fetch<'_>) -> Result<Symbol> {
    input.prepare(fetch)?;
    let bits = input.peek();
    let (symbol, used) = codes.litlen.find(bits).ok_or_else(|| unknown(input, 0, "literal or length"))?;
    if symbol <= END {
        input.skip(used)?;
        return Ok(if symbol == END { Symbol::End } else { Symbol::Literal(symbol as u8) });
    }
    let Some(&length) = LENGTH.get(usize::from(symbol - END) - 1) else {
        return Err(known(input, used, format_args!("length symbol {symbol}, expected at most 285")));
    };
    let (len, used) = number(bits, used, length);
    let (symbol, code) =
        codes.distances.find(bits >> used).ok_or_else(|| unknown(input, used, "distance"))?;
    let Some(&distance) = DISTANCE.get(usize::from(symbol)) else {
        return Err(known(input, used + code, format_args!("distance symbol {symbol}, expected at most 29")));
    };
    let (distance, used) = number(bits, used + code, distance);
    if distance > before {
        return Err(known(
            input,
            used,
            format_args!("a distance of {distance} where {before} bytes came before"),
        ));
    }
    input.skip(used)?;
    Ok(Symbol::Match { len, distance })
}

/// The base and the extra bits behind the `used` ones, and how many are used then.
fn number(bits: u64, used: u32, (base, extra): (u16, u8)) -> (usize, u32) {
    let number = usize::from(base) + (bits >> used & ((1 << extra) - 1)) as usize;
    (number, used + u32::from(extra))
}

/// The error of something that takes `used` bits, if they are there.
#[cold]
fn known(input: &Input, used: u32, found: core::fmt::Arguments<'_>) -> Error {
    if used as usize > input.left() {
        return input.truncated();
    }
    damaged(input, found)
}

/// The error of bits, behind the `used` ones, that are no code. The code has at most one
/// of one bit, or it would be complete, so one bit tells.
#[cold]
fn unknown(input: &Input, used: u32, of: &str) -> Error {
    known(input, used + 1, format_args!("bits that are no code of a {of}"))
}

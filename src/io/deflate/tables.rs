//! Hash tables: where the same first bytes stood last.

use super::symbols::{HISTORY, MAX_MATCH};
use super::window::{boxed, le64, Bytes};
use crate::error::Result;
use crate::fallible;

/// Bits of an index into the first table, and into the others.
const FIRST_BITS: u32 = 15;
const OTHER_BITS: u32 = 13;

const A: u64 = 0x9E37_79B9_7F4A_7C15;
const B: u64 = 0xD6E8_FEB8_6659_FD93;

/// A table for each of a few lengths, which tells where as many bytes stood before.
/// Its entries are positions in the stream; what is too old or of another stream
/// is further away than anything may be, and says nothing.
pub struct Tables {
    tables: [Table; Tables::MOST],
    entries: Vec<u32>,
    /// The tables for more bytes than so many, a bit for each.
    longer: Box<[u32; 512]>,
}

/// One of them: the bytes that it looks at, and where its entries are.
#[derive(Clone, Copy)]
pub struct Table {
    pub length: usize,
    /// Bits of eight bytes that are not looked at.
    pub over: u32,
    down: u32,
    from: usize,
}

/// A position in the window, with what is known of it.
#[derive(Clone, Copy)]
pub struct Place {
    pub at: usize,
    /// Its number in the tables.
    pub number: u32,
    /// How far back and how far on a match may go.
    pub back: usize,
    pub on: usize,
}

impl Tables {
    /// The most tables.
    pub const MOST: usize = 16;

    /// Tables for the given lengths, which ascend from 3 or 4 on.
    pub fn new(lengths: &[u8]) -> Result<Tables> {
        let none = Table { length: 0, over: 0, down: 0, from: 0 };
        let mut tables = Tables { tables: [none; Tables::MOST], entries: Vec::new(), longer: boxed(0)? };
        let mut from = 0;
        for (number, &length) in lengths.iter().enumerate() {
            let length = usize::from(length);
            let bits = if number == 0 { FIRST_BITS } else { OTHER_BITS };
            let over = 64 - 8 * length.min(8) as u32;
            tables.tables[number] = Table { length, over, down: 64 - bits, from };
            tables.longer[..length].iter_mut().for_each(|longer| *longer |= 1 << number);
            from += 1 << bits;
        }
        fallible::fill(&mut tables.entries, 0, from)?;
        Ok(tables)
    }

    /// The tables for more than `length` bytes, a bit for each.
    #[inline(always)]
    pub fn longer(&self, length: usize) -> u32 {
        self.longer[length & 511]
    }

    #[inline(always)]
    pub fn table(&self, number: usize) -> Table {
        self.tables[number & (Tables::MOST - 1)]
    }

    /// How far back the same bytes stood last, as many as the table looks at (but
    /// of more than 16 only the ends are compared), or 0. From now on they stand here.
    #[inline(always)]
    pub fn ask(&mut self, table: Table, bytes: &Bytes, place: Place) -> usize {
        if table.length <= 8 {
            return self.ask_short(table, bytes, place);
        }
        let there = self.exchange(table, long_key(bytes, place.at, table.length), place);
        let differ = |on: usize| le64(bytes, place.at + on) ^ le64(bytes, there + on);
        if differ(0) | differ(table.length - 8) == 0 {
            place.at - there
        } else {
            0
        }
    }

    /// The same for a table of at most 8 bytes.
    #[inline(always)]
    pub fn ask_short(&mut self, table: Table, bytes: &Bytes, place: Place) -> usize {
        let key = le64(bytes, place.at) << table.over;
        let there = self.exchange(table, key, place);
        if le64(bytes, there) << table.over == key {
            place.at - there
        } else {
            0
        }
    }

    /// From now on these bytes stand here.
    #[inline(always)]
    pub fn enter(&mut self, table: Table, bytes: &Bytes, place: Place) {
        let key = match table.length {
            ..=8 => le64(bytes, place.at) << table.over,
            length => long_key(bytes, place.at, length),
        };
        self.entries[index(table, key)] = place.number;
    }

    /// Exchanges an entry. Returns the position that it had, or the present one if that
    /// is out of reach: without a branch, which noise would make impossible to foresee.
    #[inline(always)]
    fn exchange(&mut self, table: Table, key: u64, place: Place) -> usize {
        let entry = &mut self.entries[index(table, key)];
        let distance = place.number.wrapping_sub(*entry) as usize;
        *entry = place.number;
        if distance.wrapping_sub(1) < place.back {
            place.at - distance
        } else {
            place.at
        }
    }
}

#[inline(always)]
fn index(table: Table, key: u64) -> usize {
    table.from + (key.wrapping_mul(A) >> table.down) as usize
}

/// A number that the first `length` bytes decide, 9 at least; of more than 32 not all of them.
#[inline(always)]
fn long_key(bytes: &Bytes, at: usize, length: usize) -> u64 {
    let fold = |sum: u64, next: u64| {
        let sum = sum.wrapping_mul(B);
        (sum ^ sum >> 32) ^ next
    };
    let key = fold(le64(bytes, at), le64(bytes, at + length - 8));
    if length <= 16 {
        return key;
    }
    fold(fold(key, le64(bytes, at + 8)), le64(bytes, at + length - 16))
}

/// How many bytes from `a` on equal those from `b` on, up to `most`.
#[inline(always)]
pub fn common(bytes: &Bytes, a: usize, b: usize, most: usize) -> usize {
    let mut length = 0;
    while length < most {
        let differ = le64(bytes, a + length) ^ le64(bytes, b + length);
        if differ != 0 {
            return (length + (differ.trailing_zeros() / 8) as usize).min(most);
        }
        length += 8;
    }
    most
}

impl Place {
    /// The position `at` of a part of the window that begins at `oldest` and ends at `limit`.
    #[inline(always)]
    pub fn new(at: usize, base: u32, oldest: usize, limit: usize) -> Place {
        let (back, on) = ((at - oldest).min(HISTORY), (limit - at).min(MAX_MATCH));
        Place { at, number: base.wrapping_add(at as u32), back, on }
    }
}

//! The tables of one block: what every 11 bits of a literal or length, and every 8 bits
//! of a distance, begin with.

use super::arena::single;
use super::code::Code;
use super::entry::{Entry, DISTANCE_BITS, LITLEN_BITS};

/// How many symbols a code of literals and lengths can have, and one of distances. The
/// last two of each mean nothing, but the fixed codes count them.
pub(super) const LITLENS: usize = 288;
pub(super) const DISTANCES: usize = 32;
/// The symbol that ends a block.
pub(super) const END: u16 = 256;

/// The least length of each length symbol, from 257 on, and the number of its extra bits.
pub(super) const LENGTH: [(u16, u8); 29] = {
    let mut all = [(258, 0); 29];
    let mut base = 3;
    let mut i = 0;
    while i < 28 {
        let extra = if i < 8 { 0 } else { i as u8 / 4 - 1 };
        all[i] = (base, extra);
        base += 1 << extra;
        i += 1;
    }
    all
};

/// The least distance of each distance symbol, and the number of its extra bits.
pub(super) const DISTANCE: [(u16, u8); 30] = {
    let mut all = [(0, 0); 30];
    let mut base = 1;
    let mut i = 0;
    while i < 30 {
        let extra = if i < 4 { 0 } else { i as u8 / 2 - 1 };
        all[i] = (base, extra);
        base += 1 << extra;
        i += 1;
    }
    all
};

/// What each symbol says, its code left out.
static LITLEN_ENTRIES: [Entry; LITLENS] = {
    let mut all = [Entry::STOP; LITLENS];
    let mut i = 0;
    while i < 256 {
        all[i] = Entry::literals(0, 1, single(i as u8));
        i += 1;
    }
    i = 0;
    while i < LENGTH.len() {
        all[END as usize + 1 + i] = Entry::number(0, LENGTH[i].0, LENGTH[i].1);
        i += 1;
    }
    all
};

static DISTANCE_ENTRIES: [Entry; DISTANCES] = {
    let mut all = [Entry::STOP; DISTANCES];
    let mut i = 0;
    while i < DISTANCE.len() {
        all[i] = Entry::number(0, DISTANCE[i].0, DISTANCE[i].1);
        i += 1;
    }
    all
};

/// One symbol an entry.
pub(super) fn build_litlen(code: &Code<LITLENS>, table: &mut [Entry]) {
    build::<LITLENS, LITLEN_BITS>(code, &LITLEN_ENTRIES, table);
}

/// One symbol an entry.
pub(super) fn build_distances(code: &Code<DISTANCES>, table: &mut [Entry]) {
    build::<DISTANCES, DISTANCE_BITS>(code, &DISTANCE_ENTRIES, table);
}

fn build<const N: usize, const BITS: u32>(code: &Code<N>, entries: &[Entry; N], table: &mut [Entry]) {
    // The table of n bits, twice, is that of n + 1 bits but for the codes of that length.
    table[0] = Entry::STOP;
    let mut size = 1;
    for len in 1..=BITS {
        table.copy_within(..size, size);
        size *= 2;
        for place in code.of_len(len) {
            table[code.code(place)] = entries[usize::from(code.symbol(place))].behind(len);
        }
    }
    // Longer codes that begin alike stand together and share a table.
    let mut place = code.of_len(BITS + 1).start;
    let mut len = BITS + 1;
    while place < code.len() {
        let head = |place| code.code(place) & ((1 << BITS) - 1);
        let prefix = head(place);
        let end = place + (place..code.len()).take_while(|&p| head(p) == prefix).count();
        while code.of_len(len).end < end {
            len += 1;
        }
        let start = size;
        size += 1 << (len - BITS);
        table[prefix] = Entry::table(start, BITS, len - BITS);
        let part = &mut table[start..size];
        for len in BITS + 1..=len {
            let places = code.of_len(len);
            for p in places.start.max(place)..places.end.min(end) {
                let entry = entries[usize::from(code.symbol(p))].behind(len);
                spread(part, code.code(p) >> BITS, len - BITS, entry);
            }
        }
        place = end;
    }
}

/// Puts `entry` wherever the first `bits` bits of the index are `first`.
#[inline(always)]
pub(super) fn spread(table: &mut [Entry], first: usize, bits: u32, entry: Entry) {
    let mut i = first;
    while let Some(place) = table.get_mut(i) {
        *place = entry;
        i += 1 << bits;
    }
}

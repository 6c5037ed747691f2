//! Prefix codes in their canonical form: the lengths of the codes say all.

use core::ops::Range;

/// The longest code, in bits.
pub(super) const LONGEST: usize = 15;

/// A code of at most `N` symbols.
pub(super) struct Code<const N: usize> {
    /// Where the symbols with codes of each length begin; the next one's beginning is the end.
    first: [u16; LONGEST + 2],
    /// Symbols by the length of their codes, then by value.
    sorted: [u16; N],
    /// Their codes, the first bit lowest.
    codes: [u16; N],
}

/// Why lengths make no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// More codes than there is room for.
    Oversubscribed,
    /// Bits that are no code.
    Incomplete,
}

impl<const N: usize> Code<N> {
    pub const fn new() -> Code<N> {
        Code { first: [0; LONGEST + 2], sorted: [0; N], codes: [0; N] }
    }

    /// Takes the lengths of the symbols' codes; 0 is no code. Incomplete is allowed where
    /// there is nothing to be told apart: no symbol, or one with a code of one bit.
    pub fn set(&mut self, lens: &[u8]) -> Result<(), Flaw> {
        let mut counts = [0u16; LONGEST + 1];
        for &len in lens {
            counts[usize::from(len & 15)] += 1;
        }
        let mut left = 1i32;
        let mut at = 0u16;
        let mut code = 0u32;
        for (len, &count) in (1..).zip(&counts[1..]) {
            left = 2 * left - i32::from(count);
            if left < 0 {
                return Err(Flaw::Oversubscribed);
            }
            self.first[len] = at;
            at += count;
            code <<= 1;
            for place in &mut self.codes[usize::from(self.first[len])..usize::from(at)] {
                *place = (code as u16).reverse_bits() >> (16 - len);
                code += 1;
            }
        }
        self.first[LONGEST + 1] = at;
        let mut next = self.first;
        for (symbol, &len) in lens.iter().enumerate() {
            if len != 0 {
                let place = &mut next[usize::from(len & 15)];
                self.sorted[usize::from(*place)] = symbol as u16;
                *place += 1;
            }
        }
        if left > 0 && !(at == 0 || at == 1 && counts[1] == 1) {
            return Err(Flaw::Incomplete);
        }
        Ok(())
    }

    /// How many symbols have a code.
    pub fn len(&self) -> usize {
        usize::from(self.first[LONGEST + 1])
    }

    /// The places of the symbols with codes of `len` bits.
    #[inline(always)]
    pub fn of_len(&self, len: u32) -> Range<usize> {
        usize::from(self.first[len as usize])..usize::from(self.first[len as usize + 1])
    }

    /// The symbol at a place.
    #[inline(always)]
    pub fn symbol(&self, place: usize) -> u16 {
        self.sorted[place]
    }

    /// Its code, the first bit lowest.
    #[inline(always)]
    pub fn code(&self, place: usize) -> usize {
        usize::from(self.codes[place])
    }

    /// The symbols of some places, with their codes.
    #[inline(always)]
    pub fn both(&self, places: Range<usize>) -> impl Iterator<Item = (u32, usize)> + '_ {
        let symbols = self.sorted[places.clone()].iter().map(|&symbol| u32::from(symbol));
        symbols.zip(self.codes[places].iter().map(|&code| usize::from(code)))
    }

    /// The places of `range` whose symbols are less than `bound`: the first ones.
    pub fn below(&self, bound: u16, range: Range<usize>) -> Range<usize> {
        range.start..range.start + self.sorted[range].partition_point(|&symbol| symbol < bound)
    }

    /// The symbol that `bits` begin with, and the length of its code. Bit by bit: for
    /// where speed does not count and the tables are not trusted.
    pub fn find(&self, mut bits: u64) -> Option<(u16, u32)> {
        let (mut code, mut least) = (0usize, 0usize);
        for len in 1..=LONGEST as u32 {
            code = code << 1 | (bits & 1) as usize;
            bits >>= 1;
            let places = self.of_len(len);
            least <<= 1;
            if code < least + places.len() {
                return Some((self.sorted[places.start + code - least], len));
            }
            least += places.len();
        }
        None
    }
}

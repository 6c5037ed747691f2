//! What a table entry says: which bits it stands for, and what they mean.

/// The bytes are copied from the place in the output that lies `base` and the extra
/// bits back.
pub(super) const COPY: i8 = -1;
/// The bytes are copied from the pool of literals, `base` below its end.
pub(super) const LITERALS: i8 = 0;
/// A length, or in the table of distances a distance: `base` and the extra bits.
pub(super) const NUMBER: i8 = 1;
/// The code goes on in a table of its own, at `base`.
pub(super) const TABLE: i8 = 2;
/// The end of the block, or no code at all.
pub(super) const STOP: i8 = 3;

/// How many bits the main tables look at.
pub(super) const LITLEN_BITS: u32 = 11;
pub(super) const DISTANCE_BITS: u32 = 8;

/// The decoder keeps the last bits that it used below those that come, as many as
/// make an index of the bits that come a byte offset of entries.
pub(super) const USED_BITS: u32 = size_of::<Entry>().trailing_zeros();

/// One entry. Its fields are bytes and words of their own because loading them is
/// cheaper than cutting them out of one number: the processor has few ports that shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(8))]
pub(super) struct Entry {
    /// How many bits are used, extra bits and all.
    pub bits: u8,
    /// What it is. As a number it is also the mask that chooses between output and pool.
    pub kind: i8,
    /// How far the bits are shifted to have the extra ones lowest.
    pub shift: u8,
    /// How many bytes are copied.
    pub count: u8,
    /// See the kinds. Negative, modulo 2^16, where something is copied.
    pub base: u16,
    /// Which of the shifted bits are extra bits.
    pub mask: u16,
}

impl Entry {
    /// No code begins like this.
    pub const STOP: Entry = Entry { bits: 0, kind: STOP, shift: 0, count: 0, base: 0, mask: 0 };

    /// `count` literals that stand `below` the end of the pool.
    pub const fn literals(bits: u32, count: u8, below: usize) -> Entry {
        let base = (below as u16).wrapping_neg();
        Entry { bits: bits as u8, kind: LITERALS, shift: 0, count, base, mask: 0 }
    }

    /// A copy of `count` bytes, from `distance` and the number in the `extra` bits back.
    pub const fn copy(bits: u32, count: u8, distance: u16, extra: u8) -> Entry {
        Entry { kind: COPY, count, base: distance.wrapping_neg(), ..Entry::number(bits, distance, extra) }
    }

    /// `base` and the number in the `extra` bits behind the first `bits`.
    pub const fn number(bits: u32, base: u16, extra: u8) -> Entry {
        let shift = (bits + USED_BITS) as u8;
        Entry { bits: bits as u8 + extra, kind: NUMBER, shift, count: 0, base, mask: (1 << extra) - 1 }
    }

    /// The next `bits` bits choose among the entries from `start` on; `before` were looked at.
    pub const fn table(start: usize, before: u32, bits: u32) -> Entry {
        let size = size_of::<Entry>();
        let mask = ((1 << bits) - 1) * size as u16;
        Entry { bits: 0, kind: TABLE, shift: before as u8, count: 0, base: (start * size) as u16, mask }
    }

    /// The same behind a code of `bits` bits.
    #[inline(always)]
    pub const fn behind(self, bits: u32) -> Entry {
        Entry { bits: self.bits + bits as u8, shift: self.shift + bits as u8, ..self }
    }
}

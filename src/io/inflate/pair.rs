//! Decoding blocks of literals, in two places at once.
//!
//! The time of literals is the time from one lookup to the next, in which most of the processor waits. So a second
//! decoder begins some way ahead, at a bit that nobody knows to begin a code. Codes are such that it soon comes upon the
//! beginning of a true one, and is right from there on. When the first decoder comes where the second one began, it goes
//! on until it meets one of its tokens: what the second one has decoded since then is what follows.
//!
//! The second one does not know where its output goes nor what is in front of that: it writes aside, and notes matches,
//! to be copied when the output is complete up to them.

use super::copy::{copy_exactly, copy_match};
use super::entry::{Entry, LITLEN_BITS, NUMBER, STOP, TABLE, USED_BITS};
use super::fast::{number, Stop, Work, DISTANCE_MASK, LITLEN_MASK};

/// How many bytes of input further on the second decoder begins.
const STRIDE: usize = 768;
/// How much it decodes, and how many matches at most: one has 3 bytes.
pub(super) const AHEAD: usize = 6 * 1024;
pub(super) const COPIES: usize = AHEAD / 3 + 64;
/// Within so many bits of its beginning it must be met.
const MEETING: usize = 1024;
pub(super) const MARKS: usize = MEETING + 256;
/// How often it may be missed before nobody tries again.
const MISSED: u32 = 2;

/// Input and output that a round needs.
const INPUT: usize = 2 * STRIDE + MEETING / 8 + 64;
const OUTPUT: isize = 3 * STRIDE as isize;

const MASK: u64 = (1 << LITLEN_BITS) - 1;

// How often the second decoder was met, and how often not.
#[cfg(test)]
std::thread_local!(pub(super) static ROUNDS: core::cell::Cell<(u32, u32)> = const { core::cell::Cell::new((0, 0)) });

/// A decoder: the bits that were loaded, how many of them count (in the lowest byte), the next byte, the next entry, and
/// where output goes.
#[derive(Clone, Copy)]
struct Decoder {
    bits: u64,
    fill: u32,
    at: *const u8,
    entry: u32,
    out: *mut u8,
}

macro_rules! refill {
    ($bits:ident, $fill:ident, $at:ident) => {
        $bits |= u64::from_le($at.cast::<u64>().read_unaligned()) << ($fill & 63);
        $at = $at.add(7).sub(($fill >> 3 & 7) as usize);
        $fill |= 56;
    };
}

macro_rules! look_up {
    ($work:ident, $bits:ident) => {
        $work.literals.add(($bits & MASK) as usize).read()
    };
}

/// One entry of literals, or nothing.
macro_rules! literals {
    ($work:ident, $bits:ident, $fill:ident, $entry:ident, $out:ident) => {
        let entry = $entry;
        $bits >>= entry & 63;
        $fill = $fill.wrapping_sub(entry);
        $entry = look_up!($work, $bits);
        $out.cast::<u16>().write_unaligned(((entry >> 16) as u16).to_le());
        $out = $out.add((entry >> 8 & 255) as usize);
    };
}

/// Whether an entry is anything but literals.
macro_rules! odd {
    ($entry:ident) => {
        $entry & 255 == 0
    };
}

/// One symbol, whatever it is, but for those that stop: `false`.
macro_rules! symbol {
    ($work:ident, $bits:ident, $fill:ident, $out:ident, |$distance:ident, $len:ident| $copy:expr) => {{
        let token = $bits << USED_BITS;
        let mut entry = $work.litlen.add((token & LITLEN_MASK) as usize).cast::<Entry>();
        if (*entry).kind == TABLE {
            entry = $work.litlen.add(number(entry, token)).cast();
        }
        let used = u32::from((*entry).bits);
        if (*entry).kind == NUMBER {
            let $len = number(entry, token);
            let token = token >> used;
            let mut entry = $work.distances.add((token & DISTANCE_MASK) as usize).cast::<Entry>();
            if (*entry).kind == TABLE {
                entry = $work.distances.add(number(entry, token)).cast();
            }
            let $distance = number(entry, token);
            if (*entry).kind != STOP && $copy {
                let used = used + u32::from((*entry).bits);
                $bits >>= used & 63;
                $fill = $fill.wrapping_sub(used);
                $out = $out.add($len);
                true
            } else {
                false
            }
        } else if (*entry).kind == STOP {
            false
        } else {
            // A literal with a long code.
            $bits >>= used & 63;
            $fill = $fill.wrapping_sub(used);
            $out.write($work.origin.offset(isize::from((*entry).base as i16)).read());
            $out = $out.add(1);
            true
        }
    }};
}

/// A group of literals, and then more bits.
macro_rules! group_end {
    ($work:ident, $bits:ident, $fill:ident, $at:ident, $entry:ident, $out:ident) => {
        let entry = $entry;
        $bits >>= entry & 63;
        $fill = $fill.wrapping_sub(entry);
        refill!($bits, $fill, $at);
        $entry = look_up!($work, $bits);
        $out.cast::<u16>().write_unaligned(((entry >> 16) as u16).to_le());
        $out = $out.add((entry >> 8 & 255) as usize);
    };
}

impl Decoder {
    #[inline(always)]
    unsafe fn new(work: &Work, mut at: *const u8, odd: u64, out: *mut u8) -> Decoder {
        // SAFETY: see `run`.
        unsafe {
            let (mut bits, mut fill) = (0, 0u32);
            refill!(bits, fill, at);
            bits >>= odd & 63;
            fill -= odd as u32;
            refill!(bits, fill, at);
            Decoder { bits, fill, at, entry: look_up!(work, bits), out }
        }
    }

    /// Decodes until `at` is behind `last` or `out` reaches `limit`; stops in front of what it does not understand.
    #[inline(always)]
    unsafe fn go(&mut self, work: &Work, last: *const u8, limit: *mut u8) -> bool {
        let Decoder { mut bits, mut fill, mut at, mut entry, mut out } = *self;
        let mut on = true;
        // SAFETY: see `run`.
        unsafe {
            while at <= last && out < limit {
                if odd!(entry) {
                    on = symbol!(work, bits, fill, out, |distance, len| copy(work, out, distance, len));
                    if !on {
                        break;
                    }
                    refill!(bits, fill, at);
                    entry = look_up!(work, bits);
                    continue;
                }
                literals!(work, bits, fill, entry, out);
                literals!(work, bits, fill, entry, out);
                literals!(work, bits, fill, entry, out);
                literals!(work, bits, fill, entry, out);
                group_end!(work, bits, fill, at, entry, out);
            }
        }
        *self = Decoder { bits, fill, at, entry, out };
        on
    }

    /// Decodes until it comes upon a mark.
    #[inline(always)]
    unsafe fn meet(&mut self, work: &Work, begin: *const u8) -> Option<usize> {
        let Decoder { mut bits, mut fill, mut at, mut entry, mut out } = *self;
        let mut met = None;
        // SAFETY: see `run`.
        unsafe {
            loop {
                let place = 8 * at.offset_from(begin) - (fill & 63) as isize;
                if place > MEETING as isize {
                    break;
                }
                let mark = *work.marks.offset(place);
                if mark > 0 {
                    met = Some(usize::from(mark) - 1);
                    break;
                }
                if odd!(entry) {
                    if !symbol!(work, bits, fill, out, |distance, len| copy(work, out, distance, len)) {
                        break;
                    }
                    refill!(bits, fill, at);
                    entry = look_up!(work, bits);
                    continue;
                }
                group_end!(work, bits, fill, at, entry, out);
            }
        }
        *self = Decoder { bits, fill, at, entry, out };
        met
    }
}

/// Copies a match, if there is as much in front of it.
#[inline(always)]
unsafe fn copy(work: &Work, out: *mut u8, distance: usize, len: usize) -> bool {
    // SAFETY: see `run`.
    unsafe {
        if out.offset_from(work.origin) - (distance as isize) < work.floor {
            return false;
        }
        copy_match(out, distance, len);
    }
    true
}

/// Decodes as much as it can.
///
/// # Safety
///
/// As for `fast::run`, and the table of literals is the block's, whose matches are no entries of the main table.
///
/// A decoder holds 56 bits or more whenever it looks at what comes, and loads 8 bytes from where a check has just found
/// that they are there: `INPUT` bytes are, where two decode, and the second ends `STRIDE` behind the first one's end.
/// The first writes at most a match of 258 and 31 bytes behind `limit`, which is inside of the slack. The second writes at
/// most 258 and two bytes behind `AHEAD`, which has as much slack; of `COPIES` it fills one for each 3 bytes of these. A
/// mark is set and looked for at most `MEETING` bits and a group behind the beginning. What was noted ahead is copied only
/// if the output has room for all of it, and from inside of the output only.
#[inline(always)]
pub(super) unsafe fn run(work: Work) -> Stop {
    // SAFETY: see the functions.
    unsafe {
        let limit = work.origin.offset(work.limit);
        let mut one = Decoder::new(&work, work.at, work.odd, work.origin.offset(work.out));
        let mut missed = 0;
        loop {
            let room = work.last.addr().saturating_sub(one.at.addr()) >= INPUT;
            if missed >= MISSED || !room || limit.offset_from(one.out) < OUTPUT {
                one.go(&work, work.last, limit);
                break;
            }
            let begin = one.at.add(STRIDE);
            let mut two = Decoder::new(&work, begin, 0, work.ahead);
            let copies = both(&work, &mut one, &mut two, limit);
            if !one.go(&work, begin.add(7), limit) || one.out >= limit {
                break;
            }
            match one.meet(&work, begin) {
                Some(from) if join(&work, &mut one, &two, copies, from) => {
                    #[cfg(test)]
                    ROUNDS.with(|rounds| rounds.set((rounds.get().0 + 1, rounds.get().1)));
                }
                _ => {
                    #[cfg(test)]
                    ROUNDS.with(|rounds| rounds.set((rounds.get().0, rounds.get().1 + 1)));
                    missed += 1;
                }
            }
        }
        Stop {
            at: one.at,
            left: u64::from(one.fill & 63),
            out: one.out.offset_from(work.origin),
            _ahead: (one.bits, u64::from(one.entry)),
        }
    }
}

/// Decodes in two places until one of the two cannot go on, or has done its part; returns how many matches were noted.
#[inline(always)]
unsafe fn both(work: &Work, one: &mut Decoder, two: &mut Decoder, limit: *mut u8) -> usize {
    let Decoder { mut bits, mut fill, mut at, mut entry, mut out } = *one;
    let (mut bits2, mut fill2, mut at2) = (two.bits, two.fill, two.at);
    let (mut entry2, mut out2) = (two.entry, two.out);
    let mut noted = work.copies;
    // SAFETY: see `run`.
    unsafe {
        work.marks.write_bytes(0, MARKS);
        let begin = two.at.sub(7);
        let end2 = work.ahead.add(AHEAD);
        let target = begin.add(7);
        macro_rules! rounds {
            ($stop:lifetime, $mark:expr, $last2:expr) => {
                let last2 = $last2;
                macro_rules! mark {
                    ($base:ident) => {
                        if $mark {
                            let place = $base - (fill2 & 63) as isize;
                            work.marks.offset(place).write(out2.offset_from(work.ahead) as u16 + 1);
                        }
                    };
                }
                while at <= target && at2 <= last2 && out < limit && out2 < end2 {
                    let base = if $mark { 8 * at2.offset_from(begin) } else { 0 };
                    if odd!(entry) || odd!(entry2) {
                        if odd!(entry) {
                            if !symbol!(work, bits, fill, out, |distance, len| copy(work, out, distance, len))
                            {
                                break $stop;
                            }
                            refill!(bits, fill, at);
                            entry = look_up!(work, bits);
                        }
                        if odd!(entry2) {
                            mark!(base);
                            let mut note = |distance: usize, len: usize| {
                                let place = out2.offset_from(work.ahead);
                                noted.write((place as usize | len << 16 | distance << 32) as u64);
                                noted = noted.add(1);
                                true
                            };
                            if !symbol!(work, bits2, fill2, out2, |distance, len| note(distance, len)) {
                                break $stop;
                            }
                            refill!(bits2, fill2, at2);
                            entry2 = look_up!(work, bits2);
                        }
                        continue;
                    }
                    mark!(base);
                    literals!(work, bits, fill, entry, out);
                    literals!(work, bits2, fill2, entry2, out2);
                    mark!(base);
                    literals!(work, bits, fill, entry, out);
                    literals!(work, bits2, fill2, entry2, out2);
                    mark!(base);
                    literals!(work, bits, fill, entry, out);
                    literals!(work, bits2, fill2, entry2, out2);
                    mark!(base);
                    literals!(work, bits, fill, entry, out);
                    literals!(work, bits2, fill2, entry2, out2);
                    mark!(base);
                    group_end!(work, bits, fill, at, entry, out);
                    group_end!(work, bits2, fill2, at2, entry2, out2);
                }
            };
        }
        'stop: {
            rounds!('stop, true, begin.add(MEETING / 8));
            rounds!('stop, false, work.last.min(begin.add(2 * STRIDE)));
        }
        *one = Decoder { bits, fill, at, entry, out };
        *two = Decoder { bits: bits2, fill: fill2, at: at2, entry: entry2, out: out2 };
        noted.offset_from(work.copies) as usize
    }
}

/// Puts what was decoded ahead, from `from` on, where it belongs; says whether it could.
#[inline(always)]
unsafe fn join(work: &Work, one: &mut Decoder, two: &Decoder, copies: usize, from: usize) -> bool {
    // SAFETY: see `run`.
    unsafe {
        let out = one.out.offset_from(work.origin);
        let len = two.out.offset_from(work.ahead.add(from));
        if out + len > work.limit {
            return false;
        }
        one.out.copy_from_nonoverlapping(work.ahead.add(from), len as usize);
        for i in 0..copies {
            let noted = *work.copies.add(i);
            let (at, len, distance) =
                (noted as usize & 0xffff, (noted >> 16) as usize & 0xffff, (noted >> 32) as usize);
            if at < from {
                continue;
            }
            if out + (at - from) as isize - (distance as isize) < work.floor {
                return false;
            }
            copy_exactly(one.out.add(at - from), distance, len);
        }
        *one = Decoder { out: one.out.offset(len), ..*two };
    }
    true
}

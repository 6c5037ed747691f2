//! The loop that decodes nearly everything.
//!
//! It runs where there is input and room enough that neither has to be checked for each
//! symbol, and stops in front of whatever it does not understand: the end of a block, a
//! bad code, a distance that reaches too far. What that is `symbol` finds out; nothing is
//! an error here.
//!
//! How fast it is decides the way from one lookup to the next: shift, mask, load. So an
//! index is a byte offset and needs no scaling, each token begins with the lookup of the
//! next, and neither the caller's wish nor the kind of a token is a branch where it can
//! be arithmetic.

use super::arena::{
    Arena, AHEAD_AT, COPIES_AT, DISTANCE_AT, HISTORY, LITERALS_AT, LITLEN_AT, MARKS_AT, ORIGIN, OUTPUT_END,
};
use super::copy::{copy_match, load, store};
use super::entry::{Entry, DISTANCE_BITS, LITERALS, LITLEN_BITS, NUMBER, STOP, TABLE, USED_BITS};
use super::fuse::Mix;
use super::input::Input;
use super::pair;

/// What is to be decoded: from `out` on until `limit` is reached, with distances back to
/// `floor`. Offsets in the arena.
pub(super) struct Span {
    pub out: usize,
    pub limit: usize,
    pub floor: usize,
}

pub(super) const LITLEN_MASK: u64 = ((1 << LITLEN_BITS) - 1) << USED_BITS;
pub(super) const DISTANCE_MASK: u64 = ((1 << DISTANCE_BITS) - 1) << USED_BITS;

/// Where the loop works, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Work {
    /// The next byte that was not loaded, and the last place where 8 bytes can be.
    pub at: *const u8,
    pub last: *const u8,
    /// How many bits of the first byte were used before.
    pub odd: u64,
    /// The end of the pool of literals. Output is counted from it.
    pub origin: *mut u8,
    pub out: isize,
    pub limit: isize,
    pub floor: isize,
    /// The tables; the first one twice. See `run`.
    pub heads: *const u8,
    pub litlen: *const u8,
    pub distances: *const u8,
    /// What decoding in two places needs.
    pub literals: *const u32,
    pub ahead: *mut u8,
    pub copies: *mut u64,
    pub marks: *mut u16,
}

/// Decodes as much as it can: returns the new end of the output.
pub(super) fn decode(arena: &mut Arena, input: &mut Input, span: Span, mix: Mix) -> usize {
    let position = input.position();
    let bytes = input.bytes();
    if bytes.len() < position / 8 + 8 {
        return span.out;
    }
    assert!(HISTORY <= span.out && span.floor <= span.out && span.limit <= OUTPUT_END);
    let base = arena.base();
    // SAFETY: all offsets are inside of the two blocks of memory.
    let work = unsafe {
        let litlen = base.add(LITLEN_AT).cast_const();
        Work {
            at: bytes.as_ptr().add(position / 8),
            last: bytes.as_ptr().add(bytes.len() - 8),
            odd: position as u64 % 8,
            origin: base.add(ORIGIN),
            out: span.out as isize - ORIGIN as isize,
            limit: span.limit as isize - ORIGIN as isize,
            floor: span.floor as isize - ORIGIN as isize,
            heads: litlen,
            litlen,
            distances: base.add(DISTANCE_AT).cast_const(),
            literals: base.add(LITERALS_AT).cast_const().cast(),
            ahead: base.add(AHEAD_AT),
            copies: base.add(COPIES_AT).cast(),
            marks: base.add(MARKS_AT).cast(),
        }
    };
    // The compiler must not know that two of the pointers are one.
    let work = core::hint::black_box(work);
    // SAFETY: what `run` asks for holds: see `Work`, and `Arena` for the tables.
    let end = unsafe { dispatch(work, span.floor > 0, mix) };
    input.seek(8 * (end.at.addr() - bytes.as_ptr().addr()) - end.left as usize);
    (end.out + ORIGIN as isize) as usize
}

/// Where the loop stopped.
pub(super) struct Stop {
    pub at: *const u8,
    /// How many bits in front of `at` were not used.
    pub left: u64,
    pub out: isize,
    /// Not for use: what must be known where the loop stops cannot be computed later.
    pub _ahead: (u64, u64),
}

#[cfg(test)]
std::thread_local!(pub(super) static PLAIN: core::cell::Cell<bool> = const { core::cell::Cell::new(false) });

unsafe fn dispatch(work: Work, young: bool, mix: Mix) -> Stop {
    // SAFETY: passed on to the caller; the processor was asked.
    unsafe {
        #[cfg(test)]
        if PLAIN.get() {
            return run_plain(work, young, mix);
        }
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("bmi2") {
            return run_bmi2(work, young, mix);
        }
        run_plain(work, young, mix)
    }
}

/// Shifts that take their count from any register.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "bmi1,bmi2")]
#[inline(never)]
unsafe fn run_bmi2(work: Work, young: bool, mix: Mix) -> Stop {
    // SAFETY: passed on to the caller.
    unsafe { run_any(work, young, mix) }
}

#[inline(never)]
unsafe fn run_plain(work: Work, young: bool, mix: Mix) -> Stop {
    // SAFETY: passed on to the caller.
    unsafe { run_any(work, young, mix) }
}

#[inline(always)]
unsafe fn run_any(work: Work, young: bool, mix: Mix) -> Stop {
    // SAFETY: passed on to the caller.
    unsafe {
        match (mix, young) {
            (Mix::Literals, _) => pair::run(work),
            (Mix::Anything, true) => run::<true>(work),
            (Mix::Anything, false) => run::<false>(work),
        }
    }
}

/// The number that an entry and its extra bits make.
#[inline(always)]
pub(super) unsafe fn number(entry: *const Entry, bits: u64) -> usize {
    // SAFETY: passed on to the caller.
    let Entry { shift, base, mask, .. } = unsafe { *entry };
    usize::from(base) + ((bits >> (shift & 63)) as usize & usize::from(mask))
}

/// Decodes. `YOUNG`: distances may still reach in front of the output.
///
/// # Safety
///
/// `at` to `last + 8` is readable; `origin` is an arena's, whose tables were built, with
/// `out` behind its history and `limit` not behind the end of its output.
///
/// An iteration begins with `out < limit`, writes at most a match of 258 and 31 bytes
/// behind that, or twice a copy of at most 20, which stays inside the slack behind the output. It
/// loads 8 bytes once, from `last` at most. What it copies begins at most 32768 bytes
/// before `out`, which is inside of the history, or in the pool.
#[inline(always)]
unsafe fn run<const YOUNG: bool>(work: Work) -> Stop {
    let Work { mut at, last, odd, origin, mut out, limit, floor, heads, litlen, distances, .. } = work;
    // Bits that were loaded, the next one lowest but for those used last; how many of
    // them count. Those above are right too, so that loading them again changes nothing.
    let mut bits = 0u64;
    let mut fill = u64::from(USED_BITS);
    // SAFETY: as said above.
    unsafe {
        macro_rules! refill {
            () => {
                bits |= u64::from_le(at.cast::<u64>().read_unaligned()) << (fill & 63);
                at = at.add(7).sub((fill >> 3) as usize);
                fill |= 56;
            };
        }
        macro_rules! skip {
            ($n:expr) => {
                bits >>= $n & 63;
                fill -= $n;
            };
        }
        // The entry's offset and, from a pointer of its own so that this load alone
        // is addressed in the fastest way, its first byte: how many bits it takes.
        let mut next;
        let mut head;
        macro_rules! look_up {
            () => {
                next = (bits & LITLEN_MASK) as usize;
                head = u64::from(heads.add(next).read());
            };
        }
        macro_rules! entry {
            () => {
                litlen.add(next).cast::<Entry>()
            };
        }
        refill!();
        skip!(odd);
        look_up!();
        'tokens: while at <= last && out < limit {
            refill!();
            let mut kind = (*entry!()).kind;
            if kind > LITERALS {
                let before = fill;
                if kind == TABLE {
                    next = number(entry!(), bits);
                    head = u64::from((*entry!()).bits);
                    kind = (*entry!()).kind;
                }
                if kind == STOP {
                    break;
                }
                if kind == NUMBER {
                    let len = number(entry!(), bits);
                    skip!(head);
                    let mut entry = distances.add((bits & DISTANCE_MASK) as usize).cast::<Entry>();
                    if (*entry).kind == TABLE {
                        entry = distances.add(number(entry, bits)).cast();
                    }
                    let distance = number(entry, bits);
                    let used = u64::from((*entry).bits);
                    skip!(used);
                    if (*entry).kind == STOP || (YOUNG && out - (distance as isize) < floor) {
                        fill = before;
                        break;
                    }
                    look_up!();
                    copy_match(origin.offset(out), distance, len);
                    out += len as isize;
                    continue 'tokens;
                }
            }
            macro_rules! token {
                () => {
                    let (entry, token, used) = (entry!(), bits, head);
                    skip!(used);
                    look_up!();
                    // From the output or from the origin.
                    let start = out & isize::from((*entry).kind);
                    let extra = (token >> ((*entry).shift & 63)) as isize & (*entry).mask as isize;
                    let from = start + (*entry).base as isize - (1 << 16) - extra;
                    if YOUNG && from < floor {
                        fill += used;
                        break;
                    }
                    let (first, rest) =
                        (load::<u32>(origin.offset(from)), load::<u128>(origin.offset(from + 4)));
                    store(first, origin.offset(out));
                    // Literals have no rest: it goes behind the pool.
                    store(rest, origin.offset(start + 4));
                    out += isize::from((*entry).count);
                };
            }
            token!();
            if (*entry!()).kind > LITERALS {
                continue 'tokens;
            }
            token!();
        }
        Stop { at, left: fill - u64::from(USED_BITS), out, _ahead: (bits, head) }
    }
}

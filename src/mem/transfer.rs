//! Moving a block of two axes: copied, swapped or converted on its way.

use super::convert::Num;
use super::kernel::{swap_units, Job};
use super::{Mem, MemMut};
use crate::error::{Error, Result, Status};

/// From how many bytes on a result is taken to be more than the caller reads out of the cache again.
pub const MANY: usize = 8 << 20;

/// A loop: how many elements, and the bytes from one to the next on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// How many.
    pub count: usize,
    /// Bytes from one to the next in the source.
    pub src: isize,
    /// Bytes from one to the next in the destination.
    pub dst: isize,
}

/// What is swapped in an element, one step after the other.
#[derive(Clone, Copy, Debug)]
pub enum Swap {
    /// `count` units of `unit` bytes, one behind the other from byte `offset` on, are each
    /// turned round.
    Run {
        /// Bytes from the element's start, or from that of the loop's turn.
        offset: usize,
        /// Bytes that are turned round.
        unit: usize,
        /// How many units.
        count: usize,
    },
    /// The `len` steps that follow are done `times` times, from byte `offset` on and each
    /// time `step` bytes further.
    Loop {
        /// Bytes from the element's start, or from that of the outer loop's turn.
        offset: usize,
        /// How many turns.
        times: usize,
        /// Bytes from one turn to the next.
        step: usize,
        /// How many of the steps behind this one are inside.
        len: usize,
    },
}

/// What is done to each element on its way.
pub struct Transform {
    src_size: usize,
    dst_size: usize,
    past: bool,
    pub(super) op: Op,
}

pub(super) enum Op {
    Copy,
    Swap(usize),
    Swaps(Vec<Swap>),
    Convert { from: Num, from_swapped: bool, to: Num, to_swapped: bool },
}

impl Transform {
    /// The bytes as they are.
    pub fn copy(itemsize: usize) -> Transform {
        Transform { src_size: itemsize, dst_size: itemsize, past: false, op: Op::Copy }
    }

    /// Every `unit` bytes of the element turned round.
    pub fn swap(itemsize: usize, unit: usize) -> Transform {
        let op = if unit > 1 { Op::Swap(unit) } else { Op::Copy };
        Transform { src_size: itemsize, dst_size: itemsize, past: false, op }
    }

    /// The element as it is, padding included, then what is swapped of it.
    pub fn swaps(itemsize: usize, swaps: Vec<Swap>) -> Transform {
        Transform { src_size: itemsize, dst_size: itemsize, past: false, op: Op::Swaps(swaps) }
    }

    /// One number made another one.
    pub fn convert(from: Num, from_swapped: bool, to: Num, to_swapped: bool) -> Transform {
        Transform {
            src_size: from.size(),
            dst_size: to.size(),
            past: false,
            op: Op::Convert { from, from_swapped, to, to_swapped },
        }
    }

    /// The same for `bytes` bytes in all: more than caches hold go past them, so that no line is fetched only to
    /// be written over.
    pub fn of_many(self, bytes: i64) -> Transform {
        Transform { past: bytes >= MANY as i64, ..self }
    }

    /// Whether what is written goes past the caches where it can.
    pub fn goes_past(&self) -> bool {
        self.past
    }

    /// Bytes of an element before.
    pub fn src_size(&self) -> usize {
        self.src_size
    }

    /// Bytes of an element afterwards.
    pub fn dst_size(&self) -> usize {
        self.dst_size
    }

    /// Whether an element can be changed where it lies: units of a size that the kernels know, turned round.
    pub fn is_in_place(&self) -> bool {
        matches!(self.op, Op::Swap(2 | 4 | 8 | 16)) && self.src_size == self.dst_size
    }

    /// Changes elements where they lie, one behind the other: what [`is_in_place`](Transform::is_in_place)
    /// says can be; others stay.
    ///
    /// # Safety
    ///
    /// All of `at` must have been written.
    pub unsafe fn in_place(&self, at: MemMut<'_>) {
        if let (Op::Swap(unit), true) = (&self.op, self.is_in_place()) {
            // SAFETY: the bytes of the view, by its maker's and the caller's promises.
            unsafe { swap_units(at.ptr(), *unit, at.len() / unit) };
        }
    }

    /// Whether the bytes stay as they are.
    pub fn is_copy(&self) -> bool {
        matches!(self.op, Op::Copy)
    }
}

/// Moves `outer.count` rows of `inner.count` elements: the element at `src_at` plus the
/// steps in the source goes to `dst_at` plus the steps in the destination.
///
/// Both places must lie within their views, else nothing is moved and the error is
/// [`Status::Internal`]: the floors above have miscounted.
pub fn transfer(
    how: &Transform,
    src: Mem<'_>,
    src_at: isize,
    dst: MemMut<'_>,
    dst_at: isize,
    outer: Axis,
    inner: Axis,
) -> Result<()> {
    if outer.count == 0 || inner.count == 0 || how.dst_size == 0 {
        return Ok(());
    }
    let reads = reach(src_at, outer, inner, |a| a.src, how.src_size);
    let writes = reach(dst_at, outer, inner, |a| a.dst, how.dst_size);
    let inside = reads.is_some_and(|(low, high)| src.covers(low, high))
        && writes.is_some_and(|(low, high)| dst.covers(low, high));
    if !inside {
        return Err(Error::new(Status::Internal, format_args!("a block reaches outside of its memory")));
    }
    let job = Job {
        src: src.base().wrapping_offset(src_at),
        dst: dst.base().wrapping_offset(dst_at),
        outer,
        inner,
        past: how.past,
    };
    // SAFETY: the reach of both sides was checked against the views, whose makers
    // promised the memory.
    unsafe { job.run(how) };
    Ok(())
}

/// The bytes from the lowest to the highest that are touched.
fn reach(
    at: isize,
    outer: Axis,
    inner: Axis,
    step: impl Fn(Axis) -> isize,
    size: usize,
) -> Option<(isize, isize)> {
    let (mut low, mut high) = (at, at.checked_add_unsigned(size)?);
    for axis in [outer, inner] {
        let turns = isize::try_from(axis.count - 1).ok()?;
        let far = turns.checked_mul(step(axis))?;
        if far < 0 {
            low = low.checked_add(far)?;
        } else {
            high = high.checked_add(far)?;
        }
    }
    Some((low, high))
}

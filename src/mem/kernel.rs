//! The loops that move bytes.
//!
//! Each is written once, as a plain loop over a fixed element size, and compiled
//! twice on x86-64: for those with AVX2, where turning bytes round is one instruction
//! for 32 of them, and in its smallest form for those before. Blocks that are turned over
//! have a file of their own (`turn`).

use super::convert;
use super::past;
use super::transfer::{Axis, Op, Swap, Transform};
use core::ptr;

/// A block to be moved; both sides are known to be inside their memory.
#[derive(Clone, Copy)]
pub(super) struct Job {
    pub src: *const u8,
    pub dst: *mut u8,
    pub outer: Axis,
    pub inner: Axis,
    /// Whether what is written had better not fill the cache.
    pub past: bool,
}

/// From how many bytes on a row is worth going past the cache.
const LONG: usize = 4096;

/// What happens to the bytes of one element.
pub(super) const COPY: u8 = 0;
pub(super) const SWAP: u8 = 1;
/// Both halves on their own: the parts of a complex number.
pub(super) const SWAP_HALVES: u8 = 2;

impl Job {
    /// Moves the block.
    ///
    /// # Safety
    ///
    /// Every element of the source must be readable, every one of the destination
    /// writable, and no byte may be both.
    pub unsafe fn run(self, how: &Transform) {
        let job = self.ordered(how);
        // SAFETY: passed on to the caller.
        unsafe {
            match &how.op {
                Op::Copy => job.copy(how.src_size()),
                Op::Swap(unit) => job.swap(how.src_size(), *unit),
                Op::Swaps(runs) => {
                    job.copy(how.src_size());
                    job.swap_in_place(runs);
                }
                Op::Convert { from, from_swapped, to, to_swapped } => {
                    convert::run(job, (*from, *from_swapped), (*to, *to_swapped));
                }
            }
        }
    }

    /// The same block with its loops joined where they are one, and the longer one
    /// inside where the inner one is hardly a loop.
    fn ordered(mut self, how: &Transform) -> Job {
        let single = Axis { count: 1, src: how.src_size() as isize, dst: how.dst_size() as isize };
        if self.inner.count == 1 {
            (self.inner, self.outer) = (self.outer, single);
        }
        let turns = self.inner.count as isize;
        let joins = |outer: isize, inner: isize| inner.checked_mul(turns) == Some(outer);
        if self.outer.count == 1 {
            self.outer = single;
        } else if joins(self.outer.src, self.inner.src) && joins(self.outer.dst, self.inner.dst) {
            self.inner.count *= self.outer.count;
            self.outer = single;
        } else if self.inner.count < 8 && self.outer.count > self.inner.count && !self.packed(how) {
            (self.inner, self.outer) = (self.outer, self.inner);
        }
        if self.inner.count == 1 {
            self.inner = single;
        }
        self
    }

    fn packed(&self, how: &Transform) -> bool {
        self.inner.src == how.src_size() as isize && self.inner.dst == how.dst_size() as isize
    }

    /// Whether neither side has gaps inside of a row.
    fn contiguous(&self, size: usize) -> bool {
        self.inner.src == size as isize && self.inner.dst == size as isize
    }

    /// The row `i`.
    fn row(&self, i: usize) -> (*const u8, *mut u8) {
        let at = i as isize;
        (
            self.src.wrapping_offset(at.wrapping_mul(self.outer.src)),
            self.dst.wrapping_offset(at.wrapping_mul(self.outer.dst)),
        )
    }

    unsafe fn copy(self, size: usize) {
        // SAFETY: passed on to the caller.
        unsafe {
            if self.contiguous(size) {
                let bytes = self.inner.count * size;
                let large = if self.past { LONG } else { past::LARGE };
                for i in 0..self.outer.count {
                    let (src, dst) = self.row(i);
                    past::copy(src, dst, bytes, large);
                }
                return;
            }
            match size {
                1 => self.typed::<u8, COPY>(),
                2 => self.typed::<u16, COPY>(),
                4 => self.typed::<u32, COPY>(),
                8 => self.typed::<u64, COPY>(),
                16 => self.typed::<u128, COPY>(),
                _ => self.each(|src, dst| ptr::copy_nonoverlapping(src, dst, size)),
            }
        }
    }

    unsafe fn swap(mut self, size: usize, unit: usize) {
        if self.contiguous(size) && size > unit {
            // A row of elements is a row of units.
            self.inner =
                Axis { count: self.inner.count * (size / unit), src: unit as isize, dst: unit as isize };
            // SAFETY: the same bytes.
            return unsafe { self.swap(unit, unit) };
        }
        // SAFETY: passed on to the caller.
        unsafe {
            match (size, unit) {
                (2, 2) => self.typed::<u16, SWAP>(),
                (4, 4) => self.typed::<u32, SWAP>(),
                (8, 8) => self.typed::<u64, SWAP>(),
                (16, 16) => self.typed::<u128, SWAP>(),
                (8, 4) => self.typed::<u64, SWAP_HALVES>(),
                (16, 8) => self.typed::<u128, SWAP_HALVES>(),
                _ => self.each(|src, dst| {
                    ptr::copy_nonoverlapping(src, dst, size);
                    turn(dst, unit, size / unit);
                }),
            }
        }
    }

    /// Swaps what is to be swapped of every element in the destination.
    unsafe fn swap_in_place(self, swaps: &[Swap]) {
        // SAFETY: the steps lie within their element.
        unsafe { self.each(|_, dst| follow(dst, swaps)) };
    }

    /// Calls `move_one` for every element.
    #[inline(always)]
    unsafe fn each(self, move_one: impl Fn(*const u8, *mut u8)) {
        for i in 0..self.outer.count {
            let (mut src, mut dst) = self.row(i);
            for _ in 0..self.inner.count {
                move_one(src, dst);
                src = src.wrapping_offset(self.inner.src);
                dst = dst.wrapping_offset(self.inner.dst);
            }
        }
    }

    /// The loop for elements of one fixed size, for this machine.
    unsafe fn typed<T: Unit, const OP: u8>(self) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the machine has AVX2; else passed on to the caller.
            return unsafe {
                match self.turns(size_of::<T>()) && (self.past || size_of::<T>() < 8) {
                    true => self.turned_wide::<T, OP>(),
                    false => self.typed_avx2::<T, OP>(),
                }
            };
        }
        // SAFETY: passed on to the caller.
        unsafe { self.loops::<T, OP, false>() }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    unsafe fn typed_avx2<T: Unit, const OP: u8>(self) {
        // SAFETY: passed on to the caller.
        unsafe { self.loops::<T, OP, true>() }
    }

    /// Which elements of one a row is made of, if it is every so many-th.
    #[inline(always)]
    fn picks(&self, size: isize) -> Option<isize> {
        (self.inner.dst == size && self.inner.src % size == 0).then_some(self.inner.src / size)
    }

    /// Whether rows become columns.
    #[inline(always)]
    fn turns(&self, size: usize) -> bool {
        !self.contiguous(size) && self.inner.src == size as isize && self.outer.dst == size as isize
    }

    /// `WIDE` where registers are wide, and blocks of small elements are turned in other ways.
    #[inline(always)]
    unsafe fn loops<T: Unit, const OP: u8, const WIDE: bool>(self) {
        // Of the old machines of this kind little is left; for them one plain loop does.
        let plain = !WIDE && cfg!(target_arch = "x86_64");
        let size = size_of::<T>() as isize;
        let (inner, outer) = (self.inner, self.outer);
        // SAFETY: passed on to the caller.
        unsafe {
            // Rows of elements that stay as they are were copied whole.
            if OP != COPY && !plain && inner.src == size && inner.dst == size {
                for i in 0..outer.count {
                    let (src, dst) = self.row(i);
                    packed::<T, OP>(src, dst, inner.count);
                }
            } else if self.turns(size_of::<T>()) && !(WIDE && size_of::<T>() < 8) {
                match plain {
                    true => self.turned::<T, OP, false>(),
                    false => self.turned::<T, OP, true>(),
                }
            } else {
                let step = if OP == COPY && !plain { self.picks(size) } else { None };
                for i in 0..outer.count {
                    let (src, dst) = self.row(i);
                    match step {
                        Some(2) => picked::<T, 2>(src, dst, inner.count),
                        Some(3) => picked::<T, 3>(src, dst, inner.count),
                        Some(4) => picked::<T, 4>(src, dst, inner.count),
                        _ => strided::<T, OP>(src, dst, inner),
                    }
                }
            }
        }
    }
}

#[inline(always)]
unsafe fn one<T: Unit, const OP: u8>(src: *const u8, dst: *mut u8) {
    // SAFETY: passed on to the caller.
    unsafe { dst.cast::<T>().write_unaligned(src.cast::<T>().read_unaligned().apply(OP)) };
}

/// Turns `count` units of `unit` bytes round where they lie. One pointer for both sides: with two the compiler
/// has to ask at run time whether they are the same, and would go slowly here.
///
/// # Safety
///
/// The units must have been written.
pub(super) unsafe fn swap_units(at: *mut u8, unit: usize, count: usize) {
    // SAFETY: passed on to the caller.
    unsafe {
        match unit {
            2 => own::<u16>(at, count),
            4 => own::<u32>(at, count),
            8 => own::<u64>(at, count),
            16 => own::<u128>(at, count),
            _ => turn(at, unit, count),
        }
    }
}

unsafe fn own<T: Unit>(at: *mut u8, count: usize) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has AVX2; else passed on to the caller.
        return unsafe { own_avx2::<T>(at, count) };
    }
    // SAFETY: passed on to the caller.
    unsafe { own_loop::<T>(at, count) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn own_avx2<T: Unit>(at: *mut u8, count: usize) {
    // SAFETY: passed on to the caller.
    unsafe { own_loop::<T>(at, count) }
}

#[inline(always)]
unsafe fn own_loop<T: Unit>(at: *mut u8, count: usize) {
    let at = at.cast::<T>();
    for i in 0..count {
        // SAFETY: passed on to the caller.
        unsafe {
            let unit = at.add(i);
            unit.write_unaligned(unit.read_unaligned().apply(SWAP));
        }
    }
}

#[inline(always)]
unsafe fn packed<T: Unit, const OP: u8>(src: *const u8, dst: *mut u8, count: usize) {
    let (src, dst) = (src.cast::<T>(), dst.cast::<T>());
    for i in 0..count {
        // SAFETY: passed on to the caller.
        unsafe { dst.add(i).write_unaligned(src.add(i).read_unaligned().apply(OP)) };
    }
}

/// Every `STEP`-th of the elements at `src`: with a step that the compiler knows it takes many at a time.
#[inline(always)]
unsafe fn picked<T: Unit, const STEP: usize>(src: *const u8, dst: *mut u8, count: usize) {
    let (src, dst) = (src.cast::<T>(), dst.cast::<T>());
    for i in 0..count {
        // SAFETY: passed on to the caller.
        unsafe { dst.add(i).write_unaligned(src.add(STEP * i).read_unaligned()) };
    }
}

#[inline(always)]
unsafe fn strided<T: Unit, const OP: u8>(mut src: *const u8, mut dst: *mut u8, axis: Axis) {
    for _ in 0..axis.count {
        // SAFETY: passed on to the caller.
        unsafe { one::<T, OP>(src, dst) };
        src = src.wrapping_offset(axis.src);
        dst = dst.wrapping_offset(axis.dst);
    }
}

/// Takes the steps one after the other; loops are as deep as structs are nested.
///
/// # Safety
///
/// What they swap must lie in writable memory behind `at`.
unsafe fn follow(at: *mut u8, mut swaps: &[Swap]) {
    while let Some((&first, rest)) = swaps.split_first() {
        swaps = rest;
        match first {
            // SAFETY: passed on to the caller.
            Swap::Run { offset, unit, count } => unsafe { turn(at.add(offset), unit, count) },
            Swap::Loop { offset, times, step, len } => {
                let (inside, behind) = rest.split_at(len);
                for i in 0..times {
                    // SAFETY: as above.
                    unsafe { follow(at.add(offset + i * step), inside) };
                }
                swaps = behind;
            }
        }
    }
}

/// Turns `count` units of `unit` bytes each.
unsafe fn turn(at: *mut u8, unit: usize, count: usize) {
    for i in 0..count {
        let mut low = at.wrapping_add(i * unit);
        let mut high = low.wrapping_add(unit - 1);
        while low < high {
            // SAFETY: both lie in the same unit.
            unsafe { ptr::swap(low, high) };
            (low, high) = (low.wrapping_add(1), high.wrapping_sub(1));
        }
    }
}

/// An element as one integer.
pub(super) trait Unit: Copy + Default + PartialEq {
    fn apply(self, op: u8) -> Self;
}

macro_rules! units {
    ($($t:ty)*) => {$(
        impl Unit for $t {
            #[inline(always)]
            fn apply(self, op: u8) -> $t {
                match op {
                    SWAP => self.swap_bytes(),
                    SWAP_HALVES => self.swap_bytes().rotate_left(<$t>::BITS / 2),
                    _ => self,
                }
            }
        }
    )*};
}

units!(u8 u16 u32 u64 u128);

//! One number made another one: all of `b i u f c`, half and extended precision.
//!
//! Integers that do not fit wrap, as in NumPy. Floats that do not fit an integer give
//! its nearest end, NaN gives 0; a complex number loses its imaginary part, but is
//! true if either part is. Every result is rounded once, to nearest, ties to even.

use super::float::{Bool, F16, F80};
use super::kernel::Job;
use super::transfer::{Axis, Transform};
use core::mem::MaybeUninit;
use core::ptr;

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Num {
    /// `?`
    Bool,
    /// `i1`
    I8,
    /// `i2`
    I16,
    /// `i4`
    I32,
    /// `i8`
    I64,
    /// `u1`
    U8,
    /// `u2`
    U16,
    /// `u4`
    U32,
    /// `u8`
    U64,
    /// `f2`
    F16,
    /// `f4`
    F32,
    /// `f8`
    F64,
    /// `f16`: x87's extended precision and 6 bytes of padding.
    F80,
    /// `f12`: the same with 2 bytes of padding.
    F80x12,
    /// `c8`
    C64,
    /// `c16`
    C128,
    /// `c32`
    C160,
    /// `c24`
    C160x24,
}

impl Num {
    /// Bytes.
    pub const fn size(self) -> usize {
        match self {
            Num::Bool | Num::I8 | Num::U8 => 1,
            Num::I16 | Num::U16 | Num::F16 => 2,
            Num::I32 | Num::U32 | Num::F32 => 4,
            Num::I64 | Num::U64 | Num::F64 | Num::C64 => 8,
            Num::F80x12 => 12,
            Num::F80 | Num::C128 => 16,
            Num::C160x24 => 24,
            Num::C160 => 32,
        }
    }

    /// What its real part is, and whether there is an imaginary one.
    fn part(self) -> (Num, bool) {
        match self {
            Num::C64 => (Num::F32, true),
            Num::C128 => (Num::F64, true),
            Num::C160 => (Num::F80, true),
            Num::C160x24 => (Num::F80x12, true),
            real => (real, false),
        }
    }
}

/// How many numbers are converted in one go: what both sides need stays in the
/// nearest cache.
const CHUNK: usize = 256;
/// Bytes of the longest real number.
const LONGEST: usize = 16;

type Kernel = unsafe fn(*const u8, *mut u8, usize);

/// A side of a conversion: its number, and whether its bytes are turned round.
type Side = (Num, bool);

/// What becomes of the bytes that a result falls on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Landing {
    /// They are replaced.
    Over,
    /// They are a truth value, and stay true if they were.
    Or,
}

/// Converts the block.
///
/// # Safety
///
/// As for [`Job::run`].
pub(super) unsafe fn run(job: Job, from: Side, to: Side) {
    let ((source, pair), (target, wanted)) = (from.0.part(), to.0.part());
    let kernel = kernel(source, target);
    let from = (source, from.1);
    let to = (target, to.1);
    let imaginary = |part: Num| part.size() as isize;
    // SAFETY: parts of the elements.
    unsafe {
        rows(job, from, to, kernel, Landing::Over);
        let mut second = job;
        second.src = job.src.wrapping_offset(imaginary(source));
        if wanted {
            second.dst = job.dst.wrapping_offset(imaginary(target));
        }
        match (pair, wanted) {
            (true, true) => rows(second, from, to, kernel, Landing::Over),
            (true, false) if target == Num::Bool => rows(second, from, to, kernel, Landing::Or),
            (false, true) => zero(second, target.size()),
            _ => {}
        }
    }
}

unsafe fn zero(job: Job, size: usize) {
    for i in 0..job.outer.count {
        let row = job.dst.wrapping_offset((i as isize).wrapping_mul(job.outer.dst));
        for j in 0..job.inner.count {
            let at = row.wrapping_offset((j as isize).wrapping_mul(job.inner.dst));
            // SAFETY: passed on to the caller.
            unsafe { ptr::write_bytes(at, 0, size) };
        }
    }
}

unsafe fn rows(job: Job, from: Side, to: Side, kernel: Kernel, landing: Landing) {
    for i in 0..job.outer.count {
        let at = i as isize;
        let mut src = job.src.wrapping_offset(at.wrapping_mul(job.outer.src));
        let mut dst = job.dst.wrapping_offset(at.wrapping_mul(job.outer.dst));
        let mut left = job.inner.count;
        while left > 0 {
            let count = left.min(CHUNK);
            // SAFETY: passed on to the caller.
            unsafe { chunk((src, job.inner.src), (dst, job.inner.dst), count, from, to, kernel, landing) };
            src = src.wrapping_offset((count as isize).wrapping_mul(job.inner.src));
            dst = dst.wrapping_offset((count as isize).wrapping_mul(job.inner.dst));
            left -= count;
        }
    }
}

/// Up to `CHUNK` numbers: gathered in this machine's order where they are not so
/// already, converted, and scattered.
unsafe fn chunk(
    (src, src_step): (*const u8, isize),
    (dst, dst_step): (*mut u8, isize),
    count: usize,
    from: Side,
    to: Side,
    kernel: Kernel,
    landing: Landing,
) {
    let mut gathered = MaybeUninit::<[u8; CHUNK * LONGEST]>::uninit();
    let mut made = MaybeUninit::<[u8; CHUNK * LONGEST]>::uninit();
    let (gathered, made) = (gathered.as_mut_ptr().cast(), made.as_mut_ptr().cast());
    let (packed_src, packed_dst) = (kept(from.0), kept(to.0));
    // SAFETY: both blocks have room for CHUNK of the longest numbers; the elements
    // are the caller's.
    unsafe {
        let mut numbers = src;
        if from.1 || src_step != packed_src as isize {
            let axis = Axis { count, src: src_step, dst: packed_src as isize };
            carry(src, gathered, axis, from);
            numbers = gathered;
        }
        let axis = Axis { count, src: packed_dst as isize, dst: dst_step };
        if landing == Landing::Or {
            kernel(numbers, made, count);
            either(made, dst, axis);
        } else if to.1 || dst_step != packed_dst as isize {
            kernel(numbers, made, count);
            carry(made, dst, axis, to);
        } else {
            kernel(numbers, dst, count);
        }
    }
}

/// The size of a number while it is converted.
fn kept(num: Num) -> usize {
    match num {
        Num::F80x12 => Num::F80.size(),
        num => num.size(),
    }
}

unsafe fn carry(src: *const u8, dst: *mut u8, inner: Axis, (num, swapped): Side) {
    let size = num.size();
    let how = if swapped { Transform::swap(size, size) } else { Transform::copy(size) };
    let outer = Axis { count: 1, src: 0, dst: 0 };
    // SAFETY: passed on to the caller.
    unsafe { Job { src, dst, outer, inner, past: false }.run(&how) };
}

/// Truth values that join those which are there.
unsafe fn either(src: *const u8, dst: *mut u8, inner: Axis) {
    for i in 0..inner.count as isize {
        let (src, dst) = (src.wrapping_offset(i * inner.src), dst.wrapping_offset(i * inner.dst));
        // SAFETY: passed on to the caller.
        unsafe { *dst |= *src };
    }
}

/// A number that can be made a `D`.
trait To<D> {
    fn to(self) -> D;
}

unsafe fn each<S: To<D> + Copy, D>(src: *const u8, dst: *mut u8, count: usize) {
    let (src, dst) = (src.cast::<S>(), dst.cast::<D>());
    for i in 0..count {
        // SAFETY: passed on to the caller.
        unsafe { dst.add(i).write_unaligned(src.add(i).read_unaligned().to()) };
    }
}

macro_rules! plain {
    ($($s:ty)*) => {$( plain!(@ $s: i8 i16 i32 i64 u8 u16 u32 u64 f32 f64); )*};
    (@ $s:ty: $($d:ty)*) => {
        $(impl To<$d> for $s {
            #[inline(always)]
            fn to(self) -> $d { self as $d }
        })*
        impl To<Bool> for $s {
            #[inline(always)]
            fn to(self) -> Bool { Bool(u8::from(self != 0 as $s)) }
        }
        impl To<F16> for $s {
            // Integers that a double cannot hold are infinite as a half anyway.
            fn to(self) -> F16 { F16::from_f64(self as f64) }
        }
        impl To<$s> for Bool {
            #[inline(always)]
            fn to(self) -> $s { u8::from(self.0 != 0) as $s }
        }
        impl To<$s> for F16 {
            fn to(self) -> $s { self.to_f32() as $s }
        }
    };
}

plain!(i8 i16 i32 i64 u8 u16 u32 u64 f32 f64);

macro_rules! extended {
    ($($t:ty)*) => {$(
        impl To<$t> for F80 {
            fn to(self) -> $t {
                self.to_integer().clamp(<$t>::MIN.into(), <$t>::MAX.into()) as $t
            }
        }
        impl To<F80> for $t {
            fn to(self) -> F80 { F80::from_integer(self.into()) }
        }
    )*};
}

extended!(i8 i16 i32 i64 u8 u16 u32 u64);

macro_rules! single {
    ($($s:ty, $d:ty: $self:ident => $value:expr;)*) => {$(
        impl To<$d> for $s {
            fn to($self) -> $d { $value }
        }
    )*};
}

single! {
    F80, f64: self => self.to_f64();
    F80, f32: self => self.to_f32();
    F80, F16: self => self.to_f16();
    F80, Bool: self => Bool(u8::from(!self.is_zero()));
    F80, F80: self => self;
    f64, F80: self => F80::from_f64(self);
    f32, F80: self => F80::from_f64(self.into());
    F16, F80: self => F80::from_f64(self.to_f32().into());
    Bool, F80: self => F80::from_integer((self.0 != 0).into());
    F16, F16: self => self;
    F16, Bool: self => Bool(u8::from(self.0 << 1 != 0));
    Bool, F16: self => F16(u16::from(self.0 != 0) * 0x3c00);
    Bool, Bool: self => Bool(u8::from(self.0 != 0));
}

fn kernel(from: Num, to: Num) -> Kernel {
    match from {
        Num::Bool => target::<Bool>(to),
        Num::I8 => target::<i8>(to),
        Num::I16 => target::<i16>(to),
        Num::I32 => target::<i32>(to),
        Num::I64 => target::<i64>(to),
        Num::U8 => target::<u8>(to),
        Num::U16 => target::<u16>(to),
        Num::U32 => target::<u32>(to),
        Num::U64 => target::<u64>(to),
        Num::F16 => target::<F16>(to),
        Num::F32 | Num::C64 => target::<f32>(to),
        Num::F64 | Num::C128 => target::<f64>(to),
        Num::F80 | Num::F80x12 | Num::C160 | Num::C160x24 => target::<F80>(to),
    }
}

/// What can be made any real number.
trait Any:
    Copy
    + To<Bool>
    + To<i8>
    + To<i16>
    + To<i32>
    + To<i64>
    + To<u8>
    + To<u16>
    + To<u32>
    + To<u64>
    + To<F16>
    + To<f32>
    + To<f64>
    + To<F80>
{
}

macro_rules! any {
    ($($t:ty)*) => {$( impl Any for $t {} )*};
}

any!(Bool i8 i16 i32 i64 u8 u16 u32 u64 F16 f32 f64 F80);

fn target<S: Any>(to: Num) -> Kernel {
    match to {
        Num::Bool => each::<S, Bool>,
        Num::I8 => each::<S, i8>,
        Num::I16 => each::<S, i16>,
        Num::I32 => each::<S, i32>,
        Num::I64 => each::<S, i64>,
        Num::U8 => each::<S, u8>,
        Num::U16 => each::<S, u16>,
        Num::U32 => each::<S, u32>,
        Num::U64 => each::<S, u64>,
        Num::F16 => each::<S, F16>,
        Num::F32 | Num::C64 => each::<S, f32>,
        Num::F64 | Num::C128 => each::<S, f64>,
        Num::F80 | Num::F80x12 | Num::C160 | Num::C160x24 => each::<S, F80>,
    }
}

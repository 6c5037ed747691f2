//! Pointers in and out.

use super::guard::null;
use crate::error::{Error, Result, Status};
use crate::format::{Order, MOST_AXES};
use crate::mem::{Mem, MemMut};
use core::ffi::{c_char, c_void, CStr};
use core::mem::MaybeUninit;

/// The place for a result.
#[inline(never)]
pub(super) fn out<'a, T>(slot: Option<&'a mut MaybeUninit<T>>, name: &str) -> Result<&'a mut MaybeUninit<T>> {
    slot.ok_or_else(|| null(name))
}

/// A text from C.
///
/// # Safety
///
/// `text` must be NULL or end in NUL, and stay as it is while it is used.
#[inline(never)]
pub(super) unsafe fn text<'a>(text: *const c_char, name: &str) -> Result<&'a CStr> {
    // SAFETY: passed on to the caller.
    unsafe { optional_text(text) }.ok_or_else(|| null(name))
}

/// A text that may be left out.
///
/// # Safety
///
/// As for [`text`].
#[inline(never)]
pub(super) unsafe fn optional_text<'a>(text: *const c_char) -> Option<&'a CStr> {
    if text.is_null() {
        return None;
    }
    // SAFETY: not NULL, and the caller's promise.
    Some(unsafe { CStr::from_ptr(text) })
}

/// `count` values from C; none may be behind NULL.
///
/// # Safety
///
/// `values` must be NULL or point to `count` values that stay as they are.
#[inline(never)]
pub(super) unsafe fn values<'a, T>(values: *const T, count: usize, name: &str) -> Result<&'a [T]> {
    if count == 0 {
        return Ok(&[]);
    }
    if values.is_null() {
        return Err(null(name));
    }
    if !values.is_aligned() {
        return Err(Error::new(Status::Argument, format_args!("{name} is not aligned for its type")));
    }
    if count > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(Error::new(
            Status::Argument,
            format_args!("{name} has {count} items, more than this machine can address"),
        ));
    }
    // SAFETY: not NULL, aligned, no larger than an object can be, and the caller's promise.
    Ok(unsafe { core::slice::from_raw_parts(values, count) })
}

/// The same, to be written.
///
/// # Safety
///
/// As for [`values`], and nobody else may use them meanwhile.
pub(super) unsafe fn values_mut<'a>(values: *mut u8, count: usize, name: &str) -> Result<&'a mut [u8]> {
    if count == 0 {
        return Ok(&mut []);
    }
    if values.is_null() {
        return Err(null(name));
    }
    // SAFETY: not NULL, bytes need no alignment, and the caller's promise.
    Ok(unsafe { core::slice::from_raw_parts_mut(values, count) })
}

/// That `needed` bytes fit into `capacity`.
pub(super) fn room(needed: usize, capacity: usize) -> Result<()> {
    if needed <= capacity {
        return Ok(());
    }
    Err(Error::new(Status::Size, format_args!("the buffer has {capacity} bytes, the result needs {needed}")))
}

/// A size in memory.
pub(super) fn size(n: i64, name: &str) -> Result<usize> {
    usize::try_from(n).map_err(|_| {
        Error::new(Status::Size, format_args!("{name} has {n} bytes, more than this machine can address"))
    })
}

/// Memory of the caller's that is read: `reach` bytes around `data`.
///
/// # Safety
///
/// The bytes must be readable while the view is used.
#[inline(never)]
pub(super) unsafe fn readable<'a>(data: *const c_void, reach: (i64, i64), name: &str) -> Result<Mem<'a>> {
    let (low, high) = sizes(data, reach, name)?;
    // SAFETY: passed on to the caller.
    Ok(unsafe { Mem::new(data.cast(), low, high) })
}

/// Memory of the caller's that is written.
///
/// # Safety
///
/// The bytes must be writable while the view is used.
pub(super) unsafe fn writable<'a>(data: *mut c_void, reach: (i64, i64), name: &str) -> Result<MemMut<'a>> {
    let (low, high) = sizes(data, reach, name)?;
    // SAFETY: passed on to the caller.
    Ok(unsafe { MemMut::new(data.cast(), low, high) })
}

fn sizes(data: *const c_void, reach: (i64, i64), name: &str) -> Result<(isize, isize)> {
    if data.is_null() && reach != (0, 0) {
        return Err(null(name));
    }
    match (isize::try_from(reach.0), isize::try_from(reach.1)) {
        (Ok(low), Ok(high)) => Ok((low, high)),
        _ => {
            Err(Error::new(Status::Size, format_args!("{name} reaches beyond what this machine can address")))
        }
    }
}

/// A number of things from C.
#[inline(never)]
pub(super) fn count(n: i32, name: &str) -> Result<usize> {
    usize::try_from(n)
        .map_err(|_| Error::new(Status::Argument, format_args!("{name} is {n}, expected no negative number")))
}

/// A number of axes: before anything is read that is said to have as many.
#[inline(never)]
pub(super) fn axes(n: i32, name: &str) -> Result<usize> {
    let n = count(n, name)?;
    if n <= MOST_AXES {
        return Ok(n);
    }
    Err(Error::new(Status::Shape, format_args!("{name} is {n}, expected at most {MOST_AXES}")))
}

/// A size in memory as a reach.
pub(super) fn reach(size: usize, name: &str) -> Result<(i64, i64)> {
    let high = i64::try_from(size).map_err(|_| {
        Error::new(Status::Size, format_args!("{name} has {size} bytes, more than this machine can address"))
    })?;
    Ok((0, high))
}

/// A size or limit from C.
#[inline(never)]
pub(super) fn positive(n: i64, name: &str) -> Result<u64> {
    u64::try_from(n)
        .map_err(|_| Error::new(Status::Argument, format_args!("{name} is {n}, expected no negative number")))
}

/// `'C'` or `'F'`; 0 is `None`.
pub(super) fn order(order: c_char) -> Result<Option<Order>> {
    match order as u8 {
        0 => Ok(None),
        b'C' => Ok(Some(Order::C)),
        b'F' => Ok(Some(Order::Fortran)),
        other => {
            Err(Error::new(Status::Argument, format_args!("order is {other:#04x}, expected 'C', 'F' or 0")))
        }
    }
}

/// Words and bytes that are kept for later and must be zero.
#[inline(never)]
pub(super) fn reserved(words: &[u64], unused: &[c_char]) -> Result<()> {
    if words.iter().all(|&w| w == 0) && unused.iter().all(|&b| b == 0) {
        return Ok(());
    }
    Err(Error::new(
        Status::Argument,
        format_args!("a reserved or unused part is not 0: set the whole struct to zero first"),
    ))
}

/// Writes a text of known bounds into a C array, ended by NUL; what has no room is left out.
pub(super) fn fill(to: &mut [c_char], text: core::fmt::Arguments<'_>) {
    struct Room<'a>(core::slice::IterMut<'a, c_char>);
    impl core::fmt::Write for Room<'_> {
        fn write_str(&mut self, text: &str) -> core::fmt::Result {
            for &byte in text.as_bytes() {
                *self.0.next().ok_or(core::fmt::Error)? = byte as c_char;
            }
            Ok(())
        }
    }
    let last = to.len().saturating_sub(1);
    // A text that is too long is cut, which its callers' tests rule out.
    let _ = core::fmt::write(&mut Room(to[..last].iter_mut()), text);
    to[last] = 0;
}

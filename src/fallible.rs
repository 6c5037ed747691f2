//! Growing a vector where a failed allocation is an error and not the end of
//! the program. The only places in the library that make a vector grow.

#![allow(clippy::disallowed_methods)]

use crate::error::{Error, Result};

/// An empty vector with room for `capacity` items.
#[inline(never)]
pub(crate) fn vec_with_capacity<T>(capacity: usize) -> Result<Vec<T>> {
    let mut vec = Vec::new();
    vec.try_reserve_exact(capacity).map_err(|_| Error::memory(capacity.saturating_mul(size_of::<T>())))?;
    Ok(vec)
}

/// Makes room for `more` items.
#[cold]
#[inline(never)]
pub(crate) fn reserve<T>(vec: &mut Vec<T>, more: usize) -> Result<()> {
    vec.try_reserve(more).map_err(|_| Error::memory(more.saturating_mul(size_of::<T>())))
}

/// Appends one item.
#[inline(never)]
pub(crate) fn push<T>(vec: &mut Vec<T>, item: T) -> Result<()> {
    if vec.len() == vec.capacity() {
        reserve(vec, 1)?;
    }
    vec.push(item);
    Ok(())
}

/// Appends a copy of `items`.
#[inline(never)]
pub(crate) fn extend<T: Copy>(vec: &mut Vec<T>, items: &[T]) -> Result<()> {
    if vec.capacity() - vec.len() < items.len() {
        reserve(vec, items.len())?;
    }
    vec.extend_from_slice(items);
    Ok(())
}

/// Appends `count` copies of `item`.
#[inline(never)]
pub(crate) fn fill<T: Copy>(vec: &mut Vec<T>, item: T, count: usize) -> Result<()> {
    if vec.capacity() - vec.len() < count {
        reserve(vec, count)?;
    }
    vec.resize(vec.len() + count, item);
    Ok(())
}

/// A vector of its own with a copy of `items`.
#[inline(never)]
pub(crate) fn copy<T: Copy>(items: &[T]) -> Result<Vec<T>> {
    let mut vec = vec_with_capacity(items.len())?;
    vec.extend_from_slice(items);
    Ok(vec)
}

/// Appends a copy of a part of the vector itself.
#[inline(never)]
pub(crate) fn repeat<T: Copy>(vec: &mut Vec<T>, part: core::ops::Range<usize>) -> Result<()> {
    reserve(vec, part.len())?;
    vec.extend_from_within(part);
    Ok(())
}

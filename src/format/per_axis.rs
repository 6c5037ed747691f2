//! A value for each axis.

use crate::error::Result;
use crate::fallible;
use core::ops::{Deref, DerefMut};

/// So many stand in the value itself: few enough that to hand it on costs next to nothing.
const FEW: usize = 4;

/// Values of any number, one for each axis. Those of an array of few axes need no memory of their own; the
/// others are on the heap, so that what nearly no array has is not moved about with every one.
pub struct PerAxis<T>(Place<T>);

enum Place<T> {
    /// The first so many.
    Here(u8, [T; FEW]),
    Heap(Vec<T>),
}

impl<T: Copy> PerAxis<T> {
    /// No values. `blank` is any value: what stands where none is.
    pub const fn none(blank: T) -> PerAxis<T> {
        PerAxis(Place::Here(0, [blank; FEW]))
    }

    /// One value.
    pub const fn one(value: T) -> PerAxis<T> {
        PerAxis(Place::Here(1, [value; FEW]))
    }

    /// `count` times the same value.
    pub fn same(value: T, count: usize) -> Result<PerAxis<T>> {
        if count <= FEW {
            return Ok(PerAxis(Place::Here(count as u8, [value; FEW])));
        }
        let mut heap = Vec::new();
        fallible::fill(&mut heap, value, count)?;
        Ok(PerAxis(Place::Heap(heap)))
    }

    /// A copy of `values`.
    #[inline(never)]
    pub fn copied(values: &[T]) -> Result<PerAxis<T>> {
        let Some(&first) = values.first().filter(|_| values.len() <= FEW) else {
            return Ok(PerAxis(Place::Heap(fallible::copy(values)?)));
        };
        let mut here = [first; FEW];
        here[..values.len()].copy_from_slice(values);
        Ok(PerAxis(Place::Here(values.len() as u8, here)))
    }

    /// Adds a value behind the others.
    pub fn push(&mut self, value: T) -> Result<()> {
        match &mut self.0 {
            Place::Here(len, here) => match here.get_mut(usize::from(*len)) {
                Some(slot) => {
                    *slot = value;
                    *len += 1;
                }
                None => {
                    let mut heap = fallible::vec_with_capacity(4 * FEW)?;
                    fallible::extend(&mut heap, here)?;
                    fallible::push(&mut heap, value)?;
                    self.0 = Place::Heap(heap);
                }
            },
            Place::Heap(heap) => fallible::push(heap, value)?,
        }
        Ok(())
    }

    /// Keeps the first `count`.
    pub fn truncate(&mut self, count: usize) {
        match &mut self.0 {
            Place::Here(len, _) => *len = count.min(usize::from(*len)) as u8,
            Place::Heap(heap) => heap.truncate(count),
        }
    }
}

impl<T> Deref for PerAxis<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Place::Here(len, here) => &here[..usize::from(*len).min(FEW)],
            Place::Heap(heap) => heap,
        }
    }
}

impl<T> DerefMut for PerAxis<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Place::Here(len, here) => &mut here[..usize::from(*len).min(FEW)],
            Place::Heap(heap) => heap,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_values_is_what_was_put_in() {
        for count in 0..70i64 {
            let wanted: Vec<i64> = (0..count).map(|n| n * n).collect();
            let mut pushed = PerAxis::none(7);
            for &n in &wanted {
                pushed.push(n).unwrap();
            }
            assert_eq!(&*pushed, wanted);
            assert_eq!(&*PerAxis::copied(&wanted).unwrap(), wanted);
            let mut same = PerAxis::same(0, wanted.len()).unwrap();
            same.copy_from_slice(&wanted);
            assert_eq!(&*same, wanted);
            for kept in [count as usize + 1, 5, 4, 3, 0] {
                pushed.truncate(kept);
                assert_eq!(&*pushed, &wanted[..kept.min(wanted.len())]);
            }
            pushed.push(9).unwrap();
            assert_eq!(&*pushed, [9]);
        }
    }
}

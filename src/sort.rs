//! Putting items in order.

use core::cmp::Ordering;

/// Sorts numbers of items as `compare` says: one sort for all kinds of items, because each is ten kilobytes of code.
#[inline(never)]
pub(crate) fn numbers(order: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    order.sort_unstable_by(|&a, &b| compare(a, b));
}

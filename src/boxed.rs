//! Boxes where a failed allocation is an answer and not the end of the program. The only place in the
//! library that makes one.

#![allow(clippy::disallowed_methods)]

use std::alloc::{alloc, Layout};

/// A box, or nothing if there is no memory for it.
pub(crate) fn boxed<T>(value: T) -> Option<Box<T>> {
    let layout = Layout::new::<T>();
    if layout.size() == 0 {
        // Nothing is allocated for a value without size.
        return Some(Box::new(value));
    }
    // SAFETY: the layout is not empty; the pointer is checked before it is used, and
    // comes from the allocator that `Box` frees with.
    unsafe {
        let place = alloc(layout).cast::<T>();
        if place.is_null() {
            return None;
        }
        place.write(value);
        Some(Box::from_raw(place))
    }
}

//! The boundary: what every function does around its one line of work.

use super::status::{npy_error, npy_status, NPY_OK};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::try_box;
use core::mem::MaybeUninit;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};

/// Where a function may leave its error.
pub(super) type ErrorSlot<'a> = Option<&'a mut MaybeUninit<npy_error>>;

/// Does the work; a panic becomes [`Status::Internal`] and goes no further.
pub(super) fn guard(err: ErrorSlot<'_>, work: impl FnOnce() -> Result<()>) -> npy_status {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => NPY_OK,
        Ok(Err(error)) => report(err, &error),
        Err(payload) => {
            // Dropping what was thrown could panic again, outside of the guard.
            core::mem::forget(payload);
            report(err, &panicked())
        }
    }
}

/// The same with a handle: NULL is an error, and a panic poisons it.
pub(super) fn with<T>(
    handle: Option<&Handle<T>>,
    err: ErrorSlot<'_>,
    work: impl FnOnce(&T) -> Result<()>,
) -> npy_status {
    guard(err, || {
        let handle = handle.ok_or_else(|| null("the handle"))?;
        handle.usable()?;
        let poison = Poison(&handle.poisoned);
        work(&handle.value)?;
        poison.clean();
        Ok(())
    })
}

/// The same with a handle that one thread has to itself.
pub(super) fn with_mut<T>(
    handle: Option<&mut Handle<T>>,
    err: ErrorSlot<'_>,
    work: impl FnOnce(&mut T) -> Result<()>,
) -> npy_status {
    guard(err, || {
        let handle = handle.ok_or_else(|| null("the handle"))?;
        handle.usable()?;
        let poison = Poison(&handle.poisoned);
        work(&mut handle.value)?;
        poison.clean();
        Ok(())
    })
}

/// Ends a handle. What is thrown on the way is swallowed: nobody can be told.
pub(super) fn end<T>(handle: Option<Box<T>>) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(handle))) {
        core::mem::forget(payload);
    }
}

/// What stands behind an opaque pointer: the value, and whether a panic left it
/// in a state that nobody knows.
pub struct Handle<T> {
    value: T,
    poisoned: AtomicBool,
}

impl<T> Handle<T> {
    /// A handle in good order.
    pub(super) fn new(value: T) -> Handle<T> {
        let poisoned = AtomicBool::new(false);
        Handle { value, poisoned }
    }

    /// A handle on the heap.
    pub(super) fn boxed<H: From<Handle<T>>>(value: T) -> Result<Box<H>> {
        try_box(H::from(Handle::new(value)))
    }

    /// The value, unless a panic spoiled it.
    pub(super) fn into_value(self) -> Result<T> {
        self.usable()?;
        Ok(self.value)
    }

    /// The value as it is, for questions that cannot fail.
    pub(super) fn get(&self) -> &T {
        &self.value
    }

    /// The value, to be changed.
    pub(super) fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }

    fn usable(&self) -> Result<()> {
        if !self.poisoned.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Error::new(
            Status::State,
            format_args!("the handle is poisoned: an earlier call met an internal error"),
        ))
    }
}

/// Poisons unless it is told that all went well or returned an ordinary error.
struct Poison<'a>(&'a AtomicBool);

impl Poison<'_> {
    fn clean(self) {
        core::mem::forget(self);
    }
}

impl Drop for Poison<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

fn report(err: ErrorSlot<'_>, error: &Error) -> npy_status {
    if let Some(slot) = err {
        slot.write(npy_error::from(error));
    }
    error.status().code()
}

fn panicked() -> Error {
    Error::new(Status::Internal, format_args!("internal error: the library panicked; this is a bug"))
}

/// The error for an argument that is NULL.
pub(super) fn null(name: &str) -> Error {
    Error::new(Status::Argument, format_args!("{name} is NULL, expected a pointer"))
}

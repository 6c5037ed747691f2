//! The boundary: what every function does around its one line of work.

use super::status::{npy_error, npy_status, NPY_OK};
use super::table::{live, live_mut, taken, Kind, Opaque, Room};
use crate::error::{Error, Result, Status};
use core::mem::MaybeUninit;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};

/// Where a function may leave its error.
pub(super) type ErrorSlot<'a> = Option<&'a mut MaybeUninit<npy_error>>;

/// Does the work; a panic becomes [`Status::Internal`] and goes no further.
pub(super) fn guard(err: ErrorSlot<'_>, work: impl FnOnce() -> Result<()>) -> npy_status {
    #[cfg(test)]
    let work = || {
        super::panics::outside();
        work()
    };
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

/// The same with a handle: one that is not open is an error, and a panic poisons it.
pub(super) fn with<H: Opaque>(
    handle: *const H,
    err: ErrorSlot<'_>,
    work: impl FnOnce(&H::Value) -> Result<()>,
) -> npy_status {
    guard(err, || {
        let handle = live(handle)?.handle();
        handle.usable()?;
        let poison = Poison(&handle.poisoned);
        #[cfg(test)]
        super::panics::inside();
        let result = work(&handle.value);
        poison.clean();
        result
    })
}

/// The same with a handle that one thread has to itself.
pub(super) fn with_mut<H: Opaque>(
    handle: *mut H,
    err: ErrorSlot<'_>,
    work: impl FnOnce(&mut H::Value) -> Result<()>,
) -> npy_status {
    guard(err, || {
        let handle = live_mut(handle)?.handle_mut();
        handle.usable()?;
        let poison = Poison(&handle.poisoned);
        #[cfg(test)]
        super::panics::inside();
        let result = work(&mut handle.value);
        poison.clean();
        result
    })
}

/// Ends a handle, if it is open. What is thrown on the way is swallowed: nobody can be told.
pub(super) fn end<H: Kind>(handle: *mut H) {
    drop_box(taken(handle).ok());
}

/// Drops what is there, and swallows what is thrown on the way.
pub(super) fn drop_box<T>(value: Option<Box<T>>) {
    let work = || {
        let _value = value;
        #[cfg(test)]
        super::panics::outside();
    };
    if let Err(payload) = catch_unwind(AssertUnwindSafe(work)) {
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

    /// A handle for C.
    pub(super) fn boxed<H: Kind + From<Handle<T>>>(value: T) -> Result<*mut H> {
        Ok(Room::new()?.fill(H::from(Handle::new(value))))
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

/// Poisons unless it is told that the work came to its end, well or with an ordinary error.
struct Poison<'a>(&'a AtomicBool);

impl Poison<'_> {
    fn clean(self) {
        core::mem::forget(self);
    }
}

impl Drop for Poison<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[inline(never)]
fn report(err: ErrorSlot<'_>, error: &Error) -> npy_status {
    if let Some(slot) = err {
        slot.write(npy_error::from(error));
    }
    error.status().code()
}

#[cold]
fn panicked() -> Error {
    Error::new(Status::Internal, format_args!("internal error: the library panicked; this is a bug"))
}

/// The error for an argument that is NULL.
#[cold]
pub(super) fn null(name: &str) -> Error {
    Error::new(Status::Argument, format_args!("{name} is NULL, expected a pointer"))
}

#[cfg(test)]
mod tests {
    use super::super::status::{NPY_ERR_ARGUMENT, NPY_ERR_INTERNAL, NPY_ERR_STATE};
    use super::*;

    /// What throws something that throws again when it is dropped.
    struct Twice;

    impl Drop for Twice {
        fn drop(&mut self) {
            panic!("on purpose, in a drop");
        }
    }

    fn said(call: impl FnOnce(ErrorSlot<'_>) -> npy_status) -> (npy_status, String) {
        let mut slot = MaybeUninit::uninit();
        let status = call(Some(&mut slot));
        // SAFETY: these calls fail, and a failed call has written it.
        let error = unsafe { slot.assume_init() };
        assert_eq!(error.code, status);
        let bytes: Vec<u8> = error.message.iter().take_while(|&&c| c != 0).map(|&c| c as u8).collect();
        (status, String::from_utf8(bytes).unwrap())
    }

    struct Kept(Handle<Vec<i32>>);

    impl From<Handle<Vec<i32>>> for Kept {
        fn from(handle: Handle<Vec<i32>>) -> Kept {
            Kept(handle)
        }
    }

    super::super::table::kind!(Kept, 13, "list of the tests", Vec<i32>, 0);

    fn kept(value: i32) -> *mut Kept {
        Handle::boxed(vec![value]).unwrap()
    }

    #[test]
    fn a_panic_poisons_the_handle_and_nothing_else() {
        let (spoiled, sound) = (kept(1), kept(2));
        let (status, text) = said(|err| with(spoiled, err, |_| panic!("on purpose")));
        assert_eq!(status, NPY_ERR_INTERNAL);
        assert!(text.contains("this is a bug"), "{text}");
        let (status, text) = said(|err| with(spoiled, err, |_| unreachable!()));
        assert_eq!(status, NPY_ERR_STATE);
        assert!(text.contains("poisoned"), "{text}");
        assert_eq!(
            with(sound, None, |value| if value[0] == 2 { Ok(()) } else { Err(null("value")) }),
            NPY_OK
        );
        assert_eq!(taken(spoiled).unwrap().0.into_value().unwrap_err().status(), Status::State);
        assert_eq!(taken(sound).unwrap().0.into_value().unwrap(), [2]);
    }

    #[test]
    fn a_panic_poisons_a_handle_that_one_thread_has() {
        let handle = kept(1);
        let status = with_mut(handle, None, |value| {
            value.clear();
            panic!("half done")
        });
        assert_eq!(status, NPY_ERR_INTERNAL);
        assert_eq!(with_mut(handle, None, |_| unreachable!()), NPY_ERR_STATE);
        end(handle);
    }

    #[test]
    fn an_ordinary_error_poisons_nothing() {
        let handle = kept(1);
        for _ in 0..3 {
            assert_eq!(with(handle, None, |_| Err(null("x"))), NPY_ERR_ARGUMENT);
            assert_eq!(with_mut(handle, None, |_| Err(null("x"))), NPY_ERR_ARGUMENT);
        }
        assert_eq!(with(handle, None, |_| Ok(())), NPY_OK);
        assert_eq!(with::<Kept>(core::ptr::null(), None, |_| unreachable!()), NPY_ERR_ARGUMENT);
        end(handle);
        assert_eq!(with(handle, None, |_| unreachable!()), NPY_ERR_STATE);
        end(handle);
    }

    #[test]
    fn what_is_thrown_goes_no_further_even_if_it_throws_again() {
        let status = guard(None, || std::panic::panic_any(Twice));
        assert_eq!(status, NPY_ERR_INTERNAL);
        drop_box(Some(Box::new(Twice)));
    }

    #[test]
    fn many_threads_see_the_poison() {
        let handle = kept(1);
        let number = handle.expose_provenance();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let handle = core::ptr::with_exposed_provenance::<Kept>(number);
                    let status = with(handle, None, |_| panic!("on purpose"));
                    assert!(status == NPY_ERR_INTERNAL || status == NPY_ERR_STATE);
                });
            }
        });
        assert_eq!(with(handle, None, |_| unreachable!()), NPY_ERR_STATE);
        end(handle);
    }
}

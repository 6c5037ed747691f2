//! Handles are numbers in the shape of pointers: a place in a table, and which of its tenants is meant.
//!
//! So a handle that was closed is told from every other one, also when its place has been let again, and
//! nothing is read from an address that the caller gave. Looking one up takes no lock. What the table cannot
//! know is that another thread closes a handle during the call: that stays the caller's to prevent.
//!
//! A number is odd, so that no pointer to anything is one:
//!
//! | bits of 64 (of 32) | |
//! |---|---|
//! | 0 | 1 |
//! | 1 to 31 (15) | the place |
//! | 32 to 35 (16 to 19) | the kind of handle |
//! | 36 to 63 (20 to 31) | how often the place was let before |

use super::ask::npy_dtype;
use super::guard::{null, Handle};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::try_box;
use core::mem::{ManuallyDrop, MaybeUninit};
use std::alloc::{alloc_zeroed, dealloc, Layout};
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

/// What stands behind an opaque pointer.
pub(super) trait Kind: Sized {
    /// Its number, 1 to 15.
    const KIND: usize;
    /// What it is called.
    const NAME: &'static str;
}

/// The same, with a value that a panic may spoil.
pub(super) trait Opaque: Kind {
    /// What the handle is for.
    type Value;
    /// The handle inside.
    fn handle(&self) -> &Handle<Self::Value>;
    /// The handle inside, to be changed.
    fn handle_mut(&mut self) -> &mut Handle<Self::Value>;
}

/// Says that a type stands behind handles: its number, its name, and what value is where.
macro_rules! kind {
    ($type:ty, $number:literal, $name:literal) => {
        impl $crate::ffi::table::Kind for $type {
            const KIND: usize = $number;
            const NAME: &'static str = $name;
        }
    };
    ($type:ty, $number:literal, $name:literal, $value:ty, $field:tt) => {
        $crate::ffi::table::kind!($type, $number, $name);
        impl $crate::ffi::table::Opaque for $type {
            type Value = $value;
            fn handle(&self) -> &Handle<$value> {
                &self.$field
            }
            fn handle_mut(&mut self) -> &mut Handle<$value> {
                &mut self.$field
            }
        }
    };
}
pub(super) use kind;

const HALF: u32 = usize::BITS / 2;
const LOW: usize = (1 << HALF) - 1;
const KIND_BITS: usize = 15;
/// What a tenant adds to its place's word.
const TENANT: usize = 16;
/// The most places: one bit of the lower half tells numbers from pointers.
const MOST: usize = 1 << (HALF - 1);
/// Places that are there from the start; each further part of the table is as large as all before it.
const FIRST: usize = 64;

struct Place {
    /// Kind and tenant; of kind 0 it is free.
    word: AtomicUsize,
    /// The value, hidden from leak checkers: what nobody closed is lost, and they shall say so.
    value: AtomicUsize,
    /// The free place under this one, counted from 1.
    next: AtomicUsize,
}

static START: [Place; FIRST] =
    [const { Place { word: AtomicUsize::new(0), value: AtomicUsize::new(0), next: AtomicUsize::new(0) } };
        FIRST];
static PARTS: [AtomicPtr<Place>; 26] = [const { AtomicPtr::new(core::ptr::null_mut()) }; 26];
/// How many places were let at least once.
static USED: AtomicUsize = AtomicUsize::new(0);
/// The uppermost free place, counted from 1, and how often that changed.
static FREE: AtomicUsize = AtomicUsize::new(0);

#[inline]
fn place(index: usize) -> Option<&'static Place> {
    if let Some(place) = START.get(index) {
        return Some(place);
    }
    let part = part_of(index);
    let places = PARTS.get(part)?.load(Ordering::Acquire);
    // SAFETY: a part has as many places as lie before it, and is never freed.
    (!places.is_null()).then(|| unsafe { &*places.add(index - (FIRST << part)) })
}

/// The part of a place that is not at the start.
fn part_of(index: usize) -> usize {
    (index / FIRST).ilog2() as usize
}

/// Sees that the place is there.
fn build(index: usize) -> Result<&'static Place> {
    if let Some(place) = place(index) {
        return Ok(place);
    }
    let full = || Error::new(Status::Memory, format_args!("out of memory: no room for one more handle"));
    let part = part_of(index);
    let layout = Layout::array::<Place>(FIRST << part).map_err(|_| full())?;
    // SAFETY: the layout has a size. All zero is a free place.
    let places = unsafe { alloc_zeroed(layout) }.cast::<Place>();
    if places.is_null() {
        return Err(full());
    }
    let slot = PARTS.get(part).ok_or_else(full)?;
    let none = core::ptr::null_mut();
    if slot.compare_exchange(none, places, Ordering::AcqRel, Ordering::Acquire).is_err() {
        // Another thread was first.
        // SAFETY: ours, and nobody has seen it.
        unsafe { dealloc(places.cast(), layout) };
    }
    place(index).ok_or_else(full)
}

/// Finds a place that is free, and takes it from the others.
fn reserve() -> Result<usize> {
    let mut top = FREE.load(Ordering::Acquire);
    while let Some(place) = (top & LOW).checked_sub(1).and_then(place) {
        let below = (top & !LOW).wrapping_add(LOW + 1) | place.next.load(Ordering::Relaxed);
        match FREE.compare_exchange_weak(top, below, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => return Ok((top & LOW) - 1),
            Err(now) => top = now,
        }
    }
    let mut used = USED.load(Ordering::Relaxed);
    loop {
        if used >= MOST {
            return Err(Error::new(Status::Memory, format_args!("{MOST} handles are open")));
        }
        build(used)?;
        match USED.compare_exchange_weak(used, used + 1, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => return Ok(used),
            Err(now) => used = now,
        }
    }
}

/// Gives a place back. One whose numbers are used up is given to nobody again, where there are enough places.
fn release(index: usize) {
    let Some(place) = place(index) else { return };
    if usize::BITS > 32 && place.word.load(Ordering::Relaxed) >> HALF != 0 {
        return;
    }
    let mut top = FREE.load(Ordering::Relaxed);
    loop {
        place.next.store(top & LOW, Ordering::Relaxed);
        let above = (top & !LOW).wrapping_add(LOW + 1) | (index + 1);
        match FREE.compare_exchange_weak(top, above, Ordering::AcqRel, Ordering::Relaxed) {
            Ok(_) => return,
            Err(now) => top = now,
        }
    }
}

/// Room for a handle, made before anything that could not be taken back.
pub(super) struct Room<H: Kind> {
    index: usize,
    value: ManuallyDrop<Box<MaybeUninit<H>>>,
}

impl<H: Kind> Room<H> {
    /// Memory and a place.
    pub(super) fn new() -> Result<Room<H>> {
        let value = ManuallyDrop::new(try_box(MaybeUninit::uninit())?);
        match reserve() {
            Ok(index) => Ok(Room { index, value }),
            Err(e) => {
                drop(ManuallyDrop::into_inner(value));
                Err(e)
            }
        }
    }

    /// Lets the value in; what comes back is the handle.
    pub(super) fn fill(self, value: H) -> *mut H {
        let mut room = ManuallyDrop::new(self);
        // SAFETY: the room is not dropped, so nobody else takes its memory.
        let value = Box::into_raw(Box::write(unsafe { ManuallyDrop::take(&mut room.value) }, value));
        let Some(place) = place(room.index) else { return core::ptr::null_mut() };
        let word = place.word.load(Ordering::Relaxed) & !KIND_BITS | H::KIND;
        place.value.store(!value.expose_provenance(), Ordering::Relaxed);
        place.word.store(word, Ordering::Release);
        core::ptr::without_provenance_mut((word & LOW) << HALF | room.index << 1 | 1)
    }
}

impl<H: Kind> Drop for Room<H> {
    fn drop(&mut self) {
        // SAFETY: taken here only.
        drop(unsafe { ManuallyDrop::take(&mut self.value) });
        release(self.index);
    }
}

/// Why there is nothing behind a handle. Small: on the way to every call nothing of an error is moved about.
enum Fault {
    Null,
    Other,
    Closed,
}

impl Fault {
    #[cold]
    fn error(self, name: &str) -> Error {
        match self {
            Fault::Null => null("the handle"),
            Fault::Other => Error::new(Status::Argument, format_args!("the handle is no {name}")),
            Fault::Closed => Error::new(Status::State, format_args!("the handle was closed already")),
        }
    }
}

/// The place of a handle that is open, its index, and the word it must have.
#[inline]
fn find<H: Kind>(handle: *const H) -> core::result::Result<(&'static Place, usize, usize), Fault> {
    let number = handle.addr();
    let (index, word) = ((number & LOW) >> 1, number >> HALF);
    if number & 1 == 0 || word & KIND_BITS != H::KIND {
        return Err(if number == 0 { Fault::Null } else { Fault::Other });
    }
    let place = place(index).ok_or(Fault::Other)?;
    if place.word.load(Ordering::Acquire) & LOW != word {
        return Err(Fault::Closed);
    }
    Ok((place, index, word))
}

fn value<H>(place: &Place) -> *mut H {
    core::ptr::with_exposed_provenance_mut(!place.value.load(Ordering::Relaxed))
}

/// What stands behind a handle that is open.
#[inline]
pub(super) fn live<'a, H: Kind>(handle: *const H) -> Result<&'a H> {
    let (place, ..) = find(handle).map_err(|fault| fault.error(H::NAME))?;
    // SAFETY: of the right type, by its kind, and there, as it is open; that it stays so during the call
    // is every caller's part of the contract.
    Ok(unsafe { &*value::<H>(place) })
}

/// The same, of a handle that one thread has to itself.
#[inline]
pub(super) fn live_mut<'a, H: Kind>(handle: *mut H) -> Result<&'a mut H> {
    let (place, ..) = find(handle).map_err(|fault| fault.error(H::NAME))?;
    // SAFETY: as above, and no other thread uses it.
    Ok(unsafe { &mut *value::<H>(place) })
}

/// A dtype: one with a handle of its own, or one that a reader or an array lent, which is a pointer.
pub(super) fn lent<'a>(dtype: *const npy_dtype) -> Result<&'a npy_dtype> {
    if dtype.addr() & 1 == 1 {
        return live(dtype);
    }
    // SAFETY: NULL, or lent by a handle that is open, which is the caller's part of the contract.
    unsafe { dtype.as_ref() }.ok_or_else(|| null("dtype"))
}

/// Closes a handle: of all who try, one gets what stood behind it.
pub(super) fn taken<H: Kind>(handle: *mut H) -> Result<Box<H>> {
    let (place, index, word) = find(handle).map_err(|fault| fault.error(H::NAME))?;
    let known = value::<H>(place);
    let full = place.word.load(Ordering::Acquire);
    let next = (full & !KIND_BITS).wrapping_add(TENANT);
    if full & LOW != word
        || place.word.compare_exchange(full, next, Ordering::AcqRel, Ordering::Relaxed).is_err()
    {
        return Err(Fault::Closed.error(H::NAME));
    }
    release(index);
    // SAFETY: made by `fill` from a box of this type; nobody else got it.
    Ok(unsafe { Box::from_raw(known) })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Number(#[allow(dead_code)] usize);
    impl Kind for Number {
        const KIND: usize = 14;
        const NAME: &'static str = "number";
    }
    struct Letter;
    impl Kind for Letter {
        const KIND: usize = 15;
        const NAME: &'static str = "letter";
    }

    fn made(n: usize) -> *mut Number {
        Room::new().unwrap().fill(Number(n))
    }

    fn status<T>(result: Result<T>) -> Status {
        result.err().unwrap().status()
    }

    #[test]
    fn a_closed_handle_is_told_from_those_that_came_after_it() {
        let first = made(1);
        assert_eq!(live(first).unwrap().0, 1);
        drop(taken(first).unwrap());
        let mut old = vec![first];
        for n in 0..10_000 {
            let next = made(n);
            assert_eq!(live(next).unwrap().0, n);
            for &old in &old[old.len().saturating_sub(20)..] {
                assert_eq!(status(live(old)), Status::State);
                assert_eq!(status(taken(old)), Status::State);
            }
            assert_eq!(status(live(first)), Status::State);
            drop(taken(next).unwrap());
            old.push(next);
        }
        let last = made(7);
        assert!(old.iter().all(|&old| old != last && status(live(old)) == Status::State));
        drop(taken(last).unwrap());
    }

    #[test]
    fn another_kind_a_pointer_and_a_number_of_nobody_are_refused() {
        let number = made(1);
        assert_eq!(status(live(number.cast::<Letter>())), Status::Argument);
        assert_eq!(status(taken(number.cast::<Letter>())), Status::Argument);
        let own = Number(1);
        assert_eq!(status(live(&own)), Status::Argument);
        assert_eq!(status(live(core::ptr::null::<Number>())), Status::Argument);
        for n in 0..2000_usize {
            let wild =
                core::ptr::without_provenance::<Number>(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as usize));
            assert!(wild == number.cast_const() || live(wild).is_err());
        }
        drop(taken(number).unwrap());
    }

    #[test]
    fn of_many_threads_that_close_one_handle_one_does() {
        for _ in 0..200 {
            let handle = made(1).expose_provenance();
            let won = AtomicUsize::new(0);
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        let handle = core::ptr::with_exposed_provenance_mut::<Number>(handle);
                        won.fetch_add(taken(handle).is_ok().into(), Ordering::Relaxed);
                    });
                }
            });
            assert_eq!(won.into_inner(), 1);
        }
    }

    #[test]
    fn many_handles_of_many_threads_are_each_their_own() {
        std::thread::scope(|scope| {
            for thread in 0..4 {
                scope.spawn(move || {
                    let handles: Vec<*mut Number> = (0..3000).map(|n| made(thread * 10_000 + n)).collect();
                    for (n, &handle) in handles.iter().enumerate() {
                        assert_eq!(live(handle).unwrap().0, thread * 10_000 + n);
                        drop(taken(handle).unwrap());
                    }
                });
            }
        });
    }
}

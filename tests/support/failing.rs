//! An allocator that fails when it is told to, and counts what was not given back.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Failing;

#[global_allocator]
static ALLOCATOR: Failing = Failing;

thread_local! {
    /// Whether this thread is being watched.
    static WATCHED: Cell<bool> = const { Cell::new(false) };
    /// The allocations until one fails; 0 is never.
    static LEFT: Cell<u64> = const { Cell::new(0) };
    static FOREVER: Cell<bool> = const { Cell::new(false) };
    static FAILED: Cell<bool> = const { Cell::new(false) };
    /// Blocks and bytes that are out, and the most bytes that were.
    static BLOCKS: Cell<i64> = const { Cell::new(0) };
    static BYTES: Cell<i64> = const { Cell::new(0) };
    static PEAK: Cell<i64> = const { Cell::new(0) };
}

fn refuses() -> bool {
    if !WATCHED.get() || LEFT.get() == 0 {
        return false;
    }
    if LEFT.get() > 1 {
        LEFT.set(LEFT.get() - 1);
        return false;
    }
    if !FOREVER.get() {
        LEFT.set(0);
    }
    FAILED.set(true);
    true
}

fn count(blocks: i64, bytes: i64) {
    if WATCHED.get() {
        BLOCKS.set(BLOCKS.get() + blocks);
        BYTES.set(BYTES.get() + bytes);
        PEAK.set(PEAK.get().max(BYTES.get()));
    }
}

// SAFETY: hands everything to the system's allocator, or refuses.
unsafe impl GlobalAlloc for Failing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if refuses() {
            return core::ptr::null_mut();
        }
        count(1, layout.size() as i64);
        // SAFETY: the caller's own promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        count(-1, -(layout.size() as i64));
        // SAFETY: the caller's own promise.
        unsafe { System.dealloc(ptr, layout) };
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if refuses() {
            return core::ptr::null_mut();
        }
        // While it is moved both are there.
        count(1, size as i64);
        count(-1, -(layout.size() as i64));
        // SAFETY: the caller's own promise.
        unsafe { System.realloc(ptr, layout, size) }
    }
}

/// One run of a scenario, in which one allocation (or all from one on) fails.
pub struct Run {
    forever: bool,
}

impl Run {
    /// A call that fails only for want of memory. If only one allocation fails it succeeds the second time.
    pub fn call(&self, mut call: impl FnMut() -> bool) -> bool {
        if call() {
            return true;
        }
        assert!(FAILED.get(), "out of memory, but nothing was refused");
        if self.forever {
            return false;
        }
        assert!(call(), "failed once more, although there was memory");
        true
    }

    /// A call that ends a handle: it cannot be made again.
    pub fn last(&self, call: impl FnOnce() -> i32) -> i32 {
        call()
    }

    /// What the test itself does, for which there is always memory.
    pub fn free<T>(&self, work: impl FnOnce() -> T) -> T {
        let watched = WATCHED.replace(false);
        let made = work();
        WATCHED.set(watched);
        made
    }
}

/// Runs `scenario` as often as it has allocations, and lets one fail each time.
pub fn every_allocation(mut scenario: impl FnMut(&Run)) {
    // What is made once for all, such as the keys of hash tables, is made here.
    scenario(&Run { forever: false });
    for forever in [false, true] {
        let mut k = 1;
        loop {
            (LEFT.set(k), FOREVER.set(forever), FAILED.set(false), BLOCKS.set(0));
            WATCHED.set(true);
            scenario(&Run { forever });
            WATCHED.set(false);
            LEFT.set(0);
            assert_eq!(BLOCKS.get(), 0, "blocks that were not given back when allocation {k} failed");
            if !FAILED.get() {
                break;
            }
            k += 1;
        }
        assert!(k > 5, "only {k} allocations");
    }
}

/// The most bytes that `work` had from the allocator at a time.
pub fn peak<T>(work: impl FnOnce() -> T) -> (T, i64) {
    (LEFT.set(0), BYTES.set(0), PEAK.set(0));
    WATCHED.set(true);
    let made = work();
    WATCHED.set(false);
    (made, PEAK.get())
}

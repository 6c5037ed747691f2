//! Work that several threads do in any order and one hands on in order.

use crate::error::{Error, Result, Status};
use crate::fallible;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Pieces of work, numbered from 0 on. Who works takes the next one, as long as what it makes has a place: there are places
/// for so many that are made and not handed on.
pub(super) struct Queue {
    count: usize,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// The first that nobody has taken, and the first that was not handed on.
    next: usize,
    handed: usize,
    /// For each place, whether what belongs there is made.
    made: Vec<bool>,
    failure: Option<Error>,
    /// Nothing more is to be done.
    over: bool,
}

impl Queue {
    /// `count` pieces and places for `places` of them.
    pub fn new(count: usize, places: usize) -> Result<Queue> {
        let mut made = Vec::new();
        fallible::fill(&mut made, false, places)?;
        let state = State { next: 0, handed: 0, made, failure: None, over: false };
        Ok(Queue { count, state: Mutex::new(state), changed: Condvar::new() })
    }

    pub fn count(&self) -> usize {
        self.count
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next piece, if there is one and a place for it.
    fn take(&self, state: &mut State) -> Option<usize> {
        let free = state.next < self.count && state.next < state.handed + state.made.len();
        free.then(|| {
            state.next += 1;
            state.next - 1
        })
    }

    fn done(&self, index: usize, result: Result<()>) {
        let mut state = self.state();
        match result {
            Ok(()) => {
                let place = index % state.made.len();
                state.made[place] = true;
            }
            Err(error) => {
                state.over = true;
                state.failure.get_or_insert(error);
            }
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Works until nothing is left.
    pub fn work(&self, mut make: impl FnMut(usize) -> Result<()>) {
        let _over = Over { queue: self, leads: false };
        let mut state = self.state();
        while !state.over && state.next < self.count {
            match self.take(&mut state) {
                Some(index) => {
                    drop(state);
                    self.done(index, make(index));
                    state = self.state();
                }
                None => state = self.wait(state),
            }
        }
    }

    /// The same, and hands on what comes next as soon as it is made: alone, and in order.
    pub fn lead(
        &self,
        mut make: impl FnMut(usize) -> Result<()>,
        mut hand_on: impl FnMut(usize) -> Result<()>,
    ) -> Result<()> {
        let _over = Over { queue: self, leads: true };
        let mut state = self.state();
        loop {
            if state.over {
                return Err(state.failure.take().unwrap_or_else(left));
            }
            let index = state.handed;
            if index == self.count {
                return Ok(());
            }
            let place = index % state.made.len();
            if state.made[place] {
                drop(state);
                hand_on(index)?;
                state = self.state();
                state.made[place] = false;
                state.handed += 1;
                self.changed.notify_all();
            } else if let Some(index) = self.take(&mut state) {
                drop(state);
                self.done(index, make(index));
                state = self.state();
            } else {
                state = self.wait(state);
            }
        }
    }
}

/// Nobody waits for one who has left by a panic, nor for one who hands on and has left in any way.
struct Over<'q> {
    queue: &'q Queue,
    leads: bool,
}

impl Drop for Over<'_> {
    fn drop(&mut self) {
        if self.leads || std::thread::panicking() {
            self.queue.state().over = true;
            self.queue.changed.notify_all();
        }
    }
}

/// The error in place of a panic elsewhere, which goes on when that thread is joined.
fn left() -> Error {
    Error::new(Status::Internal, format_args!("a thread that packs has ended"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::beside_threads;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Runs a queue by `threads` threads; what was handed on, and how it ended.
    fn run(
        (count, places, threads): (usize, usize, usize),
        make: impl Fn(usize) -> Result<()> + Sync,
        mut hand_on: impl FnMut(usize) -> Result<()>,
    ) -> (Vec<usize>, Result<()>) {
        let queue = Queue::new(count, places).unwrap();
        let mut handed = vec![];
        let end = beside_threads(threads - 1, &|| queue.work(&make), || {
            queue.lead(&make, |index| {
                handed.push(index);
                hand_on(index)
            })
        });
        (handed, end)
    }

    fn bad() -> Error {
        Error::new(Status::Io, format_args!("bad"))
    }

    #[test]
    fn everything_is_made_once_and_handed_on_in_order_with_no_more_ahead_than_there_are_places() {
        for count in [0, 1, 2, 7, 300] {
            for (places, threads) in [(1, 1), (2, 1), (2, 2), (4, 2), (3, 5), (10, 5)] {
                let made: Vec<AtomicUsize> = (0..count).map(|_| AtomicUsize::new(0)).collect();
                let gone = AtomicUsize::new(0);
                let make = |index: usize| {
                    made[index].fetch_add(1, Ordering::Relaxed);
                    assert!(index < gone.load(Ordering::SeqCst) + places);
                    Ok(())
                };
                let hand_on = |index: usize| {
                    assert_eq!(made[index].load(Ordering::Relaxed), 1);
                    gone.store(index + 1, Ordering::SeqCst);
                    Ok(())
                };
                let (handed, end) = run((count, places, threads), make, hand_on);
                assert!(end.is_ok() && handed == (0..count).collect::<Vec<_>>());
                assert!(made.iter().all(|made| made.load(Ordering::Relaxed) == 1));
            }
        }
    }

    #[test]
    fn an_error_ends_it_for_all() {
        for threads in 1..5 {
            let make = |index| if index == 50 { Err(bad()) } else { Ok(()) };
            let (handed, end) = run((1000, 2 * threads, threads), make, |_| Ok(()));
            assert!(end.is_err() && handed.len() <= 50);
            let hand_on = |index| if index == 50 { Err(bad()) } else { Ok(()) };
            let (handed, end) = run((1000, 2 * threads, threads), |_| Ok(()), hand_on);
            assert!(end.is_err() && handed.len() == 51);
        }
    }

    #[test]
    fn a_panic_anywhere_is_not_waited_for() {
        for at in [0, 1, 2, 50] {
            for leads in [false, true] {
                let found = std::panic::catch_unwind(|| {
                    let make = |index: usize| {
                        assert!(leads || index != at);
                        Ok(())
                    };
                    let hand_on = |index: usize| {
                        assert!(!leads || index != at);
                        Ok(())
                    };
                    run((100, 4, 2), make, hand_on)
                });
                assert!(found.is_err(), "{at}");
            }
        }
    }
}

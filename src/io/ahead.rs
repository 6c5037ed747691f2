//! A source whose small pieces are asked for one behind the other: the bytes are fetched many pieces at a
//! time. A call of the system for each costs more than the bytes of a small piece.

use super::{Backing, Source, Stream};
use crate::error::Result;
use crate::mem::alloc::Buffer;
use crate::mem::{Mem, MemMut};
use std::sync::Mutex;

/// What is fetched at a time.
const WINDOW: usize = 128 * 1024;
/// Pieces up to this size are small.
const SMALL: usize = 8 * 1024;
/// A piece follows another if it begins no further behind it.
const NEAR: u64 = 4 * 1024;
/// So many must follow one another before more is fetched than was asked for.
const ENOUGH: u32 = 3;

/// A positional source, and the window behind the last small piece.
pub struct Ahead {
    base: Box<dyn Source>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Where the last small piece ended.
    end: u64,
    /// How many have followed one another.
    row: u32,
    window: Option<Buffer>,
    /// What the window holds.
    at: u64,
    len: usize,
}

impl Ahead {
    /// `base`, with a window.
    pub fn new(base: Box<dyn Source>) -> Ahead {
        Ahead { base, state: Mutex::new(State::default()) }
    }
}

impl State {
    /// Copies the piece out of the window, if all of it is there.
    fn copy(&self, offset: u64, dst: MemMut<'_>) -> Result<bool> {
        let from = offset.checked_sub(self.at).and_then(|from| usize::try_from(from).ok());
        let (Some(window), Some(from)) = (&self.window, from) else { return Ok(false) };
        if from > self.len || self.len - from < dst.len() {
            return Ok(false);
        }
        dst.copy_from(window.as_mem().sub(from, dst.len())?)?;
        Ok(true)
    }

    /// Notes a piece. Whether enough of them follow one another.
    fn note(&mut self, offset: u64, end: u64) -> bool {
        let follows = offset.checked_sub(self.end).is_some_and(|gap| gap <= NEAR);
        self.row = if follows { self.row.saturating_add(1) } else { 0 };
        self.end = end;
        self.row >= ENOUGH
    }

    /// Fills the window from `offset` on. What goes wrong is found again by who reads without it.
    fn fetch(&mut self, base: &dyn Source, offset: u64) {
        self.len = 0;
        if self.window.is_none() {
            self.window = Buffer::new(WINDOW, 64).ok();
        }
        if let Some(window) = &mut self.window {
            self.at = offset;
            self.len = base.read_at(offset, window.as_mem_mut()).unwrap_or(0);
        }
    }
}

impl Source for Ahead {
    fn size(&self) -> Result<Option<u64>> {
        self.base.size()
    }

    fn positional(&self) -> bool {
        self.base.positional()
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let len = dst.len();
        // Who would have to wait for the window reads without it.
        if let (true, Ok(mut state)) = (len <= SMALL, self.state.try_lock()) {
            let in_a_row = state.note(offset, offset.saturating_add(len as u64));
            if state.copy(offset, dst)? {
                return Ok(len);
            }
            if in_a_row {
                state.fetch(&*self.base, offset);
                if state.copy(offset, dst)? {
                    return Ok(len);
                }
            }
        }
        self.base.read_at(offset, dst)
    }

    fn memory(&self) -> Option<Mem<'_>> {
        self.base.memory()
    }

    fn backing(&self) -> Option<Backing<'_>> {
        self.base.backing()
    }

    fn once(&self) -> bool {
        self.base.once()
    }

    fn calls_back(&self) -> bool {
        self.base.calls_back()
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        self.base.stream(from)
    }

    fn opened(&self) {
        self.base.opened();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Status};
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Bytes that count how often they are asked for, and are refused from `limit` on.
    struct Counted {
        bytes: Vec<u8>,
        limit: u64,
        calls: &'static AtomicUsize,
    }

    impl Source for Counted {
        fn size(&self) -> Result<Option<u64>> {
            Ok(Some(self.bytes.len() as u64))
        }

        fn positional(&self) -> bool {
            true
        }

        fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
            self.calls.fetch_add(1, Ordering::Relaxed);
            if offset + dst.len() as u64 > self.limit {
                return Err(Error::new(Status::Io, format_args!("beyond the limit")));
            }
            let from = (offset as usize).min(self.bytes.len());
            let n = dst.len().min(self.bytes.len() - from);
            dst.sub(0, n)?.copy_from(Mem::from_slice(&self.bytes[from..from + n]))?;
            Ok(n)
        }

        fn stream(&self, _from: u64) -> Result<Box<dyn Stream + '_>> {
            Err(Error::new(Status::Internal, format_args!("not used")))
        }
    }

    fn source(limit: u64, calls: &'static AtomicUsize) -> Ahead {
        let bytes = (0..1_000_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        Ahead::new(Box::new(Counted { bytes, limit, calls }))
    }

    /// Reads a piece, and holds it against the bytes.
    fn piece(ahead: &Ahead, offset: u64, len: usize) -> Result<usize> {
        let mut found = vec![0; len];
        let n = ahead.read_at(offset, MemMut::from_slice(&mut found))?;
        for (i, &byte) in found[..n].iter().enumerate() {
            assert_eq!(
                byte,
                ((offset as u32 + i as u32).wrapping_mul(2_654_435_761) >> 24) as u8,
                "byte {i} from {offset}"
            );
        }
        Ok(n)
    }

    #[test]
    fn pieces_in_a_row_are_fetched_many_at_a_time() {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        let ahead = source(u64::MAX, &CALLS);
        for offset in (0..900_000).step_by(1_000) {
            assert_eq!(piece(&ahead, offset, 900).unwrap(), 900);
        }
        assert!(CALLS.load(Ordering::Relaxed) < 20);
    }

    #[test]
    fn pieces_here_and_there_and_large_ones_are_read_as_they_are_asked_for() {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        let ahead = source(u64::MAX, &CALLS);
        for i in 0..50 {
            assert_eq!(piece(&ahead, i * 7_919_000 % 900_000, 100).unwrap(), 100);
        }
        for i in 0..50 {
            assert_eq!(piece(&ahead, i * 10_000, 10_000).unwrap(), 10_000);
        }
        assert_eq!(CALLS.load(Ordering::Relaxed), 100);
    }

    #[test]
    fn the_end_and_what_cannot_be_read_are_what_they_are_without_a_window() {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        let ahead = source(u64::MAX, &CALLS);
        for offset in (999_000..1_000_000).step_by(100) {
            assert_eq!(piece(&ahead, offset, 100).unwrap(), 100);
        }
        assert_eq!(piece(&ahead, 999_950, 100).unwrap(), 50);
        assert_eq!(piece(&ahead, 1_000_000, 100).unwrap(), 0);

        let ahead = source(5_000, &CALLS);
        for offset in (0..5_000).step_by(100) {
            assert_eq!(piece(&ahead, offset, 100).unwrap(), 100);
        }
        assert_eq!(piece(&ahead, 5_000, 100).unwrap_err().status(), Status::Io);
    }
}

//! Bytes that come once, in order: pipes, sockets, terminals, callbacks.

use super::os::File;
use super::source::not_positional;
use super::{Source, Stream};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::try_box;
use crate::mem::MemMut;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// Something that gives the bytes that come next.
pub trait Sequential: Send + Sync {
    /// Fills `dst`; short only at the end.
    fn next(&self, dst: MemMut<'_>) -> Result<usize>;

    /// How many bytes there are in all, if that is known.
    fn length(&self) -> Option<u64> {
        None
    }

    /// The reader stands: from now on the source is ours to close.
    fn opened(&self) {}
}

impl Sequential for File {
    fn next(&self, dst: MemMut<'_>) -> Result<usize> {
        self.read(dst)
    }
}

/// A source that gives each byte once. Its cursor continues where the last one
/// stopped; two threads cannot have one at a time.
pub struct PipeSource<S> {
    bytes: S,
    position: Mutex<u64>,
}

impl<S: Sequential> PipeSource<S> {
    pub(super) fn new(bytes: S) -> PipeSource<S> {
        PipeSource { bytes, position: Mutex::new(0) }
    }
}

struct Cursor<'s, S> {
    bytes: &'s S,
    position: MutexGuard<'s, u64>,
}

impl<S: Sequential> Source for PipeSource<S> {
    fn size(&self) -> Result<Option<u64>> {
        Ok(self.bytes.length())
    }

    fn positional(&self) -> bool {
        false
    }

    fn read_at(&self, _offset: u64, _dst: MemMut<'_>) -> Result<usize> {
        Err(not_positional())
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        // Not waited for: it may be this very thread, in a callback that reads again.
        let position = match self.position.try_lock() {
            Ok(position) => position,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                return Err(Error::new(
                    Status::State,
                    format_args!("another call is reading this stream: it gives its elements once"),
                ))
            }
        };
        if *position != from {
            return Err(Error::new(
                Status::State,
                format_args!(
                    "byte {from} of a stream that stands at byte {}: it gives its elements once",
                    *position
                ),
            ));
        }
        Ok(try_box(Cursor { bytes: &self.bytes, position })?)
    }

    fn once(&self) -> bool {
        true
    }

    fn opened(&self) {
        self.bytes.opened();
    }

    fn position(&self) -> u64 {
        *self.position.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Sequential> Stream for Cursor<'_, S> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        match self.bytes.next(dst) {
            Ok(n) => {
                *self.position += n as u64;
                Ok(n)
            }
            Err(e) => {
                // How much was lost is unknown, so no later place is right.
                let at = *self.position;
                *self.position = u64::MAX;
                Err(e.or_at(at))
            }
        }
    }
}

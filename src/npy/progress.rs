//! Telling the caller how far a long call is, and stopping when it says so.

use crate::error::{Error, Result, Status};

/// How often the callback is asked, in bytes.
const STEP: u64 = 1 << 20;

/// What the caller is asked: bytes done, bytes in all; `true` goes on.
pub type Ask<'a> = &'a (dyn Fn(u64, u64) -> bool + 'a);

/// One call's progress.
pub struct Progress<'a> {
    ask: Option<Ask<'a>>,
    done: u64,
    told: u64,
    total: u64,
    step: usize,
}

impl<'a> Progress<'a> {
    /// `total` bytes are to be done.
    pub fn new(ask: Option<Ask<'a>>, total: u64) -> Progress<'a> {
        Progress { ask, done: 0, told: 0, total, step: STEP as usize }
    }

    /// The same, with steps that are worth a start of so many threads.
    pub fn in_threads(self, threads: usize) -> Progress<'a> {
        let step = if threads > 1 { 16 * STEP as usize } else { self.step };
        Progress { step, ..self }
    }

    /// Whether anybody wants to know.
    pub fn is_asked(&self) -> bool {
        self.ask.is_some()
    }

    /// The most bytes that should be moved before the next [`tick`](Progress::tick).
    pub fn step(&self) -> usize {
        self.step
    }

    /// `bytes` more are done.
    pub fn tick(&mut self, bytes: u64) -> Result<()> {
        self.done += bytes;
        let Some(ask) = self.ask else { return Ok(()) };
        if self.done - self.told < STEP && self.done < self.total {
            return Ok(());
        }
        self.told = self.done;
        if ask(self.done, self.total) {
            return Ok(());
        }
        Err(Error::new(
            Status::Cancelled,
            format_args!(
                "the progress callback stopped the call after {} of {} bytes",
                self.done, self.total
            ),
        ))
    }
}

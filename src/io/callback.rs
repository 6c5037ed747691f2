//! Sources and sinks that the caller wrote.

use super::os::os_error;
use super::pipe::{PipeSource, Sequential};
use super::sink;
use super::source::{not_positional, Positional};
use super::{Sink, Source, Stream};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::try_box;
use crate::mem::{Mem, MemMut};
use core::ffi::c_void;
use std::sync::atomic::{AtomicBool, Ordering};

/// Reads up to `size` bytes at an offset: the number read, 0 at the end, or a
/// negative error number.
pub type ReadAt =
    unsafe extern "C" fn(context: *mut c_void, dst: *mut c_void, size: usize, offset: i64) -> i64;
/// Reads up to `size` bytes that come next.
pub type Read = unsafe extern "C" fn(context: *mut c_void, dst: *mut c_void, size: usize) -> i64;
/// Ends a source.
pub type Close = unsafe extern "C" fn(context: *mut c_void);
/// Writes `size` bytes behind the last ones: the number taken, or a negative
/// error number.
pub type Write = unsafe extern "C" fn(context: *mut c_void, data: *const c_void, size: usize) -> i64;
/// Writes `size` bytes at an offset.
pub type WriteAt =
    unsafe extern "C" fn(context: *mut c_void, data: *const c_void, size: usize, offset: i64) -> i64;
/// Ends a sink: `commit` is 1 when everything was written, 0 when it is to be
/// forgotten. Not 0 says that it failed.
pub type End = unsafe extern "C" fn(context: *mut c_void, commit: i32) -> i32;

/// The callbacks of a source.
#[derive(Clone, Copy)]
pub struct SourceCalls {
    /// Handed to every call.
    pub context: *mut c_void,
    /// Positional reading; every thread that reads calls it, at once.
    pub read_at: Option<ReadAt>,
    /// Reading in order.
    pub read: Option<Read>,
    /// How many bytes there are, if known.
    pub length: Option<u64>,
    /// Called once when the reader goes.
    pub close: Option<Close>,
}

/// A source behind callbacks that read at any offset.
pub struct CallbackSource {
    calls: SourceCalls,
    opened: AtomicBool,
}

// SAFETY: the caller promised that `read_at` may be called by every thread
// that reads, and `read` by one at a time, which `PipeSource` sees to.
unsafe impl Send for CallbackSource {}
// SAFETY: as above.
unsafe impl Sync for CallbackSource {}

impl CallbackSource {
    /// The source behind `calls`: positional if `read_at` is there.
    ///
    /// # Safety
    ///
    /// The functions must keep to the contract of their types until the source
    /// is dropped.
    pub unsafe fn open(calls: SourceCalls) -> Result<Box<dyn Source>> {
        let source = CallbackSource { calls, opened: AtomicBool::new(false) };
        match (calls.read_at, calls.read) {
            (Some(_), _) => Ok(try_box(source)?),
            (None, Some(_)) => Ok(try_box(PipeSource::new(source))?),
            (None, None) => {
                Err(Error::new(Status::Argument, format_args!("source: neither read_at nor read is given")))
            }
        }
    }
}

impl Drop for CallbackSource {
    fn drop(&mut self) {
        if let (true, Some(close)) = (*self.opened.get_mut(), self.calls.close) {
            // SAFETY: the maker's promise; this is the only call, and the last.
            unsafe { close(self.calls.context) };
        }
    }
}

impl Source for CallbackSource {
    fn size(&self) -> Result<Option<u64>> {
        Ok(self.calls.length)
    }

    fn positional(&self) -> bool {
        true
    }

    fn calls_back(&self) -> bool {
        true
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let read_at = self.calls.read_at.ok_or_else(not_positional)?;
        fill(dst, offset, |dst, size, at| {
            // SAFETY: `dst` has `size` writable bytes.
            unsafe { read_at(self.calls.context, dst, size, at) }
        })
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        Ok(try_box(Positional::new(self, from))?)
    }

    fn opened(&self) {
        self.opened.store(true, Ordering::Relaxed);
    }
}

impl Sequential for CallbackSource {
    fn next(&self, dst: MemMut<'_>) -> Result<usize> {
        let read = self.calls.read.ok_or_else(not_positional)?;
        fill(dst, 0, |dst, size, _| {
            // SAFETY: `dst` has `size` writable bytes.
            unsafe { read(self.calls.context, dst, size) }
        })
    }

    fn length(&self) -> Option<u64> {
        self.calls.length
    }

    fn opened(&self) {
        Source::opened(self);
    }
}

/// Asks until `dst` is full or the source ends: callbacks may be short.
fn fill(dst: MemMut<'_>, offset: u64, call: impl Fn(*mut c_void, usize, i64) -> i64) -> Result<usize> {
    let mut done = 0;
    while done < dst.len() {
        let rest = dst.sub(done, dst.len() - done)?;
        let at = i64::try_from(offset.saturating_add(done as u64)).map_err(|_| beyond(offset))?;
        let n = call(rest.ptr().cast(), rest.len(), at);
        match taken(n, rest.len(), "the source's callback")? {
            0 => break,
            n => done += n,
        }
    }
    Ok(done)
}

/// What a callback's answer means; -EINTR is none of ours to repeat: the
/// callback decides that itself.
fn taken(n: i64, asked: usize, who: &str) -> Result<usize> {
    if n < 0 {
        let Ok(code) = i32::try_from(n.unsigned_abs()) else {
            return Err(Error::new(
                Status::Callback,
                format_args!("{who} failed: it returned {n}, which is no error number"),
            ));
        };
        let system = os_error(code, who);
        return Err(Error::new(Status::Callback, format_args!("{} (it returned {n})", system.message()))
            .with_os_error(code));
    }
    match usize::try_from(n) {
        Ok(n) if n <= asked => Ok(n),
        _ => Err(Error::new(
            Status::Callback,
            format_args!("{who} says it moved {n} bytes, asked for at most {asked}"),
        )),
    }
}

fn beyond(offset: u64) -> Error {
    Error::new(Status::Limit, format_args!("offset {offset} is larger than a callback can be asked for"))
}

/// The callbacks of a sink.
#[derive(Clone, Copy)]
pub struct SinkCalls {
    /// Handed to every call.
    pub context: *mut c_void,
    /// Writing in order.
    pub write: Option<Write>,
    /// Writing at any offset; from every thread that writes slabs, at once.
    pub write_at: Option<WriteAt>,
    /// The end, once.
    pub end: Option<End>,
}

/// A sink behind callbacks.
pub struct CallbackSink {
    calls: SinkCalls,
    written: u64,
    ended: bool,
    /// Whether an unfinished sink is told so: not before its writer stands.
    started: bool,
}

// SAFETY: the caller promised that `write_at` may be called by every thread
// that writes, and the others by one at a time, as `&mut` demands.
unsafe impl Send for CallbackSink {}
// SAFETY: as above; a shared sink calls nothing but `write_at`.
unsafe impl Sync for CallbackSink {}

impl CallbackSink {
    /// The sink behind `calls`: positional if `write_at` is there.
    ///
    /// # Safety
    ///
    /// The functions must keep to the contract of their types until the sink
    /// is dropped.
    pub unsafe fn new(calls: SinkCalls) -> Result<CallbackSink> {
        if calls.write.is_none() && calls.write_at.is_none() {
            return Err(Error::new(
                Status::Argument,
                format_args!("sink: neither write nor write_at is given"),
            ));
        }
        Ok(CallbackSink { calls, written: 0, ended: false, started: false })
    }

    fn append(&mut self, src: Mem<'_>) -> Result<()> {
        let Some(write) = self.calls.write else {
            self.write_at(self.written, src)?;
            self.written += src.len() as u64;
            return Ok(());
        };
        drain(src, self.written, |data, size, _| {
            // SAFETY: `data` has `size` readable bytes.
            unsafe { write(self.calls.context, data, size) }
        })?;
        self.written += src.len() as u64;
        Ok(())
    }

    fn end(&mut self, commit: i32) -> i32 {
        self.ended = true;
        match self.calls.end {
            // SAFETY: the maker's promise; `ended` sees to it that this is the
            // only call.
            Some(end) => unsafe { end(self.calls.context, commit) },
            None => 0,
        }
    }
}

impl Sink for CallbackSink {
    fn positional(&self) -> bool {
        self.calls.write_at.is_some()
    }

    fn write(&mut self, head: Mem<'_>, body: Mem<'_>) -> Result<()> {
        self.append(head)?;
        self.append(body)
    }

    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        let write_at = self.calls.write_at.ok_or_else(sink::not_positional)?;
        drain(src, offset, |data, size, at| {
            // SAFETY: `data` has `size` readable bytes.
            unsafe { write_at(self.calls.context, data, size, at) }
        })
    }

    fn opened(&mut self) {
        self.started = true;
    }

    fn commit(&mut self, _size: u64) -> Result<()> {
        match self.end(1) {
            0 => Ok(()),
            n => Err(Error::new(
                Status::Callback,
                format_args!("the sink's end callback failed: it returned {n}"),
            )),
        }
    }
}

impl Drop for CallbackSink {
    fn drop(&mut self) {
        if self.started && !self.ended {
            self.end(0);
        }
    }
}

fn drain(src: Mem<'_>, offset: u64, call: impl Fn(*const c_void, usize, i64) -> i64) -> Result<()> {
    let mut done = 0;
    while done < src.len() {
        let rest = src.sub(done, src.len() - done)?;
        let at = i64::try_from(offset.saturating_add(done as u64)).map_err(|_| beyond(offset))?;
        let n = call(rest.ptr().cast(), rest.len(), at);
        match taken(n, rest.len(), "the sink's callback")? {
            0 => {
                return Err(Error::new(
                    Status::Callback,
                    format_args!("the sink's callback took no bytes and gave no reason"),
                ))
            }
            n => done += n,
        }
    }
    Ok(())
}

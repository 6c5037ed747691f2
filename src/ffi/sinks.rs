//! Section 6, writing: into memory and into callbacks.

use super::guard::{end, guard, null, Handle};
use super::save::npy_spec;
use super::slots::{out, reserved};
use super::status::{npy_error, npy_status};
use super::table::{kind, live};
use super::write::{create, npy_writer};
use crate::error::Result;
use crate::io::{CallbackSink, Memory, MemorySink, Sink, SinkCalls};
use crate::mem::alloc::try_box;
use core::ffi::c_void;
use core::mem::MaybeUninit;

/// Memory that files are written into. `const npy_memory *` may be read by many threads
/// while no writer uses it.
///
/// Since 0.1.
pub struct npy_memory(pub(super) Handle<Memory>);

kind!(npy_memory, 4, "npy_memory", Memory, 0);

impl From<Handle<Memory>> for npy_memory {
    fn from(handle: Handle<Memory>) -> npy_memory {
        npy_memory(handle)
    }
}

/// Where the bytes go, if you store them yourself. Give `write` or `write_at`; all zero
/// but these is the default. Each call returns how many bytes it took or a negative `errno`;
/// a call may be short.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_sink {
    /// Handed to every call.
    pub context: *mut c_void,
    /// Writes `size` bytes behind the last ones.
    pub write: Option<unsafe extern "C" fn(context: *mut c_void, data: *const c_void, size: usize) -> i64>,
    /// Writes `size` bytes at `offset`. Needed for a growing axis.
    pub write_at: Option<
        unsafe extern "C" fn(context: *mut c_void, data: *const c_void, size: usize, offset: i64) -> i64,
    >,
    /// Called once at the end: `commit` is 1 when the array is complete, 0 when it is to
    /// be forgotten; never if creating failed. Not 0 says that it failed. May be NULL.
    pub end: Option<unsafe extern "C" fn(context: *mut c_void, commit: i32) -> i32>,
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// Starts an array in memory.
///
/// At npy_finish() its bytes are put behind what the memory holds, as into a file that
/// stays open.
///
/// @param memory where it goes; may be freed before the writer.
/// @param spec what is to be written.
/// @param[out] out the writer; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save_with().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_create_memory(
    memory: *mut npy_memory,
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<*mut npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the same contract.
    unsafe {
        create(spec, out, err, &mut |_| {
            let memory = live(memory)?;
            let sink: Box<dyn Sink> = try_box(MemorySink::new(memory.0.get()))?;
            Ok(sink)
        })
    }
}

/// Starts an array that your callbacks store.
///
/// The struct is copied; its `context` must live until `end` was called.
///
/// @param sink the callbacks.
/// @param spec what is to be written.
/// @param[out] out the writer; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save_with(); NPY_ERR_CALLBACK if a callback failed.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_create_sink(
    sink: Option<&npy_sink>,
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<*mut npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the callbacks keep to the contract of `npy_sink`.
    unsafe { create(spec, out, err, &mut |_| callbacks(sink)) }
}

/// A sink behind callbacks.
///
/// # Safety
///
/// The callbacks must keep to the contract of `npy_sink`.
pub(super) unsafe fn callbacks(sink: Option<&npy_sink>) -> Result<Box<dyn Sink>> {
    let sink = sink.ok_or_else(|| null("sink"))?;
    reserved(&sink.reserved, &[])?;
    let calls =
        SinkCalls { context: sink.context, write: sink.write, write_at: sink.write_at, end: sink.end };
    // SAFETY: passed on to the caller.
    Ok(try_box(unsafe { CallbackSink::new(calls) }?)?)
}

/// Memory that holds nothing yet.
///
/// @param[out] out the memory, to be ended with npy_memory_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_MEMORY or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_memory_new(
    out: Option<&mut MaybeUninit<*mut npy_memory>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        self::out(out, "out")?.write(Handle::boxed(Memory::new()?)?);
        Ok(())
    })
}

/// What finished writers have written.
///
/// @param memory the memory.
/// @param[out] size how many bytes; may be NULL.
/// @return the bytes, which stay until the next npy_finish() into this memory or
///         npy_memory_free(). NULL for NULL.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_memory_data(
    memory: *const npy_memory,
    size: Option<&mut MaybeUninit<usize>>,
) -> *const c_void {
    let Ok(memory) = live(memory) else {
        return core::ptr::null();
    };
    let bytes = memory.0.get().bytes();
    if let Some(size) = size {
        size.write(bytes.len());
    }
    bytes.as_ptr().cast()
}

/// Frees memory and what it holds. NULL does nothing.
///
/// @param memory the memory, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_memory_free(memory: *mut npy_memory) {
    end(memory);
}

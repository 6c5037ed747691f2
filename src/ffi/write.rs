//! Section 6, writing: an array piece by piece.

use super::ask::{info_of, npy_info};
use super::guard::{end, guard, null, with, with_mut, Handle};
use super::read::{npy_progress, npy_slice, slices_of, Asked};
use super::save::{file, npy_spec, optional, translate};
use super::slots::{axes, out, reach, readable, values};
use super::status::{npy_error, npy_status};
use super::table::{kind, live, taken, Room};
use crate::error::Result;
use crate::io::{FdSink, Sink};
use crate::mem::alloc::try_box;
use crate::npy::Writer;
use core::ffi::{c_char, c_int, c_void};
use core::mem::MaybeUninit;

/// An array that is being written. One thread at a time, except where a function
/// takes it as const.
///
/// Since 0.1.
pub struct npy_writer {
    pub(super) handle: Handle<Writer>,
    pub(super) progress: npy_progress,
    pub(super) context: *mut c_void,
}

kind!(npy_writer, 2, "npy_writer", Writer, handle);

impl npy_writer {
    /// A writer that tells the spec's callback how far it is.
    pub(super) fn new(writer: Writer, spec: Option<&npy_spec>) -> npy_writer {
        let (progress, context) = spec.map_or((None, core::ptr::null_mut()), |s| (s.progress, s.context));
        npy_writer { handle: Handle::new(writer), progress, context }
    }
}

/// Starts an array in the file `path`, to be written with npy_write().
///
/// The file appears under its name at npy_finish(); until then the old one is there.
/// A path that leads to a pipe or device is written to as it stands.
///
/// @param path the file.
/// @param spec what is to be written; copied.
/// @param[out] out the writer, to be ended with npy_finish() or npy_discard(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save_with().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_create(
    path: *const c_char,
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<*mut npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: a path ends in NUL.
    unsafe { create(spec, out, err, &mut |spec| file(path, spec)) }
}

/// Starts an array at the current position of the descriptor `fd`.
///
/// The descriptor stays yours and must stay open until the end. A regular file's
/// position is behind the array after npy_finish(), so that another one can follow;
/// after a failure it is where it was. One that was opened with `O_APPEND` is written
/// from front to back only, like a pipe.
///
/// @param fd a descriptor that can be written.
/// @param spec what is to be written.
/// @param[out] out the writer; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save_with(); NPY_ERR_UNSUPPORTED for a growing axis in a pipe or with `O_APPEND`.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_create_fd(
    fd: c_int,
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<*mut npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the same contract.
    unsafe {
        create(spec, out, err, &mut |spec| {
            let sink: Box<dyn Sink> = try_box(FdSink::new(fd, spec.sync != 0)?)?;
            Ok(sink)
        })
    }
}

/// Writes the next whole elements, packed, in the file's order of elements.
///
/// After a failure the writer can only be discarded, unless the failure is
/// NPY_ERR_SIZE or NPY_ERR_ARGUMENT, which leave everything as it was, as every failure
/// does for a writer from npy_append().
///
/// @param writer the writer.
/// @param data the elements; may be NULL if `size` is 0.
/// @param size bytes at `data`: a multiple of the element's size in memory.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SIZE (no whole elements, or more than the shape has), _NO_SPACE, _IO,
///         _STATE, _CANCELLED, _MEMORY, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_write(
    writer: *mut npy_writer,
    data: *const c_void,
    size: usize,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let asked = Asked::of_writer(writer);
    with_mut(writer, err, |writer| {
        // SAFETY: the caller's elements lie there.
        let data = unsafe { readable(data, reach(size, "data")?, "data") }?;
        asked.with(|ask| writer.write(data, ask))
    })
}

/// Writes the next rows of the slowest axis (the first in C order, the last in Fortran
/// order), from any layout in memory.
///
/// @param writer the writer.
/// @param rows how many rows.
/// @param data the first element.
/// @param strides bytes from one element to the next in memory, one number for each axis,
///        also negative; NULL: packed in the order of the file.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_write(); NPY_ERR_STATE after elements that were no whole rows.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_write_rows(
    writer: *mut npy_writer,
    rows: i64,
    data: *const c_void,
    strides: *const i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let asked = Asked::of_writer(writer);
    with_mut(writer, err, |writer| {
        // SAFETY: one number for each axis.
        let strides = unsafe { optional(strides, writer.meta().shape.as_slice().len()) }?;
        let reach = writer.reach(Some(rows), strides)?;
        // SAFETY: the caller's elements lie there.
        let data = unsafe { readable(data, reach, "data") }?;
        asked.with(|ask| writer.write_rows(Some(rows), data, strides, ask))
    })
}

/// Writes a slab: the elements that `slices` pick, wherever they are in the file.
///
/// Like `pwrite`: many threads may write slabs at once, in any order, if these do not
/// overlap. Needs a fixed shape and a file, memory, or a sink with `write_at`. Not to be
/// mixed with npy_write() and npy_write_rows(). When as many elements as the array has
/// were written, the last one among them, npy_finish() takes it for complete.
///
/// @param writer the writer.
/// @param slices a slice for each axis; missing ones are whole.
/// @param nslices how many.
/// @param data the slab's first element.
/// @param strides bytes from one element to the next in memory, one number for each axis,
///        also negative; NULL: packed in the order of the file.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_write(); NPY_ERR_UNSUPPORTED on a stream or a growing axis.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_write_slab(
    writer: *const npy_writer,
    slices: *const npy_slice,
    nslices: i32,
    data: *const c_void,
    strides: *const i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let asked = Asked::of_writer(writer);
    with(writer, err, |writer| {
        // SAFETY: the caller's slices, and one number for each axis.
        let (slices, strides) = unsafe {
            let slices = values(slices, axes(nslices, "nslices")?, "slices")?;
            (slices, optional(strides, writer.meta().shape.as_slice().len())?)
        };
        let slices = slices_of(slices);
        let (_, reach) = writer.slab(slices, strides)?;
        // SAFETY: the caller's elements lie there.
        let data = unsafe { readable(data, reach, "data") }?;
        asked.with(|ask| writer.write_slab(slices, data, strides, ask))
    })
}

/// Tells what was written so far: a growing axis has its length as of now.
///
/// @param writer the writer.
/// @param[out] info is filled; its pointers live as long as the writer.
/// @param[out] err why it failed; may be NULL.
/// @return 0 or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_writer_info(
    writer: *const npy_writer,
    info: Option<&mut MaybeUninit<npy_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(writer, err, |writer| info_of(out(info, "info")?, writer.meta()))
}

/// Ends an array: its file is there now. Frees the writer in every case.
///
/// If elements are missing, or anything fails, the old file stays; of a file from
/// npy_append(), what was flushed.
///
/// @param writer the writer, which is gone afterwards.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SIZE if elements are missing, _STATE after a failed write, _NO_SPACE, _IO,
///         _ACCESS, _EXISTS, _NOT_FOUND (its folder is gone), _CALLBACK, _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_finish(
    writer: *mut npy_writer,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let writer = taken(writer)?;
        writer.handle.into_value()?.finish()
    })
}

/// Gives up an array and frees its writer: the old file stays, of the new one nothing
/// remains; of a file from npy_append(), what was flushed. NULL does nothing.
///
/// @param writer the writer, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_discard(writer: *mut npy_writer) {
    end(writer);
}

/// # Safety
///
/// As for [`translate`], and for what `sink` does with the spec.
pub(super) unsafe fn create(
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<*mut npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
    sink: &mut dyn FnMut(&npy_spec) -> Result<Box<dyn Sink>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: passed on to the caller.
        let translated = unsafe { translate(spec) }?;
        // Before anything is made: afterwards nothing may fail, or `end` would be called for nothing.
        let room = Room::new()?;
        let writer = Writer::create(&mut || sink(spec), &translated)?;
        slot.write(room.fill(npy_writer::new(writer, Some(spec))));
        Ok(())
    })
}

impl Asked {
    #[inline(never)]
    fn of_writer(writer: *const npy_writer) -> Asked {
        match live(writer) {
            Ok(writer) => Asked::of(writer.progress, writer.context),
            Err(_) => Asked::of(None, core::ptr::null_mut()),
        }
    }
}

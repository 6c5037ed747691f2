//! Section 6: writing.

use super::ask::{dtype, info_of, npy_info, optional_dtype};
use super::guard::{end, guard, null, with, with_mut, Handle};
use super::read::{casting, npy_progress, npy_slice, slices_of, Asked};
use super::slots::{axes, count, order, out, reach, readable, reserved, room, text, values};
use super::status::{npy_error, npy_status};
use crate::error::{Error, Result, Status};
use crate::format::Order;
use crate::io::{CallbackSink, FdSink, Memory, MemorySink, Replace, Replacement, Sink, SinkCalls};
use crate::mem::alloc::try_box;
use crate::npy::{self, Spec, Writer};
use core::ffi::{c_char, c_int, c_void};
use core::mem::MaybeUninit;

/// An array that is being written. One thread at a time, except where a function
/// takes it as const.
///
/// Since 0.1.
pub struct npy_writer {
    handle: Handle<Writer>,
    progress: npy_progress,
    context: *mut c_void,
}

/// Memory that files are written into. `const npy_memory *` may be read by many threads
/// while no writer uses it.
///
/// Since 0.1.
pub struct npy_memory(Handle<Memory>);

impl From<Handle<Memory>> for npy_memory {
    fn from(handle: Handle<Memory>) -> npy_memory {
        npy_memory(handle)
    }
}

/// The old file stays until the new one is complete, then the new one takes its
/// name in one step. The default.
pub const NPY_REPLACE_ATOMIC: i32 = 0;
/// There must be no file of that name.
pub const NPY_REPLACE_NEVER: i32 = 1;
/// Overwrite where it stands: fastest; after a failure the old file is lost.
pub const NPY_REPLACE_IN_PLACE: i32 = 2;

/// What is to be written. All zero but `dtype`, `ndim` and `shape` is the default.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_spec {
    /// The dtype in the file, in any spelling that NumPy reads: `"f8"`, `">i4"`, `"float32"`,
    /// `"[('id','<u4'),('pos','<f8',(3,))]"`.
    pub dtype: *const c_char,
    /// The dtype in memory. NULL: the same in this machine's byte order, whatever the file's.
    pub data_dtype: *const c_char,
    /// The length of each axis, in NumPy's order. The slowest (the first in C order, the
    /// last in Fortran order) may be -1: known at the end. May be NULL if `ndim` is 0.
    pub shape: *const i64,
    /// Is told how far a call is; may be NULL.
    pub progress: npy_progress,
    /// Handed to `progress`.
    pub context: *mut c_void,
    /// How many axes: 0 to 64.
    pub ndim: i32,
    /// `NPY_CAST_...`: what a conversion may do.
    pub casting: i32,
    /// The format version: 1, 2, 3, or 0 for the oldest that fits.
    pub version: i32,
    /// `NPY_REPLACE_...`: what happens to a file that is there.
    pub replace: i32,
    /// Not 0: npy_finish() returns when file and name are safe on the disk.
    pub sync: i32,
    /// How many threads may be used; 0 is 1.
    pub threads: i32,
    /// `'C'` or `'F'`; 0 is `'C'`.
    pub order: c_char,
    /// Must be 0.
    pub unused: [c_char; 7],
    /// Must be 0.
    pub reserved: [u64; 4],
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

/// Saves a whole array: byte for byte the file that `numpy.save` writes.
///
/// The elements are packed, in C order, in this machine's byte order, also if `dtype`
/// names another one for the file. The file appears under its name when it is complete;
/// until then, and after any failure, the old one is there.
///
/// @param path the file; bytes on Unix, UTF-8 on Windows.
/// @param dtype the dtype in the file, in any spelling that NumPy reads, such as `"f8"`.
/// @param ndim how many axes.
/// @param shape the length of each; may be NULL if `ndim` is 0.
/// @param data the elements; may be NULL if there are none.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_ARGUMENT, _DTYPE, _DESCR, _SHAPE, _NOT_FOUND, _ACCESS, _NO_SPACE, _IO, _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_save(
    path: *const c_char,
    dtype: *const c_char,
    ndim: i32,
    shape: *const i64,
    data: *const c_void,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let spec = npy_spec { dtype, ndim, shape, ..EMPTY };
    // SAFETY: the same contract.
    unsafe { npy_save_with(path, Some(&spec), data, core::ptr::null(), err) }
}

/// Saves a whole array as `spec` says.
///
/// @param path the file.
/// @param spec dtype, shape, order and how to replace; no axis may be -1.
/// @param data the first element.
/// @param strides bytes from one element to the next in memory, one number for each axis,
///        also negative; NULL: packed in the order of the file.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save(); NPY_ERR_EXISTS, _CAST, _CANCELLED.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_save_with(
    path: *const c_char,
    spec: Option<&npy_spec>,
    data: *const c_void,
    strides: *const i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: the spec's pointers are NULL or valid.
        let translated = unsafe { translate(spec) }?;
        whole(&translated)?;
        // SAFETY: a path ends in NUL.
        let sink = unsafe { file(path, spec) }?;
        let mut writer = Writer::create(sink, &translated)?;
        // SAFETY: one number for each axis.
        let strides = unsafe { optional(strides, translated.shape.len()) }?;
        // SAFETY: the caller's elements lie there.
        let data = unsafe { readable(data, writer.reach(None, strides)?, "data") }?;
        Asked::of(spec.progress, spec.context).with(|ask| writer.write_rows(None, data, strides, ask))?;
        writer.finish()
    })
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
    out: Option<&mut MaybeUninit<Box<npy_writer>>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: a path ends in NUL.
    unsafe { create(spec, out, err, |spec| file(path, spec)) }
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
    out: Option<&mut MaybeUninit<Box<npy_writer>>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the same contract.
    unsafe {
        create(spec, out, err, |spec| {
            let sink: Box<dyn Sink> = try_box(FdSink::new(fd, spec.sync != 0)?)?;
            Ok(sink)
        })
    }
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
    memory: Option<&mut npy_memory>,
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<Box<npy_writer>>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the same contract.
    unsafe {
        create(spec, out, err, |_| {
            let memory = memory.ok_or_else(|| null("memory"))?;
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
    out: Option<&mut MaybeUninit<Box<npy_writer>>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the callbacks keep to the contract of `npy_sink`.
    unsafe {
        create(spec, out, err, |_| {
            let sink = sink.ok_or_else(|| null("sink"))?;
            reserved(&sink.reserved, &[])?;
            let calls = SinkCalls {
                context: sink.context,
                write: sink.write,
                write_at: sink.write_at,
                end: sink.end,
            };
            let sink: Box<dyn Sink> = try_box(CallbackSink::new(calls)?)?;
            Ok(sink)
        })
    }
}

/// Writes the next whole elements, packed, in the file's order of elements.
///
/// After a failure the writer can only be discarded, unless the failure is
/// NPY_ERR_SIZE or NPY_ERR_ARGUMENT, which leave everything as it was.
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
    writer: Option<&mut npy_writer>,
    data: *const c_void,
    size: usize,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let asked = Asked::of_writer(writer.as_deref());
    with_mut(writer.map(|w| &mut w.handle), err, |writer| {
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
    writer: Option<&mut npy_writer>,
    rows: i64,
    data: *const c_void,
    strides: *const i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let asked = Asked::of_writer(writer.as_deref());
    with_mut(writer.map(|w| &mut w.handle), err, |writer| {
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
    writer: Option<&npy_writer>,
    slices: *const npy_slice,
    nslices: i32,
    data: *const c_void,
    strides: *const i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let asked = Asked::of_writer(writer);
    with(writer.map(|w| &w.handle), err, |writer| {
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
    writer: Option<&npy_writer>,
    info: Option<&mut MaybeUninit<npy_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(writer.map(|w| &w.handle), err, |writer| {
        out(info, "info")?.write(info_of(writer.meta())?);
        Ok(())
    })
}

/// Ends an array: its file is there now. Frees the writer in every case.
///
/// If elements are missing, or anything fails, the old file stays.
///
/// @param writer the writer, which is gone afterwards.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SIZE if elements are missing, _STATE after a failed write, _NO_SPACE, _IO,
///         _ACCESS, _EXISTS.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_finish(
    writer: Option<Box<npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let writer = writer.ok_or_else(|| null("the handle"))?;
        writer.handle.into_value()?.finish()
    })
}

/// Gives up an array and frees its writer: the old file stays, of the new one nothing
/// remains. NULL does nothing.
///
/// @param writer the writer, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_discard(writer: Option<Box<npy_writer>>) {
    end(writer);
}

/// Makes the bytes that stand in front of the elements, as `numpy.save` writes them:
/// for those who write the elements themselves.
///
/// @param spec dtype, shape, order, version; no axis may be -1.
/// @param[out] dst where they go; NULL to ask for the size only.
/// @param capacity bytes at `dst`.
/// @param[out] size how many bytes they are: always a multiple of 64.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SIZE if `capacity` is too small, _DTYPE, _SHAPE, _ARGUMENT, _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_encode_header(
    spec: Option<&npy_spec>,
    dst: *mut c_void,
    capacity: usize,
    size: Option<&mut MaybeUninit<usize>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let size = out(size, "size")?;
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: the spec's pointers are NULL or valid.
        let header = npy::encode_header(&unsafe { translate(spec) }?)?;
        if !dst.is_null() {
            room(header.len(), capacity)?;
            // SAFETY: the caller has `capacity` bytes, which are enough.
            unsafe { dst.cast::<u8>().copy_from(header.as_ptr(), header.len()) };
        }
        size.write(header.len());
        Ok(())
    })
}

/// Memory that holds nothing yet.
///
/// @param[out] out the memory, to be ended with npy_memory_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_MEMORY or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_memory_new(
    out: Option<&mut MaybeUninit<Box<npy_memory>>>,
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
    memory: Option<&npy_memory>,
    size: Option<&mut MaybeUninit<usize>>,
) -> *const c_void {
    let Some(memory) = memory else {
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
pub unsafe extern "C" fn npy_memory_free(memory: Option<Box<npy_memory>>) {
    end(memory);
}

const EMPTY: npy_spec = npy_spec {
    dtype: core::ptr::null(),
    data_dtype: core::ptr::null(),
    shape: core::ptr::null(),
    progress: None,
    context: core::ptr::null_mut(),
    ndim: 0,
    casting: 0,
    version: 0,
    replace: 0,
    sync: 0,
    threads: 0,
    order: 0,
    unused: [0; 7],
    reserved: [0; 4],
};

/// # Safety
///
/// As for [`translate`], and for what `sink` does with the spec.
unsafe fn create(
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<Box<npy_writer>>>,
    err: Option<&mut MaybeUninit<npy_error>>,
    sink: impl FnOnce(&npy_spec) -> Result<Box<dyn Sink>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: passed on to the caller.
        let translated = unsafe { translate(spec) }?;
        let writer = Writer::create(sink(spec)?, &translated)?;
        let handle = Handle::new(writer);
        let (progress, context) = (spec.progress, spec.context);
        slot.write(try_box(npy_writer { handle, progress, context })?);
        Ok(())
    })
}

/// # Safety
///
/// The path must be NULL or end in NUL.
unsafe fn file(path: *const c_char, spec: &npy_spec) -> Result<Box<dyn Sink>> {
    // SAFETY: passed on to the caller.
    let path = unsafe { text(path, "path") }?;
    Replacement::begin(path, replace(spec.replace)?, spec.sync != 0)
}

fn replace(replace: i32) -> Result<Replace> {
    match replace {
        NPY_REPLACE_ATOMIC => Ok(Replace::Atomic),
        NPY_REPLACE_NEVER => Ok(Replace::Never),
        NPY_REPLACE_IN_PLACE => Ok(Replace::InPlace),
        other => Err(Error::new(
            Status::Argument,
            format_args!("replace is {other}, expected one of NPY_REPLACE_..."),
        )),
    }
}

/// # Safety
///
/// The spec's pointers must be NULL or valid for what they say, while the result
/// is used.
unsafe fn translate(spec: &npy_spec) -> Result<Spec<'_>> {
    reserved(&spec.reserved, &spec.unused)?;
    count(spec.threads, "threads")?;
    replace(spec.replace)?;
    let version = match spec.version {
        0 => None,
        n @ 1..=3 => Some(n as u8),
        other => {
            return Err(Error::new(
                Status::Argument,
                format_args!("version is {other}, expected 1, 2, 3, or 0 for the oldest that fits"),
            ))
        }
    };
    // SAFETY: passed on to the caller, for both texts and the shape.
    let (dtype, data_dtype, shape) = unsafe {
        let shape = values(spec.shape, axes(spec.ndim, "ndim")?, "shape")?;
        (dtype(spec.dtype)?, optional_dtype(spec.data_dtype)?, shape)
    };
    Ok(Spec {
        dtype,
        data_dtype,
        casting: casting(spec.casting)?,
        shape,
        order: order(spec.order)?.unwrap_or(Order::C),
        version,
    })
}

impl Asked {
    fn of_writer(writer: Option<&npy_writer>) -> Asked {
        match writer {
            Some(writer) => Asked::of(writer.progress, writer.context),
            None => Asked::of(None, core::ptr::null_mut()),
        }
    }
}

/// Strides that may be left out.
///
/// # Safety
///
/// `strides` must be NULL or point to `ndim` numbers.
unsafe fn optional<'a>(strides: *const i64, ndim: usize) -> Result<Option<&'a [i64]>> {
    if strides.is_null() {
        return Ok(None);
    }
    // SAFETY: passed on to the caller.
    Ok(Some(unsafe { values(strides, ndim, "strides") }?))
}

fn whole(spec: &Spec<'_>) -> Result<()> {
    match spec.shape.iter().position(|&n| n < 0) {
        None => Ok(()),
        Some(axis) => Err(Error::new(
            Status::Shape,
            format_args!("axis {axis} is {}, expected its length", spec.shape[axis]),
        )),
    }
}

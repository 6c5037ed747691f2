//! Section 6, writing: what is to be written, and whole arrays.

use super::array::{boxed, npy_array};
use super::ask::{dtype, optional_dtype};
use super::guard::{guard, null};
use super::read::{casting, npy_progress, Asked};
use super::slots::{axes, count, order, out, readable, reserved, room, text, values};
use super::status::{npy_error, npy_status};
use crate::error::{Error, Result, Status};
use crate::format::Order;
use crate::io::{Replace, Replacement, Sink};
use crate::npy::{self, Array, Spec, Writer};
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

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
/// @return 0, NPY_ERR_ARGUMENT, _DTYPE, _OBJECT, _SHAPE, _NOT_FOUND, _ACCESS, _NO_SPACE, _IO, _LIMIT, _MEMORY.
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
        // SAFETY: one number for each axis.
        let strides = unsafe { optional(strides, translated.shape.len()) }?;
        // SAFETY: the caller's elements lie there.
        let data = unsafe { readable(data, translated.reach(strides)?, "data") }?;
        // SAFETY: a path ends in NUL.
        let mut writer = Writer::create(&mut || unsafe { file(path, spec) }, &translated)?;
        Asked::of(spec.progress, spec.context).with(|ask| writer.write_rows(None, data, strides, ask))?;
        writer.finish()
    })
}

/// Makes a file of zeros and maps it for writing.
///
/// The file is there under its name, valid, when the call returns, and what you store is seen by everybody who
/// reads or maps it. Its space is claimed, so that a full disk is an error here and not a
/// signal later: by `fallocate` on Linux, `F_PREALLOCATE` on macOS, and where the file system has
/// no such thing by writing the zeros. (On file systems that write every change to a new place,
/// such as btrfs and ZFS, no claim is safe.)
///
/// @param path the file.
/// @param spec dtype (in this machine's byte order), shape (no axis may be -1), order, how to
///        replace, and whether to sync the file as it is made.
/// @param[out] out the array; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save_with(); NPY_ERR_UNSUPPORTED for the other byte order or a `data_dtype` of its own.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_map_create(
    path: *const c_char,
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<*mut npy_array>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: the spec's pointers are NULL or valid, and a path ends in NUL.
        let (translated, path) = unsafe { (translate(spec)?, text(path, "path")?) };
        whole(&translated)?;
        let array = Array::map_new(path, &translated, replace(spec.replace)?, spec.sync != 0)?;
        slot.write(boxed(array)?);
        Ok(())
    })
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

pub(super) const EMPTY: npy_spec = npy_spec {
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
/// The path must be NULL or end in NUL.
#[inline(never)]
pub(super) unsafe fn file(path: *const c_char, spec: &npy_spec) -> Result<Box<dyn Sink>> {
    // SAFETY: passed on to the caller.
    let path = unsafe { text(path, "path") }?;
    Replacement::begin(path, replace(spec.replace)?, spec.sync != 0)
}

#[inline(never)]
pub(super) fn replace(replace: i32) -> Result<Replace> {
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
pub(super) unsafe fn translate(spec: &npy_spec) -> Result<Spec<'_>> {
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

/// Strides that may be left out.
///
/// # Safety
///
/// `strides` must be NULL or point to `ndim` numbers.
pub(super) unsafe fn optional<'a>(strides: *const i64, ndim: usize) -> Result<Option<&'a [i64]>> {
    if strides.is_null() {
        return Ok(None);
    }
    // SAFETY: passed on to the caller.
    Ok(Some(unsafe { values(strides, ndim, "strides") }?))
}

pub(super) fn whole(spec: &Spec<'_>) -> Result<()> {
    match spec.shape.iter().position(|&n| n < 0) {
        None => Ok(()),
        Some(axis) => Err(Error::new(
            Status::Shape,
            format_args!("axis {axis} is {}, expected its length", spec.shape[axis]),
        )),
    }
}

//! Section 4: reading.

use super::ask::{info, npy_dtype, npy_info, optional_dtype};
use super::guard::{guard, with};
use super::open::npy_reader;
use super::slots::{self, axes, count, optional_text, reserved, values, writable};
use super::status::{npy_error, npy_status};
use super::table::lent;
use crate::error::{Error, Result, Status};
use crate::format::Casting;
use crate::npy::{text, MemoryOrder, Reader, Request, Slice, Target};
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

/// A slice's bound that is left out, as both are in `u[::-1]`.
pub const NPY_NONE: i64 = i64::MIN;

/// Cast if no value can change, as NumPy sees it. The default.
///
/// Under any rule numbers (`b i u f c`) are made other numbers, the nearest there is; a float
/// that an integer cannot hold gives its nearest end, and NaN gives 0. Text, void, datetimes
/// and structs only change their byte order.
pub const NPY_CAST_SAFE: i32 = 0;
/// Cast safely or within a kind, such as f8 to f4.
pub const NPY_CAST_SAME_KIND: i32 = 1;
/// Cast between any two.
pub const NPY_CAST_UNSAFE: i32 = 2;
/// Change the byte order only.
pub const NPY_CAST_EQUIV: i32 = 3;
/// Change nothing.
pub const NPY_CAST_NO: i32 = 4;

/// How far a long call is: `done` of `total` bytes. Called on the thread that made the
/// call, about once a megabyte. Not 0 stops the call with NPY_ERR_CANCELLED.
pub type npy_progress = Option<unsafe extern "C" fn(context: *mut c_void, done: i64, total: i64) -> i32>;

/// Which elements of an axis: NumPy's `start:stop:step`, with negative bounds and
/// clipping as there. All zero is the whole axis.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_slice {
    /// The first index; NPY_NONE is left out.
    pub start: i64,
    /// The index that is no longer taken; NPY_NONE is left out.
    pub stop: i64,
    /// From one index to the next; NPY_NONE is 1. 0 is an error, except in a
    /// slice that is all zero.
    pub step: i64,
}

/// What is to be read, and how it shall lie in memory. All zero is everything, in
/// file order, in this machine's byte order: `&(npy_request){ .dtype = "f8" }` is enough.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_request {
    /// The dtype in memory, in any spelling that NumPy reads: `"f8"` in this machine's byte
    /// order, `">f8"` in that one, the file's own `descr` for the bytes as stored. NULL: the
    /// file's dtype in this machine's byte order.
    pub dtype: *const c_char,
    /// Read only this field of a struct, such as `"particle.pos"`. NULL: whole elements.
    pub field: *const c_char,
    /// A slice for each axis; missing ones are whole.
    pub slices: *const npy_slice,
    /// Bytes from one element to the next in memory, one number for each axis of the
    /// result; `dst` is the first element delivered. NULL: packed in `order`.
    pub strides: *const i64,
    /// Is told how far the call is; may be NULL.
    pub progress: npy_progress,
    /// Handed to `progress`.
    pub context: *mut c_void,
    /// How many slices.
    pub nslices: i32,
    /// `NPY_CAST_...`: what a conversion may do.
    pub casting: i32,
    /// How many threads may be used; 0 is 1. None but yours where your callbacks give the bytes.
    pub threads: i32,
    /// `'C'`, `'F'`, or 0: as in the file.
    pub order: c_char,
    /// Must be 0.
    pub unused: [c_char; 3],
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// Reads all elements, in file order, in this machine's byte order.
///
/// Safe to call from many threads at once. From a file, memory or `read_at` it allocates
/// nothing when the file has this machine's byte order. On failure the contents of `dst`
/// are unspecified.
///
/// @param reader the reader.
/// @param[out] dst where the first element goes; may be NULL if `size` is 0.
/// @param size bytes at `dst`: exactly `npy_info.nbytes`.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SIZE, _TRUNCATED, _IO, _CALLBACK, _OBJECT, _STATE (a stream that was
///         read already, or that another call is reading), _MEMORY, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_read_into(
    reader: *const npy_reader,
    dst: *mut c_void,
    size: usize,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the same contract.
    unsafe { npy_read(reader, None, dst, size, err) }
}

/// Reads what `request` says.
///
/// Safe to call from many threads at once, also into interleaved parts of one block. On
/// failure the contents of `dst` are unspecified.
///
/// @param reader the reader.
/// @param request may be NULL, which is all zero: everything, as npy_read_into().
/// @param[out] dst where the first element delivered goes.
/// @param size the number of bytes delivered, also with strides.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_read_into(); NPY_ERR_CAST, _SHAPE, _DTYPE, _CANCELLED.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_read(
    reader: *const npy_reader,
    request: Option<&npy_request>,
    dst: *mut c_void,
    size: usize,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader, err, |reader| {
        let asked = Asked::new(request);
        // SAFETY: the request's pointers are NULL or valid.
        let plan = reader.plan(&unsafe { translate(request, reader) }?)?;
        plan.expect_size(size)?;
        // SAFETY: the caller has room for what the plan reaches.
        let dst = unsafe { writable(dst, plan.reach(), "dst") }?;
        asked.with(|ask| reader.read(&plan, dst, ask))
    })
}

/// Tells what npy_read() would give, without reading.
///
/// @param reader the reader.
/// @param request may be NULL, which is all zero.
/// @param[out] result the dtype, shape, strides and size of what would be delivered; its
///             pointers live as long as the reader.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_read() for everything that can be told without reading.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_plan(
    reader: *const npy_reader,
    request: Option<&npy_request>,
    result: Option<&mut MaybeUninit<npy_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader, err, |reader| {
        let slot = slots::out(result, "result")?;
        // SAFETY: the request's pointers are NULL or valid.
        let plan = reader.plan(&unsafe { translate(request, reader) }?)?;
        info(slot, reader.described(&plan)?, plan.shape(), plan.order, &plan.strides()?).map(|_| ())
    })
}

/// One element of an `S` or `U` dtype as UTF-8.
///
/// Trailing NULs are padding, as in NumPy. The bytes of an `S` must be UTF-8 already.
///
/// @param dtype the element's dtype: `npy_info.dtype` of what was read.
/// @param element the element; needs no alignment.
/// @param[out] dst the text, ended by NUL; NULL to ask for the length only.
/// @param capacity bytes at `dst`; one more than the text's length is enough.
/// @param[out] length bytes of the text without the NUL; may be NULL.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE (not S or U), _CAST (no UTF-8, no Unicode character), _SIZE
///         (`capacity` is too small), _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_text_get(
    dtype: *const npy_dtype,
    element: *const c_void,
    dst: *mut c_char,
    capacity: usize,
    length: Option<&mut MaybeUninit<usize>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let dtype = lent(dtype)?.0.dtype();
        let itemsize = slots::size(dtype.itemsize(), "the element")?;
        // SAFETY: the caller's element has the dtype's size.
        let element = unsafe { values(element.cast::<u8>(), itemsize, "element") }?;
        let mut needed = 0;
        text::get(dtype, element, &mut |piece| needed += piece.len())?;
        if !dst.is_null() {
            slots::room(needed + 1, capacity)?;
            let mut at = dst.cast::<u8>();
            // SAFETY: all pieces and the NUL have room.
            text::get(dtype, element, &mut |piece| unsafe {
                at.copy_from(piece.as_ptr(), piece.len());
                at = at.add(piece.len());
            })?;
            // SAFETY: as above.
            unsafe { at.write(0) };
        }
        if let Some(length) = length {
            length.write(needed);
        }
        Ok(())
    })
}

/// Makes one element of an `S` or `U` dtype a text, padded with NULs.
///
/// @param dtype the element's dtype.
/// @param[out] element the element; untouched on failure; needs no alignment.
/// @param text UTF-8, ended by NUL.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE (not S or U), _SIZE (it does not fit), _ARGUMENT (no UTF-8).
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_text_set(
    dtype: *const npy_dtype,
    element: *mut c_void,
    text: *const c_char,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let dtype = lent(dtype)?.0.dtype();
        let itemsize = slots::size(dtype.itemsize(), "the element")?;
        // SAFETY: the caller's element has the dtype's size and is nobody else's now.
        let element = unsafe { slots::values_mut(element.cast::<u8>(), itemsize, "element") }?;
        // SAFETY: a text ends in NUL.
        let text = unsafe { slots::text(text, "text") }?;
        text::set(dtype, element, text.to_bytes())
    })
}

/// Who is asked how far a call is.
pub(super) struct Asked {
    progress: npy_progress,
    context: *mut c_void,
}

impl Asked {
    pub(super) fn new(request: Option<&npy_request>) -> Asked {
        Asked::of(request.and_then(|r| r.progress), request.map_or(core::ptr::null_mut(), |r| r.context))
    }

    pub(super) fn of(progress: npy_progress, context: *mut c_void) -> Asked {
        Asked { progress, context }
    }

    /// Does the work with a closure that asks the callback.
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(Option<&dyn Fn(u64, u64) -> bool>) -> Result<T>,
    ) -> Result<T> {
        let Some(progress) = self.progress else {
            return work(None);
        };
        work(Some(&|done: u64, total: u64| {
            // SAFETY: the caller gave callback and context for each other.
            unsafe { progress(self.context, done as i64, total as i64) == 0 }
        }))
    }
}

/// # Safety
///
/// The request's pointers must be NULL or valid for what they say, while the
/// result is used.
pub(super) unsafe fn translate<'a>(request: Option<&'a npy_request>, reader: &Reader) -> Result<Request<'a>> {
    let Some(r) = request else {
        return Ok(Request::default());
    };
    reserved(&r.reserved, &r.unused)?;
    let nslices = axes(r.nslices, "nslices")?;
    let threads = count(r.threads, "threads")?;
    // SAFETY: the caller's promise, for this text, this field and these slices.
    let (dtype, field, slices) = unsafe {
        let slices = values(r.slices, nslices, "slices")?;
        (optional_dtype(r.dtype)?, optional_text(r.field), slices)
    };
    let field = field.map(|f| f.to_bytes());
    let strides = if r.strides.is_null() {
        None
    } else {
        // SAFETY: one number for each axis of the result.
        Some(unsafe { values(r.strides, reader.result_ndim(field)?, "strides") }?)
    };
    Ok(Request {
        dtype: dtype.map_or(Target::Native, Target::Dtype),
        casting: casting(r.casting)?,
        order: slots::order(r.order)?.map_or(MemoryOrder::AsFile, MemoryOrder::Fixed),
        field,
        slices: slices_of(slices),
        strides,
        threads,
    })
}

/// The same numbers: both structs are three `int64_t` in this order.
pub(super) fn slices_of(slices: &[npy_slice]) -> &[Slice] {
    // SAFETY: `Slice` is `repr(C)` with the same three fields.
    unsafe { core::slice::from_raw_parts(slices.as_ptr().cast(), slices.len()) }
}

pub(super) fn casting(casting: i32) -> Result<Casting> {
    Ok(match casting {
        NPY_CAST_SAFE => Casting::Safe,
        NPY_CAST_SAME_KIND => Casting::SameKind,
        NPY_CAST_UNSAFE => Casting::Unsafe,
        NPY_CAST_EQUIV => Casting::Equiv,
        NPY_CAST_NO => Casting::No,
        _ => {
            return Err(Error::new(
                Status::Argument,
                format_args!("casting is {casting}, expected one of NPY_CAST_..."),
            ))
        }
    })
}

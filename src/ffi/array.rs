//! Section 5: whole arrays in memory.

use super::ask::{info_of, npy_info};
use super::guard::{end, with, Handle};
use super::open::{npy_open, npy_reader};
use super::read::{npy_request, translate, Asked};
use super::slots::out;
use super::status::{npy_error, npy_status};
use crate::error::Result;
use crate::npy::{Array, Reader};
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

/// An array in memory that the library owns.
///
/// `const npy_array *` may be used by many threads at once. What it hands out lives
/// until npy_array_free().
///
/// Since 0.1.
pub struct npy_array {
    handle: Handle<Array>,
    info: MaybeUninit<npy_info>,
}

impl From<Handle<Array>> for npy_array {
    fn from(handle: Handle<Array>) -> npy_array {
        npy_array { handle, info: MaybeUninit::uninit() }
    }
}

// SAFETY: the pointers in `info` lead into the array itself, and nothing is
// changed through them.
unsafe impl Send for npy_array {}
// SAFETY: as above.
unsafe impl Sync for npy_array {}

/// Loads the file `path`: all elements, in file order, in this machine's byte order.
///
/// The memory is ours and aligned to 64 bytes.
///
/// @param path the file.
/// @param[out] out the array, to be ended with npy_array_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open() and npy_read().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_load(
    path: *const c_char,
    out: Option<&mut MaybeUninit<Box<npy_array>>>,
    mut err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let mut reader = MaybeUninit::<Box<npy_reader>>::uninit();
    // SAFETY: the same contract.
    let status = unsafe { npy_open(path, Some(&mut reader), err.as_deref_mut()) };
    if status != super::status::NPY_OK {
        return status;
    }
    // SAFETY: a call that succeeded has written it.
    let reader = unsafe { reader.assume_init() };
    // SAFETY: the same contract.
    let status = unsafe { npy_load_from(Some(&reader), None, out, err) };
    end(Some(reader));
    status
}

/// Loads what `request` says from any reader into memory of ours.
///
/// @param reader the reader, which may be closed afterwards.
/// @param request may be NULL, which is all zero; its `strides` must be NULL.
/// @param[out] out the array; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_read().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_load_from(
    reader: Option<&npy_reader>,
    request: Option<&npy_request>,
    out: Option<&mut MaybeUninit<Box<npy_array>>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader.map(|r| &r.0), err, |reader| {
        let slot = self::out(out, "out")?;
        // SAFETY: the request's pointers are NULL or valid.
        slot.write(unsafe { load(reader, request) }?);
        Ok(())
    })
}

/// # Safety
///
/// As for [`translate`].
unsafe fn load(reader: &Reader, request: Option<&npy_request>) -> Result<Box<npy_array>> {
    // SAFETY: passed on to the caller.
    let translated = unsafe { translate(request, reader) }?;
    let array = Asked::new(request).with(|ask| Array::load(reader, &translated, ask))?;
    let mut array: Box<npy_array> = Handle::boxed(array)?;
    // The texts that `info` points to live in the box, which does not move.
    let info = info_of(array.handle.get().meta())?;
    array.info.write(info);
    Ok(array)
}

/// What the array is.
///
/// @param array the array.
/// @return its description, which lives as long as the array; NULL for NULL.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_info(array: Option<&npy_array>) -> *const npy_info {
    array.map_or(core::ptr::null(), |a| a.info.as_ptr())
}

/// The elements, to be read.
///
/// @param array the array.
/// @return the first element; `npy_info.nbytes` bytes live there as long as the array.
///         NULL for NULL.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_data(array: Option<&npy_array>) -> *const c_void {
    array.map_or(core::ptr::null(), |a| a.handle.get().data().ptr().cast())
}

/// The elements, to be changed.
///
/// @param array the array.
/// @return as npy_array_data(); NULL also for an array that is read-only.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_data_mut(array: Option<&mut npy_array>) -> *mut c_void {
    array.map_or(core::ptr::null_mut(), |a| a.handle.get_mut().data_mut().ptr().cast())
}

/// Frees an array and what it handed out. NULL does nothing.
///
/// @param array the array, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_free(array: Option<Box<npy_array>>) {
    end(array);
}

//! Section 5: whole arrays in memory.

use super::ask::{info_of, npy_info};
use super::guard::{drop_box, end, guard, with, with_mut, Handle};
use super::open::{npy_open, npy_reader};
use super::read::{npy_request, translate, Asked};
use super::slots::{out, text};
use super::status::{npy_error, npy_status};
use super::table::{kind, live, live_mut, taken};
use crate::error::{Error, Result, Status};
use crate::io::Access;
use crate::npy::{Array, MapMode, Meta};
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;
use std::sync::atomic::{fence, AtomicUsize, Ordering};

/// An array in memory that the library owns, or a file in the address space.
///
/// `const npy_array *` may be used by many threads at once. What it hands out lives
/// until npy_array_free().
///
/// Since 0.1.
pub struct npy_array {
    handle: Handle<Array>,
    info: MaybeUninit<npy_info>,
    /// The caller, and the tensors that the array was handed over as.
    owners: AtomicUsize,
}

kind!(npy_array, 3, "npy_array", Array, handle);

impl From<Handle<Array>> for npy_array {
    fn from(handle: Handle<Array>) -> npy_array {
        npy_array { handle, info: MaybeUninit::uninit(), owners: AtomicUsize::new(1) }
    }
}

/// The elements of a map are only read. The default.
pub const NPY_MAP_READ: i32 = 0;
/// What is stored into a map goes into the file.
pub const NPY_MAP_WRITE: i32 = 1;
/// What is stored into a map stays in this process; the file is as it was.
pub const NPY_MAP_PRIVATE: i32 = 2;
/// To be or-ed to the others: map the elements also where they are in the other byte order or
/// not aligned; what you see are the bytes of the file, as `info.descr` says.
pub const NPY_MAP_FOREIGN: i32 = 16;
/// To be or-ed to the others: read all elements in at once, so that what cannot be read is an error
/// of the call and not a signal later.
pub const NPY_MAP_PREFAULT: i32 = 32;

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
    out: Option<&mut MaybeUninit<*mut npy_array>>,
    mut err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let mut reader = MaybeUninit::<*mut npy_reader>::uninit();
    // SAFETY: the same contract.
    let status = unsafe { npy_open(path, Some(&mut reader), err.as_deref_mut()) };
    if status != super::status::NPY_OK {
        return status;
    }
    // SAFETY: a call that succeeded has written it.
    let reader = unsafe { reader.assume_init() };
    // SAFETY: the same contract.
    let status = unsafe { npy_load_from(reader, None, out, err) };
    end(reader);
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
    reader: *const npy_reader,
    request: Option<&npy_request>,
    out: Option<&mut MaybeUninit<*mut npy_array>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader, err, |reader| {
        let slot = self::out(out, "out")?;
        // SAFETY: the request's pointers are NULL or valid.
        let translated = unsafe { translate(request, reader) }?;
        let array = Asked::new(request).with(|ask| Array::load(reader, &translated, ask))?;
        slot.write(boxed(array)?);
        Ok(())
    })
}

/// Maps the file `path`: its own bytes become memory, however large it is, and each page is read
/// when it is first touched.
///
/// If another process cuts the file while it is mapped, touching what is gone ends your
/// program with SIGBUS, and the rest of the last page reads as zeros. Nobody can prevent that; the library installs
/// no signal handler. npy_array_flush() tells whether it happened. If you cannot rule it out,
/// read with npy_read() instead: that is an error or right data, never a signal.
/// NPY_MAP_WRITE claims space for holes in the file, where the file system can, so that a full disk
/// is an error here and not a signal. A map keeps the file open.
///
/// @param path the file; it must be a regular one.
/// @param mode `NPY_MAP_READ`, `_WRITE` or `_PRIVATE`, with `| NPY_MAP_FOREIGN` or `| NPY_MAP_PREFAULT`.
/// @param[out] out the array, to be ended with npy_array_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open(); NPY_ERR_UNSUPPORTED if the elements are in the other byte order or not
///         aligned (without NPY_MAP_FOREIGN), or it is no regular file; _TRUNCATED, _NO_SPACE, _OBJECT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_map(
    path: *const c_char,
    mode: i32,
    out: Option<&mut MaybeUninit<*mut npy_array>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        // SAFETY: a path ends in NUL.
        let path = unsafe { text(path, "path") }?;
        slot.write(boxed(Array::map_path(path, map_mode(mode)?)?)?);
        Ok(())
    })
}

/// Maps the array of a reader, if its bytes lie in a file as they are: of a file, of a descriptor,
/// of a file with several arrays.
///
/// @param reader the reader, which may be closed afterwards.
/// @param mode as npy_map(), but for NPY_MAP_WRITE.
/// @param[out] out the array; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_map(); NPY_ERR_UNSUPPORTED for memory, callbacks and pipes.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_map_from(
    reader: *const npy_reader,
    mode: i32,
    out: Option<&mut MaybeUninit<*mut npy_array>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader, err, |reader| {
        let slot = self::out(out, "out")?;
        slot.write(boxed(Array::map(reader, map_mode(mode)?)?)?);
        Ok(())
    })
}

/// What the array is.
///
/// @param array the array.
/// @return its description, which lives as long as the array; NULL for NULL.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_info(array: *const npy_array) -> *const npy_info {
    live(array).map_or(core::ptr::null(), |a| a.info.as_ptr())
}

/// The elements, to be read.
///
/// @param array the array.
/// @return the first element; `npy_info.nbytes` bytes live there as long as the array.
///         NULL for NULL.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_data(array: *const npy_array) -> *const c_void {
    live(array).map_or(core::ptr::null(), |a| a.handle.get().data().ptr().cast())
}

/// The elements, to be changed.
///
/// @param array the array.
/// @return as npy_array_data(); NULL also for a map that may only be read.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_data_mut(array: *mut npy_array) -> *mut c_void {
    live_mut(array).map_or(core::ptr::null_mut(), |a| {
        a.handle.get_mut().data_mut().map_or(core::ptr::null_mut(), |m| m.ptr().cast())
    })
}

/// Waits until what was stored into a map is on the disk, and tells whether the file is still whole.
///
/// Without this call the system writes in its own time, also after npy_array_free(). An array that
/// npy_load() made has nothing to wait for.
///
/// @param array the array.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_TRUNCATED if the file has become shorter than the map: what lay there is lost,
///         and zeros may have been read for it; _IO, _NO_SPACE, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_flush(
    array: *mut npy_array,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(array, err, |array| array.flush())
}

/// Frees an array and what it handed out. NULL does nothing. The elements stay as long as tensors of
/// npy_array_to_dlpack() do.
///
/// @param array the array, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_free(array: *mut npy_array) {
    if let Ok(array) = taken(array) {
        // SAFETY: the caller is one of the array's owners.
        unsafe { unshared(Box::into_raw(array)) };
    }
}

impl npy_array {
    /// Where the elements are, what they are, and their strides in bytes.
    pub(super) fn parts(&self) -> (*const u8, &Meta, &[i64]) {
        let array = self.handle.get();
        (array.data().ptr(), array.meta(), array.strides())
    }

    /// Whether the elements may be changed.
    pub(super) fn writable(&mut self) -> bool {
        self.handle.get_mut().data_mut().is_some()
    }
}

/// Gives an array one owner more.
pub(super) fn shared(array: &mut npy_array) -> *mut npy_array {
    array.owners.fetch_add(1, Ordering::Relaxed);
    array
}

/// Takes an owner from an array, which goes with the last.
///
/// # Safety
///
/// The pointer comes from a box, and the caller owns one share of it, which is gone afterwards.
pub(super) unsafe fn unshared(array: *mut npy_array) {
    // SAFETY: the array lives as long as it has an owner.
    if unsafe { (*array).owners.fetch_sub(1, Ordering::Release) } == 1 {
        // What other owners did happens before the array goes.
        fence(Ordering::Acquire);
        // SAFETY: the last owner.
        drop_box(Some(unsafe { Box::from_raw(array) }));
    }
}

pub(super) fn boxed(array: Array) -> Result<*mut npy_array> {
    let handle: *mut npy_array = Handle::boxed(array)?;
    // The texts that `info` points to live in the box, which does not move.
    let array = live_mut(handle)?;
    if let Err(e) = info_of(&mut array.info, array.handle.get().meta()) {
        end(handle);
        return Err(e);
    }
    Ok(handle)
}

fn map_mode(mode: i32) -> Result<MapMode> {
    let access = match mode & !(NPY_MAP_FOREIGN | NPY_MAP_PREFAULT) {
        NPY_MAP_READ => Access::Read,
        NPY_MAP_WRITE => Access::Write,
        NPY_MAP_PRIVATE => Access::Private,
        _ => {
            return Err(Error::new(
                Status::Argument,
                format_args!("mode is {mode}, expected one of NPY_MAP_..., and flags"),
            ))
        }
    };
    Ok(MapMode { access, foreign: mode & NPY_MAP_FOREIGN != 0, prefault: mode & NPY_MAP_PREFAULT != 0 })
}

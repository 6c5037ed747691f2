//! The C API as C sees it: pointers.

use core::ffi::{c_char, c_void, CStr};
// Links the library.
use npyrw as _;
pub use npyrw::ffi::archive::{npz_member_info, npz_open_options};
pub use npyrw::ffi::ask::{npy_field_info, npy_info};
pub use npyrw::ffi::grow::npy_recovery;
pub use npyrw::ffi::open::{npy_open_options, npy_source};
pub use npyrw::ffi::read::{npy_request, npy_slice};
pub use npyrw::ffi::save::npy_spec;
pub use npyrw::ffi::status::npy_error;

pub type Handle = *mut c_void;

// `npy_info` points to a dtype, which C does not look into.
#[allow(improper_ctypes)]
extern "C" {
    pub fn npy_open_memory(
        data: *const u8,
        size: usize,
        options: *const npy_open_options,
        out: *mut Handle,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_open_source(
        source: *const npy_source,
        options: *const npy_open_options,
        out: *mut Handle,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_next(reader: Handle, e: *mut npy_error) -> i32;
    pub fn npy_close(reader: Handle);
    pub fn npy_header(reader: Handle, info: *mut npy_info, e: *mut npy_error) -> i32;
    pub fn npy_field_at(dtype: *const c_void, i: i32, field: *mut npy_field_info, e: *mut npy_error) -> i32;
    pub fn npy_read_into(reader: Handle, dst: *mut u8, size: usize, e: *mut npy_error) -> i32;
    pub fn npy_read(
        reader: Handle,
        request: *const npy_request,
        dst: *mut u8,
        size: usize,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_plan(
        reader: Handle,
        request: *const npy_request,
        info: *mut npy_info,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_encode_header(
        spec: *const npy_spec,
        dst: *mut u8,
        capacity: usize,
        size: *mut usize,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_memory_new(out: *mut Handle, e: *mut npy_error) -> i32;
    pub fn npy_memory_data(memory: Handle, size: *mut usize) -> *const u8;
    pub fn npy_memory_free(memory: Handle);
    pub fn npy_create_memory(
        memory: Handle,
        spec: *const npy_spec,
        out: *mut Handle,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_write(writer: Handle, data: *const u8, size: usize, e: *mut npy_error) -> i32;
    pub fn npy_write_rows(
        writer: Handle,
        rows: i64,
        data: *const u8,
        strides: *const i64,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_write_slab(
        writer: Handle,
        slices: *const npy_slice,
        nslices: i32,
        data: *const u8,
        strides: *const i64,
        e: *mut npy_error,
    ) -> i32;
    pub fn npy_finish(writer: Handle, e: *mut npy_error) -> i32;
    pub fn npy_discard(writer: Handle);
    pub fn npy_append(path: *const c_char, spec: *const npy_spec, out: *mut Handle, e: *mut npy_error)
        -> i32;
    pub fn npy_flush(writer: Handle, e: *mut npy_error) -> i32;
    pub fn npy_recover(path: *const c_char, what: *mut npy_recovery, e: *mut npy_error) -> i32;
    pub fn npz_open_memory(
        data: *const u8,
        size: usize,
        options: *const npz_open_options,
        out: *mut Handle,
        e: *mut npy_error,
    ) -> i32;
    pub fn npz_count(archive: Handle) -> i64;
    pub fn npz_member(
        archive: Handle,
        name: *const c_char,
        m: *mut npz_member_info,
        e: *mut npy_error,
    ) -> i32;
    pub fn npz_member_at(archive: Handle, index: i64, m: *mut npz_member_info, e: *mut npy_error) -> i32;
    pub fn npz_get_at(archive: Handle, index: i64, out: *mut Handle, e: *mut npy_error) -> i32;
    pub fn npz_bytes_at(archive: Handle, index: i64, dst: *mut u8, size: usize, e: *mut npy_error) -> i32;
    pub fn npz_data_offset(archive: Handle, index: i64, offset: *mut i64, e: *mut npy_error) -> i32;
    pub fn npz_verify(archive: Handle, e: *mut npy_error) -> i32;
    pub fn npz_close(archive: Handle);
}

pub const INTERNAL: i32 = -99;
pub const HEADER_ONLY: u32 = 1;
pub const STRICT: u32 = 2;
pub const NONE: i64 = i64::MIN;
/// The most bytes that a target has delivered to it.
pub const MOST: i64 = 1 << 20;

/// All zero, which the API's structs are made for.
pub fn zero<T>() -> T {
    // SAFETY: only used for `repr(C)` structs of numbers, pointers and optional callbacks.
    unsafe { core::mem::zeroed() }
}

/// Makes a call and sees that an error is whole: its code is the one returned, its text a text.
pub fn tried(call: impl FnOnce(*mut npy_error) -> i32) -> Result<(), i32> {
    let mut error: npy_error = zero();
    let status = call(&mut error);
    if status == 0 {
        return Ok(());
    }
    // SAFETY: the message ends in NUL.
    let text = unsafe { CStr::from_ptr(error.message.as_ptr()) };
    let text = text.to_str().expect("a message is UTF-8");
    assert_eq!(error.code, status, "{text}");
    assert!(!text.is_empty() && !text.bytes().any(|b| b < 32), "{text:?}");
    assert!(status < 0 && status != INTERNAL, "{status}: {text}");
    Err(status)
}

/// A call that gives a handle.
pub fn made(call: impl FnOnce(*mut Handle, *mut npy_error) -> i32) -> Result<Handle, i32> {
    let mut handle = core::ptr::null_mut();
    let result = tried(|e| call(&mut handle, e));
    assert_eq!(result.is_ok(), !handle.is_null());
    result.map(|()| handle)
}

/// A reader of bytes in memory; closed when dropped.
pub struct Reader(pub Handle);

impl Drop for Reader {
    fn drop(&mut self) {
        // SAFETY: open, and closed once.
        unsafe { npy_close(self.0) };
    }
}

impl Reader {
    pub fn memory(bytes: &[u8], options: &npy_open_options) -> Result<Reader, i32> {
        // SAFETY: the callers keep the bytes until the reader is dropped.
        made(|out, e| unsafe { npy_open_memory(bytes.as_ptr(), bytes.len(), options, out, e) }).map(Reader)
    }

    pub fn info(&self) -> npy_info {
        let mut info: npy_info = zero();
        // SAFETY: an open reader.
        tried(|e| unsafe { npy_header(self.0, &mut info, e) }).expect("an open reader has a header");
        info
    }

    /// All elements, if they are few enough.
    pub fn all(&self) -> Option<Result<Vec<u8>, i32>> {
        let size = self.info().nbytes;
        if !(0..=MOST).contains(&size) {
            return None;
        }
        let mut data = vec![0xa5; size as usize];
        // SAFETY: `data` has the size.
        Some(tried(|e| unsafe { npy_read_into(self.0, data.as_mut_ptr(), data.len(), e) }).map(|()| data))
    }

    pub fn read(&self, request: &npy_request, dst: &mut [u8], size: usize, at: usize) -> Result<(), i32> {
        // SAFETY: the callers give room for what the request reaches.
        tried(|e| unsafe { npy_read(self.0, request, dst.as_mut_ptr().add(at), size, e) })
    }
}

/// The header of a file.
pub fn encode_header(spec: &npy_spec) -> Result<Vec<u8>, i32> {
    let mut size = 0;
    // SAFETY: no room asked for.
    tried(|e| unsafe { npy_encode_header(spec, core::ptr::null_mut(), 0, &mut size, e) })?;
    let mut bytes = vec![0; size];
    // SAFETY: as much room as was asked for.
    tried(|e| unsafe { npy_encode_header(spec, bytes.as_mut_ptr(), size, &mut size, e) })?;
    Ok(bytes)
}

/// A spec of `dtype`, `shape` and `order`.
pub fn spec(dtype: &CStr, shape: &[i64], order: u8) -> npy_spec {
    npy_spec {
        dtype: dtype.as_ptr(),
        shape: shape.as_ptr(),
        ndim: shape.len() as i32,
        order: order as c_char,
        ..zero()
    }
}

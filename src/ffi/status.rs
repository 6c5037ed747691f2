//! Section 1: status and error.

use crate::error::Error;
use core::ffi::{c_char, CStr};

/// 0 on success, else one of the negative `NPY_ERR_...` codes.
///
/// Codes come in blocks: the caller's fault from -1, the system's from -10, the
/// file's from -20, the archive's from -40. They are never renumbered; new ones may
/// be added, so treat an unknown negative number as a failure.
///
/// Since 0.1.
pub type npy_status = i32;

/// Success.
pub const NPY_OK: npy_status = 0;
/// Caller: an argument is NULL, unknown, or contradicts another.
pub const NPY_ERR_ARGUMENT: npy_status = -1;
/// Caller: the size of a buffer and the size of the result disagree.
pub const NPY_ERR_SIZE: npy_status = -2;
/// Caller: the handle is poisoned or gone, or the calls came in the wrong order.
pub const NPY_ERR_STATE: npy_status = -3;
/// Caller: a dtype is not the expected one, or no dtype at all.
pub const NPY_ERR_DTYPE: npy_status = -4;
/// Caller: a shape is not the expected one, or something lies outside of it.
pub const NPY_ERR_SHAPE: npy_status = -5;
/// Caller: the casting rule does not allow the conversion.
pub const NPY_ERR_CAST: npy_status = -6;
/// Caller: not possible on this source, sink or platform.
pub const NPY_ERR_UNSUPPORTED: npy_status = -7;
/// Caller: a progress callback asked to stop.
pub const NPY_ERR_CANCELLED: npy_status = -8;
/// System: an error of the operating system; `os_error` has its number.
pub const NPY_ERR_IO: npy_status = -10;
/// System: no such file or directory.
pub const NPY_ERR_NOT_FOUND: npy_status = -11;
/// System: permission denied.
pub const NPY_ERR_ACCESS: npy_status = -12;
/// System: the file exists and must not.
pub const NPY_ERR_EXISTS: npy_status = -13;
/// System: the disk or the quota is full.
pub const NPY_ERR_NO_SPACE: npy_status = -14;
/// System: memory could not be allocated.
pub const NPY_ERR_MEMORY: npy_status = -15;
/// System: somebody else uses it (a lock is held, a descriptor would block).
pub const NPY_ERR_BUSY: npy_status = -16;
/// System: one of your callbacks failed or broke its contract.
pub const NPY_ERR_CALLBACK: npy_status = -17;
/// File: it does not begin with the magic bytes of a `.npy`.
pub const NPY_ERR_MAGIC: npy_status = -20;
/// File: a format version that this library does not know.
pub const NPY_ERR_VERSION: npy_status = -21;
/// File: the header is not what the format asks for.
pub const NPY_ERR_HEADER: npy_status = -22;
/// File: the header's `descr` names no dtype.
pub const NPY_ERR_DESCR: npy_status = -23;
/// File: it is shorter than its header says.
pub const NPY_ERR_TRUNCATED: npy_status = -24;
/// File: the elements are Python objects; or, where objects are read, their pickle is damaged or calls for what is
/// no value.
pub const NPY_ERR_OBJECT: npy_status = -25;
/// File: no further array follows.
pub const NPY_ERR_END: npy_status = -26;
/// Archive: its records are damaged or contradict each other.
pub const NPY_ERR_ARCHIVE: npy_status = -40;
/// Archive: no such member, or one that cannot be used in this way.
pub const NPY_ERR_MEMBER: npy_status = -41;
/// Archive: a checksum does not match.
pub const NPY_ERR_CRC: npy_status = -42;
/// Archive: a compression method that this library does not know.
pub const NPY_ERR_METHOD: npy_status = -43;
/// Archive: the member is encrypted.
pub const NPY_ERR_ENCRYPTED: npy_status = -44;
/// A limit, yours or the library's, was reached; the message names it.
pub const NPY_ERR_LIMIT: npy_status = -60;
/// A bug in the library. The handle that was used is poisoned: close it.
pub const NPY_ERR_INTERNAL: npy_status = -99;

/// Why a call failed. Yours: put it on the stack and hand its address to any
/// call as the last argument, or NULL if you do not care. Written only on failure;
/// needs no initialisation. 256 bytes, for good.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_error {
    /// The status that the call returned.
    pub code: i32,
    /// The operating system's error number (`errno`), or 0.
    pub os_error: i32,
    /// The byte offset in the file that the message speaks of, or -1.
    pub offset: i64,
    /// One line of UTF-8, ended by NUL: what was found and what was expected.
    /// Control characters that came from a file are escaped. Never the path.
    pub message: [c_char; 240],
}

impl From<&Error> for npy_error {
    fn from(error: &Error) -> npy_error {
        let mut message = [0; 240];
        for (to, &from) in message.iter_mut().zip(error.message().as_bytes()) {
            *to = from as c_char;
        }
        npy_error { code: error.status().code(), os_error: error.os_error(), offset: error.offset(), message }
    }
}

/// The constant's name and one sentence for people.
fn words(status: npy_status) -> (&'static CStr, &'static CStr) {
    match status {
        NPY_OK => (c"NPY_OK", c"success"),
        NPY_ERR_ARGUMENT => (c"NPY_ERR_ARGUMENT", c"invalid argument"),
        NPY_ERR_SIZE => (c"NPY_ERR_SIZE", c"buffer and result differ in size"),
        NPY_ERR_STATE => (c"NPY_ERR_STATE", c"the handle cannot be used in this way now"),
        NPY_ERR_DTYPE => (c"NPY_ERR_DTYPE", c"not the expected dtype"),
        NPY_ERR_SHAPE => (c"NPY_ERR_SHAPE", c"not the expected shape"),
        NPY_ERR_CAST => (c"NPY_ERR_CAST", c"the casting rule does not allow the conversion"),
        NPY_ERR_UNSUPPORTED => (c"NPY_ERR_UNSUPPORTED", c"not supported here"),
        NPY_ERR_CANCELLED => (c"NPY_ERR_CANCELLED", c"cancelled by the progress callback"),
        NPY_ERR_IO => (c"NPY_ERR_IO", c"input/output error"),
        NPY_ERR_NOT_FOUND => (c"NPY_ERR_NOT_FOUND", c"no such file or directory"),
        NPY_ERR_ACCESS => (c"NPY_ERR_ACCESS", c"permission denied"),
        NPY_ERR_EXISTS => (c"NPY_ERR_EXISTS", c"the file exists"),
        NPY_ERR_NO_SPACE => (c"NPY_ERR_NO_SPACE", c"the disk or the quota is full"),
        NPY_ERR_MEMORY => (c"NPY_ERR_MEMORY", c"out of memory"),
        NPY_ERR_BUSY => (c"NPY_ERR_BUSY", c"in use by somebody else"),
        NPY_ERR_CALLBACK => (c"NPY_ERR_CALLBACK", c"a callback failed"),
        NPY_ERR_MAGIC => (c"NPY_ERR_MAGIC", c"not a .npy file"),
        NPY_ERR_VERSION => (c"NPY_ERR_VERSION", c"unknown format version"),
        NPY_ERR_HEADER => (c"NPY_ERR_HEADER", c"invalid header"),
        NPY_ERR_DESCR => (c"NPY_ERR_DESCR", c"invalid dtype in the header"),
        NPY_ERR_TRUNCATED => (c"NPY_ERR_TRUNCATED", c"the file is too short"),
        NPY_ERR_OBJECT => (c"NPY_ERR_OBJECT", c"the elements are Python objects"),
        NPY_ERR_END => (c"NPY_ERR_END", c"no further array"),
        NPY_ERR_ARCHIVE => (c"NPY_ERR_ARCHIVE", c"invalid archive"),
        NPY_ERR_MEMBER => (c"NPY_ERR_MEMBER", c"no such member"),
        NPY_ERR_CRC => (c"NPY_ERR_CRC", c"wrong checksum"),
        NPY_ERR_METHOD => (c"NPY_ERR_METHOD", c"unknown compression method"),
        NPY_ERR_ENCRYPTED => (c"NPY_ERR_ENCRYPTED", c"encrypted member"),
        NPY_ERR_LIMIT => (c"NPY_ERR_LIMIT", c"a limit was reached"),
        NPY_ERR_INTERNAL => (c"NPY_ERR_INTERNAL", c"internal error"),
        _ => (c"unknown", c"unknown status"),
    }
}

/// The name of a status, such as `"NPY_ERR_TRUNCATED"`; `"unknown"` for a number that
/// is none. Never NULL; the text lives as long as the program. Any thread.
///
/// @param status any number.
/// @return a text ended by NUL.
/// @since 0.1
#[no_mangle]
pub extern "C" fn npy_status_name(status: npy_status) -> *const c_char {
    words(status).0.as_ptr()
}

/// A status in words, such as `"the file is too short"`. For what happened in
/// particular see `npy_error.message`. Never NULL; lives as long as the program. Any thread.
///
/// @param status any number.
/// @return a text ended by NUL.
/// @since 0.1
#[no_mangle]
pub extern "C" fn npy_status_text(status: npy_status) -> *const c_char {
    words(status).1.as_ptr()
}

/// The version of the library that is linked, such as `"0.1.0"`, to be held against
/// `NPYRW_VERSION` of the header. Never NULL; lives as long as the program. Any thread.
///
/// @return a text ended by NUL.
/// @since 0.1
#[no_mangle]
pub extern "C" fn npy_version() -> *const c_char {
    const VERSION: &CStr =
        match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
            Ok(version) => version,
            Err(_) => c"",
        };
    VERSION.as_ptr()
}

#[cfg(test)]
mod tests {
    use super::super::guard::guard;
    use super::*;
    use crate::error::Status;

    #[test]
    fn every_status_has_a_name_and_words() {
        for status in Status::ALL {
            let (name, text) = words(status.code());
            assert_ne!(name, c"unknown", "{status:?}");
            let wanted = name.to_str().unwrap().replace("NPY_ERR_", "").replace('_', "");
            assert_eq!(wanted, format!("{status:?}").to_uppercase());
            assert!(!text.is_empty());
        }
        assert_eq!(words(-1000).0, c"unknown");
        assert_eq!(words(1).0, c"unknown");
    }

    #[test]
    fn the_error_struct_is_256_bytes_for_good() {
        assert_eq!(size_of::<npy_error>(), 256);
        assert_eq!(core::mem::offset_of!(npy_error, os_error), 4);
        assert_eq!(core::mem::offset_of!(npy_error, offset), 8);
        assert_eq!(core::mem::offset_of!(npy_error, message), 16);
    }

    #[test]
    fn a_panic_stops_at_the_boundary() {
        let mut slot = core::mem::MaybeUninit::uninit();
        let status = guard(Some(&mut slot), || panic!("on purpose"));
        assert_eq!(status, NPY_ERR_INTERNAL);
        // SAFETY: a failed call has written it.
        assert_eq!(unsafe { slot.assume_init() }.code, NPY_ERR_INTERNAL);
    }
}

//! The C functions for archives, as a C program has them: raw pointers and numbers.

use core::ffi::{c_char, c_void};
// Links the library.
use npyrw as _;
use std::cell::Cell;

pub type Handle = *mut c_void;

#[repr(C)]
pub struct Error {
    pub code: i32,
    pub os_error: i32,
    pub offset: i64,
    pub message: [c_char; 240],
}

/// `npz_member_info`, as numbers: the sixth is the size.
#[repr(C)]
pub struct Member64 {
    pub bytes: [u64; 12],
}

#[repr(C)]
pub struct Source {
    pub context: *mut c_void,
    pub read_at: Option<unsafe extern "C" fn(*mut c_void, *mut u8, usize, i64) -> i64>,
    pub read: Option<unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> i64>,
    pub length: i64,
    pub close: Option<unsafe extern "C" fn(*mut c_void)>,
    pub reserved: [u64; 4],
}

#[repr(C)]
pub struct Sink {
    pub context: *mut c_void,
    pub write: Option<unsafe extern "C" fn(*mut c_void, *const u8, usize) -> i64>,
    pub write_at: Option<unsafe extern "C" fn(*mut c_void, *const u8, usize, i64) -> i64>,
    pub end: Option<unsafe extern "C" fn(*mut c_void, i32) -> i32>,
    pub reserved: [u64; 4],
}

#[repr(C)]
#[derive(Default)]
pub struct Options {
    pub method: i32,
    pub level: i32,
    pub align: i32,
    pub threads: i32,
    pub block: i32,
    pub unused: i32,
    pub replace: i32,
    pub sync: i32,
    pub progress: usize,
    pub context: usize,
    pub reserved: [u64; 4],
}

#[repr(C)]
pub struct Spec {
    pub dtype: *const c_char,
    pub data_dtype: *const c_char,
    pub shape: *const i64,
    pub progress: usize,
    pub context: usize,
    pub ndim: i32,
    pub numbers: [i32; 5],
    pub order: [u8; 8],
    pub reserved: [u64; 4],
}

impl Default for Spec {
    fn default() -> Spec {
        let (dtype, shape) = (core::ptr::null(), core::ptr::null());
        Spec {
            dtype,
            data_dtype: dtype,
            shape,
            progress: 0,
            context: 0,
            ndim: 0,
            numbers: [0; 5],
            order: [0; 8],
            reserved: [0; 4],
        }
    }
}

extern "C" {
    pub fn npy_open_source(s: *const Source, o: *const u8, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npy_create_sink(s: *const Sink, spec: *const Spec, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npy_discard(writer: Handle);
    pub fn npz_open(path: *const c_char, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_open_memory(d: *const u8, n: usize, o: *const u8, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_open_source(s: *const Source, o: *const u8, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_get(archive: Handle, name: *const c_char, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_count(archive: Handle) -> i64;
    pub fn npz_member_at(archive: Handle, index: i64, member: *mut Member64, err: *mut Error) -> i32;
    pub fn npz_get_at(archive: Handle, index: i64, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_bytes_at(archive: Handle, index: i64, dst: *mut u8, size: usize, err: *mut Error) -> i32;
    pub fn npz_data_offset(archive: Handle, index: i64, offset: *mut i64, err: *mut Error) -> i32;
    pub fn npz_verify(archive: Handle, err: *mut Error) -> i32;
    pub fn npz_close(archive: Handle);
    pub fn npy_read_into(reader: Handle, dst: *mut u8, size: usize, err: *mut Error) -> i32;
    pub fn npy_close(reader: Handle);
    pub fn npy_memory_new(out: *mut Handle, err: *mut Error) -> i32;
    pub fn npy_memory_data(memory: Handle, size: *mut usize) -> *const u8;
    pub fn npy_memory_free(memory: Handle);
    pub fn npz_create(path: *const c_char, o: *const Options, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_create_memory(memory: Handle, o: *const Options, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_create_sink(s: *const Sink, o: *const Options, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_update(path: *const c_char, o: *const Options, out: *mut Handle, err: *mut Error) -> i32;
    pub fn npz_save(
        archive: Handle,
        name: *const c_char,
        dtype: *const c_char,
        ndim: i32,
        shape: *const i64,
        data: *const u8,
        err: *mut Error,
    ) -> i32;
    pub fn npz_remove(archive: Handle, name: *const c_char, err: *mut Error) -> i32;
    pub fn npz_finish(archive: Handle, err: *mut Error) -> i32;
    pub fn npz_discard(archive: Handle);
}

/// What was called back.
#[derive(Default)]
pub struct Calls {
    pub bytes: &'static [u8],
    pub closed: Cell<usize>,
    pub ended: Cell<usize>,
}

/// The one that a context points to.
fn calls<'a>(context: *mut c_void) -> &'a Calls {
    // SAFETY: contexts are made from `Calls` that live as long as their handle.
    unsafe { &*context.cast() }
}

unsafe extern "C" fn read_at(context: *mut c_void, dst: *mut u8, size: usize, offset: i64) -> i64 {
    let bytes = calls(context).bytes;
    let rest = &bytes[(offset as usize).min(bytes.len())..];
    let n = size.min(rest.len());
    // SAFETY: `dst` has room for `size` bytes.
    unsafe { dst.copy_from_nonoverlapping(rest.as_ptr(), n) };
    n as i64
}

unsafe extern "C" fn close(context: *mut c_void) {
    let closed = &calls(context).closed;
    closed.set(closed.get() + 1);
}

unsafe extern "C" fn write_at(_: *mut c_void, _: *const u8, size: usize, _: i64) -> i64 {
    size as i64
}

unsafe extern "C" fn end(context: *mut c_void, _commit: i32) -> i32 {
    let ended = &calls(context).ended;
    ended.set(ended.get() + 1);
    0
}

impl Calls {
    pub fn context(&self) -> *mut c_void {
        core::ptr::from_ref(self).cast_mut().cast()
    }

    /// A source that gives the bytes.
    pub fn source(&self) -> Source {
        Source {
            context: self.context(),
            read_at: Some(read_at),
            read: None,
            length: self.bytes.len() as i64,
            close: Some(close),
            reserved: [0; 4],
        }
    }

    /// A sink that forgets what it is given.
    pub fn sink(&self) -> Sink {
        let context = self.context();
        Sink { context, write: None, write_at: Some(write_at), end: Some(end), reserved: [0; 4] }
    }
}

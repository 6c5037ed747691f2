//! Each exported function is made to panic: in front of its work, and in the middle of it with a handle in its
//! hands. The panic stays inside, is NPY_ERR_INTERNAL, and spoils the handle.

#[path = "../../tests/support/lookups.rs"]
mod lookups;

use super::archive::*;
use super::archive_write::*;
use super::array::*;
use super::ask::*;
use super::dlpack::*;
use super::grow::*;
use super::objects::*;
use super::objects_write::*;
use super::open::*;
use super::read::*;
use super::save::*;
use super::sinks::*;
use super::status::*;
use super::write::*;
use core::cell::Cell;
use core::ffi::c_void;
use core::mem::MaybeUninit;
use core::ptr::{null, null_mut};
use lookups::LOOKUPS;

thread_local! {
    static OUTSIDE: Cell<bool> = const { Cell::new(false) };
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    /// How often it was made to panic.
    static PANICS: Cell<usize> = const { Cell::new(0) };
}

/// Called by the guard before the work.
pub(super) fn outside() {
    if OUTSIDE.get() {
        PANICS.set(PANICS.get() + 1);
        panic!("on purpose");
    }
}

/// Called by the guard when a handle is in use.
pub(super) fn inside() {
    if INSIDE.get() {
        PANICS.set(PANICS.get() + 1);
        panic!("on purpose, with a handle");
    }
}

/// A handle of each kind: how it is made, and ended.
struct Maker {
    make: unsafe fn() -> *mut c_void,
    end: unsafe fn(*mut c_void),
}

fn out<T>(call: impl FnOnce(&mut MaybeUninit<*mut T>) -> npy_status) -> *mut c_void {
    let mut slot = MaybeUninit::new(null_mut());
    assert_eq!(call(&mut slot), NPY_OK);
    // SAFETY: it was NULL from the start.
    unsafe { slot.assume_init() }.cast()
}

const SPEC: npy_spec = npy_spec { dtype: c"f8".as_ptr(), ..EMPTY };
static FILE: [u8; 136] = *b"\x93NUMPY\x01\0\x76\0{'descr': '<f8', 'fortran_order': False, 'shape': (), }                                                              \n12345678";
static ARCHIVE: [u8; 22] = *b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

unsafe fn make_reader() -> *mut c_void {
    // SAFETY: as C would; the bytes are there for ever.
    out(|slot| unsafe { npy_open_memory(FILE.as_ptr().cast(), FILE.len(), None, Some(slot), None) })
}

unsafe fn make_array() -> *mut c_void {
    // SAFETY: as C would.
    unsafe {
        let reader = make_reader();
        let array = out(|slot| npy_load_from(reader.cast(), None, Some(slot), None));
        npy_close(reader.cast());
        array
    }
}

unsafe fn make_memory() -> *mut c_void {
    // SAFETY: as C would.
    out(|slot| unsafe { npy_memory_new(Some(slot), None) })
}

unsafe fn make_writer() -> *mut c_void {
    // SAFETY: as C would.
    unsafe {
        let memory = make_memory();
        let writer = out(|slot| npy_create_memory(memory.cast(), Some(&SPEC), Some(slot), None));
        npy_memory_free(memory.cast());
        writer
    }
}

unsafe fn make_archive_writer() -> *mut c_void {
    // SAFETY: as C would.
    unsafe {
        let memory = make_memory();
        let writer = out(|slot| npz_create_memory(memory.cast(), None, Some(slot), None));
        npy_memory_free(memory.cast());
        writer
    }
}

unsafe fn make_archive() -> *mut c_void {
    // SAFETY: as C would; the bytes are there for ever.
    out(|slot| unsafe { npz_open_memory(ARCHIVE.as_ptr().cast(), ARCHIVE.len(), None, Some(slot), None) })
}

unsafe fn make_tree() -> *mut c_void {
    // SAFETY: as C would.
    out(|slot| unsafe { npy_tree_new(Some(slot), None) })
}

unsafe fn make_dtype() -> *mut c_void {
    // SAFETY: as C would.
    out(|slot| unsafe { npy_dtype_parse(c"f8".as_ptr(), Some(slot), None) })
}

macro_rules! maker {
    ($make:ident, $end:ident) => {{
        unsafe fn end(handle: *mut c_void) {
            // SAFETY: of this kind.
            unsafe { $end(handle.cast()) };
        }
        Maker { make: $make, end }
    }};
}

fn maker(kind: &str) -> Maker {
    match kind {
        "reader" => maker!(make_reader, npy_close),
        "writer" => maker!(make_writer, npy_discard),
        "array" => maker!(make_array, npy_array_free),
        "memory" => maker!(make_memory, npy_memory_free),
        "tree" => maker!(make_tree, npy_tree_free),
        "archive" => maker!(make_archive, npz_close),
        "archive_writer" => maker!(make_archive_writer, npz_discard),
        "dtype" => maker!(make_dtype, npy_dtype_free),
        _ => Maker { make: || null_mut(), end: |_| () },
    }
}

/// What has a handle, but lets nothing happen to it that a panic could leave half done: the handle is taken
/// from the caller first, or only lent.
const UNSPOILED: [&str; 10] = [
    "npy_finish",
    "npz_finish",
    "npy_field",
    "npy_field_at",
    "npy_text_get",
    "npy_text_set",
    "npy_create_memory",
    "npz_create_memory",
    "npy_save_objects_memory",
    "npy_array_to_dlpack",
];

fn panics_in(flag: &'static std::thread::LocalKey<Cell<bool>>, call: impl FnOnce()) -> usize {
    let before = PANICS.get();
    flag.set(true);
    call();
    flag.set(false);
    PANICS.get() - before
}

fn tried(name: &str, kind: &str, call: impl Fn(*mut c_void) -> npy_status) {
    let maker = maker(kind);
    // SAFETY: each handle is used as its kind, and ended once.
    unsafe {
        let handle = (maker.make)();
        let mut status = NPY_OK;
        assert_eq!(panics_in(&OUTSIDE, || status = call(handle)), 1, "{name}");
        assert_eq!(status, NPY_ERR_INTERNAL, "{name}");
        (maker.end)(handle);
        if kind == "nothing" {
            return;
        }
        let handle = (maker.make)();
        let count = panics_in(&INSIDE, || status = call(handle));
        assert_eq!(count == 0, UNSPOILED.contains(&name), "{name}");
        if count > 0 {
            assert_eq!((count, status), (1, NPY_ERR_INTERNAL), "{name}");
            assert_eq!(call(handle), NPY_ERR_STATE, "{name}");
        }
        (maker.end)(handle);
    }
}

/// Calls all that return a status; gives the names.
fn all_calls() -> Vec<&'static str> {
    let mut names = vec![];
    macro_rules! call {
        ($name:ident, $kind:ident, |$handle:pat_param| $call:expr) => {
            // SAFETY: NULL, or a handle of the right kind.
            tried(stringify!($name), stringify!($kind), |$handle| unsafe { $call });
            names.push(stringify!($name));
        };
    }
    call!(npy_open, nothing, |_| npy_open(null(), None, None));
    call!(npy_open_with, nothing, |_| npy_open_with(null(), None, None, None));
    call!(npy_open_fd, nothing, |_| npy_open_fd(0, None, None, None));
    call!(npy_open_memory, nothing, |_| npy_open_memory(null(), 0, None, None, None));
    call!(npy_open_source, nothing, |_| npy_open_source(None, None, None, None));
    call!(npy_next, reader, |handle| npy_next(handle.cast(), None));
    call!(npy_header, reader, |handle| npy_header(handle.cast(), None, None));
    call!(npy_expect, reader, |handle| npy_expect(handle.cast(), null(), 0, None));
    call!(npy_field, dtype, |handle| npy_field(handle.cast(), null(), None, None));
    call!(npy_field_at, dtype, |handle| npy_field_at(handle.cast(), 0, None, None));
    call!(npy_dtype_parse, nothing, |_| npy_dtype_parse(null(), None, None));
    call!(npy_dtype_struct, nothing, |_| npy_dtype_struct(null(), 0, 0, None, None));
    call!(npy_read_into, reader, |handle| npy_read_into(handle.cast(), null_mut(), 0, None));
    call!(npy_read, reader, |handle| npy_read(handle.cast(), None, null_mut(), 0, None));
    call!(npy_plan, reader, |handle| npy_plan(handle.cast(), None, None, None));
    call!(npy_text_get, dtype, |handle| npy_text_get(handle.cast(), null(), null_mut(), 0, None, None));
    call!(npy_text_set, dtype, |handle| npy_text_set(handle.cast(), null_mut(), null(), None));
    call!(npy_load, nothing, |_| npy_load(null(), None, None));
    call!(npy_load_from, reader, |handle| npy_load_from(handle.cast(), None, None, None));
    call!(npy_map, nothing, |_| npy_map(null(), 0, None, None));
    call!(npy_map_from, reader, |handle| npy_map_from(handle.cast(), 0, None, None));
    call!(npy_array_flush, array, |handle| npy_array_flush(handle.cast(), None));
    call!(npy_save, nothing, |_| npy_save(null(), null(), 0, null(), null(), None));
    call!(npy_save_with, nothing, |_| npy_save_with(null(), None, null(), null(), None));
    call!(npy_map_create, nothing, |_| npy_map_create(null(), None, None, None));
    call!(npy_encode_header, nothing, |_| npy_encode_header(None, null_mut(), 0, None, None));
    call!(npy_create, nothing, |_| npy_create(null(), None, None, None));
    call!(npy_create_fd, nothing, |_| npy_create_fd(0, None, None, None));
    call!(npy_write, writer, |handle| npy_write(handle.cast(), null(), 0, None));
    call!(npy_write_rows, writer, |handle| npy_write_rows(handle.cast(), 0, null(), null(), None));
    call!(npy_write_slab, writer, |handle| npy_write_slab(handle.cast(), null(), 0, null(), null(), None));
    call!(npy_writer_info, writer, |handle| npy_writer_info(handle.cast(), None, None));
    call!(npy_finish, writer, |handle| npy_finish(handle.cast(), None));
    call!(npy_append, nothing, |_| npy_append(null(), None, None, None));
    call!(npy_flush, writer, |handle| npy_flush(handle.cast(), None));
    call!(npy_recover, nothing, |_| npy_recover(null(), None, None));
    call!(npy_create_memory, memory, |handle| npy_create_memory(handle.cast(), None, None, None));
    call!(npy_create_sink, nothing, |_| npy_create_sink(None, None, None, None));
    call!(npy_memory_new, nothing, |_| npy_memory_new(None, None));
    call!(npz_open, nothing, |_| npz_open(null(), None, None));
    call!(npz_open_with, nothing, |_| npz_open_with(null(), None, None, None));
    call!(npz_open_fd, nothing, |_| npz_open_fd(0, None, None, None));
    call!(npz_open_memory, nothing, |_| npz_open_memory(null(), 0, None, None, None));
    call!(npz_open_source, nothing, |_| npz_open_source(None, None, None, None));
    call!(npz_member, archive, |handle| npz_member(handle.cast(), null(), None, None));
    call!(npz_member_at, archive, |handle| npz_member_at(handle.cast(), 0, None, None));
    call!(npz_get, archive, |handle| npz_get(handle.cast(), null(), None, None));
    call!(npz_get_at, archive, |handle| npz_get_at(handle.cast(), 0, None, None));
    call!(npz_bytes_at, archive, |handle| npz_bytes_at(handle.cast(), 0, null_mut(), 0, None));
    call!(npz_data_offset, archive, |handle| npz_data_offset(handle.cast(), 0, None, None));
    call!(npz_verify, archive, |handle| npz_verify(handle.cast(), None));
    call!(npz_create, nothing, |_| npz_create(null(), None, None, None));
    call!(npz_create_fd, nothing, |_| npz_create_fd(0, None, None, None));
    call!(npz_create_memory, memory, |handle| npz_create_memory(handle.cast(), None, None, None));
    call!(npz_create_sink, nothing, |_| npz_create_sink(None, None, None, None));
    call!(npz_update, nothing, |_| npz_update(null(), None, None, None));
    call!(npz_add, archive_writer, |handle| npz_add(handle.cast(), null(), None, None, None));
    call!(npz_save, archive_writer, |handle| npz_save(
        handle.cast(),
        null(),
        null(),
        0,
        null(),
        null(),
        None
    ));
    call!(npz_save_with, archive_writer, |handle| npz_save_with(
        handle.cast(),
        null(),
        None,
        null(),
        null(),
        None
    ));
    call!(npz_remove, archive_writer, |handle| npz_remove(handle.cast(), null(), None));
    call!(npz_finish, archive_writer, |handle| npz_finish(handle.cast(), None));
    call!(npy_objects, reader, |handle| npy_objects(handle.cast(), None, None, None));
    call!(npy_objects_load, nothing, |_| npy_objects_load(null(), None, None, None));
    call!(npy_objects_memory, nothing, |_| npy_objects_memory(null(), 0, None, None, None));
    call!(npy_tree_get, tree, |handle| npy_tree_get(handle.cast(), 0, None, None));
    call!(npy_tree_info, tree, |handle| npy_tree_info(handle.cast(), 0, None, None));
    call!(npy_tree_item, tree, |handle| npy_tree_item(handle.cast(), 0, 0, None, None));
    call!(npy_tree_entry, tree, |handle| npy_tree_entry(handle.cast(), 0, 0, None, None, None));
    call!(npy_tree_find, tree, |handle| npy_tree_find(handle.cast(), 0, null(), None, None));
    call!(npy_tree_new, nothing, |_| npy_tree_new(None, None));
    call!(npy_tree_add, tree, |handle| npy_tree_add(handle.cast(), None, None, None));
    call!(npy_tree_add_array, tree, |handle| npy_tree_add_array(
        handle.cast(),
        None,
        null(),
        null(),
        None,
        None
    ));
    call!(npy_tree_set_mask, tree, |handle| npy_tree_set_mask(handle.cast(), 0, 0, 0, None));
    call!(npy_tree_set_strings, tree, |handle| npy_tree_set_strings(handle.cast(), 0, 0, 0, None));
    call!(npy_tree_append, tree, |handle| npy_tree_append(handle.cast(), 0, 0, None));
    call!(npy_tree_put, tree, |handle| npy_tree_put(handle.cast(), 0, 0, 0, None));
    call!(npy_save_objects, nothing, |_| npy_save_objects(null(), null_mut(), 0, None));
    call!(npy_save_objects_memory, memory, |handle| npy_save_objects_memory(
        handle.cast(),
        null_mut(),
        0,
        None
    ));
    call!(npz_save_objects, archive_writer, |handle| npz_save_objects(
        handle.cast(),
        null(),
        null_mut(),
        0,
        None
    ));
    call!(npy_array_to_dlpack, array, |handle| npy_array_to_dlpack(handle.cast(), None, None));
    call!(npy_save_dlpack, nothing, |_| npy_save_dlpack(null(), null(), None));
    names
}

/// Ends a handle while what ends it panics.
fn all_ends() -> Vec<&'static str> {
    let mut names = vec![];
    macro_rules! end {
        ($name:ident, $kind:ident, |$handle:ident| $call:expr) => {
            let maker = maker(stringify!($kind));
            // SAFETY: a handle of the right kind, ended once; afterwards nothing happens.
            unsafe {
                let $handle = (maker.make)();
                assert_eq!(panics_in(&OUTSIDE, || $call), 1, stringify!($name));
                assert_eq!(panics_in(&INSIDE, || $call), 0, stringify!($name));
            }
            names.push(stringify!($name));
        };
    }
    end!(npy_close, reader, |handle| npy_close(handle.cast()));
    end!(npy_dtype_free, dtype, |handle| npy_dtype_free(handle.cast()));
    end!(npy_array_free, array, |handle| npy_array_free(handle.cast()));
    end!(npy_discard, writer, |handle| npy_discard(handle.cast()));
    end!(npy_memory_free, memory, |handle| npy_memory_free(handle.cast()));
    end!(npz_close, archive, |handle| npz_close(handle.cast()));
    end!(npz_discard, archive_writer, |handle| npz_discard(handle.cast()));
    end!(npy_tree_free, tree, |handle| npy_tree_free(handle.cast()));
    names
}

#[test]
fn a_panic_in_any_function_of_the_header_stays_inside() {
    let mut tried: Vec<&str> = all_calls();
    tried.extend(all_ends());
    tried.extend(LOOKUPS);
    let header = include_str!("../../include/npyrw.h");
    let mut declared: Vec<&str> = header
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()) && !line.starts_with("typedef"))
        .filter_map(|line| line.split_once('(')?.0.rsplit([' ', '*']).next())
        .filter(|name| name.starts_with("npy_") || name.starts_with("npz_"))
        .collect();
    declared.sort_unstable();
    tried.sort_unstable();
    assert!(declared.len() > 90, "only {} functions in the header", declared.len());
    assert_eq!(tried, declared);
}

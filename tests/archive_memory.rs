//! Memory may run out at any moment: each allocation of each call on archives fails in turn, once and for
//! ever. The call says so, nothing leaks, and what was promised of a failure holds: the handle can still be
//! used, the same call succeeds when there is memory again, and the archive is the one that it
//! would have been.

#[path = "support/archives_in_c.rs"]
#[allow(dead_code)]
mod archives_in_c;
#[path = "support/failing.rs"]
#[allow(dead_code)]
mod failing;
#[path = "support/zips.rs"]
#[allow(dead_code)]
mod zips;

use archives_in_c::*;
use core::ffi::CStr;
use core::ptr::{null, null_mut};
use failing::{every_allocation, Run};
use std::cell::Cell;
use std::ffi::CString;
use zips::{build, npy, Member};

/// Makes a call that may run out of memory, once more if it did.
fn tried(run: &Run, call: &dyn Fn(*mut Error) -> i32) -> bool {
    let mut error = Error { code: 0, os_error: 0, offset: 0, message: [0; 240] };
    run.call(|| {
        let status = call(&mut error);
        if status == 0 {
            return true;
        }
        // SAFETY: a failure has written it.
        let message = unsafe { CStr::from_ptr(error.message.as_ptr()) }.to_str().unwrap();
        assert_eq!(status, -15, "{message}");
        false
    })
}

fn opened(run: &Run, call: &dyn Fn(*mut Handle, *mut Error) -> i32) -> Option<Handle> {
    let handle = Cell::new(null_mut());
    let done = tried(run, &|err| {
        let mut made = null_mut();
        let status = call(&mut made, err);
        assert_eq!(status != 0, made.is_null());
        handle.set(made);
        status
    });
    done.then_some(handle.get())
}

fn data() -> Vec<Vec<u8>> {
    (0..20u8).map(|i| (0..10 + 2500 * usize::from(i % 3)).map(|j| i ^ j as u8).collect()).collect()
}

fn key(i: usize) -> CString {
    CString::new(format!("key {i}")).unwrap()
}

fn archive() -> Vec<u8> {
    let named = data();
    let members: Vec<Member> = named
        .iter()
        .enumerate()
        .take(6)
        .map(|(i, values)| Member::stored(&format!("key {i}.npy"), &npy(values)))
        .collect();
    build(&members).0
}

/// Everything that is done to read an archive.
fn read_all(run: &Run, archive: Handle, expected: &[Vec<u8>]) {
    for (i, values) in expected.iter().enumerate().take(4) {
        let name = run.free(|| key(i));
        let get = |out: *mut Handle, err: *mut Error| unsafe { npz_get(archive, name.as_ptr(), out, err) };
        let Some(reader) = opened(run, &get) else {
            run.free(|| drop(name));
            continue;
        };
        let place = run.free(|| vec![0u8; values.len() + 128]);
        let dst = place.as_ptr().cast_mut();
        if tried(run, &|err| unsafe { npy_read_into(reader, dst, values.len(), err) }) {
            assert_eq!(&place[..values.len()], values);
        }
        unsafe { npy_close(reader) };
        let n = values.len() + 128;
        if tried(run, &|err| unsafe { npz_bytes_at(archive, i as i64, dst, n, err) }) {
            assert_eq!(&place[128..], values);
        }
        run.free(|| drop(place));
        run.free(|| drop(name));
        let offset = Cell::new(0);
        tried(run, &|err| unsafe { npz_data_offset(archive, i as i64, offset.as_ptr(), err) });
    }
    tried(run, &|err| unsafe { npz_verify(archive, err) });
    unsafe { npz_close(archive) };
}

#[test]
fn reading_from_memory() {
    let (bytes, expected) = (archive(), data());
    every_allocation(|run| {
        let open = |out: *mut Handle, err: *mut Error| unsafe {
            npz_open_memory(bytes.as_ptr(), bytes.len(), null(), out, err)
        };
        if let Some(archive) = opened(run, &open) {
            read_all(run, archive, &expected);
        }
    });
}

#[test]
fn reading_an_archive_in_which_members_seem_to_share_bytes() {
    let mut members = vec![
        Member::stored("liar.npy", &npy(b"liar")),
        Member::stored("key 0.npy", &npy(b"good")),
        Member::stored("key 1.npy", &npy(b"better")),
    ];
    members[0].offset = Some(400);
    let (bytes, _) = build(&members);
    every_allocation(|run| {
        let open = |out: *mut Handle, err: *mut Error| unsafe {
            npz_open_memory(bytes.as_ptr(), bytes.len(), null(), out, err)
        };
        let Some(archive) = opened(run, &open) else { return };
        let place = run.free(|| vec![0u8; 134]);
        for (index, values) in [(1, b"good".as_slice()), (2, b"better")] {
            let (dst, n) = (place.as_ptr().cast_mut(), 128 + values.len());
            if tried(run, &|err| unsafe { npz_bytes_at(archive, index, dst, n, err) }) {
                assert_eq!(&place[128..n], values);
            }
        }
        run.free(|| drop(place));
        unsafe { npz_close(archive) };
    });
}

/// The committed archives: the codecs of methods 12, 14 and 93 allocate as they like, and are left out by name.
#[test]
fn reading_every_kind_of_archive() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/c-tests/archives");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_string();
        if path.extension().is_none_or(|e| e != "npz") || ["bzip2", "lzma", "zstd", "empty"].contains(&&*name)
        {
            continue;
        }
        count += 1;
        let bytes = std::fs::read(&path).unwrap();
        every_allocation(|run| {
            let open = |out: *mut Handle, err: *mut Error| unsafe {
                npz_open_memory(bytes.as_ptr(), bytes.len(), null(), out, err)
            };
            let Some(archive) = opened(run, &open) else { return };
            for index in 0..unsafe { npz_count(archive) } {
                let mut member = Member64 { bytes: [0; 12] };
                unsafe { npz_member_at(archive, index, &mut member, null_mut()) };
                let size = member.bytes[5] as usize;
                let place = run.free(|| vec![0u8; size]);
                let dst = place.as_ptr().cast_mut();
                tried(run, &|err| unsafe { npz_bytes_at(archive, index, dst, size, err) });
                // A member that is no array is left at that.
                let array = run.free(|| place.starts_with(b"\x93NUMPY"));
                run.free(|| drop(place));
                if array {
                    let get =
                        |out: *mut Handle, err: *mut Error| unsafe { npz_get_at(archive, index, out, err) };
                    if let Some(reader) = opened(run, &get) {
                        let room = run.free(|| vec![0u8; size - 128]);
                        let dst = room.as_ptr().cast_mut();
                        tried(run, &|err| unsafe { npy_read_into(reader, dst, size - 128, err) });
                        run.free(|| drop(room));
                        unsafe { npy_close(reader) };
                    }
                }
            }
            tried(run, &|err| unsafe { npz_verify(archive, err) });
            unsafe { npz_close(archive) };
        });
    }
    assert!(count >= 14, "only {count} archives");
}

#[test]
fn reading_from_a_file() {
    let path = std::env::temp_dir().join(format!("npyrw-memory-{}.npz", std::process::id()));
    std::fs::write(&path, archive()).unwrap();
    let (name, expected) = (CString::new(path.to_str().unwrap()).unwrap(), data());
    every_allocation(|run| {
        let open = |out: *mut Handle, err: *mut Error| unsafe { npz_open(name.as_ptr(), out, err) };
        if let Some(archive) = opened(run, &open) {
            read_all(run, archive, &expected);
        }
    });
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn the_source_of_an_array_is_closed_once_and_never_if_opening_failed() {
    // Fields and many axes: what has neither takes hardly any memory.
    let text =
        "{'descr': [('x', '|u1'), ('y', '<u2')], 'fortran_order': False, 'shape': (1, 5, 2, 1, 3, 1), }";
    let mut bytes = b"\x93NUMPY\x01\0\x76\0".to_vec();
    bytes.extend(format!("{text:117}\n").bytes());
    bytes.extend([1; 90]);
    let bytes = Vec::leak(bytes);
    every_allocation(|run| {
        let calls = Calls { bytes, ..Calls::default() };
        let source = calls.source();
        let open = |out: *mut Handle, err: *mut Error| {
            let status = unsafe { npy_open_source(&source, null(), out, err) };
            assert_eq!(calls.closed.get(), 0, "closed by opening");
            status
        };
        let reader = opened(run, &open);
        if let Some(reader) = reader {
            unsafe { npy_close(reader) };
        }
        assert_eq!(calls.closed.get(), usize::from(reader.is_some()));
    });
}

#[test]
fn the_sink_of_an_array_is_ended_once_and_never_if_creating_failed() {
    let shape = [1, 5, 2, 1, 3, 1];
    let dtype = c"[('x', 'u1'), ('y', '<u2')]".as_ptr();
    let spec = Spec { dtype, shape: shape.as_ptr(), ndim: 6, ..Spec::default() };
    every_allocation(|run| {
        let calls = Calls::default();
        let sink = calls.sink();
        let create = |out: *mut Handle, err: *mut Error| {
            let status = unsafe { npy_create_sink(&sink, &spec, out, err) };
            assert_eq!(calls.ended.get(), 0, "ended by creating");
            status
        };
        let writer = opened(run, &create);
        if let Some(writer) = writer {
            unsafe { npy_discard(writer) };
        }
        assert_eq!(calls.ended.get(), usize::from(writer.is_some()));
    });
}

#[test]
fn a_source_is_closed_once_and_never_if_opening_failed() {
    let (bytes, expected) = (Vec::leak(archive()), data());
    every_allocation(|run| {
        let calls = Calls { bytes, ..Calls::default() };
        let source = calls.source();
        let open = |out: *mut Handle, err: *mut Error| {
            let status = unsafe { npz_open_source(&source, null(), out, err) };
            assert_eq!(calls.closed.get(), 0, "closed by opening");
            status
        };
        let archive = opened(run, &open);
        if let Some(archive) = archive {
            read_all(run, archive, &expected);
        }
        assert_eq!(calls.closed.get(), usize::from(archive.is_some()));
    });
}

/// Saves everything and removes some; `false` if anything failed.
fn save_all(run: &Run, archive: Handle, values: &[Vec<u8>]) -> bool {
    let mut all = true;
    for (i, values) in values.iter().enumerate() {
        let (name, shape) = (run.free(|| key(i)), [values.len() as i64]);
        let save = |err: *mut Error| unsafe {
            npz_save(archive, name.as_ptr(), c"u1".as_ptr(), 1, shape.as_ptr(), values.as_ptr(), err)
        };
        all &= tried(run, &save);
        if i % 10 == 3 && all {
            all &= tried(run, &|err| unsafe { npz_remove(archive, name.as_ptr(), err) });
        }
        run.free(|| drop(name));
    }
    all
}

/// Writes an archive to memory: what is finished is `right`, what is not is nothing.
fn write_to_memory(run: &Run, options: &Options, values: &[Vec<u8>], right: &Cell<Option<Vec<u8>>>) {
    let Some(memory) = opened(run, &|out, err| unsafe { npy_memory_new(out, err) }) else { return };
    let create = |out: *mut Handle, err: *mut Error| unsafe { npz_create_memory(memory, options, out, err) };
    if let Some(archive) = opened(run, &create) {
        if save_all(run, archive, values) {
            // The archive is gone whether it was finished or not.
            let status = run.last(|| unsafe { npz_finish(archive, null_mut()) });
            let mut size = 0;
            let bytes = unsafe { npy_memory_data(memory, &mut size) };
            run.free(|| {
                let bytes = match size {
                    0 => Vec::new(),
                    _ => unsafe { core::slice::from_raw_parts(bytes, size) }.to_vec(),
                };
                let first = right.take().unwrap_or_else(|| bytes.clone());
                assert_eq!(status == 0, bytes == first, "status {status}");
                assert!(status == 0 || (status == -15 && bytes.is_empty()));
                right.set(Some(first));
            });
        } else {
            unsafe { npz_discard(archive) };
        }
    }
    unsafe { npy_memory_free(memory) };
}

#[test]
fn writing_to_memory() {
    let (expected, right) = (data(), Cell::new(None));
    every_allocation(|run| write_to_memory(run, &Options::default(), &expected, &right));
}

#[test]
fn writing_aligned_members_to_memory() {
    let expected = data();
    let options = Options { align: 64, ..Options::default() };
    every_allocation(|run| {
        let Some(memory) = opened(run, &|out, err| unsafe { npy_memory_new(out, err) }) else { return };
        let create =
            |out: *mut Handle, err: *mut Error| unsafe { npz_create_memory(memory, &options, out, err) };
        if let Some(archive) = opened(run, &create) {
            save_all(run, archive, &expected[..3]);
            unsafe { npz_discard(archive) };
        }
        unsafe { npy_memory_free(memory) };
    });
}

#[test]
fn writing_packed_members_to_memory() {
    let expected = data();
    for block in [0, 4096] {
        let options = Options { method: 8, block, ..Options::default() };
        let right = Cell::new(None::<Vec<u8>>);
        every_allocation(|run| write_to_memory(run, &options, &expected[..5], &right));
    }
}

#[test]
fn a_sink_is_ended_once_and_never_if_creating_failed() {
    let expected = data();
    every_allocation(|run| {
        let calls = Calls::default();
        let sink = calls.sink();
        let create = |out: *mut Handle, err: *mut Error| {
            let status = unsafe { npz_create_sink(&sink, null(), out, err) };
            assert_eq!(calls.ended.get(), 0, "ended by creating");
            status
        };
        let archive = opened(run, &create);
        if let Some(archive) = archive {
            save_all(run, archive, &expected[..3]);
            run.last(|| unsafe { npz_finish(archive, null_mut()) });
        }
        assert_eq!(calls.ended.get(), usize::from(archive.is_some()));
    });
}

/// A folder with an archive in it; what is in it afterwards.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("npyrw-memory-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    fn file(&self) -> std::path::PathBuf {
        self.0.join("a.npz")
    }

    fn only_the_archive(&self) -> Vec<u8> {
        let names: Vec<_> = std::fs::read_dir(&self.0).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["a.npz"]);
        std::fs::read(self.file()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn replacing_and_updating_a_file() {
    let expected = data();
    for update in [false, true] {
        let folder = Folder::new(if update { "update" } else { "create" });
        let name = CString::new(folder.file().to_str().unwrap()).unwrap();
        let old = archive();
        let right = Cell::new(None::<Vec<u8>>);
        every_allocation(|run| {
            run.free(|| std::fs::write(folder.file(), &old).unwrap());
            let create = |out: *mut Handle, err: *mut Error| unsafe {
                match update {
                    true => npz_update(name.as_ptr(), null(), out, err),
                    false => npz_create(name.as_ptr(), null(), out, err),
                }
            };
            let mut status = -15;
            if let Some(archive) = opened(run, &create) {
                if save_all(run, archive, &expected[..8]) {
                    status = run.last(|| unsafe { npz_finish(archive, null_mut()) });
                } else {
                    unsafe { npz_discard(archive) };
                }
            }
            run.free(|| {
                let bytes = folder.only_the_archive();
                if status != 0 {
                    assert!(status == -15 && bytes == old);
                    return;
                }
                let first = right.take().unwrap_or_else(|| bytes.clone());
                assert!(bytes == first, "another archive");
                right.set(Some(first));
            });
        });
    }
}

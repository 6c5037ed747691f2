//! Memory may run out at any moment: each allocation of each call on arrays fails in turn, once and for
//! ever. The call says so, nothing leaks, the handle can still be used, and what stood under a name is still
//! there. And reading what needs no conversion asks for no memory at all.

#[path = "support/failing.rs"]
mod failing;

use core::ffi::{c_void, CStr};
use core::mem::MaybeUninit;
use core::ptr::{null, null_mut};
use failing::{every_allocation, peak, Run};
use npyrw::ffi::array::*;
use npyrw::ffi::ask::*;
use npyrw::ffi::grow::*;
use npyrw::ffi::open::*;
use npyrw::ffi::read::*;
use npyrw::ffi::save::*;
use npyrw::ffi::sinks::*;
use npyrw::ffi::status::*;
use npyrw::ffi::write::*;
use std::ffi::CString;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

type Slot<'a> = Option<&'a mut MaybeUninit<npy_error>>;

/// Makes a call that may run out of memory, once more if it did.
fn tried(run: &Run, mut call: impl FnMut(Slot<'_>) -> npy_status) -> bool {
    run.call(|| {
        let mut error = MaybeUninit::uninit();
        let status = call(Some(&mut error));
        if status == NPY_OK {
            return true;
        }
        // SAFETY: a failure has written it.
        let error = unsafe { error.assume_init() };
        // SAFETY: the message ends in NUL.
        let message = unsafe { CStr::from_ptr(error.message.as_ptr()) }.to_str().unwrap();
        assert_eq!((status, error.code), (NPY_ERR_MEMORY, NPY_ERR_MEMORY), "{message}");
        assert!(message.starts_with("out of memory"), "{message}");
        false
    })
}

/// The same for a call that makes a handle.
fn made<T>(
    run: &Run,
    mut call: impl FnMut(Option<&mut MaybeUninit<*mut T>>, Slot<'_>) -> npy_status,
) -> Option<*mut T> {
    let mut handle = MaybeUninit::uninit();
    // SAFETY: a call that succeeded has written it.
    tried(run, |err| call(Some(&mut handle), err)).then(|| unsafe { handle.assume_init() })
}

/// NULL for none, which ends well.
fn or_null<T>(handle: Option<*mut T>) -> *mut T {
    handle.unwrap_or(null_mut())
}

/// A folder of its own that goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("npyrw-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    fn path(&self, name: &str) -> CString {
        CString::new(self.0.join(name).to_str().unwrap()).unwrap()
    }

    fn names(&self) -> usize {
        std::fs::read_dir(&self.0).unwrap().count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn bytes(path: &CStr) -> Vec<u8> {
    std::fs::read(Path::new(path.to_str().unwrap())).unwrap_or_default()
}

fn spec(dtype: &CStr, shape: &[i64]) -> npy_spec {
    // SAFETY: all zero is the default.
    let zero: npy_spec = unsafe { core::mem::zeroed() };
    npy_spec { dtype: dtype.as_ptr(), ndim: shape.len() as i32, shape: shape.as_ptr(), ..zero }
}

fn request() -> npy_request {
    // SAFETY: all zero is the default.
    unsafe { core::mem::zeroed() }
}

fn info() -> MaybeUninit<npy_info> {
    MaybeUninit::uninit()
}

const PARTICLE: &CStr =
    c"[('id', '>u4'), (('where', 'p'), [('x', '<f4'), ('y', '>f4')], (3,)), ('', '|V3'), ('t', '>M8[us]')]";

fn saved(folder: &Folder, name: &str, spec: &npy_spec, data: &[u8]) -> CString {
    let path = folder.path(name);
    // SAFETY: the data is as long as the spec says.
    let status = unsafe { npy_save_with(path.as_ptr(), Some(spec), data.as_ptr().cast(), null(), None) };
    assert_eq!(status, NPY_OK);
    path
}

fn noise(n: usize) -> Vec<u8> {
    (0..n).map(|i| (i * i % 251) as u8).collect()
}

/// A stream of bytes that does not say how many it has.
unsafe extern "C" fn next(context: *mut c_void, dst: *mut c_void, size: usize) -> i64 {
    // SAFETY: the context is a slice that lives as long as the reader.
    let rest = unsafe { &mut *context.cast::<&[u8]>() };
    let n = size.min(rest.len());
    // SAFETY: there is room for `size` bytes.
    unsafe { core::ptr::copy_nonoverlapping(rest.as_ptr(), dst.cast(), n) };
    *rest = &rest[n..];
    n as i64
}

/// The same bytes at any place.
unsafe extern "C" fn there(context: *mut c_void, dst: *mut c_void, size: usize, offset: i64) -> i64 {
    // SAFETY: as above.
    let whole: &[u8] = unsafe { *context.cast::<&[u8]>() };
    let mut rest = &whole[whole.len().min(offset as usize)..];
    // SAFETY: as above.
    unsafe { next((&raw mut rest).cast(), dst, size) }
}

fn stream(rest: &mut &[u8]) -> npy_source {
    npy_source {
        context: (rest as *mut &[u8]).cast(),
        read_at: None,
        read: Some(next),
        length: 0,
        close: None,
        reserved: [0; 4],
    }
}

#[test]
fn asking_and_reading() {
    let folder = Folder::new("asking");
    let (two, data) = ([40i64, 50], noise(40 * 50 * 39));
    let path = saved(&folder, "a.npy", &spec(PARTICLE, &two), &data);
    let whole = bytes(&path);
    let mut place = vec![0u8; data.len()];
    every_allocation(|run| unsafe {
        let Some(reader) = made(run, |out, err| npy_open(path.as_ptr(), out, err)) else { return };
        tried(run, |err| npy_header(reader, Some(&mut info()), err));
        tried(run, |err| npy_expect(reader, PARTICLE.as_ptr(), 2, err));
        tried(run, |err| npy_plan(reader, None, Some(&mut info()), err));
        let dst: *mut c_void = place.as_mut_ptr().cast();
        tried(run, |err| npy_read_into(reader, dst, data.len(), err));
        let mut part = request();
        (part.field, part.order) = (c"p.y".as_ptr(), b'F' as _);
        tried(run, |err| npy_plan(reader, Some(&part), Some(&mut info()), err));
        tried(run, |err| npy_read(reader, Some(&part), dst, 40 * 50 * 3 * 4, err));
        part.dtype = c"f8".as_ptr();
        tried(run, |err| npy_read(reader, Some(&part), dst, 40 * 50 * 3 * 8, err));
        let mut error = MaybeUninit::uninit();
        let end = npy_next(reader, Some(&mut error));
        assert!(end == NPY_ERR_END || end == NPY_ERR_MEMORY);
        npy_close(reader);
    });
    every_allocation(|run| unsafe {
        let open = |out: Option<&mut MaybeUninit<*mut npy_reader>>, err: Slot<'_>| {
            npy_open_memory(whole.as_ptr().cast(), whole.len(), None, out, err)
        };
        let Some(reader) = made(run, open) else { return };
        let array = made(run, |out, err| npy_load_from(reader, None, out, err));
        npy_close(reader);
        npy_array_free(or_null(array));
        npy_array_free(or_null(made(run, |out, err| npy_load(path.as_ptr(), out, err))));
    });
}

/// More than is asked for at first, so that memory grows on the way; turned round at the end.
#[test]
fn loading_from_a_stream() {
    let folder = Folder::new("stream");
    let shape = [200i64, 300];
    let path = saved(&folder, "a.npy", &spec(c">f8", &shape), &noise(200 * 300 * 8));
    let whole = bytes(&path);
    for order in [0, b'F'] {
        let mut asked = request();
        asked.order = order as _;
        every_allocation(|run| unsafe {
            let mut rest = &whole[..];
            let mut array = None;
            // A stream that failed once has lost something: each attempt is a stream of its own.
            run.call(|| {
                rest = &whole[..];
                let source = stream(&mut rest);
                let (mut reader, mut loaded) = (MaybeUninit::uninit(), MaybeUninit::uninit());
                let mut status = npy_open_source(Some(&source), None, Some(&mut reader), None);
                if status == NPY_OK {
                    let reader = reader.assume_init();
                    status = npy_load_from(reader, Some(&asked), Some(&mut loaded), None);
                    npy_close(reader);
                }
                assert!(status == NPY_OK || status == NPY_ERR_MEMORY, "{status}");
                array = (status == NPY_OK).then(|| loaded.assume_init());
                status == NPY_OK
            });
            npy_array_free(or_null(array));
        });
    }
}

#[test]
fn dtypes() {
    let members = [
        npy_member { name: c"a".as_ptr(), dtype: c"(2,)f8".as_ptr(), offset: 0 },
        npy_member { name: c"b".as_ptr(), dtype: c"U3".as_ptr(), offset: 24 },
    ];
    every_allocation(|run| unsafe {
        let parsed = made(run, |out, err| npy_dtype_parse(PARTICLE.as_ptr(), out, err));
        if let Some(dtype) = parsed {
            let mut field = MaybeUninit::uninit();
            tried(run, |err| npy_field(dtype, c"p.y".as_ptr(), Some(&mut field), err));
            tried(run, |err| npy_field_at(dtype, 2, Some(&mut field), err));
        }
        npy_dtype_free(or_null(parsed));
        let made_of = |out: Option<&mut MaybeUninit<*mut npy_dtype>>, err: Slot<'_>| {
            npy_dtype_struct(members.as_ptr(), 2, 40, out, err)
        };
        npy_dtype_free(or_null(made(run, made_of)));
        let mut size = MaybeUninit::uninit();
        let spec = spec(PARTICLE, &[]);
        tried(run, |err| npy_encode_header(Some(&spec), null_mut(), 0, Some(&mut size), err));
    });
}

#[test]
fn saving_leaves_the_old_file_or_the_new_one_and_nothing_else() {
    let folder = Folder::new("saving");
    let (shape, data) = ([30i64, 70], noise(30 * 70 * 8));
    let path = folder.path("a.npy");
    let strides = [8i64, 240];
    let mut converted = spec(c">f4", &shape);
    (converted.data_dtype, converted.casting) = (c"<f8".as_ptr(), NPY_CAST_SAME_KIND);
    let spelled = [spec(c"<f8", &shape), spec(c">f8", &shape), converted];
    for (spec, strides) in spelled.iter().flat_map(|s| [(s, null()), (s, strides.as_ptr())]) {
        let _ = std::fs::remove_file(path.to_str().unwrap());
        // SAFETY: the data is as long as the spec says.
        let mut save = |err: Slot<'_>| unsafe {
            npy_save_with(path.as_ptr(), Some(spec), data.as_ptr().cast(), strides, err)
        };
        assert_eq!(save(None), NPY_OK);
        let right = bytes(&path);
        every_allocation(|run| {
            run.free(|| std::fs::write(path.to_str().unwrap(), b"old").unwrap());
            let done = tried(run, &mut save);
            run.free(|| {
                assert!(bytes(&path) == if done { right.as_slice() } else { b"old" });
                assert_eq!(folder.names(), 1);
            });
        });
    }
}

/// Written in three ways to three kinds of sinks, and taken back.
#[test]
fn writers() {
    let folder = Folder::new("writers");
    let (shape, growing, data) = ([6i64, 50], [-1i64, 50], noise(6 * 50 * 4));
    let path = folder.path("a.npy");
    let slabs = [npy_slice { start: 0, stop: 3, step: 1 }, npy_slice { start: 3, stop: 6, step: 1 }];
    unsafe extern "C" fn takes(_: *mut c_void, _: *const c_void, size: usize, _: i64) -> i64 {
        size as i64
    }
    unsafe extern "C" fn ends(context: *mut c_void, _: i32) -> i32 {
        // SAFETY: the context is this number.
        unsafe { *context.cast::<i32>() += 1 };
        0
    }
    for (way, shape) in [(0, &shape), (1, &growing), (2, &shape)] {
        let spec = spec(c">f4", shape);
        for place in 0..3 {
            every_allocation(|run| unsafe {
                let mut ended = 0i32;
                let sink = npy_sink {
                    context: (&raw mut ended).cast(),
                    write: None,
                    write_at: Some(takes),
                    end: Some(ends),
                    reserved: [0; 4],
                };
                let memory = made(run, |out, err| npy_memory_new(out, err));
                let Some(memory) = memory else { return };
                let writer = made(run, |out, err| match place {
                    0 => npy_create(path.as_ptr(), Some(&spec), out, err),
                    1 => npy_create_memory(memory, Some(&spec), out, err),
                    _ => npy_create_sink(Some(&sink), Some(&spec), out, err),
                });
                assert_eq!(ended, 0);
                if let Some(writer) = writer {
                    tried(run, |err| npy_writer_info(writer, Some(&mut info()), err));
                    let mut error = MaybeUninit::uninit();
                    let mut status = NPY_OK;
                    for (i, slab) in slabs.iter().enumerate() {
                        let at = data.as_ptr().add(i * 600).cast();
                        if status == NPY_OK {
                            let err = Some(&mut error);
                            status = match way {
                                0 => npy_write(writer, at, 600, err),
                                1 => npy_write_rows(writer, 3, at, null(), err),
                                _ => npy_write_slab(writer, slab, 1, at, null(), err),
                            };
                        }
                    }
                    assert!(status == NPY_OK || status == NPY_ERR_MEMORY, "{status}");
                    let status = run.last(|| npy_finish(writer, None));
                    assert!([NPY_OK, NPY_ERR_MEMORY, NPY_ERR_STATE].contains(&status), "{status}");
                    assert_eq!(ended, i32::from(place == 2));
                }
                npy_memory_free(memory);
                run.free(|| {
                    let whole = bytes(&path);
                    assert!(whole.is_empty() || whole.len() == 128 + data.len());
                    assert_eq!(folder.names(), usize::from(!whole.is_empty()));
                    let _ = std::fs::remove_file(path.to_str().unwrap());
                });
            });
        }
    }
}

#[test]
fn maps_and_growing_files() {
    let folder = Folder::new("maps");
    let (shape, growing, data) = ([40i64, 25], [-1i64, 25], noise(1000));
    let path = saved(&folder, "a.npy", &spec(c"u1", &shape), &data);
    let (created, grown) = (folder.path("b.npy"), folder.path("c.npy"));
    let (new, rows) = (spec(c"f8", &shape), spec(c"u1", &growing));
    every_allocation(|run| unsafe {
        let map = made(run, |out, err| npy_map(path.as_ptr(), NPY_MAP_PRIVATE, out, err));
        npy_array_free(or_null(map));
        if let Some(reader) = made(run, |out, err| npy_open(path.as_ptr(), out, err)) {
            npy_array_free(or_null(made(run, |out, err| npy_map_from(reader, NPY_MAP_READ, out, err))));
            npy_close(reader);
        }
        let made_new = made(run, |out, err| npy_map_create(created.as_ptr(), Some(&new), out, err));
        if let Some(array) = made_new {
            tried(run, |err| npy_array_flush(array, err));
            npy_array_free(array);
        }
        if let Some(writer) = made(run, |out, err| npy_append(grown.as_ptr(), Some(&rows), out, err)) {
            // What fails for want of memory leaves everything as it was, and may be tried again.
            let at: *const c_void = data.as_ptr().cast();
            tried(run, |err| npy_write(writer, at, 100, err));
            tried(run, |err| npy_flush(writer, err));
            tried(run, |err| npy_write_rows(writer, 2, at, null(), err));
            let status = run.last(|| npy_finish(writer, None));
            assert!(status == NPY_OK || status == NPY_ERR_MEMORY, "{status}");
        }
        run.free(|| {
            let _ = std::fs::remove_file(created.to_str().unwrap());
        });
        if run.free(|| Path::new(grown.to_str().unwrap()).exists()) {
            tried(run, |err| npy_recover(grown.as_ptr(), None, err));
            run.free(|| {
                let whole = bytes(&grown);
                assert_eq!((whole.len() - 128) % 25, 0);
                std::fs::remove_file(grown.to_str().unwrap()).unwrap();
            });
        }
        run.free(|| assert_eq!(folder.names(), 1));
    });
}

#[test]
fn reading_without_conversion_asks_for_no_memory() {
    let folder = Folder::new("nothing");
    let mut reads = 0;
    for (dtype, shape, order) in [
        (c"<f8", &[30i64, 40] as &[i64], 0),
        (c"<f8", &[300, 400], b'F'),
        (c"|S7", &[100_000], 0),
        (c"<c16", &[], 0),
        (c"[('a', '<f8'), ('b', '|i1')]", &[2000], 0),
        (c"<f4", &[0, 3], 0),
        // More axes than have room in a shape.
        (c"<i2", &[2, 3, 1, 2, 20, 1, 3, 1, 50], b'F'),
    ] {
        let mut written = spec(dtype, shape);
        written.order = order as _;
        let item = [8, 8, 7, 16, 9, 4, 2][reads];
        let n = shape.iter().product::<i64>() as usize * item;
        let path = saved(&folder, "a.npy", &written, &noise(n));
        let whole = bytes(&path);
        let mut place = vec![0u8; n];
        for way in 0..4 {
            let mut reader = MaybeUninit::uninit();
            let file = std::fs::File::open(path.to_str().unwrap()).unwrap();
            let mut whole_again = whole.as_slice();
            let mut source = stream(&mut whole_again);
            source.read = None;
            source.read_at = Some(there);
            // SAFETY: as everywhere here.
            unsafe {
                let out = Some(&mut reader);
                let status = match way {
                    0 => npy_open(path.as_ptr(), out, None),
                    1 => npy_open_memory(whole.as_ptr().cast(), whole.len(), None, out, None),
                    2 => npy_open_fd(file.as_raw_fd(), None, out, None),
                    _ => npy_open_source(Some(&source), None, out, None),
                };
                assert_eq!(status, NPY_OK);
                let reader = reader.assume_init();
                let dst: *mut c_void = place.as_mut_ptr().cast();
                for _ in 0..2 {
                    let (status, most) = peak(|| npy_read_into(reader, dst, n, None));
                    assert_eq!((status, most), (NPY_OK, 0), "{dtype:?}, opened in way {way}");
                }
                assert!(place == whole[whole.len() - n..]);
                npy_close(reader);
            }
        }
        reads += 1;
    }
}

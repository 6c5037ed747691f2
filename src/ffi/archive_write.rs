//! Section 7, second half: writing archives.

use super::guard::{end, guard, null, with_mut, Handle};
use super::read::{npy_progress, Asked};
use super::save::{npy_spec, optional, replace, translate, whole, EMPTY};
use super::sinks::{callbacks, npy_memory, npy_sink};
use super::slots::{self, out, readable, reserved, text};
use super::status::{npy_error, npy_status};
use super::table::{kind, live, taken, Room};
use super::write::npy_writer;
use crate::error::{Error, Result, Status};
use crate::io::{self, FdSink, MemorySink, Replace, Replacement, Sink};
use crate::mem::alloc::try_box;
use crate::mem::MemMut;
use crate::npz::{Archive, Method, Options, WriteOptions, Writer};
use core::ffi::{c_char, c_int, c_void};
use core::mem::MaybeUninit;

/// An archive that is being written. One thread at a time, and the same one as the member that is open.
///
/// Since 0.1.
pub struct npz_writer {
    pub(super) handle: Handle<Writer>,
    progress: npy_progress,
    context: *mut c_void,
}

kind!(npz_writer, 7, "npz_writer", Writer, handle);

/// Members as they are, like `numpy.savez`: byte for byte its file. The default.
pub const NPZ_STORED: i32 = 0;
/// Members deflated, like `numpy.savez_compressed`.
pub const NPZ_DEFLATED: i32 = 8;

/// How an archive is written. All zero is the default: stored, replacing atomically.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npz_options {
    /// `NPZ_STORED` or `NPZ_DEFLATED`.
    pub method: i32,
    /// How hard deflate tries: 1 (fastest) to 9 (smallest); 0 is 6.
    pub level: i32,
    /// Members begin at a multiple of this many bytes, so that stored arrays can be mapped: a power of two up
    /// to 4096, such as 64; 0 as numpy.savez, anywhere.
    pub align: i32,
    /// How many threads may deflate blocks (`block`); 0 is 1.
    pub threads: i32,
    /// Deflate in blocks of so many bytes, 4,096 to 16,777,216, such as 262,144, with a list of them that other
    /// programs pass over: then any part of a member can be read alone, and the whole by several threads. 0: one
    /// stream, as numpy.savez_compressed.
    pub block: i32,
    /// Must be 0.
    pub unused: i32,
    /// `NPY_REPLACE_...`: what happens to a file that is there.
    pub replace: i32,
    /// Not 0: npz_finish() returns when file and name are safe on the disk.
    pub sync: i32,
    /// Is told how far npz_finish() is with the members that it takes over; may be NULL.
    pub progress: npy_progress,
    /// Handed to `progress`.
    pub context: *mut c_void,
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// Starts an archive in the file `path`, to be filled with npz_save() and npz_add().
///
/// It appears under its name at npz_finish(); until then, and after any failure, the old file is there. A
/// path that leads to a pipe is written to as it stands.
///
/// @param path the file; bytes on Unix, UTF-8 on Windows.
/// @param options may be NULL, which is all zero.
/// @param[out] out the archive, to be ended with npz_finish() or npz_discard(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_ARGUMENT, _NOT_FOUND, _ACCESS, _EXISTS, _NO_SPACE, _IO, _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_create(
    path: *const c_char,
    options: Option<&npz_options>,
    out: Option<&mut MaybeUninit<*mut npz_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    create(options, out, err, &mut |options| {
        // SAFETY: a path ends in NUL.
        let path = unsafe { text(path, "path") }?;
        Ok((Replacement::begin(path, replace(options.replace)?, options.sync != 0)?, None))
    })
}

/// Starts an archive at the current position of the descriptor `fd`. As NumPy writes to a file object: the
/// archive's offsets, and `align`, count from the beginning of the file.
///
/// The descriptor stays yours and must stay open until the end. To a pipe, or if it was opened with O_APPEND,
/// the archive is written as NumPy writes to a pipe: sizes and CRCs follow the data, offsets count from its
/// first byte.
///
/// @param fd a descriptor that can be written.
/// @param options may be NULL.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_create().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_create_fd(
    fd: c_int,
    options: Option<&npz_options>,
    out: Option<&mut MaybeUninit<*mut npz_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    create(options, out, err, &mut |options| Ok((try_box(FdSink::new(fd, options.sync != 0)?)?, None)))
}

/// Starts an archive in memory: at npz_finish() its bytes are put behind what the memory holds.
///
/// @param memory where it goes; may be freed before the archive.
/// @param options may be NULL.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_create().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_create_memory(
    memory: *mut npy_memory,
    options: Option<&npz_options>,
    out: Option<&mut MaybeUninit<*mut npz_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    create(options, out, err, &mut |_| {
        let memory = live(memory)?;
        Ok((try_box(MemorySink::new(memory.0.get()))?, None))
    })
}

/// Starts an archive that your callbacks store; with `write` alone as to a pipe.
///
/// @param sink the callbacks; copied. `context` must live until `end` was called.
/// @param options may be NULL.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_create(); NPY_ERR_CALLBACK if a callback failed.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_create_sink(
    sink: Option<&npy_sink>,
    options: Option<&npz_options>,
    out: Option<&mut MaybeUninit<*mut npz_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the callbacks keep to the contract of `npy_sink`.
    create(options, out, err, &mut |_| Ok((unsafe { callbacks(sink) }?, None)))
}

/// Starts to change the archive `path`: what is added takes the place of members of its name, the others stay,
/// packed as they are. Made if it is missing.
///
/// What stays keeps its order, its comments and its other fields, and so does the archive its comment; also
/// members that cannot be read here, encrypted ones among them. What is added comes last.
///
/// Nothing changes until npz_finish(), which puts a new file in the old one's place in one step.
///
/// @param path the file.
/// @param options may be NULL; `method` and `level` are for what is added. `replace` must be NPY_REPLACE_ATOMIC.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_create() and npz_open().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_update(
    path: *const c_char,
    options: Option<&npz_options>,
    out: Option<&mut MaybeUninit<*mut npz_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    create(options, out, err, &mut |options| {
        // SAFETY: a path ends in NUL.
        let path = unsafe { text(path, "path") }?;
        if replace(options.replace)? != Replace::Atomic {
            return Err(Error::new(
                Status::Argument,
                format_args!("replace is not NPY_REPLACE_ATOMIC, which an update needs"),
            ));
        }
        let old = match io::open(path, 0, MemMut::from_slice(&mut [])) {
            Ok(opened) => Some(Archive::open(opened.source, opened.start, Options::default())?),
            Err(e) if e.status() == Status::NotFound => None,
            Err(e) => return Err(e),
        };
        Ok((Replacement::begin(path, Replace::Atomic, options.sync != 0)?, old))
    })
}

/// Starts the member `name`: what it gives is written like any array (npy_write() and the others), then ended
/// with npy_finish(), or taken back with npy_discard().
///
/// While it is open every other call on the archive is NPY_ERR_STATE. Where the archive cannot be written at
/// any place (a pipe), an axis cannot be -1, and a member that was begun cannot be taken back: the archive can
/// then only be discarded.
///
/// @param archive the archive.
/// @param name the key, as in `np.savez`: `.npy` is added to it.
/// @param spec what is to be written; `replace` and `sync` are the archive's concern.
/// @param[out] writer the member; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_create(); NPY_ERR_EXISTS if this archive was given a member of that name, NPY_ERR_STATE.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_add(
    archive: *mut npz_writer,
    name: *const c_char,
    spec: Option<&npy_spec>,
    writer: Option<&mut MaybeUninit<*mut npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(archive, err, |archive| {
        let slot = out(writer, "writer")?;
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: a text ends in NUL; the spec's pointers are NULL or valid.
        let (name, translated) = unsafe { (text(name, "name")?, translate(spec)?) };
        let room = Room::new()?;
        let member = archive.add(name.to_bytes(), &translated)?;
        slot.write(room.fill(npy_writer::new(member, Some(spec))));
        Ok(())
    })
}

/// Saves a whole array as the member `name`. The elements are packed, in C order, in this machine's byte order.
///
/// @param archive the archive.
/// @param name the key.
/// @param dtype the dtype in the file.
/// @param ndim how many axes.
/// @param shape the length of each; may be NULL if `ndim` is 0.
/// @param data the elements; may be NULL if there are none.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_add() and npy_write(). After a failure the archive is as it was before.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_save(
    archive: *mut npz_writer,
    name: *const c_char,
    dtype: *const c_char,
    ndim: i32,
    shape: *const i64,
    data: *const c_void,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let spec = npy_spec { dtype, ndim, shape, ..EMPTY };
    // SAFETY: the same contract.
    unsafe { npz_save_with(archive, name, Some(&spec), data, core::ptr::null(), err) }
}

/// Saves a whole array as the member `name`, as `spec` says.
///
/// @param archive the archive.
/// @param name the key.
/// @param spec dtype, shape, order; no axis may be -1.
/// @param data the first element.
/// @param strides bytes from one element to the next in memory, one number for each axis, also negative;
///        NULL: packed in the order of the file.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_save().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_save_with(
    archive: *mut npz_writer,
    name: *const c_char,
    spec: Option<&npy_spec>,
    data: *const c_void,
    strides: *const i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(archive, err, |archive| {
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: a text ends in NUL; the spec's pointers are NULL or valid.
        let (name, translated) = unsafe { (text(name, "name")?, translate(spec)?) };
        whole(&translated)?;
        // SAFETY: one number for each axis.
        let strides = unsafe { optional(strides, translated.shape.len()) }?;
        // SAFETY: the caller's elements lie there.
        let data = unsafe { readable(data, translated.reach(strides)?, "data") }?;
        let mut writer = archive.add(name.to_bytes(), &translated)?;
        Asked::of(spec.progress, spec.context).with(|ask| writer.write_rows(None, data, strides, ask))?;
        writer.finish()
    })
}

/// Removes the member `name`: one of the archive that is changed, or one that was written since.
///
/// The bytes of one that was written since stay in the file, unreachable, until the next npz_update().
///
/// @param archive the archive.
/// @param name the key: the member's whole name, or that without `.npy`; of several all.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_MEMBER if there is none, NPY_ERR_STATE, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_remove(
    archive: *mut npz_writer,
    name: *const c_char,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(archive, err, |archive| {
        // SAFETY: a text ends in NUL.
        archive.remove(unsafe { text(name, "name") }?.to_bytes())
    })
}

/// Ends an archive: its file is there now. Frees the archive in every case.
///
/// If anything fails, the old file stays.
///
/// @param archive the archive, which is gone afterwards.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_STATE if a member is open (which is ended too), _NO_SPACE, _IO, _ACCESS, _EXISTS, _CANCELLED.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_finish(
    archive: *mut npz_writer,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let archive = taken(archive)?;
        let asked = Asked::of(archive.progress, archive.context);
        let writer = archive.handle.into_value()?;
        asked.with(|ask| writer.finish(ask))
    })
}

/// Gives up an archive and frees it: the old file stays, of the new one nothing remains. NULL does nothing.
///
/// @param archive the archive, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_discard(archive: *mut npz_writer) {
    end(archive);
}

const DEFAULT: npz_options = npz_options {
    method: 0,
    level: 0,
    align: 0,
    threads: 0,
    block: 0,
    unused: 0,
    replace: 0,
    sync: 0,
    progress: None,
    context: core::ptr::null_mut(),
    reserved: [0; 4],
};

/// Where an archive is written, and the one that it replaces.
type Begun = (Box<dyn Sink>, Option<Archive>);

fn create(
    options: Option<&npz_options>,
    out: Option<&mut MaybeUninit<*mut npz_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
    sink: &mut dyn FnMut(&npz_options) -> Result<Begun>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let options = options.unwrap_or(&DEFAULT);
        let translated = write_options(options)?;
        // Before anything is made: afterwards nothing may fail, or `end` would be called for nothing.
        let room = Room::new()?;
        let handle = Handle::new(Writer::create(&mut || sink(options), translated)?);
        let (progress, context) = (options.progress, options.context);
        slot.write(room.fill(npz_writer { handle, progress, context }));
        Ok(())
    })
}

fn write_options(options: &npz_options) -> Result<WriteOptions> {
    reserved(&options.reserved, &[])?;
    if options.unused != 0 {
        return Err(Error::new(
            Status::Argument,
            format_args!("an unused part is not 0: set the whole struct to zero first"),
        ));
    }
    replace(options.replace)?;
    let method = match options.method {
        NPZ_STORED => Method::Stored,
        NPZ_DEFLATED => Method::Deflated,
        other => {
            return Err(Error::new(
                Status::Argument,
                format_args!("method is {other}, expected NPZ_STORED or NPZ_DEFLATED"),
            ))
        }
    };
    let level = u8::try_from(slots::count(options.level, "level")?).unwrap_or(u8::MAX);
    let align = slots::count(options.align, "align")? as u32;
    let block = slots::count(options.block, "block")?;
    let threads = slots::count(options.threads, "threads")?;
    Ok(WriteOptions { method, level, align, block, threads })
}

//! Section 2: opening for reading.

use super::guard::{end, guard, null, with_mut, Handle};
use super::slots::{out, positive, reserved, text, values};
use super::status::{npy_error, npy_status};
use super::table::{kind, Room};
use crate::error::{Error, Result, Status};
use crate::format::{Limits, MOST_NESTING};
use crate::io::{self, CallbackSource, MemorySource, SourceCalls};
use crate::mem::alloc::try_box;
use crate::mem::MemMut;
use crate::npy::{head_buffer, OpenOptions, Reader};
use core::ffi::{c_char, c_int, c_void};
use core::mem::MaybeUninit;

/// One array, opened for reading: a file, a block of memory, a pipe, your own callbacks,
/// a member of an archive. They all behave alike.
///
/// `const npy_reader *` may be used by many threads at once, a non-const one by
/// one thread at a time; it may move between threads. What it hands out (texts,
/// dtypes) lives until npy_close().
///
/// Since 0.1.
pub struct npy_reader(pub(super) Handle<Reader>);

kind!(npy_reader, 1, "npy_reader", Reader, 0);

impl From<Handle<Reader>> for npy_reader {
    fn from(handle: Handle<Reader>) -> npy_reader {
        npy_reader(handle)
    }
}

/// The elements need not be there: for headers that came by network or MPI.
/// Reading them is an error where they are not.
pub const NPY_OPEN_HEADER_ONLY: u32 = 1;
/// Accept only what NumPy itself writes, in any of its versions for Python 3, and behind
/// the array only further arrays.
pub const NPY_OPEN_STRICT: u32 = 2;
/// You promise that nobody shortens the file while it is open: large copies may
/// then go through a mapping.
pub const NPY_OPEN_STEADY: u32 = 4;

/// How an array is opened. All zero is the default.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_open_options {
    /// The byte at which the array starts, counted from where reading starts.
    pub offset: i64,
    /// The longest header in bytes that is accepted; 0 is 1 MiB. (NumPy's own
    /// limit is 10,000.)
    pub max_header: i64,
    /// How deeply brackets may be nested in the header; 0 is 32, the most is 200, as in
    /// Python. Reading takes less than 1 KiB of stack for each.
    pub max_nesting: i32,
    /// `NPY_OPEN_...`, or-ed together.
    pub flags: u32,
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// Where the bytes of an array come from, if you fetch them yourself. Give `read_at`
/// or `read`; all zero but these is the default. Each call returns how many bytes it
/// moved, 0 at the end, or a negative `errno`; a call may be short.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_source {
    /// Handed to every call.
    pub context: *mut c_void,
    /// Reads up to `size` bytes from `offset` on. Every thread that reads through the
    /// reader calls it, at the same time. A slice of what is
    /// not packed asks for no more than 1.2 times its bytes.
    pub read_at:
        Option<unsafe extern "C" fn(context: *mut c_void, dst: *mut c_void, size: usize, offset: i64) -> i64>,
    /// Reads up to `size` bytes that come next. One thread at a time calls it. Used
    /// if there is no `read_at`; the array is then a stream, like a pipe.
    pub read: Option<unsafe extern "C" fn(context: *mut c_void, dst: *mut c_void, size: usize) -> i64>,
    /// How many bytes there are, so that a header that claims more is refused at
    /// opening; 0 is unknown.
    pub length: i64,
    /// Called once, by npy_close(); never if opening failed. May be NULL.
    pub close: Option<unsafe extern "C" fn(context: *mut c_void)>,
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// Opens the file `path` and reads its header.
///
/// The header's claims are held against the file's size: a file that is too
/// short is NPY_ERR_TRUNCATED here, not later. A path that leads to a pipe is read as
/// a stream. Costs one `open` and one `pread` for a small file.
///
/// @param path the file; bytes on Unix, UTF-8 on Windows.
/// @param[out] out the reader, to be ended with npy_close(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, or NPY_ERR_NOT_FOUND, _ACCESS, _IO, _MAGIC, _VERSION, _HEADER, _DESCR,
///         _TRUNCATED, _LIMIT, _MEMORY, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_open(
    path: *const c_char,
    out: Option<&mut MaybeUninit<*mut npy_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the same contract.
    unsafe { npy_open_with(path, None, out, err) }
}

/// Opens the file `path` with options.
///
/// @param path the file.
/// @param options may be NULL, which is all zero.
/// @param[out] out the reader; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open(); NPY_ERR_UNSUPPORTED for an `offset` in a pipe.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_open_with(
    path: *const c_char,
    options: Option<&npy_open_options>,
    out: Option<&mut MaybeUninit<*mut npy_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let (offset, options) = translate(options)?;
        // SAFETY: a path ends in NUL.
        let path = unsafe { text(path, "path") }?;
        let mut head = head_buffer()?;
        let opened = io::open(path, offset, MemMut::from_slice(&mut head))?;
        slot.write(Handle::boxed(Reader::open(opened, head, options)?)?);
        Ok(())
    })
}

/// Opens what the descriptor `fd` stands for, from its current position on.
///
/// The descriptor stays yours and must stay open until npy_close(); its position does
/// not move, unless it cannot seek (a pipe): then exactly the bytes of what is read
/// are taken from it.
///
/// @param fd an open descriptor.
/// @param options may be NULL.
/// @param[out] out the reader; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open_with(); NPY_ERR_ARGUMENT if `fd` is not open.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_open_fd(
    fd: c_int,
    options: Option<&npy_open_options>,
    out: Option<&mut MaybeUninit<*mut npy_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let (offset, options) = translate(options)?;
        let mut head = head_buffer()?;
        let opened = io::open_fd(fd, offset, MemMut::from_slice(&mut head))?;
        slot.write(Handle::boxed(Reader::open(opened, head, options)?)?);
        Ok(())
    })
}

/// Opens an array that is in memory already, header and elements.
///
/// Nothing is copied: the block is borrowed and must stay as it is until npy_close().
///
/// @param data the bytes of a `.npy`; may be NULL if `size` is 0.
/// @param size how many there are; more than the array needs is fine.
/// @param options may be NULL.
/// @param[out] out the reader; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_open_memory(
    data: *const c_void,
    size: usize,
    options: Option<&npy_open_options>,
    out: Option<&mut MaybeUninit<*mut npy_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let (offset, options) = translate(options)?;
        // SAFETY: the caller lends the block until the reader is closed.
        unsafe { values(data.cast::<u8>(), size, "data") }?;
        // SAFETY: as above.
        let source = try_box(unsafe { MemorySource::new(data.cast(), size) })?;
        slot.write(Handle::boxed(Reader::open_source(source, offset, options)?)?);
        Ok(())
    })
}

/// Opens an array that your callbacks fetch.
///
/// The struct is copied; its `context` must live until `close` was called.
///
/// @param source the callbacks.
/// @param options may be NULL.
/// @param[out] out the reader; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open(); NPY_ERR_CALLBACK if a callback failed, with its number in `os_error`.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_open_source(
    source: Option<&npy_source>,
    options: Option<&npy_open_options>,
    out: Option<&mut MaybeUninit<*mut npy_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let (offset, options) = translate(options)?;
        let calls = calls(source.ok_or_else(|| null("source"))?)?;
        // SAFETY: the callbacks keep to the contract of `npy_source`.
        let source = unsafe { CallbackSource::open(calls) }?;
        // Before the source is opened: afterwards nothing may fail, or `close` would be called for nothing.
        let room = Room::new()?;
        let reader = Reader::open_source(source, offset, options)?;
        slot.write(room.fill(npy_reader(Handle::new(reader))));
        Ok(())
    })
}

/// Goes on to the array that follows in the same file or stream.
///
/// Afterwards the reader speaks of that array; what it had handed out before is gone.
/// What was not read of a stream is skipped. After an error nothing has changed,
/// except that a stream has moved.
///
/// @param reader the reader.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_END behind the last array, or as npy_open(); NPY_ERR_OBJECT if the
///         current array holds objects, whose end is unknown.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_next(
    reader: *mut npy_reader,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(reader, err, Reader::advance)
}

/// Ends a reader: closes what it opened and frees it. NULL does nothing.
///
/// @param reader the reader, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_close(reader: *mut npy_reader) {
    end(reader);
}

fn translate(options: Option<&npy_open_options>) -> Result<(u64, OpenOptions)> {
    let Some(options) = options else {
        return Ok((0, OpenOptions::default()));
    };
    reserved(&options.reserved, &[])?;
    let array = array_options(options.max_header, options.max_nesting, options.flags)?;
    Ok((positive(options.offset, "offset")?, array))
}

/// What the options of an array say.
pub(super) fn array_options(max_header: i64, max_nesting: i32, flags: u32) -> Result<OpenOptions> {
    let known = NPY_OPEN_HEADER_ONLY | NPY_OPEN_STRICT | NPY_OPEN_STEADY;
    if flags & !known != 0 {
        return Err(Error::new(Status::Argument, format_args!("unknown flags {:#x}", flags & !known)));
    }
    let default = Limits::default();
    let limits = Limits {
        max_header: match positive(max_header, "max_header")? {
            0 => default.max_header,
            n => n,
        },
        max_nesting: match u32::try_from(max_nesting) {
            Ok(0) => default.max_nesting,
            Ok(n @ ..=MOST_NESTING) => n,
            _ => {
                return Err(Error::new(
                    Status::Argument,
                    format_args!("max_nesting is {max_nesting}, expected 0 to {MOST_NESTING}"),
                ))
            }
        },
        strict: flags & NPY_OPEN_STRICT != 0,
    };
    Ok(OpenOptions {
        limits,
        header_only: flags & NPY_OPEN_HEADER_ONLY != 0,
        steady: flags & NPY_OPEN_STEADY != 0,
    })
}

/// The callbacks of a source from C.
pub(super) fn calls(source: &npy_source) -> Result<SourceCalls> {
    reserved(&source.reserved, &[])?;
    Ok(SourceCalls {
        context: source.context,
        read_at: source.read_at,
        read: source.read,
        length: Some(positive(source.length, "length")?).filter(|&n| n > 0),
        close: source.close,
    })
}

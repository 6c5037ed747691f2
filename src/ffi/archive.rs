//! Section 7, first half: reading archives.

use super::guard::{end, guard, null, with, Handle};
use super::open::{array_options, calls, npy_reader, npy_source};
use super::read::{npy_progress, Asked};
use super::slots::{self, out, reserved, text, values};
use super::status::{npy_error, npy_status};
use super::table::{kind, live, Room};
use crate::error::{Error, Result, Status};
use crate::io::{self, CallbackSource, MemorySource, Source};
use crate::mem::alloc::try_box;
use crate::mem::MemMut;
use crate::npz::{Archive, Entry, Limits, Options};
use core::ffi::{c_char, c_int, c_void};
use core::mem::MaybeUninit;

/// An archive, opened for reading: a `.npz`, or any other ZIP file.
///
/// `const npz_reader *` may be used by many threads at once. A member that was opened from it keeps what
/// it needs of it alive: the two may be closed in any order.
///
/// Since 0.1.
pub struct npz_reader {
    handle: Handle<Archive>,
    progress: npy_progress,
    context: *mut c_void,
}

kind!(npz_reader, 6, "npz_reader", Archive, handle);

// SAFETY: the context is only handed to the callback that it came with.
unsafe impl Send for npz_reader {}
// SAFETY: as above; the callback is called by the thread that called us.
unsafe impl Sync for npz_reader {}

/// How an archive is opened. All zero is the default.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npz_open_options {
    /// The byte at which the archive starts, counted from where reading starts. The archive's own offsets
    /// may count from there, or from the beginning of the file as `numpy.savez` has them.
    pub offset: i64,
    /// The most members; 0 is 4,194,304.
    pub max_members: i64,
    /// The most bytes that one member may claim to be unpacked; 0 is 16 TiB.
    pub max_member: i64,
    /// The most bytes that all members together may claim to be unpacked; 0 is 64 TiB.
    pub max_total: i64,
    /// The most unpacked bytes for each packed one; 0 is 100,000. (Deflate reaches 1,032.)
    pub max_ratio: i64,
    /// The longest header of an array in bytes; 0 is 1 MiB.
    pub max_header: i64,
    /// Is told how far npz_verify() is; may be NULL.
    pub progress: npy_progress,
    /// Handed to `progress`.
    pub context: *mut c_void,
    /// How deeply brackets may be nested in an array's header; 0 is 32.
    pub max_nesting: i32,
    /// `NPY_OPEN_...`, or-ed together, for the arrays.
    pub flags: u32,
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// A member of an archive, as its directory tells of it. Filled by the library; the texts live as long as
/// the archive's handle.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npz_member_info {
    /// The key under which NumPy finds it, UTF-8, ended by NUL: the member's name without `.npy`.
    pub name: *const c_char,
    /// Bytes of the key without the NUL: a name may have NULs inside.
    pub name_length: i64,
    /// The whole name, such as `u.npy`.
    pub member: *const c_char,
    /// Bytes of the whole name.
    pub member_length: i64,
    /// Where it stands in the directory.
    pub index: i64,
    /// Bytes unpacked.
    pub size: i64,
    /// Bytes in the archive.
    pub packed_size: i64,
    /// The CRC-32 of the unpacked bytes.
    pub crc: u32,
    /// How it was packed (APPNOTE 4.4.5): 0 stored, 8 deflate, 12 bzip2, 14 LZMA, 93 Zstandard; others
    /// cannot be read.
    pub method: i32,
    /// 0.
    pub reserved: [u64; 4],
}

/// Opens the archive `path` and reads its directory.
///
/// Nothing is unpacked. The directory's claims are held against the file; a member that is damaged spoils
/// only itself.
///
/// @param path the file; bytes on Unix, UTF-8 on Windows.
/// @param[out] out the archive, to be ended with npz_close(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, or NPY_ERR_ARCHIVE, _TRUNCATED, _NOT_FOUND, _ACCESS, _IO, _LIMIT, _MEMORY, _ARGUMENT,
///         _UNSUPPORTED (a pipe: an archive is read from its end).
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_open(
    path: *const c_char,
    out: Option<&mut MaybeUninit<*mut npz_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    // SAFETY: the same contract.
    unsafe { npz_open_with(path, None, out, err) }
}

/// Opens the archive `path` with options.
///
/// @param path the file.
/// @param options may be NULL, which is all zero.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_open().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_open_with(
    path: *const c_char,
    options: Option<&npz_open_options>,
    out: Option<&mut MaybeUninit<*mut npz_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    open(options, out, err, &mut |offset| {
        // SAFETY: a path ends in NUL.
        let path = unsafe { text(path, "path") }?;
        let opened = io::open(path, offset, MemMut::from_slice(&mut []))?;
        Ok((opened.source, opened.start))
    })
}

/// Opens the archive that the descriptor `fd` stands for, from its current position to its end.
///
/// The descriptor stays yours and must stay open until the archive and its members are closed; its
/// position does not move.
///
/// @param fd an open descriptor of a file.
/// @param options may be NULL.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_open(); NPY_ERR_ARGUMENT if `fd` is not open.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_open_fd(
    fd: c_int,
    options: Option<&npz_open_options>,
    out: Option<&mut MaybeUninit<*mut npz_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    open(options, out, err, &mut |offset| {
        let opened = io::open_fd(fd, offset, MemMut::from_slice(&mut []))?;
        Ok((opened.source, opened.start))
    })
}

/// Opens an archive that is in memory already.
///
/// Nothing is copied: the block is borrowed and must stay as it is until the archive and its members are
/// closed.
///
/// @param data the bytes of the archive.
/// @param size how many there are.
/// @param options may be NULL.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_open().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_open_memory(
    data: *const c_void,
    size: usize,
    options: Option<&npz_open_options>,
    out: Option<&mut MaybeUninit<*mut npz_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    open(options, out, err, &mut |offset| {
        // SAFETY: the caller lends the block until all is closed.
        unsafe { values(data.cast::<u8>(), size, "data") }?;
        // SAFETY: as above.
        let source = try_box(unsafe { MemorySource::new(data.cast(), size) })?;
        Ok((source as Box<dyn Source>, offset))
    })
}

/// Opens an archive that your callbacks fetch: its end, its directory, then of each member what is read.
///
/// Needs `read_at` and `length`. The struct is copied; its `context` must live until `close` was called,
/// which happens when the archive and all its members are closed.
///
/// @param source the callbacks.
/// @param options may be NULL.
/// @param[out] out the archive; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_open(); NPY_ERR_CALLBACK if a callback failed; NPY_ERR_UNSUPPORTED without `read_at`
///         or `length`.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_open_source(
    source: Option<&npy_source>,
    options: Option<&npz_open_options>,
    out: Option<&mut MaybeUninit<*mut npz_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    open(options, out, err, &mut |offset| {
        let calls = calls(source.ok_or_else(|| null("source"))?)?;
        // SAFETY: the callbacks keep to the contract of `npy_source`.
        Ok((unsafe { CallbackSource::open(calls) }?, offset))
    })
}

/// How many members an archive has.
///
/// @param archive the archive.
/// @return the number of entries in its directory; of a name that comes twice, both. 0 for NULL.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_count(archive: *const npz_reader) -> i64 {
    live(archive).map_or(0, |a| a.handle.get().directory().entries().len() as i64)
}

/// Tells of the member called `name`.
///
/// Takes the same time however many members there are, from the second call on.
///
/// @param archive the archive.
/// @param name the key, as in `np.load`: the member's whole name, or that without `.npy`; of several
///        members of one name the last.
/// @param[out] member is filled; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_MEMBER if there is none, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_member(
    archive: *const npz_reader,
    name: *const c_char,
    member: Option<&mut MaybeUninit<npz_member_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(archive, err, |archive| {
        // SAFETY: a text ends in NUL.
        let name = unsafe { text(name, "name") }?;
        let index = archive.directory().find(name.to_bytes())?;
        out(member, "member")?.write(info_of(archive, index as i64)?);
        Ok(())
    })
}

/// Tells of the member at `index` of the directory.
///
/// @param archive the archive.
/// @param index 0 to npz_count() - 1.
/// @param[out] member is filled; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_MEMBER if there is none, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_member_at(
    archive: *const npz_reader,
    index: i64,
    member: Option<&mut MaybeUninit<npz_member_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(archive, err, |archive| {
        out(member, "member")?.write(info_of(archive, index)?);
        Ok(())
    })
}

/// Opens the member called `name` as an array: everything that can be done with a `.npy` can be done
/// with it.
///
/// A read of the whole array compares the member's CRC-32; a read of a part cannot, since the sum
/// covers the whole: damage outside of what is read stays unseen, and damage inside too.
///
/// @param archive the archive, which may be closed while the member is in use.
/// @param name as for npz_member().
/// @param[out] reader the array, to be ended with npy_close(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open(); NPY_ERR_MEMBER, _ARCHIVE, _METHOD, _ENCRYPTED, _LIMIT; NPY_ERR_MAGIC for a
///         member that is no array (npz_bytes_at() reads any).
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_get(
    archive: *const npz_reader,
    name: *const c_char,
    reader: Option<&mut MaybeUninit<*mut npy_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(archive, err, |archive| {
        // SAFETY: a text ends in NUL.
        let name = unsafe { text(name, "name") }?;
        let index = archive.directory().find(name.to_bytes())?;
        let entry = archive.directory().entry(index as u64)?;
        out(reader, "reader")?.write(Handle::boxed(archive.get(entry)?)?);
        Ok(())
    })
}

/// Opens the member at `index` of the directory as an array.
///
/// @param archive the archive.
/// @param index 0 to npz_count() - 1.
/// @param[out] reader the array; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_get().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_get_at(
    archive: *const npz_reader,
    index: i64,
    reader: Option<&mut MaybeUninit<*mut npy_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(archive, err, |archive| {
        out(reader, "reader")?.write(Handle::boxed(archive.get(entry(archive, index)?)?)?);
        Ok(())
    })
}

/// Reads all bytes of a member, array or not, and compares its CRC-32.
///
/// @param archive the archive.
/// @param index 0 to npz_count() - 1.
/// @param[out] dst where they go; may be NULL if `size` is 0.
/// @param size bytes at `dst`: exactly `npz_member_info.size`.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SIZE, _CRC, and as npz_get().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_bytes_at(
    archive: *const npz_reader,
    index: i64,
    dst: *mut c_void,
    size: usize,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(archive, err, |archive| {
        // SAFETY: the caller has `size` bytes.
        let dst = unsafe { slots::writable(dst, slots::reach(size, "dst")?, "dst") }?;
        archive.bytes(entry(archive, index)?, dst)
    })
}

/// Where the data of a stored member begins, for those who read it themselves: reads its local header.
///
/// @param archive the archive.
/// @param index 0 to npz_count() - 1.
/// @param[out] offset bytes from the archive's start to the member's first (packed) byte: for a stored
///             array the magic of a `.npy`.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_get().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_data_offset(
    archive: *const npz_reader,
    index: i64,
    offset: Option<&mut MaybeUninit<i64>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(archive, err, |archive| {
        let slot = out(offset, "offset")?;
        slot.write(file_offset(archive.data_at(entry(archive, index)?)?));
        Ok(())
    })
}

/// Reads everything and compares: records, sizes and the CRC-32 of every member.
///
/// @param archive the archive.
/// @param[out] err the first thing that is wrong, and in which member; may be NULL.
/// @return 0 if all is well, NPY_ERR_CRC, _CANCELLED, and as npz_get().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_verify(
    archive: *const npz_reader,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let asked = match live(archive) {
        Ok(archive) => Asked::of(archive.progress, archive.context),
        Err(_) => Asked::of(None, core::ptr::null_mut()),
    };
    with(archive, err, |archive| asked.with(|ask| archive.verify(ask)))
}

/// Ends an archive: closes what it opened and frees it. NULL does nothing.
///
/// @param archive the archive, which is gone afterwards; its members are not.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_close(archive: *mut npz_reader) {
    end(archive);
}

fn open(
    options: Option<&npz_open_options>,
    out: Option<&mut MaybeUninit<*mut npz_reader>>,
    err: Option<&mut MaybeUninit<npy_error>>,
    source: &mut dyn FnMut(u64) -> Result<(Box<dyn Source>, u64)>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        let (offset, translated) = translate(options)?;
        // Before anything is opened: afterwards nothing may fail, or `close` would be called for nothing.
        let room = Room::new()?;
        let (source, start) = source(offset)?;
        let handle = Handle::new(Archive::open(source, start, translated)?);
        let (progress, context) = options.map_or((None, core::ptr::null_mut()), |o| (o.progress, o.context));
        slot.write(room.fill(npz_reader { handle, progress, context }));
        Ok(())
    })
}

fn translate(options: Option<&npz_open_options>) -> Result<(u64, Options)> {
    let Some(o) = options else { return Ok((0, Options::default())) };
    reserved(&o.reserved, &[])?;
    let default = Limits::default();
    let or = |n: i64, name, default| {
        Ok(match slots::positive(n, name)? {
            0 => default,
            n => n,
        })
    };
    let limits = Limits {
        members: or(o.max_members, "max_members", default.members)?,
        member: or(o.max_member, "max_member", default.member)?,
        total: or(o.max_total, "max_total", default.total)?,
        ratio: or(o.max_ratio, "max_ratio", default.ratio)?,
    };
    let array = array_options(o.max_header, o.max_nesting, o.flags)?;
    Ok((slots::positive(o.offset, "offset")?, Options { limits, array }))
}

fn entry(archive: &Archive, index: i64) -> Result<&Entry> {
    let index = u64::try_from(index).map_err(|_| {
        Error::new(Status::Member, format_args!("no member {index}, expected no negative number"))
    })?;
    archive.directory().entry(index)
}

fn info_of(archive: &Archive, index: i64) -> Result<npz_member_info> {
    let entry = entry(archive, index)?;
    let directory = archive.directory();
    let (name, member) = (directory.key(entry), directory.name(entry));
    Ok(npz_member_info {
        name: name.with_nul().as_ptr().cast(),
        name_length: name.len() as i64,
        member: member.with_nul().as_ptr().cast(),
        member_length: member.len() as i64,
        index,
        size: file_offset(entry.size),
        packed_size: file_offset(entry.packed),
        crc: entry.crc,
        method: entry.method.into(),
        reserved: [0; 4],
    })
}

/// A number from a file as C has it; what no file can be is shown as the largest one.
fn file_offset(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

//! Section 6, writing: files that grow while others read them.

use super::guard::{guard, with_mut};
use super::save::{self, npy_spec};
use super::slots::{fill, out, text};
use super::status::{npy_error, npy_status};
use super::table::Room;
use super::write::npy_writer;
use crate::npy::{self, Recovery, Writer};
use core::ffi::c_char;
use core::mem::MaybeUninit;

/// Opens the file `path` to add rows to its slowest axis (the first in C order, the last in Fortran order), or
/// makes it.
///
/// Rows are added with npy_write() and npy_write_rows(), where the file stands. npy_flush()
/// makes them visible; at every instant the file is a valid one of as many rows, for every reader. npy_finish()
/// flushes and ends; npy_discard() leaves the last flush. A write that fails (a full disk) leaves
/// everything as it was and may be tried again.
///
/// As long as the writer lives, no other one gets the file: NPY_ERR_BUSY. (The lock is advisory: it keeps out
/// writers of this library. A process that was forked meanwhile shares it, and must not use the writer.)
/// If the last writer died, whole rows that it had not flushed are counted in, and the part of a row
/// behind them is cut off.
///
/// While a file grows the count in its header stands behind blanks, in room that NumPy keeps for it. A file whose
/// header is not so yet is rewritten once: where it stands, if nobody else has it open (on Linux, which can tell), else
/// `spec->replace` says what happens: NPY_REPLACE_ATOMIC makes a copy of the file and puts it in its place, NPY_REPLACE_NEVER refuses,
/// NPY_REPLACE_IN_PLACE writes all the same, and who reads the header in that very moment may get an error.
///
/// @param path the file; it must be a regular one.
/// @param spec what the file has to be: dtype, order and shape, with -1 for the axis that grows; also what is made
///        if there is none. NULL: whatever it is, and there must be one. With `sync`, npy_flush() returns when
///        the rows are safe on the disk.
/// @param[out] out the writer, to be ended with npy_finish() or npy_discard(); untouched on failure.
///        npy_writer_info() tells how many rows are there.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_BUSY, _NOT_FOUND, _DTYPE or _SHAPE if the file is something else, _UNSUPPORTED
///         if it cannot grow, _TRUNCATED if it ends within its rows (npy_recover()), _ACCESS, _NO_SPACE, _IO,
///         and as npy_open().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_append(
    path: *const c_char,
    spec: Option<&npy_spec>,
    out: Option<&mut MaybeUninit<*mut npy_writer>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        // SAFETY: the spec's pointers are NULL or valid, and a path ends in NUL.
        let (translated, path) =
            unsafe { (spec.map(|s| save::translate(s)).transpose()?, text(path, "path")?) };
        let replace = save::replace(spec.map_or(save::NPY_REPLACE_ATOMIC, |s| s.replace))?;
        let sync = spec.is_some_and(|s| s.sync != 0);
        let room = Room::new()?;
        let writer = Writer::append(path, translated.as_ref(), replace, sync)?;
        slot.write(room.fill(npy_writer::new(writer, spec)));
        Ok(())
    })
}

/// Makes the rows that were written to a file from npy_append() visible: whoever opens it now
/// finds them, and a crash of this program does not lose them.
///
/// Elements that are no whole row yet are not shown. Costs a few system calls, however large the file is.
///
/// @param writer the writer.
/// @param[out] err why it failed; may be NULL. What was visible stays so, and it may be tried again; not after
///        a failed sync, which the system does not report twice.
/// @return 0, NPY_ERR_UNSUPPORTED for a writer that is not from npy_append(), _STATE if the file was removed
///         or replaced, or in a forked process, _TRUNCATED if somebody cut the file, _IO, _NO_SPACE, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_flush(
    writer: *mut npy_writer,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(writer, err, Writer::flush)
}

/// npy_recover() counted rows in that the header did not claim.
pub const NPY_RECOVERED_ROWS: u32 = 1;
/// npy_recover() cut off the part of a row.
pub const NPY_RECOVERED_CUT: u32 = 2;
/// The header claimed bytes that were not there; npy_recover() took the claim back.
pub const NPY_RECOVERED_LOSS: u32 = 4;
/// npy_recover() wrote the header anew, if only as NumPy writes it.
pub const NPY_RECOVERED_HEADER: u32 = 8;
/// npy_recover() replaced the file by a copy, because its header had no room or others were reading it.
pub const NPY_RECOVERED_COPY: u32 = 16;
/// npy_recover() removed temporary files of writers that died.
pub const NPY_RECOVERED_TEMPORARIES: u32 = 32;

/// What npy_recover() found and did. 256 bytes, for good. Filled by the library.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_recovery {
    /// The length of the slowest axis that the header claimed.
    pub rows_before: i64,
    /// The length that it claims now; all of it is there.
    pub rows_after: i64,
    /// Bytes of a row that was not complete, cut off.
    pub bytes_cut: i64,
    /// Bytes that the header claimed and that were not there.
    pub bytes_missing: i64,
    /// `NPY_RECOVERED_...`, or-ed together; 0: there was nothing to do.
    pub actions: u32,
    /// How many temporary files were removed.
    pub temporaries: i32,
    /// One line that says it all, ended by NUL.
    pub message: [c_char; 200],
    /// 0.
    pub reserved: [u64; 2],
}

/// Makes the file `path` whole after its writer died, and removes the temporary files of dead
/// writers beside it.
///
/// Whole rows behind those that the header claims are counted in, the part of a row behind them is cut
/// off, and a claim of more rows than there are is taken back. Call it for files of which you know that their
/// writer is gone: bytes that somebody else put behind an array would become rows. (Another array there is left alone.)
/// A file that is whole stays as it is, but for a growing header, which becomes one as NumPy writes it.
///
/// @param path the file.
/// @param[out] what is filled with what was found and done; may be NULL; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, also if there was nothing to do; NPY_ERR_BUSY if a writer lives, _NOT_FOUND, _ACCESS, _NO_SPACE, _IO,
///         and as npy_open() for a header that cannot be read.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_recover(
    path: *const c_char,
    what: Option<&mut MaybeUninit<npy_recovery>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        // SAFETY: a path ends in NUL.
        let found = npy::recover(unsafe { text(path, "path") }?)?;
        if let Some(what) = what {
            what.write(npy_recovery::of(&found));
        }
        Ok(())
    })
}

impl npy_recovery {
    fn of(found: &Recovery) -> npy_recovery {
        let actions = [
            (found.rows_after > found.rows_before, NPY_RECOVERED_ROWS),
            (found.bytes_cut > 0, NPY_RECOVERED_CUT),
            (found.bytes_missing > 0, NPY_RECOVERED_LOSS),
            (found.header, NPY_RECOVERED_HEADER),
            (found.copied, NPY_RECOVERED_COPY),
            (found.temporaries > 0, NPY_RECOVERED_TEMPORARIES),
        ];
        let mut message = [0; 200];
        fill(&mut message, format_args!("{found}"));
        npy_recovery {
            rows_before: found.rows_before,
            rows_after: found.rows_after,
            bytes_cut: i64::try_from(found.bytes_cut).unwrap_or(i64::MAX),
            bytes_missing: i64::try_from(found.bytes_missing).unwrap_or(i64::MAX),
            actions: actions.iter().filter(|(done, _)| *done).fold(0, |all, (_, bit)| all | bit),
            temporaries: found.temporaries as i32,
            message,
            reserved: [0; 2],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recovery_struct_is_256_bytes_for_good() {
        assert_eq!(size_of::<npy_recovery>(), 256);
        assert_eq!(core::mem::offset_of!(npy_recovery, actions), 32);
        assert_eq!(core::mem::offset_of!(npy_recovery, message), 40);
        assert_eq!(core::mem::offset_of!(npy_recovery, reserved), 240);
    }

    #[test]
    fn the_longest_message_has_room() {
        let most = Recovery {
            rows_before: i64::MAX,
            rows_after: i64::MAX - 1,
            bytes_cut: i64::MAX as u64,
            bytes_missing: i64::MAX as u64,
            temporaries: i32::MAX as u32,
            header: true,
            copied: true,
        };
        assert!(most.to_string().len() < 200, "{most}");
    }
}

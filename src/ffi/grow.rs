//! Section 6, writing: files that grow while others read them.

use super::guard::{guard, with_mut};
use super::save::{self, npy_spec};
use super::slots::{out, text};
use super::status::{npy_error, npy_status};
use super::write::npy_writer;
use crate::npy::Writer;
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
    out: Option<&mut MaybeUninit<Box<npy_writer>>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        // SAFETY: the spec's pointers are NULL or valid, and a path ends in NUL.
        let (translated, path) =
            unsafe { (spec.map(|s| save::translate(s)).transpose()?, text(path, "path")?) };
        let replace = save::replace(spec.map_or(save::NPY_REPLACE_ATOMIC, |s| s.replace))?;
        let sync = spec.is_some_and(|s| s.sync != 0);
        let writer = Writer::append(path, translated.as_ref(), replace, sync)?;
        slot.write(npy_writer::boxed(writer, spec)?);
        Ok(())
    })
}

/// Makes the rows that were written to a file from npy_append() visible: whoever opens it now
/// finds them, and a crash of this program does not lose them.
///
/// Elements that are no whole row yet are not shown. Costs a few system calls, however large the file is.
///
/// @param writer the writer.
/// @param[out] err why it failed; may be NULL. What was visible stays so, and it may be tried again.
/// @return 0, NPY_ERR_UNSUPPORTED for a writer that is not from npy_append(), _STATE if the file was removed
///         or replaced, or in a forked process, _TRUNCATED if somebody cut the file, _IO, _NO_SPACE, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_flush(
    writer: Option<&mut npy_writer>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(writer.map(|w| &mut w.handle), err, Writer::flush)
}

//! Section 8: Python objects, read.

use super::ask::npy_info;
use super::guard::{end, guard, with, Handle};
use super::open::npy_reader;
use super::slots::{out, positive, reserved, text, values};
use super::status::{npy_error, npy_status};
use super::table::{kind, live};
use super::values::{info_of, value_of};
use crate::error::{Error, Result, Status};
use crate::io::MemorySource;
use crate::object::{self, Encoding, Id, Limits, Tree};
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

/// Python objects as plain values: what an array of dtype `O`, or a pickle of its own, holds.
///
/// A value is a number greater than 0 that has a meaning in its tree alone. Lists, dicts, arrays and the
/// like hold the numbers of their values; a value that stands in several places has one number, so
/// that in truth it is no tree, but nothing in it holds itself: a walk ends, after at most
/// `max_visits` values and `max_depth` deep.
///
/// `const npy_tree *` may be used by many threads at once. What it hands out lives until npy_tree_free(),
/// but while values are added only until the next call that adds one.
///
/// Since 0.1.
pub struct npy_tree(pub(super) Handle<Tree>);

kind!(npy_tree, 5, "npy_tree", Tree, 0);

impl From<Handle<Tree>> for npy_tree {
    fn from(handle: Handle<Tree>) -> npy_tree {
        npy_tree(handle)
    }
}

/// Byte strings of Python 2 are texts if all of them are ASCII, else an error. The default, as in `numpy.load`.
pub const NPY_ENCODING_ASCII: i32 = 0;
/// Byte strings of Python 2 are texts in Latin-1.
pub const NPY_ENCODING_LATIN1: i32 = 1;
/// Byte strings of Python 2 are texts in UTF-8.
pub const NPY_ENCODING_UTF8: i32 = 2;
/// Byte strings of Python 2 are bytes.
pub const NPY_ENCODING_BYTES: i32 = 3;

/// What reading objects may cost, and how texts of Python 2 are taken. All zero is the default.
///
/// Besides, a byte of the file may cost at most 100 bytes of memory, beyond the first MiB.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_object_options {
    /// The most bytes of a pickle; 0 is 1 TiB.
    pub max_bytes: i64,
    /// The most bytes of memory that the values take; 0 is 8 GiB.
    pub max_memory: i64,
    /// The most values that a pickle makes; 0 is 67,108,864.
    pub max_values: i64,
    /// The most values that a pickle keeps to use them again; 0 is 67,108,864.
    pub max_memo: i64,
    /// The most values that a walk through the tree meets, where those that stand in several places count
    /// each time; 0 is 268,435,456.
    pub max_visits: i64,
    /// How deeply values may be nested, a number in a list being 2 deep; 0 is 1000. Reading takes no stack for it, but
    /// your walk may.
    pub max_depth: i32,
    /// `NPY_ENCODING_...`: what byte strings of Python 2 are. Those that are an array's elements are read
    /// right with each.
    pub encoding: i32,
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// `None`.
pub const NPY_VALUE_NONE: i32 = 1;
/// `True` or `False`: `integer` is 1 or 0.
pub const NPY_VALUE_BOOL: i32 = 2;
/// An int: `integer`; if it has more than 64 bits, `data` and `size` are its two's complement, the lowest
/// byte first, and `integer` is the nearest end of its range.
pub const NPY_VALUE_INT: i32 = 3;
/// A float: `real`.
pub const NPY_VALUE_FLOAT: i32 = 4;
/// A complex number: `real` and `imaginary`.
pub const NPY_VALUE_COMPLEX: i32 = 5;
/// A str: UTF-8, `size` bytes at `data`, and a NUL behind them.
pub const NPY_VALUE_TEXT: i32 = 6;
/// Bytes: `size` of them at `data`.
pub const NPY_VALUE_BYTES: i32 = 7;
/// A bytearray: `size` bytes at `data`.
pub const NPY_VALUE_BYTEARRAY: i32 = 8;
/// A list of `count` values.
pub const NPY_VALUE_LIST: i32 = 9;
/// A tuple of `count` values.
pub const NPY_VALUE_TUPLE: i32 = 10;
/// A dict of `count` keys with their values, in its order. Of equal keys the last counts.
pub const NPY_VALUE_DICT: i32 = 11;
/// A set of `count` values.
pub const NPY_VALUE_SET: i32 = 12;
/// A frozenset of `count` values.
pub const NPY_VALUE_FROZENSET: i32 = 13;
/// An array, of which npy_tree_info() tells more: of objects `count` values in C order, of anything else
/// `size` bytes at `data`, as they lie in `info.order` and `info.byteorder`.
pub const NPY_VALUE_ARRAY: i32 = 14;
/// A scalar of NumPy's, such as `numpy.float32(1)` or `numpy.datetime64`: `size` bytes of `dtype` at `data`.
pub const NPY_VALUE_SCALAR: i32 = 15;
/// A `datetime.datetime`: `integer` microseconds since 1970 began, as the clock of its zone shows them.
pub const NPY_VALUE_DATETIME: i32 = 16;
/// A `datetime.date`: `integer` days since 1970 began.
pub const NPY_VALUE_DATE: i32 = 17;
/// A `datetime.time`: `integer` microseconds since midnight.
pub const NPY_VALUE_TIME: i32 = 18;
/// A `datetime.timedelta`: `integer` microseconds.
pub const NPY_VALUE_TIMEDELTA: i32 = 19;
/// A `datetime.timezone`: `integer` microseconds ahead of UTC, less than a day.
pub const NPY_VALUE_TIMEZONE: i32 = 20;

/// A datetime or time has a zone, `zone` microseconds ahead of UTC.
pub const NPY_VALUE_AWARE: u32 = 1;
/// A datetime or time is the second of two that the clock calls so (`fold`).
pub const NPY_VALUE_FOLD: u32 = 2;
/// An array is one of `StringDType`, strings of any length: texts, or `fill` where one is missing.
pub const NPY_VALUE_STRINGS: u32 = 4;
/// The same takes strings only (`coerce=False`).
pub const NPY_VALUE_STRICT: u32 = 8;

/// A value. Filled by npy_tree_get(); filled by you for npy_tree_add(). What its kind does not speak of is 0.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_value {
    /// A bool, an int, a date or time: see its kind.
    pub integer: i64,
    /// A float, or the real part.
    pub real: f64,
    /// The imaginary part.
    pub imaginary: f64,
    /// Microseconds ahead of UTC, with NPY_VALUE_AWARE.
    pub zone: i64,
    /// Text, bytes, elements; lives as long as the tree.
    pub data: *const c_void,
    /// How many bytes there are at `data`.
    pub size: i64,
    /// How many values it holds.
    pub count: i64,
    /// The dtype of an array or a NumPy scalar, as NumPy writes it, ended by NUL.
    pub dtype: *const c_char,
    /// The mask of a masked array: the number of an array of bools, true where the element is hidden. Else 0.
    pub mask: i64,
    /// What a masked array shows where it is masked, or what stands for a missing string; 0 if nothing is said.
    pub fill: i64,
    /// `NPY_VALUE_...`: what it is.
    pub kind: i32,
    /// `NPY_VALUE_...` flags, or-ed together.
    pub flags: u32,
    /// Must be 0.
    pub reserved: [u64; 4],
}

/// Reads the elements of an array of Python objects, without running any Python: nothing is imported, and
/// nothing is called.
///
/// What NumPy and Python store values by is read: None, bool, int, float, complex, str, bytes, bytearray,
/// list, tuple, dict, set, frozenset, arrays (masked ones and StringDType, too), NumPy's scalars, datetime's
/// types; of every protocol, of Python 2 and 3. All else is an error that names it. The root of the tree is
/// the array.
///
/// The reader stands where it stood, except that a stream has moved: to the end of the pickle, and no further.
///
/// @param reader the reader of an array of dtype `O`, or of a struct with objects; also an archive's member.
/// @param options may be NULL, which is all zero.
/// @param[out] tree the values, to be ended with npy_tree_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_OBJECT if the pickle is damaged, or calls for what is no value; _DTYPE if the elements
///         are no objects; _LIMIT, _TRUNCATED, _IO, _CALLBACK, _CRC, _STATE (a stream that was read), _MEMORY,
///         _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_objects(
    reader: *const npy_reader,
    options: Option<&npy_object_options>,
    tree: Option<&mut MaybeUninit<*mut npy_tree>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader, err, |reader| {
        let slot = out(tree, "tree")?;
        slot.write(Handle::boxed(object::load(reader, &translate(options)?)?)?);
        Ok(())
    })
}

/// Reads the objects in the file `path`: behind the header of an array, or a pickle without one, as
/// `numpy.load` takes it. The root of the tree is then any value.
///
/// @param path the file, which must not be a pipe; bytes on Unix, UTF-8 on Windows.
/// @param options may be NULL, which is all zero.
/// @param[out] tree the values; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_open() and npy_objects(); NPY_ERR_MAGIC for an archive.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_objects_load(
    path: *const c_char,
    options: Option<&npy_object_options>,
    tree: Option<&mut MaybeUninit<*mut npy_tree>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = out(tree, "tree")?;
        // SAFETY: a path ends in NUL.
        let path = unsafe { text(path, "path") }?;
        slot.write(Handle::boxed(object::load_path(path, &translate(options)?)?)?);
        Ok(())
    })
}

/// Reads the objects in a block of memory that is a file as npy_objects_load() takes it.
///
/// @param data the bytes, which are not needed afterwards; may be NULL if `size` is 0.
/// @param size how many there are; more than the pickle needs is fine.
/// @param options may be NULL, which is all zero.
/// @param[out] tree the values; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_objects_load().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_objects_memory(
    data: *const c_void,
    size: usize,
    options: Option<&npy_object_options>,
    tree: Option<&mut MaybeUninit<*mut npy_tree>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = out(tree, "tree")?;
        let limits = translate(options)?;
        // SAFETY: the caller's bytes, which stay during the call.
        let source = unsafe {
            values(data.cast::<u8>(), size, "data")?;
            MemorySource::new(data.cast(), size)
        };
        slot.write(Handle::boxed(object::load_memory(source, &limits)?)?);
        Ok(())
    })
}

/// What a file held.
///
/// @param tree the tree.
/// @return the number of the value; 0 for NULL and for a tree of npy_tree_new().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_root(tree: *const npy_tree) -> i64 {
    live(tree).map_or(0, |tree| tree.0.get().root().get())
}

/// Tells what a value is.
///
/// @param tree the tree.
/// @param value its number.
/// @param[out] what is filled; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0 or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_get(
    tree: *const npy_tree,
    value: i64,
    what: Option<&mut MaybeUninit<npy_value>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(tree, err, |tree| {
        let slot = out(what, "what")?;
        slot.write(value_of(tree, tree.id(value, "value")?));
        Ok(())
    })
}

/// Tells dtype and shape of an array, or of a NumPy scalar.
///
/// @param tree the tree.
/// @param value its number.
/// @param[out] info is filled; what it points to lives as long as the tree. Untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_ARGUMENT (also for other values).
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_info(
    tree: *const npy_tree,
    value: i64,
    info: Option<&mut MaybeUninit<npy_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(tree, err, |tree| {
        let slot = out(info, "info")?;
        info_of(slot, tree, tree.id(value, "value")?)
    })
}

/// One of the values that a list, tuple, set, frozenset or array of objects holds.
///
/// @param tree the tree.
/// @param value its number.
/// @param index from 0 to `count` - 1; of an array in C order, whatever its own is.
/// @param[out] item the number of the value there; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SHAPE if there is no such index, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_item(
    tree: *const npy_tree,
    value: i64,
    index: i64,
    item: Option<&mut MaybeUninit<i64>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(tree, err, |tree| {
        let slot = out(item, "item")?;
        slot.write(tree.item(tree.id(value, "value")?, index)?.get());
        Ok(())
    })
}

/// One of the keys of a dict, and its value.
///
/// @param tree the tree.
/// @param dict the number of the dict.
/// @param index from 0 to `count` - 1.
/// @param[out] key the number of the key; untouched on failure.
/// @param[out] value the number of the value; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SHAPE if there is no such index, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_entry(
    tree: *const npy_tree,
    dict: i64,
    index: i64,
    key: Option<&mut MaybeUninit<i64>>,
    value: Option<&mut MaybeUninit<i64>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(tree, err, |tree| {
        let (key, value) = (out(key, "key")?, out(value, "value")?);
        let entry = tree.entry(tree.id(dict, "dict")?, index)?;
        key.write(entry.0.get());
        value.write(entry.1.get());
        Ok(())
    })
}

/// The value that a dict has for a text.
///
/// @param tree the tree.
/// @param dict the number of the dict.
/// @param key the text, UTF-8.
/// @param[out] value the number of the value, 0 if there is none; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0 or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_find(
    tree: *const npy_tree,
    dict: i64,
    key: *const c_char,
    value: Option<&mut MaybeUninit<i64>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(tree, err, |tree| {
        let slot = out(value, "value")?;
        // SAFETY: a text ends in NUL.
        let key = unsafe { text(key, "key") }?;
        let found = tree.find(tree.id(dict, "dict")?, key.to_bytes())?;
        slot.write(found.map_or(0, Id::get));
        Ok(())
    })
}

/// Frees a tree and what it handed out. NULL does nothing.
///
/// @param tree the tree, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_free(tree: *mut npy_tree) {
    end(tree);
}

fn translate(options: Option<&npy_object_options>) -> Result<Limits> {
    let default = Limits::default();
    let Some(options) = options else { return Ok(default) };
    reserved(&options.reserved, &[])?;
    let or = |n: i64, name: &str, default: u64| positive(n, name).map(|n| if n == 0 { default } else { n });
    Ok(Limits {
        max_bytes: or(options.max_bytes, "max_bytes", default.max_bytes)?,
        max_memory: or(options.max_memory, "max_memory", default.max_memory)?,
        max_values: or(options.max_values, "max_values", default.max_values)?,
        max_memo: or(options.max_memo, "max_memo", default.max_memo)?,
        max_visits: or(options.max_visits, "max_visits", default.max_visits)?,
        max_depth: or(options.max_depth.into(), "max_depth", default.max_depth.into())? as u32,
        encoding: match options.encoding {
            NPY_ENCODING_ASCII => Encoding::Ascii,
            NPY_ENCODING_LATIN1 => Encoding::Latin1,
            NPY_ENCODING_UTF8 => Encoding::Utf8,
            NPY_ENCODING_BYTES => Encoding::Bytes,
            other => {
                return Err(Error::new(
                    Status::Argument,
                    format_args!("encoding is {other}, expected one of NPY_ENCODING_..."),
                ))
            }
        },
    })
}

//! Section 8: Python objects, made and written.

use super::archive_write::npz_writer;
use super::ask::dtype;
use super::guard::{guard, null, with, with_mut, Handle};
use super::objects::{
    npy_tree, npy_value, NPY_VALUE_BYTEARRAY, NPY_VALUE_INT, NPY_VALUE_SCALAR, NPY_VALUE_STRICT,
    NPY_VALUE_TEXT,
};
use super::save::{npy_spec, optional, translate, whole};
use super::sinks::npy_memory;
use super::slots::{out, readable, size, text, values};
use super::status::{npy_error, npy_status};
use super::table::live;
use super::values::{given, plain};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::{MemorySink, Replace, Replacement, Sink};
use crate::mem::alloc::try_box;
use crate::object::{self, Id, Node, Tree};
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

/// A tree without values, to be filled.
///
/// @param[out] tree the tree, to be ended with npy_tree_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_MEMORY or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_new(
    tree: Option<&mut MaybeUninit<*mut npy_tree>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        out(tree, "tree")?.write(Handle::boxed(Tree::new()?)?);
        Ok(())
    })
}

/// Adds a value to a tree, such as `&(npy_value){ .kind = NPY_VALUE_FLOAT, .real = 0.5 }`.
///
/// What it points to is copied. Lists and their like are empty at first: `count`, `mask` and `fill` are not
/// looked at. Arrays have npy_tree_add_array().
///
/// @param tree the tree, also one that was read.
/// @param what the value, as its kind says.
/// @param[out] value its number; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_ARGUMENT, _DTYPE, _SIZE (of a NumPy scalar), _LIMIT, _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_add(
    tree: *mut npy_tree,
    what: Option<&npy_value>,
    value: Option<&mut MaybeUninit<i64>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(tree, err, |tree| {
        let slot = out(value, "value")?;
        let what = given(what)?;
        let id = match plain(what)? {
            Some(node) => tree.add(node)?,
            // SAFETY: the value's pointers are NULL or valid for what it says.
            None => unsafe { held(tree, what) }?,
        };
        slot.write(id.get());
        Ok(())
    })
}

/// Adds an array to a tree. Its elements are copied, as they are to lie in a file.
///
/// Of dtype `O`, or of a struct with objects (whose elements are tuples), it is empty at first: npy_tree_append()
/// gives it its elements, in C order.
///
/// @param tree the tree.
/// @param spec dtype, shape and order; no axis may be -1.
/// @param data the first element; not used for objects.
/// @param strides bytes from one element to the next in memory, one number for each axis, also negative;
///        NULL: packed in the order of the spec.
/// @param[out] value its number; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_ARGUMENT, _DTYPE, _SHAPE, _CAST, _LIMIT, _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_add_array(
    tree: *mut npy_tree,
    spec: Option<&npy_spec>,
    data: *const c_void,
    strides: *const i64,
    value: Option<&mut MaybeUninit<i64>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(tree, err, |tree| {
        let slot = out(value, "value")?;
        let spec = spec.ok_or_else(|| null("spec"))?;
        // SAFETY: the spec's pointers are NULL or valid.
        let spec = unsafe { translate(spec) }?;
        whole(&spec)?;
        // SAFETY: one number for each axis.
        let strides = unsafe { optional(strides, spec.shape.len()) }?;
        let reach = if spec.dtype.has_object() { (0, 0) } else { spec.reach(strides)? };
        // SAFETY: the caller's elements lie there.
        let data = unsafe { readable(data, reach, "data") }?;
        slot.write(tree.add_elements(&spec, data, strides)?.get());
        Ok(())
    })
}

/// Makes an array a masked one (`numpy.ma`).
///
/// @param tree the tree.
/// @param array the number of an array without fields.
/// @param mask the number of an array of bools of the same shape and order, true where an element is hidden.
/// @param fill what is shown there: the number of an array without axes of the same dtype; 0 for NumPy's default.
/// @param[out] err why it failed; may be NULL.
/// @return 0 or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_set_mask(
    tree: *mut npy_tree,
    array: i64,
    mask: i64,
    fill: i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(tree, err, |tree| {
        let (array, mask) = (tree.id(array, "array")?, tree.id(mask, "mask")?);
        let fill = optional_value(tree, fill, "fill")?;
        tree.set_mask(array, mask, fill)
    })
}

/// Makes an array of objects one of NumPy's strings of any length (`numpy.dtypes.StringDType`), whose elements
/// are texts, or `missing`.
///
/// @param tree the tree.
/// @param array the number of an array of objects.
/// @param flags 0, or NPY_VALUE_STRICT.
/// @param missing the number of what stands for a missing string, such as None or a NaN; 0 for nothing.
/// @param[out] err why it failed; may be NULL.
/// @return 0 or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_set_strings(
    tree: *mut npy_tree,
    array: i64,
    flags: u32,
    missing: i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(tree, err, |tree| {
        if flags & !NPY_VALUE_STRICT != 0 {
            return Err(Error::new(Status::Argument, format_args!("unknown flags {flags:#x}")));
        }
        let array = tree.id(array, "array")?;
        let missing = optional_value(tree, missing, "missing")?;
        tree.set_strings(array, flags & NPY_VALUE_STRICT == 0, missing)
    })
}

/// Puts a value behind the others of a list, tuple, set, frozenset or array of objects.
///
/// @param tree the tree.
/// @param into the number of what gets it.
/// @param item the number of the value, which may stand in several places; not one that holds `into`, which is
///        found out when the tree is written.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_SIZE if an array has all its elements, NPY_ERR_ARGUMENT, _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_append(
    tree: *mut npy_tree,
    into: i64,
    item: i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(tree, err, |tree| {
        let (into, item) = (tree.id(into, "into")?, tree.id(item, "item")?);
        tree.append(into, item)
    })
}

/// Puts a key and its value behind the others of a dict.
///
/// @param tree the tree.
/// @param dict the number of the dict.
/// @param key the number of the key: no list, dict, set, bytearray or array.
/// @param value the number of the value.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_ARGUMENT or _MEMORY.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_tree_put(
    tree: *mut npy_tree,
    dict: i64,
    key: i64,
    value: i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(tree, err, |tree| {
        let (dict, key, value) = (tree.id(dict, "dict")?, tree.id(key, "key")?, tree.id(value, "value")?);
        tree.put(dict, key, value)
    })
}

/// Saves a value as `numpy.save` does, for `numpy.load(allow_pickle=True)`: an array of objects as it is,
/// anything else as the one element of an array without axes, which is what NumPy makes of a dict.
///
/// As with npy_save() the old file is there until the new one is complete.
///
/// @param path the file.
/// @param tree the tree.
/// @param value the number of the value.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save(); NPY_ERR_ARGUMENT if the value holds itself, an array has not all its elements, or a
///         date is none.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_save_objects(
    path: *const c_char,
    tree: *const npy_tree,
    value: i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(tree, err, |tree| {
        // SAFETY: a path ends in NUL.
        let path = unsafe { text(path, "path") }?;
        let value = tree.id(value, "value")?;
        object::save(tree, value, &mut || Replacement::begin(path, Replace::Atomic, false))
    })
}

/// The same into memory, behind what it holds.
///
/// @param memory where it goes.
/// @param tree the tree.
/// @param value the number of the value.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save_objects().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_save_objects_memory(
    memory: *mut npy_memory,
    tree: *const npy_tree,
    value: i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(tree, err, |tree| {
        let memory = live(memory)?;
        let value = tree.id(value, "value")?;
        object::save(tree, value, &mut || {
            let sink: Box<dyn Sink> = try_box(MemorySink::new(memory.0.get()))?;
            Ok(sink)
        })
    })
}

/// The same as the member `name` of an archive.
///
/// @param archive the archive.
/// @param name the key, as in `np.savez`.
/// @param tree the tree.
/// @param value the number of the value.
/// @param[out] err why it failed; may be NULL.
/// @return as npz_save() and npy_save_objects().
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npz_save_objects(
    archive: *mut npz_writer,
    name: *const c_char,
    tree: *const npy_tree,
    value: i64,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with_mut(archive, err, |archive| {
        let tree = live(tree)?.0.get();
        // SAFETY: a text ends in NUL.
        let name = unsafe { text(name, "name") }?;
        object::save(tree, tree.id(value, "value")?, &mut || archive.member(name.to_bytes()))
    })
}

/// A value that has bytes.
///
/// # Safety
///
/// The value's pointers must be NULL or valid for what it says.
unsafe fn held(tree: &mut Tree, what: &npy_value) -> Result<Id> {
    // SAFETY: passed on to the caller.
    let bytes = unsafe { values(what.data.cast::<u8>(), size(what.size, "size")?, "data") }?;
    match what.kind {
        NPY_VALUE_INT => tree.add_int(bytes),
        NPY_VALUE_TEXT => tree.add_text(bytes),
        NPY_VALUE_BYTEARRAY => tree.add(Node::Bytearray(fallible::copy(bytes)?)),
        // SAFETY: passed on to the caller.
        NPY_VALUE_SCALAR => tree.add_scalar(unsafe { dtype(what.dtype) }?, bytes),
        _ => tree.add(Node::Bytes(fallible::copy(bytes)?)),
    }
}

/// A value that may be left out.
fn optional_value(tree: &Tree, value: i64, name: &str) -> Result<Id> {
    if value == 0 {
        return Ok(Id::NONE);
    }
    tree.id(value, name)
}

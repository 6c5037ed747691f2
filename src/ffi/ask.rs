//! Section 3: asking.

use super::guard::{end, guard, null, with};
use super::open::npy_reader;
use super::slots::{self, optional_text, out, text, values};
use super::status::{npy_error, npy_status};
use super::table::{kind, lent, Room};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{Dtype, Limits, Member, Order, Shape};
use crate::npy::{packed_strides, Described, Meta};
use core::ffi::c_char;
use core::mem::MaybeUninit;

/// A dtype: what an element is made of. Read-only, so any number of threads
/// may ask one. One that a reader, an array or a writer hands out lives as
/// long as they do.
///
/// Since 0.1.
// Only the compiler is told, so that the header keeps it opaque.
#[cfg_attr(all(), repr(transparent))]
pub struct npy_dtype(pub(super) Described);

kind!(npy_dtype, 8, "npy_dtype");

/// The most axes that an array can have.
pub const NPY_MAX_NDIM: i32 = 64;

/// What is known of an array. Filled by the library; the pointers in it live as long as
/// the handle that was asked.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_info {
    /// Elements in all.
    pub count: i64,
    /// Bytes of all elements: `count * itemsize`.
    pub nbytes: i64,
    /// Bytes of an element.
    pub itemsize: i64,
    /// Bytes from the array's start in the file to its first element; 0 for what was loaded.
    pub data_offset: i64,
    /// The length of each axis, in NumPy's order; `ndim` of them, then 0.
    pub shape: [i64; 64],
    /// Bytes from one element to the next along each axis, packed in `order`; of npy_plan()
    /// those that were asked for.
    pub strides: [i64; 64],
    /// How many axes; 0 for a single value.
    pub ndim: i32,
    /// How many fields a struct dtype has, at all depths; 0 for others.
    pub nfields: i32,
    /// The format version of the file: 1, 2 or 3; 0 for what was loaded.
    pub version: i32,
    /// The multiple of a datetime's unit, such as 10 in `<M8[10us]`; else 0.
    pub unit_multiple: i32,
    /// NumPy's letter: `b` bool, `i` `u` integers, `f` float, `c` complex, `S` bytes, `U` text,
    /// `V` void or struct, `M` datetime, `m` timedelta, `O` object.
    pub kind: c_char,
    /// `<` little-endian, `>` big-endian, `|` where it has no meaning.
    pub byteorder: c_char,
    /// `C` (last axis fastest) or `F` (first axis fastest).
    pub order: c_char,
    /// 0.
    pub unused: c_char,
    /// A datetime's unit, ended by NUL: `Y M W D h m s ms us ns ps fs as`; empty for none.
    pub unit: [c_char; 4],
    /// The dtype, to be asked further.
    pub dtype: *const npy_dtype,
    /// The dtype as NumPy writes it, such as `<f8` or `[('id', '<u4'), ('x', '<f8')]`,
    /// ended by NUL.
    pub descr: *const c_char,
    /// 0.
    pub reserved: [u64; 4],
}

/// Tells what a reader's array is.
///
/// @param reader the reader.
/// @param[out] info is filled; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0 or NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_header(
    reader: *const npy_reader,
    info: Option<&mut MaybeUninit<npy_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader, err, |reader| info_of(out(info, "info")?, reader.meta()))
}

/// Checks that an array is what you are about to take it for.
///
/// The byte order does not matter: reading delivers this machine's. The message says
/// both: "wanted <f8, 2 axes; found <f4, 3 axes".
///
/// @param reader the reader.
/// @param dtype any spelling that NumPy reads, such as `"f8"`; NULL for any dtype.
/// @param ndim how many axes; -1 for any number.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE or NPY_ERR_SHAPE if it is something else, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_expect(
    reader: *const npy_reader,
    dtype: *const c_char,
    ndim: i32,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    with(reader, err, |reader| {
        // SAFETY: a text ends in NUL.
        let dtype = unsafe { optional_dtype(dtype) }?;
        reader.expect(dtype.as_ref(), axes(ndim)?)
    })
}

/// A field of a struct dtype. Filled by the library; the texts live as long as the dtype.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_field_info {
    /// Its name, UTF-8, ended by NUL.
    pub name: *const c_char,
    /// Bytes of the name without the NUL: a name may have NULs inside.
    pub name_length: i64,
    /// Its title, or NULL.
    pub title: *const c_char,
    /// Bytes of the title.
    pub title_length: i64,
    /// Its dtype as NumPy writes it, with its own shape.
    pub descr: *const c_char,
    /// Bytes from the start of the element to the field (to its first one, if the struct
    /// that it is in has a shape).
    pub offset: i64,
    /// Bytes of the field, all of its own elements together.
    pub itemsize: i64,
    /// Its own shape: `ndim` of them, then 0.
    pub shape: [i64; 64],
    /// How many axes of its own; 0 for most.
    pub ndim: i32,
    /// Where it stands in the list of all fields.
    pub index: i32,
    /// The index of the struct that it is in; -1 at the top.
    pub parent: i32,
    /// As in `npy_info`, for one of its elements.
    pub unit_multiple: i32,
    /// As in `npy_info`; `V` for a struct.
    pub kind: c_char,
    /// As in `npy_info`.
    pub byteorder: c_char,
    /// 0.
    pub unused: [c_char; 2],
    /// As in `npy_info`.
    pub unit: [c_char; 4],
    /// 0.
    pub reserved: [u64; 4],
}

/// A member of a C struct.
///
/// Since 0.1.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct npy_member {
    /// The field's name, UTF-8.
    pub name: *const c_char,
    /// Its dtype, such as `"f8"`, or `"(3,)f8"` for `double x[3]`; a struct in it is spelled as
    /// NumPy does, padding included, and an array of them is `"([('x', 'f4')], (3,))"`. Without
    /// a byte order it is this machine's.
    pub dtype: *const c_char,
    /// `offsetof(struct, member)`.
    pub offset: i64,
}

/// Finds a field by its name.
///
/// @param dtype the dtype.
/// @param path its name, or names from the top down with dots between, such as
///        `"particle.pos"`; a field that is called so goes first.
/// @param[out] field is filled; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE if there is none, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_field(
    dtype: *const npy_dtype,
    path: *const c_char,
    field: Option<&mut MaybeUninit<npy_field_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let described = &lent(dtype)?.0;
        // SAFETY: a text ends in NUL.
        let path = unsafe { text(path, "path") }?;
        let index = described.dtype().field(path.to_bytes())?.index;
        out(field, "field")?.write(field_of(described, index)?);
        Ok(())
    })
}

/// Tells of a field by its index: all fields of all depths in one list, each struct in
/// front of its own fields.
///
/// @param dtype the dtype.
/// @param index 0 to `npy_info.nfields` - 1.
/// @param[out] field is filled; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE if there is none, NPY_ERR_ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_field_at(
    dtype: *const npy_dtype,
    index: i32,
    field: Option<&mut MaybeUninit<npy_field_info>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let described = &lent(dtype)?.0;
        out(field, "field")?.write(field_of(described, index)?);
        Ok(())
    })
}

/// Reads a dtype's text.
///
/// @param text any spelling that NumPy reads, such as `"f8"` or `"[('id','<u4'),('x','<f8')]"`.
/// @param[out] out the dtype, to be ended with npy_dtype_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE if it names none, _LIMIT, _MEMORY, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_dtype_parse(
    text: *const c_char,
    out: Option<&mut MaybeUninit<*mut npy_dtype>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        // SAFETY: a text ends in NUL.
        let dtype = unsafe { optional_dtype(text) }?.ok_or_else(|| null("text"))?;
        slot.write(Room::new()?.fill(npy_dtype(Described::new(dtype)?)));
        Ok(())
    })
}

/// Makes the dtype of a C struct.
///
/// The padding between the members and behind the last is worked out, so that an array of
/// the struct is saved with `npy_dtype_text()` as its dtype, in one call. NumPy can spell no
/// members that overlap or stand in another order than in memory: these are refused.
///
/// @param members one for each member, in the order of their offsets.
/// @param count how many.
/// @param itemsize `sizeof(struct)`.
/// @param[out] out the dtype, to be ended with npy_dtype_free(); untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE, _LIMIT, _MEMORY, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_dtype_struct(
    members: *const npy_member,
    count: i32,
    itemsize: i64,
    out: Option<&mut MaybeUninit<*mut npy_dtype>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = self::out(out, "out")?;
        // SAFETY: the caller's members.
        let members = unsafe { values(members, slots::count(count, "count")?, "members") }?;
        let mut parsed = fallible::vec_with_capacity(members.len())?;
        for member in members {
            // SAFETY: texts end in NUL.
            let (name, dtype) = unsafe {
                let dtype = text(member.dtype, "a member's dtype")?;
                (text(member.name, "a member's name")?, dtype)
            };
            let dtype = Dtype::parse_member(dtype.to_bytes(), &Limits::default())?;
            let member = Member { name: name.to_bytes(), title: None, dtype, offset: member.offset };
            fallible::push(&mut parsed, member)?;
        }
        let dtype = Dtype::structure(parsed, itemsize)?;
        slot.write(Room::new()?.fill(npy_dtype(Described::new(dtype)?)));
        Ok(())
    })
}

/// Frees a dtype of npy_dtype_parse() or npy_dtype_struct(); none that a handle lent.
/// NULL does nothing.
///
/// @param dtype the dtype, which is gone afterwards.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_dtype_free(dtype: *mut npy_dtype) {
    end(dtype);
}

/// The dtype as NumPy writes it into a header, such as `<f8` or
/// `[('id', '<u4'), ('pos', '<f8', (3,))]`.
///
/// @param dtype the dtype.
/// @return a text ended by NUL that lives as long as the dtype; NULL for NULL.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_dtype_text(dtype: *const npy_dtype) -> *const c_char {
    lent(dtype).map_or(core::ptr::null(), |d| d.0.descr().with_nul().as_ptr().cast())
}

/// A dtype from C; NULL is none.
///
/// # Safety
///
/// `text` must be NULL or end in NUL.
#[inline(never)]
pub(super) unsafe fn optional_dtype(text: *const c_char) -> Result<Option<Dtype>> {
    // SAFETY: passed on to the caller.
    match unsafe { optional_text(text) } {
        None => Ok(None),
        Some(text) => Ok(Some(Dtype::parse(text.to_bytes(), &Limits::default())?)),
    }
}

/// A dtype from C that must be there.
///
/// # Safety
///
/// `text` must be NULL or end in NUL.
pub(super) unsafe fn dtype(text: *const c_char) -> Result<Dtype> {
    // SAFETY: passed on to the caller.
    unsafe { optional_dtype(text) }?.ok_or_else(|| null("dtype"))
}

fn axes(ndim: i32) -> Result<Option<usize>> {
    match ndim {
        -1 => Ok(None),
        0..=NPY_MAX_NDIM => Ok(Some(ndim as usize)),
        _ => Err(Error::new(
            Status::Argument,
            format_args!("ndim is {ndim}, expected 0 to {NPY_MAX_NDIM}, or -1 for any"),
        )),
    }
}

/// `meta` as C sees it, packed.
pub(super) fn info_of(slot: &mut MaybeUninit<npy_info>, meta: &Meta) -> Result<()> {
    let dims = meta.shape.as_slice();
    let strides = packed_strides(dims, meta.dtype().itemsize(), meta.order)?;
    let info = info(slot, &meta.described, &meta.shape, meta.order, &strides)?;
    info.version = meta.version.into();
    info.data_offset = i64::try_from(meta.data_offset).unwrap_or(i64::MAX);
    Ok(())
}

/// An array in memory as C sees it, put where it is wanted: it is large, and nearly all of it are zeros.
pub(super) fn info<'s>(
    slot: &'s mut MaybeUninit<npy_info>,
    described: &Described,
    shape: &Shape,
    order: Order,
    strides: &[i64],
) -> Result<&'s mut npy_info> {
    let dtype = described.dtype();
    let dims = shape.as_slice();
    let (count, itemsize) = (shape.count()?, dtype.itemsize());
    let nbytes = shape.nbytes(itemsize)?;
    let letters = Letters::of(dtype);
    // SAFETY: numbers and pointers, for which zeros are values.
    let info = unsafe {
        slot.as_mut_ptr().write_bytes(0, 1);
        slot.assume_init_mut()
    };
    info.shape[..dims.len()].copy_from_slice(dims);
    info.strides[..strides.len()].copy_from_slice(strides);
    (info.count, info.nbytes, info.itemsize) = (count, nbytes, itemsize);
    info.ndim = dims.len() as i32;
    info.nfields = i32::try_from(described.fields()).unwrap_or(i32::MAX);
    (info.kind, info.byteorder, info.order) = (letters.kind, letters.byteorder, order_letter(order));
    (info.unit, info.unit_multiple) = (letters.unit, letters.unit_multiple);
    info.dtype = (&raw const *described).cast();
    info.descr = described.descr().with_nul().as_ptr().cast();
    Ok(info)
}

/// What a dtype is in single letters.
struct Letters {
    kind: c_char,
    byteorder: c_char,
    unit: [c_char; 4],
    unit_multiple: i32,
}

impl Letters {
    fn of(dtype: &Dtype) -> Letters {
        let mut letters =
            Letters { kind: b'V' as c_char, byteorder: b'|' as c_char, unit: [0; 4], unit_multiple: 0 };
        let Dtype::Scalar(scalar) = dtype else {
            return letters;
        };
        letters.kind = scalar.kind.letter() as c_char;
        letters.byteorder = scalar.order.letter() as c_char;
        if let Some((name, multiple)) = scalar.unit.get() {
            letters.unit_multiple = multiple;
            for (to, from) in letters.unit.iter_mut().zip(name.bytes().take(3)) {
                *to = from as c_char;
            }
        }
        letters
    }
}

fn field_of(described: &Described, index: i32) -> Result<npy_field_info> {
    let position = usize::try_from(index).unwrap_or(usize::MAX);
    let field = described.dtype().field_at(index);
    let texts = described.field_texts(position);
    let Some((field, (name, title, descr))) = field.zip(texts) else {
        return Err(Error::new(
            Status::Dtype,
            format_args!("no field {index}, expected 0 to {}", described.fields() as i64 - 1),
        ));
    };
    let mut shape = [0; 64];
    let ndim = field.own_shape(&mut shape)?;
    let letters = Letters::of(field.element());
    Ok(npy_field_info {
        name: name.with_nul().as_ptr().cast(),
        name_length: name.len() as i64,
        title: title.map_or(core::ptr::null(), |t| t.with_nul().as_ptr().cast()),
        title_length: title.map_or(0, |t| t.len() as i64),
        descr: descr.with_nul().as_ptr().cast(),
        offset: field.offset,
        itemsize: field.dtype.itemsize(),
        shape,
        ndim: ndim as i32,
        index,
        parent: field.parent,
        unit_multiple: letters.unit_multiple,
        kind: letters.kind,
        byteorder: letters.byteorder,
        unused: [0; 2],
        unit: letters.unit,
        reserved: [0; 4],
    })
}

fn order_letter(order: Order) -> c_char {
    match order {
        Order::C => b'C' as c_char,
        Order::Fortran => b'F' as c_char,
    }
}

//! Values of trees, to C and back.

use super::ask::{info, npy_info};
use super::guard::null;
use super::objects::*;
use super::slots::reserved;
use crate::error::{Error, Result, Status};
use crate::format::{Order, Shape};
use crate::npy::packed_strides;
use crate::object::{Id, Moment, Node, Tree, NO_ZONE};
use core::mem::MaybeUninit;

const NOTHING: npy_value = npy_value {
    integer: 0,
    real: 0.0,
    imaginary: 0.0,
    zone: 0,
    data: core::ptr::null(),
    size: 0,
    count: 0,
    dtype: core::ptr::null(),
    mask: 0,
    fill: 0,
    kind: 0,
    flags: 0,
    reserved: [0; 4],
};

/// A value as C sees it.
pub(super) fn value_of(tree: &Tree, id: Id) -> npy_value {
    let plain = |kind| npy_value { kind, ..NOTHING };
    let whole = |kind, integer| npy_value { kind, integer, ..NOTHING };
    let count = |kind, count| npy_value { kind, count: count as i64, ..NOTHING };
    let bytes = |kind| {
        let bytes = tree.bytes(id).unwrap_or(&[]);
        npy_value { kind, data: bytes.as_ptr().cast(), size: bytes.len() as i64, ..NOTHING }
    };
    match tree.node(id) {
        Node::None => plain(NPY_VALUE_NONE),
        Node::Bool(value) => whole(NPY_VALUE_BOOL, (*value).into()),
        Node::Int(value) => whole(NPY_VALUE_INT, *value),
        Node::Big(value) => {
            let negative = value.last().is_some_and(|&b| b > 0x7f);
            npy_value { integer: if negative { i64::MIN } else { i64::MAX }, ..bytes(NPY_VALUE_INT) }
        }
        Node::Float(real) => npy_value { real: *real, ..plain(NPY_VALUE_FLOAT) },
        Node::Complex(real, imaginary) => {
            npy_value { real: *real, imaginary: *imaginary, ..plain(NPY_VALUE_COMPLEX) }
        }
        Node::Text(_) => bytes(NPY_VALUE_TEXT),
        Node::Bytes(_) | Node::Old(_) => bytes(NPY_VALUE_BYTES),
        Node::Bytearray(_) => bytes(NPY_VALUE_BYTEARRAY),
        Node::List(items) => count(NPY_VALUE_LIST, items.len()),
        Node::Tuple(items) => count(NPY_VALUE_TUPLE, items.len()),
        Node::Dict(entries) => count(NPY_VALUE_DICT, entries.len() / 2),
        Node::Set(items) => count(NPY_VALUE_SET, items.len()),
        Node::Frozenset(items) => count(NPY_VALUE_FROZENSET, items.len()),
        Node::Datetime(moment) => moment_of(NPY_VALUE_DATETIME, *moment),
        Node::Time(moment) => moment_of(NPY_VALUE_TIME, *moment),
        Node::Date(days) => whole(NPY_VALUE_DATE, *days),
        Node::Timedelta(micros) => whole(NPY_VALUE_TIMEDELTA, *micros),
        Node::Timezone(micros) => whole(NPY_VALUE_TIMEZONE, *micros),
        Node::Scalar(scalar) => {
            npy_value { dtype: scalar.dtype.descr().with_nul().as_ptr().cast(), ..bytes(NPY_VALUE_SCALAR) }
        }
        Node::Array(array) => {
            let strings = match array.strings {
                None => 0,
                Some(true) => NPY_VALUE_STRINGS,
                Some(false) => NPY_VALUE_STRINGS | NPY_VALUE_STRICT,
            };
            let found = match array.items.some() {
                Some(_) => count(NPY_VALUE_ARRAY, tree.items(id).map_or(0, <[Id]>::len)),
                None => bytes(NPY_VALUE_ARRAY),
            };
            let dtype = array.dtype.descr().with_nul().as_ptr().cast();
            npy_value { dtype, mask: array.mask.get(), fill: array.fill.get(), flags: strings, ..found }
        }
        _ => NOTHING,
    }
}

fn moment_of(kind: i32, moment: Moment) -> npy_value {
    let aware = moment.zone != NO_ZONE;
    let flags = if aware { NPY_VALUE_AWARE } else { 0 } | if moment.fold { NPY_VALUE_FOLD } else { 0 };
    let zone = if aware { moment.zone } else { 0 };
    npy_value { kind, integer: moment.micros, zone, flags, ..NOTHING }
}

/// An array or a scalar as C sees it.
pub(super) fn info_of(slot: &mut MaybeUninit<npy_info>, tree: &Tree, id: Id) -> Result<()> {
    let (described, shape, order) = match tree.node(id) {
        Node::Array(array) => (&*array.dtype, &array.shape, array.order),
        Node::Scalar(scalar) => (&*scalar.dtype, &Shape::SCALAR, Order::C),
        _ => {
            return Err(Error::new(
                Status::Argument,
                format_args!("the value is neither an array nor a NumPy scalar"),
            ))
        }
    };
    let strides = packed_strides(shape.as_slice(), described.dtype().itemsize(), order)?;
    info(slot, described, shape, order, &strides).map(|_| ())
}

/// The node that a value from C makes, if it holds neither bytes nor others.
pub(super) fn plain(value: &npy_value) -> Result<Option<Node>> {
    let moment = Moment {
        micros: value.integer,
        zone: if value.flags & NPY_VALUE_AWARE != 0 { value.zone } else { NO_ZONE },
        fold: value.flags & NPY_VALUE_FOLD != 0,
    };
    Ok(Some(match value.kind {
        NPY_VALUE_NONE => Node::None,
        NPY_VALUE_BOOL => Node::Bool(value.integer != 0),
        NPY_VALUE_INT if value.data.is_null() => Node::Int(value.integer),
        NPY_VALUE_FLOAT => Node::Float(value.real),
        NPY_VALUE_COMPLEX => Node::Complex(value.real, value.imaginary),
        NPY_VALUE_LIST => Node::List(Vec::new()),
        NPY_VALUE_TUPLE => Node::Tuple(Vec::new()),
        NPY_VALUE_DICT => Node::Dict(Vec::new()),
        NPY_VALUE_SET => Node::Set(Vec::new()),
        NPY_VALUE_FROZENSET => Node::Frozenset(Vec::new()),
        NPY_VALUE_DATETIME => Node::Datetime(moment),
        NPY_VALUE_DATE => Node::Date(value.integer),
        NPY_VALUE_TIME => Node::Time(moment),
        NPY_VALUE_TIMEDELTA => Node::Timedelta(value.integer),
        NPY_VALUE_TIMEZONE => Node::Timezone(value.integer),
        NPY_VALUE_INT | NPY_VALUE_TEXT | NPY_VALUE_BYTES | NPY_VALUE_BYTEARRAY | NPY_VALUE_SCALAR => {
            return Ok(None)
        }
        other => {
            return Err(Error::new(
                Status::Argument,
                format_args!("kind is {other}, expected one of NPY_VALUE_... but for arrays"),
            ))
        }
    }))
}

/// That a struct of values is of this library's making, or set to zero first.
pub(super) fn given(value: Option<&npy_value>) -> Result<&npy_value> {
    let value = value.ok_or_else(|| null("what"))?;
    reserved(&value.reserved, &[])?;
    let known = NPY_VALUE_AWARE | NPY_VALUE_FOLD;
    if value.flags & !known != 0 {
        return Err(Error::new(Status::Argument, format_args!("unknown flags {:#x}", value.flags & !known)));
    }
    Ok(value)
}

//! What is to be written.

use super::plan::{is_native, packed, reach};
use super::transform;
use crate::error::{Error, Result, Status};
use crate::format::{self, ByteOrder, Casting, Dtype, Order, PerAxis, Shape};
use crate::mem::Transform;

/// The array that is to be written.
pub struct Spec<'a> {
    /// The dtype in the file.
    pub dtype: Dtype,
    /// The dtype in memory; `None` is the same in this machine's byte order.
    pub data_dtype: Option<Dtype>,
    /// What a conversion may do.
    pub casting: Casting,
    /// The shape; the slowest axis may be -1: known at the end.
    pub shape: &'a [i64],
    /// The order in the file.
    pub order: Order,
    /// The format version; `None` is the oldest that fits.
    pub version: Option<u8>,
}

impl Spec<'_> {
    /// The bytes around the first element that the whole array touches in memory.
    pub fn reach(&self, strides: Option<&[i64]>) -> Result<(i64, i64)> {
        let item = self.data_dtype.as_ref().unwrap_or(&self.dtype).itemsize();
        match strides {
            Some(strides) => reach(self.shape, strides, item),
            None => reach(self.shape, &packed(self.shape, item, self.order)?, item),
        }
    }
}

/// The bytes in front of the elements, as `numpy.save` writes them.
pub fn encode_header(spec: &Spec<'_>) -> Result<Vec<u8>> {
    transform::refuse_objects(&spec.dtype)?;
    format::encode_header(&spec.dtype, spec.order, spec.shape, spec.version)
}

pub(super) fn transform_of(spec: &Spec<'_>) -> Result<Transform> {
    match &spec.data_dtype {
        Some(data) => transform::between(data, &spec.dtype, spec.casting),
        None if is_native(&spec.dtype) => Ok(Transform::copy(transform::usize_of(spec.dtype.itemsize())?)),
        None => {
            let native = spec.dtype.with_order(ByteOrder::NATIVE)?;
            transform::between(&native, &spec.dtype, Casting::Equiv)
        }
    }
}

/// The axis that is -1: the slowest, if any.
#[inline(never)]
pub(super) fn growing_axis(shape: &[i64], order: Order) -> Result<Option<usize>> {
    let Some(axis) = shape.iter().position(|&n| n == -1) else {
        return Ok(None);
    };
    let slowest = match order {
        Order::C => 0,
        Order::Fortran => shape.len() - 1,
    };
    if axis == slowest && shape.iter().filter(|&&n| n == -1).count() == 1 {
        return Ok(Some(axis));
    }
    Err(Error::new(
        Status::Shape,
        format_args!("axis {axis} is -1, expected at most one growing axis, the slowest: {slowest}"),
    ))
}

pub(super) fn with_length(shape: &[i64], axis: usize, length: i64) -> Result<Shape> {
    let mut dims = PerAxis::copied(shape)?;
    dims[axis] = length;
    Shape::new(&dims)
}

/// The header of an array of some rows, which stands for that of any number of them:
/// NumPy's growth blanks make all as long. Only a Fortran array that is C's as well,
/// because it has no two axes of more than one element, has them for another axis;
/// there the header is made to fit.
pub(super) fn likely_header(spec: &Spec<'_>, axis: usize) -> Result<Vec<u8>> {
    let shape = with_length(spec.shape, axis, 2)?;
    format::encode_header(&spec.dtype, spec.order, shape.as_slice(), spec.version)
}

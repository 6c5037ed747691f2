//! The lengths of the axes.

use super::per_axis::PerAxis;
use crate::error::{Error, Result, Status};

/// The most axes: NumPy's own limit.
pub const MOST_AXES: usize = 64;

/// The order in which the axes are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The last axis is the fastest.
    C,
    /// The first axis is the fastest.
    Fortran,
}

/// Up to 64 lengths, none negative.
pub struct Shape {
    dims: PerAxis<i64>,
}

impl Shape {
    /// The shape of a single value.
    pub const SCALAR: Shape = Shape { dims: PerAxis::none(0) };

    /// The shape with these lengths.
    pub fn new(dims: &[i64]) -> Result<Shape> {
        if dims.len() > MOST_AXES {
            return Err(Error::new(
                Status::Shape,
                format_args!("found {} axes, expected at most {MOST_AXES}", dims.len()),
            ));
        }
        if let Some(axis) = dims.iter().position(|&n| n < 0) {
            return Err(Error::new(
                Status::Shape,
                format_args!("found length {} for axis {axis}, expected no negative one", dims[axis]),
            ));
        }
        Ok(Shape { dims: PerAxis::copied(dims)? })
    }

    /// A copy.
    pub fn try_clone(&self) -> Result<Shape> {
        Ok(Shape { dims: PerAxis::copied(&self.dims)? })
    }

    /// Adds an axis; `false` if there are 64 or the length is negative.
    pub(super) fn push(&mut self, length: i64) -> Result<bool> {
        if length < 0 || self.dims.len() == MOST_AXES {
            return Ok(false);
        }
        self.dims.push(length)?;
        Ok(true)
    }

    /// The lengths.
    pub fn as_slice(&self) -> &[i64] {
        &self.dims
    }

    /// How many elements. A zero in one axis does not excuse an overflow in the
    /// others, as in NumPy.
    pub fn count(&self) -> Result<i64> {
        self.product(1)
    }

    /// How many bytes, with elements of `itemsize`.
    pub fn nbytes(&self, itemsize: i64) -> Result<i64> {
        self.product(itemsize)
    }

    /// How many elements have the same index on `axis`.
    pub fn count_without(&self, axis: usize) -> Result<i64> {
        let others = self.as_slice().iter().enumerate().filter(|&(i, _)| i != axis);
        product(1, others.map(|(_, n)| n))
    }

    #[inline(never)]
    fn product(&self, first: i64) -> Result<i64> {
        product(first, self.as_slice().iter())
    }
}

fn product<'a>(first: i64, dims: impl Iterator<Item = &'a i64>) -> Result<i64> {
    let mut product = first.max(1);
    let mut empty = first == 0;
    for &n in dims {
        empty |= n == 0;
        product = product.checked_mul(n.max(1)).ok_or_else(|| {
            Error::new(
                Status::Shape,
                format_args!("found a shape whose bytes are more than 2^63, expected fewer"),
            )
        })?;
    }
    Ok(if empty { 0 } else { product })
}

impl PartialEq for Shape {
    fn eq(&self, other: &Shape) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Shape {}

impl core::fmt::Debug for Shape {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

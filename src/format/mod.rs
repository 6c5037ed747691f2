//! What bytes mean: the literal in a header, dtypes, shapes. Pure: no I/O, no
//! memory of the caller's.
//!
//! The source of every rule is NumPy's format description (`numpy.lib.format`) and
//! what NumPy does.

#![forbid(unsafe_code)]

mod canonical;
mod cast;
mod commas;
mod descr;
mod dtype;
mod encode;
mod fields;
mod header;
mod integer;
mod literal;
mod parse;
mod per_axis;
mod printable;
mod repr;
mod scalar;
mod shape;
mod string;
mod typestr;

pub use cast::{can_cast, Casting};
pub use dtype::{Dtype, Field, FieldRef, Struct, Subarray};
pub use encode::{encode_header, fit_header, growing_header, GrowingHeader, GROWTH_DIGITS};
pub use header::{Header, Limits, MAGIC, MOST_NESTING};
pub use parse::Member;
pub use per_axis::PerAxis;
pub use scalar::{ByteOrder, Kind, Scalar, Unit};
pub use shape::{Order, Shape, MOST_AXES};

//! One array: reading it, whole or in pieces, and writing it.
//!
//! A [`Reader`] turns a [`Request`] (which elements, in which order, as which
//! dtype) into a [`Plan`]; the plan's course walks the file in ascending order
//! and lands every element directly in the caller's memory. A [`Writer`] walks
//! the same road backwards.

#![forbid(unsafe_code)]

mod array;
mod arrive;
mod block;
mod count;
mod course;
mod cut;
mod deliver;
mod described;
mod grow;
mod heading;
mod map;
mod pack;
mod plan;
mod progress;
mod reader;
mod recover;
mod selection;
mod slab;
mod spec;
pub mod text;
mod transform;
mod writer;

pub use array::Array;
pub use described::{Described, Meta, Text};
pub use map::MapMode;
pub use plan::packed as packed_strides;
pub use plan::Plan;
pub use plan::{MemoryOrder, Request, Target};
pub use progress::{Ask, Progress};
pub use reader::{head_buffer, OpenOptions, Reader};
pub use recover::{recover, Recovery};
pub use selection::{Slice, NONE};
pub use spec::{encode_header, Spec};
pub use writer::Writer;

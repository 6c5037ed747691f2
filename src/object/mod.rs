//! Python objects without Python: the pickle of an object array, or one of its own, read into a
//! tree of values, and such a tree written as NumPy would pickle it.
//!
//! Nothing is imported and nothing is called. A pickle is a program for a stack machine; this
//! [`machine`] knows the instructions that make values, and of the names that a pickle may call for
//! it knows those by which NumPy and Python store values ([`globals`]). Every other name is an error
//! that says it.
//!
//! A [`Tree`] is a table: a value is a number in it, and what holds others holds their numbers. So no
//! depth of nesting is a recursion, neither here nor when the tree goes.

#![forbid(unsafe_code)]

mod build;
mod calendar;
mod check;
mod dtypes;
mod emit;
mod emit_arrays;
mod emit_dtypes;
mod frames;
mod globals;
mod input;
mod limits;
mod load;
mod machine;
mod memo;
mod opcodes;
mod reduce;
mod refusals;
mod save;
mod stack;
mod state;
mod text;
mod tree;

pub use limits::{Encoding, Limits};
pub use load::{load, load_memory, load_path};
pub use save::{encode, save};
pub use tree::{Array, Id, Moment, Node, Scalar, Tree, NO_ZONE};

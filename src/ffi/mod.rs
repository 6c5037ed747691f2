//! The C API: the only exported symbols. Translates C to Rust and back, and
//! decides nothing. The files are the sections of `npyrw.h`, in its order:
//! [`status`], [`open`], [`ask`], [`read`], [`array`](mod@array), [`save`], [`write`](mod@write),
//! [`grow`], [`sinks`], [`objects`], [`objects_write`], [`dlpack`].

#![allow(non_camel_case_types)]
// What a function needs of its pointers stands in the header, once for all: each
// is NULL or valid for its type. The compiler's own section would repeat it.
#![allow(clippy::missing_safety_doc)]

pub mod archive;
pub mod archive_write;
pub mod array;
pub mod ask;
pub mod dlpack;
pub mod grow;
mod guard;
mod layout;
pub mod objects;
pub mod objects_write;
pub mod open;
#[cfg(test)]
mod panics;
pub mod read;
pub mod save;
pub mod sinks;
mod slots;
pub mod status;
mod table;
mod values;
pub mod write;

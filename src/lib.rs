//! npyrw reads and writes NumPy's `.npy` and `.npz` files from every language
//! that can call C.
//!
//! The house, from the top; every floor uses only those below it:
//!
//! * [`ffi`]: the C API. Translates, decides nothing.
//! * [`npz`]: many arrays. Archives, as sources and sinks for `npy`.
//! * [`object`]: Python objects without Python. The pickle of an array, as a tree, and back.
//! * [`npy`]: one array. Reader, writer, selection.
//! * [`io`]: where bytes live. Files, memory, callbacks, atomic replacement.
//! * [`mem`]: how bytes move. The caller's memory as raw views; copy, swap,
//!   convert, transpose; memory that may not be had.
//! * [`format`](mod@format): what bytes mean. Literal, header, dtype, shape; pure, no I/O.
//! * [`error`]: what went wrong, and where.
//!
//! The Rust items are public for this crate's own tests and benchmarks; the
//! stable interface is the C header `npyrw.h`.

mod boxed;
pub mod error;
mod fallible;
pub mod ffi;
pub mod format;
pub mod io;
pub mod mem;
pub mod npy;
pub mod npz;
pub mod object;
mod sort;

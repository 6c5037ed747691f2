//! How bytes move: the caller's memory as raw views, blocks copied, swapped,
//! converted and transposed; memory that may not be had.

pub mod alloc;
mod checksum;
mod convert;
mod float;
#[cfg(target_arch = "x86_64")]
mod folding;
mod kernel;
mod pages;
mod past;
mod transfer;
mod turn;
mod view;

pub use checksum::Crc32;
pub use convert::Num;
pub use past::LINE;
pub use transfer::{transfer, Axis, Swap, Transform, MANY};
pub use view::{Mem, MemMut};

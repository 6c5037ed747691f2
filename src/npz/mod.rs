//! Many arrays: archives.
//!
//! An archive is a set of readers and writers: what stands in one is a [`Source`](crate::io::Source) that
//! `npy` reads like any other, and a [`Sink`](crate::io::Sink) that it writes into. Here are the records of
//! the container and nothing else. The source of every rule is PKWARE's APPNOTE.TXT 6.3.10 and what NumPy
//! and `zipfile` do.

#![forbid(unsafe_code)]

mod blocks;
mod core;
mod directory;
mod encode;
mod end;
mod entry;
mod local;
mod member;
mod names;
mod out;
mod places;
mod queue;
mod reader;
mod records;
mod table;
mod update;
mod writer;

pub use directory::Directory;
pub use entry::Entry;
pub use reader::{Archive, Limits, Options};
pub use writer::{Method, WriteOptions, Writer};

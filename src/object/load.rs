//! Where pickles come from: behind the header of an array of objects, or alone.

use super::input::Input;
use super::limits::Limits;
use super::machine::Machine;
use super::tree::Tree;
use crate::error::{Error, Result, Status};
use crate::format::MAGIC;
use crate::io::{self, Source};
use crate::mem::alloc::try_box;
use crate::mem::MemMut;
use crate::npy::{OpenOptions, Reader};
use core::ffi::CStr;

/// Reads the elements of an array of objects.
pub fn load(reader: &Reader, limits: &Limits) -> Result<Tree> {
    let dtype = reader.meta().dtype();
    if !dtype.has_object() {
        return Err(Error::new(
            Status::Dtype,
            format_args!(
                "the elements are {dtype}, expected Python objects: these are read without a pickle"
            ),
        ));
    }
    Machine::run(Input::open(reader.source(), reader.data_at(), limits.max_bytes)?, *limits)
}

/// Reads what `numpy.load` would from the file `path`: the objects behind a header, or a pickle alone.
pub fn load_path(path: &CStr, limits: &Limits) -> Result<Tree> {
    let opened = io::open(path, 0, MemMut::from_slice(&mut []))?;
    load_source(opened.source, opened.start, limits)
}

/// The same from a source.
fn load_source(source: Box<dyn Source>, start: u64, limits: &Limits) -> Result<Tree> {
    if !source.positional() {
        return Err(Error::new(
            Status::Unsupported,
            format_args!("a stream, whose beginning can be read only once, expected a file"),
        ));
    }
    let mut head = [0; MAGIC.len()];
    let known = source.read_at(start, MemMut::from_slice(&mut head))?;
    if head == MAGIC {
        return load(&Reader::open_source(source, start, OpenOptions::default())?, limits);
    }
    if head[..known].starts_with(b"PK\x03\x04") || head[..known].starts_with(b"PK\x05\x06") {
        return Err(Error::at(
            Status::Magic,
            start,
            format_args!(
                "found an archive, expected an array or a pickle: open it as one and read its members"
            ),
        ));
    }
    Machine::run(Input::open(&*source, start, limits.max_bytes)?, *limits)
}

/// The same from memory.
pub fn load_memory(source: io::MemorySource, limits: &Limits) -> Result<Tree> {
    load_source(try_box(source)?, 0, limits)
}

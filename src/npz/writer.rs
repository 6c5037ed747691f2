//! An archive that is being written: a set of writers, one open at a time.

use super::blocks::{LARGEST, LEAST};
use super::core::Core;
use super::member::{lock, MemberSink};
use super::out::Out;
use super::reader::Archive;
use super::update::Old;
use crate::error::{Error, Result, Status};
use crate::io::Sink;
use crate::mem::alloc::{try_box, Shared};
use crate::npy::{self, Spec};
use std::sync::Mutex;

/// How members are packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// As they are, like `numpy.savez`.
    #[default]
    Stored,
    /// Deflated, like `numpy.savez_compressed`.
    Deflated,
}

/// How an archive is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions {
    /// How members are packed.
    pub method: Method,
    /// How hard deflate tries: 1 to 9; 0 is 6.
    pub level: u8,
    /// Members begin at a multiple of this; 0 and 1 are anywhere.
    pub align: u32,
    /// Deflate in blocks of so many bytes that can be unpacked alone; 0 is one stream.
    pub block: usize,
    /// How many threads may deflate blocks.
    pub threads: usize,
}

/// An archive that is being written. Dropped before [`finish`](Writer::finish), nothing remains of it.
pub struct Writer {
    core: Shared<Mutex<Core>>,
}

impl Writer {
    /// Starts an archive at the beginning of the sink that `begin` makes, with the archive that it replaces, if
    /// any, whose members are taken over. It is not asked before the options were found to be right, because to
    /// begin may mean to overwrite.
    pub fn create(
        begin: &mut dyn FnMut() -> Result<(Box<dyn Sink>, Option<Archive>)>,
        options: WriteOptions,
    ) -> Result<Writer> {
        if options.level > 9 {
            return Err(Error::new(
                Status::Argument,
                format_args!("level is {}, expected 0 to 9", options.level),
            ));
        }
        if options.align > 4096 || (options.align > 0 && !options.align.is_power_of_two()) {
            return Err(Error::new(
                Status::Argument,
                format_args!("align is {}, expected 0 or a power of two up to 4096", options.align),
            ));
        }
        if options.block > 0 && options.method == Method::Stored {
            return Err(Error::new(
                Status::Argument,
                format_args!("block is given, expected 0 for stored members: any part of them can be read"),
            ));
        }
        if options.block > 0 && !(LEAST..=LARGEST).contains(&options.block) {
            return Err(Error::new(
                Status::Argument,
                format_args!("block is {}, expected 0 or {LEAST} to {LARGEST}", options.block),
            ));
        }
        let options = WriteOptions { level: if options.level == 0 { 6 } else { options.level }, ..options };
        let (sink, old) = begin()?;
        let old = old.map(Old::new).transpose()?;
        let core = Core::new(Out::new(sink), options, old)?;
        let core = Shared::new(Mutex::new(core))?;
        lock(&core).opened();
        Ok(Writer { core })
    }

    /// Starts a member: an array like any other.
    pub fn add(&self, key: &[u8], spec: &Spec<'_>) -> Result<npy::Writer> {
        npy::Writer::create(&mut || self.member(key), spec)
    }

    /// Starts a member: what is written to the sink are its bytes.
    pub fn member(&self, key: &[u8]) -> Result<Box<dyn Sink>> {
        let ticket = lock(&self.core).start(key)?;
        Ok(try_box(MemberSink::new(self.core.clone(), ticket))?)
    }

    /// Removes a member.
    pub fn remove(&self, key: &[u8]) -> Result<()> {
        lock(&self.core).remove(key)
    }

    /// Ends the archive: it is there now.
    pub fn finish(self, ask: Option<npy::Ask<'_>>) -> Result<()> {
        lock(&self.core).finish(ask)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        lock(&self.core).discard();
    }
}

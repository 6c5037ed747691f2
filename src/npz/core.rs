//! What an archive that is being written and its open member share.

use super::blocks::BlockPacker;
use super::encode::{self, Facts};
use super::out::Out;
use super::table::Table;
use super::update::Old;
use super::writer::{Method, WriteOptions};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::Deflater;
use crate::mem::{Crc32, Mem};
use crate::npy::Ask;

/// The member that is being written.
pub(super) struct Open {
    pub ticket: u64,
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub header_at: u64,
    pub data_at: u64,
    /// Padding in the local header.
    pub pad: usize,
    /// Whether room for the local header was made.
    pub begun: bool,
    /// Whether the first piece will be written again.
    pub head_again: bool,
    /// Where that piece stands in the data.
    pub head_at: u64,
    pub head_len: u64,
    /// The sum of the first piece, and of what follows.
    pub head: Crc32,
    pub rest: Crc32,
    pub size: u64,
    pub packed: u64,
    /// Whether pieces came in any order.
    pub scattered: bool,
    pub packer: Packer,
}

/// What packs a member's bytes.
pub(super) enum Packer {
    /// Nothing: they are stored.
    None,
    /// One stream from the first byte to the last.
    Stream(Box<Deflater>),
    /// Blocks that can be unpacked alone.
    Blocks(BlockPacker),
}

impl Packer {
    fn new(options: &WriteOptions) -> Result<Packer> {
        Ok(match options.method {
            Method::Stored => Packer::None,
            Method::Deflated if options.block == 0 => Packer::Stream(Deflater::new(options.level, 0)?),
            Method::Deflated => {
                Packer::Blocks(BlockPacker::new(options.level, options.block, options.threads)?)
            }
        })
    }
}

/// A member that is written.
struct Done {
    /// Where its name begins in the names, and how long it is.
    name: usize,
    len: usize,
    facts: Facts,
    /// Extra fields in the directory.
    extra: Vec<u8>,
    removed: bool,
}

/// An archive that is being written.
pub(super) struct Core {
    /// Gone when the archive has ended.
    out: Option<Out>,
    options: WriteOptions,
    done: Vec<Done>,
    names: Vec<u8>,
    table: Table,
    old: Option<Old>,
    open: Option<Open>,
    tickets: u64,
    /// The last member's, kept for the next one.
    spare: Option<Packer>,
    /// Why nothing more can be written.
    poisoned: bool,
}

impl Core {
    pub fn new(out: Out, options: WriteOptions, old: Option<Old>) -> Result<Core> {
        Ok(Core {
            out: Some(out),
            options,
            done: Vec::new(),
            names: Vec::new(),
            table: Table::new(16)?,
            old,
            open: None,
            tickets: 0,
            spare: None,
            poisoned: false,
        })
    }

    /// The archive stands: its end is to be told.
    pub fn opened(&mut self) {
        if let Some(out) = &mut self.out {
            out.opened();
        }
    }

    /// That the archive can be worked on, and no member is open.
    pub fn idle(&self) -> Result<()> {
        if self.open.is_some() {
            return Err(Error::new(
                Status::State,
                format_args!("a member is open, expected it to be finished or discarded first"),
            ));
        }
        self.alive()
    }

    fn alive(&self) -> Result<()> {
        if self.poisoned {
            return Err(Error::new(
                Status::State,
                format_args!("a member could not be taken back: the archive can only be discarded"),
            ));
        }
        if self.out.is_none() {
            return Err(Error::new(Status::State, format_args!("the archive has ended")));
        }
        Ok(())
    }

    /// The open member, if it is the one with that ticket.
    #[inline(never)]
    pub fn member(&mut self, ticket: u64) -> Result<(&mut Out, &mut Open)> {
        self.alive()?;
        match (&mut self.out, &mut self.open) {
            (Some(out), Some(open)) if open.ticket == ticket => Ok((out, open)),
            _ => Err(Error::new(Status::State, format_args!("the member's archive has ended"))),
        }
    }

    /// Starts the member `key`.npy and returns its ticket.
    pub fn start(&mut self, key: &[u8]) -> Result<u64> {
        self.idle()?;
        let mut name = fallible::vec_with_capacity(key.len() + 4)?;
        fallible::extend(&mut name, key)?;
        fallible::extend(&mut name, b".npy")?;
        if name.len() > 0xffff {
            return Err(Error::new(
                Status::Argument,
                format_args!("a name of {} bytes, expected at most 65,531", key.len()),
            ));
        }
        if core::str::from_utf8(&name).is_err() {
            return Err(Error::new(Status::Argument, format_args!("the name is not UTF-8")));
        }
        if self.written(&name).is_some() {
            return Err(Error::new(
                Status::Exists,
                format_args!("this archive has been given a member of that name, expected another name"),
            )
            .about("member", &name));
        }
        self.make_room(name.len())?;
        let Some(out) = &self.out else { return Err(ended()) };
        let header_at = out.end();
        let pad = encode::padding(header_at, encode::LOCAL_AND_SIZES + name.len(), self.options.align.into());
        let method = if self.options.method == Method::Stored { 0 } else { 8 };
        let packer = match self.spare.take() {
            Some(packer) => packer,
            None => Packer::new(&self.options)?,
        };
        self.tickets += 1;
        self.open = Some(Open {
            ticket: self.tickets,
            flags: Facts::flags(&name, !out.positional()),
            method,
            header_at,
            data_at: header_at + (encode::LOCAL_AND_SIZES + name.len() + pad) as u64,
            pad,
            name,
            begun: false,
            head_again: false,
            head_at: 0,
            head_len: 0,
            head: Crc32::new(),
            rest: Crc32::new(),
            size: 0,
            packed: 0,
            scattered: false,
            packer,
        });
        Ok(self.tickets)
    }

    /// Ends the open member, of `size` bytes.
    pub fn complete(&mut self, ticket: u64, size: u64) -> Result<()> {
        let (out, open) = self.member(ticket)?;
        if open.size != size {
            return Err(Error::new(
                Status::Internal,
                format_args!("a member of {} bytes, expected {size}", open.size),
            ));
        }
        let facts = open.end(out)?;
        let extra = open.list(&facts)?;
        let Some(open) = self.open.take() else { return Err(ended()) };
        self.spare = Some(open.packer);
        self.remember(&open.name, facts, extra)?;
        if let Some(old) = &mut self.old {
            old.remove(&open.name)?;
        }
        Ok(())
    }

    /// Makes room for one more member, so that one that is written is not lost for want of memory.
    fn make_room(&mut self, name: usize) -> Result<()> {
        fallible::reserve(&mut self.names, name)?;
        fallible::reserve(&mut self.done, 1)?;
        if self.table.has_room() {
            return Ok(());
        }
        let mut larger = Table::new((self.done.len() + 1) * 2)?;
        for (i, done) in self.done.iter().enumerate().filter(|(_, d)| !d.removed) {
            larger.insert(&self.names[done.name..done.name + done.len], i);
        }
        self.table = larger;
        Ok(())
    }

    /// Notes a member for which room was made.
    fn remember(&mut self, name: &[u8], facts: Facts, extra: Vec<u8>) -> Result<()> {
        let start = self.names.len();
        fallible::extend(&mut self.names, name)?;
        let done = Done { name: start, len: name.len(), facts, extra, removed: false };
        fallible::push(&mut self.done, done)?;
        self.table.insert(name, self.done.len() - 1);
        Ok(())
    }

    /// Takes the open member back, if it is the one with that ticket.
    pub fn undo(&mut self, ticket: u64) {
        if self.open.as_ref().is_none_or(|open| open.ticket != ticket) {
            return;
        }
        if let (Some(open), Some(out)) = (self.open.take(), &mut self.out) {
            self.poisoned |= !out.rewind(open.header_at);
        }
    }

    /// The index of the member written here that is called `name`.
    fn written(&self, name: &[u8]) -> Option<usize> {
        self.table.find(name, |i| {
            let done = &self.done[i];
            !done.removed && &self.names[done.name..done.name + done.len] == name
        })
    }

    /// Removes the member called `key`, or `key`.npy.
    pub fn remove(&mut self, key: &[u8]) -> Result<()> {
        self.idle()?;
        let mut with_suffix = fallible::copy(key)?;
        fallible::extend(&mut with_suffix, b".npy")?;
        for name in [key, &with_suffix] {
            if let Some(index) = self.written(name) {
                self.done[index].removed = true;
                return Ok(());
            }
            let removed = self.old.as_mut().map(|old| old.remove(name)).transpose()?;
            if removed == Some(true) {
                return Ok(());
            }
        }
        Err(Error::new(Status::Member, format_args!("no such member, expected one of the archive's"))
            .about("member", key))
    }

    /// Forgets the archive: of what was written nothing remains.
    pub fn discard(&mut self) {
        (self.open, self.out, self.old) = (None, None, None);
    }

    /// Writes the directory, and makes the archive visible.
    pub fn finish(&mut self, ask: Option<Ask<'_>>) -> Result<()> {
        let complete = self.idle();
        self.open = None;
        // Gone in every case: if anything fails from here on, nothing appears.
        let Some(mut out) = self.out.take() else { return Err(ended()) };
        complete?;
        let mut directory = Vec::new();
        let mut count = 0;
        if let Some(old) = &self.old {
            count += old.copy(&mut out, &mut directory, self.options.align.into(), ask)?;
        }
        for done in self.done.iter().filter(|done| !done.removed) {
            encode::central(
                &mut directory,
                &done.facts,
                &self.names[done.name..done.name + done.len],
                &done.extra,
            )?;
            count += 1;
        }
        out.settle()?;
        let at = out.end();
        out.append(Mem::from_slice(&directory))?;
        let comment = self.old.as_ref().map_or(&[][..], Old::comment);
        out.append(Mem::from_slice(&encode::end(count, directory.len() as u64, at, comment)?))?;
        // The old archive is closed before its name is taken.
        self.old = None;
        out.commit()
    }
}

fn ended() -> Error {
    Error::new(Status::State, format_args!("the archive has ended"))
}

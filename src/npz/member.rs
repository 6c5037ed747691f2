//! A member that is being written: a sink inside of the archive's.

use super::core::{Core, Open, Packer};
use super::encode::{self, Facts, LOCAL_AND_SIZES};
use super::out::Out;
use crate::error::{Error, Result, Status};
use crate::io::Sink;
use crate::mem::alloc::{Buffer, Shared};
use crate::mem::{Crc32, Mem};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is summed and handed on at a time, while it is in the cache.
const STEP: usize = 256 * 1024;
/// The same of what is stored as it is: fewer calls of the system are worth more than the nearer cache.
const STORED_STEP: usize = 1 << 20;
/// Where pieces of a file should end: a page that is written in two goes costs the system more.
const PAGE: u64 = 4096;

/// The same where blocks are packed by several threads.
const LARGE_STEP: usize = 64 << 20;

/// The sink of the member that an archive has open.
pub(super) struct MemberSink {
    core: Shared<Mutex<Core>>,
    /// Which of the archive's members this is, counted from its beginning.
    ticket: u64,
}

#[inline(never)]
pub(super) fn lock(core: &Mutex<Core>) -> MutexGuard<'_, Core> {
    core.lock().unwrap_or_else(PoisonError::into_inner)
}

impl MemberSink {
    pub fn new(core: Shared<Mutex<Core>>, ticket: u64) -> MemberSink {
        MemberSink { core, ticket }
    }

    /// Works on the member, while the archive has it open.
    fn with<T>(&self, work: impl FnOnce(&mut Out, &mut Open) -> Result<T>) -> Result<T> {
        let mut core = lock(&self.core);
        let (out, open) = core.member(self.ticket)?;
        work(out, open)
    }
}

impl Sink for MemberSink {
    fn positional(&self) -> bool {
        self.with(|out, open| Ok(out.positional() && matches!(open.packer, Packer::None))).unwrap_or(false)
    }

    fn prepare(&mut self, itemsize: usize, head_again: bool) -> Result<()> {
        self.with(|out, open| {
            match &mut open.packer {
                Packer::None => {}
                Packer::Stream(deflater) => deflater.reset(itemsize),
                Packer::Blocks(packer) => packer.reset(itemsize),
            }
            open.head_again = head_again;
            if head_again && !out.positional() {
                return Err(Error::new(
                    Status::Unsupported,
                    format_args!(
                        "an axis of unknown length in a stream: its header cannot be written at the end"
                    ),
                ));
            }
            Ok(())
        })
    }

    fn write(&mut self, head: Mem<'_>, body: Mem<'_>) -> Result<()> {
        self.with(|out, open| {
            if open.size == 0 && !head.is_empty() {
                open.write_head(out, head)?;
            } else {
                open.write(out, head)?;
            }
            open.write(out, body)
        })
    }

    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        self.with(|out, open| open.write_at(out, offset, src))
    }

    fn reserve(&mut self, size: u64) -> Result<()> {
        self.with(|out, open| match open.packer {
            Packer::None => out.reserve(open.data_at.saturating_add(size)),
            _ => Ok(()),
        })
    }

    fn commit(&mut self, size: u64) -> Result<()> {
        lock(&self.core).complete(self.ticket, size)
    }
}

impl Drop for MemberSink {
    fn drop(&mut self) {
        lock(&self.core).undo(self.ticket);
    }
}

impl Open {
    /// The array's header, which comes first and alone.
    fn write_head(&mut self, out: &mut Out, head: Mem<'_>) -> Result<()> {
        self.begin(out)?;
        if self.head_apart() {
            self.head.add(head);
        } else {
            self.rest.add(head);
        }
        self.head_len = head.len() as u64;
        self.size += self.head_len;
        let packed = &mut self.packed;
        let mut pass = |piece: &[u8]| put(out, packed, Mem::from_slice(piece));
        match &mut self.packer {
            Packer::None => put(out, packed, head)?,
            Packer::Stream(deflater) if self.head_again => deflater.stored(head, &mut pass)?,
            Packer::Stream(deflater) => deflater.write(head, &mut pass)?,
            Packer::Blocks(packer) => packer.lead(head, self.head_again, &mut pass)?,
        }
        // Bytes that are to be replaced stand as they are, at the end of what was written for them.
        self.head_at = self.packed - self.head_len.min(self.packed);
        Ok(())
    }

    /// Whether the header has a sum of its own: putting two together costs more than a small array.
    fn head_apart(&self) -> bool {
        self.head_again || matches!(self.packer, Packer::Blocks(_))
    }

    fn write(&mut self, out: &mut Out, bytes: Mem<'_>) -> Result<()> {
        self.begin(out)?;
        let mut done = 0;
        while done < bytes.len() {
            let step = match self.packer {
                Packer::None => STORED_STEP - (out.end() % PAGE) as usize,
                Packer::Stream(_) => STEP,
                // Blocks that are packed at once come at once.
                Packer::Blocks(_) => LARGE_STEP,
            };
            let piece = bytes.sub(done, step.min(bytes.len() - done))?;
            // Blocks are summed up by whoever packs them.
            if !matches!(self.packer, Packer::Blocks(_)) {
                self.rest.add(piece);
            }
            let packed = &mut self.packed;
            match &mut self.packer {
                Packer::None => put(out, packed, piece)?,
                Packer::Stream(deflater) => {
                    deflater.write(piece, &mut |piece| put(out, packed, Mem::from_slice(piece)))?;
                }
                Packer::Blocks(packer) => {
                    packer.write(piece, &mut |piece| put(out, packed, Mem::from_slice(piece)))?;
                }
            }
            done += piece.len();
            self.size += piece.len() as u64;
        }
        Ok(())
    }

    fn write_at(&mut self, out: &mut Out, offset: u64, src: Mem<'_>) -> Result<()> {
        if self.head_again && offset == 0 && src.len() as u64 == self.head_len {
            self.head = Crc32::new();
            self.head.add(src);
            return out.put(self.data_at + self.head_at, src);
        }
        if !matches!(self.packer, Packer::None) || !out.positional() {
            return Err(Error::new(
                Status::Unsupported,
                format_args!("slabs in a packed member, expected a stored one"),
            ));
        }
        if !self.scattered {
            // What comes in any order is summed up at the end.
            let mut none = Buffer::new(0, 1)?;
            out.read_back(self.header_at, none.as_mem_mut()).map_err(|e| {
                Error::new(
                    Status::Unsupported,
                    format_args!("slabs in an archive that cannot be read back: {}", e.message()),
                )
            })?;
            self.begin(out)?;
            self.scattered = true;
        }
        out.put_ahead(self.data_at + offset, src)?;
        self.size = self.size.max(offset + src.len() as u64);
        self.packed = self.size;
        Ok(())
    }

    /// Makes room for the local header, or writes it if it cannot be written later.
    fn begin(&mut self, out: &mut Out) -> Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        if out.positional() {
            return out.skip(LOCAL_AND_SIZES + self.name.len() + self.pad);
        }
        let facts = Facts {
            flags: self.flags,
            method: self.method,
            crc: 0,
            packed: 0,
            size: 0,
            offset: self.header_at,
        };
        out.append(Mem::from_slice(&encode::local(&facts, &self.name, self.pad)?))
    }

    /// Ends the member's data and writes what belongs to it: its records are complete.
    pub fn end(&mut self, out: &mut Out) -> Result<Facts> {
        self.begin(out)?;
        let packed = &mut self.packed;
        let mut pass = |piece: &[u8]| put(out, packed, Mem::from_slice(piece));
        match &mut self.packer {
            Packer::None => {}
            Packer::Stream(deflater) => deflater.finish(&mut pass)?,
            Packer::Blocks(packer) => {
                packer.finish(&mut pass)?;
                self.rest = packer.sum().clone();
            }
        }
        if self.scattered {
            self.sum_up(out)?;
            out.seek(self.data_at + self.packed)?;
        }
        let crc = if self.head_apart() {
            let mut crc = self.head.clone();
            crc.append(&self.rest);
            crc
        } else {
            self.rest.clone()
        };
        let facts = Facts {
            flags: self.flags,
            method: self.method,
            crc: crc.value(),
            packed: self.packed,
            size: self.size,
            offset: self.header_at,
        };
        if out.positional() {
            out.put(self.header_at, Mem::from_slice(&encode::local(&facts, &self.name, self.pad)?))?;
        } else {
            out.append(Mem::from_slice(&encode::descriptor(&facts)?))?;
        }
        Ok(facts)
    }

    /// What the directory has for this member beside the usual.
    pub fn list(&self, facts: &Facts) -> Result<Vec<u8>> {
        match &self.packer {
            Packer::Blocks(packer) => packer.list(facts.size, self.head.value()),
            _ => Ok(Vec::new()),
        }
    }

    /// The sum of what was written in any order, read back.
    fn sum_up(&mut self, out: &mut Out) -> Result<()> {
        (self.head, self.rest) = (Crc32::new(), Crc32::new());
        let mut room = Buffer::new(STEP, 64)?;
        let mut done = 0;
        while done < self.size {
            let n = (self.size - done).min(STEP as u64) as usize;
            out.read_back(self.data_at + done, room.as_mem_mut().sub(0, n)?)?;
            self.rest.add(room.as_mem().sub(0, n)?);
            done += n as u64;
        }
        Ok(())
    }
}

fn put(out: &mut Out, packed: &mut u64, bytes: Mem<'_>) -> Result<()> {
    out.append(bytes)?;
    *packed += bytes.len() as u64;
    Ok(())
}

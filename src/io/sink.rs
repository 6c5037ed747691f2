//! What every place that bytes go to can do.

use super::os::{self, File, FileKind};
use crate::error::{Error, Result, Status};
use crate::mem::{Mem, MemMut};

/// A place that bytes go to. Offsets count from the first byte written through
/// this sink. A sink that is dropped before its commit leaves nothing behind,
/// as far as that is possible where it writes.
pub trait Sink: Send + Sync {
    /// Whether [`write_at`](Sink::write_at) works.
    fn positional(&self) -> bool;

    /// Where the sink's first byte stands for whoever opens the file that it is part of.
    fn base(&self) -> u64 {
        0
    }

    /// Writes `head` and then `body` behind what was written before.
    fn write(&mut self, head: Mem<'_>, body: Mem<'_>) -> Result<()>;

    /// Writes `src` at `offset`, from any thread.
    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()>;

    /// Says before the first byte what is coming: elements of `itemsize` bytes, and whether the first piece
    /// written will be written again at the end ([`write_at`](Sink::write_at) 0), as the header of an
    /// array that grows is.
    fn prepare(&mut self, itemsize: usize, head_again: bool) -> Result<()> {
        let _ = itemsize;
        if !head_again || self.positional() {
            return Ok(());
        }
        Err(Error::new(
            Status::Unsupported,
            format_args!("an axis of unknown length in a stream: its header cannot be written at the end"),
        ))
    }

    /// Fills `dst` with what was written from `offset` on and returns how many bytes there were.
    fn read_back(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let _ = (offset, dst);
        Err(Error::new(
            Status::Unsupported,
            format_args!("what was written to this sink cannot be read back"),
        ))
    }

    /// Drops what was written from `size` on.
    fn cut(&mut self, size: u64) -> Result<()> {
        let _ = size;
        Err(Error::new(Status::Unsupported, format_args!("this sink cannot drop what was written")))
    }

    /// Claims space for `size` bytes, so that a full disk is an error now.
    fn reserve(&mut self, size: u64) -> Result<()> {
        let _ = size;
        Ok(())
    }

    /// Says that the writing may go on up to `size`: space for it may be claimed, if there is any.
    fn expect(&mut self, size: u64) {
        let _ = size;
    }

    /// Makes the `size` bytes that were written visible.
    fn commit(&mut self, size: u64) -> Result<()>;

    /// Says that the writer stands: from now on an end without a commit is to
    /// be told to whoever lent the sink.
    fn opened(&mut self) {}
}

pub(super) fn not_positional() -> Error {
    Error::new(
        Status::Unsupported,
        format_args!("this sink is a stream: it can be written only from front to back"),
    )
}

/// What was written to a file, if it may be read.
pub(super) fn read_back(file: &File, offset: u64, dst: MemMut<'_>) -> Result<usize> {
    if !file.reads()? {
        return Err(Error::new(
            Status::Unsupported,
            format_args!("the descriptor was opened for writing only"),
        ));
    }
    file.read_at(offset, dst)?.ok_or_else(not_positional)
}

/// A descriptor of the caller's, or a pipe or device that a path led to.
pub struct FdSink {
    file: File,
    /// Where it stood, if it can be written anywhere.
    base: Option<u64>,
    /// The file's end, if that is where it stood, so that a failure can cut it there again.
    end: Option<u64>,
    /// Bytes that were to be written behind the last ones.
    asked: u64,
    sync: bool,
    committed: bool,
    owner: u32,
}

impl FdSink {
    /// Writes from the descriptor's position on.
    pub fn new(fd: i32, sync: bool) -> Result<FdSink> {
        FdSink::of(File::borrowed(fd)?, sync)
    }

    pub(super) fn of(file: File, sync: bool) -> Result<FdSink> {
        let (base, end) = match file.kind()? {
            // Whatever is written goes to the end, wherever it was meant to go.
            FileKind::Regular(size) if file.appends()? => (None, Some(size)),
            FileKind::Regular(size) => {
                let base = file.position()?;
                (base, base.filter(|&base| base == size))
            }
            FileKind::Directory | FileKind::Other => (None, None),
        };
        Ok(FdSink { file, base, end, asked: 0, sync, committed: false, owner: os::process_id() })
    }
}

impl Sink for FdSink {
    fn positional(&self) -> bool {
        self.base.is_some()
    }

    fn base(&self) -> u64 {
        self.base.unwrap_or(0)
    }

    fn write(&mut self, head: Mem<'_>, body: Mem<'_>) -> Result<()> {
        self.asked = self.asked.saturating_add((head.len() + body.len()) as u64);
        self.file.write(head, body)
    }

    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        let base = self.base.ok_or_else(not_positional)?;
        self.file.write_at(base.saturating_add(offset), src)
    }

    fn read_back(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let base = self.base.ok_or_else(not_positional)?;
        read_back(&self.file, base.saturating_add(offset), dst)
    }

    fn cut(&mut self, size: u64) -> Result<()> {
        let base = self.base.filter(|_| self.end.is_some()).ok_or_else(not_positional)?;
        self.file.set_size(base.saturating_add(size))
    }

    fn commit(&mut self, size: u64) -> Result<()> {
        if let Some(base) = self.base {
            self.file.seek(base.saturating_add(size))?;
        }
        if self.sync {
            self.file.sync()?;
        }
        self.committed = true;
        Ok(())
    }
}

impl Drop for FdSink {
    fn drop(&mut self) {
        // A forked child shares the position with whoever writes still.
        if self.committed || self.owner != os::process_id() {
            return;
        }
        // Nobody is left to tell if this fails; the writer's own error has been reported.
        if let Some(end) = self.end {
            // Not what somebody else has put behind it meanwhile.
            let ours = |size| self.base.is_some() || size <= end.saturating_add(self.asked);
            if matches!(self.file.kind(), Ok(FileKind::Regular(size)) if ours(size)) {
                let _ = self.file.set_size(end);
            }
        }
        if let Some(base) = self.base {
            let _ = self.file.seek(base);
        }
    }
}

//! A cursor that unpacks only the blocks that are read.

use super::blocks::Blocks;
use super::packed::{Packed, Stretch};
use super::{Inflater, Stream, WINDOW};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::MemMut;

/// A cursor over packed bytes that have a list of blocks.
pub(super) struct Seeking<'s> {
    packed: &'s Packed,
    list: &'s Blocks,
    threads: usize,
    size: u64,
    at: u64,
    /// Whether it began at the first byte: then all of them are looked at before it ends well.
    whole: bool,
    inflater: Option<Inflater>,
    /// The block that was last unpacked for a part of it.
    room: Option<(usize, Buffer)>,
    /// The cursor without the list, once the list was found to be wrong.
    plain: Option<Box<dyn Stream + 's>>,
}

impl<'s> Seeking<'s> {
    pub fn new(packed: &'s Packed, list: &'s Blocks, from: u64, threads: usize) -> Seeking<'s> {
        let (size, whole) = (packed.sum().size, from == 0);
        let at = from.min(size);
        Seeking { packed, list, threads, size, at, whole, inflater: None, room: None, plain: None }
    }

    fn bytes(&self) -> &'s Stretch {
        self.packed.bytes()
    }

    /// Reads some of the next bytes through the list; `None` if it is wrong.
    fn some(&mut self, dst: MemMut<'_>) -> Result<Option<usize>> {
        let first = self.list.find(self.at);
        let (from, to) = self.list.range(first);
        if from == self.at && dst.len() as u64 >= to - from {
            // As many blocks as fit, straight to their place.
            let end = self.at + dst.len() as u64;
            let last = if end >= self.size { self.list.find(self.size - 1) + 1 } else { self.list.find(end) };
            let (behind, _) = self.list.range(last);
            let n = (behind - from) as usize;
            let good = match last - first {
                1 => self.one(first, dst.sub(0, n)?)?,
                _ => self.list.unpack_all(self.bytes(), (first, last), dst.sub(0, n)?, self.threads)?,
            };
            return Ok(good.then_some(n));
        }
        if self.room.as_ref().is_none_or(|(index, _)| *index != first) {
            let len = (to - from) as usize;
            let mut room = match self.room.take() {
                Some((_, room)) if room.len() >= len => room,
                _ => Buffer::new(len, 64)?,
            };
            if !self.one(first, room.as_mem_mut().sub(0, len)?)? {
                return Ok(None);
            }
            self.room = Some((first, room));
        }
        let Some((_, room)) = &self.room else { return Ok(None) };
        let n = ((to - self.at) as usize).min(dst.len());
        dst.sub(0, n)?.copy_from(room.as_mem().sub((self.at - from) as usize, n)?)?;
        Ok(Some(n))
    }

    fn one(&mut self, index: usize, dst: MemMut<'_>) -> Result<bool> {
        let mut inflater = match self.inflater.take() {
            Some(inflater) => inflater,
            None => Inflater::new()?,
        };
        let good = self.list.unpack(self.bytes(), index, &mut inflater, dst);
        self.inflater = Some(inflater);
        good
    }

    /// The cursor without the list, at the same place.
    fn fall_back(&mut self) -> Result<()> {
        let mut plain = self.packed.plain()?;
        let mut left = self.at;
        let mut scratch = Buffer::new(WINDOW, 64)?;
        while left > 0 {
            let step = (WINDOW as u64).min(left) as usize;
            let n = plain.read(scratch.as_mem_mut().sub(0, step)?)?;
            if n == 0 {
                break;
            }
            left -= n as u64;
        }
        self.plain = Some(plain);
        Ok(())
    }

    /// That nothing follows the blocks but the stream's end.
    fn ends(&mut self) -> Result<bool> {
        let mut rest = self.list.rest(self.bytes());
        let len = rest.left();
        let mut inflater = Inflater::new()?;
        let mut byte = [0];
        match inflater.read(MemMut::from_slice(&mut byte), &mut |room| rest.next(room)) {
            Ok(0) => Ok(inflater.ended() && inflater.consumed() == len),
            Ok(_) => Ok(false),
            Err(e) if matches!(e.status(), Status::Archive | Status::Truncated) => Ok(false),
            Err(e) => Err(e),
        }
    }
}

impl Stream for Seeking<'_> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let left = usize::try_from(self.size - self.at).unwrap_or(usize::MAX);
        let want = dst.len().min(left);
        let mut done = 0;
        while done < want {
            let rest = dst.sub(done, want - done)?;
            let n = match &mut self.plain {
                Some(plain) => plain.read(rest)?,
                None => match self.some(rest)? {
                    Some(n) => n,
                    None => {
                        self.fall_back()?;
                        continue;
                    }
                },
            };
            if n == 0 {
                return Err(Error::at(Status::Truncated, self.at, format_args!("the member ends early")));
            }
            self.at += n as u64;
            done += n;
        }
        Ok(done)
    }

    fn skip(&mut self, by: u64) -> bool {
        let to = self.at.saturating_add(by);
        if self.whole || self.plain.is_some() || to > self.size {
            return false;
        }
        self.at = to;
        true
    }

    /// Reads the blocks that are left; all sums were put together and compared when the list was made.
    fn finish(&mut self) -> Result<()> {
        let mut scratch = Buffer::new(WINDOW, 64)?;
        while self.read(scratch.as_mem_mut())? > 0 {}
        if self.plain.is_none() && !self.ends()? {
            self.fall_back()?;
        }
        match &mut self.plain {
            Some(plain) => plain.finish(),
            None => Ok(()),
        }
    }
}

/// The bytes that were skipped are gone for good: a cursor that skipped has nothing to compare.
pub(super) struct Partial<S>(pub S);

impl<S: Stream> Stream for Partial<S> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        self.0.read(dst)
    }

    fn skip(&mut self, by: u64) -> bool {
        self.0.skip(by)
    }
}

impl Stream for Box<dyn Stream + '_> {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        (**self).read(dst)
    }

    fn skip(&mut self, by: u64) -> bool {
        (**self).skip(by)
    }

    fn finish(&mut self) -> Result<()> {
        (**self).finish()
    }
}

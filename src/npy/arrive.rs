//! Loading into memory of our own: no more is asked for than the source has shown to
//! hold. Where it does not know its length, memory grows with what has arrived.

use super::block::move_block;
use super::course::{inward, size, Course, Odometer};
use super::deliver::deliver;
use super::plan::Plan;
use super::progress::{Ask, Progress};
use super::reader::{truncated, Reader};
use crate::error::{Error, Result};
use crate::format::PerAxis;
use crate::io::Feed;
use crate::mem::alloc::Buffer;
use crate::mem::{Axis, Transform};

/// What is asked for before anything has arrived, and what is read at a time.
const PIECE: i64 = 32 * 1024;

impl Reader {
    /// Reads what `plan` says, packed, into new memory that is aligned to 64 bytes.
    pub(super) fn load(&self, plan: &Plan<'_>, ask: Option<Ask<'_>>) -> Result<Buffer> {
        if let (Some(there), false) = (self.source().size()?, plan.course.is_empty()) {
            // Opened for its header only, the array has not been measured yet.
            let item = size_of(plan.how.src_size())?;
            let end = plan.course.file_at.saturating_add(plan.course.extent(0, item));
            let end = self.data_at().saturating_add(end.unsigned_abs());
            if end > there {
                return Err(truncated(there.saturating_sub(self.data_at()), self.meta().nbytes, there));
            }
        } else if plan.nbytes > PIECE {
            return self.arrive(plan, ask);
        }
        let mut data = Buffer::new(size(plan.nbytes)?, 64)?;
        self.read(plan, data.as_mem_mut(), ask)?;
        Ok(data)
    }

    /// The same from a source of unknown length: piece by piece in the order of the file,
    /// and put into the order that is asked for when all is there.
    fn arrive(&self, plan: &Plan<'_>, ask: Option<Ask<'_>>) -> Result<Buffer> {
        let item = size_of(plan.how.dst_size())?;
        let course = plan.course.packed(item)?;
        let mut feed = self.feed(plan)?;
        let mut progress = Progress::new(ask, plan.nbytes.unsigned_abs());
        let mut arrived = Arrived { buffer: Buffer::new(size(PIECE.min(plan.nbytes))?, 64)?, len: 0, plan };
        let walks = course.walks();
        // The innermost loops that are a piece together, and of the next one some turns.
        let (mut whole, mut bytes) = (walks.len(), item);
        while whole > 1 && bytes.saturating_mul(walks[whole - 1].count) <= PIECE {
            whole -= 1;
            bytes *= walks[whole].count;
        }
        let part = walks[whole - 1];
        let turns = (PIECE / bytes).clamp(1, part.count);
        let (mut file, mut mem) = (course.file_at, 0);
        let mut odometer = Odometer::new(whole - 1)?;
        loop {
            let mut done = 0;
            while done < part.count {
                let n = turns.min(part.count - done);
                let piece = course.piece(whole - 1, n, file + done * part.file)?;
                arrived.take(&mut feed, self.data_at(), &piece, size(n * bytes)?, &mut progress)?;
                done += n;
            }
            if !odometer.next(&walks[..whole - 1], &mut file, &mut mem) {
                break;
            }
        }
        feed.finish()?;
        arrived.in_order(&course)
    }
}

/// What has arrived so far, in the order of the file.
struct Arrived<'a> {
    buffer: Buffer,
    len: usize,
    plan: &'a Plan<'a>,
}

impl Arrived<'_> {
    /// Takes the next `bytes` bytes.
    fn take(
        &mut self,
        feed: &mut Feed<'_>,
        data_at: u64,
        piece: &Course,
        bytes: usize,
        progress: &mut Progress<'_>,
    ) -> Result<()> {
        let end = self.len + bytes;
        if bytes as i64 > PIECE {
            // One large element: it is looked at before there is memory for it.
            let at = data_at.saturating_add(piece.file_at.unsigned_abs());
            let span = self.plan.how.src_size();
            feed.view(at, span, at.saturating_add(span as u64))?;
        }
        if end > self.buffer.len() {
            let most = size(self.plan.nbytes)?;
            let mut larger = Buffer::new(end.max(self.buffer.len().saturating_mul(2)).min(most), 64)?;
            larger.as_mem_mut().sub(0, self.len)?.copy_from(self.buffer.as_mem().sub(0, self.len)?)?;
            self.buffer = larger;
        }
        let room = self.buffer.as_mem_mut().sub(self.len, bytes)?;
        deliver(feed, data_at, piece, &self.plan.how, room, progress)?;
        self.len = end;
        Ok(())
    }

    /// The result, its elements where the plan wants them.
    fn in_order(self, course: &Course) -> Result<Buffer> {
        let wanted = &self.plan.course;
        if wanted.mem_at == 0 && wanted.walks() == course.walks() {
            return Ok(self.buffer);
        }
        let mut result = Buffer::new(self.len, 64)?;
        let mut axes = PerAxis::none(Axis { count: 1, src: 0, dst: 0 });
        for (from, to) in course.walks().iter().zip(wanted.walks()) {
            axes.push(Axis { src: inward(*from, 1)?.dst, ..inward(*to, to.count)? })?;
        }
        let to = super::course::step(wanted.mem_at)?;
        let how = Transform::copy(self.plan.how.dst_size());
        move_block(&how, &axes, (self.buffer.as_mem(), 0), (result.as_mem_mut(), to))?;
        Ok(result)
    }
}

fn size_of(bytes: usize) -> Result<i64> {
    i64::try_from(bytes).map_err(|_| Error::memory(bytes))
}

//! From memory into the file: elements of any layout, packed into pieces in
//! file order.

use super::block::move_block;
use super::course::{outward, size, step, Course, Walk};
use super::cut::{Blocks, Runs};
use super::progress::Progress;
use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::{Mem, Transform};

/// What is packed before it is written. Every second column of 4096 x 4096 doubles takes 16.7 ms with 256 KiB,
/// 13.0 ms with 1 MiB; written in one piece, as much takes 7.5 ms.
const ROOM: i64 = 1 << 20;
/// Runs of at least this many bytes are written from where they are.
const LONG_RUN: i64 = 256 * 1024;
/// The same where memory runs across the file: more turns of the loop that is
/// fastest in memory make fuller cache lines.
const MOST_ROOM: i64 = 4 << 20;
const TURNS: i64 = 64;

/// Takes the elements of a course in pieces.
pub(super) struct Packer<'a> {
    pub course: &'a Course,
    pub how: &'a Transform,
    pub src: Mem<'a>,
    /// An element's size in the file.
    pub item: i64,
}

impl Packer<'_> {
    /// Hands every piece to `write`, with its offset in the file (from the first
    /// byte of the data), in ascending order.
    pub fn run(
        &self,
        progress: &mut Progress<'_>,
        write: &mut dyn FnMut(u64, Mem<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.course.is_empty() || self.item == 0 {
            return Ok(());
        }
        let packed = self.packed_from();
        let runs = Runs::new(self.course, self.item);
        let alone = runs.of_loops() && packed + 1 >= self.course.walks().len();
        if self.how.is_copy() && (alone || runs.len >= LONG_RUN) {
            return self.write_runs(&runs, progress, write);
        }
        self.write_blocks(packed, progress, write)
    }

    /// The first loop of the innermost ones that leave no gap in the file.
    fn packed_from(&self) -> usize {
        let walks = self.course.walks();
        let mut axis = walks.len();
        while axis > 0 && walks[axis - 1].file == self.course.extent(axis, self.item) {
            axis -= 1;
        }
        axis
    }

    fn write_runs(
        &self,
        runs: &Runs<'_>,
        progress: &mut Progress<'_>,
        write: &mut dyn FnMut(u64, Mem<'_>) -> Result<()>,
    ) -> Result<()> {
        let most = if progress.is_asked() { progress.step() as i64 } else { runs.len };
        runs.each(most, &mut |run| {
            write(offset(run.file)?, self.src.at(step(run.mem)?, size(run.len)?)?)?;
            progress.tick(run.len as u64)
        })
    }

    fn write_blocks(
        &self,
        packed: usize,
        progress: &mut Progress<'_>,
        write: &mut dyn FnMut(u64, Mem<'_>) -> Result<()>,
    ) -> Result<()> {
        let blocks = Blocks::new(self.course, self.item, packed, self.room(packed));
        let mut buffer = Buffer::new(size(blocks.most())?, 64)?;
        blocks.each(outward, &mut |block| {
            let span = size(block.span)?;
            let to = buffer.as_mem_mut().sub(0, span)?;
            move_block(self.how, block.axes, (self.src, step(block.mem)?), (to, 0))?;
            write(offset(block.file)?, buffer.as_mem().sub(0, span)?)?;
            progress.tick(span as u64)
        })
    }

    /// How much is packed at a time.
    fn room(&self, packed: usize) -> i64 {
        let walks = self.course.walks();
        let fastest = (packed..walks.len()).min_by_key(|&i| walks[i].mem.unsigned_abs());
        match fastest {
            Some(axis) if axis + 1 < walks.len() => {
                let turns = TURNS.min(walks[axis].count);
                walks[axis].file.saturating_mul(turns).clamp(ROOM, MOST_ROOM)
            }
            _ => ROOM,
        }
    }
}

/// A course that takes `dims` elements in file order from memory with steps of
/// `mem`; `file` are their steps in the file.
pub(super) fn course(dims: &[i64], file: &[i64], mem: &[i64], item: (i64, i64)) -> Result<Course> {
    let mut course = Course::new();
    for (i, &count) in dims.iter().enumerate() {
        course.push(Walk { count, file: file[i], mem: mem[i] })?;
    }
    course.settle(item);
    Ok(course)
}

fn offset(file: i64) -> Result<u64> {
    u64::try_from(file)
        .map_err(|_| Error::new(Status::Internal, format_args!("a piece lies before the array")))
}

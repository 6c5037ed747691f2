//! From memory into the file: elements of any layout, packed into pieces in
//! file order.

use super::block::move_block;
use super::course::{outward, size, step, Course, Odometer, Walk, MOST_AXES};
use super::progress::Progress;
use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::{Axis, Mem, Transform};

/// What is packed before it is written.
const ROOM: i64 = 256 * 1024;
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
        let walks = self.course.walks();
        let packed = self.packed_from();
        let last = walks[walks.len() - 1];
        let direct = self.how.is_copy()
            && last.file == self.item
            && last.mem == self.item
            && (packed + 1 >= walks.len() || last.count.saturating_mul(self.item) >= ROOM);
        if direct {
            return self.write_runs(progress, write);
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
        progress: &mut Progress<'_>,
        write: &mut dyn FnMut(u64, Mem<'_>) -> Result<()>,
    ) -> Result<()> {
        let walks = self.course.walks();
        let outer = &walks[..walks.len() - 1];
        let run = walks[walks.len() - 1].count * self.item;
        let most = if progress.is_asked() { progress.step() as i64 } else { run };
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        let mut odometer = Odometer::new();
        loop {
            let mut done = 0;
            while done < run {
                let piece = most.min(run - done);
                let src = self.src.at(step(mem + done)?, size(piece)?)?;
                write(offset(file + done)?, src)?;
                done += piece;
                progress.tick(piece as u64)?;
            }
            if !odometer.next(outer, &mut file, &mut mem) {
                return Ok(());
            }
        }
    }

    fn write_blocks(
        &self,
        packed: usize,
        progress: &mut Progress<'_>,
        write: &mut dyn FnMut(u64, Mem<'_>) -> Result<()>,
    ) -> Result<()> {
        let walks = self.course.walks();
        let room = self.room(packed);
        let mut whole = walks.len();
        while whole > packed && self.course.extent(whole - 1, self.item) <= room {
            whole -= 1;
        }
        let extent = self.course.extent(whole, self.item);
        let part = if whole > packed { Some(walks[whole - 1]) } else { None };
        let outer = whole - usize::from(part.is_some());
        let total = part.map_or(1, |p| p.count);
        let turns = part.map_or(1, |p| (room / p.file).clamp(1, p.count));
        let mut buffer = Buffer::new(size(extent + (turns - 1) * part.map_or(0, |p| p.file))?, 64)?;
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        let mut odometer = Odometer::new();
        loop {
            let mut done = 0;
            while done < total {
                let n = turns.min(total - done);
                let (pf, pm) = part.map_or((0, 0), |p| (p.file, p.mem));
                let mut axes = [Axis { count: 1, src: 0, dst: 0 }; MOST_AXES + 1];
                let mut count = 0;
                if let Some(part) = part {
                    axes[0] = outward(part, n)?;
                    count = 1;
                }
                for &walk in &walks[whole..] {
                    axes[count] = outward(walk, walk.count)?;
                    count += 1;
                }
                let span = size(extent + (n - 1) * pf)?;
                let from = step(mem + done * pm)?;
                let to = buffer.as_mem_mut().sub(0, span)?;
                move_block(self.how, &axes[..count], (self.src, from), (to, 0))?;
                write(offset(file + done * pf)?, buffer.as_mem().sub(0, span)?)?;
                done += n;
                progress.tick(span as u64)?;
            }
            if !odometer.next(&walks[..outer], &mut file, &mut mem) {
                return Ok(());
            }
        }
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

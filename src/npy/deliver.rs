//! From the file into memory: the runs of a course, read in ascending order and
//! landed where they belong.

use super::block::move_block;
use super::course::{inward, size, step, Course, Odometer, Walk, MOST_AXES};
use super::progress::Progress;
use crate::error::{Error, Result, Status};
use crate::io::{Feed, WINDOW};
use crate::mem::alloc::Buffer;
use crate::mem::{Axis, MemMut, Transform};

/// Runs of at least this many bytes are read straight into the caller's memory
/// even where reading a window around them would save system calls.
const LONG_RUN: i64 = 16 * 1024;
/// A gap is read over if it is no longer than this: a system call costs more.
const SMALL_GAP: i64 = 512;
/// What is gathered for a transposition: 64 rows of 4 KiB.
const TILE_ROWS: i64 = 64;
const TILE: i64 = 256 * 1024;

/// Moves every element of `course` from `feed` to `dst`; `data_at` is the offset of
/// the array's first byte.
pub(super) fn deliver(
    feed: &mut Feed<'_>,
    data_at: u64,
    course: &Course,
    how: &Transform,
    dst: MemMut<'_>,
    progress: &mut Progress<'_>,
) -> Result<()> {
    // Elements without bytes may be any number, and none of them is worth a step.
    if course.is_empty() || how.src_size() == 0 {
        return Ok(());
    }
    let item = i64::try_from(how.src_size()).map_err(|_| too_large())?;
    let job = Job { data_at, course, how, dst, item };
    if how.is_copy() && job.runs_directly(feed) {
        return job.read_runs(feed, progress);
    }
    match job.gathered(feed) {
        Some(axis) => job.read_tiles(feed, axis, progress),
        None => job.read_blocks(feed, progress),
    }
}

struct Job<'a> {
    data_at: u64,
    course: &'a Course,
    how: &'a Transform,
    dst: MemMut<'a>,
    /// An element's size in the file.
    item: i64,
}

impl Job<'_> {
    fn walks(&self) -> &[Walk] {
        self.course.walks()
    }

    fn last(&self) -> Walk {
        self.walks()[self.walks().len() - 1]
    }

    fn offset(&self, file: i64) -> Result<u64> {
        u64::try_from(file).ok().and_then(|file| self.data_at.checked_add(file)).ok_or_else(too_large)
    }

    /// Whether the gaps between the turns of loop `axis` are worth reading over.
    fn dense(&self, axis: usize) -> bool {
        let extent = self.course.extent(axis + 1, self.item);
        let gap = self.walks()[axis].file - extent;
        gap <= extent.max(SMALL_GAP)
    }

    /// The first loop of the innermost ones that are dense: what lies between
    /// their first and last byte may be read in one go.
    fn dense_from(&self) -> usize {
        let mut axis = self.walks().len();
        while axis > 0 && self.dense(axis - 1) {
            axis -= 1;
        }
        axis
    }

    fn runs_directly(&self, feed: &Feed<'_>) -> bool {
        let last = self.last();
        if last.file != self.item || last.mem != self.item {
            return false;
        }
        let outer = self.walks().len() - 1;
        let alone = outer == 0 || !self.dense(outer - 1);
        last.count.saturating_mul(self.item) >= LONG_RUN || (alone && !feed.in_memory())
    }

    /// Contiguous runs: from the source into the caller's memory, nothing between.
    fn read_runs(&self, feed: &mut Feed<'_>, progress: &mut Progress<'_>) -> Result<()> {
        let outer = &self.walks()[..self.walks().len() - 1];
        let run = self.last().count * self.item;
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        let mut odometer = Odometer::new();
        loop {
            let mut done = 0;
            while done < run {
                let piece = (run - done).min(progress.step() as i64);
                let dst = self.dst.at(step(mem + done)?, size(piece)?)?;
                feed.read(self.offset(file + done)?, dst)?;
                done += piece;
                progress.tick(piece as u64)?;
            }
            if !odometer.next(outer, &mut file, &mut mem) {
                return Ok(());
            }
        }
    }

    /// Blocks that fit the window: read (or found in memory), then moved.
    fn read_blocks(&self, feed: &mut Feed<'_>, progress: &mut Progress<'_>) -> Result<()> {
        let walks = self.walks();
        let dense = self.dense_from();
        let room = self.room(feed, progress);
        let mut whole = walks.len();
        while whole > 0
            && (whole > dense || feed.in_memory())
            && self.course.extent(whole - 1, self.item) <= room
        {
            whole -= 1;
        }
        // Of the loop outside the whole ones as many turns as fit.
        let extent = self.course.extent(whole, self.item);
        let (outer, part) = match whole {
            0 => (0, None),
            w if w > dense || feed.in_memory() => (w - 1, Some(walks[w - 1])),
            w => (w, None),
        };
        let turns = part.map_or(1, |p| ((room - extent).max(0) / p.file.max(1) + 1).min(p.count));
        let ahead = self.course.extent(dense, self.item);
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        let mut odometer = Odometer::new();
        let mut dense_start = file;
        loop {
            if outer <= dense || self.left_dense(dense_start, file, ahead) {
                dense_start = file;
            }
            let end = self.offset(dense_start.saturating_add(ahead))?;
            let mut done = 0;
            while done < part.map_or(1, |p| p.count) {
                let n = part.map_or(1, |p| turns.min(p.count - done));
                let (pf, pm) = part.map_or((0, 0), |p| (p.file, p.mem));
                let span = extent + (n - 1) * pf;
                let at = self.offset(file + done * pf)?;
                let view = feed.view(at, size(span)?, end)?;
                let axes = self.axes(part, n, whole)?;
                let to = step(mem + done * pm)?;
                move_block(self.how, axes.as_slice(), (view, 0), (self.dst, to))?;
                done += n;
                progress.tick(self.elements(axes.as_slice()))?;
            }
            if !odometer.next(&walks[..outer], &mut file, &mut mem) {
                return Ok(());
            }
        }
    }

    fn left_dense(&self, start: i64, file: i64, extent: i64) -> bool {
        file < start || file >= start.saturating_add(extent)
    }

    fn room(&self, feed: &Feed<'_>, progress: &Progress<'_>) -> i64 {
        if feed.in_memory() {
            // Nothing is copied aside; pieces serve the progress only.
            return (progress.step() * 4) as i64;
        }
        WINDOW as i64
    }

    fn axes(&self, part: Option<Walk>, turns: i64, whole: usize) -> Result<Axes> {
        let mut axes = Axes::new();
        if let Some(part) = part {
            axes.push(inward(part, turns)?);
        }
        for &walk in &self.walks()[whole..] {
            axes.push(inward(walk, walk.count)?);
        }
        Ok(axes)
    }

    fn elements(&self, axes: &[Axis]) -> u64 {
        axes.iter().map(|a| a.count as u64).product::<u64>() * self.item as u64
    }

    /// The loop that is fastest in memory, if it is so far outside in the file
    /// that a window holds only few of its turns, and runs can be gathered.
    fn gathered(&self, feed: &Feed<'_>) -> Option<usize> {
        let walks = self.walks();
        if !feed.positional() || feed.in_memory() {
            return None;
        }
        let inner = walks.len() - 1;
        let axis = (0..walks.len()).min_by_key(|&i| walks[i].mem.unsigned_abs())?;
        let run = self.course.extent(inner, self.item);
        let worth = axis != inner && run >= 512 && self.dense(inner);
        let in_window = self.course.extent(axis, self.item) <= WINDOW as i64;
        (worth && !(in_window && axis >= self.dense_from())).then_some(axis)
    }

    /// Transpositions: rows of the file side by side in a tile, turned from there.
    fn read_tiles(&self, feed: &mut Feed<'_>, across: usize, progress: &mut Progress<'_>) -> Result<()> {
        let walks = self.walks();
        let inner = walks.len() - 1;
        let (row, col) = (walks[across], walks[inner]);
        let rows = row.count.min(TILE_ROWS);
        let cols = ((TILE / rows - self.item).max(0) / col.file + 1).min(col.count);
        // A line more than whole lines: rows whose addresses end alike push each other
        // out of the cache.
        let pitch = (((cols - 1) * col.file + self.item + 63) & !63) + 64;
        let mut tile = Buffer::new(size(rows * pitch)?, 64)?;
        let mut rest = [Walk { count: 1, file: 0, mem: 0 }; MOST_AXES];
        let mut count = 0;
        for (i, &walk) in walks.iter().enumerate() {
            if i != across && i != inner {
                rest[count] = walk;
                count += 1;
            }
        }
        let rest = &rest[..count];
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        let mut odometer = Odometer::new();
        loop {
            for r in (0..row.count).step_by(rows as usize) {
                let rows = rows.min(row.count - r);
                for c in (0..col.count).step_by(cols as usize) {
                    let cols = cols.min(col.count - c);
                    let span = size((cols - 1) * col.file + self.item)?;
                    for i in 0..rows {
                        let at = self.offset(file + (r + i) * row.file + c * col.file)?;
                        feed.read(at, tile.as_mem_mut().sub(size(i * pitch)?, span)?)?;
                    }
                    let axes = [
                        Axis { count: size(rows)?, src: step(pitch)?, dst: step(row.mem)? },
                        inward(col, cols)?,
                    ];
                    let to = step(mem + r * row.mem + c * col.mem)?;
                    move_block(self.how, &axes, (tile.as_mem(), 0), (self.dst, to))?;
                    progress.tick(self.elements(&axes))?;
                }
            }
            if !odometer.next(rest, &mut file, &mut mem) {
                return Ok(());
            }
        }
    }
}

/// Up to one part and all loops, without an allocation.
struct Axes {
    axes: [Axis; MOST_AXES + 1],
    len: usize,
}

impl Axes {
    fn new() -> Axes {
        Axes { axes: [Axis { count: 1, src: 0, dst: 0 }; MOST_AXES + 1], len: 0 }
    }

    fn push(&mut self, axis: Axis) {
        self.axes[self.len] = axis;
        self.len += 1;
    }

    fn as_slice(&self) -> &[Axis] {
        &self.axes[..self.len]
    }
}

fn too_large() -> Error {
    Error::new(Status::Limit, format_args!("the array reaches beyond what this machine can address"))
}

//! From the file into memory: the runs of a course, read in ascending order and
//! landed where they belong.

use super::block::move_block;
use super::course::{inward, size, step, Course, Odometer, Walk};
use super::cut::{Blocks, Runs};
use super::progress::Progress;
use crate::error::{Error, Result, Status};
use crate::format::PerAxis;
use crate::io::{Feed, WINDOW};
use crate::mem::alloc::Buffer;
use crate::mem::{Axis, MemMut, Transform};

/// Runs of at least this many bytes are read straight into the caller's memory
/// even where reading a window around them would save system calls.
const LONG_RUN: i64 = 16 * 1024;
/// A gap is read over if it is no longer than this: a system call costs more.
const SMALL_GAP: i64 = 512;
/// Of what the caller's functions fetch, the gaps that are read over are no more than this
/// part of what is wanted: a source that likes few calls better than few bytes fetches
/// more at a time itself.
const FETCHED_GAPS: i64 = 5;
/// What is gathered for a transposition: 128 rows of 7 KiB.
const TILE_ROWS: i64 = 128;
const TILE: i64 = 960 * 1024;

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
    let mut job = Job { data_at, course, how, dst, item, dense: 0 };
    job.dense = job.dense_from(feed);
    if let Some(runs) = job.direct_runs(feed) {
        return job.read_runs(&runs, feed, progress);
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
    /// The first of the innermost loops that are dense.
    dense: usize,
}

impl<'a> Job<'a> {
    fn walks(&self) -> &'a [Walk] {
        self.course.walks()
    }

    fn offset(&self, file: i64) -> Result<u64> {
        u64::try_from(file).ok().and_then(|file| self.data_at.checked_add(file)).ok_or_else(too_large)
    }

    /// The first of the innermost loops that are dense: what lies between their first
    /// and last byte may be read in one go. The gaps are small, or all of them together
    /// are no more than what is wanted; of what the caller fetches they are no more than
    /// a fifth of it. A stream has to read over its gaps anyway.
    fn dense_from(&self, feed: &Feed<'_>) -> usize {
        if !feed.positional() {
            return 0;
        }
        let walks = self.walks();
        let (mut first, mut wanted) = (walks.len(), self.item);
        while first > 0 {
            let walk = walks[first - 1];
            wanted = wanted.saturating_mul(walk.count);
            let gap = walk.file - self.course.extent(first, self.item);
            let wasted = self.course.extent(first - 1, self.item) - wanted;
            let dense = match feed.is_fetched() {
                true => wasted <= wanted / FETCHED_GAPS,
                false => gap <= SMALL_GAP || wasted <= wanted,
            };
            if !dense {
                break;
            }
            first -= 1;
        }
        first
    }

    /// The runs, if they are best read one by one, with nothing between the source and
    /// the caller's memory.
    fn direct_runs(&self, feed: &Feed<'_>) -> Option<Runs<'a>> {
        let runs = Runs::new(self.course, self.item);
        let alone = runs.of_loops() && self.dense + 1 >= self.walks().len() && !feed.in_memory();
        let changed = self.how.is_in_place() && !feed.in_memory();
        ((self.how.is_copy() || changed) && (runs.len >= LONG_RUN || alone)).then_some(runs)
    }

    fn read_runs(&self, runs: &Runs<'_>, feed: &mut Feed<'_>, progress: &mut Progress<'_>) -> Result<()> {
        let copy = self.how.is_copy();
        // What is changed where it lands is changed before it leaves the cache.
        let most = if copy { progress.step() as i64 } else { WINDOW as i64 / self.item.max(1) * self.item };
        runs.each(most.max(self.item), &mut |run| {
            let dst = self.dst.at(step(run.mem)?, size(run.len)?)?;
            match copy {
                true => feed.read(self.offset(run.file)?, dst)?,
                false => feed.read_changed(self.offset(run.file)?, dst, self.how)?,
            }
            progress.tick(run.len as u64)
        })
    }

    /// Blocks that fit the window: read (or found in memory), then moved.
    fn read_blocks(&self, feed: &mut Feed<'_>, progress: &mut Progress<'_>) -> Result<()> {
        let (first, room) = match feed.in_memory() {
            // Nothing is copied aside; pieces serve the progress only, which counts what
            // is delivered.
            true => (0, progress.step() as i64 * 4 / self.growth()),
            false => (self.dense, WINDOW as i64),
        };
        let ahead = self.course.extent(self.dense, self.item);
        let mut end = self.course.file_at;
        Blocks::new(self.course, self.item, first, room).each(inward, &mut |block| {
            if block.file >= end {
                // The first block of the dense loops' next turn.
                end = block.file.saturating_add(ahead);
            }
            let view = feed.view(self.offset(block.file)?, size(block.span)?, self.offset(end)?)?;
            move_block(self.how, block.axes, (view, 0), (self.dst, step(block.mem)?))?;
            progress.tick(self.delivered(block.count()))
        })
    }

    /// How many times larger an element may become on its way.
    fn growth(&self) -> i64 {
        self.how.dst_size().div_ceil(self.how.src_size()) as i64
    }

    /// Bytes of so many elements in memory.
    fn delivered(&self, count: u64) -> u64 {
        count * self.how.dst_size() as u64
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
        let worth = axis != inner && run >= 512 && self.dense <= inner;
        let in_window = self.course.extent(axis, self.item) <= WINDOW as i64;
        (worth && !(in_window && axis >= self.dense)).then_some(axis)
    }

    /// Transpositions: rows of the file side by side in a tile, turned from there.
    fn read_tiles(&self, feed: &mut Feed<'_>, across: usize, progress: &mut Progress<'_>) -> Result<()> {
        let walks = self.walks();
        let inner = walks.len() - 1;
        let (row, col) = (walks[across], walks[inner]);
        let rows = row.count.min(TILE_ROWS).min((TILE / self.item).max(1));
        let cols = ((TILE / rows - self.item).max(0) / col.file + 1).min(col.count);
        // A line more than whole lines: rows whose addresses end alike push each other
        // out of the cache.
        let pitch = (((cols - 1) * col.file + self.item + 63) & !63) + 64;
        let mut tile = Buffer::new(size(rows * pitch)?, 64)?;
        let mut rest = PerAxis::none(row);
        for (i, &walk) in walks.iter().enumerate() {
            if i != across && i != inner {
                rest.push(walk)?;
            }
        }
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        let mut odometer = Odometer::new(rest.len())?;
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
                    progress.tick(self.delivered((rows * cols) as u64))?;
                }
            }
            if !odometer.next(&rest, &mut file, &mut mem) {
                return Ok(());
            }
        }
    }
}

fn too_large() -> Error {
    Error::new(Status::Limit, format_args!("the array reaches beyond what this machine can address"))
}

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
use crate::mem::{self, Axis, MemMut, Transform};

/// Runs of at least this many bytes are read straight into the caller's memory
/// even where reading a window around them would save system calls.
const LONG_RUN: i64 = 16 * 1024;
/// A gap is read over if it is no longer than this: a system call costs more.
const SMALL_GAP: i64 = 512;
/// Of what the caller's functions fetch, the gaps that are read over are no more than this
/// part of what is wanted: a source that likes few calls better than few bytes fetches
/// more at a time itself.
const FETCHED_GAPS: i64 = 5;
/// What is gathered for a transposition, where as many rows of the file as make two lines of
/// memory are read side by side: long pieces of few rows, because a system call costs as much
/// as some kilobytes. Of 8192 x 8192 doubles (512 MB; a copy in memory takes 38 ms) 16 rows of
/// 64 KiB take 110 to 115 ms, 32 of 64 KiB 117 to 124, 64 of 32 KiB 136, 64 of 16 KiB 150,
/// 128 of 8 KiB without going past the cache 186. Out of a mapping 8 rows take 69, 16 take 79,
/// 64 take 99.
const TILE: i64 = 1 << 20;
const TILE_LINES: i64 = 2;
/// The same out of memory, where lines cannot go past the cache; where they can, one is best.
const MAPPED_LINES: i64 = 8;
const MOST_ROWS: i64 = 128;
/// A line of the cache.
const LINE: i64 = mem::LINE as i64;
/// Rows up to this size are short: one system call for each would be too many.
const SHORT_ROW: i64 = 32 * 1024;
/// Runs of fewer bytes are not worth being gathered.
const LEAST_RUN: i64 = 512;

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
        let copied = self.how.is_copy() && !(feed.in_memory() && self.how.goes_past());
        ((copied || changed) && (runs.len >= LONG_RUN || alone)).then_some(runs)
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
        if !feed.positional() {
            return None;
        }
        let axis = (0..walks.len()).min_by_key(|&i| walks[i].mem.unsigned_abs())?;
        let inner = self.dense.max(axis + 1);
        let run = self.course.extent(inner, self.item);
        let in_window = axis >= self.dense && self.course.extent(axis, self.item) <= WINDOW as i64;
        let worth = axis + 1 < walks.len() && (run >= LEAST_RUN || axis >= self.dense) && !in_window;
        worth.then_some(axis)
    }

    /// Transpositions: rows of the file side by side in a tile, turned from there.
    fn read_tiles(&self, feed: &mut Feed<'_>, across: usize, progress: &mut Progress<'_>) -> Result<()> {
        let walks = self.walks();
        let row = walks[across];
        let inside = self.course.piece(across + 1, walks[across + 1].count, 0)?;
        let line = (LINE / (self.how.dst_size() as i64).max(1)).max(1);
        let past = self.how.goes_past() && walks[walks.len() - 1].mem % LINE == 0;
        let lines = match feed.in_memory() {
            true if past => 1,
            true => MAPPED_LINES,
            false => TILE_LINES,
        };
        let first = if feed.in_memory() { 0 } else { self.dense.saturating_sub(across + 1) };
        let pieces = Blocks::new(&inside, self.item, first, TILE / (line * lines).clamp(8, MOST_ROWS));
        let most = pieces.most();
        // Rows that lie one behind the other come in one go if they are short, or calls are dear.
        let at_once = self.dense <= across
            && most == inside.extent(0, self.item)
            && (feed.in_memory() || feed.is_fetched() || most <= SHORT_ROW);
        // A line more than whole lines: rows whose addresses end alike push each other
        // out of the cache.
        let pitch = if at_once || feed.in_memory() { row.file } else { ((most + 63) & !63) + 64 };
        let rows = match feed.in_memory() {
            true => (line * lines).max(8),
            false => ((TILE + TILE / 8 - most) / pitch + 1).max(line),
        };
        let rows = (rows / line * line).min(row.count);
        let mut tile = None;
        if !feed.in_memory() {
            tile = Some(Buffer::new(size((rows - 1) * pitch + most)?, 64)?);
        }
        let outer = &walks[..across];
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        let mut odometer = Odometer::new(outer.len())?;
        loop {
            let mut done = 0;
            while done < row.count {
                // The first ones make up a line of memory, so that all others have whole ones.
                let lead = self.before_line(mem + done * row.mem, row.mem).filter(|_| done == 0);
                let rows = lead.unwrap_or(rows).min(row.count - done);
                let (file, mem) = (file + done * row.file, mem + done * row.mem);
                pieces.each(inward, &mut |piece| {
                    let (at, span) = (file + piece.file, piece.span);
                    let from = match &mut tile {
                        None => {
                            let (at, len) = (self.offset(at)?, size((rows - 1) * row.file + span)?);
                            feed.view(at, len, at)?
                        }
                        Some(buffer) if at_once => {
                            let len = size((rows - 1) * row.file + span)?;
                            feed.read(self.offset(at)?, buffer.as_mem_mut().sub(0, len)?)?;
                            buffer.as_mem()
                        }
                        Some(buffer) => {
                            for i in 0..rows {
                                let to = buffer.as_mem_mut().sub(size(i * pitch)?, size(span)?)?;
                                feed.read(self.offset(at + i * row.file)?, to)?;
                            }
                            buffer.as_mem()
                        }
                    };
                    let mut axes = PerAxis::one(Axis { src: step(pitch)?, ..inward(row, rows)? });
                    for &axis in piece.axes {
                        axes.push(axis)?;
                    }
                    move_block(self.how, &axes, (from, 0), (self.dst, step(mem + piece.mem)?))?;
                    progress.tick(self.delivered(rows as u64 * piece.count()))
                })?;
                done += rows;
            }
            if !odometer.next(outer, &mut file, &mut mem) {
                return Ok(());
            }
        }
    }

    /// How many elements from `mem` on are before the next line of memory, if there are any that are side by side.
    fn before_line(&self, mem: i64, next: i64) -> Option<i64> {
        let size = self.how.dst_size() as i64;
        let at = (self.dst.base().addr() as i64).wrapping_add(mem);
        let bytes = at.wrapping_neg() & (LINE - 1);
        (self.how.goes_past() && next == size && bytes > 0 && bytes % size == 0).then(|| bytes / size)
    }
}

fn too_large() -> Error {
    Error::new(Status::Limit, format_args!("the array reaches beyond what this machine can address"))
}

//! A course cut into what is worked on at a time: blocks of bounded size, or runs that
//! are contiguous on both sides.

use super::course::{Course, Odometer, Walk};
use crate::error::Result;
use crate::format::PerAxis;
use crate::mem::Axis;

/// How a course is cut into blocks: some loops as a whole, and some turns of the loop
/// around them.
pub(super) struct Blocks<'c> {
    course: &'c Course,
    /// The loops from here on are in every block as a whole.
    whole: usize,
    /// The loop around them, if it may be cut.
    part: Option<Walk>,
    /// How many turns of it make a block, at most.
    turns: i64,
    /// Bytes in the file from the first to the last of the whole loops.
    extent: i64,
}

/// Where a block is.
pub(super) struct Block<'a> {
    /// Its first byte in the file, from the first byte of the array on.
    pub file: i64,
    /// Its first element in memory.
    pub mem: i64,
    /// Bytes in the file from its first to its last.
    pub span: i64,
    /// Its loops.
    pub axes: &'a [Axis],
}

impl Block<'_> {
    /// How many elements it has.
    pub fn count(&self) -> u64 {
        self.axes.iter().map(|axis| axis.count as u64).product()
    }
}

impl<'c> Blocks<'c> {
    /// Blocks of at most `room` bytes in the file, or of one turn where that is more. A
    /// block takes no more than one turn of the loops outside of loop `first`.
    #[inline(never)]
    pub fn new(course: &'c Course, item: i64, first: usize, room: i64) -> Blocks<'c> {
        let walks = course.walks();
        let mut whole = walks.len();
        while whole > first && course.extent(whole - 1, item) <= room {
            whole -= 1;
        }
        let extent = course.extent(whole, item);
        let part = (whole > first).then(|| walks[whole - 1]);
        let turns = part.map_or(1, |p| ((room - extent).max(0) / p.file.max(1) + 1).min(p.count));
        Blocks { course, whole, part, turns, extent }
    }

    /// Bytes in the file of the largest block.
    pub fn most(&self) -> i64 {
        self.span(self.turns)
    }

    fn span(&self, turns: i64) -> i64 {
        self.extent + (turns - 1) * self.part.map_or(0, |p| p.file)
    }

    /// Hands out all blocks in file order. `axis` makes a loop of so many turns what
    /// the kernels take.
    pub fn each(
        &self,
        axis: fn(Walk, i64) -> Result<Axis>,
        take: &mut dyn FnMut(Block<'_>) -> Result<()>,
    ) -> Result<()> {
        let walks = self.course.walks();
        let part = self.part.unwrap_or(Walk { count: 1, file: 0, mem: 0 });
        let outer = self.whole - usize::from(self.part.is_some());
        // The part is the first axis, also if it is no loop.
        let mut axes = PerAxis::one(Axis { count: 1, src: 0, dst: 0 });
        for &walk in &walks[self.whole..] {
            axes.push(axis(walk, walk.count)?)?;
        }
        let mut odometer = Odometer::new(outer)?;
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        loop {
            let mut done = 0;
            while done < part.count {
                let turns = self.turns.min(part.count - done);
                axes[0] = axis(part, turns)?;
                take(Block {
                    file: file + done * part.file,
                    mem: mem + done * part.mem,
                    span: self.span(turns),
                    axes: &axes,
                })?;
                done += turns;
            }
            if !odometer.next(&walks[..outer], &mut file, &mut mem) {
                return Ok(());
            }
        }
    }
}

/// Bytes that lie together in the file and in memory.
pub(super) struct Run {
    /// The first one in the file, from the first byte of the array on.
    pub file: i64,
    /// The first one in memory.
    pub mem: i64,
    /// How many.
    pub len: i64,
}

/// How a course is cut into runs.
pub(super) struct Runs<'c> {
    course: &'c Course,
    /// The loops up to here lead from one run to the next.
    outer: usize,
    /// Bytes of a run.
    pub len: i64,
}

impl<'c> Runs<'c> {
    /// The longest runs there are: all turns of the last loop, or one element.
    pub fn new(course: &'c Course, item: i64) -> Runs<'c> {
        let walks = course.walks();
        let outer = walks.len() - 1;
        let last = walks[outer];
        if last.file == item && last.mem == item {
            return Runs { course, outer, len: last.count.saturating_mul(item) };
        }
        Runs { course, outer: walks.len(), len: item }
    }

    /// Whether each is a whole turn of the last loop.
    pub fn of_loops(&self) -> bool {
        self.outer < self.course.walks().len()
    }

    /// Hands out all runs in file order, in pieces of at most `most` bytes.
    pub fn each(&self, most: i64, take: &mut dyn FnMut(Run) -> Result<()>) -> Result<()> {
        let outer = &self.course.walks()[..self.outer];
        let mut odometer = Odometer::new(outer.len())?;
        let (mut file, mut mem) = (self.course.file_at, self.course.mem_at);
        loop {
            let mut done = 0;
            while done < self.len {
                let len = most.min(self.len - done);
                take(Run { file: file + done, mem: mem + done, len })?;
                done += len;
            }
            if !odometer.next(outer, &mut file, &mut mem) {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::course::inward;
    use super::*;

    fn course(walks: &[(i64, i64, i64)]) -> Course {
        let mut course = Course::new();
        for &(count, file, mem) in walks {
            course.push(Walk { count, file, mem }).unwrap();
        }
        course.settle((8, 8));
        course
    }

    /// File, memory, span and elements of every block.
    fn blocks(course: &Course, first: usize, room: i64) -> Vec<(i64, i64, i64, u64)> {
        let mut found = vec![];
        let blocks = Blocks::new(course, 8, first, room);
        blocks
            .each(inward, &mut |b| {
                assert!(b.span <= blocks.most());
                found.push((b.file, b.mem, b.span, b.count()));
                Ok(())
            })
            .unwrap();
        found
    }

    #[test]
    fn blocks_take_as_many_turns_as_fit() {
        // Rows of five elements with a gap behind them, every other one in memory.
        let c = course(&[(4, 100, 1000), (5, 8, 16)]);
        assert_eq!(blocks(&c, 0, 1000), [(0, 0, 340, 20)]);
        assert_eq!(blocks(&c, 0, 240), [(0, 0, 240, 15), (300, 3000, 40, 5)]);
        assert_eq!(blocks(&c, 1, 240).len(), 4);
        assert_eq!(blocks(&c, 1, 16)[..3], [(0, 0, 16, 2), (16, 32, 16, 2), (32, 64, 8, 1)]);
    }

    #[test]
    fn blocks_are_elements_where_no_loop_may_be_joined() {
        let c = course(&[(3, 24, 8)]);
        assert_eq!(blocks(&c, 1, 1000), [(0, 0, 8, 1), (24, 8, 8, 1), (48, 16, 8, 1)]);
        assert_eq!(blocks(&course(&[]), 0, 4), [(0, 0, 8, 1)]);
    }

    #[test]
    fn runs_are_cut_at_the_most_bytes() {
        let c = course(&[(2, 100, 50), (5, 8, 8)]);
        let runs = Runs::new(&c, 8);
        let mut found = vec![];
        let mut keep = |r: Run| {
            found.push((r.file, r.mem, r.len));
            Ok(())
        };
        runs.each(32, &mut keep).unwrap();
        assert!(runs.of_loops());
        assert_eq!(found, [(0, 0, 32), (32, 32, 8), (100, 50, 32), (132, 82, 8)]);
    }

    #[test]
    fn runs_are_elements_where_the_last_loop_has_gaps() {
        let c = course(&[(3, 8, 16)]);
        let runs = Runs::new(&c, 8);
        assert!(!runs.of_loops());
        let mut found = vec![];
        let mut keep = |r: Run| {
            found.push((r.file, r.mem, r.len));
            Ok(())
        };
        runs.each(100, &mut keep).unwrap();
        assert_eq!(found, [(0, 0, 8), (8, 16, 8), (16, 32, 8)]);
    }
}

//! The way through an array: nested loops, each with its step in the file and
//! its step in memory.

use crate::error::{Error, Result, Status};
use crate::format::{PerAxis, MOST_AXES};
use crate::mem::Axis;

/// One loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walk {
    pub count: i64,
    /// Bytes from one element to the next in the file.
    pub file: i64,
    /// Bytes from one element to the next in memory.
    pub mem: i64,
}

/// Loops in file order, outermost first.
pub(super) struct Course {
    walks: PerAxis<Walk>,
    /// The file offset of the first element, from the first byte of the data.
    pub file_at: i64,
    /// Where the first element is in memory.
    pub mem_at: i64,
    empty: bool,
}

impl Course {
    /// A course without loops: one element.
    pub fn new() -> Course {
        Course {
            walks: PerAxis::none(Walk { count: 0, file: 0, mem: 0 }),
            file_at: 0,
            mem_at: 0,
            empty: false,
        }
    }

    /// `count` elements, one behind the other in both places; `item` is their size in the file and in memory.
    /// What [`settle`](Course::settle) makes of the loops of a packed array.
    pub fn of_packed(count: i64, item: (i64, i64)) -> Course {
        let walk = Walk { count: count.max(1), file: item.0, mem: item.1 };
        Course { walks: PerAxis::one(walk), empty: count == 0, ..Course::new() }
    }

    /// Adds a loop inside the others. A loop of one turn is none; a loop that
    /// runs backwards in the file is turned round.
    pub fn push(&mut self, mut walk: Walk) -> Result<()> {
        match walk.count {
            0 => {
                self.empty = true;
                return Ok(());
            }
            1 => return Ok(()),
            _ => {}
        }
        if walk.file < 0 {
            let turns = walk.count - 1;
            self.file_at = add(self.file_at, mul(turns, walk.file)?)?;
            self.mem_at = add(self.mem_at, mul(turns, walk.mem)?)?;
            walk.file = -walk.file;
            walk.mem = walk.mem.checked_neg().ok_or_else(overflow)?;
        }
        if self.walks.len() == MOST_AXES {
            return Err(overflow());
        }
        self.walks.push(walk)
    }

    /// Sorts the loops by their step in the file and joins those that are one
    /// loop in both places. `item` is an element's size in the file and in
    /// memory. Afterwards there is at least one loop.
    pub fn settle(&mut self, item: (i64, i64)) {
        if self.walks.is_empty() {
            self.walks = PerAxis::one(Walk { count: 1, file: item.0, mem: item.1 });
            return;
        }
        let walks = &mut *self.walks;
        // Insertion sort: stable, and nearly always nothing to do.
        for i in 1..walks.len() {
            let mut j = i;
            while j > 0 && walks[j - 1].file < walks[j].file {
                walks.swap(j - 1, j);
                j -= 1;
            }
        }
        let mut kept = 0;
        for i in 1..walks.len() {
            let (outer, inner) = (walks[kept], walks[i]);
            let joins = |outer: i64, step: i64| step.checked_mul(inner.count) == Some(outer);
            if joins(outer.file, inner.file) && joins(outer.mem, inner.mem) {
                walks[kept] = Walk { count: outer.count * inner.count, ..inner };
            } else {
                kept += 1;
                walks[kept] = inner;
            }
        }
        self.walks.truncate(kept + 1);
    }

    /// The same loops over memory that has the elements in the order of the file, packed.
    pub fn packed(&self, item: i64) -> Result<Course> {
        let mut walks = PerAxis::copied(&self.walks)?;
        let mut step = item;
        for walk in walks.iter_mut().rev() {
            walk.mem = step;
            step = mul(step, walk.count)?;
        }
        Ok(Course { walks, mem_at: 0, ..*self })
    }

    /// Some turns of loop `from` and all of those inside it, beginning at `file_at`; in
    /// memory they begin where the view does.
    pub fn piece(&self, from: usize, turns: i64, file_at: i64) -> Result<Course> {
        let mut walks = PerAxis::copied(&self.walks[from..])?;
        walks[0].count = turns;
        Ok(Course { walks, file_at, ..Course::new() })
    }

    /// Whether there is no element at all.
    pub fn is_empty(&self) -> bool {
        self.empty
    }

    /// The loops, outermost first.
    pub fn walks(&self) -> &[Walk] {
        &self.walks
    }

    /// Bytes from the first element's first to the last element's last in the file.
    #[inline(never)]
    pub fn extent(&self, from: usize, item: i64) -> i64 {
        let steps = |w: &Walk| (w.count - 1).saturating_mul(w.file);
        self.walks()[from..].iter().fold(item, |sum, w| sum.saturating_add(steps(w)))
    }
}

/// Counts through nested loops, the last one fastest.
pub(super) struct Odometer {
    index: PerAxis<i64>,
}

impl Odometer {
    /// For so many loops.
    pub fn new(loops: usize) -> Result<Odometer> {
        Ok(Odometer { index: PerAxis::same(0, loops)? })
    }

    /// Goes on to the next turn of `walks`, moving the two places with it;
    /// `false` after the last one.
    pub fn next(&mut self, walks: &[Walk], file: &mut i64, mem: &mut i64) -> bool {
        for (walk, index) in walks.iter().zip(self.index.iter_mut()).rev() {
            *index += 1;
            if *index < walk.count {
                *file += walk.file;
                *mem += walk.mem;
                return true;
            }
            *file -= (walk.count - 1) * walk.file;
            *mem -= (walk.count - 1) * walk.mem;
            *index = 0;
        }
        false
    }
}

/// A walk as `mem` sees it, with `count` turns: from the file (in a window) to memory.
pub(super) fn inward(walk: Walk, count: i64) -> Result<Axis> {
    Ok(Axis { count: size(count)?, src: step(walk.file)?, dst: step(walk.mem)? })
}

/// The same the other way round.
pub(super) fn outward(walk: Walk, count: i64) -> Result<Axis> {
    Ok(Axis { count: size(count)?, src: step(walk.mem)?, dst: step(walk.file)? })
}

pub(super) fn size(n: i64) -> Result<usize> {
    usize::try_from(n).map_err(|_| overflow())
}

pub(super) fn step(n: i64) -> Result<isize> {
    isize::try_from(n).map_err(|_| overflow())
}

pub(super) fn mul(a: i64, b: i64) -> Result<i64> {
    a.checked_mul(b).ok_or_else(overflow)
}

pub(super) fn add(a: i64, b: i64) -> Result<i64> {
    a.checked_add(b).ok_or_else(overflow)
}

fn overflow() -> Error {
    Error::new(Status::Shape, format_args!("sizes and strides reach beyond what this machine can address"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(walks: &[(i64, i64, i64)]) -> Course {
        let mut course = Course::new();
        for &(count, file, mem) in walks {
            course.push(Walk { count, file, mem }).unwrap();
        }
        course.settle((8, 8));
        course
    }

    #[test]
    fn a_packed_array_is_one_loop() {
        let c = course(&[(2, 96, 96), (3, 32, 32), (4, 8, 8)]);
        assert_eq!(c.walks(), [Walk { count: 24, file: 8, mem: 8 }]);
    }

    #[test]
    fn a_fortran_array_into_fortran_memory_is_one_loop() {
        let c = course(&[(2, 8, 8), (3, 16, 16), (4, 48, 48)]);
        assert_eq!(c.walks(), [Walk { count: 24, file: 8, mem: 8 }]);
    }

    #[test]
    fn a_transposition_stays_two_loops_in_file_order() {
        let c = course(&[(2, 8, 24), (3, 16, 8)]);
        assert_eq!(c.walks(), [Walk { count: 3, file: 16, mem: 8 }, Walk { count: 2, file: 8, mem: 24 }]);
    }

    #[test]
    fn a_backward_loop_is_turned_round() {
        let c = course(&[(5, -8, 8)]);
        assert_eq!(c.walks(), [Walk { count: 5, file: 8, mem: -8 }]);
        assert_eq!((c.file_at, c.mem_at), (-32, 32));
    }

    #[test]
    fn no_loops_are_one_turn_and_zero_counts_are_empty() {
        assert_eq!(course(&[]).walks(), [Walk { count: 1, file: 8, mem: 8 }]);
        assert!(course(&[(3, 8, 8), (0, 8, 8)]).is_empty());
    }

    #[test]
    fn the_odometer_visits_every_turn_in_order() {
        let c = course(&[(2, 100, 7), (3, 8, 1000)]);
        let (mut file, mut mem, mut seen) = (0, 0, vec![]);
        let mut odometer = Odometer::new(2).unwrap();
        loop {
            seen.push((file, mem));
            if !odometer.next(c.walks(), &mut file, &mut mem) {
                break;
            }
        }
        assert_eq!(seen, [(0, 0), (8, 1000), (16, 2000), (100, 7), (108, 1007), (116, 2007)]);
    }
}

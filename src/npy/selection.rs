//! Which elements of each axis: NumPy's slices.

use crate::error::{Error, Result, Status};

/// A bound that is left out, as in `u[::-1]`.
pub const NONE: i64 = i64::MIN;

/// `start:stop:step` of one axis, with NumPy's rules: negative bounds count
/// from the end, bounds beyond the axis are clipped. All zero is the whole axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Slice {
    /// The first index.
    pub start: i64,
    /// The index that is no longer taken.
    pub stop: i64,
    /// From one index to the next.
    pub step: i64,
}

/// A slice on an axis of known length: `count` indices from `start` on, each
/// `step` further. `start` is inside the axis unless `count` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The first index.
    pub start: i64,
    /// From one index to the next; 1 if there is at most one.
    pub step: i64,
    /// How many.
    pub count: i64,
}

impl Slice {
    /// The whole axis.
    pub const ALL: Slice = Slice { start: 0, stop: 0, step: 0 };

    /// What the slice takes from an axis of `length` elements; `axis` is named
    /// in the error.
    pub fn pick(self, length: i64, axis: usize) -> Result<Picked> {
        if self == Slice::ALL {
            return Ok(Picked { start: 0, step: 1, count: length });
        }
        let step = match self.step {
            0 => {
                return Err(Error::new(
                    Status::Argument,
                    format_args!("slice of axis {axis}: the step is 0, expected any other"),
                ))
            }
            NONE => 1,
            step => step,
        };
        let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
        let bound = |at: i64, left_out: i64| match at {
            NONE => left_out,
            at if at < 0 => at.saturating_add(length).max(low),
            at => at.min(high),
        };
        let (start, stop) = if step > 0 {
            (bound(self.start, low), bound(self.stop, high))
        } else {
            (bound(self.start, high), bound(self.stop, low))
        };
        let distance = if step > 0 { stop - start } else { start - stop };
        // step is not i64::MIN, which is NONE, so it has an absolute value.
        let count = if distance > 0 { (distance - 1) / step.abs() + 1 } else { 0 };
        Ok(Picked { start: if count > 0 { start } else { 0 }, step: if count > 1 { step } else { 1 }, count })
    }
}

/// Hands out what `slices` pick of each axis.
pub(super) fn pick(
    dims: &[i64],
    slices: &[Slice],
    mut take: impl FnMut(usize, Picked) -> Result<()>,
) -> Result<()> {
    if slices.len() > dims.len() {
        return Err(Error::new(
            Status::Shape,
            format_args!("{} slices for an array of {} axes", slices.len(), dims.len()),
        ));
    }
    for (axis, &dim) in dims.iter().enumerate() {
        let slice = slices.get(axis).copied().unwrap_or(Slice::ALL);
        take(axis, slice.pick(dim, axis)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick(start: i64, stop: i64, step: i64, length: i64) -> (i64, i64, i64) {
        let p = Slice { start, stop, step }.pick(length, 0).unwrap();
        (p.start, p.step, p.count)
    }

    #[test]
    fn all_zero_is_the_whole_axis() {
        assert_eq!(pick(0, 0, 0, 7), (0, 1, 7));
        assert_eq!(pick(0, 0, 0, 0), (0, 1, 0));
    }

    #[test]
    fn bounds_are_clipped_as_in_python() {
        assert_eq!(pick(-3, NONE, 1, 10), (7, 1, 3));
        assert_eq!(pick(-30, 30, 1, 10), (0, 1, 10));
        assert_eq!(pick(8, 3, 1, 10), (0, 1, 0));
        assert_eq!(pick(3, 8, 2, 10), (3, 2, 3));
        assert_eq!(pick(0, 0, 1, 10), (0, 1, 0));
    }

    #[test]
    fn negative_steps_run_backwards() {
        assert_eq!(pick(NONE, NONE, -1, 5), (4, -1, 5));
        assert_eq!(pick(NONE, NONE, -3, 10), (9, -3, 4));
        assert_eq!(pick(2, NONE, -1, 5), (2, -1, 3));
        assert_eq!(pick(30, -30, -1, 5), (4, -1, 5));
        assert_eq!(pick(NONE, NONE, -1, 0), (0, 1, 0));
    }

    #[test]
    fn the_largest_values_do_not_overflow() {
        let (min, max) = (i64::MIN + 1, i64::MAX);
        assert_eq!(pick(min, max, 1, 5), (0, 1, 5));
        assert_eq!(pick(max, min, -1, 5), (4, -1, 5));
        assert_eq!(pick(0, max, max, 5), (0, 1, 1));
        assert_eq!(pick(4, min, min, 5), (4, 1, 1));
        assert_eq!(pick(0, max, 1, max), (0, 1, max));
        assert_eq!(pick(NONE, NONE, -1, max), (max - 1, -1, max));
    }

    #[test]
    fn step_zero_is_refused() {
        let slice = Slice { start: 0, stop: 5, step: 0 };
        assert_eq!(slice.pick(5, 3).unwrap_err().status(), Status::Argument);
    }
}

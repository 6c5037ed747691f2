//! Moving a block of any number of axes between two places in memory.

use crate::error::Result;
use crate::format::PerAxis;
use crate::mem::{transfer, Axis, Mem, MemMut, Transform};

/// Moves the elements of `axes` from `src` to `dst`. The two axes that are
/// fastest in either place go to the kernels, which turn them in tiles; the others
/// are looped over here.
pub(super) fn move_block(
    how: &Transform,
    axes: &[Axis],
    src: (Mem<'_>, isize),
    dst: (MemMut<'_>, isize),
) -> Result<()> {
    if axes.iter().any(|a| a.count == 0) {
        return Ok(());
    }
    let single = Axis { count: 1, src: 0, dst: 0 };
    let (inner, outer) = fastest(axes);
    let at = |i: Option<usize>| i.map_or(single, |i| axes[i]);
    let (inner_axis, outer_axis) = (at(inner), at(outer));
    let mut rest = PerAxis::none(single);
    for (i, axis) in axes.iter().enumerate() {
        if Some(i) != inner && Some(i) != outer && axis.count > 1 {
            rest.push(*axis)?;
        }
    }
    let mut index = PerAxis::same(0, rest.len())?;
    let (mut src_at, mut dst_at) = (src.1, dst.1);
    loop {
        transfer(how, src.0, src_at, dst.0, dst_at, outer_axis, inner_axis)?;
        if !advance(&rest, &mut index, &mut src_at, &mut dst_at) {
            return Ok(());
        }
    }
}

/// The axis that is fastest in `src`, and of the others the one that is fastest in `dst`.
fn fastest(axes: &[Axis]) -> (Option<usize>, Option<usize>) {
    let long = |i: &usize| axes[*i].count > 1;
    let inner = (0..axes.len()).filter(long).min_by_key(|&i| axes[i].src.unsigned_abs());
    let outer = (0..axes.len())
        .filter(long)
        .filter(|&i| Some(i) != inner)
        .min_by_key(|&i| axes[i].dst.unsigned_abs());
    (inner, outer)
}

fn advance(axes: &[Axis], index: &mut [usize], src: &mut isize, dst: &mut isize) -> bool {
    for (axis, index) in axes.iter().zip(index).rev() {
        *index += 1;
        if *index < axis.count {
            *src = src.wrapping_add(axis.src);
            *dst = dst.wrapping_add(axis.dst);
            return true;
        }
        let back = (axis.count - 1) as isize;
        *src = src.wrapping_sub(back.wrapping_mul(axis.src));
        *dst = dst.wrapping_sub(back.wrapping_mul(axis.dst));
        *index = 0;
    }
    false
}

//! Where members stand, and which of them share bytes.

use super::entry::{Entry, Problem};
use crate::error::Result;
use crate::fallible;
use crate::sort;

/// Finds out for each of `entries` where the next member begins (or the directory, at `behind`), and marks
/// those that share bytes. `end_of` tells where a member ends; `None` for one that cannot be read
/// anyway, which takes nothing from the others.
pub(super) fn settle(
    entries: &mut [Entry],
    behind: u64,
    mut end_of: impl FnMut(&Entry) -> Result<Option<u64>>,
) -> Result<()> {
    let order = order(entries)?;
    let mut last = None;
    // The member that reaches furthest so far, and how far.
    let mut furthest = (0, 0);
    for i in 0..entries.len() {
        let this = order.get(i).map_or(i, |&index| index as usize);
        let entry = &mut entries[this];
        entry.limit = behind;
        if entry.problem == Problem::Overlap {
            entry.problem = Problem::None;
        }
        let (at, end) = (entry.offset, end_of(entry)?);
        let Some(end) = end else { continue };
        if let Some(last) = last.replace(this) {
            entries[last].limit = at;
        }
        if at < furthest.1 {
            entries[this].spoil(Problem::Overlap);
            entries[furthest.0].spoil(Problem::Overlap);
        }
        if end > furthest.1 {
            furthest = (this, end);
        }
    }
    Ok(())
}

/// The order in which members stand; nothing if it is that of the directory.
fn order(entries: &[Entry]) -> Result<Vec<u32>> {
    let mut order = Vec::new();
    if entries.is_sorted_by(|a, b| a.offset < b.offset) {
        return Ok(order);
    }
    order = fallible::vec_with_capacity(entries.len())?;
    for i in 0..entries.len() {
        fallible::push(&mut order, i as u32)?;
    }
    sort::numbers(&mut order, &mut |a, b| entries[a as usize].offset.cmp(&entries[b as usize].offset));
    Ok(order)
}

//! Names to indices.

use crate::error::Result;
use crate::fallible;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Open addressing; the hash is keyed by chance, so that no archive can be made to collide. The names
/// themselves stand elsewhere, and are looked at only where the other half of the hash is theirs, too.
pub struct Table {
    /// An index, and the upper half of its name's hash.
    slots: Vec<(u32, u32)>,
    used: usize,
    hash: RandomState,
}

const FREE: u32 = u32::MAX;

impl Table {
    /// Room for `names`.
    pub fn new(names: usize) -> Result<Table> {
        let mut slots = Vec::new();
        // Half of the slots stay free.
        fallible::fill(&mut slots, (FREE, 0), names.max(8).saturating_mul(2).next_power_of_two())?;
        Ok(Table { slots, used: 0, hash: RandomState::new() })
    }

    /// The index under `name` for which `is_it` holds.
    pub fn find(&self, name: &[u8], is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let hash = self.hash.hash_one(name);
        let mut at = hash as usize & mask;
        while self.slots[at].0 != FREE {
            let (index, tag) = self.slots[at];
            if tag == upper(hash) && is_it(index as usize) {
                return Some(index as usize);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Whether there is room for one more; if not, a larger table must be made.
    pub fn has_room(&self) -> bool {
        self.used < self.slots.len() / 2
    }

    /// Puts `index` under `name`, for which there must be room.
    pub fn insert(&mut self, name: &[u8], index: usize) {
        let mask = self.slots.len() - 1;
        let hash = self.hash.hash_one(name);
        let mut at = hash as usize & mask;
        while self.slots[at].0 != FREE {
            at = (at + 1) & mask;
        }
        self.slots[at] = (index as u32, upper(hash));
        self.used += 1;
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

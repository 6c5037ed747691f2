//! Names to indices.

use crate::error::Result;
use crate::fallible;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Open addressing; the hash is keyed by chance, so that no archive can be made to collide. The names
/// themselves stand elsewhere.
pub struct Table {
    slots: Vec<u32>,
    used: usize,
    hash: RandomState,
}

const FREE: u32 = u32::MAX;

impl Table {
    /// Room for `names`.
    pub fn new(names: usize) -> Result<Table> {
        let mut slots = Vec::new();
        // Half of the slots stay free.
        fallible::fill(&mut slots, FREE, names.max(8).saturating_mul(2).next_power_of_two())?;
        Ok(Table { slots, used: 0, hash: RandomState::new() })
    }

    /// The index under `name` for which `is_it` holds.
    pub fn find(&self, name: &[u8], is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = self.hash.hash_one(name) as usize & mask;
        while self.slots[at] != FREE {
            let index = self.slots[at] as usize;
            if is_it(index) {
                return Some(index);
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
        let mut at = self.hash.hash_one(name) as usize & mask;
        while self.slots[at] != FREE {
            at = (at + 1) & mask;
        }
        self.slots[at] = index as u32;
        self.used += 1;
    }
}

//! What a pickle keeps, to use it again by number.

use super::tree::Id;
use crate::error::{Error, Result};
use crate::fallible;
use std::collections::HashMap;

/// Values by number. Writers count from 0 or 1 on, which is a list; what does not is kept apart.
pub(super) struct Memo {
    dense: Vec<Id>,
    sparse: HashMap<u64, Id>,
}

impl Memo {
    pub fn new() -> Memo {
        Memo { dense: Vec::new(), sparse: HashMap::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.dense.len() + self.sparse.len()
    }

    pub fn get(&self, number: u64) -> Option<Id> {
        let dense = usize::try_from(number).ok().and_then(|n| self.dense.get(n)).copied();
        dense.and_then(Id::some).or_else(|| self.sparse.get(&number).copied())
    }

    pub fn put(&mut self, number: u64, id: Id) -> Result<()> {
        if number == 1 && self.dense.is_empty() {
            fallible::push(&mut self.dense, Id::NONE)?;
        }
        match usize::try_from(number) {
            Ok(n) if n < self.dense.len() => self.dense[n] = id,
            Ok(n) if n == self.dense.len() => fallible::push(&mut self.dense, id)?,
            _ => {
                self.sparse.try_reserve(1).map_err(|_| Error::memory(size_of::<(u64, Id)>()))?;
                self.sparse.insert(number, id);
            }
        }
        Ok(())
    }
}

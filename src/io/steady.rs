//! A file that nobody shortens while it is open, so that it may be read through a mapping: copying from
//! there is faster than `read`.

use super::checked::{Checked, Sum};
use super::mmap::Mapping;
use super::os::Access;
use super::source::AtHand;
use super::{Backing, Source, Stream};
use crate::error::Result;
use crate::mem::alloc::try_box;
use crate::mem::{Mem, MemMut};

/// From this size on. A mapping costs as much as reading some hundred kilobytes.
const LARGE: u64 = 8 << 20;

/// A source and all of its bytes, mapped.
struct Steady {
    base: Box<dyn Source>,
    mapping: Mapping,
}

/// The same source, read through a mapping if it is large and lies in a file; else as it is.
pub fn steady(source: Box<dyn Source>) -> Result<Box<dyn Source>> {
    let mapping = match (source.backing(), source.size()?) {
        (Some(backing), Some(size)) if size >= LARGE => {
            usize::try_from(size).ok().and_then(|size| Mapping::of(&backing, 0, size, Access::Read).ok())
        }
        _ => None,
    };
    match mapping {
        Some(mapping) => Ok(try_box(Steady { base: source, mapping })?),
        None => Ok(source),
    }
}

impl Source for Steady {
    fn size(&self) -> Result<Option<u64>> {
        self.base.size()
    }

    fn positional(&self) -> bool {
        self.base.positional()
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        self.base.read_at(offset, dst)
    }

    fn memory(&self) -> Option<Mem<'_>> {
        Some(self.mapping.as_mem())
    }

    fn backing(&self) -> Option<Backing<'_>> {
        self.base.backing()
    }

    fn sum(&self) -> Option<Sum> {
        self.base.sum()
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        match self.base.sum() {
            // Summed up on the way from the mapping.
            Some(sum) if from == 0 => Ok(try_box(Checked::new(AtHand::new(self.mapping.as_mem()), sum))?),
            _ => self.base.stream(from),
        }
    }

    fn opened(&self) {
        self.base.opened();
    }
}

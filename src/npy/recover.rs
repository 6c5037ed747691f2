//! Making a file whole whose writer died.

use super::grow::{is_array, Grower};
use super::heading::Heading;
use super::reader::{OpenOptions, Reader};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::{self, GrowingFile, Path};
use core::fmt;

/// What was found and done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recovery {
    /// The rows that the header claimed.
    pub rows_before: i64,
    /// The rows that it claims now, all of which are there.
    pub rows_after: i64,
    /// Bytes of a row that was not complete, cut off.
    pub bytes_cut: u64,
    /// Bytes that the header claimed and that were not there.
    pub bytes_missing: u64,
    /// Temporary files of dead writers that were removed.
    pub temporaries: u32,
    /// The header was written anew, if only as NumPy writes it.
    pub header: bool,
    /// The file was replaced by a copy, because its header had no room or others were reading it.
    pub copied: bool,
}

/// One line for people.
impl fmt::Display for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.rows_after)?;
        if self.rows_after != self.rows_before {
            write!(f, " (the header claimed {})", self.rows_before)?;
        }
        if self.bytes_missing > 0 {
            write!(f, ", {} bytes missing", self.bytes_missing)?;
        }
        if self.bytes_cut > 0 {
            write!(f, ", {} bytes cut off", self.bytes_cut)?;
        }
        if self.header {
            f.write_str(", header rewritten")?;
        }
        if self.copied {
            f.write_str(" in a copy")?;
        }
        if self.temporaries > 0 {
            write!(f, ", {} temporaries removed", self.temporaries)?;
        }
        Ok(())
    }
}

/// Makes the file at `path` whole, and removes what dead writers have left beside it.
pub fn recover(path: &Path) -> Result<Recovery> {
    let mut what = Recovery { temporaries: io::clean(path)?, ..Recovery::default() };
    let Some(file) = GrowingFile::open(path, true)? else {
        return Err(Error::new(Status::NotFound, format_args!("no such file")));
    };
    let heading = match Heading::read(&file, None) {
        Ok(heading) => heading,
        // Without rows that have bytes nothing can be half done: all is there or it is not.
        Err(e) if e.status() == Status::Shape => {
            let reader = Reader::open_source(file.source()?, 0, OpenOptions::default())?;
            what.rows_before = reader.meta().shape.as_slice().first().copied().unwrap_or(1);
            what.rows_after = what.rows_before;
            return Ok(what);
        }
        Err(e) => return Err(e),
    };
    let (rows, size, header) = (heading.rows(), file.size()?, heading.bytes.len() as u64);
    let promised = heading.end(rows);
    (what.rows_before, what.rows_after) = (rows, rows);
    if size > promised && is_array(&file, promised)? {
        return Ok(what);
    }
    let data = size.saturating_sub(header);
    what.rows_after = i64::try_from(data / heading.row).unwrap_or(rows);
    what.bytes_cut = data % heading.row;
    what.bytes_missing = promised.saturating_sub(size);
    let old = fallible::copy(&heading.bytes)?;
    let mut grower = Grower::new(file, heading)?;
    what.copied = grower.reclaim(what.rows_after)?;
    grower.complete(what.rows_after)?;
    what.header = grower.header() != old;
    Ok(what)
}

//! Adding rows to a file that others are reading.

use super::count;
use super::described::{Described, Meta};
use super::heading::Heading;
use super::spec::{transform_of, Spec};
use super::transform;
use super::writer::{Out, Writer};
use crate::error::{Error, Result, Status};
use crate::format::{ByteOrder, Casting};
use crate::io::{GrowingFile, Hindrance, Path, Replace};
use crate::mem::alloc::try_box;
use crate::mem::{Mem, MemMut};

/// How often is it looked whether the others have closed the file, where that spares a copy.
const PATIENCE: usize = 16;

/// How many rows a growing file shows, and how it comes to show more.
pub(super) struct Grower {
    file: GrowingFile,
    heading: Heading,
    /// What stood in the file when it was opened and is not shown yet: whoever fails before it is must
    /// not cut it.
    found: u64,
    /// The file is ours to tidy up: one that was refused stays as it is.
    taken: bool,
}

impl Writer {
    /// Opens the file at `path` to add rows, or makes it if `spec` says what it is. `replace`
    /// says what happens to a file whose header cannot grow where it stands.
    pub fn append(path: &Path, spec: Option<&Spec<'_>>, replace: Replace, sync: bool) -> Result<Writer> {
        if let Some(spec) = spec {
            transform::refuse_objects(&spec.dtype)?;
            transform_of(spec)?;
        }
        // A turn that does not end it met a writer that made or removed the file just then.
        for _ in 0..16 {
            if let Some(file) = GrowingFile::open(path, sync)? {
                return Writer::of(Grower::open(file, spec, replace)?, spec);
            }
            let Some(spec) = spec else {
                return Err(Error::new(
                    Status::NotFound,
                    format_args!("no such file, and no spec that says what to make"),
                ));
            };
            let heading = Heading::new(spec)?;
            if let Some(file) = GrowingFile::create(path, &heading.bytes, sync)? {
                return Writer::of(Grower { file, heading, found: 0, taken: true }, Some(spec));
            }
        }
        Err(Error::new(Status::Busy, format_args!("the file comes and goes: others make and remove it")))
    }

    fn of(grower: Grower, spec: Option<&Spec<'_>>) -> Result<Writer> {
        let heading = &grower.heading;
        let how = match spec {
            Some(spec) => transform_of(spec)?,
            None => {
                let native = heading.dtype.with_order(ByteOrder::NATIVE)?;
                transform::between(&native, &heading.dtype, Casting::Equiv)?
            }
        };
        let meta = Meta {
            described: Described::new(heading.dtype.try_clone()?)?,
            shape: heading.shape.try_clone()?,
            order: heading.order,
            nbytes: heading.shape.nbytes(heading.dtype.itemsize())?,
            version: heading.version,
            data_offset: heading.bytes.len() as u64,
        };
        let (axis, written) = (heading.axis, heading.shape.count()?);
        Ok(Writer::growing(Out::Rows(try_box(grower)?), meta, how, axis, written))
    }

    /// Makes the rows that were written visible under the file's name.
    pub fn flush(&mut self) -> Result<()> {
        self.check()?;
        let rows = self.rows()?;
        match &mut self.out {
            Out::Rows(grower) => grower.show(rows),
            Out::Whole(_) => Err(Error::new(
                Status::Unsupported,
                format_args!("the file appears when it is finished: only one from npy_append() is flushed"),
            )),
        }
    }
}

impl Grower {
    pub fn new(file: GrowingFile, heading: Heading) -> Result<Grower> {
        Ok(Grower { found: file.size()?, file, heading, taken: false })
    }

    /// The header as it stands in the file.
    pub fn header(&self) -> &[u8] {
        &self.heading.bytes
    }

    /// Takes over a file: counts in what a dead writer left, and makes its header one that can grow.
    fn open(file: GrowingFile, spec: Option<&Spec<'_>>, replace: Replace) -> Result<Grower> {
        let heading = Heading::read(&file, spec.map(|spec| spec.order))?;
        if let Some(spec) = spec {
            heading.expect(spec)?;
        }
        let mut grower = Grower::new(file, heading)?;
        let rows = grower.rows_there()?;
        if grower.heading.digits.is_none() {
            grower.convert(replace)?;
        }
        grower.taken = true;
        grower.show(rows)?;
        grower.found = 0;
        grower.file.cut(grower.heading.end(rows))?;
        Ok(grower)
    }

    /// How many rows the file has, those that a dead writer had not flushed among them.
    fn rows_there(&self) -> Result<i64> {
        let (rows, size) = (self.heading.rows(), self.file.size()?);
        let promised = self.heading.end(rows);
        if size < promised {
            return Err(Error::at(
                Status::Truncated,
                size,
                format_args!(
                    "the file ends within the {rows} rows of its header: npy_recover() makes it whole"
                ),
            ));
        }
        let behind = size - promised;
        if behind == 0 {
            return Ok(rows);
        }
        if is_array(&self.file, promised)? {
            return Err(Error::at(
                Status::Unsupported,
                promised,
                format_args!("another array stands behind this one: what is in front of it cannot grow"),
            ));
        }
        if self.heading.digits.is_none() {
            return Err(Error::at(
                Status::Unsupported,
                promised,
                format_args!("{behind} bytes stand behind the last row, expected none: npy_recover() counts or cuts them"),
            ));
        }
        Ok(rows.saturating_add(i64::try_from(behind / self.heading.row).unwrap_or(0)))
    }

    /// Makes a header as NumPy writes it one that can grow.
    fn convert(&mut self, replace: Replace) -> Result<()> {
        let rows = self.heading.rows();
        let Some((bytes, digits)) = self.heading.growing(rows)? else {
            if replace != Replace::Atomic {
                return Err(Error::new(
                    Status::Unsupported,
                    format_args!(
                        "the header has no room to grow, and the file may not be replaced by a copy that has"
                    ),
                ));
            }
            return self.copy(rows);
        };
        let hindrance = self.file.rewrite(0, &self.heading.bytes, &bytes, PATIENCE)?;
        match (hindrance, replace) {
            (None, _) => {}
            (Some(_), Replace::Atomic) => return self.copy(rows),
            (Some(_), Replace::InPlace) => self.file.write_at(0, Mem::from_slice(&bytes))?,
            (Some(Hindrance::Others), Replace::Never) => {
                return Err(Error::new(
                    Status::Busy,
                    format_args!("others have the file open, and its header has to be rewritten once"),
                ))
            }
            (Some(Hindrance::Unknown), Replace::Never) => {
                return Err(Error::new(
                    Status::Unsupported,
                    format_args!(
                        "the header has to be rewritten once, and nobody can say whether others read it"
                    ),
                ))
            }
        }
        self.heading.stands(bytes, Some(digits));
        Ok(())
    }

    /// Replaces the file by a copy of its first `rows` rows with a header that can grow.
    fn copy(&mut self, rows: i64) -> Result<()> {
        let from = self.heading.bytes.len() as u64;
        let len = self.heading.end(rows) - from;
        let (bytes, digits) = match self.heading.growing(rows)? {
            Some(header) => header,
            None => {
                let header = self.heading.roomy(rows)?;
                (header.bytes, header.digits)
            }
        };
        let names = self.file.replace(&bytes, from, len)?;
        self.taken = true;
        self.heading.stands(bytes, Some(digits));
        self.heading.claim(rows)?;
        self.found = 0;
        names.sync()
    }

    /// Makes the header claim the `rows` rows that are there, after nobody has looked after it; `true`
    /// if that took a copy.
    pub fn reclaim(&mut self, rows: i64) -> Result<bool> {
        let claimed = self.heading.rows();
        self.taken = true;
        if rows == claimed {
            return Ok(false);
        }
        if rows > claimed && self.heading.digits.is_some() {
            self.show(rows)?;
            return Ok(false);
        }
        self.file.sync()?;
        let Some((bytes, digits)) = self.heading.growing(rows)? else {
            self.copy(rows)?;
            return Ok(true);
        };
        match self.file.rewrite(0, &self.heading.bytes, &bytes, PATIENCE)? {
            None => {}
            // What others are reading is valid, and stays so.
            Some(Hindrance::Others) if rows > claimed => {
                self.copy(rows)?;
                return Ok(true);
            }
            Some(_) => self.file.write_at(0, Mem::from_slice(&bytes))?,
        }
        self.file.sync()?;
        self.heading.stands(bytes, Some(digits));
        self.heading.claim(rows)?;
        Ok(false)
    }

    /// Where the next of `written` elements of `itemsize` bytes goes, if all before are still there.
    pub fn place(&self, written: i64, itemsize: i64) -> Result<u64> {
        let before = written.unsigned_abs().saturating_mul(itemsize.unsigned_abs());
        let at = (self.heading.bytes.len() as u64).saturating_add(before);
        self.file.expect(at)?;
        Ok(at)
    }

    /// Writes `src` at `offset` of the file.
    pub fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        self.file.write_at(offset, src)
    }

    /// Shows `rows` rows, which are in the file.
    pub fn show(&mut self, rows: i64) -> Result<()> {
        self.file.expect(self.heading.end(rows))?;
        if self.heading.rows() == rows {
            return Ok(());
        }
        self.file.sync()?;
        self.count_to(rows)?;
        self.file.sync()?;
        self.heading.claim(rows)
    }

    /// Writes the count `rows` into a header that can grow: at once if nobody can see it change, else
    /// a byte at a time.
    fn count_to(&mut self, rows: i64) -> Result<()> {
        let wanted = count::digits(rows);
        let (Some(shown), Some(at)) = (self.heading.shown(), self.heading.digits) else { return Ok(()) };
        if self.file.rewrite(at as u64, shown, &wanted, 1)?.is_none() {
            self.heading.bytes[at..at + wanted.len()].copy_from_slice(&wanted);
            return Ok(());
        }
        while let Some((step, byte)) = self.heading.shown().and_then(|shown| count::next(shown, &wanted)) {
            let place = at + step;
            self.file.write_at(place as u64, Mem::from_slice(&[byte]))?;
            self.heading.bytes[place] = byte;
        }
        Ok(())
    }

    /// Shows all `rows` rows, in a header as NumPy writes it if nobody can see it change.
    pub fn complete(&mut self, rows: i64) -> Result<()> {
        self.show(rows)?;
        self.found = 0;
        self.settle()?;
        self.file.settle()
    }

    /// Leaves the rows that are shown: those of the last flush, or more if a flush failed half way, when some
    /// of its rows were to be seen already.
    fn settle(&mut self) -> Result<()> {
        let seen = self.heading.shown().map_or(0, count::number);
        let rows = self.heading.rows().max(seen);
        self.heading.claim(rows)?;
        self.count_to(rows)?;
        self.file.cut(self.heading.end(rows).max(self.found))?;
        let Some(finished) = self.heading.finished(rows)? else { return Ok(()) };
        if finished == self.heading.bytes {
            return Ok(());
        }
        if self.file.rewrite(0, &self.heading.bytes, &finished, PATIENCE)?.is_none() {
            self.heading.stands(finished, None);
            self.file.sync()?;
        }
        Ok(())
    }
}

impl Drop for Grower {
    fn drop(&mut self) {
        // A child that was forked while the file grew has nothing to tidy up. What fails has
        // been told to the writer, or nobody is left to tell.
        if self.taken && self.file.is_ours() {
            let _ = self.settle();
        }
    }
}

/// Whether another array begins at `at`.
pub(super) fn is_array(file: &GrowingFile, at: u64) -> Result<bool> {
    let mut magic = [0; 6];
    let n = file.read_at(at, MemMut::from_slice(&mut magic))?;
    Ok(n == magic.len() && magic == *b"\x93NUMPY")
}

//! Writing one array to any sink.

use super::course::{add, mul, Course};
use super::described::{Described, Meta};
use super::grow::Grower;
use super::pack::{self, Packer};
use super::plan::{packed, reach};
use super::progress::{Ask, Progress};
use super::spec::{encode_header, growing_axis, likely_header, transform_of, with_length, Spec};
use super::transform;
use crate::error::{Error, Result, Status};
use crate::format::{self, Order, PerAxis, Shape};
use crate::io::Sink;
use crate::mem::{Mem, Transform};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// From this size on space is reserved before the first byte is written.
const RESERVE_FROM: u64 = 256 * 1024;

/// An array that is being written.
pub struct Writer {
    pub(super) out: Out,
    pub(super) meta: Meta,
    pub(super) version: Option<u8>,
    pub(super) how: Transform,
    /// The axis whose length is known at the end.
    pub(super) growing: Option<usize>,
    /// The header's bytes, until they are written.
    pub(super) pending: Vec<u8>,
    /// How many bytes the header has.
    pub(super) header: u64,
    /// Elements written so far, in order.
    pub(super) written: i64,
    /// Rows written so far of an array whose rows have no elements to be counted.
    pub(super) bare_rows: i64,
    /// Elements written so far in slabs, by any thread.
    pub(super) slabs: AtomicI64,
    /// Bytes from the array's first to the last that a slab has written.
    pub(super) slabs_end: AtomicI64,
    /// A failed write leaves the file in a state that must not be finished.
    pub(super) failed: AtomicBool,
}

/// Where the elements go.
pub(super) enum Out {
    /// An array that is there when it is finished.
    Whole(Box<dyn Sink>),
    /// Rows that are there when they are flushed.
    Rows(Box<Grower>),
}

impl Writer {
    /// Starts an array at the beginning of the sink that `begin` makes: not before the
    /// spec was found to be right, because to begin may mean to overwrite.
    pub fn create(begin: &mut dyn FnMut() -> Result<Box<dyn Sink>>, spec: &Spec<'_>) -> Result<Writer> {
        transform::refuse_objects(&spec.dtype)?;
        let growing = growing_axis(spec.shape, spec.order)?;
        let how = transform_of(spec)?;
        let (pending, shape) = match growing {
            None => (encode_header(spec)?, Shape::new(spec.shape)?),
            Some(axis) => (likely_header(spec, axis)?, with_length(spec.shape, axis, 0)?),
        };
        let itemsize = usize::try_from(spec.dtype.itemsize()).unwrap_or(usize::MAX);
        let nbytes = shape.nbytes(spec.dtype.itemsize())?;
        let described = Described::new(spec.dtype.try_clone()?)?;
        let mut sink = begin()?;
        sink.prepare(itemsize, growing.is_some())?;
        let header = pending.len() as u64;
        let size = header.saturating_add(nbytes.unsigned_abs());
        if size >= RESERVE_FROM {
            sink.reserve(size)?;
        }
        let meta = Meta {
            described,
            shape,
            order: spec.order,
            nbytes,
            version: pending.get(6).copied().unwrap_or(1),
            data_offset: header,
        };
        sink.opened();
        Ok(Writer {
            out: Out::Whole(sink),
            meta,
            version: spec.version,
            how,
            growing,
            pending,
            header,
            written: 0,
            bare_rows: 0,
            slabs: AtomicI64::new(0),
            slabs_end: AtomicI64::new(0),
            failed: AtomicBool::new(false),
        })
    }

    /// Goes on with an array of which `written` elements are there.
    pub(super) fn growing(out: Out, meta: Meta, how: Transform, axis: usize, written: i64) -> Writer {
        Writer {
            out,
            version: Some(meta.version),
            how,
            growing: Some(axis),
            pending: Vec::new(),
            header: meta.data_offset,
            written,
            bare_rows: 0,
            slabs: AtomicI64::new(0),
            slabs_end: AtomicI64::new(0),
            failed: AtomicBool::new(false),
            meta,
        }
    }

    /// What the array is; a growing axis has the length written so far.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The size of an element in memory.
    pub fn data_itemsize(&self) -> usize {
        self.how.src_size()
    }

    /// Writes the next whole elements, packed, in file order.
    pub fn write(&mut self, data: Mem<'_>, ask: Option<Ask<'_>>) -> Result<()> {
        self.check()?;
        let itemsize = self.data_itemsize();
        if itemsize == 0 || !data.len().is_multiple_of(itemsize) {
            if data.is_empty() {
                return Ok(());
            }
            return Err(Error::new(
                Status::Size,
                format_args!("{} bytes are no whole elements of {itemsize} bytes", data.len()),
            ));
        }
        let count = (data.len() / itemsize) as i64;
        self.write_elements(&Shape::new(&[count])?, None, data, ask)
    }

    /// The bytes around the first element that `rows` rows of the slowest axis
    /// (`None`: the whole array) touch in memory.
    pub fn reach(&self, rows: Option<i64>, strides: Option<&[i64]>) -> Result<(i64, i64)> {
        let shape = self.block(rows)?;
        self.reach_of(&shape, strides)
    }

    /// Writes the next `rows` rows of the slowest axis (`None`: all of a fixed
    /// shape); `strides` are the elements' steps in memory, for each axis, none
    /// for packed elements in the file's order.
    pub fn write_rows(
        &mut self,
        rows: Option<i64>,
        data: Mem<'_>,
        strides: Option<&[i64]>,
        ask: Option<Ask<'_>>,
    ) -> Result<()> {
        let shape = self.block(rows)?;
        let row = self.row()?;
        if row > 0 && self.written % row != 0 {
            return Err(Error::new(
                Status::State,
                format_args!("{} elements were written, which are no whole rows", self.written),
            ));
        }
        if let (0, Some(rows)) = (row, rows) {
            self.bare_rows = add(self.bare_rows, rows)?;
        }
        self.write_elements(&shape, strides, data, ask)
    }

    /// The slowest axis.
    fn slowest(&self) -> Option<usize> {
        let last = self.meta.shape.as_slice().len().checked_sub(1)?;
        Some(match self.meta.order {
            Order::C => 0,
            Order::Fortran => last,
        })
    }

    /// The elements of one row of the slowest axis.
    fn row(&self) -> Result<i64> {
        match self.slowest() {
            Some(axis) => self.meta.shape.count_without(axis),
            None => Ok(1),
        }
    }

    /// The shape of `rows` rows, or of everything.
    fn block(&self, rows: Option<i64>) -> Result<Shape> {
        let Some(rows) = rows else { return self.meta.shape.try_clone() };
        let Some(axis) = self.slowest() else {
            return Err(Error::new(Status::Shape, format_args!("an array without axes has no rows")));
        };
        let most = self.meta.shape.as_slice()[axis];
        if rows < 0 {
            return Err(Error::new(
                Status::Argument,
                format_args!("rows is {rows}, expected no negative number"),
            ));
        }
        if self.growing.is_none() && rows > most {
            return Err(Error::new(Status::Size, format_args!("{rows} rows, the array has {most} in all")));
        }
        with_length(self.meta.shape.as_slice(), axis, rows)
    }

    pub(super) fn steps(&self, dims: &[i64], strides: Option<&[i64]>) -> Result<PerAxis<i64>> {
        match strides {
            Some(strides) => PerAxis::copied(&strides[..dims.len()]),
            None => packed(dims, self.how.src_size() as i64, self.meta.order),
        }
    }

    pub(super) fn reach_of(&self, shape: &Shape, strides: Option<&[i64]>) -> Result<(i64, i64)> {
        let dims = shape.as_slice();
        let steps = self.steps(dims, strides)?;
        reach(dims, &steps, self.how.src_size() as i64)
    }

    /// Writes the next elements: a block of that shape in the array's order, which in memory lie by `strides`, or
    /// packed in that order, too.
    fn write_elements(
        &mut self,
        shape: &Shape,
        strides: Option<&[i64]>,
        data: Mem<'_>,
        ask: Option<Ask<'_>>,
    ) -> Result<()> {
        self.check()?;
        if self.slabs.load(Ordering::Relaxed) > 0 {
            return Err(Error::new(
                Status::State,
                format_args!("slabs were written, expected no writing in order after them"),
            ));
        }
        let count = shape.count()?;
        self.expect_room(count)?;
        let (file_item, item) = (self.meta.dtype().itemsize(), self.how.src_size() as i64);
        let course = match strides {
            Some(strides) => {
                let dims = shape.as_slice();
                let file = packed(dims, file_item, self.meta.order)?;
                pack::course(dims, &file, strides, (file_item, item))?
            }
            None => Course::of_packed(count, (file_item, item)),
        };
        let packer = Packer { course: &course, how: &self.how, src: data, item: file_item };
        let mut progress = Progress::new(ask, mul(count, file_item)?.unsigned_abs());
        match &mut self.out {
            Out::Whole(sink) => {
                let pending = &mut self.pending;
                let result = packer.run(&mut progress, &mut |_, piece| {
                    sink.write(Mem::from_slice(pending), piece)?;
                    pending.clear();
                    Ok(())
                });
                if result.is_err() {
                    self.failed.store(true, Ordering::Relaxed);
                }
                result?;
            }
            // What fails here leaves no trace: the next attempt writes to the same place.
            Out::Rows(grower) => {
                let at = grower.place(self.written, file_item)?;
                packer.run(&mut progress, &mut |offset, piece| {
                    grower.write_at(at.saturating_add(offset), piece)
                })?;
            }
        }
        self.written += count;
        if let Some(axis) = self.growing {
            self.meta.shape = self.grown(axis)?;
            self.meta.nbytes = mul(self.written, file_item)?;
        }
        Ok(())
    }

    fn expect_room(&self, count: i64) -> Result<()> {
        if self.growing.is_some() {
            return match self.written.checked_add(count) {
                Some(_) => Ok(()),
                None => Err(Error::new(Status::Limit, format_args!("more than 2^63 elements"))),
            };
        }
        let total = self.meta.shape.count()?;
        if count <= total - self.written {
            return Ok(());
        }
        Err(Error::new(
            Status::Size,
            format_args!(
                "{count} elements more than the {} that were written, expected {total} in all",
                self.written
            ),
        ))
    }

    /// How many whole rows were written.
    pub(super) fn rows(&self) -> Result<i64> {
        let row = self.row()?;
        Ok(if row > 0 { self.written / row } else { self.bare_rows })
    }

    /// The shape with as many whole rows as were written.
    fn grown(&self, axis: usize) -> Result<Shape> {
        with_length(self.meta.shape.as_slice(), axis, self.rows()?)
    }

    pub(super) fn check(&self) -> Result<()> {
        if !self.failed.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Error::new(
            Status::State,
            format_args!("an earlier write failed: the array can only be discarded"),
        ))
    }

    /// Ends the array: what was written is there under its name. If elements are
    /// missing, nothing is; of rows that were added, those stay that were flushed.
    pub fn finish(mut self) -> Result<()> {
        self.check()?;
        match self.growing {
            Some(axis) => self.meta.shape = self.whole_rows(axis)?,
            None => self.expect_all()?,
        }
        let rows = self.rows()?;
        if let Out::Rows(grower) = &mut self.out {
            return grower.complete(rows);
        }
        let fresh = !self.pending.is_empty() && *self.slabs.get_mut() == 0;
        let header = self.last_header(fresh)?;
        let Out::Whole(sink) = &mut self.out else { return Ok(()) };
        let bytes = Mem::from_slice(&header);
        if fresh {
            // Nothing stands behind it yet.
            sink.write(bytes, Mem::EMPTY)?;
            self.header = header.len() as u64;
        } else if !header.is_empty() {
            sink.write_at(0, bytes)?;
        }
        sink.commit(self.header + self.meta.nbytes.unsigned_abs())
    }

    /// The shape of an array that has grown.
    fn whole_rows(&self, axis: usize) -> Result<Shape> {
        let shape = self.grown(axis)?;
        let whole = shape.count()?;
        if whole == self.written {
            return Ok(shape);
        }
        Err(Error::new(
            Status::Size,
            format_args!(
                "{} elements were written, expected whole rows: {whole} or a row more",
                self.written
            ),
        ))
    }

    /// The header as it is written at the end: of an array whose length is known now, or the one
    /// that waited. Empty if it stands there.
    fn last_header(&mut self, fresh: bool) -> Result<Vec<u8>> {
        if self.growing.is_none() {
            return Ok(core::mem::take(&mut self.pending));
        }
        let dims = self.meta.shape.as_slice();
        let bytes = format::encode_header(self.meta.dtype(), self.meta.order, dims, self.version)?;
        if fresh {
            return Ok(bytes);
        }
        format::fit_header(bytes, self.header as usize)
    }
}

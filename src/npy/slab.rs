//! Writing a part of an array, wherever it lies in the file.

use super::course::{add, mul, Course, Walk};
use super::pack::Packer;
use super::plan::packed;
use super::progress::{Ask, Progress};
use super::selection::{pick, Slice};
use super::writer::{Out, Writer};
use crate::error::{Error, Result, Status};
use crate::format::{PerAxis, Shape};
use crate::io::Sink;
use crate::mem::Mem;
use std::sync::atomic::Ordering;

impl Writer {
    /// The shape that a slab has, and the bytes around its first element that it
    /// touches in memory.
    pub fn slab(&self, slices: &[Slice], strides: Option<&[i64]>) -> Result<(Shape, (i64, i64))> {
        let mut dims = PerAxis::none(0);
        pick(self.meta.shape.as_slice(), slices, |_, picked| dims.push(picked.count))?;
        let shape = Shape::new(&dims)?;
        let reach = self.reach_of(&shape, strides)?;
        Ok((shape, reach))
    }

    /// Writes the elements that `slices` pick, wherever they are in the file. May be
    /// called by many threads at once, for slabs that do not overlap.
    pub fn write_slab(
        &self,
        slices: &[Slice],
        data: Mem<'_>,
        strides: Option<&[i64]>,
        ask: Option<Ask<'_>>,
    ) -> Result<()> {
        self.check()?;
        let sink = self.can_place()?;
        let (shape, _) = self.slab(slices, strides)?;
        let dims = shape.as_slice();
        let steps = self.steps(dims, strides)?;
        let (file_item, item) = (self.meta.dtype().itemsize(), self.how.src_size() as i64);
        let file = packed(self.meta.shape.as_slice(), file_item, self.meta.order)?;
        let mut course = Course::new();
        pick(self.meta.shape.as_slice(), slices, |axis, picked| {
            course.file_at = add(course.file_at, mul(picked.start, file[axis])?)?;
            let step = mul(picked.step, file[axis])?;
            course.push(Walk { count: picked.count, file: step, mem: steps[axis] })
        })?;
        course.settle((file_item, item));
        let count = shape.count()?;
        let packer = Packer { course: &course, how: &self.how, src: data, item: file_item };
        let mut progress = Progress::new(ask, mul(count, file_item)?.unsigned_abs());
        let result = packer.run(&mut progress, &mut |offset, piece| {
            sink.write_at(self.header.saturating_add(offset), piece)
        });
        if result.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        result?;
        self.slabs.fetch_add(count, Ordering::Relaxed);
        if count > 0 {
            let end = course.file_at.saturating_add(course.extent(0, file_item));
            self.slabs_end.fetch_max(end, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Whether slabs can be written: to a fixed shape, where any byte can be
    /// reached, and not mixed with writing in order.
    fn can_place(&self) -> Result<&dyn Sink> {
        let sink = match &self.out {
            Out::Whole(sink) if self.growing.is_none() && sink.positional() => sink,
            _ => {
                return Err(Error::new(
                    Status::Unsupported,
                    format_args!("slabs need a fixed shape and a sink that can be written anywhere"),
                ))
            }
        };
        if self.written > 0 {
            return Err(Error::new(
                Status::State,
                format_args!("{} elements were written in order, expected none before a slab", self.written),
            ));
        }
        Ok(&**sink)
    }

    /// That no element of a fixed shape is missing, as far as counting them tells.
    pub(super) fn expect_all(&self) -> Result<()> {
        let total = self.meta.shape.count()?;
        let slabs = self.slabs.load(Ordering::Relaxed);
        if self.meta.nbytes == 0 || self.written == total {
            return Ok(());
        }
        if slabs < total {
            return Err(Error::new(
                Status::Size,
                format_args!("{} elements were written, expected {total}", self.written.max(slabs)),
            ));
        }
        // Slabs that overlap count twice: at least the file must not be too short.
        let end = self.slabs_end.load(Ordering::Relaxed);
        if end < self.meta.nbytes {
            return Err(Error::new(
                Status::Size,
                format_args!(
                    "the slabs overlap: they end at byte {end} of the elements, expected {}",
                    self.meta.nbytes
                ),
            ));
        }
        Ok(())
    }
}

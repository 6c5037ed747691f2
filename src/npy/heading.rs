//! The header of a file that grows: what it says, and in which of its two states it stands.

use super::reader::{OpenOptions, Reader};
use super::spec::{growing_axis, likely_header, with_length, Spec};
use super::transform;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{self, Dtype, Order, Shape, GROWTH_DIGITS};
use crate::io::GrowingFile;

/// A header, and the bytes that stand in the file for it.
pub(super) struct Heading {
    pub dtype: Dtype,
    pub order: Order,
    /// With as many rows as the header claims.
    pub shape: Shape,
    /// The axis that grows: the slowest.
    pub axis: usize,
    pub version: u8,
    /// The bytes in the file.
    pub bytes: Vec<u8>,
    /// Where the count begins, if the header is a growing one.
    pub digits: Option<usize>,
    /// The bytes of a row; not 0.
    pub row: u64,
}

impl Heading {
    /// For a file that is to be made, with no rows yet.
    pub fn new(spec: &Spec<'_>) -> Result<Heading> {
        let axis = asked_axis(spec)?;
        let shape = with_length(spec.shape, axis, 0)?;
        let header = format::growing_header(&spec.dtype, spec.order, shape.as_slice(), spec.version)?;
        let len = likely_header(spec, axis)?.len().max(header.bytes.len());
        Ok(Heading {
            row: row_bytes(&spec.dtype, &shape, axis)?,
            dtype: spec.dtype.try_clone()?,
            order: spec.order,
            shape,
            axis,
            version: header.bytes.get(6).copied().unwrap_or(1),
            bytes: format::fit_header(header.bytes, len)?,
            digits: Some(header.digits),
        })
    }

    /// Reads the header of `file`, whose elements need not be all there. What grows is the
    /// slowest axis in `order`, if the elements lie so, too.
    pub fn read(file: &GrowingFile, order: Option<Order>) -> Result<Heading> {
        let options = OpenOptions { header_only: true, ..OpenOptions::default() };
        let reader = Reader::open_source(file.source()?, 0, options)?;
        let meta = reader.meta();
        transform::refuse_objects(meta.dtype())?;
        let dims = meta.shape.as_slice();
        let order = order.unwrap_or(meta.order);
        if order != meta.order && !either_order(dims) {
            let (found, expected) = if order == Order::C { ("Fortran", "C") } else { ("C", "Fortran") };
            return Err(Error::new(
                Status::Shape,
                format_args!("the file is in {found} order, expected {expected} order"),
            ));
        }
        let axis = match (order, dims.len().checked_sub(1)) {
            (_, None) => {
                return Err(Error::new(
                    Status::Shape,
                    format_args!(
                        "the file holds a single value, expected an array with an axis that can grow"
                    ),
                ))
            }
            (Order::C, Some(_)) => 0,
            (Order::Fortran, Some(last)) => last,
        };
        let mut heading = Heading {
            dtype: meta.dtype().try_clone()?,
            order,
            shape: meta.shape.try_clone()?,
            axis,
            version: meta.version,
            bytes: fallible::copy(reader.header_bytes())?,
            digits: None,
            row: row_bytes(meta.dtype(), &meta.shape, axis)?,
        };
        heading.digits = match heading.growing(heading.rows())? {
            Some((bytes, digits)) if bytes == heading.bytes => Some(digits),
            _ => None,
        };
        Ok(heading)
    }

    /// That the file holds what `spec` wants to add to.
    pub fn expect(&self, spec: &Spec<'_>) -> Result<()> {
        if !self.dtype.same(&spec.dtype) {
            return Err(Error::new(
                Status::Dtype,
                format_args!("the file has {}, expected {}", self.dtype, spec.dtype),
            ));
        }
        let axis = asked_axis(spec)?;
        let wanted = with_length(spec.shape, axis, self.rows())?;
        if wanted != self.shape {
            return Err(Error::new(
                Status::Shape,
                format_args!("the file has shape {:?}, expected {:?}", self.shape, wanted),
            ));
        }
        match spec.version {
            Some(version) if version != self.version => Err(Error::new(
                Status::Version,
                format_args!("the file has version {}, expected {version}", self.version),
            )),
            _ => Ok(()),
        }
    }

    /// The rows that the header claims.
    pub fn rows(&self) -> i64 {
        self.shape.as_slice()[self.axis]
    }

    /// Where `rows` rows end in the file.
    pub fn end(&self, rows: i64) -> u64 {
        (self.bytes.len() as u64).saturating_add(self.row.saturating_mul(rows.unsigned_abs()))
    }

    /// The header of `rows` rows that can grow, and where its count begins; none if it has no room.
    pub fn growing(&self, rows: i64) -> Result<Option<(Vec<u8>, usize)>> {
        let header = self.roomy(rows)?;
        Ok(self.fitted(header.bytes)?.map(|bytes| (bytes, header.digits)))
    }

    /// The same, as long as it needs to be.
    pub fn roomy(&self, rows: i64) -> Result<format::GrowingHeader> {
        let shape = with_length(self.shape.as_slice(), self.axis, rows)?;
        format::growing_header(&self.dtype, self.order, shape.as_slice(), Some(self.version))
    }

    /// The header of `rows` rows as NumPy writes it; none if it has no room.
    pub fn finished(&self, rows: i64) -> Result<Option<Vec<u8>>> {
        let shape = with_length(self.shape.as_slice(), self.axis, rows)?;
        let header = format::encode_header(&self.dtype, self.order, shape.as_slice(), Some(self.version))?;
        self.fitted(header)
    }

    /// The same header, as long as the one in the file.
    fn fitted(&self, header: Vec<u8>) -> Result<Option<Vec<u8>>> {
        let text = header.iter().rposition(|&b| b == b'}').unwrap_or(0);
        if text + 1 >= self.bytes.len() {
            return Ok(None);
        }
        Ok(Some(format::fit_header(header, self.bytes.len())?))
    }

    /// The count as it stands in a growing header.
    pub fn shown(&self) -> Option<&[u8; GROWTH_DIGITS]> {
        self.bytes.get(self.digits?..)?.first_chunk()
    }

    /// Says that the header in the file claims `rows` rows now.
    #[inline(never)]
    pub fn claim(&mut self, rows: i64) -> Result<()> {
        self.shape = with_length(self.shape.as_slice(), self.axis, rows)?;
        Ok(())
    }

    /// Says that `bytes` are the header in the file now.
    pub fn stands(&mut self, bytes: Vec<u8>, digits: Option<usize>) {
        (self.bytes, self.digits) = (bytes, digits);
    }
}

/// The axis of -1.
fn asked_axis(spec: &Spec<'_>) -> Result<usize> {
    growing_axis(spec.shape, spec.order)?.ok_or_else(|| {
        Error::new(
            Status::Shape,
            format_args!("no axis is -1, expected the slowest to be: it is the one that grows"),
        )
    })
}

/// Whether the elements of such an array lie the same way in both orders.
fn either_order(dims: &[i64]) -> bool {
    dims.contains(&0) || dims.iter().filter(|&&n| n > 1).count() < 2
}

fn row_bytes(dtype: &Dtype, shape: &Shape, axis: usize) -> Result<u64> {
    let bytes = with_length(shape.as_slice(), axis, 1)?.nbytes(dtype.itemsize())?;
    if bytes == 0 {
        return Err(Error::new(
            Status::Shape,
            format_args!("a row has no bytes: nobody could tell how many there are"),
        ));
    }
    Ok(bytes.unsigned_abs())
}

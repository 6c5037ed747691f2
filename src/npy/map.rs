//! Arrays in the address space: the file's own bytes, not a copy.

use super::array::{Array, Store};
use super::described::{Described, Meta};
use super::plan::packed;
use super::reader::{head_buffer, OpenOptions, Reader};
use super::spec::{encode_header, Spec};
use super::transform;
use crate::error::{Error, Result, Status};
use crate::format::{ByteOrder, Dtype, Kind, Scalar, Shape};
use crate::io::{self, Access, Backing, Mapping, Path, Replace};
use crate::mem::MemMut;

/// How an array is mapped.
#[derive(Clone, Copy, Debug)]
pub struct MapMode {
    /// What may be done to the elements.
    pub access: Access,
    /// Also where they are not as this machine has them in memory.
    pub foreign: bool,
    /// All are read in at once, so that what cannot be read is an error now.
    pub prefault: bool,
}

impl Array {
    /// Maps the array in the file at `path`.
    pub fn map_path(path: &Path, mode: MapMode) -> Result<Array> {
        let mut head = head_buffer()?;
        let room = MemMut::from_slice(&mut head);
        let opened = match mode.access {
            Access::Write => io::open_both(path, room)?,
            Access::Read | Access::Private => io::open(path, 0, room)?,
        };
        // The mapping looks at the file's size.
        let options = OpenOptions { header_only: true, ..OpenOptions::default() };
        let (meta, source, from) = Reader::open(opened, head, options)?.into_parts();
        fits(&meta, source.backing().as_ref(), from, mode)?;
        let mapping = Mapping::over(source, from, size(meta.nbytes)?, mode.access)?;
        Array::mapped(meta, mapping, mode)
    }

    /// Maps a reader's array. The reader may go; its file stays open.
    pub fn map(reader: &Reader, mode: MapMode) -> Result<Array> {
        if mode.access == Access::Write {
            return Err(Error::new(
                Status::Argument,
                format_args!("a reader's array is mapped for writing, expected to be read or private"),
            ));
        }
        let found = reader.meta();
        let backing = reader.source().backing();
        fits(found, backing.as_ref(), reader.data_at(), mode)?;
        let backing = backing.ok_or_else(no_file)?;
        let meta = Meta {
            described: Described::new(found.dtype().try_clone()?)?,
            shape: found.shape.try_clone()?,
            order: found.order,
            nbytes: found.nbytes,
            version: found.version,
            data_offset: found.data_offset,
        };
        let mapping = Mapping::of(&backing, reader.data_at(), size(found.nbytes)?, mode.access)?;
        Array::mapped(meta, mapping, mode)
    }

    fn mapped(meta: Meta, mapping: Mapping, mode: MapMode) -> Result<Array> {
        if mode.prefault {
            mapping.prefault()?;
        }
        let strides = packed(meta.shape.as_slice(), meta.dtype().itemsize(), meta.order)?;
        Ok(Array { meta, strides, store: Store::Mapped(mapping) })
    }

    /// Makes a file of zeros and maps it for writing.
    pub fn map_new(path: &Path, spec: &Spec<'_>, replace: Replace, sync: bool) -> Result<Array> {
        if let Some(data) = spec.data_dtype.as_ref().filter(|data| !data.same(&spec.dtype)) {
            return Err(Error::new(
                Status::Unsupported,
                format_args!(
                    "{data} in memory and {} in the file, expected the same: nothing is converted in a mapping",
                    spec.dtype
                ),
            ));
        }
        refuse_foreign(&spec.dtype)?;
        let head = encode_header(spec)?;
        let shape = Shape::new(spec.shape)?;
        let nbytes = shape.nbytes(spec.dtype.itemsize())?;
        let strides = packed(spec.shape, spec.dtype.itemsize(), spec.order)?;
        let meta = Meta {
            described: Described::new(spec.dtype.try_clone()?)?,
            shape,
            order: spec.order,
            nbytes,
            version: head.get(6).copied().unwrap_or(1),
            data_offset: head.len() as u64,
        };
        let mapping = io::map_new(path, replace, sync, &head, size(nbytes)?)?;
        Ok(Array { meta, strides, store: Store::Mapped(mapping) })
    }

    /// Waits until what was stored into a mapping is on the disk, and tells if somebody cut
    /// the file under it. Memory of ours has nothing to wait for.
    pub fn flush(&self) -> Result<()> {
        match &self.store {
            Store::Memory(_) => Ok(()),
            Store::Mapped(mapping) => mapping.flush(),
        }
    }
}

/// That the elements can be used where they lie.
fn fits(meta: &Meta, backing: Option<&Backing<'_>>, from: u64, mode: MapMode) -> Result<()> {
    transform::refuse_objects(meta.dtype())?;
    let backing = backing.ok_or_else(no_file)?;
    if mode.foreign {
        return Ok(());
    }
    refuse_foreign(meta.dtype())?;
    refuse_misaligned(meta.dtype(), backing.offset.saturating_add(from))
}

fn no_file() -> Error {
    Error::new(
        Status::Unsupported,
        format_args!("the elements do not lie as they are in a file, expected a source that can be mapped"),
    )
}

fn refuse_foreign(dtype: &Dtype) -> Result<()> {
    let native = dtype.with_order(ByteOrder::NATIVE)?;
    if native.same(dtype) {
        return Ok(());
    }
    Err(Error::new(
        Status::Unsupported,
        format_args!(
            "foreign byte order: the file has {dtype}, this machine {native}; NPY_MAP_FOREIGN maps it as it is"
        ),
    ))
}

fn refuse_misaligned(dtype: &Dtype, at: u64) -> Result<()> {
    let wanted = alignment(dtype)?;
    if at.is_multiple_of(wanted) {
        return Ok(());
    }
    Err(Error::new(
        Status::Unsupported,
        format_args!(
            "misaligned: the elements begin at byte {at}, expected a multiple of {wanted} for {dtype}; \
             NPY_MAP_FOREIGN maps them as they are"
        ),
    )
    .or_at(at))
}

/// What the address of an element must be a multiple of: for a struct that lies in memory
/// as C would lay it out, what its members need; 1 for a packed one.
fn alignment(dtype: &Dtype) -> Result<u64> {
    let (mut most, mut packed) = (1, false);
    dtype.leaves(&mut |offset, scalar| {
        let own = scalar_alignment(scalar);
        most = most.max(own);
        packed |= !offset.unsigned_abs().is_multiple_of(own);
        Ok(())
    })?;
    packed |= !dtype.itemsize().unsigned_abs().is_multiple_of(most);
    Ok(if packed { 1 } else { most })
}

fn scalar_alignment(scalar: &Scalar) -> u64 {
    let unit = match scalar.kind {
        Kind::Complex => scalar.itemsize / 2,
        Kind::Text => 4,
        Kind::Bool | Kind::Bytes | Kind::Void | Kind::Object => 1,
        _ => scalar.itemsize,
    };
    // The long double of 12 bytes is aligned to 4.
    1 << unit.trailing_zeros().min(4)
}

fn size(nbytes: i64) -> Result<usize> {
    usize::try_from(nbytes).map_err(|_| Error::memory(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Limits;

    #[test]
    fn structs_are_aligned_as_c_lays_them_out() {
        for (text, wanted) in [
            ("f8", 8),
            ("c16", 8),
            ("c8", 4),
            ("U3", 4),
            ("S7", 1),
            ("?", 1),
            ("i2", 2),
            ("f16", 16),
            ("M8[s]", 8),
            ("V8", 1),
            ("[('a', '<u4'), ('b', '<f8')]", 1),
            ("[('a', '<f8'), ('b', '<u4'), ('', '|V4')]", 8),
            ("[('a', '<f8'), ('b', '<u4')]", 1),
            ("[('a', '<i2', (3,)), ('b', '<u4')]", 1),
            ("[('a', '<i2', (4,)), ('b', '<u4')]", 4),
            ("[]", 1),
        ] {
            let dtype = Dtype::parse(text.as_bytes(), &Limits::default()).unwrap();
            assert_eq!(alignment(&dtype).unwrap(), wanted, "{text}");
        }
    }
}

//! A whole array: in memory of ours, or mapped.

use super::described::{Described, Meta};
use super::plan::Request;
use super::progress::Ask;
use super::reader::Reader;
use crate::error::{Error, Result, Status};
use crate::format::PerAxis;
use crate::io::Mapping;
use crate::mem::alloc::Buffer;
use crate::mem::{Mem, MemMut};

/// An array in memory that belongs to it, or in a file that is mapped.
pub struct Array {
    pub(super) meta: Meta,
    pub(super) strides: PerAxis<i64>,
    pub(super) store: Store,
}

/// Where the elements are.
pub(super) enum Store {
    Memory(Buffer),
    Mapped(Mapping),
}

impl Array {
    /// Reads what `request` says into new memory, packed and aligned to 64 bytes.
    pub fn load(reader: &Reader, request: &Request<'_>, ask: Option<Ask<'_>>) -> Result<Array> {
        if request.strides.is_some() {
            return Err(Error::new(
                Status::Argument,
                format_args!("strides are given, expected NULL: the array lies packed in memory of its own"),
            ));
        }
        let plan = reader.plan(request)?;
        let data = reader.load(&plan, ask)?;
        let (shape, strides) = (plan.shape().try_clone()?, plan.strides()?);
        let dtype = match plan.dtype {
            Some(dtype) => dtype,
            None => reader.meta().dtype().try_clone()?,
        };
        Ok(Array {
            meta: Meta {
                described: Described::new(dtype)?,
                shape,
                order: plan.order,
                nbytes: plan.nbytes,
                version: 0,
                data_offset: 0,
            },
            strides,
            store: Store::Memory(data),
        })
    }

    /// What is known of the array.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Bytes from one element to the next, for each axis.
    pub fn strides(&self) -> &[i64] {
        &self.strides
    }

    /// The elements.
    pub fn data(&self) -> Mem<'_> {
        match &self.store {
            Store::Memory(buffer) => buffer.as_mem(),
            Store::Mapped(mapping) => mapping.as_mem(),
        }
    }

    /// The elements, to be changed; none if they may only be read.
    pub fn data_mut(&mut self) -> Option<MemMut<'_>> {
        match &mut self.store {
            Store::Memory(buffer) => Some(buffer.as_mem_mut()),
            Store::Mapped(mapping) => mapping.as_mem_mut(),
        }
    }
}

//! A whole array in memory of ours.

use super::described::{Described, Meta};
use super::plan::Request;
use super::progress::Ask;
use super::reader::{result_buffer, Reader};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::{Mem, MemMut};

/// An array in memory that belongs to it.
pub struct Array {
    meta: Meta,
    strides: [i64; 64],
    data: Buffer,
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
        let mut data = result_buffer(plan.nbytes)?;
        reader.read(&plan, data.as_mem_mut(), ask)?;
        let dtype = match plan.dtype {
            Some(dtype) => dtype,
            None => reader.meta().dtype().try_clone()?,
        };
        Ok(Array {
            meta: Meta {
                described: Described::new(dtype)?,
                shape: plan.shape,
                order: plan.order,
                nbytes: plan.nbytes,
                version: 0,
                data_offset: 0,
            },
            strides: plan.strides,
            data,
        })
    }

    /// What is known of the array.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Bytes from one element to the next, for each axis.
    pub fn strides(&self) -> &[i64] {
        &self.strides[..self.meta.shape.as_slice().len()]
    }

    /// The elements.
    pub fn data(&self) -> Mem<'_> {
        self.data.as_mem()
    }

    /// The elements, to be changed.
    pub fn data_mut(&mut self) -> MemMut<'_> {
        self.data.as_mem_mut()
    }
}

//! A tree made value by value.

use super::tree::{Array, Id, Node, Tree};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{Dtype, Order, Shape};
use crate::io::{Memory, MemorySink, Sink};
use crate::mem::alloc::{try_box, Shared};
use crate::mem::Mem;
use crate::npy::{Described, Spec, Writer};

impl Tree {
    pub(super) fn node_mut(&mut self, id: Id) -> &mut Node {
        // A number that is not in the table is the place that no value has.
        let at = if id.index() < self.nodes.len() { id.index() } else { 0 };
        &mut self.nodes[at]
    }

    /// Adds a value that holds no others yet.
    pub fn add(&mut self, node: Node) -> Result<Id> {
        match node {
            Node::None => Ok(Id::NULL),
            Node::Bool(false) => Ok(Id::FALSE),
            Node::Bool(true) => Ok(Id::TRUE),
            node => self.push(node),
        }
    }

    /// Adds a text.
    pub fn add_text(&mut self, text: &[u8]) -> Result<Id> {
        if let Err(e) = core::str::from_utf8(text) {
            let at = e.valid_up_to();
            return Err(Error::new(Status::Argument, format_args!("byte {at} of the text is not UTF-8")));
        }
        let mut bytes = fallible::vec_with_capacity(text.len() + 1)?;
        fallible::extend(&mut bytes, text)?;
        fallible::push(&mut bytes, 0)?;
        self.push(Node::Text(bytes))
    }

    /// Adds an integer of any size: two's complement, the lowest byte first.
    pub fn add_int(&mut self, bytes: &[u8]) -> Result<Id> {
        let node = super::text::whole(fallible::copy(bytes)?);
        self.push(node)
    }

    /// Adds a scalar of NumPy's from its bytes.
    pub fn add_scalar(&mut self, dtype: Dtype, bytes: &[u8]) -> Result<Id> {
        if dtype.has_object() || matches!(dtype, Dtype::Array(_)) {
            return Err(Error::new(
                Status::Dtype,
                format_args!("a scalar of {dtype}, expected one of bytes"),
            ));
        }
        expect_size(bytes.len(), dtype.itemsize())?;
        let data = Node::Bytes(fallible::copy(bytes)?);
        let dtype = Shared::new(Described::new(dtype)?)?;
        let data = self.push(data)?;
        self.push(Node::Scalar(super::tree::Scalar { dtype, data }))
    }

    /// Adds an array of the elements that lie in `data` by `strides`; of objects none, they are appended in
    /// C order.
    pub fn add_elements(&mut self, spec: &Spec<'_>, data: Mem<'_>, strides: Option<&[i64]>) -> Result<Id> {
        let (dtype, shape) = (spec.dtype.try_clone()?, Shape::new(spec.shape)?);
        shape.nbytes(dtype.itemsize())?;
        if dtype.has_object() {
            return self.add_array(dtype, shape, spec.order, Vec::new());
        }
        let memory = Memory::new()?;
        let mut begin = || {
            let sink: Box<dyn Sink> = try_box(MemorySink::new(&memory))?;
            Ok(sink)
        };
        let mut writer = Writer::create(&mut begin, spec)?;
        writer.write_rows(None, data, strides, None)?;
        let head = writer.meta().data_offset as usize;
        writer.finish()?;
        let bytes = fallible::copy(memory.bytes().get(head..).unwrap_or(&[]))?;
        self.add_array(dtype, shape, spec.order, bytes)
    }

    fn add_array(&mut self, dtype: Dtype, shape: Shape, order: Order, bytes: Vec<u8>) -> Result<Id> {
        let objects = dtype.has_object();
        let dtype = Shared::new(Described::new(dtype)?)?;
        let (mut items, mut data) = (Id::NONE, Id::NONE);
        match objects {
            true => items = self.push(Node::List(Vec::new()))?,
            false => data = self.push(Node::Bytes(bytes))?,
        }
        let (mask, fill) = (Id::NONE, Id::NONE);
        let array = Array { shape, order, dtype, items, data, mask, fill, strings: None };
        self.push(Node::Array(try_box(array)?))
    }

    /// Makes an array of objects one of NumPy's strings of any length.
    pub fn set_strings(&mut self, id: Id, coerce: bool, missing: Id) -> Result<()> {
        match self.node_mut(id) {
            Node::Array(array) if array.items != Id::NONE && array.mask == Id::NONE => {
                (array.strings, array.fill) = (Some(coerce), missing);
                Ok(())
            }
            _ => Err(self.wrong(id, "an array of objects")),
        }
    }

    /// Makes an array a masked one.
    pub fn set_mask(&mut self, id: Id, mask: Id, fill: Id) -> Result<()> {
        let array = self.array(id).ok_or_else(|| self.wrong(id, "an array"))?;
        let bools = |mask: &&Array| {
            let dtype = mask.dtype.dtype();
            dtype.all(&|s| s.kind == crate::format::Kind::Bool) && mask.shape == array.shape
        };
        let found = self.array(mask).filter(bools).filter(|mask| mask.mask == Id::NONE);
        let flat = array.shape.as_slice().len() < 2;
        let order = found.is_some_and(|mask| mask.order == array.order || flat);
        if !order {
            return Err(self.wrong(mask, "an array of bools as the mask, of the same shape and order"));
        }
        match self.node_mut(id) {
            Node::Array(array)
                if array.strings.is_none() && matches!(array.dtype.dtype(), Dtype::Scalar(_)) =>
            {
                (array.mask, array.fill) = (mask, fill);
                Ok(())
            }
            _ => Err(self.wrong(id, "an array without fields")),
        }
    }

    /// Puts a value behind the others of a list, tuple, set, frozenset or array of objects.
    pub fn append(&mut self, into: Id, item: Id) -> Result<()> {
        let list = match self.node(into) {
            Node::Array(array) if array.items != Id::NONE => {
                let most = array.shape.count()?;
                let found = self.items(array.items).map_or(0, <[Id]>::len) as u64;
                if found >= most.unsigned_abs() {
                    return Err(Error::new(
                        Status::Size,
                        format_args!("the array has all its {most} elements, and one more came"),
                    ));
                }
                array.items
            }
            _ => into,
        };
        match self.node_mut(list) {
            Node::List(items) | Node::Tuple(items) | Node::Set(items) | Node::Frozenset(items) => {
                fallible::push(items, item)
            }
            _ => Err(self.wrong(into, "a list, tuple, set, frozenset or array of objects")),
        }
    }

    /// Puts a key and its value into a dict, behind the others.
    pub fn put(&mut self, dict: Id, key: Id, value: Id) -> Result<()> {
        if !self.node(key).hashable() {
            return Err(self.wrong(key, "a key: a value that cannot change"));
        }
        match self.node_mut(dict) {
            Node::Dict(entries) => fallible::extend(entries, &[key, value]),
            _ => Err(self.wrong(dict, "a dict")),
        }
    }
}

fn expect_size(found: usize, expected: i64) -> Result<()> {
    if found as u64 == expected.unsigned_abs() {
        return Ok(());
    }
    Err(Error::new(Status::Size, format_args!("{found} bytes of elements, expected {expected}")))
}

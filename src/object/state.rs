//! What comes to a value after it was made: the state of an array, of a masked array, of a dtype.

use super::globals::Global;
use super::machine::Machine;
use super::tree::{Array, Id, Node};
use crate::error::{Error, Result, Status};
use crate::format::{Dtype, Kind, Limits, Order, Shape};
use crate::mem::alloc::{try_box, Shared};
use crate::npy::Described;

impl Machine<'_> {
    /// `target.__setstate__(state)`, for those that have one here.
    pub(super) fn state(&mut self, target: Id, state: Id) -> Result<()> {
        match self.tree.node(target) {
            Node::Dtype(_) => self.dtype_state(target, state),
            Node::Unmade(Global::MaskedArray) => self.masked(target, state),
            Node::Unmade(_) => self.array(target, state),
            other => {
                let found = other.name();
                Err(self.error(
                    Status::Object,
                    format_args!("the pickle gives a state to {found} (BUILD), which has none here"),
                ))
            }
        }
    }

    #[cold]
    fn bad_state(&self, what: &str) -> Error {
        self.error(Status::Object, format_args!("the state of an array has {what}"))
    }

    /// `(1, shape, dtype, fortran, data)`; in old files without the version in front.
    fn array(&mut self, target: Id, state: Id) -> Result<()> {
        let parts = self.tuple(state, "the state of an array")?;
        let &([_, shape, dtype, fortran, data] | [shape, dtype, fortran, data]) = parts else {
            return Err(self.bad_state("no 5 parts"));
        };
        let array = self.filled(shape, dtype, fortran, data)?;
        *self.tree.node_mut(target) = Node::Array(try_box(array)?);
        Ok(())
    }

    /// The same with a mask and a value to show behind.
    fn masked(&mut self, target: Id, state: Id) -> Result<()> {
        let &[_, shape, dtype, fortran, data, mask, fill] = self.tuple(state, "the state of an array")?
        else {
            return Err(self.bad_state("no 7 parts, expected of a masked one"));
        };
        let mut array = self.filled(shape, dtype, fortran, data)?;
        if !matches!(array.dtype.dtype(), Dtype::Scalar(_)) {
            return Err(self.bad_state("a mask for the fields of structs, which is not read"));
        }
        self.elements(mask, array.shape.count()?)?;
        let bools = Dtype::parse(b"?", &Limits::default())?;
        let mask = Array {
            shape: array.shape.try_clone()?,
            order: array.order,
            dtype: Shared::new(Described::new(bools)?)?,
            items: Id::NONE,
            data: mask,
            mask: Id::NONE,
            fill: Id::NONE,
            strings: None,
        };
        self.charge(size_of::<Array>() as u64 + 256)?;
        array.mask = self.push(Node::Array(try_box(mask)?))?;
        // None is no value to show.
        array.fill = if fill == Id::NULL { Id::NONE } else { fill };
        *self.tree.node_mut(target) = Node::Array(try_box(array)?);
        Ok(())
    }

    fn filled(&mut self, shape: Id, dtype: Id, fortran: Id, data: Id) -> Result<Array> {
        let shape = self.shape(shape)?;
        let order = if self.int(fortran, "an order")? != 0 { Order::Fortran } else { Order::C };
        self.charge(size_of::<Array>() as u64)?;
        let (strings, fill) = match *self.tree.node(dtype) {
            Node::StringDtype(coerce, fill) => (Some(coerce), fill),
            _ => (None, Id::NONE),
        };
        let dtype = match strings {
            Some(_) => self.objects()?,
            None => self.described(dtype)?,
        };
        let nbytes = self.nbytes(&shape, dtype.dtype().itemsize())?;
        let (mut items, mut bytes) = (Id::NONE, Id::NONE);
        if dtype.dtype().has_object() {
            self.listed(data, &shape)?;
            items = data;
        } else {
            self.elements(data, nbytes)?;
            bytes = data;
        }
        Ok(Array { shape, order, dtype, items, data: bytes, mask: Id::NONE, fill, strings })
    }

    /// That `data` is a list with an item for each element.
    fn listed(&self, data: Id, shape: &Shape) -> Result<()> {
        let Node::List(items) = self.tree.node(data) else {
            return Err(self.wrong(self.tree.node(data), "the list of an array's elements"));
        };
        let (found, expected) = (items.len(), shape.count()?);
        if found as u64 == expected.unsigned_abs() {
            return Ok(());
        }
        Err(self.error(
            Status::Object,
            format_args!("the array has {found} elements, expected {expected} of its shape"),
        ))
    }

    /// The dtype of objects.
    fn objects(&mut self) -> Result<Shared<Described>> {
        self.charge(256)?;
        let dtype = Dtype::parse(b"O", &Limits::default())?;
        debug_assert!(dtype.all(&|scalar| scalar.kind == Kind::Object));
        Shared::new(Described::new(dtype)?)
    }
}

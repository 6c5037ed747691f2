//! Arrays as NumPy would pickle them.

use super::emit::{Constant, Emitter, Task};
use super::globals::Global;
use super::opcodes as op;
use super::tree::{Array, Id, Node};
use crate::error::{Error, Result, Status};
use crate::format::Order;
use crate::mem::alloc::Shared;
use crate::npy::Described;

impl Emitter<'_> {
    /// What all arrays begin with; the result is the value `id`.
    fn reconstruct(&mut self, masked: bool, id: Id) -> Result<()> {
        if masked {
            self.global(Global::MaReconstruct)?;
            self.out.put(&[op::MARK])?;
            self.global(Global::MaskedArray)?;
        } else {
            self.global(Global::Reconstruct)?;
        }
        self.global(Global::Ndarray)?;
        self.out.put(&[op::BININT1, 0, op::TUPLE1])?;
        self.memoize()?;
        if masked {
            self.word("b")?;
            return self.called(op::TUPLE, id);
        }
        if !self.constant(Constant::B)? {
            self.bytes(b"b")?;
            self.made(Constant::B)?;
        }
        self.called(op::TUPLE3, id)
    }

    pub(super) fn array(&mut self, array: &Array, id: Id) -> Result<()> {
        let masked = array.mask != Id::NONE;
        self.reconstruct(masked, id)?;
        self.then(Task::End)?;
        self.then(Task::Op(op::BUILD, Id::NONE))?;
        // The state's tuple is kept as well, by a number that nobody uses.
        self.then(Task::Op(op::MEMOIZE, Id::NONE))?;
        self.then(Task::Op(op::TUPLE, Id::NONE))?;
        if masked {
            self.then(Task::Save(array.fill.some().unwrap_or(Id::NULL)))?;
            self.then(Task::Bytes(self.tree.array(array.mask).map_or(Id::NONE, |mask| mask.data)))?;
        }
        match array.items.some() {
            Some(items) => self.then(Task::Save(items))?,
            None => self.then(Task::Bytes(array.data))?,
        }
        self.then(Task::Head(id))?;
        self.then(Task::Mark)
    }

    /// Version, shape, dtype and order.
    pub(super) fn head(&mut self, id: Id) -> Result<()> {
        let Some(array) = self.tree.array(id) else { return Ok(()) };
        self.int(1)?;
        self.shape(array.shape.as_slice())?;
        match array.strings {
            Some(coerce) => self.string_dtype(coerce, array.fill)?,
            None => self.dtype(&array.dtype)?,
        }
        self.out.put(&[if array.order == Order::Fortran { op::NEWTRUE } else { op::NEWFALSE }])
    }

    pub(super) fn shape(&mut self, dims: &[i64]) -> Result<()> {
        match dims.len() {
            0 => return self.out.put(&[op::EMPTY_TUPLE]),
            1..=3 => {}
            _ => self.out.put(&[op::MARK])?,
        }
        dims.iter().try_for_each(|&n| self.int(n))?;
        self.out.put(&[match dims.len() {
            n @ 1..=3 => op::TUPLE1 - 1 + n as u8,
            _ => op::TUPLE,
        }])?;
        self.memoize().map(|_| ())
    }

    /// NumPy's dtype of strings; what stands for a missing one is a value without others in it.
    fn string_dtype(&mut self, coerce: bool, missing: Id) -> Result<()> {
        self.global(Global::StringDtype)?;
        self.int(coerce.into())?;
        let Some(missing) = missing.some() else { return self.called(op::TUPLE1, Id::NONE) };
        let many = matches!(
            self.tree.node(missing),
            Node::List(_)
                | Node::Tuple(_)
                | Node::Dict(_)
                | Node::Set(_)
                | Node::Frozenset(_)
                | Node::Array(_)
        );
        if many {
            return Err(Error::new(
                Status::Argument,
                format_args!(
                    "{} stands for a missing string, expected a single value",
                    self.tree.node(missing).name()
                ),
            ));
        }
        self.save(missing)?;
        self.called(op::TUPLE2, Id::NONE)
    }

    /// An array of objects without axes around a value.
    pub(super) fn boxed(&mut self, id: Id, objects: &Shared<Described>) -> Result<()> {
        self.reconstruct(false, Id::NONE)?;
        self.out.put(&[op::MARK, op::BININT1, 1, op::EMPTY_TUPLE])?;
        self.dtype(objects)?;
        self.out.put(&[op::NEWFALSE, op::EMPTY_LIST])?;
        self.memoize()?;
        self.then(Task::Op(op::BUILD, Id::NONE))?;
        self.then(Task::Op(op::MEMOIZE, Id::NONE))?;
        self.then(Task::Op(op::TUPLE, Id::NONE))?;
        self.then(Task::Op(op::APPEND, Id::NONE))?;
        self.then(Task::Save(id))
    }
}

//! Dtypes as a pickle makes them: a name first, then a state.

use super::machine::Machine;
use super::tree::{Id, Node};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{ByteOrder, Dtype, Kind, Limits, Member, Scalar, Shape};
use crate::mem::alloc::{try_box, Shared};
use crate::npy::Described;

/// What a field of a struct costs in memory, about.
const FIELD: u64 = 150;

/// A dtype that may still get a state.
pub struct Sketch {
    dtype: Dtype,
    /// The same, as arrays share it.
    shared: Option<Shared<Described>>,
    /// Whether its state has come.
    settled: bool,
    /// How deeply structs are nested in it.
    depth: u32,
}

fn sketch(dtype: Dtype, settled: bool, depth: u32) -> Result<Node> {
    Ok(Node::Dtype(try_box(Sketch { dtype, shared: None, settled, depth })?))
}

impl Machine<'_> {
    #[inline(never)]
    fn bad_dtype(&self, what: &str) -> Error {
        self.error(Status::Object, format_args!("the state of a dtype has {what}"))
    }

    fn sketch(&self, id: Id) -> Result<&Sketch> {
        match self.tree.node(id) {
            Node::Dtype(sketch) => Ok(sketch),
            other => Err(self.wrong(other, "a dtype")),
        }
    }

    /// `numpy.dtype('f8', False, True)`.
    pub(super) fn dtype(&mut self, args: &[Id]) -> Result<Id> {
        let text = self.latin(args.first().copied().unwrap_or(Id::NONE), "the name of a dtype")?;
        let dtype =
            Dtype::parse(text, &Limits::default()).map_err(|e| self.at_here(e.of_file(Status::Object)))?;
        if !matches!(dtype, Dtype::Scalar(_)) {
            return Err(self.bad_dtype("a text for a struct, expected its fields in a dict"));
        }
        self.push(sketch(dtype, false, 0)?)
    }

    /// The dtype as arrays share it.
    pub(super) fn described(&mut self, id: Id) -> Result<Shared<Described>> {
        if let Some(shared) = &self.sketch(id)?.shared {
            return Ok(shared.clone());
        }
        let sketch = self.sketch(id)?;
        if matches!(sketch.dtype, Dtype::Array(_)) {
            return Err(self.bad_dtype("a shape, expected one only in a field"));
        }
        let shared = Shared::new(Described::new(sketch.dtype.try_clone()?)?)?;
        self.charge(256)?;
        if let Node::Dtype(sketch) = self.tree.node_mut(id) {
            sketch.shared = Some(shared.clone());
        }
        Ok(shared)
    }

    /// `(3, '<', subarray, names, fields, size, alignment, flags)`, and from version 4 on metadata.
    pub(super) fn dtype_state(&mut self, id: Id, state: Id) -> Result<()> {
        let parts = self.tuple(state, "the state of a dtype")?;
        let &[version, order, subarray, names, fields, size, ref rest @ ..] = parts else {
            return Err(self.bad_dtype("fewer than 6 parts"));
        };
        let metadata = rest.get(2).copied().unwrap_or(Id::NONE);
        let version = self.int(version, "the version of a dtype")?;
        if !(3..=4).contains(&version) {
            return Err(self.error(
                Status::Object,
                format_args!("the state of a dtype has version {version}, expected 3 or 4"),
            ));
        }
        if self.sketch(id)?.settled {
            return Err(self.bad_dtype("come before: a dtype has one"));
        }
        let order = match self.latin(order, "a byte order")? {
            b"<" => ByteOrder::Little,
            b">" => ByteOrder::Big,
            b"|" | b"=" => ByteOrder::NATIVE,
            _ => return Err(self.bad_dtype("an unknown byte order")),
        };
        let Dtype::Scalar(scalar) = self.sketch(id)?.dtype else { return Err(self.bad_dtype("come before")) };
        let (dtype, depth) = if !matches!(self.tree.node(subarray), Node::None) {
            self.subarray(subarray)?
        } else if !matches!(self.tree.node(names), Node::None) {
            self.structure(names, fields, self.int(size, "the size of a struct")?)?
        } else if matches!(scalar.kind, Kind::Datetime | Kind::Timedelta) {
            (Dtype::Scalar(self.dated(scalar, metadata)?.with_order(order)), 0)
        } else {
            let mut scalar = scalar.with_order(order);
            if matches!(scalar.kind, Kind::Bytes | Kind::Text | Kind::Void) {
                scalar.itemsize = self.int(size, "the size of a dtype")?;
                let whole = scalar.kind != Kind::Text || scalar.itemsize % 4 == 0;
                if !whole || !(0..=i64::from(i32::MAX)).contains(&scalar.itemsize) {
                    return Err(self.bad_dtype("a size that no element has"));
                }
            }
            (Dtype::Scalar(scalar), 0)
        };
        if let Node::Dtype(sketch) = self.tree.node_mut(id) {
            **sketch = Sketch { dtype, shared: None, settled: true, depth };
        }
        Ok(())
    }

    /// A dtype and its shape.
    #[inline(never)]
    fn subarray(&mut self, pair: Id) -> Result<(Dtype, u32)> {
        let &[base, shape] = self.tuple(pair, "an array in a field")? else {
            return Err(self.bad_dtype("no pair of dtype and shape"));
        };
        let shape = match self.tree.node(shape) {
            Node::Int(n) => Shape::new(&[*n]).map_err(|e| self.at_here(e.of_file(Status::Object)))?,
            _ => self.shape(shape)?,
        };
        let (dtype, depth) = self.copied(base)?;
        let dtype = Dtype::array(dtype, &shape).map_err(|e| self.at_here(e.of_file(Status::Object)))?;
        if dtype.itemsize() > i64::from(i32::MAX) {
            return Err(self.bad_dtype("an array of 2^31 bytes or more"));
        }
        Ok((dtype, depth + 1))
    }

    /// A copy of a dtype, whose cost is counted.
    fn copied(&mut self, id: Id) -> Result<(Dtype, u32)> {
        let sketch = self.sketch(id)?;
        let (fields, depth) = (sketch.dtype.fields(), sketch.depth);
        self.charge(FIELD * (1 + u64::from(fields.unsigned_abs())))?;
        if depth >= Limits::default().max_nesting {
            return Err(self.error(Status::Limit, format_args!("structs are nested more than {depth} deep")));
        }
        Ok((self.sketch(id)?.dtype.try_clone()?, depth))
    }

    /// Names in their order, and a dict of `(dtype, offset)` or `(dtype, offset, title)`.
    #[inline(never)]
    fn structure(&mut self, names: Id, fields: Id, size: i64) -> Result<(Dtype, u32)> {
        let names = fallible::copy(self.tuple(names, "the names of fields")?)?;
        let mut found = fallible::vec_with_capacity(names.len())?;
        let (mut deepest, mut next) = (0, 0);
        for &name in &names {
            let (field, steps) = self.field(fields, name, next)?;
            (next, _) = (next + steps, self.charge(steps as u64)?);
            let &[dtype, offset, ref title @ ..] = self.tuple(field, "a field")? else {
                return Err(self.bad_dtype("a field of fewer than two parts"));
            };
            let title = title.first().copied().unwrap_or(Id::NONE);
            let offset = self.int(offset, "the place of a field")?;
            let (dtype, depth) = self.copied(dtype)?;
            deepest = deepest.max(depth);
            fallible::push(&mut found, (name, title, dtype, offset))?;
        }
        let mut members = fallible::vec_with_capacity(found.len())?;
        for (name, title, dtype, offset) in found {
            let title = match self.tree.node(title) {
                Node::Void | Node::None => None,
                _ => Some(self.field_text(title)?),
            };
            let offset =
                Some(offset).filter(|&n| n >= 0).ok_or_else(|| self.bad_dtype("a negative offset"))?;
            let member = Member { name: self.field_text(name)?, title, dtype, offset };
            fallible::push(&mut members, member)?;
        }
        let dtype = Dtype::structure(members, size).map_err(|e| self.at_here(e.of_file(Status::Object)))?;
        Ok((dtype, deepest + 1))
    }

    /// The entry `name` of the dict of fields, looked for from the entry `next` on, as names come in the
    /// order of the fields; and how many entries were looked at.
    fn field(&self, fields: Id, name: Id, next: usize) -> Result<(Id, usize)> {
        let name = self.field_text(name)?;
        let entries = self.tree.entries(fields).ok_or_else(|| self.bad_dtype("no dict of fields"))?;
        let count = entries.len() / 2;
        for step in 0..count {
            let at = (next + step) % count;
            if self.field_text(entries[2 * at])? == name {
                return Ok((entries[2 * at + 1], step + 1));
            }
        }
        Err(self.bad_dtype("a name that no field has"))
    }

    /// A field's name, which Python 2 had as bytes.
    fn field_text(&self, id: Id) -> Result<&[u8]> {
        match self.tree.node(id) {
            Node::Text(_) | Node::Old(_) => Ok(self.tree.bytes(id).unwrap_or(&[])),
            other => Err(self.wrong(other, "the name of a field")),
        }
    }

    /// A datetime with the unit of `(metadata, (unit, multiple, 1, 1))`.
    #[inline(never)]
    fn dated(&self, scalar: Scalar, metadata: Id) -> Result<Scalar> {
        let bad = || self.bad_dtype("no unit, expected one for dates");
        let &[_, unit] = self.tuple(metadata, "the metadata of a dtype")? else { return Err(bad()) };
        let &[unit, multiple, divisor, ..] = self.tuple(unit, "the unit of a dtype")? else {
            return Err(bad());
        };
        let (multiple, divisor) = (self.int(multiple, "a multiple")?, self.int(divisor, "a divisor")?);
        let unit = self.latin(unit, "a unit")?;
        let mut text: Vec<u8> = Vec::new();
        fallible::extend(&mut text, if scalar.kind == Kind::Datetime { b"M8[" } else { b"m8[" })?;
        if unit != b"generic" {
            digits(&mut text, multiple)?;
        }
        fallible::extend(&mut text, unit)?;
        if divisor != 1 {
            fallible::extend(&mut text, b"/")?;
            digits(&mut text, divisor)?;
        }
        fallible::extend(&mut text, b"]")?;
        match Dtype::parse(&text, &Limits::default()) {
            Ok(Dtype::Scalar(found)) => Ok(found),
            _ => Err(bad()),
        }
    }
}

/// Appends a number that is a C `int`.
fn digits(text: &mut Vec<u8>, n: i64) -> Result<()> {
    let mut bytes = [0; 20];
    let (mut at, mut left) = (bytes.len(), n.unsigned_abs());
    loop {
        at -= 1;
        (bytes[at], left) = (b'0' + (left % 10) as u8, left / 10);
        if left == 0 {
            break;
        }
    }
    if n < 0 {
        fallible::extend(text, b"-")?;
    }
    fallible::extend(text, &bytes[at..])
}

//! What the known names make of what comes with them.

use super::calendar::{self, DAY};
use super::globals::Global;
use super::machine::Machine;
use super::text;
use super::tree::{Array, Id, Moment, Node, Scalar};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{Kind, Order, Shape};
use crate::mem::alloc::try_box;

impl Machine<'_> {
    /// `callable(*args)`, without a call.
    pub(super) fn reduce(&mut self, callable: Id, args: Id) -> Result<Id> {
        let global = match self.tree.node(callable) {
            Node::Global(global) => *global,
            other => return Err(self.wrong(other, "something to be called")),
        };
        let all = self.tuple(args, "arguments")?;
        let count = all.len();
        let mut some = [Id::NONE; 5];
        if count > some.len() {
            return Err(self.arguments(global, count));
        }
        some[..count].copy_from_slice(all);
        let args = &some[..count];
        match (global, args) {
            (Global::Reconstruct, &[class, _, _]) => self.unmade(class, Global::Ndarray),
            (Global::MaReconstruct, &[class, base, _, _]) => {
                self.unmade(base, Global::Ndarray)?;
                self.unmade(class, Global::MaskedArray)
            }
            (Global::Scalar, &[dtype, data]) => self.scalar(dtype, data),
            (Global::Frombuffer, [_, _, _, _, ..]) => self.buffered(args),
            (Global::Dtype, [_, ..]) if count <= 3 => self.dtype(args),
            (Global::StringDtype, &[coerce, ref rest @ ..]) if count <= 2 => {
                let coerce = self.int(coerce, "whether a dtype of strings takes other values")? != 0;
                self.push(Node::StringDtype(coerce, rest.first().copied().unwrap_or(Id::NONE)))
            }
            (Global::Encode, &[text, encoding]) => self.encode(text, encoding),
            (Global::Set | Global::Frozenset, _) if count <= 1 => self.set(global, args),
            (Global::Complex, &[real, imaginary]) => {
                let (real, imaginary) = (self.float(real)?, self.float(imaginary)?);
                self.push(Node::Complex(real, imaginary))
            }
            (Global::Bytes, []) => self.push(Node::Bytes(Vec::new())),
            (Global::Bytearray, _) if count <= 2 => self.bytearray(args),
            (Global::Datetime | Global::Time, &[bytes, ref zone @ ..]) if count <= 2 => {
                self.moment(global, bytes, zone.first().copied())
            }
            (Global::Date, &[bytes]) => {
                let days = calendar::read_date(&self.latin1(bytes)?).ok_or_else(|| self.no_date(global))?;
                self.push(Node::Date(days))
            }
            (Global::Timedelta, &[days, seconds, micros]) => self.timedelta(days, seconds, micros),
            (Global::Timezone, &[delta]) => match *self.tree.node(delta) {
                Node::Timedelta(micros) if calendar::is_zone(micros) => self.push(Node::Timezone(micros)),
                ref other => Err(self.wrong(other, "the distance of a timezone from UTC")),
            },
            (Global::Ndarray | Global::MaskedArray, _) => Err(self.no_call(global, "REDUCE")),
            _ => Err(self.arguments(global, count)),
        }
    }

    #[cold]
    fn arguments(&self, global: Global, count: usize) -> Error {
        let (module, name) = global.written();
        self.error(
            Status::Object,
            format_args!("{module}.{name} comes with {count} arguments, which makes no value"),
        )
    }

    fn unmade(&mut self, class: Id, expected: Global) -> Result<Id> {
        match self.tree.node(class) {
            Node::Global(global) if *global == expected => self.push(Node::Unmade(expected)),
            other => Err(self.wrong(other, expected.name())),
        }
    }

    fn scalar(&mut self, dtype: Id, data: Id) -> Result<Id> {
        let dtype = self.described(dtype)?;
        if dtype.dtype().has_object() {
            return match dtype.dtype().all(&|s| s.kind == Kind::Object) {
                true => Ok(data),
                false => Err(self.error(Status::Object, format_args!("a scalar of a struct with objects"))),
            };
        }
        self.elements(data, dtype.dtype().itemsize())?;
        self.push(Node::Scalar(Scalar { dtype, data }))
    }

    /// That `data` are bytes, and as many.
    #[inline(never)]
    pub(super) fn elements(&self, data: Id, expected: i64) -> Result<()> {
        let bytes = match self.tree.node(data) {
            Node::Bytes(bytes) | Node::Bytearray(bytes) | Node::Old(bytes) => bytes,
            other => return Err(self.wrong(other, "the bytes of elements")),
        };
        if bytes.len() as u64 == expected.unsigned_abs() {
            return Ok(());
        }
        let found = bytes.len();
        Err(self.error(
            Status::Object,
            format_args!("the elements have {found} bytes, expected {expected} of that shape and dtype"),
        ))
    }

    /// `_frombuffer(bytes, dtype, shape, order, axes)`.
    fn buffered(&mut self, args: &[Id]) -> Result<Id> {
        let &[mut data, dtype, shape, order, ref axes @ ..] = args else { unreachable!() };
        let dtype = self.described(dtype)?;
        let mut shape = self.shape(shape)?;
        let order = match (self.latin(order, "an order")?, axes.first()) {
            (b"C" | b"K", None) => Order::C,
            (b"F", None) => Order::Fortran,
            (b"K", Some(&axes)) => {
                self.elements(data, self.nbytes(&shape, dtype.dtype().itemsize())?)?;
                (data, shape) = self.transposed(data, &shape, dtype.dtype().itemsize(), axes)?;
                Order::C
            }
            _ => return Err(self.error(Status::Object, format_args!("an array in an unknown order"))),
        };
        if dtype.dtype().has_object() {
            return Err(self.error(Status::Object, format_args!("objects in a buffer")));
        }
        self.elements(data, self.nbytes(&shape, dtype.dtype().itemsize())?)?;
        self.charge(size_of::<Array>() as u64)?;
        self.push(Node::Array(try_box(Array {
            shape,
            order,
            dtype,
            items: Id::NONE,
            data,
            mask: Id::NONE,
            fill: Id::NONE,
            strings: None,
        })?))
    }

    /// The same elements with the axes in another order.
    fn transposed(&mut self, data: Id, shape: &Shape, item: i64, axes: Id) -> Result<(Id, Shape)> {
        let dims = shape.as_slice();
        let axes = self.tuple(axes, "the order of axes")?;
        let (mut to, mut steps, mut seen) = ([0i64; 64], [0usize; 64], 0u64);
        let bad = || self.error(Status::Object, format_args!("the order of axes is none"));
        if axes.len() != dims.len() {
            return Err(bad());
        }
        for (place, &axis) in axes.iter().enumerate() {
            let axis = usize::try_from(self.int(axis, "an axis")?).ok().filter(|&a| a < dims.len());
            let axis = axis.filter(|&a| seen & 1 << a == 0).ok_or_else(bad)?;
            seen |= 1 << axis;
            to[place] = dims[axis];
            // Fits: the bytes are there.
            steps[place] = dims[axis + 1..].iter().product::<i64>() as usize;
        }
        let to = &to[..dims.len()];
        let size = self.tree.bytes(data).map_or(0, <[u8]>::len);
        self.charge(size as u64)?;
        let bytes = self.tree.bytes(data).unwrap_or(&[]);
        let mut out = fallible::vec_with_capacity(size)?;
        let (mut place, mut from, item) = ([0i64; 64], 0usize, item as usize);
        while out.len() < size {
            fallible::extend(&mut out, &bytes[from * item..(from + 1) * item])?;
            for axis in (0..to.len()).rev() {
                (place[axis], from) = (place[axis] + 1, from + steps[axis]);
                if place[axis] < to[axis] {
                    break;
                }
                from -= steps[axis] * to[axis] as usize;
                place[axis] = 0;
            }
        }
        let shape = Shape::new(to)?;
        Ok((self.push(Node::Bytes(out))?, shape))
    }

    /// `_codecs.encode(text, 'latin1')`: the bytes that protocols 0 to 2 spell as text.
    fn encode(&mut self, text: Id, encoding: Id) -> Result<Id> {
        match self.latin(encoding, "an encoding")? {
            b"latin1" | b"latin-1" => {}
            other => {
                let other = core::str::from_utf8(other).unwrap_or("?");
                return Err(self.error(
                    Status::Object,
                    format_args!("_codecs.encode to '{other:.40}', expected latin1, as bytes are written"),
                ));
            }
        }
        let bytes = match self.tree.node(text) {
            Node::Text(_) => text::to_latin1(self.tree.bytes(text).unwrap_or(&[]))?,
            other => return Err(self.wrong(other, "the text that stands for bytes")),
        };
        let bytes = bytes.ok_or_else(|| {
            self.error(Status::Object, format_args!("a text that stands for bytes has others"))
        })?;
        self.charge(bytes.len() as u64)?;
        self.push(Node::Bytes(bytes))
    }

    fn set(&mut self, global: Global, args: &[Id]) -> Result<Id> {
        let items = match args.first() {
            None => &[][..],
            Some(&list) => match self.tree.node(list) {
                Node::List(_) | Node::Tuple(_) => self.tree.items(list).unwrap_or(&[]),
                other => return Err(self.wrong(other, "the members of a set")),
            },
        };
        let items = fallible::copy(items)?;
        self.charge(4 * items.len() as u64)?;
        self.push(if global == Global::Set { Node::Set(items) } else { Node::Frozenset(items) })
    }

    fn bytearray(&mut self, args: &[Id]) -> Result<Id> {
        let bytes = match args {
            [] => Vec::new(),
            &[bytes] => match self.tree.node(bytes) {
                Node::Bytes(bytes) | Node::Old(bytes) => fallible::copy(bytes)?,
                other => return Err(self.wrong(other, "the bytes of a bytearray")),
            },
            _ => {
                let bytes = self.encode(args[0], args[1])?;
                fallible::copy(self.tree.bytes(bytes).unwrap_or(&[]))?
            }
        };
        self.charge(bytes.len() as u64)?;
        self.push(Node::Bytearray(bytes))
    }

    #[cold]
    fn no_date(&self, global: Global) -> Error {
        self.error(Status::Object, format_args!("the bytes of a {} are none", global.name()))
    }

    fn moment(&mut self, global: Global, bytes: Id, zone: Option<Id>) -> Result<Id> {
        let bytes = self.latin1(bytes)?;
        let found = match global {
            Global::Time => calendar::read_time(&bytes),
            _ => calendar::read_datetime(&bytes),
        };
        let mut moment: Moment = found.ok_or_else(|| self.no_date(global))?;
        match zone.map(|zone| self.tree.node(zone)) {
            None | Some(Node::None) => {}
            Some(Node::Timezone(micros)) => moment.zone = *micros,
            Some(other) => return Err(self.wrong(other, "a timezone")),
        }
        self.push(if global == Global::Time { Node::Time(moment) } else { Node::Datetime(moment) })
    }

    /// Ten bytes or less that are bytes, or a text of Python 2.
    fn latin1(&self, id: Id) -> Result<Vec<u8>> {
        match self.tree.node(id) {
            Node::Bytes(bytes) | Node::Old(bytes) if bytes.len() <= 10 => fallible::copy(bytes),
            Node::Text(text) if text.len() <= 21 => {
                Ok(text::to_latin1(&text[..text.len() - 1])?.unwrap_or_default())
            }
            other => Err(self.wrong(other, "the bytes of a date or time")),
        }
    }

    fn timedelta(&mut self, days: Id, seconds: Id, micros: Id) -> Result<Id> {
        let (days, seconds) = (self.int(days, "days")?, self.int(seconds, "seconds")?);
        let micros = self.int(micros, "microseconds")?;
        let total = days.checked_mul(DAY).and_then(|n| n.checked_add(seconds.checked_mul(1_000_000)?));
        match total.and_then(|n| n.checked_add(micros)) {
            Some(total) => self.push(Node::Timedelta(total)),
            None => Err(self.error(
                Status::Limit,
                format_args!("a timedelta of {days} days, more than 2^63 microseconds"),
            )),
        }
    }

    pub(super) fn float(&self, id: Id) -> Result<f64> {
        match *self.tree.node(id) {
            Node::Float(float) => Ok(float),
            Node::Int(int) => Ok(int as f64),
            ref other => Err(self.wrong(other, "a float")),
        }
    }

    /// An integer, or a bool.
    #[inline(never)]
    pub(super) fn int(&self, id: Id, expected: &str) -> Result<i64> {
        match *self.tree.node(id) {
            Node::Int(int) => Ok(int),
            Node::Bool(bool) => Ok(bool.into()),
            ref other => Err(self.wrong(other, expected)),
        }
    }

    #[inline(never)]
    pub(super) fn tuple(&self, id: Id, expected: &str) -> Result<&[Id]> {
        match self.tree.node(id) {
            Node::Tuple(items) => Ok(items),
            other => Err(self.wrong(other, expected)),
        }
    }

    /// Bytes or a text, as bytes.
    #[inline(never)]
    pub(super) fn latin(&self, id: Id, expected: &str) -> Result<&[u8]> {
        match self.tree.node(id) {
            Node::Text(_) | Node::Bytes(_) | Node::Old(_) => Ok(self.tree.bytes(id).unwrap_or(&[])),
            other => Err(self.wrong(other, expected)),
        }
    }

    /// A shape, in a tuple.
    pub(super) fn shape(&self, id: Id) -> Result<Shape> {
        let items = self.tuple(id, "a shape")?;
        let mut dims = [0; 64];
        let Some(dims) = dims.get_mut(..items.len()) else {
            return Err(self.error(Status::Object, format_args!("a shape of {} axes", items.len())));
        };
        for (dim, &item) in dims.iter_mut().zip(items) {
            *dim = self.int(item, "the length of an axis")?;
        }
        Shape::new(dims).map_err(|e| self.at_here(e.of_file(Status::Object)))
    }

    pub(super) fn nbytes(&self, shape: &Shape, itemsize: i64) -> Result<i64> {
        shape.nbytes(itemsize).map_err(|e| self.at_here(e.of_file(Status::Object)))
    }
}

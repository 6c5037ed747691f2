//! Dtypes as NumPy would pickle them.

use super::emit::{Constant, Emitter};
use super::globals::Global;
use super::opcodes as op;
use crate::error::Result;
use crate::fallible;
use crate::format::{ByteOrder, Dtype, Kind, Scalar, Struct};
use crate::mem::alloc::Shared;
use crate::npy::Described;

/// How many dtypes are looked through for one that was written before.
const KNOWN: usize = 64;

impl Emitter<'_> {
    /// A dtype, which is kept for those to come.
    pub(super) fn dtype(&mut self, dtype: &Shared<Described>) -> Result<()> {
        let known = self.dtypes.iter().find(|(known, _)| known.dtype().same(dtype.dtype()));
        if let Some(&(_, kept)) = known {
            return self.recall(kept);
        }
        let kept = self.described(dtype.dtype())?;
        if self.dtypes.len() < KNOWN {
            fallible::push(&mut self.dtypes, (dtype.clone(), kept))?;
        }
        Ok(())
    }

    /// A dtype and its state. Structs in structs are a recursion, as deep as dtypes may be.
    fn described(&mut self, dtype: &Dtype) -> Result<u32> {
        let one = match dtype {
            Dtype::Scalar(scalar) if only_one(scalar) => Some(Constant::Dtype(*scalar)),
            _ => None,
        };
        if let Some(&(_, kept)) = self.constants.iter().find(|(known, _)| Some(*known) == one) {
            self.recall(kept)?;
            return Ok(kept);
        }
        self.global(Global::Dtype)?;
        let mut name = [0; 24];
        let name = called(dtype, &mut name);
        self.text(name)?;
        self.memoize()?;
        self.out.put(&[op::NEWFALSE, op::NEWTRUE, op::TUPLE3])?;
        self.memoize()?;
        self.out.put(&[op::REDUCE])?;
        let kept = self.memoize()?;
        if let Some(one) = one {
            fallible::push(&mut self.constants, (one, kept))?;
        }
        self.out.put(&[op::MARK])?;
        match dtype {
            Dtype::Scalar(scalar) => self.scalar_state(scalar)?,
            Dtype::Struct(s) => self.struct_state(s, dtype.itemsize())?,
            Dtype::Array(array) => {
                self.int(3)?;
                self.word("|")?;
                self.described(array.base())?;
                self.shape(array.shape().as_slice())?;
                self.out.put(&[op::TUPLE2])?;
                self.memoize()?;
                self.out.put(&[op::NONE, op::NONE])?;
                self.int(dtype.itemsize())?;
                self.int(alignment(array.base()))?;
                self.int(if dtype.has_object() { 27 } else { 0 })?;
            }
        }
        self.out.put(&[op::TUPLE])?;
        self.memoize()?;
        self.out.put(&[op::BUILD])?;
        Ok(kept)
    }

    fn scalar_state(&mut self, scalar: &Scalar) -> Result<()> {
        let dated = matches!(scalar.kind, Kind::Datetime | Kind::Timedelta);
        self.int(if dated { 4 } else { 3 })?;
        self.word(match scalar.order {
            ByteOrder::Little => "<",
            ByteOrder::Big => ">",
            ByteOrder::None => "|",
        })?;
        self.out.put(&[op::NONE, op::NONE, op::NONE])?;
        // Size, alignment and flags, as NumPy has them of such.
        let (size, align, flags) = match scalar.kind {
            Kind::Bytes | Kind::Void => (scalar.itemsize, 1, 0),
            Kind::Text => (scalar.itemsize, 4, 8),
            Kind::Object => (-1, -1, 63),
            _ => (-1, -1, 0),
        };
        self.int(size)?;
        self.int(align)?;
        self.int(flags)?;
        if !dated {
            return Ok(());
        }
        let (unit, multiple) = scalar.unit.get().unwrap_or(("generic", 1));
        self.out.put(&[op::NONE, op::MARK])?;
        self.bytes(unit.as_bytes())?;
        self.memoize()?;
        self.int(multiple.into())?;
        self.out.put(&[op::BININT1, 1, op::BININT1, 1, op::TUPLE])?;
        self.memoize()?;
        self.out.put(&[op::TUPLE2])?;
        self.memoize().map(|_| ())
    }

    fn struct_state(&mut self, s: &Struct, itemsize: i64) -> Result<()> {
        self.int(3)?;
        self.word("|")?;
        self.out.put(&[op::NONE])?;
        let fields = s.fields();
        let mut kept = fallible::vec_with_capacity(fields.len())?;
        if fields.len() > 3 {
            self.out.put(&[op::MARK])?;
        }
        for field in fields {
            self.text(field.names().0)?;
            fallible::push(&mut kept, self.memoize()?)?;
        }
        match fields.len() {
            0 => self.out.put(&[op::EMPTY_TUPLE])?,
            n @ 1..=3 => self.out.put(&[op::TUPLE1 - 1 + n as u8])?,
            _ => self.out.put(&[op::TUPLE])?,
        }
        if !fields.is_empty() {
            self.memoize()?;
        }
        self.out.put(&[op::EMPTY_DICT])?;
        self.memoize()?;
        // A field is found by its title as well.
        let entries = fields.len() + fields.iter().filter(|field| field.names().1.is_some()).count();
        if entries > 1 {
            self.out.put(&[op::MARK])?;
        }
        for (field, kept) in fields.iter().zip(kept) {
            let (offset, dtype) = field.place();
            self.recall(kept)?;
            self.described(dtype)?;
            self.int(offset)?;
            let Some(title) = field.names().1 else {
                self.out.put(&[op::TUPLE2])?;
                self.memoize()?;
                continue;
            };
            self.text(title)?;
            let title = self.memoize()?;
            self.out.put(&[op::TUPLE3])?;
            let place = self.memoize()?;
            self.recall(title)?;
            self.recall(place)?;
        }
        match entries {
            0 => {}
            1 => self.out.put(&[op::SETITEM])?,
            _ => self.out.put(&[op::SETITEMS])?,
        }
        self.int(itemsize)?;
        self.int(1)?;
        let object = fields.iter().any(|field| field.place().1.has_object());
        self.int(if object { 27 } else { 16 })
    }
}

/// Whether NumPy has one dtype of that kind, and no others that are equal to it.
fn only_one(scalar: &Scalar) -> bool {
    let sized =
        matches!(scalar.kind, Kind::Bytes | Kind::Text | Kind::Void | Kind::Datetime | Kind::Timedelta);
    !sized && matches!(scalar.order, ByteOrder::NATIVE | ByteOrder::None)
}

/// How an array in a field is aligned, as NumPy has it on 64-bit machines.
fn alignment(dtype: &Dtype) -> i64 {
    let Dtype::Scalar(scalar) = dtype.unfolded().0 else { return 1 };
    match scalar.kind {
        Kind::Bytes | Kind::Void => 1,
        Kind::Text => 4,
        Kind::Complex => scalar.itemsize / 2,
        _ => scalar.itemsize,
    }
}

/// `f8`, `U3`, `V12`: a dtype without order and unit.
fn called<'b>(dtype: &Dtype, buffer: &'b mut [u8; 24]) -> &'b [u8] {
    let (letter, size) = match dtype {
        Dtype::Scalar(scalar) => match scalar.kind {
            Kind::Text => (b'U', scalar.itemsize / 4),
            kind => (kind.letter(), scalar.itemsize),
        },
        _ => (b'V', dtype.itemsize()),
    };
    let (mut at, mut left) = (buffer.len(), size.unsigned_abs());
    loop {
        at -= 1;
        (buffer[at], left) = (b'0' + (left % 10) as u8, left / 10);
        if left == 0 {
            break;
        }
    }
    buffer[at - 1] = letter;
    &buffer[at - 1..]
}

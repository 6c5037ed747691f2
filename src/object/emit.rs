//! A tree as Python and NumPy would pickle it, in protocol 4.

use super::calendar::{self, DAY};
use super::frames::Frames;
use super::globals::Global;
use super::opcodes as op;
use super::text;
use super::tree::{Id, Moment, Node, Tree, NO_ZONE};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::Scalar;
use crate::mem::alloc::Shared;
use crate::npy::Described;

/// How many items go into a list, a dict or a set at once.
const BATCH: usize = 1000;
/// What is to be done next; the last first.
pub(super) enum Task {
    /// Write a value.
    Save(Id),
    /// Write an instruction, and keep what it makes as the value, if it is one.
    Op(u8, Id),
    /// Write the items of a value from one on, so many at a time.
    Items(Id, usize, usize),
    /// Write a mark.
    Mark,
    /// A value ends here.
    End,
    /// Write the numbers of an array's state that stand in front of its elements.
    Head(Id),
    /// Write the bytes of a mask, or of elements.
    Bytes(Id),
}

/// A value that was kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Constant {
    Text(&'static str),
    /// A name in a module, which Python does not take for the module's if they are the same.
    Name(&'static str),
    Global(Global),
    /// A dtype of which NumPy has one: a number's or objects', in this machine's order.
    Dtype(Scalar),
    /// The bytes `b`, of which Python has one.
    B,
}

/// A tree that is being written.
pub(super) struct Emitter<'t> {
    pub(super) tree: &'t Tree,
    pub(super) out: Frames,
    tasks: Vec<Task>,
    /// What number each value was kept under, one more.
    kept: Vec<u32>,
    pub(super) constants: Vec<(Constant, u32)>,
    pub(super) dtypes: Vec<(Shared<Described>, u32)>,
    next: u32,
}

/// Appends the pickle of a value to `bytes`.
pub(super) fn emit(tree: &Tree, root: Root<'_>, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let mut kept = Vec::new();
    fallible::fill(&mut kept, 0, tree.nodes.len())?;
    let mut emitter = Emitter {
        tree,
        out: Frames::new(bytes)?,
        tasks: Vec::new(),
        kept,
        constants: Vec::new(),
        dtypes: Vec::new(),
        next: 0,
    };
    match root {
        Root::Value(id) => emitter.then(Task::Save(id))?,
        Root::Boxed(id, objects) => emitter.boxed(id, objects)?,
    }
    while let Some(task) = emitter.tasks.pop() {
        emitter.carry_out(task)?;
    }
    emitter.out.finish()
}

/// What is written.
pub(super) enum Root<'a> {
    /// A value.
    Value(Id),
    /// An array of objects without axes that holds a value.
    Boxed(Id, &'a Shared<Described>),
}

impl Emitter<'_> {
    #[inline(never)]
    pub(super) fn then(&mut self, task: Task) -> Result<()> {
        fallible::push(&mut self.tasks, task)
    }

    fn carry_out(&mut self, task: Task) -> Result<()> {
        match task {
            Task::Save(id) => self.save(id),
            Task::Op(op::MEMOIZE, _) => self.memoize().map(|_| ()),
            Task::Op(opcode, id) => {
                self.out.put(&[opcode])?;
                self.keep(id)
            }
            Task::Items(id, from, step) => self.items(id, from, step),
            Task::Mark => self.out.put(&[op::MARK]),
            Task::End => {
                self.out.boundary();
                Ok(())
            }
            Task::Head(id) => self.head(id),
            Task::Bytes(id) => {
                let bytes = self.tree.bytes(id).unwrap_or(&[]);
                // What one array has, another may have as well.
                self.bytes_of(id, bytes)
            }
        }
    }

    /// Keeps the value that was made last.
    #[inline(never)]
    pub(super) fn memoize(&mut self) -> Result<u32> {
        self.out.put(&[op::MEMOIZE])?;
        self.next = self
            .next
            .checked_add(1)
            .ok_or_else(|| Error::new(Status::Limit, format_args!("more than 2^32 values in a pickle")))?;
        Ok(self.next)
    }

    fn keep(&mut self, id: Id) -> Result<()> {
        if id != Id::NONE {
            self.kept[id.index()] = self.memoize()?;
        }
        Ok(())
    }

    pub(super) fn recall(&mut self, kept: u32) -> Result<()> {
        let number = kept - 1;
        match u8::try_from(number) {
            Ok(byte) => self.out.put(&[op::BINGET, byte]),
            Err(_) => {
                let [a, b, c, d] = number.to_le_bytes();
                self.out.put(&[op::LONG_BINGET, a, b, c, d])
            }
        }
    }

    pub(super) fn save(&mut self, id: Id) -> Result<()> {
        let kept = self.kept[id.index()];
        if kept != 0 {
            self.recall(kept)?;
            self.out.boundary();
            return Ok(());
        }
        let tree = self.tree;
        match tree.node(id) {
            Node::None => self.out.put(&[op::NONE])?,
            Node::Bool(true) => self.out.put(&[op::NEWTRUE])?,
            Node::Bool(false) => self.out.put(&[op::NEWFALSE])?,
            Node::Int(int) => self.int(*int)?,
            Node::Big(bytes) => self.big(bytes)?,
            Node::Float(float) => self.float(*float)?,
            Node::Text(_) => {
                self.text(tree.bytes(id).unwrap_or(&[]))?;
                self.keep(id)?;
            }
            Node::Bytes(bytes) => self.bytes_of(id, bytes)?,
            Node::Complex(real, imaginary) => {
                self.global(Global::Complex)?;
                self.float(*real)?;
                self.float(*imaginary)?;
                self.called(op::TUPLE2, id)?;
            }
            Node::Bytearray(bytes) => {
                self.global(Global::Bytearray)?;
                if bytes.is_empty() {
                    self.out.put(&[op::EMPTY_TUPLE, op::REDUCE])?;
                    self.keep(id)?;
                } else {
                    self.bytes(bytes)?;
                    self.memoize()?;
                    self.called(op::TUPLE1, id)?;
                }
            }
            Node::Datetime(moment) => self.datetime(*moment, id)?,
            Node::Time(moment) => self.time(*moment, id)?,
            Node::Date(days) => {
                self.global(Global::Date)?;
                let bytes = calendar::write_date(*days).ok_or_else(|| no_date(*days))?;
                self.bytes(&bytes)?;
                self.memoize()?;
                self.called(op::TUPLE1, id)?;
            }
            Node::Timedelta(micros) => self.timedelta(*micros, id)?,
            Node::Timezone(micros) => self.timezone(*micros, id)?,
            Node::Scalar(scalar) => {
                self.global(Global::Scalar)?;
                self.dtype(&scalar.dtype)?;
                self.bytes_of(scalar.data, tree.bytes(id).unwrap_or(&[]))?;
                self.called(op::TUPLE2, id)?;
            }
            Node::Array(array) => return self.array(array, id),
            Node::List(items) => return self.container(id, op::EMPTY_LIST, items.len(), 1),
            Node::Dict(items) => return self.container(id, op::EMPTY_DICT, items.len(), 2),
            Node::Set(items) => return self.container(id, op::EMPTY_SET, items.len(), 1),
            Node::Tuple(items) => return self.tuple(id, items),
            Node::Frozenset(items) => {
                self.then(Task::End)?;
                self.then(Task::Op(op::FROZENSET, id))?;
                self.out.put(&[op::MARK])?;
                return self.all(items);
            }
            other => {
                return Err(Error::new(
                    Status::Argument,
                    format_args!("found {}, expected a value", other.name()),
                ))
            }
        }
        self.out.boundary();
        Ok(())
    }

    /// Items that are written one behind the other.
    fn all(&mut self, items: &[Id]) -> Result<()> {
        items.iter().rev().try_for_each(|&item| self.then(Task::Save(item)))
    }

    fn tuple(&mut self, id: Id, items: &[Id]) -> Result<()> {
        self.then(Task::End)?;
        match items.len() {
            0 => return self.out.put(&[op::EMPTY_TUPLE]),
            n @ 1..=3 => self.then(Task::Op(op::TUPLE1 - 1 + n as u8, id))?,
            _ => {
                self.out.put(&[op::MARK])?;
                self.then(Task::Op(op::TUPLE, id))?;
            }
        }
        self.all(items)
    }

    fn container(&mut self, id: Id, empty: u8, len: usize, step: usize) -> Result<()> {
        self.then(Task::End)?;
        self.out.put(&[empty])?;
        self.keep(id)?;
        if len > 0 {
            self.then(Task::Items(id, 0, step))?;
        }
        Ok(())
    }

    /// The next batch of a list, a dict or a set.
    fn items(&mut self, id: Id, from: usize, step: usize) -> Result<()> {
        let tree = self.tree;
        let (items, one, many) = match tree.node(id) {
            Node::List(items) => (items, op::APPEND, op::APPENDS),
            Node::Dict(items) => (items, op::SETITEM, op::SETITEMS),
            Node::Set(items) => (items, op::ADDITEMS, op::ADDITEMS),
            _ => return Ok(()),
        };
        let to = items.len().min(from + BATCH * step);
        // Python asks a dict or a set whether there is more by beginning another batch.
        let more = if one == op::APPEND { to < items.len() } else { to - from == BATCH * step };
        if more {
            self.then(Task::Items(id, to, step))?;
        }
        // Sets have no instruction for one.
        if items.len() == step && one != many {
            self.then(Task::Op(one, Id::NONE))?;
        } else {
            self.then(Task::Op(many, Id::NONE))?;
            self.out.put(&[op::MARK])?;
        }
        self.all(&items[from..to])
    }

    pub(super) fn int(&mut self, int: i64) -> Result<()> {
        if let Ok(byte) = u8::try_from(int) {
            return self.out.put(&[op::BININT1, byte]);
        }
        if let Ok(two) = u16::try_from(int) {
            let [a, b] = two.to_le_bytes();
            return self.out.put(&[op::BININT2, a, b]);
        }
        if let Ok(four) = i32::try_from(int) {
            let [a, b, c, d] = four.to_le_bytes();
            return self.out.put(&[op::BININT, a, b, c, d]);
        }
        let (bytes, len) = text::short(int);
        self.big(&bytes[..len])
    }

    fn big(&mut self, bytes: &[u8]) -> Result<()> {
        match u8::try_from(bytes.len()) {
            Ok(len) => self.out.put(&[op::LONG1, len])?,
            Err(_) => {
                let len = i32::try_from(bytes.len())
                    .map_err(|_| Error::new(Status::Limit, format_args!("an int of 2 GiB or more")))?;
                let [a, b, c, d] = len.to_le_bytes();
                self.out.put(&[op::LONG4, a, b, c, d])?;
            }
        }
        self.out.put(bytes)
    }

    fn float(&mut self, float: f64) -> Result<()> {
        self.out.put(&[op::BINFLOAT])?;
        self.out.put(&float.to_be_bytes())
    }

    /// Bytes behind one of three instructions, by their length.
    fn sized(&mut self, opcodes: [u8; 3], bytes: &[u8]) -> Result<()> {
        let mut head = [0; 9];
        let width = match bytes.len() {
            0..=0xff => 1,
            0x100..=0xffff_ffff => 4,
            _ => 8,
        };
        head[0] = opcodes[width / 4];
        head[1..=width].copy_from_slice(&(bytes.len() as u64).to_le_bytes()[..width]);
        self.out.put_long(&head[..=width], bytes)
    }

    pub(super) fn text(&mut self, text: &[u8]) -> Result<()> {
        self.sized([op::SHORT_BINUNICODE, op::BINUNICODE, op::BINUNICODE8], text)
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.sized([op::SHORT_BINBYTES, op::BINBYTES, op::BINBYTES8], bytes)
    }

    /// The bytes that are the value `id`, or that it was made with.
    fn bytes_of(&mut self, id: Id, bytes: &[u8]) -> Result<()> {
        let is_bytes = matches!(self.tree.node(id), Node::Bytes(_));
        let kept = self.kept[id.index()];
        if kept != 0 && is_bytes {
            return self.recall(kept);
        }
        self.bytes(bytes)?;
        match is_bytes {
            true => self.keep(id),
            false => self.memoize().map(|_| ()),
        }
    }

    /// A text or a name that is kept for those to come.
    pub(super) fn constant(&mut self, constant: Constant) -> Result<bool> {
        match self.constants.iter().find(|(known, _)| *known == constant) {
            Some(&(_, kept)) => self.recall(kept).map(|()| true),
            None => Ok(false),
        }
    }

    pub(super) fn made(&mut self, constant: Constant) -> Result<()> {
        let kept = self.memoize()?;
        fallible::push(&mut self.constants, (constant, kept))
    }

    pub(super) fn word(&mut self, word: &'static str) -> Result<()> {
        self.spelled(word, Constant::Text(word))
    }

    fn spelled(&mut self, word: &str, constant: Constant) -> Result<()> {
        if self.constant(constant)? {
            return Ok(());
        }
        self.text(word.as_bytes())?;
        self.made(constant)
    }

    pub(super) fn global(&mut self, global: Global) -> Result<()> {
        if self.constant(Constant::Global(global))? {
            return Ok(());
        }
        let (module, name) = global.written();
        self.word(module)?;
        self.spelled(name, Constant::Name(name))?;
        self.out.put(&[op::STACK_GLOBAL])?;
        self.made(Constant::Global(global))
    }

    /// Ends the arguments and calls; the result is the value `id`.
    pub(super) fn called(&mut self, tuple: u8, id: Id) -> Result<()> {
        self.out.put(&[tuple])?;
        self.memoize()?;
        self.out.put(&[op::REDUCE])?;
        match id {
            Id::NONE => self.memoize().map(|_| ()),
            id => self.keep(id),
        }
    }

    fn datetime(&mut self, moment: Moment, id: Id) -> Result<()> {
        let bytes = calendar::write_datetime(moment).ok_or_else(|| no_date(moment.micros.div_euclid(DAY)))?;
        self.global(Global::Datetime)?;
        self.zoned(&bytes, moment.zone, id)
    }

    fn time(&mut self, moment: Moment, id: Id) -> Result<()> {
        let bytes = calendar::write_time(moment).ok_or_else(|| {
            Error::new(Status::Argument, format_args!("a time of {} microseconds in a day", moment.micros))
        })?;
        self.global(Global::Time)?;
        self.zoned(&bytes, moment.zone, id)
    }

    fn zoned(&mut self, bytes: &[u8], zone: i64, id: Id) -> Result<()> {
        self.bytes(bytes)?;
        self.memoize()?;
        if zone == NO_ZONE {
            return self.called(op::TUPLE1, id);
        }
        self.timezone(zone, Id::NONE)?;
        self.called(op::TUPLE2, id)
    }

    fn timedelta(&mut self, micros: i64, id: Id) -> Result<()> {
        self.global(Global::Timedelta)?;
        let rest = micros.rem_euclid(DAY);
        self.int(micros.div_euclid(DAY))?;
        self.int(rest / 1_000_000)?;
        self.int(rest % 1_000_000)?;
        self.called(op::TUPLE3, id)
    }

    fn timezone(&mut self, micros: i64, id: Id) -> Result<()> {
        if !calendar::is_zone(micros) {
            return Err(Error::new(
                Status::Argument,
                format_args!("a zone {micros} microseconds from UTC, expected less than a day"),
            ));
        }
        self.global(Global::Timezone)?;
        self.timedelta(micros, Id::NONE)?;
        self.called(op::TUPLE1, id)
    }
}

#[cold]
fn no_date(days: i64) -> Error {
    Error::new(
        Status::Argument,
        format_args!("a date {days} days from 1970 on, expected one of the years 1 to 9999"),
    )
}

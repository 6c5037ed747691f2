//! The stack machine: what a pickle tells it, it does, as far as that makes values.

use super::globals::Global;
use super::input::Input;
use super::limits::Limits;
use super::memo::Memo;
use super::opcodes::{self as op};
use super::text;
use super::tree::{Id, Node, Tree};
use crate::error::{Result, Status};
use crate::fallible;

/// A pickle that is being read.
pub(super) struct Machine<'i> {
    pub(super) tree: Tree,
    pub(super) input: Input<'i>,
    pub(super) limits: Limits,
    pub(super) stack: Vec<Id>,
    /// How high the stack was at each mark.
    pub(super) marks: Vec<u32>,
    memo: Memo,
    /// The memory that values have cost.
    pub(super) spent: u64,
    /// The names that are in the tree already.
    globals: Vec<(Global, Id)>,
}

impl<'i> Machine<'i> {
    /// Reads the pickle that `input` gives, and the tree's root is what it makes.
    pub fn run(input: Input<'i>, limits: Limits) -> Result<Tree> {
        let mut machine = Machine {
            tree: Tree::new()?,
            input,
            limits,
            stack: Vec::new(),
            marks: Vec::new(),
            memo: Memo::new(),
            spent: 0,
            globals: Vec::new(),
        };
        loop {
            let [opcode] = machine.input.array()?;
            if opcode == op::STOP {
                break;
            }
            machine.step(opcode)?;
        }
        let root = machine.pop()?;
        if !machine.stack.is_empty() || !machine.marks.is_empty() {
            return Err(machine.error(Status::Object, format_args!("the pickle ends with values left over")));
        }
        let place = machine.input.place();
        machine.tree.root = root;
        machine.tree.settle(root, &machine.limits).map_err(|e| e.or_at(place - 1))?;
        machine.input.finish()?;
        Ok(machine.tree)
    }

    fn step(&mut self, opcode: u8) -> Result<()> {
        match opcode {
            op::NONE => self.put(Id::NULL),
            op::NEWTRUE => self.put(Id::TRUE),
            op::NEWFALSE => self.put(Id::FALSE),
            op::BININT => self.make(|bytes: [u8; 4]| i32::from_le_bytes(bytes).into()),
            op::BININT1 => self.make(|[byte]| byte.into()),
            op::BININT2 => self.make(|bytes: [u8; 2]| u16::from_le_bytes(bytes).into()),
            op::BINFLOAT => {
                let float = f64::from_be_bytes(self.input.array()?);
                self.node(Node::Float(float))
            }
            op::INT | op::LONG | op::FLOAT | op::STRING | op::UNICODE => self.line_value(opcode),
            op::LONG1 | op::LONG4 => {
                let size = self.size(if opcode == op::LONG1 { 1 } else { 4 })?;
                let bytes = self.input.vec(size, 0)?;
                self.held(text::whole(bytes), size)
            }
            op::BINSTRING | op::SHORT_BINSTRING => {
                let size = self.size(if opcode == op::BINSTRING { 4 } else { 1 })?;
                let bytes = self.input.vec(size, 0)?;
                self.held(Node::Old(bytes), size)
            }
            op::BINBYTES | op::SHORT_BINBYTES | op::BINBYTES8 => {
                let size = self.sized(opcode, [op::SHORT_BINBYTES, op::BINBYTES])?;
                let bytes = self.input.vec(size, 0)?;
                self.held(Node::Bytes(bytes), size)
            }
            op::BYTEARRAY8 => {
                let size = self.size(8)?;
                let bytes = self.input.vec(size, 0)?;
                self.held(Node::Bytearray(bytes), size)
            }
            op::BINUNICODE | op::SHORT_BINUNICODE | op::BINUNICODE8 => {
                let size = self.sized(opcode, [op::SHORT_BINUNICODE, op::BINUNICODE])?;
                let bytes = self.input.vec(size, 1)?;
                self.utf8(bytes)
            }
            op::EMPTY_LIST => self.node(Node::List(Vec::new())),
            op::EMPTY_DICT => self.node(Node::Dict(Vec::new())),
            op::EMPTY_SET => self.node(Node::Set(Vec::new())),
            op::EMPTY_TUPLE => self.node(Node::Tuple(Vec::new())),
            op::TUPLE1 | op::TUPLE2 | op::TUPLE3 => {
                let items = self.top(usize::from(opcode - op::TUPLE1) + 1)?;
                self.node(Node::Tuple(items))
            }
            op::TUPLE => self.gathered(Node::Tuple),
            op::LIST => self.gathered(Node::List),
            op::FROZENSET => self.gathered(Node::Frozenset),
            op::DICT => {
                let items = self.marked()?;
                self.pairs(&items)?;
                self.node(Node::Dict(items))
            }
            op::APPEND => {
                let item = self.pop()?;
                self.extend(opcode, &[item])
            }
            op::SETITEM => {
                let items = self.top(2)?;
                self.extend(opcode, &items)
            }
            op::APPENDS | op::SETITEMS | op::ADDITEMS => {
                let items = self.marked()?;
                self.extend(opcode, &items)
            }
            op::MARK => {
                let height = self.stack.len() as u32;
                fallible::push(&mut self.marks, height)
            }
            op::POP => match self.marks.last() {
                // A mark counts as a value here.
                Some(&mark) if mark as usize == self.stack.len() => self.marked().map(|_| ()),
                _ => self.pop().map(|_| ()),
            },
            op::POP_MARK => self.marked().map(|_| ()),
            op::DUP => {
                let top = self.pop()?;
                self.put(top)?;
                self.put(top)
            }
            op::PUT | op::BINPUT | op::LONG_BINPUT | op::MEMOIZE => self.remember(opcode),
            op::GET | op::BINGET | op::LONG_BINGET => self.recall(opcode),
            op::PROTO => match self.input.array()? {
                [0..=5] => Ok(()),
                [other] => Err(self.error(
                    Status::Object,
                    format_args!("the pickle is of protocol {other}, expected at most 5"),
                )),
            },
            op::FRAME => {
                let size = self.size(8)?;
                self.input.frame(size);
                Ok(())
            }
            op::GLOBAL => self.global_lines().and_then(|global| self.put_global(global)),
            op::STACK_GLOBAL => {
                let names = self.top(2)?;
                let global = self.named(names[0], names[1])?;
                self.put_global(global)
            }
            op::REDUCE => {
                let pair = self.top(2)?;
                let made = self.reduce(pair[0], pair[1])?;
                self.put(made)
            }
            op::BUILD => {
                let state = self.pop()?;
                let target = self.pop()?;
                self.state(target, state)?;
                self.put(target)
            }
            _ => Err(self.refused(opcode)),
        }
    }

    /// Two lines: a module and a name.
    pub(super) fn global_lines(&mut self) -> Result<Global> {
        let module = fallible::copy(self.input.line()?)?;
        let name = fallible::copy(self.input.line()?)?;
        Global::find(&module, &name).ok_or_else(|| self.unknown(&module, &name))
    }

    fn named(&self, module: Id, name: Id) -> Result<Global> {
        let text = |id| match self.tree.node(id) {
            Node::Text(_) => Ok(self.tree.bytes(id).unwrap_or(&[])),
            other => Err(self.wrong(other, "the name of a module and one in it")),
        };
        let (module, name) = (text(module)?, text(name)?);
        Global::find(module, name).ok_or_else(|| self.unknown(module, name))
    }

    fn put_global(&mut self, global: Global) -> Result<()> {
        if let Some(&(_, id)) = self.globals.iter().find(|(known, _)| *known == global) {
            return self.put(id);
        }
        let id = self.push(Node::Global(global))?;
        fallible::push(&mut self.globals, (global, id))?;
        self.put(id)
    }

    /// A value that stands on a line of its own.
    fn line_value(&mut self, opcode: u8) -> Result<()> {
        let line = self.input.line()?;
        let size = line.len() as u64;
        let node = match (opcode, line) {
            (op::INT, b"00") => return self.put(Id::FALSE),
            (op::INT, b"01") => return self.put(Id::TRUE),
            (op::INT, _) => text::integer(line)?,
            (op::LONG, _) => text::integer(line.strip_suffix(b"L").unwrap_or(line))?,
            (op::STRING, _) => text::quoted(line)?.map(Node::Old),
            (op::UNICODE, _) => text::escaped(line)?.map(Node::Text),
            _ => {
                let float = core::str::from_utf8(line).ok().and_then(|t| t.trim().parse().ok());
                float.map(Node::Float)
            }
        };
        match node {
            Some(node) => self.held(node, size * 2),
            None => {
                let name = op::name(opcode).unwrap_or("?");
                Err(self.error(
                    Status::Object,
                    format_args!("the line of {size} bytes that ends here is no value of {name}"),
                ))
            }
        }
    }

    fn utf8(&mut self, mut bytes: Vec<u8>) -> Result<()> {
        if let Err(e) = core::str::from_utf8(&bytes) {
            let at = e.valid_up_to();
            return Err(self.error(
                Status::Object,
                format_args!(
                    "byte {at} of a text that ends here is {:#04x}, which is no UTF-8 (half a surrogate pair, or damage)",
                    bytes[at]
                ),
            ));
        }
        let size = bytes.len() as u64;
        fallible::push(&mut bytes, 0)?;
        self.held(Node::Text(bytes), size)
    }

    /// A length of so many bytes.
    fn size(&mut self, bytes: usize) -> Result<u64> {
        let mut eight = [0; 8];
        eight[..bytes].copy_from_slice(self.input.take(bytes)?);
        let size = u64::from_le_bytes(eight);
        if size <= i64::MAX as u64 {
            return Ok(size);
        }
        Err(self.error(Status::Object, format_args!("the pickle has a length of {size} bytes")))
    }

    /// A length of 1, 4 or 8 bytes.
    fn sized(&mut self, opcode: u8, [one, four]: [u8; 2]) -> Result<u64> {
        let bytes = match opcode {
            _ if opcode == one => 1,
            _ if opcode == four => 4,
            _ => 8,
        };
        self.size(bytes)
    }

    fn make<const N: usize>(&mut self, int: impl FnOnce([u8; N]) -> i64) -> Result<()> {
        let bytes = self.input.array()?;
        self.node(Node::Int(int(bytes)))
    }

    fn gathered(&mut self, node: impl FnOnce(Vec<Id>) -> Node) -> Result<()> {
        let items = self.marked()?;
        self.node(node(items))
    }

    fn pairs(&self, items: &[Id]) -> Result<()> {
        if items.len().is_multiple_of(2) {
            return Ok(());
        }
        Err(self.error(Status::Object, format_args!("a key without a value in a dict")))
    }

    /// Puts what comes into the value on the top of the stack.
    fn extend(&mut self, opcode: u8, items: &[Id]) -> Result<()> {
        if matches!(opcode, op::SETITEM | op::SETITEMS) {
            self.pairs(items)?;
        }
        let target = self.pop()?;
        self.put(target)?;
        match (opcode, self.tree.node_mut(target)) {
            (op::APPEND | op::APPENDS, Node::List(list)) => fallible::extend(list, items),
            (op::SETITEM | op::SETITEMS, Node::Dict(dict)) => fallible::extend(dict, items),
            (op::ADDITEMS, Node::Set(set)) => fallible::extend(set, items),
            _ => {
                let name = op::name(opcode).unwrap_or("?");
                let found = self.tree.node(target).name();
                Err(self
                    .error(Status::Object, format_args!("{name} into {found}, which takes no such items")))
            }
        }
    }

    fn remember(&mut self, opcode: u8) -> Result<()> {
        let number = match opcode {
            op::MEMOIZE => self.memo.len() as u64,
            _ => self.number(opcode == op::PUT, opcode == op::BINPUT)?,
        };
        let top = self.pop()?;
        self.put(top)?;
        if self.memo.len() as u64 >= self.limits.max_memo {
            let most = self.limits.max_memo;
            return Err(self.error(
                Status::Limit,
                format_args!("the pickle keeps more than {most} values, the limit max_memo"),
            ));
        }
        self.memo.put(number, top)
    }

    fn recall(&mut self, opcode: u8) -> Result<()> {
        let number = self.number(opcode == op::GET, opcode == op::BINGET)?;
        match self.memo.get(number) {
            Some(id) => self.put(id),
            None => Err(self
                .error(Status::Object, format_args!("the pickle uses value {number}, which it never kept"))),
        }
    }

    /// A number in the memo: on a line, in one byte or in four.
    fn number(&mut self, line: bool, byte: bool) -> Result<u64> {
        if !line {
            return self.size(if byte { 1 } else { 4 });
        }
        let found = text::integer(self.input.line()?)?;
        match found {
            Some(Node::Int(n)) if n >= 0 => Ok(n.unsigned_abs()),
            _ => Err(self.error(Status::Object, format_args!("no number of a value that was kept"))),
        }
    }
}

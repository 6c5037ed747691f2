//! Values, by number.

use super::globals::Global;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{Order, Shape};
use crate::mem::alloc::Shared;
use crate::npy::Described;

/// A value: its number in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(pub(super) u32);

impl Id {
    /// No value.
    pub const NONE: Id = Id(0);
    pub(super) const NULL: Id = Id(1);
    pub(super) const FALSE: Id = Id(2);
    pub(super) const TRUE: Id = Id(3);

    /// The number.
    pub fn get(self) -> i64 {
        self.0.into()
    }

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether it is a value.
    pub fn some(self) -> Option<Id> {
        (self != Id::NONE).then_some(self)
    }
}

/// The zone of a time without a zone.
pub const NO_ZONE: i64 = i64::MIN;

/// A point in time without its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Microseconds: since 1970 began, or since midnight.
    pub micros: i64,
    /// Microseconds by which its zone is ahead of UTC, or [`NO_ZONE`].
    pub zone: i64,
    /// Whether it is the second of two times that are called so.
    pub fold: bool,
}

/// What a value is.
pub enum Node {
    /// A place that no value has.
    Void,
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// An integer of 64 bits.
    Int(i64),
    /// Any other integer: two's complement, the lowest byte first, as few bytes as can be.
    Big(Vec<u8>),
    /// A float.
    Float(f64),
    /// A complex number.
    Complex(f64, f64),
    /// UTF-8, and a NUL behind it.
    Text(Vec<u8>),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A bytearray.
    Bytearray(Vec<u8>),
    /// A byte string of Python 2, while it is not known what it is taken as.
    Old(Vec<u8>),
    /// A list.
    List(Vec<Id>),
    /// A tuple.
    Tuple(Vec<Id>),
    /// A dict: keys and values in turn.
    Dict(Vec<Id>),
    /// A set.
    Set(Vec<Id>),
    /// A frozenset.
    Frozenset(Vec<Id>),
    /// An array.
    Array(Box<Array>),
    /// A scalar of NumPy's.
    Scalar(Scalar),
    /// `datetime.datetime`.
    Datetime(Moment),
    /// `datetime.date`: days since 1970 began.
    Date(i64),
    /// `datetime.time`.
    Time(Moment),
    /// `datetime.timedelta`: microseconds.
    Timedelta(i64),
    /// `datetime.timezone`: microseconds ahead of UTC.
    Timezone(i64),
    /// A name that values are made with; no value itself.
    Global(Global),
    /// A dtype; no value itself.
    Dtype(Box<super::dtypes::Sketch>),
    /// NumPy's dtype of strings: whether it takes others for strings, and what stands for a missing one.
    StringDtype(bool, Id),
    /// An array that has no state yet.
    Unmade(Global),
}

/// A scalar of NumPy's.
pub struct Scalar {
    /// What it is.
    pub dtype: Shared<Described>,
    /// Its bytes.
    pub data: Id,
}

/// An array among the values.
pub struct Array {
    /// The shape.
    pub shape: Shape,
    /// How it lies in memory.
    pub order: Order,
    /// What its elements are. `O` for strings of any length.
    pub dtype: Shared<Described>,
    /// The list of its elements in C order, if they are values.
    pub items: Id,
    /// The bytes of its elements, if they are not.
    pub data: Id,
    /// The mask of a masked array: an array of bools.
    pub mask: Id,
    /// What a masked array shows where it is masked, or what a missing string is.
    pub fill: Id,
    /// Whether an array of strings of any length takes other values for strings; none if it is no such array.
    pub strings: Option<bool>,
}

/// Values that hold each other.
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) root: Id,
}

impl Tree {
    /// A tree that has the values that are the same everywhere.
    pub fn new() -> Result<Tree> {
        let mut tree = Tree { nodes: Vec::new(), root: Id::NONE };
        for node in [Node::Void, Node::None, Node::Bool(false), Node::Bool(true)] {
            fallible::push(&mut tree.nodes, node)?;
        }
        Ok(tree)
    }

    /// What a file holds.
    pub fn root(&self) -> Id {
        self.root
    }

    #[inline(never)]
    pub(super) fn push(&mut self, node: Node) -> Result<Id> {
        let id = u32::try_from(self.nodes.len())
            .map_err(|_| Error::new(Status::Limit, format_args!("more than 2^32 values in a tree")))?;
        fallible::push(&mut self.nodes, node)?;
        Ok(Id(id))
    }

    /// The value with that number.
    pub fn id(&self, number: i64, name: &str) -> Result<Id> {
        let found = usize::try_from(number).ok().and_then(|n| self.nodes.get(n));
        match found {
            Some(node) if node.kind().is_some() => Ok(Id(number as u32)),
            _ => Err(Error::new(
                Status::Argument,
                format_args!("{name} is {number}, expected the number of a value in this tree"),
            )),
        }
    }

    /// What a value is.
    pub fn node(&self, id: Id) -> &Node {
        self.nodes.get(id.index()).unwrap_or(&Node::Void)
    }

    /// The array that a value is.
    pub fn array(&self, id: Id) -> Option<&Array> {
        match self.node(id) {
            Node::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The values that a list, tuple, set, frozenset or array of values holds, in its order.
    pub fn items(&self, id: Id) -> Option<&[Id]> {
        match self.node(id) {
            Node::List(items) | Node::Tuple(items) | Node::Set(items) | Node::Frozenset(items) => Some(items),
            Node::Array(array) => self.items(array.items.some()?),
            _ => None,
        }
    }

    /// The keys and values of a dict, in turn.
    pub fn entries(&self, id: Id) -> Option<&[Id]> {
        match self.node(id) {
            Node::Dict(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value at `index` of what [`items`](Tree::items) are.
    pub fn item(&self, id: Id, index: i64) -> Result<Id> {
        let expected = "a list, tuple, set, frozenset or array of objects";
        let items = self.items(id).ok_or_else(|| self.wrong(id, expected))?;
        let at = usize::try_from(index).ok().filter(|&at| at < items.len());
        at.map(|at| items[at]).ok_or_else(|| beyond(index, items.len()))
    }

    /// The key and the value at `index` of a dict.
    pub fn entry(&self, id: Id, index: i64) -> Result<(Id, Id)> {
        let entries = self.entries(id).ok_or_else(|| self.wrong(id, "a dict"))?;
        let count = entries.len() / 2;
        let at = usize::try_from(index).ok().filter(|&at| at < count);
        at.map(|at| (entries[2 * at], entries[2 * at + 1])).ok_or_else(|| beyond(index, count))
    }

    /// The bytes of bytes, a bytearray, a text, or of the elements of an array or a scalar.
    pub fn bytes(&self, id: Id) -> Option<&[u8]> {
        match self.node(id) {
            Node::Bytes(bytes) | Node::Bytearray(bytes) | Node::Old(bytes) | Node::Big(bytes) => Some(bytes),
            Node::Text(text) => text.split_last().map(|(_, text)| text),
            Node::Array(array) => self.bytes(array.data.some()?),
            Node::Scalar(scalar) => self.bytes(scalar.data),
            _ => None,
        }
    }

    /// The value of the key `text` of a dict; of several the last.
    pub fn find(&self, dict: Id, text: &[u8]) -> Result<Option<Id>> {
        let entries = self.entries(dict).ok_or_else(|| self.wrong(dict, "a dict"))?;
        let is = |key: Id| matches!(self.node(key), Node::Text(_)) && self.bytes(key) == Some(text);
        Ok(entries.chunks_exact(2).rev().find(|entry| is(entry[0])).map(|entry| entry[1]))
    }

    /// The error that a value is not what was expected.
    pub(super) fn wrong(&self, id: Id, expected: &str) -> Error {
        Error::new(Status::Argument, format_args!("found {}, expected {expected}", self.node(id).name()))
    }

    /// The values that a value holds, one by one: `None` behind the last.
    #[inline(never)]
    pub(super) fn child(&self, id: Id, index: usize) -> Option<Id> {
        match self.node(id) {
            Node::List(items)
            | Node::Tuple(items)
            | Node::Dict(items)
            | Node::Set(items)
            | Node::Frozenset(items) => items.get(index).copied(),
            Node::Array(array) => {
                [array.items, array.mask, array.fill].into_iter().filter(|&id| id != Id::NONE).nth(index)
            }
            _ => None,
        }
    }
}

#[cold]
fn beyond(index: i64, count: usize) -> Error {
    Error::new(Status::Shape, format_args!("index {index} of {count} values"))
}

impl Node {
    /// What it is called, for messages.
    #[inline(never)]
    pub(super) fn name(&self) -> &'static str {
        match self {
            Node::Void => "nothing",
            Node::None => "None",
            Node::Bool(_) => "a bool",
            Node::Int(_) | Node::Big(_) => "an int",
            Node::Float(_) => "a float",
            Node::Complex(..) => "a complex",
            Node::Text(_) => "a str",
            Node::Bytes(_) => "bytes",
            Node::Bytearray(_) => "a bytearray",
            Node::Old(_) => "a str of Python 2",
            Node::List(_) => "a list",
            Node::Tuple(_) => "a tuple",
            Node::Dict(_) => "a dict",
            Node::Set(_) => "a set",
            Node::Frozenset(_) => "a frozenset",
            Node::Array(_) => "an array",
            Node::Scalar(_) => "a NumPy scalar",
            Node::Datetime(_) => "a datetime",
            Node::Date(_) => "a date",
            Node::Time(_) => "a time",
            Node::Timedelta(_) => "a timedelta",
            Node::Timezone(_) => "a timezone",
            Node::Global(global) | Node::Unmade(global) => global.name(),
            Node::Dtype(_) | Node::StringDtype(..) => "a dtype",
        }
    }

    /// Whether it is a value, and not only a means of making one.
    pub(super) fn kind(&self) -> Option<&Node> {
        let means = matches!(
            self,
            Node::Void | Node::Global(_) | Node::Dtype(_) | Node::StringDtype(..) | Node::Unmade(_)
        );
        (!means).then_some(self)
    }

    /// Whether Python lets it be a key of a dict or a member of a set.
    pub(super) fn hashable(&self) -> bool {
        !matches!(self, Node::List(_) | Node::Dict(_) | Node::Set(_) | Node::Bytearray(_) | Node::Array(_))
    }
}

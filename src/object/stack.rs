//! The machine's stack, and what its values cost.

use super::limits::{FREE, MOST_RATIO};
use super::machine::Machine;
use super::tree::{Id, Node};
use crate::error::{Error, Result, Status};
use crate::fallible;

/// What a value costs in memory besides what it holds: itself, and its places on the stack and in the memo.
const VALUE: u64 = 48;

impl Machine<'_> {
    pub(super) fn put(&mut self, id: Id) -> Result<()> {
        fallible::push(&mut self.stack, id)
    }

    /// Takes the top of the stack, down to the last mark.
    #[inline(never)]
    pub(super) fn pop(&mut self) -> Result<Id> {
        let floor = self.marks.last().map_or(0, |&mark| mark as usize);
        match self.stack.pop() {
            Some(id) if self.stack.len() >= floor => Ok(id),
            _ => Err(self.underflow()),
        }
    }

    /// Takes the last `count` of the stack.
    pub(super) fn top(&mut self, count: usize) -> Result<Vec<Id>> {
        let floor = self.marks.last().map_or(0, |&mark| mark as usize);
        match self.stack.len().checked_sub(count).filter(|&from| from >= floor) {
            Some(from) => self.cut(from),
            None => Err(self.underflow()),
        }
    }

    /// Takes everything down to the last mark, and the mark.
    #[inline(never)]
    pub(super) fn marked(&mut self) -> Result<Vec<Id>> {
        match self.marks.pop() {
            Some(mark) => self.cut(mark as usize),
            None => Err(self.underflow()),
        }
    }

    fn cut(&mut self, from: usize) -> Result<Vec<Id>> {
        let items = fallible::copy(&self.stack[from..])?;
        self.stack.truncate(from);
        Ok(items)
    }

    pub(super) fn underflow(&self) -> Error {
        self.error(Status::Object, format_args!("the pickle takes a value that it has not made"))
    }

    /// Makes a value that costs so many bytes, and puts it on the stack.
    #[inline(never)]
    pub(super) fn held(&mut self, node: Node, bytes: u64) -> Result<()> {
        self.charge(bytes)?;
        self.node(node)
    }

    #[inline(never)]
    pub(super) fn node(&mut self, node: Node) -> Result<()> {
        let id = self.push(node)?;
        self.put(id)
    }

    /// Makes a value.
    pub(super) fn push(&mut self, node: Node) -> Result<Id> {
        if self.tree.nodes.len() as u64 >= self.limits.max_values {
            let most = self.limits.max_values;
            return Err(self.error(
                Status::Limit,
                format_args!("the pickle makes more than {most} values, the limit max_values"),
            ));
        }
        self.charge(VALUE)?;
        self.tree.push(node)
    }

    /// Counts memory that is to be taken.
    pub(super) fn charge(&mut self, bytes: u64) -> Result<()> {
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > self.limits.max_memory {
            let most = self.limits.max_memory;
            return Err(self.error(
                Status::Limit,
                format_args!("the values take more than {most} bytes of memory, the limit max_memory"),
            ));
        }
        let taken = self.input.taken();
        if self.spent > FREE.saturating_add(taken.saturating_mul(MOST_RATIO)) {
            let spent = self.spent;
            return Err(self.error(
                Status::Limit,
                format_args!(
                    "the first {taken} bytes of the pickle make values of {spent} bytes, the limit is {MOST_RATIO} times as many"
                ),
            ));
        }
        Ok(())
    }

    /// An error at the byte that was read last.
    #[cold]
    pub(super) fn error(&self, status: Status, text: core::fmt::Arguments<'_>) -> Error {
        self.input.error(status, text)
    }

    /// The same error, at the byte that was read last.
    #[cold]
    pub(super) fn at_here(&self, error: Error) -> Error {
        self.error(error.status(), format_args!("{}", error.message()))
    }

    #[cold]
    pub(super) fn wrong(&self, found: &Node, expected: &str) -> Error {
        self.error(Status::Object, format_args!("the pickle has {} for {expected}", found.name()))
    }
}

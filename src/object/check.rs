//! Whether a tree is one: what is reached from its root are values, none holds itself, and a walk
//! through all of them comes to an end soon.

use super::limits::{Encoding, Limits};
use super::text;
use super::tree::{Id, Node, Tree};
use crate::error::{Error, Result, Status};
use crate::fallible;

/// What is known of a value that was reached.
#[derive(Clone, Copy)]
enum Seen {
    No,
    /// Its values are being looked at.
    Open,
    /// How deep it is, and how many values a walk through it meets.
    Done(u32, u64),
}

impl Tree {
    /// Checks what is reached from `root`, and takes texts of Python 2 for what `limits` say.
    pub(super) fn settle(&mut self, root: Id, limits: &Limits) -> Result<()> {
        let seen = self.walk(root, limits)?;
        for (node, seen) in self.nodes.iter_mut().zip(seen) {
            if let (Node::Old(bytes), Seen::Done(..)) = (&mut *node, seen) {
                *node = settled(core::mem::take(bytes), limits.encoding)?;
            }
        }
        Ok(())
    }

    /// Checks what is reached from `root`.
    pub(super) fn check(&self, root: Id, limits: &Limits) -> Result<()> {
        self.walk(root, limits).map(|_| ())
    }

    fn walk(&self, root: Id, limits: &Limits) -> Result<Vec<Seen>> {
        let mut seen = Vec::new();
        fallible::fill(&mut seen, Seen::No, self.nodes.len())?;
        let mut open: Vec<(Id, usize)> = Vec::new();
        self.visit(root)?;
        fallible::push(&mut open, (root, 0))?;
        while let Some((id, next)) = open.last_mut() {
            let (id, child) = (*id, self.child(*id, *next));
            *next += 1;
            let Some(child) = child else {
                seen[id.index()] = self.sum(id, &seen, limits)?;
                open.pop();
                continue;
            };
            seen[id.index()] = Seen::Open;
            match seen.get(child.index()) {
                Some(Seen::Done(..)) => {}
                Some(Seen::No) => {
                    self.visit(child)?;
                    if open.len() >= limits.max_depth as usize {
                        return Err(too_deep(limits));
                    }
                    fallible::push(&mut open, (child, 0))?;
                }
                _ => {
                    return Err(Error::new(
                        Status::Object,
                        format_args!("{} holds itself, expected values that end", self.node(child).name()),
                    ))
                }
            }
        }
        Ok(seen)
    }

    /// That a value is one, by itself.
    fn visit(&self, id: Id) -> Result<()> {
        let node = self.node(id);
        let bad = |what: &str| Err(Error::new(Status::Object, format_args!("{what}")));
        match node {
            Node::Global(global) | Node::Unmade(global) => {
                let (module, name) = global.written();
                Err(Error::new(
                    Status::Object,
                    format_args!("{module}.{name} stands by itself, expected a value"),
                ))
            }
            Node::Void | Node::Dtype(_) | Node::StringDtype(..) => {
                bad("a dtype stands by itself, expected a value")
            }
            Node::Dict(entries) => match entries.chunks_exact(2).all(|e| self.node(e[0]).hashable()) {
                true => Ok(()),
                false => bad("a key of a dict is a list or another value that can change"),
            },
            Node::Set(items) | Node::Frozenset(items) => {
                match items.iter().all(|&item| self.node(item).hashable()) {
                    true => Ok(()),
                    false => bad("a member of a set is a list or another value that can change"),
                }
            }
            Node::Array(array) => {
                let Some(items) = array.items.some() else { return Ok(()) };
                let found = self.items(items).map_or(0, <[Id]>::len);
                let expected = array.shape.count()?;
                if found as u64 == expected.unsigned_abs() {
                    return Ok(());
                }
                Err(Error::new(
                    Status::Object,
                    format_args!("an array has {found} elements, expected {expected} of its shape"),
                ))
            }
            _ => Ok(()),
        }
    }

    /// What is known of a value all of whose values are.
    fn sum(&self, id: Id, seen: &[Seen], limits: &Limits) -> Result<Seen> {
        let (mut depth, mut visits, mut next) = (0u32, 1u64, 0);
        while let Some(child) = self.child(id, next) {
            next += 1;
            let Some(Seen::Done(below, more)) = seen.get(child.index()) else { continue };
            (depth, visits) = (depth.max(*below), visits.saturating_add(*more));
        }
        if depth >= limits.max_depth {
            return Err(too_deep(limits));
        }
        if visits > limits.max_visits {
            return Err(Error::new(
                Status::Limit,
                format_args!(
                    "a walk through the values meets more than {}, the limit max_visits: few are used many times",
                    limits.max_visits
                ),
            ));
        }
        Ok(Seen::Done(depth + 1, visits))
    }
}

#[cold]
fn too_deep(limits: &Limits) -> Error {
    Error::new(
        Status::Limit,
        format_args!("values are nested more than {} deep, the limit max_depth", limits.max_depth),
    )
}

/// What a byte string of Python 2 is taken for.
fn settled(bytes: Vec<u8>, encoding: Encoding) -> Result<Node> {
    let mut bytes = bytes;
    let bad = match encoding {
        Encoding::Bytes => return Ok(Node::Bytes(bytes)),
        Encoding::Latin1 => return Ok(Node::Text(text::from_latin1(&bytes)?)),
        Encoding::Utf8 => core::str::from_utf8(&bytes).err().map(|e| e.valid_up_to()),
        Encoding::Ascii => bytes.iter().position(|b| !b.is_ascii()),
    };
    if let Some(at) = bad {
        return Err(Error::new(
            Status::Object,
            format_args!(
                "byte {at} of a str of Python 2 is {:#04x}, which is not of the encoding: another one may be right (latin1, bytes)",
                bytes[at]
            ),
        ));
    }
    fallible::push(&mut bytes, 0)?;
    Ok(Node::Text(bytes))
}

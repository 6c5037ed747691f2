//! What a pickle may not ask for, by name: all that would need Python to be carried out.

use super::globals::Global;
use super::machine::Machine;
use super::opcodes as op;
use super::tree::Node;
use crate::error::{Error, Status};

impl Machine<'_> {
    /// The error for what would need Python to be carried out.
    #[cold]
    pub(super) fn refused(&mut self, opcode: u8) -> Error {
        let what = match opcode {
            op::INST => match self.global_lines() {
                Ok(global) => return self.no_call(global, "INST"),
                Err(error) => return error,
            },
            op::OBJ | op::NEWOBJ | op::NEWOBJ_EX => return self.refused_object(opcode),
            op::EXT1 | op::EXT2 | op::EXT4 => "a number of Python's extension registry",
            op::PERSID | op::BINPERSID => "an object by a name of its own (a persistent id)",
            op::NEXT_BUFFER | op::READONLY_BUFFER => "a buffer that is not in the file",
            _ => {
                return self
                    .error(Status::Object, format_args!("byte {opcode:#04x} is no instruction of a pickle"))
            }
        };
        let name = op::name(opcode).unwrap_or("?");
        self.error(Status::Object, format_args!("the pickle calls for {what} ({name}), which is no value"))
    }

    /// The same for a class that is asked for an object.
    fn refused_object(&mut self, opcode: u8) -> Error {
        let name = op::name(opcode).unwrap_or("?");
        let class = match opcode {
            op::OBJ => self.marked().map(|items| items.first().copied()),
            op::NEWOBJ => self.top(2).map(|items| items.first().copied()),
            _ => self.top(3).map(|items| items.first().copied()),
        };
        match class {
            Ok(Some(class)) => match self.tree.node(class) {
                Node::Global(global) => self.no_call(*global, name),
                other => self.wrong(other, "a class"),
            },
            Ok(None) => self.underflow(),
            Err(error) => error,
        }
    }

    #[cold]
    pub(super) fn no_call(&self, global: Global, how: &str) -> Error {
        let (module, name) = global.written();
        self.error(
            Status::Object,
            format_args!("the pickle makes an object of {module}.{name} by {how}, which is no value here"),
        )
    }

    /// The error for a name that makes no value.
    #[cold]
    pub(super) fn unknown(&self, module: &[u8], name: &[u8]) -> Error {
        // Long names leave room for what is said of them.
        let shown = |text: &'_ [u8]| text.len().min(80);
        let module = core::str::from_utf8(&module[..shown(module)]).unwrap_or("?");
        let name = core::str::from_utf8(&name[..shown(name)]).unwrap_or("?");
        self.error(
            Status::Object,
            format_args!(
                "the pickle calls for {module}.{name}, expected only what NumPy and Python store values by: nothing was called"
            ),
        )
    }
}

//! Objects on their way out: a header and a pickle, as `numpy.save` writes them.

use super::emit::{emit, Root};
use super::limits::Limits;
use super::tree::{Id, Tree};
use crate::error::{Error, Result, Status};
use crate::format::{self, Dtype, Order};
use crate::io::Sink;
use crate::mem::alloc::Shared;
use crate::mem::Mem;
use crate::npy::Described;

/// The bytes of a file that holds `value`: an array of objects as it is, anything else as an array
/// without axes that holds it.
pub fn encode(tree: &Tree, value: Id) -> Result<Vec<u8>> {
    let limits = Limits { max_values: u64::MAX, max_visits: u64::MAX, ..Limits::default() };
    tree.check(value, &limits).map_err(as_argument)?;
    let objects = Dtype::parse(b"O", &format::Limits::default())?;
    match tree.array(value).filter(|array| array.items != Id::NONE) {
        Some(array) => {
            let dtype = array.dtype.dtype();
            let head = format::encode_header(dtype, array.order, array.shape.as_slice(), None)?;
            emit(tree, Root::Value(value), head)
        }
        None => {
            let head = format::encode_header(&objects, Order::C, &[], None)?;
            let objects = Shared::new(Described::new(objects)?)?;
            emit(tree, Root::Boxed(value, &objects), head)
        }
    }
}

/// Writes the same to the sink that `begin` makes, which it is not asked for before all is well.
pub fn save(tree: &Tree, value: Id, begin: &mut dyn FnMut() -> Result<Box<dyn Sink>>) -> Result<()> {
    let bytes = encode(tree, value)?;
    let mut sink = begin()?;
    sink.prepare(1, false)?;
    sink.opened();
    sink.write(Mem::EMPTY, Mem::from_slice(&bytes))?;
    sink.commit(bytes.len() as u64)
}

/// What is wrong with a tree that is to be written is its maker's mistake.
fn as_argument(error: Error) -> Error {
    match error.status() {
        Status::Object => Error::new(Status::Argument, format_args!("{}", error.message())),
        _ => error,
    }
}

//! What has to be done to an element of one dtype to make it one of another.

use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{can_cast, ByteOrder, Casting, Dtype, Kind, Scalar};
use crate::mem::{Num, Swap, Transform};

/// The transform from `from` to `to`, if `rule` allows it.
pub(super) fn between(from: &Dtype, to: &Dtype, rule: Casting) -> Result<Transform> {
    refuse_objects(from)?;
    refuse_objects(to)?;
    if !can_cast(from, to, rule) {
        return Err(Error::new(
            Status::Cast,
            format_args!("cannot cast {from} to {to} under the rule '{}'", rule.name()),
        ));
    }
    let itemsize = usize_of(from.itemsize())?;
    if from.same(to) {
        return Ok(Transform::copy(itemsize));
    }
    match (from, to) {
        (Dtype::Scalar(a), Dtype::Scalar(b)) if from.equivalent(to) => {
            Ok(Transform::swap(itemsize, unit(a).max(unit(b))))
        }
        _ if from.equivalent(to) => swaps(from, to),
        (Dtype::Scalar(a), Dtype::Scalar(b)) => match (num(a), num(b)) {
            (Some(x), Some(y)) => Ok(Transform::convert(x, foreign(a), y, foreign(b))),
            _ => Err(no_conversion(from, to)),
        },
        _ => Err(no_conversion(from, to)),
    }
}

/// Elements that are Python objects are no bytes to read.
pub(super) fn refuse_objects(dtype: &Dtype) -> Result<()> {
    if !dtype.has_object() {
        return Ok(());
    }
    Err(Error::new(
        Status::Object,
        format_args!("{dtype} holds Python objects, expected elements of fixed size"),
    ))
}

fn no_conversion(from: &Dtype, to: &Dtype) -> Error {
    Error::new(
        Status::Cast,
        format_args!(
            "no conversion from {from} to {to}: values are converted between b i u f c of this machine"
        ),
    )
}

/// Structs: every scalar whose byte order differs.
fn swaps(from: &Dtype, to: &Dtype) -> Result<Transform> {
    let mut swaps = Vec::new();
    add_swaps(from, to, 0, &mut swaps)?;
    Ok(Transform::swaps(usize_of(from.itemsize())?, swaps))
}

/// Adds what is swapped of `from` at byte `at`, to become the equivalent `to`. The same
/// structs in an array are a loop, so that the list is no longer than the dtype's text.
fn add_swaps(from: &Dtype, to: &Dtype, at: i64, swaps: &mut Vec<Swap>) -> Result<()> {
    let ((from, times), (to, _)) = (from.unfolded(), to.unfolded());
    match (from, to) {
        (Dtype::Scalar(a), Dtype::Scalar(b)) if a.order != b.order && unit(a) > 1 && times > 0 => {
            let (unit, offset) = (unit(a), usize_of(at)?);
            let count = usize_of(times)? * (usize_of(a.itemsize)? / unit);
            fallible::push(swaps, Swap::Run { offset, unit, count })
        }
        (Dtype::Struct(a), Dtype::Struct(b)) if times > 0 => {
            let looped = times > 1;
            let start = swaps.len();
            if looped {
                fallible::push(swaps, Swap::Loop { offset: 0, times: 0, step: 0, len: 0 })?;
            }
            let base = if looped { 0 } else { at };
            for ((offset, x), (_, y)) in a.members().zip(b.members()) {
                add_swaps(x, y, base + offset, swaps)?;
            }
            let len = swaps.len() - start - usize::from(looped);
            match swaps.get_mut(start) {
                Some(head) if looped && len > 0 => {
                    let (offset, step) = (usize_of(at)?, usize_of(from.itemsize())?);
                    *head = Swap::Loop { offset, times: usize_of(times)?, step, len };
                }
                _ if looped => swaps.truncate(start),
                _ => {}
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The bytes that are swapped as one.
fn unit(scalar: &Scalar) -> usize {
    match scalar.kind {
        Kind::Complex => scalar.itemsize as usize / 2,
        Kind::Text => 4,
        Kind::Bytes | Kind::Void | Kind::Object => 1,
        _ => scalar.itemsize as usize,
    }
}

/// Whether the bytes are the other way round than this machine's.
fn foreign(scalar: &Scalar) -> bool {
    scalar.order != ByteOrder::None && scalar.order != ByteOrder::NATIVE
}

/// Whether a long double is x87's extended precision. No header says which 80 or 128
/// bits it has: NumPy takes it for the machine's own, and elsewhere that is another one.
const EXTENDED: bool = cfg!(any(target_arch = "x86", target_arch = "x86_64"));

fn num(scalar: &Scalar) -> Option<Num> {
    Some(match (scalar.kind, scalar.itemsize) {
        (Kind::Bool, 1) => Num::Bool,
        (Kind::Int, 1) => Num::I8,
        (Kind::Int, 2) => Num::I16,
        (Kind::Int, 4) => Num::I32,
        (Kind::Int, 8) => Num::I64,
        (Kind::Uint, 1) => Num::U8,
        (Kind::Uint, 2) => Num::U16,
        (Kind::Uint, 4) => Num::U32,
        (Kind::Uint, 8) => Num::U64,
        (Kind::Float, 2) => Num::F16,
        (Kind::Float, 4) => Num::F32,
        (Kind::Float, 8) => Num::F64,
        (Kind::Float, 12) if EXTENDED => Num::F80x12,
        (Kind::Float, 16) if EXTENDED => Num::F80,
        (Kind::Complex, 8) => Num::C64,
        (Kind::Complex, 16) => Num::C128,
        (Kind::Complex, 24) if EXTENDED => Num::C160x24,
        (Kind::Complex, 32) if EXTENDED => Num::C160,
        _ => return None,
    })
}

pub(super) fn usize_of(n: i64) -> Result<usize> {
    usize::try_from(n).map_err(|_| {
        Error::new(
            Status::Limit,
            format_args!("an element of {n} bytes is larger than this machine can address"),
        )
    })
}

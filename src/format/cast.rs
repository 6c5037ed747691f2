//! NumPy's casting rules.

use super::dtype::Dtype;
use super::scalar::{Kind, Scalar};

/// Which conversions are allowed, by NumPy's names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Casting {
    /// None at all.
    No,
    /// Byte order only.
    Equiv,
    /// Those that keep every value.
    #[default]
    Safe,
    /// Safe ones, and those within a kind, such as `f8` to `f4`.
    SameKind,
    /// All.
    Unsafe,
}

impl Casting {
    /// NumPy's name.
    pub const fn name(self) -> &'static str {
        match self {
            Casting::No => "no",
            Casting::Equiv => "equiv",
            Casting::Safe => "safe",
            Casting::SameKind => "same_kind",
            Casting::Unsafe => "unsafe",
        }
    }
}

/// Whether `rule` allows a conversion; as `numpy.can_cast` for the numeric kinds. Of
/// the others each is cast to itself only, under any rule but `unsafe`.
pub fn can_cast(from: &Dtype, to: &Dtype, rule: Casting) -> bool {
    match rule {
        Casting::No => return from.same(to),
        Casting::Equiv => return from.equivalent(to),
        Casting::Unsafe => return true,
        Casting::Safe | Casting::SameKind => {}
    }
    if from.equivalent(to) {
        return true;
    }
    let (Dtype::Scalar(a), Dtype::Scalar(b)) = (from, to) else { return false };
    let (Some(x), Some(y)) = (rank(a), rank(b)) else { return false };
    safe(a, b) || (rule == Casting::SameKind && x <= y)
}

/// The order of the numeric kinds: a conversion upwards stays within the kind.
fn rank(scalar: &Scalar) -> Option<u8> {
    Some(match scalar.kind {
        Kind::Bool => 0,
        Kind::Uint => 1,
        Kind::Int => 2,
        Kind::Float => 3,
        Kind::Complex => 4,
        _ => return None,
    })
}

/// Bytes that carry the value: a long double's padding counts for nothing.
fn width(scalar: &Scalar) -> i64 {
    let part = if scalar.kind == Kind::Complex { scalar.itemsize / 2 } else { scalar.itemsize };
    if part > 8 {
        10
    } else {
        part
    }
}

fn safe(from: &Scalar, to: &Scalar) -> bool {
    let (a, b) = (width(from), width(to));
    match (from.kind, to.kind) {
        (Kind::Bool, _) => true,
        (Kind::Uint, Kind::Uint) | (Kind::Int, Kind::Int) => a <= b,
        (Kind::Uint, Kind::Int) => a < b,
        // NumPy takes 64-bit integers to f8 as well, though not all of them fit.
        (Kind::Uint | Kind::Int, Kind::Float | Kind::Complex) => b > a || b >= 8,
        (Kind::Float, Kind::Float | Kind::Complex) | (Kind::Complex, Kind::Complex) => a <= b,
        _ => false,
    }
}

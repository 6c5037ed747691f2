//! What a single value is: kind, byte order, size, and a datetime's unit.

use super::descr::write_number;
use core::fmt;

/// NumPy's kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `b`
    Bool,
    /// `i`
    Int,
    /// `u`
    Uint,
    /// `f`
    Float,
    /// `c`
    Complex,
    /// `S`
    Bytes,
    /// `U`: four bytes a character.
    Text,
    /// `V`
    Void,
    /// `M`
    Datetime,
    /// `m`
    Timedelta,
    /// `O`
    Object,
}

impl Kind {
    /// NumPy's letter.
    pub const fn letter(self) -> u8 {
        match self {
            Kind::Bool => b'b',
            Kind::Int => b'i',
            Kind::Uint => b'u',
            Kind::Float => b'f',
            Kind::Complex => b'c',
            Kind::Bytes => b'S',
            Kind::Text => b'U',
            Kind::Void => b'V',
            Kind::Datetime => b'M',
            Kind::Timedelta => b'm',
            Kind::Object => b'O',
        }
    }
}

/// The order of a number's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// `<`
    Little,
    /// `>`
    Big,
    /// `|`: a single byte, or bytes without an order.
    None,
}

impl ByteOrder {
    /// This machine's.
    pub const NATIVE: ByteOrder =
        if cfg!(target_endian = "big") { ByteOrder::Big } else { ByteOrder::Little };

    /// NumPy's letter.
    pub const fn letter(self) -> u8 {
        match self {
            ByteOrder::Little => b'<',
            ByteOrder::Big => b'>',
            ByteOrder::None => b'|',
        }
    }
}

/// The names of the units, from years to attoseconds.
pub(super) const UNITS: [&str; 13] = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"];

/// The unit of a datetime or timedelta.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Unit {
    /// One more than the place in `UNITS`; 0 is none (generic).
    pub(super) place: u8,
    pub(super) multiple: i32,
}

impl Unit {
    /// No unit.
    pub const NONE: Unit = Unit { place: 0, multiple: 0 };

    /// The unit's name and its multiple; `None` for a generic one.
    pub fn get(self) -> Option<(&'static str, i32)> {
        let place = usize::from(self.place).checked_sub(1)?;
        Some((UNITS[place], self.multiple))
    }
}

/// What a single value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The kind.
    pub kind: Kind,
    /// The byte order; `None` for one-byte kinds, `S`, `V` and `O`.
    pub order: ByteOrder,
    /// Bytes.
    pub itemsize: i64,
    /// A datetime's unit.
    pub unit: Unit,
}

impl Scalar {
    /// A value with this machine's byte order where it has one.
    pub const fn native(kind: Kind, itemsize: i64) -> Scalar {
        Scalar { kind, order: ByteOrder::NATIVE, itemsize, unit: Unit::NONE }.settled()
    }

    /// The same with the byte order `|` where an order has no meaning.
    pub(super) const fn settled(mut self) -> Scalar {
        let plain = matches!(self.kind, Kind::Bytes | Kind::Void | Kind::Object | Kind::Bool);
        let byte = self.itemsize == 1 && !matches!(self.kind, Kind::Text);
        if plain || byte {
            self.order = ByteOrder::None;
        }
        self
    }

    /// The same in another byte order, where it has one.
    pub fn with_order(mut self, order: ByteOrder) -> Scalar {
        if self.order != ByteOrder::None {
            self.order = order;
        }
        self
    }

    /// Whether both are the same but for the byte order.
    pub fn equivalent(self, other: Scalar) -> bool {
        self.with_order(ByteOrder::Little) == other.with_order(ByteOrder::Little)
    }
}

/// The type string as NumPy writes it, without quotes.
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl Scalar {
    /// The same, wherever it goes.
    pub fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        if self.kind == Kind::Object {
            return f.write_str("|O");
        }
        f.write_char(self.order.letter() as char)?;
        f.write_char(self.kind.letter() as char)?;
        write_number(f, if self.kind == Kind::Text { self.itemsize / 4 } else { self.itemsize })?;
        match self.unit.get() {
            None => Ok(()),
            Some((name, 1)) => write!(f, "[{name}]"),
            Some((name, multiple)) => write!(f, "[{multiple}{name}]"),
        }
    }
}

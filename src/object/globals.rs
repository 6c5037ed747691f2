//! The names that a pickle may call for: those by which NumPy and Python store values. None of
//! them is called; each stands for what is done here with the values that come with it.

/// A name that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    /// An array to which its state comes later.
    Reconstruct,
    /// A scalar from dtype and bytes.
    Scalar,
    /// An array from bytes, of protocol 5.
    Frombuffer,
    /// The class of arrays.
    Ndarray,
    /// A dtype.
    Dtype,
    /// A masked array to which its state comes later.
    MaReconstruct,
    /// The class of masked arrays.
    MaskedArray,
    /// The dtype of strings of any length.
    StringDtype,
    /// Bytes that older protocols spell as text.
    Encode,
    /// A set, from a list.
    Set,
    /// A frozenset, from a list.
    Frozenset,
    /// A complex number, from two floats.
    Complex,
    /// Bytes: none.
    Bytes,
    /// A bytearray, from bytes.
    Bytearray,
    /// A date and time, from ten bytes.
    Datetime,
    /// A date, from four bytes.
    Date,
    /// A time, from six bytes.
    Time,
    /// A span of time, from days, seconds and microseconds.
    Timedelta,
    /// A zone, from a span of time.
    Timezone,
}

use Global::*;

/// Modules and names; of those that are several the last is the one that is written.
const TABLE: [(&str, &str, Global); 29] = [
    ("numpy.core.multiarray", "_reconstruct", Reconstruct),
    ("numpy._core.multiarray", "_reconstruct", Reconstruct),
    ("numpy.core.multiarray", "scalar", Scalar),
    ("numpy._core.multiarray", "scalar", Scalar),
    ("numpy.core.numeric", "_frombuffer", Frombuffer),
    ("numpy._core.numeric", "_frombuffer", Frombuffer),
    ("numpy", "ndarray", Ndarray),
    ("numpy", "dtype", Dtype),
    ("numpy.ma.core", "_mareconstruct", MaReconstruct),
    ("numpy.ma.core", "MaskedArray", MaskedArray),
    ("numpy.ma", "MaskedArray", MaskedArray),
    ("numpy.core._internal", "_convert_to_stringdtype_kwargs", StringDtype),
    ("numpy._core._internal", "_convert_to_stringdtype_kwargs", StringDtype),
    ("_codecs", "encode", Encode),
    ("__builtin__", "set", Set),
    ("builtins", "set", Set),
    ("__builtin__", "frozenset", Frozenset),
    ("builtins", "frozenset", Frozenset),
    ("__builtin__", "complex", Complex),
    ("builtins", "complex", Complex),
    ("__builtin__", "bytes", Bytes),
    ("builtins", "bytes", Bytes),
    ("__builtin__", "bytearray", Bytearray),
    ("builtins", "bytearray", Bytearray),
    ("datetime", "datetime", Datetime),
    ("datetime", "date", Date),
    ("datetime", "time", Time),
    ("datetime", "timedelta", Timedelta),
    ("datetime", "timezone", Timezone),
];

impl Global {
    /// The name's meaning, if it has one.
    pub fn find(module: &[u8], name: &[u8]) -> Option<Global> {
        let found = TABLE.iter().find(|(m, n, _)| m.as_bytes() == module && n.as_bytes() == name);
        found.map(|&(.., global)| global)
    }

    /// The module and the name under which NumPy 2 and Python 3 write it.
    pub fn written(self) -> (&'static str, &'static str) {
        TABLE.iter().rev().find(|(.., global)| *global == self).map_or(("", ""), |&(m, n, _)| (m, n))
    }

    /// What it is called, for messages.
    pub fn name(self) -> &'static str {
        self.written().1
    }
}

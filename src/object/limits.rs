//! What a pickle may cost, and how texts of Python 2 are taken.

/// How the byte strings of a Python 2 pickle become values. Those that are an array's elements are
/// taken as they are in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Text, if all bytes are ASCII; else an error. As in `numpy.load`.
    #[default]
    Ascii,
    /// Text, each byte a character.
    Latin1,
    /// Text in UTF-8.
    Utf8,
    /// Bytes.
    Bytes,
}

/// What a pickle may cost. The costs are counted while it is read, so that what is too much is an
/// error before it is made.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The bytes of the pickle.
    pub max_bytes: u64,
    /// The bytes of memory that the tree takes.
    pub max_memory: u64,
    /// How many values are made.
    pub max_values: u64,
    /// How many values may be kept to be used again.
    pub max_memo: u64,
    /// How many values a walk through the tree meets, which passes a value that is used in several
    /// places as often as it is used.
    pub max_visits: u64,
    /// How deeply values may be nested.
    pub max_depth: u32,
    /// How texts of Python 2 are taken.
    pub encoding: Encoding,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max_bytes: 1 << 40,
            max_memory: 1 << 33,
            max_values: 1 << 26,
            max_memo: 1 << 26,
            max_visits: 1 << 28,
            max_depth: 1000,
            encoding: Encoding::Ascii,
        }
    }
}

/// The bytes of memory that a byte of a pickle may cost, beyond the first [`FREE`]: what Python writes
/// costs less, and what costs more uses one value for many copies of it.
pub(super) const MOST_RATIO: u64 = 100;
/// The memory that any pickle may cost.
pub(super) const FREE: u64 = 1 << 20;

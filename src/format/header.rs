//! The header of a file: what stands in front of the elements.

use super::canonical::canonical;
use super::dtype::Dtype;
use super::encode;
use super::integer::lengths;
use super::literal::{Encoding, Scanner};
use super::parse::{dtype, refuse_array};
use super::repr::Latin;
use super::shape::{Order, Shape};
use crate::error::{Error, Result, Status};

/// What a file begins with.
pub const MAGIC: [u8; 6] = *b"\x93NUMPY";

/// The most brackets in brackets that a caller may allow: Python's own limit.
pub const MOST_NESTING: u32 = 200;

/// What a header may be at most, and how closely it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the header's text.
    pub max_header: u64,
    /// Brackets in brackets.
    pub max_nesting: u32,
    /// Whether only what NumPy itself writes is taken.
    pub strict: bool,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { max_header: 1 << 20, max_nesting: 32, strict: false }
    }
}

/// What the header says.
pub struct Header {
    /// The format version: 1, 2 or 3.
    pub version: u8,
    /// What an element is.
    pub dtype: Dtype,
    /// The order of the axes.
    pub order: Order,
    /// The lengths of the axes.
    pub shape: Shape,
    /// Bytes from the magic to the first element.
    pub data_offset: u64,
}

impl Header {
    /// How many bytes, from the magic on, have to be there for the next step, of
    /// which `prefix` are known. Once `prefix` has as many, [`parse`](Header::parse)
    /// takes it.
    pub fn needed(prefix: &[u8], limits: &Limits) -> Result<usize> {
        let known = prefix.len().min(MAGIC.len());
        if prefix[..known] != MAGIC[..known] {
            return Err(no_magic(&prefix[..known]));
        }
        let Some(&[major, minor]) = prefix.get(6..8) else { return Ok(10) };
        let length = match (major, minor) {
            (1, 0) => match prefix.get(8..10) {
                Some(&[a, b]) => u64::from(u16::from_le_bytes([a, b])),
                _ => return Ok(10),
            },
            (2 | 3, 0) => match prefix.get(8..12) {
                Some(&[a, b, c, d]) => u64::from(u32::from_le_bytes([a, b, c, d])),
                _ => return Ok(12),
            },
            _ => {
                return Err(Error::at(
                    Status::Version,
                    6,
                    format_args!("found version {major}.{minor}, expected 1.0, 2.0 or 3.0"),
                ))
            }
        };
        if length > limits.max_header {
            return Err(Error::at(
                Status::Limit,
                8,
                format_args!("a header of {length} bytes, the limit max_header is {}", limits.max_header),
            ));
        }
        usize::try_from(length)
            .ok()
            .and_then(|length| length.checked_add(start_of_text(major)))
            .ok_or_else(|| Error::at(Status::Limit, 8, format_args!("a header of {length} bytes")))
    }

    /// Parses the header at the beginning of `bytes`, which are at least as many as
    /// [`needed`](Header::needed) says.
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Header> {
        let end = Header::needed(bytes, limits)?;
        let version = bytes.get(6).copied().unwrap_or(0);
        let start = start_of_text(version);
        let Some(text) = bytes.get(start..end) else {
            return Err(Error::at(
                Status::Truncated,
                bytes.len() as u64,
                format_args!("the header ends after {} bytes, expected {end}", bytes.len()),
            ));
        };
        let header = match canonical(text) {
            Some((scalar, order, shape)) if shape.nbytes(scalar.itemsize).is_ok() => {
                Header { version, dtype: Dtype::Scalar(scalar), order, shape, data_offset: end as u64 }
            }
            _ => Header::of_any(version, text, start, limits)?,
        };
        if limits.strict {
            encode::check_strict(&header, bytes, start, end)
                .map_err(|e| e.of_file(Status::Header).or_at(start as u64))?;
        }
        Ok(header)
    }

    /// A header in any spelling.
    #[cold]
    pub(super) fn of_any(version: u8, text: &[u8], start: usize, limits: &Limits) -> Result<Header> {
        let encoding = if version < 3 { Encoding::Latin1 } else { Encoding::Utf8 };
        if encoding == Encoding::Utf8 {
            check_utf8(text, start)?;
        }
        let mut scanner = Scanner::new(text, start, encoding, limits.max_nesting);
        if let Some(at) = text.iter().position(|&b| b == 0) {
            return Err(scanner.error_at(at, format_args!("found a NUL byte, expected none in a header")));
        }
        scanner.skip_margin()?;
        let found = dict(&mut scanner)?;
        if !scanner.at_end() {
            return Err(scanner.expected("nothing behind the dictionary"));
        }
        let (has_order, has_shape) = (found.order.is_some(), found.shape.is_some());
        let (Some((dtype, at)), Some(order), Some((shape, shape_at))) =
            (found.descr, found.order, found.shape)
        else {
            return Err(missing(&scanner, has_order, has_shape));
        };
        refuse_array(&dtype, Status::Descr, Some(scanner.offset(at)))?;
        shape
            .nbytes(dtype.itemsize())
            .map_err(|e| e.of_file(Status::Header).or_at(scanner.offset(shape_at)))?;
        let data_offset = (start + text.len()) as u64;
        Ok(Header { version, dtype, order, shape, data_offset })
    }
}

/// Where the text begins: behind magic, version and its own length.
pub(super) fn start_of_text(version: u8) -> usize {
    if version == 1 {
        10
    } else {
        12
    }
}

#[cold]
fn no_magic(found: &[u8]) -> Error {
    let at = found.iter().zip(&MAGIC).take_while(|(a, b)| a == b).count();
    Error::at(
        Status::Magic,
        at as u64,
        format_args!("found '{}', expected the six bytes \\x93NUMPY", Latin(found)),
    )
}

fn check_utf8(text: &[u8], start: usize) -> Result<()> {
    let Err(error) = core::str::from_utf8(text) else { return Ok(()) };
    let at = error.valid_up_to();
    Err(Error::at(
        Status::Header,
        (start + at) as u64,
        format_args!("found byte 0x{:02x}, expected UTF-8 in a header of version 3", text[at]),
    ))
}

#[cold]
fn missing(s: &Scanner<'_>, order: bool, shape: bool) -> Error {
    let key = match (order, shape) {
        (true, true) => "descr",
        (false, _) => "fortran_order",
        (true, false) => "shape",
    };
    s.error_at(0, format_args!("found no key '{key}', expected descr, fortran_order and shape"))
}

#[derive(Default)]
struct Found {
    /// The dtype, and where it stands.
    descr: Option<(Dtype, usize)>,
    order: Option<Order>,
    /// The shape, and where it stands.
    shape: Option<(Shape, usize)>,
}

/// `{'descr': …, 'fortran_order': …, 'shape': …}`, perhaps in parentheses.
fn dict(s: &mut Scanner<'_>) -> Result<Found> {
    let parentheses = s.open()?;
    s.expect(b'{', "a dictionary")?;
    s.enter()?;
    let mut found = Found::default();
    let mut more = true;
    while !s.take(b'}') {
        if !more {
            return Err(s.expected("a comma or the end of the dictionary"));
        }
        if !s.at_string() && s.peek() != b'(' {
            return Err(s.expected("a key: 'descr', 'fortran_order' or 'shape'"));
        }
        let at = s.at;
        let key = s.text()?;
        s.expect(b':', "a colon behind the key")?;
        match key.as_bytes() {
            b"descr" => {
                s.skip_blanks();
                s.status = Status::Descr;
                let at = s.at;
                found.descr = Some((dtype(s)?, at));
                s.status = Status::Header;
            }
            b"fortran_order" => found.order = Some(fortran_order(s)?),
            b"shape" => {
                s.skip_blanks();
                let at = s.at;
                found.shape = Some((shape(s)?, at));
            }
            key => {
                let key = core::str::from_utf8(&key[..key.len().min(40)]).unwrap_or("?");
                return Err(s.error_at(
                    at,
                    format_args!("found the key '{key}', expected 'descr', 'fortran_order' or 'shape'"),
                ));
            }
        }
        more = s.take(b',');
    }
    s.leave();
    s.close(parentheses)?;
    Ok(found)
}

fn fortran_order(s: &mut Scanner<'_>) -> Result<Order> {
    let parentheses = s.open()?;
    let at = s.at;
    let order = match s.word() {
        b"False" => Order::C,
        b"True" => Order::Fortran,
        _ => {
            s.at = at;
            return Err(s.expected("True or False for fortran_order"));
        }
    };
    s.close(parentheses)?;
    Ok(order)
}

/// A tuple of integers, perhaps in parentheses of its own; one integer alone is none.
fn shape(s: &mut Scanner<'_>) -> Result<Shape> {
    if s.peek() != b'(' {
        return Err(s.expected("a tuple of integers for shape"));
    }
    let at = s.at;
    let mut shape = Shape::SCALAR;
    match lengths(s, length, &mut shape)? {
        None => Ok(shape),
        Some(n) => Err(s.error_at(
            at,
            format_args!("found an integer in parentheses, expected a tuple for shape: ({n},)"),
        )),
    }
}

/// An axis' length: an integer, perhaps in parentheses, or as NumPy 2 shows its own:
/// `np.int64(2)`.
fn length(s: &mut Scanner<'_>) -> Result<i64> {
    let parentheses = s.open()?;
    let n = match s.peek() {
        b'n' => numpy_integer(s)?,
        _ => s.integer()?,
    };
    s.close(parentheses)?;
    Ok(n)
}

#[cold]
fn numpy_integer(s: &mut Scanner<'_>) -> Result<i64> {
    let at = s.at;
    let word = s.word();
    let name = word.strip_prefix(b"np.").or_else(|| word.strip_prefix(b"numpy."));
    let known = ["int8", "int16", "int32", "int64", "intp", "uint8", "uint16", "uint32", "uint64", "uintp"];
    if !name.is_some_and(|name| known.iter().any(|k| k.as_bytes() == name)) {
        s.at = at;
        return Err(s.expected("an integer"));
    }
    s.expect(b'(', "a parenthesis")?;
    s.enter()?;
    let n = s.integer()?;
    s.close(1)?;
    Ok(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, limits: &Limits) -> Result<Header> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([2, 0]);
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes.extend(text.as_bytes());
        Header::parse(&bytes, limits)
    }

    fn with(descr: &str, shape: &str) -> String {
        format!("{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}}}\n")
    }

    /// Headers whose brackets are nested `depth` deep or nearly so, the dictionary's own
    /// included: of each kind that can be nested.
    fn nested(depth: usize) -> Vec<String> {
        let wrapped = |head: &str, core: &str, tail: &str, times: usize| {
            format!("{}{core}{}", head.repeat(times), tail.repeat(times))
        };
        let inside = depth - 1;
        vec![
            with(&wrapped("[('a', ", "'>f8'", ")]", inside / 2), "(1,)"),
            with(&wrapped("[('a', ([('b', ", "'>f8'", ")], (1,)))]", inside / 5), "(1,)"),
            with(&wrapped("(", "'>f8'", ")", inside), "(1,)"),
            with(&format!("[('a', {})]", wrapped("(", "'>f8'", ", (1,))", inside - 3)), "(1,)"),
            with(&format!("[({}, '>f8')]", wrapped("(", "'a'", ")", inside - 2)), "(1,)"),
            with(&format!("[{}]", wrapped("(", "'a', '>f8'", ")", inside - 1)), "(1,)"),
            with("'<f8'", &wrapped("(", "1,", ")", inside)),
            with("'<f8'", &format!("({},)", wrapped("(", "1", ")", inside - 1))),
            with("'<f8'", &format!("(2, {})", wrapped("(", "1", ")", inside - 1))),
            wrapped("(", &with("'<f8'", "(1,)"), ")", depth - 2),
        ]
    }

    #[test]
    fn what_a_file_gets_wrong_is_the_fault_of_the_file() {
        for (descr, shape, status) in [
            ("'<f8'", "(1152921504606846976,)", Status::Header),
            ("'<f8'", "(0, 4611686018427387904, 4)", Status::Header),
            ("[('a', '<f8', (2147483647, 2147483647, 2147483647))]", "(1,)", Status::Descr),
            ("('<f8', (2,))", "(1,)", Status::Descr),
        ] {
            let error = parse(&with(descr, shape), &Limits::default()).err().unwrap();
            assert_eq!(error.status(), status, "{error}");
            assert!(error.offset() > 12, "{error}");
        }
        let strict = Limits { strict: true, ..Limits::default() };
        for descr in ["[('', '|V4', ())]", "[('\\u540d', '<f8')]", "[(('t', ''), '|V4')]"] {
            let latin = with(descr, "(1,)");
            let error = parse(&latin, &strict).err().unwrap();
            assert_eq!(error.status(), Status::Header, "{descr}: {error}");
        }
    }

    #[test]
    fn nesting_up_to_the_limit_takes_little_stack() {
        // Unoptimised code takes several times as much.
        let stack = if cfg!(debug_assertions) { 512 } else { 48 };
        let work = || {
            let limits = Limits::default();
            for text in nested(limits.max_nesting as usize) {
                assert!(parse(&text, &limits).is_ok(), "{text}");
            }
            for text in nested(100_000) {
                let error = parse(&text, &limits).err().unwrap();
                assert_eq!(error.status(), Status::Limit, "{}: {error}", &text[..60]);
            }
        };
        std::thread::Builder::new().stack_size(stack * 1024).spawn(work).unwrap().join().unwrap();
    }
}

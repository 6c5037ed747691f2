//! The header that nearly every file has, told at a glance: one value an element, the
//! keys in order, single quotes and blanks where NumPy puts them. Whatever differs
//! goes to the parser; this is an abbreviation of it and accepts nothing else.

use super::scalar::Scalar;
use super::shape::{Order, Shape};
use super::typestr::parse_scalar;

/// What the text says, if it is such a header.
pub(super) fn canonical(text: &[u8]) -> Option<(Scalar, Order, Shape)> {
    let rest = text.strip_prefix(b"{'descr': '")?;
    // Behind a type string comes its quote: the longest here is '<M8[1000us]'.
    let end = rest.iter().take(12).position(|&b| b == b'\'')?;
    let (name, rest) = rest.split_at(end);
    let scalar = parse_scalar(name)?;
    let rest = rest.strip_prefix(b"', 'fortran_order': ")?;
    let (order, rest) = match rest.strip_prefix(b"False, 'shape': (") {
        Some(rest) => (Order::C, rest),
        None => (Order::Fortran, rest.strip_prefix(b"True, 'shape': (")?),
    };
    let (shape, rest) = lengths(rest)?;
    let rest = rest.strip_prefix(b", }")?;
    only_blanks(rest.strip_suffix(b"\n")?).then_some((scalar, order, shape))
}

/// The lengths up to the closing parenthesis.
fn lengths(mut rest: &[u8]) -> Option<(Shape, &[u8])> {
    let mut shape = Shape::SCALAR;
    loop {
        let (mut n, mut digits) = (0i64, 0);
        while let Some(b @ b'0'..=b'9') = rest.get(digits) {
            // Longer numbers are the parser's, and those with leading zeros.
            if digits == 18 || (digits == 1 && n == 0) {
                return None;
            }
            n = n * 10 + i64::from(b - b'0');
            digits += 1;
        }
        rest = &rest[digits..];
        if digits == 0 {
            // Only where there are no lengths at all, or behind a first one's comma.
            let ended = shape.as_slice().len() < 2;
            return rest.strip_prefix(b")").filter(|_| ended).map(|rest| (shape, rest));
        }
        // Without memory the parser says so.
        shape.push(n).ok()?.then_some(())?;
        match rest.strip_prefix(b", ") {
            Some(more) => rest = more,
            None if shape.as_slice().len() == 1 => rest = rest.strip_prefix(b",")?,
            None => return rest.strip_prefix(b")").map(|rest| (shape, rest)),
        }
    }
}

fn only_blanks(padding: &[u8]) -> bool {
    let mut words = padding.chunks_exact(8);
    words.all(|word| word == b"        ") && words.remainder().iter().all(|&b| b == b' ')
}

#[cfg(test)]
mod tests {
    use super::super::header::{Header, Limits};
    use super::*;

    #[test]
    fn says_what_the_parser_says_or_nothing() {
        let (mut told, mut left) = (0, 0);
        for descr in ["<f8", "|b1", ">c16", "<M8[10us]", "|S300", "f8", "<i4,<f8", "<f3", "", "<U7", "|O"] {
            for order in ["True", "False", "true"] {
                for shape in [
                    "()",
                    "(3,)",
                    "(3, 4)",
                    "(0, 3)",
                    "(1, 2, 3)",
                    "(3,4)",
                    "(3, )",
                    "(3)",
                    "(03,)",
                    "(3, 04)",
                    "(-1,)",
                    "(+3,)",
                    "( 3,)",
                    "(3, 4,)",
                    "(,)",
                    "(3,, 4)",
                    "(999999999999999999,)",
                    "(9223372036854775807,)",
                    "(99999999999999999999,)",
                    "(1_0,)",
                    "(3L,)",
                ] {
                    for tail in [
                        ", }\n",
                        ", }          \n",
                        ", }         ",
                        "}\n",
                        ", } x      \n",
                        ", }           \t\n",
                    ] {
                        let text =
                            format!("{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}{tail}");
                        let parsed = Header::of_any(1, text.as_bytes(), 10, &Limits::default());
                        match (canonical(text.as_bytes()), parsed) {
                            (Some((scalar, order, shape)), Ok(parsed)) => {
                                assert_eq!(scalar.to_string(), parsed.dtype.to_string(), "{text}");
                                assert_eq!((order, shape), (parsed.order, parsed.shape), "{text}");
                                told += 1;
                            }
                            // More than 2^63 bytes: looked at behind both.
                            (Some((scalar, _, shape)), Err(e)) => {
                                assert!(shape.nbytes(scalar.itemsize).is_err(), "{text}: {e}");
                            }
                            (None, _) => left += 1,
                        }
                    }
                }
            }
        }
        assert!(told > 150 && left > 150, "{told} told, {left} left");
    }
}

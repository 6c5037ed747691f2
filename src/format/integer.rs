//! Integers, and shapes made of them, as Python writes them.

use super::literal::Scanner;
use super::shape::Shape;
use crate::error::Result;

/// Reads one integer.
pub(super) type Integer<'a> = fn(&mut Scanner<'a>) -> Result<i64>;

/// An integer, or a tuple of integers that goes to `shape`; all in as many parentheses as
/// they like, so that `(3)` is an integer. `None` is a tuple.
pub(super) fn lengths<'a>(
    s: &mut Scanner<'a>,
    integer: Integer<'a>,
    shape: &mut Shape,
) -> Result<Option<i64>> {
    let mut open = s.open()?;
    if open == 0 {
        return integer(s).map(Some);
    }
    *shape = Shape::SCALAR;
    if s.peek() == b')' {
        items(s, b')', integer, shape)?;
        return s.close(open - 1).map(|()| None);
    }
    let at = s.at;
    let first = integer(s)?;
    // What stands in the parentheses is an integer, and the first length of a tuple if a
    // comma follows.
    while open > 0 && !s.take(b',') {
        s.expect(b')', "a comma or a closing parenthesis")?;
        s.leave();
        open -= 1;
    }
    if open == 0 {
        return Ok(Some(first));
    }
    push(s, at, first, shape)?;
    items(s, b')', integer, shape)?;
    s.close(open - 1).map(|()| None)
}

/// A list of integers, with at least one in it.
pub(super) fn list_of_lengths<'a>(
    s: &mut Scanner<'a>,
    integer: Integer<'a>,
    shape: &mut Shape,
) -> Result<()> {
    s.expect(b'[', "a list of integers")?;
    s.enter()?;
    *shape = Shape::SCALAR;
    if s.peek() == b']' {
        return Err(s.expected("an integer"));
    }
    items(s, b']', integer, shape)
}

/// The integers up to `close`, behind those of `shape`.
fn items<'a>(s: &mut Scanner<'a>, close: u8, integer: Integer<'a>, shape: &mut Shape) -> Result<()> {
    while !s.take(close) {
        s.skip_blanks();
        let at = s.at;
        let n = integer(s)?;
        push(s, at, n, shape)?;
        if !s.take(b',') && s.peek() != close {
            return Err(s.expected("a comma or the end of the lengths"));
        }
    }
    s.leave();
    Ok(())
}

fn push(s: &Scanner<'_>, at: usize, n: i64, shape: &mut Shape) -> Result<()> {
    if n < 0 {
        let axis = shape.as_slice().len();
        return Err(
            s.error_at(at, format_args!("found the length {n} for axis {axis}, expected no negative one"))
        );
    }
    if shape.push(n)? {
        return Ok(());
    }
    Err(s.error_at(at, format_args!("found more than 64 axes, expected at most 64")))
}

/// Whether a byte may stand in a name.
fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80
}

impl Scanner<'_> {
    /// An integer that fits 64 bits, with one sign at most, and parentheses around it and
    /// behind its sign.
    pub fn integer(&mut self) -> Result<i64> {
        let mut parentheses = self.open()?;
        let sign = self.peek();
        if matches!(sign, b'-' | b'+') {
            self.at += 1;
            parentheses += self.open()?;
        }
        self.skip_blanks();
        let start = self.at;
        let value = self.magnitude()?;
        while self.longs && self.long_suffix() {}
        if self.byte(0).is_some_and(|b| b == b'.' || is_word(b)) {
            self.at = start;
            return Err(self.expected("an integer"));
        }
        self.close(parentheses)?;
        Ok(if sign == b'-' { -value } else { value })
    }

    /// Takes Python 2's `L`, which NumPy drops wherever it is the token behind a number.
    fn long_suffix(&mut self) -> bool {
        let start = self.at;
        self.skip_blanks_of_line();
        if self.byte(0) == Some(b'L') && !self.byte(1).is_some_and(is_word) {
            self.at += 1;
            return true;
        }
        self.at = start;
        false
    }

    fn magnitude(&mut self) -> Result<i64> {
        let start = self.at;
        let radix = match (self.byte(0), self.byte(1)) {
            (Some(b'0'), Some(b'x' | b'X')) => 16,
            (Some(b'0'), Some(b'o' | b'O')) => 8,
            (Some(b'0'), Some(b'b' | b'B')) => 2,
            _ => 10,
        };
        if radix != 10 {
            self.at += 2;
            if self.byte(0) == Some(b'_') {
                self.at += 1;
            }
        }
        let mut value: Option<i64> = Some(0);
        let (mut digits, mut after_digit, mut zeros) = (0, false, true);
        while let Some(b) = self.byte(0) {
            if b == b'_' && after_digit {
                after_digit = false;
            } else if let Some(digit) = char::from(b).to_digit(radix) {
                value =
                    value.and_then(|v| v.checked_mul(radix.into())).and_then(|v| v.checked_add(digit.into()));
                digits += 1;
                after_digit = true;
                zeros &= digit == 0;
            } else {
                break;
            }
            self.at += 1;
        }
        let first_zero = digits > 1 && radix == 10 && !zeros && self.byte_at(start) == Some(b'0');
        if digits == 0 || !after_digit || first_zero {
            self.at = start;
            return Err(self.expected("an integer"));
        }
        value.ok_or_else(|| {
            self.error_at(start, format_args!("found an integer beyond 2^63, expected a smaller one"))
        })
    }
}

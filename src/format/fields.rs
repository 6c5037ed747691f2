//! A struct's list of fields, as it stands in a header.

use super::dtype::{Dtype, Field, Struct};
use super::literal::Scanner;
use super::parse::{dtype, utf8, with_shape, within_limit};
use super::scalar::Kind;
use crate::error::Result;
use crate::fallible;
use crate::sort;

/// `[(name, type), …]`.
pub(super) fn structure(s: &mut Scanner<'_>) -> Result<Dtype> {
    let mut list = List::begin(s)?;
    while list.next(s)? {
        let dtype = dtype(s)?;
        list.put(s, dtype)?;
    }
    list.end(s)
}

/// A list of fields that is being read, and the names of the field at hand.
struct List {
    start: usize,
    fields: Vec<Field>,
    offset: i64,
    /// Whether another field may follow: at the beginning and behind a comma.
    more: bool,
    /// Where the field at hand begins, the bracket that ends it, and the parentheses around.
    at: usize,
    close: u8,
    around: u32,
    title: Option<Vec<u8>>,
    name: Vec<u8>,
}

impl List {
    #[inline(never)]
    fn begin(s: &mut Scanner<'_>) -> Result<List> {
        let start = s.at;
        s.expect(b'[', "a list of fields")?;
        s.enter()?;
        let (fields, name) = (Vec::new(), Vec::new());
        Ok(List {
            start,
            fields,
            offset: 0,
            more: true,
            at: start,
            close: b')',
            around: 0,
            title: None,
            name,
        })
    }

    /// Goes on to the next field's type; `false` at the end of the list.
    #[inline(never)]
    fn next(&mut self, s: &mut Scanner<'_>) -> Result<bool> {
        if s.take(b']') {
            s.leave();
            return Ok(false);
        }
        if !self.more {
            return Err(s.expected("a comma or the end of the list of fields"));
        }
        self.at = s.at;
        self.close = match s.peek() {
            b'(' => b')',
            b'[' => b']',
            _ => return Err(s.expected("a field: a tuple of name, dtype and perhaps shape")),
        };
        let mut open = 0;
        if s.take(b'[') {
            s.enter()?;
            open = 1;
        }
        open += s.open()?;
        (self.title, self.name) = names(s, &mut open)?;
        self.around = open - 1;
        Ok(true)
    }

    /// Takes the field at hand, or skips it if it is padding. The offset goes on by its size.
    #[inline(never)]
    fn put(&mut self, s: &mut Scanner<'_>, mut dtype: Dtype) -> Result<()> {
        if s.peek() == b',' {
            dtype = more_of_field(s, self.close, dtype)?;
        }
        s.expect(self.close, "the end of the field")?;
        s.leave();
        s.close(self.around)?;
        let here = self.offset;
        self.offset = here.saturating_add(dtype.itemsize());
        // NumPy takes an array's type for void as well.
        let void = match &dtype {
            Dtype::Scalar(scalar) => scalar.kind == Kind::Void,
            Dtype::Array(_) => true,
            Dtype::Struct(_) => false,
        };
        if !self.name.is_empty() || self.title.is_some() || !void {
            let (name, title) = (core::mem::take(&mut self.name), self.title.take());
            fallible::push(&mut self.fields, Field { name, title, offset: here, dtype })?;
        }
        within_limit(s, self.at, self.offset)?;
        self.more = s.take(b',');
        Ok(())
    }

    #[inline(never)]
    fn end(self, s: &Scanner<'_>) -> Result<Dtype> {
        if let Some(name) = twice(&self.fields)? {
            return Err(s.error_at(
                self.start,
                format_args!("found two fields called '{}', expected different names", utf8(name)),
            ));
        }
        Ok(Dtype::Struct(Struct::new(self.fields, self.offset)?))
    }
}

/// What may stand behind a field's type: a shape, a comma.
#[inline(never)]
fn more_of_field(s: &mut Scanner<'_>, close: u8, dtype: Dtype) -> Result<Dtype> {
    let comma = s.at;
    s.take(b',');
    if s.peek() == close {
        return Ok(dtype);
    }
    s.at = comma;
    with_shape(s, dtype)
}

/// A name, or a title and a name, and the comma behind; in `open` brackets, of which those
/// are left that the field's type is in, too.
#[inline(never)]
fn names(s: &mut Scanner<'_>, open: &mut u32) -> Result<(Option<Vec<u8>>, Vec<u8>)> {
    if !s.at_string() {
        return Err(s.expected("a field's name"));
    }
    let first = s.string()?.into_vec()?;
    closed(s, open);
    s.expect(b',', "a comma and the field's dtype")?;
    if !pair_ahead(s, *open) {
        return Ok((None, first));
    }
    let name = s.text()?.into_vec()?;
    s.take(b',');
    closed(s, open);
    s.expect(b',', "a comma and the field's dtype")?;
    Ok((Some(first), name))
}

/// Takes the parentheses that end here, but for the last bracket.
fn closed(s: &mut Scanner<'_>, open: &mut u32) {
    while *open > 1 && s.take(b')') {
        s.leave();
        *open -= 1;
    }
}

/// Whether a name and the end of its pair with a title come next, and then a comma; else
/// what came was the name, and what comes is the type.
fn pair_ahead(s: &mut Scanner<'_>, open: u32) -> bool {
    let start = s.mark();
    let mut left = open;
    let named = s.text().is_ok();
    s.take(b',');
    closed(s, &mut left);
    let found = named && left < open && s.peek() == b',';
    s.back_to(start);
    found
}

/// A name or title that stands twice.
pub(super) fn twice(fields: &[Field]) -> Result<Option<&[u8]>> {
    let mut names: Vec<&[u8]> = fallible::vec_with_capacity(fields.len().saturating_mul(2))?;
    for field in fields {
        fallible::push(&mut names, &field.name[..])?;
        if let Some(title) = &field.title {
            fallible::push(&mut names, &title[..])?;
        }
    }
    let mut order: Vec<u32> = fallible::vec_with_capacity(names.len())?;
    for number in 0..names.len() {
        fallible::push(&mut order, number as u32)?;
    }
    let name = |number: u32| names[number as usize];
    sort::numbers(&mut order, &mut |a, b| name(a).cmp(name(b)));
    Ok(order.windows(2).map(|pair| (name(pair[0]), name(pair[1]))).find(|(a, b)| a == b).map(|(a, _)| a))
}

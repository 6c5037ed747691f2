//! What an element is made of.

use super::scalar::{ByteOrder, Scalar};
use super::shape::Shape;
use crate::error::{Error, Result, Status};
use crate::fallible;

/// The most values of an element that are looked at one by one: more would be a hostile
/// file's repetition.
const MOST_LEAVES: u32 = 1 << 20;

/// A dtype: one value, a struct of fields, or (inside a struct) an array of fixed shape.
pub enum Dtype {
    /// One value.
    Scalar(Scalar),
    /// Fields, one behind the other, with padding where their offsets leave room.
    Struct(Struct),
    /// An array of fixed shape; only inside a struct.
    Array(Subarray),
}

/// A struct: fields in the order of their offsets, none overlapping.
pub struct Struct {
    pub(super) fields: Vec<Field>,
    pub(super) itemsize: i64,
    /// How many fields there are at all depths.
    pub(super) total: i32,
}

/// A field of a struct.
pub struct Field {
    pub(super) name: Vec<u8>,
    pub(super) title: Option<Vec<u8>>,
    pub(super) offset: i64,
    pub(super) dtype: Dtype,
}

/// An array of fixed shape inside a struct.
pub struct Subarray {
    /// One item: a vector is a box whose allocation may fail.
    inner: Vec<(Dtype, Shape)>,
}

impl Field {
    /// The name and the title, UTF-8.
    pub fn names(&self) -> (&[u8], Option<&[u8]>) {
        (&self.name, self.title.as_deref())
    }

    /// Where it begins in the struct, and what it is.
    pub fn place(&self) -> (i64, &Dtype) {
        (self.offset, &self.dtype)
    }

    /// Adds the same field of another dtype to `fields`.
    #[inline(never)]
    fn copy_as(&self, dtype: Dtype, fields: &mut Vec<Field>) -> Result<()> {
        let title = self.title.as_deref().map(fallible::copy).transpose()?;
        let name = fallible::copy(&self.name)?;
        fallible::push(fields, Field { name, title, offset: self.offset, dtype })
    }

    fn found(&self, index: i32, parent: i32, base: i64) -> FieldRef<'_> {
        FieldRef {
            name: &self.name,
            title: self.title.as_deref(),
            offset: base + self.offset,
            dtype: &self.dtype,
            index,
            parent,
        }
    }
}

impl Struct {
    /// The fields, in the order of their offsets.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The offsets of the fields and what they are.
    pub fn members(&self) -> impl Iterator<Item = (i64, &Dtype)> {
        self.fields.iter().map(|f| (f.offset, &f.dtype))
    }
}

impl Subarray {
    /// What the array is made of: any dtype, also another array.
    pub fn base(&self) -> &Dtype {
        &self.inner[0].0
    }

    /// The array's own shape.
    pub fn shape(&self) -> &Shape {
        &self.inner[0].1
    }
}

/// A field, found in a dtype.
#[derive(Clone, Copy)]
pub struct FieldRef<'a> {
    /// Its name, UTF-8.
    pub name: &'a [u8],
    /// Its title, UTF-8.
    pub title: Option<&'a [u8]>,
    /// Bytes from the start of the whole element (to the first of an array's).
    pub offset: i64,
    /// What it is, with its own shape.
    pub dtype: &'a Dtype,
    /// Its place in the list of all fields, parents first.
    pub index: i32,
    /// The place of the struct that it is in; -1 at the top.
    pub parent: i32,
}

impl<'a> FieldRef<'a> {
    /// What the field is made of, without its own shape.
    pub fn element(&self) -> &'a Dtype {
        self.dtype.innermost()
    }

    /// Fills `dims` with the field's own shape (and that of arrays in it) and says
    /// how many axes it has.
    pub fn own_shape(&self, dims: &mut [i64; 64]) -> Result<usize> {
        let (mut dtype, mut len) = (self.dtype, 0);
        while let Dtype::Array(array) = dtype {
            for &n in array.shape().as_slice() {
                let slot = dims
                    .get_mut(len)
                    .ok_or_else(|| Error::new(Status::Shape, format_args!("a field of more than 64 axes")))?;
                *slot = n;
                len += 1;
            }
            dtype = array.base();
        }
        Ok(len)
    }
}

impl Dtype {
    /// Bytes of an element.
    pub fn itemsize(&self) -> i64 {
        match self {
            Dtype::Scalar(scalar) => scalar.itemsize,
            Dtype::Struct(fields) => fields.itemsize,
            // Checked when the array was made.
            Dtype::Array(array) => array.shape().nbytes(array.base().itemsize()).unwrap_or(i64::MAX),
        }
    }

    /// Without the shapes of arrays.
    pub(super) fn innermost(&self) -> &Dtype {
        let mut dtype = self;
        while let Dtype::Array(array) = dtype {
            dtype = array.base();
        }
        dtype
    }

    /// What arrays, and arrays of arrays, are made of in the end, and of how many; 0 where
    /// it has no size.
    pub fn unfolded(&self) -> (&Dtype, i64) {
        let inner = self.innermost();
        match inner.itemsize() {
            0 => (inner, 0),
            size => (inner, self.itemsize() / size),
        }
    }

    /// Whether any part is a Python object.
    pub fn has_object(&self) -> bool {
        !self.all(&|scalar| scalar.kind != super::Kind::Object)
    }

    /// Whether both are the same, byte order included.
    pub fn same(&self, other: &Dtype) -> bool {
        self.matches(other, &|a, b| a == b)
    }

    /// Whether both are the same but for the byte order of their parts.
    pub fn equivalent(&self, other: &Dtype) -> bool {
        self.matches(other, &Scalar::equivalent)
    }

    fn matches(&self, other: &Dtype, scalars: &dyn Fn(Scalar, Scalar) -> bool) -> bool {
        match (self, other) {
            (Dtype::Scalar(a), Dtype::Scalar(b)) => scalars(*a, *b),
            (Dtype::Array(a), Dtype::Array(b)) => {
                a.shape() == b.shape() && a.base().matches(b.base(), scalars)
            }
            (Dtype::Struct(a), Dtype::Struct(b)) => {
                a.itemsize == b.itemsize
                    && a.fields.len() == b.fields.len()
                    && a.fields.iter().zip(&b.fields).all(|(x, y)| {
                        x.name == y.name
                            && x.title == y.title
                            && x.offset == y.offset
                            && x.dtype.matches(&y.dtype, scalars)
                    })
            }
            _ => false,
        }
    }

    /// A copy.
    pub fn try_clone(&self) -> Result<Dtype> {
        self.map(&|scalar| scalar)
    }

    /// A copy with all parts in one byte order.
    pub fn with_order(&self, order: ByteOrder) -> Result<Dtype> {
        self.map(&|scalar| scalar.with_order(order))
    }

    fn map(&self, change: &dyn Fn(Scalar) -> Scalar) -> Result<Dtype> {
        Ok(match self {
            Dtype::Scalar(scalar) => Dtype::Scalar(change(*scalar)),
            Dtype::Array(array) => Dtype::array(array.base().map(change)?, array.shape())?,
            Dtype::Struct(s) => {
                let mut fields = fallible::vec_with_capacity(s.fields.len())?;
                for field in &s.fields {
                    field.copy_as(field.dtype.map(change)?, &mut fields)?;
                }
                Dtype::Struct(Struct { fields, itemsize: s.itemsize, total: s.total })
            }
        })
    }

    /// An array of `base`.
    // Out of line, as what else needs much of the stack: dtypes are nested.
    #[inline(never)]
    pub fn array(base: Dtype, shape: &Shape) -> Result<Dtype> {
        shape.nbytes(base.itemsize())?;
        let mut one = Vec::new();
        fallible::push(&mut one, (base, shape.try_clone()?))?;
        Ok(Dtype::Array(Subarray { inner: one }))
    }

    /// Hands out the scalars with their offsets. Of an array of scalars it is the first; of
    /// the same structs in an array they are those of the first two, from which the others
    /// follow.
    pub fn leaves(&self, take: &mut dyn FnMut(i64, &Scalar) -> Result<()>) -> Result<()> {
        let mut left = MOST_LEAVES;
        self.leaves_at(0, &mut |offset, scalar| {
            if left == 0 {
                return Err(Error::new(
                    Status::Limit,
                    format_args!("an element of more than {MOST_LEAVES} values in structs"),
                ));
            }
            left -= 1;
            take(offset, scalar)
        })
    }

    fn leaves_at(&self, at: i64, take: &mut dyn FnMut(i64, &Scalar) -> Result<()>) -> Result<()> {
        let (inner, count) = self.unfolded();
        let size = inner.itemsize();
        match inner {
            Dtype::Scalar(scalar) if count > 0 => take(at, scalar),
            Dtype::Struct(s) => (0..count.min(2)).try_for_each(|i| {
                let at = at + i * size;
                s.fields.iter().try_for_each(|f| f.dtype.leaves_at(at + f.offset, take))
            }),
            _ => Ok(()),
        }
    }

    /// Whether every scalar in it is such a one.
    pub fn all(&self, such: &dyn Fn(&Scalar) -> bool) -> bool {
        match self.innermost() {
            Dtype::Scalar(scalar) => such(scalar),
            Dtype::Struct(s) => s.fields.iter().all(|f| f.dtype.all(such)),
            Dtype::Array(_) => true,
        }
    }

    /// How many fields there are, at all depths.
    pub fn fields(&self) -> i32 {
        match self.innermost() {
            Dtype::Struct(s) => s.total,
            _ => 0,
        }
    }

    /// Hands out all fields of all depths, each struct in front of its own.
    pub fn each_field<'a>(&'a self, take: &mut dyn FnMut(FieldRef<'a>) -> Result<()>) -> Result<()> {
        self.each_below(&mut 0, -1, 0, take)
    }

    fn each_below<'a>(
        &'a self,
        next: &mut i32,
        parent: i32,
        base: i64,
        take: &mut dyn FnMut(FieldRef<'a>) -> Result<()>,
    ) -> Result<()> {
        let Dtype::Struct(s) = self.innermost() else { return Ok(()) };
        for field in &s.fields {
            let index = *next;
            *next += 1;
            take(field.found(index, parent, base))?;
            field.dtype.each_below(next, index, base + field.offset, take)?;
        }
        Ok(())
    }

    /// The field at `index` in the list of all fields of all depths, in which each
    /// struct stands in front of its own.
    pub fn field_at(&self, index: i32) -> Option<FieldRef<'_>> {
        let mut dtype = self;
        let (mut first, mut parent, mut base) = (0, -1, 0);
        'down: loop {
            let Dtype::Struct(s) = dtype.innermost() else { return None };
            for field in &s.fields {
                let inside = field.dtype.fields();
                if index == first {
                    return Some(field.found(index, parent, base));
                }
                if index > first && index <= first + inside {
                    (dtype, parent, base) = (&field.dtype, first, base + field.offset);
                    first += 1;
                    continue 'down;
                }
                first += 1 + inside;
            }
            return None;
        }
    }

    /// The field that `path` names: a name, or names from the top down with dots
    /// between. A field that is called so as a whole goes first.
    pub fn field(&self, path: &[u8]) -> Result<FieldRef<'_>> {
        self.find(path, -1, 0, 0).ok_or_else(|| {
            let path = core::str::from_utf8(path).unwrap_or("?");
            Error::new(Status::Dtype, format_args!("no field '{path}' in {self}"))
        })
    }

    fn find(&self, path: &[u8], parent: i32, first: i32, base: i64) -> Option<FieldRef<'_>> {
        let Dtype::Struct(s) = self.innermost() else { return None };
        let mut inside = None;
        let mut index = first;
        for field in &s.fields {
            if field.name == path {
                return Some(field.found(index, parent, base));
            }
            let rest = path.strip_prefix(&field.name[..]).and_then(|r| r.strip_prefix(b"."));
            if let (Some(rest), None) = (rest, &inside) {
                inside = field.dtype.find(rest, index, index + 1, base + field.offset);
            }
            index += 1 + field.dtype.fields();
        }
        inside
    }
}

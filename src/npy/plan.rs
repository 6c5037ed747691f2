//! What a request gives: dtype, shape and bytes of the result, and the course
//! that leads there.

use super::course::{add, mul, Course, Walk};
use super::described::Meta;
use super::selection::{pick, Slice};
use super::transform::{self, usize_of};
use crate::error::{Error, Result, Status};
use crate::format::{ByteOrder, Casting, Dtype, Order, PerAxis, Shape, MOST_AXES};
use crate::mem::Transform;
use crate::sort;

/// The order of the axes in the caller's memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemoryOrder {
    /// As in the file.
    #[default]
    AsFile,
    /// The given one.
    Fixed(Order),
}

/// The dtype in the caller's memory.
#[derive(Default)]
pub enum Target {
    /// The file's, in this machine's byte order.
    #[default]
    Native,
    /// This one, byte order included.
    Dtype(Dtype),
}

/// Which elements, in which order, as which dtype. The default is everything,
/// in file order, in this machine's byte order.
#[derive(Default)]
pub struct Request<'a> {
    /// The dtype in memory.
    pub dtype: Target,
    /// What a conversion may do.
    pub casting: Casting,
    /// The order in memory.
    pub order: MemoryOrder,
    /// One field of a struct, by its path.
    pub field: Option<&'a [u8]>,
    /// A slice for each axis; missing ones are whole.
    pub slices: &'a [Slice],
    /// Bytes from one element to the next in memory, for each axis of the result.
    pub strides: Option<&'a [i64]>,
    /// How many threads may work at it; 0 is 1.
    pub threads: usize,
}

/// What a request gives, and how.
pub struct Plan<'m> {
    meta: &'m Meta,
    /// The result's dtype; `None` is the file's as it stands.
    pub dtype: Option<Dtype>,
    /// The result's shape, if it is not the file's.
    shape: Option<Shape>,
    /// Bytes from one element to the next in memory, if the caller says so.
    strides: Option<PerAxis<i64>>,
    /// The result's order; with explicit strides the one they would default to.
    pub order: Order,
    /// The bytes delivered.
    pub nbytes: i64,
    pub(super) how: Transform,
    pub(super) course: Course,
    /// Whether every byte of the array is read.
    pub(super) whole: bool,
    pub(super) threads: usize,
    reach: (i64, i64),
}

/// The axes of the result, with their steps in the file.
struct Axes {
    dims: PerAxis<i64>,
    file: PerAxis<i64>,
}

impl Axes {
    fn none() -> Axes {
        Axes { dims: PerAxis::none(0), file: PerAxis::none(0) }
    }

    fn push(&mut self, dim: i64, file: i64) -> Result<()> {
        if self.dims.len() == MOST_AXES {
            return Err(Error::new(
                Status::Shape,
                format_args!("the field's own axes make more than {MOST_AXES} in all"),
            ));
        }
        self.dims.push(dim)?;
        self.file.push(file)
    }
}

impl<'m> Plan<'m> {
    /// Works out what `request` gives of the array that `meta` describes.
    pub fn new(meta: &'m Meta, request: &Request<'_>) -> Result<Plan<'m>> {
        // One object anywhere, and the elements are a pickle: its other fields are not there.
        transform::refuse_objects(meta.dtype())?;
        let order = match request.order {
            MemoryOrder::AsFile => meta.order,
            MemoryOrder::Fixed(order) => order,
        };
        let all = request.slices.is_empty() && request.field.is_none();
        if all && request.strides.is_none() && order == meta.order {
            return Plan::as_it_lies(meta, request);
        }
        let mut course = Course::new();
        let mut axes = Axes::none();
        let picked_all = select(meta, request.slices, &mut axes, &mut course)?;
        let from = field(meta.dtype(), request.field, &mut axes, &mut course)?;
        let dtype = result_dtype(from, &request.dtype, request.field.is_some())?;
        let to = dtype.as_ref().unwrap_or(meta.dtype());
        let how = transform::between(from, to, request.casting)?;
        let shape = Shape::new(&axes.dims)?;
        let nbytes = shape.nbytes(to.itemsize())?;
        let how = how.of_many(nbytes);
        let dims = shape.as_slice();
        let given = match request.strides {
            Some(strides) => Some(explicit(dims, strides, to.itemsize())?),
            None => None,
        };
        let own = packed(dims, to.itemsize(), order)?;
        let strides = given.as_ref().unwrap_or(&own);
        for (i, &count) in dims.iter().enumerate() {
            course.push(Walk { count, file: axes.file[i], mem: strides[i] })?;
        }
        let reach = reach(dims, strides, to.itemsize())?;
        course.settle((from.itemsize(), to.itemsize()));
        let whole = picked_all && request.field.is_none();
        let threads = request.threads.max(1);
        let (shape, strides) = (Some(shape), given);
        Ok(Plan { meta, dtype, shape, strides, order, nbytes, how, course, whole, threads, reach })
    }

    /// All elements, in the order of the file: one loop, for which nothing is put down axis by axis.
    fn as_it_lies(meta: &'m Meta, request: &Request<'_>) -> Result<Plan<'m>> {
        let from = meta.dtype();
        let dtype = result_dtype(from, &request.dtype, false)?;
        let (how, item) = match &dtype {
            Some(to) => (transform::between(from, to, request.casting)?, to.itemsize()),
            None => (Transform::copy(usize_of(from.itemsize())?), from.itemsize()),
        };
        let nbytes = meta.shape.nbytes(item)?;
        let how = how.of_many(nbytes);
        Ok(Plan {
            meta,
            dtype,
            shape: None,
            strides: None,
            order: meta.order,
            nbytes,
            how,
            course: Course::of_packed(meta.shape.count()?, (from.itemsize(), item)),
            whole: true,
            threads: request.threads.max(1),
            reach: (0, nbytes),
        })
    }

    /// The result's shape.
    pub fn shape(&self) -> &Shape {
        self.shape.as_ref().unwrap_or(&self.meta.shape)
    }

    /// Bytes from one element to the next in memory, for each axis of the result.
    pub fn strides(&self) -> Result<PerAxis<i64>> {
        match &self.strides {
            Some(strides) => PerAxis::copied(strides),
            None => {
                let dtype = self.dtype.as_ref().unwrap_or(self.meta.dtype());
                packed(self.shape().as_slice(), dtype.itemsize(), self.order)
            }
        }
    }

    /// The bytes that are written to, relative to the first element delivered:
    /// from the first to one past the last.
    pub fn reach(&self) -> (i64, i64) {
        self.reach
    }

    /// That a buffer of `size` bytes is exactly what the result needs.
    pub fn expect_size(&self, size: usize) -> Result<()> {
        if usize_of(self.nbytes).is_ok_and(|n| n == size) {
            return Ok(());
        }
        Err(Error::new(
            Status::Size,
            format_args!("the buffer has {size} bytes, the result has {}", self.nbytes),
        ))
    }
}

/// How many axes the result of reading `field` has.
pub(super) fn result_ndim(meta: &Meta, name: Option<&[u8]>) -> Result<usize> {
    let mut axes = Axes::none();
    field(meta.dtype(), name, &mut axes, &mut Course::new())?;
    Ok(meta.shape.as_slice().len() + axes.dims.len())
}

/// Picks along the array's own axes; `true` if everything was.
fn select(meta: &Meta, slices: &[Slice], axes: &mut Axes, course: &mut Course) -> Result<bool> {
    let dims = meta.shape.as_slice();
    let file = packed(dims, meta.dtype().itemsize(), meta.order)?;
    let mut all = true;
    pick(dims, slices, |axis, picked| {
        all &= picked.count == dims[axis] && (picked.step == 1 || dims[axis] <= 1);
        course.file_at = add(course.file_at, mul(picked.start, file[axis])?)?;
        axes.push(picked.count, mul(picked.step, file[axis])?)
    })?;
    Ok(all)
}

/// Goes down to the field; its own axes and those of the structs around it
/// become axes of the result.
fn field<'d>(
    dtype: &'d Dtype,
    path: Option<&[u8]>,
    axes: &mut Axes,
    course: &mut Course,
) -> Result<&'d Dtype> {
    let Some(path) = path else { return Ok(dtype) };
    let found = dtype.field(path)?;
    course.file_at = add(course.file_at, found.offset)?;
    let mut chain = [0i32; MOST_AXES];
    let mut depth = 0;
    let mut parent = found.parent;
    while let Some(outer) = dtype.field_at(parent) {
        let slot = chain
            .get_mut(depth)
            .ok_or_else(|| Error::new(Status::Limit, format_args!("structs are nested too deeply")))?;
        *slot = parent;
        depth += 1;
        parent = outer.parent;
    }
    for &index in chain[..depth].iter().rev() {
        if let Some(outer) = dtype.field_at(index) {
            unfold(outer.dtype, axes)?;
        }
    }
    unfold(found.dtype, axes)
}

/// The axes of a subarray (also of subarrays), and what it is made of.
fn unfold<'d>(mut dtype: &'d Dtype, axes: &mut Axes) -> Result<&'d Dtype> {
    while let Dtype::Array(array) = dtype {
        let dims = array.shape().as_slice();
        let steps = packed(dims, array.base().itemsize(), Order::C)?;
        for (&dim, &step) in dims.iter().zip(&*steps) {
            axes.push(dim, step)?;
        }
        dtype = array.base();
    }
    Ok(dtype)
}

/// The dtype of the result, `None` if it is the file's own.
fn result_dtype(from: &Dtype, wanted: &Target, of_field: bool) -> Result<Option<Dtype>> {
    let dtype = match wanted {
        Target::Native if !of_field && is_native(from) => return Ok(None),
        Target::Native => from.with_order(ByteOrder::NATIVE)?,
        Target::Dtype(dtype) => dtype.try_clone()?,
    };
    Ok((of_field || !dtype.same(from)).then_some(dtype))
}

/// Whether the elements are as this machine has them.
pub(super) fn is_native(dtype: &Dtype) -> bool {
    dtype.all(&|scalar| matches!(scalar.order, ByteOrder::NATIVE | ByteOrder::None))
}

/// Steps of a packed array, in bytes, for each of its axes.
pub fn packed(dims: &[i64], itemsize: i64, order: Order) -> Result<PerAxis<i64>> {
    let mut strides = PerAxis::same(0, dims.len())?;
    let mut step = itemsize;
    for i in 0..dims.len() {
        let axis = match order {
            Order::C => dims.len() - 1 - i,
            Order::Fortran => i,
        };
        strides[axis] = step;
        step = mul(step, dims[axis].max(1))?;
    }
    Ok(strides)
}

/// The caller's steps: one for each axis, and none that makes elements overlap.
fn explicit(dims: &[i64], strides: &[i64], itemsize: i64) -> Result<PerAxis<i64>> {
    if dims.len() != strides.len() {
        return Err(Error::new(
            Status::Argument,
            format_args!("{} strides for a result of {} axes", strides.len(), dims.len()),
        ));
    }
    let checked = PerAxis::copied(strides)?;
    if dims.contains(&0) {
        return Ok(checked);
    }
    let mut order = PerAxis::none(0);
    for axis in (0..dims.len()).filter(|&a| dims[a] > 1) {
        order.push(axis as u32)?;
    }
    let step = |axis: u32| strides[axis as usize].unsigned_abs();
    sort::numbers(&mut order, &mut |a, b| step(a).cmp(&step(b)));
    let mut extent = itemsize;
    for axis in order.iter().map(|&axis| axis as usize) {
        let step = strides[axis].checked_abs().unwrap_or(i64::MAX);
        if step < extent {
            return Err(Error::new(
                Status::Argument,
                format_args!(
                    "stride {} of axis {axis} makes elements overlap, expected at least {extent}",
                    strides[axis]
                ),
            ));
        }
        extent = add(extent, mul(dims[axis] - 1, step)?)?;
    }
    Ok(checked)
}

/// The first and one past the last byte that is touched.
pub(super) fn reach(dims: &[i64], strides: &[i64], itemsize: i64) -> Result<(i64, i64)> {
    if dims.contains(&0) || itemsize == 0 {
        return Ok((0, 0));
    }
    let (mut low, mut high) = (0, itemsize);
    for (&dim, &stride) in dims.iter().zip(strides) {
        let far = mul(dim - 1, stride)?;
        if far < 0 {
            low = add(low, far)?;
        } else {
            high = add(high, far)?;
        }
    }
    Ok((low, high))
}

//! Section 9: handing over: tensors as other libraries take them.

use super::array::{npy_array, shared, unshared};
use super::guard::guard;
use super::save::{npy_save_with, npy_spec, EMPTY};
use super::slots::{axes, out, values};
use super::status::{npy_error, npy_status};
use super::table::live_mut;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{ByteOrder, Dtype, Kind, PerAxis, Scalar};
use crate::mem::alloc::try_box;
use core::ffi::{c_char, c_void};
use core::mem::MaybeUninit;

/// A tensor of DLPack: what `dlpack.h` declares.
pub struct DLManagedTensorVersioned {
    _elsewhere: [u8; 0],
}

/// The tensor as it is handed over, in the layout of DLPack 1.x.
#[repr(C)]
struct Managed {
    major: u32,
    minor: u32,
    context: *mut c_void,
    deleter: Option<unsafe extern "C" fn(*mut Managed)>,
    flags: u64,
    tensor: Tensor,
}

#[repr(C)]
struct Tensor {
    data: *mut c_void,
    device_type: i32,
    device_id: i32,
    ndim: i32,
    code: u8,
    bits: u8,
    lanes: u16,
    shape: *mut i64,
    strides: *mut i64,
    byte_offset: u64,
}

const MAJOR: u32 = 1;
const READ_ONLY: u64 = 1;
const CPU: i32 = 1;
/// Memory of the host that a device of CUDA or ROCm reaches as well.
const HOST: [i32; 3] = [CPU, 3, 11];
const INT: u8 = 0;
const UINT: u8 = 1;
const FLOAT: u8 = 2;
const COMPLEX: u8 = 5;
const BOOL: u8 = 6;

/// What a tensor of ours keeps alive: the array, its shape and its strides.
struct Held {
    tensor: Managed,
    array: *mut npy_array,
    dims: Vec<i64>,
}

/// Hands an array over as a DLPack tensor: NumPy, PyTorch, JAX, CuPy, TVM and others take it as it is, without a copy.
///
/// The tensor keeps the elements alive: free the array when you like, before or after the tensor's `deleter`
/// was called, which may happen on any thread. The elements of a map that may only be read are marked as such.
/// Strides are in elements, the device is the CPU, the version is 1.0 or newer.
///
/// `struct DLManagedTensorVersioned` is declared in `dlpack.h`, which comes with those libraries; for this header its
/// name is enough.
///
/// @param array the array, in this machine's byte order, of bools, ints, floats or complex numbers that C compilers
///        and NumPy have (not long double).
/// @param[out] tensor the tensor, to be ended with its `deleter`; untouched on failure.
/// @param[out] err why it failed; may be NULL.
/// @return 0, NPY_ERR_DTYPE for elements that no tensor has, NPY_ERR_UNSUPPORTED for the other byte order;
///         _MEMORY, _ARGUMENT.
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_array_to_dlpack(
    array: *mut npy_array,
    tensor: Option<&mut MaybeUninit<*mut DLManagedTensorVersioned>>,
    err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    guard(err, || {
        let slot = out(tensor, "tensor")?;
        let array = live_mut(array)?;
        slot.write(export(array)?.cast());
        Ok(())
    })
}

/// Saves a DLPack tensor as npy_save_with() saves an array: in any layout, also with negative strides, and with
/// strides that make elements share memory, each of which is written.
///
/// The tensor stays yours, and is only read. As in `numpy.save` the file is in Fortran order if the elements lie so,
/// else in C order.
///
/// @param path the file.
/// @param tensor the tensor; its memory must be the host's.
/// @param[out] err why it failed; may be NULL.
/// @return as npy_save(); NPY_ERR_UNSUPPORTED for memory of a device, another major version of DLPack, and elements
///         that NumPy has no name for (bfloat16 and smaller floats, vectors).
/// @since 0.1
#[no_mangle]
pub unsafe extern "C" fn npy_save_dlpack(
    path: *const c_char,
    tensor: *const DLManagedTensorVersioned,
    mut err: Option<&mut MaybeUninit<npy_error>>,
) -> npy_status {
    let mut found = None;
    let status = guard(err.as_deref_mut(), || {
        // SAFETY: NULL or a tensor, which is as its maker says.
        found = Some(unsafe { Import::new(&values(tensor.cast::<Managed>(), 1, "tensor")?[0]) }?);
        Ok(())
    });
    let Some(import) = found else { return status };
    let spec = import.spec();
    // SAFETY: the same contract; the import outlives the call.
    unsafe { npy_save_with(path, Some(&spec), import.data, import.steps.as_ptr(), err) }
}

/// The tensor of an array, which has one owner more then.
fn export(array: &mut npy_array) -> Result<*mut Managed> {
    let writable = array.writable();
    let (data, meta, strides) = array.parts();
    let (code, bits) = code_of(meta.dtype())?;
    let itemsize = meta.dtype().itemsize().max(1);
    let shape = meta.shape.as_slice();
    let mut dims = fallible::copy(shape)?;
    for &stride in strides {
        fallible::push(&mut dims, stride / itemsize)?;
    }
    let tensor = Tensor {
        data: data.cast_mut().cast(),
        device_type: CPU,
        device_id: 0,
        ndim: shape.len() as i32,
        code,
        bits,
        lanes: 1,
        shape: core::ptr::null_mut(),
        strides: core::ptr::null_mut(),
        byte_offset: 0,
    };
    let flags = if writable { 0 } else { READ_ONLY };
    let tensor = Managed {
        major: MAJOR,
        minor: 0,
        context: core::ptr::null_mut(),
        deleter: Some(delete),
        flags,
        tensor,
    };
    let mut held = try_box(Held { tensor, array: core::ptr::null_mut(), dims })?;
    let ndim = held.tensor.tensor.ndim as usize;
    let (shape, strides) = held.dims.split_at_mut(ndim);
    (held.tensor.tensor.shape, held.tensor.tensor.strides) = (shape.as_mut_ptr(), strides.as_mut_ptr());
    held.array = shared(array);
    let held = Box::into_raw(held);
    // SAFETY: just made; the tensor is a part of it.
    unsafe {
        (*held).tensor.context = held.cast();
        Ok(&raw mut (*held).tensor)
    }
}

/// Ends a tensor of [`export`].
unsafe extern "C" fn delete(tensor: *mut Managed) {
    if tensor.is_null() {
        return;
    }
    // SAFETY: `export` made the box, and whoever has the tensor calls this once.
    let held = unsafe { Box::from_raw((*tensor).context.cast::<Held>()) };
    // SAFETY: the tensor was one of the array's owners.
    unsafe { unshared(held.array) };
}

fn code_of(dtype: &Dtype) -> Result<(u8, u8)> {
    let scalar = match dtype {
        Dtype::Scalar(scalar) => scalar,
        _ => return Err(no_tensor(dtype)),
    };
    let code = match (scalar.kind, scalar.itemsize) {
        (Kind::Bool, _) => BOOL,
        (Kind::Int, _) => INT,
        (Kind::Uint, _) => UINT,
        (Kind::Float, 2 | 4 | 8) => FLOAT,
        (Kind::Complex, 8 | 16) => COMPLEX,
        _ => return Err(no_tensor(dtype)),
    };
    if !matches!(scalar.order, ByteOrder::NATIVE | ByteOrder::None) {
        return Err(Error::new(
            Status::Unsupported,
            format_args!("the elements are {dtype}, expected this machine's byte order"),
        ));
    }
    Ok((code, (scalar.itemsize * 8) as u8))
}

#[cold]
fn no_tensor(dtype: &Dtype) -> Error {
    Error::new(
        Status::Dtype,
        format_args!(
            "the elements are {dtype}, expected bools, ints, floats or complex numbers for a tensor"
        ),
    )
}

/// A tensor of somebody else's, as an array that is to be saved.
struct Import<'t> {
    dtype: [u8; 8],
    shape: &'t [i64],
    steps: PerAxis<i64>,
    data: *const c_void,
    order: c_char,
}

impl<'t> Import<'t> {
    /// # Safety
    ///
    /// The tensor's shape and strides must be NULL or as many numbers as it has axes.
    unsafe fn new(managed: &'t Managed) -> Result<Import<'t>> {
        if managed.major != MAJOR {
            return Err(Error::new(
                Status::Unsupported,
                format_args!("a tensor of DLPack {}.{}, expected {MAJOR}", managed.major, managed.minor),
            ));
        }
        let tensor = &managed.tensor;
        if !HOST.contains(&tensor.device_type) {
            return Err(Error::new(
                Status::Unsupported,
                format_args!(
                    "the tensor is on a device of type {}, expected the host's memory",
                    tensor.device_type
                ),
            ));
        }
        let scalar = scalar_of(tensor)?;
        let ndim = axes(tensor.ndim, "the tensor's ndim")?;
        // SAFETY: passed on to the caller.
        let shape = unsafe { values(tensor.shape.cast_const(), ndim, "the tensor's shape") }?;
        let steps = if tensor.strides.is_null() {
            crate::npy::packed_strides(shape, scalar.itemsize, crate::format::Order::C)?
        } else {
            // SAFETY: passed on to the caller.
            let strides = unsafe { values(tensor.strides.cast_const(), ndim, "the tensor's strides") }?;
            let mut steps = PerAxis::none(0);
            for &stride in strides {
                steps.push(stride.checked_mul(scalar.itemsize).ok_or_else(|| {
                    Error::new(Status::Shape, format_args!("a stride of {stride} elements"))
                })?)?;
            }
            steps
        };
        let offset = usize::try_from(tensor.byte_offset).unwrap_or(usize::MAX);
        let data = if tensor.data.is_null() { tensor.data } else { tensor.data.wrapping_byte_add(offset) };
        let order = order_of(shape, &steps, scalar.itemsize);
        let mut dtype = [0; 8];
        dtype[..3].copy_from_slice(&[scalar.kind.letter(), b'0' + (scalar.itemsize % 10) as u8, 0]);
        if scalar.itemsize == 16 {
            dtype[1..4].copy_from_slice(b"16\0");
        }
        Ok(Import { dtype, shape, steps, data: data.cast_const(), order })
    }

    fn spec(&self) -> npy_spec {
        npy_spec {
            dtype: self.dtype.as_ptr().cast(),
            ndim: self.shape.len() as i32,
            shape: self.shape.as_ptr(),
            order: self.order,
            ..EMPTY
        }
    }
}

/// What a tensor's elements are for NumPy.
fn scalar_of(tensor: &Tensor) -> Result<Scalar> {
    let kind = match (tensor.code, tensor.bits) {
        (BOOL, 8) => Some(Kind::Bool),
        (INT, 8 | 16 | 32 | 64) => Some(Kind::Int),
        (UINT, 8 | 16 | 32 | 64) => Some(Kind::Uint),
        (FLOAT, 16 | 32 | 64) => Some(Kind::Float),
        (COMPLEX, 64 | 128) => Some(Kind::Complex),
        _ => None,
    };
    match kind {
        Some(kind) if tensor.lanes == 1 => Ok(Scalar::native(kind, i64::from(tensor.bits / 8))),
        _ => Err(Error::new(
            Status::Unsupported,
            format_args!(
                "the tensor's elements have type code {}, {} bits and {} lanes, which NumPy has no dtype for",
                tensor.code, tensor.bits, tensor.lanes
            ),
        )),
    }
}

/// `F` if the elements lie in Fortran order and not in C order, as in `numpy.save`.
fn order_of(shape: &[i64], steps: &[i64], itemsize: i64) -> c_char {
    let lies = |order| {
        let packed = crate::npy::packed_strides(shape, itemsize, order);
        let fits = |packed: PerAxis<i64>| (0..shape.len()).all(|i| shape[i] <= 1 || packed[i] == steps[i]);
        shape.contains(&0) || packed.is_ok_and(fits)
    };
    let fortran = !lies(crate::format::Order::C) && lies(crate::format::Order::Fortran);
    if fortran {
        b'F' as c_char
    } else {
        b'C' as c_char
    }
}

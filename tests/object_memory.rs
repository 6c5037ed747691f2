//! Memory may run out at any moment while objects are read, made and written, and while an array is handed over
//! as a tensor: each allocation fails in turn, once and for ever. The call says so, and nothing leaks. And what a
//! file makes of memory is bounded by its bytes.

#[path = "support/failing.rs"]
#[allow(dead_code)]
mod failing;

use core::mem::MaybeUninit;
use core::ptr::null;
use failing::{every_allocation, peak, Run};
use npyrw::ffi::array::*;
use npyrw::ffi::dlpack::*;
use npyrw::ffi::objects::*;
use npyrw::ffi::objects_write::*;
use npyrw::ffi::open::*;
use npyrw::ffi::save::*;
use npyrw::ffi::sinks::*;
use npyrw::ffi::status::*;

type Slot<'a> = Option<&'a mut MaybeUninit<npy_error>>;

/// Makes a call that may run out of memory, once more if it did.
fn tried(run: &Run, mut call: impl FnMut(Slot<'_>) -> npy_status) -> bool {
    run.call(|| {
        let mut error = MaybeUninit::uninit();
        let status = call(Some(&mut error));
        assert!(status == NPY_OK || status == NPY_ERR_MEMORY, "{status}");
        status == NPY_OK
    })
}

/// The same for a call that makes a handle.
fn made<T>(
    run: &Run,
    mut call: impl FnMut(Option<&mut MaybeUninit<T>>, Slot<'_>) -> npy_status,
) -> Option<T> {
    let mut handle = MaybeUninit::uninit();
    // SAFETY: a call that succeeded has written it.
    tried(run, |err| call(Some(&mut handle), err)).then(|| unsafe { handle.assume_init() })
}

fn read(run: &Run, bytes: &[u8]) -> Option<*mut npy_tree> {
    // SAFETY: the bytes live during the call.
    made(run, |out, err| unsafe { npy_objects_memory(bytes.as_ptr().cast(), bytes.len(), None, out, err) })
}

/// A list with one of each kind of thing that needs memory of its own: protocol 2 as Python writes it.
fn sample() -> Vec<u8> {
    let mut bytes = b"\x80\x02](".to_vec();
    bytes.extend(
        b"X\x04\0\0\0textq\x01U\x03oldI12\nL123456789012345678901234567890L\nF0.5\nS'quoted'\nV\\u00e9\n",
    );
    bytes.extend(b"(K\x01K\x02K\x03K\x04t}(h\x01K\x01K\x02Nu\x8f(K\x01K\x02\x90(K\x05\x91r\xff\0\0\0");
    bytes.extend(b"c_codecs\nencode\nq\x02X\x02\0\0\0\xc3\xbfX\x06\0\0\0latin1q\x03\x86R");
    bytes.extend(b"cdatetime\ntimedelta\nK\x01K\x02K\x03\x87R");
    let f8 = |bytes: &mut Vec<u8>| {
        bytes.extend(b"cnumpy\ndtype\nX\x02\0\0\0f8\x89\x88\x87R(K\x03X\x01\0\0\0<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb");
    };
    bytes.extend(b"cnumpy.core.multiarray\nscalar\n");
    f8(&mut bytes);
    bytes.extend(b"U\x08\0\0\0\0\0\0\xf0?\x86R");
    let array = b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85U\x01b\x87R";
    bytes.extend(array);
    bytes.extend(b"(K\x01K\x01\x85");
    bytes.extend(b"cnumpy\ndtype\nX\x03\0\0\0V12\x89\x88\x87R(K\x03X\x01\0\0\0|NX\x01\0\0\0aX\x01\0\0\0b\x86}(X\x01\0\0\0a");
    f8(&mut bytes);
    bytes.extend(b"K\0X\x01\0\0\0t\x87X\x01\0\0\0bcnumpy\ndtype\nX\x02\0\0\0i4\x89\x88\x87RK\x08\x86uK\x0cK\x01K\x10tb");
    bytes.extend(b"\x89U\x0cabcdefghijkltb");
    bytes.extend(array);
    bytes.extend(b"(K\x01K\x02\x85cnumpy\ndtype\nX\x02\0\0\0O8\x89\x88\x87R\x89](NU\x01xetb");
    bytes.extend(b"e.");
    bytes
}

#[test]
fn reading_and_writing_objects() {
    let bytes = sample();
    every_allocation(|run| {
        let Some(tree) = read(run, &bytes) else { return };
        // SAFETY: all handles are in order.
        unsafe {
            let memory = made(run, |out, err| npy_memory_new(out, err));
            if let Some(memory) = memory {
                tried(run, |err| npy_save_objects_memory(memory, tree, npy_tree_root(tree), err));
                npy_memory_free(memory);
            }
            npy_tree_free(tree);
        }
    });
}

#[test]
fn making_objects() {
    let shape = [2i64, 2];
    let data = [1.0f64, 2.0, 3.0, 4.0];
    every_allocation(|run| {
        // SAFETY: all pointers are right.
        unsafe {
            let Some(tree) = made(run, |out, err| npy_tree_new(out, err)) else { return };
            let mut value: npy_value = core::mem::zeroed();
            value.kind = NPY_VALUE_LIST;
            let list = made(run, |out, err| npy_tree_add(tree, Some(&value), out, err));
            (value.kind, value.data, value.size) = (NPY_VALUE_TEXT, c"text".as_ptr().cast(), 4);
            let text = made(run, |out, err| npy_tree_add(tree, Some(&value), out, err));
            let mut spec: npy_spec = core::mem::zeroed();
            (spec.dtype, spec.ndim, spec.shape) = (c">f8".as_ptr(), 2, shape.as_ptr());
            let array = made(run, |out, err| {
                npy_tree_add_array(tree, Some(&spec), data.as_ptr().cast(), null(), out, err)
            });
            if let (Some(list), Some(text), Some(array)) = (list, text, array) {
                for item in [text, array, text] {
                    tried(run, |err| npy_tree_append(tree, list, item, err));
                }
            }
            npy_tree_free(tree);
        }
    });
}

#[test]
fn handing_over_tensors() {
    let text = b"{'descr': '<f8', 'fortran_order': False, 'shape': (3,)}\n";
    let mut file = b"\x93NUMPY\x01\0".to_vec();
    file.extend([text.len() as u8, 0]);
    file.extend(text);
    file.extend([0; 24]);
    every_allocation(|run| {
        // SAFETY: the bytes live longer than the reader; the deleter is called once.
        unsafe {
            let open = |out: Option<&mut MaybeUninit<*mut npy_reader>>, err: Slot<'_>| {
                npy_open_memory(file.as_ptr().cast(), file.len(), None, out, err)
            };
            let Some(reader) = made(run, open) else { return };
            let array = made(run, |out, err| npy_load_from(reader, None, out, err));
            npy_close(reader);
            let Some(array) = array else { return };
            let tensor = made(run, |out, err| npy_array_to_dlpack(array, out, err));
            npy_array_free(array);
            if let Some(tensor) = tensor {
                // Behind version and context.
                let deleter =
                    tensor.cast::<u8>().add(16).cast::<unsafe extern "C" fn(*mut DLManagedTensorVersioned)>();
                (*deleter)(tensor);
            }
        }
    });
}

/// Values that cost much and show little: what they take is bounded by the bytes of the pickle.
#[test]
fn a_pickle_makes_no_more_memory_than_its_bytes_allow() {
    let repeated = |start: &[u8], unit: &[u8], count: usize, end: &[u8]| {
        let mut bytes = b"\x80\x04".to_vec();
        bytes.extend(start);
        bytes.extend(unit.repeat(count));
        bytes.extend(end);
        bytes
    };
    let array = b"cnumpy._core.multiarray\n_reconstruct\nq\0(cnumpy\nndarray\nK\0\x85C\x01btq\x01(K\x01(K\0K\x01K\x01t\
        cnumpy\ndtype\n\x8c\x02f8\x89\x88\x87R\x89C\0tq\x02N";
    let mut encoded = b"c_codecs\nencode\nq\0(X\xe8\x03\0\0".to_vec();
    encoded.extend([b'x'; 1000]);
    encoded.extend(b"\x8c\x06latin1tq\x010N");
    let cases: [(&str, Vec<u8>, npy_status); 9] = [
        ("lists", repeated(b"", b"]", 100_000, b"."), NPY_ERR_OBJECT),
        ("marks", repeated(b"", b"(", 100_000, b"."), NPY_ERR_OBJECT),
        ("nones", repeated(b"(", b"N", 100_000, b"t."), NPY_OK),
        ("copies", repeated(b"(N", b"2", 100_000, b"t."), NPY_OK),
        ("memo", repeated(b"N", b"\x94", 100_000, b"."), NPY_OK),
        ("arrays", repeated(array, b"0h\0h\x01Rh\x02b", 20_000, b"."), NPY_ERR_OBJECT),
        ("encoded", repeated(&encoded, b"0h\0h\x01R", 20_000, b"."), NPY_ERR_LIMIT),
        ("claims", repeated(b"B\xff\xff\xff\x7f", b"x", 1000, b""), NPY_ERR_TRUNCATED),
        ("frames", repeated(b"\x95\xff\xff\xff\xff\xff\xff\xff\x7f", b"N", 10, b""), NPY_ERR_TRUNCATED),
    ];
    for (name, bytes, expected) in cases {
        let (_, most) = peak(|| {
            let mut tree = MaybeUninit::uninit();
            // SAFETY: the bytes live during the call; what succeeded is freed.
            unsafe {
                let status =
                    npy_objects_memory(bytes.as_ptr().cast(), bytes.len(), None, Some(&mut tree), None);
                assert_eq!(status, expected, "{name}");
                if status == NPY_OK {
                    npy_tree_free(tree.assume_init());
                }
            }
        });
        // What vectors hold in reserve, and what they have twice while they grow, comes to the limit.
        let allowed = 3 * (100 * bytes.len() as i64 + (1 << 20));
        assert!(
            most < allowed,
            "{name}: {most} bytes of memory for {} of a file, allowed {allowed}",
            bytes.len()
        );
    }
}

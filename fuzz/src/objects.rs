//! Pickles of Python objects: read or refused within the limits; what is read can be walked and, if it is
//! written, is read as the same again.

use super::capi::{made, tried, zero, Handle, Reader};
use core::ffi::c_void;
use npyrw::ffi::objects::{npy_object_options, npy_value};
use npyrw::ffi::status::npy_error;

extern "C" {
    fn npy_objects_memory(
        data: *const u8,
        size: usize,
        options: *const npy_object_options,
        out: *mut Handle,
        e: *mut npy_error,
    ) -> i32;
    fn npy_tree_root(tree: *const c_void) -> i64;
    fn npy_tree_get(tree: *const c_void, value: i64, what: *mut npy_value, e: *mut npy_error) -> i32;
    fn npy_tree_item(tree: *const c_void, value: i64, index: i64, item: *mut i64, e: *mut npy_error) -> i32;
    fn npy_tree_entry(
        tree: *const c_void,
        value: i64,
        index: i64,
        key: *mut i64,
        item: *mut i64,
        e: *mut npy_error,
    ) -> i32;
    fn npy_tree_free(tree: Handle);
    fn npy_memory_new(out: *mut Handle, e: *mut npy_error) -> i32;
    fn npy_memory_data(memory: Handle, size: *mut usize) -> *const u8;
    fn npy_memory_free(memory: Handle);
    fn npy_save_objects_memory(memory: Handle, tree: *const c_void, value: i64, e: *mut npy_error) -> i32;
}

struct Tree(Handle);

impl Drop for Tree {
    fn drop(&mut self) {
        // SAFETY: made, and ended once.
        unsafe { npy_tree_free(self.0) };
    }
}

/// The values that can be reached, told in order, as far as `most`.
fn told(tree: &Tree, most: usize) -> Vec<String> {
    // SAFETY: plain calls with a tree that is there.
    unsafe {
        let mut waiting = vec![npy_tree_root(tree.0)];
        let mut said = vec![];
        while let Some(value) = waiting.pop() {
            if said.len() >= most {
                break;
            }
            let mut what: npy_value = zero();
            tried(|e| npy_tree_get(tree.0, value, &mut what, e)).expect("a value that is there");
            assert!(what.count >= 0 && what.size >= 0);
            let data = if what.data.is_null() || what.size == 0 {
                &[][..]
            } else {
                core::slice::from_raw_parts(what.data.cast::<u8>(), what.size as usize)
            };
            said.push(format!(
                "{} {} {:?} {} {data:?}",
                what.kind,
                what.integer,
                what.real.to_bits(),
                what.count
            ));
            for index in 0..what.count.min(20) {
                let (mut key, mut item) = (0, 0);
                if what.kind == 11 {
                    tried(|e| npy_tree_entry(tree.0, value, index, &mut key, &mut item, e))
                        .expect("an entry");
                    waiting.push(key);
                    waiting.push(item);
                } else if tried(|e| npy_tree_item(tree.0, value, index, &mut item, e)).is_ok() {
                    waiting.push(item);
                }
            }
            let mut none = 0;
            assert!(tried(|e| npy_tree_item(tree.0, value, what.count, &mut none, e)).is_err());
        }
        said
    }
}

fn parsed(bytes: &[u8]) -> Result<Tree, i32> {
    let options =
        npy_object_options { max_memory: 1 << 26, max_values: 1 << 16, max_visits: 1 << 18, ..zero() };
    // SAFETY: nothing of the bytes is kept.
    made(|out, e| unsafe { npy_objects_memory(bytes.as_ptr(), bytes.len(), &options, out, e) }).map(Tree)
}

pub fn pickle(bytes: &[u8]) {
    let Ok(tree) = parsed(bytes) else { return };
    let said = told(&tree, 400);
    // SAFETY: as above; the memory is ended once.
    unsafe {
        let memory = made(|out, e| npy_memory_new(out, e)).unwrap();
        if tried(|e| npy_save_objects_memory(memory, tree.0, npy_tree_root(tree.0), e)).is_ok() {
            let mut size = 0;
            let data = npy_memory_data(memory, &mut size);
            let written = core::slice::from_raw_parts(data, size);
            drop(Reader::memory(written, &zero()).expect("a valid file"));
            let again = parsed(written).expect("what was written is read");
            let more = told(&again, 400);
            // A value that is no array stands in an array of no axes.
            assert!(
                more == said || more[1..] == said[..said.len().min(more.len() - 1)],
                "{said:?}\n{more:?}"
            );
        }
        npy_memory_free(memory);
    }
}

//! Growing files that are damaged: npy_recover() and npy_append() leave a valid file with the rows that
//! were there, or refuse it and leave it as it was.

use super::capi::*;
use super::draw::Draw;
use core::ffi::CStr;
use core::ptr::null;
use std::ffi::CString;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file of this thread in memory, if the system has such a place.
fn place() -> PathBuf {
    static THREADS: AtomicUsize = AtomicUsize::new(0);
    thread_local!(static THREAD: usize = THREADS.fetch_add(1, Ordering::Relaxed));
    let thread = THREAD.with(|&thread| thread);
    let shm = PathBuf::from("/dev/shm");
    let folder = if shm.is_dir() { shm } else { std::env::temp_dir() };
    folder.join(format!("npyrw-fuzz-{}-{thread}", std::process::id()))
}

struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn append(path: &CStr, spec: *const npy_spec) -> Result<Handle, i32> {
    // SAFETY: valid pointers.
    made(|out, e| unsafe { npy_append(path.as_ptr(), spec, out, e) })
}

/// The elements of a file that npyrw reads.
fn elements(bytes: &[u8]) -> Result<(npy_info, Vec<u8>), i32> {
    let reader = Reader::memory(bytes, &zero())?;
    let data = reader.all().ok_or(0)??;
    Ok((reader.info(), data))
}

fn text(what: &npy_recovery) -> &str {
    // SAFETY: the message ends in NUL.
    unsafe { CStr::from_ptr(what.message.as_ptr()) }.to_str().unwrap()
}

pub fn grow(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let file = Removed(place());
    let path = CString::new(file.0.to_str().unwrap()).unwrap();
    let _ = fs::remove_file(&file.0);
    let (dtype, size) = draw.pick(&[(c"|u1", 1), (c"<i4", 4), (c"<f8", 8), (c"|V3", 3)]);
    let shape = draw.pick(&[[-1, 1], [-1, 3], [-1, 2], [3, -1]]);
    let order = if shape[1] == -1 { b'F' } else { b'C' };
    let spec_ = spec(dtype, &shape, order);
    let row = shape[usize::from(shape[1] != -1)] as usize * size;
    if draw.byte() < 0xf0 {
        make(&mut draw, &path, &spec_, row);
        damage(&mut draw, &file.0);
    } else {
        fs::write(&file.0, draw.rest()).unwrap();
    }
    let Ok(before) = fs::read(&file.0) else { return };
    let had = elements(&before);
    let mut what: npy_recovery = zero();
    let recover = draw.below(3) != 1;
    if recover {
        // SAFETY: valid pointers.
        match tried(|e| unsafe { npy_recover(path.as_ptr(), &mut what, e) }) {
            Ok(()) => {
                let after = fs::read(&file.0).unwrap();
                let (info, data) = elements(&after).expect("a file that was recovered is valid");
                assert!(what.rows_after >= 0 && what.bytes_cut >= 0 && what.bytes_missing >= 0);
                if what.actions == 0 {
                    assert!(after == before, "changed, and nothing is told");
                }
                if let Ok((old, rows)) = &had {
                    assert!(info.count >= old.count, "rows that were there are gone");
                    assert!(data.starts_with(rows), "rows are others");
                }
                // Once more there is nothing to do.
                let mut again: npy_recovery = zero();
                // SAFETY: as above.
                tried(|e| unsafe { npy_recover(path.as_ptr(), &mut again, e) }).expect("twice");
                assert_eq!(again.actions, 0, "{}", text(&what));
                // NumPy calls no column and one column C-contiguous, so that the axis that grew is forgotten.
                let forgotten = info.shape[..info.ndim as usize].iter().any(|&n| n < 2);
                assert!(again.rows_after == what.rows_after || forgotten, "{}", text(&what));
            }
            Err(_) => assert!(fs::read(&file.0).unwrap() == before, "refused, but changed"),
        }
    }
    let before = fs::read(&file.0).unwrap();
    let had = elements(&before);
    let known = draw.one_in(2);
    let Ok(writer) = append(&path, if known { &spec_ } else { null() }) else {
        assert!(fs::read(&file.0).unwrap() == before, "refused, but changed");
        return;
    };
    let (opened, rows) = elements(&fs::read(&file.0).unwrap()).expect("what is appended to is valid");
    if let Ok((old, data)) = &had {
        assert!(opened.count >= old.count && rows.starts_with(data), "rows are gone or others");
    }
    let more = draw.take(40).to_vec();
    // SAFETY: as above; the writer is ended once.
    unsafe {
        let wrote = tried(|e| npy_write(writer, more.as_ptr(), more.len(), e));
        if draw.one_in(2) && tried(|e| npy_flush(writer, e)).is_ok() {
            let (_, shown) = elements(&fs::read(&file.0).unwrap()).expect("a flush leaves a valid file");
            assert!(shown.starts_with(&rows));
        }
        if draw.one_in(4) {
            npy_discard(writer);
        } else {
            let _ = wrote.and(tried(|e| npy_finish(writer, e)).map(|()| ()));
        }
    }
    // Whatever came, the file is valid and has what it had; part rows may be behind it.
    let (_, last) = elements(&fs::read(&file.0).unwrap()).expect("the end leaves a valid file");
    assert!(last.starts_with(&rows), "rows are others in the end");
}

/// A growing or finished file of some rows.
fn make(draw: &mut Draw<'_>, path: &CStr, spec: &npy_spec, row: usize) {
    let writer = append(path, spec).expect("a new file");
    let rows = draw.below(30);
    let data = draw.fill(row * rows);
    // SAFETY: as above.
    unsafe {
        tried(|e| npy_write(writer, data.as_ptr(), data.len(), e)).unwrap();
        if draw.one_in(2) {
            tried(|e| npy_finish(writer, e)).unwrap();
        } else {
            tried(|e| npy_flush(writer, e)).unwrap();
            // A header as it grows stays; the lock goes.
            npy_discard(writer);
        }
    }
}

fn damage(draw: &mut Draw<'_>, path: &std::path::Path) {
    let mut bytes = fs::read(path).unwrap();
    for _ in 0..draw.below(4) {
        match draw.below(5) {
            0 => bytes.truncate(usize::from(draw.word()) % (bytes.len() + 1)),
            1 => bytes.extend_from_slice(draw.take(16)),
            2 if bytes.len() > 128 => {
                // A digit of the count or a blank in front of it.
                let at = 10 + usize::from(draw.byte()) % 118;
                bytes[at] = draw.pick(b"0123456789 ,()}");
            }
            3 if !bytes.is_empty() => {
                let at = usize::from(draw.word()) % bytes.len();
                bytes[at] = draw.byte();
            }
            _ => {
                let more = usize::from(draw.byte());
                bytes.extend_from_slice(&draw.fill(more));
            }
        }
    }
    fs::write(path, bytes).unwrap();
}

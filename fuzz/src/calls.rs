//! Whole files through the C API, read and written.

use super::capi::*;
use super::draw::Draw;
use core::cell::Cell;
use core::ffi::c_void;

/// The same bytes through callbacks, a few at a time.
struct Slow<'a> {
    bytes: &'a [u8],
    at: Cell<usize>,
    piece: usize,
}

unsafe extern "C" fn read_at(context: *mut c_void, dst: *mut c_void, size: usize, offset: i64) -> i64 {
    // SAFETY: the context is a `Slow` that lives as long as its reader.
    let slow = unsafe { &*context.cast::<Slow<'_>>() };
    let rest = &slow.bytes[(offset as usize).min(slow.bytes.len())..];
    let n = size.min(rest.len()).min(slow.piece);
    // SAFETY: there is room for `size`.
    unsafe { dst.cast::<u8>().copy_from_nonoverlapping(rest.as_ptr(), n) };
    n as i64
}

unsafe extern "C" fn read(context: *mut c_void, dst: *mut c_void, size: usize) -> i64 {
    // SAFETY: as above.
    let at = unsafe { &*context.cast::<Slow<'_>>() }.at.get();
    // SAFETY: as above.
    let n = unsafe { read_at(context, dst, size, at as i64) };
    // SAFETY: as above.
    unsafe { &*context.cast::<Slow<'_>>() }.at.set(at + n as usize);
    n
}

/// What a reader gives of the arrays in a file, one after the other: headers, elements, how it ends.
fn contents(reader: &Reader) -> (Vec<String>, i32) {
    let mut said = vec![];
    loop {
        let info = reader.info();
        let mut fields = 0;
        for index in 0..info.nfields {
            let mut field: npy_field_info = zero();
            // SAFETY: the dtype lives as long as the reader stands here.
            tried(|e| unsafe { npy_field_at(info.dtype.cast(), index, &mut field, e) }).expect("a field");
            let none = field.shape[..field.ndim as usize].contains(&0) || info.itemsize == 0;
            assert!(field.offset >= 0 && (none || field.offset + field.itemsize <= info.itemsize));
            fields += field.name_length;
        }
        assert!(info.count >= 0 && info.nbytes == info.count * info.itemsize);
        let data = reader.all();
        let shape = &info.shape[..info.ndim as usize];
        said.push(format!("{shape:?} {} {} {fields} {:?} {data:?}", info.itemsize, info.order, info.kind));
        // SAFETY: an open reader, of one thread.
        if let Err(status) = tried(|e| unsafe { npy_next(reader.0, e) }) {
            return (said, status);
        }
        if said.len() > 20 {
            return (said, 0);
        }
    }
}

/// Any bytes as a file: no source is treated otherwise than the others.
pub fn file(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let flags = draw.pick(&[0, 0, STRICT, HEADER_ONLY, HEADER_ONLY | STRICT]);
    let piece = draw.pick(&[usize::MAX, 1, 13, 4096]);
    let bytes = draw.rest();
    let options = npy_open_options { flags, max_header: 1 << 16, ..zero() };
    let memory = Reader::memory(bytes, &options).map(|reader| contents(&reader));
    for streamed in [false, true] {
        let slow = Slow { bytes, at: Cell::new(0), piece };
        let mut source: npy_source = zero();
        source.context = core::ptr::from_ref(&slow).cast_mut().cast();
        if streamed {
            source.read = Some(read);
        } else {
            source.read_at = Some(read_at);
            source.length = bytes.len() as i64;
        }
        // SAFETY: the source outlives the reader.
        let reader = made(|out, e| unsafe { npy_open_source(&source, &options, out, e) }).map(Reader);
        let found = reader.map(|reader| contents(&reader));
        if streamed {
            // A stream's end is not known at opening, so a lie is found later; data are never other data.
            if let (Ok((memory, _)), Ok((found, _))) = (&memory, &found) {
                let few = memory.len().min(found.len());
                assert_eq!(memory[..few], found[..few]);
            }
        } else {
            assert_eq!(memory, found);
        }
    }
}

/// Elements written in pieces, in rows or in slabs are the file that its spec and its elements make.
pub fn write(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let (dtype, size) = draw.pick(&[(c"|u1", 1), (c"<i2", 2), (c"<f8", 8), (c"|S5", 5), (c"|V3", 3)]);
    let ndim = draw.below(4);
    let shape: Vec<i64> = (0..ndim).map(|_| draw.pick(&[0, 1, 2, 3, 5, 9])).collect();
    let grows = ndim > 0 && draw.one_in(2);
    let mut asked = shape.clone();
    if grows {
        asked[0] = -1;
    }
    let spec_ = spec(dtype, &asked, b'C');
    let row = shape.iter().skip(1).product::<i64>() * size as i64;
    let total = (shape.iter().product::<i64>() * size as i64) as usize;
    let data: Vec<u8> = draw.fill(total);
    // SAFETY: plain calls with valid pointers; each handle is ended once.
    unsafe {
        let memory = made(|out, e| npy_memory_new(out, e)).unwrap();
        let writer = made(|out, e| npy_create_memory(memory, &spec_, out, e)).unwrap();
        let mut done = 0;
        let mut failed = false;
        for _ in 0..64 {
            let n = match draw.below(4) {
                0 if !grows && row > 0 && done == 0 => {
                    let slices = [npy_slice { start: 0, stop: 1, step: 1 }];
                    // A slab of the first row: what is written is written, whoever comes next.
                    let given = npy_write_slab(
                        writer,
                        slices.as_ptr(),
                        1,
                        data.as_ptr(),
                        core::ptr::null(),
                        core::ptr::null_mut(),
                    );
                    assert_ne!(given, INTERNAL);
                    0
                }
                1 if row > 0 && done % row as usize == 0 => {
                    let rows = (draw.below(4) as i64).min((total - done) as i64 / row);
                    let strides = core::ptr::null();
                    let given = tried(|e| npy_write_rows(writer, rows, data.as_ptr().add(done), strides, e));
                    if given.is_ok() {
                        (rows * row) as usize
                    } else {
                        failed = true;
                        0
                    }
                }
                2 => {
                    // More than there is room for is refused and changes nothing.
                    if !grows {
                        let much = vec![0; total + 1];
                        assert!(tried(|e| npy_write(writer, much.as_ptr(), much.len(), e)).is_err());
                    }
                    0
                }
                _ => {
                    let n = draw.below(40).min(total - done);
                    let given = tried(|e| npy_write(writer, data.as_ptr().add(done), n, e));
                    if given.is_ok() {
                        n
                    } else {
                        failed = true;
                        0
                    }
                }
            };
            done += n;
        }
        if !failed && draw.below(8) != 1 {
            let rest = total - done;
            if tried(|e| npy_write(writer, data.as_ptr().add(done), rest, e)).is_ok() {
                done = total;
            }
        }
        let mut length = 0;
        if draw.one_in(9) {
            npy_discard(writer);
            npy_memory_data(memory, &mut length);
            assert_eq!(length, 0, "something is there that was discarded");
        } else if tried(|e| npy_finish(writer, e)).is_ok() {
            let at = npy_memory_data(memory, &mut length);
            let found = core::slice::from_raw_parts(at, length).to_vec();
            if !failed && done == total && (row > 0 || !grows) {
                let mut wanted = encode_header(&spec(dtype, &shape, b'C')).unwrap();
                wanted.extend_from_slice(&data);
                assert!(found == wanted, "{dtype:?} {asked:?}");
            }
            let reader =
                Reader::memory(&found, &npy_open_options { flags: STRICT, ..zero() }).expect("valid");
            assert!(reader.all().expect("small").is_ok());
        }
        npy_memory_free(memory);
    }
}

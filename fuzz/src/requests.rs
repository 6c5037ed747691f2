//! A valid file and a random request, held against a model that goes element by element.

use super::capi::{encode_header, npy_open_options, npy_request, npy_slice, spec, zero, Reader, NONE};
use super::draw::Draw;
use core::ffi::{c_char, CStr};

const DTYPES: [(&CStr, usize); 12] = [
    (c"|u1", 1),
    (c"<i2", 2),
    (c">i2", 2),
    (c"<f4", 4),
    (c">u4", 4),
    (c"<f8", 8),
    (c">i8", 8),
    (c">c8", 8),
    (c"|S3", 3),
    (c"|V5", 5),
    (c">U2", 8),
    (c"|u1", 1),
];

/// The bytes of one element in the other byte order: `(size of a unit)`.
fn unit(dtype: &CStr, size: usize) -> usize {
    match dtype.to_bytes()[1] {
        b'S' | b'V' => 1,
        b'U' => 4,
        b'c' => size / 2,
        _ => size,
    }
}

/// The indices that Python's slice takes of an axis of `n`.
fn indices(slice: &npy_slice, n: i64) -> Option<Vec<i64>> {
    let (start, stop, step) = (slice.start, slice.stop, slice.step);
    if (start, stop, step) == (0, 0, 0) {
        return Some((0..n).collect());
    }
    let step = if step == NONE { 1 } else { step };
    if step == 0 {
        return None;
    }
    let n = i128::from(n);
    let bound = |value: i64, missing: i128| {
        let (low, high) = if step > 0 { (0, n) } else { (-1, n - 1) };
        match value {
            NONE => missing,
            v if v < 0 => (i128::from(v) + n).clamp(low, high),
            v => i128::from(v).clamp(low, high),
        }
    };
    let (first, last) = if step > 0 { (0, n) } else { (n - 1, -1) };
    let (mut at, stop) = (bound(start, first), bound(stop, last));
    let mut taken = vec![];
    while if step > 0 { at < stop } else { at > stop } {
        taken.push(at as i64);
        at += i128::from(step);
    }
    Some(taken)
}

pub fn request(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let (dtype, size) = draw.pick(&DTYPES);
    let ndim = draw.below(5);
    let shape: Vec<i64> = (0..ndim).map(|_| draw.pick(&[0, 1, 2, 3, 4, 5, 7, 17])).collect();
    let order = draw.pick(b"CF");
    let mut memory_order = draw.pick(&[0, b'C', b'F']);
    let swapped = draw.one_in(2);
    let as_stored = draw.one_in(3);
    let scattered = draw.one_in(2);
    let threads = if draw.one_in(16) { 2 } else { 0 };
    let slices: Vec<npy_slice> = (0..draw.below(ndim + 1))
        .map(|_| {
            let mut number = || match draw.below(8) {
                0..=3 => draw.below(24) as i64 - 9,
                4 | 5 => NONE,
                6 => draw.number() as i64,
                _ => 0,
            };
            npy_slice { start: number(), stop: number(), step: number() }
        })
        .collect();
    let gaps: Vec<i64> = (0..ndim).map(|_| draw.below(4) as i64 - 1).collect();
    let count: i64 = shape.iter().product();
    let data = draw.fill(count as usize * size);
    let mut file = encode_header(&spec(dtype, &shape, order)).expect("a valid spec");
    file.extend_from_slice(&data);
    let reader = Reader::memory(&file, &zero::<npy_open_options>()).expect("a valid file");

    // What shall come out: in which dtype, which elements, where.
    let big = dtype.to_bytes()[0] == b'>';
    let other = format!("{}{}\0", if swapped { '>' } else { '<' }, &dtype.to_str().unwrap()[1..]);
    let (target, big_out) = match (as_stored, unit(dtype, size)) {
        (_, 1) => (core::ptr::null(), big),
        (true, _) => (dtype.as_ptr(), big),
        (false, _) => (other.as_ptr().cast::<c_char>(), swapped),
    };
    let whole = npy_slice { start: 0, stop: 0, step: 0 };
    let taken: Option<Vec<Vec<i64>>> =
        shape.iter().enumerate().map(|(axis, &n)| indices(slices.get(axis).unwrap_or(&whole), n)).collect();
    let mut request = npy_request {
        dtype: target,
        slices: slices.as_ptr(),
        nslices: slices.len() as i32,
        order: memory_order as c_char,
        threads,
        ..zero()
    };
    let Some(taken) = taken else {
        assert!(reader.read(&request, &mut [], 0, 0).is_err(), "a step of 0 is taken");
        return;
    };
    let lengths: Vec<i64> = taken.iter().map(|t| t.len() as i64).collect();
    let elements: i64 = lengths.iter().product();
    if memory_order == 0 {
        memory_order = order;
    }
    let mut strides = packed(&lengths, size as i64, memory_order);
    if scattered {
        // Wider and in both directions, never overlapping.
        let mut extent = size as i64;
        for axis in 0..ndim {
            let step = extent + gaps[axis].max(0);
            strides[axis] = if gaps[axis] < 0 { -step } else { step };
            extent = step * lengths[axis].max(1);
        }
        request.strides = strides.as_ptr();
        request.order = 0;
    }
    let mut low = 0i64;
    let mut high = size as i64;
    for (&n, &stride) in lengths.iter().zip(&strides) {
        let far = (n - 1).max(0) * stride;
        (low, high) = (low + far.min(0), high + far.max(0));
    }
    let mut memory = vec![0xa5u8; (high - low) as usize + 16];
    let mut wanted = memory.clone();
    let origin = 8 - low;
    let file_strides = packed(&shape, size as i64, order);
    let mut index = vec![0usize; ndim];
    for _ in 0..elements {
        let from: i64 = (0..ndim).map(|a| taken[a][index[a]] * file_strides[a]).sum();
        let to: i64 = origin + (0..ndim).map(|a| index[a] as i64 * strides[a]).sum::<i64>();
        let element = &mut wanted[to as usize..to as usize + size];
        element.copy_from_slice(&data[from as usize..from as usize + size]);
        if big != big_out {
            element.chunks_mut(unit(dtype, size)).for_each(<[u8]>::reverse);
        }
        for axis in (0..ndim).rev() {
            index[axis] += 1;
            if index[axis] < taken[axis].len() {
                break;
            }
            index[axis] = 0;
        }
    }
    let result = reader.read(&request, &mut memory, elements as usize * size, origin as usize);
    assert_eq!(result, Ok(()));
    assert!(memory == wanted, "{dtype:?} {shape:?} {:?} of {lengths:?}", strides);
    assert!(reader.read(&request, &mut memory, elements as usize * size + 1, origin as usize).is_err());
}

fn packed(lengths: &[i64], size: i64, order: u8) -> Vec<i64> {
    let mut strides = vec![0; lengths.len()];
    let mut step = size;
    for i in 0..lengths.len() {
        let axis = if order == b'F' { i } else { lengths.len() - 1 - i };
        strides[axis] = step;
        step *= lengths[axis].max(1);
    }
    strides
}

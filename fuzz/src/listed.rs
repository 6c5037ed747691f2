//! Members with a list of blocks that lies: what is read by it is the stream's data, or an error.

use super::capi::*;
use super::draw::Draw;
use super::zips::{array, build, crc, Member};

const LIST: u16 = 0x7a4e;

fn block(out: &mut Vec<u8>, bytes: &[u8], last: bool) {
    let length = bytes.len() as u16;
    out.push(u8::from(last));
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(bytes);
}

/// A list as it should be, or with some numbers changed.
fn list(draw: &mut Draw<'_>, blocks: &[&[u8]], starts: &[usize], size: usize) -> Vec<u8> {
    let mut words = vec![size as u32, blocks[0].len() as u32];
    for (i, bytes) in blocks.iter().enumerate() {
        words.extend_from_slice(&[(starts[i + 1] - starts[i]) as u32, crc(bytes)]);
    }
    for _ in 0..draw.below(4) {
        let at = draw.below(words.len());
        words[at] = match draw.below(4) {
            0 => draw.number() as u32,
            1 => words[at].wrapping_add(draw.byte().into()),
            2 => words[at].wrapping_sub(draw.byte().into()),
            _ => words[draw.below(words.len())],
        };
    }
    if draw.one_in(8) {
        words.truncate(draw.below(words.len() + 1));
    }
    let mut body = vec![1, 0, 0, 0];
    words.iter().for_each(|word| body.extend_from_slice(&word.to_le_bytes()));
    if draw.one_in(16) {
        body[0] = draw.byte();
    }
    [&LIST.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), &body].concat()
}

pub fn blocks(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let length = usize::from(draw.word() % 1500);
    let size = draw.pick(&[64, 100, 500, 4096]);
    let mut data = array(length);
    let lead = if draw.one_in(2) { data.len() } else { draw.below(data.len()) + 1 };
    data.extend_from_slice(&draw.fill(length));
    let mut blocks = vec![&data[..lead]];
    blocks.extend(data[lead..].chunks(size));
    // The stream: the blocks as they are listed, or cut otherwise, or with more behind them.
    let (mut packed, mut starts) = (vec![], vec![0]);
    let shifted = draw.one_in(8);
    for bytes in &blocks {
        let (now, later) = bytes.split_at(if shifted { bytes.len() / 2 } else { bytes.len() });
        block(&mut packed, now, false);
        if shifted {
            block(&mut packed, later, false);
        }
        if draw.one_in(3) {
            packed.extend_from_slice(&[0, 0, 0, 0xff, 0xff]);
        }
        starts.push(packed.len());
    }
    packed.extend_from_slice(&[3, 0]);
    let extra = list(&mut draw, &blocks, &starts, size);
    for _ in 0..draw.below(3) {
        let at = usize::from(draw.word()) % packed.len();
        packed[at] ^= draw.byte();
    }
    let sum = crc(&data) ^ u32::from(draw.one_in(16));
    let member = |extra| Member {
        name: b"a.npy".to_vec(),
        method: 8,
        crc: sum,
        size: data.len() as u32,
        packed: packed.clone(),
        extra,
    };
    let with = build(&[member(extra)]);
    let without = build(&[member(vec![])]);
    let threads = if draw.one_in(16) { 2 } else { 0 };
    let slices =
        [npy_slice { start: i64::from(draw.word() % 1500), stop: NONE, step: draw.pick(&[1, 7, -1, 300]) }];
    assert_same(&with, &without, data.len(), &slices, threads, &data);
}

fn assert_same(with: &[u8], without: &[u8], size: usize, slices: &[npy_slice], threads: i32, data: &[u8]) {
    // SAFETY: plain calls with valid pointers; each handle is ended once.
    unsafe {
        let open = |bytes: &[u8]| {
            made(|out, e| npz_open_memory(bytes.as_ptr(), bytes.len(), core::ptr::null(), out, e))
        };
        let (listed, plain) = (open(with).expect("an archive"), open(without).expect("an archive"));
        let whole = |archive| {
            let mut found = vec![0u8; size];
            tried(|e| npz_bytes_at(archive, 0, found.as_mut_ptr(), size, e)).map(|()| found)
        };
        let wanted = whole(plain);
        let found = whole(listed);
        match (&found, &wanted) {
            (Ok(found), Ok(wanted)) => assert!(found == wanted && found == data, "other data by the list"),
            (Err(_), Err(_)) => {}
            // The list is a hint: a right stream is read whatever it says.
            (Err(status), Ok(_)) => panic!("{status} because of the list"),
            (Ok(_), Err(status)) => panic!("only with the list: without it {status}"),
        }
        let slice = |archive| {
            let reader = Reader(made(|out, e| npz_get_at(archive, 0, out, e))?);
            let request = npy_request { slices: slices.as_ptr(), nslices: 1, threads, ..zero() };
            let mut info: npy_info = zero();
            tried(|e| npy_plan(reader.0, &request, &mut info, e))?;
            let mut found = vec![0u8; info.nbytes as usize];
            tried(|e| npy_read(reader.0, &request, found.as_mut_ptr(), found.len(), e)).map(|()| found)
        };
        if let (Ok(found), Ok(wanted)) = (slice(listed), slice(plain)) {
            // A part of a stream that is damaged elsewhere cannot be known to be right; of one that is right, it is.
            assert!(found == wanted || whole(plain).is_err(), "a slice has other data by the list");
        }
        npz_close(listed);
        npz_close(plain);
    }
}

//! Deflate, both ways, against zlib-rs.

use super::draw::Draw;
use npyrw::error::Result;
use npyrw::io::{Deflater, Inflater};
use npyrw::mem::{Mem, MemMut};

const MOST: usize = 1 << 20;

/// What our decoder makes of it, fetched and asked for in pieces; and how much of it was used. `Ok(None)`
/// is more than the target looks at.
fn ours(raw: &[u8], piece: usize, step: usize) -> Result<Option<(Vec<u8>, u64)>> {
    let mut inflater = Inflater::new()?;
    let mut left = raw;
    let mut fetch = |dst: MemMut<'_>| {
        let (now, later) = left.split_at(dst.len().min(piece).min(left.len()));
        dst.sub(0, now.len())?.copy_from(Mem::from_slice(now))?;
        left = later;
        Ok(now.len())
    };
    let (mut all, mut buffer) = (Vec::new(), vec![0xa5; step]);
    loop {
        let n = inflater.read(MemMut::from_slice(&mut buffer), &mut fetch)?;
        all.extend_from_slice(&buffer[..n]);
        assert!(buffer[n..].iter().all(|&b| b == 0xa5), "bytes behind the end were touched");
        buffer[..n].fill(0xa5);
        if n < step {
            assert!(inflater.ended() && inflater.consumed() <= raw.len() as u64);
            return Ok(Some((all, inflater.consumed())));
        }
        if all.len() > MOST {
            return Ok(None);
        }
    }
}

/// What zlib-rs makes of it: `Err` if it refuses or there is no end, `Ok(None)` if it is more than we look at.
fn theirs(raw: &[u8]) -> core::result::Result<Option<(Vec<u8>, u64)>, ()> {
    let mut inflate = zlib_rs::Inflate::new(false, 15);
    let (mut data, mut piece) = (vec![], [0; 1 << 14]);
    loop {
        let (used, done) = (inflate.total_in() as usize, inflate.total_out() as usize);
        let status = inflate.decompress(&raw[used..], &mut piece, zlib_rs::InflateFlush::NoFlush);
        data.extend_from_slice(&piece[..inflate.total_out() as usize - done]);
        match status {
            Ok(zlib_rs::Status::StreamEnd) => return Ok(Some((data, inflate.total_in()))),
            Ok(_) if data.len() > MOST => return Ok(None),
            Ok(_) if data.len() > done || inflate.total_in() as usize > used => {}
            _ => return Err(()),
        }
    }
}

/// Any bytes as a stream: the same data, or neither takes it; in whatever pieces.
pub fn inflate(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let piece = draw.pick(&[usize::MAX, 1, 7, 300, 4096]);
    let step = draw.pick(&[1 << 14, 1, 77, 1 << 16]);
    let raw = draw.rest();
    let (found, wanted) = (ours(raw, piece, step), theirs(raw));
    match (found, wanted) {
        (Ok(Some(found)), Ok(Some(wanted))) => assert!(found == wanted, "other data or another end"),
        (Err(_), Err(())) => {}
        (Ok(None), _) | (_, Ok(None)) => {}
        (Ok(_), Err(())) => panic!("only we take it"),
        (Err(e), Ok(_)) => panic!("only zlib-rs takes it: {}", e.message()),
    }
}

/// Any bytes as data: both decoders give them back; the same bytes whatever the pieces.
pub fn deflate(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let level = draw.pick(&[1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let itemsize = draw.pick(&[1, 2, 3, 4, 8, 16, 12, 100, 4000]);
    let repeat = draw.below(4) * draw.below(64) + 1;
    let cuts: Vec<u8> = draw.take(4).to_vec();
    let seed = draw.rest();
    let mut data = Vec::new();
    for i in 0..repeat {
        data.extend(
            seed.iter().enumerate().map(|(at, &b)| if at % 8 == 1 { b.wrapping_add(i as u8) } else { b }),
        );
        if data.len() > 1 << 15 {
            break;
        }
    }
    let mut deflater = Deflater::new(level, itemsize).unwrap();
    let whole = packed(&mut deflater, &[&data]);
    deflater.reset(itemsize);
    let mut pieces = vec![];
    let mut left = &data[..];
    for cut in &cuts {
        let (now, later) = left.split_at((usize::from(*cut) * 97).min(left.len()));
        pieces.push(now);
        left = later;
    }
    pieces.push(left);
    assert!(packed(&mut deflater, &pieces) == whole, "the pieces are seen in the stream");
    let end = whole.len() as u64;
    if data.len() < MOST {
        let (found, used) = ours(&whole, usize::MAX, 1 << 16).unwrap().expect("short enough");
        assert!(found == data && used == end);
        let (found, used) = theirs(&whole).expect("zlib-rs takes it").expect("short enough");
        assert!(found == data && used == end);
    }
}

fn packed(deflater: &mut Deflater, pieces: &[&[u8]]) -> Vec<u8> {
    let mut out = vec![];
    let mut put = |piece: &[u8]| {
        out.extend_from_slice(piece);
        Ok(())
    };
    for piece in pieces {
        deflater.write(Mem::from_slice(piece), &mut put).unwrap();
    }
    deflater.finish(&mut put).unwrap();
    out
}

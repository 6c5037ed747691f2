//! The decoder of deflate streams, against what zlib made, what zlib-rs makes of the
//! same bytes, and streams with everything that the format allows.

mod contract;
mod damage;
mod fixtures;
mod literals;
#[path = "../support/numbers.rs"]
#[allow(dead_code)]
mod numbers;
mod random;
mod streams;

use npyrw::error::Result;
use npyrw::io::Inflater;
use npyrw::mem::{Mem, MemMut};
use std::cell::RefCell;

/// Hands out `bytes` in pieces of at most `piece`.
pub fn pieces<'b>(mut bytes: &'b [u8], piece: usize) -> impl FnMut(MemMut<'_>) -> Result<usize> + 'b {
    move |dst| {
        let n = dst.len().min(piece).min(bytes.len());
        let (now, later) = bytes.split_at(n);
        dst.sub(0, n)?.copy_from(Mem::from_slice(now))?;
        bytes = later;
        Ok(n)
    }
}

/// Decodes all of it, fetched and read in pieces. Also checks what the decoder says of
/// itself on the way.
pub fn inflate_by(inflater: &mut Inflater, raw: &[u8], piece: usize, step: usize) -> Result<Vec<u8>> {
    inflater.reset();
    let mut fetch = pieces(raw, piece);
    let mut all = Vec::new();
    let mut buffer = vec![0xa5; step];
    loop {
        let n = inflater.read(MemMut::from_slice(&mut buffer), &mut fetch)?;
        all.extend_from_slice(&buffer[..n]);
        assert!(buffer[n..].iter().all(|&b| b == 0xa5), "bytes behind the end were touched");
        buffer[..n].fill(0xa5);
        assert!(n == step || inflater.ended());
        assert!(inflater.consumed() <= raw.len() as u64);
        if n < step {
            assert_eq!(inflater.read(MemMut::from_slice(&mut buffer), &mut fetch)?, 0);
            return Ok(all);
        }
    }
}

/// Decodes all of it, and says how much of it was used.
pub fn inflate(raw: &[u8]) -> Result<(Vec<u8>, u64)> {
    thread_local!(static INFLATER: RefCell<Inflater> = RefCell::new(Inflater::new().unwrap()));
    INFLATER.with_borrow_mut(|inflater| {
        let data = inflate_by(inflater, raw, usize::MAX, 1 << 14)?;
        Ok((data, inflater.consumed()))
    })
}

/// What zlib-rs makes of it: the data and the bytes used, or nothing if it refuses, or if
/// the stream does not end. At most `limit` bytes.
pub fn reference(raw: &[u8], limit: usize) -> Option<(Vec<u8>, u64)> {
    thread_local!(static INFLATE: RefCell<zlib_rs::Inflate> = RefCell::new(zlib_rs::Inflate::new(false, 15)));
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        let mut data = vec![];
        let mut piece = [0; 1 << 14];
        loop {
            let (used, done) = (inflate.total_in() as usize, inflate.total_out() as usize);
            let status = inflate.decompress(&raw[used..], &mut piece, zlib_rs::InflateFlush::NoFlush);
            data.extend_from_slice(&piece[..inflate.total_out() as usize - done]);
            match status {
                Ok(zlib_rs::Status::StreamEnd) => return Some((data, inflate.total_in())),
                Ok(_) if data.len() > done => {
                    assert!(data.len() <= limit, "the limit is too low for this test")
                }
                _ => return None,
            }
        }
    })
}

/// CRC-32 as zip files have it.
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| crc >> 1 ^ 0xedb8_8320 * (crc & 1))
    })
}

/// The streams of tests/data/deflate: name, bytes, size and CRC-32 of the data.
pub fn fixtures() -> Vec<(String, Vec<u8>, usize, u32)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/deflate");
    let list = std::fs::read_to_string(folder.join("expected.txt")).unwrap();
    list.lines()
        .map(|line| {
            let [name, size, crc] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let raw = std::fs::read(folder.join(format!("{name}.raw"))).unwrap();
            (name.into(), raw, size.parse().unwrap(), u32::from_str_radix(crc, 16).unwrap())
        })
        .collect()
}

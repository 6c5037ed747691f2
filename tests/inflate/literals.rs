//! Long streams of little but literals, which are decoded in two places at once: whole, cut, damaged, and read in any
//! sizes.

use super::numbers::Random;
use super::{inflate, inflate_by, reference};
use npyrw::error::Status;
use npyrw::io::Inflater;

/// Doubles between 1 and 2, with something repeated now and then, and what zlib-rs makes of them.
fn stream(rng: &mut Random, len: usize) -> (Vec<u8>, Vec<u8>) {
    let every = 20 + rng.below(300);
    let mut data: Vec<u8> = Vec::with_capacity(len);
    while data.len() < len {
        let at = data.len();
        if at > 1000 && rng.below(every) == 0 {
            let (from, len) = (at - 1 - rng.below(at.min(32_768)), 3 + rng.below(40));
            for i in 0..len {
                data.push(data[from + i]);
            }
        }
        match at % 8 {
            7 => data.push(0x3f),
            6 => data.push(0xf0 | rng.next() as u8),
            _ => data.push(rng.next() as u8),
        }
    }
    let config = zlib_rs::DeflateConfig { level: 6, window_bits: -15, ..Default::default() };
    let mut raw = vec![0; data.len() + data.len() / 8 + 1000];
    let mut deflate = zlib_rs::Deflate::new_with_config(config);
    deflate.compress(&data, &mut raw, zlib_rs::DeflateFlush::Finish).unwrap();
    raw.truncate(deflate.total_out() as usize);
    (raw, data)
}

#[test]
fn they_come_back_in_pieces_of_any_size() {
    let mut inflater = Inflater::new().unwrap();
    for seed in 0..20 {
        let rng = &mut Random(seed);
        let len = 100_000 + rng.below(200_000);
        let (raw, data) = stream(rng, len);
        // What fits exactly, one byte less and more, and sizes around what is decoded at once.
        for step in
            [data.len(), data.len() - 1, data.len() + 1, 2303, 2304, 2305, 65_536, 1000 + rng.below(5000)]
        {
            let piece = [usize::MAX, 1727, 1728, 1 + rng.below(4000)][rng.below(4)];
            let found = inflate_by(&mut inflater, &raw, piece, step);
            assert!(found.is_ok_and(|found| found == data), "seed {seed}, in {piece} to {step}");
        }
    }
}

#[test]
fn every_truncation_is_told() {
    let (raw, _) = stream(&mut Random(1), 60_000);
    for len in (0..raw.len()).step_by(23) {
        let error = inflate(&raw[..len]).unwrap_err();
        assert_eq!((error.status(), error.offset()), (Status::Truncated, len as i64));
    }
}

#[test]
fn damage_is_seen_as_zlib_rs_sees_it() {
    let (mut refused, mut other) = (0, 0);
    for seed in 0..if cfg!(debug_assertions) { 100 } else { 600 } {
        let rng = &mut Random(seed);
        let (mut raw, _) = stream(rng, 40_000);
        for _ in 0..1 + rng.below(20) {
            let bit = rng.below(8 * raw.len());
            raw[bit / 8] ^= 1 << (bit % 8);
        }
        match (inflate(&raw), reference(&raw, 1 << 20)) {
            (Ok(found), Some(wanted)) => {
                assert!(found == wanted, "seed {seed}");
                other += 1;
            }
            (Err(_), None) => refused += 1,
            (found, _) => panic!("seed {seed}: {:?}, zlib-rs not", found.map(|found| found.0.len())),
        }
    }
    assert!(refused > 5 && other > 5, "{refused} refused, {other} not");
}

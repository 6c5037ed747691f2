//! Random streams, whole and damaged, against zlib-rs. Always the same ones.

use super::numbers::Random;
use super::streams::random_stream;
use super::{inflate, inflate_by, pieces, reference};
use npyrw::io::Inflater;
use npyrw::mem::MemMut;

const LIMIT: usize = 32 << 20;

/// A size: small ones, those around what the decoder has inside, and all at once.
fn size(rng: &mut Random) -> usize {
    match rng.below(5) {
        0 => 1 + rng.below(20),
        1 => 1 + rng.below(1000),
        2 => 65536 + rng.below(3) - 1,
        3 => 98304 + rng.below(200_000),
        _ => 1 << 26,
    }
}

fn whole_and_damaged(seeds: std::ops::Range<u64>) {
    let mut inflater = Inflater::new().unwrap();
    let (mut refused, mut other) = (0, 0);
    for seed in seeds {
        let rng = &mut Random(seed);
        let (raw, data) = random_stream(rng);
        for _ in 0..2 {
            let (piece, step) = (size(rng), size(rng).max(data.len() / 5000 + 1));
            let found = inflate_by(&mut inflater, &raw, piece, step);
            assert!(found.as_ref().is_ok_and(|f| *f == data), "seed {seed}: {:?}", found.err());
        }
        assert!(reference(&raw, data.len() + 1).is_some_and(|(d, _)| d == data), "seed {seed}: zlib-rs");
        let mut damaged = raw;
        for _ in 0..1 + rng.below(3) {
            let bit = rng.below(8 * damaged.len());
            damaged[bit / 8] ^= 1 << (bit % 8);
        }
        if rng.chance(8) {
            damaged.truncate(rng.below(damaged.len()));
        }
        match (inflate(&damaged), reference(&damaged, LIMIT)) {
            (Ok(found), Some(wanted)) => assert!(found == wanted, "seed {seed}: other data"),
            (Err(_), None) => refused += 1,
            (found, wanted) => panic!(
                "seed {seed}: {:?}, zlib-rs {}",
                found.map(|f| f.0.len()),
                if wanted.is_some() { "decodes it" } else { "refuses it" }
            ),
        }
        other += 1;
    }
    assert!(refused > 0 && refused < other, "{refused} of {other} refused");
}

#[test]
fn random_streams_decode_as_zlib_rs_decodes_them() {
    whole_and_damaged(0..if cfg!(debug_assertions) { 40 } else { 200 });
}

#[test]
#[ignore = "takes minutes"]
fn many_random_streams_decode_as_zlib_rs_decodes_them() {
    let from = std::env::var("NPYRW_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1_000_000);
    let count = std::env::var("NPYRW_COUNT").ok().and_then(|s| s.parse().ok()).unwrap_or(100_000);
    whole_and_damaged(from..from + count);
}

/// What zlib-rs compresses, at any level and in any way.
#[test]
fn what_zlib_rs_compresses_comes_back() {
    use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Strategy};
    let mut inflater = Inflater::new().unwrap();
    for seed in 0..60 {
        let rng = &mut Random(seed);
        let len = rng.below(300_000);
        // Numbers whose low bytes are noise and whose high bytes are not, in items of any size.
        let (item, noise, values) = (1 + rng.below(9), rng.below(9), 1 + rng.below(200));
        let data: Vec<u8> =
            (0..len)
                .map(|i| {
                    if i % item < noise {
                        rng.next() as u8
                    } else {
                        (rng.below(values) / (1 + i % item)) as u8
                    }
                })
                .collect();
        let strategies =
            [Strategy::Default, Strategy::Filtered, Strategy::HuffmanOnly, Strategy::Rle, Strategy::Fixed];
        let config = DeflateConfig {
            level: rng.below(10) as i32,
            window_bits: -(9 + rng.below(7) as i32),
            mem_level: 1 + rng.below(9) as i32,
            strategy: strategies[rng.below(5)],
            ..DeflateConfig::default()
        };
        let mut raw = vec![0; len + len / 8 + 10_000];
        let mut deflate = Deflate::new_with_config(config);
        deflate.compress(&data, &mut raw, DeflateFlush::Finish).unwrap();
        raw.truncate(deflate.total_out() as usize);
        let found = inflate_by(&mut inflater, &raw, size(rng), size(rng).max(100));
        assert!(found.is_ok_and(|f| f == data), "seed {seed}: {config:?}");
    }
}

/// However a damaged stream is read, the same bytes come before the error.
#[test]
fn as_many_bytes_as_are_good_come_before_an_error() {
    let mut inflater = Inflater::new().unwrap();
    for seed in 0..300 {
        let rng = &mut Random(seed);
        let (mut raw, _) = random_stream(rng);
        let bit = rng.below(8 * raw.len());
        raw[bit / 8] ^= 1 << (bit % 8);
        raw.truncate(5000);
        let mut all: Vec<Result<Vec<u8>, String>> = vec![];
        for (piece, step) in [(usize::MAX, 1), (1, 1), (20, 1)] {
            inflater.reset();
            let mut fetch = pieces(&raw, piece);
            let mut found = vec![];
            let mut byte = [0];
            assert_eq!(step, byte.len());
            let end = loop {
                match inflater.read(MemMut::from_slice(&mut byte), &mut fetch) {
                    Ok(1) if found.len() < 100_000 => found.push(byte[0]),
                    Ok(_) => break String::new(),
                    Err(error) => break format!("{error:?}"),
                }
            };
            all.push(Ok(found));
            all.push(Err(end));
        }
        assert!(all[..2] == all[2..4] && all[..2] == all[4..], "seed {seed}");
    }
}

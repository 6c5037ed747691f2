//! Damaged streams: never a panic, never a byte out of place, and refused exactly when
//! zlib-rs refuses them.

use super::{fixtures, inflate, reference};
use npyrw::error::Status;

/// Small streams of every kind: those whose every bit can be tried.
fn small() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = fixtures()
        .into_iter()
        .filter(|(name, raw, ..)| raw.len() < 700 || name == "fixed" || name == "small_blocks")
        .map(|(name, mut raw, ..)| {
            raw.truncate(700);
            (name, raw)
        })
        .collect();
    // The beginnings of longer ones: headers of codes, then a little of what follows.
    all.extend(fixtures().into_iter().filter(|(_, raw, ..)| raw.len() > 5000).take(6).map(
        |(name, mut raw, ..)| {
            raw.truncate(300);
            (name, raw)
        },
    ));
    all
}

#[test]
fn every_truncation_is_told() {
    for (name, raw, size, _) in fixtures() {
        // Every length, but of those that are or become long not all.
        let every = 1 + raw.len() * size / 2_000_000;
        for len in (0..raw.len()).rev().step_by(every) {
            let error = inflate(&raw[..len]).expect_err(&name);
            assert_eq!(error.status(), Status::Truncated, "{name} {len}: {error:?}");
            assert_eq!(error.offset(), len as i64, "{name}");
        }
    }
}

#[test]
fn every_flipped_bit_is_seen_as_zlib_rs_sees_it() {
    let small = small();
    let mut tried = 0;
    for (name, raw) in &small {
        // Every bit, but of those that become long not all.
        let every = if name.starts_with("run") || name.starts_with("far") { 41 } else { 1 };
        for bit in (0..8 * raw.len()).step_by(every) {
            let mut raw = raw.clone();
            raw[bit / 8] ^= 1 << (bit % 8);
            let (found, wanted) = (inflate(&raw), reference(&raw, 2 << 20));
            match (&found, &wanted) {
                (Ok(found), Some(wanted)) => assert!(found == wanted, "{name} {bit}"),
                (Err(error), None) => {
                    assert!(matches!(error.status(), Status::Archive | Status::Truncated), "{error:?}");
                    assert!((0..=raw.len() as i64).contains(&error.offset()), "{error:?}");
                }
                _ => panic!("{name} {bit}: {found:?}, zlib-rs {}", wanted.is_some()),
            }
            tried += 1;
        }
    }
    assert!(small.len() > 15 && tried > 20_000, "{} streams, {tried} bits", small.len());
}

#[test]
fn all_short_streams_are_seen_as_zlib_rs_sees_them() {
    for len in 0..=2 {
        for n in 0..1u32 << (8 * len) {
            let raw = &n.to_le_bytes()[..len];
            let found = inflate(raw).ok();
            assert_eq!(found, reference(raw, 1000), "{raw:02x?}");
        }
    }
}

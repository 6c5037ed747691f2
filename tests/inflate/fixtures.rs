//! What Python's zlib wrote, at all its levels and in all its ways.

use super::{crc32, fixtures, inflate, inflate_by};
use npyrw::io::Inflater;

#[test]
fn what_zlib_wrote_comes_back() {
    let all = fixtures();
    assert!(all.len() > 50, "only {} streams", all.len());
    for (name, raw, size, crc) in &all {
        let (data, consumed) = inflate(raw).unwrap();
        assert_eq!(data.len(), *size, "{name}");
        assert_eq!(crc32(&data), *crc, "{name}");
        assert_eq!(consumed, raw.len() as u64, "{name}");
    }
}

#[test]
fn the_size_of_the_pieces_changes_nothing() {
    let mut inflater = Inflater::new().unwrap();
    for (name, raw, ..) in fixtures() {
        let (data, _) = inflate(&raw).unwrap();
        for piece in [1, 2, 7, 15, 16, 17, 100, 4096, usize::MAX] {
            for step in [1, 3, 100, 65536, data.len() + 1] {
                // A byte at a time takes long where there are many.
                if step < 100 && data.len() > 20_000 {
                    continue;
                }
                assert!(
                    inflate_by(&mut inflater, &raw, piece, step).unwrap() == data,
                    "{name} {piece} {step}"
                );
            }
        }
    }
}

#[test]
fn bytes_behind_the_stream_are_not_used() {
    for (name, mut raw, size, crc) in fixtures() {
        let len = raw.len() as u64;
        raw.extend_from_slice(&[0xff; 100]);
        let (data, consumed) = inflate(&raw).unwrap();
        assert_eq!((data.len(), crc32(&data), consumed), (size, crc, len), "{name}");
    }
}

#[test]
fn a_match_reaches_exactly_as_far_as_the_history() {
    // Written out by hand: zlib makes no distance above 32506.
    use super::numbers::Random;
    use super::streams::{Token, Writer};
    for before in [32768, 32769, 40_000, 98_303, 98_304, 98_305, 131_072, 200_001] {
        let mut data: Vec<u8> = vec![];
        let mut rng = Random(before as u64);
        let mut tokens = vec![];
        for _ in 0..before {
            data.push(rng.below(256) as u8);
            tokens.push(Token::Literal(*data.last().unwrap()));
        }
        for (len, distance) in [(258, 32768), (3, 32768), (17, 32767), (258, 1), (100, 24577)] {
            tokens.push(Token::Match { len, distance });
            for _ in 0..len {
                data.push(data[data.len() - distance]);
            }
        }
        let mut writer = Writer::default();
        writer.fixed(&tokens, true);
        assert!(inflate(&writer.finish()).unwrap().0 == data, "{before}");
    }
}

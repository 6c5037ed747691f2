//! What the decoder says of itself, and the errors by their names.

use super::numbers::Random;
use super::streams::{code_lens, Token, Writer};
use super::{inflate, inflate_by, pieces};
use npyrw::error::{Error, Status};
use npyrw::io::Inflater;
use npyrw::mem::MemMut;

fn fixed(tokens: &[Token]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.fixed(tokens, true);
    writer.finish()
}

/// Bits as they come.
fn bits(parts: &[(u64, u32)]) -> Vec<u8> {
    let mut writer = Writer::default();
    parts.iter().for_each(|&(value, bits)| writer.put(value, bits));
    writer.put(0, 64);
    writer.finish()
}

#[test]
fn each_damage_has_its_message() {
    let lens = |ones: &[usize], len: u64| {
        (0..19).map(|i| (if ones.contains(&i) { len } else { 0 }, 3)).collect::<Vec<_>>()
    };
    let dynamic = |nlit: u64, ndist: u64, rest: &[(u64, u32)]| {
        let mut parts = vec![(1, 1), (2, 2), (nlit, 5), (ndist, 5), (15, 4)];
        parts.extend_from_slice(rest);
        bits(&parts)
    };
    // In the order of the format: 0 is the code length 16, 3 is 0, 4 is 8, 17 is 1.
    let cases: Vec<(Vec<u8>, i64, &str)> = vec![
        (bits(&[(1, 1), (3, 2)]), 0, "a block of type 3, expected 0, 1 or 2"),
        (
            bits(&[(1, 1), (0, 7), (5, 16), (5, 16)]),
            5,
            "a stored block's length 0x0005 with the complement 0x0005, expected 0xfffa",
        ),
        (dynamic(30, 29, &[]), 2, "287 literals and lengths and 30 distances, expected at most 286 and 30"),
        (dynamic(29, 30, &[]), 2, "286 literals and lengths and 31 distances, expected at most 286 and 30"),
        (dynamic(0, 0, &lens(&[0, 3, 4], 1)), 9, "a code of lengths of codes that is over-subscribed"),
        (dynamic(0, 0, &lens(&[3, 4], 2)), 9, "a code of lengths of codes that is incomplete"),
        (dynamic(0, 0, &lens(&[3], 1)), 9, "fewer than 2 codes of lengths of codes"),
        (dynamic(0, 0, &lens(&[], 1)), 9, "fewer than 2 codes of lengths of codes"),
        (
            dynamic(0, 0, &[lens(&[0, 3], 1), vec![(1, 1)]].concat()),
            9,
            "the repetition of a length of code before the first",
        ),
        // 138 zeros twice are 18 more than there are.
        (
            dynamic(0, 0, &[lens(&[2, 3], 1), vec![(1, 1), (127, 7), (1, 1), (127, 7)]].concat()),
            11,
            "276 lengths of codes, expected 258",
        ),
        (
            dynamic(0, 0, &[lens(&[3, 4], 1), vec![(0, 64); 5]].concat()),
            41,
            "no code for the end of the block",
        ),
        // All 257 have codes of 8 bits.
        (
            dynamic(0, 0, &[lens(&[3, 4], 1), vec![(u64::MAX, 64); 5]].concat()),
            41,
            "a code of literals and lengths that is over-subscribed",
        ),
        // 255 of them have.
        (
            dynamic(
                0,
                0,
                &[
                    lens(&[3, 4], 1),
                    vec![(0, 2), (u64::MAX, 64), (u64::MAX, 64), (u64::MAX, 64), (u64::MAX, 63)],
                ]
                .concat(),
            ),
            41,
            "a code of literals and lengths that is incomplete",
        ),
        (
            fixed(&[Token::Literal(7), Token::Match { len: 3, distance: 2 }]),
            1,
            "a distance of 2 where 1 bytes came before",
        ),
        (bits(&[(1, 1), (1, 2), (0b0110_0011, 8)]), 0, "length symbol 286, expected at most 285"),
        (bits(&[(1, 1), (1, 2), (0b1000000, 7), (0b01111, 5)]), 0, "distance symbol 30, expected at most 29"),
    ];
    for (raw, offset, message) in cases {
        let error = inflate(&raw).expect_err(message);
        assert_eq!(error.status(), Status::Archive, "{error:?}");
        assert_eq!(error.message(), format!("damaged compressed data: found {message}"));
        assert_eq!(error.offset(), offset, "{error:?}");
    }
}

#[test]
fn bits_that_are_no_code_are_told() {
    // One distance with a code of one bit, and the other bit.
    let rng = &mut Random(1);
    for (distance_lens, of) in [(vec![1], "distance"), (vec![0], "distance")] {
        let mut writer = Writer::default();
        let litlens = code_lens(258, &[0, 256, 257], 15, rng);
        writer.header(&litlens, &distance_lens, true, rng);
        let codes = |symbol: usize| {
            (
                litlens[symbol],
                litlens
                    .iter()
                    .enumerate()
                    .filter(|&(s, &l)| l > 0 && (l, s) < (litlens[symbol], symbol))
                    .count(),
            )
        };
        // Three codes: one of one bit, 0, and two of two bits, 10 and 11.
        for (symbol, after) in [(0, None), (257, Some(1))] {
            match codes(symbol) {
                (1, 0) => writer.put(0, 1),
                (2, 1) => writer.put(0b01, 2),
                (2, 2) => writer.put(0b11, 2),
                other => panic!("{other:?}"),
            }
            if let Some(bit) = after {
                writer.put(bit, 1);
            }
        }
        writer.put(0, 60);
        let error = inflate(&writer.finish()).unwrap_err();
        assert_eq!(
            error.message(),
            format!("damaged compressed data: found bits that are no code of a {of}")
        );
    }
}

#[test]
fn an_error_is_repeated_until_the_reset() {
    let good = fixed(&[Token::Literal(65), Token::Literal(66)]);
    let bad = fixed(&[Token::Literal(65), Token::Match { len: 9, distance: 5 }]);
    let mut inflater = Inflater::new().unwrap();
    let mut fetch = pieces(&bad, usize::MAX);
    let mut two = [0; 2];
    let first = inflater.read(MemMut::from_slice(&mut two), &mut fetch).unwrap_err();
    for _ in 0..3 {
        let again = inflater.read(MemMut::from_slice(&mut two), &mut fetch).unwrap_err();
        assert_eq!(format!("{again:?}"), format!("{first:?}"));
    }
    assert!(!inflater.ended());
    assert_eq!(inflate_by(&mut inflater, &good, 1, 2).unwrap(), b"AB");
    assert_eq!(inflater.consumed(), good.len() as u64);
}

#[test]
fn what_is_good_before_an_error_can_be_read() {
    let bad = fixed(&[Token::Literal(65), Token::Match { len: 9, distance: 5 }]);
    let mut inflater = Inflater::new().unwrap();
    let mut fetch = pieces(&bad, usize::MAX);
    let mut one = [0];
    assert_eq!(inflater.read(MemMut::from_slice(&mut one), &mut fetch).unwrap(), 1);
    assert_eq!(one, *b"A");
    assert_eq!(
        inflater.read(MemMut::from_slice(&mut one), &mut fetch).unwrap_err().status(),
        Status::Archive
    );
}

#[test]
fn an_error_of_the_fetching_comes_through() {
    let mut inflater = Inflater::new().unwrap();
    let mut calls = 0;
    let mut fetch = |_: MemMut<'_>| {
        calls += 1;
        Err(Error::new(Status::Io, format_args!("the disk is gone")))
    };
    let mut byte = [0];
    for _ in 0..2 {
        let error = inflater.read(MemMut::from_slice(&mut byte), &mut fetch).unwrap_err();
        assert_eq!((error.status(), error.message()), (Status::Io, "the disk is gone"));
    }
    assert_eq!(calls, 1);
}

#[test]
fn fetching_more_than_was_asked_for_is_an_error() {
    let mut inflater = Inflater::new().unwrap();
    let error = inflater.read(MemMut::from_slice(&mut [0]), &mut |dst| Ok(dst.len() + 1)).unwrap_err();
    assert_eq!(error.status(), Status::Internal);
}

#[test]
fn the_end_is_seen_by_the_read_that_asks_for_more() {
    let raw = fixed(&[Token::Literal(1), Token::Literal(2)]);
    let mut inflater = Inflater::new().unwrap();
    let mut fetch = pieces(&raw, usize::MAX);
    let mut two = [0; 2];
    assert_eq!(inflater.read(MemMut::from_slice(&mut []), &mut fetch).unwrap(), 0);
    assert_eq!(inflater.consumed(), 0);
    assert_eq!(inflater.read(MemMut::from_slice(&mut two), &mut fetch).unwrap(), 2);
    assert!(!inflater.ended());
    assert_eq!(inflater.read(MemMut::from_slice(&mut two), &mut fetch).unwrap(), 0);
    assert!(inflater.ended());
    assert_eq!(inflater.consumed(), raw.len() as u64);
}

#[test]
fn it_moves_between_threads() {
    fn moves<T: Send>(_: &T) {}
    let inflater = Inflater::new().unwrap();
    moves(&inflater);
    assert!(size_of_val(&inflater) <= 256);
}

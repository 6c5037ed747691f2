//! A count in a header that others are reading: which byte is written next.
//!
//! A reader takes the bytes of one read in ascending order, and each may be older than the one behind it. So no
//! state may say more than the count that is being written, and no beginning of an older one with the
//! end of a newer one either: see "Files that grow" in DESIGN.md.

use crate::format::GROWTH_DIGITS;

/// A count as it stands in the header: digits behind blanks.
pub(super) type Digits = [u8; GROWTH_DIGITS];

/// The digits of `count`, which is not negative.
pub(super) fn digits(mut count: i64) -> Digits {
    let mut digits = [b' '; GROWTH_DIGITS];
    for place in digits.iter_mut().rev() {
        *place = b'0' + (count % 10) as u8;
        count /= 10;
        if count == 0 {
            break;
        }
    }
    digits
}

/// What the digits say; those between two counts are a number, too.
pub(super) fn number(digits: &Digits) -> i64 {
    let value = |digit: u8| i64::from(digit.saturating_sub(b'0'));
    digits.iter().fold(0i64, |count, &digit| count.saturating_mul(10).saturating_add(value(digit)))
}

/// The next byte on the way from one count to a larger one: where, and what. None at the end.
pub(super) fn next(shown: &Digits, wanted: &Digits) -> Option<(usize, u8)> {
    let high = (0..shown.len()).find(|&i| shown[i] != wanted[i])?;
    let (low, limit) = (&shown[high + 1..], &wanted[high + 1..]);
    let longer = low.contains(&b' ');
    // What stands below the highest digit that changes must not be too much for it.
    if longer || low > limit {
        let zero = low.iter().rposition(|&b| b != b'0' && b != b' ');
        let blank = if longer { low.iter().rposition(|&b| b == b' ') } else { None };
        if let Some(at) = zero.or(blank) {
            return Some((high + 1 + at, b'0'));
        }
    }
    Some((high, wanted[high]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The counts that a writer shows one after another, and all states between, each with the rows that are there.
    fn history(counts: &[i64]) -> Vec<(Digits, i64)> {
        let mut shown = digits(counts[0]);
        let mut states = vec![(shown, counts[0])];
        for &count in &counts[1..] {
            let wanted = digits(count);
            while let Some((at, byte)) = next(&shown, &wanted) {
                shown[at] = byte;
                states.push((shown, count));
            }
            assert_eq!(shown, wanted);
        }
        states
    }

    /// What Python makes of it; `None` if it is no number.
    fn python(digits: &[u8]) -> Option<i64> {
        let text = core::str::from_utf8(digits).unwrap().trim_start();
        let plain = text.bytes().all(|b| b.is_ascii_digit());
        let zeros = text.bytes().all(|b| b == b'0');
        (plain && (zeros || !text.starts_with('0'))).then(|| text.parse().unwrap())
    }

    /// All texts that a reader may have taken together who reads byte `at` at the time of state `from`
    /// or later.
    fn readings(
        states: &[(Digits, i64)],
        at: usize,
        from: usize,
        text: &mut Vec<u8>,
        check: &mut dyn FnMut(&[u8], i64),
    ) {
        if at == GROWTH_DIGITS {
            return check(text, states[from].1);
        }
        let mut last = 0;
        for time in from..states.len() {
            let byte = states[time].0[at];
            // A byte that has not changed since is read at its first chance: what follows has more chances then.
            if byte != last {
                last = byte;
                text.push(byte);
                readings(states, at + 1, time, text, check);
                text.pop();
            }
        }
    }

    /// Random numbers, the same each time.
    fn random(seed: &mut u64) -> i64 {
        *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (*seed >> 33) as i64
    }

    #[test]
    fn no_reading_says_more_than_is_there() {
        let (mut seed, mut seen, mut odd) = (1, 0, 0);
        for round in 0..8000 {
            let mut counts = vec![random(&mut seed) % 1200];
            for _ in 0..1 + round % 3 {
                let step = [1, 10, 100, 1000][random(&mut seed) as usize % 4];
                counts.push(counts.last().unwrap() + 1 + random(&mut seed) % step);
            }
            let states = history(&counts);
            for (state, rows) in &states {
                assert_eq!(Some(number(state)), python(state));
                assert!(python(state).expect("a state is a number") <= *rows, "{counts:?}");
            }
            readings(&states, 0, 0, &mut Vec::new(), &mut |text, rows| {
                seen += 1;
                match python(text) {
                    Some(count) => assert!(count <= rows, "{count} of {rows}: {counts:?}"),
                    None => {
                        // Only where the count became longer between the first two digits.
                        odd += 1;
                        assert!(text.trim_ascii_start().starts_with(b"0"), "{counts:?}");
                        assert!(
                            digits(counts[0]).iter().filter(|&&b| b == b' ').count()
                                > digits(rows).iter().filter(|&&b| b == b' ').count(),
                            "{counts:?}"
                        );
                    }
                }
            });
        }
        assert!(seen > 100_000 && odd > 0, "{seen} readings, {odd} odd ones");
    }

    #[test]
    fn a_step_up_is_one_byte_where_nothing_is_carried() {
        let steps = |from, to| history(&[from, to]).len() - 1;
        assert_eq!([steps(0, 1), steps(41, 49), steps(100, 200), steps(9, 9)], [1, 1, 1, 0]);
        assert_eq!([steps(9, 10), steps(199, 200), steps(137, 205), steps(119, 225)], [2, 3, 4, 4]);
        assert!(steps(999_999_999_999_999_999, 1_000_000_000_000_000_000) < 40);
    }
}

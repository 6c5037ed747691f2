//! Dates as Python stores them, and as days and microseconds since 1970 began.

use super::tree::{Moment, NO_ZONE};

pub(super) const DAY: i64 = 86_400_000_000;

/// Days from 1970-01-01 to a date of the Gregorian calendar; none if there is no such date, or Python
/// has none.
pub(super) fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=length(year, month)).contains(&day)
    {
        return None;
    }
    // Years that begin in March: a leap day is the last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * m + 2) / 5 + day - 1;
    Some(365 * y + y / 4 - y / 100 + y / 400 + of_year - 719_468)
}

/// Year, month and day of so many days after 1970-01-01; none if Python has no such date.
pub(super) fn date(days: i64) -> Option<(i64, i64, i64)> {
    if !(-719_162..=2_932_896).contains(&days) {
        return None;
    }
    let z = days + 719_468;
    let (era, of_era) = (z / 146_097, z % 146_097);
    let y = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * y + y / 4 - y / 100);
    let m = (5 * of_year + 2) / 153;
    let day = of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    Some((era * 400 + y + i64::from(month <= 2), month, day))
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The time of day in microseconds; none if there is no such time.
fn time(hour: u8, minute: u8, second: u8, micro: &[u8; 3]) -> Option<i64> {
    let micro = i64::from(micro[0]) << 16 | i64::from(micro[1]) << 8 | i64::from(micro[2]);
    let there = hour < 24 && minute < 60 && second < 60 && micro < 1_000_000;
    there.then(|| ((i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second)) * 1_000_000 + micro)
}

/// The four bytes of a `date`.
#[inline(never)]
pub(super) fn read_date(bytes: &[u8]) -> Option<i64> {
    let &[high, low, month, day] = bytes else { return None };
    days(i64::from(high) << 8 | i64::from(low), month.into(), day.into())
}

/// The ten bytes of a `datetime`: the first bit of the month says that it is the second of two.
pub(super) fn read_datetime(bytes: &[u8]) -> Option<Moment> {
    let &[high, low, month, day, hour, minute, second, a, b, c] = bytes else { return None };
    let days = read_date(&[high, low, month & 0x7f, day])?;
    let micros = days * DAY + time(hour, minute, second, &[a, b, c])?;
    Some(Moment { micros, zone: NO_ZONE, fold: month > 0x7f })
}

/// The six bytes of a `time`.
pub(super) fn read_time(bytes: &[u8]) -> Option<Moment> {
    let &[hour, minute, second, a, b, c] = bytes else { return None };
    let micros = time(hour & 0x7f, minute, second, &[a, b, c])?;
    Some(Moment { micros, zone: NO_ZONE, fold: hour > 0x7f })
}

/// A time of day as its six bytes.
fn time_bytes(micros: i64) -> [u8; 6] {
    let seconds = micros / 1_000_000;
    let [.., a, b, c] = (micros % 1_000_000).to_be_bytes();
    [(seconds / 3600) as u8, (seconds / 60 % 60) as u8, (seconds % 60) as u8, a, b, c]
}

pub(super) fn write_date(days: i64) -> Option<[u8; 4]> {
    let (year, month, day) = date(days)?;
    Some([(year >> 8) as u8, year as u8, month as u8, day as u8])
}

pub(super) fn write_time(moment: Moment) -> Option<[u8; 6]> {
    let mut bytes = Some(moment.micros).filter(|n| (0..DAY).contains(n)).map(time_bytes)?;
    bytes[0] |= u8::from(moment.fold) << 7;
    Some(bytes)
}

pub(super) fn write_datetime(moment: Moment) -> Option<[u8; 10]> {
    let [a, b, month, day] = write_date(moment.micros.div_euclid(DAY))?;
    let month = month | u8::from(moment.fold) << 7;
    let [hour, minute, second, x, y, z] = time_bytes(moment.micros.rem_euclid(DAY));
    Some([a, b, month, day, hour, minute, second, x, y, z])
}

/// Whether Python takes so many microseconds for a zone's distance from UTC: less than a day.
pub(super) fn is_zone(micros: i64) -> bool {
    -DAY < micros && micros < DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse_over_all_of_pythons_years() {
        let (mut last, mut count) = (None, 0);
        for day in -719_162..=2_932_896 {
            let found = date(day).unwrap();
            assert_eq!(days(found.0, found.1, found.2), Some(day));
            assert!(last < Some(found), "{found:?} after {last:?}");
            (last, count) = (Some(found), count + 1);
        }
        assert_eq!((date(-719_162), last, count), (Some((1, 1, 1)), Some((9999, 12, 31)), 3_652_059));
        assert_eq!((date(0), date(19_782)), (Some((1970, 1, 1)), Some((2024, 2, 29))));
        assert_eq!((date(-719_163), date(2_932_897)), (None, None));
    }

    #[test]
    fn dates_that_do_not_exist_are_none() {
        for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (0, 1, 1)] {
            assert_eq!(days(year, month, day), None);
        }
        assert_eq!(read_time(&[24, 0, 0, 0, 0, 0]), None);
        assert_eq!(read_time(&[0, 0, 0, 0x0f, 0x42, 0x40]), None);
    }

    #[test]
    fn moments_survive_their_bytes() {
        for micros in [0, -1, -62_135_596_800_000_000, 253_402_300_799_999_999, 1_582_934_400_123_456] {
            for fold in [false, true] {
                let moment = Moment { micros, zone: NO_ZONE, fold };
                assert_eq!(read_datetime(&write_datetime(moment).unwrap()), Some(moment));
            }
        }
        let moment = Moment { micros: DAY - 1, zone: NO_ZONE, fold: true };
        assert_eq!(read_time(&write_time(moment).unwrap()), Some(moment));
        assert_eq!(write_time(Moment { micros: DAY, ..moment }), None);
    }
}

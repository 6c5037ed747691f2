//! The end of an archive, where reading it begins.

use super::records::{
    broken, expect_signature, Fields, END, END64, END64_SIZE, END_SIZE, LOCATOR, LOCATOR_SIZE,
};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::io::{read_behind, Source};

/// As far back as the longest comment pushes the end record and the locator in front of it. All of it is
/// looked at: two records, of which one stands in the comment of the other, are found however far apart
/// they are.
const TAIL: u64 = END_SIZE as u64 + 65_535 + LOCATOR_SIZE as u64;

/// What the end records say of the directory.
#[derive(Debug, PartialEq, Eq)]
pub struct End {
    /// Where the directory begins.
    pub at: u64,
    /// How many bytes it has.
    pub size: u64,
    /// How many entries.
    pub count: u64,
    /// Whether the count is exact: old writers let two bytes overflow.
    pub counted: bool,
    /// What the offsets in the records count in front of the archive's first byte.
    pub base: u64,
    /// What somebody has to say of the archive.
    pub comment: Vec<u8>,
}

/// The last bytes of an archive.
pub struct Tail {
    /// Where they begin.
    pub at: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Reads exactly `len` bytes at `at`.
pub fn read_exactly(source: &dyn Source, at: u64, len: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let n = read_behind(source, at, &mut bytes, len)?;
    if n == len {
        return Ok(bytes);
    }
    Err(Error::at(
        Status::Truncated,
        at.saturating_add(n as u64),
        format_args!("the archive ends here, expected {} bytes more", len - n),
    ))
}

impl Tail {
    fn read(source: &dyn Source, size: u64) -> Result<Tail> {
        let len = TAIL.min(size);
        let at = size - len;
        Ok(Tail { at, bytes: read_exactly(source, at, len as usize)? })
    }

    fn end(&self) -> u64 {
        self.at + self.bytes.len() as u64
    }

    /// Bytes of the archive that are here already.
    pub fn part(&self, at: u64, len: u64) -> Option<&[u8]> {
        let from = usize::try_from(at.checked_sub(self.at)?).ok()?;
        self.bytes.get(from..from.checked_add(usize::try_from(len).ok()?)?)
    }

    /// The places at which an end record begins, the last one first.
    fn records(&self) -> impl Iterator<Item = usize> + '_ {
        const STEP: usize = 256;
        let places = (self.bytes.len() + 1).saturating_sub(END_SIZE);
        let steps = (0..places.div_ceil(STEP)).rev();
        let promising = steps.filter(|step| has_pair(&self.bytes[step * STEP..], STEP));
        let all = promising.flat_map(move |step| (step * STEP..places.min((step + 1) * STEP)).rev());
        all.filter(|&at| Fields(&self.bytes).u32(at) == END)
    }
}

/// Whether a signature begins in the first `len` of `bytes`. Most do not: this is asked without branches.
fn has_pair(bytes: &[u8], len: usize) -> bool {
    let pairs = bytes.iter().zip(&bytes[1..]).take(len);
    pairs.fold(false, |found, (&a, &b)| found | ((a == b'P') & (b == b'K')))
}

/// Finds the end record of an archive of `size` bytes. `before` bytes stand in front of it in its file, which
/// its offsets count or not: `zipfile` does where it writes to a file that has something in it.
pub fn find(source: &dyn Source, size: u64, before: u64) -> Result<(End, Tail)> {
    let tail = Tail::read(source, size)?;
    let Some(at) = tail.records().next() else {
        return Err(broken(size, format_args!("found no end record, expected one in the last 64 KiB")));
    };
    refuse_second(&tail, at)?;
    let end = resolve(source, &tail, at, before)?;
    Ok((end, tail))
}

/// An end record inside the comment of another one could be taken for either.
fn refuse_second(tail: &Tail, chosen: usize) -> Result<()> {
    let reaches_end = |at: usize| {
        let comment = usize::from(Fields(&tail.bytes).u16(at + 20));
        at + END_SIZE + comment == tail.bytes.len()
    };
    match tail.records().skip(1).find(|&at| reaches_end(at)) {
        None => Ok(()),
        Some(other) => Err(broken(
            tail.at + other as u64,
            format_args!("found two end records, here and at byte {}, expected one", tail.at + chosen as u64),
        )),
    }
}

fn resolve(source: &dyn Source, tail: &Tail, at: usize, before: u64) -> Result<End> {
    let record = Fields(&tail.bytes[at..]);
    let place = tail.at + at as u64;
    let disks = (record.u16(4), record.u16(6));
    let mut end = End {
        count: record.u16(10).into(),
        size: record.u32(12).into(),
        at: record.u32(16).into(),
        counted: false,
        base: 0,
        comment: comment(tail, at)?,
    };
    let mut follows = place;
    let locator = at.checked_sub(LOCATOR_SIZE).map(|from| Fields(&tail.bytes[from..]));
    let large = match locator {
        Some(locator) if locator.u32(0) == LOCATOR => {
            let limit = place - LOCATOR_SIZE as u64;
            let ends = |at: u64| at.saturating_add(END64_SIZE as u64);
            let record_at = match locator.u64(8) {
                at if ends(at) > limit => at.checked_sub(before).unwrap_or(at),
                at => at,
            };
            if locator.u32(4) != 0 || locator.u32(16) > 1 {
                return Err(split(place));
            }
            if ends(record_at) > limit {
                return Err(broken(limit, format_args!("the large end record lies outside of the archive")));
            }
            Some((record_at, limit))
        }
        _ => None,
    };
    if let Some((record_at, limit)) = large {
        let bytes = match tail.part(record_at, END64_SIZE as u64) {
            Some(bytes) => fallible::copy(bytes)?,
            None => read_exactly(source, record_at, END64_SIZE)?,
        };
        let wide = Fields(&bytes);
        expect_signature(wide.u32(0), END64, record_at, "the large end record")?;
        if wide.u64(4).checked_add(record_at + 12) != Some(limit) {
            return Err(broken(
                record_at,
                format_args!("the large end record does not end where its locator begins"),
            ));
        }
        if wide.u32(16) != 0 || wide.u32(20) != 0 || wide.u64(24) != wide.u64(32) {
            return Err(split(record_at));
        }
        let agree = |narrow: u64, full: u64, value: u64| narrow == full || narrow == value;
        let comment = core::mem::take(&mut end.comment);
        let wider = End {
            count: wide.u64(32),
            size: wide.u64(40),
            at: wide.u64(48),
            counted: true,
            base: 0,
            comment,
        };
        if !agree(end.count, 0xffff, wider.count)
            || !agree(record.u16(8).into(), 0xffff, wider.count)
            || !agree(end.size, 0xffff_ffff, wider.size)
            || !agree(end.at, 0xffff_ffff, wider.at)
        {
            return Err(broken(place, format_args!("the two end records disagree")));
        }
        (end, follows) = (wider, record_at);
    } else if disks != (0, 0) || record.u16(8) != record.u16(10) {
        return Err(split(place));
    }
    match end.at.checked_add(end.size) {
        Some(behind) if behind == follows => Ok(end),
        Some(behind) if behind.checked_sub(before) == Some(follows) && end.at >= before => {
            Ok(End { at: end.at - before, base: before, ..end })
        }
        _ => Err(broken(
            place,
            format_args!(
                "a directory of {} bytes at byte {}, expected it to end at byte {follows} of {}",
                end.size,
                end.at,
                tail.end()
            ),
        )),
    }
}

/// The comment of the record at `at`, as far as it is there.
fn comment(tail: &Tail, at: usize) -> Result<Vec<u8>> {
    let behind = &tail.bytes[at + END_SIZE..];
    let len = usize::from(Fields(&tail.bytes[at..]).u16(20));
    fallible::copy(&behind[..len.min(behind.len())])
}

fn split(offset: u64) -> Error {
    broken(offset, format_args!("the archive is split over several files, expected one"))
}

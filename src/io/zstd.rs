//! The head of a Zstandard frame (RFC 8878, 3.1.1.1): how much of what was unpacked the decoder keeps.

use super::codec::MOST_WINDOW;
use crate::error::{Error, Result, Status};

/// Begins a frame, then comes a byte that says which fields follow.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const SINGLE_SEGMENT: u8 = 0x20;
/// A future version may give it a meaning; until then no decoder may pass over it (3.1.1.1.1.4).
const RESERVED: u8 = 0x08;
/// Magic, fields, window, dictionary and content size.
pub(super) const LONGEST_HEAD: usize = 18;

/// Makes the frame in `bytes`, of a member that is said to unpack to `size` bytes, ask for a window of no more
/// than that: nothing can lie further back, and a decoder keeps a whole window before it gives any byte away.
/// What is no frame is left to the decoder.
pub(super) fn narrow(bytes: &mut [u8], size: u64) -> Result<()> {
    let [magic @ .., fields] = match bytes.first_chunk::<5>() {
        Some(head) => *head,
        None => return Ok(()),
    };
    if magic != MAGIC {
        return Ok(());
    }
    if fields & RESERVED != 0 {
        return Err(Error::new(
            Status::Archive,
            format_args!("a frame has its reserved bit set, which no known version does"),
        ));
    }
    let single = fields & SINGLE_SEGMENT != 0;
    let window_at = 5;
    let dictionary_at = window_at + usize::from(!single);
    let content_at = dictionary_at + [0, 1, 2, 4][usize::from(fields & 3)];
    if let Some(content) = content_size(bytes.get(content_at..).unwrap_or(&[]), fields >> 6, single) {
        if content > size {
            return Err(Error::new(
                Status::Archive,
                format_args!("a frame has {content} bytes, the directory says {size} for all"),
            ));
        }
    }
    // One segment is a window of its content.
    let mut needed = size;
    if let (false, Some(window)) = (single, bytes.get_mut(window_at)) {
        let base = 1u64 << (10 + (*window >> 3));
        let asked = base + base / 8 * u64::from(*window & 7);
        let exponent = (10..41).find(|e| 1 << e >= size).unwrap_or(41);
        if asked > 1 << exponent {
            *window = (exponent - 10) << 3;
        }
        needed = asked.min(1 << exponent);
    }
    if needed > MOST_WINDOW {
        return Err(Error::new(
            Status::Limit,
            format_args!("the frame needs a window of {needed} bytes, the limit is {MOST_WINDOW}"),
        ));
    }
    Ok(())
}

/// How much the frame says it has, if it says so.
fn content_size(bytes: &[u8], kind: u8, single: bool) -> Option<u64> {
    let number = |len: usize| {
        let field = bytes.get(..len)?;
        Some(field.iter().rev().fold(0, |n, &byte| n << 8 | u64::from(byte)))
    };
    match (kind, single) {
        (0, false) => None,
        (0, true) => number(1),
        (1, _) => Some(number(2)? + 256),
        (2, _) => number(4),
        _ => number(8),
    }
}

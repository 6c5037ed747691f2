//! The list of blocks is a hint: what is read by it is what is read without it.

#[path = "support/zips.rs"]
#[allow(dead_code)]
mod zips;

use npyrw::error::{Result, Status};
use npyrw::io::{MemorySource, Source, Stream};
use npyrw::mem::{Mem, MemMut};
use npyrw::npy::Request;
use npyrw::npz::{Archive, Options};
use std::sync::atomic::{AtomicUsize, Ordering};
use zips::{build, crc, npy, Member};

/// Changes the last four bytes so that the CRC-32 becomes `wanted`: it is linear in them.
fn forge(bytes: &mut [u8], wanted: u32) {
    let from = bytes.len() - 4;
    bytes[from..].fill(0);
    let none = crc(bytes);
    // What each of the 32 bits changes, and which bits those are.
    let mut rows: Vec<(u32, u32)> = (0..32)
        .map(|bit| {
            bytes[from + bit / 8] = 1 << (bit % 8);
            let row = (crc(bytes) ^ none, 1 << bit);
            bytes[from..].fill(0);
            row
        })
        .collect();
    let mut bits = 0;
    let mut left = wanted ^ none;
    for column in 0..32 {
        let index = rows.iter().position(|row| row.0 >> column & 1 == 1).unwrap();
        let pivot = rows.swap_remove(index);
        for row in rows.iter_mut().filter(|row| row.0 >> column & 1 == 1) {
            *row = (row.0 ^ pivot.0, row.1 ^ pivot.1);
        }
        if left >> column & 1 == 1 {
            (left, bits) = (left ^ pivot.0, bits ^ pivot.1);
        }
    }
    bytes[from..].copy_from_slice(&bits.to_le_bytes());
    assert_eq!(crc(bytes), wanted);
}

/// A stored block of deflate.
fn stored(bytes: &[u8], last: bool) -> Vec<u8> {
    let len = bytes.len() as u16;
    [&[u8::from(last)], len.to_le_bytes().as_slice(), &(!len).to_le_bytes(), bytes].concat()
}

fn list(lead: &[u8], lead_packed: usize, rest: &[u8], rest_packed: usize) -> Vec<u8> {
    let mut body = vec![1, 0, 0, 0];
    let words = [rest.len(), lead.len(), lead_packed, crc(lead) as usize, rest_packed, crc(rest) as usize];
    for word in words {
        body.extend_from_slice(&(word as u32).to_le_bytes());
    }
    [b"Nz".as_slice(), &(body.len() as u16).to_le_bytes(), &body].concat()
}

fn read(member: Member) -> Vec<u8> {
    let bytes: &'static [u8] = Vec::leak(build(&[member]).0);
    // SAFETY: leaked, so never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    let archive = Archive::open(Box::new(source), 0, Options::default()).unwrap();
    let entry = archive.directory().entry(0).unwrap();
    let mut found = vec![0; entry.size as usize];
    match archive.bytes(entry, MemMut::from_slice(&mut found)) {
        Ok(()) => found,
        Err(_) => Vec::new(),
    }
}

const SYNC: [u8; 5] = [0, 0, 0, 0xff, 0xff];
const END: [u8; 2] = [3, 0];

#[test]
fn a_list_that_leads_elsewhere_than_the_stream_is_not_followed() {
    let (seen, mut hidden) = (npy(&[1; 1000]), npy(&[2; 1000]));
    forge(&mut hidden, crc(&seen));
    let rest = &hidden[128..];
    let mut other = stored(rest, false);
    other.extend_from_slice(&SYNC);
    // Whoever reads the stream reads `seen`, and passes over what is behind its end. The first block of
    // the list has all of that stream, the second the other data.
    let whole = stored(&seen, true);
    // The same, but what follows is one large block that is stored in the stream and never read by the list.
    let mut inside = stored(&seen[..128], false);
    inside.extend_from_slice(&stored(&seen[128..], false));
    for first in [whole, inside] {
        let packed = [first.as_slice(), &other, &END].concat();
        let mut member = Member::packed("a.npy", 8, packed, &seen);
        member.central.extra = list(&seen[..128], first.len(), rest, other.len());
        let found = read(member);
        assert!(found.is_empty() || found == seen, "the hidden data were read");
    }
}

#[test]
fn a_block_that_ends_within_a_byte_is_not_the_end_of_one() {
    let data = npy(&[5; 300]);
    // "lead" and its mark, then a block of fixed codes that ends within a byte (an empty one), then the rest:
    // the stream goes on in that byte, a list that starts at the next one is wrong.
    let mut lead = stored(&data[..128], false);
    lead.extend_from_slice(&[0x02, 0x00]);
    let mut rest = stored(&data[128..], false);
    rest.extend_from_slice(&SYNC);
    let packed = [lead.as_slice(), &rest, &END].concat();
    let mut member = Member::packed("a.npy", 8, packed, &data);
    member.central.extra = list(&data[..128], lead.len(), &data[128..], rest.len());
    assert!(read(member).is_empty(), "a list was followed where the stream is damaged");
}

#[test]
fn a_header_in_a_damaged_block_is_not_believed_by_who_reads_all_elements() {
    let data = npy(&[5; 300]);
    let mut lead = stored(&data[..128], false);
    lead.extend_from_slice(&SYNC);
    let mut rest = stored(&data[128..], false);
    rest.extend_from_slice(&SYNC);
    // One bit: the elements are signed now.
    let at = 5 + lead[5..].windows(3).position(|w| w == b"|u1").unwrap() + 1;
    lead[at] = b'i';
    let packed = [lead.as_slice(), &rest, &END].concat();
    let mut member = Member::packed("a.npy", 8, packed, &data);
    member.central.extra = list(&data[..128], lead.len(), &data[128..], rest.len());
    let bytes: &'static [u8] = Vec::leak(build(&[member]).0);
    // SAFETY: leaked, so never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    let archive = Archive::open(Box::new(source), 0, Options::default()).unwrap();
    let reader = archive.get(archive.directory().entry(0).unwrap()).unwrap();
    let plan = reader.plan(&Request::default()).unwrap();
    let mut found = vec![0; 300];
    let error = reader.read(&plan, MemMut::from_slice(&mut found), None).unwrap_err();
    assert_eq!(error.status(), Status::Crc, "{error}");
}

#[test]
fn a_list_of_blocks_as_they_are_made_is_followed() {
    let data = npy(&[5; 300]);
    let mut lead = stored(&data[..128], false);
    lead.extend_from_slice(&SYNC);
    let mut rest = stored(&data[128..], false);
    rest.extend_from_slice(&SYNC);
    let packed = [lead.as_slice(), &rest, &END].concat();
    let mut member = Member::packed("a.npy", 8, packed, &data);
    member.central.extra = list(&data[..128], lead.len(), &data[128..], rest.len());
    assert_eq!(read(member), data);
}

/// Bytes, and how many of them were asked for.
struct Counting(&'static [u8], &'static AtomicUsize);

impl Source for Counting {
    fn size(&self) -> Result<Option<u64>> {
        Ok(Some(self.0.len() as u64))
    }

    fn positional(&self) -> bool {
        true
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        let rest = &self.0[(offset as usize).min(self.0.len())..];
        let n = rest.len().min(dst.len());
        self.1.fetch_add(n, Ordering::Relaxed);
        dst.sub(0, n)?.copy_from(Mem::from_slice(&rest[..n]))?;
        Ok(n)
    }

    fn stream(&self, _from: u64) -> Result<Box<dyn Stream + '_>> {
        unreachable!("it is positional")
    }
}

#[test]
fn the_header_is_read_without_the_block_behind_it() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let data = npy(&vec![5; 60_000]);
    let mut lead = stored(&data[..128], false);
    lead.extend_from_slice(&SYNC);
    let mut rest = stored(&data[128..], false);
    rest.extend_from_slice(&SYNC);
    let packed = [lead.as_slice(), &rest, &END].concat();
    // Another member behind, so that what opening reads of the end does not reach the first one.
    let mut member = Member::packed("a.npy", 8, packed, &data);
    member.central.extra = list(&data[..128], lead.len(), &data[128..], rest.len());
    let behind = Member::stored("b.npy", &npy(&vec![6; 200_000]));
    let archive = Vec::leak(build(&[member, behind]).0);
    let archive = Archive::open(Box::new(Counting(archive, &ASKED)), 0, Options::default()).unwrap();
    ASKED.store(0, Ordering::Relaxed);
    let reader = archive.get(archive.directory().entry(0).unwrap()).unwrap();
    let asked = ASKED.load(Ordering::Relaxed);
    assert!(asked < 1000, "{asked} bytes for a header");
    let plan = reader.plan(&Request::default()).unwrap();
    let mut found = vec![0; 60_000];
    reader.read(&plan, MemMut::from_slice(&mut found), None).unwrap();
    assert!(found == data[128..]);
}

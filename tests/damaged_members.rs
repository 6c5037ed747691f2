//! A member that is wrong spoils itself and no other: what is right beside it can be read.

#[path = "support/zips.rs"]
#[allow(dead_code)]
mod zips;

use npyrw::error::Status;
use npyrw::io::MemorySource;
use npyrw::mem::MemMut;
use npyrw::npz::{Archive, Limits, Options};
use zips::{build, npy, Member};

/// An archive in memory that lives as long as the test.
fn open_with(bytes: Vec<u8>, options: Options) -> npyrw::error::Result<Archive> {
    let bytes: &'static [u8] = Vec::leak(bytes);
    // SAFETY: leaked, so never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    Archive::open(Box::new(source), 0, options)
}

fn open(bytes: Vec<u8>) -> Archive {
    open_with(bytes, Options::default()).unwrap()
}

fn read(archive: &Archive, index: u64) -> Result<Vec<u8>, (Status, String)> {
    let entry = archive.directory().entry(index).unwrap();
    let mut bytes = vec![0; entry.size as usize];
    match archive.bytes(entry, MemMut::from_slice(&mut bytes)) {
        Ok(()) => Ok(bytes),
        Err(e) => Err((e.status(), e.message().to_string())),
    }
}

fn refused(archive: &Archive, index: u64, words: &str) {
    let (status, message) = read(archive, index).expect_err("was read");
    assert_eq!(status, Status::Archive, "{message}");
    assert!(message.contains(words), "{message}");
}

fn three() -> (Vec<Member>, [Vec<u8>; 3]) {
    let data = [npy(&[1; 100]), npy(&[2; 100]), npy(&[3; 100])];
    (["a.npy", "b.npy", "c.npy"].iter().zip(&data).map(|(n, d)| Member::stored(n, d)).collect(), data)
}

#[test]
fn one_that_reaches_beyond_the_directory_hides_no_other() {
    let (mut members, data) = three();
    members[0].central.packed = 0xffff_ff00;
    members[0].central.size = 0xffff_ff00;
    let archive = open(build(&members).0);
    let entry = *archive.directory().entry(0).unwrap();
    let error = archive.data_at(&entry).unwrap_err();
    assert!(error.message().contains("reaches beyond"), "{error}");
    assert_eq!(read(&archive, 1).as_ref(), Ok(&data[1]));
    assert_eq!(read(&archive, 2).as_ref(), Ok(&data[2]));
}

#[test]
fn one_that_says_it_is_longer_hides_no_other() {
    let (mut members, data) = three();
    members[0].central.packed += 100;
    members[0].central.size += 100;
    let archive = open(build(&members).0);
    refused(&archive, 0, "the local header says");
    assert_eq!(read(&archive, 1).as_ref(), Ok(&data[1]));
    assert_eq!(read(&archive, 2).as_ref(), Ok(&data[2]));
}

#[test]
fn one_that_says_it_begins_elsewhere_hides_no_other() {
    let (mut members, data) = three();
    let starts = build(&members).1;
    // Within the bytes of b, in its header, and just in front of its data.
    for offset in [starts[1] + 50, starts[1] + 4, starts[1] + 34] {
        members[0].offset = Some(offset);
        let archive = open(build(&members).0);
        assert_eq!(read(&archive, 0).unwrap_err().0, Status::Archive);
        assert_eq!(read(&archive, 1).as_ref(), Ok(&data[1]), "{offset}");
        assert_eq!(read(&archive, 2).as_ref(), Ok(&data[2]));
    }
}

#[test]
fn one_that_begins_in_the_extra_field_of_another_hides_it_not() {
    let (mut members, data) = three();
    members[1].local.extra = [b"zz\x30\x00".as_slice(), &[0; 48]].concat();
    let starts = build(&members).1;
    // The directory alone cannot tell: it does not know how long the local header of b is.
    members[0].offset = Some(starts[2] - 10);
    let archive = open(build(&members).0);
    assert_eq!(read(&archive, 1).as_ref(), Ok(&data[1]));
    assert_eq!(read(&archive, 2).as_ref(), Ok(&data[2]));
}

#[test]
fn a_streamed_one_whose_descriptor_knows_better_hides_no_other() {
    let (mut members, data) = three();
    let mut streamed = members[0].clone().both(|r| r.flags = 8);
    streamed.descriptor = b"PK\x07\x08".to_vec();
    for word in [streamed.central.crc, streamed.central.packed, streamed.central.size] {
        streamed.descriptor.extend_from_slice(&word.to_le_bytes());
    }
    (streamed.local.crc, streamed.local.packed, streamed.local.size) = (0, 0, 0);
    members[0] = streamed;
    assert_eq!(read(&open(build(&members).0), 0).as_ref(), Ok(&data[0]));
    members[0].central.packed += 100;
    members[0].central.size += 100;
    let archive = open(build(&members).0);
    assert!(read(&archive, 0).is_err());
    assert_eq!(read(&archive, 1).as_ref(), Ok(&data[1]));
}

#[test]
fn two_that_agree_with_their_headers_and_share_bytes_are_both_refused() {
    // The second member stands within the first, header and all.
    let inner = build(&[Member::stored("in.npy", &npy(&[7; 50]))]).0;
    let outer = Member::stored("out", &inner[..36 + 178]);
    let mut listed = Member::stored("in.npy", &npy(&[7; 50]));
    listed.offset = Some(33);
    let behind = Member::stored("behind.npy", &npy(&[9; 9]));
    let (bytes, starts) = build(&[outer, listed, behind]);
    // The local header of the listed one in its own place is nobody's.
    assert_eq!(&bytes[33..37], b"PK\x03\x04", "{starts:?}");
    let archive = open(bytes);
    refused(&archive, 0, "shares bytes");
    refused(&archive, 1, "shares bytes");
    assert_eq!(read(&archive, 2), Ok(npy(&[9; 9])));
}

#[test]
fn entries_of_the_same_header_are_refused() {
    let (mut members, data) = three();
    members[1] = members[0].clone();
    members[1].offset = Some(0);
    let archive = open(build(&members).0);
    refused(&archive, 0, "shares bytes");
    refused(&archive, 1, "shares bytes");
    assert_eq!(read(&archive, 2).as_ref(), Ok(&data[2]));
}

#[test]
fn one_that_lies_about_its_size_does_not_reach_the_limit_of_all() {
    let (mut members, data) = three();
    members[0].central.size = 0xffff_fff0;
    let limits = Limits { total: 1 << 20, ..Limits::default() };
    let archive = open_with(build(&members).0, Options { limits, ..Options::default() }).unwrap();
    assert!(read(&archive, 0).is_err());
    assert_eq!(read(&archive, 1).as_ref(), Ok(&data[1]));
    let limits = Limits { total: 400, ..Limits::default() };
    let refused = open_with(build(&members).0, Options { limits, ..Options::default() });
    let error = refused.err().expect("two honest members are over 400 bytes");
    assert!(error.status() == Status::Limit && error.message().contains("max_total"), "{error}");
}

#[test]
fn a_ratio_of_nothing_is_a_limit_like_any_other() {
    let data = npy(&[0; 100]);
    // One stored block of deflate.
    let len = data.len() as u16;
    let packed = [&[1], len.to_le_bytes().as_slice(), &(!len).to_le_bytes(), &data].concat();
    let bytes = build(&[Member::packed("a.npy", 8, packed, &data)]).0;
    let limits = Limits { ratio: 0, ..Limits::default() };
    let archive = open_with(bytes, Options { limits, ..Options::default() }).unwrap();
    assert_eq!(read(&archive, 0), Ok(data));
}

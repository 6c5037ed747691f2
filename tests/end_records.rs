//! The end of an archive: one record, and what it says is so.

#[path = "support/zips.rs"]
#[allow(dead_code)]
mod zips;

use npyrw::error::{Result, Status};
use npyrw::io::MemorySource;
use npyrw::npz::{Archive, Limits, Options};
use zips::{build, end, npy, Member};

fn open(bytes: Vec<u8>) -> Result<Archive> {
    open_with(bytes, Options::default())
}

fn open_with(bytes: Vec<u8>, options: Options) -> Result<Archive> {
    let bytes: &'static [u8] = Vec::leak(bytes);
    // SAFETY: leaked, so never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    Archive::open(Box::new(source), 0, options)
}

/// An archive whose comment is `comment`.
fn commented(comment: &[u8]) -> Vec<u8> {
    let (mut bytes, _) = build(&[Member::stored("a.npy", &npy(&[1; 100]))]);
    let at = bytes.len() - 22;
    bytes[at + 20..].copy_from_slice(&(comment.len() as u16).to_le_bytes());
    bytes.extend_from_slice(comment);
    bytes
}

#[test]
fn a_record_in_the_comment_of_another_is_refused_however_far_apart_they_are() {
    let first = build(&[Member::stored("a.npy", &npy(&[1; 100]))]).0.len();
    for distance in [22, 100, 4000, 4097, 8000, 30_000, 65_513] {
        // The last one is an end record in its own right, of an archive without members.
        let mut comment = vec![b' '; distance];
        comment.extend_from_slice(&end(0, 0, first + distance, b""));
        let error = open(commented(&comment)).err().expect("one of the two was believed");
        assert!(error.message().contains("two end records"), "{distance}: {error}");
    }
}

#[test]
fn a_comment_of_any_length_is_none_of_our_concern() {
    for len in [0, 1, 21, 22, 4074, 4096, 65_514, 65_515, 65_535] {
        for byte in [b'P', b'K', 0, 0xff] {
            let archive = open(commented(&vec![byte; len])).unwrap();
            assert_eq!(archive.directory().entries().len(), 1);
        }
    }
    // A signature that is followed by nothing is no record.
    assert_eq!(open(commented(b"PK\x05\x06")).unwrap().directory().entries().len(), 1);
}

#[test]
fn an_archive_that_is_cut_anywhere_is_none() {
    let whole = commented(b"");
    for len in 0..whole.len() {
        assert!(open(whole[..len].to_vec()).is_err(), "{len} of {} bytes", whole.len());
    }
}

#[test]
fn more_members_than_allowed_are_refused_before_the_directory_is_read() {
    let members = vec![Member::stored("a.npy", &npy(&[1; 10])); 20];
    let (mut bytes, _) = build(&members);
    // Nothing in the directory can be read, which nobody finds out.
    let at = bytes.len() - 22 - 20 * (46 + 5);
    let rest = bytes.len() - 22;
    bytes[at..rest].fill(0);
    let limits = Limits { members: 19, ..Limits::default() };
    let error = open_with(bytes, Options { limits, ..Options::default() }).err().expect("was opened");
    assert!(
        error.status() == Status::Limit && error.message().contains("found 20, the limit max_members is 19"),
        "{error}"
    );
}

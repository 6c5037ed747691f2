//! Archives as others make them, record by record.

use npyrw::io::{Memory, MemorySink, Source};
use npyrw::mem::{Mem, MemMut};
use npyrw::npz::{Archive, Options, WriteOptions, Writer};
use std::sync::{Arc, Mutex};

type Calls = Arc<Mutex<Vec<(u64, usize)>>>;

/// Bytes that note what is read of them.
struct Bytes(Vec<u8>, Calls);

impl Source for Bytes {
    fn size(&self) -> npyrw::error::Result<Option<u64>> {
        Ok(Some(self.0.len() as u64))
    }

    fn positional(&self) -> bool {
        true
    }

    fn read_at(&self, offset: u64, dst: MemMut<'_>) -> npyrw::error::Result<usize> {
        self.1.lock().unwrap().push((offset, dst.len()));
        let from = (offset as usize).min(self.0.len());
        let n = dst.len().min(self.0.len() - from);
        dst.sub(0, n)?.copy_from(Mem::from_slice(&self.0[from..from + n]))?;
        Ok(n)
    }

    fn stream(&self, _from: u64) -> npyrw::error::Result<Box<dyn npyrw::io::Stream + '_>> {
        unreachable!("an archive reads at places")
    }
}

/// A member, and what its records say.
struct Member {
    name: &'static str,
    data: Vec<u8>,
    packed: Vec<u8>,
    method: u16,
    local_extra: Vec<u8>,
}

fn stored(name: &'static str, data: &[u8]) -> Member {
    Member { name, data: data.to_vec(), packed: data.to_vec(), method: 0, local_extra: vec![] }
}

/// The bytes of an archive, whose offsets count `base` bytes in front of it.
fn archive(members: &[Member], base: u32) -> Vec<u8> {
    let (mut out, mut directory) = (vec![], vec![]);
    for m in members {
        let at = base + out.len() as u32;
        let crc = crc32fast::hash(&m.data);
        let mut common = vec![];
        for half in [20, 0, m.method, 0, 33] {
            common.extend(u16::to_le_bytes(half));
        }
        for word in [crc, m.packed.len() as u32, m.data.len() as u32] {
            common.extend(word.to_le_bytes());
        }
        common.extend((m.name.len() as u16).to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend((m.local_extra.len() as u16).to_le_bytes());
        out.extend(m.name.bytes());
        out.extend(&m.local_extra);
        out.extend(&m.packed);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 12]);
        directory.extend(at.to_le_bytes());
        directory.extend(m.name.bytes());
    }
    let (at, size, count) = (base + out.len() as u32, directory.len() as u32, members.len() as u16);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn open(bytes: Vec<u8>, start: u64) -> (Archive, Calls) {
    let calls = Calls::default();
    let source = Box::new(Bytes(bytes, calls.clone()));
    let archive = Archive::open(source, start, Options::default()).unwrap();
    (archive, calls)
}

fn bytes(archive: &Archive, index: u64) -> Vec<u8> {
    let entry = archive.directory().entry(index).unwrap();
    let mut out = vec![0; entry.size as usize];
    archive.bytes(entry, MemMut::from_slice(&mut out)).unwrap();
    out
}

#[test]
fn what_fills_a_local_header_is_nobodys_concern() {
    for filling in [&b"\0\0\0"[..], &[0xff; 9], b"\x01\0\x10\0abc", b"\x35\xd9\x05\0\0\0abc\0"] {
        let member = Member { local_extra: filling.to_vec(), ..stored("u", b"some bytes") };
        let (archive, _) = open(archive(&[member, stored("v", b"others")], 0), 0);
        assert_eq!(bytes(&archive, 0), b"some bytes", "{filling:?}");
        archive.verify(None).unwrap();
    }
}

/// A Zstandard frame (RFC 8878) with one raw block.
fn frame(data: &[u8]) -> Vec<u8> {
    let mut out = b"\x28\xb5\x2f\xfd\x20".to_vec();
    out.push(data.len() as u8);
    out.extend(&(1 | (data.len() as u32) << 3).to_le_bytes()[..3]);
    out.extend(data);
    out
}

#[test]
fn a_zstandard_member_may_be_several_frames() {
    let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
    for packed in [
        [frame(b"one "), frame(b"and two")].concat(),
        [skipped.clone(), frame(b"one "), frame(b""), skipped.clone(), frame(b"and two"), skipped].concat(),
    ] {
        let member = Member { method: 93, packed, ..stored("u", b"one and two") };
        let (archive, _) = open(archive(&[member], 0), 0);
        assert_eq!(bytes(&archive, 0), b"one and two");
    }
    for packed in [
        [frame(b"one "), frame(b"and two"), b"more".to_vec()].concat(),
        [frame(b"one "), frame(b"and two"), frame(b"more")].concat(),
        [frame(b"one and two"), b"\x50\x2a\x4d\x18\x03\0\0\0ab".to_vec()].concat(),
    ] {
        let member = Member { method: 93, packed, ..stored("u", b"one and two") };
        let (archive, _) = open(archive(&[member], 0), 0);
        archive.verify(None).unwrap_err();
    }
}

#[test]
fn of_a_packed_member_no_byte_is_fetched_that_is_not_unpacked() {
    let packed = [frame(&[7; 100]), frame(&[9; 100])].concat();
    let len = packed.len();
    let member = Member { method: 93, packed, ..stored("u", &[[7; 100], [9; 100]].concat()) };
    let (archive, calls) = open(archive(&[member, stored("v", &[0; 6000])], 0), 0);
    calls.lock().unwrap().clear();
    // No array: only its first bytes are looked at.
    assert!(archive.get(archive.directory().entry(0).unwrap()).is_err());
    // The header, and what others may have put into it; then the packed bytes.
    assert_eq!(*calls.lock().unwrap(), [(0, 30 + 1 + 64), (31, len)]);
}

#[test]
fn offsets_count_from_the_archive_or_from_the_file_that_it_is_in() {
    for front in [1, 18, 70_000] {
        for base in [0, front] {
            let mut file = vec![b'x'; front as usize];
            file.extend(archive(&[stored("u", b"some bytes"), stored("v", b"others")], base));
            let (archive, _) = open(file, front.into());
            assert_eq!(bytes(&archive, 0), b"some bytes");
            assert_eq!(bytes(&archive, 1), b"others");
            assert_eq!(archive.data_at(archive.directory().entry(0).unwrap()).unwrap(), 31);
            archive.verify(None).unwrap();
        }
    }
}

#[test]
fn a_member_in_front_of_the_archive_spoils_only_itself() {
    let mut file = vec![b'x'; 20];
    file.extend(archive(&[stored("u", b"some bytes"), stored("v", b"others")], 20));
    // Where the first member begins: the last word of its entry in the directory.
    let entry = file.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    file[entry + 42] = 19;
    let (archive, _) = open(file, 20);
    let mut dst = [0; 10];
    let first = archive.directory().entry(0).unwrap();
    assert!(archive.bytes(first, MemMut::from_slice(&mut dst)).is_err());
    assert_eq!(bytes(&archive, 1), b"others");
}

/// The archive that `old` becomes when the members `gone` are removed.
fn changed(old: Vec<u8>, options: WriteOptions, gone: &[&str]) -> Vec<u8> {
    let memory = Memory::new().unwrap();
    let begin = &mut || Ok((Box::new(MemorySink::new(&memory)) as _, Some(open(old.clone(), 0).0)));
    let writer = Writer::create(begin, options).unwrap();
    for name in gone {
        writer.remove(name.as_bytes()).unwrap();
    }
    writer.finish(None).unwrap();
    let bytes = memory.bytes().clone();
    bytes
}

#[test]
fn an_archive_keeps_its_comment_when_it_is_changed() {
    for comment in [&b""[..], b"what it is", &[b'c'; 65_535]] {
        let mut old = archive(&[stored("u", b"some bytes"), stored("v", b"others")], 0);
        let end = old.len() - 2;
        old[end..].copy_from_slice(&(comment.len() as u16).to_le_bytes());
        old.extend(comment);
        assert_eq!(changed(old.clone(), WriteOptions::default(), &[]), old);
        let made = changed(old, WriteOptions::default(), &["u"]);
        assert!(made.ends_with(&[&(comment.len() as u16).to_le_bytes(), comment].concat()));
    }
}

fn names(bytes: Vec<u8>) -> Vec<String> {
    let (archive, _) = open(bytes, 0);
    let directory = archive.directory();
    directory
        .entries()
        .iter()
        .map(|e| String::from_utf8(directory.name(e).as_bytes().to_vec()).unwrap())
        .collect()
}

#[test]
fn what_is_found_under_a_name_is_removed_under_it() {
    // UTF-8 without its flag: for zipfile these are other characters.
    let members =
        [stored("é", b"1"), stored("u", b"2"), stored("v", b"3"), stored("u", b"4"), stored("u.npy", b"5")];
    let old = archive(&members, 0);
    assert_eq!(names(changed(old.clone(), WriteOptions::default(), &["é"])), ["u", "v", "u", "u.npy"]);
    assert_eq!(names(changed(old.clone(), WriteOptions::default(), &["u"])), ["├⌐", "v", "u.npy"]);
    assert_eq!(names(changed(old, WriteOptions::default(), &["u.npy", "v"])), ["├⌐", "u", "u"]);
}

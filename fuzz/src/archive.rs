//! Archives through the C API.

use super::capi::*;
use super::draw::Draw;
use super::zips::{crc, drawn, repair};
use core::ffi::CStr;

struct Archive(Handle);

impl Drop for Archive {
    fn drop(&mut self) {
        // SAFETY: open, and closed once.
        unsafe { npz_close(self.0) };
    }
}

impl Archive {
    fn open(bytes: &[u8], flags: u32) -> Result<Archive, i32> {
        let mut options: npz_open_options = zero();
        options.flags = flags;
        options.max_header = 1 << 16;
        options.max_member = 1 << 24;
        // SAFETY: the callers keep the bytes until the archive is dropped.
        made(|out, e| unsafe { npz_open_memory(bytes.as_ptr(), bytes.len(), &options, out, e) }).map(Archive)
    }

    fn count(&self) -> i64 {
        // SAFETY: open.
        unsafe { npz_count(self.0) }
    }

    fn member(&self, index: i64) -> npz_member_info {
        let mut member: npz_member_info = zero();
        // SAFETY: open; the place for the answer is there.
        tried(|e| unsafe { npz_member_at(self.0, index, &mut member, e) }).expect("a member that is counted");
        member
    }

    /// The bytes of a member, if they are few enough.
    fn bytes(&self, index: i64, size: i64) -> Result<Vec<u8>, i32> {
        if size > MOST {
            return Err(0);
        }
        let mut data = vec![0; size as usize];
        // SAFETY: room for `size`.
        tried(|e| unsafe { npz_bytes_at(self.0, index, data.as_mut_ptr(), data.len(), e) }).map(|()| data)
    }
}

/// What is asked of the directory alone: everything that it lists can be asked for, and nothing else.
pub fn directory(bytes: &[u8]) {
    let Ok(archive) = Archive::open(bytes, 0) else { return };
    let count = archive.count();
    assert!((0..=bytes.len() as i64 / 46).contains(&count), "{count} members in {} bytes", bytes.len());
    for index in 0..count.min(300) {
        let member = archive.member(index);
        assert_eq!(member.index, index);
        assert!(member.size >= 0 && member.packed_size >= 0);
        assert!(member.name_length >= 0 && member.name_length <= member.member_length);
        // SAFETY: the name ends in NUL, and lives as long as the archive.
        let name = unsafe { CStr::from_ptr(member.name) };
        assert!(core::str::from_utf8(name.to_bytes()).is_ok());
        let mut found: npz_member_info = zero();
        // SAFETY: as above.
        let asked = tried(|e| unsafe { npz_member(archive.0, member.name, &mut found, e) });
        if name.to_bytes().len() as i64 == member.name_length {
            asked.expect("a name that is listed");
        }
        let mut offset = 0;
        // SAFETY: open.
        if tried(|e| unsafe { npz_data_offset(archive.0, index, &mut offset, e) }).is_ok() {
            assert!(offset >= 0 && offset + member.packed_size <= bytes.len() as i64);
        }
    }
    let mut none: npz_member_info = zero();
    for index in [-1, count, i64::MAX, i64::MIN] {
        // SAFETY: open.
        assert!(tried(|e| unsafe { npz_member_at(archive.0, index, &mut none, e) }).is_err());
    }
}

/// Whole archives, as they are or made by decisions: a member's bytes are those its sum is of, or an error;
/// what the array says is in them; and npz_verify agrees.
pub fn archive(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let how = draw.below(4);
    let flags = draw.pick(&[0, STRICT, HEADER_ONLY]);
    let mut bytes = if how == 0 { drawn(&mut draw) } else { draw.rest().to_vec() };
    if how == 1 {
        repair(&mut bytes);
    }
    directory(&bytes);
    let Ok(archive) = Archive::open(&bytes, flags) else { return };
    let mut failed = false;
    for index in 0..archive.count().min(40) {
        let member = archive.member(index);
        let data = archive.bytes(index, member.size);
        match &data {
            Ok(data) => assert_eq!(crc(data), member.crc, "bytes with another sum are given out"),
            // Too large for this target.
            Err(0) => {}
            Err(_) => failed = true,
        }
        // SAFETY: open.
        let Ok(reader) = made(|out, e| unsafe { npz_get_at(archive.0, index, out, e) }).map(Reader) else {
            continue;
        };
        let info = reader.info();
        if let (Ok(data), Some(Ok(all))) = (&data, reader.all()) {
            if info.kind != 'O' as _ && info.byteorder != '>' as _ && info.byteorder != 0 {
                let from = info.data_offset as usize;
                assert!(data[from..from + all.len()] == all, "the array is not the member's bytes");
            }
        }
        if let (Err(status), Some(Ok(_))) = (&data, reader.all()) {
            assert!(*status == 0, "an array of a member that cannot be read: {status}");
        }
    }
    // SAFETY: open.
    let verified = tried(|e| unsafe { npz_verify(archive.0, e) });
    assert!(!(failed && verified.is_ok()), "verified, though a member fails");
}

//! Members that an update takes over are the same afterwards, whatever their records look like.

#[path = "support/zips.rs"]
#[allow(dead_code)]
mod zips;

use npyrw::io::{Memory, MemorySink, MemorySource};
use npyrw::mem::MemMut;
use npyrw::npz::{Archive, Options, WriteOptions, Writer};
use zips::{build, npy, Member};

fn open(bytes: Vec<u8>) -> Archive {
    let bytes: &'static [u8] = Vec::leak(bytes);
    // SAFETY: leaked, so never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    Archive::open(Box::new(source), 0, Options::default()).unwrap()
}

/// The archive after an update that changes nothing.
fn updated(bytes: Vec<u8>, align: u32) -> Archive {
    let memory = Memory::new().unwrap();
    let options = WriteOptions { align, ..WriteOptions::default() };
    let writer =
        Writer::create(&mut || Ok((Box::new(MemorySink::new(&memory)), Some(open(bytes.clone())))), options)
            .unwrap();
    writer.finish(None).unwrap();
    let bytes = memory.bytes().clone();
    open(bytes)
}

#[test]
fn an_extra_field_that_leaves_no_room_for_padding_stays_as_it_is() {
    let data = npy(&[7; 1000]);
    for len in (65_380..65_532).step_by(4) {
        for align in [64, 256, 4096] {
            let mut member = Member::stored("a.npy", &data);
            member.local.extra = [b"zz".as_slice(), &(len as u16).to_le_bytes(), &vec![1; len]].concat();
            let archive = updated(build(&[member]).0, align);
            archive.verify(None).unwrap_or_else(|e| panic!("{len} bytes, align {align}: {e}"));
            let mut found = vec![0; data.len()];
            archive.bytes(archive.directory().entry(0).unwrap(), MemMut::from_slice(&mut found)).unwrap();
            assert_eq!(found, data);
        }
    }
}

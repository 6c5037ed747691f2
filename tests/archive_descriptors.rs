//! Archives that are written to a descriptor, however it was opened.

use npyrw::error::{Result, Status};
use npyrw::format::{Casting, Dtype, Limits, Order};
use npyrw::io::{self, FdSink, MemorySource, Replace, Replacement};
use npyrw::mem::{Mem, MemMut};
use npyrw::npy::{Slice, Spec, NONE};
use npyrw::npz::{Archive, Options, WriteOptions, Writer};
use std::fs::{File, OpenOptions};
use std::io::{Seek, Write};
use std::os::fd::AsRawFd;

/// A file of its own that goes with the test.
struct Scratch(std::path::PathBuf);

impl Scratch {
    fn new(name: &str, holds: &[u8]) -> Scratch {
        let path = std::env::temp_dir().join(format!("npyrw-fd-{name}-{}", std::process::id()));
        std::fs::write(&path, holds).unwrap();
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn values(i: usize) -> Vec<u8> {
    (0..50_000 * i).map(|j| (i + j) as u8).collect()
}

fn with_spec<T>(len: usize, work: impl FnOnce(&Spec<'_>) -> T) -> T {
    work(&Spec {
        dtype: Dtype::parse(b"u1", &Limits::default()).unwrap(),
        data_dtype: None,
        casting: Casting::Safe,
        shape: &[len as i64],
        order: Order::C,
        version: None,
    })
}

fn write(file: &File) -> Result<()> {
    let archive = Writer::create(
        &mut || Ok((Box::new(FdSink::new(file.as_raw_fd(), false)?), None)),
        WriteOptions::default(),
    )?;
    for i in 0..4 {
        let values = values(i);
        let mut writer = with_spec(values.len(), |spec| archive.add(format!("m{i}").as_bytes(), spec))?;
        writer.write(Mem::from_slice(&values), None)?;
        writer.finish()?;
    }
    archive.finish(None)
}

/// That the archive of [`write`] stands behind `prefix`.
fn check(scratch: &Scratch, prefix: &[u8]) {
    let bytes: &'static [u8] = Vec::leak(std::fs::read(&scratch.0).unwrap());
    assert_eq!(&bytes[..prefix.len()], prefix);
    // SAFETY: leaked, so never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    let archive = Archive::open(Box::new(source), prefix.len() as u64, Options::default()).unwrap();
    archive.verify(None).unwrap();
    for i in 0..4 {
        let entry = archive.directory().entry(i as u64).unwrap();
        let mut found = vec![0; entry.size as usize];
        archive.bytes(entry, MemMut::from_slice(&mut found)).unwrap();
        assert!(found[128..] == values(i), "member {i}");
    }
}

#[test]
fn a_descriptor_that_appends_takes_an_archive_as_a_stream() {
    for prefix in [b"".as_slice(), b"what was there before"] {
        let scratch = Scratch::new("append", prefix);
        let mut file = OpenOptions::new().append(true).open(&scratch.0).unwrap();
        write(&file).unwrap();
        check(&scratch, prefix);
        assert_eq!(file.stream_position().unwrap(), file.metadata().unwrap().len());
    }
}

#[test]
fn a_descriptor_that_appends_is_cut_again_after_a_failure() {
    let scratch = Scratch::new("append-cut", b"before");
    let file = OpenOptions::new().append(true).open(&scratch.0).unwrap();
    let archive = Writer::create(
        &mut || Ok((Box::new(FdSink::new(file.as_raw_fd(), false)?), None)),
        WriteOptions::default(),
    )
    .unwrap();
    let mut writer = with_spec(1 << 20, |spec| archive.add(b"m", spec)).unwrap();
    writer.write(Mem::from_slice(&[1; 500_000]), None).unwrap();
    drop((writer, archive));
    let found = std::fs::read(&scratch.0).unwrap();
    assert!(found == b"before", "{} bytes", found.len());
}

#[test]
fn a_descriptor_in_the_middle_of_a_file_takes_an_archive_there() {
    let scratch = Scratch::new("middle", b"");
    let mut file = OpenOptions::new().write(true).open(&scratch.0).unwrap();
    file.write_all(b"prefix").unwrap();
    write(&file).unwrap();
    check(&scratch, b"prefix");
}

#[test]
fn slabs_that_cannot_be_read_back_are_refused_at_once() {
    let scratch = Scratch::new("slabs", b"");
    let all = [Slice { start: NONE, stop: NONE, step: 1 }];
    for (read, expected) in [(false, Err(Status::Unsupported)), (true, Ok(()))] {
        let file = OpenOptions::new().read(read).write(true).open(&scratch.0).unwrap();
        let begin = &mut || Ok((Box::new(FdSink::new(file.as_raw_fd(), false)?) as _, None));
        let archive = Writer::create(begin, WriteOptions::default()).unwrap();
        let writer = with_spec(3, |spec| archive.add(b"m", spec)).unwrap();
        let found = writer.write_slab(&all, Mem::from_slice(&[1, 2, 3]), None, None);
        assert_eq!(found.map_err(|e| e.status()), expected);
    }
}

#[test]
fn slabs_go_into_an_archive_that_is_written_in_place() {
    let scratch = Scratch::new("in-place", &[9; 1000]);
    let path = std::ffi::CString::new(scratch.0.to_str().unwrap()).unwrap();
    let begin = &mut || Ok((Replacement::begin(&path, Replace::InPlace, false)?, None));
    let archive = Writer::create(begin, WriteOptions::default()).unwrap();
    let writer = with_spec(300, |spec| archive.add(b"m", spec)).unwrap();
    for (start, seed) in [(200, 3), (0, 1), (100, 2)] {
        let slab = [Slice { start, stop: start + 100, step: 1 }];
        writer.write_slab(&slab, Mem::from_slice(&[seed; 100]), None, None).unwrap();
    }
    writer.finish().unwrap();
    archive.finish(None).unwrap();
    let opened = io::open(&path, 0, MemMut::from_slice(&mut [])).unwrap();
    let archive = Archive::open(opened.source, 0, Options::default()).unwrap();
    let mut found = vec![0; 428];
    archive.bytes(archive.directory().entry(0).unwrap(), MemMut::from_slice(&mut found)).unwrap();
    assert_eq!(found[128..], [[1; 100], [2; 100], [3; 100]].concat());
}

#[test]
fn a_directory_is_told_to_be_one() {
    let path = std::ffi::CString::new(std::env::temp_dir().to_str().unwrap()).unwrap();
    let error = io::open(&path, 0, MemMut::from_slice(&mut [])).err().expect("opened a directory");
    assert!(error.status() == Status::Io && error.message().contains("directory"), "{error}");
}

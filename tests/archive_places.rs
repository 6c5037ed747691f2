//! Archives into places of every kind.

use npyrw::error::Result;
use npyrw::format::{Casting, Dtype, Limits, Order};
use npyrw::io::{Memory, MemorySink, Sink};
use npyrw::mem::Mem;
use npyrw::npy::Spec;
use npyrw::npz::{WriteOptions, Writer};
use std::sync::{Arc, Mutex};

fn writer(sink: Box<dyn Sink>) -> Writer {
    let mut sink = Some(sink);
    Writer::create(&mut || Ok((sink.take().unwrap(), None)), WriteOptions::default()).unwrap()
}

/// Writes the first `some` of `len` bytes as the member `key`; all of them are finished, others discarded.
fn put(writer: &Writer, key: &str, len: usize, some: usize) {
    let spec = Spec {
        dtype: Dtype::parse(b"'u1'", &Limits::default()).unwrap(),
        data_dtype: None,
        casting: Casting::Safe,
        shape: &[len as i64],
        order: Order::C,
        version: None,
    };
    let mut member = writer.add(key.as_bytes(), &spec).unwrap();
    member.write(Mem::from_slice(&vec![7; some]), None).unwrap();
    if some == len {
        member.finish().unwrap();
    }
}

/// The archive of one member, as it is in memory.
fn plain(key: &str, len: usize) -> Vec<u8> {
    let memory = Memory::new().unwrap();
    let writer = writer(Box::new(MemorySink::new(&memory)));
    put(&writer, key, len, len);
    writer.finish(None).unwrap();
    let bytes = memory.bytes().clone();
    bytes
}

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

#[cfg(unix)]
#[test]
fn at_a_position_offsets_count_from_the_beginning_of_the_file() {
    use npyrw::io::FdSink;
    use std::io::{Seek, Write};
    use std::os::fd::AsRawFd;

    let folder = folder("position");
    let path = folder.join("x.bin");
    let mut file =
        std::fs::File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap();
    file.write_all(&[b'x'; 1000]).unwrap();
    let writer = writer(Box::new(FdSink::new(file.as_raw_fd(), false).unwrap()));
    put(&writer, "u", 100_000, 100_000);
    put(&writer, "v", 10, 10);
    writer.finish(None).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(file.stream_position().unwrap(), bytes.len() as u64);
    let end = bytes.len() - 22;
    let directory = word(&bytes, end + 16);
    assert_eq!(bytes[directory..directory + 4], *b"PK\x01\x02");
    assert_eq!(word(&bytes, directory + 42), 1000);
    assert_eq!(bytes[1000..1004], *b"PK\x03\x04");
    let second = word(&bytes, directory + 46 + 5 + 42);
    assert_eq!(bytes[second..second + 4], *b"PK\x03\x04");
}

#[cfg(unix)]
#[test]
fn room_claimed_for_a_member_that_was_taken_back_is_given_back() {
    use npyrw::io::{Replace, Replacement};

    let path = folder("reserve").join("x.npz");
    let c_path = std::ffi::CString::new(path.to_str().unwrap()).unwrap();
    let sink = Replacement::begin(&c_path, Replace::Atomic, false).unwrap();
    let writer = writer(sink);
    put(&writer, "x", 5_000_000, 0);
    put(&writer, "u", 1_000_000, 1_000_000);
    writer.finish(None).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), plain("u", 1_000_000));
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A sink that takes bytes at any place, and drops none.
struct Fixed(Arc<Mutex<Vec<u8>>>);

impl Sink for Fixed {
    fn positional(&self) -> bool {
        true
    }

    fn write(&mut self, _head: Mem<'_>, _body: Mem<'_>) -> Result<()> {
        unreachable!("an archive writes at places")
    }

    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        let mut piece = vec![0; src.len()];
        npyrw::mem::MemMut::from_slice(&mut piece).copy_from(src)?;
        let (mut bytes, at) = (self.0.lock().unwrap(), offset as usize);
        let end = bytes.len().max(at + piece.len());
        bytes.resize(end, 0);
        bytes[at..at + piece.len()].copy_from_slice(&piece);
        Ok(())
    }

    fn commit(&mut self, size: u64) -> Result<()> {
        assert_eq!(size, self.0.lock().unwrap().len() as u64);
        Ok(())
    }
}

#[test]
fn what_was_taken_back_and_cannot_be_dropped_is_a_gap() {
    for last in [false, true] {
        let bytes = Arc::new(Mutex::new(vec![]));
        let writer = writer(Box::new(Fixed(bytes.clone())));
        put(&writer, "u", 1000, 1000);
        put(&writer, "x", 500_000, 400_000);
        if !last {
            put(&writer, "v", 1000, 1000);
        }
        writer.finish(None).unwrap();
        let bytes = bytes.lock().unwrap();
        let directory = word(&bytes, bytes.len() - 22 + 16);
        assert!(directory > 400_000);
        assert_eq!(bytes[directory..directory + 4], *b"PK\x01\x02");
        let count = if last { 1 } else { 2 };
        assert_eq!(bytes.len(), directory + 51 * count + 22);
        let whole = plain("u", 1000);
        assert_eq!(bytes[..1128], whole[..1128]);
    }
}

//! Archives into places of every kind.

use npyrw::format::{Casting, Dtype, Limits, Order};
use npyrw::io::Sink;
use npyrw::mem::Mem;
use npyrw::npy::Spec;
use npyrw::npz::{WriteOptions, Writer};

fn writer(sink: Box<dyn Sink>) -> Writer {
    Writer::create(sink, WriteOptions::default(), None).unwrap()
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

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

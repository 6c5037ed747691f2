//! A sink that fails once: what was written before is not lost, or the archive does not appear.

use npyrw::error::{Error, Result, Status};
use npyrw::format::{Casting, Dtype, Limits, Order};
use npyrw::io::{MemorySource, Sink};
use npyrw::mem::{Mem, MemMut};
use npyrw::npy::Spec;
use npyrw::npz::{Archive, Options, WriteOptions, Writer};
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct State {
    bytes: Vec<u8>,
    committed: bool,
    calls: usize,
    /// The call that fails.
    fails: usize,
}

/// Writes half of what it is given to fail, if it is to.
struct Faulty {
    state: Arc<Mutex<State>>,
    positional: bool,
}

impl Faulty {
    fn put(&self, at: Option<usize>, src: Mem<'_>) -> Result<()> {
        let mut state = self.state.lock().unwrap();
        state.calls += 1;
        let fails = state.calls == state.fails;
        let len = if fails { src.len() / 2 } else { src.len() };
        let at = at.unwrap_or(state.bytes.len());
        if state.bytes.len() < at + len {
            state.bytes.resize(at + len, 0);
        }
        MemMut::from_slice(&mut state.bytes[at..at + len]).copy_from(src.sub(0, len)?)?;
        match fails {
            true => Err(Error::new(Status::Io, format_args!("this call fails"))),
            false => Ok(()),
        }
    }
}

impl Sink for Faulty {
    fn positional(&self) -> bool {
        self.positional
    }
    fn write(&mut self, head: Mem<'_>, body: Mem<'_>) -> Result<()> {
        self.put(None, head)?;
        self.put(None, body)
    }
    fn write_at(&self, offset: u64, src: Mem<'_>) -> Result<()> {
        self.put(Some(offset as usize), src)
    }
    fn cut(&mut self, size: u64) -> Result<()> {
        self.state.lock().unwrap().bytes.truncate(size as usize);
        Ok(())
    }
    fn commit(&mut self, size: u64) -> Result<()> {
        let mut state = self.state.lock().unwrap();
        assert_eq!(state.bytes.len() as u64, size);
        state.committed = true;
        Ok(())
    }
}

fn values(seed: u8, len: usize) -> Vec<u8> {
    (0..len).map(|i| (i as u8).wrapping_mul(31) ^ seed).collect()
}

fn save(archive: &Writer, key: &str, values: &[u8]) -> Result<()> {
    let shape = [values.len() as i64];
    let spec = Spec {
        dtype: Dtype::parse(b"u1", &Limits::default())?,
        data_dtype: None,
        casting: Casting::Safe,
        shape: &shape,
        order: Order::C,
        version: None,
    };
    let mut writer = archive.add(key.as_bytes(), &spec)?;
    writer.write(Mem::from_slice(values), None)?;
    writer.finish()
}

/// Saves members of such lengths, each once more if it fails, and finishes.
fn run(positional: bool, lengths: &[usize], fails: usize) -> (Result<()>, Arc<Mutex<State>>) {
    let state = Arc::new(Mutex::new(State { fails, ..State::default() }));
    let sink = || Box::new(Faulty { state: state.clone(), positional });
    let archive = Writer::create(&mut || Ok((sink(), None)), WriteOptions::default()).unwrap();
    for (i, &len) in lengths.iter().enumerate() {
        let (key, data) = (format!("m{i}"), values(i as u8, len));
        if save(&archive, &key, &data).is_err() {
            let again = save(&archive, &key, &data);
            assert!(positional || again.is_err(), "a stream went on after byte {len}");
        }
    }
    (archive.finish(None), state)
}

fn is_right(state: &State, lengths: &[usize]) {
    let bytes: &'static [u8] = Vec::leak(state.bytes.clone());
    // SAFETY: leaked, so never gone.
    let source = unsafe { MemorySource::new(bytes.as_ptr(), bytes.len()) };
    let archive = Archive::open(Box::new(source), 0, Options::default()).unwrap();
    archive.verify(None).unwrap();
    assert_eq!(archive.directory().entries().len(), lengths.len());
    for (i, &len) in lengths.iter().enumerate() {
        let entry = archive.directory().entry(i as u64).unwrap();
        let mut found = vec![0; entry.size as usize];
        archive.bytes(entry, MemMut::from_slice(&mut found)).unwrap();
        assert_eq!(&found[found.len() - len..], values(i as u8, len), "member {i}");
    }
}

const LENGTHS: [&[usize]; 4] =
    [&[100, 200, 300], &[100; 700], &[100_000, 10, 100_000, 5], &[40_000, 40_000, 300_000, 70_000, 1]];

#[test]
fn where_any_place_can_be_written_a_failed_member_is_written_again_and_all_are_there() {
    let mut repaired = 0;
    for lengths in LENGTHS {
        let calls = run(true, lengths, 0).1.lock().unwrap().calls;
        for k in 1..=calls {
            let (result, state) = run(true, lengths, k);
            let state = state.lock().unwrap();
            assert_eq!(result.is_ok(), state.committed);
            if state.committed {
                is_right(&state, lengths);
                repaired += 1;
            }
        }
    }
    assert!(repaired >= 10, "only {repaired} runs met a failure before the last call");
}

#[test]
fn a_stream_that_failed_once_takes_nothing_more() {
    for lengths in LENGTHS {
        let (result, state) = run(false, lengths, 0);
        result.unwrap();
        is_right(&state.lock().unwrap(), lengths);
        let calls = state.lock().unwrap().calls;
        for k in 1..=calls {
            let (result, state) = run(false, lengths, k);
            let state = state.lock().unwrap();
            assert!(result.is_err() && !state.committed, "call {k} failed and the archive appeared");
            assert_eq!(state.calls, k, "a call after the one that failed");
        }
    }
}

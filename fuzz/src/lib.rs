//! What is fuzzed: a function of bytes for each target, which panics when something is wrong.
//!
//! Used twice: by libFuzzer (`fuzz_targets`), and by `tests/fuzz_corpus.rs`, which includes this file and
//! goes through the committed inputs with stable Rust.

mod archive;
mod calls;
mod capi;
mod deflated;
mod draw;
mod grow;
mod headers;
mod listed;
mod objects;
mod requests;
mod zips;

/// The targets by name.
pub const TARGETS: [(&str, fn(&[u8])); 13] = [
    ("literal", headers::literal),
    ("header", headers::header),
    ("descr", headers::descr),
    ("npy", calls::file),
    ("write", calls::write),
    ("request", requests::request),
    ("zip", archive::directory),
    ("npz", archive::archive),
    ("blocks", listed::blocks),
    ("inflate", deflated::inflate),
    ("deflate", deflated::deflate),
    ("grow", grow::grow),
    ("objects", objects::pickle),
];

/// Runs the target of this name.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.0 == name).expect("a target of this name");
    target.1(data);
}

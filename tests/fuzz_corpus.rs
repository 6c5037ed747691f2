//! What fuzzing found and what it should know: each committed input goes through its target, and some seconds
//! of simple changes to them, always the same ones. (`make fuzz` goes on from there with libFuzzer.)

#[path = "../fuzz/src/lib.rs"]
#[allow(dead_code)]
mod fuzz;
#[path = "support/numbers.rs"]
#[allow(dead_code)]
mod numbers;

use numbers::Random;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::{Path, PathBuf};

fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus-min").join(target);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect()
}

/// Runs it; if it panics, leaves the input where it can be found.
fn run(target: (&str, fn(&[u8])), input: &[u8], from: &Path) {
    if catch_unwind(AssertUnwindSafe(|| target.1(input))).is_err() {
        let left = std::env::temp_dir().join(format!("npyrw-fuzz-{}-failed", target.0));
        std::fs::write(&left, input).unwrap();
        panic!("{}: an input made of {} fails; it is in {}", target.0, from.display(), left.display());
    }
}

/// A few simple changes.
fn mutated(random: &mut Random, input: &[u8], other: &[u8]) -> Vec<u8> {
    const TOKENS: [&[u8]; 12] = [
        b"(",
        b")",
        b"'",
        b",",
        b"9223372036854775807",
        b"-1",
        b"'<f8'",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"\xff\xff\xff\xff",
        b"\0",
        b"\n",
    ];
    let mut bytes = input.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] = random.next() as u8,
            2 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            3 => {
                let token = TOKENS[random.below(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
            4 => {
                let end = (at + random.below(8)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let end = (at + random.below(32)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let from = random.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
    bytes.truncate(1 << 16);
    bytes
}

fn targets() -> Vec<(&'static str, fn(&[u8]))> {
    fuzz::TARGETS.to_vec()
}

#[test]
fn every_committed_input_passes() {
    for target in targets() {
        let inputs = corpus(target.0);
        assert!(inputs.len() >= 5, "{}: only {} inputs", target.0, inputs.len());
        for (path, bytes) in inputs {
            run(target, &bytes, &path);
        }
    }
}

#[test]
fn changed_inputs_pass() {
    // So many that all of them take about ten seconds where debug assertions are on.
    const ROUNDS: usize = 1000;
    for target in targets() {
        let inputs = corpus(target.0);
        let mut random = Random(target.0.len() as u64);
        // The slow ones: whole files on a disk, two encoders.
        let rounds = match target.0 {
            "grow" | "deflate" | "inflate" => ROUNDS / 10,
            _ => ROUNDS,
        };
        for _ in 0..rounds {
            let (path, input) = &inputs[random.below(inputs.len())];
            let other = &inputs[random.below(inputs.len())].1;
            run(target, &mutated(&mut random, input, other), path);
        }
    }
}

#[test]
fn each_target_has_a_folder_and_each_folder_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut names: Vec<String> = targets().iter().map(|t| t.0.to_string()).collect();
    names.sort();
    for (part, ending) in [("corpus-min", ""), ("fuzz_targets", ".rs")] {
        let mut found: Vec<String> = std::fs::read_dir(folder.join(part))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .map(|name| name.strip_suffix(ending).unwrap().to_string())
            .collect();
        found.sort();
        assert_eq!(found, names, "{part}");
    }
}

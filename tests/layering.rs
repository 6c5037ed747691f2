//! The arrows of the house point down: which floor may use which.

use std::path::{Path, PathBuf};

/// Each floor with the floors that it may use.
const FLOORS: [(&str, &[&str]); 7] = [
    ("format", &["error", "fallible", "sort"]),
    ("mem", &["boxed", "error", "fallible"]),
    ("io", &["error", "fallible", "mem"]),
    ("npy", &["error", "fallible", "sort", "mem", "format", "io"]),
    ("npz", &["error", "fallible", "sort", "mem", "io", "npy"]),
    ("object", &["error", "fallible", "mem", "format", "io", "npy"]),
    ("ffi", &["error", "fallible", "mem", "format", "io", "npy", "npz", "object"]),
];

fn files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The floors that `source` names with `crate::`, outside of its comments.
fn floors_named(source: &str) -> Vec<String> {
    let mut named = Vec::new();
    for line in source.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for after in line.split("crate::").skip(1) {
            let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            named.push(name);
        }
    }
    named
}

fn upward(floor: &str, allowed: &[&str], source: &str) -> Vec<String> {
    let mut named = floors_named(source);
    named.retain(|n| n != floor && !allowed.contains(&n.as_str()));
    named
}

#[test]
fn every_floor_uses_only_those_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for (floor, allowed) in FLOORS {
        let mut paths = Vec::new();
        files(&src.join(floor), &mut paths);
        assert!(!paths.is_empty(), "no files in {floor}");
        for path in paths {
            let wrong = upward(floor, allowed, &std::fs::read_to_string(&path).unwrap());
            assert!(wrong.is_empty(), "{} uses {wrong:?}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} files seen");
}

#[test]
fn an_arrow_that_points_up_is_found() {
    assert_eq!(upward("io", &["error", "mem"], "use crate::npy::Reader;"), ["npy"]);
    assert_eq!(upward("mem", &["error"], "    let x = crate::io::open();"), ["io"]);
    assert!(upward("io", &["error", "mem"], "use crate::io::x; use crate::mem::Mem;").is_empty());
}

#[test]
fn floors_without_unsafe_code_forbid_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for floor in ["format", "npy", "npz", "object"] {
        let source = std::fs::read_to_string(src.join(floor).join("mod.rs")).unwrap();
        assert!(source.contains("#![forbid(unsafe_code)]"), "{floor}");
    }
}

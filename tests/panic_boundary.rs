//! No panic leaves the library: every exported function does its work behind the guard,
//! or does so little that it cannot panic. (That the guard holds, `src/ffi/panics.rs` tries: it has each function
//! panic.)

#[path = "support/lookups.rs"]
mod lookups;

use lookups::LOOKUPS;
use std::path::Path;

/// What the guard is called where it is used: itself, and what is made of it.
const GUARDS: [&str; 8] =
    ["guard(", "with(", "with_mut(", "end(", "unshared(", "create(", "open(", "unsafe { np"];

/// The exported functions of a source with their bodies.
fn exported(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for after in source.split("#[no_mangle]").skip(1) {
        let name = after.split("fn ").nth(1).unwrap().split('(').next().unwrap().to_string();
        let body = after.split_once("{\n").unwrap().1.split_once("\n}").unwrap().0.to_string();
        found.push((name, body));
    }
    found
}

#[test]
fn every_exported_function_works_behind_the_guard() {
    let mut seen = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ffi")).unwrap() {
        let path = entry.unwrap().path();
        for (name, body) in exported(&std::fs::read_to_string(&path).unwrap()) {
            let guarded = GUARDS.iter().any(|g| body.contains(g));
            assert!(guarded != LOOKUPS.contains(&name.as_str()), "{name} in {}:\n{body}", path.display());
            if !guarded {
                for danger in ["unwrap", "expect", "[", "panic", " / ", " % "] {
                    assert!(!body.contains(danger), "{name} may panic at {danger}:\n{body}");
                }
            }
            seen += 1;
        }
    }
    assert!(seen >= 70, "only {seen} exported functions seen");
}

#[test]
fn a_function_without_the_guard_is_found() {
    let source = "#[no_mangle]\npub unsafe extern \"C\" fn npy_x(a: i32) -> i32 {\n    values[a]\n}\n";
    let found = exported(source);
    assert_eq!(found, [("npy_x".to_string(), "    values[a]".to_string())]);
    assert!(!GUARDS.iter().any(|g| found[0].1.contains(g)));
}

//! What the library is made of besides ourselves: licences, number, and where the crates come from. Needs no
//! tool but cargo. (`deny.toml` is for cargo-deny, which also knows advisories.)

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// What may be linked into the library, or run while it is built.
const SHIPPED: [&str; 4] = ["Apache-2.0", "MIT", "Unicode-3.0", "bzip2-1.0.6"];
/// What tests may use besides.
const TESTS: [&str; 7] =
    ["Apache-2.0", "MIT", "Unicode-3.0", "bzip2-1.0.6", "Apache-2.0 WITH LLVM-exception", "MPL-2.0", "Zlib"];

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Name with version, and licence, of all crates along these edges, on any platform. Not our own.
fn crates(edges: &str) -> BTreeMap<String, String> {
    let out = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--prefix", "none", "--target", "all", "--format", "{p}|{l}"])
        .args(["--edges", edges])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    text.lines()
        .map(|line| line.trim_end_matches(" (*)").split_once('|').unwrap())
        .filter(|(name, _)| !name.starts_with("npyrw "))
        .map(|(name, licence)| (name.to_string(), licence.to_string()))
        .collect()
}

/// Whether a licence expression can be satisfied with these: `AND` binds more than `OR`, and brackets more.
fn allowed(expression: &str, list: &[&str]) -> bool {
    let (mut depth, mut parts, mut from) = (0, vec![], 0);
    for word in [" OR ", "/", " AND "] {
        for (at, byte) in expression.bytes().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ if depth == 0 && at >= from && expression[at..].starts_with(word) => {
                    parts.push(&expression[from..at]);
                    from = at + word.len();
                }
                _ => {}
            }
        }
        if from > 0 {
            parts.push(&expression[from..]);
            let mut parts = parts.iter().map(|part| allowed(part, list));
            return if word == " AND " { parts.all(|yes| yes) } else { parts.any(|yes| yes) };
        }
    }
    match expression.strip_prefix('(').and_then(|e| e.strip_suffix(')')) {
        Some(inner) => allowed(inner, list),
        None => list.contains(&expression),
    }
}

#[test]
fn licences_are_read_right() {
    let list = ["MIT", "Unicode-3.0"];
    for yes in ["MIT", "MIT OR GPL-3.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "Apache-2.0/MIT"] {
        assert!(allowed(yes, &list), "{yes}");
    }
    for no in
        ["", "GPL-3.0", "(MIT OR Apache-2.0) AND GPL-3.0", "MIT AND Zlib", "MIT WITH x", "Zlib OR Apache-2.0"]
    {
        assert!(!allowed(no, &list), "{no}");
    }
}

#[test]
fn every_crate_has_an_allowed_licence() {
    for (edges, list, least) in [("normal,build", &SHIPPED[..], 5), ("normal,build,dev", &TESTS[..], 20)] {
        let crates = crates(edges);
        assert!(crates.len() >= least, "only {} crates", crates.len());
        for (name, licence) in crates {
            assert!(allowed(&licence, list), "{name} has the licence {licence:?}");
        }
    }
    let deny = read("deny.toml");
    let listed = deny.split_once("allow = [").unwrap().1.split_once(']').unwrap().0;
    let listed: Vec<&str> = listed.split('"').skip(1).step_by(2).collect();
    assert_eq!(listed, SHIPPED, "deny.toml says something else");
}

#[test]
fn the_design_names_the_number_of_crates() {
    let all = crates("normal,build").len();
    let linked = crates("normal,no-proc-macro").len();
    let said =
        format!("{linked} crates are linked into the library, {} more run while it is built", all - linked);
    assert!(read("DESIGN.md").contains(&said), "DESIGN.md does not say: {said}");
}

#[test]
fn no_crate_is_there_in_two_versions() {
    let crates = crates("normal,no-proc-macro");
    let mut names: Vec<&str> = crates.keys().map(|name| name.split(' ').next().unwrap()).collect();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "{crates:?}");
}

#[test]
fn every_crate_comes_from_the_registry_with_its_checksum() {
    for (lock, own) in [("Cargo.lock", 1), ("fuzz/Cargo.lock", 2)] {
        let lock = read(lock);
        let packages: Vec<&str> = lock.split("[[package]]").skip(1).collect();
        assert!(packages.len() > 10);
        let (ours, theirs): (Vec<&str>, _) = packages.iter().partition(|p| !p.contains("\nsource = "));
        assert_eq!(ours.len(), own, "{ours:?}");
        for package in theirs {
            assert!(
                package.contains("source = \"registry+https://github.com/rust-lang/crates.io-index\""),
                "{package}"
            );
            assert!(package.contains("\nchecksum = \""), "{package}");
        }
    }
}

/// Where cargo is called, with what it does there.
const CALLS: [&str; 6] = [
    "Makefile",
    "scripts/test.sh",
    "scripts/fuzz.sh",
    "bench/run.sh",
    "bench/call_cost.sh",
    "CMakeLists.txt",
];

#[test]
fn the_lock_file_is_kept_to_wherever_cargo_builds() {
    let mut calls = 0;
    for name in CALLS {
        // One command may go over some lines.
        for line in read(name).replace("\\\n", " ").lines().filter(|line| !line.trim_start().starts_with('#'))
        {
            let builds = ["build", "test", "clippy", "run", "bench"].iter().any(|verb| {
                ["cargo ", "cargo \"+$toolchain\" "]
                    .iter()
                    .any(|cargo| line.contains(&format!("{cargo}{verb} ")))
            });
            if builds
                && !line.contains("clippy --version")
                && !line.contains("COMMENT")
                && !line.contains("CACHE STRING")
            {
                assert!(line.contains("--locked"), "{name}: {line}");
                calls += 1;
            }
        }
    }
    assert!(calls >= 6, "only {calls} calls of cargo found");
    assert!(read("CMakeLists.txt").contains("set(npyrw_cargo_args --lib --locked"));
}

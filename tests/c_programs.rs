//! Some C programs claim to be complete: every argument of every function, every
//! member of every struct, every code. Whether they are is read off the header.

use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A C text without comments and preprocessor lines.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = &rest[start..][rest[start..].find("*/").expect("an open comment") + 2..];
    }
    out.push_str(rest);
    out.lines().filter(|l| !l.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n")
}

/// The last word of a declaration such as `const char *path` or `int64_t shape[64]`.
fn declared(declaration: &str) -> String {
    let end = declaration.find('[').unwrap_or(declaration.len());
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let name: String = declaration[..end].trim_end().chars().rev().take_while(|&c| word(c)).collect();
    name.chars().rev().collect()
}

/// Every function of the header with the names of its arguments.
fn functions(header: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for part in bare(header).split(';').filter(|p| !p.contains(['{', '}']) && !p.contains("typedef")) {
        let Some((head, arguments)) = part.split_once('(') else { continue };
        let function = declared(head);
        if !function.starts_with("npy_") && !function.starts_with("npz_") {
            continue;
        }
        let arguments = arguments.rsplit_once(')').unwrap().0;
        let names = arguments.split(',').map(declared).filter(|n| n != "void").collect();
        found.push((function, names));
    }
    found
}

/// Every struct whose members the header shows.
fn structs(header: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    let bare = bare(header);
    for part in bare.split("typedef struct ").skip(1) {
        let Some((name, rest)) = part.split_once('{') else { continue };
        if name.contains(';') {
            continue;
        }
        let members = rest.split_once('}').unwrap().0.split(';').filter(|m| !m.trim().is_empty());
        let member = |m: &str| match m.split_once("(*") {
            Some((_, pointer)) => pointer.split(')').next().unwrap().to_string(),
            None => declared(m),
        };
        found.push((name.trim().to_string(), members.map(member).collect()));
    }
    found
}

/// The calls of macros such as `BAD(npy_open, path, …)`: the first two arguments.
fn pairs(program: &str, macros: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in macros {
        for after in bare(program).split(&format!("{name}(")).skip(1) {
            let mut words = after.split([',', ')']).map(|w| w.trim().to_string());
            if let (Some(first), Some(second)) = (words.next(), words.next()) {
                found.push((first, second));
            }
        }
    }
    found
}

#[test]
fn null_arguments_tries_every_argument_of_every_function() {
    let programs = read("c-tests/null_arguments.c")
        + &read("c-tests/null_arguments_of_archives.c")
        + &read("c-tests/null_arguments_of_objects.c");
    let tried = pairs(&programs, &["BAD", "LEAVES", "FINE", "NOTHING", "GIVES"]);
    let functions = functions(&read("include/npyrw.h"));
    let mut left_out = Vec::new();
    for (function, arguments) in &functions {
        for argument in arguments {
            // Each call that is tried is made once with `err` and once with NULL for it.
            let of = |(f, a): &(String, String)| f == function && (a == argument || argument == "err");
            if !tried.iter().any(of) {
                left_out.push(format!("{function}, {argument}"));
            }
        }
    }
    assert!(functions.len() >= 40, "only {} functions in the header", functions.len());
    assert!(left_out.is_empty(), "not tried in c-tests/null_arguments*.c: {left_out:?}");
}

#[test]
fn the_header_is_read_right() {
    let header = "/** npy_gone(int a); */\n#define X(a) npy_macro(a)\nconst char *npy_name(npy_status status);\n\
        npy_status npy_a(const char *path,\n    npy_b **out);\nconst char *npy_version(void);\n\
        typedef int32_t (*npy_p)(void *context);\ntypedef struct npy_b npy_b;\n\
        typedef struct npy_c {\n    int64_t n[4]; /* a */\n    const char *s;\n    int (*f)(void *context, int a);\n} npy_c;\n";
    let expected = [("npy_name", vec!["status"]), ("npy_a", vec!["path", "out"]), ("npy_version", vec![])];
    let expected =
        expected.map(|(f, a)| (f.to_string(), a.into_iter().map(String::from).collect::<Vec<_>>()));
    assert_eq!(functions(header), expected);
    assert_eq!(structs(header), [("npy_c".to_string(), ["n", "s", "f"].map(String::from).to_vec())]);
}

#[test]
fn struct_layout_pins_every_member_of_every_struct() {
    let program = read("c-tests/struct_layout.c");
    let other_side = read("src/ffi/layout.rs");
    let pinned = pairs(&program, &["LAYOUT"]);
    let structs = structs(&read("include/npyrw.h"));
    let mut left_out = Vec::new();
    for (name, members) in &structs {
        let here = other_side.split(&format!("    {name} ")).nth(1).and_then(|s| s.split(';').next());
        let here: Vec<&str> = here.unwrap_or("").split(|c: char| c.is_whitespace()).collect();
        for member in members {
            if !pinned.contains(&(name.clone(), member.clone())) || !here.contains(&member.as_str()) {
                left_out.push(format!("{name}.{member}"));
            }
        }
        if !program.contains(&format!("SIZE({name},")) {
            left_out.push(name.clone());
        }
    }
    assert!(structs.len() >= 10, "only {} structs in the header", structs.len());
    assert!(left_out.is_empty(), "not in c-tests/struct_layout.c and src/ffi/layout.rs: {left_out:?}");
}

#[test]
fn error_codes_reaches_every_code() {
    let reached = pairs(&read("c-tests/error_codes.c"), &["REACHED"]);
    let header = read("include/npyrw.h");
    let codes: Vec<&str> =
        header.lines().filter_map(|l| l.strip_prefix("#define NPY_ERR_")?.split(' ').next()).collect();
    let left_out: Vec<&&str> =
        codes.iter().filter(|c| !reached.iter().any(|(r, _)| r == &format!("NPY_ERR_{c}"))).collect();
    assert!(codes.len() >= 30, "only {} codes in the header", codes.len());
    assert!(left_out.is_empty(), "not in c-tests/error_codes.c: {left_out:?}");
}

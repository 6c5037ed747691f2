//! `include/npyrw.h` is what the sources say: composed section by section from
//! `src/ffi`, under the hand-written manual page. `NPYRW_BLESS=1` writes it.

use std::fmt::Write;
use std::path::Path;

/// The sections of the header: the file in `src/ffi`, and the banner.
const SECTIONS: [(&str, &str); 14] = [
    ("status", "1. Status and error"),
    ("open", "2. Opening for reading"),
    ("ask", "3. Asking"),
    ("read", "4. Reading"),
    ("array", "5. Whole arrays in memory"),
    ("save", "6. Writing: whole arrays"),
    ("write", "6. Writing: piece by piece"),
    ("grow", "6. Writing: files that grow while others read them"),
    ("sinks", "6. Writing: into memory and into callbacks"),
    ("archive", "7. Archives: reading"),
    ("archive_write", "7. Archives: writing"),
    ("objects", "8. Python objects: reading"),
    ("objects_write", "8. Python objects: making and writing"),
    ("dlpack", "9. Handing over"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn section(file: &str) -> String {
    let config = cbindgen::Config {
        language: cbindgen::Language::C,
        style: cbindgen::Style::Both,
        no_includes: true,
        documentation_style: cbindgen::DocumentationStyle::Doxy,
        line_length: 100,
        tab_width: 4,
        usize_is_size_t: true,
        export: cbindgen::ExportConfig {
            // Handed in only behind `MaybeUninit`, or only pointed to.
            include: vec!["npy_error".into(), "npy_dtype".into()],
            ..cbindgen::ExportConfig::default()
        },
        ..cbindgen::Config::default()
    };
    let mut text = Vec::new();
    cbindgen::Builder::new()
        .with_config(config)
        .with_src(root().join(format!("src/ffi/{file}.rs")))
        .generate()
        .unwrap_or_else(|e| panic!("src/ffi/{file}.rs: {e}"))
        .write(&mut text);
    tidy(&String::from_utf8(text).unwrap())
}

/// What the generator has no setting for: comments of one line on one line, type
/// names without `struct`, brackets around negative numbers.
fn tidy(text: &str) -> String {
    let mut tidied = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let mut ahead = lines.clone();
        let (second, third) = (ahead.next().unwrap_or(""), ahead.next().unwrap_or(""));
        let words = second.trim_start().strip_prefix("* ");
        if let (true, Some(words), "*/") = (line.trim() == "/**", words, third.trim()) {
            writeln!(tidied, "{indent}/** {words} */").unwrap();
            lines.nth(1);
        } else if let Some((define, number)) = line.rsplit_once(" -").filter(|_| line.starts_with("#define"))
        {
            writeln!(tidied, "{define} (-{number})").unwrap();
        } else if line == "typedef struct DLManagedTensorVersioned DLManagedTensorVersioned;" {
            // The type's own header makes it a name of its own, which C99 lets happen once.
            writeln!(tidied, "struct DLManagedTensorVersioned;").unwrap();
        } else if line.starts_with("typedef struct") {
            writeln!(tidied, "{line}").unwrap();
        } else {
            writeln!(tidied, "{}", line.replace("struct npy_", "npy_").replace("struct npz_", "npz_"))
                .unwrap();
        }
    }
    tidied
}

fn compose() -> String {
    let prologue = std::fs::read_to_string(root().join("src/ffi/prologue.h.in")).unwrap();
    let mut header = prologue
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@MAJOR@", env!("CARGO_PKG_VERSION_MAJOR"))
        .replace("@MINOR@", env!("CARGO_PKG_VERSION_MINOR"))
        .replace("@PATCH@", env!("CARGO_PKG_VERSION_PATCH"));
    for (file, banner) in SECTIONS {
        let line = "=".repeat(92);
        write!(header, "\n/* {line}\n   {banner}\n   {line} */\n\n").unwrap();
        header.push_str(section(file).trim());
        header.push('\n');
    }
    header.push_str("\n#ifdef __cplusplus\n}\n#endif\n\n#endif /* NPYRW_H */\n");
    header
}

#[test]
fn the_committed_header_is_what_the_sources_say() {
    let path = root().join("include/npyrw.h");
    let composed = compose();
    if std::env::var_os("NPYRW_BLESS").is_some() {
        std::fs::write(&path, &composed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let drift = committed
        .lines()
        .zip(composed.lines())
        .position(|(a, b)| a != b)
        .unwrap_or_else(|| committed.lines().count().min(composed.lines().count()));
    assert!(
        committed == composed,
        "include/npyrw.h differs from the sources at line {}: run `make header`",
        drift + 1
    );
}

#[test]
fn every_exported_function_is_in_the_header() {
    let header = compose();
    let mut found = 0;
    for entry in std::fs::read_dir(root().join("src/ffi")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for after in source.split("#[no_mangle]").skip(1) {
            let name = after.split("fn ").nth(1).unwrap().split('(').next().unwrap();
            assert!(name.starts_with("npy_") || name.starts_with("npz_"), "{name}");
            assert!(header.contains(&format!("{name}(")), "{name} is not in the header");
            found += 1;
        }
    }
    assert!(found >= 20, "only {found} exported functions found");
}

/// The types of `header` that its code names before it declares them.
fn named_too_early(header: &str) -> Vec<String> {
    let (mut code, mut rest) = (String::new(), header);
    while let Some((before, after)) = rest.split_once("/*") {
        code.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let words: Vec<&str> =
        code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut early = Vec::new();
    for (i, name) in words.iter().enumerate() {
        // `typedef struct X` declares X, `typedef int32_t X` and `typedef int32_t (*X)` do.
        let declared = (2..words.len()).filter(|&i| words[i - 2] == "typedef").find(|&i| words[i] == *name);
        if declared.is_some_and(|declared| i < declared) && !early.contains(&name.to_string()) {
            early.push(name.to_string());
        }
    }
    early
}

#[test]
fn every_type_is_declared_before_it_is_used() {
    assert_eq!(named_too_early(&compose()), [""; 0]);
}

#[test]
fn a_type_that_is_used_too_early_is_found() {
    let early = "void a(const npy_x *x); /* npy_y */ typedef struct npy_x npy_x; typedef int32_t npy_y; void b(npy_y y);";
    assert_eq!(named_too_early(early), ["npy_x"]);
}

//! Gives the shared library its SONAME, which Cargo does not.

#![allow(clippy::disallowed_macros)]

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let os = env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    let major = env::var("CARGO_PKG_VERSION_MAJOR").unwrap_or_default();
    let minor = env::var("CARGO_PKG_VERSION_MINOR").unwrap_or_default();
    // Before 1.0 a minor version may break the ABI, so it is part of the name.
    let abi = if major == "0" { format!("0.{minor}") } else { major };
    match os.as_str() {
        "linux" | "freebsd" | "netbsd" | "openbsd" | "dragonfly" | "android" => {
            println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libnpyrw.so.{abi}");
        }
        "macos" | "ios" => {
            println!("cargo:rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libnpyrw.{abi}.dylib");
        }
        _ => {}
    }
}

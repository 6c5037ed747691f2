#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| npyrw_fuzz::run("objects", data));

//! Parses one header as often as it is told: what one parse costs is the difference
//! between two runs under an instruction counter.

use npyrw::format::{Header, Limits};
use std::hint::black_box;

fn main() {
    let times: u32 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut header =
        b"\x93NUMPY\x01\x00\x76\x00{'descr': '<f8', 'fortran_order': False, 'shape': (1000, 1000), }"
            .to_vec();
    header.resize(127, b' ');
    header.push(b'\n');
    let limits = Limits::default();
    for _ in 0..times {
        let parsed = Header::parse(black_box(&header), &limits).expect("a header as NumPy writes it");
        black_box(&parsed);
    }
}

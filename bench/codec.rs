//! The library's codec alone, as a worker (bench/README.md): what reading a deflated member costs without an archive
//! around it. A path is a file of a raw deflate stream.

use npyrw::io::Inflater;
use npyrw::mem::{Mem, MemMut};
use std::io::{BufRead, Write};
use std::time::Instant;

const PIECE: usize = 256 * 1024;

fn inflate(inflater: &mut Inflater, mut raw: &[u8], data: &mut [u8]) -> usize {
    inflater.reset();
    let n = inflater.read(MemMut::from_slice(data), &mut |dst| {
        let (now, later) = raw.split_at(dst.len().min(PIECE).min(raw.len()));
        dst.sub(0, now.len())?.copy_from(Mem::from_slice(now))?;
        raw = later;
        Ok(now.len())
    });
    n.expect("a deflate stream")
}

fn main() {
    let mut inflater = Inflater::new().expect("memory");
    let (mut last, mut raw, mut data) = (String::new(), vec![], vec![]);
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let words: Vec<&str> = line.split_whitespace().collect();
        let [job, path, more @ ..] = &words[..] else { panic!("JOB PATH [TIMES]") };
        let times = more.first().map_or(1, |n| n.parse().expect("a number"));
        if *job != "inflate" {
            println!("unknown");
        } else {
            if last != *path {
                raw = std::fs::read(path).expect("a file");
                // The size is found by decoding: deflate makes nothing more than 1,032 times smaller.
                data = vec![0; (raw.len() * 1032).min(1 << 28)];
                let size = self::inflate(&mut inflater, &raw, &mut data);
                data.truncate(size);
                data.shrink_to_fit();
                last = (*path).into();
            }
            let start = Instant::now();
            for _ in 0..times {
                assert_eq!(self::inflate(&mut inflater, &raw, &mut data), data.len());
            }
            println!("{:.9}", start.elapsed().as_secs_f64());
        }
        std::io::stdout().flush().expect("somebody who reads");
    }
}

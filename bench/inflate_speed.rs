//! How fast raw deflate streams are decoded beside zlib-rs.
//!
//! `inflate_speed [ROUNDS] FILE.raw…`: each file is decoded by both in turn, both with
//! their input copied in pieces of 64 KiB, into memory that is there already. A row is the
//! median of the rounds' ratios, with the quartiles. bench/deflate_streams.py makes files.

mod clock;

use clock::seconds;
use npyrw::io::Inflater;
use npyrw::mem::{Mem, MemMut};

const PIECE: usize = 64 * 1024;

fn ours(inflater: &mut Inflater, mut raw: &[u8], data: &mut [u8]) -> usize {
    inflater.reset();
    let n = inflater.read(MemMut::from_slice(data), &mut |dst| {
        let (now, later) = raw.split_at(dst.len().min(PIECE).min(raw.len()));
        dst.sub(0, now.len())?.copy_from(Mem::from_slice(now))?;
        raw = later;
        Ok(now.len())
    });
    n.expect("a deflate stream")
}

fn theirs(inflate: &mut zlib_rs::Inflate, raw: &[u8], data: &mut [u8], piece: &mut [u8]) -> usize {
    inflate.reset(false);
    for now in raw.chunks(piece.len()) {
        let piece = &mut piece[..now.len()];
        piece.copy_from_slice(now);
        let done = inflate.total_out() as usize;
        inflate
            .decompress(piece, &mut data[done..], zlib_rs::InflateFlush::NoFlush)
            .expect("a deflate stream");
    }
    inflate.total_out() as usize
}

/// A number of the ordered ones.
fn quantile(of: &mut [f64], quarters: usize) -> f64 {
    of.sort_by(f64::total_cmp);
    of[(of.len() - 1) * quarters / 4]
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let rounds = match args.first().and_then(|a| a.parse().ok()) {
        Some(rounds) => {
            args.remove(0);
            rounds
        }
        None => 31,
    };
    let mut inflater = Inflater::new().expect("memory");
    let mut inflate = zlib_rs::Inflate::new(false, 15);
    let mut piece = vec![0; PIECE];
    for path in args {
        let raw = std::fs::read(&path).expect("a file");
        // The size is found by decoding; both must agree on the data.
        let mut data = vec![0; 1032 * raw.len().min(1 << 18)];
        let size = ours(&mut inflater, &raw, &mut data);
        data.truncate(size);
        let wanted = data.clone();
        let mut ratios = vec![];
        let mut speeds = vec![];
        for round in 0..rounds + 1 {
            let mut times = [0.0; 2];
            for i in 0..2 {
                let who = (round + i) % 2;
                let start = seconds();
                let n = match who {
                    0 => ours(&mut inflater, &raw, &mut data),
                    _ => theirs(&mut inflate, &raw, &mut data, &mut piece),
                };
                times[who] = seconds() - start;
                assert!(n == size && (round > 0 || data == wanted), "{path}: other data");
            }
            // The first round warms up.
            if round > 0 {
                ratios.push(times[1] / times[0]);
                speeds.push(size as f64 / times[0] / 1e6);
            }
        }
        let name = std::path::Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let [low, median, high] = [1, 2, 3].map(|q| quantile(&mut ratios, q));
        let speed = quantile(&mut speeds, 2);
        println!("{name:<24} {median:5.2} x zlib-rs  [{low:.2} {high:.2}]  {speed:6.0} MB/s");
    }
}

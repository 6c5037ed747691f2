//! How fast and how small arrays are deflated.
//!
//! `deflate_speed LEVEL ROUNDS FILE.ITEMSIZE.bin…`: a row for each file, of the numbers in it, has the
//! packed size and the speed of the median round.

mod clock;

use clock::seconds;
use npyrw::io::{Deflater, Inflater};
use npyrw::mem::{Mem, MemMut};

fn deflate(deflater: &mut Deflater, itemsize: usize, data: &[u8], packed: &mut Vec<u8>) {
    packed.clear();
    deflater.reset(itemsize);
    let mut out = |bytes: &[u8]| {
        packed.extend_from_slice(bytes);
        Ok(())
    };
    deflater.write(Mem::from_slice(data), &mut out).expect("room");
    deflater.finish(&mut out).expect("room");
}

fn comes_back(data: &[u8], mut packed: &[u8]) -> bool {
    let mut back = vec![0; data.len()];
    let n = Inflater::new().expect("memory").read(MemMut::from_slice(&mut back), &mut |dst| {
        let (now, later) = packed.split_at(dst.len().min(packed.len()));
        dst.sub(0, now.len())?.copy_from(Mem::from_slice(now))?;
        packed = later;
        Ok(now.len())
    });
    n.expect("a deflate stream") == data.len() && back == data
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [level, rounds, paths @ ..] = &args[..] else { panic!("LEVEL ROUNDS FILE…") };
    let level = level.parse().expect("a level");
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let mut deflater = Deflater::new(level, 1).expect("memory");
    for path in paths {
        let data = std::fs::read(path).expect("a file");
        let name = std::path::Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let itemsize = name.split('.').rev().nth(1).and_then(|size| size.parse().ok()).unwrap_or(1);
        let mut packed = Vec::with_capacity(data.len() + 1000);
        let mut times = vec![];
        for _ in 0..rounds {
            let start = seconds();
            deflate(&mut deflater, itemsize, &data, &mut packed);
            times.push(seconds() - start);
        }
        times.sort_by(f64::total_cmp);
        assert!(comes_back(&data, &packed), "{path}: other data");
        println!("{name} {} {} {:.1}", data.len(), packed.len(), data.len() as f64 / times[rounds / 2] / 1e6);
    }
}

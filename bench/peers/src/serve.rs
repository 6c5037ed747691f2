//! The protocol of bench/README.md.

use std::io::{BufRead, Write};
use std::time::Instant;

/// Anything may go wrong, and ends the worker.
pub type Done = Result<(), Box<dyn std::error::Error>>;

/// A job on a path, once.
pub type Job = fn(&str) -> Done;

/// Answers each line of the input with the seconds of all its times.
pub fn serve(
    jobs: &[(&str, Job)],
    prepare: fn(&str, &str) -> Result<bool, Box<dyn std::error::Error>>,
) -> Done {
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, path, more @ ..] = &words[..] else { return Err("JOB PATH [TIMES]".into()) };
        let times = more.first().map_or(Ok(1), |n| n.parse::<u32>())?;
        match jobs.iter().find(|job| job.0 == *name) {
            Some((_, job)) if prepare(name, path)? => {
                let mut taken = 0.0;
                for i in 0..times {
                    // The one job with a folder: the times are its files.
                    let file = if *name == "headers" { format!("{path}/{i:05}.npy") } else { (*path).into() };
                    if name.ends_with("write") || name.ends_with("deflate") {
                        let _ = std::fs::remove_file(written(path, name));
                    }
                    let start = Instant::now();
                    job(&file)?;
                    taken += start.elapsed().as_secs_f64();
                }
                writeln!(out, "{taken:.9}")?;
            }
            _ => writeln!(out, "unknown")?,
        }
        out.flush()?;
    }
    Ok(())
}

/// Where a job writes.
pub fn written(path: &str, job: &str) -> String {
    format!("{path}.out.{}", if job.starts_with("npz") { "npz" } else { "npy" })
}

/// Whether an .npy file's elements are doubles in this order, which is what these workers read and write; archives
/// are only asked for where they hold those.
pub fn doubles(path: &str) -> std::io::Result<bool> {
    use std::io::Read;
    let mut head = vec![];
    std::fs::File::open(path)?.take(128).read_to_end(&mut head)?;
    let plain = [&b"'<f8'"[..], b"'fortran_order': False"];
    Ok(!path.ends_with(".npy") || plain.iter().all(|text| head.windows(text.len()).any(|at| at == *text)))
}

//! The crate ndarray-npy, with ndarray.

mod serve;

use ndarray::{Array1, ArrayD, ArrayViewD};
use ndarray_npy::{read_npy, write_npy, NpzReader, NpzWriter, ViewNpyExt};
use serve::{doubles, serve, written, Done};
use std::cell::RefCell;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, BufWriter};

thread_local! {
    /// What was touched before the clock starts: the memory that is read into, or the array that is written.
    static WARM: RefCell<(String, ArrayD<f64>)> = RefCell::new((String::new(), ArrayD::zeros(vec![0])));
}

fn prepare(job: &str, path: &str) -> Result<bool, Box<dyn std::error::Error>> {
    let wants = ["read", "write", "npz_read", "npz_write", "npz_deflate"].contains(&job);
    if job != "headers" && !doubles(path)? {
        return Ok(false);
    }
    WARM.with_borrow_mut(|warm| {
        if wants && warm.0 != path {
            warm.1 = if path.ends_with(".npz") { member(path, "u")? } else { read_npy(path)? };
            warm.0 = path.into();
        }
        Ok(true)
    })
}

fn member(path: &str, name: &str) -> Result<ArrayD<f64>, Box<dyn std::error::Error>> {
    Ok(NpzReader::new(BufReader::new(File::open(path)?))?.by_name(name)?)
}

fn into_warm(array: ArrayD<f64>) -> Done {
    WARM.with_borrow_mut(|warm| warm.1.assign(&array));
    Ok(())
}

fn map(path: &str) -> Done {
    let file = File::open(path)?;
    // SAFETY: nobody changes the files of the benchmark.
    let map = unsafe { memmap2::Mmap::map(&file)? };
    let view = ArrayViewD::<f64>::view_npy(&map)?;
    black_box(view.first().copied());
    // How long it takes to unmap is nobody's time in this job.
    std::mem::forget(map);
    Ok(())
}

fn archive(path: &str, deflated: bool) -> Done {
    let file = BufWriter::new(File::create(written(path, "npz"))?);
    let mut npz = if deflated { NpzWriter::new_compressed(file) } else { NpzWriter::new(file) };
    WARM.with_borrow(|warm| npz.add_array("u", &warm.1))?;
    npz.finish()?;
    Ok(())
}

fn list(path: &str) -> Done {
    black_box(NpzReader::new(BufReader::new(File::open(path)?))?.names()?);
    Ok(())
}

fn all(path: &str) -> Done {
    let mut npz = NpzReader::new(BufReader::new(File::open(path)?))?;
    for i in 0..npz.len() {
        let array: Array1<f64> = npz.by_index(i)?;
        black_box(array);
    }
    Ok(())
}

fn one(path: &str) -> Done {
    let mut npz = NpzReader::new(BufReader::new(File::open(path)?))?;
    let name = format!("array_{}", npz.len() * 3 / 4);
    let array: Array1<f64> = npz.by_name(&name)?;
    black_box(array);
    Ok(())
}

fn main() -> Done {
    serve(
        &[
            ("read", |path| into_warm(read_npy(path)?)),
            ("load", |path| {
                black_box(read_npy::<_, ArrayD<f64>>(path)?);
                Ok(())
            }),
            ("map", map),
            ("write", |path| WARM.with_borrow(|warm| Ok(write_npy(written(path, "npy"), &warm.1)?))),
            ("npz_read", |path| into_warm(member(path, "u")?)),
            ("npz_load", |path| {
                black_box(member(path, "u")?);
                Ok(())
            }),
            ("npz_write", |path| archive(path, false)),
            ("npz_deflate", |path| archive(path, true)),
            ("npz_list", list),
            ("npz_all", all),
            ("npz_one", one),
        ],
        prepare,
    )
}

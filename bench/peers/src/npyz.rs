//! The crate npyz.

mod serve;

use npyz::npz::{NpzArchive, NpzWriter};
use npyz::{NpyFile, NpyHeader, WriterBuilder};
use serve::{doubles, serve, written, Done};
use std::cell::RefCell;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, BufWriter};

/// What was touched before the clock starts: the memory that is read into, or the array that is written.
#[derive(Default)]
struct Warm {
    path: String,
    data: Vec<f64>,
    shape: Vec<u64>,
}

thread_local! {
    static WARM: RefCell<Warm> = RefCell::default();
}

type Read = Result<(Vec<f64>, Vec<u64>), Box<dyn std::error::Error>>;

fn read(path: &str) -> Read {
    let file = NpyFile::new(BufReader::new(File::open(path)?))?;
    let shape = file.shape().to_vec();
    Ok((file.into_vec()?, shape))
}

fn member(path: &str, name: &str) -> Read {
    let mut npz = NpzArchive::open(path)?;
    let file = npz.by_name(name)?.ok_or("no such member")?;
    let shape = file.shape().to_vec();
    Ok((file.into_vec()?, shape))
}

fn prepare(job: &str, path: &str) -> Result<bool, Box<dyn std::error::Error>> {
    let wants = ["read", "write", "npz_read", "npz_write", "npz_deflate"].contains(&job);
    if job != "headers" && !doubles(path)? {
        return Ok(false);
    }
    WARM.with_borrow_mut(|warm| {
        if wants && warm.path != path {
            (warm.data, warm.shape) = if path.ends_with(".npz") { member(path, "u")? } else { read(path)? };
            warm.path = path.into();
        }
        Ok(true)
    })
}

fn into_warm((array, _): (Vec<f64>, Vec<u64>)) -> Done {
    WARM.with_borrow_mut(|warm| warm.data.copy_from_slice(&array));
    Ok(())
}

fn write(path: &str) -> Done {
    WARM.with_borrow(|warm| {
        let file = BufWriter::new(File::create(written(path, "npy"))?);
        let mut npy = npyz::WriteOptions::new().default_dtype().shape(&warm.shape).writer(file).begin_nd()?;
        npy.extend(&warm.data)?;
        Ok(npy.finish()?)
    })
}

fn archive(path: &str, deflated: bool) -> Done {
    WARM.with_borrow(|warm| {
        let mut npz = NpzWriter::new(BufWriter::new(File::create(written(path, "npz"))?));
        let method = if deflated {
            npyz::zip::CompressionMethod::Deflated
        } else {
            npyz::zip::CompressionMethod::Stored
        };
        let options = npyz::zip::write::FileOptions::default().compression_method(method).large_file(true);
        let mut npy = npz.array("u", options)?.default_dtype().shape(&warm.shape).begin_nd()?;
        npy.extend(&warm.data)?;
        Ok(npy.finish()?)
    })
}

fn list(path: &str) -> Done {
    let npz = NpzArchive::open(path)?;
    black_box(npz.array_names().count());
    Ok(())
}

fn all(path: &str) -> Done {
    let mut npz = NpzArchive::open(path)?;
    let names: Vec<String> = npz.array_names().map(str::to_string).collect();
    for name in names {
        let data: Vec<f64> = npz.by_name(&name)?.ok_or("no such member")?.into_vec()?;
        black_box(data);
    }
    Ok(())
}

fn one(path: &str) -> Done {
    let mut npz = NpzArchive::open(path)?;
    let name = format!("array_{}", npz.array_names().count() * 3 / 4);
    let data: Vec<f64> = npz.by_name(&name)?.ok_or("no such member")?.into_vec()?;
    black_box(data);
    Ok(())
}

fn main() -> Done {
    serve(
        &[
            ("read", |path| into_warm(read(path)?)),
            ("load", |path| {
                black_box(read(path)?);
                Ok(())
            }),
            ("write", write),
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
            ("headers", |path| {
                black_box(NpyHeader::from_reader(BufReader::new(File::open(path)?))?);
                Ok(())
            }),
        ],
        prepare,
    )
}

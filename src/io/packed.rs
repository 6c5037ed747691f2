//! A stretch of another source that a codec has packed.

use super::blocks::Blocks;
use super::checked::{Checked, Sum};
use super::codec::Unpacking;
use super::part::SharedSource;
use super::seeking::{Partial, Seeking};
use super::source::not_positional;
use super::{Inflater, Source, Stream};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::{try_box, Buffer};
use crate::mem::MemMut;

/// How bytes were packed (APPNOTE 4.4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// Raw deflate (method 8).
    Deflate,
    /// bzip2 (method 12).
    Bzip2,
    /// LZMA with its four bytes in front (method 14); whether the stream has an end marker.
    Lzma(bool),
    /// Zstandard (method 93).
    Zstd,
}

impl Codec {
    /// More bytes than `packed` bytes can become; where no short stream becomes gigabytes.
    pub fn most(self, packed: u64) -> u64 {
        let times = match self {
            // A match of 258 bytes in two bits.
            Codec::Deflate => 1032,
            // A block of 900,000 bytes that are runs of 259 bytes in five, in thirty bytes.
            Codec::Bzip2 => 2_000_000,
            // A match of 273 bytes takes 14 binary decisions, each at least 1/45 of a bit.
            Codec::Lzma(_) => 8192,
            // A block of 128 KiB that repeats one byte, in four.
            Codec::Zstd => 32_768,
        };
        packed.saturating_mul(times).saturating_add(8)
    }
}

/// Packed bytes, read unpacked. Every cursor unpacks from the beginning.
pub struct Packed {
    bytes: Stretch,
    codec: Codec,
    sum: Sum,
    list: Option<Blocks>,
}

/// Where packed bytes are.
#[derive(Clone)]
pub(super) struct Stretch {
    base: SharedSource,
    at: u64,
    end: u64,
}

impl Stretch {
    /// Fills `dst` with the next packed bytes; 0 at their end.
    #[inline(never)]
    pub fn next(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let n = self.base.read_at(self.at, dst.sub(0, left.min(dst.len()))?)?;
        self.at += n as u64;
        Ok(n)
    }

    /// How many there are (still).
    pub fn left(&self) -> u64 {
        self.end - self.at
    }

    /// Those from `from` to `to`.
    pub fn part(&self, from: u64, to: u64) -> Stretch {
        let place = |n: u64| self.at.saturating_add(n).min(self.end);
        Stretch { base: self.base.clone(), at: place(from), end: place(to) }
    }
}

impl Packed {
    /// The bytes that `packed` bytes of `base` from `at` on unpack to.
    pub fn new(base: SharedSource, at: u64, packed: u64, codec: Codec, sum: Sum) -> Result<Packed> {
        let end = at
            .checked_add(packed)
            .ok_or_else(|| Error::new(Status::Limit, format_args!("an offset beyond any file")))?;
        Ok(Packed { bytes: Stretch { base, at, end }, codec, sum, list: None })
    }

    /// The same, with a list of blocks that can be unpacked alone.
    pub fn with_blocks(self, list: Option<Blocks>) -> Packed {
        Packed { list, ..self }
    }

    pub(super) fn bytes(&self) -> &Stretch {
        &self.bytes
    }

    pub(super) fn sum(&self) -> Sum {
        self.sum
    }

    /// A cursor from the beginning, whatever the list says.
    pub(super) fn plain(&self) -> Result<Box<dyn Stream + '_>> {
        let bytes = self.bytes.clone();
        Ok(match self.codec {
            Codec::Deflate => {
                let inflating = Inflating { inflater: Inflater::new()?, packed: bytes.left(), bytes };
                try_box(Checked::new(inflating, self.sum))?
            }
            codec => try_box(Checked::new(Unpacking::new(bytes, codec, self.sum.size)?, self.sum))?,
        })
    }
}

impl Source for Packed {
    fn size(&self) -> Result<Option<u64>> {
        Ok(Some(self.sum.size))
    }

    fn positional(&self) -> bool {
        false
    }

    fn read_at(&self, _offset: u64, _dst: MemMut<'_>) -> Result<usize> {
        Err(not_positional())
    }

    fn sum(&self) -> Option<Sum> {
        Some(self.sum)
    }

    fn calls_back(&self) -> bool {
        self.bytes.base.calls_back()
    }

    fn lead(&self) -> Option<u64> {
        self.list.as_ref().map(|list| list.range(0).1)
    }

    fn stream(&self, from: u64) -> Result<Box<dyn Stream + '_>> {
        self.stream_by(from, 1)
    }

    fn stream_by(&self, from: u64, threads: usize) -> Result<Box<dyn Stream + '_>> {
        let threads = if self.calls_back() { 1 } else { threads };
        if let Some(list) = &self.list {
            let seeking = Seeking::new(self, list, from, threads);
            return Ok(if from == 0 { try_box(seeking)? } else { try_box(Partial(seeking))? });
        }
        let mut stream = self.plain()?;
        if from == 0 {
            return Ok(stream);
        }
        let mut left = from;
        let mut scratch = Buffer::new(usize::try_from(left).unwrap_or(usize::MAX).min(super::WINDOW), 64)?;
        while left > 0 {
            let step = (scratch.len() as u64).min(left) as usize;
            let n = stream.read(scratch.as_mem_mut().sub(0, step)?)?;
            if n == 0 {
                break;
            }
            left -= n as u64;
        }
        Ok(try_box(Partial(stream))?)
    }
}

struct Inflating {
    inflater: Inflater,
    bytes: Stretch,
    packed: u64,
}

impl Stream for Inflating {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let bytes = &mut self.bytes;
        self.inflater.read(dst, &mut |room| bytes.next(room))
    }

    /// That the packed bytes end where the unpacked ones do.
    fn finish(&mut self) -> Result<()> {
        ended(self)?;
        let used = self.inflater.consumed();
        if self.inflater.ended() && used == self.packed {
            return Ok(());
        }
        Err(Error::at(
            Status::Archive,
            used,
            format_args!("the deflate stream ends after {used} bytes, the directory says {}", self.packed),
        ))
    }
}

/// That nothing follows in a stream all of whose bytes were read.
pub(super) fn ended(stream: &mut impl Stream) -> Result<()> {
    let mut byte = [0];
    if stream.read(MemMut::from_slice(&mut byte))? == 0 {
        return Ok(());
    }
    Err(Error::new(Status::Archive, format_args!("the member unpacks to more bytes than the directory says")))
}

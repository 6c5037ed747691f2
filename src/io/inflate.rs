//! Reading raw deflate (RFC 1951), by zlib-rs.

use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::{Mem, MemMut};
use zlib_rs::{Inflate, InflateFlush, Status as Progress};

/// What is read of the packed bytes at a time.
const INPUT: usize = 64 * 1024;
/// What is unpacked at a time.
const OUTPUT: usize = 128 * 1024;

/// Decodes one raw deflate stream, fetched in pieces, into memory of any size.
pub struct Inflater {
    inflate: Inflate,
    input: Vec<u8>,
    at: usize,
    end: usize,
    output: Vec<u8>,
    used: u64,
    ended: bool,
}

// SAFETY: the decoder owns all that its pointers lead to.
unsafe impl Send for Inflater {}

impl Inflater {
    /// At the beginning of a stream.
    pub fn new() -> Result<Inflater> {
        let (mut input, mut output) = (Vec::new(), Vec::new());
        fallible::fill(&mut input, 0, INPUT)?;
        fallible::fill(&mut output, 0, OUTPUT)?;
        Ok(Inflater { inflate: Inflate::new(false, 15), input, at: 0, end: 0, output, used: 0, ended: false })
    }

    /// Fills `dst` with the next decoded bytes; fewer than asked only where the stream ends. `fetch` fills
    /// what it is given with the next compressed bytes and returns how many; 0: there are no more.
    pub fn read(
        &mut self,
        dst: MemMut<'_>,
        fetch: &mut dyn FnMut(MemMut<'_>) -> Result<usize>,
    ) -> Result<usize> {
        let mut done = 0;
        while done < dst.len() && !self.ended {
            if self.at == self.end {
                (self.at, self.end) = (0, fetch(MemMut::from_slice(&mut self.input))?);
            }
            let want = (dst.len() - done).min(self.output.len());
            let (used, made) = (self.inflate.total_in(), self.inflate.total_out());
            let input = &self.input[self.at..self.end];
            let result = self.inflate.decompress(input, &mut self.output[..want], InflateFlush::NoFlush);
            let used = (self.inflate.total_in() - used) as usize;
            let made = (self.inflate.total_out() - made) as usize;
            self.at += used;
            self.used += used as u64;
            dst.sub(done, made)?.copy_from(Mem::from_slice(&self.output[..made]))?;
            done += made;
            match result {
                Ok(Progress::StreamEnd) => self.ended = true,
                Ok(_) if used == 0 && made == 0 && self.end == 0 => {
                    return Err(Error::at(
                        Status::Truncated,
                        self.used,
                        format_args!("the deflate stream is cut off, expected its last block"),
                    ))
                }
                Ok(_) => {}
                Err(e) => {
                    return Err(Error::at(
                        Status::Archive,
                        self.used,
                        format_args!("the deflate stream is damaged: {}", e.as_str()),
                    ))
                }
            }
        }
        Ok(done)
    }

    /// Whether the end of the final block was decoded.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Compressed bytes used so far, the last begun one included.
    pub fn consumed(&self) -> u64 {
        self.used
    }

    /// Back to the beginning, for another stream.
    pub fn reset(&mut self) {
        self.inflate.reset(false);
        (self.at, self.end, self.used, self.ended) = (0, 0, 0, false);
    }
}

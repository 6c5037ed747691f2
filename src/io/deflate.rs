//! Writing raw deflate (RFC 1951), by zlib-rs.

use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::alloc::Buffer;
use crate::mem::Mem;
use zlib_rs::{Deflate, DeflateFlush, Status as Progress};

/// What is handed on at a time.
const OUTPUT: usize = 64 * 1024;

/// Takes compressed bytes.
type Take<'a> = &'a mut dyn FnMut(&[u8]) -> Result<()>;

/// Compresses bytes into one raw deflate stream.
pub struct Deflater {
    deflate: Deflate,
    input: Vec<u8>,
    output: Vec<u8>,
}

// SAFETY: the encoder owns all that its pointers lead to.
unsafe impl Send for Deflater {}

impl Deflater {
    /// `level` 1 (fastest) to 9 (smallest). `itemsize` is a hint: the size of an element.
    pub fn new(level: u8, itemsize: usize) -> Result<Deflater> {
        let _ = itemsize;
        let (mut input, mut output) = (Vec::new(), Vec::new());
        fallible::fill(&mut input, 0, OUTPUT)?;
        fallible::fill(&mut output, 0, OUTPUT)?;
        Ok(Deflater { deflate: Deflate::new(level.into(), false, 15), input, output })
    }

    /// Compresses `data`; compressed bytes are handed to `out` in pieces, as they come.
    pub fn write(&mut self, data: Mem<'_>, out: Take<'_>) -> Result<()> {
        let mut done = 0;
        while done < data.len() {
            // Another thread may change the caller's memory, but not a copy of it.
            let n = self.input.len().min(data.len() - done);
            crate::mem::MemMut::from_slice(&mut self.input[..n]).copy_from(data.sub(done, n)?)?;
            let input = core::mem::take(&mut self.input);
            let written = self.run(&input[..n], DeflateFlush::NoFlush, out);
            self.input = input;
            written?;
            done += n;
        }
        Ok(())
    }

    /// Writes `data` (at most 65,535 bytes) as a stored block of its own, so that its bytes, the last ones
    /// handed to `out`, can be replaced in place later.
    pub fn stored(&mut self, data: Mem<'_>, out: Take<'_>) -> Result<()> {
        let len = u16::try_from(data.len())
            .map_err(|_| Error::new(Status::Limit, format_args!("a header of {} bytes", data.len())))?;
        self.run(&[], DeflateFlush::FullFlush, out)?;
        let ([a, b], [c, d]) = (len.to_le_bytes(), (!len).to_le_bytes());
        out(&[0, a, b, c, d])?;
        let mut copy = Buffer::new(data.len(), 1)?;
        copy.as_mem_mut().copy_from(data)?;
        // SAFETY: all of it was written just now.
        out(unsafe { core::slice::from_raw_parts(copy.as_mem().ptr(), copy.len()) })
    }

    /// Ends the current block at a byte, and forgets what was before: what follows can be decoded alone.
    pub fn sync(&mut self, out: Take<'_>) -> Result<()> {
        self.run(&[], DeflateFlush::FullFlush, out)
    }

    /// Ends the stream.
    pub fn finish(&mut self, out: Take<'_>) -> Result<()> {
        self.run(&[], DeflateFlush::Finish, out)
    }

    /// Back to the beginning, for another stream.
    pub fn reset(&mut self, itemsize: usize) {
        let _ = itemsize;
        self.deflate.reset();
    }

    fn run(&mut self, mut data: &[u8], flush: DeflateFlush, out: Take<'_>) -> Result<()> {
        loop {
            let (used, made) = (self.deflate.total_in(), self.deflate.total_out());
            let result = self.deflate.compress(data, &mut self.output, flush);
            data = &data[(self.deflate.total_in() - used) as usize..];
            let made = (self.deflate.total_out() - made) as usize;
            out(&self.output[..made])?;
            match result {
                Ok(Progress::StreamEnd) => return Ok(()),
                Err(e) => {
                    return Err(Error::new(Status::Internal, format_args!("deflate failed: {}", e.as_str())))
                }
                // All is done once there was room to spare.
                Ok(_) if made < self.output.len() && data.is_empty() => return Ok(()),
                Ok(_) => {}
            }
        }
    }
}

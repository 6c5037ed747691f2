//! The rarer codecs, by crates of their own. They allocate as they like: what a file makes them ask for
//! is bounded before they are asked.

use super::packed::{ended, Codec, Stretch};
use super::Stream;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::alloc::{try_box, Shared};
use crate::mem::{Mem, MemMut};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{ErrorKind, Read};
use std::sync::{Mutex, PoisonError};

/// The largest dictionary or window that a stream may ask for.
const MOST_WINDOW: u64 = 256 << 20;
/// What is unpacked before it is handed on.
const ROOM: usize = 64 * 1024;

/// A stream that one of the crates unpacks.
pub(super) struct Unpacking {
    decoder: Box<dyn Read>,
    room: Vec<u8>,
    failure: Failure,
}

/// What went wrong below a decoder, whose own errors say less.
#[derive(Clone)]
struct Failure(Shared<Mutex<Option<Error>>>);

impl Failure {
    fn put(&self, error: Error) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    fn take(&self) -> Option<Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

struct Bytes {
    stretch: Stretch,
    buffer: Vec<u8>,
    at: usize,
    failure: Failure,
}

impl Bytes {
    fn ended(&self) -> bool {
        self.at == self.buffer.len() && self.stretch.left() == 0
    }

    fn skip(&mut self, len: u64) -> std::io::Result<()> {
        let skipped = std::io::copy(&mut self.by_ref().take(len), &mut std::io::sink())?;
        if skipped == len {
            return Ok(());
        }
        Err(ErrorKind::UnexpectedEof.into())
    }
}

impl Read for Bytes {
    fn read(&mut self, dst: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.buffer.len() && self.stretch.left() > 0 {
            let most = self.buffer.capacity().min(usize::try_from(self.stretch.left()).unwrap_or(usize::MAX));
            self.buffer.clear();
            self.at = 0;
            let filled = fallible::fill(&mut self.buffer, 0, most)
                .and_then(|()| self.stretch.next(MemMut::from_slice(&mut self.buffer)));
            match filled {
                Ok(n) => self.buffer.truncate(n),
                Err(e) => {
                    self.buffer.clear();
                    self.failure.put(e);
                    return Err(ErrorKind::Other.into());
                }
            }
        }
        let n = dst.len().min(self.buffer.len() - self.at);
        dst[..n].copy_from_slice(&self.buffer[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

impl Unpacking {
    /// Unpacks `stretch`, which is said to become `size` bytes.
    pub fn new(stretch: Stretch, codec: Codec, size: u64) -> Result<Unpacking> {
        let failure = Failure(Shared::new(Mutex::new(None))?);
        let buffer = fallible::vec_with_capacity(ROOM)?;
        let bytes = Bytes { stretch, buffer, at: 0, failure: failure.clone() };
        let mut room = Vec::new();
        fallible::fill(&mut room, 0, ROOM)?;
        let window = size.clamp(4096, MOST_WINDOW);
        let decoder: Box<dyn Read> = match codec {
            Codec::Bzip2 => try_box(bzip2::read::BzDecoder::new(bytes))?,
            Codec::Lzma(marker) => lzma(bytes, if marker { u64::MAX } else { size }, window)?,
            Codec::Zstd => try_box(Frames::new(bytes, window.max(8 << 20)))?,
            Codec::Deflate => {
                return Err(Error::new(
                    Status::Internal,
                    format_args!("deflate is not one of the rarer codecs"),
                ))
            }
        };
        Ok(Unpacking { decoder, room, failure })
    }
}

/// The four bytes that archives put in front of LZMA's own five (APPNOTE 5.8.8): version and length.
fn lzma(mut bytes: Bytes, size: u64, window: u64) -> Result<Box<dyn Read>> {
    let mut head = [0; 9];
    let failure = bytes.failure.clone();
    bytes.read_exact(&mut head).map_err(|e| damaged(&failure, &e))?;
    let length = u16::from_le_bytes([head[2], head[3]]);
    if length != 5 {
        return Err(Error::new(
            Status::Archive,
            format_args!("found LZMA properties of {length} bytes, expected 5"),
        ));
    }
    let dictionary = u64::from(u32::from_le_bytes([head[5], head[6], head[7], head[8]]));
    // No match reaches further back than the bytes there are.
    let dictionary = dictionary.clamp(4096, window) as u32;
    let reader = lzma_rust2::LzmaReader::new_with_props(bytes, size, head[4], dictionary, None);
    Ok(try_box(reader.map_err(|e| damaged(&failure, &e))?)?)
}

/// Zstandard: frames, one behind the other, some of which are to be skipped (RFC 8878, 3.1).
struct Frames {
    bytes: Bytes,
    decoder: FrameDecoder,
}

impl Frames {
    fn new(bytes: Bytes, window: u64) -> Frames {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(window);
        Frames { bytes, decoder }
    }

    /// Goes on to the next frame; `false` behind the last one.
    fn advance(&mut self) -> std::io::Result<bool> {
        while !self.bytes.ended() {
            match self.decoder.reset(&mut self.bytes) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => self.bytes.skip(length.into())?,
                Err(e) => return Err(std::io::Error::other(e)),
            }
        }
        Ok(false)
    }
}

impl Read for Frames {
    fn read(&mut self, dst: &mut [u8]) -> std::io::Result<usize> {
        while self.decoder.can_collect() == 0 {
            if !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.bytes, one).map_err(std::io::Error::other)?;
            } else if !self.advance()? {
                return Ok(0);
            }
        }
        self.decoder.read(dst)
    }
}

impl Stream for Unpacking {
    fn read(&mut self, dst: MemMut<'_>) -> Result<usize> {
        let mut done = 0;
        while done < dst.len() {
            let want = self.room.len().min(dst.len() - done);
            // Into memory of ours: the crates want bytes that are initialised.
            let n = self.decoder.read(&mut self.room[..want]).map_err(|e| damaged(&self.failure, &e))?;
            if n == 0 {
                break;
            }
            dst.sub(done, n)?.copy_from(Mem::from_slice(&self.room[..n]))?;
            done += n;
        }
        Ok(done)
    }

    fn finish(&mut self) -> Result<()> {
        ended(self)
    }
}

fn damaged(failure: &Failure, error: &dyn core::fmt::Display) -> Error {
    failure
        .take()
        .unwrap_or_else(|| Error::new(Status::Archive, format_args!("the packed bytes are damaged: {error}")))
}

//! The rarer codecs, by crates of their own. They allocate as they like: what a file makes them ask for
//! is bounded before they are asked.

use super::packed::{ended, Codec, Stretch};
use super::{zstd, Stream};
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::mem::alloc::{try_box, Shared};
use crate::mem::{Mem, MemMut};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{ErrorKind, Read};
use std::sync::{Mutex, PoisonError};

/// The largest dictionary or window that a stream may need.
pub(super) const MOST_WINDOW: u64 = 256 << 20;
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

    /// The next bytes, at least `least` (no more than the room there is) unless the end comes before.
    fn ahead(&mut self, least: usize) -> Result<&mut [u8]> {
        let known = self.buffer.len() - self.at;
        if known < least && self.stretch.left() > 0 {
            self.buffer.copy_within(self.at.., 0);
            self.buffer.truncate(known);
            self.at = 0;
            let left = usize::try_from(self.stretch.left()).unwrap_or(usize::MAX);
            let more = (self.buffer.capacity() - known).min(left);
            fallible::fill(&mut self.buffer, 0, more)?;
            let filled = self.stretch.next(MemMut::from_slice(&mut self.buffer[known..]));
            self.buffer.truncate(known + *filled.as_ref().unwrap_or(&0));
            filled?;
        }
        Ok(&mut self.buffer[self.at..])
    }

    fn skip(&mut self, len: u64) -> std::io::Result<()> {
        let skipped = std::io::copy(&mut self.by_ref().take(len), &mut std::io::sink())?;
        if skipped == len {
            return Ok(());
        }
        Err(ErrorKind::UnexpectedEof.into())
    }

    /// Keeps an error of ours for whoever gets the decoder's.
    fn fail(&self, error: Error) -> std::io::Error {
        self.failure.put(error);
        ErrorKind::Other.into()
    }
}

impl Read for Bytes {
    fn read(&mut self, dst: &mut [u8]) -> std::io::Result<usize> {
        let n = match self.ahead(1) {
            Ok(bytes) => {
                let n = dst.len().min(bytes.len());
                dst[..n].copy_from_slice(&bytes[..n]);
                n
            }
            Err(e) => return Err(self.fail(e)),
        };
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
        let decoder: Box<dyn Read> = match codec {
            Codec::Bzip2 => try_box(bzip2::read::BzDecoder::new(bytes))?,
            Codec::Lzma(marker) => lzma(bytes, size, marker)?,
            Codec::Zstd => try_box(Frames::new(bytes, size))?,
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
fn lzma(mut bytes: Bytes, size: u64, marker: bool) -> Result<Box<dyn Read>> {
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
    // The decoder's tables double with each of these bits; liblzma has the same limit.
    let (properties, rest) = (head[4], head[4] % 45);
    let (lc, lp) = (rest % 9, rest / 9);
    if properties >= 225 || lc + lp > 4 {
        return Err(Error::new(
            Status::Archive,
            format_args!(
                "found LZMA properties {properties} (lc {lc} and lp {lp}), expected lc + lp at most 4"
            ),
        ));
    }
    let asked = u64::from(u32::from_le_bytes([head[5], head[6], head[7], head[8]]));
    // No match reaches further back than the bytes there are.
    let needed = asked.min(size).max(4096);
    if needed > MOST_WINDOW {
        return Err(Error::new(
            Status::Limit,
            format_args!("the member needs a dictionary of {needed} bytes, the limit is {MOST_WINDOW}"),
        ));
    }
    let size = if marker { u64::MAX } else { size };
    let reader = lzma_rust2::LzmaReader::new_with_props(bytes, size, properties, needed as u32, None);
    let mut reader = reader.map_err(|e| damaged(&failure, &e))?;
    // Without a marker the coder's state shows whether the stream ends here.
    reader.set_relaxed_end_condition(false);
    Ok(try_box(reader)?)
}

/// Zstandard: frames, one behind the other, some of which are to be skipped (RFC 8878, 3.1).
struct Frames {
    bytes: Bytes,
    decoder: FrameDecoder,
    /// What all of them unpack to, as the directory has it.
    size: u64,
}

impl Frames {
    fn new(bytes: Bytes, size: u64) -> Frames {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(MOST_WINDOW);
        Frames { bytes, decoder, size }
    }

    /// Goes on to the next frame; `false` behind the last one.
    fn advance(&mut self) -> std::io::Result<bool> {
        while !self.bytes.ended() {
            let narrowed =
                self.bytes.ahead(zstd::LONGEST_HEAD).and_then(|head| zstd::narrow(head, self.size));
            narrowed.map_err(|e| self.bytes.fail(e))?;
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

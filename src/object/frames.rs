//! The bytes of a pickle of protocol 4, in the frames that Python puts them in.

use super::opcodes as op;
use crate::error::Result;
use crate::fallible;

/// A frame that has so many bytes ends behind the value at hand; what has so many goes outside of frames.
const TARGET: usize = 64 * 1024;
/// Shorter frames are none.
const LEAST: usize = 4;
/// A frame's own bytes: the instruction and the length.
const HEAD: usize = 9;

/// A pickle that is being written.
pub(super) struct Frames {
    bytes: Vec<u8>,
    /// Where the frame at hand begins, if there is one.
    frame: Option<usize>,
}

impl Frames {
    /// Goes on behind `bytes`.
    pub fn new(mut bytes: Vec<u8>) -> Result<Frames> {
        fallible::extend(&mut bytes, &[op::PROTO, 4])?;
        Ok(Frames { bytes, frame: None })
    }

    #[inline(never)]
    pub fn put(&mut self, bytes: &[u8]) -> Result<()> {
        if self.frame.is_none() {
            self.frame = Some(self.bytes.len());
            fallible::fill(&mut self.bytes, 0, HEAD)?;
        }
        fallible::extend(&mut self.bytes, bytes)
    }

    /// An instruction that carries bytes of any number.
    pub fn put_long(&mut self, head: &[u8], payload: &[u8]) -> Result<()> {
        if payload.len() < TARGET {
            self.put(head)?;
            return self.put(payload);
        }
        self.end_frame();
        fallible::extend(&mut self.bytes, head)?;
        fallible::extend(&mut self.bytes, payload)
    }

    /// Says that a value ends here.
    pub fn boundary(&mut self) {
        if self.frame.is_some_and(|at| self.bytes.len() - at - HEAD >= TARGET) {
            self.end_frame();
        }
    }

    fn end_frame(&mut self) {
        let Some(at) = self.frame.take() else { return };
        let len = self.bytes.len() - at - HEAD;
        if len < LEAST {
            self.bytes.copy_within(at + HEAD.., at);
            self.bytes.truncate(at + len);
            return;
        }
        self.bytes[at] = op::FRAME;
        self.bytes[at + 1..at + HEAD].copy_from_slice(&(len as u64).to_le_bytes());
    }

    pub fn finish(mut self) -> Result<Vec<u8>> {
        self.put(&[op::STOP])?;
        self.end_frame();
        Ok(self.bytes)
    }
}

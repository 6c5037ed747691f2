//! What a read takes its bytes from: a source, the head of it that opening has
//! read already, and a window for what is worked on before it is delivered.

use super::{Source, Stream};
use crate::error::{Error, Result, Status};
use crate::mem::alloc::Buffer;
use crate::mem::{Mem, MemMut, Transform, MANY};

/// The bytes that are read ahead, so that small runs do not cost a system call
/// each, and that stay in the cache while they are swapped or converted.
pub const WINDOW: usize = 128 * 1024;

/// What is asked for first of a large element that nobody knows to be there.
const FIRST: usize = 32 * 1024;

/// One read's access to a source. Offsets count from the source's beginning.
///
/// On a stream offsets must ascend; what lies between them is skipped.
pub struct Feed<'s> {
    source: &'s dyn Source,
    memory: Option<Mem<'s>>,
    head: Mem<'s>,
    head_at: u64,
    stream: Option<Box<dyn Stream + 's>>,
    /// Where the stream stands.
    position: u64,
    window: Option<Buffer>,
    window_at: u64,
    window_len: usize,
    /// Where the bytes of a stream go that nobody wants.
    scratch: Option<Buffer>,
}

impl<'s> Feed<'s> {
    /// Reads from `source`, of which `head` (the bytes from `head_at` on) is
    /// known. `from` is the first byte that will be asked for; `whole` says that
    /// everything behind it will be, so that a source with a checksum can
    /// check it: then [`finish`](Feed::finish) does. Up to `threads` threads may work at it.
    pub fn new(
        source: &'s dyn Source,
        head: Mem<'s>,
        head_at: u64,
        from: u64,
        whole: bool,
        threads: usize,
    ) -> Result<Feed<'s>> {
        let checked = whole && source.sum().is_some();
        let start = if checked { 0 } else { from };
        let streams = checked || !source.positional();
        let stream = match streams {
            true if checked && head_at == 0 => Some(source.stream_behind(head, threads)?),
            true => Some(source.stream_by(start, threads)?),
            false => None,
        };
        Ok(Feed {
            memory: source.memory().filter(|_| !streams),
            source,
            head: if streams { Mem::EMPTY } else { head },
            head_at,
            stream,
            position: start,
            window: None,
            window_at: 0,
            window_len: 0,
            scratch: None,
        })
    }

    /// Whether offsets may come in any order at no cost.
    pub fn positional(&self) -> bool {
        self.stream.is_none()
    }

    /// Whether all bytes are in memory, so that [`view`](Feed::view) copies nothing.
    pub fn in_memory(&self) -> bool {
        self.memory.is_some()
    }

    /// Whether the caller fetches the bytes, and perhaps from far away: those that nobody wants are then dear.
    pub fn is_fetched(&self) -> bool {
        self.source.calls_back()
    }

    /// Fills `dst` with the bytes from `offset` on.
    pub fn read(&mut self, offset: u64, dst: MemMut<'_>) -> Result<()> {
        if let Some(known) = self.known(offset, dst.len()) {
            // Pieces of so much would only run through the caches.
            let of_much = dst.len() >= WINDOW && self.memory.is_some_and(|all| all.len() >= MANY);
            return if of_much { dst.copy_past_from(known) } else { dst.copy_from(known) };
        }
        let mut done = 0;
        if self.stream.is_some() {
            // What was read ahead is gone from the stream.
            let left = self.window_left(offset);
            done = left.len().min(dst.len());
            dst.sub(0, done)?.copy_from(left.sub(0, done)?)?;
            if done == dst.len() {
                return Ok(());
            }
        }
        let n = self.fetch(offset + done as u64, dst.sub(done, dst.len() - done)?)?;
        if done + n < dst.len() {
            return Err(truncated(offset, dst.len() as u64, (done + n) as u64));
        }
        Ok(())
    }

    /// The same, changed where they land while they are in the cache, by what
    /// [`is_in_place`](Transform::is_in_place) says can be.
    pub fn read_changed(&mut self, offset: u64, dst: MemMut<'_>, how: &Transform) -> Result<()> {
        self.read(offset, dst)?;
        // SAFETY: all of it was written just now.
        unsafe { how.in_place(dst) };
        Ok(())
    }

    /// Lends the `len` bytes from `offset` on. Where that means reading, bytes
    /// up to `ahead` (an offset) may be read with them.
    pub fn view(&mut self, offset: u64, len: usize, ahead: u64) -> Result<Mem<'_>> {
        if self.known(offset, len).is_some() {
            // Asked twice because the borrow must end on the other path.
            return self.known(offset, len).ok_or_else(lost);
        }
        let left = self.window_left(offset).len();
        if left < len {
            let mut step = len;
            if len > FIRST && self.source.size()?.is_none() {
                // What nobody knows to be there is asked for by and by.
                step = FIRST;
            }
            loop {
                let left = self.window_left(offset).len();
                if left < step {
                    self.refill(offset, step, left, if step < len { 0 } else { ahead })?;
                }
                if step == len {
                    break;
                }
                step = step.saturating_mul(2).min(len);
            }
        }
        let at = usize::try_from(offset - self.window_at).map_err(|_| lost())?;
        let window = self.window.as_ref().ok_or_else(lost)?;
        window.as_mem().sub(at, len)
    }

    /// Says that everything was read, and checks what can be checked.
    pub fn finish(mut self) -> Result<()> {
        match self.stream.as_mut() {
            Some(stream) => stream.finish(),
            None => Ok(()),
        }
    }

    /// Goes on to `offset` in a stream; an error if it ends before.
    pub fn skip_to(&mut self, offset: u64) -> Result<()> {
        let from = self.position;
        if self.stream.is_none() || self.skip_bytes(offset)? {
            return Ok(());
        }
        Err(truncated(from, offset - from, self.position - from))
    }

    fn known(&self, offset: u64, len: usize) -> Option<Mem<'_>> {
        if let Some(memory) = self.memory {
            return memory.get(usize::try_from(offset).ok()?, len);
        }
        let at = usize::try_from(offset.checked_sub(self.head_at)?).ok()?;
        self.head.get(at, len)
    }

    /// The part of the window from `offset` on.
    #[inline(never)]
    fn window_left(&self, offset: u64) -> Mem<'_> {
        let end = self.window_at + self.window_len as u64;
        match &self.window {
            Some(window) if (self.window_at..end).contains(&offset) => {
                let at = (offset - self.window_at) as usize;
                window.as_mem().sub(at, self.window_len - at).unwrap_or(Mem::EMPTY)
            }
            _ => Mem::EMPTY,
        }
    }

    /// Makes the window begin at `offset`, of which it holds the first `left`
    /// bytes, and hold at least `len`.
    fn refill(&mut self, offset: u64, len: usize, left: usize, ahead: u64) -> Result<()> {
        let more = ahead.saturating_sub(offset).min(WINDOW as u64) as usize;
        let want = len.max(more);
        // No more than is needed, in few sizes.
        let capacity = want.max(want.next_power_of_two().min(WINDOW));
        let mut window = match self.window.take() {
            Some(window) if window.len() >= want => window,
            Some(old) => {
                let mut new = Buffer::new(capacity, 64)?;
                let at = (offset.saturating_sub(self.window_at)) as usize;
                if left > 0 {
                    new.as_mem_mut().sub(0, left)?.copy_from(old.as_mem().sub(at, left)?)?;
                    self.window_at = offset;
                }
                new
            }
            None => Buffer::new(capacity, 64)?,
        };
        let at = (offset.saturating_sub(self.window_at)) as usize;
        if left > 0 && at > 0 {
            window.move_down(at, left)?;
        }
        self.window_len = 0;
        let n = self.fetch(offset + left as u64, window.as_mem_mut().sub(left, want - left)?)?;
        self.window = Some(window);
        self.window_at = offset;
        self.window_len = left + n;
        if self.window_len < len {
            return Err(truncated(offset, len as u64, self.window_len as u64));
        }
        Ok(())
    }

    /// Fills `dst` from the source, past the window.
    fn fetch(&mut self, offset: u64, dst: MemMut<'_>) -> Result<usize> {
        if self.stream.is_some() && !self.skip_bytes(offset)? {
            return Ok(0);
        }
        let Some(stream) = self.stream.as_mut() else {
            return self.source.read_at(offset, dst);
        };
        let n = stream.read(dst)?;
        self.position += n as u64;
        Ok(n)
    }

    /// Reads a stream on to `offset` and forgets the bytes; `false` if it ends before.
    fn skip_bytes(&mut self, offset: u64) -> Result<bool> {
        let mut skip = offset.checked_sub(self.position).ok_or_else(lost)?;
        let Some(stream) = self.stream.as_mut().filter(|_| skip > 0) else { return Ok(true) };
        if stream.skip(skip) {
            self.position = offset;
            return Ok(true);
        }
        let scratch = match self.scratch.take() {
            Some(scratch) => scratch,
            None => Buffer::new(WINDOW, 64)?,
        };
        let scratch = self.scratch.insert(scratch);
        while skip > 0 {
            let step = skip.min(WINDOW as u64) as usize;
            let n = stream.read(scratch.as_mem_mut().sub(0, step)?)?;
            self.position += n as u64;
            skip -= n as u64;
            if n < step {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn truncated(offset: u64, wanted: u64, found: u64) -> Error {
    Error::at(
        Status::Truncated,
        offset.saturating_add(found),
        format_args!("the data ends after {found} of the {wanted} bytes expected from byte {offset} on"),
    )
}

fn lost() -> Error {
    Error::new(Status::Internal, format_args!("a read went backwards in a stream"))
}

#[cfg(test)]
mod tests {
    use super::super::pipe::{PipeSource, Sequential};
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// The bytes 0, 1, 2, … up to 199, once.
    struct Counting(AtomicUsize);

    impl Sequential for Counting {
        fn next(&self, dst: MemMut<'_>) -> Result<usize> {
            let at = self.0.load(Ordering::Relaxed);
            let bytes: Vec<u8> = (at..200.min(at + dst.len())).map(|n| n as u8).collect();
            dst.sub(0, bytes.len())?.copy_from(Mem::from_slice(&bytes))?;
            self.0.store(at + bytes.len(), Ordering::Relaxed);
            Ok(bytes.len())
        }
    }

    #[test]
    fn a_stream_gives_what_it_has_read_ahead() {
        let source = PipeSource::new(Counting(AtomicUsize::new(0)));
        let mut feed = Feed::new(&source, Mem::EMPTY, 0, 0, false, 1).unwrap();
        let read = |feed: &mut Feed<'_>, offset: u64, len: usize| {
            let mut bytes = vec![0; len];
            feed.read(offset, MemMut::from_slice(&mut bytes)).map(|()| bytes)
        };
        let view = |feed: &mut Feed<'_>, offset: u64, len: usize, ahead: u64| {
            let mut bytes = vec![0; len];
            let view = feed.view(offset, len, ahead)?;
            MemMut::from_slice(&mut bytes).copy_from(view).map(|()| bytes)
        };
        assert_eq!(view(&mut feed, 10, 4, 100).unwrap(), [10, 11, 12, 13]);
        // All of it is in the window, then a part, then nothing.
        assert_eq!(read(&mut feed, 20, 3).unwrap(), [20, 21, 22]);
        assert_eq!(read(&mut feed, 98, 4).unwrap(), [98, 99, 100, 101]);
        assert_eq!(read(&mut feed, 150, 2).unwrap(), [150, 151]);
        assert_eq!(view(&mut feed, 160, 2, 160).unwrap(), [160, 161]);
        assert_eq!(read(&mut feed, 199, 2).unwrap_err().status(), Status::Truncated);
    }
}

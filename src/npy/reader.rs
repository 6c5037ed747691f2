//! Reading one array from any source.

use super::deliver::deliver;
use super::described::{Derived, Described, Meta};
use super::plan::{self, Plan, Request};
use super::progress::{Ask, Progress};
use super::transform;
use crate::error::{Error, Result, Status};
use crate::fallible;
use crate::format::{Dtype, Header, Limits, MAGIC};
use crate::io::{self, Feed, Opened, Source};
use crate::mem::{Mem, MemMut};

/// What is read with the first system call: a small file is all in it, also an array of a page.
pub const HEAD: usize = 8192;
/// The same of what the caller's functions fetch.
const FETCHED: usize = 4096;

/// How an array is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions {
    /// Limits on the header.
    pub limits: Limits,
    /// The elements need not be there.
    pub header_only: bool,
    /// Nobody shortens the file while it is open.
    pub steady: bool,
}

/// One array, opened.
///
/// Everything that takes `&self` may be called by many threads at once.
pub struct Reader {
    source: Box<dyn Source>,
    options: OpenOptions,
    /// The source's bytes from the array's start on, as far as they are known.
    head: Vec<u8>,
    start: u64,
    meta: Meta,
    derived: Derived,
}

/// Room for the bytes that opening reads first.
pub fn head_buffer() -> Result<Vec<u8>> {
    room_for(HEAD)
}

#[inline(never)]
fn room_for(size: usize) -> Result<Vec<u8>> {
    let mut room = Vec::new();
    fallible::fill(&mut room, 0, size)?;
    Ok(room)
}

impl Reader {
    /// Opens the array at `opened.start`, of which `head` holds the first
    /// `opened.head` bytes.
    pub fn open(opened: Opened, mut head: Vec<u8>, options: OpenOptions) -> Result<Reader> {
        head.truncate(opened.head);
        let (mut source, start) = (opened.source, opened.start);
        let meta = settled_header(&*source, start, &mut head, &options).map_err(|e| e.moved_by(start))?;
        if options.steady {
            source = io::steady(source)?;
        }
        source.opened();
        Ok(Reader { source, options, head, start, meta, derived: Derived::default() })
    }

    /// Opens the array that begins at byte `start` of `source`.
    pub fn open_source(source: Box<dyn Source>, start: u64, options: OpenOptions) -> Result<Reader> {
        let head = read_head(&*source, start)?;
        let known = head.len();
        Reader::open(Opened { source, start, head: known }, head, options)
    }

    /// What is known of the array, where its bytes come from, and where its first element is there.
    pub(super) fn into_parts(self) -> (Meta, Box<dyn Source>, u64) {
        let at = self.data_at();
        (self.meta, self.source, at)
    }

    /// What is known of the array.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The source.
    pub fn source(&self) -> &dyn Source {
        &*self.source
    }

    /// The bytes of the header, from the magic on; none if the source is in memory.
    pub(super) fn header_bytes(&self) -> &[u8] {
        self.head.get(..self.meta.data_offset as usize).unwrap_or(&[])
    }

    /// The offset of the first element in the source.
    pub fn data_at(&self) -> u64 {
        self.start.saturating_add(self.meta.data_offset)
    }

    /// That the elements are of `dtype` (byte order aside) and have `ndim` axes.
    pub fn expect(&self, dtype: Option<&Dtype>, ndim: Option<usize>) -> Result<()> {
        let found = self.meta.dtype();
        let axes = self.meta.shape.as_slice().len();
        let right_dtype = dtype.is_none_or(|wanted| wanted.equivalent(found));
        let right_ndim = ndim.is_none_or(|wanted| wanted == axes);
        if right_dtype && right_ndim {
            return Ok(());
        }
        let status = if right_dtype { Status::Shape } else { Status::Dtype };
        Err(match (dtype, ndim) {
            (Some(dtype), Some(ndim)) => {
                Error::new(status, format_args!("wanted {dtype}, {ndim} axes; found {found}, {axes} axes"))
            }
            (Some(dtype), None) => Error::new(status, format_args!("wanted {dtype}; found {found}")),
            (None, ndim) => {
                Error::new(status, format_args!("wanted {} axes; found {axes} axes", ndim.unwrap_or(0)))
            }
        })
    }

    /// How many axes the result has when `field` is read.
    pub fn result_ndim(&self, field: Option<&[u8]>) -> Result<usize> {
        plan::result_ndim(&self.meta, field)
    }

    /// What `request` would give.
    pub fn plan(&self, request: &Request<'_>) -> Result<Plan<'_>> {
        Plan::new(&self.meta, request)
    }

    /// The dtype of a plan's result, which lives as long as the reader.
    pub fn described(&self, plan: &Plan<'_>) -> Result<&Described> {
        match &plan.dtype {
            None => Ok(&self.meta.described),
            Some(dtype) => self.derived.describe(dtype),
        }
    }

    /// Reads what `plan` says into `dst`, a view of its [`reach`](Plan::reach).
    pub fn read(&self, plan: &Plan<'_>, dst: MemMut<'_>, ask: Option<Ask<'_>>) -> Result<()> {
        let mut progress = Progress::new(ask, plan.nbytes.unsigned_abs()).in_threads(plan.threads);
        let mut feed = self.feed(plan)?;
        deliver(&mut feed, self.data_at(), &plan.course, &plan.how, dst, &mut progress)?;
        feed.finish()
    }

    /// What a read of `plan` takes its bytes from.
    pub(super) fn feed(&self, plan: &Plan<'_>) -> Result<Feed<'_>> {
        let head = Mem::from_slice(&self.head);
        Feed::new(&*self.source, head, self.start, self.data_at(), plan.whole, plan.threads)
    }

    /// Goes on to the array behind this one; [`Status::End`] if there is none.
    /// After an error the reader stands where it stood.
    pub fn advance(&mut self) -> Result<()> {
        transform::refuse_objects(self.meta.dtype())?;
        let start = self.end()?;
        if self.source.once() {
            self.skip_to(start)?;
        }
        let mut head = read_head(&*self.source, start)?;
        let ended = match self.source.size()? {
            Some(size) => start >= size,
            None if !self.source.once() => head.is_empty(),
            None => {
                extend_head(&*self.source, start, &mut head, 1)?;
                head.is_empty()
            }
        };
        if ended {
            return Err(Error::at(Status::End, start, format_args!("no further array: the data ends here")));
        }
        self.meta =
            read_header(&*self.source, start, &mut head, &self.options).map_err(|e| e.moved_by(start))?;
        self.derived = Derived::default();
        self.head = head;
        self.start = start;
        Ok(())
    }

    fn end(&self) -> Result<u64> {
        self.data_at()
            .checked_add(self.meta.nbytes.unsigned_abs())
            .ok_or_else(|| Error::new(Status::Limit, format_args!("the array ends beyond any file")))
    }

    /// Reads a stream on to `offset` and forgets what was there.
    fn skip_to(&self, offset: u64) -> Result<()> {
        let from = self.source.position();
        if from < offset {
            let mut feed = Feed::new(&*self.source, Mem::EMPTY, 0, from, false, 1)?;
            feed.skip_to(offset)?;
        }
        Ok(())
    }
}

/// The first bytes from `start` on; none where they are in memory anyway, or can be read only once.
fn read_head(source: &dyn Source, start: u64) -> Result<Vec<u8>> {
    if source.memory().is_some() || source.once() {
        return Ok(Vec::new());
    }
    // What the caller fetches may come from far away; what stands apart is had without the rest.
    let most = if source.calls_back() { FETCHED } else { HEAD };
    let apart = source.lead().filter(|&lead| start < lead).map_or(most as u64, |lead| lead - start);
    let mut head = room_for(most.min(usize::try_from(apart).unwrap_or(most)))?;
    let room = MemMut::from_slice(&mut head);
    let n =
        if source.positional() { source.read_at(start, room)? } else { source.stream(start)?.read(room)? };
    head.truncate(n);
    Ok(head)
}

/// The same as [`read_header`], but what is wrong with a header that somebody is writing just now is not
/// its last word: while it changes it is read again, a few times.
fn settled_header(
    source: &dyn Source,
    start: u64,
    head: &mut Vec<u8>,
    options: &OpenOptions,
) -> Result<Meta> {
    let mut found = read_header(source, start, head, options);
    for _ in 0..8 {
        let Err(error) = &found else { break };
        let half_done = matches!(error.status(), Status::Header | Status::Descr | Status::Truncated);
        if !half_done || !source.positional() {
            break;
        }
        let again = read_head(source, start)?;
        if head.starts_with(&again) {
            break;
        }
        *head = again;
        found = read_header(source, start, head, options);
    }
    found
}

/// Reads and parses the header that begins at `start`; `head` holds its first
/// bytes and grows as needed. Offsets in errors count from `start`.
fn read_header(source: &dyn Source, start: u64, head: &mut Vec<u8>, options: &OpenOptions) -> Result<Meta> {
    let header = match source.memory() {
        Some(memory) => header_in(memory, start, options)?,
        None => loop {
            let needed = Header::needed(head, &options.limits)?;
            if needed <= head.len() {
                break Header::parse(head, &options.limits)?;
            }
            let ended = extend_head(source, start, head, needed)?;
            if ended && head.len() < needed {
                return Err(cut_header(head.len(), needed));
            }
        },
    };
    measured(source, start, head.len(), header, options)
}

fn header_in(memory: Mem<'_>, start: u64, options: &OpenOptions) -> Result<Header> {
    let from = usize::try_from(start).unwrap_or(usize::MAX).min(memory.len());
    let rest = memory.sub(from, memory.len() - from)?;
    // The header is copied out: the caller's memory is nobody's slice.
    let mut head = Vec::new();
    let mut needed = 12.min(rest.len());
    loop {
        let more = needed - head.len();
        fallible::fill(&mut head, 0, more)?;
        MemMut::from_slice(&mut head).copy_from(rest.sub(0, needed)?)?;
        let next = Header::needed(&head, &options.limits)?;
        if next <= head.len() {
            return Header::parse(&head, &options.limits);
        }
        if next > rest.len() {
            return Err(cut_header(rest.len(), next));
        }
        needed = next;
    }
}

fn cut_header(known: usize, needed: usize) -> Error {
    Error::at(
        Status::Truncated,
        known as u64,
        format_args!("the file ends after {known} bytes, expected a header of at least {needed}"),
    )
}

/// Reads more of the header, up to `needed` bytes in all, never more than has
/// been shown to be there and as much again. Says whether the source has ended.
fn extend_head(source: &dyn Source, start: u64, head: &mut Vec<u8>, needed: usize) -> Result<bool> {
    const STEP: usize = 32 * 1024;
    let known = head.len();
    let mut target = needed.min(known.saturating_mul(2).max(STEP));
    if let Some(size) = source.size()? {
        let there = usize::try_from(size.saturating_sub(start)).unwrap_or(usize::MAX);
        if there < needed {
            return Err(cut_header(there, needed));
        }
        target = needed;
    }
    fallible::fill(head, 0, target - known)?;
    let at = start.saturating_add(known as u64);
    let room = MemMut::from_slice(&mut head[known..]);
    let n = if source.positional() { source.read_at(at, room)? } else { source.stream(at)?.read(room)? };
    head.truncate(known + n);
    Ok(known + n < target)
}

/// The error that the elements are not all there; the file ends at `end`.
pub(super) fn truncated(there: u64, promised: i64, end: u64) -> Error {
    Error::at(
        Status::Truncated,
        end,
        format_args!("the file has {there} bytes of data, its header promises {promised}"),
    )
}

/// The header's claims held against the bytes that are there.
fn measured(
    source: &dyn Source,
    start: u64,
    known: usize,
    header: Header,
    options: &OpenOptions,
) -> Result<Meta> {
    let nbytes = header.shape.nbytes(header.dtype.itemsize())?;
    let promised = header.data_offset.saturating_add(nbytes.unsigned_abs());
    let check = !options.header_only && !header.dtype.has_object() && promised > known as u64;
    if let Some(size) = if check { source.size()? } else { None } {
        let there = size.saturating_sub(start);
        if there < promised {
            return Err(truncated(there.saturating_sub(header.data_offset), nbytes, there));
        }
    }
    if options.limits.strict && !options.header_only && !header.dtype.has_object() {
        nothing_else_behind(source, start, promised)?;
    }
    Ok(Meta {
        described: Described::new(header.dtype)?,
        shape: header.shape,
        order: header.order,
        nbytes,
        version: header.version,
        data_offset: header.data_offset,
    })
}

/// That behind the array is the end, or one more array, as far as the source can tell
/// without moving.
fn nothing_else_behind(source: &dyn Source, start: u64, promised: u64) -> Result<()> {
    let end = start.saturating_add(promised);
    let behind = source.size()?.map_or(0, |size| size.saturating_sub(end));
    if behind == 0 || !source.positional() {
        return Ok(());
    }
    let mut found = [0; MAGIC.len()];
    let n = source.read_at(end, MemMut::from_slice(&mut found))?;
    if found == MAGIC {
        return Ok(());
    }
    Err(Error::at(
        Status::Header,
        promised,
        format_args!(
            "found {behind} bytes behind the array that begin with byte {:#04x}, expected what NumPy writes: the end or one more array",
            if n > 0 { found[0] } else { 0 }
        ),
    ))
}

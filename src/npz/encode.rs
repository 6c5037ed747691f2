//! Records as `zipfile` writes them for NumPy, byte for byte.

use super::records::{
    extras, Fields, CENTRAL, CENTRAL_SIZE, DESCRIPTOR, END, END64, FLAG_STREAMED, FLAG_UTF8, LOCAL,
    LOCAL_SIZE, LOCATOR, ZIP64,
};
use crate::error::{Error, Result, Status};
use crate::fallible;

/// Past this, sizes go to the large extra field: `zipfile`'s limit, not the format's.
const MOST: u64 = 0x7fff_ffff;
const FULL: u64 = 0xffff_ffff;
/// The extra field that pushes a member's data to an even place, as Android's zipalign has it.
pub const ALIGNMENT: u16 = 0xd935;
/// Version 4.5: large sizes.
const VERSION: u16 = 45;
/// 1980-01-01: archives do not depend on the day.
const DATE: u16 = 0x0021;
/// Made on Unix (APPNOTE 4.4.2), so that the attributes below mean something.
const UNIX: u16 = 3 << 8;
/// A file that its owner may read and write.
const ATTRIBUTES: u32 = 0o600 << 16;

/// What is known of a member when its records are written.
#[derive(Clone, Copy)]
pub struct Facts {
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub packed: u64,
    pub size: u64,
    pub offset: u64,
}

impl Facts {
    /// The flags that a member called `name` has.
    pub fn flags(name: &[u8], streamed: bool) -> u16 {
        let utf8 = if name.is_ascii() { 0 } else { FLAG_UTF8 };
        utf8 | if streamed { FLAG_STREAMED } else { 0 }
    }
}

/// Bytes of a local header without its name and padding.
pub const LOCAL_AND_SIZES: usize = LOCAL_SIZE + 20;

/// Bytes of padding that push what follows a header of `len` bytes at `at` to a multiple of `align`.
pub fn padding(at: u64, len: usize, align: u64) -> usize {
    if align <= 1 {
        return 0;
    }
    let behind = (at + len as u64) % align;
    if behind == 0 {
        return 0;
    }
    let mut pad = align - behind;
    // The field's own head has four bytes.
    while pad < 4 {
        pad += align;
    }
    pad as usize
}

/// Appends the field that is `len` bytes of padding in all.
pub fn put_padding(out: &mut Vec<u8>, len: usize) -> Result<()> {
    if len == 0 {
        return Ok(());
    }
    put16(out, ALIGNMENT)?;
    put16(out, (len - 4) as u16)?;
    fallible::fill(out, 0, len - 4)
}

/// A local header, with `pad` bytes of padding.
pub fn local(facts: &Facts, name: &[u8], pad: usize) -> Result<Vec<u8>> {
    let mut out = fallible::vec_with_capacity(LOCAL_AND_SIZES + name.len() + pad)?;
    let streamed = facts.flags & FLAG_STREAMED != 0;
    let (crc, size, packed) = if streamed { (0, 0, 0) } else { (facts.crc, facts.size, facts.packed) };
    let mut record = [0; LOCAL_SIZE];
    record[0..4].copy_from_slice(&LOCAL.to_le_bytes());
    record[4..6].copy_from_slice(&VERSION.to_le_bytes());
    record[6..8].copy_from_slice(&facts.flags.to_le_bytes());
    record[8..10].copy_from_slice(&facts.method.to_le_bytes());
    record[12..14].copy_from_slice(&DATE.to_le_bytes());
    record[14..18].copy_from_slice(&crc.to_le_bytes());
    record[18..26].copy_from_slice(&[0xff; 8]);
    record[26..28].copy_from_slice(&(name.len() as u16).to_le_bytes());
    record[28..30].copy_from_slice(&(20 + pad as u16).to_le_bytes());
    let mut sizes = [0; 20];
    sizes[0..2].copy_from_slice(&ZIP64.to_le_bytes());
    sizes[2..4].copy_from_slice(&16u16.to_le_bytes());
    sizes[4..12].copy_from_slice(&size.to_le_bytes());
    sizes[12..20].copy_from_slice(&packed.to_le_bytes());
    fallible::extend(&mut out, &record)?;
    fallible::extend(&mut out, name)?;
    fallible::extend(&mut out, &sizes)?;
    put_padding(&mut out, pad)?;
    Ok(out)
}

/// What follows the data of a streamed member.
pub fn descriptor(facts: &Facts) -> Result<Vec<u8>> {
    let mut out = fallible::vec_with_capacity(24)?;
    put32(&mut out, DESCRIPTOR)?;
    put32(&mut out, facts.crc)?;
    put64(&mut out, facts.packed)?;
    put64(&mut out, facts.size)?;
    Ok(out)
}

/// Appends a new member's entry in the directory, with these extra fields.
pub fn central(out: &mut Vec<u8>, facts: &Facts, name: &[u8], extra: &[u8]) -> Result<()> {
    let mut record = [0; CENTRAL_SIZE];
    record[4..6].copy_from_slice(&(UNIX | VERSION).to_le_bytes());
    record[6..8].copy_from_slice(&VERSION.to_le_bytes());
    record[8..10].copy_from_slice(&facts.flags.to_le_bytes());
    record[10..12].copy_from_slice(&facts.method.to_le_bytes());
    record[14..16].copy_from_slice(&DATE.to_le_bytes());
    record[16..20].copy_from_slice(&facts.crc.to_le_bytes());
    record[38..42].copy_from_slice(&ATTRIBUTES.to_le_bytes());
    entry(out, record, facts, name, extra, &[])
}

/// Appends the entry of a member that is taken over: `record` as it was, but for where it begins.
pub fn moved(out: &mut Vec<u8>, record: &[u8], facts: &Facts) -> Result<()> {
    let fields = Fields(record);
    let name = CENTRAL_SIZE..CENTRAL_SIZE + usize::from(fields.u16(28));
    let extra = name.end..name.end + usize::from(fields.u16(30));
    let mut others = Vec::new();
    for (id, body) in extras(&record[extra.clone()]).flatten() {
        if id != ZIP64 {
            put16(&mut others, id)?;
            put16(&mut others, body.len() as u16)?;
            fallible::extend(&mut others, body)?;
        }
    }
    let mut fixed = [0; CENTRAL_SIZE];
    fixed.copy_from_slice(&record[..CENTRAL_SIZE]);
    entry(out, fixed, facts, &record[name], &others, &record[extra.end..])
}

fn entry(
    out: &mut Vec<u8>,
    mut record: [u8; CENTRAL_SIZE],
    facts: &Facts,
    name: &[u8],
    others: &[u8],
    comment: &[u8],
) -> Result<()> {
    let mut wide = [0u64; 3];
    let mut count = 0;
    let (mut size, mut packed, mut offset) = (facts.size, facts.packed, facts.offset);
    if size > MOST || packed > MOST {
        (wide[0], wide[1], count) = (size, packed, 2);
        (size, packed) = (FULL, FULL);
    }
    if offset > MOST {
        wide[count] = offset;
        count += 1;
        offset = FULL;
    }
    let extra = others.len() + if count > 0 { 4 + 8 * count } else { 0 };
    let extra_len = u16::try_from(extra).map_err(|_| {
        Error::new(Status::Limit, format_args!("the extra fields of a member have {extra} bytes"))
    })?;
    let needs = u16::from_le_bytes([record[6], record[7]]);
    if count > 0 && needs < VERSION {
        record[6..8].copy_from_slice(&VERSION.to_le_bytes());
    }
    record[0..4].copy_from_slice(&CENTRAL.to_le_bytes());
    record[20..24].copy_from_slice(&(packed as u32).to_le_bytes());
    record[24..28].copy_from_slice(&(size as u32).to_le_bytes());
    record[28..30].copy_from_slice(&(name.len() as u16).to_le_bytes());
    record[30..32].copy_from_slice(&extra_len.to_le_bytes());
    record[42..46].copy_from_slice(&(offset as u32).to_le_bytes());
    fallible::extend(out, &record)?;
    fallible::extend(out, name)?;
    if count > 0 {
        put16(out, ZIP64)?;
        put16(out, 8 * count as u16)?;
        for &value in &wide[..count] {
            put64(out, value)?;
        }
    }
    fallible::extend(out, others)?;
    fallible::extend(out, comment)
}

/// The end records of a directory of `count` entries and `size` bytes at `at`; the comment is one that was
/// read, and so not too long.
pub fn end(count: u64, size: u64, at: u64, comment: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    if count > 0xffff || at > MOST || size > MOST {
        put32(&mut out, END64)?;
        put64(&mut out, 44)?;
        put16(&mut out, VERSION)?;
        put16(&mut out, VERSION)?;
        put32(&mut out, 0)?;
        put32(&mut out, 0)?;
        for value in [count, count, size, at] {
            put64(&mut out, value)?;
        }
        put32(&mut out, LOCATOR)?;
        put32(&mut out, 0)?;
        put64(&mut out, at + size)?;
        put32(&mut out, 1)?;
    }
    put32(&mut out, END)?;
    put32(&mut out, 0)?;
    put16(&mut out, count.min(0xffff) as u16)?;
    put16(&mut out, count.min(0xffff) as u16)?;
    put32(&mut out, size.min(FULL) as u32)?;
    put32(&mut out, at.min(FULL) as u32)?;
    put16(&mut out, comment.len() as u16)?;
    fallible::extend(&mut out, comment)?;
    Ok(out)
}

#[inline(never)]
fn put16(out: &mut Vec<u8>, value: u16) -> Result<()> {
    fallible::extend(out, &value.to_le_bytes())
}

fn put32(out: &mut Vec<u8>, value: u32) -> Result<()> {
    fallible::extend(out, &value.to_le_bytes())
}

fn put64(out: &mut Vec<u8>, value: u64) -> Result<()> {
    fallible::extend(out, &value.to_le_bytes())
}

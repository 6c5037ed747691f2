//! Names of members: UTF-8, or the characters of the first PCs (APPNOTE appendix D).

use super::records::{extras, Fields, UNICODE_PATH};
use crate::error::Result;
use crate::fallible;
use crate::mem::{Crc32, Mem};

/// What the bytes from 0x80 on stand for in code page 437.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// Appends a name as text and says whether that was possible: `utf8` is what the record's flag says.
pub fn append(texts: &mut Vec<u8>, raw: &[u8], utf8: bool, extra: &[u8]) -> Result<bool> {
    if raw.is_ascii() {
        fallible::extend(texts, raw)?;
        return Ok(true);
    }
    if utf8 {
        if core::str::from_utf8(raw).is_err() {
            return Ok(false);
        }
        fallible::extend(texts, raw)?;
        return Ok(true);
    }
    if let Some(name) = unicode_path(raw, extra) {
        fallible::extend(texts, name)?;
        return Ok(true);
    }
    for &byte in raw {
        match byte.checked_sub(0x80) {
            None => fallible::push(texts, byte)?,
            Some(high) => {
                let c = CP437.chars().nth(high.into()).unwrap_or('?');
                fallible::extend(texts, c.encode_utf8(&mut [0; 4]).as_bytes())?;
            }
        }
    }
    Ok(true)
}

/// The name that Info-ZIP puts beside one in an older character set, if it belongs to this one.
fn unicode_path<'e>(raw: &[u8], extra: &'e [u8]) -> Option<&'e [u8]> {
    let (_, body) = extras(extra).flatten().find(|&(id, _)| id == UNICODE_PATH)?;
    let (head, name) = body.split_at_checked(5)?;
    let mut crc = Crc32::new();
    crc.add(Mem::from_slice(raw));
    let same = head[0] == 1 && Fields(head).u32(1) == crc.value();
    (same && core::str::from_utf8(name).is_ok()).then_some(name)
}

/// The key under which NumPy finds a member: its name without `.npy`.
pub fn key(name: &[u8]) -> &[u8] {
    name.strip_suffix(b".npy").unwrap_or(name)
}

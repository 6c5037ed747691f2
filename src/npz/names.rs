//! Names of members: UTF-8, or the characters of the first PCs (APPNOTE appendix D).

use super::records::{extras, Fields, UNICODE_PATH};
use crate::error::Result;
use crate::fallible;
use crate::mem::{Crc32, Mem};

/// What the bytes from 0x80 on stand for in code page 437.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The same by number: a directory may be full of such names.
static HIGH: [char; 128] = high();

const fn high() -> [char; 128] {
    let (mut table, text) = (['?'; 128], CP437.as_bytes());
    let (mut i, mut at) = (0, 0);
    while i < 128 {
        // Characters of two and three bytes of UTF-8.
        let len = if text[at] < 0xe0 { 2 } else { 3 };
        let mut code = text[at] as u32 & if len == 2 { 0x1f } else { 0x0f };
        let mut next = 1;
        while next < len {
            code = code << 6 | (text[at + next] as u32 & 0x3f);
            next += 1;
        }
        if let Some(c) = char::from_u32(code) {
            table[i] = c;
        }
        (i, at) = (i + 1, at + len);
    }
    table
}

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
                let c = HIGH.get(usize::from(high)).unwrap_or(&'?');
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_the_code_page_is_in_its_place() {
        assert!(CP437.chars().eq(HIGH));
        let mut texts = Vec::new();
        assert!(append(&mut texts, b"a\x80\xffz", false, b"").unwrap());
        assert_eq!(texts, "a\u{c7}\u{a0}z".as_bytes());
    }
}

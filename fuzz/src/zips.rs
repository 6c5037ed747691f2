//! Archives by hand, and mutated ones whose numbers are made to fit again.

use super::draw::Draw;

/// The CRC-32 of archives.
pub fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    !bytes.iter().fold(!0u32, |sum, &b| TABLE[(sum as u8 ^ b) as usize] ^ sum >> 8)
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let (mut value, mut bit) = (i as u32, 0);
        while bit < 8 {
            value = value >> 1 ^ if value & 1 == 1 { 0xedb8_8320 } else { 0 };
            bit += 1;
        }
        table[i] = value;
        i += 1;
    }
    table
}

/// A member as both of its records tell of it.
pub struct Member {
    pub name: Vec<u8>,
    pub method: u16,
    pub crc: u32,
    pub size: u32,
    pub packed: Vec<u8>,
    /// Of the directory only.
    pub extra: Vec<u8>,
}

fn record(out: &mut Vec<u8>, m: &Member, extra: usize) {
    for word in [45, 0, m.method, 0, 0x21] {
        out.extend_from_slice(&u16::to_le_bytes(word));
    }
    for word in [m.crc, m.packed.len() as u32, m.size] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out.extend_from_slice(&(m.name.len() as u16).to_le_bytes());
    out.extend_from_slice(&(extra as u16).to_le_bytes());
}

/// The archive of `members`.
pub fn build(members: &[Member]) -> Vec<u8> {
    let (mut out, mut directory) = (vec![], vec![]);
    for member in members {
        directory.extend_from_slice(b"PK\x01\x02\x2d\x03");
        record(&mut directory, member, member.extra.len());
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&(out.len() as u32).to_le_bytes());
        directory.extend_from_slice(&member.name);
        directory.extend_from_slice(&member.extra);
        out.extend_from_slice(b"PK\x03\x04");
        record(&mut out, member, 0);
        out.extend_from_slice(&member.name);
        out.extend_from_slice(&member.packed);
    }
    let at = out.len() as u32;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend_from_slice(&(members.len() as u16).to_le_bytes());
    }
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// An archive described by decisions: some members, stored or deflated, with what is wrong about them.
pub fn drawn(draw: &mut Draw<'_>) -> Vec<u8> {
    let members: Vec<Member> = (0..draw.below(5))
        .map(|i| {
            let name = match draw.below(6) {
                0 => draw.take(6).to_vec(),
                1 => b"same.npy".to_vec(),
                2 => format!("m{i}").into_bytes(),
                _ => format!("m{i}.npy").into_bytes(),
            };
            let length = draw.below(40);
            let mut data = match draw.below(5) {
                0 => vec![],
                1 => draw.take(60).to_vec(),
                _ => array(length),
            };
            data.extend_from_slice(&draw.fill(length));
            let method = draw.pick(&[0, 8, 8, 0, 0, 8, 12, 14, 93, 9]);
            let packed = match method {
                8 => stored_block(&data),
                12 | 14 | 93 => draw.take(200).to_vec(),
                _ => data.clone(),
            };
            let extra = if draw.one_in(4) { draw.take(30).to_vec() } else { vec![] };
            let crc = crc(&data) ^ u32::from(draw.one_in(16));
            let size = (data.len() as u32).wrapping_add(u32::from(draw.one_in(16)));
            Member { name, method, crc, size, packed, extra }
        })
        .collect();
    let mut out = build(&members);
    for _ in 0..draw.below(4) {
        // Somewhere, near the end more often: that is where the records are.
        let back = usize::from(draw.word()) % out.len();
        let at = out.len() - 1 - back;
        out[at] = draw.byte();
    }
    out
}

/// A deflate stream of one stored block.
pub fn stored_block(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    [&[1], &length.to_le_bytes()[..], &(!length).to_le_bytes(), data].concat()
}

/// The header of `length` bytes, as NumPy writes it.
pub fn array(length: usize) -> Vec<u8> {
    let mut text = format!("{{'descr': '|u1', 'fortran_order': False, 'shape': ({length},), }}");
    text.push_str(&" ".repeat(117 - text.len()));
    text.push('\n');
    [b"\x93NUMPY\x01\x00\x76\x00", text.as_bytes()].concat()
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// Makes the CRC-32s of stored members right, and each local header say what the directory says, so that
/// what was mutated is looked at and not only refused.
pub fn repair(bytes: &mut [u8]) {
    let Some(end) =
        (0..bytes.len().saturating_sub(21)).rev().find(|&i| bytes[i..].starts_with(b"PK\x05\x06"))
    else {
        return;
    };
    let Some(mut at) = long(bytes, end + 16) else { return };
    for _ in 0..64 {
        if repair_member(bytes, &mut at).is_none() {
            return;
        }
    }
}

fn repair_member(bytes: &mut [u8], at: &mut usize) -> Option<()> {
    if bytes.get(*at..*at + 4)? != b"PK\x01\x02" {
        return None;
    }
    let entry = *at;
    let (name, extra, comment) =
        (word(bytes, entry + 28)?, word(bytes, entry + 30)?, word(bytes, entry + 32)?);
    *at = entry + 46 + name + extra + comment;
    let local = long(bytes, entry + 42)?;
    if bytes.get(local..local + 4)? != b"PK\x03\x04" || bytes.len() < local + 30 {
        return Some(());
    }
    let data = local + 30 + word(bytes, local + 26)? + word(bytes, local + 28)?;
    if word(bytes, entry + 10)? == 0 {
        let size = long(bytes, entry + 20)?;
        if let Some(data) = bytes.get(data..data.checked_add(size)?) {
            let sum = crc(data).to_le_bytes();
            bytes[entry + 16..entry + 20].copy_from_slice(&sum);
        }
    }
    // Flags, method, time, sums and sizes stand in both in the same order.
    let same: Vec<u8> = bytes.get(entry + 8..entry + 28)?.to_vec();
    bytes.get_mut(local + 6..local + 26)?.copy_from_slice(&same);
    Some(())
}

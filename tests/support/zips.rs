//! Archives made by hand, right or wrong in one thing.

/// The CRC-32 of archives.
pub fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |s, _| (s >> 1) ^ (0xedb8_8320 & (s & 1).wrapping_neg()))
    })
}

/// A `.npy` of `values`, as NumPy writes it.
pub fn npy(values: &[u8]) -> Vec<u8> {
    let mut text = format!("{{'descr': '|u1', 'fortran_order': False, 'shape': ({},), }}", values.len());
    text.push_str(&" ".repeat(117 - text.len()));
    text.push('\n');
    [b"\x93NUMPY\x01\x00\x76\x00", text.as_bytes(), values].concat()
}

/// What a record says of a member.
#[derive(Clone)]
pub struct Record {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub packed: u32,
    pub size: u32,
    pub extra: Vec<u8>,
}

/// A member: what both of its records say, and its packed bytes.
#[derive(Clone)]
pub struct Member {
    pub local: Record,
    pub central: Record,
    pub bytes: Vec<u8>,
    /// Where the directory says that it begins; `None`: where it does.
    pub offset: Option<u32>,
    /// What follows its bytes.
    pub descriptor: Vec<u8>,
}

impl Member {
    /// `data` as it stands.
    pub fn stored(name: &str, data: &[u8]) -> Member {
        Member::packed(name, 0, data.to_vec(), data)
    }

    /// `bytes` that unpack to `data` by `method`.
    pub fn packed(name: &str, method: u16, bytes: Vec<u8>, data: &[u8]) -> Member {
        let record = Record {
            name: name.as_bytes().to_vec(),
            flags: 0,
            method,
            crc: crc(data),
            packed: bytes.len() as u32,
            size: data.len() as u32,
            extra: Vec::new(),
        };
        Member { local: record.clone(), central: record, bytes, offset: None, descriptor: Vec::new() }
    }

    /// Changes both records.
    pub fn both(mut self, change: impl Fn(&mut Record)) -> Member {
        change(&mut self.local);
        change(&mut self.central);
        self
    }
}

fn put(out: &mut Vec<u8>, record: &Record) {
    for word in [20, record.flags, record.method, 0, 0x21] {
        out.extend_from_slice(&u16::to_le_bytes(word));
    }
    for word in [record.crc, record.packed, record.size] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out.extend_from_slice(&(record.name.len() as u16).to_le_bytes());
    out.extend_from_slice(&(record.extra.len() as u16).to_le_bytes());
}

/// The end record of `count` members whose directory has `size` bytes at `at`.
pub fn end(count: usize, size: usize, at: usize, comment: &[u8]) -> Vec<u8> {
    let mut out = b"PK\x05\x06\0\0\0\0".to_vec();
    out.extend_from_slice(&(count as u16).to_le_bytes());
    out.extend_from_slice(&(count as u16).to_le_bytes());
    out.extend_from_slice(&(size as u32).to_le_bytes());
    out.extend_from_slice(&(at as u32).to_le_bytes());
    out.extend_from_slice(&(comment.len() as u16).to_le_bytes());
    out.extend_from_slice(comment);
    out
}

/// The archive of `members`, and where each of them begins.
pub fn build(members: &[Member]) -> (Vec<u8>, Vec<u32>) {
    let (mut out, mut starts) = (Vec::new(), Vec::new());
    for member in members {
        starts.push(out.len() as u32);
        out.extend_from_slice(b"PK\x03\x04");
        put(&mut out, &member.local);
        for part in [&member.local.name, &member.local.extra, &member.bytes, &member.descriptor] {
            out.extend_from_slice(part);
        }
    }
    let at = out.len();
    for (member, &start) in members.iter().zip(&starts) {
        out.extend_from_slice(b"PK\x01\x02\x14\x03");
        put(&mut out, &member.central);
        out.extend_from_slice(&[0; 10]);
        out.extend_from_slice(&member.offset.unwrap_or(start).to_le_bytes());
        out.extend_from_slice(&member.central.name);
        out.extend_from_slice(&member.central.extra);
    }
    let size = out.len() - at;
    out.extend_from_slice(&end(members.len(), size, at, b""));
    (out, starts)
}

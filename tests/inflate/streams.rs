//! Writing deflate streams by hand and at random: everything that the format allows, also
//! what no compressor does.

use super::numbers::Random;

#[derive(Clone, Copy, Debug)]
pub enum Token {
    Literal(u8),
    Match { len: usize, distance: usize },
}

/// Least value and extra bits of each symbol, as the standard's tables have them.
fn bases(kind: &str) -> Vec<(usize, u32)> {
    let extra: Vec<u32> = match kind {
        "length" => [0; 8].into_iter().chain((1..6).flat_map(|x| [x; 4])).collect(),
        _ => [0; 4].into_iter().chain((1..14).flat_map(|x| [x; 2])).collect(),
    };
    let mut base = if kind == "length" { 3 } else { 1 };
    let mut all = vec![];
    for extra in extra {
        all.push((base, extra));
        base += 1 << extra;
    }
    if kind == "length" {
        *all.last_mut().unwrap() = (227, 5);
        all.push((258, 0));
    }
    all
}

/// The symbol for a value, its extra bits and how many these are.
fn symbol(kind: &str, value: usize) -> (usize, u64, u32) {
    let all = bases(kind);
    let i = all.iter().rposition(|&(base, _)| base <= value).unwrap();
    (i, (value - all[i].0) as u64, all[i].1)
}

/// Canonical codes for lengths, as the standard makes them.
fn canonical(lens: &[u32]) -> Vec<u32> {
    let mut next = [0u32; 17];
    for len in 1..16 {
        next[len + 1] = (next[len] + lens.iter().filter(|&&l| l == len as u32).count() as u32) << 1;
    }
    lens.iter()
        .map(|&len| {
            let code = next[len as usize];
            next[len as usize] += 1;
            code
        })
        .collect()
}

#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    bits: usize,
}

impl Writer {
    pub fn put(&mut self, value: u64, bits: u32) {
        for i in 0..bits {
            if self.bits % 8 == 0 {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= ((value >> i & 1) as u8) << (self.bits % 8);
            self.bits += 1;
        }
    }

    /// A code: its first bit is the highest.
    fn code(&mut self, code: u32, bits: u32) {
        assert!(bits > 0, "a symbol without a code");
        for i in (0..bits).rev() {
            self.put(u64::from(code >> i & 1), 1);
        }
    }

    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    pub fn stored(&mut self, bytes: &[u8], last: bool) {
        self.put(last.into(), 1);
        self.put(0, 2);
        self.bits = self.bits.next_multiple_of(8);
        self.put(bytes.len() as u64, 16);
        self.put(!bytes.len() as u64 & 0xffff, 16);
        bytes.iter().for_each(|&b| self.put(b.into(), 8));
    }

    pub fn fixed(&mut self, tokens: &[Token], last: bool) {
        self.put(last.into(), 1);
        self.put(1, 2);
        let lens: Vec<u32> =
            (0..288).map(|s| [8, 9, 7, 8][[144, 256, 280].iter().filter(|&&b| s >= b).count()]).collect();
        self.tokens(tokens, &lens, &[5; 32]);
    }

    fn tokens(&mut self, tokens: &[Token], litlens: &[u32], distances: &[u32]) {
        let (litlen_codes, distance_codes) = (canonical(litlens), canonical(distances));
        for &token in tokens {
            match token {
                Token::Literal(byte) => self.code(litlen_codes[byte as usize], litlens[byte as usize]),
                Token::Match { len, distance } => {
                    let (s, extra, bits) = symbol("length", len);
                    self.code(litlen_codes[257 + s], litlens[257 + s]);
                    self.put(extra, bits);
                    let (s, extra, bits) = symbol("distance", distance);
                    self.code(distance_codes[s], distances[s]);
                    self.put(extra, bits);
                }
            }
        }
        self.code(litlen_codes[256], litlens[256]);
    }

    /// The header of a block with codes of its own, with `runs` of equal lengths joined
    /// where that is asked for.
    pub fn header(&mut self, litlens: &[u32], distances: &[u32], last: bool, rng: &mut Random) {
        self.put(last.into(), 1);
        self.put(2, 2);
        self.put(litlens.len() as u64 - 257, 5);
        self.put(distances.len() as u64 - 1, 5);
        self.put(15, 4);
        let all: Vec<u32> = litlens.iter().chain(distances).copied().collect();
        let mut symbols: Vec<(usize, u64, u32)> = vec![];
        let mut i = 0;
        while i < all.len() {
            let run = all[i..].iter().take_while(|&&l| l == all[i]).count();
            let repeated = if i > 0 { all[i..].iter().take_while(|&&l| l == all[i - 1]).count() } else { 0 };
            if repeated >= 3 && !rng.chance(4) {
                let n = 3 + rng.below(repeated.min(6) - 2);
                symbols.push((16, n as u64 - 3, 2));
                i += n;
            } else if all[i] == 0 && run >= 11 && !rng.chance(4) {
                let n = 11 + rng.below(run.min(138) - 10);
                symbols.push((18, n as u64 - 11, 7));
                i += n;
            } else if all[i] == 0 && run >= 3 && !rng.chance(4) {
                let n = 3 + rng.below(run.min(10) - 2);
                symbols.push((17, n as u64 - 3, 3));
                i += n;
            } else {
                symbols.push((all[i] as usize, 0, 0));
                i += 1;
            }
        }
        let used: Vec<usize> = (0..19).filter(|s| symbols.iter().any(|t| t.0 == *s)).collect();
        let lens = code_lens(19, &used, 7, rng);
        for s in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
            self.put(lens[s].into(), 3);
        }
        let codes = canonical(&lens);
        for (s, extra, bits) in symbols {
            self.code(codes[s], lens[s]);
            self.put(extra, bits);
        }
    }
}

/// Lengths of a complete code for the `used` ones of `count` symbols; one alone has a
/// code of one bit if there may be one, else another one gets a code too.
pub fn code_lens(count: usize, used: &[usize], longest: u32, rng: &mut Random) -> Vec<u32> {
    let mut lens = vec![0; count];
    let mut used = used.to_vec();
    if used.len() == 1 {
        used.push((used[0] + 1) % count);
    }
    // Leaves of a tree, split until there are enough; deep ones sometimes first.
    let mut leaves = vec![1, 1];
    let deep = rng.below(3);
    while leaves.len() < used.len() {
        let open: Vec<usize> = (0..leaves.len()).filter(|&i| leaves[i] < longest).collect();
        let i = match deep {
            0 => open[rng.below(open.len())],
            1 => *open.iter().max_by_key(|&&i| leaves[i]).unwrap(),
            _ => *open.iter().min_by_key(|&&i| leaves[i]).unwrap(),
        };
        leaves[i] += 1;
        leaves.push(leaves[i]);
    }
    for i in (1..used.len()).rev() {
        used.swap(i, rng.below(i + 1));
    }
    for (&symbol, &len) in used.iter().zip(&leaves) {
        lens[symbol] = len;
    }
    lens
}

/// A stream of random blocks, and what it says.
pub fn random_stream(rng: &mut Random) -> (Vec<u8>, Vec<u8>) {
    let mut writer = Writer::default();
    let mut data = vec![];
    let blocks = 1 + rng.below(4);
    for i in 0..blocks {
        let last = i + 1 == blocks;
        match rng.below(6) {
            0 => {
                let len = if rng.chance(4) { rng.below(65536) } else { rng.below(300) };
                let bytes: Vec<u8> = (0..len).map(|_| rng.next() as u8).collect();
                writer.stored(&bytes, last);
                data.extend_from_slice(&bytes);
            }
            kind => random_block(&mut writer, &mut data, kind == 1, last, rng),
        }
    }
    (writer.finish(), data)
}

fn random_block(writer: &mut Writer, data: &mut Vec<u8>, fixed: bool, last: bool, rng: &mut Random) {
    // Few symbols have short codes, many have long ones.
    let pick = |from: usize, to: usize, rng: &mut Random| -> Vec<usize> {
        let wanted = [1, 2, 5, 20, 300][rng.below(5)].min(to - from);
        let mut all: Vec<usize> = (from..to).collect();
        (0..wanted).map(|_| all.swap_remove(rng.below(all.len()))).collect()
    };
    let literals = pick(0, 256, rng);
    let lengths = if rng.chance(5) { vec![] } else { pick(257, 286, rng) };
    let distances = if lengths.is_empty() { vec![] } else { pick(0, 30, rng) };
    let (length_bases, distance_bases) = (bases("length"), bases("distance"));
    let matches = [1, 2, 20, 200][rng.below(4)];
    let tokens = if rng.chance(3) { rng.below(20_000) } else { rng.below(400) };
    let mut all = vec![];
    for _ in 0..tokens {
        if data.len() > 400_000 {
            break;
        }
        let distance = match distances.len() {
            0 => 30,
            n => distances[rng.below(n)],
        };
        if rng.chance(matches) && distance_bases.get(distance).is_some_and(|d| d.0 <= data.len()) {
            let (base, extra) = length_bases[lengths[rng.below(lengths.len())] - 257];
            // 258 is a symbol of its own.
            let len = (base + rng.below(1 << extra)).min(if base == 258 { 258 } else { 257 });
            let (base, extra) = distance_bases[distance];
            let distance = (base + rng.below(1 << extra)).min(data.len());
            all.push(Token::Match { len, distance });
            for _ in 0..len {
                data.push(data[data.len() - distance]);
            }
        } else {
            let byte = literals[rng.below(literals.len())] as u8;
            all.push(Token::Literal(byte));
            data.push(byte);
        }
    }
    if fixed {
        return writer.fixed(&all, last);
    }
    let used: Vec<usize> = literals.into_iter().chain(lengths).chain([256]).collect();
    let mut litlens = code_lens(286, &used, 15, rng);
    let mut distances = match distances.len() {
        // No distance at all, or one of one bit, are the incomplete codes that are allowed.
        0 => vec![0],
        1 if rng.chance(2) => (0..30).map(|d| u32::from(d == distances[0])).collect(),
        _ => code_lens(30, &distances, 15, rng),
    };
    while litlens.len() > 257 && litlens.last() == Some(&0) && !rng.chance(9) {
        litlens.pop();
    }
    while distances.len() > 1 && distances.last() == Some(&0) && !rng.chance(9) {
        distances.pop();
    }
    writer.header(&litlens, &distances, last, rng);
    let (mut l, mut d) = (litlens, distances);
    l.resize(288, 0);
    d.resize(32, 0);
    writer.tokens(&all, &l, &d);
}

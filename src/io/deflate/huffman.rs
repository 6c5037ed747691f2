//! Huffman codes of limited length.

/// The most symbols of an alphabet.
const SYMBOLS: usize = 288;

/// The lengths of an optimal prefix code for symbols that occur `counts` times,
/// then shortened to `longest` bits. A symbol that does not occur has length 0;
/// one that is alone has length 1.
pub fn lengths(counts: &[u32], longest: u32, lengths: &mut [u8]) {
    // Count and symbol in one number, so that sorting numbers is enough.
    let mut leaves = [0u64; SYMBOLS];
    let mut used = 0;
    for (symbol, &count) in counts.iter().enumerate() {
        lengths[symbol] = 0;
        if count > 0 {
            leaves[used] = u64::from(count) << 16 | symbol as u64;
            used += 1;
        }
    }
    let leaves = &mut leaves[..used];
    if used < 2 {
        leaves.iter().for_each(|&leaf| lengths[leaf as usize & 0xFFFF] = 1);
        return;
    }
    leaves.sort_unstable();
    let mut of_depth = depths(leaves);
    limit(&mut of_depth, longest as usize);
    // The rarest symbols are the deepest.
    let mut leaf = 0;
    for depth in (1..=longest as usize).rev() {
        for _ in 0..of_depth[depth] {
            lengths[leaves[leaf] as usize & 0xFFFF] = depth as u8;
            leaf += 1;
        }
    }
}

/// No tree of fewer than 2^32 occurrences is deeper: the weights grow like Fibonacci's numbers.
const DEEPEST: usize = 48;

/// How many leaves stand at each depth of the optimal tree over `leaves`, which ascend.
fn depths(leaves: &[u64]) -> [u32; DEEPEST] {
    let weight = |leaf: usize| leaves[leaf] >> 16;
    let mut inner = [0u64; SYMBOLS];
    // Whose child each leaf and each inner node is.
    let mut leaf_parent = [0u16; SYMBOLS];
    let mut inner_parent = [0u16; SYMBOLS];
    // Inner nodes are made in ascending order, so the two lightest nodes are always
    // the first ones of two queues.
    let (mut leaf, mut node) = (0, 0);
    let nodes = leaves.len() - 1;
    for made in 0..nodes {
        let mut sum = 0;
        for _ in 0..2 {
            if leaf < leaves.len() && (node >= made || weight(leaf) <= inner[node]) {
                sum += weight(leaf);
                leaf_parent[leaf] = made as u16;
                leaf += 1;
            } else {
                sum += inner[node];
                inner_parent[node] = made as u16;
                node += 1;
            }
        }
        inner[made] = sum;
    }
    // From the root, which is the last one, downwards.
    let mut depth = [0u8; SYMBOLS];
    for node in (0..nodes - 1).rev() {
        depth[node] = depth[usize::from(inner_parent[node])] + 1;
    }
    let mut of_depth = [0; DEEPEST];
    for &parent in &leaf_parent[..leaves.len()] {
        of_depth[usize::from(depth[usize::from(parent)]) + 1] += 1;
    }
    of_depth
}

/// Moves leaves so that none is deeper than `longest`, and the code stays complete.
fn limit(of_depth: &mut [u32; DEEPEST], longest: usize) {
    let deeper: u32 = of_depth[longest + 1..].iter().sum();
    if deeper == 0 {
        return;
    }
    of_depth[longest + 1..].fill(0);
    of_depth[longest] += deeper;
    // A leaf at depth d takes 2^(longest - d) of the code's 2^longest places.
    let mut places: u64 = (1..=longest).map(|d| u64::from(of_depth[d]) << (longest - d)).sum();
    let all = 1 << longest;
    while places > all {
        // The deepest leaf that can go one down gives back the fewest places.
        let Some(depth) = (1..longest).rev().find(|&d| of_depth[d] > 0) else { return };
        of_depth[depth] -= 1;
        of_depth[depth + 1] += 1;
        places -= 1 << (longest - depth - 1);
    }
    while places < all {
        // Too many were given back: the leaf that goes one up where that just fits.
        let fits = |&d: &usize| of_depth[d] > 0 && 1 << (longest - d) <= all - places;
        let Some(depth) = (2..=longest).find(fits) else { return };
        of_depth[depth] -= 1;
        of_depth[depth - 1] += 1;
        places += 1 << (longest - depth);
    }
}

/// A symbol's code, its first bit lowest, and its length.
#[derive(Clone, Copy, Default)]
pub struct Code {
    pub bits: u16,
    pub length: u8,
}

/// The canonical code of the given lengths.
pub fn codes(lengths: &[u8], codes: &mut [Code]) {
    let mut next = [0u32; 17];
    for &length in lengths.iter().filter(|&&length| length > 0) {
        next[usize::from(length) + 1] += 1;
    }
    for length in 1..17 {
        next[length] = (next[length] + next[length - 1]) << 1;
    }
    for (code, &length) in codes.iter_mut().zip(lengths) {
        *code = Code::default();
        if length > 0 {
            let bits = next[usize::from(length)];
            next[usize::from(length)] += 1;
            *code = Code { bits: (bits.reverse_bits() >> (32 - u32::from(length))) as u16, length };
        }
    }
}

//! The tables against the codes that they are made from, and the loop as other
//! processors run it.

use super::arena::{Arena, ORIGIN};
use super::code::Code;
use super::entry::{COPY, DISTANCE_BITS, LITERALS, LITLEN_BITS, NUMBER, STOP, TABLE};
use super::fuse::{self, LONGEST_COPY};
use super::tables::{self, DISTANCE, DISTANCES, LENGTH, LITLENS};
use super::{fast, pair, Inflater};
use crate::mem::{Mem, MemMut};

/// Lengths of a complete code for some of `count` symbols, and now and then for one alone.
fn random_lens(count: usize, state: &mut u64) -> Vec<u8> {
    let mut next = |bound: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize % bound
    };
    let mut lens = vec![0; count];
    if next(10) == 0 {
        lens[next(count)] = 1;
        return lens;
    }
    let most = [3, 20, count - 1][next(3)];
    let used = 2 + next(most.min(count - 1));
    let mut leaves = vec![1u8, 1];
    while leaves.len() < used {
        let i = next(leaves.len());
        if leaves[i] < 15 {
            leaves[i] += 1;
            leaves.push(leaves[i]);
        }
    }
    for leaf in leaves {
        let mut symbol = next(count);
        while lens[symbol] != 0 {
            symbol = (symbol + 1) % count;
        }
        lens[symbol] = leaf;
    }
    lens
}

/// What the symbols that `bits` begin with say, one after the other.
struct Meaning {
    bytes: Vec<u8>,
    copy: Option<(usize, usize)>,
}

/// Reads symbols until `used` bits are used, bit by bit.
fn meaning(litlen: &Code<LITLENS>, distances: &Code<DISTANCES>, bits: u64, used: u32) -> Option<Meaning> {
    let mut found = Meaning { bytes: vec![], copy: None };
    let mut at = 0;
    while at < used {
        let (symbol, len) = litlen.find(bits >> at)?;
        at += len;
        if symbol < 256 {
            found.bytes.push(symbol as u8);
            continue;
        }
        let (base, extra) = *LENGTH.get(usize::from(symbol).checked_sub(257)?)?;
        let len = usize::from(base) + (bits >> at & ((1 << extra) - 1)) as usize;
        at += u32::from(extra);
        let (symbol, code) = distances.find(bits >> at)?;
        at += code;
        let (base, extra) = *DISTANCE.get(usize::from(symbol))?;
        found.copy = Some((len, usize::from(base) + (bits >> at & ((1 << extra) - 1)) as usize));
        at += u32::from(extra);
    }
    (at == used).then_some(found)
}

#[test]
fn every_entry_says_what_its_bits_say() {
    let mut arena = Arena::new().unwrap();
    let state = &mut 7u64;
    let mut seen = [0; 5];
    for _ in 0..300 {
        let (mut litlen, mut distances) = (Code::new(), Code::new());
        litlen.set(&random_lens(286, state)).unwrap();
        distances.set(&random_lens(30, state)).unwrap();
        let (table, pool) = arena.litlen();
        fuse::build(&litlen, &distances, table, pool);
        let table = table.to_vec();
        // SAFETY: inside of the block, which was written.
        let origin = unsafe { core::slice::from_raw_parts(arena.base(), ORIGIN) }.to_vec();
        for index in 0..1u64 << LITLEN_BITS {
            // What follows the index, to have extra bits and long codes.
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let bits = index | *state >> 20 << LITLEN_BITS;
            let mut entry = table[index as usize];
            if entry.kind == TABLE {
                assert_eq!((entry.base % 8, entry.mask % 8), (0, 0));
                let offset =
                    usize::from(entry.base) + ((bits << 3 >> entry.shift) as usize & usize::from(entry.mask));
                entry = table[offset / 8];
                assert!(entry.kind != COPY && entry.kind != TABLE);
                seen[4] += 1;
            }
            let extra = (bits << 3 >> entry.shift) as usize & usize::from(entry.mask);
            let used = u32::from(entry.bits);
            match entry.kind {
                STOP => assert!(litlen.find(bits).is_none_or(|(s, _)| s == 256 || s > 285)),
                NUMBER => {
                    let (symbol, code) = litlen.find(bits).unwrap();
                    let (base, extra_bits) = LENGTH[usize::from(symbol) - 257];
                    assert_eq!(used, code + u32::from(extra_bits));
                    let wanted = usize::from(base) + (bits >> code & ((1 << extra_bits) - 1)) as usize;
                    assert_eq!(usize::from(entry.base) + extra, wanted);
                    seen[0] += 1;
                }
                LITERALS => {
                    let found = meaning(&litlen, &distances, bits, used).unwrap();
                    let from = ORIGIN + usize::from(entry.base) - (1 << 16);
                    assert_eq!(found.bytes, origin[from..from + usize::from(entry.count)]);
                    assert!(found.copy.is_none() && extra == 0);
                    seen[1 + usize::from(entry.count > 1)] += 1;
                }
                _ => {
                    let found = meaning(&litlen, &distances, bits, used).unwrap();
                    let distance = (1 << 16) - usize::from(entry.base) + extra;
                    assert_eq!(found.copy, Some((usize::from(entry.count), distance)));
                    assert!(found.bytes.is_empty() && entry.count <= LONGEST_COPY as u8);
                    assert!(distance >= usize::from(entry.count) && distance <= 32768);
                    seen[3] += 1;
                }
            }
        }
        tables::build_distances(&distances, arena.distances());
        for index in 0..1u64 << DISTANCE_BITS {
            let bits = index | *state >> 40 << DISTANCE_BITS;
            let mut entry = arena.distances()[index as usize];
            if entry.kind == TABLE {
                let offset =
                    usize::from(entry.base) + ((bits << 3 >> entry.shift) as usize & usize::from(entry.mask));
                entry = arena.distances()[offset / 8];
            }
            let extra = (bits << 3 >> entry.shift) as usize & usize::from(entry.mask);
            match distances.find(bits) {
                None => assert_eq!(entry.kind, STOP),
                Some((symbol, code)) => {
                    let (base, extra_bits) = DISTANCE[usize::from(symbol)];
                    let wanted = usize::from(base) + (bits >> code & ((1 << extra_bits) - 1)) as usize;
                    assert_eq!((entry.kind, usize::from(entry.base) + extra), (NUMBER, wanted));
                    assert_eq!(u32::from(entry.bits), code + u32::from(extra_bits));
                }
            }
        }
    }
    assert!(seen.iter().all(|&n| n > 500), "{seen:?}");
}

#[test]
fn every_entry_of_literals_says_what_its_bits_say() {
    let state = &mut 3u64;
    let mut seen = [0; 3];
    for _ in 0..300 {
        let (mut litlen, mut distances) = (Code::new(), Code::new());
        litlen.set(&random_lens(286, state)).unwrap();
        distances.set(&[1, 1]).unwrap();
        let mut table = [7; 1 << LITLEN_BITS];
        fuse::build_literals(&litlen, &mut table);
        for (index, entry) in (0u64..).zip(table) {
            let [used, count, bytes @ ..] = entry.to_le_bytes();
            seen[usize::from(count)] += 1;
            if entry == 0 {
                assert!(litlen.find(index).is_none_or(|(s, len)| s > 255 || len > LITLEN_BITS));
                continue;
            }
            let found = meaning(&litlen, &distances, index, u32::from(used)).unwrap();
            assert!(found.copy.is_none() && u32::from(used) <= LITLEN_BITS);
            assert_eq!(found.bytes, bytes[..usize::from(count)]);
        }
    }
    assert!(seen.iter().all(|&n| n > 500), "{seen:?}");
}

/// What an inflater makes of `raw`, read at once, and how often its second decoder was met and not.
fn rounds(inflater: &mut Inflater, raw: &[u8], size: usize) -> (Vec<u8>, (u32, u32)) {
    let mut data = vec![0; size];
    let mut rest = raw;
    inflater.reset();
    pair::ROUNDS.set((0, 0));
    let n = inflater.read(MemMut::from_slice(&mut data), &mut |dst| {
        let (now, later) = rest.split_at(dst.len().min(rest.len()));
        dst.sub(0, now.len())?.copy_from(Mem::from_slice(now))?;
        rest = later;
        Ok(now.len())
    });
    data.truncate(n.unwrap());
    (data, pair::ROUNDS.get())
}

#[test]
fn literals_are_decoded_in_two_places() {
    let mut inflater = Inflater::new().unwrap();
    let mut state = 5u64;
    let mut noise = |bits: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as u8 >> (8 - bits)
    };
    let deflate = |data: &[u8]| {
        let config = zlib_rs::DeflateConfig { level: 6, window_bits: -15, ..Default::default() };
        let mut raw = vec![0; data.len() + 10_000];
        let mut deflate = zlib_rs::Deflate::new_with_config(config);
        deflate.compress(data, &mut raw, zlib_rs::DeflateFlush::Finish).unwrap();
        raw.truncate(deflate.total_out() as usize);
        raw
    };
    // Doubles whose high bytes are few; then bytes whose codes are all of 7 bits but for two: two decoders that begin at
    // odds stay so.
    let doubles: Vec<u8> = (0..300_000).map(|i| if i % 8 == 7 { 63 } else { noise(8) }).collect();
    let (found, (met, missed)) = rounds(&mut inflater, &deflate(&doubles), doubles.len() + 1);
    assert!(found == doubles && met > 100 && missed * 10 < met, "{met} met, {missed} missed");
    let sevens: Vec<u8> = (0..300_000).map(|_| noise(7)).collect();
    let (found, (met, missed)) = rounds(&mut inflater, &deflate(&sevens), sevens.len() + 1);
    assert!(found == sevens && missed > 10, "{met} met, {missed} missed");
}

#[test]
fn the_loop_for_every_processor_decodes_the_same() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/deflate");
    let mut inflater = Inflater::new().unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "raw") {
            continue;
        }
        let raw = std::fs::read(&path).unwrap();
        let mut decode = |plain| {
            fast::PLAIN.set(plain);
            let mut data = vec![0; 400_000];
            let mut rest = &raw[..];
            inflater.reset();
            let n = inflater.read(MemMut::from_slice(&mut data), &mut |dst| {
                let (now, later) = rest.split_at(dst.len().min(rest.len()));
                dst.sub(0, now.len())?.copy_from(Mem::from_slice(now))?;
                rest = later;
                Ok(now.len())
            });
            data.truncate(n.unwrap());
            data
        };
        assert!(decode(true) == decode(false), "{}", path.display());
        seen += 1;
    }
    assert!(seen > 50, "only {seen} streams");
}

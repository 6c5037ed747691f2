//! A block turned over: rows become columns. Written once for every machine, and once more in 32-byte registers
//! for x86-64 with AVX2, where whole lines of the destination can go past the cache.

use super::kernel::{Job, Unit};
use super::past::LINE;

impl Job {
    /// A transposition, in tiles that lie together in whole cache lines on both sides, and are held in registers
    /// if `HELD`.
    ///
    /// # Safety
    ///
    /// As for [`run`](Job::run); elements must lie side by side in the rows of the source and in the columns of the
    /// destination.
    #[inline(always)]
    pub(super) unsafe fn turned<T: Unit, const OP: u8, const HELD: bool>(self) {
        let (rows, columns) = (self.outer.count, self.inner.count);
        let line = LINE / size_of::<T>();
        let tile = line.min(8);
        // Down the rows first: what is written next lies behind what was written.
        for first in (0..columns).step_by(line) {
            for row in (0..rows).step_by(tile) {
                for column in (first..columns.min(first + line)).step_by(tile) {
                    let (height, width) = (tile.min(rows - row), tile.min(columns - column));
                    // SAFETY: elements of the block.
                    unsafe {
                        if !HELD || height < tile || width < tile {
                            self.part((row, height), (column, width)).edge::<T, OP>();
                            continue;
                        }
                        let (place, src, dst) = (self.element(row, column), self.outer.src, self.inner.dst);
                        match tile {
                            8 => tile_of::<T, OP, 8>(place, src, dst),
                            _ => tile_of::<T, OP, 4>(place, src, dst),
                        }
                    }
                }
            }
        }
    }

    /// What is no whole tile: few elements, one at a time.
    #[inline(never)]
    unsafe fn edge<T: Unit, const OP: u8>(self) {
        for j in 0..self.inner.count {
            for i in 0..self.outer.count {
                let (src, dst) = self.element(i, j);
                // SAFETY: elements of the block.
                unsafe {
                    let element = src.cast::<T>().read_unaligned().apply(OP);
                    dst.cast::<T>().write_unaligned(element);
                }
            }
        }
    }

    /// Where the element in row `i` and column `j` is on both sides.
    #[inline(always)]
    fn element(&self, i: usize, j: usize) -> (*const u8, *mut u8) {
        let (i, j) = (i as isize, j as isize);
        let at = |row: isize, column: isize| i.wrapping_mul(row).wrapping_add(j.wrapping_mul(column));
        (
            self.src.wrapping_offset(at(self.outer.src, self.inner.src)),
            self.dst.wrapping_offset(at(self.outer.dst, self.inner.dst)),
        )
    }

    /// The rows and columns from the given ones on, so many of each.
    fn part(&self, (row, rows): (usize, usize), (column, columns): (usize, usize)) -> Job {
        let (src, dst) = self.element(row, column);
        let mut part = Job { src, dst, ..*self };
        (part.outer.count, part.inner.count) = (rows, columns);
        part
    }
}

/// A whole tile of `N` rows and columns: read by rows of the source, written by rows of the destination.
#[inline(always)]
unsafe fn tile_of<T: Unit, const OP: u8, const N: usize>(
    (src, dst): (*const u8, *mut u8),
    src_row: isize,
    dst_row: isize,
) {
    let mut held = [[T::default(); N]; N];
    // SAFETY: passed on to the caller.
    unsafe {
        for (i, held) in held.iter_mut().enumerate() {
            let row = src.wrapping_offset(i as isize * src_row).cast::<T>();
            for (j, held) in held.iter_mut().enumerate() {
                *held = row.add(j).read_unaligned().apply(OP);
            }
        }
        for j in 0..N {
            let row = dst.wrapping_offset(j as isize * dst_row).cast::<T>();
            for (i, held) in held.iter().enumerate() {
                row.add(i).write_unaligned(held[j]);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
pub(super) mod wide {
    use super::super::kernel::{Job, Unit, COPY, SWAP_HALVES};
    use super::super::past::LINE;
    use core::arch::x86_64::*;

    impl Job {
        /// [`turned`](Job::turned) in squares of a line of the cache by as many rows as a line of the destination
        /// has elements; what is left at the edges goes the other way. If the job goes past the cache, whole lines of the
        /// destination do, where they lie as lines do.
        ///
        /// # Safety
        ///
        /// As for [`turned`](Job::turned), and the machine must have AVX2.
        #[target_feature(enable = "avx2")]
        pub(in super::super) unsafe fn turned_wide<T: Unit, const OP: u8>(self) {
            let side = LINE / size_of::<T>();
            let whole = |n: usize| n / side * side;
            let (rows, columns) = (self.outer.count, self.inner.count);
            let to_line = self.dst.align_offset(LINE);
            let past =
                self.past && to_line.is_multiple_of(size_of::<T>()) && self.inner.dst % LINE as isize == 0;
            let lead = if past { (to_line / size_of::<T>()).min(rows) } else { 0 };
            let (tall, wide) = (whole(rows - lead), whole(columns));
            // SAFETY: parts of the block that cover it; lines are lines where they go past the cache.
            unsafe {
                if lead > 0 {
                    self.part((0, lead), (0, columns)).edge::<T, OP>();
                }
                self.part((lead, tall), (0, wide)).squares::<T>(mask::<T, OP>(), past);
                self.part((lead, tall), (wide, columns - wide)).edge::<T, OP>();
                self.part((lead + tall, rows - lead - tall), (0, columns)).edge::<T, OP>();
            }
        }

        /// Rows and columns are whole squares; where they go past the cache, destinations are whole lines. What happens
        /// to the bytes says the mask, and where lines go is asked for each: beside what memory takes both cost nothing,
        /// and there is one loop for each size of elements.
        #[inline(never)]
        #[target_feature(enable = "avx2")]
        unsafe fn squares<T: Unit>(self, mask: __m128i, past: bool) {
            let side = LINE / size_of::<T>();
            for column in (0..self.inner.count).step_by(side) {
                for row in (0..self.outer.count).step_by(side) {
                    // A quarter of the line at a time: 16 bytes of each row.
                    for quarter in (column..column + side).step_by(side / 4) {
                        let (src, dst) = self.element(row, quarter);
                        let steps = (self.outer.src, self.inner.dst);
                        // SAFETY: elements of the block.
                        unsafe {
                            match size_of::<T>() {
                                1 => strip::<1, 16>(src, dst, steps, mask, past),
                                2 => strip::<2, 8>(src, dst, steps, mask, past),
                                4 => strip::<4, 4>(src, dst, steps, mask, past),
                                8 => strip::<8, 2>(src, dst, steps, mask, past),
                                _ => strip::<16, 1>(src, dst, steps, mask, past),
                            }
                        }
                    }
                }
            }
            if past {
                // What comes after, on any thread, finds it written.
                _mm_sfence();
            }
        }
    }

    /// Where each byte of an element comes from.
    fn mask<T: Unit, const OP: u8>() -> __m128i {
        let mut bytes = [0u8; 16];
        let unit = if OP == SWAP_HALVES { size_of::<T>() / 2 } else { size_of::<T>() };
        for (i, byte) in bytes.iter_mut().enumerate() {
            let within = i % unit;
            *byte = if OP == COPY { i } else { i - within + unit - 1 - within } as u8;
        }
        // SAFETY: 16 bytes.
        unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
    }

    /// `N` columns (16 bytes of each row) by `4 * N` rows: `N` lines of the destination.
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn strip<const SIZE: usize, const N: usize>(
        src: *const u8,
        dst: *mut u8,
        (src_row, dst_row): (isize, isize),
        mask: __m128i,
        past: bool,
    ) {
        let mask = _mm256_broadcastsi128_si256(mask);
        let mut held = [[_mm256_setzero_si256(); N]; 2];
        for (half, held) in held.iter_mut().enumerate() {
            for (k, held) in held.iter_mut().enumerate() {
                let row = |i: usize| src.wrapping_offset((half * 2 * N + i) as isize * src_row).cast();
                // SAFETY: 16 bytes of a row each; passed on to the caller.
                let (low, high) = unsafe { (_mm_loadu_si128(row(k)), _mm_loadu_si128(row(k + N))) };
                let both = _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(low), high);
                *held = _mm256_shuffle_epi8(both, mask);
            }
            // The first half and the second like two packs of cards: as often as N can be halved, and they are turned.
            let mut left = N;
            while left > 1 {
                let before = *held;
                for i in 0..N / 2 {
                    (held[2 * i], held[2 * i + 1]) = shuffled::<SIZE>(before[i], before[i + N / 2]);
                }
                left /= 2;
            }
        }
        let [first, second] = held;
        for (j, (&a, &b)) in first.iter().zip(&second).enumerate() {
            let line = dst.wrapping_offset(j as isize * dst_row).cast::<__m256i>();
            // SAFETY: a line of the destination, which begins as one where it goes past the cache.
            unsafe {
                if past {
                    _mm256_stream_si256(line, a);
                    _mm256_stream_si256(line.add(1), b);
                } else {
                    _mm256_storeu_si256(line, a);
                    _mm256_storeu_si256(line.add(1), b);
                }
            }
        }
    }

    /// Elements of both in turn, in each 16 bytes: of the first halves, and of the second.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn shuffled<const SIZE: usize>(a: __m256i, b: __m256i) -> (__m256i, __m256i) {
        match SIZE {
            1 => (_mm256_unpacklo_epi8(a, b), _mm256_unpackhi_epi8(a, b)),
            2 => (_mm256_unpacklo_epi16(a, b), _mm256_unpackhi_epi16(a, b)),
            4 => (_mm256_unpacklo_epi32(a, b), _mm256_unpackhi_epi32(a, b)),
            _ => (_mm256_unpacklo_epi64(a, b), _mm256_unpackhi_epi64(a, b)),
        }
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::super::kernel::{Job, Unit, COPY, SWAP, SWAP_HALVES};
    use super::super::past::LINE;
    use super::super::transfer::Axis;

    /// The ways to turn a block over.
    #[derive(Clone, Copy)]
    enum Way {
        Wide,
        Held,
        Plain,
    }

    /// The block with `rows` and `columns`, all ways from the same bytes; memory begins `shift` bytes behind a line.
    fn all_ways<T: Unit, const OP: u8>(
        rows: usize,
        columns: usize,
        pads: (usize, usize),
        shift: usize,
        past: bool,
    ) {
        let size = size_of::<T>();
        let (src_row, dst_row) = (columns * size + pads.0, rows * size + pads.1);
        let bytes = 0..(rows * src_row) as u32;
        let src: Vec<u8> = bytes.map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let room = columns * dst_row + shift + 128;
        let turned = |way: Way| {
            let mut dst = vec![0xA5u8; room];
            let from = dst.as_ptr().align_offset(64) + shift;
            let job = Job {
                src: src.as_ptr(),
                dst: dst.as_mut_ptr().wrapping_add(from),
                outer: Axis { count: rows, src: src_row as isize, dst: size as isize },
                inner: Axis { count: columns, src: size as isize, dst: dst_row as isize },
                past,
            };
            // SAFETY: both reaches were held against the room; AVX2 was asked for.
            unsafe {
                match way {
                    Way::Wide => job.turned_wide::<T, OP>(),
                    Way::Held => job.turned::<T, OP, true>(),
                    Way::Plain => job.turned::<T, OP, false>(),
                }
            }
            dst[from - shift..].to_vec()
        };
        let [wide, held, plain] = [Way::Wide, Way::Held, Way::Plain].map(turned);
        for other in [held, plain] {
            assert!(
                wide[..room - 64] == other[..room - 64],
                "{size} bytes, op {OP}, {rows} x {columns}, pads {pads:?}, shift {shift}, past {past}"
            );
        }
        // And against what turning over means.
        for (i, j) in [(0, 0), (rows - 1, columns - 1), (rows / 2, columns / 3)] {
            let element =
                unsafe { src.as_ptr().add(i * src_row + j * size).cast::<T>().read_unaligned() }.apply(OP);
            let found =
                unsafe { wide.as_ptr().add(shift + j * dst_row + i * size).cast::<T>().read_unaligned() };
            assert!(element == found);
        }
    }

    fn all<T: Unit, const OP: u8>() {
        if !std::arch::is_x86_feature_detected!("avx2") {
            return;
        }
        let size = size_of::<T>();
        let line = LINE / size;
        for rows in [1, line - 1, line, line + 1, 2 * line, 3 * line + line / 2 + 1] {
            for columns in [1, line, 2 * line, 2 * line + 3] {
                // Rows of the destination that begin as lines do, and others.
                let whole = (64 - rows * size % 64) % 64;
                for pads in [(0, 0), (64, whole), (size, whole + 64), (3, 5)] {
                    for shift in [0, size % 64, 16, 1] {
                        all_ways::<T, OP>(rows.max(1), columns, pads, shift, true);
                        all_ways::<T, OP>(rows.max(1), columns, pads, shift, false);
                    }
                }
            }
        }
    }

    #[test]
    fn wide_registers_turn_as_one_element_at_a_time_does() {
        all::<u8, COPY>();
        all::<u16, COPY>();
        all::<u16, SWAP>();
        all::<u32, COPY>();
        all::<u32, SWAP>();
        all::<u64, COPY>();
        all::<u64, SWAP>();
        all::<u64, SWAP_HALVES>();
        all::<u128, COPY>();
        all::<u128, SWAP>();
        all::<u128, SWAP_HALVES>();
    }
}

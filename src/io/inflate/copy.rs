//! Moving a few bytes at once.

use core::mem::MaybeUninit;

#[inline(always)]
pub(super) unsafe fn load<T>(from: *const u8) -> MaybeUninit<T> {
    // SAFETY: passed on to the caller; bytes need not be written to be moved.
    unsafe { from.cast::<MaybeUninit<T>>().read_unaligned() }
}

#[inline(always)]
pub(super) unsafe fn store<T>(bytes: MaybeUninit<T>, to: *mut u8) {
    // SAFETY: passed on to the caller.
    unsafe { to.cast::<MaybeUninit<T>>().write_unaligned(bytes) }
}

#[inline(always)]
pub(super) unsafe fn move_bytes<T>(from: *const u8, to: *mut u8) {
    // SAFETY: passed on to the caller.
    unsafe { store(load::<T>(from), to) }
}

/// Copies a match, and at most 31 bytes behind it.
#[inline(always)]
pub(super) unsafe fn copy_match(to: *mut u8, distance: usize, len: usize) {
    // SAFETY: passed on to the caller.
    unsafe {
        if distance < 16 {
            return copy_near(to, distance, len);
        }
        let (mut to, mut left) = (to, len);
        loop {
            let from = to.cast_const().sub(distance);
            move_bytes::<u128>(from, to);
            move_bytes::<u128>(from.add(16), to.add(16));
            if left <= 32 {
                return;
            }
            to = to.add(32);
            left -= 32;
        }
    }
}

/// The same from so near that 16 bytes at once would reach into what they become.
#[inline(never)]
unsafe fn copy_near(to: *mut u8, distance: usize, len: usize) {
    let from = to.cast_const().wrapping_sub(distance);
    // SAFETY: passed on to the caller; `distance` bytes from `from` on were written.
    unsafe {
        let end = to.add(len);
        let mut to = to;
        let pattern = match distance {
            1 => u64::from(*from) * (u64::MAX / 0xff),
            2 => u64::from(from.cast::<u16>().read_unaligned()) * (u64::MAX / 0xffff),
            4 => u64::from(from.cast::<u32>().read_unaligned()) * (u64::MAX / 0xffff_ffff),
            8 => from.cast::<u64>().read_unaligned(),
            _ => {
                // Once there are 8 bytes, a multiple of the distance is as good.
                let (mut from, mut distance) = (from, distance);
                while distance < 8 {
                    move_bytes::<u64>(from, to);
                    to = to.add(distance);
                    distance *= 2;
                }
                while to < end {
                    move_bytes::<u64>(from, to);
                    to = to.add(8);
                    from = from.add(8);
                }
                return;
            }
        };
        while to < end {
            to.cast::<[u64; 4]>().write_unaligned([pattern; 4]);
            to = to.add(32);
        }
    }
}

/// Copies a match and nothing behind it.
#[inline(always)]
pub(super) unsafe fn copy_exactly(to: *mut u8, distance: usize, len: usize) {
    // SAFETY: passed on to the caller.
    unsafe {
        let from = to.cast_const().sub(distance);
        if len == 3 && distance >= 3 {
            let (two, one) = (load::<u16>(from), load::<u8>(from.add(2)));
            store(two, to);
            store(one, to.add(2));
            return;
        }
        if distance >= 8 && len >= 4 {
            let mut done = 0;
            if len <= 8 {
                let (a, b) = (load::<u32>(from), load::<u32>(from.add(len - 4)));
                // What is not there yet when both are loaded is more than a word back.
                store(a, to);
                store(b, to.add(len - 4));
                return;
            }
            while done + 8 <= len {
                move_bytes::<u64>(from.add(done), to.add(done));
                done += 8;
            }
            while done < len {
                move_bytes::<u8>(from.add(done), to.add(done));
                done += 1;
            }
            return;
        }
        for i in 0..len {
            move_bytes::<u8>(from.add(i), to.add(i));
        }
    }
}

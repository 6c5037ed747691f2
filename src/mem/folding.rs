//! A copy that is summed up on its way, without a second look at the bytes: CRC-32 by carry-less products of 512 bits, where the
//! machine has them (AVX-512 and VPCLMULQDQ), and stores that go past the caches.
//!
//! A message is a polynomial, and what is multiplied by a power of x modulo the CRC's polynomial stands as
//! well for what lies so many bits further on. So the sum of many bytes is that of the last 64, onto which all that was before
//! was folded. The bits are reflected, as in the CRC itself.

use super::past::LINE;
use core::arch::asm;

/// Bytes of a turn: four registers.
pub(super) const TURN: usize = 256;

/// Whether this machine can.
pub(super) fn possible() -> bool {
    std::arch::is_x86_feature_detected!("avx512f") && std::arch::is_x86_feature_detected!("vpclmulqdq")
}

/// The factors that fold the halves of 128 bits over `bits` bits.
const fn over(bits: u32) -> [u64; 2] {
    [power(bits + 32), power(bits - 32)]
}

/// x to the power of `n` modulo the polynomial, reflected, one bit up as the products want it.
const fn power(n: u32) -> u64 {
    let (mut value, mut i) = (0x8000_0000u32, 0);
    while i < n {
        value = (value >> 1) ^ (if value & 1 == 0 { 0 } else { 0xedb8_8320 });
        i += 1;
    }
    (value as u64) << 1
}

static OVER_A_TURN: [u64; 2] = over(8 * TURN as u32);
static OVER_A_LINE: [u64; 2] = over(8 * LINE as u32);

/// Copies `len` bytes, whole turns, and folds them up: they follow bytes whose CRC-32 is `crc`. Returns 64 bytes whose
/// CRC, begun with a register of zeros, is that of all.
///
/// # Safety
///
/// The machine must be able to. `len` bytes must be readable at `src` and writable at `dst`, a multiple of [`LINE`]; `len` must
/// be a multiple of [`TURN`], and not 0.
pub(super) unsafe fn copy(crc: u32, src: *const u8, dst: *mut u8, len: usize) -> [u8; LINE] {
    let mut last = [0u8; LINE];
    // SAFETY: the caller's promises; the factors and `last` are as large as what is read and written of them.
    unsafe {
        asm!(
            "vbroadcasti32x4 zmm8, xmmword ptr [{turn}]",
            "vmovdqu64 zmm0, zmmword ptr [{src}]",
            "vmovdqu64 zmm1, zmmword ptr [{src} + 64]",
            "vmovdqu64 zmm2, zmmword ptr [{src} + 128]",
            "vmovdqu64 zmm3, zmmword ptr [{src} + 192]",
            "vmovntdq zmmword ptr [{dst}], zmm0",
            "vmovntdq zmmword ptr [{dst} + 64], zmm1",
            "vmovntdq zmmword ptr [{dst} + 128], zmm2",
            "vmovntdq zmmword ptr [{dst} + 192], zmm3",
            // The register of the bytes before goes into the first four.
            "vmovd xmm9, {crc:e}",
            "vpxorq zmm0, zmm0, zmm9",
            "jmp 3f",
            "2:",
            "vmovdqu64 zmm4, zmmword ptr [{src}]",
            "vmovdqu64 zmm5, zmmword ptr [{src} + 64]",
            "vmovdqu64 zmm6, zmmword ptr [{src} + 128]",
            "vmovdqu64 zmm7, zmmword ptr [{src} + 192]",
            "vmovntdq zmmword ptr [{dst}], zmm4",
            "vmovntdq zmmword ptr [{dst} + 64], zmm5",
            "vmovntdq zmmword ptr [{dst} + 128], zmm6",
            "vmovntdq zmmword ptr [{dst} + 192], zmm7",
            "vpclmulqdq zmm10, zmm0, zmm8, 0x00",
            "vpclmulqdq zmm11, zmm1, zmm8, 0x00",
            "vpclmulqdq zmm12, zmm2, zmm8, 0x00",
            "vpclmulqdq zmm13, zmm3, zmm8, 0x00",
            "vpclmulqdq zmm0, zmm0, zmm8, 0x11",
            "vpclmulqdq zmm1, zmm1, zmm8, 0x11",
            "vpclmulqdq zmm2, zmm2, zmm8, 0x11",
            "vpclmulqdq zmm3, zmm3, zmm8, 0x11",
            "vpternlogq zmm0, zmm10, zmm4, 0x96",
            "vpternlogq zmm1, zmm11, zmm5, 0x96",
            "vpternlogq zmm2, zmm12, zmm6, 0x96",
            "vpternlogq zmm3, zmm13, zmm7, 0x96",
            "3:",
            "add {src}, 256",
            "add {dst}, 256",
            "sub {len}, 256",
            "jnz 2b",
            // The four registers lie one behind the other.
            "vbroadcasti32x4 zmm8, xmmword ptr [{line}]",
            "vpclmulqdq zmm10, zmm0, zmm8, 0x00",
            "vpclmulqdq zmm0, zmm0, zmm8, 0x11",
            "vpternlogq zmm1, zmm10, zmm0, 0x96",
            "vpclmulqdq zmm10, zmm1, zmm8, 0x00",
            "vpclmulqdq zmm1, zmm1, zmm8, 0x11",
            "vpternlogq zmm2, zmm10, zmm1, 0x96",
            "vpclmulqdq zmm10, zmm2, zmm8, 0x00",
            "vpclmulqdq zmm2, zmm2, zmm8, 0x11",
            "vpternlogq zmm3, zmm10, zmm2, 0x96",
            "vmovdqu64 zmmword ptr [{last}], zmm3",
            "vzeroupper",
            // Other processors may see such stores in any order until then.
            "sfence",
            src = inout(reg) src => _,
            dst = inout(reg) dst => _,
            len = inout(reg) len => _,
            crc = in(reg) !crc,
            turn = in(reg) &raw const OVER_A_TURN,
            line = in(reg) &raw const OVER_A_LINE,
            last = in(reg) &raw mut last,
            out("xmm0") _, out("xmm1") _, out("xmm2") _, out("xmm3") _, out("xmm4") _,
            out("xmm5") _, out("xmm6") _, out("xmm7") _, out("xmm8") _, out("xmm9") _,
            out("xmm10") _, out("xmm11") _, out("xmm12") _, out("xmm13") _,
            options(nostack),
        );
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_those_of_the_literature() {
        assert_eq!(over(512), [0x1_5444_2bd4, 0x1_c6e4_1596]);
        assert_eq!(over(128), [0x1_7519_97d0, 0x0_ccaa_009e]);
    }
}

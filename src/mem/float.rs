//! Numbers that Rust has no type for: half precision (IEEE 754 binary16), x87's
//! extended precision (Intel's manual, volume 1, section 4.2.2), and truth values.

/// A byte that is true unless it is 0.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(super) struct Bool(pub u8);

/// Half precision.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(super) struct F16(pub u16);

/// Extended precision in 16 bytes, of which the last six are padding.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct F80(pub [u8; 16]);

/// A number taken apart: `mantissa` x 2^`exponent`, the mantissa's highest bit set; or
/// 0, or beyond all numbers.
#[derive(Clone, Copy)]
enum Parts {
    Zero,
    Finite { mantissa: u64, exponent: i32 },
    Infinite,
    Nan,
}

/// Which bits an IEEE format has.
#[derive(Clone, Copy)]
struct Layout {
    mantissa: u32,
    exponent: u32,
}

const HALF: Layout = Layout { mantissa: 10, exponent: 5 };
const SINGLE: Layout = Layout { mantissa: 23, exponent: 8 };
const DOUBLE: Layout = Layout { mantissa: 52, exponent: 11 };

impl Layout {
    fn bias(self) -> i32 {
        (1 << (self.exponent - 1)) - 1
    }

    fn infinity(self) -> u64 {
        ((1 << self.exponent) - 1) << self.mantissa
    }

    /// The nearest number, ties to even, as bits without a sign.
    #[inline(never)]
    fn round(self, parts: Parts) -> u64 {
        let (mantissa, exponent) = match parts {
            Parts::Zero => return 0,
            Parts::Infinite => return self.infinity(),
            Parts::Nan => return self.infinity() | (1 << (self.mantissa - 1)),
            Parts::Finite { mantissa, exponent } => (mantissa, exponent),
        };
        // The exponent of the highest bit, and of the smallest normal number.
        let top = exponent + 63;
        let least = 1 - self.bias();
        if top > self.bias() {
            return self.infinity();
        }
        let drop = 63 - self.mantissa as i32 + (least - top).max(0);
        let kept = match drop {
            0..=63 => {
                let rest = mantissa & ((1 << drop) - 1);
                let half = 1u64 << drop >> 1;
                let kept = mantissa >> drop;
                kept + u64::from(rest > half || (rest == half && kept & 1 == 1))
            }
            64 => u64::from(mantissa > 1 << 63),
            _ => 0,
        };
        // A carry out of the mantissa raises the exponent, as it should.
        let raised = (top - least).max(0) as u64;
        (kept + (raised << self.mantissa)).min(self.infinity())
    }

    fn split(self, bits: u64) -> Parts {
        let fraction = bits & ((1 << self.mantissa) - 1);
        let raised = (bits >> self.mantissa) as i32 & ((1 << self.exponent) - 1);
        let scale = 1 - self.bias() - self.mantissa as i32;
        match (raised, fraction) {
            (0, 0) => Parts::Zero,
            (0, _) => normal(fraction, scale),
            (r, 0) if r == (1 << self.exponent) - 1 => Parts::Infinite,
            (r, _) if r == (1 << self.exponent) - 1 => Parts::Nan,
            (r, _) => normal(fraction | 1 << self.mantissa, scale + r - 1),
        }
    }
}

fn normal(mantissa: u64, exponent: i32) -> Parts {
    match mantissa.leading_zeros() {
        64 => Parts::Zero,
        shift => Parts::Finite { mantissa: mantissa << shift, exponent: exponent - shift as i32 },
    }
}

impl F16 {
    /// The nearest half, rounded once.
    pub fn from_f64(value: f64) -> F16 {
        let sign = (value.to_bits() >> 48) as u16 & 0x8000;
        F16(sign | HALF.round(DOUBLE.split(value.to_bits())) as u16)
    }

    /// The same number; every half is a single.
    pub fn to_f32(self) -> f32 {
        let sign = u32::from(self.0 & 0x8000) << 16;
        f32::from_bits(sign | SINGLE.round(HALF.split(self.0.into())) as u32)
    }
}

impl F80 {
    fn new(negative: bool, parts: Parts) -> F80 {
        let (mantissa, raised): (u64, u16) = match parts {
            Parts::Zero => (0, 0),
            Parts::Finite { mantissa, exponent } => (mantissa, (exponent + 16383 + 63) as u16),
            Parts::Infinite => (1 << 63, 0x7fff),
            Parts::Nan => (3 << 62, 0x7fff),
        };
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&mantissa.to_le_bytes());
        bytes[8..10].copy_from_slice(&(raised | u16::from(negative) << 15).to_le_bytes());
        F80(bytes)
    }

    #[inline(never)]
    fn parts(self) -> (bool, Parts) {
        let [a, b, c, d, e, f, g, h, low, high, ..] = self.0;
        let mantissa = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        let raised = u16::from_le_bytes([low, high]);
        let exponent = i32::from(raised & 0x7fff);
        let parts = match (exponent, mantissa << 1) {
            (0x7fff, 0) => Parts::Infinite,
            (0x7fff, _) => Parts::Nan,
            _ => normal(mantissa, exponent.max(1) - 16383 - 63),
        };
        (raised >> 15 == 1, parts)
    }

    /// Every double is an extended number.
    pub fn from_f64(value: f64) -> F80 {
        F80::new(value.is_sign_negative(), DOUBLE.split(value.to_bits()))
    }

    /// Every 64-bit integer, signed or not, is one.
    pub fn from_integer(value: i128) -> F80 {
        F80::new(value < 0, normal(value.unsigned_abs() as u64, 0))
    }

    /// The nearest double.
    pub fn to_f64(self) -> f64 {
        let (negative, parts) = self.parts();
        f64::from_bits(DOUBLE.round(parts) | u64::from(negative) << 63)
    }

    /// The nearest single, rounded once.
    pub fn to_f32(self) -> f32 {
        let (negative, parts) = self.parts();
        f32::from_bits(SINGLE.round(parts) as u32 | u32::from(negative) << 31)
    }

    /// The nearest half, rounded once.
    pub fn to_f16(self) -> F16 {
        let (negative, parts) = self.parts();
        F16(HALF.round(parts) as u16 | u16::from(negative) << 15)
    }

    /// Cut to an integer, which is as large as an `i128` can be for those that are
    /// larger; 0 for what is no number.
    #[inline(never)]
    pub fn to_integer(self) -> i128 {
        let (negative, parts) = self.parts();
        let size = match parts {
            Parts::Zero | Parts::Nan => 0,
            Parts::Infinite => i128::MAX,
            Parts::Finite { mantissa, exponent } => match exponent {
                e if e > 62 => i128::MAX,
                e if e >= 0 => i128::from(mantissa) << e,
                e if e > -64 => i128::from(mantissa >> -e),
                _ => 0,
            },
        };
        if negative {
            -size
        } else {
            size
        }
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        matches!(self.parts().1, Parts::Zero)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_comes_back() {
        for bits in 0..=u16::MAX {
            let value = F16(bits).to_f32();
            let back = F16::from_f64(value.into()).0;
            if value.is_nan() {
                assert!(F16(back).to_f32().is_nan());
            } else {
                assert_eq!(back, bits, "{value}");
            }
        }
    }

    #[test]
    fn halves_are_rounded_to_the_nearest_even() {
        let cases = [
            (65519.0, 0x7bff),
            (65520.0, 0x7c00),
            (2.0_f64.powi(-25), 0),
            (2.0_f64.powi(-25) * 1.0001, 1),
            (2049.0, 0x6800),
            (2051.0, 0x6802),
            (-1e300, 0xfc00),
        ];
        for (value, bits) in cases {
            assert_eq!(F16::from_f64(value).0, bits, "{value}");
        }
    }

    #[test]
    fn doubles_go_through_extended_precision_unchanged() {
        let values = [0.0, -0.0, 1.5, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, -1e-310];
        for value in values {
            assert_eq!(F80::from_f64(value).to_f64().to_bits(), value.to_bits());
        }
        assert!(F80::from_f64(f64::NAN).to_f64().is_nan());
    }

    #[test]
    fn extended_precision_holds_and_cuts_integers() {
        for n in [0, 1, -1, i64::MAX.into(), i64::MIN.into(), u64::MAX.into()] {
            assert_eq!(F80::from_integer(n).to_integer(), n);
        }
        assert_eq!(F80::from_f64(-2.75).to_integer(), -2);
        assert_eq!(F80::from_f64(1e-300).to_integer(), 0);
        assert_eq!(F80::from_f64(1e300).to_integer(), i128::MAX);
    }

    #[test]
    fn extended_numbers_beyond_a_double_are_infinite() {
        for exponent in [1024 - 63, 1025 - 63, 3070 - 63, 16383 - 63] {
            let value = F80::new(true, Parts::Finite { mantissa: 1 << 63, exponent });
            assert_eq!(value.to_f64(), f64::NEG_INFINITY, "2^{}", exponent + 63);
            assert_eq!(value.to_f32(), f32::NEG_INFINITY);
            assert_eq!(value.to_f16().0, 0xfc00);
        }
    }

    #[test]
    fn extended_precision_is_rounded_once() {
        // 1 + 2^-24 + 2^-60: through a double it would be a tie, and go to even.
        let value = F80::new(false, Parts::Finite { mantissa: 1 << 63 | 1 << 39 | 1 << 3, exponent: -63 });
        assert_eq!(value.to_f32(), 1.0 + f32::EPSILON);
    }
}

//! What stands in headers.

use npyrw::format::{encode_header, Dtype, Header, Limits, Order};

const LENIENT: Limits = Limits { max_header: 1 << 16, max_nesting: 32, strict: false };

/// Any text as a dtype: of a header, and as a caller may spell it.
pub fn literal(text: &[u8]) {
    for limits in [LENIENT, Limits { max_nesting: 200, ..LENIENT }, Limits { max_nesting: 1, ..LENIENT }] {
        for parsed in [Dtype::parse(text, &limits), Dtype::parse_member(text, &limits)] {
            match parsed {
                Ok(dtype) => walk(&dtype),
                Err(error) => assert!(!error.message().is_empty()),
            }
        }
    }
}

/// Everything that can be asked of a dtype holds together.
fn walk(dtype: &Dtype) {
    let size = dtype.itemsize();
    assert!(size >= 0);
    let copy = dtype.try_clone().unwrap();
    assert!(dtype.same(&copy) && dtype.equivalent(&copy));
    let mut count = 0;
    dtype
        .each_field(&mut |field| {
            let (own, mut lengths) = (field.element().itemsize(), [0; 64]);
            // More than 64 axes in all are told nobody.
            let Ok(ndim) = field.own_shape(&mut lengths) else {
                count += 1;
                return Ok(());
            };
            // Of no elements there are no bytes, whatever one would have.
            assert!(
                own >= 0 && (own <= size || lengths[..ndim].contains(&0) || size == 0),
                "{own} bytes in {size}"
            );
            count += 1;
            Ok(())
        })
        .unwrap();
    assert_eq!(count, dtype.fields());
    for index in [0, count - 1, count, i32::MAX, -1] {
        assert_eq!(dtype.field_at(index).is_some(), (0..count).contains(&index));
    }
}

/// A dtype is written as something that is read as the same dtype, and written the same again.
pub fn descr(text: &[u8]) {
    let Ok(dtype) = Dtype::parse(text, &LENIENT) else { return };
    walk(&dtype);
    let Ok(written) = dtype.descr() else { return };
    let again = match Dtype::parse(&written, &Limits { max_nesting: 200, max_header: 1 << 30, ..LENIENT }) {
        Ok(again) => again,
        Err(e) => panic!("{} is not read back: {}", String::from_utf8_lossy(&written), e.message()),
    };
    assert!(again.same(&dtype), "{}", String::from_utf8_lossy(&written));
    assert_eq!(again.descr().unwrap(), written);
}

/// A header is refused or says something that can be said again; with strict, only so.
pub fn header(bytes: &[u8]) {
    let lenient = Header::parse(bytes, &LENIENT);
    let strict = Header::parse(bytes, &Limits { strict: true, ..LENIENT });
    let Ok(header) = lenient else {
        assert!(strict.is_err(), "only strict takes it");
        return;
    };
    assert!(header.data_offset <= bytes.len() as u64);
    let shape = header.shape.as_slice();
    let count = header.shape.count().unwrap();
    assert_eq!(header.shape.nbytes(header.dtype.itemsize()).unwrap(), count * header.dtype.itemsize());
    walk(&header.dtype);
    if let Ok(strict) = &strict {
        assert_eq!(strict.data_offset, header.data_offset);
        assert!(strict.dtype.same(&header.dtype) && strict.shape.as_slice() == shape);
    }
    // What came without a name for something may not be written; what is, is read back.
    let Ok(written) = encode_header(&header.dtype, header.order, shape, None) else { return };
    let limits = Limits { max_header: 1 << 30, max_nesting: 200, strict: !header.dtype.has_object() };
    let again = match Header::parse(&written, &limits) {
        Ok(again) => again,
        Err(e) => panic!("{:?} is not read back: {}", String::from_utf8_lossy(&written), e.message()),
    };
    assert!(again.dtype.same(&header.dtype) && again.shape.as_slice() == shape);
    let flat = shape.iter().filter(|&&n| n != 1).count() < 2 || shape.contains(&0);
    assert!(again.order == header.order || flat || again.order == Order::C && header.order == Order::C);
    assert_eq!(written.len() as u64, again.data_offset);
    assert_eq!(again.data_offset % 64, 0);
}
